/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup.h"

#include "store/rg-backup-private.h"
#include "store/rg-store-error-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const struct
{
  const char *key;
  const char *label;
} reasons[RG_BACKUP_N_REASONS] = {
  [RG_BACKUP_REGULAR] = { "regular", N_ ("While working") },
  [RG_BACKUP_EXIT] = { "exit", N_ ("When closing") },
  [RG_BACKUP_IMPORT] = { "import", N_ ("Before an import") },
  [RG_BACKUP_MIGRATION] = { "migration", N_ ("Before an update") },
  [RG_BACKUP_DELETE] = { "delete", N_ ("Before deleting many") },
  [RG_BACKUP_MERGE] = { "merge", N_ ("Before merging") },
  [RG_BACKUP_RESTORE] = { "restore", N_ ("Before restoring a backup") },
  [RG_BACKUP_WANTED] = { "wanted", N_ ("By hand") },
};

/**
 * rg_backup_reason_key:
 * @reason: why a backup was made
 *
 * Returns: (transfer none): the word for it in file names and JSON
 */
const char *
rg_backup_reason_key (RgBackupReason reason)
{
  g_return_val_if_fail (reason < RG_BACKUP_N_REASONS, NULL);
  return reasons[reason].key;
}

/**
 * rg_backup_reason_label:
 * @reason: why a backup was made
 *
 * Returns: (transfer none): what a person reads
 */
const char *
rg_backup_reason_label (RgBackupReason reason)
{
  g_return_val_if_fail (reason < RG_BACKUP_N_REASONS, NULL);
  return _ (reasons[reason].label);
}

static gboolean
find_reason (const char *key, RgBackupReason *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].key, key) == 0)
      {
        *reason = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * rg_backup_free:
 * @backup: (nullable) (transfer full): a description
 */
void
rg_backup_free (RgBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->sha256);
  g_hash_table_unref (backup->counts);
  g_strfreev (backup->files);
  g_free (backup);
}

RgBackup *
rg_backup_new (RgBackupReason reason, gint64 at)
{
  RgBackup *backup = g_new0 (RgBackup, 1);

  backup->reason = reason;
  backup->at = at;
  backup->customers = -1;
  backup->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  backup->files = g_new0 (char *, 1);
  return backup;
}

/* --- names --------------------------------------------------------------- */

char *
rg_backup_json_path (const char *path)
{
  return g_strdup_printf ("%.*s.json", (int) (strlen (path) - strlen (".db")), path);
}

/* Where people see the folder they know the time of their own clock. */
char *
rg_backup_new_path (const char *folder, gint64 at, RgBackupReason reason)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / 1000);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H%M%S");

  for (guint i = 1;; i++)
    {
      g_autofree char *more = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (stamp, "-", reasons[reason].key, more, ".db", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* "2026-03-02T101500-import-2.db": FALSE when it is no such name. */
static gboolean
read_name (const char *name, gint64 *at, RgBackupReason *reason)
{
  int year, month, day, hour, minute, second;
  char word[16];
  g_autoptr (GDateTime) time = NULL;

  if (!g_str_has_suffix (name, ".db") ||
      sscanf (name, "%4d-%2d-%2dT%2d%2d%2d-%15[a-z]", &year, &month, &day, &hour, &minute, &second, word) !=
          7 ||
      !find_reason (word, reason))
    return FALSE;
  time = g_date_time_new_local (year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *at = g_date_time_to_unix (time) * 1000;
  return TRUE;
}

gboolean
rg_backup_is_name (const char *name)
{
  RgBackupReason reason;
  gint64 at;

  return read_name (name, &at, &reason);
}

/* --- descriptions -------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static JsonObject *
counts_to_json (GHashTable *counts)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (counts);

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      json_object_set_int_member (object, name, *(gint64 *) g_hash_table_lookup (counts, name));
    }
  return object;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);
  return json_to_string (node, TRUE);
}

/* The description vouches for itself: a changed byte in it shows. */
static char *
seal_of (JsonObject *object)
{
  g_autofree char *text = to_text (object);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

gboolean
rg_backup_save (const RgBackup *backup, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *path = rg_backup_json_path (backup->path);
  g_autofree char *seal = NULL;
  g_autofree char *text = NULL;
  JsonArray *files = json_array_new ();

  for (char **file = backup->files; *file != NULL; file++)
    json_array_add_string_element (files, *file);
  json_object_set_string_member (object, "reason", reasons[backup->reason].key);
  json_object_set_int_member (object, "at", backup->at);
  json_object_set_int_member (object, "bytes", backup->bytes);
  json_object_set_int_member (object, "customers", backup->customers);
  json_object_set_int_member (object, "schema", backup->schema);
  json_object_set_int_member (object, "operation", backup->operation);
  json_object_set_string_member (object, "sha256", backup->sha256 != NULL ? backup->sha256 : "");
  json_object_set_object_member (object, "counts", counts_to_json (backup->counts));
  json_object_set_array_member (object, "files", files);
  json_object_set_int_member (object, "verified_at", backup->verified_at);
  json_object_set_int_member (object, "proved_at", backup->proved_at);
  json_object_set_boolean_member (object, "damaged", backup->damaged);
  seal = seal_of (object);
  json_object_set_string_member (object, "seal", seal);
  text = to_text (object);
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gint64
get_integer (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : fallback;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
take_counts (RgBackup *backup, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "counts");
  g_autoptr (GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      gint64 count = get_integer (json_node_get_object (node), name->data, -1);

      g_hash_table_replace (backup->counts, g_strdup (name->data), g_memdup2 (&count, sizeof count));
    }
}

/* Names of files from elsewhere: only what can be a hash becomes a path. */
gboolean
rg_backup_is_hash (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789abcdef") == strlen (text);
}

static void
take_files (RgBackup *backup, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "files");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING &&
          rg_backup_is_hash (json_node_get_string (element)))
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  g_strfreev (backup->files);
  backup->files = g_strv_builder_end (builder);
}

static gboolean
take_description (RgBackup *backup, JsonObject *object)
{
  g_autofree char *seal = g_strdup (get_text (object, "seal"));
  g_autofree char *found = NULL;

  json_object_remove_member (object, "seal");
  found = seal_of (object);
  if (g_strcmp0 (seal, found) != 0 || !find_reason (get_text (object, "reason"), &backup->reason))
    return FALSE;
  backup->at = get_integer (object, "at", backup->at);
  backup->bytes = get_integer (object, "bytes", -1);
  backup->customers = get_integer (object, "customers", -1);
  backup->schema = (int) get_integer (object, "schema", 0);
  backup->operation = get_integer (object, "operation", 0);
  backup->verified_at = get_integer (object, "verified_at", 0);
  backup->proved_at = get_integer (object, "proved_at", 0);
  backup->sha256 = g_strdup (get_text (object, "sha256"));
  backup->damaged = json_object_get_boolean_member_with_default (object, "damaged", TRUE);
  take_counts (backup, object);
  take_files (backup, object);
  return TRUE;
}

static gboolean
load_description (RgBackup *backup)
{
  g_autofree char *path = rg_backup_json_path (backup->path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_file (parser, path, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
         take_description (backup, json_node_get_object (root));
}

static RgBackup *
load (const char *folder, const char *name)
{
  RgBackupReason reason = RG_BACKUP_WANTED;
  gint64 at = 0;
  RgBackup *backup;
  GStatBuf status = { 0 };

  read_name (name, &at, &reason);
  backup = rg_backup_new (reason, at);
  backup->path = g_build_filename (folder, name, NULL);
  if (g_stat (backup->path, &status) != 0)
    status.st_size = -1;
  if (!load_description (backup) || backup->bytes != status.st_size)
    backup->damaged = TRUE;
  backup->bytes = status.st_size;
  return backup;
}

/**
 * rg_backup_load:
 * @path: a backup's .db
 * @error: %RG_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): what its description says, or %NULL
 */
RgBackup *
rg_backup_load (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);

  if (!g_str_has_suffix (name, ".db") || !g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("“%s” is not a backup."), shown);
      return NULL;
    }
  return load (folder, name);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const RgBackup *x = *(const RgBackup *const *) a;
  const RgBackup *y = *(const RgBackup *const *) b;

  if (x->at != y->at)
    return x->at > y->at ? -1 : 1;
  /* Of one moment: what knows more operations, then by name, for an order that
   * does not change. */
  if (x->operation != y->operation)
    return x->operation > y->operation ? -1 : 1;
  return strcmp (y->path, x->path);
}

/**
 * rg_backup_list_folder:
 * @folder: a folder of backups
 * @error: why it cannot be read; that it is not there is none
 *
 * Returns: (transfer full) (element-type RgBackup): newest first
 */
GPtrArray *
rg_backup_list_folder (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_backup_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
  const char *name;

  if (dir == NULL && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_IO,
                   _ ("The folder “%s” cannot be read. Please check whether its disk is connected, or ask "
                      "for permission."),
                   shown);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (rg_backup_is_name (name))
      g_ptr_array_add (backups, load (folder, name));
  g_ptr_array_sort (backups, compare_newest_first);
  return g_steal_pointer (&backups);
}

/**
 * rg_backup_list:
 * @shop_folder: a shop's folder, open or not
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (element-type RgBackup): newest first; empty when
 *   none was made
 */
GPtrArray *
rg_backup_list (const char *shop_folder, GError **error)
{
  g_autofree char *folder = g_build_filename (shop_folder, "backups", NULL);

  return rg_backup_list_folder (folder, error);
}
