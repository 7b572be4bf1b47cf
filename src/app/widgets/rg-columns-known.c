/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-private.h"

#include <glib/gi18n-lib.h>

/* The usual columns of each entity that is listed. */

/* --- customers ------------------------------------------------------------ */

/* Fields that have a place and a form of their own, in the order in which they
 * stand. Those at the end, from rank 20, are shown only where the window is so
 * wide that it would be empty otherwise. */
static const RgColumn customers[] = {
  { .kind = RG_CELL_NAME, .min = 140, .natural = 186, .max = 300, .rank = 0 },
  { .kind = RG_CELL_PHONE, .min = 118, .natural = 124, .max = 150, .rank = 1 },
  { .kind = RG_CELL_TAGS, .min = 120, .natural = 204, .max = 420, .rank = 4 },
  { .kind = RG_CELL_DUE, .min = 112, .natural = 130, .max = 160, .rank = 2 },
  { .kind = RG_CELL_AGO, .min = 96, .natural = 104, .max = 130, .rank = 3 },
  { .kind = RG_CELL_TEXT, .min = 84, .natural = 100, .max = 180, .rank = 5 },
  { .kind = RG_CELL_TEXT, .min = 72, .natural = 80, .max = 150, .rank = 6 },
  { .kind = RG_CELL_TEXT, .min = 110, .natural = 150, .max = 220, .rank = 20 },
  { .kind = RG_CELL_TEXT, .min = 200, .natural = 280, .max = 1600, .rank = 21 },
};
static const char *const customer_keys[] = {
  "name", "phone", "tags", "next_date", "last_contact", "source", "owner", "region", "notes",
};
G_STATIC_ASSERT (G_N_ELEMENTS (customers) == G_N_ELEMENTS (customer_keys));

const RgColumnsKnown rg_columns_of_customers = {
  .entity = "customer",
  .n = G_N_ELEMENTS (customers),
  .known = customers,
  .keys = customer_keys,
};

/* --- deals ----------------------------------------------------------------- */

static const RgColumn deals[] = {
  { .kind = RG_CELL_TITLE, .min = 140, .natural = 190, .max = 360, .rank = 0 },
  { .kind = RG_CELL_TEXT, .min = 84, .natural = 120, .max = 220, .rank = 3 },
  { .kind = RG_CELL_TEXT, .min = 84, .natural = 122, .max = 180, .rank = 2 },
  { .kind = RG_CELL_NUMBER, .min = 96, .natural = 104, .max = 140, .rank = 1 },
  { .kind = RG_CELL_NUMBER, .min = 122, .natural = 126, .max = 140, .rank = 7 },
  { .kind = RG_CELL_TEXT, .min = 64, .natural = 76, .max = 150, .rank = 6 },
  { .kind = RG_CELL_STAY, .min = 112, .natural = 130, .max = 150, .rank = 5 },
  { .kind = RG_CELL_DUE, .min = 112, .natural = 130, .max = 160, .rank = 4 },
  { .kind = RG_CELL_TEXT, .min = 100, .natural = 130, .max = 220, .rank = 21 },
  { .kind = RG_CELL_TEXT, .min = 84, .natural = 100, .max = 180, .rank = 22 },
  { .kind = RG_CELL_NUMBER, .min = 122, .natural = 126, .max = 140, .rank = 23 },
  { .kind = RG_CELL_TEXT, .min = 90, .natural = 120, .max = 220, .rank = 24 },
  { .kind = RG_CELL_NUMBER, .min = 122, .natural = 126, .max = 140, .rank = 25 },
  { .kind = RG_CELL_TEXT, .min = 90, .natural = 110, .max = 180, .rank = 26 },
  { .kind = RG_CELL_NUMBER, .min = 80, .natural = 90, .max = 120, .rank = 27 },
  { .kind = RG_CELL_TEXT, .min = 72, .natural = 84, .max = 120, .rank = 28 },
};
static const char *const deal_keys[] = {
  "title",   "customer_id", "stage_id", "amount_fen",  "expected", "owner", "stage_since", "next_date",
  "product", "source",      "closed",   "lost_reason", "opened",   "code",  "chance",      "state",
};
static const char *const deal_headings[] = {
  NULL, NULL, NULL, NULL, NULL, NULL, N_ ("In the Stage"), NULL, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (deals) == G_N_ELEMENTS (deal_keys));
G_STATIC_ASSERT (G_N_ELEMENTS (deal_headings) == G_N_ELEMENTS (deal_keys));

const RgColumnsKnown rg_columns_of_deals = {
  .entity = "deal",
  .n = G_N_ELEMENTS (deals),
  .known = deals,
  .keys = deal_keys,
  .headings = deal_headings,
};

/* --- looking them up -------------------------------------------------------- */

int
rg_columns_place (RgColumns *self, const char *key)
{
  for (guint i = 0; i < self->table->n; i++)
    if (g_str_equal (self->table->keys[i], key))
      return (int) i;
  return -1;
}

/**
 * rg_columns_is_first:
 * @self: columns
 * @key: key of a field
 *
 * Returns: whether it is what a row is called, and so cannot be hidden
 */
gboolean
rg_columns_is_first (RgColumns *self, const char *key)
{
  return g_str_equal (self->table->keys[0], key);
}

/**
 * rg_columns_get_heading:
 * @self: columns
 * @field: a field
 *
 * Returns: (transfer none): what stands above its column
 */
const char *
rg_columns_get_heading (RgColumns *self, const RgField *field)
{
  int place = rg_columns_place (self, field->key);
  const char *heading = place >= 0 && self->table->headings != NULL ? self->table->headings[place] : NULL;

  return heading != NULL ? _ (heading) : rg_field_get_label (field);
}
