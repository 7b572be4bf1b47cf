/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-private.h"

#include "catalog/rg-text.h"
#include "shop/rg-tags.h"

#include <string.h>

/* What stands in a cell of a row that goes out. */

static const RgRow *
row_of (const RgExportLine *line, const RgExportColumn *column)
{
  return column->of_customer ? line->customer : line->row;
}

/**
 * rg_export_line_get:
 * @line: a row
 * @column: a column
 *
 * Returns: (transfer none): the value that stands there
 */
const RgValue *
rg_export_line_get (const RgExportLine *line, const RgExportColumn *column)
{
  static const RgValue nothing = RG_VALUE_INIT;
  const RgRow *row = row_of (line, column);

  return row != NULL && column->field != NULL ? rg_row_get (row, column->field) : &nothing;
}

/* A list that the import splits again; of the phones all but the first one. */
static char *
format_list (const RgRow *row, const RgField *field)
{
  const char *json = rg_value_get_text (rg_row_get (row, field));
  g_auto (GStrv) list = json != NULL ? rg_text_list_from_json (json) : NULL;
  const char *phone = strcmp (field->key, "phones") == 0 ? rg_row_get_text (row, "phone") : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      g_autofree char *escaped = rg_tags_escape (list[i]);

      if (g_strcmp0 (list[i], phone) == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", escaped);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* For programs: as it is stored, the way the command line's JSON has it. */
static char *
format_raw (const RgRow *row, const RgField *field)
{
  const RgValue *value = rg_row_get (row, field);

  if (rg_value_is_null (value))
    return g_strdup ("");
  if (field->type == &rg_type_choices)
    return format_list (row, field);
  if (field->type == &rg_type_yes_no)
    return g_strdup (rg_value_get_integer (value) != 0 ? "true" : "false");
  if (field->type == &rg_type_money)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  if (value->kind == RG_VALUE_TEXT)
    return g_strdup (value->text);
  return rg_row_format (row, field, RG_FORMAT_EXCHANGE);
}

/**
 * rg_export_line_format:
 * @line: a row
 * @column: a column
 *
 * Returns: (transfer full): the text that stands there
 */
char *
rg_export_line_format (const RgExportLine *line, const RgExportColumn *column)
{
  const RgRow *row = row_of (line, column);

  if (column->text != NULL)
    return column->text (line, column->data);
  if (row == NULL)
    return g_strdup ("");
  if (column->is_raw)
    return format_raw (row, column->field);
  if ((column->field->flags & RG_FIELD_VIRTUAL) != 0)
    return format_list (row, column->field);
  return rg_row_format (row, column->field, RG_FORMAT_EXCHANGE);
}
