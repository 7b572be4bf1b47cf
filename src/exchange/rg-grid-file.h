/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the file below a grid. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens a file that can be read twice; errors are sentences of RG_IMPORT_ERROR.
 * *@size: its bytes. (transfer full) (nullable) */
GFileInputStream *
rg_grid_open_file (const char *path, guint64 *size, GCancellable *cancellable, GError **error);
/* Makes a sentence of why a file could not be read; always %FALSE. @name: for
 * people. @reason: (transfer full): may be of G_IO_ERROR_CANCELLED, which stays
 * what it is. */
gboolean rg_grid_refuse_read (const char *name, GError *reason, GError **error);
/* Says that a file is not whole; always %FALSE. @name: the file's, for people. */
gboolean rg_grid_refuse_damaged (const char *name, GError **error);
/* Refuses a table that is wider, or a cell that is longer, than any list of
 * people; always %FALSE. @name: the file's, for people. */
gboolean rg_grid_refuse_size (const char *name, GError **error);

G_END_DECLS
