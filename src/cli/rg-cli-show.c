/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli-deal.h"
#include "records/rg-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What belongs to a customer, and the key under which it is shown. */
static const struct
{
  const char *entity;
  const char *key;
} parts[] = {
  { "contact", "contacts" },   { "identity", "identities" }, { "task", "tasks" },
  { "event", "events" },       { "sale", "sales" },          { "attachment", "attachments" },
  { "relation", "relations" },
};

typedef struct
{
  gint64 id;
  RgCatalog *catalog;
  RgRow *row;
  GPtrArray *rows[G_N_ELEMENTS (parts)];
  GPtrArray *deals; /* (element-type RgDealFound) */
} Sheet;

static void
sheet_clear (Sheet *sheet)
{
  g_clear_pointer (&sheet->catalog, rg_catalog_unref);
  g_clear_pointer (&sheet->row, rg_row_unref);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_clear_pointer (&sheet->rows[i], g_ptr_array_unref);
  g_clear_pointer (&sheet->deals, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static gpointer
read_sheet (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Sheet *sheet = data;

  sheet->catalog = rg_catalog_ref (rg_read_get_catalog (read));
  sheet->row = rg_row_read (read, rg_catalog_find (sheet->catalog, "customer"), sheet->id, error);
  if (sheet->row == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->id);

      if (error != NULL && *error == NULL)
        g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                     _ ("There is no customer with the number %s."), number);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      sheet->rows[i] = rg_rows_read_of (read, rg_catalog_find (sheet->catalog, parts[i].entity),
                                        "customer_id", sheet->id, error);
      if (sheet->rows[i] == NULL)
        return NULL;
    }
  sheet->deals = rg_deal_find (read, &(RgDealFilter) { .customer_id = sheet->id }, cancellable, error);
  return sheet->deals != NULL ? sheet : NULL;
}

/* Keys for sorting and the row's place among others are nobody's business;
 * the owner of a part is the customer shown. */
static gboolean
is_shown (const RgField *field)
{
  return strcmp (field->key, "sort_key") != 0 && strcmp (field->key, "customer_id") != 0;
}

static void
write_row_json (RgJsonOut *json, RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);

  rg_json_out_key (json, "id");
  rg_json_out_integer (json, rg_row_get_id (row));
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (!is_shown (field))
        continue;
      rg_json_out_field_key (json, field);
      rg_json_out_value (json, field, rg_row_get (row, field));
    }
}

static void
write_json (RgCli *cli, Sheet *sheet)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_object (&json);
  write_row_json (&json, sheet->row);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      rg_json_out_key (&json, parts[i].key);
      rg_json_out_begin_array (&json);
      for (guint j = 0; j < sheet->rows[i]->len; j++)
        {
          rg_json_out_begin_object (&json);
          write_row_json (&json, sheet->rows[i]->pdata[j]);
          rg_json_out_end_object (&json);
        }
      rg_json_out_end_array (&json);
    }
  rg_json_out_key (&json, "deals");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < sheet->deals->len; i++)
    rg_cli_deal_write_json (&json, g_ptr_array_index (sheet->deals, i));
  rg_json_out_end_array (&json);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* The list of all phones says the first one again, as it is stored; further
 * ones stand among the identities. */
static gboolean
is_for_people (const RgField *field, const RgValue *value)
{
  return !rg_value_is_null (value) && (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_RETIRED)) == 0 &&
         strcmp (field->key, "phones") != 0;
}

static void
write_fields (RgCli *cli, RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);
  g_autoptr (RgTextTable) columns = rg_text_table_new (cli->out, 2, NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *text = NULL;

      if (!is_for_people (field, rg_row_get (row, field)))
        continue;
      text = rg_row_format (row, field, RG_FORMAT_DISPLAY);
      if (*text != '\0')
        {
          const char *cells[] = { rg_field_get_label (field), text };

          rg_text_table_add (columns, cells);
        }
    }
}

/* One line a thing: its values one behind the other. */
static char *
describe (RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *text = NULL;

      if (!is_for_people (field, rg_row_get (row, field)))
        continue;
      text = rg_row_format (row, field, RG_FORMAT_DISPLAY);
      if (*text != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", text);
    }
  g_strdelimit (line->str, "\r\n", ' ');
  return g_string_free_and_steal (line);
}

static void
write_text (RgCli *cli, Sheet *sheet)
{
  write_fields (cli, sheet->row);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const RgEntity *entity = rg_catalog_find (sheet->catalog, parts[i].entity);

      if (sheet->rows[i]->len == 0)
        continue;
      rg_output_printf (cli->out, "\n%s\n", rg_entity_get_label (entity));
      for (guint j = 0; j < sheet->rows[i]->len; j++)
        {
          g_autofree char *line = describe (sheet->rows[i]->pdata[j]);
          g_autofree char *valid = g_utf8_make_valid (line, -1);

          rg_output_printf (cli->out, "  %s\n", valid);
        }
    }
  if (sheet->deals->len > 0)
    {
      rg_output_printf (cli->out, "\n");
      rg_cli_deal_write_text (cli->out, sheet->deals);
    }
}

static int
run (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_auto (Sheet) sheet = { 0 };
  int status;

  if (!rg_cli_parse (cli, NULL, 1, 1, &status))
    return status;
  if (!rg_cli_number (cli, cli->args[0], 1, G_MAXUINT32, &sheet.id))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (rg_store_read_sync (cli->store, read_sheet, &sheet, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_json (cli, &sheet);
  else
    write_text (cli, &sheet);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_show = {
  .name = "show",
  .arguments = N_ ("ID"),
  .summary = N_ ("Show everything about one customer"),
  .details = N_ ("ID is the customer’s number, as “search” lists it."),
  .run = run,
};
