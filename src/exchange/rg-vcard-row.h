/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: what a card says, column by column. */

#include "exchange/rg-grid.h"
#include "exchange/rg-vcard-text.h"

#include "catalog/rg-catalog.h"

G_BEGIN_DECLS

/* What our own cards say of a field that vCard has no word for: the prefix is
 * followed by the field's key, the parameter is what it is called. */
#define RG_VCARD_OWN_PREFIX "X-REGULARS-"
#define RG_VCARD_OWN_LABEL "X-LABEL"
#define RG_VCARD_PRODUCT "-//Regulars//"

/**
 * RgVcardCell:
 * @key: a field's; "+…" for one of the columns below; "=…" for an own field;
 *   else the name of a property
 */
typedef struct
{
  char *key;
  char *label;
  GString *text;
} RgVcardCell;

/**
 * RgVcardRow:
 * @cells: (element-type RgVcardCell): in the order in which they came
 * @lines: what fits nowhere else, for the notes
 * @pictures: (element-type RgGridPicture): and other files in the card
 *
 * One card as cells; used again for the next one.
 */
typedef struct
{
  const RgEntity *customer;
  RgVcardDecoder *decoder;
  GPtrArray *cells;
  GHashTable *by_key;
  GString *lines;
  GArray *pictures;
  gboolean damaged;
  /* Of the card that is read. */
  const RgVcard *card;
  GHashTable *labels; /* of RgVcardProperty, by group */
  gboolean is_own;
  guint address_labels; /* of the card so far */
  GPtrArray *phones;    /* of char */
  char *full_name;
  char **name_parts;
} RgVcardRow;

RgVcardRow *rg_vcard_row_new (RgCatalog *catalog, RgEncoding encoding);
void rg_vcard_row_free (RgVcardRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgVcardRow, rg_vcard_row_free)

/* Reads a card over the one before. */
void rg_vcard_row_read (RgVcardRow *row, const RgVcard *card);
/* (nullable) */
const RgVcardCell *rg_vcard_row_find (const RgVcardRow *row, const char *key);
/* Keys of the columns that come first, in their order. */
extern const char *const rg_vcard_row_keys[];

/* --- for its parts -------------------------------------------------------- */

/* What a column of ours is called, translated; @key begins with "+". */
const char *rg_vcard_row_label (const RgVcardRow *row, const char *key);
/* Puts a text into a cell; another text than the one there becomes a line. */
void rg_vcard_row_put (RgVcardRow *row, const char *key, const char *text);
void rg_vcard_row_add_line (RgVcardRow *row, const char *name, const char *text);
/* The property's value, unescaped. (transfer full) */
char *rg_vcard_row_text (RgVcardRow *row, const RgVcardProperty *property);
/* Its parts. (transfer full) (array zero-terminated=1) */
char **rg_vcard_row_split (RgVcardRow *row, const RgVcardProperty *property, char separator);
/* What the owner calls it (item1.X-ABLabel). (transfer full) (nullable) */
char *rg_vcard_row_custom_label (RgVcardRow *row, const RgVcardProperty *property);
/* Name and phones, once the whole card is read (rg-vcard-person.c). */
void rg_vcard_row_settle (RgVcardRow *row);
gboolean rg_vcard_has_han (const char *text);
/* Takes a property that it has a rule for (rg-vcard-rules.c). */
gboolean rg_vcard_row_take (RgVcardRow *row, const RgVcardProperty *property);

G_END_DECLS
