/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-columns-step.h"

#include "app/import/rg-import-column-row.h"
#include "app/import/rg-import-rows.h"
#include "app/import/rg-import-words.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

struct _RgImportColumnsStep
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *saved_banner;
  GtkWidget *header_box;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkLabel *status_label;
  GtkWidget *next_button;

  RgImportSession *session;
  GPtrArray *rows; /* of RgImportColumnRow that exist; borrowed */
  gboolean narrow;
  guint frames; /* since it is to be seen */
};

G_DEFINE_FINAL_TYPE (RgImportColumnsStep, rg_import_columns_step, ADW_TYPE_NAVIGATION_PAGE)

/* --- rows ----------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportColumnsStep *self)
{
  GtkWidget *row = rg_import_column_row_new ();

  rg_import_column_row_set_narrow (RG_IMPORT_COLUMN_ROW (row), self->narrow);
  rg_import_rows_take (self->rows, item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportColumnsStep *self)
{
  guint column = gtk_list_item_get_position (item);
  RgImportPlan *plan = rg_import_session_get_plan (self->session);

  rg_import_column_row_bind (RG_IMPORT_COLUMN_ROW (gtk_list_item_get_child (item)), self->session, column);
  gtk_list_item_set_accessible_label (item, rg_import_plan_get_column (plan, column)->name);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportColumnsStep *self)
{
  rg_import_column_row_unbind (RG_IMPORT_COLUMN_ROW (gtk_list_item_get_child (item)));
}

/* --- what it says --------------------------------------------------------- */

static char *
say_day (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / 1000);
  GDate day, today;

  rg_display_today (&today);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return rg_date_format (&day, TRUE, &today);
}

/* What the same columns meant before can be taken, and given back. */
static void
update_saved (RgImportColumnsStep *self)
{
  const RgImportSaved *saved = rg_import_session_get_saved (self->session);
  gboolean used = rg_import_session_uses_saved (self->session);
  g_autofree char *day = NULL, *text = NULL;

  adw_banner_set_revealed (self->saved_banner, saved != NULL);
  if (saved == NULL)
    return;
  day = say_day (saved->at);
  /* Translators: the name of a file and a day. */
  text = g_strdup_printf (
      used ? _ ("The columns mean what they meant in “%s” on %s.")
           : _ ("The same columns came before, in “%s” on %s. They can mean what they meant then."),
      saved->file, day);
  adw_banner_set_title (self->saved_banner, text);
  adw_banner_set_button_label (self->saved_banner, used ? _ ("Guess Anew") : _ ("Use It"));
}

static void
saved_clicked_cb (AdwBanner *banner, RgImportColumnsStep *self)
{
  if (rg_import_session_get_state (self->session) == RG_IMPORT_STATE_IDLE)
    rg_import_session_use_saved (self->session, !rg_import_session_uses_saved (self->session));
}

static void
update (RgImportColumnsStep *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  gboolean idle = rg_import_session_get_state (self->session) == RG_IMPORT_STATE_IDLE;
  gboolean named = plan != NULL && rg_import_plan_has_identity (plan);
  g_autofree char *count = NULL, *subtitle = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->list_view), idle);
  gtk_widget_set_sensitive (self->next_button, named);
  if (plan == NULL)
    return;
  count = rg_import_say_count (ngettext ("%s column", "%s columns", rg_import_plan_get_n_columns (plan)),
                               rg_import_plan_get_n_columns (plan));
  gtk_label_set_label (self->status_label,
                       named ? _ ("Nothing is written yet.")
                             : _ ("No column says who it is. Choose the one that is the name, the phone, "
                                  "the e-mail or the WeChat id."));
  if (named)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "warning-text");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "warning-text");
  update_saved (self);
  subtitle = g_strdup_printf ("%s · %s", rg_import_session_get_name (self->session), count);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
looked_cb (RgImportSession *session, RgImportColumnsStep *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  for (guint i = 0; plan != NULL && i < rg_import_plan_get_n_columns (plan); i++)
    gtk_string_list_append (names, rg_import_plan_get_column (plan, i)->name);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&names))));
  gtk_list_view_set_model (self->list_view, selection);
  update (self);
}

/* The rows point into the plan, which is about to go. */
static void
state_cb (RgImportSession *session, GParamSpec *pspec, RgImportColumnsStep *self)
{
  if (rg_import_session_get_state (session) == RG_IMPORT_STATE_LOOKING)
    gtk_list_view_set_model (self->list_view, NULL);
  update (self);
}

static void
mapped_cb (RgImportSession *session, RgImportColumnsStep *self)
{
  update (self);
}

static void
next_clicked_cb (GtkButton *button, RgImportColumnsStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

/* --- the page ------------------------------------------------------------- */

/* Rows that turned out higher than they were thought to be leave the list
 * somewhere below its top. */
static gboolean
to_top_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RgImportColumnsStep *self = RG_IMPORT_COLUMNS_STEP (widget);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  return ++self->frames < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
rg_import_columns_step_map (GtkWidget *widget)
{
  RgImportColumnsStep *self = RG_IMPORT_COLUMNS_STEP (widget);

  GTK_WIDGET_CLASS (rg_import_columns_step_parent_class)->map (widget);
  if (self->frames == 0)
    gtk_widget_add_tick_callback (widget, to_top_cb, NULL, NULL);
}

static void
rg_import_columns_step_dispose (GObject *object)
{
  RgImportColumnsStep *self = RG_IMPORT_COLUMNS_STEP (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->list_view != NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      gtk_list_view_set_factory (self->list_view, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_COLUMNS_STEP);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_import_columns_step_parent_class)->dispose (object);
}

static void
rg_import_columns_step_class_init (RgImportColumnsStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_columns_step_dispose;
  widget_class->map = rg_import_columns_step_map;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-columns-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, window_title);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, saved_banner);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, header_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, status_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnsStep, next_button);
  gtk_widget_class_bind_template_callback (widget_class, saved_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
rg_import_columns_step_init (RgImportColumnsStep *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * rg_import_columns_step_new:
 * @session: what is imported
 *
 * Returns: (transfer floating): the step
 */
AdwNavigationPage *
rg_import_columns_step_new (RgImportSession *session)
{
  RgImportColumnsStep *self = g_object_new (RG_TYPE_IMPORT_COLUMNS_STEP, NULL);

  self->session = g_object_ref (session);
  g_signal_connect (session, "looked", G_CALLBACK (looked_cb), self);
  g_signal_connect (session, "mapped", G_CALLBACK (mapped_cb), self);
  g_signal_connect (session, "notify::state", G_CALLBACK (state_cb), self);
  looked_cb (session, self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * rg_import_columns_step_set_narrow:
 * @self: a step
 * @narrow: whether there is no room for two things beside each other
 */
void
rg_import_columns_step_set_narrow (RgImportColumnsStep *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_visible (self->header_box, !narrow);
  for (guint i = 0; i < self->rows->len; i++)
    rg_import_column_row_set_narrow (g_ptr_array_index (self->rows, i), narrow);
}

/**
 * rg_import_columns_step_get_default:
 * @self: a step
 *
 * Returns: (transfer none): Next
 */
GtkWidget *
rg_import_columns_step_get_default (RgImportColumnsStep *self)
{
  return self->next_button;
}
