/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-avatar.h"

#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tint.h"

#define USUAL_SIZE 64

struct _RgAvatar
{
  GtkWidget parent_instance;

  GtkWidget *label;
  int size;
};

typedef enum
{
  PROP_SIZE = 1,
} RgAvatarProperty;

static GParamSpec *properties[PROP_SIZE + 1];

G_DEFINE_FINAL_TYPE (RgAvatar, rg_avatar, GTK_TYPE_WIDGET)

static void
rg_avatar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RgAvatarProperty) prop_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, RG_AVATAR (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_avatar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((RgAvatarProperty) prop_id)
    {
    case PROP_SIZE:
      RG_AVATAR (object)->size = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Always as large as it is asked to be, whatever it says. */
static void
rg_avatar_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = *natural = RG_AVATAR (widget)->size;
}

static void
rg_avatar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgAvatar *self = RG_AVATAR (widget);
  int label_width, label_height;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &label_width, NULL, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, label_width, &label_height, NULL, NULL, NULL);
  gtk_widget_allocate (
      self->label, label_width, label_height, -1,
      gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) (width - label_width) / 2,
                                                           (float) (height - label_height) / 2)));
}

static void
rg_avatar_dispose (GObject *object)
{
  g_clear_pointer (&RG_AVATAR (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (rg_avatar_parent_class)->dispose (object);
}

static void
rg_avatar_class_init (RgAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_avatar_get_property;
  object_class->set_property = rg_avatar_set_property;
  object_class->dispose = rg_avatar_dispose;
  widget_class->measure = rg_avatar_measure;
  widget_class->size_allocate = rg_avatar_size_allocate;

  /**
   * RgAvatar:size:
   *
   * Its diameter in pixels.
   */
  properties[PROP_SIZE] =
      g_param_spec_int ("size", NULL, NULL, 8, 512, USUAL_SIZE,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "customer-avatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rg_avatar_init (RgAvatar *self)
{
  /* The name stands beside it. */
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * rg_avatar_new:
 * @size: its diameter in pixels
 *
 * Returns: (transfer floating): an empty one
 */
GtkWidget *
rg_avatar_new (int size)
{
  return g_object_new (RG_TYPE_AVATAR, "size", size, NULL);
}

/**
 * rg_avatar_set_customer:
 * @self: a picture
 * @name: (nullable): the customer's name
 * @id: the customer's id, which gives the colour
 */
void
rg_avatar_set_customer (RgAvatar *self, const char *name, gint64 id)
{
  g_autofree char *initial = rg_display_initial (name);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gboolean two = g_utf8_strlen (initial, -1) > 1;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  pango_attr_list_insert (
      attributes, pango_attr_size_new_absolute ((int) (self->size * (two ? 0.36 : 0.46) * PANGO_SCALE)));
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
  /* A customer without a name is known by a number. */
  gtk_label_set_label (GTK_LABEL (self->label), *initial != '\0' ? initial : "#");
  rg_tint_set (GTK_WIDGET (self), rg_display_color_of_id (id));
}
