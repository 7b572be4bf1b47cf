/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-doubles-private.h"

#include "app/pages/doubles/rg-double-side.h"
#include "app/rg-change.h"
#include "app/rg-merge-dialog.h"
#include "app/rg-progress-dialog.h"
#include "shop/rg-merge.h"

#include <glib/gi18n-lib.h>

/* What is done with a pair, and with all of which there is no doubt. */

typedef struct
{
  RgDoublesPage *page;
  RgDoubleRow *row;
  char *done;
  gint64 gone; /* 0: they are two people */
} Decision;

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decision *decision = user_data;
  RgDoublesPage *self = decision->page;
  g_autoptr (GError) error = NULL;
  gint64 operation;
  gboolean shown = gtk_widget_is_ancestor (GTK_WIDGET (decision->row), GTK_WIDGET (self));

  if (rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      if (shown)
        rg_doubles_list_drop (self, decision->row, decision->gone);
      rg_change_toast_undo (GTK_WIDGET (self), decision->done, operation);
    }
  else if (shown)
    {
      rg_double_row_set_busy (decision->row, FALSE);
      rg_change_toast (GTK_WIDGET (self), error->message);
    }
  g_object_unref (decision->page);
  g_object_unref (decision->row);
  g_free (decision->done);
  g_free (decision);
}

static void
begin (RgDoublesPage *self,
       RgDoubleRow *row,
       const char *label,
       RgChangeFunc func,
       gpointer data,
       gint64 gone,
       char *done)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->page = g_object_ref (self);
  decision->row = g_object_ref (row);
  decision->gone = gone;
  decision->done = done;
  /* A button that cannot be pressed loses the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  rg_double_row_set_busy (row, TRUE);
  rg_change_async (self->followed, GTK_WIDGET (self), label, func, data, g_free, NULL, decided_cb, decision);
}

static void
merge_cb (RgDoubleRow *row, RgDoublesPage *self)
{
  RgRow *keep = rg_double_row_get_keep (row);
  RgRow *gone = rg_double_row_get_gone (row);
  g_autofree char *label = rg_merge_dup_label (keep, gone);

  if (self->followed != NULL)
    begin (self, row, label, rg_merge_change_func,
           rg_merge_change_new (rg_row_get_id (keep), rg_row_get_id (gone)), rg_row_get_id (gone),
           rg_merge_dup_done (keep, gone));
}

typedef struct
{
  gint64 first;
  gint64 second;
} Different;

static gboolean
dismiss_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Different *different = data;

  return rg_doubles_dismiss (op, different->first, different->second, error);
}

static void
different_cb (RgDoubleRow *row, RgDoublesPage *self)
{
  Different *different = g_new0 (Different, 1);
  g_autofree char *keep = rg_double_dup_name (rg_double_row_get_keep (row));
  g_autofree char *gone = rg_double_dup_name (rg_double_row_get_gone (row));
  g_autofree char *label = g_strdup_printf (_ ("%s and %s are not the same"), keep, gone);

  rg_double_row_get_ids (row, &different->first, &different->second);
  if (self->followed != NULL)
    begin (self, row, label, dismiss_func, different, 0, g_strdup (label));
  else
    g_free (different);
}

/*< private >
 * rg_doubles_follow_row:
 * @row: a row of the page
 */
void
rg_doubles_follow_row (RgDoublesPage *self, RgDoubleRow *row)
{
  g_signal_connect_object (row, "merge", G_CALLBACK (merge_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "different", G_CALLBACK (different_cb), self, G_CONNECT_DEFAULT);
}

/* --- all of which there is no doubt --------------------------------------- */

typedef struct
{
  RgDoublesPage *page;
  RgProgress *progress;
  RgDoublesJob job;
  char *session;
} MergeAll;

static void
say_merged (RgDoublesPage *self, const RgDoublesReport *report)
{
  g_autofree char *number = g_strdup_printf ("%'lu", (gulong) report->merged);
  g_autofree char *done = g_strdup_printf (
      ngettext ("Merged %s double customer", "Merged %s double customers", (gulong) report->merged), number);

  if (report->operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), done, report->operation);
  else
    rg_change_toast (GTK_WIDGET (self), _ ("There is nothing to merge any more."));
}

static void
merged_all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MergeAll *all = user_data;
  g_autoptr (RgDoublesPage) self = all->page;
  g_autoptr (GError) error = NULL;
  g_autofree RgDoublesReport *report = rg_store_write_finish (RG_STORE (source), result, &error);

  g_clear_object (&self->merging);
  rg_progress_end (all->progress);
  rg_doubles_page_update (self);
  if (report != NULL)
    say_merged (self, report);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_change_toast (GTK_WIDGET (self), error->message);
  g_free (all->session);
  g_free (all);
}

/*< private >
 * rg_doubles_merge_sure:
 *
 * Merges everybody with the same name and phone as an earlier customer.
 */
void
rg_doubles_merge_sure (RgDoublesPage *self)
{
  MergeAll *all;

  if (!rg_doubles_page_is_editable (self) || self->merging != NULL)
    return;
  all = g_new0 (MergeAll, 1);
  all->page = g_object_ref (self);
  all->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Merging"), rg_progress_say_customers);
  all->session = g_strdup (rg_change_session (GTK_WIDGET (self)));
  all->job.origin = RG_ORIGIN_WINDOW;
  all->job.session = all->session;
  all->job.progress = rg_progress_count_cb;
  all->job.progress_data = all->progress;
  self->merging = g_object_ref (rg_progress_get_cancellable (all->progress));
  rg_doubles_page_update (self);
  rg_store_write_async (self->followed, rg_doubles_merge_sure_func, &all->job, NULL, g_free, self->merging,
                        merged_all_cb, all);
}
