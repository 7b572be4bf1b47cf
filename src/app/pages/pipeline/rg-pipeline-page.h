/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-page.h"
#include "records/rg-board.h"

G_BEGIN_DECLS

/**
 * RgPipelinePage:
 *
 * The pipeline: a board with a lane for each stage.
 */
#define RG_TYPE_PIPELINE_PAGE (rg_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (RgPipelinePage, rg_pipeline_page, RG, PIPELINE_PAGE, RgPage)

RgPage *rg_pipeline_page_new (RgSettings *settings);
/* Which of its states is shown: loading, board, empty. */
const char *rg_pipeline_page_get_state (RgPipelinePage *self);
/* Whether what it shows may change by itself in a moment. */
gboolean rg_pipeline_page_is_busy (RgPipelinePage *self);
/* (transfer none) (nullable): what it shows. */
RgBoard *rg_pipeline_page_get_board (RgPipelinePage *self);

G_END_DECLS
