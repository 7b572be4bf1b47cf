/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-backup.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgErrorPage:
 *
 * Why a shop cannot be shown, and what can be done. Its buttons are actions of
 * the window.
 */
#define RG_TYPE_ERROR_PAGE (rg_error_page_get_type ())
G_DECLARE_FINAL_TYPE (RgErrorPage, rg_error_page, RG, ERROR_PAGE, AdwBin)

void rg_error_page_set_error (RgErrorPage *self, const char *folder, const GError *error);
const char *rg_error_page_get_title (RgErrorPage *self);
/* @backup: (nullable): the way back; @salvage: another one */
void rg_error_page_offer (RgErrorPage *self, const RgBackup *backup, guint others, gboolean salvage);
const char *rg_error_page_get_offer (RgErrorPage *self);
gboolean rg_error_page_offers_salvage (RgErrorPage *self);

G_END_DECLS
