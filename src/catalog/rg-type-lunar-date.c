/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>

/* A birthday: a day of the solar or the lunar calendar, with or without its
 * year. A lunar day stays lunar: which solar day it is changes every year. */

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  char *stored = rg_date_parse (text, TRUE, NULL, error);

  if (stored == NULL)
    return FALSE;
  rg_value_take_text (value, stored);
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  RgLunarDate lunar;
  GDate date;
  guint month, day;

  if (rg_lunar_from_string (value->text, &lunar))
    return rg_lunar_format (&lunar);
  if (style == RG_FORMAT_EXCHANGE)
    return g_strdup (value->text);
  if (rg_date_from_iso (value->text, &date))
    return rg_date_format (&date, FALSE, NULL);
  if (!rg_date_month_day (value->text, &month, &day))
    return g_strdup (value->text);
  /* A leap year, so that the 29th of February exists in it. */
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, 2000);
  return rg_date_format (&date, TRUE, &date);
}

const RgFieldType rg_type_lunar_date = {
  .id = "lunar-date",
  .label = N_ ("Birthday, solar or lunar"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
