/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-settings.h"

struct _RgSettings
{
  GObject parent_instance;

  /* One of the two. */
  GSettings *settings;
  GHashTable *values; /* key → GVariant */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgSettings, rg_settings, G_TYPE_OBJECT)

/* The defaults of the schema. */
static const struct
{
  const char *key;
  const char *value;
} defaults[] = {
  { "window-width", "1200" },
  { "window-height", "780" },
  { "maximized", "false" },
  { "last-shop", "''" },
  { "sort-column", "'name'" },
  { "sort-descending", "false" },
  { "mask-phones", "false" },
  { "opened-customer", "''" },
  { "columns", "''" },
  { "recent-shops", "@a(ss) []" },
  { "background", "false" },
  { "background-asked", "false" },
  { "first-page", "'today'" },
  { "deal-list", "false" },
  { "deal-sort-column", "'next_date'" },
  { "deal-columns", "''" },
  { "deal-sort-descending", "false" },
};

static void
settings_changed_cb (GSettings *settings, const char *key, RgSettings *self)
{
  g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
}

static void
rg_settings_dispose (GObject *object)
{
  RgSettings *self = RG_SETTINGS (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->values, g_hash_table_unref);

  G_OBJECT_CLASS (rg_settings_parent_class)->dispose (object);
}

static void
rg_settings_class_init (RgSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_settings_dispose;

  /**
   * RgSettings::changed:
   * @key: what changed; the detail too
   */
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rg_settings_init (RgSettings *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, RG_APP_ID, TRUE);
  if (schema != NULL)
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      g_signal_connect (self->settings, "changed", G_CALLBACK (settings_changed_cb), self);
      return;
    }

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      GVariant *value = g_variant_parse (NULL, defaults[i].value, NULL, NULL, NULL);

      g_hash_table_insert (self->values, (gpointer) defaults[i].key, value);
    }
}

/**
 * rg_settings_new:
 *
 * Returns: (transfer full): the settings of this computer
 */
RgSettings *
rg_settings_new (void)
{
  return g_object_new (RG_TYPE_SETTINGS, NULL);
}

/**
 * rg_settings_ref_value:
 * @self: settings
 * @key: a key of the schema
 * @type: its type
 *
 * Returns: (transfer full): its value
 */
GVariant *
rg_settings_ref_value (RgSettings *self, const char *key, const GVariantType *type)
{
  GVariant *value;

  if (self->settings != NULL)
    return g_settings_get_value (self->settings, key);

  value = g_hash_table_lookup (self->values, key);
  g_return_val_if_fail (value != NULL && g_variant_is_of_type (value, type), NULL);

  return g_variant_ref (value);
}

/**
 * rg_settings_set_value:
 * @self: settings
 * @key: a key of the schema
 * @value: its new value; a floating one is taken
 */
void
rg_settings_set_value (RgSettings *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  gpointer known;

  if (self->settings != NULL)
    {
      g_settings_set_value (self->settings, key, owned);
      return;
    }

  if (!g_hash_table_lookup_extended (self->values, key, &known, NULL))
    g_return_if_reached ();
  g_hash_table_insert (self->values, known, g_variant_ref (owned));
  g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
}

/**
 * rg_settings_get_int:
 * @self: settings
 * @key: a key of the schema
 *
 * Returns: its value
 */
int
rg_settings_get_int (RgSettings *self, const char *key)
{
  g_autoptr (GVariant) value = rg_settings_ref_value (self, key, G_VARIANT_TYPE_INT32);

  return value != NULL ? g_variant_get_int32 (value) : 0;
}

/**
 * rg_settings_set_int:
 * @self: settings
 * @key: a key of the schema
 * @value: its new value
 */
void
rg_settings_set_int (RgSettings *self, const char *key, int value)
{
  rg_settings_set_value (self, key, g_variant_new_int32 (value));
}

/**
 * rg_settings_get_boolean:
 * @self: settings
 * @key: a key of the schema
 *
 * Returns: its value
 */
gboolean
rg_settings_get_boolean (RgSettings *self, const char *key)
{
  g_autoptr (GVariant) value = rg_settings_ref_value (self, key, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL && g_variant_get_boolean (value);
}

/**
 * rg_settings_set_boolean:
 * @self: settings
 * @key: a key of the schema
 * @value: its new value
 */
void
rg_settings_set_boolean (RgSettings *self, const char *key, gboolean value)
{
  rg_settings_set_value (self, key, g_variant_new_boolean (value));
}

/**
 * rg_settings_dup_string:
 * @self: settings
 * @key: a key of the schema
 *
 * Returns: (transfer full): its value
 */
char *
rg_settings_dup_string (RgSettings *self, const char *key)
{
  g_autoptr (GVariant) value = rg_settings_ref_value (self, key, G_VARIANT_TYPE_STRING);

  return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

/**
 * rg_settings_set_string:
 * @self: settings
 * @key: a key of the schema
 * @value: its new value
 */
void
rg_settings_set_string (RgSettings *self, const char *key, const char *value)
{
  rg_settings_set_value (self, key, g_variant_new_string (value));
}
