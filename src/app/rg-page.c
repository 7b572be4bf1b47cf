/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-page.h"

typedef struct
{
  char *title;
  char *icon_name;
  char *badge;
  gboolean urgent;
  RgSettings *settings;
  RgStore *store;
} RgPagePrivate;

typedef enum
{
  PROP_TITLE = 1,
  PROP_ICON_NAME,
  PROP_BADGE,
  PROP_URGENT,
  PROP_SETTINGS,
  PROP_STORE,
} RgPageProperty;

enum
{
  SAY,
  SETTLED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_STORE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgPage, rg_page, ADW_TYPE_BIN)

static void
rg_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgPagePrivate *priv = rg_page_get_instance_private (RG_PAGE (object));

  switch ((RgPageProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, priv->icon_name);
      break;
    case PROP_BADGE:
      g_value_set_string (value, priv->badge);
      break;
    case PROP_URGENT:
      g_value_set_boolean (value, priv->urgent);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, priv->settings);
      break;
    case PROP_STORE:
      g_value_set_object (value, priv->store);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgPage *self = RG_PAGE (object);
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  switch ((RgPageProperty) prop_id)
    {
    case PROP_TITLE:
      rg_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      g_set_str (&priv->icon_name, g_value_get_string (value));
      break;
    case PROP_BADGE:
      rg_page_set_badge (self, g_value_get_string (value));
      break;
    case PROP_URGENT:
      rg_page_set_urgent (self, g_value_get_boolean (value));
      break;
    case PROP_SETTINGS:
      g_set_object (&priv->settings, g_value_get_object (value));
      break;
    case PROP_STORE:
      rg_page_set_store (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_page_dispose (GObject *object)
{
  RgPagePrivate *priv = rg_page_get_instance_private (RG_PAGE (object));

  g_clear_object (&priv->store);
  g_clear_object (&priv->settings);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->icon_name, g_free);
  g_clear_pointer (&priv->badge, g_free);

  G_OBJECT_CLASS (rg_page_parent_class)->dispose (object);
}

/* What goes with the focus leaves it to the page around it. */
static gboolean
rg_page_grab_focus (GtkWidget *widget)
{
  RgPageClass *klass = RG_PAGE_GET_CLASS (widget);

  return klass->take_focus != NULL && klass->take_focus (RG_PAGE (widget));
}

static void
rg_page_class_init (RgPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rg_page_get_property;
  object_class->set_property = rg_page_set_property;
  object_class->dispose = rg_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rg_page_grab_focus;

  /**
   * RgPage:title:
   *
   * What the page is called in the sidebar and in its header bar.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * RgPage:icon-name:
   *
   * Its icon in the sidebar.
   */
  properties[PROP_ICON_NAME] =
      g_param_spec_string ("icon-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * RgPage:badge:
   *
   * The dimmed number behind its title in the sidebar.
   */
  properties[PROP_BADGE] = g_param_spec_string ("badge", NULL, NULL, NULL, flags);
  /**
   * RgPage:urgent:
   *
   * Whether that number is of what is late: a red pill.
   */
  properties[PROP_URGENT] = g_param_spec_boolean ("urgent", NULL, NULL, FALSE, flags);
  /**
   * RgPage:settings:
   *
   * The settings of this computer.
   */
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, RG_TYPE_SETTINGS,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * RgPage:store:
   *
   * The shop that is shown; none at first.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RgPage::say:
   * @text: a short sentence
   *
   * The page has something to say that passes.
   */
  signals[SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * RgPage::settled:
   *
   * What was read for the page is shown, or why there is nothing to show.
   */
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_page_init (RgPage *self)
{
}

/**
 * rg_page_get_title:
 * @self: a page
 *
 * Returns: (transfer none): what it is called
 */
const char *
rg_page_get_title (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->title;
}

/**
 * rg_page_set_title:
 * @self: a page
 * @title: what it is called
 */
void
rg_page_set_title (RgPage *self, const char *title)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  if (g_set_str (&priv->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * rg_page_get_icon_name:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): its icon in the sidebar
 */
const char *
rg_page_get_icon_name (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->icon_name;
}

/**
 * rg_page_get_badge:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the number behind its title
 */
const char *
rg_page_get_badge (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->badge;
}

/**
 * rg_page_set_badge:
 * @self: a page
 * @badge: (nullable): the number behind its title
 */
void
rg_page_set_badge (RgPage *self, const char *badge)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  if (g_set_str (&priv->badge, badge))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

/**
 * rg_page_is_urgent:
 * @self: a page
 *
 * Returns: whether the number behind its title is of what is late
 */
gboolean
rg_page_is_urgent (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->urgent;
}

/**
 * rg_page_set_urgent:
 * @self: a page
 * @urgent: whether the number behind its title is of what is late
 */
void
rg_page_set_urgent (RgPage *self, gboolean urgent)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  if (priv->urgent == urgent)
    return;
  priv->urgent = urgent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URGENT]);
}

/**
 * rg_page_get_store:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the shop that is shown
 */
RgStore *
rg_page_get_store (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->store;
}

/**
 * rg_page_set_store:
 * @self: a page
 * @store: (nullable): the shop to show
 */
void
rg_page_set_store (RgPage *self, RgStore *store)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  if (!g_set_object (&priv->store, store))
    return;
  if (RG_PAGE_GET_CLASS (self)->set_store != NULL)
    RG_PAGE_GET_CLASS (self)->set_store (self, store);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE]);
}

/**
 * rg_page_get_settings:
 * @self: a page
 *
 * Returns: (transfer none): the settings of this computer
 */
RgSettings *
rg_page_get_settings (RgPage *self)
{
  RgPagePrivate *priv = rg_page_get_instance_private (self);

  return priv->settings;
}

/**
 * rg_page_get_search_entry:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where its search is typed
 */
GtkEditable *
rg_page_get_search_entry (RgPage *self)
{
  RgPageClass *klass = RG_PAGE_GET_CLASS (self);

  return klass->get_search_entry != NULL ? klass->get_search_entry (self) : NULL;
}

/**
 * rg_page_begin_search:
 * @self: a page
 *
 * Returns: whether the page has a search, which has the focus now
 */
gboolean
rg_page_begin_search (RgPage *self)
{
  RgPageClass *klass = RG_PAGE_GET_CLASS (self);

  return klass->begin_search != NULL && klass->begin_search (self);
}

/**
 * rg_page_take_focus:
 * @self: a page that is shown
 *
 * Puts the focus on what the page lists, or where there is nothing, on the first
 * thing that can have it.
 *
 * Returns: whether the page has the focus now
 */
gboolean
rg_page_take_focus (RgPage *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self)) ||
         gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * rg_page_say:
 * @self: a page
 * @text: a short sentence
 */
void
rg_page_say (RgPage *self, const char *text)
{
  g_signal_emit (self, signals[SAY], 0, text);
}

/**
 * rg_page_settle:
 * @self: a page
 *
 * For pages themselves: emits [signal@RgPage::settled].
 */
void
rg_page_settle (RgPage *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}
