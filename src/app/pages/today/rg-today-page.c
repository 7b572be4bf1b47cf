/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-private.h"

#include "app/rg-application.h"
#include "app/rg-clock-banner.h"
#include "app/rg-printing.h"
#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* How many rows of a part are shown at first. */
#define FIRST_ROWS 200
#define FIRST_DEALS 20

/* Below this many sp a line has no buttons. */
#define LINE_LEAST 600

G_DEFINE_FINAL_TYPE (RgTodayPage, rg_today_page, RG_TYPE_PAGE)

gboolean
rg_today_page_is_editable (RgTodayPage *self)
{
  return self->followed != NULL && !rg_store_is_read_only (self->followed);
}

/* --- what stands around the list -------------------------------------------- */

static gint64
count (RgTodayPage *self, RgTodayPart part)
{
  return MAX (self->n[part], 0);
}

static char *
format_n (gint64 n)
{
  return rg_display_count ((guint) MIN (n, G_MAXUINT));
}

/* "12 done today"; NULL for none. */
static char *
done_words (RgTodayPage *self)
{
  g_autofree char *n = format_n (self->n_done);

  if (self->n_done == 0)
    return NULL;
  /* Translators: %s is a number of calls, visits and tasks. */
  return g_strdup_printf (ngettext ("%s done today", "%s done today", (gulong) self->n_done), n);
}

static void
show_summary (RgTodayPage *self)
{
  g_autofree char *done = done_words (self);
  gint64 waiting = count (self, RG_TODAY_OVERDUE) + count (self, RG_TODAY_NOW);
  g_autofree char *free_words =
      /* Translators: what follows is how much was done. */
      waiting == 0 ? g_strdup (_ ("Everything for today is done")) : NULL;
  g_autofree char *line = free_words != NULL && done != NULL ? g_strdup_printf ("%s · %s", free_words, done)
                          : free_words != NULL               ? g_strdup (free_words)
                                                             : g_strdup (done);

  gtk_label_set_label (self->summary, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), line != NULL);
}

static void
show_empty (RgTodayPage *self)
{
  g_autofree char *done = done_words (self);
  const char *words = self->staff != NULL
                          ? _ ("There is nothing to do here, and no customer is forgotten.")
                          : _ ("Everything is done, everybody has been spoken to. Time for a cup of tea.");
  g_autofree char *text = done != NULL ? g_strdup_printf ("%s\n%s", words, done) : g_strdup (words);

  adw_status_page_set_description (self->empty_page, text);
}

static void
show_counts (RgTodayPage *self)
{
  gint64 waiting = count (self, RG_TODAY_OVERDUE) + count (self, RG_TODAY_NOW);
  g_autofree char *text = format_n (waiting);
  g_autofree char *all = NULL;

  gtk_label_set_label (GTK_LABEL (self->count_label), waiting > 0 ? text : "");
  /* The sidebar says it for the whole shop, whoever is looked at here. */
  if (self->staff == NULL)
    {
      self->n_late = count (self, RG_TODAY_OVERDUE);
      self->n_waiting = waiting;
    }
  all = format_n (self->n_waiting);
  rg_page_set_badge (RG_PAGE (self), self->n_waiting > 0 ? all : NULL);
  rg_page_set_urgent (RG_PAGE (self), self->n_late > 0);
}

static gboolean
is_all_known (RgTodayPage *self)
{
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    if (self->n[i] < 0)
      return FALSE;
  return TRUE;
}

static gboolean
staff_is_shown (RgTodayPage *self)
{
  GListModel *model = gtk_drop_down_get_model (self->staff_drop);
  guint n = self->names != NULL ? g_strv_length (self->names) : 0;

  if (model == NULL || g_list_model_get_n_items (model) != n + 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i + 1), self->names[i]))
      return FALSE;
  return TRUE;
}

static void
show_staff (RgTodayPage *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0, n = self->names != NULL ? g_strv_length (self->names) : 0;

  gtk_string_list_append (list, _ ("Everybody"));
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (list, self->names[i]);
      if (g_strcmp0 (self->staff, self->names[i]) == 0)
        selected = i + 1;
    }
  gtk_string_list_append (list, _ ("Nobody in particular"));
  if (self->staff != NULL && *self->staff == '\0')
    selected = n + 1;
  self->filling = TRUE;
  /* Not while it tells what was chosen. */
  if (!staff_is_shown (self))
    gtk_drop_down_set_model (self->staff_drop, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->staff_drop, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->staff_drop), n > 0);
  self->filling = FALSE;
}

void
rg_today_page_update (RgTodayPage *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    any = any || g_list_model_get_n_items (G_LIST_MODEL (self->lines[i])) > 0;
  show_counts (self);
  show_summary (self);
  show_empty (self);
  if (!staff_is_shown (self))
    show_staff (self);
  rg_today_list_update_headers (self);
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : is_all_known (self) ? "empty" : "loading");
  rg_today_acts_update (self);
}

/* --- whose ------------------------------------------------------------------- */

/**
 * rg_today_page_set_staff:
 * @self: a page
 * @staff: (nullable): whose lines are shown; %NULL: everybody's; "": what nobody
 *   does
 */
void
rg_today_page_set_staff (RgTodayPage *self, const char *staff)
{
  if (!g_set_str (&self->staff, staff))
    return;
  show_staff (self);
  rg_today_span_follow (self);
  rg_today_ask (self);
}

static void
staff_chosen_cb (RgTodayPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->staff_drop);
  guint n = self->names != NULL ? g_strv_length (self->names) : 0;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  rg_today_page_set_staff (self, selected == 0 ? NULL : selected <= n ? self->names[selected - 1] : "");
}

/* --- changes ------------------------------------------------------------------ */

static void
store_changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgTodayPage *self)
{
  static const char *const entities[] = { "task",  "customer", "event", "contact",     "relation",
                                          "staff", "deal",     "stage", RG_DAY_ENTITY, NULL };

  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    if (g_strv_contains (entities, rg_changes_get (changes, i)->entity))
      {
        self->anew = self->anew || g_str_equal (rg_changes_get (changes, i)->entity, RG_DAY_ENTITY);
        rg_today_ask_later (self);
        return;
      }
}

static void
rg_today_page_map (GtkWidget *widget)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (rg_today_page_parent_class)->map (widget);
  if (self->stale)
    {
      self->stale = FALSE;
      rg_today_ask (self);
    }
}

/* The rest of the deals is found on the page of the pipeline. */
static guint
first_rows (guint part)
{
  return part == RG_TODAY_STALLED ? FIRST_DEALS : FIRST_ROWS;
}

static void
forget_store (RgTodayPage *self)
{
  rg_today_stop_asking (self);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->staff, g_free);
  self->stale = FALSE;
  self->n_done = 0;
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      self->n[i] = -1;
      self->limit[i] = first_rows (i);
    }
}

static void
rg_today_page_set_store (RgPage *page, RgStore *store)
{
  RgTodayPage *self = RG_TODAY_PAGE (page);

  forget_store (self);
  rg_today_list_clear (self);
  adw_bin_set_child (self->notices, store != NULL ? rg_clock_banner_new (store) : NULL);
  if (store != NULL)
    {
      self->followed = g_object_ref (store);
      g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
      rg_today_ask_first (self);
    }
  rg_today_span_follow (self);
  rg_today_page_update (self);
}

/* What is typed means somebody: they are found where all are. */
static gboolean
rg_today_page_begin_search (RgPage *page)
{
  return gtk_widget_activate_action (GTK_WIDGET (page), "win.search-customers", NULL);
}

static gboolean
rg_today_page_take_focus (RgPage *page)
{
  RgTodayPage *self = RG_TODAY_PAGE (page);

  if (self->calendar != NULL && gtk_widget_get_child_visible (GTK_WIDGET (self->calendar)))
    return gtk_widget_child_focus (GTK_WIDGET (self->calendar), GTK_DIR_TAB_FORWARD);
  /* Lines that are still being read have it when they come. */
  self->wanted = rg_today_list_get_selected (self) == NULL;
  if (self->wanted)
    return FALSE;
  gtk_list_view_scroll_to (self->list_view, gtk_single_selection_get_selected (self->selection),
                           GTK_LIST_SCROLL_FOCUS, NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgTodayPage *self)
{
  rg_today_list_set_narrow (self, adw_breakpoint_bin_get_current_breakpoint (bin) != NULL);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_today_page_dispose (GObject *object)
{
  RgTodayPage *self = RG_TODAY_PAGE (object);

  forget_store (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  rg_today_list_end (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (rg_today_page_parent_class)->dispose (object);
}

static void
rg_today_page_finalize (GObject *object)
{
  RgTodayPage *self = RG_TODAY_PAGE (object);

  g_ptr_array_unref (self->headers);
  rg_texts_free (self->texts);

  G_OBJECT_CLASS (rg_today_page_parent_class)->finalize (object);
}

static void
rg_today_page_class_init (RgTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_today_page_dispose;
  object_class->finalize = rg_today_page_finalize;
  widget_class->map = rg_today_page_map;
  RG_PAGE_CLASS (klass)->set_store = rg_today_page_set_store;
  RG_PAGE_CLASS (klass)->begin_search = rg_today_page_begin_search;
  RG_PAGE_CLASS (klass)->take_focus = rg_today_page_take_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/today/rg-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, summary);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, notices);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, staff_drop);
  gtk_widget_class_bind_template_callback (widget_class, staff_chosen_cb);
  rg_today_acts_install (widget_class);
}

static void
rg_today_page_init (RgTodayPage *self)
{

  self->headers = g_ptr_array_new ();
  self->texts = rg_texts_new ();
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      self->n[i] = -1;
      self->limit[i] = first_rows (i);
    }
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_today_list_init (self);
  rg_today_span_init (self);
  rg_breakpoint_add (self->breakpoint_bin, LINE_LEAST);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  rg_today_page_update (self);
}

/**
 * rg_today_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, without a shop
 */
RgPage *
rg_today_page_new (RgSettings *settings)
{
  return g_object_new (RG_TYPE_TODAY_PAGE, "settings", settings, NULL);
}

/**
 * rg_today_page_get_state:
 * @self: a page
 *
 * Returns: (transfer none): which of its states is shown
 */
const char *
rg_today_page_get_state (RgTodayPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_today_page_is_busy:
 * @self: a page
 *
 * Returns: whether what it shows may change by itself in a moment
 */
gboolean
rg_today_page_is_busy (RgTodayPage *self)
{
  return self->asking != NULL || self->ask_timeout != 0 ||
         (self->calendar != NULL && rg_calendar_view_is_busy (self->calendar));
}

/**
 * rg_today_page_get_n:
 * @self: a page
 * @part: a part of it
 *
 * Returns: how many there are in all; -1 before it is known
 */
gint64
rg_today_page_get_n (RgTodayPage *self, RgTodayPart part)
{
  return self->n[part];
}
