/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-page.h"

#include "app/pages/customers/rg-customers-list.h"
#include "app/rg-welcome.h"
#include "app/widgets/rg-column-header.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Below this many sp a row of the table would be cut. */
#define TABLE_LEAST 700

/* Work that ends sooner shows no spinner. */
#define SPINNER_DELAY_MS 200
#define DAY_CHECK_SECONDS 60

struct _RgCustomersPage
{
  RgPage parent_instance;

  GtkWidget *count_label;
  GtkWidget *sort_button;
  GtkWidget *search_bar;
  GtkWidget *search_entry;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkWidget *spinner;
  RgColumnHeader *header;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  AdwStatusPage *nothing_page;

  RgColumns *columns;
  RgRecordList *list;
  GCancellable *asking;
  GCancellable *counting;
  char *search;
  gint64 selected;
  /* Customers in the shop; the list's length while nothing is searched. */
  guint total;
  guint spinner_timeout;
  guint day_timeout;
};

typedef enum
{
  PROP_SORT = 1,
  PROP_DESCENDING,
} RgCustomersPageProperty;

static GParamSpec *properties[PROP_DESCENDING + 1];

G_DEFINE_FINAL_TYPE (RgCustomersPage, rg_customers_page, RG_TYPE_PAGE)

/**
 * Where:
 * @WHERE_TOP: another question: from its beginning
 * @WHERE_SAME: the same question asked again, or another order: stay
 *
 * What a new list shows first.
 */
typedef enum
{
  WHERE_TOP,
  WHERE_SAME,
} Where;

static void reload (RgCustomersPage *self,
                    Where            where);

/* --- what it says ------------------------------------------------------- */

static gboolean
is_searching (RgCustomersPage *self)
{
  return self->search != NULL && *self->search != '\0';
}

static void
update_count (RgCustomersPage *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  g_autofree char *total = NULL, *text = NULL;

  if (!is_searching (self))
    self->total = n;
  total = rg_display_count (self->total);

  if (is_searching (self))
    {
      g_autofree char *found = rg_display_count (n);

      /* Translators: found customers of all customers. */
      text = g_strdup_printf (_ ("%s of %s"), found, total);
    }

  gtk_label_set_label (GTK_LABEL (self->count_label), self->list == NULL ? "" : text != NULL ? text : total);
  rg_page_set_badge (RG_PAGE (self), self->list != NULL && self->total > 0 ? total : NULL);
}

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (user_data);

  self->spinner_timeout = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

static void
update_state (RgCustomersPage *self)
{
  gboolean loading = self->list == NULL;
  gboolean nobody = !loading && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  gboolean empty = nobody && !is_searching (self);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  if (loading)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);

  if (nobody && !empty)
    {
      g_autofree char *searched = g_markup_escape_text (self->search, -1);
      /* Translators: %s is what was typed into the search entry. */
      g_autofree char *text = g_strdup_printf (_ ("Nothing fits “%s”. Search by name, pinyin, initials, "
                                                  "the last digits of a phone, or a word from the notes."),
                                               searched);

      adw_status_page_set_description (self->nothing_page, text);
    }

  gtk_stack_set_visible_child_name (self->stack, loading  ? "loading"
                                                 : empty  ? "empty"
                                                 : nobody ? "nothing"
                                                          : "list");
  update_count (self);
}

/* --- the list ----------------------------------------------------------- */

static void
selected_cb (GtkSingleSelection *selection,
             GParamSpec         *pspec,
             RgCustomersPage    *self)
{
  guint position = gtk_single_selection_get_selected (selection);

  if (position != GTK_INVALID_LIST_POSITION && self->list != NULL)
    self->selected = rg_record_list_get_id (self->list, position);
}

static void
items_changed_cb (GListModel      *model,
                  guint            position,
                  guint            removed,
                  guint            added,
                  RgCustomersPage *self)
{
  if (removed != added)
    update_state (self);
}

static void
outdated_cb (RgRecordList    *list,
             RgCustomersPage *self)
{
  reload (self, WHERE_SAME);
}

static void
drop_list (RgCustomersPage *self)
{
  if (self->list == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static GtkSelectionModel *
make_selection (RgCustomersPage *self)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);
  guint position = self->selected != 0 ? rg_record_list_find (self->list, self->selected) : G_MAXUINT;

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->list));
  gtk_single_selection_set_selected (selection, position != G_MAXUINT ? position : GTK_INVALID_LIST_POSITION);
  g_signal_connect (selection, "notify::selected", G_CALLBACK (selected_cb), self);

  return GTK_SELECTION_MODEL (selection);
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
show_list (RgCustomersPage *self,
           RgRecordList    *list,
           Where            where)
{
  RgListAnchor anchor = rg_customers_list_anchor (self->list_view, self->list, self->columns);
  gboolean focus = has_focus_inside (GTK_WIDGET (self->list_view));
  g_autoptr (GtkSelectionModel) selection = NULL;
  guint position;

  drop_list (self);
  self->list = g_object_ref (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (list, "outdated", G_CALLBACK (outdated_cb), self);

  selection = make_selection (self);
  gtk_list_view_set_model (self->list_view, selection);
  if (where == WHERE_SAME)
    rg_customers_list_restore (self->list_view, list, self->columns, &anchor);

  update_state (self);

  position = self->selected != 0 ? rg_record_list_find (list, self->selected) : G_MAXUINT;
  if (focus && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    gtk_list_view_scroll_to (self->list_view, position != G_MAXUINT ? position : 0, GTK_LIST_SCROLL_FOCUS, NULL);
  else if (where == WHERE_TOP && position != G_MAXUINT && !is_searching (self))
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
}

typedef struct
{
  RgCustomersPage *page;
  GCancellable *cancellable;
  Where where;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->page);
  g_object_unref (asked->cancellable);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
list_ready_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgCustomersPage *self = asked->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRecordList) list = rg_record_list_new_finish (result, &error);

  /* Another question was asked since, or the page is going. */
  if (self->asking != asked->cancellable)
    return;
  g_clear_object (&self->asking);

  if (list != NULL)
    show_list (self, list, asked->where);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (self), error->message);
}

static void
stop_asking (RgCustomersPage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
reload (RgCustomersPage *self,
        Where            where)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  g_autoptr (RgQuery) query = NULL;
  Asked *asked;

  stop_asking (self);
  if (store == NULL)
    return;

  query = rg_query_new ("customer");
  if (is_searching (self))
    rg_query_set_search (query, self->search);
  if (g_strcmp0 (rg_columns_get_sort (self->columns), "name") != 0 || rg_columns_get_descending (self->columns))
    rg_query_set_sort (query, rg_columns_get_sort (self->columns), rg_columns_get_descending (self->columns));

  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  asked->where = where;
  rg_record_list_new_async (store, query, self->asking, list_ready_cb, asked);
}

/* --- how many there are, while only some are shown ----------------------- */

static gpointer
count_func (RgRead       *read,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GArray) ids = rg_query_run (query, read, 0, cancellable, error);

  return ids != NULL ? g_memdup2 (&ids->len, sizeof ids->len) : NULL;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgCustomersPage *self = asked->page;
  g_autofree guint *total = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (self->counting != asked->cancellable)
    return;
  g_clear_object (&self->counting);

  if (total != NULL && is_searching (self))
    {
      self->total = *total;
      update_count (self);
    }
}

static void
stop_counting (RgCustomersPage *self)
{
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static void
store_changed_cb (RgStore         *store,
                  RgChanges       *changes,
                  RgCustomersPage *self)
{
  Asked *asked;

  if (!is_searching (self))
    return;

  stop_counting (self);
  self->counting = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->counting);
  rg_store_read_async (store, count_func, NULL, NULL, g_free, self->counting, counted_cb, asked);
}

/* --- order -------------------------------------------------------------- */

static void
set_sort (RgCustomersPage *self,
          const char      *key,
          gboolean         descending)
{
  RgSettings *settings = rg_page_get_settings (RG_PAGE (self));

  if (g_strcmp0 (rg_columns_get_sort (self->columns), key) == 0 &&
      rg_columns_get_descending (self->columns) == descending)
    return;

  rg_columns_set_sort (self->columns, key, descending);
  rg_settings_set_string (settings, "sort-column", key);
  rg_settings_set_boolean (settings, "sort-descending", descending);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
  reload (self, WHERE_TOP);
}

static void
sort_requested_cb (RgColumnHeader  *header,
                   const char      *key,
                   gboolean         descending,
                   RgCustomersPage *self)
{
  set_sort (self, key, descending);
}

/* Narrow, there is no header to click: a menu says the same. */
static void
update_sort_menu (RgCustomersPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), keys = g_menu_new (), order = g_menu_new ();

  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgField *field = rg_columns_get (self->columns, i)->field;
      g_autoptr (GMenuItem) item = NULL;

      if ((field->flags & RG_FIELD_VIRTUAL) != 0 || field->type == &rg_type_long_text)
        continue;
      item = g_menu_item_new (rg_field_get_label (field), NULL);
      g_menu_item_set_action_and_target (item, "page.sort", "s", field->key);
      g_menu_append_item (keys, item);
    }

  g_menu_append (order, _ ("From Last to First"), "page.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->sort_button), G_MENU_MODEL (menu));
}

/* --- search ------------------------------------------------------------- */

static void
search_changed_cb (GtkSearchEntry  *entry,
                   RgCustomersPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_strcmp0 (self->search != NULL ? self->search : "", text) == 0)
    return;
  g_set_str (&self->search, text);
  reload (self, WHERE_TOP);
}

static void
search_activate_cb (GtkSearchEntry  *entry,
                    RgCustomersPage *self)
{
  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               RgCustomersPage       *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  search_activate_cb (GTK_SEARCH_ENTRY (self->search_entry), self);
  return GDK_EVENT_STOP;
}

static void
clear_search (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

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

/* --- shop, size, day ---------------------------------------------------- */

static void
catalog_changed_cb (RgStore         *store,
                    GParamSpec      *pspec,
                    RgCustomersPage *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);

  rg_columns_set_catalog (self->columns, catalog);
  update_sort_menu (self);
  reload (self, WHERE_SAME);
}

static void
forget_store (RgCustomersPage *self)
{
  stop_asking (self);
  stop_counting (self);
  gtk_list_view_set_model (self->list_view, NULL);
  drop_list (self);
  self->selected = 0;
  self->total = 0;
  g_clear_pointer (&self->search, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), FALSE);
}

static void
rg_customers_page_set_store (RgPage  *page,
                             RgStore *store)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (page);
  g_autoptr (RgCatalog) catalog = NULL;

  forget_store (self);
  update_state (self);
  if (store == NULL)
    return;

  catalog = rg_store_ref_catalog (store);
  rg_columns_set_catalog (self->columns, catalog);
  update_sort_menu (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self, G_CONNECT_DEFAULT);
  reload (self, WHERE_TOP);
}

static void
update_form (RgCustomersPage *self)
{
  gboolean compact = adw_breakpoint_bin_get_current_breakpoint (self->breakpoint_bin) != NULL;

  rg_columns_set_compact (self->columns, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->header), !compact);
  gtk_widget_set_visible (self->sort_button, compact);
}

static void
breakpoint_cb (AdwBreakpointBin *bin,
               GParamSpec       *pspec,
               RgCustomersPage  *self)
{
  update_form (self);
}

static void
text_size_cb (GtkSettings     *settings,
              GParamSpec      *pspec,
              RgCustomersPage *self)
{
  rg_columns_set_scale (self->columns, adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, settings));
}

static void
mask_changed_cb (RgSettings      *settings,
                 const char      *key,
                 RgCustomersPage *self)
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
rg_customers_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_customers_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  switch ((RgCustomersPageProperty) prop_id)
    {
    case PROP_SORT:
      set_sort (self, g_value_get_string (value), FALSE);
      break;
    case PROP_DESCENDING:
      set_sort (self, rg_columns_get_sort (self->columns), g_value_get_boolean (value));
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
  rg_columns_set_mask (self->columns, rg_settings_get_boolean (settings, "mask-phones"));
  g_signal_connect_object (settings, "changed::mask-phones", G_CALLBACK (mask_changed_cb), self, G_CONNECT_DEFAULT);
}

static void
rg_customers_page_dispose (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  stop_asking (self);
  stop_counting (self);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->day_timeout, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  drop_list (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CUSTOMERS_PAGE);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->search, g_free);

  G_OBJECT_CLASS (rg_customers_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/customers/rg-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, header);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
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
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RG_TYPE_COLUMN_HEADER);
  g_type_ensure (RG_TYPE_WELCOME);
  bind_template (widget_class);

  gtk_widget_class_install_property_action (widget_class, "page.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "page.descending", "descending");
  gtk_widget_class_install_action (widget_class, "page.clear-search", NULL, clear_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.clear-search", NULL);
}

static void
rg_customers_page_init (RgCustomersPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GtkSettings *gtk_settings = gtk_settings_get_default ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  AdwBreakpoint *narrow;

  self->columns = rg_columns_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), GTK_EDITABLE (self->search_entry));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search_entry, keys);

  rg_column_header_set_columns (self->header, self->columns);
  rg_column_header_set_scroller (self->header, self->scroller);
  g_signal_connect (self->header, "sort-requested", G_CALLBACK (sort_requested_cb), self);
  factory = rg_customers_list_factory (self->columns);
  gtk_list_view_set_factory (self->list_view, factory);

  narrow = adw_breakpoint_new (
      adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, TABLE_LEAST, ADW_LENGTH_UNIT_SP));
  adw_breakpoint_bin_add_breakpoint (self->breakpoint_bin, narrow);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);

  g_signal_connect_object (gtk_settings, "notify::gtk-xft-dpi", G_CALLBACK (text_size_cb), self, G_CONNECT_DEFAULT);
  text_size_cb (gtk_settings, NULL, self);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_timeout_cb, self);
  update_form (self);
  update_state (self);
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
rg_customers_page_set_search (RgCustomersPage *self,
                              const char      *text)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), *text != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  search_changed_cb (GTK_SEARCH_ENTRY (self->search_entry), self);
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
 * Returns: whether it waits for a list
 */
gboolean
rg_customers_page_is_busy (RgCustomersPage *self)
{
  return self->asking != NULL;
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
rg_customers_page_select (RgCustomersPage *self,
                          gint64           id)
{
  guint position = self->list != NULL ? rg_record_list_find (self->list, id) : G_MAXUINT;

  if (position != G_MAXUINT)
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_SELECT, NULL);
}
