/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* Lists up to here are looked through. */
#define LIST_SHORT 16

/* Appends a character, but never two blanks in a row nor one at the start. */
static inline char *
put_ascii (char *start, char *out, char c)
{
  if (c == ' ' && (out == start || out[-1] == ' '))
    return out;
  *out++ = c;
  return out;
}

static inline gboolean
is_continuation (char c)
{
  return ((guchar) c & 0xc0) == 0x80;
}

static char *
end_text (char *start, char *out)
{
  if (out > start && out[-1] == ' ')
    out--;
  *out = '\0';
  return start;
}

/* What nearly every cell of a shop consists of: ASCII, Han characters (which
 * normalisation leaves alone), full width ASCII and the ideographic blank. Any
 * other character, also a mark that would combine with one before it, makes it
 * give up: %NULL. */
static char *
normalize_common (const char *text, gsize length)
{
  char *start = g_malloc (length + 1);
  char *out = start;
  const char *p = text;

  while (*p != '\0')
    {
      guchar lead = (guchar) *p;
      gunichar c;

      if (lead < 0x80)
        {
          if (lead == ' ' || (lead >= '\t' && lead <= '\r'))
            out = put_ascii (start, out, ' ');
          else if (lead > ' ' && lead != 0x7f)
            *out++ = g_ascii_tolower (*p);
          p++;
          continue;
        }
      if ((lead & 0xf0) != 0xe0 || !is_continuation (p[1]) || !is_continuation (p[2]))
        break;
      c = (gunichar) (lead & 0x0f) << 12 | (gunichar) (p[1] & 0x3f) << 6 | (gunichar) (p[2] & 0x3f);
      if ((c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff))
        {
          memcpy (out, p, 3);
          out += 3;
        }
      else if (c == 0x3000)
        out = put_ascii (start, out, ' ');
      else if (c >= 0xff01 && c <= 0xff5e)
        *out++ = g_ascii_tolower ((char) (c - 0xfee0));
      else
        break;
      p += 3;
    }
  if (*p == '\0')
    return end_text (start, out);
  g_free (start);
  return NULL;
}

static UChar *
to_utf16 (const char *text, gsize length, int32_t *n)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar *wide = g_new (UChar, length + 1);

  u_strFromUTF8WithSub (wide, (int32_t) length + 1, n, text, (int32_t) length, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    *n = 0;
  return wide;
}

static UChar *
fold_utf16 (const UChar *wide, int32_t n, int32_t *n_folded)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance (&status);
  int32_t size = n * 2 + 16;
  UChar *folded = g_new (UChar, size);

  *n_folded = unorm2_normalize (normalizer, wide, n, folded, size, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    {
      status = U_ZERO_ERROR;
      size = *n_folded + 1;
      folded = g_renew (UChar, folded, size);
      *n_folded = unorm2_normalize (normalizer, wide, n, folded, size, &status);
    }
  if (U_FAILURE (status))
    *n_folded = 0;
  return folded;
}

static gboolean
is_dropped (UChar32 c)
{
  int8_t type = u_charType (c);

  return type == U_FORMAT_CHAR || (type == U_CONTROL_CHAR && !u_isUWhiteSpace (c));
}

/**
 * rg_text_normalize:
 * @text: UTF-8; invalid bytes become U+FFFD
 *
 * Makes texts comparable that a person takes for the same: Unicode's
 * NFKC_Casefold, without format and control characters, blanks collapsed.
 * May be called from any thread.
 *
 * Returns: (transfer full): the normal text, possibly empty
 */
char *
rg_text_normalize (const char *text)
{
  gsize length = strlen (text);
  char *common = length < G_MAXINT32 / 8 ? normalize_common (text, length) : NULL;
  g_autofree UChar *wide = NULL;
  g_autofree UChar *folded = NULL;
  int32_t n = 0, n_folded = 0;
  char *start, *out;

  if (common != NULL)
    return common;
  wide = to_utf16 (text, MIN (length, G_MAXINT32 / 8), &n);
  folded = fold_utf16 (wide, n, &n_folded);
  start = out = g_malloc ((gsize) n_folded * 3 + 1);
  for (int32_t i = 0; i < n_folded;)
    {
      UChar32 c;

      U16_NEXT (folded, i, n_folded, c);
      if (u_isUWhiteSpace (c))
        out = put_ascii (start, out, ' ');
      else if (!is_dropped (c))
        out += g_unichar_to_utf8 ((gunichar) c, out);
    }
  return end_text (start, out);
}

static gboolean
is_blank (gunichar c)
{
  return c == 0xfeff || c == 0x200b || c == 0x200e || c == 0x200f || c < 0x20 || c == 0x7f ||
         u_isUWhiteSpace ((UChar32) c);
}

/**
 * rg_text_trim:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text without the blanks at its ends, among them
 *   the ideographic blank, zero width blanks, direction and byte order marks
 *   that spreadsheets and chat programs leave behind
 */
char *
rg_text_trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (text, (gsize) (end - text));
}

/**
 * rg_text_list_to_json:
 * @list: (array zero-terminated=1): valid UTF-8 texts
 *
 * Returns: (transfer full): a JSON array without blanks between its parts,
 *   only what JSON demands being escaped, so that equal lists give equal text
 */
char *
rg_text_list_to_json (const char *const *list)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ",\"" : "\"");
      for (const char *p = list[i]; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_printf (json, "\\%c", *p);
          else if ((guchar) *p < 0x20)
            g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
          else
            g_string_append_c (json, *p);
        }
      g_string_append_c (json, '"');
    }
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

static const char *
skip_json_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
    p++;
  return p;
}

/* Four hexadecimal digits at @p; -1 when they are not there. */
static int
read_hex4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Reads what follows "\u" at *@p, a surrogate pair as one character. */
static gboolean
read_json_unicode (const char **p, GString *text)
{
  int unit = read_hex4 (*p);
  int low;

  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  *p += 4;
  if (unit < 0xd800 || unit > 0xdbff)
    {
      g_string_append_unichar (text, (gunichar) unit);
      return TRUE;
    }
  if ((*p)[0] != '\\' || (*p)[1] != 'u')
    return FALSE;
  low = read_hex4 (*p + 2);
  if (low < 0xdc00 || low > 0xdfff)
    return FALSE;
  *p += 6;
  g_string_append_unichar (text, 0x10000 + (((gunichar) unit & 0x3ff) << 10) + ((gunichar) low & 0x3ff));
  return TRUE;
}

static gboolean
read_json_escape (const char **p, GString *text)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  char c = **p;
  const char *found;

  if (c == '\0')
    return FALSE;
  (*p)++;
  if (c == 'u')
    return read_json_unicode (p, text);
  found = strchr (escapes, c);
  if (found == NULL)
    return FALSE;
  g_string_append_c (text, meanings[found - escapes]);
  return TRUE;
}

/* Reads the text whose opening quote stands at *@p. (nullable) */
static char *
read_json_text (const char **p)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (**p != '"')
    return NULL;
  (*p)++;
  while (**p != '"')
    {
      if ((guchar) * *p < 0x20)
        return NULL;
      if (**p != '\\')
        g_string_append_c (text, *(*p)++);
      else
        {
          (*p)++;
          if (!read_json_escape (p, text))
            return NULL;
        }
    }
  (*p)++;
  return g_strdup (text->str);
}

/**
 * rg_text_list_from_json:
 * @json: valid UTF-8
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the texts of
 *   the JSON array @json; %NULL when it is anything else
 */
char **
rg_text_list_from_json (const char *json)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *p = skip_json_blanks (json);

  if (*p++ != '[')
    return NULL;
  p = skip_json_blanks (p);
  if (*p == ']')
    return *skip_json_blanks (p + 1) == '\0' ? g_strv_builder_end (builder) : NULL;
  for (;;)
    {
      char *text = read_json_text (&p);

      if (text == NULL)
        return NULL;
      g_strv_builder_take (builder, text);
      p = skip_json_blanks (p);
      if (*p == ',')
        p = skip_json_blanks (p + 1);
      else if (*p == ']')
        break;
      else
        return NULL;
    }
  return *skip_json_blanks (p + 1) == '\0' ? g_strv_builder_end (builder) : NULL;
}

/**
 * rg_text_list_has:
 * @list: texts, none twice
 * @n: how many
 * @index: (inout) (nullable): the texts once more, made when it pays
 * @text: a text
 *
 * Returns: whether it is one of them
 */
gboolean
rg_text_list_has (const char *const *list, guint n, GHashTable **index, const char *text)
{
  if (n > LIST_SHORT && *index == NULL)
    {
      *index = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < n; i++)
        g_hash_table_add (*index, (gpointer) list[i]);
    }
  if (*index != NULL)
    return g_hash_table_contains (*index, text);
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (list[i], text) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_text_list_take:
 * @list: texts, none twice
 * @index: (inout) (nullable): as for rg_text_list_has()
 * @text: (transfer full): a text
 *
 * Appends @text, unless the list has it.
 */
void
rg_text_list_take (GPtrArray *list, GHashTable **index, char *text)
{
  if (rg_text_list_has ((const char *const *) list->pdata, list->len, index, text))
    {
      g_free (text);
      return;
    }
  g_ptr_array_add (list, text);
  if (*index != NULL)
    g_hash_table_add (*index, text);
}
