/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgOwnFieldWish:
 * @entity: key of its entity
 * @key: (nullable): of the field; %NULL makes a new one
 * @label: (nullable): its name; %NULL leaves it
 * @type: (nullable): of a new one
 * @choices: (nullable): %NULL leaves them
 * @before: (nullable): what each of @choices was called, "" for a new one; as
 *   many as @choices
 * @group: (nullable): "" takes it away, %NULL leaves it
 * @retired: 1, 0, or -1 to leave it
 * @place: among the entity's other own fields, or -1 to leave it
 *
 * What is to be made of one of the shop's own fields.
 */
typedef struct
{
  char *entity;
  char *key;
  char *label;
  const RgFieldType *type;
  char **choices;
  char **before;
  char *group;
  int retired;
  int place;
} RgOwnFieldWish;

RgOwnFieldWish *rg_own_field_wish_new (const char *entity, const char *key);
void rg_own_field_wish_free (RgOwnFieldWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOwnFieldWish, rg_own_field_wish_free)

/* Carries it out in one operation; see rg_change_finish(). Takes @wish. */
void rg_own_field_wish_carry_out (RgOwnFieldWish *wish,
                                  RgStore *store,
                                  GtkWidget *widget,
                                  const char *label,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* In a sentence, what a type is for. Translated. */
const char *rg_own_field_explain (const RgFieldType *type);

G_END_DECLS
