/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"

#include "catalog/rg-date.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long a command waits for another one that holds the shop for a moment,
 * in microseconds. */
#define PATIENCE (1500 * G_TIME_SPAN_MILLISECOND)

/* How long a large import waits for what follows from it. */
#define HASTE (2 * G_TIME_SPAN_SECOND)

/**
 * rg_cli_text:
 * @raw: bytes as the shell gave them
 *
 * Names are written in UTF-8 by nearly every terminal, also where the locale
 * is "C"; what is not UTF-8 is taken for the locale's encoding.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
rg_cli_text (const char *raw)
{
  char *text;

  if (g_utf8_validate (raw, -1, NULL))
    return g_strdup (raw);
  text = g_locale_to_utf8 (raw, -1, NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (raw, -1);
}

/**
 * rg_cli_path:
 * @cli: the run
 * @name: a file name, perhaps relative to the folder the command was typed in
 *
 * Returns: (transfer full): an absolute path
 */
char *
rg_cli_path (RgCli *cli, const char *name)
{
  return g_canonicalize_filename (name, cli->around->folder);
}

/**
 * rg_command_default_shop:
 *
 * Returns: (transfer full): the folder of the shop that is meant when none is
 *   named
 */
char *
rg_command_default_shop (void)
{
  return g_build_filename (g_get_user_data_dir (), "regulars", "shop", NULL);
}

/**
 * rg_cli_fail:
 * @cli: the run
 * @error: what went wrong; its message is a sentence
 *
 * Returns: the status to end with
 */
int
rg_cli_fail (RgCli *cli, const GError *error)
{
  rg_cli_progress_end (cli);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_output_put (cli->err, _ ("Cancelled."));
  else
    rg_output_put (cli->err, error->message);
  rg_output_put (cli->err, "\n");
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED) ? RG_COMMAND_LOCKED
                                                                        : RG_COMMAND_FAILED;
}

/**
 * rg_cli_misuse:
 * @cli: the run
 * @format: (msgid): a sentence, as for printf
 * @...: its arguments
 *
 * Says what is wrong with the command line and where help is.
 *
 * Returns: the status to end with
 */
int
rg_cli_misuse (RgCli *cli, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  rg_output_put (cli->err, sentence);
  rg_output_put (cli->err, " ");
  if (cli->command != NULL)
    rg_output_printf (cli->err, _ ("“regulars-cli %s --help” tells how it is used."), cli->command->name);
  else
    rg_output_put (cli->err, _ ("“regulars-cli --help” lists the commands."));
  rg_output_put (cli->err, "\n");
  return RG_COMMAND_USAGE;
}

/**
 * rg_cli_number:
 * @cli: the run
 * @text: what was typed
 * @min: the smallest number that makes sense
 * @max: the largest
 * @number: (out): the number
 *
 * Returns: whether @text is a number in the range; else the reason stands on
 *   stderr
 */
gboolean
rg_cli_number (RgCli *cli, const char *text, gint64 min, gint64 max, gint64 *number)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (g_ascii_string_to_signed (text, 10, min, max, number, NULL))
    return TRUE;
  least = g_strdup_printf ("%" G_GINT64_FORMAT, min);
  most = g_strdup_printf ("%" G_GINT64_FORMAT, max);
  rg_cli_misuse (cli, _ ("“%s” is not a whole number from %s to %s."), text, least, most);
  return FALSE;
}

/**
 * rg_cli_day:
 * @cli: the run
 * @text: (inout) (nullable): what was typed; becomes the day as ISO text
 * @status: (out): what the command ends with
 *
 * Returns: whether @text is a day, or was not given; else the reason stands on stderr
 */
gboolean
rg_cli_day (RgCli *cli, char **text, int *status)
{
  GDate day;

  if (*text == NULL)
    return TRUE;
  if (!rg_date_from_iso (*text, &day))
    {
      *status = rg_cli_misuse (cli, _ ("“%s” is no day. Write it like 2025-01-31."), *text);
      return FALSE;
    }
  g_free (*text);
  *text = rg_date_to_iso (&day);
  return TRUE;
}

/* --- words --------------------------------------------------------------- */

static void
write_help (RgCli *cli, GOptionContext *context)
{
  g_autofree char *help = NULL;
  g_autofree char *details = NULL;
  const RgCliCommand *command = cli->command;

  details = command->details != NULL ? g_strconcat (_ (command->summary), "\n\n", _ (command->details), NULL)
                                     : g_strdup (_ (command->summary));
  g_option_context_set_summary (context, details);
  help = g_option_context_get_help (context, TRUE, NULL);
  rg_output_put (cli->out, help);
}

/* Once parsed, words that remain are in words[1…]; a "--" in front of them
 * only said that they are no options. */
static void
take_arguments (RgCli *cli)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean dashes = FALSE;

  for (char **word = cli->words + 1; *word != NULL; word++)
    {
      g_autofree char *text = NULL;

      if (!dashes && strcmp (*word, "--") == 0)
        {
          dashes = TRUE;
          continue;
        }
      text = rg_cli_text (*word);
      g_strv_builder_add (builder, text);
      cli->n_args++;
    }
  cli->args = g_strv_builder_end (builder);
}

/* GOption takes everything behind the first "-" for an option: a search for
 * "-5" or a value like it needs "--" in front, which is the usual rule. */
static gboolean
parse_options (RgCli *cli, const GOptionEntry *entries, gboolean *help, GError **error)
{
  g_autofree char *shop = NULL;
  g_autofree char *parameters = NULL;
  g_autoptr (GOptionContext) context = NULL;
  const GOptionEntry common[] = {
    { "shop", 's', 0, G_OPTION_ARG_FILENAME, &shop, N_ ("The shop’s folder"), N_ ("DIR") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Answer with one JSON value"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  parameters = cli->command->arguments != NULL
                   ? g_strdup_printf ("%s %s", cli->command->name, _ (cli->command->arguments))
                   : g_strdup (cli->command->name);
  context = g_option_context_new (parameters);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &cli->words, error))
    return FALSE;
  if (*help)
    write_help (cli, context);
  if (shop != NULL)
    cli->shop = rg_cli_path (cli, shop);
  return TRUE;
}

/**
 * rg_cli_parse:
 * @cli: the run
 * @entries: (nullable) (array zero-terminated=1): the command's own options
 * @min_args: words it needs
 * @max_args: words it takes
 * @status: (out): what to end with when the command ends here
 *
 * Returns: whether the command goes on
 */
gboolean
rg_cli_parse (RgCli *cli, const GOptionEntry *entries, guint min_args, guint max_args, int *status)
{
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;

  *status = RG_COMMAND_OK;
  if (!parse_options (cli, entries, &help, &error))
    {
      *status = rg_cli_misuse (cli, "%s.", error->message);
      return FALSE;
    }
  if (help)
    return FALSE;

  if (cli->shop == NULL)
    cli->shop = cli->around->store != NULL ? g_strdup (rg_store_get_folder (cli->around->store))
                                           : rg_command_default_shop ();
  take_arguments (cli);
  if (cli->n_args < min_args)
    *status = rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), cli->command->name);
  else if (cli->n_args > max_args)
    *status = rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[max_args]);
  return *status == RG_COMMAND_OK;
}

/* --- the shop ------------------------------------------------------------ */

/* Whoever holds the shop may be another command that is done in a moment. A
 * window stays, so waiting is short. */
static RgStore *
open_patiently (RgCli *cli, RgStoreFlags flags, gint64 patience, GError **error)
{
  gint64 until = g_get_monotonic_time () + patience;

  for (;;)
    {
      g_autoptr (GError) refused = NULL;
      RgStore *store = rg_store_open (cli->shop, flags, &refused);

      if (store != NULL)
        return store;
      if (!g_error_matches (refused, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED) ||
          g_get_monotonic_time () >= until || g_cancellable_is_cancelled (cli->cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return NULL;
        }
      g_usleep (30 * G_TIME_SPAN_MILLISECOND);
    }
}

static gboolean
use_lent_store (RgCli *cli, GError **error)
{
  g_autofree char *lent = g_canonicalize_filename (rg_store_get_folder (cli->around->store), NULL);

  if (strcmp (lent, cli->shop) != 0)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _ ("The window has another shop open than “%s”."), cli->shop);
      return FALSE;
    }
  cli->store = g_object_ref (cli->around->store);
  return TRUE;
}

static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
}

static gboolean
open_store (RgCli *cli, RgCliAccess access, gint64 patience, GError **error)
{
  RgStoreFlags flags = access == RG_CLI_CREATE ? RG_STORE_CREATE : RG_STORE_DEFAULT;
  g_autoptr (GError) refused = NULL;

  cli->writes = access != RG_CLI_READ;
  if (cli->around->store != NULL)
    return use_lent_store (cli, error);

  cli->own_store = TRUE;
  cli->store = open_patiently (cli, flags, patience, &refused);
  if (cli->store == NULL && access == RG_CLI_READ &&
      (is_locked (refused) || g_error_matches (refused, RG_STORE_ERROR, RG_STORE_ERROR_READ_ONLY) ||
       g_error_matches (refused, RG_STORE_ERROR, RG_STORE_ERROR_NO_SPACE)))
    {
      g_clear_error (&refused);
      cli->store = rg_store_open (cli->shop, RG_STORE_READ_ONLY, &refused);
    }
  if (cli->store == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  return TRUE;
}

/**
 * rg_cli_try_open:
 * @cli: the run
 * @access: what the command is going to do
 * @error: return location for an error of the store
 *
 * A command that only reads opens the shop as its writer all the same when it
 * can, so that what a crash left is put in order and search is complete; else
 * it reads without the lock.
 *
 * Returns: whether @cli has a store now
 */
gboolean
rg_cli_try_open (RgCli *cli, RgCliAccess access, GError **error)
{
  return open_store (cli, access, 0, error);
}

static gboolean
hand_over (RgCli *cli, int *status)
{
  const RgCommandSurroundings *around = cli->around;

  if (around->hand_over == NULL)
    return FALSE;
  return around->hand_over (cli->shop, around->folder, (const char *const *) cli->original, around->out,
                            around->err, cli->cancellable, status, around->hand_over_data);
}

/**
 * rg_cli_open:
 * @cli: the run
 * @access: what the command is going to do
 * @status: (out): what to end with when the command ends here
 *
 * Opens the shop, or lets the program that holds it run the command.
 *
 * Returns: whether the command goes on
 */
gboolean
rg_cli_open (RgCli *cli, RgCliAccess access, int *status)
{
  g_autoptr (GError) error = NULL;

  if (rg_cli_try_open (cli, access, &error))
    return TRUE;
  if (is_locked (error))
    {
      if (hand_over (cli, status))
        return FALSE;
      g_clear_error (&error);
      if (open_store (cli, access, PATIENCE, &error))
        return TRUE;
    }
  *status = rg_cli_fail (cli, error);
  return FALSE;
}

/**
 * rg_cli_close:
 * @cli: the run
 *
 * Gives the shop back; a store that was lent stays open.
 */
void
rg_cli_close (RgCli *cli)
{
  if (cli->store != NULL && cli->own_store)
    rg_store_close (cli->store);
  g_clear_object (&cli->store);
}

/**
 * rg_cli_follow:
 * @cli: the run
 *
 * Lets the tables of how customers stand and the tags of rules follow. What a
 * very large import leaves is gone on with by the next command or the window.
 */
void
rg_cli_follow (RgCli *cli)
{
  gint64 until = g_get_monotonic_time () + HASTE;
  gboolean more = TRUE;

  if (!cli->writes || cli->store == NULL || rg_store_is_read_only (cli->store))
    return;
  while (more && (!cli->in_haste || g_get_monotonic_time () < until))
    {
      g_autoptr (GError) error = NULL;
      g_autofree gboolean *answer =
          rg_store_write_sync (cli->store, rg_follow_write_func, NULL, cli->cancellable, &error);

      if (answer == NULL)
        {
          rg_output_printf (cli->err, _ ("The tags of rules are not up to date: %s"), error->message);
          rg_output_put (cli->err, "\n");
          return;
        }
      more = *answer;
    }
  if (more)
    {
      rg_output_put (cli->err,
                     _ ("Stages, classes and tags by rule are not worked out for everybody yet; the "
                        "window or the next command that writes goes on with it."));
      rg_output_put (cli->err, "\n");
    }
  rg_store_wait_for_search (cli->store, cli->cancellable, NULL);
}

/* --- progress ------------------------------------------------------------ */

/**
 * rg_cli_progress:
 * @cli: the run
 * @text: how far the work is
 */
void
rg_cli_progress (RgCli *cli, const char *text)
{
  gint64 now = g_get_monotonic_time ();

  if (!cli->around->progress || now - cli->last_progress < 200 * G_TIME_SPAN_MILLISECOND)
    return;
  cli->last_progress = now;
  cli->progress_shown = TRUE;
  rg_output_printf (cli->err, "\r%s\033[K", text);
  rg_output_flush (cli->err, NULL);
}

/**
 * rg_cli_show_fraction:
 * @fraction: how far the work is, from 0 to 1
 * @cli: the run
 */
void
rg_cli_show_fraction (double fraction, gpointer cli)
{
  g_autofree char *text = g_strdup_printf ("%.0f %%", 100 * fraction);

  rg_cli_progress (cli, text);
}

/**
 * rg_cli_format_instant:
 * @at: UTC milliseconds; 0 for none
 *
 * Returns: (transfer full): it as the local clock shows it
 */
char *
rg_cli_format_instant (gint64 at)
{
  g_autoptr (GDateTime) time = at != 0 ? g_date_time_new_from_unix_local (at / 1000) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/**
 * rg_cli_progress_end:
 * @cli: the run
 *
 * Takes the line of progress away.
 */
void
rg_cli_progress_end (RgCli *cli)
{
  if (!cli->progress_shown)
    return;
  cli->progress_shown = FALSE;
  rg_output_put (cli->err, "\r\033[K");
  rg_output_flush (cli->err, NULL);
}
