/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgFieldFrame:
 *
 * What a field editor looks like: the label small above the control, buttons
 * behind them, a sentence below when something is wrong, and a tick that
 * passes. Knows nothing of fields and values.
 */
#define RG_TYPE_FIELD_FRAME (rg_field_frame_get_type ())
G_DECLARE_FINAL_TYPE (RgFieldFrame, rg_field_frame, RG, FIELD_FRAME, AdwBin)

GtkWidget *rg_field_frame_new (void);
void rg_field_frame_set_title (RgFieldFrame *self, const char *title);
/* @focus: what in @control takes the keys; it is named by the title. */
void rg_field_frame_set_control (RgFieldFrame *self, GtkWidget *control, GtkWidget *focus);
GtkWidget *rg_field_frame_get_focus (RgFieldFrame *self); /* (transfer none) (nullable) */
/* One line: the title in front of the control, and those of @titles as wide as each
 * other. */
void rg_field_frame_set_inline (RgFieldFrame *self, GtkSizeGroup *titles);
void rg_field_frame_set_required (RgFieldFrame *self, gboolean required);
void rg_field_frame_add_suffix (RgFieldFrame *self, GtkWidget *widget);
void rg_field_frame_set_error (RgFieldFrame *self, const char *message);
void rg_field_frame_set_hint (RgFieldFrame *self, GtkWidget *hint);
void rg_field_frame_show_tick (RgFieldFrame *self);
void rg_field_frame_hide_tick (RgFieldFrame *self);

G_END_DECLS
