/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-row-list.h"

#include <string.h>

/* Whoever goes through the list with the arrow keys does not want to see every
 * record on the way. */
#define FOLLOW_DELAY_MS 120

#define KEPT "opened-customer"

/* --- kept for the next start ---------------------------------------------- */

/* "12 /home/…/shop": an id means something in its own shop only. */
static void
keep (RgCustomersPage *self)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->opened);
  g_autofree char *text = NULL;

  if (store == NULL)
    return;
  text = self->opened != 0 ? g_strconcat (id, " ", rg_store_get_folder (store), NULL) : g_strdup ("");
  rg_settings_set_string (rg_page_get_settings (RG_PAGE (self)), KEPT, text);
}

void
rg_customers_restore_record (RgCustomersPage *self)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  g_autofree char *kept = rg_settings_dup_string (rg_page_get_settings (RG_PAGE (self)), KEPT);
  char *folder = strchr (kept, ' ');
  gint64 id = g_ascii_strtoll (kept, NULL, 10);

  if (store == NULL || folder == NULL || id <= 0 || g_strcmp0 (folder + 1, rg_store_get_folder (store)) != 0)
    return;
  self->selected = id;
  rg_customers_open_record (self, id);
}

/* --- opening and closing -------------------------------------------------- */

static void
close_requested_cb (RgRecordPage *record, RgCustomersPage *self)
{
  rg_customers_close_record (self);
}

/* It slides away with what it showed. */
static void
unmapped_cb (GtkWidget *record, RgCustomersPage *self)
{
  if (self->opened == 0)
    rg_record_page_set_customer (self->record, 0);
}

/* A third of the window's widgets are the record's: they are made when somebody
 * is opened, and the list is on screen sooner. */
static void
make_record (RgCustomersPage *self)
{
  if (self->record != NULL)
    return;
  self->record = RG_RECORD_PAGE (rg_record_page_new (rg_page_get_settings (RG_PAGE (self))));
  g_signal_connect (self->record, "close-requested", G_CALLBACK (close_requested_cb), self);
  g_signal_connect (self->record, "customer-gone", G_CALLBACK (close_requested_cb), self);
  g_signal_connect (self->record, "unmap", G_CALLBACK (unmapped_cb), self);
  rg_record_page_set_narrow (self->record, adw_overlay_split_view_get_collapsed (self->record_split));
  rg_record_page_set_store (self->record, rg_page_get_store (RG_PAGE (self)));
  adw_overlay_split_view_set_sidebar (self->record_split, GTK_WIDGET (self->record));
}

static void
stop_following (RgCustomersPage *self)
{
  g_clear_handle_id (&self->follow_timeout, g_source_remove);
}

static void
set_opened (RgCustomersPage *self, gint64 id)
{
  stop_following (self);
  if (self->opened == id)
    return;
  self->opened = id;
  if (id != 0)
    {
      make_record (self);
      rg_record_page_set_customer (self->record, id);
    }
  else if (self->record != NULL)
    rg_record_page_flush (self->record);
  keep (self);
}

/**
 * rg_customers_open_record:
 * @self: a page
 * @id: a customer
 *
 * Shows the customer's record.
 */
void
rg_customers_open_record (RgCustomersPage *self, gint64 id)
{
  gboolean shown = adw_overlay_split_view_get_show_sidebar (self->record_split);

  set_opened (self, id);
  adw_overlay_split_view_set_show_sidebar (self->record_split, TRUE);
  /* The list is behind it now. */
  if (!shown && adw_overlay_split_view_get_collapsed (self->record_split))
    rg_record_page_take_focus (self->record);
}

/**
 * rg_customers_close_record:
 * @self: a page
 *
 * Gives the list its whole width back.
 */
void
rg_customers_close_record (RgCustomersPage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->record_split, FALSE);
}

/**
 * rg_customers_focus_list:
 * @self: a page
 *
 * Puts the focus on whom was looked at last; else on the first.
 *
 * Returns: whether there is anybody
 */
gboolean
rg_customers_focus_list (RgCustomersPage *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint position =
      n > 0 && self->selected != 0 ? rg_record_list_find (self->list, self->selected) : G_MAXUINT;

  if (n == 0)
    return FALSE;
  /* This says which row; the focus itself only moves where it is in the list already. */
  gtk_list_view_scroll_to (self->list_view, position != G_MAXUINT ? position : 0, GTK_LIST_SCROLL_FOCUS,
                           NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* However it was closed: by its button, Esc or a swipe. */
static void
shown_cb (AdwOverlaySplitView *split, GParamSpec *pspec, RgCustomersPage *self)
{
  if (adw_overlay_split_view_get_show_sidebar (split) || self->opened == 0)
    return;
  set_opened (self, 0);
  if (self->record != NULL && !gtk_widget_get_mapped (GTK_WIDGET (self->record)))
    rg_record_page_set_customer (self->record, 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rg_customers_focus_list (self);
}

static void
collapsed_cb (AdwOverlaySplitView *split, GParamSpec *pspec, RgCustomersPage *self)
{
  if (self->record != NULL)
    rg_record_page_set_narrow (self->record, adw_overlay_split_view_get_collapsed (split));
}

/* --- following the selection ---------------------------------------------- */

static gboolean
follow_cb (gpointer user_data)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (user_data);
  gint64 only = self->selection != NULL ? rg_selection_get_only (self->selection) : 0;

  self->follow_timeout = 0;
  if (only != 0 && self->opened != 0)
    set_opened (self, only);

  return G_SOURCE_REMOVE;
}

/**
 * rg_customers_follow:
 * @self: a page
 * @only: the customer that alone is selected; 0: none or several
 *
 * Shows the customer soon, where a record is shown beside the list.
 */
void
rg_customers_follow (RgCustomersPage *self, gint64 only)
{
  stop_following (self);
  if (only == 0 || self->opened == 0 || only == self->opened ||
      adw_overlay_split_view_get_collapsed (self->record_split) || rg_selection_get_picking (self->selection))
    return;
  self->follow_timeout = g_timeout_add (FOLLOW_DELAY_MS, follow_cb, self);
}

/* --- clicks --------------------------------------------------------------- */

static void
activate_cb (GtkListView *view, guint position, RgCustomersPage *self)
{
  gint64 id = self->list != NULL ? rg_record_list_get_id (self->list, position) : 0;

  if (id == 0)
    return;
  if (self->picking)
    {
      rg_selection_toggle (self->selection, position);
      return;
    }
  self->selected = id;
  rg_customers_open_record (self, id);
}

/* A plain click opens, or picks; with Ctrl or Shift it selects, which the view
 * does. */
static void
released_cb (GtkGestureClick *click, int n_press, double x, double y, RgCustomersPage *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  guint position = rg_row_list_position_at (self->list_view, x, y);

  if (n_press == 1 && position != GTK_INVALID_LIST_POSITION &&
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    activate_cb (self->list_view, position, self);
}

/* --- its life ------------------------------------------------------------- */

/**
 * rg_customers_init_record:
 * @self: a page, which has its settings
 */
void
rg_customers_init_record (RgCustomersPage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (self->record_split, "notify::show-sidebar", G_CALLBACK (shown_cb), self);
  g_signal_connect (self->record_split, "notify::collapsed", G_CALLBACK (collapsed_cb), self);

  /* Before the row takes the click for itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self->list_view, "activate", G_CALLBACK (activate_cb), self);
}

/**
 * rg_customers_forget_record:
 * @self: a page
 *
 * Shows no record, and keeps who was open for when the shop is shown again.
 */
void
rg_customers_forget_record (RgCustomersPage *self)
{
  stop_following (self);
  if (self->opened != 0)
    rg_record_page_flush (self->record);
  self->opened = 0;
  if (self->record != NULL)
    rg_record_page_set_customer (self->record, 0);
  adw_overlay_split_view_set_show_sidebar (self->record_split, FALSE);
}

/**
 * rg_customers_dispose_record:
 * @self: a page that goes
 */
void
rg_customers_dispose_record (RgCustomersPage *self)
{
  stop_following (self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  if (self->record_split != NULL)
    g_signal_handlers_disconnect_by_data (self->record_split, self);
  self->record = NULL;
}

/**
 * rg_customers_page_open:
 * @self: a page with a shop
 * @id: a customer
 *
 * Shows the customer's record, and selects the customer where the list has it.
 */
void
rg_customers_page_open (RgCustomersPage *self, gint64 id)
{
  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  self->selected = id;
  rg_customers_page_select (self, id);
  rg_customers_open_record (self, id);
}

/**
 * rg_customers_page_close:
 * @self: a page
 *
 * Shows no record any more.
 */
void
rg_customers_page_close (RgCustomersPage *self)
{
  g_return_if_fail (RG_IS_CUSTOMERS_PAGE (self));

  rg_customers_close_record (self);
}

/**
 * rg_customers_page_get_opened:
 * @self: a page
 *
 * Returns: whose record is shown, or 0
 */
gint64
rg_customers_page_get_opened (RgCustomersPage *self)
{
  return self->opened;
}

/**
 * rg_customers_page_get_record:
 * @self: a page
 *
 * Returns: (transfer none): the record page, also while it is not shown
 */
RgRecordPage *
rg_customers_page_get_record (RgCustomersPage *self)
{
  make_record (self);

  return self->record;
}
