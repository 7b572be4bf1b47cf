/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-customer-picker.h"

#include "app/record/rg-way.h"
#include "app/rg-window.h"
#include "app/widgets/rg-avatar.h"
#include "records/rg-query.h"

#include <glib/gi18n-lib.h>

#define MOST_FOUND 6
#define AVATAR_SIZE 28

struct _RgCustomerPicker
{
  AdwBin parent_instance;

  GtkWidget *entry;
  GtkListBox *list;
  GtkWidget *hint;

  RgStore *store;
  gint64 except;
  gboolean mask;
  gint64 id;
  GCancellable *asking;
  gboolean entering;
  gboolean setting;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgCustomerPicker, rg_customer_picker, ADW_TYPE_BIN)

/* --- taking one --------------------------------------------------------- */

static void
stop_asking (RgCustomerPicker *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->entering = FALSE;
}

static void
hide_found (RgCustomerPicker *self)
{
  gtk_list_box_remove_all (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (self->hint, FALSE);
}

static void
take (RgCustomerPicker *self, RgRow *row)
{
  const char *name = rg_row_get_text (row, "name");

  rg_customer_picker_set_customer (self, rg_row_get_id (row), name, rg_row_get_text (row, "phone"));
  g_signal_emit (self, signals[PICKED], 0);
}

static RgRow *
found_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "row");
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgCustomerPicker *self)
{
  g_autoptr (RgRow) customer = rg_row_ref (found_row (row));

  gtk_widget_grab_focus (self->entry);
  take (self, customer);
}

static void
take_marked (RgCustomerPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self->list, row, self);
}

static void
activate_cb (GtkEntry *entry, RgCustomerPicker *self)
{
  if (self->asking != NULL)
    self->entering = TRUE;
  else
    take_marked (self);
}

/* --- finding ------------------------------------------------------------ */

static GtkWidget *
make_row (RgCustomerPicker *self, RgRow *row)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *avatar = rg_avatar_new (AVATAR_SIZE);
  const char *name = rg_row_get_text (row, "name");
  const char *phone = rg_row_get_text (row, "phone");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget),
                                 name != NULL && *name != '\0' ? name : _ ("No name"));
  if (phone != NULL && *phone != '\0')
    {
      g_autofree char *shown = rg_way_dup_phone (phone, self->mask);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), shown);
    }
  rg_avatar_set_customer (RG_AVATAR (avatar), name, rg_row_get_id (row));
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  g_object_set_data_full (G_OBJECT (widget), "row", rg_row_ref (row), (GDestroyNotify) rg_row_unref);

  return widget;
}

static void
show_found (RgCustomerPicker *self, GPtrArray *rows)
{
  guint n = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);

      if (row == NULL || rg_row_get_id (row) == self->except || n == MOST_FOUND)
        continue;
      gtk_list_box_append (self->list, make_row (self, row));
      n++;
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->hint, n == 0);
}

typedef struct
{
  RgCustomerPicker *picker;
  GCancellable *cancellable;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->picker);
  g_object_unref (asked->cancellable);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gpointer
find_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  /* One more than is shown, for the one who is not. */
  g_autoptr (GArray) ids = rg_query_run (data, read, MOST_FOUND + 1, cancellable, error);

  if (ids == NULL)
    return NULL;

  return rg_rows_read (read, customer, (const guint32 *) ids->data, ids->len, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgCustomerPicker *self = asked->picker;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->asking != asked->cancellable)
    return;
  g_clear_object (&self->asking);

  if (rows == NULL)
    {
      hide_found (self);
      return;
    }
  show_found (self, rows);
  if (self->entering)
    {
      self->entering = FALSE;
      take_marked (self);
    }
}

static void
changed_cb (GtkEditable *editable, RgCustomerPicker *self)
{
  const char *text = gtk_editable_get_text (editable);
  g_autoptr (RgQuery) query = NULL;
  Asked *asked;

  if (self->setting)
    return;
  self->id = 0;
  stop_asking (self);
  if (self->store == NULL || *text == '\0')
    {
      hide_found (self);
      return;
    }

  query = rg_query_new ("customer");
  rg_query_set_search (query, text);
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->picker = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_store_read_async (self->store, find_func, g_steal_pointer (&query), (GDestroyNotify) rg_query_unref,
                       (GDestroyNotify) g_ptr_array_unref, self->asking, found_cb, asked);
}

static void
mark (RgCustomerPicker *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  row = row != NULL ? gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step)
                    : NULL;
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry),
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RgCustomerPicker *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return FALSE;
  mark (self, keyval == GDK_KEY_Down ? 1 : -1);

  return gtk_widget_get_visible (GTK_WIDGET (self->list));
}

/* --- the widget --------------------------------------------------------- */

static gboolean
rg_customer_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RG_CUSTOMER_PICKER (widget)->entry);
}

static void
rg_customer_picker_dispose (GObject *object)
{
  RgCustomerPicker *self = RG_CUSTOMER_PICKER (object);

  stop_asking (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_customer_picker_parent_class)->dispose (object);
}

static void
rg_customer_picker_class_init (RgCustomerPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_customer_picker_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rg_customer_picker_grab_focus;

  /**
   * RgCustomerPicker::picked:
   *
   * The user has taken a customer.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
make_entry (RgCustomerPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "edit-find-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name, initials or phone"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Customer"),
                                  -1);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

static void
rg_customer_picker_init (RgCustomerPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  make_entry (self);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "found");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Customers found"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->hint = gtk_label_new (_ ("Nobody fits"));
  gtk_widget_add_css_class (self->hint, "dimmed-text");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->hint);
  adw_bin_set_child (ADW_BIN (self), box);
  hide_found (self);
}

/**
 * rg_customer_picker_set_store:
 * @self: a picker
 * @store: (nullable): whose customers
 * @except: who is not proposed; 0: nobody
 * @mask: whether phones are shown masked
 */
void
rg_customer_picker_set_store (RgCustomerPicker *self, RgStore *store, gint64 except, gboolean mask)
{
  g_set_object (&self->store, store);
  self->except = except;
  self->mask = mask;
}

static gboolean
masks_phones (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return RG_IS_WINDOW (root) &&
         rg_settings_get_boolean (rg_window_get_settings (RG_WINDOW (root)), "mask-phones");
}

/**
 * rg_customer_picker_fill:
 * @self: a picker of a dialog
 * @store: where it looks
 * @parent: a widget of the window that the dialog belongs to
 * @customer: (nullable): who is taken
 * @name: (nullable): what that one is called
 */
void
rg_customer_picker_fill (RgCustomerPicker *self,
                         RgStore *store,
                         GtkWidget *parent,
                         const RgRow *customer,
                         const char *name)
{
  rg_customer_picker_set_store (self, store, 0, masks_phones (parent));
  if (customer != NULL)
    rg_customer_picker_set_customer (self, rg_row_get_id (customer), name, NULL);
}

/**
 * rg_customer_picker_is_unclear:
 * @self: a picker
 *
 * Returns: whether something is written, and nobody taken
 */
gboolean
rg_customer_picker_is_unclear (RgCustomerPicker *self)
{
  return self->id == 0 && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

/**
 * rg_customer_picker_get_id:
 * @self: a picker
 *
 * Returns: who was taken; 0: nobody, or something was written since
 */
gint64
rg_customer_picker_get_id (RgCustomerPicker *self)
{
  return self->id;
}

/**
 * rg_customer_picker_set_customer:
 * @self: a picker
 * @id: who is taken; 0: nobody
 * @name: (nullable): the customer's name
 * @phone: (nullable): what shows when there is no name
 */
void
rg_customer_picker_set_customer (RgCustomerPicker *self, gint64 id, const char *name, const char *phone)
{
  stop_asking (self);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL && *name != '\0' ? name
                                                     : phone != NULL               ? phone
                                                                                   : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
  self->id = id;
  hide_found (self);
}

/**
 * rg_customer_picker_get_editable:
 * @self: a picker
 *
 * Returns: (transfer none): what is written into
 */
GtkEditable *
rg_customer_picker_get_editable (RgCustomerPicker *self)
{
  return GTK_EDITABLE (self->entry);
}

/**
 * rg_customer_picker_is_busy:
 * @self: a picker
 *
 * Returns: whether it waits for an answer
 */
gboolean
rg_customer_picker_is_busy (RgCustomerPicker *self)
{
  return self->asking != NULL;
}
