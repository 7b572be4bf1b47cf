/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-encoding.h"

#include <errno.h>
#include <string.h>

struct _RgDecoder
{
  RgEncoding encoding;
  GIConv converter; /* (GIConv) -1 for the Unicode forms */
  guint8 rest[8];   /* the beginning of a character that is not complete */
  gsize n_rest;
  gboolean begun; /* whether something was written, a mark included */
};

/**
 * rg_decoder_new:
 * @encoding: any but the binary one
 *
 * Returns: (transfer full) (nullable): a decoder; %NULL when the system has no
 *   table of this encoding
 */
RgDecoder *
rg_decoder_new (RgEncoding encoding)
{
  g_autoptr (RgDecoder) decoder = g_new0 (RgDecoder, 1);

  decoder->encoding = encoding;
  decoder->converter = (GIConv) -1;
  if (encoding == RG_ENCODING_GB18030 || encoding == RG_ENCODING_BIG5)
    {
      decoder->converter = g_iconv_open ("UTF-8", encoding == RG_ENCODING_GB18030 ? "GB18030" : "BIG5");
      if (decoder->converter == (GIConv) -1)
        return NULL;
    }
  return g_steal_pointer (&decoder);
}

/**
 * rg_decoder_free:
 * @decoder: (transfer full): a decoder
 */
void
rg_decoder_free (RgDecoder *decoder)
{
  if (decoder->converter != (GIConv) -1)
    g_iconv_close (decoder->converter);
  g_free (decoder);
}

/**
 * rg_decoder_reset:
 * @decoder: a decoder
 *
 * Makes it ready for the beginning of a file.
 */
void
rg_decoder_reset (RgDecoder *decoder)
{
  decoder->n_rest = 0;
  decoder->begun = FALSE;
  if (decoder->converter != (GIConv) -1)
    g_iconv (decoder->converter, NULL, NULL, NULL, NULL);
}

/* All of these take what they can of @data and return how many bytes that was;
 * what is left is the beginning of a character, unless @last. */

static gsize
decode_utf8 (const guint8 *data, gsize size, gboolean last, GString *text)
{
  const char *start = (const char *) data;
  const char *limit = start + size;

  while (start < limit)
    {
      const char *end;
      gunichar c;

      /* Unlike g_utf8_validate_len() this would stop at NUL bytes, which are the
       * parser's business. */
      if (*start == '\0')
        {
          g_string_append_c (text, *start++);
          continue;
        }
      g_utf8_validate_len (start, (gsize) (limit - start), &end);
      g_string_append_len (text, start, end - start);
      start = end;
      if (start == limit || *start == '\0')
        continue;
      c = g_utf8_get_char_validated (start, limit - start);
      if (c == (gunichar) -2 && !last)
        break;
      g_string_append_c (text, RG_DECODER_DAMAGE);
      start++;
      /* One mark for the whole of a broken character. */
      while (start < limit && ((guint8) *start & 0xc0) == 0x80)
        start++;
    }
  return (gsize) (start - (const char *) data);
}

static gsize
decode_utf16 (const guint8 *data, gsize size, gboolean big, gboolean last, GString *text)
{
  gsize i = 0;

  while (i + 1 < size)
    {
      gunichar unit = big ? (gunichar) (data[i] << 8 | data[i + 1]) : (gunichar) (data[i + 1] << 8 | data[i]);
      gunichar low;

      if (unit < 0xd800 || unit > 0xdfff)
        {
          if (unit == 0)
            g_string_append_c (text, '\0');
          else
            g_string_append_unichar (text, unit);
          i += 2;
          continue;
        }
      if (unit < 0xdc00 && i + 3 >= size && !last)
        return i;
      low = 0;
      if (unit < 0xdc00 && i + 3 < size)
        low = big ? (gunichar) (data[i + 2] << 8 | data[i + 3]) : (gunichar) (data[i + 3] << 8 | data[i + 2]);
      if (low >= 0xdc00 && low <= 0xdfff)
        {
          g_string_append_unichar (text, 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
          i += 4;
          continue;
        }
      g_string_append_c (text, RG_DECODER_DAMAGE);
      i += 2;
    }
  if (last && i < size)
    {
      g_string_append_c (text, RG_DECODER_DAMAGE);
      i = size;
    }
  return i;
}

static gsize
decode_table (RgDecoder *decoder, const guint8 *data, gsize size, gboolean last, GString *text)
{
  char *input = (char *) data;
  gsize input_left = size;

  while (input_left > 0)
    {
      char buffer[16 * 1024];
      char *output = buffer;
      gsize output_left = sizeof buffer;
      gsize result = g_iconv (decoder->converter, &input, &input_left, &output, &output_left);
      int reason = errno;

      g_string_append_len (text, buffer, output - buffer);
      if (result != (gsize) -1 || reason == E2BIG)
        continue;
      if (reason == EINVAL && !last)
        break;
      /* One byte only: what follows may be a comma or a line end. */
      g_string_append_c (text, RG_DECODER_DAMAGE);
      input++;
      input_left--;
      g_iconv (decoder->converter, NULL, NULL, NULL, NULL);
    }
  return size - input_left;
}

static gsize
decode (RgDecoder *decoder, const guint8 *data, gsize size, gboolean last, GString *text)
{
  switch (decoder->encoding)
    {
    case RG_ENCODING_UTF_16_LE:
      return decode_utf16 (data, size, FALSE, last, text);
    case RG_ENCODING_UTF_16_BE:
      return decode_utf16 (data, size, TRUE, last, text);
    case RG_ENCODING_GB18030:
    case RG_ENCODING_BIG5:
      return decode_table (decoder, data, size, last, text);
    case RG_ENCODING_UTF_8:
    case RG_ENCODING_BINARY:
    default:
      return decode_utf8 (data, size, last, text);
    }
}

/**
 * rg_decoder_feed:
 * @decoder: a decoder
 * @data: (array length=size): the next bytes of the file
 * @size: how many
 * @last: whether the file ends with them
 * @text: gets the text
 */
void
rg_decoder_feed (RgDecoder *decoder, const guint8 *data, gsize size, gboolean last, GString *text)
{
  gsize before = text->len;
  gsize used;

  /* A character cut in two by the border between pieces. */
  while (decoder->n_rest > 0 && (size > 0 || last))
    {
      gboolean end = last && size == 0;

      if (size > 0)
        {
          decoder->rest[decoder->n_rest++] = *data++;
          size--;
        }
      used = decode (decoder, decoder->rest, decoder->n_rest, end || decoder->n_rest == sizeof decoder->rest,
                     text);
      decoder->n_rest -= used;
      memmove (decoder->rest, decoder->rest + used, decoder->n_rest);
    }
  used = size > 0 ? decode (decoder, data, size, last, text) : 0;
  if (used < size)
    {
      decoder->n_rest = MIN (size - used, sizeof decoder->rest);
      memcpy (decoder->rest, data + used, decoder->n_rest);
    }
  if (!decoder->begun && text->len >= before + 3)
    {
      decoder->begun = TRUE;
      if (memcmp (text->str + before, "\xef\xbb\xbf", 3) == 0)
        g_string_erase (text, (gssize) before, 3);
    }
  else if (text->len > before)
    decoder->begun = TRUE;
}
