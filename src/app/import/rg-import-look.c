/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-session-private.h"

#include "app/rg-change.h"
#include "exchange/rg-grid.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Looking at a file: its first rows and what its columns are; and rows that
 * were pasted, which become a file first. */

#define PREVIEW_ROWS 6
#define PREVIEW_CELLS 12

/**
 * Look:
 *
 * What the thread is told, and what it found. The plan may be missing while the
 * rest is there.
 */
typedef struct
{
  RgCatalog *catalog;
  char *path;
  char *entity;
  char *encoding;
  char *sheet;
  char *session;
  char *refused;
  char *text;

  RgImportPlan *plan;
  GPtrArray *preview;
  char **sheets;
  guint shown_sheet;
  guint64 size;
  gint64 changed;
  GError *error;
} Look;

static void
look_free (Look *look)
{
  rg_catalog_unref (look->catalog);
  g_free (look->path);
  g_free (look->entity);
  g_free (look->encoding);
  g_free (look->sheet);
  g_strfreev (look->sheets);
  g_free (look->session);
  g_free (look->refused);
  g_free (look->text);
  g_clear_pointer (&look->plan, rg_import_plan_free);
  g_clear_pointer (&look->preview, g_ptr_array_unref);
  g_clear_error (&look->error);
  g_free (look);
}

static char **
copy_row (const RgGridRow *row)
{
  guint n = MIN (row->n_cells, PREVIEW_CELLS);
  char **cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    cells[i] = g_strdup (row->cells[i]);
  return cells;
}

/* The sheet of the plan, which may be another than the first; NULL: where there
 * is nothing to choose. */
static char *
find_sheet (const Look *look)
{
  const char *const *sheets = look->plan != NULL ? rg_import_plan_get_sheets (look->plan) : NULL;

  return g_strdup (sheets != NULL ? sheets[rg_import_plan_get_sheet (look->plan)] : look->sheet);
}

/* As they are read with this encoding: a wrong one is seen here first. */
static void
read_preview (Look *look, GCancellable *cancellable)
{
  g_autofree char *sheet = find_sheet (look);
  const RgGridOptions options = { .encoding = look->encoding, .sheet = sheet };
  g_autoptr (RgGrid) grid = rg_grid_open (look->path, &options, cancellable, NULL);
  guint64 first = look->plan != NULL ? rg_import_plan_get_header_line (look->plan) : 0;
  RgGridRow row;

  if (grid == NULL)
    return;
  look->sheets = g_strdupv ((char **) rg_grid_get_sheets (grid));
  look->shown_sheet = rg_grid_get_sheet (grid);
  look->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  while (look->preview->len < PREVIEW_ROWS && rg_grid_next (grid, &row, cancellable, NULL) == RG_GRID_ROW)
    {
      /* What stands above the header says nothing about the columns. */
      if (row.line >= first)
        g_ptr_array_add (look->preview, copy_row (&row));
    }
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  GStatBuf info;

  options.entity = look->entity;
  options.encoding = look->encoding;
  options.sheet = look->sheet;
  options.session = look->session;
  options.refused = look->refused;
  options.unfinished = TRUE;
  if (look->text != NULL && !rg_import_save_pasted (look->text, look->path, &look->error))
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  if (g_stat (look->path, &info) == 0)
    {
      look->size = (guint64) info.st_size;
      look->changed = info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec;
    }
  look->plan = rg_import_plan_new (look->catalog, look->path, &options, cancellable, &look->error);
  read_preview (look, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgImportSession) self = user_data;
  g_autoptr (RgImportSaved) saved = rg_store_read_finish (RG_STORE (source), result, NULL);

  /* What would change nothing is not worth a word. */
  if (saved != NULL && saved->differing->len > 0)
    self->saved = g_steal_pointer (&saved);
  rg_import_session_end (self, NULL);
}

/* What the same columns were taken for before. */
static void
find_saved (RgImportSession *self)
{
  RgStore *store = self->window != NULL ? rg_window_get_store (self->window) : NULL;

  if (store == NULL)
    {
      rg_import_session_end (self, NULL);
      return;
    }
  self->job = (RgImportJob) { .plan = self->plan };
  rg_store_read_async (store, rg_import_saved_func, &self->job, NULL, (GDestroyNotify) rg_import_saved_free,
                       self->cancellable, saved_cb, g_object_ref (self));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgImportSession *self = RG_IMPORT_SESSION (source);
  Look *look = g_task_get_task_data (G_TASK (result));

  g_clear_pointer (&self->trial, rg_import_report_free);
  g_clear_pointer (&self->saved, rg_import_saved_free);
  self->uses_saved = FALSE;
  g_clear_pointer (&self->plan, rg_import_plan_free);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_strfreev);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->plan = g_steal_pointer (&look->plan);
  self->preview = g_steal_pointer (&look->preview);
  self->sheets = g_steal_pointer (&look->sheets);
  self->shown_sheet = look->shown_sheet;
  self->catalog = rg_catalog_ref (look->catalog);
  self->size = look->size;
  self->changed = look->changed;
  if (self->plan != NULL)
    find_saved (self);
  else
    rg_import_session_end (self, g_steal_pointer (&look->error));
}

/**
 * rg_import_session_begin_look:
 * @self: a session with a file
 *
 * Looks at the file on another thread.
 */
void
rg_import_session_begin_look (RgImportSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);
  RgStore *store = self->window != NULL ? rg_window_get_store (self->window) : NULL;
  Look *look = g_new0 (Look, 1);

  look->catalog = store != NULL ? rg_store_ref_catalog (store) : rg_catalog_new (NULL);
  look->path = g_strdup (g_file_peek_path (self->file));
  look->entity = g_strdup (self->entity);
  look->encoding = g_strdup (self->encoding);
  look->sheet = g_strdup (self->sheet);
  look->session = g_strdup (self->window != NULL ? rg_change_session (GTK_WIDGET (self->window)) : "");
  /* Beside pasted rows there is no folder of the owner's. */
  if (self->scratch != NULL && self->window != NULL)
    look->refused = g_strdup (rg_window_get_folder (self->window));
  look->text = g_strdup (self->text);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
}

/**
 * rg_import_session_is_same:
 * @self: a session that has looked at its file
 * @error: return location for an error
 *
 * Columns that were looked at say nothing about another file of that name.
 *
 * Returns: whether the file is there and was not written since
 */
gboolean
rg_import_session_is_same (RgImportSession *self, GError **error)
{
  GStatBuf info;

  if (g_stat (g_file_peek_path (self->file), &info) == 0 && (guint64) info.st_size == self->size &&
      info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec == self->changed)
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_FILE,
               _ ("“%s” was changed or moved away meanwhile. Please choose it again."), self->name);
  return FALSE;
}

/* --- pasted rows ---------------------------------------------------------- */

/**
 * rg_import_session_remove_scratch:
 * @self: a session
 *
 * Removes the file that pasted rows were written to.
 */
void
rg_import_session_remove_scratch (RgImportSession *self)
{
  if (self->scratch == NULL)
    return;
  if (self->file != NULL)
    g_unlink (g_file_peek_path (self->file));
  g_rmdir (self->scratch);
  g_clear_pointer (&self->scratch, g_free);
}

/**
 * rg_import_session_new_for_text:
 * @window: whose shop it goes to
 * @text: rows as a spreadsheet puts them on the clipboard: tabs between the
 *   cells, quotes around cells with line breaks; or the text of a CSV file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a session that has not looked at the
 *   rows yet
 */
RgImportSession *
rg_import_session_new_for_text (RgWindow *window, const char *text, GError **error)
{
  g_autoptr (RgImportSession) self = rg_import_session_new (window, NULL);
  g_autofree char *base = g_strconcat (_ ("Pasted Rows"), ".csv", NULL);
  g_autofree char *path = NULL;

  self->scratch = g_dir_make_tmp ("regulars-XXXXXX", error);
  if (self->scratch == NULL)
    return NULL;
  path = g_build_filename (self->scratch, base, NULL);
  self->file = g_file_new_for_path (path);
  self->name = g_strdup (_ ("Pasted Rows"));
  self->encoding = g_strdup ("utf-8");
  self->text = g_strdup (text);
  return g_steal_pointer (&self);
}
