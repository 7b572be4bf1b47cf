/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-chip.h"

#include "app/widgets/rg-tint.h"

/* A longer word is cut, and whole in the tooltip. */
#define MOST_CHARS 16

struct _RgChip
{
  GtkWidget parent_instance;

  GtkWidget *dot;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *cross;
  char *about;         /* (nullable) */
  RgTagStyles *styles; /* (nullable) */
  gint64 tag_id;
};

enum
{
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgChip, rg_chip, GTK_TYPE_WIDGET)

static void
remove_chip (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (RG_CHIP (widget)->cross != NULL)
    g_signal_emit (widget, signals[REMOVE], 0);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, RgChip *self)
{
  gboolean cut = pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (self->label)));
  g_autofree char *both = NULL;

  if (!cut && self->about == NULL)
    return FALSE;
  both = g_strdup_printf ("%s\n%s", rg_chip_get_text (self), self->about != NULL ? self->about : "");
  gtk_tooltip_set_text (tooltip, self->about == NULL ? rg_chip_get_text (self) : cut ? both : self->about);

  return TRUE;
}

static void
rg_chip_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&RG_CHIP (object)->styles);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rg_chip_parent_class)->dispose (object);
}

static void
rg_chip_finalize (GObject *object)
{
  g_free (RG_CHIP (object)->about);

  G_OBJECT_CLASS (rg_chip_parent_class)->finalize (object);
}

static void
rg_chip_class_init (RgChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_chip_finalize;

  /**
   * RgChip::remove:
   *
   * The user wants it to go. The chip itself stays until its owner takes it away.
   */
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_chip);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rg_chip_init (RgChip *self)
{
  self->dot = g_object_new (GTK_TYPE_BOX, "css-name", "dot", "valign", GTK_ALIGN_CENTER, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->dot, GTK_WIDGET (self));
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "visible",
                             FALSE, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MOST_CHARS);
  gtk_widget_set_has_tooltip (self->label, TRUE);
  g_signal_connect (self->label, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static void
add_cross (RgChip *self, const char *label)
{
  self->cross = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->cross, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->cross, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cross), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cross), "chip.remove");
  gtk_widget_set_parent (self->cross, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "removable");
}

static void
show_style (RgChip *self)
{
  RgTagStyle style = rg_tag_styles_get (self->styles, self->tag_id, rg_chip_get_text (self));

  rg_tint_set (GTK_WIDGET (self), style.color);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), style.icon);
  gtk_widget_set_visible (self->icon, style.icon != NULL);
  gtk_widget_set_visible (self->dot, style.icon == NULL);
}

/**
 * rg_chip_new:
 * @text: what it says; gives its colour too until it is a tag
 * @remove_label: (nullable): what its cross is called; %NULL: it has none
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
rg_chip_new (const char *text, const char *remove_label)
{
  RgChip *self = g_object_new (RG_TYPE_CHIP, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  show_style (self);
  if (remove_label != NULL)
    add_cross (self, remove_label);

  return GTK_WIDGET (self);
}

/**
 * rg_chip_get_text:
 * @self: a chip
 *
 * Returns: (transfer none): what it says
 */
const char *
rg_chip_get_text (RgChip *self)
{
  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * rg_chip_set_about:
 * @self: a chip
 * @about: (nullable): more about it: why it is there
 */
void
rg_chip_set_about (RgChip *self, const char *about)
{
  if (!g_set_str (&self->about, about))
    return;
  if (about != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * rg_chip_get_about:
 * @self: a chip
 *
 * Returns: (transfer none) (nullable): what is said about it
 */
const char *
rg_chip_get_about (RgChip *self)
{
  return self->about;
}

/**
 * rg_chip_set_tag:
 * @self: a chip
 * @store: (nullable): the shop whose tag it is
 * @tag_id: which; 0 for the one that has its text for a name
 *
 * Gives it that tag's colour and symbol, now and when they change.
 */
void
rg_chip_set_tag (RgChip *self, RgStore *store, gint64 tag_id)
{
  RgTagStyles *styles = store != NULL ? rg_tag_styles_for_store (store) : NULL;

  if (self->styles == styles && self->tag_id == tag_id)
    return;
  if (self->styles != NULL)
    g_signal_handlers_disconnect_by_func (self->styles, show_style, self);
  g_set_object (&self->styles, styles);
  self->tag_id = tag_id;
  if (styles != NULL)
    g_signal_connect_object (styles, "changed", G_CALLBACK (show_style), self, G_CONNECT_SWAPPED);
  show_style (self);
}

/**
 * rg_chip_get_style:
 * @self: a chip
 *
 * Returns: what it looks like
 */
RgTagStyle
rg_chip_get_style (RgChip *self)
{
  return rg_tag_styles_get (self->styles, self->tag_id, rg_chip_get_text (self));
}
