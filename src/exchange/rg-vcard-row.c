/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-row.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A card has fewer kinds of properties than this; the rest are lines. */
#define CELLS_MAX 400
/* A longer one is no name that somebody gave a number or a day. */
#define LABEL_MAX 512

const char *const rg_vcard_row_keys[] = {
  "name",         "kind",         "phone",   "phones",  "wechat",   "email",  "tags",
  "gender",       "birthday",     "region",  "address", "+company", "+title", "+nickname",
  "+anniversary", "+website",     "+qq",     "+fax",    "source",   "owner",  "stage",
  "next_date",    "last_contact", "reading", NULL,
};

static const struct
{
  const char *key;
  const char *label;
} labels[] = {
  { "+company", N_ ("Company") },   { "+title", N_ ("Job title") },
  { "+nickname", N_ ("Nickname") }, { "+anniversary", N_ ("Anniversary") },
  { "+website", N_ ("Website") },   { "+qq", N_ ("QQ") },
  { "+fax", N_ ("Fax") },
};

static void
cell_free (RgVcardCell *cell)
{
  g_free (cell->key);
  g_free (cell->label);
  g_string_free (cell->text, TRUE);
  g_free (cell);
}

static void
picture_clear (RgGridPicture *picture)
{
  g_free ((char *) picture->name);
  g_free ((char *) picture->type);
  g_bytes_unref (picture->bytes);
}

RgVcardRow *
rg_vcard_row_new (RgCatalog *catalog, RgEncoding encoding)
{
  RgVcardRow *row = g_new0 (RgVcardRow, 1);

  row->customer = rg_catalog_find (catalog, "customer");
  row->decoder = rg_vcard_decoder_new (encoding);
  row->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  row->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  row->labels = g_hash_table_new (g_str_hash, g_str_equal);
  row->lines = g_string_new (NULL);
  row->pictures = g_array_new (FALSE, FALSE, sizeof (RgGridPicture));
  g_array_set_clear_func (row->pictures, (GDestroyNotify) picture_clear);
  row->phones = g_ptr_array_new_with_free_func (g_free);
  return row;
}

static void
clear_row (RgVcardRow *row)
{
  g_hash_table_remove_all (row->by_key);
  g_hash_table_remove_all (row->labels);
  g_ptr_array_set_size (row->cells, 0);
  g_array_set_size (row->pictures, 0);
  g_ptr_array_set_size (row->phones, 0);
  g_string_truncate (row->lines, 0);
  g_clear_pointer (&row->full_name, g_free);
  g_clear_pointer (&row->name_parts, g_strfreev);
  row->damaged = FALSE;
  row->is_own = FALSE;
  row->address_labels = 0;
}

void
rg_vcard_row_free (RgVcardRow *row)
{
  clear_row (row);
  rg_vcard_decoder_free (row->decoder);
  g_ptr_array_unref (row->cells);
  g_hash_table_unref (row->by_key);
  g_hash_table_unref (row->labels);
  g_string_free (row->lines, TRUE);
  g_array_unref (row->pictures);
  g_ptr_array_unref (row->phones);
  g_free (row);
}

const RgVcardCell *
rg_vcard_row_find (const RgVcardRow *row, const char *key)
{
  return g_hash_table_lookup (row->by_key, key);
}

const char *
rg_vcard_row_label (const RgVcardRow *row, const char *key)
{
  const RgField *field;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (strcmp (labels[i].key, key) == 0)
        return _ (labels[i].label);
    }
  field = rg_entity_find_field (row->customer, key);
  if (field != NULL)
    return rg_field_get_label (field);
  return *key == '=' ? key + 1 : key;
}

void
rg_vcard_row_add_line (RgVcardRow *row, const char *name, const char *text)
{
  g_autofree char *trimmed = rg_text_trim (text);

  if (*trimmed == '\0')
    return;
  if (row->lines->len > 0)
    g_string_append_c (row->lines, '\n');
  if (*name != '\0')
    g_string_append_printf (row->lines, "%s: ", name);
  g_string_append (row->lines, trimmed);
}

/* Lists take every text that is not in them yet. */
static const char *
list_separator (const char *key)
{
  if (strcmp (key, "notes") == 0)
    return "\n";
  return strcmp (key, "phones") == 0 || strcmp (key, "tags") == 0 ? ";" : NULL;
}

void
rg_vcard_row_put (RgVcardRow *row, const char *key, const char *text)
{
  RgVcardCell *cell = g_hash_table_lookup (row->by_key, key);
  const char *separator = list_separator (key);

  if (*text == '\0')
    return;
  if (cell == NULL && row->cells->len < CELLS_MAX)
    {
      cell = g_new0 (RgVcardCell, 1);
      cell->key = g_strdup (key);
      cell->label = g_strdup (rg_vcard_row_label (row, key));
      cell->text = g_string_new (text);
      g_ptr_array_add (row->cells, cell);
      g_hash_table_insert (row->by_key, cell->key, cell);
    }
  else if (cell != NULL && separator != NULL)
    g_string_append_printf (cell->text, "%s%s", separator, text);
  else if (cell == NULL || strcmp (cell->text->str, text) != 0)
    rg_vcard_row_add_line (row, rg_vcard_row_label (row, key), text);
}

char *
rg_vcard_row_text (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *escaped = rg_vcard_decoder_text (row->decoder, property, &row->damaged);

  return rg_vcard_unescape (escaped);
}

char **
rg_vcard_row_split (RgVcardRow *row, const RgVcardProperty *property, char separator)
{
  g_autofree char *escaped = rg_vcard_decoder_text (row->decoder, property, &row->damaged);

  return rg_vcard_split (escaped, separator);
}

char *
rg_vcard_row_custom_label (RgVcardRow *row, const RgVcardProperty *property)
{
  const RgVcardProperty *other =
      property->group != NULL ? g_hash_table_lookup (row->labels, property->group) : NULL;
  g_autofree char *label = other != NULL ? rg_vcard_row_text (row, other) : NULL;

  /* The words of the address book itself: _$!<Home>!$_ */
  if (label != NULL && g_str_has_prefix (label, "_$!<") && g_str_has_suffix (label, ">!$_") &&
      strlen (label) >= 8)
    return g_strndup (label + 4, strlen (label) - 8);
  return g_steal_pointer (&label);
}

/* --- our own cards -------------------------------------------------------- */

static gboolean
is_own_value (const RgVcardProperty *property)
{
  return g_str_has_prefix (property->name, RG_VCARD_OWN_PREFIX) &&
         property->name[strlen (RG_VCARD_OWN_PREFIX)];
}

/* What we wrote for a field comes back as it was. */
static void
take_own (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *field_key = g_ascii_strdown (property->name + strlen (RG_VCARD_OWN_PREFIX), -1);
  const char *parameter = rg_vcard_property_get (property, RG_VCARD_OWN_LABEL);
  g_autofree char *label = NULL;
  g_autofree char *key = NULL;

  g_strdelimit (field_key, "-", '_');
  if (rg_entity_find_field (row->customer, field_key) != NULL)
    key = g_steal_pointer (&field_key);
  else if (parameter != NULL)
    {
      label = rg_vcard_decoder_bytes (row->decoder, parameter, strlen (parameter), &row->damaged);
      key = g_strconcat ("=", label, NULL);
    }
  else
    key = g_strdup (property->name);
  rg_vcard_row_put (row, key, text);
}

/* What a group of properties is called. */
static gboolean
is_label (const RgVcardProperty *property)
{
  return property->group != NULL && strcmp (property->name, "X-ABLABEL") == 0 &&
         property->value->len <= LABEL_MAX;
}

static void
look_through (RgVcardRow *row)
{
  for (guint i = 0; i < row->card->properties->len; i++)
    {
      const RgVcardProperty *property = g_ptr_array_index (row->card->properties, i);

      if (strcmp (property->name, "PRODID") == 0 && strstr (property->value->str, RG_VCARD_PRODUCT) != NULL)
        row->is_own = TRUE;
      if (is_label (property))
        g_hash_table_insert (row->labels, property->group, (gpointer) property);
      if (is_own_value (property))
        take_own (row, property);
    }
}

/* --- the card ------------------------------------------------------------- */

/* What is about the card and not about the person. */
static gboolean
is_technical (const RgVcardProperty *property)
{
  static const char *const names[] = { "VERSION", "PRODID", "REV", "UID", "BEGIN", "END", NULL };

  return g_strv_contains (names, property->name) || is_label (property);
}

/* A property without a rule: a column of its own if it is X-…, else a line. */
static void
take_other (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *custom = rg_vcard_row_custom_label (row, property);
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  if (*trimmed == '\0')
    return;
  if (custom == NULL && g_str_has_prefix (property->name, "X-"))
    rg_vcard_row_put (row, property->name, trimmed);
  else
    rg_vcard_row_add_line (row, custom != NULL && *custom != '\0' ? custom : property->name, trimmed);
}

void
rg_vcard_row_read (RgVcardRow *row, const RgVcard *card)
{
  clear_row (row);
  row->card = card;
  look_through (row);
  for (guint i = 0; i < card->properties->len; i++)
    {
      const RgVcardProperty *property = g_ptr_array_index (card->properties, i);

      if (!is_technical (property) && !is_own_value (property) && !rg_vcard_row_take (row, property))
        take_other (row, property);
    }
  if (card->junk->len > 0)
    {
      g_autofree char *junk =
          rg_vcard_decoder_bytes (row->decoder, card->junk->str, card->junk->len, &row->damaged);

      rg_vcard_row_add_line (row, "", junk);
    }
  rg_vcard_row_settle (row);
}
