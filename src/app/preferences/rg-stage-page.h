/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-gates.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgStagePage:
 *
 * One stage of the pipeline: what it is called, how long a deal may stay, how many are
 * won from it, its colour, and the gates before it. Emits "done" when it is saved or
 * out of use, and "edit-gate" with an RgGate, %NULL for a new one.
 */
#define RG_TYPE_STAGE_PAGE (rg_stage_page_get_type ())
G_DECLARE_FINAL_TYPE (RgStagePage, rg_stage_page, RG, STAGE_PAGE, AdwNavigationPage)

/* @id: 0: a new one. */
GtkWidget *rg_stage_page_new (RgStore *store, gint64 id);
gint64 rg_stage_page_get_id (RgStagePage *self);
/* Whether it shows what the shop has by now. */
gboolean rg_stage_page_is_ready (RgStagePage *self);
/* What a person would do; @name: (nullable), as @days and @chance of -1 stay. */
void rg_stage_page_enter (RgStagePage *self, const char *name, int days, int chance, int color);
void rg_stage_page_save (RgStagePage *self);
/* It is not used any more. */
void rg_stage_page_retire (RgStagePage *self);
const char *rg_stage_page_get_fault (RgStagePage *self);
/* (element-type RgGate) (transfer none) (nullable): of all stages. */
GPtrArray *rg_stage_page_get_gates (RgStagePage *self);
/* What the rows of its gates read, ";" behind each; (transfer full). */
char *rg_stage_page_describe (RgStagePage *self);

G_END_DECLS
