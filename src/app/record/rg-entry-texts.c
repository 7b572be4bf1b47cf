/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-parts.h"

#include "shop/rg-contact-forms.h"

/**
 * rg_entry_part_free:
 * @part: (transfer full): an RgEntryPart
 */
void
rg_entry_part_free (gpointer part)
{
  RgEntryPart *self = part;

  g_free (self->key);
  rg_value_clear (&self->value);
  g_free (self);
}

/**
 * rg_entry_texts_new:
 *
 * Returns: (transfer full): nothing written yet
 */
GHashTable *
rg_entry_texts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rg_entry_texts_copy:
 * @texts: what is written
 *
 * Returns: (transfer full): the same
 */
GHashTable *
rg_entry_texts_copy (GHashTable *texts)
{
  GHashTable *copy = rg_entry_texts_new ();
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &key, &text))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (text));
  return copy;
}

/**
 * rg_entry_texts_equal:
 * @a: what is written
 * @b: what else
 *
 * Returns: whether the same is written in both
 */
gboolean
rg_entry_texts_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, text;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &text))
    if (g_strcmp0 (text, g_hash_table_lookup (b, key)) != 0)
      return FALSE;
  return TRUE;
}

/**
 * rg_entry_texts_of_row:
 * @row: of the entity "event"
 *
 * Returns: (transfer full): what it was answered
 */
GHashTable *
rg_entry_texts_of_row (RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);
  GHashTable *texts = rg_entry_texts_new ();

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (rg_contact_form_may_ask (field) && !rg_value_is_null (rg_row_get (row, field)))
        g_hash_table_insert (texts, g_strdup (field->key), rg_row_format (row, field, RG_FORMAT_EXCHANGE));
    }
  return texts;
}
