/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-phone.h"

#include "catalog/rg-phone-codes.h"
#include "catalog/rg-text.h"

#include <string.h>

/* ITU-T E.164: fifteen digits at most, and no country's numbers are shorter
 * than seven with the country code. */
#define E164_MOST 15
#define E164_LEAST 7
#define MOST_EXTENSION 6

/**
 * Parts:
 * @digits: without punctuation
 * @extension: what is dialled afterwards, or ""
 * @plus: whether a + stood in front
 * @area: digits of an area code that stood apart, in parentheses or before a
 *   dash or blank; 0 when nothing stood apart
 * @gaps: how often punctuation stands between digits
 */
typedef struct
{
  char digits[40];
  char extension[MOST_EXTENSION + 1];
  gboolean plus;
  guint area;
  guint gaps;
} Parts;

static gboolean
in_range (const char *digits, gsize least, gsize most)
{
  gsize n = strlen (digits);

  return n >= least && n <= most;
}

/* "转801", "ext. 801", "x801", "#801", "分机801": where it begins, or %NULL.
 * *@number is where its digits begin. */
static const char *
find_extension (const char *text, const char **number)
{
  static const char *const words[] = { "转", "轉", "分机", "extension", "ext.", "ext", "x", "#" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (text, words[i]);

      if (found == NULL || found == text)
        continue;
      *number = found + strlen (words[i]);
      while (**number == ' ' || **number == ':' || **number == '-')
        (*number)++;
      return found;
    }
  return NULL;
}

static gboolean
take_extension (const char *number, Parts *parts)
{
  gsize n = strspn (number, "0123456789");

  if (n == 0 || n > MOST_EXTENSION || number[n + strspn (number + n, " )")] != '\0')
    return FALSE;
  memcpy (parts->extension, number, n);
  return TRUE;
}

/* Whether the character only parts the digits of a number. */
static gboolean
is_punctuation (gunichar c)
{
  /* Hyphens and dashes of every width; the dots that people put in between. */
  return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/' || c == '_' || c == 0x00b7 ||
         c == 0x30fb || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The digits of "Tel: 0571-8123 4567" or the like; %FALSE when other things
 * stand in the text than a number consists of. */
static gboolean
read_parts (const char *normal, Parts *parts)
{
  static const char *const prefixes[] = { "'", "`", "tel", "电话", "手机", ":" };
  const char *number = NULL;
  const char *end = find_extension (normal, &number);
  const char *p = normal;
  gsize n = 0, n_plus = 0;
  gboolean gap = FALSE;

  *parts = (Parts) { 0 };
  if (end != NULL && !take_extension (number, parts))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (p, prefixes[i]))
        p += strlen (prefixes[i]);
    }
  for (; *p != '\0' && p != end; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        {
          if (n == sizeof parts->digits - 1)
            return FALSE;
          parts->digits[n++] = *p;
          parts->gaps += gap ? 1 : 0;
          gap = FALSE;
        }
      else if (*p == '+' && n == 0 && n_plus++ == 0)
        parts->plus = TRUE;
      else if (!is_punctuation (g_utf8_get_char (p)))
        return FALSE;
      else if (n > 0)
        {
          parts->area = parts->area == 0 ? (guint) n : parts->area;
          gap = TRUE;
        }
    }
  return n > 0;
}

static gboolean
is_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9';
}

/* 400 and 800 numbers: ten digits. */
static gboolean
is_toll (const char *digits)
{
  return strlen (digits) == 10 && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800"));
}

/* 110, 10086, 12345, 95588, 1010xxxx, 96xxx … */
static gboolean
is_service (const char *digits)
{
  gsize n = strlen (digits);

  if (digits[0] == '1')
    return (n == 3 && digits[1] <= '2') || n == 5 || (n == 8 && g_str_has_prefix (digits, "10")) ||
           (n == 4 && digits[1] == '1');
  if (digits[0] != '9' || (digits[1] != '5' && digits[1] != '6'))
    return FALSE;
  return n == 5 || n == 6 || (n == 8 && digits[1] == '5');
}

/* Three digits in the largest cities, four elsewhere; 0 when it is neither. */
static gsize
area_length (const char *digits)
{
  if (digits[0] != '0')
    return 0;
  if (digits[1] == '1')
    return digits[2] == '0' ? 3 : 0;
  if (digits[1] == '2')
    return digits[2] != '6' ? 3 : 0;
  return digits[1] >= '3' && digits[1] <= '9' ? 4 : 0;
}

/* Local numbers begin with 2 to 8 and have seven or eight digits. */
static gboolean
is_local (const char *digits, gboolean eight_only)
{
  return in_range (digits, eight_only ? 8 : 7, 8) && digits[0] >= '2' && digits[0] <= '8';
}

static gboolean
is_landline (const char *digits)
{
  gsize area = area_length (digits);

  /* Every city with a short code has eight digits. */
  return area > 0 && strlen (digits) > area && is_local (digits + area, area == 3);
}

/* Whether a number may have a switchboard and end after @n digits: an area code
 * and a local number, a 400 number, or a local number written without dashes,
 * for in 138-1234-5678 and 400-1234-567 they only part the digits. */
static gboolean
may_end (const char *digits, gsize n, gboolean dashes)
{
  if (digits[0] == '0')
    return n >= 10 && n <= 12;
  if (n == 10)
    return g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800");
  return (n == 7 || n == 8) && !dashes;
}

/* Moves a short group behind the last dash to the extension: 0571-81234567-801. */
static void
split_dash_extension (const char *normal, Parts *parts)
{
  const char *dash = strrchr (normal, '-');
  gsize length = dash != NULL ? strlen (dash + 1) : 0;
  gsize n_before = 0;

  if (parts->plus || g_str_has_prefix (parts->digits, "00") || parts->extension[0] != '\0' || length < 1 ||
      length > MOST_EXTENSION || strspn (dash + 1, "0123456789") != length)
    return;
  for (const char *p = normal; p < dash; p++)
    n_before += g_ascii_isdigit (*p) ? 1 : 0;
  if (!may_end (parts->digits, n_before, strchr (normal, '-') != dash))
    return;
  memcpy (parts->extension, dash + 1, length);
  parts->digits[n_before] = '\0';
  parts->gaps--;
}

/* The numbers of the mainland; may take an area code written apart without its
 * zero, as abroad: +86 571 8123 4567. */
static RgPhoneKind
classify_mainland (const char *digits, gboolean international, GString *out)
{
  g_autofree char *with_zero = NULL;

  g_string_assign (out, digits);
  if (is_mobile (digits))
    return RG_PHONE_MOBILE;
  if (is_landline (digits) || is_toll (digits) ||
      (!international && (is_service (digits) || is_local (digits, FALSE))))
    return RG_PHONE_OTHER;
  with_zero = g_strconcat ("0", digits, NULL);
  if (!international || !is_landline (with_zero))
    return RG_PHONE_INVALID;
  g_string_assign (out, with_zero);
  return RG_PHONE_OTHER;
}

/* @digits begin with a country code. */
static RgPhoneKind
classify_foreign (const char *digits, GString *out)
{
  if (!in_range (digits, E164_LEAST, E164_MOST) || rg_phone_country_length (digits) == 0)
    return RG_PHONE_INVALID;
  g_string_printf (out, "+%s", digits);
  return RG_PHONE_OTHER;
}

static RgPhoneKind
classify (const Parts *parts, GString *out)
{
  const char *digits = parts->digits;
  gboolean international = parts->plus;

  if (!international && g_str_has_prefix (digits, "00") && strlen (digits) > 9)
    {
      international = TRUE;
      digits += 2;
    }
  if (international)
    return g_str_has_prefix (digits, "86") ? classify_mainland (digits + 2, TRUE, out)
                                           : classify_foreign (digits, out);
  if (strlen (digits) == 13 && g_str_has_prefix (digits, "86") && is_mobile (digits + 2))
    return classify_mainland (digits + 2, TRUE, out);
  /* 86-571-81234567 */
  if (parts->area == 2 && g_str_has_prefix (digits, "86") && strlen (digits) > 10)
    return classify_mainland (digits + 2, TRUE, out);
  /* 0138… is how a mobile is dialled from another city. */
  if (strlen (digits) == 12 && digits[0] == '0' && is_mobile (digits + 1))
    return classify_mainland (digits + 1, FALSE, out);
  /* 2025-11-22 is no local number. */
  if (is_local (digits, FALSE) && parts->gaps > 1)
    return RG_PHONE_INVALID;
  return classify_mainland (digits, FALSE, out);
}

/**
 * rg_phone_normalize:
 * @text: what a person typed or a file holds
 * @normal: (out) (optional) (transfer full) (nullable): the number as it is
 *   stored: 13812345678, 057181234567, 057181234567-801, 4001234567,
 *   +85291234567; %NULL when @text is no number
 *
 * The rules are those of the mainland's numbering plan; foreign numbers are
 * E.164. What is not certainly a number, such as 1.38E+10 or 138****5678, is
 * invalid.
 *
 * Returns: what kind of number it is
 */
RgPhoneKind
rg_phone_normalize (const char *text, char **normal)
{
  g_autofree char *folded = rg_text_normalize (text);
  g_autoptr (GString) out = g_string_new (NULL);
  RgPhoneKind kind = RG_PHONE_INVALID;
  Parts parts;

  if (read_parts (folded, &parts))
    {
      split_dash_extension (folded, &parts);
      kind = classify (&parts, out);
    }
  if (kind != RG_PHONE_INVALID && parts.extension[0] != '\0')
    {
      /* Neither a mobile nor a service has a switchboard behind it, and E.164 has
       * no place for one. */
      if (!is_landline (out->str) && !is_toll (out->str) && !is_local (out->str, FALSE))
        kind = RG_PHONE_INVALID;
      g_string_append_printf (out, "-%s", parts.extension);
    }
  if (normal != NULL)
    *normal = kind != RG_PHONE_INVALID ? g_strdup (out->str) : NULL;
  return kind;
}

/* Groups of four from the end; the first one takes what is left. */
static void
append_fours (GString *text, const char *digits, gsize n)
{
  gsize first = n % 4 == 0 ? 4 : n % 4;

  for (gsize i = 0; i < n; i++)
    {
      if (i >= first && (i - first) % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, digits[i]);
    }
}

/**
 * rg_phone_format:
 * @normal: a number as rg_phone_normalize() makes it; any other text comes
 *   back as it is
 *
 * Returns: (transfer full): as a person reads it: 138 1234 5678,
 *   010-1234 5678, 0571-8123 4567-801, 400 123 4567, +852 9123 4567
 */
char *
rg_phone_format (const char *normal)
{
  g_autofree char *number = g_strndup (normal, strcspn (normal, "-"));
  const char *extension = normal + strlen (number);
  GString *text = g_string_new (NULL);
  gsize n = strlen (number);
  gsize head;

  if (is_mobile (number))
    g_string_append_printf (text, "%.3s %.4s %s", number, number + 3, number + 7);
  else if (is_toll (number))
    g_string_append_printf (text, "%.3s %.3s %s", number, number + 3, number + 6);
  else if (number[0] == '+' && (head = rg_phone_country_length (number + 1)) > 0)
    {
      g_string_append_printf (text, "%.*s ", (int) head + 1, number);
      if (n - head - 1 == 10)
        g_string_append_printf (text, "%.3s %.3s %s", number + 1 + head, number + 4 + head,
                                number + 7 + head);
      else
        append_fours (text, number + 1 + head, n - head - 1);
    }
  else if (is_landline (number))
    {
      head = area_length (number);
      g_string_append_printf (text, "%.*s-", (int) head, number);
      append_fours (text, number + head, n - head);
    }
  else if (is_local (number, FALSE))
    append_fours (text, number, n);
  else
    g_string_append (text, number);
  g_string_append (text, extension);
  return g_string_free_and_steal (text);
}

/**
 * rg_phone_mask:
 * @normal: a number as rg_phone_normalize() makes it
 *
 * Hides the four digits before the last four, of a short number all but the
 * last two; nobody else's number can be told from what is left, but its owner
 * knows it. An extension is left out.
 *
 * Returns: (transfer full): 138****5678
 */
char *
rg_phone_mask (const char *normal)
{
  gsize n = strcspn (normal, "-");
  gsize shown = n >= 10 ? 4 : 2;
  gsize hidden = n >= 10 ? 4 : 0;
  GString *text = g_string_new_len (normal, (gssize) n);

  if (n <= shown)
    return g_string_free_and_steal (text);
  if (hidden == 0)
    hidden = n - shown;
  for (gsize i = n - shown - hidden; i < n - shown; i++)
    text->str[i] = '*';
  return g_string_free_and_steal (text);
}

static void
add_number (GPtrArray *numbers, GHashTable **index, const char *start, gsize length)
{
  g_autofree char *part = g_strndup (start, length);
  char *normal = NULL;

  if (rg_phone_normalize (part, &normal) != RG_PHONE_INVALID)
    rg_text_list_take (numbers, index, normal);
}

static void
add_parts (GPtrArray *numbers, const char *text, const char *separators)
{
  g_autoptr (GHashTable) index = NULL;

  while (*text != '\0')
    {
      gsize length = strcspn (text, separators);

      add_number (numbers, &index, text, length);
      text += length + (text[length] != '\0' ? 1 : 0);
    }
}

/**
 * rg_phone_split:
 * @text: a cell with none, one or several numbers
 *
 * Returns: (transfer full) (array zero-terminated=1): every part that is a
 *   number, normalised, in their order, none twice
 */
char **
rg_phone_split (const char *text)
{
  /* Normalising turns ；，／｜ into their ASCII forms; 、 and line breaks have to
   * be seen before it makes blanks of the latter. */
  g_autoptr (GString) plain = g_string_new (text);
  g_autofree char *normal = NULL;
  GPtrArray *numbers = g_ptr_array_new_null_terminated (2, g_free, TRUE);

  g_string_replace (plain, "\n", ";", 0);
  g_string_replace (plain, "\r", ";", 0);
  g_string_replace (plain, "、", ";", 0);
  g_string_replace (plain, "或", ";", 0);
  g_string_replace (plain, "和", ";", 0);
  normal = rg_text_normalize (plain->str);
  /* A slash or a blank may also stand within one number. */
  add_parts (numbers, normal, "");
  if (numbers->len == 0)
    add_parts (numbers, normal, ";,/|");
  if (numbers->len == 0)
    add_parts (numbers, normal, ";,/| ");
  return (char **) g_ptr_array_free (numbers, FALSE);
}
