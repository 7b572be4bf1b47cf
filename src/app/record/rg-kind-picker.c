/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-kind-picker.h"

#include <glib/gi18n-lib.h>

struct _RgKindPicker
{
  GtkBox parent_instance;

  GPtrArray *buttons; /* of GtkToggleButton, not owned */
  GtkWidget *more;    /* (nullable) what is chosen less often */
  char *kind;
};

typedef enum
{
  PROP_KIND = 1,
} RgKindPickerProperty;

static GParamSpec *properties[PROP_KIND + 1];

G_DEFINE_FINAL_TYPE (RgKindPicker, rg_kind_picker, GTK_TYPE_BOX)

static const struct
{
  const char *kind;
  const char *icon;
} icons[] = {
  { "note", "text-x-generic-symbolic" },
  { "call", "call-start-symbolic" },
  { "visit", "rg-shop-symbolic" },
  { "onsite", "mark-location-symbolic" },
  { "message", "rg-message-symbolic" },
  { "meeting", "system-users-symbolic" },
  { "showing", "go-home-symbolic" },
  { "trial", "rg-lesson-symbolic" },
  { "form", "document-properties-symbolic" },
  { RG_KIND_SALE, "rg-yuan-symbolic" },
  { RG_KIND_DEAL, "view-dual-symbolic" },
};

/**
 * rg_kind_get_icon:
 * @kind: a kind of event, "sale" or "deal"
 *
 * Returns: the name of its icon
 */
const char *
rg_kind_get_icon (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, kind))
      return icons[i].icon;
  return "view-more-horizontal-symbolic";
}

static const RgField *
kind_field (RgCatalog *catalog)
{
  return rg_entity_find_field (rg_catalog_find (catalog, "event"), "kind");
}

/**
 * rg_kind_get_label:
 * @catalog: the shop's catalogue
 * @kind: a kind of event, "sale" or "deal"
 *
 * Returns: what a person calls it
 */
const char *
rg_kind_get_label (RgCatalog *catalog, const char *kind)
{
  const RgField *field = kind_field (catalog);

  if (g_str_equal (kind, RG_KIND_SALE) || g_str_equal (kind, RG_KIND_DEAL))
    return rg_entity_get_label (rg_catalog_find (catalog, kind));
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    if (g_str_equal (choice->key, kind))
      return rg_choice_get_label (field, choice);
  return kind;
}

static const char *
kind_of (gpointer button)
{
  return g_object_get_data (button, "kind");
}

/* These stand in a menu of their own, but for the one that is chosen. */
static gboolean
is_seldom (const char *kind)
{
  return g_str_equal (kind, "showing") || g_str_equal (kind, "trial");
}

/* The chosen one says its name, and is the one that Tab stops at. */
static void
show_chosen (RgKindPicker *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->buttons, i);
      gboolean chosen = gtk_toggle_button_get_active (button);
      GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));

      gtk_widget_set_visible (gtk_widget_get_last_child (box), chosen);
      gtk_widget_set_visible (GTK_WIDGET (button), chosen || !is_seldom (kind_of (button)));
      gtk_widget_set_focusable (GTK_WIDGET (button), chosen);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
toggled_cb (GtkToggleButton *button, RgKindPicker *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  show_chosen (self);
  if (g_set_str (&self->kind, kind_of (button)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

static void
add_button (RgKindPicker *self, const char *kind, const char *label)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (rg_kind_get_icon (kind));
  GtkWidget *text = gtk_label_new (label);

  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (kind), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), image);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kind");
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (GTK_BOX (self), button);
}

/* --- those that are chosen less often ------------------------------------- */

static void
seldom_cb (GtkButton *button, RgKindPicker *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  rg_kind_picker_set_kind (self, kind_of (button));
}

static void
add_seldom (RgKindPicker *self, GtkWidget *box, const char *kind, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (rg_kind_get_icon (kind)));
  gtk_box_append (GTK_BOX (line), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "day-choice");
  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (kind), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (seldom_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_more (RgKindPicker *self, RgCatalog *catalog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = gtk_popover_new ();

  for (guint i = 0; i < self->buttons->len; i++)
    {
      const char *kind = kind_of (g_ptr_array_index (self->buttons, i));

      if (is_seldom (kind))
        add_seldom (self, box, kind, rg_kind_get_label (catalog, kind));
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-horizontal-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->more), FALSE);
  gtk_widget_set_tooltip_text (self->more, _ ("More kinds"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More kinds"), -1);
  gtk_box_append (GTK_BOX (self), self->more);
}

/* The next one that stands in the row; those in the menu are passed over. */
static GtkToggleButton *
next_visible (RgKindPicker *self, int from, int by)
{
  int n = (int) self->buttons->len;
  int i = from;

  do
    i = (i + by + n) % n;
  while (i != from && is_seldom (kind_of (g_ptr_array_index (self->buttons, i))));
  return g_ptr_array_index (self->buttons, i);
}

static gboolean
step (RgKindPicker *self, int by)
{
  int n = (int) self->buttons->len;

  for (int i = 0; i < n; i++)
    {
      GtkToggleButton *next;

      if (!gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
        continue;
      next = next_visible (self, i, by);
      gtk_toggle_button_set_active (next, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (next));
      return TRUE;
    }
  return FALSE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RgKindPicker *self)
{
  gboolean reversed = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return step (self, reversed ? 1 : -1);
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return step (self, reversed ? -1 : 1);
  return GDK_EVENT_PROPAGATE;
}

static void
rg_kind_picker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgKindPicker *self = RG_KIND_PICKER (object);

  switch ((RgKindPickerProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_kind_picker_finalize (GObject *object)
{
  RgKindPicker *self = RG_KIND_PICKER (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->kind);

  G_OBJECT_CLASS (rg_kind_picker_parent_class)->finalize (object);
}

static void
rg_kind_picker_class_init (RgKindPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_kind_picker_get_property;
  object_class->finalize = rg_kind_picker_finalize;

  /**
   * RgKindPicker:kind:
   *
   * The kind that is chosen.
   */
  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
rg_kind_picker_init (RgKindPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kind"), -1);
}

/**
 * rg_kind_picker_fill:
 * @self: a row of kinds
 * @catalog: the shop's catalogue
 * @set: which kinds are offered
 * @kind: the one that is chosen
 */
void
rg_kind_picker_fill (RgKindPicker *self, RgCatalog *catalog, RgKindSet set, const char *kind)
{
  const RgField *field = kind_field (catalog);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);
  if (self->more != NULL)
    gtk_box_remove (GTK_BOX (self), self->more);
  self->more = NULL;

  for (const RgChoice *choice = field->choices; set != RG_KIND_SET_SALE && choice->key != NULL; choice++)
    {
      /* What comes in by itself, and what says nothing, is not offered. */
      gboolean rare = g_str_equal (choice->key, "form") || g_str_equal (choice->key, "other");

      if (!rare || g_str_equal (choice->key, kind))
        add_button (self, choice->key, rg_choice_get_label (field, choice));
    }
  if (set != RG_KIND_SET_EVENTS)
    add_button (self, RG_KIND_SALE, rg_kind_get_label (catalog, RG_KIND_SALE));
  if (set != RG_KIND_SET_SALE)
    add_more (self, catalog);
  rg_kind_picker_set_kind (self, kind);
}

/**
 * rg_kind_picker_get_kind:
 * @self: a row of kinds
 *
 * Returns: (nullable): what is chosen; %NULL before there is anything to choose
 */
const char *
rg_kind_picker_get_kind (RgKindPicker *self)
{
  return self->kind;
}

/**
 * rg_kind_picker_set_kind:
 * @self: a row of kinds
 * @kind: one of them
 */
void
rg_kind_picker_set_kind (RgKindPicker *self, const char *kind)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

      if (g_str_equal (kind_of (button), kind))
        gtk_toggle_button_set_active (button, TRUE);
    }
}
