/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-staff-page.h"

#include "app/preferences/rg-add-button.h"
#include "app/preferences/rg-row-focus.h"
#include "app/rg-change.h"
#include "app/rg-reread.h"
#include "shop/rg-staff.h"

#include <glib/gi18n-lib.h>

/* More names that nobody has would not be looked through. */
#define MOST_UNKNOWN 20

/* What is read at once. */
typedef struct
{
  GPtrArray *rows; /* RgRow of staff */
  char **unknown;  /* (nullable) not looked for again */
} Found;

struct _RgStaffPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  AdwPreferencesGroup *unknown_group;
  GPtrArray *widgets; /* rows in the group, not owned */
  GPtrArray *unknown_widgets;

  RgStore *store;
  Found *found;
  RgReread *reread;
  guint n_writing;
  GtkWidget *add;
  RgRowFocus *focus;
};

enum
{
  EDIT,
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStaffPage, rg_staff_page, ADW_TYPE_PREFERENCES_PAGE)

static void
found_free (Found *found)
{
  g_clear_pointer (&found->rows, g_ptr_array_unref);
  g_strfreev (found->unknown);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gboolean
is_active (RgRow *row)
{
  return rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "active"))) !=
         0;
}

/* --- changing ------------------------------------------------------------- */

typedef struct
{
  gint64 id; /* 0: somebody new */
  char *name;
  gboolean active;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->name);
  g_free (wish);
}

static gboolean
wish_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;

  if (wish->id != 0)
    return rg_staff_set_active (op, wish->id, wish->active, error);
  return rg_staff_add (op, &(RgStaffWords) { .name = wish->name }, error) != 0;
}

static void
done_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgStaffPage *self = page;

  self->n_writing--;
  if (error != NULL)
    g_signal_emit (self, signals[SAID], 0, error->message, (gint64) 0);
  else if (operation != 0)
    g_signal_emit (self, signals[SAID], 0, done, operation);
}

/* @label and @done have a place for the name. */
static void
carry_out (RgStaffPage *self, Wish *wish, const char *label, const char *done)
{
  g_autofree char *operation = g_strdup_printf (label, wish->name);

  self->n_writing++;
  rg_change_async (self->store, GTK_WIDGET (self), operation, wish_func, wish, wish_free, NULL,
                   rg_change_done_cb,
                   rg_change_when_done (self, g_strdup_printf (done, wish->name), done_cb));
}

static void
set_active (RgStaffPage *self, RgRow *row, gboolean active)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->id = rg_row_get_id (row);
  wish->name = g_strdup (rg_row_get_text (row, "name"));
  wish->active = active;
  /* Translators: %s is one of the staff. */
  carry_out (self, wish, active ? _ ("%s works here again") : _ ("%s no longer works here"),
             active ? _ ("%s works here again") : _ ("%s no longer works here"));
}

static void
take_on (RgStaffPage *self, const char *name)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->name = g_strdup (name);
  /* Translators: %s is a name. */
  carry_out (self, wish, _ ("Add %s to the staff"), _ ("Added %s to the staff"));
}

/* --- showing -------------------------------------------------------------- */

static RgRow *
row_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static void
activated_cb (AdwActionRow *widget, RgStaffPage *self)
{
  rg_row_focus_leave (self->focus, widget);
  g_signal_emit (self, signals[EDIT], 0, rg_row_get_id (row_of (widget)));
}

static void
return_cb (GtkWidget *button, RgStaffPage *self)
{
  set_active (self, row_of (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW)), TRUE);
}

static void
take_on_cb (GtkWidget *button, RgStaffPage *self)
{
  take_on (self, adw_preferences_row_get_title (
                     ADW_PREFERENCES_ROW (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW))));
}

static void
add_cb (GtkWidget *button, RgStaffPage *self)
{
  rg_row_focus_leave (self->focus, button);
  g_signal_emit (self, signals[EDIT], 0, (gint64) 0);
}

/* "138 1234 5678 · Pudong · Kitchens" */
static char *
describe_row (RgRow *row)
{
  static const char *const keys[] = { "phone", "region", "skills" };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const RgField *field = rg_entity_find_field (rg_row_get_entity (row), keys[i]);
      g_autofree char *text = NULL;

      if (rg_value_is_null (rg_row_get (row, field)))
        continue;
      text = rg_row_format (row, field, RG_FORMAT_DISPLAY);
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
    }
  return g_string_free_and_steal (line);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_suffix (RgStaffPage *self, GtkWidget *row, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  /* Translators: what a button does, and for whom: "Add: 王芳". */
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), label, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_staff_row (RgStaffPage *self, RgRow *row)
{
  g_autofree char *about = describe_row (row);
  GtkWidget *widget = make_row (rg_row_get_text (row, "name"), about);

  g_object_set_data_full (G_OBJECT (widget), "row", rg_row_ref (row), (GDestroyNotify) rg_row_unref);
  if (!is_active (row))
    {
      add_suffix (self, widget, _ ("Works Here Again"), G_CALLBACK (return_cb));
      return widget;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  g_signal_connect (widget, "activated", G_CALLBACK (activated_cb), self);
  return widget;
}

static void
clear (AdwPreferencesGroup *group, GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (widgets, i));
  g_ptr_array_set_size (widgets, 0);
}

static void
add_to (AdwPreferencesGroup *group, GPtrArray *widgets, GtkWidget *widget)
{
  adw_preferences_group_add (group, widget);
  g_ptr_array_add (widgets, widget);
}

static void
fill (RgStaffPage *self)
{
  GtkWidget *left = NULL;
  guint n_unknown = 0;

  rg_row_focus_begin (self->focus);
  clear (self->group, self->widgets);
  rg_row_focus_name (self->focus, self->add, "+");
  for (guint i = 0; i < self->found->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (self->found->rows, i);
      GtkWidget *widget = make_staff_row (self, row);

      rg_row_focus_name_id (self->focus, widget, rg_row_get_id (row));
      if (is_active (row))
        {
          add_to (self->group, self->widgets, widget);
          continue;
        }
      if (left == NULL)
        {
          left = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (left), _ ("No longer here"));
          add_to (self->group, self->widgets, left);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (left), widget);
    }
  adw_preferences_group_set_description (self->group, self->found->rows->len == 0 ? _ ("Nobody yet") : NULL);

  clear (self->unknown_group, self->unknown_widgets);
  for (char **name = self->found->unknown; name != NULL && *name != NULL; name++, n_unknown++)
    {
      GtkWidget *widget = make_row (*name, NULL);
      g_autofree char *key = g_strconcat ("?", *name, NULL);

      add_suffix (self, widget, _ ("Add"), G_CALLBACK (take_on_cb));
      add_to (self->unknown_group, self->unknown_widgets, widget);
      rg_row_focus_name (self->focus, widget, key);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->unknown_group), n_unknown > 0);
  rg_row_focus_end (self->focus);
}

/* --- reading -------------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);

  found->rows = rg_staff_list (read, error);
  if (found->rows == NULL)
    return NULL;
  found->unknown = rg_staff_unknown (read, MOST_UNKNOWN, error);
  return found->unknown != NULL ? g_steal_pointer (&found) : NULL;
}

static void
read_cb (gpointer found, const GError *error, gpointer user_data)
{
  RgStaffPage *self = user_data;

  if (found == NULL)
    {
      adw_preferences_group_set_description (self->group, error->message);
      return;
    }
  g_clear_pointer (&self->found, found_free);
  self->found = found;
  fill (self);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_staff_page_dispose (GObject *object)
{
  RgStaffPage *self = RG_STAFF_PAGE (object);

  g_clear_pointer (&self->reread, rg_reread_stop);
  g_clear_pointer (&self->focus, rg_row_focus_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_staff_page_parent_class)->dispose (object);
}

static void
rg_staff_page_finalize (GObject *object)
{
  RgStaffPage *self = RG_STAFF_PAGE (object);

  g_clear_pointer (&self->found, found_free);
  g_ptr_array_unref (self->widgets);
  g_ptr_array_unref (self->unknown_widgets);

  G_OBJECT_CLASS (rg_staff_page_parent_class)->finalize (object);
}

static void
rg_staff_page_class_init (RgStaffPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_staff_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_staff_page_finalize;

  /**
   * RgStaffPage::edit:
   * @id: of somebody; 0: somebody new
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * RgStaffPage::said:
   * @sentence: what was done, or why it was not
   * @operation: as what; 0: nothing that could be undone
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
rg_staff_page_init (RgStaffPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self);
  GtkWidget *button = rg_add_button_new (_ ("Add"), _ ("Add somebody to the staff"));

  self->widgets = g_ptr_array_new ();
  self->unknown_widgets = g_ptr_array_new ();
  adw_preferences_page_set_name (page, "staff");
  adw_preferences_page_set_title (page, _ ("Staff"));
  adw_preferences_page_set_icon_name (page, "system-users-symbolic");
  adw_preferences_page_set_description (
      page, _ ("Who is in charge of customers and does what is to be done. Nobody signs in."));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Works Here"));
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (self->group, button);
  self->add = button;
  self->focus = rg_row_focus_new (GTK_WIDGET (self->group));
  adw_preferences_page_add (page, self->group);
  self->unknown_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->unknown_group, _ ("Not on the List Yet"));
  adw_preferences_group_set_description (self->unknown_group,
                                         _ ("Names that customers, entries or tasks already have"));
  gtk_widget_set_visible (GTK_WIDGET (self->unknown_group), FALSE);
  adw_preferences_page_add (page, self->unknown_group);
}

/**
 * rg_staff_page_new:
 * @store: a shop that can be changed
 *
 * Returns: (transfer floating): a page that follows the staff
 */
GtkWidget *
rg_staff_page_new (RgStore *store)
{
  RgStaffPage *self = g_object_new (RG_TYPE_STAFF_PAGE, NULL);

  self->store = g_object_ref (store);
  /* Names are looked for in every row that may have one. */
  self->reread = rg_reread_new (store, "staff", read_func, (GDestroyNotify) found_free, read_cb, self);
  return GTK_WIDGET (self);
}

/**
 * rg_staff_page_is_busy:
 * @self: a page
 *
 * Returns: whether something is being read or written
 */
gboolean
rg_staff_page_is_busy (RgStaffPage *self)
{
  return (self->reread != NULL && rg_reread_is_busy (self->reread)) || self->n_writing > 0;
}

/**
 * rg_staff_page_describe:
 * @self: a page
 *
 * Returns: (transfer full): who is listed, those who left in brackets, names that are
 *   nobody's behind a question mark
 */
char *
rg_staff_page_describe (RgStaffPage *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->found != NULL && i < self->found->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (self->found->rows, i);

      g_string_append_printf (text, is_active (row) ? "%s;" : "(%s);", rg_row_get_text (row, "name"));
    }
  for (char **name = self->found != NULL ? self->found->unknown : NULL; name != NULL && *name != NULL; name++)
    g_string_append_printf (text, "?%s;", *name);
  return g_string_free_and_steal (text);
}

/**
 * rg_staff_page_set_active:
 * @self: a page
 * @name: of somebody who is listed
 * @active: whether they work here
 */
void
rg_staff_page_set_active (RgStaffPage *self, const char *name, gboolean active)
{
  for (guint i = 0; self->found != NULL && i < self->found->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (self->found->rows, i);

      if (g_str_equal (rg_row_get_text (row, "name"), name))
        set_active (self, row, active);
    }
}

/**
 * rg_staff_page_take_on:
 * @self: a page
 * @name: that is nobody's yet
 */
void
rg_staff_page_take_on (RgStaffPage *self, const char *name)
{
  take_on (self, name);
}
