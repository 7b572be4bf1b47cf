/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-own-fields-page.h"

#include "app/preferences/rg-add-button.h"
#include "app/preferences/rg-own-field-wish.h"
#include "app/preferences/rg-row-focus.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

struct _RgOwnFieldsPage
{
  AdwPreferencesPage parent_instance;

  RgStore *store;
  RgCatalog *catalog;
  GPtrArray *groups; /* AdwPreferencesGroup, belonging to the page */
  GPtrArray *rows;   /* RgMovableRow, belonging to the groups */
  guint busy;
  RgRowFocus *focus;
};

enum
{
  EDIT,
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgOwnFieldsPage, rg_own_fields_page, ADW_TYPE_PREFERENCES_PAGE)

/* What has a form. */
static const struct
{
  const char *entity;
  const char *title;
} entities[] = {
  { "customer", N_ ("Customers") }, { "contact", N_ ("Contact Persons") }, { "sale", N_ ("Sales") },
  { "deal", N_ ("Deals") },         { "event", N_ ("Timeline Entries") },  { "relation", N_ ("Relations") },
};

/* --- changing ------------------------------------------------------------- */

static void
done_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgOwnFieldsPage *self = page;

  self->busy--;
  if (error != NULL)
    g_signal_emit (self, signals[SAID], 0, error->message, (gint64) 0);
  else if (operation != 0)
    g_signal_emit (self, signals[SAID], 0, done, operation);
}

/* Takes @wish; @label and @done have a place for the field's name. */
static void
carry_out (RgOwnFieldsPage *self,
           RgMovableRow *row,
           RgOwnFieldWish *wish,
           const char *label,
           const char *done)
{
  const char *name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *operation = g_strdup_printf (label, name);

  self->busy++;
  rg_own_field_wish_carry_out (wish, self->store, GTK_WIDGET (self), operation, rg_change_done_cb,
                               rg_change_when_done (self, g_strdup_printf (done, name), done_cb));
}

/* Own fields of an entity in their order, hidden ones too, as places count
 * them; @without left out. */
static GPtrArray *
list_keys (RgOwnFieldsPage *self, const char *entity_key, const char *without)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, entity_key);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_OWN) != 0 && !g_str_equal (field->key, without))
        g_ptr_array_add (keys, (gpointer) field->key);
    }

  return keys;
}

static void
move_to (RgOwnFieldsPage *self, RgMovableRow *row, int place)
{
  const char *key = rg_movable_row_get_key (row);
  RgOwnFieldWish *wish = rg_own_field_wish_new (rg_movable_row_get_list (row), key);

  wish->place = place;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  carry_out (self, row, wish, _ ("Move the field “%s”"), _ ("Moved the field “%s”"));
}

static int
place_of (RgOwnFieldsPage *self, RgMovableRow *row, RgMovableRow *other)
{
  g_autoptr (GPtrArray) keys = list_keys (self, rg_movable_row_get_list (row), rg_movable_row_get_key (row));
  guint place = 0;

  g_ptr_array_find_with_equal_func (keys, rg_movable_row_get_key (other), g_str_equal, &place);
  return (int) place;
}

/* Over the next field that is in use. */
static void
move_cb (RgMovableRow *row, int by, RgOwnFieldsPage *self)
{
  guint index = 0;
  RgMovableRow *other;

  g_ptr_array_find (self->rows, row, &index);
  if ((by < 0 && index == 0) || (by > 0 && index + 1 == self->rows->len))
    return;
  other = g_ptr_array_index (self->rows, by < 0 ? index - 1 : index + 1);
  if (g_str_equal (rg_movable_row_get_list (row), rg_movable_row_get_list (other)) &&
      gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (other)))
    move_to (self, row, place_of (self, row, other) + (by > 0 ? 1 : 0));
}

/* Dropped from above it stands behind, from below in front of the other one:
 * where the pointer is. */
static void
move_before_cb (RgMovableRow *row, RgMovableRow *other, RgOwnFieldsPage *self)
{
  guint from = 0, to = 0;

  g_ptr_array_find (self->rows, row, &from);
  g_ptr_array_find (self->rows, other, &to);
  move_to (self, row, place_of (self, row, other) + (from < to ? 1 : 0));
}

static void
retire_cb (RgMovableRow *row, gboolean retired, RgOwnFieldsPage *self)
{
  RgOwnFieldWish *wish = rg_own_field_wish_new (rg_movable_row_get_list (row), rg_movable_row_get_key (row));

  wish->retired = retired;
  carry_out (self, row, wish, retired ? _ ("Stop using the field “%s”") : _ ("Use the field “%s” again"),
             retired ? _ ("The field “%s” is no longer shown") : _ ("The field “%s” is shown again"));
}

/* --- showing -------------------------------------------------------------- */

static void
activated_cb (RgMovableRow *row, RgOwnFieldsPage *self)
{
  rg_row_focus_leave (self->focus, row);
  g_signal_emit (self, signals[EDIT], 0, rg_movable_row_get_list (row), rg_movable_row_get_key (row));
}

static void
add_cb (GtkButton *button, RgOwnFieldsPage *self)
{
  rg_row_focus_leave (self->focus, button);
  g_signal_emit (self, signals[EDIT], 0, g_object_get_data (G_OBJECT (button), "entity"), "");
}

static void
add_row (RgOwnFieldsPage *self, GtkWidget *parent, const char *entity, const RgField *field)
{
  /* Translators: the type of a field, and the group in which it stands. */
  g_autofree char *about = field->group != NULL
                               ? g_strdup_printf (_ ("%s · %s"), _ (field->type->label), field->group)
                               : g_strdup (_ (field->type->label));
  g_autofree char *name = g_strdup_printf ("%s.%s", entity, field->key);
  GtkWidget *row =
      rg_movable_row_new (entity, field->key, field->label, about, (field->flags & RG_FIELD_RETIRED) != 0);

  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "move-before", G_CALLBACK (move_before_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "retire", G_CALLBACK (retire_cb), self, G_CONNECT_DEFAULT);
  g_ptr_array_add (self->rows, row);
  rg_row_focus_name (self->focus, row, name);
  if (ADW_IS_EXPANDER_ROW (parent))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (parent), row);
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (parent), row);
}

static void
add_rows (RgOwnFieldsPage *self, GtkWidget *group, const RgEntity *entity, gboolean retired)
{
  GtkWidget *parent = group;

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_OWN) == 0 || ((field->flags & RG_FIELD_RETIRED) != 0) != retired)
        continue;
      if (retired && parent == group)
        {
          parent = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (parent), _ ("No longer used"));
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), parent);
        }
      add_row (self, parent, rg_entity_get_key (entity), field);
    }
}

static GtkWidget *
make_add_button (RgOwnFieldsPage *self, const char *entity, const char *title)
{
  /* Translators: %s is what the field is for: Customers, Sales. */
  g_autofree char *name = g_strdup_printf (_ ("Add a Field: %s"), title);
  GtkWidget *button = rg_add_button_new (_ ("Add"), name);

  g_object_set_data_full (G_OBJECT (button), "entity", g_strdup (entity), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);

  return button;
}

static void
add_group (RgOwnFieldsPage *self, const char *entity_key, const char *title)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, entity_key);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = make_add_button (self, entity_key, title);
  g_autofree char *name = g_strconcat ("+", entity_key, NULL);
  guint before = self->rows->len, n;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  rg_row_focus_name (self->focus, button, name);
  add_rows (self, group, entity, FALSE);
  add_rows (self, group, entity, TRUE);
  n = self->rows->len - before;
  if (n == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("None yet"));
  if (n >= RG_CATALOG_MAX_OWN_FIELDS)
    {
      g_autofree char *full =
          g_strdup_printf (_ ("There are %d fields, which is as many as fit. "
                              "A field that is no longer used can be renamed and used again."),
                           RG_CATALOG_MAX_OWN_FIELDS);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), full);
      gtk_widget_set_sensitive (button, FALSE);
    }
  g_ptr_array_add (self->groups, group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
}

static void
fill (RgOwnFieldsPage *self)
{
  rg_row_focus_begin (self->focus);
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self), g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    add_group (self, entities[i].entity, _ (entities[i].title));
  rg_row_focus_end (self->focus);
}

static void
catalog_changed_cb (RgOwnFieldsPage *self)
{
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = rg_store_ref_catalog (self->store);
  fill (self);
}

static void
rg_own_fields_page_dispose (GObject *object)
{
  RgOwnFieldsPage *self = RG_OWN_FIELDS_PAGE (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->focus, rg_row_focus_free);

  G_OBJECT_CLASS (rg_own_fields_page_parent_class)->dispose (object);
}

static void
rg_own_fields_page_finalize (GObject *object)
{
  RgOwnFieldsPage *self = RG_OWN_FIELDS_PAGE (object);

  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (rg_own_fields_page_parent_class)->finalize (object);
}

static void
rg_own_fields_page_class_init (RgOwnFieldsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_own_fields_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_own_fields_page_finalize;

  /**
   * RgOwnFieldsPage::edit:
   * @entity: key of an entity
   * @key: of one of its own fields; "" for a new one
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  /**
   * RgOwnFieldsPage::said:
   * @sentence: what was done, or why it was not
   * @operation: as what; 0: nothing that could be undone
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
rg_own_fields_page_init (RgOwnFieldsPage *self)
{
  self->focus = rg_row_focus_new (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "own-fields");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Own Fields"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "view-list-symbolic");
  adw_preferences_page_set_description (
      ADW_PREFERENCES_PAGE (self),
      _ ("What your shop wants to know besides. A field is at once in the form, the table, the search and "
         "the import."));
}

/**
 * rg_own_fields_page_new:
 * @store: the shop, writable
 *
 * Returns: (transfer floating): a page that follows the catalogue
 */
GtkWidget *
rg_own_fields_page_new (RgStore *store)
{
  RgOwnFieldsPage *self = g_object_new (RG_TYPE_OWN_FIELDS_PAGE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self);
  catalog_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * rg_own_fields_page_find:
 * @self: a page
 * @entity: key of an entity
 * @key: of one of its own fields
 *
 * Returns: (transfer none) (nullable): its row
 */
RgMovableRow *
rg_own_fields_page_find (RgOwnFieldsPage *self, const char *entity, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RgMovableRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (rg_movable_row_get_list (row), entity) &&
          g_str_equal (rg_movable_row_get_key (row), key))
        return row;
    }

  return NULL;
}

/**
 * rg_own_fields_page_is_busy:
 * @self: a page
 *
 * Returns: whether a change is on its way to the shop
 */
gboolean
rg_own_fields_page_is_busy (RgOwnFieldsPage *self)
{
  return self->busy > 0;
}
