/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-folder-private.h"

#include "exchange/rg-import.h"
#include "exchange/rg-output-file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A whole shop as a folder that any program can read. It is made under another
 * name and gets its own when all of it is on the disk. */

typedef struct
{
  RgRead *read;
  const RgExportFolderJob *job;
  GCancellable *cancellable;
  char *path;
  char *part; /* the folder that is being written; %NULL once it has its name */
  RgExportFiles *files;
  RgExportSchema *schema;
  guint64 done; /* rows and files */
  guint64 total;
} Folder;

/**
 * rg_export_folder_report_free:
 * @report: (transfer full): a report
 */
void
rg_export_folder_report_free (RgExportFolderReport *report)
{
  g_strfreev (report->missing);
  g_free (report);
}

/* --- the folder --------------------------------------------------------------- */

static int
remove_one (const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
  return remove (path);
}

static void
folder_clear (Folder *self)
{
  if (self->part != NULL)
    nftw (self->part, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->part);
  g_free (self->path);
  g_clear_pointer (&self->files, rg_export_files_free);
  g_clear_pointer (&self->schema, rg_export_schema_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

static gboolean
refuse_full (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT,
               _ ("There is something in “%s” already. Please choose an empty folder, or a new name."), name);
  return FALSE;
}

/* Nothing that is there is ever mixed with what is written, or replaced. */
static gboolean
is_free (const char *path, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (path, 0, NULL);
  return (dir != NULL && g_dir_read_name (dir) == NULL) || refuse_full (path, error);
}

static gboolean
make_folder (Folder *self, GError **error)
{
  g_autofree char *files = NULL;

  for (guint i = 0; self->part == NULL; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s.%u.part", self->path, i);

      if (g_mkdir (part, 0777) == 0)
        self->part = g_steal_pointer (&part);
      else if (errno != EEXIST || i > 1000)
        return rg_output_refuse (self->path, errno, error);
    }
  files = g_build_filename (self->part, RG_EXPORT_FILES, NULL);
  return g_mkdir (files, 0777) == 0 || rg_output_refuse (self->path, errno, error);
}

/* One call for all the files, however many there are. */
static gboolean
sync_all (Folder *self, GError **error)
{
  int fd = g_open (self->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean safe = fd >= 0 && syncfs (fd) == 0;
  int reason = errno;

  if (fd >= 0)
    close (fd);
  return safe || rg_output_refuse (self->path, reason, error);
}

static gboolean
give_name (Folder *self, GError **error)
{
  if (!sync_all (self, error))
    return FALSE;
  /* Takes the place of an empty folder, and of nothing else. */
  if (g_rename (self->part, self->path) != 0)
    return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
               ? refuse_full (self->path, error)
               : rg_output_refuse (self->path, errno, error);
  g_clear_pointer (&self->part, g_free);
  rg_output_sync_folder (self->path);
  return TRUE;
}

static gboolean
write_text (Folder *self, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (self->part, name, NULL);
  g_autoptr (RgOutputFile) file = rg_output_file_new (path, error);

  return file != NULL && rg_output_file_write (file, text, strlen (text), error) &&
         rg_output_file_commit (file, error);
}

/* --- tables ------------------------------------------------------------------- */

static char *
id_text (const RgExportLine *line, gpointer data)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (line->row));
}

static char *
file_text (const RgExportLine *line, gpointer files)
{
  return rg_export_files_add (files, line->row, line->customer);
}

/* What the store makes for itself says nothing to others; when a row was made
 * and changed does. */
static gboolean
is_written (const RgField *field)
{
  return (field->flags & RG_FIELD_DERIVED) == 0 || field->type == &rg_type_instant;
}

static GPtrArray *
make_columns (Folder *self, const RgEntity *entity)
{
  GPtrArray *columns = rg_export_columns_new ();

  rg_export_columns_add (columns, NULL, "id")->text = id_text;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      gboolean in_fen = field->type == &rg_type_money && !g_str_has_suffix (field->key, "_fen");
      g_autofree char *key = g_strconcat (field->key, in_fen ? "_fen" : NULL, NULL);

      if (is_written (field))
        rg_export_columns_add (columns, field, key)->is_raw = TRUE;
    }
  if (g_str_equal (rg_entity_get_key (entity), "attachment"))
    {
      RgExportColumn *file = rg_export_columns_add (columns, NULL, "file");

      file->text = file_text;
      file->data = self->files;
      file->of_customer = TRUE;
    }
  return columns;
}

static GArray *
read_ids (Folder *self, const RgEntity *entity, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_append_printf (sql, "SELECT t.id FROM \"%s\" t WHERE 1", rg_entity_get_key (entity));
  rg_read_hide_open (self->read, rg_entity_get_key (entity), "t", sql);
  g_string_append (sql, " ORDER BY t.id");
  statement = rg_database_prepare (rg_read_get_database (self->read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static void
report_rows (guint64 rows, guint64 total, gpointer data)
{
  const Folder *self = data;

  if (self->job->progress != NULL)
    self->job->progress (self->done + rows, MAX (self->total, self->done + rows), self->job->progress_data);
}

static gboolean
write_table (Folder *self, const RgEntity *entity, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) columns = make_columns (self, entity);
  g_autofree char *name = g_strconcat (rg_entity_get_key (entity), ".csv", NULL);
  g_autofree char *path = g_build_filename (self->part, name, NULL);
  const RgExportJob job = { .path = path, .progress = report_rows, .progress_data = self };
  const RgExportPlan plan = { .read = self->read, .job = &job, .entity = entity, .columns = columns };
  g_autoptr (RgExportReport) report = rg_export_write (&plan, ids, self->cancellable, error);

  if (report == NULL)
    return FALSE;
  self->done += report->rows;
  rg_export_schema_add (self->schema, entity, columns, name, report->rows);
  return TRUE;
}

/* The ids first, so that the progress knows how much there is. */
static gboolean
write_tables (Folder *self, GError **error)
{
  RgCatalog *catalog = rg_read_get_catalog (self->read);
  guint n = rg_catalog_get_n_entities (catalog);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);
      GArray *of_entity = read_ids (self, entity, error);

      if (of_entity == NULL)
        return FALSE;
      g_ptr_array_add (ids, of_entity);
      /* Of an attachment the content too. */
      self->total += of_entity->len * (g_str_equal (rg_entity_get_key (entity), "attachment") ? 2 : 1);
    }
  for (guint i = 0; i < n; i++)
    {
      if (!write_table (self, rg_catalog_get_entity (catalog, i), g_ptr_array_index (ids, i), error))
        return FALSE;
    }
  return TRUE;
}

/* --- the rest ------------------------------------------------------------------- */

static gboolean
copy_files (Folder *self, GError **error)
{
  g_autofree char *folder = g_build_filename (self->part, RG_EXPORT_FILES, NULL);
  guint n = rg_export_files_get_n (self->files);

  /* Without those that are missing. */
  self->total = self->done + n;
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !rg_export_files_copy (self->files, i, folder, self->cancellable, error))
        return FALSE;
      self->done++;
      report_rows (0, 0, self);
    }
  return TRUE;
}

static gboolean
write_readme (Folder *self, GError **error)
{
  g_autofree char *shop = rg_read_dup_shop_name (self->read);
  g_autofree char *text = g_strdup_printf (
      /* Translators: README.txt of a folder that holds a whole shop; %s is its name. Lines end with \n. */
      _ ("All data of “%s”, written by Regulars.\n"
         "\n"
         "Each .csv file is a table: customer.csv the customers, sale.csv the sales, event.csv the notes, "
         "calls and visits, and so on. Excel and WPS open them by double click.\n"
         "The first line of each table names its columns. schema.json says what each column means and how "
         "dates, amounts and lists are written, for programs.\n"
         "Rows belong together by their numbers: customer_id is the id of a row in customer.csv.\n"
         "Amounts are in fen: 1250 is ¥12.50. An apostrophe before a sign like = keeps Excel from "
         "computing; it does not belong to the text.\n"
         "The folder “files” holds the pictures and documents; attachment.csv says whose they are.\n"
         "The history of changes is not part of this folder; a backup of the shop has it.\n"),
      shop);
  /* Windows' own editor knows UTF-8 by the mark, and lines by both signs. */
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);
  g_autofree char *whole = g_strconcat ("\xef\xbb\xbf", joined, NULL);

  return write_text (self, "README.txt", whole, error);
}

static gboolean
write_schema (Folder *self, RgExportFolderReport *report, GError **error)
{
  g_autofree char *text = NULL;

  report->missing = rg_export_files_dup_missing (self->files);
  report->files = rg_export_files_get_n (self->files);
  report->rows = self->done - report->files;
  report->tables = rg_catalog_get_n_entities (rg_read_get_catalog (self->read));
  text = rg_export_schema_end (self->schema, report->files, (const char *const *) report->missing);
  return write_text (self, "schema.json", text, error);
}

/**
 * rg_export_folder:
 * @read: a read transaction
 * @job: where to
 * @cancellable: (nullable): stops it; no folder is left then
 * @error: return location for an error
 *
 * Writes everything that the shop keeps, so that it can be read without this
 * program. Content of attachments that is not there is reported, and no error.
 *
 * Returns: (transfer full) (nullable): what was written; on error there is no
 *   folder
 */
RgExportFolderReport *
rg_export_folder (RgRead *read, const RgExportFolderJob *job, GCancellable *cancellable, GError **error)
{
  g_auto (Folder) self = { .read = read, .job = job, .cancellable = cancellable };
  g_autoptr (RgExportFolderReport) report = g_new0 (RgExportFolderReport, 1);
  gint64 begun = g_get_monotonic_time ();

  self.path = g_canonicalize_filename (job->path, NULL);
  self.files = rg_export_files_new (rg_read_get_store (read));
  self.schema = rg_export_schema_new (read);
  if (!is_free (self.path, error) || !make_folder (&self, error) || !write_tables (&self, error) ||
      !copy_files (&self, error) || !write_schema (&self, report, error) || !write_readme (&self, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) || !give_name (&self, error))
    return NULL;
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return g_steal_pointer (&report);
}

/**
 * rg_export_folder_read_func:
 * @read: a read transaction
 * @job: an RgExportFolderJob
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgExportFolderReport
 */
gpointer
rg_export_folder_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  return rg_export_folder (read, job, cancellable, error);
}
