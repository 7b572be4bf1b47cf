/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: which encoding a text file has, and its text. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RG_ENCODING_UTF_8,
  RG_ENCODING_GB18030,
  RG_ENCODING_UTF_16_LE,
  RG_ENCODING_UTF_16_BE,
  RG_ENCODING_BIG5,
  RG_ENCODING_BINARY, /* no text at all */
} RgEncoding;

/* "utf-8", "gb18030" …; %NULL for a binary file. */
const char *rg_encoding_get_name (RgEncoding encoding);
/* Also gbk, gb2312, cp936, utf8, utf-16 (taken as LE), any case. */
gboolean rg_encoding_from_string (const char *text, RgEncoding *encoding);
/* The same for the owner's word; a sentence of RG_IMPORT_ERROR when it is not
 * known. */
gboolean rg_encoding_choose (const char *text, RgEncoding *encoding, GError **error);

/**
 * RgEncodingScan:
 *
 * What has been seen of a file so far. Start it with all zeros.
 */
typedef struct
{
  guint64 total;
  guint8 head[4];    /* the first bytes */
  guint64 examined;  /* bytes counted for the next three */
  guint64 zeros[2];  /* NUL bytes at even and odd places */
  guint64 controls;  /* other bytes that a text does not have */
  guint64 utf8_good; /* characters of several bytes */
  guint64 utf8_bad;
  guint64 gb_good;
  guint64 gb_bad;
  guint utf8_left; /* bytes that the current character still needs */
  guint8 utf8_low; /* range of its next byte */
  guint8 utf8_high;
  guint gb_state;
} RgEncodingScan;

void rg_encoding_scan_feed (RgEncodingScan *scan, const guint8 *data, gsize size);
RgEncoding rg_encoding_scan_finish (const RgEncodingScan *scan);

/* What a decoder writes where bytes are no text: a byte that UTF-8 never has. */
#define RG_DECODER_DAMAGE '\xff'

/**
 * RgDecoder:
 *
 * Turns bytes that arrive in pieces into UTF-8. A byte order mark at the
 * beginning is dropped, bytes that are no text become %RG_DECODER_DAMAGE.
 */
typedef struct _RgDecoder RgDecoder;

RgDecoder *rg_decoder_new (RgEncoding encoding);
void rg_decoder_free (RgDecoder *decoder);
void rg_decoder_reset (RgDecoder *decoder);
/* @last: nothing follows. */
void rg_decoder_feed (RgDecoder *decoder, const guint8 *data, gsize size, gboolean last, GString *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDecoder, rg_decoder_free)

G_END_DECLS
