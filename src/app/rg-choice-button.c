/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-choice-button.h"

struct _RgChoiceButton
{
  GtkButton parent_instance;

  GtkWidget *content;
  GtkWidget *title_label;
  GtkWidget *subtitle_label;

  /* GtkButton's own icon-name would take the place of the content. */
  char *icon;
  char *title;
  char *subtitle;
};

typedef enum
{
  PROP_SYMBOL = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
} RgChoiceButtonProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

G_DEFINE_FINAL_TYPE (RgChoiceButton, rg_choice_button, GTK_TYPE_BUTTON)

static void
rg_choice_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgChoiceButton *self = RG_CHOICE_BUTTON (object);

  switch ((RgChoiceButtonProperty) prop_id)
    {
    case PROP_SYMBOL:
      g_value_set_string (value, self->icon);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_choice_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgChoiceButton *self = RG_CHOICE_BUTTON (object);

  switch ((RgChoiceButtonProperty) prop_id)
    {
    case PROP_SYMBOL:
      g_set_str (&self->icon, g_value_get_string (value));
      break;
    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      g_set_str (&self->subtitle, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_choice_button_finalize (GObject *object)
{
  RgChoiceButton *self = RG_CHOICE_BUTTON (object);

  g_free (self->icon);
  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (rg_choice_button_parent_class)->finalize (object);
}

static void
rg_choice_button_class_init (RgChoiceButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_choice_button_get_property;
  object_class->set_property = rg_choice_button_set_property;
  object_class->finalize = rg_choice_button_finalize;

  /**
   * RgChoiceButton:symbol:
   *
   * The name of its icon.
   */
  properties[PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags);
  /**
   * RgChoiceButton:title:
   *
   * What it does.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * RgChoiceButton:subtitle:
   *
   * What comes of it.
   */
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-choice-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RgChoiceButton, content);
  gtk_widget_class_bind_template_child (widget_class, RgChoiceButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, RgChoiceButton, subtitle_label);
}

static void
rg_choice_button_init (RgChoiceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->subtitle_label, NULL, -1);
}

/**
 * rg_choice_button_set_beside:
 * @self: a button
 * @beside: whether the icon stands beside the text, for narrow windows
 */
void
rg_choice_button_set_beside (RgChoiceButton *self, gboolean beside)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}
