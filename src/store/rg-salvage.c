/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage.h"

#include "store/rg-late-index.h"
#include "store/rg-migrate.h"
#include "store/rg-salvage-private.h"
#include "store/rg-store-error-private.h"
#include "store/rg-store-error.h"
#include "store/rg-store-folder.h"
#include "store/rg-store-lock.h"
#include "store/rg-store-log.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Rows between two looks at the clock and the cancellable. */
#define ROWS_STEP 1024

static void
table_free (gpointer data)
{
  RgSalvageTable *table = data;

  g_free (table->name);
  g_free (table->sentence);
  g_free (table);
}

/**
 * rg_salvage_report_free:
 * @report: (nullable) (transfer full): a report
 */
void
rg_salvage_report_free (RgSalvageReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->tables);
  g_ptr_array_unref (report->files_missing);
  g_free (report->summary);
  g_free (report);
}

static RgSalvageReport *
report_new (void)
{
  RgSalvageReport *report = g_new0 (RgSalvageReport, 1);

  report->tables = g_ptr_array_new_with_free_func (table_free);
  report->files_missing = g_ptr_array_new_with_free_func (g_free);
  return report;
}

/* --- rows -------------------------------------------------------------------- */

static gboolean
fits (const RgSalvageColumn *column, const RgCellValue *value)
{
  if (value->type == 'n')
    return !column->needed;
  switch (*column->type)
    {
    case 'I':
      return value->type == 'i';
    case 'R':
      return value->type == 'r' || value->type == 'i';
    case 'B':
      return value->type == 'b';
    case 'T':
      return value->type == 't';
    default:
      return TRUE;
    }
}

static gboolean
has_id (const RgSalvageSource *source)
{
  return source->columns->len > 0 &&
         g_str_equal (((RgSalvageColumn *) g_ptr_array_index (source->columns, 0))->name, "id");
}

/* Whether this can be a row of the table at all. */
static gboolean
row_fits (const RgSalvageSource *source, gint64 id, const RgCellValue *values, guint n)
{
  if (n < source->n_least || n > source->columns->len)
    return FALSE;
  if (has_id (source) && (id < 1 || id > RG_SALVAGE_MOST_ROWS || values[0].type != 'n'))
    return FALSE;
  for (guint i = has_id (source) ? 1 : 0; i < n; i++)
    if (!fits (g_ptr_array_index (source->columns, i), &values[i]))
      return FALSE;
  return TRUE;
}

static RgStatement *
prepare_insert (RgSalvage *self, const RgSalvageSource *source, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (guint i = 0; i < source->columns->len; i++)
    {
      const RgSalvageColumn *column = g_ptr_array_index (source->columns, i);

      g_string_append_printf (names, "%s\"%s\"", i > 0 ? ", " : "", column->name);
      g_string_append (places, i > 0 ? ", ?" : "?");
    }
  /* SQLite keeps this one by itself: see rg_salvage_mend. */
  sql = g_strdup_printf ("INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)",
                         g_str_equal (source->name, "sqlite_sequence") ? "sequence" : source->name,
                         names->str, places->str);
  return rg_database_prepare (self->db, sql, error);
}

/* Whether the text was kept as it lay. */
static gboolean
bind_text (RgStatement *statement, int index, const RgCellValue *value)
{
  g_autofree char *text = NULL;
  gboolean sound = g_utf8_validate_len ((const char *) value->data, value->size, NULL);

  text = sound ? g_strndup ((const char *) value->data, value->size)
               : g_utf8_make_valid ((const char *) value->data, (gssize) value->size);
  rg_statement_bind_text (statement, index, text);
  return sound;
}

static gboolean
bind_cell (RgStatement *statement, int index, const RgCellValue *value)
{
  switch (value->type)
    {
    case 'i':
      rg_statement_bind_integer (statement, index, value->integer);
      return TRUE;
    case 'r':
      rg_statement_bind_real (statement, index, value->real);
      return TRUE;
    case 't':
      return bind_text (statement, index, value);
    case 'b':
      rg_statement_bind_blob (statement, index, value->data, value->size);
      return TRUE;
    default:
      rg_statement_bind_null (statement, index);
      return TRUE;
    }
}

static gboolean
insert_row (RgSalvage *self, RgSalvageSource *source, gint64 id, const RgCellValue *values, guint n)
{
  gboolean sound = TRUE;

  for (guint i = 0; i < source->columns->len; i++)
    {
      if (i == 0 && has_id (source))
        rg_statement_bind_integer (source->insert, 0, id);
      else if (i < n)
        sound = bind_cell (source->insert, (int) i, &values[i]) && sound;
      else
        rg_statement_bind_null (source->insert, (int) i);
    }
  if (!rg_statement_run (source->insert, self->error))
    return FALSE;
  if (sqlite3_changes (rg_database_get_handle (self->db)) == 0)
    {
      source->dropped++;
      return TRUE;
    }
  source->read++;
  source->spoilt += !sound;
  return TRUE;
}

static gboolean
go_on (RgSalvage *self)
{
  gint64 now;

  if (++self->rows % ROWS_STEP != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, self->error))
    return FALSE;
  now = g_get_monotonic_time ();
  if (self->progress != NULL && now - self->told > G_TIME_SPAN_SECOND / 4)
    {
      self->told = now;
      self->progress (rg_pages_get_share (self->pages), self->progress_data);
    }
  return TRUE;
}

typedef struct
{
  RgSalvage *self;
  RgSalvageSource *source;
} Reading;

static gboolean
row_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  Reading *reading = data;

  if (!go_on (reading->self))
    return FALSE;
  if (row_fits (reading->source, id, values, n))
    return insert_row (reading->self, reading->source, id, values, n);
  reading->source->unfit++;
  return TRUE;
}

static gboolean
read_table (RgSalvage *self, RgSalvageSource *source)
{
  Reading reading = { self, source };

  if (source->root == 0)
    {
      source->trouble.pages++;
      return TRUE;
    }
  return rg_pages_walk_table (self->pages, source->root, &source->trouble, row_cb, &reading);
}

/* Once the columns of the new shop are settled. */
static gboolean
prepare_source (RgSalvage *self, RgSalvageSource *source, GError **error)
{
  source->insert = prepare_insert (self, source, error);
  return source->insert != NULL;
}

/* --- rows that no tree leads to any more -------------------------------------- */

static gboolean
known_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  GHashTable *known = data;

  if (id >= 1 && id <= RG_SALVAGE_MOST_ROWS)
    g_hash_table_add (known, GSIZE_TO_POINTER ((gsize) id));
  return TRUE;
}

/* An index that is whole knows every row there was. */
static void
ask_indexes (RgSalvage *self, RgSalvageSource *source)
{
  for (guint i = 0; i < source->indexes->len && source->known == NULL; i++)
    {
      g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
      RgPageTrouble trouble = { 0 };

      rg_pages_walk_index (self->pages, g_array_index (source->indexes, guint32, i), &trouble, known_cb,
                           known);
      if (trouble.pages == 0 && trouble.cells == 0)
        source->known = g_steal_pointer (&known);
    }
}

static gboolean
lost_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  RgSalvage *self = data;

  if (!go_on (self))
    return FALSE;
  for (guint i = 0; i < self->sources->len; i++)
    {
      RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (source->trouble.pages == 0 || !has_id (source) || !row_fits (source, id, values, n))
        continue;
      /* A row that was deleted may still lie there: it stays deleted. */
      if (source->known != NULL && !g_hash_table_contains (source->known, GSIZE_TO_POINTER ((gsize) id)))
        continue;
      return insert_row (self, source, id, values, n);
    }
  return TRUE;
}

static gboolean
read_lost (RgSalvage *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (source->trouble.pages == 0 && source->trouble.cells == 0 && source->unfit == 0)
        continue;
      ask_indexes (self, source);
      any = any || source->trouble.pages > 0;
    }
  return !any || rg_pages_walk_lost (self->pages, lost_cb, self);
}

static gboolean
read_rows (RgSalvage *self, GError **error)
{
  RgSalvageSource *own = rg_salvage_find (self, "own_field");

  rg_pages_skip_free (self->pages);
  if (!rg_salvage_take_own_columns (self, own, error) || !prepare_source (self, own, error) ||
      !read_table (self, own) || !rg_salvage_take_columns (self, error))
    return FALSE;
  for (guint i = 0; i < self->sources->len; i++)
    {
      RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (source != own && (!prepare_source (self, source, error) || !read_table (self, source)))
        return FALSE;
    }
  return read_lost (self);
}

/* --- the log beside it ---------------------------------------------------------- */

typedef struct
{
  RgLogStamp stamp;
  gboolean found;
} Stamp;

static gboolean
stamp_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  Stamp *stamp = data;

  if (n == 2 && values[0].type == 't' && values[1].type == 't' && values[0].size == strlen (RG_LOG_KEY) &&
      memcmp (values[0].data, RG_LOG_KEY, values[0].size) == 0)
    stamp->found = rg_log_stamp_parse ((const char *) values[1].data, values[1].size, &stamp->stamp);
  return TRUE;
}

static gboolean
root_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  guint32 *root = data;

  if (n == 5 && values[1].type == 't' && values[1].size == 4 && memcmp (values[1].data, "meta", 4) == 0 &&
      values[3].type == 'i' && values[3].integer > 1 && values[3].integer < G_MAXINT32)
    *root = (guint32) values[3].integer;
  return TRUE;
}

static void
read_stamp (const char *path, gboolean log, Stamp *stamp, guint *n_logged)
{
  g_autoptr (RgPages) pages = rg_pages_open (path, log, NULL);
  RgPageTrouble trouble = { 0 };
  guint32 root = 0;

  if (pages == NULL)
    return;
  *n_logged = rg_pages_n_logged (pages);
  rg_pages_walk_table (pages, 1, &trouble, root_cb, &root);
  if (root != 0)
    rg_pages_walk_table (pages, root, &trouble, stamp_cb, stamp);
}

/* As far as it can be told in a file that is damaged. */
static gboolean
log_belongs (const char *path)
{
  Stamp with = { 0 };
  Stamp without = { 0 };
  guint n = 0;

  read_stamp (path, FALSE, &without, &n);
  read_stamp (path, TRUE, &with, &n);
  return n == 0 || !with.found || !without.found || rg_log_stamp_follows (&with.stamp, &without.stamp);
}

/* --- the new shop --------------------------------------------------------------- */

static gboolean
prepare_target (RgSalvage *self, const char *path, GError **error)
{
  self->db = rg_store_folder_make_file (path, error);
  return self->db != NULL && rg_database_exec (self->db, "PRAGMA foreign_keys = OFF", error) &&
         rg_database_exec (self->db, "CREATE TEMP TABLE sequence (name, seq)", error) &&
         rg_database_begin (self->db, TRUE, error) &&
         rg_database_exec (self->db, "DELETE FROM meta", error) && rg_late_indexes_drop (self->db, error);
}

static gboolean
finish_target (RgSalvage *self, GError **error)
{
  /* Without the cursor, how customers stand is worked out anew. */
  if (!rg_database_exec (self->db, "DELETE FROM meta WHERE key IN ('" RG_LOG_KEY "', 'follow_cursor')",
                         error) ||
      !rg_store_log_stamp (self->db, error) || !rg_salvage_mend (self, error) ||
      !rg_late_indexes_make (self->db, error))
    return FALSE;
  for (guint i = 0; i < self->sources->len; i++)
    g_clear_pointer (&((RgSalvageSource *) g_ptr_array_index (self->sources, i))->insert, rg_statement_reset);
  return rg_database_commit (self->db, error) && rg_database_checkpoint (self->db, TRUE, error);
}

static gboolean
open_source (RgSalvage *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "shop.db", NULL);
  gboolean belongs = log_belongs (path);
  guint32 version;

  self->log_left = !belongs;
  self->pages = rg_pages_open (path, belongs, error);
  if (self->pages == NULL)
    return FALSE;
  version = rg_pages_get_header_word (self->pages, 60, 0);
  /* A much larger number is no version but damage. */
  if (version <= RG_SCHEMA_VERSION || version > RG_SCHEMA_VERSION + 100)
    return TRUE;
  g_set_error (
      error, RG_STORE_ERROR, RG_STORE_ERROR_NEWER,
      _ ("This shop was written by a newer version of the program (its number is %d, this program knows "
         "%d). Please update the program. Nothing was changed."),
      (int) version, RG_SCHEMA_VERSION);
  return FALSE;
}

static gboolean
check_found (RgSalvage *self, GError **error)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (((RgSalvageSource *) g_ptr_array_index (self->sources, i))->read > 0)
      return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
      _ ("Nothing in the file shop.db can be read any more. Please restore a backup, or put a copy "
         "of the folder in its place. Nothing was changed."));
  return FALSE;
}

static gboolean
run (RgSalvage *self, GError **error)
{
  g_autofree char *new_path = g_build_filename (self->new_folder, "shop.db.new", NULL);

  self->error = error;
  if (!open_source (self, error) || !prepare_target (self, new_path, error) ||
      !rg_salvage_read_schema (self, error) || !read_rows (self, error) || !check_found (self, error) ||
      !finish_target (self, error))
    return FALSE;
  rg_salvage_make_report (self);
  if (!rg_salvage_copy_files (self, error))
    return FALSE;
  g_clear_pointer (&self->db, rg_database_close);
  return rg_store_folder_finish_shop (self->new_folder, error);
}

static gboolean
prepare_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!rg_store_folder_make (folder, error))
    return FALSE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED,
      _ ("The folder for what is salvaged must be empty or new. Please choose another one."));
  return FALSE;
}

/* Nothing was there but what was made here. */
static void
take_back (const char *folder, gboolean was_there)
{
  g_autofree char *path = g_build_filename (folder, "shop.db.new", NULL);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (files, 0, NULL);
  const char *name;

  rg_store_folder_remove_file (path);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (files, name, NULL);

      g_unlink (file);
    }
  g_rmdir (files);
  if (!was_there)
    g_rmdir (folder);
}

/* Whoever may not write there cannot hold the lock, and needs not. */
static gboolean
take_lock (const char *folder, int *lock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autoptr (GError) refused = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      rg_store_error_set_errno (ENOENT, path, error);
      return FALSE;
    }
  *lock = rg_store_lock_take (folder, &refused);
  if (*lock >= 0 || !g_error_matches (refused, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
}

/**
 * rg_salvage:
 * @folder: the damaged shop's folder
 * @new_folder: where what can be read becomes a shop; empty or not there yet
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %RG_STORE_ERROR: _CORRUPT when nothing can be read, _LOCKED when a
 *   program has the shop open, _NEWER …
 *
 * Reads shop.db page by page, table by table, and makes a shop of it that
 * stands every check. What rows point to is there afterwards: customers that
 * are gone and of whom something is left are made again under their number, to
 * be named by the owner. Attachments' files are copied when they are whole.
 *
 * Returns: (transfer full): what came along and what did not, or %NULL and
 *   @new_folder as it was
 */
RgSalvageReport *
rg_salvage (const char *folder,
            const char *new_folder,
            RgSalvageProgress progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  RgSalvage self = { .folder = folder,
                     .new_folder = new_folder,
                     .progress = progress,
                     .progress_data = progress_data,
                     .cancellable = cancellable };
  gboolean was_there = g_file_test (new_folder, G_FILE_TEST_EXISTS);
  int lock = -1;
  gboolean ok;

  g_return_val_if_fail (folder != NULL && new_folder != NULL, NULL);
  if (!take_lock (folder, &lock, error))
    return NULL;
  if (!prepare_folder (new_folder, error))
    {
      rg_store_lock_release (lock);
      return NULL;
    }
  self.sources = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_salvage_source_free);
  self.report = report_new ();
  ok = run (&self, error);
  g_ptr_array_unref (self.sources);
  g_clear_pointer (&self.db, rg_database_close);
  g_clear_pointer (&self.pages, rg_pages_free);
  rg_store_lock_release (lock);
  if (ok)
    return self.report;
  rg_salvage_report_free (self.report);
  take_back (new_folder, was_there);
  return NULL;
}
