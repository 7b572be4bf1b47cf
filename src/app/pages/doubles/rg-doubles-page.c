/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-doubles-private.h"

#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Pairs shown at once, and how many more with each wish for more. */
#define PAGE_PAIRS 50

/* A larger shop is looked through only while the page is shown. */
#define MOST_CUSTOMERS 200000

/* How long after a change the shop is looked through again: at once to the eye,
 * or when there is nothing better to do. */
#define SHOWN_DELAY_MS 250
#define HIDDEN_DELAY_MS 2500

/* Work that ends sooner shows no spinner. */
#define SPINNER_DELAY_MS 200

/* Below this many sp the two of a pair stand below each other. */
#define SIDES_LEAST 560

G_DEFINE_FINAL_TYPE (RgDoublesPage, rg_doubles_page, RG_TYPE_PAGE)

/* --- what it says -------------------------------------------------------- */

gboolean
rg_doubles_page_is_editable (RgDoublesPage *self)
{
  return self->followed != NULL && !rg_store_is_read_only (self->followed);
}

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (user_data);

  self->spinner_timeout = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

static void
update_banner (RgDoublesPage *self)
{
  guint64 n = self->found != NULL ? self->found->doubles->n_sure : 0;
  g_autofree char *number = g_strdup_printf ("%'lu", (gulong) n);
  g_autofree char *title = NULL;

  title =
      g_strdup_printf (ngettext ("%s customer has the same name and phone as an earlier one.",
                                 "%s customers have the same name and phone as an earlier one.", (gulong) n),
                       number);
  adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, n >= 2 && self->total >= 2 && self->merging == NULL &&
                                             rg_doubles_page_is_editable (self));
}

/*< private >
 * rg_doubles_page_update:
 *
 * Shows how many there are, and whether there are any.
 */
void
rg_doubles_page_update (RgDoublesPage *self)
{
  gboolean loading = self->found == NULL;
  gboolean any = self->unshown ? self->found->doubles->pairs->len > 0
                               : gtk_list_box_get_row_at_index (self->list_box, 0) != NULL;
  g_autofree char *count = rg_display_count ((guint) MIN (self->total, G_MAXUINT));

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  /* The last ones shown are decided; there are more, which are asked for. */
  if (!any && self->total > 0)
    loading = TRUE;
  if (loading)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);
  gtk_stack_set_visible_child_name (self->stack, loading ? "loading" : any ? "list" : "empty");
  gtk_widget_set_visible (self->more_button,
                          self->found != NULL && self->found->doubles->total > self->limit);
  gtk_label_set_label (GTK_LABEL (self->count_label), self->total > 0 ? count : "");
  rg_page_set_badge (RG_PAGE (self), self->total > 0 ? count : NULL);
  update_banner (self);
}

/* --- looking through the shop --------------------------------------------- */

typedef struct
{
  RgDoublesPage *page;
  GCancellable *cancellable;
} Asked;

static void
stop_asking (RgDoublesPage *self)
{
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* To make fifty rows and to measure them takes a tenth of a second: only for
 * somebody who looks. */
static void
show_rows (RgDoublesPage *self)
{
  self->unshown = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->unshown)
    rg_doubles_list_show (self);
}

static void
take_found (RgDoublesPage *self, RgDoublesFound *found)
{
  g_autoptr (RgDoublesFound) taken = found;

  /* A shop too large for it: once somebody looks. */
  if (taken->doubles == NULL)
    return;
  self->stale = FALSE;
  g_clear_pointer (&self->found, rg_doubles_found_free);
  self->found = g_steal_pointer (&taken);
  self->total = self->found->doubles->total;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.show-more", TRUE);
  show_rows (self);
  rg_doubles_page_update (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (RgDoublesPage) self = asked->page;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDoublesFound) found = rg_store_read_finish (RG_STORE (source), result, &error);

  /* It was asked again since, or the page is going. */
  if (self->asking != cancellable)
    return;
  g_clear_object (&self->asking);
  if (found != NULL)
    take_found (self, g_steal_pointer (&found));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (self), error->message);
}

static void
ask (RgDoublesPage *self)
{
  RgDoublesWish *wish;
  Asked *asked;

  stop_asking (self);
  if (self->followed == NULL)
    return;
  wish = g_new0 (RgDoublesWish, 1);
  wish->limit = self->limit;
  wish->most_customers = gtk_widget_get_mapped (GTK_WIDGET (self)) ? 0 : MOST_CUSTOMERS;
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_store_read_async (self->followed, rg_doubles_found_func, wish, g_free,
                       (GDestroyNotify) rg_doubles_found_free, self->asking, found_cb, asked);
}

static gboolean
ask_timeout_cb (gpointer user_data)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (user_data);

  self->ask_timeout = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static void
ask_later (RgDoublesPage *self)
{
  gboolean first = self->found == NULL;
  guint delay = first || gtk_widget_get_mapped (GTK_WIDGET (self)) ? SHOWN_DELAY_MS : HIDDEN_DELAY_MS;

  self->stale = TRUE;
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  self->ask_timeout = g_timeout_add (delay, ask_timeout_cb, self);
}

/* Events and sales make nobody look like somebody else. */
static void
store_changed_cb (RgStore *store,
                  gint64 operation,
                  const char *origin,
                  RgChanges *changes,
                  RgDoublesPage *self)
{
  static const char *const tables[] = { "customer", "identity", "not_same", NULL };

  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    if (g_strv_contains (tables, rg_changes_get (changes, i)->entity))
      {
        ask_later (self);
        return;
      }
}

static void
rg_doubles_page_map (GtkWidget *widget)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (widget);

  GTK_WIDGET_CLASS (rg_doubles_page_parent_class)->map (widget);
  if (self->unshown)
    {
      show_rows (self);
      rg_doubles_page_update (self);
    }
  if (self->stale)
    ask (self);
}

/* --- shop, size ----------------------------------------------------------- */

static void
forget_store (RgDoublesPage *self)
{
  stop_asking (self);
  if (self->merging != NULL)
    g_cancellable_cancel (self->merging);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->found, rg_doubles_found_free);
  self->total = 0;
  self->limit = PAGE_PAIRS;
  self->stale = FALSE;
  self->unshown = FALSE;
}

static void
rg_doubles_page_set_store (RgPage *page, RgStore *store)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (page);

  forget_store (self);
  rg_doubles_list_clear (self);
  rg_doubles_page_update (self);
  if (store == NULL)
    return;

  self->followed = g_object_ref (store);
  g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.merge-sure", !rg_store_is_read_only (store));
  ask_later (self);
}

static void
mask_changed_cb (RgSettings *settings, const char *key, RgDoublesPage *self)
{
  if (self->found != NULL && !self->stale)
    show_rows (self);
}

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgDoublesPage *self)
{
  rg_doubles_list_set_narrow (self, adw_breakpoint_bin_get_current_breakpoint (bin) != NULL);
}

static void
show_more (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (widget);

  self->limit += PAGE_PAIRS;
  gtk_widget_action_set_enabled (widget, "page.show-more", FALSE);
  ask (self);
}

static void
merge_sure (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_doubles_merge_sure (RG_DOUBLES_PAGE (widget));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_doubles_page_constructed (GObject *object)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (object);

  G_OBJECT_CLASS (rg_doubles_page_parent_class)->constructed (object);
  g_signal_connect_object (rg_page_get_settings (RG_PAGE (self)), "changed::mask-phones",
                           G_CALLBACK (mask_changed_cb), self, G_CONNECT_DEFAULT);
}

static void
rg_doubles_page_dispose (GObject *object)
{
  RgDoublesPage *self = RG_DOUBLES_PAGE (object);

  forget_store (self);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_object (&self->merging);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DOUBLES_PAGE);

  G_OBJECT_CLASS (rg_doubles_page_parent_class)->dispose (object);
}

static gboolean
rg_doubles_page_take_focus (RgPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (RG_DOUBLES_PAGE (page)->list_box), GTK_DIR_TAB_FORWARD);
}

static void
rg_doubles_page_class_init (RgDoublesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_doubles_page_constructed;
  object_class->dispose = rg_doubles_page_dispose;
  widget_class->map = rg_doubles_page_map;
  RG_PAGE_CLASS (klass)->set_store = rg_doubles_page_set_store;
  RG_PAGE_CLASS (klass)->take_focus = rg_doubles_page_take_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/doubles/rg-doubles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, banner);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, RgDoublesPage, more_button);

  gtk_widget_class_install_action (widget_class, "page.merge-sure", NULL, merge_sure);
  gtk_widget_class_install_action (widget_class, "page.show-more", NULL, show_more);
}

static void
rg_doubles_page_init (RgDoublesPage *self)
{

  self->limit = PAGE_PAIRS;
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_breakpoint_add (self->breakpoint_bin, SIDES_LEAST);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  rg_doubles_page_update (self);
}

/**
 * rg_doubles_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, without a shop
 */
RgPage *
rg_doubles_page_new (RgSettings *settings)
{
  return g_object_new (RG_TYPE_DOUBLES_PAGE, "settings", settings, NULL);
}

/**
 * rg_doubles_page_get_state:
 * @self: a page
 *
 * Returns: (transfer none): which of its states is shown
 */
const char *
rg_doubles_page_get_state (RgDoublesPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_doubles_page_is_busy:
 * @self: a page
 *
 * Returns: whether what it shows may change by itself in a moment
 */
gboolean
rg_doubles_page_is_busy (RgDoublesPage *self)
{
  return self->asking != NULL || self->ask_timeout != 0 || self->merging != NULL;
}
