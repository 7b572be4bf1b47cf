/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

/* Clashes that are listed; more would not be read. */
#define MOST_CLASHES 20

typedef RgOperation *(*Step) (RgWrite *write,
                              gint64 id,
                              const char *origin,
                              const char *session,
                              RgFollowTurn *turn,
                              GCancellable *cancellable,
                              GError **error);

typedef struct
{
  Step step;
  gint64 id;
  gint64 before;
  guint limit;
  RgFollowTurn turn; /* tags of rules may lie in the way */
} Wish;

/* --- lines of the history -------------------------------------------------- */

static void
write_operation_json (RgJsonOut *json, const RgOperation *operation)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", operation->id);
  rg_json_out_member_text (json, "origin", operation->origin);
  rg_json_out_member_text (json, "label", operation->label);
  rg_json_out_member_instant (json, "at", operation->at);
  rg_json_out_member_text (json, "kind", operation->kind);
  rg_json_out_member_number (json, "target", operation->target, operation->target != 0);
  rg_json_out_member_text (json, "state", operation->state);
  rg_json_out_member_integer (json, "rows", operation->n_rows);
  rg_json_out_member_boolean (json, "can_undo", operation->can_undo);
  rg_json_out_end_object (json);
}

static void
write_operations_json (RgCli *cli, const GPtrArray *operations)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_array (&json);
  for (guint i = 0; i < operations->len; i++)
    write_operation_json (&json, operations->pdata[i]);
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
}

static const char *
state_in_words (const RgOperation *operation)
{
  if (g_str_equal (operation->kind, "undo"))
    return _ ("undo");
  if (g_str_equal (operation->kind, "redo"))
    return _ ("redo");
  if (g_str_equal (operation->state, "undone"))
    return _ ("undone");
  if (g_str_equal (operation->state, "open"))
    return _ ("not finished");
  return "";
}

static void
write_operations_text (RgOutput *output, const GPtrArray *operations)
{
  const char *headings[] = { _ ("No."), _ ("When"), _ ("What"), _ ("Rows"), "", NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (output, 5, headings);

  rg_text_table_align_right (columns, 0);
  rg_text_table_align_right (columns, 3);
  for (guint i = 0; i < operations->len; i++)
    {
      const RgOperation *operation = operations->pdata[i];
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, operation->id);
      g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, operation->n_rows);
      g_autofree char *when = rg_cli_format_instant (operation->at);
      const char *cells[] = { number, when, operation->label, rows, state_in_words (operation) };

      rg_text_table_add (columns, cells);
    }
}

/* --- undo and redo --------------------------------------------------------- */

static gpointer
take_step (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return wish->step (write, wish->id, RG_ORIGIN_CLI, RG_CLI_SESSION, &wish->turn, cancellable, error);
}

static gpointer
read_clashes (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return rg_undo_clashes (read, wish->id, wish->limit, error);
}

static gpointer
read_history (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return rg_history_list (read, wish->before, wish->limit, error);
}

/* The newest operation of the command line that an undo without a number
 * would have taken. */
static gint64
find_own_newest (RgCli *cli)
{
  Wish wish = { .limit = 1000 };
  g_autoptr (GPtrArray) operations =
      rg_store_read_sync (cli->store, read_history, &wish, cli->cancellable, NULL);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      const RgOperation *operation = operations->pdata[i];

      if (g_str_equal (operation->session, RG_CLI_SESSION) && g_str_equal (operation->kind, "do") &&
          g_str_equal (operation->state, "done"))
        return operation->id;
    }
  return 0;
}

/* Which later changes stand in the way, so that they can be undone first. */
static void
tell_clashes (RgCli *cli, gint64 id)
{
  Wish wish = { .id = id != 0 ? id : find_own_newest (cli), .limit = MOST_CLASHES };
  g_autoptr (GPtrArray) clashes = NULL;

  if (wish.id == 0)
    return;
  clashes = rg_store_read_sync (cli->store, read_clashes, &wish, cli->cancellable, NULL);
  if (clashes == NULL || clashes->len == 0)
    return;
  if (cli->json)
    write_operations_json (cli, clashes);
  write_operations_text (cli->err, clashes);
}

static void
tell_done (RgCli *cli, const RgOperation *operation, const char *sentence)
{
  if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      write_operation_json (&json, operation);
      rg_json_out_finish (&json);
      return;
    }
  rg_output_printf (cli->out, sentence, operation->label);
  rg_output_put (cli->out, "\n");
}

static int
run_step (RgCli *cli, Step step, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = NULL;
  Wish wish = { .step = step };
  int status;

  if (!rg_cli_parse (cli, NULL, 0, 1, &status))
    return status;
  if (cli->n_args > 0 && !rg_cli_number (cli, cli->args[0], 1, G_MAXINT64, &wish.id))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;

  do
    {
      g_clear_pointer (&operation, rg_operation_free);
      g_clear_error (&error);
      operation = rg_store_write_sync (cli->store, take_step, &wish, cli->cancellable, &error);
    }
  while (rg_follow_turn_goes_on (&wish.turn, error));
  if (operation == NULL)
    {
      status = rg_cli_fail (cli, error);
      if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH))
        tell_clashes (cli, wish.id);
      return status;
    }
  rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  tell_done (cli, operation, sentence);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

static int
run_undo (RgCli *cli)
{
  return run_step (cli, rg_follow_undo, _ ("Undone: %s"));
}

static int
run_redo (RgCli *cli)
{
  return run_step (cli, rg_follow_redo, _ ("Done again: %s"));
}

static int
run_history (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autofree char *limit_text = NULL;
  gint64 limit = 50;
  Wish wish = { 0 };
  int status;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &limit_text, N_ ("At most N lines (50 unless said)"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 0, &status))
    return status;
  if (limit_text != NULL && !rg_cli_number (cli, limit_text, 1, G_MAXINT32, &limit))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;

  wish.limit = (guint) limit;
  operations = rg_store_read_sync (cli->store, read_history, &wish, cli->cancellable, &error);
  if (operations == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_operations_json (cli, operations);
  else if (operations->len > 0)
    write_operations_text (cli->out, operations);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_undo = {
  .name = "undo",
  .arguments = N_ ("[ID]"),
  .summary = N_ ("Take the last change of the command line back, or any by its number"),
  .details = N_ ("ID is a number from “history”. When later changes touched the same rows, they are listed "
                 "and nothing is undone."),
  .run = run_undo,
};

const RgCliCommand rg_cli_redo = {
  .name = "redo",
  .arguments = N_ ("[ID]"),
  .summary = N_ ("Do again what was undone"),
  .run = run_redo,
};

const RgCliCommand rg_cli_history = {
  .name = "history",
  .summary = N_ ("List what was changed, newest first"),
  .run = run_history,
};
