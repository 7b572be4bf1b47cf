/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the values of vCard properties as text. */

#include "exchange/rg-vcard-parser.h"

G_BEGIN_DECLS

/**
 * RgVcardDecoder:
 *
 * Turns bytes into text: what a property says of its encoding and characters,
 * else what the file has.
 */
typedef struct _RgVcardDecoder RgVcardDecoder;

/* @encoding: of what does not say its own. */
RgVcardDecoder *rg_vcard_decoder_new (RgEncoding encoding);
void rg_vcard_decoder_free (RgVcardDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgVcardDecoder, rg_vcard_decoder_free)

/* The value in UTF-8, still escaped; sets *@damaged, and never clears it, when
 * bytes were no text. (transfer full) */
char *rg_vcard_decoder_text (RgVcardDecoder *decoder, const RgVcardProperty *property, gboolean *damaged);
/* Other bytes of the file, such as a parameter. (transfer full) */
char *rg_vcard_decoder_bytes (RgVcardDecoder *decoder, const char *bytes, gsize n, gboolean *damaged);
/* The bytes of a value in base64, or of a data: URI; *@type gets the media type
 * a URI names. (transfer full) (nullable): %NULL when it is neither. */
GBytes *rg_vcard_property_bytes (const RgVcardProperty *property, char **type);

/* Takes the escapes out: \n \, \; \\ \: . (transfer full) */
char *rg_vcard_unescape (const char *text);
/* Parts between @separator, without escapes and blanks around them. (transfer
 * full) (array zero-terminated=1) */
char **rg_vcard_split (const char *text, char separator);

G_END_DECLS
