/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const RgCliCommand *const commands[] = {
  &rg_cli_import, &rg_cli_export, &rg_cli_print,   &rg_cli_search,  &rg_cli_show,    &rg_cli_add,
  &rg_cli_set,    &rg_cli_note,   &rg_cli_attach,  &rg_cli_doubles, &rg_cli_merge,   &rg_cli_delete,
  &rg_cli_field,  &rg_cli_tag,    &rg_cli_report,  &rg_cli_today,   &rg_cli_task,    &rg_cli_staff,
  &rg_cli_deal,   &rg_cli_stage,  &rg_cli_form,    &rg_cli_undo,    &rg_cli_redo,    &rg_cli_history,
  &rg_cli_check,  &rg_cli_backup, &rg_cli_restore, &rg_cli_verify,  &rg_cli_salvage, &rg_cli_view,
  &rg_cli_demo,
};

static const RgCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i]->name, name) == 0)
        return commands[i];
    }
  return NULL;
}

static void
write_overview (RgOutput *out)
{
  g_autoptr (RgTextTable) columns = NULL;

  rg_output_put (out, _ ("Usage: regulars-cli COMMAND [--shop DIR] [--json] …"));
  rg_output_put (out, "\n\n");
  rg_output_put (out, _ ("The shop’s customers without a window. Every command has a --help of its own."));
  rg_output_put (out, "\n\n");
  columns = rg_text_table_new (out, 2, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *word = g_strconcat ("  ", commands[i]->name, NULL);
      const char *cells[] = { word, _ (commands[i]->summary) };

      rg_text_table_add (columns, cells);
    }
}

/* The command is the first word that is neither an option nor the value of one
 * that every command has. */
static int
find_command_word (char **words)
{
  for (int i = 1; words[i] != NULL; i++)
    {
      if (words[i][0] != '-')
        return i;
      if (strcmp (words[i], "--shop") == 0 || strcmp (words[i], "-s") == 0)
        {
          if (words[i + 1] == NULL)
            return 0;
          i++;
        }
    }
  return 0;
}

static int
run_without_command (RgCli *cli)
{
  gboolean help = cli->words[1] == NULL;

  for (char **word = cli->words + 1; *word != NULL; word++)
    {
      if (strcmp (*word, "--version") == 0)
        {
          rg_output_printf (cli->out, "regulars-cli %s\n", RG_VERSION);
          return RG_COMMAND_OK;
        }
      help = help || strcmp (*word, "--help") == 0 || strcmp (*word, "-h") == 0;
    }
  if (!help)
    return rg_cli_misuse (cli, _ ("There is no command."));
  if (cli->words[1] == NULL)
    {
      write_overview (cli->err);
      return RG_COMMAND_USAGE;
    }
  write_overview (cli->out);
  return RG_COMMAND_OK;
}

static int
run_words (RgCli *cli)
{
  int at = find_command_word (cli->words);
  g_autofree char *word = NULL;

  if (at == 0)
    return run_without_command (cli);

  word = rg_cli_text (cli->words[at]);
  cli->command = find_command (word);
  if (cli->command == NULL)
    return rg_cli_misuse (cli, _ ("There is no command “%s”."), word);

  g_free (cli->words[at]);
  memmove (&cli->words[at], &cli->words[at + 1], (g_strv_length (&cli->words[at + 1]) + 1) * sizeof (char *));
  return cli->command->run (cli);
}

/* An answer that did not arrive is no success: the disk behind a redirected
 * stdout may be full. A reader that has gone away (a pipe into "head") has had
 * what it wanted. */
static int
finish_output (RgCli *cli, int status)
{
  g_autoptr (GError) error = NULL;

  if (!rg_output_flush (cli->out, &error) && status == RG_COMMAND_OK &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    {
      rg_output_printf (cli->err, _ ("The answer could not be written: %s"), error->message);
      rg_output_put (cli->err, "\n");
      status = RG_COMMAND_FAILED;
    }
  rg_output_flush (cli->err, NULL);
  return status;
}

/**
 * rg_command_run:
 * @surroundings: where it runs
 * @argv: (array zero-terminated=1): the command line, the program's name first
 * @cancellable: (nullable): ends a long command; what it did is taken back
 *
 * Returns: the status of the program, see [enum@CommandStatus]
 */
int
rg_command_run (const RgCommandSurroundings *surroundings, const char *const *argv, GCancellable *cancellable)
{
  g_autoptr (RgOutput) out = rg_output_new (surroundings->out);
  g_autoptr (RgOutput) err = rg_output_new (surroundings->err);
  const char *nothing[] = { "regulars-cli", NULL };
  RgCli cli = {
    .around = surroundings,
    .out = out,
    .err = err,
    .cancellable = cancellable,
  };
  int status;

  if (argv[0] == NULL)
    argv = nothing;
  cli.original = g_strdupv ((char **) argv);
  cli.words = g_strdupv ((char **) argv);
  status = run_words (&cli);
  rg_cli_follow (&cli);
  rg_cli_close (&cli);
  status = finish_output (&cli, status);

  g_strfreev (cli.original);
  g_strfreev (cli.words);
  g_strfreev (cli.args);
  g_free (cli.shop);
  return status;
}
