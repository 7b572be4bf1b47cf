/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-row-list.h"

/* Below this many sp a row of the table would be cut. */
#define TABLE_LEAST 700

/* From here on the record stands beside the list. */
#define BESIDE_LEAST 1000

#define DAY_CHECK_SECONDS 60

typedef enum
{
  PROP_SORT = 1,
  PROP_DESCENDING,
  PROP_PICKING,
} RgCustomersPageProperty;

static GParamSpec *properties[PROP_PICKING + 1];

G_DEFINE_FINAL_TYPE (RgCustomersPage, rg_customers_page, RG_TYPE_PAGE)

static GtkEditable *
rg_customers_page_get_search_entry (RgPage *page)
{
  return GTK_EDITABLE (RG_CUSTOMERS_PAGE (page)->search_entry);
}

static gboolean
rg_customers_page_begin_search (RgPage *page)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);

  return gtk_widget_grab_focus (self->search_entry);
}

static gboolean
rg_customers_page_take_focus (RgPage *page)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);

  /* Whoever is still being read has it when they come. */
  self->wanted = self->asking != NULL && !rg_customers_has_focus_inside (self->search_entry);
  return rg_customers_focus_list (self) ||
         gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* --- shop, size, day ---------------------------------------------------- */

static void
store_changed_cb (RgStore *store,
                  gint64 operation,
                  const char *origin,
                  RgChanges *changes,
                  RgCustomersPage *self)
{
  if (rg_customers_is_searching (self))
    rg_customers_count (self);
}

static void
catalog_changed_cb (RgStore *store, GParamSpec *pspec, RgCustomersPage *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);

  rg_columns_set_catalog (self->columns, catalog);
  rg_customers_update_sort_menu (self);
  rg_customers_reload (self, RG_CUSTOMERS_SAME);
}

static void
forget_store (RgCustomersPage *self)
{
  rg_customers_forget_record (self);
  rg_customers_set_picking (self, FALSE);
  rg_customers_stop_asking (self);
  rg_customers_stop_counting (self);
  rg_customers_drop_list (self);
  self->selected = 0;
  self->total = 0;
  rg_page_filter_forget (self->filter);
  rg_customers_clear_search (self);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
}

static void
rg_customers_page_set_store (RgPage *page, RgStore *store)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);
  g_autoptr (RgCatalog) catalog = NULL;

  forget_store (self);
  rg_customers_update_state (self);
  if (self->record != NULL)
    rg_record_page_set_store (self->record, store);
  rg_columns_set_tag_styles (self->columns, store != NULL ? rg_tag_styles_for_store (store) : NULL);
  if (store == NULL)
    return;

  catalog = rg_store_ref_catalog (store);
  rg_columns_set_folder (self->columns, rg_store_get_folder (store));
  rg_columns_set_catalog (self->columns, catalog);
  rg_customers_update_sort_menu (self);
  self->followed = g_object_ref (store);
  g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self);
  rg_customers_restore_record (self);
  rg_customers_reload (self, RG_CUSTOMERS_TOP);
}

static void
update_form (RgCustomersPage *self)
{
  gboolean compact = adw_breakpoint_bin_get_current_breakpoint (self->breakpoint_bin) != NULL;

  rg_columns_set_compact (self->columns, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->header), !compact);
  rg_customers_update_sort_menu (self);
  rg_customers_update_selection (self);
}

static gboolean
focus_again_cb (GtkWidget *page, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *list_view = GTK_WIDGET (RG_CUSTOMERS_PAGE (page)->list_view);

  if (!gtk_widget_get_mapped (list_view))
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (list_view);

  return G_SOURCE_REMOVE;
}

/* What is laid out anew is hidden for a moment, and loses the focus. */
static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgCustomersPage *self)
{
  if (rg_customers_has_focus_inside (GTK_WIDGET (self->list_view)))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_again_cb, NULL, NULL);
  update_form (self);
}

static void
text_size_cb (GtkSettings *settings, GParamSpec *pspec, RgCustomersPage *self)
{
  rg_columns_set_scale (self->columns, adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, settings));
}

static void
mask_changed_cb (RgSettings *settings, const char *key, RgCustomersPage *self)
{
  rg_columns_set_mask (self->columns, rg_settings_get_boolean (settings, "mask-phones"));
}

static gboolean
day_timeout_cb (gpointer user_data)
{
  rg_columns_update_today (RG_CUSTOMERS_PAGE (user_data)->columns);

  return G_SOURCE_CONTINUE;
}

/* --- the widget --------------------------------------------------------- */

static void
rg_customers_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  switch ((RgCustomersPageProperty) prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, rg_columns_get_sort (self->columns));
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, rg_columns_get_descending (self->columns));
      break;
    case PROP_PICKING:
      g_value_set_boolean (value, self->picking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_customers_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  switch ((RgCustomersPageProperty) prop_id)
    {
    case PROP_SORT:
      rg_customers_set_sort (self, g_value_get_string (value), FALSE);
      break;
    case PROP_DESCENDING:
      rg_customers_set_sort (self, rg_columns_get_sort (self->columns), g_value_get_boolean (value));
      break;
    case PROP_PICKING:
      rg_customers_set_picking (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_customers_page_constructed (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);
  RgSettings *settings = rg_page_get_settings (RG_PAGE (self));
  g_autofree char *sort = rg_settings_dup_string (settings, "sort-column");

  G_OBJECT_CLASS (rg_customers_page_parent_class)->constructed (object);

  rg_columns_set_sort (self->columns, *sort != '\0' ? sort : "name",
                       rg_settings_get_boolean (settings, "sort-descending"));
  rg_customers_init_record (self);
  rg_customers_init_columns (self);
  rg_columns_set_mask (self->columns, rg_settings_get_boolean (settings, "mask-phones"));
  g_signal_connect_object (settings, "changed::mask-phones", G_CALLBACK (mask_changed_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
rg_customers_page_dispose (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  rg_customers_stop_asking (self);
  rg_customers_stop_counting (self);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->day_timeout, g_source_remove);
  rg_customers_dispose_record (self);
  rg_customers_dispose_menu (self);
  rg_customers_dispose_columns (self);
  rg_customers_drop_list (self);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->filter, rg_page_filter_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CUSTOMERS_PAGE);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (rg_customers_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RG_APP_PATH "/pages/customers/rg-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, page_bin);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, record_split);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, list_toolbar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, tag_content);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, set_content);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, export_content);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, print_content);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, delete_content);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, row_menu);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, pick_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, header);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, filter_bin);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, nothing_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, nothing_page);
}

static void
rg_customers_page_class_init (RgCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RgPageClass *page_class = RG_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rg_customers_page_get_property;
  object_class->set_property = rg_customers_page_set_property;
  object_class->constructed = rg_customers_page_constructed;
  object_class->dispose = rg_customers_page_dispose;
  page_class->set_store = rg_customers_page_set_store;
  page_class->get_search_entry = rg_customers_page_get_search_entry;
  page_class->begin_search = rg_customers_page_begin_search;
  page_class->take_focus = rg_customers_page_take_focus;

  /**
   * RgCustomersPage:sort:
   *
   * The key of the field that customers are ordered by.
   */
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "name", flags);
  /**
   * RgCustomersPage:descending:
   *
   * Whether the order is turned round.
   */
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  /**
   * RgCustomersPage:picking:
   *
   * Whether a click picks a customer instead of opening it.
   */
  properties[PROP_PICKING] = g_param_spec_boolean ("picking", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RG_TYPE_COLUMN_HEADER);
  bind_template (widget_class);

  /**
   * RgCustomersPage::filtered:
   *
   * It shows others than before: another view, another condition, or everybody.
   */
  g_signal_new ("filtered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);

  rg_customers_install_finding (widget_class);
  rg_customers_install_filter (widget_class);
  rg_customers_install_selection (widget_class);
  rg_customers_install_bulk (widget_class);
  rg_customers_install_export (widget_class);
  rg_customers_install_copy (widget_class);
  rg_customers_install_menu (widget_class);
  rg_customers_install_columns (widget_class);
  gtk_widget_class_install_property_action (widget_class, "page.pick", "picking");
}

/* Where two bins in each other change their form in the same frame, the toolkit
 * may leave what is in the outer one at the width it had before. */
static gboolean
settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_queue_resize (GTK_WIDGET (RG_CUSTOMERS_PAGE (widget)->record_split));

  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgCustomersPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

static void
init_breakpoints (RgCustomersPage *self)
{
  AdwBreakpoint *narrow = rg_breakpoint_add (self->page_bin, BESIDE_LEAST - 1);
  g_auto (GValue) collapsed = G_VALUE_INIT;

  g_value_init (&collapsed, G_TYPE_BOOLEAN);
  g_value_set_boolean (&collapsed, TRUE);
  adw_breakpoint_add_setter (narrow, G_OBJECT (self->record_split), "collapsed", &collapsed);

  rg_breakpoint_add (self->breakpoint_bin, TABLE_LEAST);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (form_changed_cb), self);
  g_signal_connect (self->page_bin, "notify::current-breakpoint", G_CALLBACK (form_changed_cb), self);
}

static void
rg_customers_page_init (RgCustomersPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GtkSettings *gtk_settings = gtk_settings_get_default ();

  self->columns = rg_columns_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  rg_column_header_set_columns (self->header, self->columns);
  rg_column_header_set_scroller (self->header, self->scroller);
  rg_customers_init_filter (self);
  rg_customers_init_finding (self);
  rg_customers_init_menu (self);
  factory = rg_row_list_factory (self->columns);
  gtk_list_view_set_factory (self->list_view, factory);
  init_breakpoints (self);

  g_signal_connect_object (gtk_settings, "notify::gtk-xft-dpi", G_CALLBACK (text_size_cb), self,
                           G_CONNECT_DEFAULT);
  text_size_cb (gtk_settings, NULL, self);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_timeout_cb, self);
  update_form (self);
  rg_customers_update_state (self);
}

/**
 * rg_customers_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, without a shop
 */
RgPage *
rg_customers_page_new (RgSettings *settings)
{
  return g_object_new (RG_TYPE_CUSTOMERS_PAGE, "settings", settings, NULL);
}

/**
 * rg_customers_page_set_search:
 * @self: a page
 * @text: what to search, as if it was typed; "" ends the search
 */
void
rg_customers_page_set_search (RgCustomersPage *self, const char *text)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), *text != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  rg_customers_read_search (self);
}

/**
 * rg_customers_page_get_state:
 * @self: a page
 *
 * Returns: (transfer none): which of its states is shown
 */
const char *
rg_customers_page_get_state (RgCustomersPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_customers_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the list that is shown
 */
RgRecordList *
rg_customers_page_get_list (RgCustomersPage *self)
{
  return self->list;
}

/**
 * rg_customers_page_is_busy:
 * @self: a page
 *
 * Returns: whether it waits for a list, or for what its tags look like
 */
gboolean
rg_customers_page_is_busy (RgCustomersPage *self)
{
  RgTagStyles *styles = rg_columns_get_tag_styles (self->columns);

  return self->asking != NULL || (styles != NULL && !rg_tag_styles_is_ready (styles));
}

/**
 * rg_customers_page_get_selected:
 * @self: a page
 *
 * Returns: the id of the customer that was selected last, or 0
 */
gint64
rg_customers_page_get_selected (RgCustomersPage *self)
{
  return self->selected;
}

/**
 * rg_customers_page_select:
 * @self: a page
 * @id: a customer
 *
 * Selects and shows the customer when it is in the list.
 */
void
rg_customers_page_select (RgCustomersPage *self, gint64 id)
{
  guint position = self->list != NULL ? rg_record_list_find (self->list, id) : G_MAXUINT;

  if (position != G_MAXUINT)
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_SELECT, NULL);
}
