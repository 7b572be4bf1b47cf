/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportTargets:
 *
 * What a column may be, in a popover with search: the fields by group, and
 * below them a new field, the notes, or nothing. Made when it is opened.
 */
#define RG_TYPE_IMPORT_TARGETS (rg_import_targets_get_type ())
G_DECLARE_FINAL_TYPE (RgImportTargets, rg_import_targets, RG, IMPORT_TARGETS, GtkPopover)

/* (transfer floating) */
GtkWidget *rg_import_targets_new (RgImportSession *session, guint column);

G_END_DECLS
