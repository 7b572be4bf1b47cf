/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attach-job.h"

#include "records/rg-row.h"
#include "shop/rg-attachment-kinds.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define PIECE 65536

struct _RgAttachJob
{
  gint64 customer_id;
  gint64 deal_id;
  char *kind;
  GPtrArray *files; /* of GFile */
  GBytes *bytes;
  char *name;
  char *mime;
  RgProgress *progress;

  /* Of all files together; what was looked at counts half, what was copied the
   * other half. */
  guint64 total;
  guint64 looked;
  guint64 copied;

  guint n_added;
  guint n_known;
  char *first_added;
  char *first_known;
};

static void
job_clear (RgAttachJob *job)
{
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->kind);
  g_free (job->name);
  g_free (job->mime);
  g_free (job->first_added);
  g_free (job->first_known);
}

/**
 * rg_attach_job_new_files:
 * @customer_id: whose they are to be
 * @files: (element-type GFile): the files
 *
 * Returns: (transfer full): the job of copying them
 */
RgAttachJob *
rg_attach_job_new_files (gint64 customer_id, GListModel *files)
{
  RgAttachJob *job = g_atomic_rc_box_new0 (RgAttachJob);

  job->customer_id = customer_id;
  job->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (job->files, g_list_model_get_item (files, i));
  return job;
}

/**
 * rg_attach_job_new_bytes:
 * @customer_id: whose they are to be
 * @bytes: the content
 * @name: what it is to be called
 * @mime: its MIME type
 *
 * Returns: (transfer full): the job of keeping it
 */
RgAttachJob *
rg_attach_job_new_bytes (gint64 customer_id, GBytes *bytes, const char *name, const char *mime)
{
  RgAttachJob *job = g_atomic_rc_box_new0 (RgAttachJob);

  job->customer_id = customer_id;
  job->bytes = g_bytes_ref (bytes);
  job->name = g_strdup (name);
  job->mime = g_strdup (mime);
  return job;
}

/**
 * rg_attach_job_set_deal:
 * @job: a job that has not begun
 * @deal_id: of a deal of the customer's
 * @kind: (nullable): of which kind they are
 *
 * The files belong to a deal. What the customer has already is put to it.
 */
void
rg_attach_job_set_deal (RgAttachJob *job, gint64 deal_id, const char *kind)
{
  job->deal_id = deal_id;
  g_set_str (&job->kind, kind != NULL && *kind != '\0' ? kind : NULL);
}

/**
 * rg_attach_job_ref:
 * @job: a job
 *
 * Returns: (transfer full): the same
 */
RgAttachJob *
rg_attach_job_ref (RgAttachJob *job)
{
  return g_atomic_rc_box_acquire (job);
}

/**
 * rg_attach_job_unref:
 * @job: (transfer full): a job
 */
void
rg_attach_job_unref (RgAttachJob *job)
{
  g_atomic_rc_box_release_full (job, (GDestroyNotify) job_clear);
}

/**
 * rg_attach_job_get_n:
 * @job: a job
 *
 * Returns: how many files there are
 */
guint
rg_attach_job_get_n (RgAttachJob *job)
{
  return job->files != NULL ? job->files->len : 1;
}

/**
 * rg_attach_job_set_progress:
 * @job: a job that has not begun
 * @progress: (nullable): where it tells how far it is
 */
void
rg_attach_job_set_progress (RgAttachJob *job, RgProgress *progress)
{
  job->progress = progress;
}

/* --- what is said ------------------------------------------------------------- */

static char *
display_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_strdup ("");
}

/* The system's own sentences name paths and say nothing of what to do. */
static gboolean
refuse (GFile *file, GError *problem, GError **error)
{
  g_autofree char *name = display_name (file);

  if (problem->domain != G_IO_ERROR || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (problem->code == G_IO_ERROR_IS_DIRECTORY)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                 _ ("“%s” is a folder. Please choose the files in it."), name);
  else if (problem->code == G_IO_ERROR_NOT_FOUND)
    g_set_error (error, G_IO_ERROR, problem->code, _ ("“%s” was not attached: it is not there any more."),
                 name);
  else if (problem->code == G_IO_ERROR_PERMISSION_DENIED)
    g_set_error (error, G_IO_ERROR, problem->code,
                 _ ("“%s” was not attached: it may not be read. Please make it readable, or copy it to a "
                    "folder of your own first."),
                 name);
  else
    g_set_error (error, G_IO_ERROR, problem->code, _ ("“%s” was not attached: %s"), name, problem->message);
  g_error_free (problem);
  return FALSE;
}

/**
 * rg_attach_job_dup_done:
 * @job: a job that is done
 *
 * Returns: (transfer full): what was done, in one sentence
 */
char *
rg_attach_job_dup_done (RgAttachJob *job)
{
  g_autofree char *added = NULL;
  g_autofree char *known = NULL;

  if (job->n_added == 1)
    /* Translators: %s is a file's name. */
    added = g_strdup_printf (_ ("Attached “%s”"), job->first_added);
  else if (job->n_added > 1)
    added = g_strdup_printf (ngettext ("Attached %u file", "Attached %u files", job->n_added), job->n_added);
  if (job->n_known == 1)
    /* Translators: %s is a file's name: it is attached to the customer. */
    known = g_strdup_printf (_ ("“%s” is there already"), job->first_known);
  else if (job->n_known > 1)
    known = g_strdup_printf (
        ngettext ("%u file is there already", "%u files are there already", job->n_known), job->n_known);

  if (added == NULL)
    return known != NULL ? g_steal_pointer (&known) : g_strdup ("");
  if (known == NULL)
    return g_steal_pointer (&added);
  /* Translators: two halves of a sentence: “Attached 2 files” and “1 file is there already”. */
  return g_strdup_printf (_ ("%s; %s"), added, known);
}

/**
 * rg_attach_job_get_n_added:
 * @job: a job that is done
 *
 * Returns: how many files the customer did not have
 */
guint
rg_attach_job_get_n_added (RgAttachJob *job)
{
  return job->n_added;
}

/* --- doing it ------------------------------------------------------------------ */

static void
report (RgAttachJob *job, guint index)
{
  if (job->progress != NULL && job->total > 0)
    rg_progress_report (job->progress, index,
                        (double) (job->looked + job->copied) / (2.0 * (double) job->total));
}

/* The size of everything, and that there is no folder among it. */
static gboolean
measure (RgAttachJob *job, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < job->files->len; i++)
    {
      GFile *file = g_ptr_array_index (job->files, i);
      GError *problem = NULL;
      g_autoptr (GFileInfo) info =
          g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                             G_FILE_QUERY_INFO_NONE, cancellable, &problem);

      if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        g_set_error_literal (&problem, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "");
      if (problem != NULL)
        return refuse (file, problem, error);
      job->total += (guint64) MAX (g_file_info_get_size (info), 1);
    }
  return TRUE;
}

/* (transfer full) (nullable): the SHA-256 of what is in it. */
static char *
hash_file (RgAttachJob *job, guint index, GCancellable *cancellable, GError **error)
{
  GFile *file = g_ptr_array_index (job->files, index);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (PIECE);
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, PIECE, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      job->looked += (guint64) n;
      report (job, index);
    }
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static void
count (guint *n, char **first, const char *name)
{
  if ((*n)++ == 0)
    *first = g_strdup (name);
}

static gboolean
set_text (RgOp *op, const RgEntity *entity, gint64 id, const char *key, const char *text, GError **error)
{
  RgCell cell = { .field = rg_entity_find_field (entity, key), .value = RG_VALUE_INIT };
  gboolean done;

  done =
      rg_field_parse (cell.field, text, &cell.value, error) && rg_op_update (op, entity, id, &cell, 1, error);
  rg_value_clear (&cell.value);
  return done;
}

/* @known: (out): the customer's row of this content, which is the deal's or nobody's
 * where there is a deal; 0: none */
static gboolean
find_known (RgAttachJob *job, RgOp *op, const char *hash, gint64 *known, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)),
                           "SELECT id FROM attachment WHERE customer_id = ?1 AND hash = ?2"
                           " AND (?3 = 0 OR ifnull (deal_id, ?3) = ?3) ORDER BY deal_id IS NULL, id",
                           error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, job->customer_id);
  rg_statement_bind_text (statement, 1, hash);
  rg_statement_bind_integer (statement, 2, job->deal_id);
  step = rg_statement_step (statement, error);
  *known = step == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
  return step != RG_STEP_ERROR;
}

/* @changed: (out) (optional): whether it was not the deal's, or of another kind */
static gboolean
put_to_deal (RgAttachJob *job, RgOp *op, gint64 id, gboolean *changed, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "attachment");
  g_autoptr (RgRow) before = rg_row_read (rg_write_as_read (rg_op_get_write (op)), entity, id, error);
  const RgField *field = rg_entity_find_field (entity, "deal_id");
  RgCell cell = { .field = field, .value = { .kind = RG_VALUE_INTEGER, .integer = job->deal_id } };

  if (before == NULL)
    return FALSE;
  if (changed != NULL)
    *changed = rg_value_get_integer (rg_row_get (before, field)) != job->deal_id ||
               (job->kind != NULL && g_strcmp0 (rg_row_get_text (before, "kind"), job->kind) != 0);
  return rg_op_update (op, entity, id, &cell, 1, error) &&
         (job->kind == NULL || (rg_attachment_kinds_ensure (op, job->kind, error) &&
                                set_text (op, entity, id, "kind", job->kind, error)));
}

/* What the customer has already: for a deal it is news all the same. */
static gboolean
take_known (RgAttachJob *job, RgOp *op, gint64 id, const char *name, GError **error)
{
  gboolean changed = FALSE;

  if (job->deal_id != 0 && !put_to_deal (job, op, id, &changed, error))
    return FALSE;
  if (changed)
    count (&job->n_added, &job->first_added, name);
  else
    count (&job->n_known, &job->first_known, name);
  return TRUE;
}

/* @fresh: gets the paths of content that the shop did not have. */
static gboolean
attach_one (RgAttachJob *job,
            RgOp *op,
            guint index,
            GPtrArray *fresh,
            GCancellable *cancellable,
            GError **error)
{
  GFile *file = g_ptr_array_index (job->files, index);
  g_autofree char *name = display_name (file);
  guint64 before = job->looked;
  GError *problem = NULL;
  g_autofree char *hash = hash_file (job, index, cancellable, &problem);
  g_autofree char *path = NULL;
  gint64 known, id;

  if (hash == NULL)
    return refuse (file, problem, error);
  if (!find_known (job, op, hash, &known, error))
    return FALSE;
  if (known != 0 && !take_known (job, op, known, name, error))
    return FALSE;
  if (known == 0)
    {
      path = rg_store_dup_attachment_path (rg_write_get_store (rg_op_get_write (op)), hash);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (fresh, g_steal_pointer (&path));
      id = rg_op_attach (op, job->customer_id, file, NULL, cancellable, &problem);
      if (id == 0)
        return refuse (file, problem, error);
      if (job->deal_id != 0 && !put_to_deal (job, op, id, NULL, error))
        return FALSE;
      count (&job->n_added, &job->first_added, name);
    }
  job->copied += job->looked - before;
  report (job, index + 1);
  return TRUE;
}

static gboolean
attach_bytes (RgAttachJob *job, RgOp *op, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, job->bytes);
  gint64 known, id;

  if (!find_known (job, op, hash, &known, error))
    return FALSE;
  if (known != 0)
    return take_known (job, op, known, job->name, error);
  count (&job->n_added, &job->first_added, job->name);
  id = rg_op_attach_bytes (op, job->customer_id, job->bytes, job->name, job->mime, NULL, error);
  return id != 0 && (job->deal_id == 0 || put_to_deal (job, op, id, NULL, error));
}

/**
 * rg_attach_job_run:
 * @op: an operation
 * @data: an #RgAttachJob
 * @cancellable: (nullable): ends it; nothing is attached then
 * @error: return location for an error, a sentence that names the file
 *
 * Returns: whether everything is attached
 */
gboolean
rg_attach_job_run (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  RgAttachJob *job = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  if (job->bytes != NULL)
    return attach_bytes (job, op, error);

  done = measure (job, cancellable, error);
  for (guint i = 0; done && i < job->files->len; i++)
    done = attach_one (job, op, i, fresh, cancellable, error);
  /* The rows are rolled back: nobody needs what was copied for them. */
  for (guint i = 0; !done && i < fresh->len; i++)
    g_unlink (g_ptr_array_index (fresh, i));
  return done;
}

/* --- changing one --------------------------------------------------------------- */

/**
 * rg_attachment_edit_free:
 * @edit: (transfer full): a change
 */
void
rg_attachment_edit_free (RgAttachmentEdit *edit)
{
  g_free (edit->name);
  g_free (edit->kind);
  g_free (edit);
}

/**
 * rg_attachment_edit_run:
 * @op: an operation
 * @data: an #RgAttachmentEdit
 * @cancellable: (nullable): not used
 * @error: return location for an error
 *
 * Returns: whether it is as it is to be
 */
gboolean
rg_attachment_edit_run (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgAttachmentEdit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "attachment");

  if (edit->remove)
    return rg_op_delete (op, entity, edit->id, error);
  if (edit->name != NULL && !set_text (op, entity, edit->id, "name", edit->name, error))
    return FALSE;
  if (edit->kind == NULL)
    return TRUE;
  return (*edit->kind == '\0' || rg_attachment_kinds_ensure (op, edit->kind, error)) &&
         set_text (op, entity, edit->id, "kind", edit->kind, error);
}
