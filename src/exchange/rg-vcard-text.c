/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-text.h"

#include "catalog/rg-text.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

struct _RgVcardDecoder
{
  RgEncoding encoding;
  RgDecoder *decoders[RG_ENCODING_BINARY + 1];
};

RgVcardDecoder *
rg_vcard_decoder_new (RgEncoding encoding)
{
  RgVcardDecoder *decoder = g_new0 (RgVcardDecoder, 1);

  decoder->encoding = encoding == RG_ENCODING_BINARY ? RG_ENCODING_UTF_8 : encoding;
  return decoder;
}

void
rg_vcard_decoder_free (RgVcardDecoder *decoder)
{
  for (guint i = 0; i < G_N_ELEMENTS (decoder->decoders); i++)
    g_clear_pointer (&decoder->decoders[i], rg_decoder_free);
  g_free (decoder);
}

/* --- parameters ----------------------------------------------------------- */

const char *
rg_vcard_property_get (const RgVcardProperty *property, const char *name)
{
  for (guint i = 0; property->parameters[i] != NULL; i += 2)
    {
      if (strcmp (property->parameters[i], name) == 0)
        return property->parameters[i + 1];
    }
  return NULL;
}

gboolean
rg_vcard_property_is (const RgVcardProperty *property, const char *type)
{
  gsize n = strlen (type);

  for (guint i = 0; property->parameters[i] != NULL; i += 2)
    {
      const char *p = property->parameters[i + 1];

      if (strcmp (property->parameters[i], "TYPE") != 0)
        continue;
      while (*p != '\0')
        {
          gsize length = strcspn (p, ",");

          if (length == n && g_ascii_strncasecmp (p, type, n) == 0)
            return TRUE;
          p += length + (p[length] == ',');
        }
    }
  return FALSE;
}

/* --- characters ----------------------------------------------------------- */

static gboolean
is_ascii (const char *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if ((guint8) bytes[i] >= 0x80 || bytes[i] == '\0')
        return FALSE;
    }
  return TRUE;
}

/* NUL is no part of a text; what was no text becomes U+FFFD. */
static char *
clean (const GString *text, gboolean *damaged)
{
  GString *cleaned = g_string_sized_new (text->len);

  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == RG_DECODER_DAMAGE)
        {
          g_string_append (cleaned, REPLACEMENT);
          *damaged = TRUE;
        }
      else if (text->str[i] != '\0')
        g_string_append_c (cleaned, text->str[i]);
    }
  return g_string_free_and_steal (cleaned);
}

/* (transfer full) (nullable): %NULL when bytes are no text in that encoding
 * and @strict. */
static char *
decode (RgVcardDecoder *self,
        RgEncoding encoding,
        const char *bytes,
        gsize n,
        gboolean strict,
        gboolean *damaged)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->decoders[encoding] == NULL)
    self->decoders[encoding] = rg_decoder_new (encoding);
  if (self->decoders[encoding] == NULL)
    return NULL;
  rg_decoder_reset (self->decoders[encoding]);
  rg_decoder_feed (self->decoders[encoding], (const guint8 *) bytes, n, TRUE, text);
  if (strict && memchr (text->str, RG_DECODER_DAMAGE, text->len) != NULL)
    return NULL;
  return clean (text, damaged);
}

static char *
decode_as (RgVcardDecoder *self, RgEncoding encoding, const char *bytes, gsize n, gboolean *damaged)
{
  RgEncoding other = encoding == RG_ENCODING_UTF_8 ? RG_ENCODING_GB18030 : RG_ENCODING_UTF_8;
  char *text = decode (self, encoding, bytes, n, TRUE, damaged);

  /* Some phones write one card so and the next one so. */
  if (text == NULL)
    text = decode (self, other, bytes, n, TRUE, damaged);
  if (text == NULL)
    text = decode (self, encoding, bytes, n, FALSE, damaged);
  if (text == NULL)
    text = decode (self, RG_ENCODING_UTF_8, bytes, n, FALSE, damaged);
  return text;
}

char *
rg_vcard_decoder_bytes (RgVcardDecoder *decoder, const char *bytes, gsize n, gboolean *damaged)
{
  if (is_ascii (bytes, n))
    return g_strndup (bytes, n);
  return decode_as (decoder, decoder->encoding, bytes, n, damaged);
}

/* By the character set that a property names, if the system has it. */
static char *
decode_named (RgVcardDecoder *self, const char *charset, const char *bytes, gsize n, gboolean *damaged)
{
  RgEncoding encoding;
  char *text;

  if (is_ascii (bytes, n) && !g_str_has_prefix (charset, "UTF-16"))
    return g_strndup (bytes, n);
  if (rg_encoding_from_string (charset, &encoding))
    return decode_as (self, encoding, bytes, n, damaged);
  text = g_convert (bytes, (gssize) n, "UTF-8", charset, NULL, NULL, NULL);
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  return rg_vcard_decoder_bytes (self, bytes, n, damaged);
}

/* --- encodings ------------------------------------------------------------ */

static gboolean
is_quoted (const RgVcardProperty *property)
{
  const char *encoding = rg_vcard_property_get (property, "ENCODING");

  return encoding != NULL && g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0;
}

static gboolean
is_base64 (const RgVcardProperty *property)
{
  const char *encoding = rg_vcard_property_get (property, "ENCODING");

  return encoding != NULL &&
         (g_ascii_strcasecmp (encoding, "BASE64") == 0 || g_ascii_strcasecmp (encoding, "B") == 0);
}

/* Undoes quoted-printable. A separator that was encoded was meant as a sign:
 * with @protect it is escaped, so that it parts nothing. */
static GString *
unquote (const GString *value, gboolean protect)
{
  GString *bytes = g_string_sized_new (value->len);

  for (gsize i = 0; i < value->len; i++)
    {
      char c = value->str[i];

      if (c == '=' && i + 2 < value->len && g_ascii_isxdigit (value->str[i + 1]) &&
          g_ascii_isxdigit (value->str[i + 2]))
        {
          c = (char) (g_ascii_xdigit_value (value->str[i + 1]) << 4 |
                      g_ascii_xdigit_value (value->str[i + 2]));
          i += 2;
          if (protect && (c == ';' || c == ',' || c == '\\'))
            g_string_append_c (bytes, '\\');
        }
      else if (c == '=' && i + 1 == value->len)
        continue;
      if (c != '\r')
        g_string_append_c (bytes, c);
    }
  return bytes;
}

/* Decodes base64 with whatever stands between its signs. */
static GString *
unbase64 (const char *value, gsize n)
{
  GString *bytes = g_string_sized_new (n / 4 * 3 + 4);
  int state = 0;
  guint save = 0;

  bytes->len = g_base64_decode_step (value, n, (guchar *) bytes->str, &state, &save);
  bytes->str[bytes->len] = '\0';
  return bytes;
}

char *
rg_vcard_decoder_text (RgVcardDecoder *decoder, const RgVcardProperty *property, gboolean *damaged)
{
  const char *charset = rg_vcard_property_get (property, "CHARSET");
  g_autoptr (GString) own = NULL;
  const GString *bytes = property->value;

  if (is_quoted (property))
    {
      RgEncoding encoding = decoder->encoding;

      /* In a double-byte character a \ may be half of it. */
      if (charset != NULL && !rg_encoding_from_string (charset, &encoding))
        encoding = RG_ENCODING_UTF_8;
      bytes = own = unquote (property->value, encoding == RG_ENCODING_UTF_8);
    }
  else if (is_base64 (property))
    bytes = own = unbase64 (property->value->str, property->value->len);
  if (charset != NULL && *charset != '\0')
    return decode_named (decoder, charset, bytes->str, bytes->len, damaged);
  return rg_vcard_decoder_bytes (decoder, bytes->str, bytes->len, damaged);
}

GBytes *
rg_vcard_property_bytes (const RgVcardProperty *property, char **type)
{
  const char *value = property->value->str;
  const char *comma;

  *type = NULL;
  if (!is_base64 (property))
    {
      if (g_ascii_strncasecmp (value, "data:", 5) != 0)
        return NULL;
      comma = strchr (value, ',');
      if (comma == NULL || g_strstr_len (value, comma - value, ";base64") == NULL)
        return NULL;
      *type = g_ascii_strdown (value + 5, (gssize) strcspn (value + 5, ";,"));
      value = comma + 1;
    }
  return g_string_free_to_bytes (
      unbase64 (value, property->value->len - (gsize) (value - property->value->str)));
}

/* --- escapes -------------------------------------------------------------- */

/* Copies one character of @p, which may be escaped; returns how long it was. */
static gsize
copy_one (GString *text, const char *p)
{
  if (*p != '\\' || p[1] == '\0')
    {
      g_string_append_c (text, *p);
      return 1;
    }
  switch (p[1])
    {
    case 'n':
    case 'N':
      g_string_append_c (text, '\n');
      return 2;
    case ',':
    case ';':
    case ':':
    case '\\':
    case '"':
      g_string_append_c (text, p[1]);
      return 2;
    default:
      g_string_append_c (text, '\\');
      return 1;
    }
}

char *
rg_vcard_unescape (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  while (*text != '\0')
    text += copy_one (plain, text);
  return g_string_free_and_steal (plain);
}

char **
rg_vcard_split (const char *text, char separator)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (;;)
    {
      if (*text == '\0' || *text == separator)
        {
          g_strv_builder_take (builder, rg_text_trim (part->str));
          g_string_truncate (part, 0);
          if (*text++ == '\0')
            break;
        }
      else
        text += copy_one (part, text);
    }
  return g_strv_builder_end (builder);
}
