/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-folder-private.h"

#include <json-glib/json-glib.h>

/* schema.json: what a program has to know to read the tables. */

/* Grows when a reader of the older form would read something wrong. */
#define FORMAT_VERSION 1

struct _RgExportSchema
{
  JsonBuilder *json;
};

static void
put_text (JsonBuilder *json, const char *key, const char *text)
{
  json_builder_set_member_name (json, key);
  json_builder_add_string_value (json, text);
}

static void
put_integer (JsonBuilder *json, const char *key, gint64 integer)
{
  json_builder_set_member_name (json, key);
  json_builder_add_int_value (json, integer);
}

static void
put_true (JsonBuilder *json, const char *key, gboolean is_so)
{
  if (!is_so)
    return;
  json_builder_set_member_name (json, key);
  json_builder_add_boolean_value (json, TRUE);
}

/* How cells are written, the same for all tables. */
static void
put_conventions (JsonBuilder *json)
{
  json_builder_set_member_name (json, "csv");
  json_builder_begin_object (json);
  put_text (json, "encoding", "utf-8");
  put_text (json, "delimiter", ",");
  put_text (json, "quote", "\"");
  put_text (json, "line_end", "\r\n");
  put_text (json, "empty", "no value");
  put_text (json, "list_separator", ";");
  put_text (json, "list_escape", "\\");
  put_text (json, "formula_escape", "'");
  put_text (json, "date",
            "YYYY-MM-DD; --MM-DD without a year; lunar:[YYYY-][L]MM-DD of the Chinese calendar");
  put_text (json, "instant", "RFC 3339, UTC");
  put_text (json, "money", "integer of fen");
  json_builder_end_object (json);
}

/**
 * rg_export_schema_new:
 * @read: a read transaction
 *
 * Returns: (transfer full): a description of no tables yet
 */
RgExportSchema *
rg_export_schema_new (RgRead *read)
{
  RgExportSchema *schema = g_new0 (RgExportSchema, 1);
  g_autofree char *shop = rg_read_dup_shop_name (read);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rg_clock_now () / 1000);
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  schema->json = json_builder_new ();
  json_builder_begin_object (schema->json);
  put_text (schema->json, "format", "regulars-folder");
  put_integer (schema->json, "version", FORMAT_VERSION);
  put_text (schema->json, "program", "Regulars " RG_VERSION);
  put_text (schema->json, "shop", shop);
  put_text (schema->json, "exported_at", text);
  put_conventions (schema->json);
  json_builder_set_member_name (schema->json, "tables");
  json_builder_begin_array (schema->json);
  return schema;
}

/**
 * rg_export_schema_free:
 * @schema: (transfer full): a description
 */
void
rg_export_schema_free (RgExportSchema *schema)
{
  g_object_unref (schema->json);
  g_free (schema);
}

static void
put_choices (JsonBuilder *json, const RgField *field)
{
  json_builder_set_member_name (json, "choices");
  json_builder_begin_array (json);
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      json_builder_begin_object (json);
      put_text (json, "key", choice->key);
      put_text (json, "label", rg_choice_get_label (field, choice));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
put_field (JsonBuilder *json, const RgExportColumn *column)
{
  const RgField *field = column->field;

  put_text (json, "label", rg_field_get_label (field));
  put_text (json, "type", field->type->id);
  if (field->target != NULL)
    put_text (json, "target", field->target);
  if (field->type == &rg_type_money)
    put_text (json, "unit", "fen");
  if (field->choices != NULL)
    put_choices (json, field);
  put_true (json, "required", (field->flags & RG_FIELD_REQUIRED) != 0);
  put_true (json, "own", (field->flags & RG_FIELD_OWN) != 0);
  put_true (json, "retired", (field->flags & RG_FIELD_RETIRED) != 0);
  /* Gathered from other tables: not to be written back. */
  put_true (json, "gathered", !rg_field_has_column (field));
}

/**
 * rg_export_schema_add:
 * @schema: a description
 * @entity: what stands in the table
 * @columns: (element-type RgExportColumn): in their order
 * @file: its name in the folder
 * @rows: how many it has
 */
void
rg_export_schema_add (RgExportSchema *schema,
                      const RgEntity *entity,
                      GPtrArray *columns,
                      const char *file,
                      guint64 rows)
{
  JsonBuilder *json = schema->json;

  json_builder_begin_object (json);
  put_text (json, "key", rg_entity_get_key (entity));
  put_text (json, "label", rg_entity_get_label (entity));
  put_text (json, "file", file);
  put_integer (json, "rows", (gint64) rows);
  json_builder_set_member_name (json, "fields");
  json_builder_begin_array (json);
  for (guint i = 0; i < columns->len; i++)
    {
      const RgExportColumn *column = g_ptr_array_index (columns, i);

      json_builder_begin_object (json);
      put_text (json, "key", column->label);
      if (column->field != NULL)
        put_field (json, column);
      else
        put_text (json, "type", i == 0 ? "id" : "file");
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/**
 * rg_export_schema_end:
 * @schema: a description of all tables
 * @n_files: attachments in the folder
 * @missing: (array zero-terminated=1): names of those that are not
 *
 * Returns: (transfer full): the file's text
 */
char *
rg_export_schema_end (RgExportSchema *schema, guint64 n_files, const char *const *missing)
{
  JsonBuilder *json = schema->json;
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_array (json);
  json_builder_set_member_name (json, "files");
  json_builder_begin_object (json);
  put_text (json, "folder", RG_EXPORT_FILES);
  put_integer (json, "count", (gint64) n_files);
  json_builder_set_member_name (json, "missing");
  json_builder_begin_array (json);
  for (guint i = 0; missing[i] != NULL; i++)
    json_builder_add_string_value (json, missing[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
