/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where else backups are looked for. */
#define FROM_ENTRY(from)                                                                                     \
  { "from",    0,                                                                                            \
    0,         G_OPTION_ARG_FILENAME,                                                                        \
    from,      N_ ("Look for backups in a folder elsewhere, such as a USB stick"),                           \
    N_ ("DIR") }

/* --- how it is told --------------------------------------------------------------- */

static void
write_backup_json (RgJsonOut *json, const RgBackup *backup)
{
  g_autofree char *path = g_filename_display_name (backup->path);
  g_autofree char *name = g_path_get_basename (path);

  rg_json_out_begin_object (json);
  rg_json_out_member_text (json, "name", name);
  rg_json_out_member_text (json, "path", path);
  rg_json_out_member_text (json, "reason", rg_backup_reason_key (backup->reason));
  rg_json_out_member_instant (json, "at", backup->at);
  rg_json_out_member_integer (json, "bytes", backup->bytes);
  rg_json_out_member_number (json, "customers", backup->customers, backup->customers >= 0);
  rg_json_out_member_integer (json, "files", g_strv_length (backup->files));
  rg_json_out_member_instant (json, "verified_at", backup->verified_at);
  rg_json_out_member_instant (json, "proved_at", backup->proved_at);
  rg_json_out_member_boolean (json, "damaged", backup->damaged);
  rg_json_out_end_object (json);
}

static void
add_line (RgTextTable *table, const RgBackup *backup)
{
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *at = rg_cli_format_instant (backup->at);
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

static gboolean
refuse_places (const char *folder, GPtrArray *places, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  g_autoptr (GString) names = g_string_new (NULL);

  if (places->len == 0)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("There are no backups in “%s”."),
                   shown);
      return FALSE;
    }
  for (guint i = 0; i < places->len; i++)
    {
      const RgBackupPlace *place = g_ptr_array_index (places, i);
      g_autofree char *path = g_filename_display_name (place->folder);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", path);
    }
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               _ ("There are backups of several shops in “%s”. Please name the folder of one of them: %s"),
               shown, names->str);
  return FALSE;
}

/* The shop's own, or those of a folder elsewhere. */
static GPtrArray *
list_backups (RgCli *cli, const char *from, GError **error)
{
  g_autofree char *folder = from != NULL ? rg_cli_path (cli, from) : NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (folder == NULL)
    return rg_backup_list (cli->shop, error);
  places = rg_backup_find_places (folder, error);
  if (places == NULL || (places->len != 1 && !refuse_places (folder, places, error)))
    return NULL;
  return g_ptr_array_ref (((RgBackupPlace *) g_ptr_array_index (places, 0))->backups);
}

static RgBackup *
find_latest (GPtrArray *backups, GError **error)
{
  RgBackup *newest = rg_backup_newest_sound (backups, rg_clock_now ());

  if (newest != NULL)
    return rg_backup_load (newest->path, error);
  refuse_none (error);
  return NULL;
}

/* "latest", the name of one of those that are listed, or a file anywhere. */
static RgBackup *
find_backup (RgCli *cli, const char *word, const char *from, GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *path = NULL;

  if (from != NULL || strcmp (word, "latest") == 0)
    {
      g_autoptr (GPtrArray) backups = list_backups (cli, from, error);

      if (backups == NULL)
        return NULL;
      if (strcmp (word, "latest") == 0)
        return find_latest (backups, error);
      for (guint i = 0; i < backups->len; i++)
        {
          const RgBackup *backup = g_ptr_array_index (backups, i);

          if (g_str_has_suffix (backup->path, word) &&
              backup->path[strlen (backup->path) - strlen (word) - 1] == G_DIR_SEPARATOR)
            return rg_backup_load (backup->path, error);
        }
    }
  own = g_build_filename (cli->shop, "backups", word, NULL);
  path = strchr (word, G_DIR_SEPARATOR) == NULL && g_file_test (own, G_FILE_TEST_EXISTS)
             ? g_steal_pointer (&own)
             : rg_cli_path (cli, word);
  return rg_backup_load (path, error);
}

/* --- backup --------------------------------------------------------------------------- */

static int
list (RgCli *cli, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = list_backups (cli, from, &error);

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
  backup = rg_store_backup_sync (cli->store, RG_BACKUP_WANTED, folder, rg_cli_show_fraction, cli,
                                 cli->cancellable, &error);
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
  g_autofree char *from = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("A folder elsewhere, such as one on a USB stick"),
      N_ ("DIR") },
    FROM_ENTRY (&from),
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 1, &status))
    return status;
  if (cli->n_args == 0)
    return make (cli, to);
  if (strcmp (cli->args[0], "list") != 0)
    return rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[0]);
  return list (cli, from);
}

/* --- verify ----------------------------------------------------------------------------- */

static int
verify_one (RgCli *cli, const RgBackup *backup, gboolean prove, GError **error)
{
  gboolean sound = prove
                       ? rg_backup_prove (backup->path, rg_cli_show_fraction, cli, cli->cancellable, error)
                       : rg_backup_verify (backup->path, rg_cli_show_fraction, cli, cli->cancellable, error);

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
  g_autofree char *from = NULL;
  gboolean prove = FALSE;
  int status;
  const GOptionEntry entries[] = {
    FROM_ENTRY (&from),
    { "prove", 0, 0, G_OPTION_ARG_NONE, &prove,
      N_ ("Also restore it into a temporary folder and compare every row"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 1, &status))
    return status;
  if (cli->n_args == 0)
    {
      backups = list_backups (cli, from, &error);
      /* Whoever asks by night and by a script is not told that all is well. */
      if (backups != NULL && backups->len == 0)
        {
          refuse_none (&error);
          g_clear_pointer (&backups, g_ptr_array_unref);
        }
    }
  else
    {
      RgBackup *backup = find_backup (cli, cli->args[0], from, &error);

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
  rg_json_out_member_text (&json, "kept", old);
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
  g_autofree char *from = NULL;
  int status;
  const GOptionEntry entries[] = {
    FROM_ENTRY (&from),
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 1, &status))
    return status;
  backup = find_backup (cli, cli->args[0], from, &error);
  if (backup == NULL || !rg_backup_restore (cli->shop, backup->path, &kept, rg_cli_show_fraction, cli,
                                            cli->cancellable, &error))
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
  .details = N_ (
      "BACKUP is a name from “backup list” or a file; with --from, a name from that folder. The shop must "
      "not be open. What was there before is kept as a backup."),
  .run = run_restore,
};

const RgCliCommand rg_cli_verify = {
  .name = "verify",
  .arguments = N_ ("[BACKUP|latest]"),
  .summary = N_ ("Read backups to the end and say whether they are as they were made"),
  .details = N_ ("Without a name all of the shop’s own backups are verified."),
  .run = run_verify,
};
