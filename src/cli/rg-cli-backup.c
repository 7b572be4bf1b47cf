/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- how it is told --------------------------------------------------------------- */

static void
show_progress (double fraction, gpointer data)
{
  RgCli *cli = data;
  g_autofree char *text = g_strdup_printf ("%.0f %%", 100 * fraction);

  rg_cli_progress (cli, text);
}

static void
write_instant (RgJsonOut *json, const char *key, gint64 at)
{
  rg_json_out_key (json, key);
  if (at != 0)
    rg_json_out_instant (json, at);
  else
    rg_json_out_null (json);
}

static void
write_backup_json (RgJsonOut *json, const RgBackup *backup)
{
  g_autofree char *path = g_filename_display_name (backup->path);
  g_autofree char *name = g_path_get_basename (path);

  rg_json_out_begin_object (json);
  rg_json_out_key (json, "name");
  rg_json_out_text (json, name);
  rg_json_out_key (json, "path");
  rg_json_out_text (json, path);
  rg_json_out_key (json, "reason");
  rg_json_out_text (json, rg_backup_reason_key (backup->reason));
  write_instant (json, "at", backup->at);
  rg_json_out_key (json, "bytes");
  rg_json_out_integer (json, backup->bytes);
  rg_json_out_key (json, "customers");
  if (backup->customers >= 0)
    rg_json_out_integer (json, backup->customers);
  else
    rg_json_out_null (json);
  rg_json_out_key (json, "files");
  rg_json_out_integer (json, g_strv_length (backup->files));
  write_instant (json, "verified_at", backup->verified_at);
  write_instant (json, "proved_at", backup->proved_at);
  rg_json_out_key (json, "damaged");
  rg_json_out_boolean (json, backup->damaged);
  rg_json_out_end_object (json);
}

static char *
format_instant (gint64 at)
{
  g_autoptr (GDateTime) time = at != 0 ? g_date_time_new_from_unix_local (at / 1000) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
add_line (RgTextTable *table, const RgBackup *backup)
{
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *at = format_instant (backup->at);
  g_autofree char *size = g_format_size ((guint64) MAX (0, backup->bytes));
  g_autofree char *customers =
      backup->customers >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, backup->customers) : g_strdup ("?");
  const char *sound = backup->damaged          ? _ ("damaged")
                      : backup->proved_at != 0 ? _ ("proved")
                                               : _ ("verified");
  const char *cells[] = { at, rg_backup_reason_label (backup->reason), customers, size, sound, shown };

  rg_text_table_add (table, cells);
}

static void
write_list (RgCli *cli, GPtrArray *backups)
{
  const char *headings[] = {
    _ ("When"), _ ("Why"), _ ("Customers"), _ ("Size"), _ ("State"), _ ("Name"), NULL
  };
  g_autoptr (RgTextTable) table = NULL;

  if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      rg_json_out_begin_array (&json);
      for (guint i = 0; i < backups->len; i++)
        write_backup_json (&json, g_ptr_array_index (backups, i));
      rg_json_out_end_array (&json);
      rg_json_out_finish (&json);
      return;
    }
  if (backups->len == 0)
    return;
  table = rg_text_table_new (cli->out, 6, headings);
  rg_text_table_align_right (table, 2);
  rg_text_table_align_right (table, 3);
  for (guint i = 0; i < backups->len; i++)
    add_line (table, g_ptr_array_index (backups, i));
}

/* --- which one ---------------------------------------------------------------------- */

static void
refuse_none (GError **error)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                       _ ("This shop has no backup that is sound."));
}

/* "latest", the name of one of the shop's own, or a file anywhere. */
static RgBackup *
find_backup (RgCli *cli, const char *word, GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *path = NULL;

  if (strcmp (word, "latest") == 0)
    {
      g_autoptr (GPtrArray) backups = rg_backup_list (cli->shop, error);
      RgBackup *newest = backups != NULL ? rg_backup_newest_sound (backups, rg_clock_now ()) : NULL;

      if (newest != NULL)
        return rg_backup_load (newest->path, error);
      if (backups != NULL)
        refuse_none (error);
      return NULL;
    }
  own = g_build_filename (cli->shop, "backups", word, NULL);
  path = strchr (word, G_DIR_SEPARATOR) == NULL && g_file_test (own, G_FILE_TEST_EXISTS)
             ? g_steal_pointer (&own)
             : rg_cli_path (cli, word);
  return rg_backup_load (path, error);
}

/* --- backup --------------------------------------------------------------------------- */

static int
list (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = rg_backup_list (cli->shop, &error);

  if (backups == NULL)
    return rg_cli_fail (cli, error);
  write_list (cli, backups);
  return RG_COMMAND_OK;
}

static int
make (RgCli *cli, const char *to)
{
  g_autofree char *folder = to != NULL ? rg_cli_path (cli, to) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = NULL;
  g_autofree char *path = NULL;
  int status;

  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  backup = rg_store_backup_sync (cli->store, RG_BACKUP_WANTED, folder, show_progress, cli, cli->cancellable,
                                 &error);
  if (backup == NULL)
    return rg_cli_fail (cli, error);
  rg_cli_progress_end (cli);
  path = g_filename_display_name (backup->path);
  if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      write_backup_json (&json, backup);
      rg_json_out_finish (&json);
      return RG_COMMAND_OK;
    }
  rg_output_printf (cli->out, _ ("Backed up and verified: %s"), path);
  rg_output_put (cli->out, "\n");
  return RG_COMMAND_OK;
}

static int
run_backup (RgCli *cli)
{
  g_autofree char *to = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("A folder elsewhere, such as one on a USB stick"),
      N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 1, &status))
    return status;
  if (cli->n_args == 0)
    return make (cli, to);
  if (strcmp (cli->args[0], "list") != 0)
    return rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[0]);
  return list (cli);
}

/* --- verify ----------------------------------------------------------------------------- */

static int
verify_one (RgCli *cli, const RgBackup *backup, gboolean prove, GError **error)
{
  gboolean sound = prove ? rg_backup_prove (backup->path, show_progress, cli, cli->cancellable, error)
                         : rg_backup_verify (backup->path, show_progress, cli, cli->cancellable, error);

  rg_cli_progress_end (cli);
  return sound;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
}

/* The description once more: it tells what was found. */
static void
reload (GPtrArray *backups, guint index, gboolean sound)
{
  RgBackup *old = g_ptr_array_index (backups, index);
  RgBackup *backup = rg_backup_load (old->path, NULL);

  if (backup == NULL)
    return;
  backup->damaged = !sound;
  rg_backup_free (old);
  g_ptr_array_index (backups, index) = backup;
}

static int
verify_all (RgCli *cli, GPtrArray *backups, gboolean prove)
{
  int status = RG_COMMAND_OK;

  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean sound = verify_one (cli, g_ptr_array_index (backups, i), prove, &error);

      if (!sound)
        status = rg_cli_fail (cli, error);
      if (!sound && !is_damage (error))
        return status;
      reload (backups, i, sound);
    }
  write_list (cli, backups);
  return status;
}

static int
run_verify (RgCli *cli)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  gboolean prove = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "prove", 0, 0, G_OPTION_ARG_NONE, &prove,
      N_ ("Also restore it into a temporary folder and compare every row"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 1, &status))
    return status;
  if (cli->n_args == 0)
    {
      backups = rg_backup_list (cli->shop, &error);
      /* Whoever asks by night and by a script is not told that all is well. */
      if (backups != NULL && backups->len == 0)
        {
          refuse_none (&error);
          g_clear_pointer (&backups, g_ptr_array_unref);
        }
    }
  else
    {
      RgBackup *backup = find_backup (cli, cli->args[0], &error);

      if (backup != NULL)
        {
          backups = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_free);
          g_ptr_array_add (backups, backup);
        }
    }
  return backups != NULL ? verify_all (cli, backups, prove) : rg_cli_fail (cli, error);
}

/* --- restore ----------------------------------------------------------------------------- */

static void
tell_restored (RgCli *cli, const RgBackup *backup, const char *kept)
{
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *old = kept != NULL ? g_path_get_basename (kept) : NULL;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, _ ("Restored: %s"), name);
      rg_output_put (cli->out, "\n");
      if (old != NULL)
        {
          rg_output_printf (cli->out, _ ("What was there before is kept as the backup %s."), old);
          rg_output_put (cli->out, "\n");
        }
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "restored");
  write_backup_json (&json, backup);
  rg_json_out_key (&json, "kept");
  if (old != NULL)
    rg_json_out_text (&json, old);
  else
    rg_json_out_null (&json);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* The window that holds the shop cannot be asked to: it would have to close it. */
static int
run_restore (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = NULL;
  g_autofree char *kept = NULL;
  int status;

  if (!rg_cli_parse (cli, NULL, 1, 1, &status))
    return status;
  backup = find_backup (cli, cli->args[0], &error);
  if (backup == NULL ||
      !rg_backup_restore (cli->shop, backup->path, &kept, show_progress, cli, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  rg_cli_progress_end (cli);
  tell_restored (cli, backup, kept);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_backup = {
  .name = "backup",
  .arguments = N_ ("[list]"),
  .summary = N_ ("Make a backup of the shop, or list those there are"),
  .details =
      N_ ("The shop may be open meanwhile. Without --to the backup is kept in the shop’s folder, and old "
          "ones are thinned."),
  .run = run_backup,
};

const RgCliCommand rg_cli_restore = {
  .name = "restore",
  .arguments = N_ ("BACKUP|latest"),
  .summary = N_ ("Put a backup in the place of the shop"),
  .details =
      N_ ("BACKUP is a name from “backup list” or a file. The shop must not be open. What was there before "
          "is kept as a backup."),
  .run = run_restore,
};

const RgCliCommand rg_cli_verify = {
  .name = "verify",
  .arguments = N_ ("[BACKUP|latest]"),
  .summary = N_ ("Read backups to the end and say whether they are as they were made"),
  .details = N_ ("Without a name all of the shop’s own backups are verified."),
  .run = run_verify,
};
