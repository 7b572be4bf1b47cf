/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgSettings:
 *
 * What belongs to this computer and not to the shop: window size, the shop
 * opened last, the order of the list. Kept in GSettings where the schema is
 * installed; run from a build tree without one, kept in memory.
 */
#define RG_TYPE_SETTINGS (rg_settings_get_type ())
G_DECLARE_FINAL_TYPE (RgSettings, rg_settings, RG, SETTINGS, GObject)

RgSettings *rg_settings_new (void);
int rg_settings_get_int (RgSettings *self, const char *key);
void rg_settings_set_int (RgSettings *self, const char *key, int value);
gboolean rg_settings_get_boolean (RgSettings *self, const char *key);
void rg_settings_set_boolean (RgSettings *self, const char *key, gboolean value);
char *rg_settings_dup_string (RgSettings *self, const char *key);
void rg_settings_set_string (RgSettings *self, const char *key, const char *value);
/* (transfer full): any other type; @type is that of the schema. */
GVariant *rg_settings_ref_value (RgSettings *self, const char *key, const GVariantType *type);
/* @value: a floating one is taken. */
void rg_settings_set_value (RgSettings *self, const char *key, GVariant *value);

G_END_DECLS
