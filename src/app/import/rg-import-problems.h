/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/* Cells that cannot be read and rows that are refused: a few of them in a list
 * of rows, all of them on a page. */

/* Puts the first @max problems of the trial into @list. */
void rg_import_problems_fill (GtkListBox *list, RgImportSession *session, guint max);
/* (transfer floating): a page with all that the trial lists. */
AdwNavigationPage *rg_import_problems_page_new (RgImportSession *session);

G_END_DECLS
