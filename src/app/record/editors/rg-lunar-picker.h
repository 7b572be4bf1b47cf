/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgLunarPicker:
 *
 * A popover in which a birthday is put together: solar or lunar, with or without
 * its year, month and day. Emits "picked" with the date as it is stored, and
 * has closed itself by then.
 */
#define RG_TYPE_LUNAR_PICKER (rg_lunar_picker_get_type ())
G_DECLARE_FINAL_TYPE (RgLunarPicker, rg_lunar_picker, RG, LUNAR_PICKER, GtkPopover)

GtkWidget *rg_lunar_picker_new (void);
/* @stored: (nullable): 1990-01-02, --01-02, lunar:…; what it shows. */
void rg_lunar_picker_set_date (RgLunarPicker *self, const char *stored);
/* As if the button had been pressed. */
void rg_lunar_picker_pick (RgLunarPicker *self);

G_END_DECLS
