/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-field.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RgEntity:
 *
 * One kind of thing that a shop keeps, with its fields: first the built-in
 * ones, then the shop's own in the owner's order. Belongs to its catalogue.
 * The key is the table's name too.
 */
typedef struct _RgEntity RgEntity;

const char *rg_entity_get_key (const RgEntity *entity);
/* Translated: "Customer". */
const char *rg_entity_get_label (const RgEntity *entity);
guint rg_entity_get_n_fields (const RgEntity *entity);
const RgField *rg_entity_get_field (const RgEntity *entity, guint index);
/* %NULL when there is no such field; finds retired ones too. */
const RgField *rg_entity_find_field (const RgEntity *entity, const char *key);

/**
 * RgOwnField:
 *
 * What the shop's database says of one own field; see the table own_field.
 * @choices: (nullable): for choice and choices.
 */
typedef struct
{
  gint64 id;
  char *entity;
  char *key; /* x1, x2 … */
  char *label;
  char *type;
  char **choices;
  char *group;
  gboolean retired;
} RgOwnField;

RgOwnField *rg_own_field_new (void);
void rg_own_field_free (RgOwnField *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOwnField, rg_own_field_free)

/**
 * RgCatalog:
 *
 * What a shop keeps: immutable, shared between threads by reference. A change
 * of an own field makes a new catalogue.
 */
#define RG_TYPE_CATALOG (rg_catalog_get_type ())
typedef struct _RgCatalog RgCatalog;
GType rg_catalog_get_type (void);

/* @own: (element-type RgOwnField) (nullable): copied, in the order in which
 * they are to be shown. An unknown type or entity is left out. */
RgCatalog *rg_catalog_new (GPtrArray *own);
RgCatalog *rg_catalog_ref (RgCatalog *catalog);
void rg_catalog_unref (RgCatalog *catalog);
guint rg_catalog_get_n_entities (const RgCatalog *catalog);
const RgEntity *rg_catalog_get_entity (const RgCatalog *catalog, guint index);
const RgEntity *rg_catalog_find (const RgCatalog *catalog, const char *entity_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCatalog, rg_catalog_unref)

/* Own fields of one entity at most. */
#define RG_CATALOG_MAX_OWN_FIELDS 200

G_END_DECLS
