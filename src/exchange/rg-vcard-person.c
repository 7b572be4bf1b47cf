/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-row.h"

#include "exchange/rg-picture-type.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who a card is: the name from its parts, the phones in their order. */

/* Words of N that are looked for in FN. */
#define WORDS_MAX 64

/* Places in N. */
enum
{
  FAMILY,
  GIVEN,
  ADDITIONAL,
  PREFIX,
  SUFFIX,
  N_PARTS,
};

gboolean
rg_vcard_has_han (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
        return TRUE;
    }
  return FALSE;
}

/* --- the name ------------------------------------------------------------- */

static const char *
part (char **parts, guint index)
{
  return parts != NULL && index < g_strv_length (parts) ? parts[index] : "";
}

static void
append_part (GString *name, const char *text, gboolean blank)
{
  if (*text == '\0')
    return;
  if (blank && name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, text);
}

/* Chinese: 王 + 小明; else: Mr. John Doe Jr. */
static char *
join_name (char **parts)
{
  static const guint han_order[] = { PREFIX, FAMILY, ADDITIONAL, GIVEN, SUFFIX };
  static const guint order[] = { PREFIX, GIVEN, ADDITIONAL, FAMILY, SUFFIX };
  gboolean han = rg_vcard_has_han (part (parts, FAMILY)) || rg_vcard_has_han (part (parts, GIVEN));
  guint n = parts != NULL ? g_strv_length (parts) : 0;
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < N_PARTS; i++)
    append_part (name, part (parts, (han ? han_order : order)[i]), !han);
  /* Later versions know of more; what they are is kept, whatever it means. */
  for (guint i = N_PARTS; i < n; i++)
    append_part (name, parts[i], !han);
  return g_string_free_and_steal (name);
}

static char *
without_blanks (const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);
  GString *kept = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (kept, g_utf8_get_char (p));
    }
  return g_string_free_and_steal (kept);
}

/* Whether every part of N is in the full name. One of very many parts says more
 * than a full name can. */
static gboolean
says_all (const char *full, char **parts)
{
  g_autofree char *wanted = without_blanks (full);
  guint looked_at = 0;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], ",", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *squashed = without_blanks (words[j]);

          if (++looked_at > WORDS_MAX || strstr (wanted, squashed) == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

/* Phones write 小明 王 or 王 小明 for what is 王小明. */
static gboolean
is_turned (const char *full, char **parts)
{
  g_autofree char *turned = g_strconcat (part (parts, GIVEN), " ", part (parts, FAMILY), NULL);
  g_autofree char *spaced = g_strconcat (part (parts, FAMILY), " ", part (parts, GIVEN), NULL);
  g_autofree char *joined = g_strconcat (part (parts, GIVEN), part (parts, FAMILY), NULL);

  return rg_vcard_has_han (full) &&
         (strcmp (full, turned) == 0 || strcmp (full, spaced) == 0 || strcmp (full, joined) == 0);
}

static void
settle_name (RgVcardRow *row)
{
  g_autofree char *joined = join_name (row->name_parts);
  const RgVcardCell *company;
  const char *full = row->full_name != NULL ? row->full_name : "";

  if (rg_vcard_row_find (row, "name") != NULL)
    return;
  if (*full != '\0' && *part (row->name_parts, FAMILY) != '\0' && *part (row->name_parts, GIVEN) != '\0' &&
      is_turned (full, row->name_parts))
    full = joined;
  if (*full != '\0' && !row->is_own && !says_all (full, row->name_parts))
    rg_vcard_row_add_line (row, "N", joined);
  if (*full == '\0')
    full = joined;
  rg_vcard_row_put (row, "name", full);
  if (rg_vcard_row_find (row, "name") != NULL)
    return;
  /* Nobody's card: the nickname names somebody, or the company is meant. */
  company = rg_vcard_row_find (row, "+nickname");
  if (company == NULL)
    company = rg_vcard_row_find (row, "+company");
  if (company != NULL)
    rg_vcard_row_put (row, "name", company->text->str);
}

/* --- phones --------------------------------------------------------------- */

/* The first mobile one is the phone; in our own cards the first one is. */
static guint
choose_phone (RgVcardRow *row)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < row->phones->len; i++)
    {
      g_autofree char *normal = NULL;
      RgPhoneKind kind = rg_phone_normalize (g_ptr_array_index (row->phones, i), &normal);

      if (kind == RG_PHONE_MOBILE || (row->is_own && kind != RG_PHONE_INVALID))
        return i;
      if (kind != RG_PHONE_INVALID && first == G_MAXUINT)
        first = i;
    }
  return first;
}

static void
settle_phones (RgVcardRow *row)
{
  guint chosen = choose_phone (row);

  for (guint i = 0; i < row->phones->len; i++)
    {
      const char *text = g_ptr_array_index (row->phones, i);
      g_autofree char *normal = NULL;

      if (i == chosen)
        rg_vcard_row_put (row, "phone", text);
      else if (rg_phone_normalize (text, &normal) != RG_PHONE_INVALID)
        rg_vcard_row_put (row, "phones", normal);
      else if (chosen == G_MAXUINT && i == 0)
        rg_vcard_row_put (row, "phone", text);
      else
        rg_vcard_row_add_line (row, rg_vcard_row_label (row, "phone"), text);
    }
}

/* --- files ---------------------------------------------------------------- */

static void
name_pictures (RgVcardRow *row)
{
  const RgVcardCell *name = rg_vcard_row_find (row, "name");
  g_autofree char *base = g_strndup (name != NULL ? name->text->str : "", name != NULL ? name->text->len : 0);
  const char *end;

  g_strdelimit (base, "/\\:*?\"<>|\n\r\t", '_');
  /* A file name has 255 bytes. */
  if (strlen (base) > 120)
    {
      g_utf8_validate_len (base, 120, &end);
      base[end - base] = '\0';
    }
  if (*base == '\0' || *base == '.')
    g_set_str (&base, "card");
  for (guint i = 0; i < row->pictures->len; i++)
    {
      RgGridPicture *picture = &g_array_index (row->pictures, RgGridPicture, i);
      const char *suffix;
      const char *type = rg_picture_type (picture->bytes, &suffix);
      g_autofree char *number = i > 0 ? g_strdup_printf (" %u", i + 1) : g_strdup ("");

      if (type != NULL)
        {
          g_free ((char *) picture->type);
          picture->type = g_strdup (type);
        }
      picture->name = g_strconcat (base, number, suffix != NULL ? suffix : ".bin", NULL);
    }
}

void
rg_vcard_row_settle (RgVcardRow *row)
{
  settle_name (row);
  settle_phones (row);
  name_pictures (row);
}
