/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the texts that the cells of an XLSX workbook share. */

#include "exchange/rg-zip.h"

G_BEGIN_DECLS

/**
 * RgXlsxStrings:
 *
 * All of them behind each other; when they are many, in a file without a name
 * instead of the memory.
 */
typedef struct _RgXlsxStrings RgXlsxStrings;

/* (transfer full) (nullable) */
RgXlsxStrings *
rg_xlsx_strings_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error);
void rg_xlsx_strings_free (RgXlsxStrings *strings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXlsxStrings, rg_xlsx_strings_free)

/* The text with a number; %NULL when there is none. *@n: its bytes. */
const char *rg_xlsx_strings_get (const RgXlsxStrings *strings, guint64 index, gsize *n);

/* Takes the escapes _x000D_ out of a text that begins at @from, and makes its
 * line ends those of text files. */
void rg_xlsx_unescape (GString *text, gsize from);

G_END_DECLS
