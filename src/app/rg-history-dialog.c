/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-private.h"

#include "app/rg-history-row.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* So many are read at once. */
#define PAGE 100
/* A search loads on until it shows so many. */
#define ENOUGH 40
/* A list is laid out by then. */
#define SETTLE_FRAMES 3

G_DEFINE_FINAL_TYPE (RgHistoryDialog, rg_history_dialog, ADW_TYPE_DIALOG)

/* --- reading -------------------------------------------------------------- */

typedef struct
{
  gint64 before;
  guint limit;
} Wish;

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;

  return rg_history_lines_read (read, wish->before, wish->limit, error);
}

static void load (RgHistoryDialog *self);
static void refresh (RgHistoryDialog *self);

static gboolean
is_filtering (RgHistoryDialog *self)
{
  return *self->search != '\0' || gtk_toggle_button_get_active (self->deletions_button);
}

static void
update_state (RgHistoryDialog *self)
{
  guint n = g_list_model_get_n_items (self->shown);
  const char *state = "list";

  if (n == 0)
    state = !self->complete ? "loading" : is_filtering (self) ? "nothing" : "empty";
  gtk_stack_set_visible_child_name (self->stack, state);
}

/**
 * rg_history_say:
 * @self: the dialog
 * @text: a short sentence
 *
 * Says something that passes.
 */
void
rg_history_say (RgHistoryDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static gint64
id_at (RgHistoryDialog *self, guint index)
{
  g_autoptr (RgHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), index);

  return item != NULL ? rg_history_item_get_id (item) : 0;
}

static void
splice (RgHistoryDialog *self, guint position, GPtrArray *items)
{
  g_list_store_splice (self->items, position, 0, items->pdata, items->len);
}

/* What is known takes its state anew; what is newer or older stands around it. */
static void
merge_lines (RgHistoryDialog *self, GPtrArray *lines)
{
  g_autoptr (GPtrArray) newer = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), known = 0;
  gint64 newest = id_at (self, 0);

  for (guint i = 0; i < lines->len; i++)
    {
      RgHistoryLine *line = g_steal_pointer (&lines->pdata[i]);
      gint64 id = line->operation->id;

      while (known < n && id_at (self, known) > id)
        known++;
      if (known < n && id_at (self, known) == id)
        {
          g_autoptr (RgHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), known++);

          rg_history_item_set_line (item, line);
        }
      else
        g_ptr_array_add (newest != 0 && id > newest ? newer : older, rg_history_item_new (line));
    }
  splice (self, n, older);
  splice (self, 0, newer);
}

/* Returns whether there is somebody to go on for. */
static gboolean
take_lines (RgHistoryDialog *self, GAsyncResult *result, guint *n_read)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = rg_store_read_finish (self->store, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  self->reading = FALSE;
  *n_read = lines != NULL ? lines->len : 0;
  if (lines != NULL)
    merge_lines (self, lines);
  else
    rg_history_say (self, error->message);

  return TRUE;
}

static void
go_on (RgHistoryDialog *self)
{
  update_state (self);
  if (self->stale)
    refresh (self);
  else if (!self->complete && is_filtering (self) && g_list_model_get_n_items (self->shown) < ENOUGH)
    load (self);
}

static gboolean
settle_cb (GtkWidget *list_view, GdkFrameClock *clock, gpointer user_data)
{
  guint *frames = user_data;

  if (++*frames < SETTLE_FRAMES)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view)), 0.0);

  return G_SOURCE_REMOVE;
}

/* The view begins with its first row, above which a heading stands: once it is
 * laid out, it goes to its very top. */
static void
settle (RgHistoryDialog *self)
{
  if (self->settled)
    return;
  self->settled = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), settle_cb, g_new0 (guint, 1), g_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgHistoryDialog) self = user_data;
  guint n_read;

  if (!take_lines (self, result, &n_read))
    return;
  self->complete = n_read < PAGE;
  go_on (self);
  settle (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgHistoryDialog) self = user_data;
  guint n_read;

  if (take_lines (self, result, &n_read))
    go_on (self);
}

static void
read_lines (RgHistoryDialog *self, gint64 before, guint limit, GAsyncReadyCallback callback)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->before = before;
  wish->limit = limit;
  self->reading = TRUE;
  rg_store_read_async (self->store, read_func, wish, g_free, (GDestroyNotify) g_ptr_array_unref,
                       self->cancellable, callback, g_object_ref (self));
}

/* The next page. */
static void
load (RgHistoryDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (!self->reading && !self->complete)
    read_lines (self, n > 0 ? id_at (self, n - 1) : 0, PAGE, loaded_cb);
}

/* What is shown already, as it is now, and what came on top. */
static void
refresh (RgHistoryDialog *self)
{
  if (self->reading)
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  read_lines (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)) + PAGE, refreshed_cb);
}

static void
store_changed_cb (RgStore *store,
                  gint64 operation,
                  const char *origin,
                  RgChanges *changes,
                  RgHistoryDialog *self)
{
  refresh (self);
}

static void
scrolled_cb (GtkAdjustment *adjustment, RgHistoryDialog *self)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (gtk_adjustment_get_value (adjustment) + 3 * page >= gtk_adjustment_get_upper (adjustment))
    load (self);
}

/* --- finding -------------------------------------------------------------- */

static gboolean
filter_func (gpointer object, gpointer user_data)
{
  RgHistoryDialog *self = user_data;
  RgHistoryItem *item = object;

  if (gtk_toggle_button_get_active (self->deletions_button) && !rg_history_item_get_line (item)->deletes)
    return FALSE;

  return rg_history_item_matches (item, self->search);
}

static void
filter_changed_cb (GtkWidget *widget, RgHistoryDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));

  g_free (self->search);
  self->search = g_utf8_casefold (text, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  go_on (self);
}

static void
stop_search_cb (GtkWidget *widget, RgHistoryDialog *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
row_step_cb (RgHistoryRow *row, RgHistoryItem *item, RgHistoryDialog *self)
{
  rg_history_dialog_step (self, rg_history_item_get_id (item));
}

/* --- rows ----------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgHistoryDialog *self)
{
  GtkWidget *row = rg_history_row_new (self->session);

  g_signal_connect_object (row, "step", G_CALLBACK (row_step_cb), self, G_CONNECT_DEFAULT);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, RgHistoryDialog *self)
{
  RgHistoryItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *details = rg_history_item_dup_details (item, self->session);
  g_autofree char *state = rg_history_item_dup_state (item);
  g_autofree char *description = state != NULL ? g_strdup_printf ("%s, %s", state, details) : NULL;

  rg_history_row_set_item (RG_HISTORY_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_accessible_label (list_item, rg_history_item_get_line (item)->operation->label);
  gtk_list_item_set_accessible_description (list_item, description != NULL ? description : details);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgHistoryDialog *self)
{
  rg_history_row_set_item (RG_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, RgHistoryDialog *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, RgHistoryDialog *self)
{
  RgHistoryItem *item = gtk_list_header_get_item (header);
  g_autofree char *text = NULL;
  GDate day, today;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) rg_history_item_get_day (item));
  rg_display_today (&today);
  text = rg_display_day (&day, &today);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), text);
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return rg_history_item_get_day ((gpointer) b) - rg_history_item_get_day ((gpointer) a);
}

static void
make_model (RgHistoryDialog *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSorter *days = GTK_SORTER (gtk_custom_sorter_new (compare_days, NULL, NULL));

  self->items = g_list_store_new (RG_TYPE_HISTORY_ITEM);
  self->filter = gtk_custom_filter_new (filter_func, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, days);
  g_object_unref (days);
  self->shown = G_LIST_MODEL (sorted);
}

static void
make_list (RgHistoryDialog *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (self->shown));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, rows);
  gtk_list_view_set_header_factory (self->list_view, headers);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_DEFAULT);
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_history_dialog_dispose (GObject *object)
{
  RgHistoryDialog *self = RG_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_HISTORY_DIALOG);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (rg_history_dialog_parent_class)->dispose (object);
}

static void
rg_history_dialog_finalize (GObject *object)
{
  RgHistoryDialog *self = RG_HISTORY_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_free (self->search);

  G_OBJECT_CLASS (rg_history_dialog_parent_class)->finalize (object);
}

static void
rg_history_dialog_class_init (RgHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_history_dialog_dispose;
  object_class->finalize = rg_history_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, deletions_button);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
rg_history_dialog_init (RgHistoryDialog *self)
{
  self->search = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_model (self);
  make_list (self);
}

/**
 * rg_history_dialog_new:
 * @window: a window with a shop
 *
 * Returns: (transfer floating): the history of its shop
 */
AdwDialog *
rg_history_dialog_new (RgWindow *window)
{
  RgHistoryDialog *self = g_object_new (RG_TYPE_HISTORY_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->store = g_object_ref (rg_window_get_store (window));
  self->session = rg_window_get_session (window);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_DEFAULT);
  load (self);

  return ADW_DIALOG (self);
}

/**
 * rg_history_dialog_get_model:
 * @self: the dialog
 *
 * Returns: (transfer none): what is shown, the newest first
 */
GListModel *
rg_history_dialog_get_model (RgHistoryDialog *self)
{
  return self->shown;
}

/**
 * rg_history_dialog_get_state:
 * @self: the dialog
 *
 * Returns: (transfer none): "loading", "list", "nothing" or "empty"
 */
const char *
rg_history_dialog_get_state (RgHistoryDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_history_dialog_set_search:
 * @self: the dialog
 * @text: what is searched in what was done
 */
void
rg_history_dialog_set_search (RgHistoryDialog *self, const char *text)
{
  gtk_editable_set_text (self->search_entry, text);
  filter_changed_cb (GTK_WIDGET (self), self);
}

/**
 * rg_history_dialog_set_deletions:
 * @self: the dialog
 * @deletions: whether only those are shown that deleted customers
 */
void
rg_history_dialog_set_deletions (RgHistoryDialog *self, gboolean deletions)
{
  gtk_toggle_button_set_active (self->deletions_button, deletions);
}

/**
 * rg_history_dialog_step:
 * @self: the dialog
 * @id: an operation that is shown
 *
 * Undoes it, or makes it again when it is undone.
 */
void
rg_history_dialog_step (RgHistoryDialog *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr (RgHistoryItem) item = g_list_model_get_item (self->shown, i);
      const RgHistoryLine *line = rg_history_item_get_line (item);

      if (line->operation->id != id)
        continue;
      if (line->operation->can_undo)
        rg_history_step (self, RG_UNDO, &id, 1);
      else if (line->can_redo)
        rg_history_step (self, RG_REDO, &id, 1);
      return;
    }
}

/**
 * rg_history_dialog_is_busy:
 * @self: the dialog
 *
 * Returns: whether something is being read, undone or made again
 */
gboolean
rg_history_dialog_is_busy (RgHistoryDialog *self)
{
  return self->reading || self->stale || self->stepping;
}
