/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportAssistant:
 *
 * A file comes into the shop in four steps: the file, its columns, a check, the
 * result. Nothing is written before "Import" in the third one.
 *
 * Its actions: import.next (what Enter does), import.undo, import.show-them.
 */
#define RG_TYPE_IMPORT_ASSISTANT (rg_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (RgImportAssistant, rg_import_assistant, RG, IMPORT_ASSISTANT, AdwDialog)

/* Opens at the columns when the session has a file. */
AdwDialog *rg_import_assistant_new (RgImportSession *session);
RgImportSession *rg_import_assistant_get_session (RgImportAssistant *self);
/* "file", "columns", "check", "problems" or "result". */
const char *rg_import_assistant_get_step (RgImportAssistant *self);

G_END_DECLS
