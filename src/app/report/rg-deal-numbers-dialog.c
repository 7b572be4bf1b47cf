/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/report/rg-deal-numbers-dialog.h"

#include "app/rg-change.h"
#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Below this many sp a line of a table is a block. */
#define TABLE_LEAST 700
/* So many px wide a block may be in a window for a phone. */
#define BLOCK_MOST 324

static const char *const bys[] = { "owner", "source", "product" };

struct _RgDealNumbersDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkDropDown *period;
  AdwToggleGroup *by;
  GtkBox *boxes[RG_DEAL_NUMBERS_N_TABLES]; /* where each table goes */
  RgDealTable *tables[RG_DEAL_NUMBERS_N_TABLES];
  RgStore *store;
  GCancellable *cancellable; /* (nullable): while they are read */
  gboolean narrow;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDealNumbersDialog, rg_deal_numbers_dialog, ADW_TYPE_DIALOG)

/* --- numbers --------------------------------------------------------------------- */

/**
 * rg_deal_numbers_dialog_choose:
 * @self: a dialog
 * @cell: one of its numbers, with a condition
 *
 * Opens the deals that it counts.
 */
void
rg_deal_numbers_dialog_choose (RgDealNumbersDialog *self, const RgDealCell *cell)
{
  g_autoptr (RgCondition) condition = rg_condition_ref (cell->condition);
  g_autofree char *title = g_strdup (cell->title);

  g_signal_emit (self, signals[CHOSEN], 0, condition, title);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
clicked_cb (GtkButton *button, RgDealNumbersDialog *self)
{
  rg_deal_numbers_dialog_choose (self, g_object_get_data (G_OBJECT (button), "rg-cell"));
}

/* A number; one that counts deals, or is made of them, is a button that opens them. Only
 * those that count them look like it before they are pointed at: the rest is read. */
static GtkWidget *
make_number (RgDealNumbersDialog *self, const RgDealCell *cell, const char *heading)
{
  g_autofree char *name = NULL;
  GtkWidget *number;

  if (cell->condition == NULL)
    {
      number = gtk_label_new (cell->text);
      gtk_label_set_xalign (GTK_LABEL (number), 0);
      gtk_label_set_wrap (GTK_LABEL (number), TRUE);
      gtk_widget_add_css_class (number, "number");
      gtk_widget_add_css_class (number, "numeric");
      return number;
    }
  number = gtk_button_new_with_label (cell->text);
  gtk_widget_add_css_class (number, "flat");
  gtk_widget_add_css_class (number, "number");
  gtk_widget_add_css_class (number, "numeric");
  if (cell->count)
    gtk_widget_add_css_class (number, "count");
  /* Translators: which deals, and how many. */
  name = g_strdup_printf (_ ("%s: %s"), cell->title, cell->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (number, _ ("Show These Deals"));
  g_object_set_data (G_OBJECT (number), "rg-cell", (gpointer) cell);
  g_signal_connect_object (number, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  return number;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, NULL);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* --- a table ------------------------------------------------------------------------ */

static GtkWidget *
make_grid (RgDealNumbersDialog *self, const RgDealTable *table)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "numbers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, table->title, -1);
  for (guint column = 0; column < table->n_columns; column++)
    {
      GtkWidget *heading = make_label (table->headings[column], "dimmed-text");

      gtk_widget_add_css_class (heading, "caption");
      gtk_label_set_xalign (GTK_LABEL (heading), column == 0 ? 0 : 1);
      gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
      gtk_widget_set_valign (heading, GTK_ALIGN_END);
      gtk_widget_set_tooltip_text (heading, table->tips[column]);
      gtk_widget_set_hexpand (heading, column == 0);
      gtk_grid_attach (GTK_GRID (grid), heading, (int) column, 0, 1, 1);
    }
  for (guint line = 0; line < table->lines->len; line++)
    for (guint column = 0; column < table->n_columns; column++)
      {
        const RgDealCell *cell = rg_deal_table_get (table, line, column);
        GtkWidget *widget =
            column == 0 ? make_label (cell->text, NULL) : make_number (self, cell, table->headings[column]);

        gtk_widget_set_halign (widget, column == 0 ? GTK_ALIGN_FILL : GTK_ALIGN_END);
        gtk_grid_attach (GTK_GRID (grid), widget, (int) column, (int) line + 1, 1, 1);
      }
  return grid;
}

/* As many lines as it takes. */
static GtkWidget *
make_words (const char *text, const char *style)
{
  GtkWidget *label = make_label (text, style);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/* What a number is stands above it; numbers side by side are as high. */
static GtkWidget *
make_pair (RgDealNumbersDialog *self, const RgDealTable *table, guint line, guint column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = make_words (table->headings[column], "dimmed-text");
  GtkWidget *number = make_number (self, rg_deal_table_get (table, line, column), table->headings[column]);

  gtk_widget_add_css_class (box, "number-pair");
  gtk_widget_add_css_class (heading, "caption");
  gtk_widget_set_tooltip_text (heading, table->tips[column]);
  gtk_widget_set_vexpand (heading, TRUE);
  gtk_widget_set_valign (heading, GTK_ALIGN_END);
  gtk_widget_set_halign (number, GTK_ALIGN_START);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), number);
  return box;
}

static GtkWidget *
make_block (RgDealNumbersDialog *self, const RgDealTable *table, guint line, int columns)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  const RgDealCell *name = rg_deal_table_get (table, line, 0);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), self->narrow);
  gtk_widget_add_css_class (box, "numbers");
  gtk_widget_add_css_class (box, "block");
  if (*name->text != '\0')
    gtk_box_append (GTK_BOX (box), make_words (name->text, "heading"));
  for (int i = 0; i + 1 < (int) table->n_columns; i++)
    gtk_grid_attach (GTK_GRID (grid), make_pair (self, table, line, (guint) i + 1), i % columns, i / columns,
                     1, 1);
  gtk_box_append (GTK_BOX (box), grid);
  return box;
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static gboolean
fits (GtkBox *box)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (box), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least <= BLOCK_MOST;
}

/* Narrow, three numbers stand side by side, or two where they are long. */
static void
show_blocks (RgDealNumbersDialog *self, GtkBox *box, const RgDealTable *table)
{
  int all = (int) table->n_columns - 1;
  int columns = self->narrow ? MIN (all, 3) : all;

  do
    {
      clear (box);
      for (guint line = 0; line < table->lines->len; line++)
        gtk_box_append (box, make_block (self, table, line, columns));
    }
  while (self->narrow && !fits (box) && --columns > 0);
}

static void
show_table (RgDealNumbersDialog *self, RgDealNumbersTable which)
{
  GtkBox *box = self->boxes[which];
  const RgDealTable *table = self->tables[which];

  clear (box);
  if (table == NULL)
    return;
  if (table->lines->len == 0)
    gtk_box_append (box, make_label (which == RG_DEAL_NUMBERS_LOSSES ? _ ("No deal was lost in this time.")
                                                                     : _ ("Nothing to count yet."),
                                     "dimmed-text"));
  else if (!self->narrow && which != RG_DEAL_NUMBERS_ALL)
    gtk_box_append (box, make_grid (self, table));
  else
    show_blocks (self, box, table);
}

static void
show_tables (RgDealNumbersDialog *self)
{
  for (guint i = 0; i < RG_DEAL_NUMBERS_N_TABLES; i++)
    show_table (self, (RgDealNumbersTable) i);
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct
{
  RgDealPeriod period;
  const char *by;
  char *from;
  char *to;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->from);
  g_free (wish->to);
  g_free (wish);
}

typedef struct
{
  RgDealTable *tables[RG_DEAL_NUMBERS_N_TABLES];
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  for (guint i = 0; i < RG_DEAL_NUMBERS_N_TABLES; i++)
    g_clear_pointer (&answer->tables[i], rg_deal_table_free);
  g_free (answer);
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  g_autoptr (RgDealStats) stats = rg_deal_stats_read (
      read, &(RgDealStatsWish) { .from = wish->from, .to = wish->to, .by = wish->by }, cancellable, error);
  Answer *answer;

  if (stats == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->tables[RG_DEAL_NUMBERS_ALL] = rg_deal_table_all (stats, wish->from, wish->to);
  answer->tables[RG_DEAL_NUMBERS_STAGES] = rg_deal_table_stages (stats, wish->from, wish->to);
  answer->tables[RG_DEAL_NUMBERS_LINES] = rg_deal_table_lines (stats, wish->by, wish->from, wish->to);
  answer->tables[RG_DEAL_NUMBERS_LOSSES] = rg_deal_table_losses (stats, wish->from, wish->to);
  return answer;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDealNumbersDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = rg_store_read_finish (RG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (answer == NULL)
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  for (guint i = 0; i < RG_DEAL_NUMBERS_N_TABLES; i++)
    {
      RgDealTable *before = g_steal_pointer (&self->tables[i]);

      self->tables[i] = g_steal_pointer (&answer->tables[i]);
      /* What is shown points into the old one. */
      show_table (self, (RgDealNumbersTable) i);
      g_clear_pointer (&before, rg_deal_table_free);
    }
  answer_free (answer);
  gtk_stack_set_visible_child_name (self->stack, "tables");
}

static void
stop_reading (RgDealNumbersDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_tables (RgDealNumbersDialog *self)
{
  Wish *wish = g_new0 (Wish, 1);
  guint by = adw_toggle_group_get_active (self->by);
  GDate today;

  stop_reading (self);
  rg_display_today (&today);
  wish->period = (RgDealPeriod) MIN (gtk_drop_down_get_selected (self->period), RG_DEAL_ALWAYS);
  wish->by = bys[MIN (by, G_N_ELEMENTS (bys) - 1)];
  rg_deal_period_get (wish->period, &today, &wish->from, &wish->to);
  self->cancellable = g_cancellable_new ();
  rg_store_read_async (self->store, read_func, wish, wish_free, answer_free, self->cancellable, read_cb,
                       g_object_ref (self));
}

/* --- the dialog --------------------------------------------------------------------------- */

static void
rg_deal_numbers_dialog_dispose (GObject *object)
{
  RgDealNumbersDialog *self = RG_DEAL_NUMBERS_DIALOG (object);

  stop_reading (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_deal_numbers_dialog_parent_class)->dispose (object);
}

static void
rg_deal_numbers_dialog_finalize (GObject *object)
{
  RgDealNumbersDialog *self = RG_DEAL_NUMBERS_DIALOG (object);

  for (guint i = 0; i < RG_DEAL_NUMBERS_N_TABLES; i++)
    g_clear_pointer (&self->tables[i], rg_deal_table_free);
  G_OBJECT_CLASS (rg_deal_numbers_dialog_parent_class)->finalize (object);
}

static void
rg_deal_numbers_dialog_class_init (RgDealNumbersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_deal_numbers_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_deal_numbers_dialog_finalize;

  /**
   * RgDealNumbersDialog::chosen:
   * @condition: (type RgCondition): which deals are to be seen
   * @title: what they are called
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, RG_TYPE_CONDITION, G_TYPE_STRING);
}

static GtkWidget *
make_period (RgDealNumbersDialog *self)
{
  const char *labels[RG_DEAL_N_PERIODS + 1] = { NULL };

  for (guint i = 0; i < RG_DEAL_N_PERIODS; i++)
    labels[i] = rg_deal_period_get_label ((RgDealPeriod) i);
  self->period = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (labels));
  gtk_drop_down_set_selected (self->period, RG_DEAL_THIS_YEAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Period"),
                                  -1);
  return GTK_WIDGET (self->period);
}

static GtkWidget *
make_by (RgDealNumbersDialog *self)
{
  const char *const labels[] = { _ ("Owner"), _ ("Source"), _ ("Product") };

  self->by = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, labels[i]);
      adw_toggle_group_add (self->by, toggle);
    }
  adw_toggle_group_set_active (self->by, 0);
  gtk_widget_set_halign (GTK_WIDGET (self->by), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("By"), -1);
  return GTK_WIDGET (self->by);
}

/* @first: (nullable): what stands beside or instead of the title */
static void
add_section (RgDealNumbersDialog *self,
             GtkWidget *content,
             RgDealNumbersTable which,
             const char *title,
             GtkWidget *first)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (title != NULL)
    gtk_box_append (GTK_BOX (section), make_label (title, "title-4"));
  if (first != NULL)
    gtk_box_append (GTK_BOX (section), first);
  self->boxes[which] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (section), GTK_WIDGET (self->boxes[which]));
  gtk_box_append (GTK_BOX (content), section);
}

static GtkWidget *
make_content (RgDealNumbersDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_widget_add_css_class (content, "numbers-content");
  add_section (self, content, RG_DEAL_NUMBERS_ALL, NULL, NULL);
  add_section (self, content, RG_DEAL_NUMBERS_STAGES, _ ("Stages"), NULL);
  add_section (self, content, RG_DEAL_NUMBERS_LINES, _ ("Who, From Where, What"), make_by (self));
  add_section (self, content, RG_DEAL_NUMBERS_LOSSES, _ ("Why Deals Were Lost"), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  return scroller;
}

static void
breakpoint_cb (RgDealNumbersDialog *self)
{
  self->narrow = adw_dialog_get_current_breakpoint (ADW_DIALOG (self)) != NULL;
  show_tables (self);
}

static void
rg_deal_numbers_dialog_init (RgDealNumbersDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *bar = adw_header_bar_new (), *spinner = adw_spinner_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, spinner, "loading");
  gtk_stack_add_named (self->stack, make_content (self), "tables");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), make_period (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Numbers"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 860);
  adw_dialog_set_content_height (ADW_DIALOG (self), 720);
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, 200);
  adw_dialog_add_breakpoint (ADW_DIALOG (self), rg_breakpoint_new (TABLE_LEAST));
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), NULL);
}

/**
 * rg_deal_numbers_dialog_new:
 * @store: a shop
 *
 * Returns: (transfer floating): a dialog that fills itself
 */
AdwDialog *
rg_deal_numbers_dialog_new (RgStore *store)
{
  RgDealNumbersDialog *self = g_object_new (RG_TYPE_DEAL_NUMBERS_DIALOG, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (read_tables), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->by, "notify::active", G_CALLBACK (read_tables), self, G_CONNECT_SWAPPED);
  read_tables (self);
  return ADW_DIALOG (self);
}

/* --- for tests and pictures ----------------------------------------------------------------- */

gboolean
rg_deal_numbers_dialog_is_busy (RgDealNumbersDialog *self)
{
  return self->cancellable != NULL;
}

void
rg_deal_numbers_dialog_set_period (RgDealNumbersDialog *self, RgDealPeriod period)
{
  gtk_drop_down_set_selected (self->period, period);
}

void
rg_deal_numbers_dialog_set_by (RgDealNumbersDialog *self, guint by)
{
  adw_toggle_group_set_active (self->by, by);
}

const RgDealTable *
rg_deal_numbers_dialog_get_table (RgDealNumbersDialog *self, RgDealNumbersTable table)
{
  return self->cancellable == NULL ? self->tables[table] : NULL;
}
