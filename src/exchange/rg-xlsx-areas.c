/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-areas.h"

#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-xlsx-sheet.h"
#include "exchange/rg-xml.h"

#include <string.h>

struct _RgXlsxAreas
{
  RgZip *zip;
  const char *member;
  GCancellable *cancellable; /* (nullable): the caller's */
  gulong cancelled;          /* its handler */
  GThread *thread;           /* (nullable) */
  GCancellable *stop;        /* the thread's */
  /* The thread's, while it runs. */
  RgSheetAreas *areas; /* (nullable) */
  GError *error;
};

/* --- reading -------------------------------------------------------------- */

#define MARK "mergeCell"
#define PIECE (256 * 1024)

/* Whether a sheet may have merged areas: inflating it and looking for a word
 * takes a fraction of the time that parsing it takes. */
static gboolean
may_have_areas (RgZip *zip, const char *member, gboolean *may, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgZipPart) part = rg_zip_part_new (zip, member, error);
  g_autofree char *buffer = g_malloc (PIECE);
  gsize kept = 0;
  gsize n;

  *may = FALSE;
  if (part == NULL)
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rg_zip_part_read (part, buffer + kept, PIECE - kept, &n, error))
        return FALSE;
      n += kept;
      /* In UTF-16 the word looks otherwise. */
      *may = *may || memmem (buffer, n, MARK, strlen (MARK)) != NULL ||
             (n > 1 && memchr (buffer, '\0', MIN (n, 64)) != NULL);
      if (n == kept)
        return TRUE;
      kept = MIN (n, strlen (MARK) - 1);
      memmove (buffer, buffer + n - kept, kept);
    }
  while (!*may);
  return TRUE;
}

static void
start_area (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  RgSheetAreas *areas = data;
  const char *reference;
  guint64 row, column, last_row, last_column;
  RgSheetArea area;
  GError *error = NULL;

  if (strcmp (name, MARK) != 0 || (reference = rg_xml_attribute (attributes, "ref")) == NULL)
    return;
  reference = rg_xlsx_read_reference (reference, &row, &column);
  if (*reference != ':')
    return;
  rg_xlsx_read_reference (reference + 1, &last_row, &last_column);
  if (row == 0 || row > last_row || last_row > RG_SHEET_ROWS_MAX || column > last_column ||
      last_column >= RG_GRID_CELLS_MAX || (row == last_row && column == last_column))
    return;
  area = (RgSheetArea) { (guint32) row, (guint32) last_row, (guint16) column, (guint16) last_column };
  if (rg_sheet_areas_add (areas, &area))
    return;
  rg_zip_refuse_size (rg_xml_get_zip (xml), &error);
  rg_xml_fail (xml, error);
}

static void
ignore_end (RgXml *xml, const char *name, gpointer data)
{
}

static gboolean
read_areas (RgZip *zip, const char *member, RgSheetAreas *areas, GCancellable *cancellable, GError **error)
{
  static const RgXmlHandlers handlers = { start_area, ignore_end, NULL };
  gboolean may;

  return may_have_areas (zip, member, &may, cancellable, error) &&
         (!may || rg_xml_read (zip, member, &handlers, areas, cancellable, error));
}

/* --- meanwhile ------------------------------------------------------------ */

static gpointer
thread_main (gpointer data)
{
  RgXlsxAreas *areas = data;

  if (!read_areas (areas->zip, areas->member, areas->areas, areas->stop, &areas->error))
    g_clear_pointer (&areas->areas, rg_sheet_areas_free);
  return NULL;
}

static void
pass_on (GCancellable *cancellable, GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

/**
 * rg_xlsx_areas_new:
 * @zip: a workbook
 * @member: one of its sheets
 * @on_thread: whether to begin at once
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): what will have the areas
 */
RgXlsxAreas *
rg_xlsx_areas_new (RgZip *zip, const char *member, gboolean on_thread, GCancellable *cancellable)
{
  RgXlsxAreas *areas = g_new0 (RgXlsxAreas, 1);

  areas->zip = zip;
  areas->member = member;
  areas->areas = rg_sheet_areas_new ();
  areas->stop = g_cancellable_new ();
  if (cancellable != NULL)
    {
      areas->cancellable = g_object_ref (cancellable);
      areas->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (pass_on), g_object_ref (areas->stop),
                                                g_object_unref);
    }
  if (on_thread)
    areas->thread = g_thread_new ("merged-areas", thread_main, areas);
  return areas;
}

/**
 * rg_xlsx_areas_free:
 * @areas: (transfer full): whether or not it was asked for them
 */
void
rg_xlsx_areas_free (RgXlsxAreas *areas)
{
  g_cancellable_cancel (areas->stop);
  if (areas->thread != NULL)
    g_thread_join (areas->thread);
  g_cancellable_disconnect (areas->cancellable, areas->cancelled);
  g_clear_object (&areas->cancellable);
  g_object_unref (areas->stop);
  g_clear_pointer (&areas->areas, rg_sheet_areas_free);
  g_clear_error (&areas->error);
  g_free (areas);
}

/**
 * rg_xlsx_areas_read:
 * @areas: areas that have not been read
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the areas
 */
RgSheetAreas *
rg_xlsx_areas_read (RgXlsxAreas *areas, GError **error)
{
  if (areas->thread != NULL)
    g_thread_join (g_steal_pointer (&areas->thread));
  else
    thread_main (areas);
  if (areas->error != NULL)
    g_propagate_error (error, g_steal_pointer (&areas->error));
  return g_steal_pointer (&areas->areas);
}
