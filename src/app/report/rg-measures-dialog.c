/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/report/rg-measures-dialog.h"

#include "app/rg-change.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-measures.h"

#include <glib/gi18n-lib.h>

#define N_TABLES 3
#define N_COLUMNS 5

static const guint periods[] = { 30, 90, 365 };

struct _RgMeasuresDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwToggleGroup *period;
  GtkBox *content;
  GtkGrid *grids[N_TABLES];
  RgStore *store;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RgMeasuresDialog, rg_measures_dialog, ADW_TYPE_DIALOG)

static const char *
table_title (RgMeasureBy by)
{
  switch (by)
    {
    case RG_MEASURE_STAFF:
      return _ ("By Staff");
    case RG_MEASURE_CLASS:
      return _ ("By Class");
    case RG_MEASURE_ALL:
    default:
      return _ ("Altogether");
    }
}

/* --- a table ---------------------------------------------------------------- */

static void
add_cell (GtkGrid *grid, int column, int line, const char *text, const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_add_css_class (label, line == 0 ? "dimmed-text" : "numeric");
  gtk_grid_attach (grid, label, column, line, 1, 1);
}

static void
add_headings (GtkGrid *grid)
{
  add_cell (grid, 0, 0, "", NULL);
  add_cell (grid, 1, 0, C_ ("measure", "In Time"),
            _ ("Done on the day for which it was first meant, or before"));
  add_cell (grid, 2, 0, C_ ("measure", "Late"), _ ("Done after that day"));
  add_cell (grid, 3, 0, C_ ("measure", "Missed"), _ ("Not done, though the day has passed"));
  add_cell (grid, 4, 0, C_ ("measure", "Reached"),
            _ ("Share of the customers with an effective contact in these days"));
}

static const char *
line_name (RgMeasureBy by, const RgMeasure *measure)
{
  if (measure->who != NULL)
    return measure->who;
  if (by == RG_MEASURE_ALL)
    return _ ("Everybody");
  return by == RG_MEASURE_STAFF ? _ ("Nobody in Charge") : _ ("No Class");
}

static void
add_line (GtkGrid *grid, int line, RgMeasureBy by, const RgMeasure *measure)
{
  const gint64 numbers[] = { measure->n_in_time, measure->n_late, measure->n_missed };
  g_autofree char *share = NULL;
  g_autofree char *of = NULL;

  add_cell (grid, 0, line, line_name (by, measure), NULL);
  for (int i = 0; i < (int) G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, numbers[i]);

      add_cell (grid, i + 1, line, number, NULL);
    }
  share =
      measure->n_customers > 0
          ? g_strdup_printf ("%.0f %%", 100.0 * (double) measure->n_reached / (double) measure->n_customers)
          : g_strdup ("–");
  /* Translators: so many of so many customers. */
  of = g_strdup_printf (_ ("%d of %d customers"), (int) measure->n_reached, (int) measure->n_customers);
  add_cell (grid, 4, line, share, of);
}

static void
add_table (RgMeasuresDialog *self, RgMeasureBy by, const GPtrArray *measures)
{
  GtkWidget *title = gtk_label_new (table_title (by));
  GtkWidget *grid = gtk_grid_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (title, by == RG_MEASURE_ALL ? 0 : 18);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, table_title (by), -1);
  add_headings (GTK_GRID (grid));
  for (guint i = 0; i < measures->len; i++)
    add_line (GTK_GRID (grid), (int) i + 1, by, g_ptr_array_index (measures, i));
  gtk_box_append (self->content, title);
  gtk_box_append (self->content, grid);
  self->grids[by] = GTK_GRID (grid);
}

/* --- reading ---------------------------------------------------------------- */

/* (element-type GPtrArray) (transfer full): the lines of each table. */
static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgMeasureQuery *query = data;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (query->by = RG_MEASURE_ALL; query->by < N_TABLES; query->by++)
    {
      GPtrArray *lines = rg_measures_read (read, query, error);

      if (lines == NULL)
        return NULL;
      g_ptr_array_add (tables, lines);
    }
  return g_steal_pointer (&tables);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgMeasuresDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = rg_store_read_finish (RG_STORE (source), result, &error);
  GtkWidget *child;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (tables == NULL)
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  for (guint i = 0; i < N_TABLES; i++)
    add_table (self, (RgMeasureBy) i, g_ptr_array_index (tables, i));
  gtk_stack_set_visible_child_name (self->stack, "tables");
}

static void
read_tables (RgMeasuresDialog *self)
{
  RgMeasureQuery *query = g_new0 (RgMeasureQuery, 1);
  guint chosen = adw_toggle_group_get_active (self->period);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rg_display_today (&query->day);
  query->days = periods[MIN (chosen, G_N_ELEMENTS (periods) - 1)];
  gtk_stack_set_visible_child_name (self->stack, "loading");
  rg_store_read_async (self->store, read_func, query, g_free, (GDestroyNotify) g_ptr_array_unref,
                       self->cancellable, read_cb, g_object_ref (self));
}

/* --- the dialog ------------------------------------------------------------- */

static void
rg_measures_dialog_dispose (GObject *object)
{
  RgMeasuresDialog *self = RG_MEASURES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_measures_dialog_parent_class)->dispose (object);
}

static void
rg_measures_dialog_class_init (RgMeasuresDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_measures_dialog_dispose;
}

static GtkWidget *
make_period (RgMeasuresDialog *self)
{
  self->period = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();
      g_autofree char *label = g_strdup_printf (ngettext ("%u Day", "%u Days", periods[i]), periods[i]);

      adw_toggle_set_label (toggle, label);
      adw_toggle_group_add (self->period, toggle);
    }
  adw_toggle_group_set_active (self->period, 1);
  gtk_widget_set_halign (GTK_WIDGET (self->period), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Period"),
                                  -1);
  return GTK_WIDGET (self->period);
}

static GtkWidget *
make_tables (RgMeasuresDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_set_margin_start (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->content), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  return scrolled;
}

static void
rg_measures_dialog_init (RgMeasuresDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, adw_spinner_new (), "loading");
  gtk_stack_add_named (self->stack, make_tables (self), "tables");
  gtk_box_append (GTK_BOX (box), make_period (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), box);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("How Plans Are Kept"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
}

/**
 * rg_measures_dialog_new:
 * @store: a shop
 *
 * Returns: (transfer floating): a dialog that fills itself
 */
AdwDialog *
rg_measures_dialog_new (RgStore *store)
{
  RgMeasuresDialog *self = g_object_new (RG_TYPE_MEASURES_DIALOG, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (self->period, "notify::active", G_CALLBACK (read_tables), self);
  read_tables (self);
  return ADW_DIALOG (self);
}

/* --- for tests ------------------------------------------------------------ */

const char *
rg_measures_dialog_get_cell (RgMeasuresDialog *self, guint table, int line, int column)
{
  GtkWidget *cell;

  g_return_val_if_fail (table < N_TABLES && column < N_COLUMNS, NULL);
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "tables"))
    return NULL;
  cell = gtk_grid_get_child_at (self->grids[table], column, line + 1);
  return cell != NULL ? gtk_label_get_text (GTK_LABEL (cell)) : NULL;
}

void
rg_measures_dialog_set_days (RgMeasuresDialog *self, guint days)
{
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (periods[i] == days)
      adw_toggle_group_set_active (self->period, i);
}
