/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-color-box.h"

#include "app/widgets/rg-tint.h"
#include "shop/rg-tag-looks.h"

struct _RgColorBox
{
  AdwBin parent_instance;

  AdwWrapBox *box; /* belongs to it */
  int color;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColorBox, rg_color_box, ADW_TYPE_BIN)

/**
 * rg_toggle_box_append:
 * @box: where it stands
 * @icon: what is on it
 * @name: what it is called
 * @css_class: how it looks
 *
 * Appends one of a group, of which one is always pressed.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
rg_toggle_box_append (AdwWrapBox *box, const char *icon, const char *name, const char *css_class)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (box));

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  adw_wrap_box_append (box, button);
  return button;
}

static int
color_of (gpointer button)
{
  return GPOINTER_TO_INT (g_object_get_data (button, "rg-color")) - 1;
}

static void
color_cb (GtkToggleButton *button, GParamSpec *pspec, RgColorBox *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->color = color_of (button);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_color (RgColorBox *self, int color, const char *name)
{
  GtkWidget *button = rg_toggle_box_append (
      self->box, color >= 0 ? "object-select-symbolic" : "action-unavailable-symbolic", name, "tag-color");

  g_object_set_data (G_OBJECT (button), "rg-color", GINT_TO_POINTER (color + 1));
  if (color >= 0)
    rg_tint_set (button, (guint) color);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), color == self->color);
  g_signal_connect (button, "notify::active", G_CALLBACK (color_cb), self);
}

static void
rg_color_box_class_init (RgColorBoxClass *klass)
{
  /**
   * RgColorBox::changed:
   *
   * Another colour is chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_color_box_init (RgColorBox *self)
{
  self->color = -1;
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 8);
  adw_wrap_box_set_line_spacing (self->box, 8);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * rg_color_box_fill:
 * @self: a box without buttons
 * @none: what it is called to have no colour
 * @color: which one is chosen; -1 for none
 */
void
rg_color_box_fill (RgColorBox *self, const char *none, int color)
{
  self->color = color;
  add_color (self, -1, none);
  for (guint i = 0; i < RG_TAG_N_COLORS; i++)
    add_color (self, (int) i, rg_tag_color_label (i));
}

/**
 * rg_color_box_get_color:
 * @self: a box
 *
 * Returns: which one is chosen; -1 for none
 */
int
rg_color_box_get_color (RgColorBox *self)
{
  return self->color;
}

/**
 * rg_color_box_choose:
 * @self: a box with buttons
 * @color: which one; -1 for none
 */
void
rg_color_box_choose (RgColorBox *self, int color)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (color_of (child) == color)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
}
