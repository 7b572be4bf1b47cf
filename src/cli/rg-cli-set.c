/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "records/rg-row.h"
#include "store/rg-op.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 id;
  const char *field;
  const char *text;
} Edit;

/* By its key, or by what the owner calls it. */
static const RgField *
find_field (const RgEntity *entity, const char *name)
{
  const RgField *field = rg_entity_find_field (entity, name);

  for (guint i = 0; field == NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *candidate = rg_entity_get_field (entity, i);

      if (g_strcmp0 (rg_field_get_label (candidate), name) == 0)
        field = candidate;
    }
  return field;
}

static gboolean
write_cell (RgWrite *write,
            const RgEntity *entity,
            const RgField *field,
            RgRow *row,
            const Edit *edit,
            GError **error)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autofree char *label = NULL;
  const char *name = rg_row_get_text (row, "name");
  RgCell cell;
  RgOp *op;

  if (!rg_field_parse (field, edit->text, &value, error))
    return FALSE;
  label = g_strdup_printf (_ ("Change “%s” of %s"), rg_field_get_label (field),
                           name != NULL ? name : _ ("a customer"));
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  if (op == NULL)
    return FALSE;
  cell.field = field;
  cell.value = value;
  return rg_op_update (op, entity, edit->id, &cell, 1, error);
}

static gpointer
change (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Edit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  const RgField *field = find_field (entity, edit->field);
  g_autoptr (RgRow) row = NULL;

  if (field == NULL)
    {
      g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                   _ ("There is no field “%s”. “regulars-cli field list” tells which there are."),
                   edit->field);
      return NULL;
    }
  if ((field->flags & (RG_FIELD_DERIVED | RG_FIELD_VIRTUAL | RG_FIELD_STANDING)) != 0)
    {
      g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX, _ ("“%s” cannot be set here."),
                   rg_field_get_label (field));
      return NULL;
    }
  row = rg_row_read (rg_write_as_read (write), entity, edit->id, error);
  if (row == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, edit->id);

      if (error != NULL && *error == NULL)
        g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                     _ ("There is no customer with the number %s."), number);
      return NULL;
    }
  return write_cell (write, entity, field, row, edit, error) ? edit : NULL;
}

static int
run (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  Edit edit = { 0 };
  int status;

  if (!rg_cli_parse (cli, NULL, 3, 3, &status))
    return status;
  if (!rg_cli_number (cli, cli->args[0], 1, G_MAXUINT32, &edit.id))
    return RG_COMMAND_USAGE;
  edit.field = cli->args[1];
  edit.text = cli->args[2];
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, change, &edit, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      rg_json_out_begin_object (&json);
      rg_json_out_key (&json, "id");
      rg_json_out_integer (&json, edit.id);
      rg_json_out_end_object (&json);
      rg_json_out_finish (&json);
    }
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_set = {
  .name = "set",
  .arguments = N_ ("ID FIELD VALUE"),
  .summary = N_ ("Change one field of one customer"),
  .details = N_ ("FIELD is a key or a name from “field list”. An empty VALUE (\"\") empties the field. "
                 "A VALUE that begins with a minus sign needs “--” in front."),
  .run = run,
};
