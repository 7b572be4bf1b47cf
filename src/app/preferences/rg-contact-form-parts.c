/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-contact-form-private.h"

#include <glib/gi18n-lib.h>

/* The parts of a form: which there are, in which order, what is required. */

static const char *
field_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "field");
}

gboolean
rg_contact_form_parts_find (RgContactFormPage *self, const char *field, guint *place)
{
  for (guint i = 0; i < self->form->parts->len; i++)
    if (g_str_equal (((const RgContactPart *) g_ptr_array_index (self->form->parts, i))->field, field))
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

/* --- one part ------------------------------------------------------------- */

static void
required_cb (GtkSwitch *toggle, GParamSpec *pspec, RgContactFormPage *self)
{
  if (!self->filling)
    rg_contact_form_page_require (self, field_of (toggle), gtk_switch_get_active (toggle));
}

static void
move_up (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  rg_contact_form_page_move_part (g_object_get_data (row, "page"), field_of (row), -1);
}

static void
move_down (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  rg_contact_form_page_move_part (g_object_get_data (row, "page"), field_of (row), 1);
}

static void
remove_part (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  rg_contact_form_page_remove_part (g_object_get_data (row, "page"), field_of (row));
}

static void
add_actions (GtkWidget *row)
{
  static const GActionEntry entries[] = {
    { .name = "up", .activate = move_up },
    { .name = "down", .activate = move_down },
    { .name = "remove", .activate = remove_part },
  };
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = { { GDK_KEY_Up, "part.up" }, { GDK_KEY_Down, "part.down" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), row);
  gtk_widget_insert_action_group (row, "part", G_ACTION_GROUP (group));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_ALT_MASK),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (row, controller);
}

static GtkWidget *
make_menu (const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_ ("More for “%s”"), title);

  g_menu_append (menu, _ ("Move Up"), "part.up");
  g_menu_append (menu, _ ("Move Down"), "part.down");
  g_menu_append (menu, _ ("Remove"), "part.remove");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_switch (RgContactFormPage *self, const RgContactPart *part, const char *title)
{
  GtkWidget *toggle = gtk_switch_new ();
  /* Translators: %s is a part of a form that may have to be answered. */
  g_autofree char *name = g_strdup_printf (_ ("“%s” is required"), title);

  gtk_switch_set_active (GTK_SWITCH (toggle), part->required);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (toggle), "field", g_strdup (part->field), g_free);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (required_cb), self);
  return toggle;
}

static GtkWidget *
make_row (RgContactFormPage *self, const RgContactPart *part, const RgField *field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *caption = gtk_label_new (_ ("Required"));
  const char *title = rg_field_get_label (field);

  g_object_set_data_full (G_OBJECT (row), "field", g_strdup (part->field), g_free);
  g_object_set_data (G_OBJECT (row), "page", self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (caption, "dimmed-text");
  gtk_widget_add_css_class (caption, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), caption);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_switch (self, part, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (title));
  add_actions (row);
  return row;
}

/* --- one more ------------------------------------------------------------- */

static void
add_cb (GtkButton *button, RgContactFormPage *self)
{
  g_autofree char *field = g_strdup (field_of (button));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add_button));
  if (field != NULL)
    rg_contact_form_page_add_part (self, field);
  else
    rg_contact_form_page_want_field (self);
}

static void
add_choice (RgContactFormPage *self, GtkWidget *box, const char *label, const char *field)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (field), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

/* The fields of an entry that are no part yet, and a new one. */
static void
fill_add_button (RgContactFormPage *self)
{
  const RgEntity *event = rg_catalog_find (self->catalog, "event");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *popover = gtk_popover_new ();
  guint place;

  for (guint i = 0; i < rg_entity_get_n_fields (event); i++)
    {
      const RgField *field = rg_entity_get_field (event, i);

      if (rg_contact_form_may_ask (field) && !rg_contact_form_parts_find (self, field->key, &place))
        add_choice (self, box, rg_field_get_label (field), field->key);
    }
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_choice (self, box, _ ("New Field…"), NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), popover);
}

/* --- all of them ---------------------------------------------------------- */

void
rg_contact_form_parts_fill (RgContactFormPage *self, const char *focus)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->part_rows->len; i++)
    adw_preferences_group_remove (self->parts_group, g_ptr_array_index (self->part_rows, i));
  g_ptr_array_set_size (self->part_rows, 0);
  for (guint i = 0; i < self->form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (self->form->parts, i);
      const RgField *field = rg_contact_part_get_field (part, self->catalog);
      GtkWidget *row;

      /* A field that is out of use comes back with its part. */
      if (field == NULL)
        continue;
      row = make_row (self, part, field);
      adw_preferences_group_add (self->parts_group, row);
      g_ptr_array_add (self->part_rows, row);
      if (g_strcmp0 (part->field, focus) == 0)
        gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
    }
  fill_add_button (self);
  self->filling = FALSE;
}
