/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgPipelineAdd:
 *
 * A line at the top of a lane into which a title is typed: Enter adds a deal and the line
 * stays for the next one, Escape closes it. Signals: "wanted" (title, whether the dialog
 * with all fields is wanted), "closed".
 */
#define RG_TYPE_PIPELINE_ADD (rg_pipeline_add_get_type ())
G_DECLARE_FINAL_TYPE (RgPipelineAdd, rg_pipeline_add, RG, PIPELINE_ADD, GtkBox)

GtkWidget *rg_pipeline_add_new (void);
void rg_pipeline_add_set_stage (RgPipelineAdd *self, const char *stage);
GtkEditable *rg_pipeline_add_get_entry (RgPipelineAdd *self);
/* It takes the focus, and gives it back to what had it before, else to @otherwise. */
void rg_pipeline_add_open (RgPipelineAdd *self);
void rg_pipeline_add_close (RgPipelineAdd *self, GtkWidget *otherwise);

/* Adds a deal called @title to a stage: one operation, with an Undo toast. Where a gate
 * stands before the stage the deal begins in the first one and goes there as by hand:
 * what is missing is asked for. @add: (nullable): gets the title back when it failed. */
void rg_pipeline_add_deal (GtkWidget *widget,
                           RgStore *store,
                           gint64 stage_id,
                           const char *title,
                           RgPipelineAdd *add);

G_END_DECLS
