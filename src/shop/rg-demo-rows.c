/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo-private.h"

#include <string.h>

/* --- rows ------------------------------------------------------------------ */

void
rg_demo_row_begin (RgDemoFill *fill, const char *entity)
{
  fill->row.entity = rg_catalog_find (rg_write_get_catalog (fill->write), entity);
  fill->row.n = 0;
}

/* @value's text is borrowed until the row is inserted. */
void
rg_demo_row_value (RgDemoFill *fill, const char *key, const RgValue *value)
{
  RgCell *cell = &fill->row.cells[fill->row.n++];

  g_assert (fill->row.n <= G_N_ELEMENTS (fill->row.cells));
  cell->field = rg_entity_find_field (fill->row.entity, key);
  cell->value = *value;
  g_assert (cell->field != NULL);
}

void
rg_demo_row_text (RgDemoFill *fill, const char *key, const char *text)
{
  RgValue value = RG_VALUE_INIT;

  if (text != NULL && *text != '\0')
    value = (RgValue) { .kind = RG_VALUE_TEXT, .text = (char *) text };
  rg_demo_row_value (fill, key, &value);
}

void
rg_demo_row_integer (RgDemoFill *fill, const char *key, gint64 integer)
{
  rg_demo_row_value (fill, key, &(RgValue) { .kind = RG_VALUE_INTEGER, .integer = integer });
}

gint64
rg_demo_row_insert (RgDemoFill *fill, GError **error)
{
  fill->rows++;
  return rg_op_insert (fill->op, fill->row.entity, fill->row.cells, fill->row.n, error);
}

/* --- what the shop has before its customers --------------------------------- */

gboolean
rg_demo_add_fields (RgDemoFill *fill, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (fill->write), "customer");

  for (guint i = 0; i < fill->pack->fields->len; i++)
    {
      const RgDemoField *field = fill->pack->fields->pdata[i];
      g_autoptr (GPtrArray) choices = g_ptr_array_new ();
      char *key;

      for (guint j = 0; field->closed && j < field->choices->texts->len; j++)
        g_ptr_array_add (choices, field->choices->texts->pdata[j]);
      g_ptr_array_add (choices, NULL);
      key = rg_op_add_own_field (fill->op, entity, field->label, field->type,
                                 field->closed ? (const char *const *) choices->pdata : NULL, NULL, error);
      if (key == NULL)
        return FALSE;
      g_ptr_array_add (fill->own_keys, key);
      entity = rg_catalog_find (rg_write_get_catalog (fill->write), "customer");
    }
  return TRUE;
}

static gboolean
add_tags (RgDemoFill *fill, GError **error)
{
  for (guint i = 0; i < fill->pack->tags->len; i++)
    {
      const RgDemoTags *tags = fill->pack->tags->pdata[i];
      gint64 family;

      rg_demo_row_begin (fill, "tag");
      rg_demo_row_text (fill, "name", tags->family);
      rg_demo_row_text (fill, "color", tags->color);
      family = rg_demo_row_insert (fill, error);
      if (family == 0)
        return FALSE;
      for (guint j = 0; j < tags->tags->texts->len; j++)
        {
          gint64 id;

          rg_demo_row_begin (fill, "tag");
          rg_demo_row_text (fill, "name", tags->tags->texts->pdata[j]);
          rg_demo_row_text (fill, "color", tags->color);
          rg_demo_row_integer (fill, "parent_id", family);
          id = rg_demo_row_insert (fill, error);
          if (id == 0)
            return FALSE;
          g_array_append_val (fill->tag_ids, id);
        }
    }
  return TRUE;
}

/* A shop without customers may have tags, channels or kinds of attachments
 * already: names that are taken stay as they are. */
static gboolean
add_names (RgDemoFill *fill, const char *entity, const RgDemoList *names, GError **error)
{
  RgDatabase *db = rg_write_get_database (fill->write);
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE name = ?1", entity);

  for (guint i = 0; i < names->texts->len; i++)
    {
      g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
      RgStep step;

      if (statement == NULL)
        return FALSE;
      rg_statement_bind_text (statement, 0, names->texts->pdata[i]);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW)
        continue;
      rg_demo_row_begin (fill, entity);
      rg_demo_row_text (fill, "name", names->texts->pdata[i]);
      if (rg_demo_row_insert (fill, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* Regions are stored as their type writes them. */
static gboolean
prepare_regions (RgDemoFill *fill, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (fill->write), "customer");
  const RgField *field = rg_entity_find_field (entity, "region");
  const RgDemoPack *pack = fill->pack;

  for (guint i = 0; i < pack->districts->texts->len; i++)
    {
      g_auto (RgValue) value = RG_VALUE_INIT;
      g_autofree char *text = NULL;

      text = g_strconcat (strcmp (pack->province, pack->city) != 0 ? pack->province : "", pack->city,
                          pack->districts->texts->pdata[i], NULL);
      if (!rg_field_parse (field, text, &value, error))
        return FALSE;
      g_ptr_array_add (fill->regions, g_strdup (rg_value_get_text (&value)));
    }
  return TRUE;
}

gboolean
rg_demo_add_frame (RgDemoFill *fill, GError **error)
{
  return prepare_regions (fill, error) && rg_demo_add_staff (fill, error) && add_tags (fill, error) &&
         add_names (fill, "channel", fill->pack->sources, error) &&
         add_names (fill, "attachment_kind", fill->pack->attachment_kinds, error);
}
