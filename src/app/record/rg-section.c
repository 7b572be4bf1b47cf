/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-section.h"

typedef struct
{
  RgStore *store;
  RgProfile *profile;
  RgSettings *settings;
} RgSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgSection, rg_section, ADW_TYPE_BIN)

static void
rg_section_dispose (GObject *object)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (RG_SECTION (object));

  g_clear_object (&priv->store);
  g_clear_object (&priv->settings);
  g_clear_pointer (&priv->profile, rg_profile_unref);

  G_OBJECT_CLASS (rg_section_parent_class)->dispose (object);
}

static void
rg_section_class_init (RgSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_section_dispose;
}

static void
rg_section_init (RgSection *self)
{
}

/**
 * rg_section_show:
 * @self: a section
 * @store: (nullable): the shop
 * @profile: (nullable): the customer; %NULL: nobody
 *
 * Shows a customer, or the same one as it is now.
 */
void
rg_section_show (RgSection *self, RgStore *store, RgProfile *profile)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);
  gint64 before = rg_section_get_customer_id (self);
  gboolean other;

  g_return_if_fail (RG_IS_SECTION (self));

  other = priv->store != store || before != (profile != NULL ? rg_profile_get_id (profile) : 0);
  g_set_object (&priv->store, store);
  if (profile != NULL)
    rg_profile_ref (profile);
  g_clear_pointer (&priv->profile, rg_profile_unref);
  priv->profile = profile;
  if (RG_SECTION_GET_CLASS (self)->show != NULL)
    RG_SECTION_GET_CLASS (self)->show (self, profile, other);
}

/**
 * rg_section_flush:
 * @self: a section
 *
 * Saves what is being written.
 */
void
rg_section_flush (RgSection *self)
{
  g_return_if_fail (RG_IS_SECTION (self));

  if (RG_SECTION_GET_CLASS (self)->flush != NULL)
    RG_SECTION_GET_CLASS (self)->flush (self);
}

/**
 * rg_section_get_store:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): the shop
 */
RgStore *
rg_section_get_store (RgSection *self)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  return priv->store;
}

/**
 * rg_section_get_profile:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): what is shown
 */
RgProfile *
rg_section_get_profile (RgSection *self)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  return priv->profile;
}

/**
 * rg_section_get_customer_id:
 * @self: a section
 *
 * Returns: the customer that is shown; 0: nobody
 */
gint64
rg_section_get_customer_id (RgSection *self)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  return priv->profile != NULL ? rg_profile_get_id (priv->profile) : 0;
}

/**
 * rg_section_is_writable:
 * @self: a section
 *
 * Returns: whether anything may be changed
 */
gboolean
rg_section_is_writable (RgSection *self)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  return priv->profile != NULL && priv->store != NULL && !rg_store_is_read_only (priv->store);
}

/**
 * rg_section_set_settings:
 * @self: a section
 * @settings: the settings of this computer
 */
void
rg_section_set_settings (RgSection *self, RgSettings *settings)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  g_set_object (&priv->settings, settings);
}

/**
 * rg_section_get_settings:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): the settings of this computer
 */
RgSettings *
rg_section_get_settings (RgSection *self)
{
  RgSectionPrivate *priv = rg_section_get_instance_private (self);

  return priv->settings;
}
