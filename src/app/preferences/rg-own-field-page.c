/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-own-field-page.h"

#include "app/preferences/rg-choices-list.h"
#include "app/preferences/rg-fault-group.h"
#include "app/preferences/rg-own-field-wish.h"
#include "app/rg-change.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgOwnFieldPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *name_row;
  GtkWidget *type_row;
  GtkWidget *group_row;
  RgChoicesList *choices;
  AdwPreferencesGroup *fault_group;
  GtkWidget *save_button;

  RgStore *store;
  RgCatalog *catalog;
  const RgEntity *entity;
  const RgField *field; /* NULL: a new one */
  GPtrArray *types;     /* RgFieldType, as the row lists them */
  gboolean touched;
  gboolean busy;
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgOwnFieldPage, rg_own_field_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_text (GtkWidget *row)
{
  return rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static const RgFieldType *
get_type (RgOwnFieldPage *self)
{
  guint selected;

  if (self->field != NULL)
    return self->field->type;
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->type_row));

  return g_ptr_array_index (self->types, selected < self->types->len ? selected : 0);
}

static gboolean
has_choices (RgOwnFieldPage *self)
{
  return get_type (self) == &rg_type_choice || get_type (self) == &rg_type_choices;
}

/* --- what is wrong -------------------------------------------------------- */

static gboolean
is_taken (RgOwnFieldPage *self, const char *label)
{
  g_autofree char *wanted = rg_text_normalize (label);

  for (guint i = 0; i < rg_entity_get_n_fields (self->entity); i++)
    {
      const RgField *field = rg_entity_get_field (self->entity, i);
      g_autofree char *other = rg_text_normalize (rg_field_get_label (field));

      if (field != self->field && (field->flags & (RG_FIELD_RETIRED | RG_FIELD_SYSTEM)) == 0 &&
          g_str_equal (other, wanted))
        return TRUE;
    }

  return FALSE;
}

/**
 * rg_own_field_page_find_fault:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what keeps the field from being saved
 */
const char *
rg_own_field_page_find_fault (RgOwnFieldPage *self)
{
  g_autofree char *label = dup_text (self->name_row);

  if (*label == '\0')
    return _ ("A field needs a name.");
  if (is_taken (self, label))
    return _ ("There is a field of this name already.");

  return has_choices (self) ? rg_choices_list_find_fault (self->choices) : NULL;
}

/* An empty page is not yet wrong. */
static void
update (RgOwnFieldPage *self)
{
  const char *fault = rg_own_field_page_find_fault (self);
  g_autofree char *label = dup_text (self->name_row);
  gboolean say = fault != NULL && (self->touched || *label != '\0');

  gtk_widget_set_sensitive (self->save_button, fault == NULL && !self->busy);
  rg_fault_group_set (self->fault_group, say ? fault : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), has_choices (self));
  if (self->field == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->type_row), rg_own_field_explain (get_type (self)));
}

static void
changed_cb (RgOwnFieldPage *self)
{
  self->touched = TRUE;
  update (self);
}

/* --- saving --------------------------------------------------------------- */

static void
saved_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgOwnFieldPage *self = page;

  self->busy = FALSE;
  update (self);
  if (error == NULL)
    g_signal_emit (self, signals[DONE], 0, done, operation);
  else
    rg_fault_group_set (self->fault_group, error->message);
}

/* Only what is to be another. */
static RgOwnFieldWish *
make_wish (RgOwnFieldPage *self, const char *label, const char *group)
{
  RgOwnFieldWish *wish =
      rg_own_field_wish_new (rg_entity_get_key (self->entity), self->field != NULL ? self->field->key : NULL);

  if (self->field == NULL || strcmp (label, self->field->label) != 0)
    wish->label = g_strdup (label);
  if (self->field == NULL || g_strcmp0 (group, self->field->group != NULL ? self->field->group : "") != 0)
    wish->group = g_strdup (group);
  if (has_choices (self))
    {
      wish->choices = rg_choices_list_get (self->choices);
      wish->before = rg_choices_list_get_before (self->choices);
    }
  wish->type = get_type (self);

  return wish;
}

/**
 * rg_own_field_page_save:
 * @self: a page
 *
 * Adds or changes the field, unless something is wrong.
 */
void
rg_own_field_page_save (RgOwnFieldPage *self)
{
  g_autofree char *label = dup_text (self->name_row);
  g_autofree char *group = dup_text (self->group_row);
  g_autofree char *operation = NULL;
  gboolean new = self->field == NULL;
  char *done;

  self->touched = TRUE;
  update (self);
  if (self->busy || rg_own_field_page_find_fault (self) != NULL)
    return;

  self->busy = TRUE;
  update (self);
  /* Translators: %s is the name of a field. */
  done = g_strdup_printf (new ? _ ("Added the field “%s”") : _ ("Changed the field “%s”"), label);
  operation = g_strdup_printf (new ? _ ("Add the field “%s”") : _ ("Change the field “%s”"), label);
  rg_own_field_wish_carry_out (make_wish (self, label, group), self->store, GTK_WIDGET (self), operation,
                               rg_change_done_cb, rg_change_when_done (self, done, saved_cb));
}

static void
save_cb (RgOwnFieldPage *self)
{
  rg_own_field_page_save (self);
}

/* --- groups --------------------------------------------------------------- */

static void
group_cb (GtkButton *button, RgOwnFieldPage *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (self->group_row), gtk_button_get_label (button));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
add_group (RgOwnFieldPage *self, GtkWidget *box, GHashTable *seen, const RgField *field)
{
  gboolean own = (field->flags & RG_FIELD_OWN) != 0;
  const char *title;
  GtkWidget *button;

  if (field->group == NULL || (field->flags & (RG_FIELD_RETIRED | RG_FIELD_SYSTEM)) != 0)
    return;
  title = own ? field->group : g_dgettext (GETTEXT_PACKAGE, field->group);
  if (*title == '\0' || !g_hash_table_add (seen, (gpointer) title))
    return;
  button = gtk_button_new_with_label (title);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (group_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

/* The headings that the form has already. */
static GtkWidget *
make_group_button (RgOwnFieldPage *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < rg_entity_get_n_fields (self->entity); i++)
    add_group (self, box, seen, rg_entity_get_field (self->entity, i));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Group"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Group"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, g_hash_table_size (seen) > 0);

  return button;
}

/* --- the page ------------------------------------------------------------- */

static void
rg_own_field_page_dispose (GObject *object)
{
  RgOwnFieldPage *self = RG_OWN_FIELD_PAGE (object);

  if (self->choices != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->choices, self);
      g_signal_handlers_disconnect_by_data (self->name_row, self);
      g_signal_handlers_disconnect_by_data (self->group_row, self);
      g_signal_handlers_disconnect_by_data (self->type_row, self);
    }
  self->choices = NULL;
  g_clear_object (&self->store);
  g_clear_pointer (&self->types, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_own_field_page_parent_class)->dispose (object);
}

static void
rg_own_field_page_finalize (GObject *object)
{
  g_clear_pointer (&RG_OWN_FIELD_PAGE (object)->catalog, rg_catalog_unref);

  G_OBJECT_CLASS (rg_own_field_page_parent_class)->finalize (object);
}

static void
rg_own_field_page_class_init (RgOwnFieldPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_own_field_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_own_field_page_finalize;

  /**
   * RgOwnFieldPage::done:
   * @sentence: what was done
   * @operation: as what; 0: nothing had to be changed
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
rg_own_field_page_init (RgOwnFieldPage *self)
{
}

static GtkWidget *
make_type_row (RgOwnFieldPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row;

  self->types = g_ptr_array_new ();
  if (self->field != NULL)
    {
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (self->field->type->label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   _ ("The type stays as it is. For another type, add another field."));
      return row;
    }

  row = adw_combo_row_new ();
  for (const RgFieldType *const *type = rg_field_type_list (); *type != NULL; type++)
    {
      if (!(*type)->own)
        continue;
      g_ptr_array_add (self->types, (gpointer) *type);
      gtk_string_list_append (labels, _ ((*type)->label));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Type"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (changed_cb), self);

  return row;
}

static GtkWidget *
make_main_group (RgOwnFieldPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Field name"));
  self->type_row = make_type_row (self);
  self->group_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->group_row), _ ("Group in the form"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->group_row), make_group_button (self));
  if (self->field != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->field->label);
      gtk_editable_set_text (GTK_EDITABLE (self->group_row),
                             self->field->group != NULL ? self->field->group : "");
    }
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->name_row, "entry-activated", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->group_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->group_row, "entry-activated", G_CALLBACK (save_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->type_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->group_row);

  return group;
}

static void
add_choices (RgOwnFieldPage *self, GtkWidget *page)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const RgChoice *choice = self->field != NULL ? self->field->choices : NULL;

  for (; choice != NULL && choice->key != NULL; choice++)
    g_strv_builder_add (names, choice->key);
  list = g_strv_builder_end (names);
  self->choices = RG_CHOICES_LIST (rg_choices_list_new ());
  if (self->field != NULL)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (self->choices),
        _ ("A new name is put in everywhere. A choice that is removed stays where it was chosen before."));
  rg_choices_list_set (self->choices, (const char *const *) list);
  g_signal_connect_swapped (self->choices, "changed", G_CALLBACK (changed_cb), self);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->choices));
}

static void
build (RgOwnFieldPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_preferences_page_new ();

  self->save_button = gtk_button_new_with_mnemonic (self->field == NULL ? _ ("Add") : _ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_main_group (self)));
  add_choices (self, page);
  self->fault_group = rg_fault_group_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->fault_group);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  update (self);
}

/**
 * rg_own_field_page_new:
 * @store: the shop
 * @entity: key of an entity
 * @key: (nullable): of one of its own fields; %NULL adds one
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rg_own_field_page_new (RgStore *store, const char *entity, const char *key)
{
  RgOwnFieldPage *self = g_object_new (RG_TYPE_OWN_FIELD_PAGE, NULL);

  self->store = g_object_ref (store);
  self->catalog = rg_store_ref_catalog (store);
  self->entity = rg_catalog_find (self->catalog, entity);
  self->field = rg_entity_find_field (self->entity, key);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 self->field != NULL ? self->field->label : _ ("New Field"));
  build (self);

  return GTK_WIDGET (self);
}

/**
 * rg_own_field_page_set_label:
 * @self: a page
 * @label: what the field is called
 */
void
rg_own_field_page_set_label (RgOwnFieldPage *self, const char *label)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), label);
}

/**
 * rg_own_field_page_set_type:
 * @self: the page of a new field
 * @type: id of a type that owners may choose
 */
void
rg_own_field_page_set_type (RgOwnFieldPage *self, const char *type)
{
  guint place;

  if (g_ptr_array_find (self->types, rg_field_type_find (type), &place))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->type_row), place);
}

/**
 * rg_own_field_page_set_group:
 * @self: a page
 * @group: heading in the form; "" for none
 */
void
rg_own_field_page_set_group (RgOwnFieldPage *self, const char *group)
{
  gtk_editable_set_text (GTK_EDITABLE (self->group_row), group);
}
