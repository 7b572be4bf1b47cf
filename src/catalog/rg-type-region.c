/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-region-table.h"
#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Province, city and district with blanks in between: "浙江省 杭州市 西湖区". What
 * cannot be taken apart for certain stays as it was written. */

#define MOST_PARTS 3
/* Longer than any district's name: 积石山保安族东乡族撒拉族自治县 has fifteen. */
#define MOST_CHARACTERS 16

static const char *const city_ends[] = { "自治州", "地区", "市", "盟", "州", NULL };
static const char *const district_ends[] = { "自治县", "自治旗", "区", "县", "市", "旗", "镇", "乡", NULL };

/* One separator of every kind becomes a blank, and blanks are collapsed. */
static char *
part_by_blanks (const char *text)
{
  static const char *const separators[] = { "/", "\\", "-", "—", ">", ",", "，", "、", "·", "|", "／", "　" };
  g_autoptr (GString) parted = g_string_new (text);
  g_autofree char *trimmed = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    g_string_replace (parted, separators[i], " ", 0);
  trimmed = rg_text_trim (parted->str);
  parts = g_strsplit_set (trimmed, " \t\r\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, parts[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static const char *
skip_blank (const char *p)
{
  return *p == ' ' ? p + 1 : p;
}

static const char *
skip_word (const char *p, const char *word)
{
  return g_str_has_prefix (p, word) ? p + strlen (word) : NULL;
}

/* Whether the text begins with one of the endings, as in 市区 behind 沙: then the
 * name is not over yet. */
static gboolean
begins_with_end (const char *p, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    {
      if (g_str_has_prefix (p, ends[i]))
        return TRUE;
    }
  return FALSE;
}

/* The shortest name at @p with one of the endings; %NULL when there is none
 * before the next blank. */
static const char *
end_of_name (const char *p, const char *const *ends)
{
  const char *at = g_utf8_next_char (p);

  for (int n = 1; *at != '\0' && *at != ' ' && n < MOST_CHARACTERS; n++, at = g_utf8_next_char (at))
    {
      for (guint i = 0; ends[i] != NULL; i++)
        {
          const char *end = skip_word (at, ends[i]);

          if (end != NULL && !begins_with_end (end, district_ends))
            return end;
        }
    }
  return NULL;
}

/* The province at the start of @text by its name, or when @brief by its short
 * one. */
static const RgProvince *
find_province (const char *text, gboolean brief, const char **rest)
{
  for (const RgProvince *province = rg_provinces; province->name != NULL; province++)
    {
      *rest = skip_word (text, brief ? province->brief : province->name);
      if (*rest != NULL)
        return province;
    }
  return NULL;
}

/* Where @text goes on behind the name of a city, @length bytes at @city, or when
 * @brief behind its short one, 杭州 of 杭州市; %NULL when it does not begin so, or
 * when something else begins so: neither 海南区 is 海南州 nor 吉林县 is 吉林市. */
static const char *
skip_city (const char *text, const char *city, gsize length, gboolean brief)
{
  const char *end;

  /* Most cities differ in their first character. */
  if (strncmp (text, city, 3) != 0)
    return NULL;
  if (!brief)
    return strncmp (text, city, length) == 0 ? text + length : NULL;
  for (guint i = 0; city_ends[i] != NULL; i++)
    {
      gsize ending = strlen (city_ends[i]);

      if (length <= ending || strncmp (city + length - ending, city_ends[i], ending) != 0)
        continue;
      end = strncmp (text, city, length - ending) == 0 ? text + length - ending : NULL;
      return end != NULL && !begins_with_end (end, district_ends) && !begins_with_end (end, city_ends) ? end
                                                                                                       : NULL;
    }
  return NULL;
}

/* The city of the list at the start of @text. (nullable) (transfer full) */
static char *
find_city (const RgProvince *province, const char *text, gboolean brief, const char **rest)
{
  const char *city = province->cities;

  while (city != NULL && *city != '\0')
    {
      gsize length = (gsize) (strchrnul (city, '|') - city);

      *rest = skip_city (text, city, length, brief);
      if (*rest != NULL)
        return g_strndup (city, length);
      city += length + (city[length] == '|' ? 1 : 0);
    }
  return NULL;
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* What follows the city, or a municipality: a district, or nothing. A part that
 * stands apart between blanks need not end as districts do. */
static gboolean
take_district (const char *rest, GPtrArray *parts)
{
  const char *skipped = skip_word (rest, "市辖区");
  const char *end;

  rest = skip_blank (skipped != NULL && *skipped != '\0' ? skipped : rest);
  if (*rest == '\0')
    return TRUE;
  end = end_of_name (rest, district_ends);
  if (end != NULL && *end == '\0')
    {
      g_ptr_array_add (parts, g_strdup (rest));
      return TRUE;
    }
  if (rest[-1] != ' ' || strchr (rest, ' ') != NULL || has_digit (rest) ||
      g_utf8_strlen (rest, -1) > MOST_CHARACTERS)
    return FALSE;
  g_ptr_array_add (parts, g_strdup (rest));
  return TRUE;
}

/* What follows the province. */
static gboolean
take_city (const RgProvince *province, const char *rest, GPtrArray *parts)
{
  const char *start = skip_blank (rest);
  const char *end = NULL;
  const char *blank;
  char *city;

  if (*start == '\0')
    return TRUE;
  if (province->cities == NULL)
    {
      /* 北京市 北京市 朝阳区, as forms of two levels write it. */
      const char *again = skip_word (start, province->name);

      return take_district (again != NULL ? again : rest, parts);
    }
  city = find_city (province, start, FALSE, &end);
  if (city == NULL)
    city = find_city (province, start, TRUE, &end);
  if (city != NULL)
    {
      g_ptr_array_add (parts, city);
      return take_district (end, parts);
    }
  /* A city that the list does not have: a new one, or one under the province
   * itself such as 济源市 or 神农架林区. */
  end = end_of_name (start, city_ends);
  if (end == NULL)
    end = end_of_name (start, district_ends);
  blank = strchr (start, ' ');
  if (end == NULL && start > rest && !has_digit (start))
    end = blank != NULL ? blank : start + strlen (start);
  if (end == NULL)
    return FALSE;
  g_ptr_array_add (parts, g_strndup (start, (gsize) (end - start)));
  return take_district (end, parts);
}

/* A text that begins with a city instead of its province: 杭州市西湖区, 深圳, 吉林市.
 * (nullable) */
static const RgProvince *
province_of_city (const char *text, gboolean brief)
{
  for (const RgProvince *province = rg_provinces; province->name != NULL; province++)
    {
      const char *rest;
      g_autofree char *city = find_city (province, text, brief, &rest);

      if (city != NULL)
        return province;
    }
  return NULL;
}

static gboolean
take_apart (const RgProvince *province, const char *rest, GPtrArray *parts)
{
  g_ptr_array_set_size (parts, 0);
  if (province == NULL)
    return FALSE;
  g_ptr_array_add (parts, g_strdup (province->name));
  return take_city (province, rest, parts) && parts->len <= MOST_PARTS;
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *parted = part_by_blanks (text);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_null_terminated (MOST_PARTS, g_free, TRUE);
  const char *country = skip_word (parted, "中国");
  const char *start = skip_blank (country != NULL ? country : parted);

  /* Names in full first: 海南藏族自治州 is not in 海南省. */
  for (int brief = FALSE; brief <= TRUE; brief++)
    {
      const char *rest = NULL;
      const RgProvince *province = find_province (start, brief, &rest);

      if (take_apart (province, rest, parts) || take_apart (province_of_city (start, brief), start, parts))
        {
          rg_value_take_text (value, g_strjoinv (" ", (char **) parts->pdata));
          return TRUE;
        }
    }
  return rg_type_text.parse (field, text, value, error);
}

/* Without the blanks, as addresses are written, when it begins with a province. */
static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  g_auto (GStrv) parts = g_strsplit (value->text, " ", -1);

  if (style == RG_FORMAT_DISPLAY && parts[0] != NULL && g_strv_length (parts) <= MOST_PARTS)
    {
      for (const RgProvince *province = rg_provinces; province->name != NULL; province++)
        {
          if (strcmp (province->name, parts[0]) == 0)
            return g_strjoinv ("", parts);
        }
    }
  return g_strdup (value->text);
}

const RgFieldType rg_type_region = {
  .id = "region",
  .label = N_ ("Region"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
