/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-private.h"

#include "exchange/rg-import.h"
#include "exchange/rg-output-file.h"
#include "exchange/rg-picture-type.h"
#include "exchange/rg-vcard-writer.h"
#include "store/rg-op.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Customers as cards, one below the other. */

/* No phone takes a larger picture, and no program a card of more of them. */
#define PICTURE_MAX (8 * 1024 * 1024)
#define PICTURES_MAX (24 * 1024 * 1024)

typedef struct
{
  RgExportSink parent;
  const RgExportPlan *plan;
  RgOutputFile *file;
  GPtrArray *fields;        /* of RgField */
  GHashTable *photographed; /* ids of customers who have a photo */
  GString *card;
} VcardSink;

/* --- photos --------------------------------------------------------------- */

/* What an import calls the pictures of cards, in either language. */
static gboolean
is_photo (const char *kind)
{
  return kind != NULL &&
         (strcmp (kind, "Photo") == 0 || strcmp (kind, "照片") == 0 || strcmp (kind, _ ("Photo")) == 0);
}

static gboolean
find_photographed (VcardSink *self, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (self->plan->read),
                           "SELECT customer_id, kind FROM attachment WHERE kind IS NOT NULL", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (is_photo (rg_statement_get_text (statement, 1)))
        g_hash_table_add (self->photographed, GINT_TO_POINTER (rg_statement_get_integer (statement, 0)));
    }
  return step == RG_STEP_DONE;
}

static void
picture_free (gpointer data)
{
  g_bytes_unref (((RgGridPicture *) data)->bytes);
  g_free (data);
}

/* The content of a photo; %NULL when it is none, too large or not there. */
static GBytes *
load_photo (VcardSink *self, const RgRow *attachment)
{
  const RgField *size_field = rg_entity_find_field (rg_row_get_entity (attachment), "size");
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize size;

  if (!is_photo (rg_row_get_text (attachment, "kind")) ||
      rg_value_get_real (rg_row_get (attachment, size_field)) > PICTURE_MAX)
    return NULL;
  path = rg_store_dup_attachment_path (rg_read_get_store (self->plan->read),
                                       rg_row_get_text (attachment, "hash"));
  if (!g_file_get_contents (path, &contents, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (contents, size);
  return rg_picture_type (bytes, NULL) != NULL ? g_steal_pointer (&bytes) : NULL;
}

static gboolean
read_photos (VcardSink *self, gint64 customer, GPtrArray *pictures, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (self->plan->read), "attachment");
  g_autoptr (GPtrArray) rows = NULL;
  gsize total = 0;

  if (!g_hash_table_contains (self->photographed, GINT_TO_POINTER (customer)))
    return TRUE;
  rows = rg_rows_read_of (self->plan->read, entity, "customer_id", customer, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr (GBytes) bytes = load_photo (self, g_ptr_array_index (rows, i));
      RgGridPicture *picture;

      if (bytes == NULL || total + g_bytes_get_size (bytes) > PICTURES_MAX)
        continue;
      total += g_bytes_get_size (bytes);
      picture = g_new0 (RgGridPicture, 1);
      picture->bytes = g_steal_pointer (&bytes);
      g_ptr_array_add (pictures, picture);
    }
  return rows != NULL;
}

/* --- cards ---------------------------------------------------------------- */

static gboolean
write_line (RgExportSink *sink, const RgExportLine *line, GError **error)
{
  VcardSink *self = (VcardSink *) sink;
  gboolean newest = self->plan->job->format == RG_EXPORT_FORMAT_VCARD_4;
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (picture_free);

  if (!read_photos (self, rg_row_get_id (line->row), pictures, error))
    return FALSE;
  g_string_truncate (self->card, 0);
  rg_vcard_write (self->card, newest ? RG_VCARD_VERSION_4 : RG_VCARD_VERSION_3, line->row, self->fields,
                  pictures);
  return rg_output_file_write (self->file, self->card->str, self->card->len, error);
}

static gboolean
commit (RgExportSink *sink, GError **error)
{
  return rg_output_file_commit (((VcardSink *) sink)->file, error);
}

static void
vcard_free (RgExportSink *sink)
{
  VcardSink *self = (VcardSink *) sink;

  g_clear_pointer (&self->file, rg_output_file_free);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->photographed);
  g_string_free (self->card, TRUE);
  g_free (self);
}

/**
 * rg_export_vcard_new:
 * @plan: what is to be written
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an empty address book; only customers can
 *   stand in it
 */
RgExportSink *
rg_export_vcard_new (const RgExportPlan *plan, GError **error)
{
  static const RgExportSinkClass klass = { write_line, commit, vcard_free };
  VcardSink *self;
  g_autoptr (RgExportSink) sink = NULL;

  if (strcmp (rg_entity_get_key (plan->entity), "customer") != 0)
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENTITY,
                   _ ("Only customers can be written as cards. Please choose CSV or XLSX for “%s”."),
                   rg_entity_get_label (plan->entity));
      return NULL;
    }
  self = g_new0 (VcardSink, 1);
  sink = &self->parent;
  sink->klass = &klass;
  self->plan = plan;
  self->fields = g_ptr_array_new ();
  self->photographed = g_hash_table_new (NULL, NULL);
  self->card = g_string_new (NULL);
  for (guint i = 0; i < plan->columns->len; i++)
    g_ptr_array_add (self->fields,
                     (gpointer) ((RgExportColumn *) g_ptr_array_index (plan->columns, i))->field);
  self->file = rg_output_file_new (plan->job->path, error);
  if (self->file == NULL || !find_photographed (self, error))
    return NULL;
  return g_steal_pointer (&sink);
}
