/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-private.h"

#include "app/record/rg-contacts-section.h"
#include "app/record/rg-deals-section.h"
#include "app/record/rg-fields-section.h"
#include "app/record/rg-header-card.h"
#include "app/record/rg-identities-section.h"
#include "app/record/rg-relations-section.h"
#include "app/record/rg-timeline-view.h"
#include "app/record/rg-todo-section.h"
#include "app/rg-application.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

#define DAY_CHECK_SECONDS 60
/* Scrolled so far, the name on the card is out of sight. */
#define NAME_HEIGHT 56.0

enum
{
  CLOSE_REQUESTED,
  CUSTOMER_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgRecordPage, rg_record_page, ADW_TYPE_BIN)

/* --- what is shown ------------------------------------------------------ */

static void
tell_sections (RgRecordPage *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    rg_section_show (g_ptr_array_index (self->sections, i), self->store, self->profile);
}

static void
update_title (RgRecordPage *self)
{
  const char *name =
      self->profile != NULL ? rg_row_get_text (rg_profile_get_customer (self->profile), "name") : NULL;

  adw_window_title_set_title (self->window_title, self->profile == NULL           ? ""
                                                  : name == NULL || *name == '\0' ? _ ("No name")
                                                                                  : name);
}

static void
update_files (RgRecordPage *self)
{
  guint n = self->profile != NULL ? rg_profile_get_attachments (self->profile)->len : 0;
  g_autofree char *title = NULL;

  /* Translators: how many files a customer has. */
  title = n > 0 ? g_strdup_printf (_ ("Files %u"), n) : g_strdup (_ ("Files"));
  adw_view_stack_page_set_title (self->files_page, title);
}

/* With a company one speaks to its people: they come before its fields. */
static void
order_details (RgRecordPage *self)
{
  const char *kind = rg_row_get_text (rg_profile_get_customer (self->profile), "kind");
  gboolean company = g_strcmp0 (kind, "company") == 0;

  gtk_box_reorder_child_after (self->details_place, self->contacts, company ? NULL : self->fields);
}

/**
 * rg_record_page_show:
 * @self: a page
 * @profile: (nullable): what was read; %NULL when the customer is gone
 */
void
rg_record_page_show (RgRecordPage *self, RgProfile *profile)
{
  gboolean other = self->profile == NULL || profile == NULL ||
                   rg_profile_get_id (self->profile) != rg_profile_get_id (profile);

  /* What was still written to the one before belongs to that one. */
  if (other && self->profile != NULL && profile != NULL)
    rg_record_page_flush (self);

  g_clear_pointer (&self->profile, rg_profile_unref);
  if (profile != NULL)
    self->profile = rg_profile_ref (profile);
  update_title (self);
  update_files (self);
  if (profile != NULL)
    order_details (self);
  tell_sections (self);
  rg_record_page_update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, profile != NULL ? "record" : "nobody");
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);

  if (profile != NULL)
    self->gone = FALSE;
  else if (self->id != 0 && !self->gone)
    {
      self->gone = TRUE;
      g_signal_emit (self, signals[CUSTOMER_GONE], 0);
    }
}

/**
 * rg_record_page_show_error:
 * @self: a page
 * @message: why the customer could not be read
 */
void
rg_record_page_show_error (RgRecordPage *self, const char *message)
{
  adw_status_page_set_description (self->error_page, message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* The name stands on the card; above it only when the card is out of sight. */
static void
scrolled_cb (GtkAdjustment *adjustment, RgRecordPage *self)
{
  gtk_revealer_set_reveal_child (self->title_revealer, gtk_adjustment_get_value (adjustment) > NAME_HEIGHT &&
                                                           self->profile != NULL);
}

static gboolean
day_timeout_cb (gpointer user_data)
{
  RgRecordPage *self = RG_RECORD_PAGE (user_data);
  GDate today;

  rg_display_today (&today);
  if (g_date_compare (&today, &self->today) != 0)
    {
      self->today = today;
      tell_sections (self);
    }

  return G_SOURCE_CONTINUE;
}

/* --- views -------------------------------------------------------------- */

static void
go_to_view (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_record_page_set_view (RG_RECORD_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
step_view (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->view_stack);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (pages, i))
      {
        int next = (int) i + g_variant_get_int32 (parameter);

        if (next >= 0 && next < (int) n)
          gtk_selection_model_select_item (pages, (guint) next, TRUE);
        return;
      }
}

static void
close_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE_REQUESTED], 0);
}

static void
add_key (GtkEventController *keys, const char *trigger, const char *action, GVariant *arguments)
{
  GtkShortcut *shortcut =
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Before the scrolled window, which would scroll sideways by these. */
static void
add_view_keys (RgRecordPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, "<Control>Page_Up", "record.step-view", g_variant_new_int32 (-1));
  add_key (keys, "<Control>Page_Down", "record.step-view", g_variant_new_int32 (1));
  add_key (keys, "<Alt>1", "record.view", g_variant_new_string ("timeline"));
  add_key (keys, "<Alt>2", "record.view", g_variant_new_string ("details"));
  add_key (keys, "<Alt>3", "record.view", g_variant_new_string ("files"));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- files -------------------------------------------------------------- */

static gboolean
is_writable (RgRecordPage *self)
{
  return self->profile != NULL && self->store != NULL && !rg_store_is_read_only (self->store);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgRecordPage *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  if (!is_writable (self) || files == NULL)
    return FALSE;
  for (GSList *link = files; link != NULL; link = link->next)
    g_list_store_append (list, link->data);
  rg_record_page_set_view (self, "files");
  rg_attachments_section_add_files (self->attachments, G_LIST_MODEL (list));

  return TRUE;
}

/* Wherever on the page: before an entry takes their names for text. */
static void
add_drop_target (RgRecordPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Files and pictures; what is text is not for here. */
static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (widget));

  if (!is_writable (self) || (!gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) &&
                              !gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)))
    return FALSE;
  rg_record_page_set_view (self, "files");
  rg_attachments_section_paste (self->attachments);

  return TRUE;
}

/* --- the widget --------------------------------------------------------- */

static void
rg_record_page_dispose (GObject *object)
{
  RgRecordPage *self = RG_RECORD_PAGE (object);

  g_clear_handle_id (&self->day_timeout, g_source_remove);
  rg_record_page_stop_reading (self);
  rg_record_page_follow (self, NULL);
  self->id = 0;
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  if (self->toolbar_view != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_RECORD_PAGE);
  g_clear_pointer (&self->profile, rg_profile_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (rg_record_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, title_revealer);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, files_page);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, header_place);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, timeline_place);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, details_place);
  gtk_widget_class_bind_template_child (widget_class, RgRecordPage, files_place);
}

static void
rg_record_page_class_init (RgRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_record_page_dispose;

  /**
   * RgRecordPage::close-requested:
   *
   * The user wants to go back to the list.
   */
  signals[CLOSE_REQUESTED] = g_signal_new ("close-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RgRecordPage::customer-gone:
   *
   * The customer was deleted or merged into another one. Should it come back by
   * an undo while it is still this page's customer, it is shown again.
   */
  signals[CUSTOMER_GONE] = g_signal_new ("customer-gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  rg_record_page_install_actions (widget_class);
  rg_record_page_install_merging (widget_class);
  gtk_widget_class_install_action (widget_class, "record.close", NULL, close_page);
  gtk_widget_class_install_action (widget_class, "record.view", "s", go_to_view);
  gtk_widget_class_install_action (widget_class, "record.step-view", "i", step_view);
  gtk_widget_class_set_css_name (widget_class, "record-page");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "record.close", NULL);
}

static void
add_section (RgRecordPage *self, GtkBox *place, GtkWidget *section)
{
  gtk_box_append (place, section);
  g_ptr_array_add (self->sections, section);
}

static void
more_requested_cb (RgTimelineView *timeline, RgRecordPage *self)
{
  self->whole = TRUE;
  rg_record_page_read (self);
}

static void
rg_record_page_init (RgRecordPage *self)
{
  GtkWidget *timeline;

  self->sections = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);

  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_DEFAULT);
  rg_display_today (&self->today);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_timeout_cb, self);
  add_view_keys (self);
  add_section (self, self->header_place, rg_header_card_new ());
  self->composer = RG_COMPOSER (rg_composer_new ());
  add_section (self, self->timeline_place, GTK_WIDGET (self->composer));
  add_section (self, self->timeline_place, rg_todo_section_new ());
  add_section (self, self->timeline_place, rg_deals_section_new ());
  timeline = rg_timeline_view_new ();
  g_signal_connect (timeline, "more-requested", G_CALLBACK (more_requested_cb), self);
  add_section (self, self->timeline_place, timeline);
  self->fields = rg_fields_section_new ();
  self->contacts = rg_contacts_section_new ();
  add_section (self, self->details_place, self->fields);
  add_section (self, self->details_place, self->contacts);
  add_section (self, self->details_place, rg_identities_section_new ());
  add_section (self, self->details_place, rg_relations_section_new ());
  self->attachments = RG_ATTACHMENTS_SECTION (rg_attachments_section_new ());
  add_section (self, self->files_place, GTK_WIDGET (self->attachments));
  add_drop_target (self);
  rg_record_page_update_actions (self);
}

/**
 * rg_record_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, with nobody on it
 */
GtkWidget *
rg_record_page_new (RgSettings *settings)
{
  RgRecordPage *self = g_object_new (RG_TYPE_RECORD_PAGE, NULL);

  self->settings = g_object_ref (settings);
  for (guint i = 0; i < self->sections->len; i++)
    rg_section_set_settings (g_ptr_array_index (self->sections, i), settings);

  return GTK_WIDGET (self);
}

/**
 * rg_record_page_set_store:
 * @self: a page
 * @store: (nullable): the shop whose customers it shows from now on
 *
 * Nobody is shown until rg_record_page_set_customer() is called. What is being
 * written is saved in the shop it belongs to.
 */
void
rg_record_page_set_store (RgRecordPage *self, RgStore *store)
{
  g_return_if_fail (RG_IS_RECORD_PAGE (self));

  if (self->store == store)
    return;
  rg_record_page_set_customer (self, 0);
  rg_record_page_follow (self, store);
}

/**
 * rg_record_page_set_customer:
 * @self: a page
 * @id: who is to be shown; 0: nobody
 *
 * What is being written to the one before is saved.
 */
void
rg_record_page_set_customer (RgRecordPage *self, gint64 id)
{
  g_return_if_fail (RG_IS_RECORD_PAGE (self));

  if (self->id == id)
    return;

  rg_record_page_flush (self);
  rg_record_page_stop_reading (self);
  self->id = id;
  self->whole = FALSE;
  self->gone = FALSE;
  if (id != 0)
    rg_record_page_read (self);
  else
    rg_record_page_show (self, NULL);
}

/**
 * rg_record_page_get_customer:
 * @self: a page
 *
 * Returns: who is to be shown, or 0
 */
gint64
rg_record_page_get_customer (RgRecordPage *self)
{
  return self->id;
}

/**
 * rg_record_page_flush:
 * @self: a page
 *
 * Saves what is being written.
 */
void
rg_record_page_flush (RgRecordPage *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    rg_section_flush (g_ptr_array_index (self->sections, i));
}

/**
 * rg_record_page_is_busy:
 * @self: a page
 *
 * Returns: whether it waits for what it is to show
 */
gboolean
rg_record_page_is_busy (RgRecordPage *self)
{
  return self->reading != NULL || self->read_timeout != 0;
}

/**
 * rg_record_page_set_view:
 * @self: a page
 * @name: "timeline", "details" or "files"
 */
void
rg_record_page_set_view (RgRecordPage *self, const char *name)
{
  if (adw_view_stack_get_child_by_name (self->view_stack, name) != NULL)
    adw_view_stack_set_visible_child_name (self->view_stack, name);
}

/**
 * rg_record_page_take_focus:
 * @self: a page that is shown
 *
 * Puts the focus on its first button, also before the page was laid out.
 */
void
rg_record_page_take_focus (RgRecordPage *self)
{
  g_return_if_fail (RG_IS_RECORD_PAGE (self));

  gtk_widget_grab_focus (self->close_button);
}

/**
 * rg_record_page_set_narrow:
 * @self: a page
 * @narrow: whether the list is behind it and not beside it
 */
void
rg_record_page_set_narrow (RgRecordPage *self, gboolean narrow)
{
  const char *name = narrow ? _ ("Back") : _ ("Close");

  gtk_button_set_icon_name (GTK_BUTTON (self->close_button),
                            narrow ? "go-previous-symbolic" : "sidebar-show-right-symbolic");
  gtk_widget_set_tooltip_text (self->close_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * rg_record_page_write_note:
 * @self: a page
 *
 * Puts the focus where a note is written.
 */
void
rg_record_page_write_note (RgRecordPage *self)
{
  rg_record_page_set_view (self, "timeline");
  rg_composer_focus (self->composer);
}
