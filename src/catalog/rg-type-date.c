/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A day of the solar calendar, as ISO text. A lunar day of a known year is
 * such a day too; one without a year is not. */

static gboolean
solar_of_lunar (char **iso, const char *text, GError **error)
{
  g_autofree char *stored = g_steal_pointer (iso);
  RgLunarDate lunar;
  GDate solar;

  if (rg_lunar_from_string (stored, &lunar) && lunar.year != 0 && rg_lunar_to_solar (&lunar, &solar))
    {
      *iso = rg_date_to_iso (&solar);
      return TRUE;
    }
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                              _ ("“%s” has no year. Write the whole date, like 1990-01-02."), text);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  RgDateForm form = RG_DATE_FORM_NONE;
  g_autofree char *iso = rg_date_parse (text, TRUE, &form, error);

  if (iso == NULL)
    return FALSE;
  if (g_str_has_prefix (iso, "--"))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                                _ ("“%s” has no year. Write the whole date, like 1990-01-02."), text);
  if (form == RG_DATE_FORM_LUNAR && !solar_of_lunar (&iso, text, error))
    return FALSE;
  rg_value_take_text (value, g_steal_pointer (&iso));
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  GDate date;

  if (style == RG_FORMAT_DISPLAY && rg_date_from_iso (value->text, &date))
    return rg_date_format (&date, FALSE, NULL);
  return g_strdup (value->text);
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  GDate date;

  if (rg_date_from_iso (value->text, &date))
    return TRUE;
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX, _ ("“%s” is not a date like 1990-01-02."),
                              value->text);
}

const RgFieldType rg_type_date = {
  .id = "date",
  .label = N_ ("Date"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_text,
};
