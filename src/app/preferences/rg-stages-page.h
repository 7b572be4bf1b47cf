/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/preferences/rg-movable-row.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgStagesPage:
 *
 * The stages of the pipeline in their order, each with how long a deal may stay, how
 * many are won from it, and how many gates stand before it. Emits "edit" with the id
 * of one that is to be changed, 0 for a new one, and "said" when something was done
 * or was not.
 */
#define RG_TYPE_STAGES_PAGE (rg_stages_page_get_type ())
G_DECLARE_FINAL_TYPE (RgStagesPage, rg_stages_page, RG, STAGES_PAGE, AdwPreferencesPage)

GtkWidget *rg_stages_page_new (RgStore *store);
gboolean rg_stages_page_is_busy (RgStagesPage *self);
/* "First contact 14/10 1;(Old one 0/0 0);" in one line; (transfer full). */
char *rg_stages_page_describe (RgStagesPage *self);
/* (transfer none) (nullable) */
RgMovableRow *rg_stages_page_find (RgStagesPage *self, gint64 id);

G_END_DECLS
