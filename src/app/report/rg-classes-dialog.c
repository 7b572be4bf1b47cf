/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/report/rg-classes-dialog.h"

#include "app/export/rg-exporting.h"
#include "app/report/rg-class-item.h"
#include "app/rg-change.h"
#include "app/rg-printing.h"
#include "app/widgets/rg-display.h"
#include "exchange/rg-class-file.h"

#include <glib/gi18n-lib.h>

struct _RgClassesDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GListStore *lines; /* RgClassItem */
  RgStore *store;
  RgClassReport *report; /* (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RgClassesDialog, rg_classes_dialog, ADW_TYPE_DIALOG)

/* No heading is higher, in pixels. */
#define HEADING_MOST 100

/* --- rows ------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *month;
  GtkWidget *label;
  GtkWidget *bar;
  GtkWidget *number;
  GtkWidget *share;
} Row;

static GtkWidget *
add_label (GtkWidget *box, float xalign, int chars, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);

  row->month = add_label (box, 0, 7, "dimmed-text");
  row->label = add_label (box, 0, -1, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (row->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->label, TRUE);
  row->bar = gtk_level_bar_new ();
  /* One colour: much is not better. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (row->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (row->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (row->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_valign (row->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (row->bar, 56, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), row->bar);
  row->number = add_label (box, 1, 5, NULL);
  row->share = add_label (box, 1, 6, "dimmed-text");
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgClassesDialog *self)
{
  RgClassItem *object = gtk_list_item_get_item (item);
  const RgClassLine *line = rg_class_item_get_line (object);
  const Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");
  g_autofree char *n = rg_display_count ((guint) line->n);
  g_autofree char *share = rg_class_share_format (line->n, self->report->n_customers);
  g_autofree char *name = NULL;
  gboolean moves = line->part == RG_CLASS_PART_MOVES;

  gtk_label_set_label (GTK_LABEL (row->month), line->month);
  gtk_widget_set_visible (row->month, line->month != NULL);
  gtk_label_set_label (GTK_LABEL (row->label), line->label);
  gtk_widget_set_margin_start (row->label, (int) line->depth * 18);
  gtk_label_set_label (GTK_LABEL (row->number), n);
  gtk_label_set_label (GTK_LABEL (row->share), moves ? "" : share);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (row->bar), rg_class_item_get_share (object));
  gtk_widget_set_visible (row->bar, !moves);
  gtk_widget_set_visible (row->share, !moves);
  gtk_list_item_set_activatable (item, line->condition != NULL && line->n > 0);
  gtk_list_item_set_selectable (item, FALSE);
  name = moves ? g_strdup_printf ("%s %s: %s", line->month, line->label, n)
               : g_strdup_printf ("%s: %s, %s", line->label, n, share);
  gtk_list_item_set_accessible_label (item, name);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  const RgClassLine *line = rg_class_item_get_line (gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), rg_class_part_get_label (line->part));
}

/* Whose number it is. */
static void
activate_cb (GtkListView *view, guint position, RgClassesDialog *self)
{
  g_autoptr (RgClassItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  const RgClassLine *line = rg_class_item_get_line (item);
  g_autofree char *title =
      line->month != NULL ? g_strdup_printf ("%s %s", line->month, line->label) : g_strdup (line->label);

  if (line->condition == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-condition", "(ss)", line->condition, title);
  adw_dialog_close (ADW_DIALOG (self));
}

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RgClassLine *one = rg_class_item_get_line ((RgClassItem *) a);
  const RgClassLine *other = rg_class_item_get_line ((RgClassItem *) b);

  return (int) one->part - (int) other->part;
}

/* The toolkit puts the first row on top, and the first heading out of sight: once
 * or again, as the heights become known. The heading stays until somebody moves. */
static void
filled_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  double value = gtk_adjustment_get_value (adjustment);

  /* Farther down is where a screen reader went. */
  if (value > 0 && value < HEADING_MOST)
    gtk_adjustment_set_value (adjustment, 0);
}

static gboolean
moved_cb (GtkEventControllerLegacy *controller, GdkEvent *event, GtkAdjustment *adjustment)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_SCROLL || type == GDK_TOUCH_BEGIN)
    g_signal_handlers_disconnect_by_func (adjustment, filled_cb, NULL);
  return GDK_EVENT_PROPAGATE;
}

static void
keep_heading (GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_signal_connect (adjustment, "changed", G_CALLBACK (filled_cb), NULL);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (filled_cb), NULL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (moved_cb), adjustment, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (scroller), controller);
}

static GtkWidget *
make_list (RgClassesDialog *self)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *headers = gtk_signal_list_item_factory_new ();
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->lines)), NULL);
  GtkWidget *view, *scroller = gtk_scrolled_window_new ();

  gtk_sort_list_model_set_section_sorter (sorted,
                                          GTK_SORTER (gtk_custom_sorter_new (compare_parts, NULL, NULL)));
  g_signal_connect (rows, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))), rows);
  gtk_list_view_set_header_factory (GTK_LIST_VIEW (view), headers);
  g_object_unref (headers);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_tab_behavior (GTK_LIST_VIEW (view), GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (view, "rich-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Customer Classes"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_DEFAULT);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  keep_heading (GTK_SCROLLED_WINDOW (scroller));
  return scroller;
}

/* --- reading --------------------------------------------------------------- */

static gpointer
read_report (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_class_report_read (read, cancellable, error);
}

static void
report_free (gpointer report)
{
  rg_class_report_free (report);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgClassesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->report = rg_store_read_finish (RG_STORE (source), result, &error);
  if (self->report == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rg_change_toast (GTK_WIDGET (self), error->message);
      return;
    }
  for (guint i = 0; i < self->report->lines->len; i++)
    g_ptr_array_add (
        items, rg_class_item_new (g_ptr_array_index (self->report->lines, i), self->report->n_customers));
  g_list_store_splice (self->lines, 0, 0, items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.export", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.print", TRUE);
}

/* --- out of the window ----------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    rg_change_toast (widget, _ ("The report was written."));
  else
    rg_change_toast (widget, error->message);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rg_class_file_write (RG_CLASSES_DIALOG (source)->report, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * rg_classes_dialog_export_to:
 * @self: a dialog whose report is shown
 * @path: a file, replaced when it is there
 *
 * Writes the report into a file, and says so.
 */
void
rg_classes_dialog_export_to (RgClassesDialog *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RG_IS_CLASSES_DIALOG (self) && self->report != NULL);
  /* The report does not change any more while the dialog is there, and the task
   * holds it. */
  task = g_task_new (self, NULL, saved_cb, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, save_thread);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgClassesDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    rg_classes_dialog_export_to (self, path);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = rg_exporting_dup_name (_ ("Customer Classes"));
  g_autofree char *file = g_strconcat (name, ".csv", NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (dialog, _ ("Export the Report"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (widget));
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_printing_classes (widget, RG_CLASSES_DIALOG (widget)->store);
}

/* --- the dialog ------------------------------------------------------------ */

static void
rg_classes_dialog_dispose (GObject *object)
{
  RgClassesDialog *self = RG_CLASSES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_classes_dialog_parent_class)->dispose (object);
}

static void
rg_classes_dialog_finalize (GObject *object)
{
  RgClassesDialog *self = RG_CLASSES_DIALOG (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, rg_class_report_free);
  G_OBJECT_CLASS (rg_classes_dialog_parent_class)->finalize (object);
}

static void
rg_classes_dialog_class_init (RgClassesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_classes_dialog_dispose;
  object_class->finalize = rg_classes_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "classes.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "classes.print", NULL, print_action);
}

static GtkWidget *
make_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
rg_classes_dialog_init (RgClassesDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *bar = adw_header_bar_new (), *spinner = adw_spinner_new ();

  self->cancellable = g_cancellable_new ();
  self->lines = g_list_store_new (RG_TYPE_CLASS_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_stack_add_named (self->stack, spinner, "loading");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), make_button ("document-save-as-symbolic",
                                                                _ ("Export the Report"), "classes.export"));
  adw_header_bar_pack_start (
      ADW_HEADER_BAR (bar), make_button ("document-print-symbolic", _ ("Print the Report"), "classes.print"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Customer Classes"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 680);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.export", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.print", FALSE);
}

/**
 * rg_classes_dialog_new:
 * @store: the shop
 *
 * Returns: (transfer floating): the report of this moment, which is read while
 *   the dialog opens
 */
AdwDialog *
rg_classes_dialog_new (RgStore *store)
{
  RgClassesDialog *self = g_object_new (RG_TYPE_CLASSES_DIALOG, NULL);

  self->store = g_object_ref (store);
  rg_store_read_async (store, read_report, NULL, NULL, report_free, self->cancellable, read_cb,
                       g_object_ref_sink (g_object_ref (self)));
  return ADW_DIALOG (self);
}

/**
 * rg_classes_dialog_get_state:
 * @self: a dialog
 *
 * Returns: (transfer none): what it shows
 */
const char *
rg_classes_dialog_get_state (RgClassesDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_classes_dialog_get_lines:
 * @self: a dialog
 *
 * Returns: (transfer none): what it shows (RgClassItem)
 */
GListModel *
rg_classes_dialog_get_lines (RgClassesDialog *self)
{
  return G_LIST_MODEL (self->lines);
}
