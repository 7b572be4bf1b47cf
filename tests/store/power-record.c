/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "power-private.h"

#include <errno.h>
#include <string.h>

/* --- the record ----------------------------------------------------------- */

/* The order of what threads do is that in which they come by this lock, which
 * they hold while they do it. */
GMutex power_mutex;
char *power_root;
static GPtrArray *events;
static GHashTable *names; /* path → inode */
static guint n_inodes;

static void
event_free (gpointer data)
{
  PowerEvent *event = data;

  g_clear_pointer (&event->data, g_bytes_unref);
  g_free (event->path);
  g_free (event->to);
  g_free (event);
}

PowerEvent *
power_add (PowerKind kind, guint inode, const char *path)
{
  PowerEvent *event = g_new0 (PowerEvent, 1);

  event->kind = kind;
  event->inode = inode;
  event->path = g_strdup (path);
  g_ptr_array_add (events, event);
  return event;
}

/* (nullable): @path below the recorded folder */
const char *
power_below (const char *path)
{
  gsize size = power_root != NULL ? strlen (power_root) : 0;

  if (power_root == NULL || path == NULL || strncmp (path, power_root, size) != 0)
    return NULL;
  if (path[size] == '\0')
    return ".";
  return path[size] == '/' ? path + size + 1 : NULL;
}

/* The inode of a file that is open now, new if it was not there; 0 for others. */
guint
power_enter_file (const char *path)
{
  const char *name = power_below (path);
  gpointer found;

  if (name == NULL)
    return 0;
  found = g_hash_table_lookup (names, name);
  if (found == NULL)
    {
      found = GUINT_TO_POINTER (++n_inodes);
      g_hash_table_insert (names, g_strdup (name), found);
      power_add (POWER_MAKE_FILE, n_inodes, name);
    }
  return GPOINTER_TO_UINT (found);
}

void
power_note_rename (const char *path, const char *to)
{
  const char *from = power_below (path);
  gpointer inode;

  if (from == NULL)
    return;
  inode = g_hash_table_lookup (names, from);
  g_hash_table_insert (names, g_strdup (power_below (to)), inode);
  power_add (POWER_RENAME, 0, from)->to = g_strdup (power_below (to));
  g_hash_table_remove (names, from);
}

void
power_note_delete (const char *path)
{
  const char *name = power_below (path);

  if (name != NULL && g_hash_table_remove (names, name))
    power_add (POWER_DELETE, 0, name);
}

void
power_note_write (guint inode, const void *data, gsize size, gint64 at)
{
  PowerEvent *event;

  if (inode == 0 || power_root == NULL)
    return;
  event = power_add (POWER_WRITE, inode, NULL);
  event->at = at;
  event->data = g_bytes_new (data, size);
}

void
power_note_sync_folder_of (const char *path)
{
  const char *name = power_below (path);
  g_autofree char *folder = name != NULL ? g_path_get_dirname (name) : NULL;

  if (folder != NULL)
    power_add (POWER_SYNC_FOLDER, 0, folder);
}

static void
enter_what_is_there (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;
      guint inode;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          power_add (POWER_MAKE_FOLDER, 0, power_below (path));
          enter_what_is_there (path);
        }
      else if (g_file_get_contents (path, &data, &size, NULL))
        {
          inode = power_enter_file (path);
          power_note_write (inode, data, size, 0);
          power_add (POWER_SYNC, inode, NULL);
        }
    }
  power_add (POWER_SYNC_FOLDER, 0, power_below (folder));
}

guint
power_record (const char *folder)
{
  guint n;

  g_mutex_lock (&power_mutex);
  power_root = g_strdup (folder);
  events = g_ptr_array_new_with_free_func (event_free);
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  enter_what_is_there (folder);
  n = events->len;
  g_mutex_unlock (&power_mutex);
  return n;
}

void
power_say (gint64 number)
{
  g_mutex_lock (&power_mutex);
  power_add (POWER_SAID, 0, NULL)->at = number;
  g_mutex_unlock (&power_mutex);
}

GPtrArray *
power_record_end (void)
{
  GPtrArray *all;

  g_mutex_lock (&power_mutex);
  all = g_steal_pointer (&events);
  g_clear_pointer (&power_root, g_free);
  g_clear_pointer (&names, g_hash_table_unref);
  n_inodes = 0;
  g_mutex_unlock (&power_mutex);
  return all;
}

/* --- failures ------------------------------------------------------------- */

static GMutex fail_mutex; /* asked inside the other one, and by the allocator */
static PowerFail fail_kinds;
static gint64 fail_nth;
static gboolean fail_lasting;
static gint64 n_calls;
static char *fail_ending; /* (nullable): of the files' names */

gboolean
power_fails_at (const char *path, PowerFail kinds)
{
  gboolean concerned;

  g_mutex_lock (&fail_mutex);
  concerned = fail_ending == NULL || (path != NULL && g_str_has_suffix (path, fail_ending));
  g_mutex_unlock (&fail_mutex);
  return concerned && power_fails (kinds);
}

/* With the errno that goes with it, which SQLite asks for. */
gboolean
power_fails (PowerFail kinds)
{
  gboolean failing = FALSE;

  g_mutex_lock (&fail_mutex);
  if ((fail_kinds & kinds) != 0)
    {
      n_calls++;
      failing = fail_nth != 0 && (fail_lasting ? n_calls >= fail_nth : n_calls == fail_nth);
    }
  if (failing)
    errno = (fail_kinds & POWER_FAIL_FULL) != 0 ? ENOSPC : EIO;
  g_mutex_unlock (&fail_mutex);
  return failing;
}

void
power_fail (PowerFail kinds, gint64 nth, gboolean lasting)
{
  g_mutex_lock (&fail_mutex);
  fail_kinds = kinds;
  fail_nth = nth;
  fail_lasting = lasting;
  n_calls = 0;
  g_mutex_unlock (&fail_mutex);
}

void
power_fail_only (const char *ending)
{
  g_mutex_lock (&fail_mutex);
  g_free (fail_ending);
  fail_ending = g_strdup (ending);
  g_mutex_unlock (&fail_mutex);
}

gint64
power_mend (void)
{
  gint64 n = n_calls;

  power_fail_only (NULL);
  power_fail (0, 0, FALSE);
  return n;
}
