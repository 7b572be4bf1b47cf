/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-festivals.h"

#include "catalog/rg-lunar.h"
#include "catalog/rg-solar-terms.h"
#include "rg-festivals-data.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

/* When a festival is stands in data/festivals.json, the greatest first; their names
 * stand here, where they can be translated. */

#define RESOURCE "/io/github/regulars/Regulars/festivals.json"

static const struct
{
  const char *key;
  const char *name;
} names[] = {
  { "spring-festival", N_ ("Spring Festival") },
  { "new-years-eve", N_ ("Lunar New Year’s Eve") },
  { "mid-autumn", N_ ("Mid-Autumn Festival") },
  { "dragon-boat", N_ ("Dragon Boat Festival") },
  { "national-day", N_ ("National Day") },
  { "labour-day", N_ ("Labour Day") },
  { "new-year", N_ ("New Year’s Day") },
  { "qingming", N_ ("Qingming") },
  { "lantern", N_ ("Lantern Festival") },
  { "qixi", N_ ("Qixi Festival") },
  { "double-ninth", N_ ("Double Ninth Festival") },
  { "laba", N_ ("Laba Festival") },
  { "little-new-year", N_ ("Little New Year") },
  { "dragon-head", N_ ("Dragon Raises Its Head") },
  { "ghosts", N_ ("Ghost Festival") },
  { "mothers-day", N_ ("Mother’s Day") },
  { "fathers-day", N_ ("Father’s Day") },
  { "womens-day", N_ ("Women’s Day") },
  { "childrens-day", N_ ("Children’s Day") },
  { "valentines", N_ ("Valentine’s Day") },
  { "consumers-day", N_ ("Consumer Rights Day") },
  { "youth-day", N_ ("Youth Day") },
  { "618", N_ ("618 Sales") },
  { "party-day", N_ ("Founding of the Party") },
  { "army-day", N_ ("Army Day") },
  { "teachers-day", N_ ("Teachers’ Day") },
  { "double-eleven", N_ ("Double Eleven") },
  { "double-twelve", N_ ("Double Twelve") },
  { "christmas-eve", N_ ("Christmas Eve") },
  { "christmas", N_ ("Christmas") },
};

/* --- the list ------------------------------------------------------------- */

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static gboolean
read_rule (JsonObject *object, RgFestival *festival)
{
  const char *text;

  if ((text = member (object, "solar")) != NULL)
    return sscanf (text, "%d-%d", &festival->month, &festival->day) == 2;
  if ((text = member (object, "weekday")) != NULL)
    return sscanf (text, "%d-%d-%d", &festival->month, &festival->week, &festival->weekday) == 3;
  if ((text = member (object, "lunar")) != NULL)
    {
      festival->lunar = TRUE;
      return sscanf (text, "%d-%d", &festival->month, &festival->day) == 2 ||
             g_str_has_suffix (text, "-last");
    }
  festival->term = (int) json_object_get_int_member_with_default (object, "term", -1);
  return festival->term >= 0;
}

static void
add_festival (GArray *festivals, JsonObject *object)
{
  const char *key = json_object_get_string_member (object, "key");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].key, key))
      {
        RgFestival festival = { .key = names[i].key, .name = names[i].name, .term = -1 };

        festival.off = json_object_get_boolean_member_with_default (object, "off", FALSE);
        g_assert (read_rule (object, &festival));
        g_array_append_val (festivals, festival);
        return;
      }
  g_assert_not_reached ();
}

static gpointer
load (gpointer data)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (rg_festivals_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = NULL;
  GArray *festivals = g_array_new (FALSE, FALSE, sizeof (RgFestival));
  JsonArray *array;

  g_assert (bytes != NULL);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (node != NULL);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_festival (festivals, json_array_get_object_element (array, i));
  return festivals;
}

/**
 * rg_festivals:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): all of them, the greatest first
 */
const RgFestival *
rg_festivals (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GArray *festivals = g_once (&once, load, NULL);

  *n = festivals->len;
  return (const RgFestival *) (gpointer) festivals->data;
}

/**
 * rg_festival_get_name:
 * @festival: a festival
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
rg_festival_get_name (const RgFestival *festival)
{
  return _ (festival->name);
}

/* --- days ----------------------------------------------------------------- */

/* The last day of the last month, which may be a leap one. */
static gboolean
ends_year (const RgLunarDate *lunar)
{
  gboolean leap = rg_lunar_leap_month (lunar->year) == 12;

  return lunar->month == 12 && lunar->leap == leap &&
         lunar->day == rg_lunar_month_days (lunar->year, 12, leap);
}

/* @lunar: (nullable): none is known */
static gboolean
is_on (const RgFestival *festival, const GDate *day, const RgLunarDate *lunar)
{
  int month = (int) g_date_get_month (day);
  int dom = g_date_get_day (day);

  if (festival->term >= 0)
    return rg_solar_term_of (day) == festival->term;
  if (festival->week > 0)
    return festival->month == month && festival->weekday == (int) g_date_get_weekday (day) &&
           (dom - 1) / 7 + 1 == festival->week;
  if (!festival->lunar)
    return festival->month == month && festival->day == dom;
  if (lunar == NULL)
    return FALSE;
  if (festival->day == 0)
    return festival->month == 12 && ends_year (lunar);
  return festival->month == lunar->month && festival->day == lunar->day && !lunar->leap;
}

/**
 * rg_festivals_for_day:
 * @day: a day
 *
 * Returns: (transfer container) (element-type RgFestival): the festivals on it, the
 *   greatest first
 */
GPtrArray *
rg_festivals_for_day (const GDate *day)
{
  GPtrArray *found = g_ptr_array_new ();
  RgLunarDate lunar;
  gboolean has_lunar = rg_lunar_from_solar (day, &lunar);
  guint n;
  const RgFestival *festivals = rg_festivals (&n);

  for (guint i = 0; i < n; i++)
    if (is_on (&festivals[i], day, has_lunar ? &lunar : NULL))
      g_ptr_array_add (found, (gpointer) &festivals[i]);
  return found;
}

/**
 * rg_festivals_line:
 * @day: a day
 * @line: (out) (optional): what it is
 *
 * What stands under a day of the calendar: the greatest of its festivals, else the
 * solar term that begins, else its lunar day, or its lunar month on the month's
 * first. Lunar days have Chinese words in every language, as everywhere.
 *
 * Returns: (transfer full) (nullable): its words; %NULL outside the calendar
 */
char *
rg_festivals_line (const GDate *day, RgDayLine *line)
{
  g_autoptr (GPtrArray) found = rg_festivals_for_day (day);
  int term = rg_solar_term_of (day);
  RgLunarDate lunar;
  RgDayLine unused;

  line = line != NULL ? line : &unused;
  *line = RG_DAY_LINE_NONE;
  if (found->len > 0)
    {
      const RgFestival *greatest = g_ptr_array_index (found, 0);

      *line = greatest->off ? RG_DAY_LINE_OFF : RG_DAY_LINE_FESTIVAL;
      return g_strdup (rg_festival_get_name (greatest));
    }
  if (term >= 0)
    {
      *line = RG_DAY_LINE_TERM;
      return g_strdup (rg_solar_term_get_name (term));
    }
  if (!rg_lunar_from_solar (day, &lunar))
    return NULL;
  *line = lunar.day == 1 ? RG_DAY_LINE_MONTH : RG_DAY_LINE_LUNAR;
  return lunar.day == 1 ? rg_lunar_format_month (&lunar) : rg_lunar_format_day (&lunar);
}

/**
 * rg_festivals_describe:
 * @day: a day
 *
 * Returns: (transfer full): its lunar day, its festivals and the solar term that
 *   begins, as a screen reader or a tooltip says them
 */
char *
rg_festivals_describe (const GDate *day)
{
  g_autoptr (GPtrArray) found = rg_festivals_for_day (day);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  int term = rg_solar_term_of (day);
  RgLunarDate lunar;

  if (rg_lunar_from_solar (day, &lunar))
    {
      lunar.year = 0;
      g_ptr_array_add (parts, rg_lunar_format (&lunar));
    }
  for (guint i = 0; i < found->len; i++)
    {
      const RgFestival *festival = g_ptr_array_index (found, i);

      g_ptr_array_add (parts, g_strdup (rg_festival_get_name (festival)));
      term = festival->term >= 0 ? -1 : term;
    }
  if (term >= 0)
    g_ptr_array_add (parts, g_strdup (rg_solar_term_get_name (term)));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}
