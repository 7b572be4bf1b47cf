/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-phone.h"
#include "cli/rg-cli.h"
#include "shop/rg-doubles.h"
#include "shop/rg-merge.h"
#include "shop/rg-remove.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>

/* Who is likely the same person, two customers that become one, and customers
 * that go. */

RgRow *
rg_cli_read_customer (RgRead *read, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgRow *row = rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), id, &problem);
  g_autofree char *number = NULL;

  if (row != NULL)
    return row;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _ ("There is no customer with the number %s."), number);
  return NULL;
}

/* --- doubles -------------------------------------------------------------- */

static const struct
{
  RgDoubleEvidence evidence;
  const char *key;
  const char *label;
} evidences[] = {
  { RG_DOUBLE_SAME_PHONE, "phone", N_ ("same phone") },
  { RG_DOUBLE_SAME_WECHAT, "wechat", N_ ("same WeChat") },
  { RG_DOUBLE_SAME_EMAIL, "email", N_ ("same e-mail") },
  { RG_DOUBLE_SAME_NAME, "name", N_ ("same name") },
  { RG_DOUBLE_SAME_SOUND, "sound", N_ ("same sound") },
  { RG_DOUBLE_SAME_TAIL, "tail", N_ ("same last digits") },
};

static gpointer
find_doubles (RgRead *read, gpointer limit, GCancellable *cancellable, GError **error)
{
  return rg_doubles_search (read, *(const guint *) limit, cancellable, error);
}

static void
write_pair_json (RgJsonOut *json, const RgDouble *pair)
{
  rg_json_out_begin_object (json);
  rg_json_out_key (json, "first");
  rg_json_out_integer (json, rg_row_get_id (pair->first));
  rg_json_out_key (json, "second");
  rg_json_out_integer (json, rg_row_get_id (pair->second));
  rg_json_out_key (json, "evidence");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < G_N_ELEMENTS (evidences); i++)
    if ((pair->evidence & evidences[i].evidence) != 0)
      rg_json_out_text (json, evidences[i].key);
  rg_json_out_end_array (json);
  rg_json_out_key (json, "shared");
  rg_json_out_text (json, pair->shared);
  rg_json_out_end_object (json);
}

static void
write_doubles_json (RgCli *cli, const RgDoubles *doubles)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_array (&json);
  for (guint i = 0; i < doubles->pairs->len; i++)
    write_pair_json (&json, g_ptr_array_index (doubles->pairs, i));
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
}

static char *
describe (const RgDouble *pair)
{
  g_autofree char *phone = (pair->evidence & RG_DOUBLE_SAME_PHONE) != 0 && pair->shared != NULL
                               ? rg_phone_format (pair->shared)
                               : g_strdup (pair->shared);
  GString *text = g_string_new (phone);

  for (guint i = 0; i < G_N_ELEMENTS (evidences); i++)
    if ((pair->evidence & evidences[i].evidence) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", _ (evidences[i].label));
  return g_string_free_and_steal (text);
}

static void
write_doubles_text (RgCli *cli, const RgDoubles *doubles)
{
  const char *headings[] = { _ ("No."), _ ("Name"), _ ("No."), _ ("Name"), _ ("What they share"), NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (cli->out, 5, headings);

  rg_text_table_align_right (columns, 0);
  rg_text_table_align_right (columns, 2);
  for (guint i = 0; i < doubles->pairs->len; i++)
    {
      const RgDouble *pair = g_ptr_array_index (doubles->pairs, i);
      g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (pair->first));
      g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (pair->second));
      g_autofree char *shared = describe (pair);
      const char *cells[] = { first, rg_row_get_text (pair->first, "name"), second,
                              rg_row_get_text (pair->second, "name"), shared };

      rg_text_table_add (columns, cells);
    }
}

static int
run_doubles (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDoubles) doubles = NULL;
  g_autofree char *limit_text = NULL;
  gint64 limit = 0;
  guint most;
  int status;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &limit_text, N_ ("At most N pairs"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 0, &status))
    return status;
  if (limit_text != NULL && !rg_cli_number (cli, limit_text, 1, G_MAXINT32, &limit))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;

  most = (guint) limit;
  doubles = rg_store_read_sync (cli->store, find_doubles, &most, cli->cancellable, &error);
  if (doubles == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_doubles_json (cli, doubles);
  else if (doubles->pairs->len > 0)
    write_doubles_text (cli, doubles);
  else
    rg_output_printf (cli->err, "%s\n", _ ("Nobody seems to be in the book twice."));
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_doubles = {
  .name = "doubles",
  .summary = N_ ("List customers who are likely the same person"),
  .details = N_ ("The likeliest come first: the same WeChat, phone or e-mail, or names that sound the same "
                 "with the same last four digits. “merge” makes two of them one."),
  .run = run_doubles,
};

/* --- merge ---------------------------------------------------------------- */

typedef struct
{
  gint64 keep;
  gint64 gone;
  gint64 operation;
  char *label;
} Merge;

static gpointer
merge (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Merge *wish = data;
  RgRead *read = rg_write_as_read (write);
  g_autoptr (RgRow) keep = rg_cli_read_customer (read, wish->keep, error);
  g_autoptr (RgRow) gone = keep != NULL ? rg_cli_read_customer (read, wish->gone, error) : NULL;
  RgOp *op;

  if (gone == NULL)
    return NULL;
  wish->label = rg_merge_dup_label (keep, gone);
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, wish->label, error);
  if (op == NULL || !rg_people_merge (op, wish->keep, wish->gone, error))
    return NULL;
  wish->operation = rg_op_get_id (op);
  return wish;
}

static void
tell_merged (RgCli *cli, const Merge *wish)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, _ ("Done: %s"), wish->label);
      rg_output_put (cli->out, "\n");
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "id");
  rg_json_out_integer (&json, wish->keep);
  rg_json_out_key (&json, "gone");
  rg_json_out_integer (&json, wish->gone);
  rg_json_out_key (&json, "operation");
  rg_json_out_integer (&json, wish->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static int
run_merge (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  Merge wish = { 0 };
  int status;

  if (!rg_cli_parse (cli, NULL, 2, 2, &status))
    return status;
  if (!rg_cli_number (cli, cli->args[0], 1, G_MAXUINT32, &wish.keep) ||
      !rg_cli_number (cli, cli->args[1], 1, G_MAXUINT32, &wish.gone))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, merge, &wish, cli->cancellable, &error) != NULL)
    tell_merged (cli, &wish);
  if (error == NULL)
    rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  g_free (wish.label);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

const RgCliCommand rg_cli_merge = {
  .name = "merge",
  .arguments = N_ ("KEEP GONE"),
  .summary = N_ ("Make two customers one"),
  .details = N_ ("Everything of customer GONE moves to customer KEEP, whose own values stay where both have "
                 "one; the other ones are written down beside them. “undo” makes two of them again."),
  .run = run_merge,
};

/* --- delete --------------------------------------------------------------- */

typedef struct
{
  GArray *ids; /* gint64, each once */
  gint64 operation;
} Delete;

static gpointer
delete_them (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Delete *wish = data;
  g_autofree char *label = NULL;
  g_autoptr (RgRow) first = NULL;
  RgOp *op;

  first = rg_cli_read_customer (rg_write_as_read (write), g_array_index (wish->ids, gint64, 0), error);
  if (first == NULL)
    return NULL;
  if (wish->ids->len == 1 && rg_row_get_text (first, "name") != NULL)
    label = g_strdup_printf (_ ("Delete %s"), rg_row_get_text (first, "name"));
  else
    label = g_strdup_printf (ngettext ("Delete %u customer", "Delete %u customers", wish->ids->len),
                             wish->ids->len);
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  if (op != NULL && wish->ids->len > RG_BACKUP_MANY && !rg_op_backup_first (op, RG_BACKUP_DELETE, error))
    return NULL;
  for (guint i = 0; op != NULL && i < wish->ids->len; i++)
    {
      gint64 id = g_array_index (wish->ids, gint64, i);
      g_autoptr (RgRow) row = rg_cli_read_customer (rg_write_as_read (write), id, error);

      if (row == NULL || !rg_people_delete (op, id, error))
        return NULL;
    }
  wish->operation = op != NULL ? rg_op_get_id (op) : 0;
  return op != NULL ? wish : NULL;
}

static void
tell_deleted (RgCli *cli, const Delete *wish)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out,
                        ngettext ("%u customer deleted. “undo” brings it back.",
                                  "%u customers deleted. “undo” brings them back.", wish->ids->len),
                        wish->ids->len);
      rg_output_put (cli->out, "\n");
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "deleted");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < wish->ids->len; i++)
    rg_json_out_integer (&json, g_array_index (wish->ids, gint64, i));
  rg_json_out_end_array (&json);
  rg_json_out_key (&json, "operation");
  rg_json_out_integer (&json, wish->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static gboolean
read_ids (RgCli *cli, GArray *ids)
{
  for (guint i = 0; i < cli->n_args; i++)
    {
      gboolean known = FALSE;
      gint64 id;

      if (!rg_cli_number (cli, cli->args[i], 1, G_MAXUINT32, &id))
        return FALSE;
      for (guint j = 0; j < ids->len; j++)
        known = known || g_array_index (ids, gint64, j) == id;
      if (!known)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

static int
run_delete (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Delete wish = { .ids = ids };
  int status;

  if (!rg_cli_parse (cli, NULL, 1, G_MAXUINT, &status))
    return status;
  if (!read_ids (cli, ids))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, delete_them, &wish, cli->cancellable, &error) != NULL)
    tell_deleted (cli, &wish);
  if (error == NULL)
    rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

const RgCliCommand rg_cli_delete = {
  .name = "delete",
  .arguments = N_ ("ID…"),
  .summary = N_ ("Delete customers with everything that belongs to them"),
  .details = N_ ("When one of the numbers is nobody’s, none is deleted."),
  .run = run_delete,
};
