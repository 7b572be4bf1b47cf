/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: a file as text, in pieces. */

#include "exchange/rg-encoding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgTextSource:
 *
 * Reads a text file from the front in constant memory and turns it into UTF-8,
 * whatever it is written in. Errors are sentences of RG_IMPORT_ERROR.
 */
typedef struct _RgTextSource RgTextSource;

/* Opens the file and finds its encoding. @encoding: (nullable): the owner's word
 * for it. */
RgTextSource *
rg_text_source_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error);
void rg_text_source_free (RgTextSource *source);
/* The next piece: UTF-8 in which NUL and RG_DECODER_DAMAGE may stand, valid until
 * the next call. *@last: nothing follows it. %NULL on error. */
const GString *
rg_text_source_next (RgTextSource *source, gboolean *last, GCancellable *cancellable, GError **error);
/* Back to the beginning. */
gboolean rg_text_source_rewind (RgTextSource *source, GError **error);
/* How much has been read, 0 to 1. */
double rg_text_source_get_fraction (const RgTextSource *source);
RgEncoding rg_text_source_get_encoding (const RgTextSource *source);
/* The file's name, for people. */
const char *rg_text_source_get_name (const RgTextSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTextSource, rg_text_source_free)

G_END_DECLS
