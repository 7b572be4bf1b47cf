/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>

/* A telephone number, stored as rg_phone_normalize() makes it. */

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  char *normal = NULL;

  if (rg_phone_normalize (text, &normal) == RG_PHONE_INVALID)
    return rg_type_refuse_text (
        error, RG_FIELD_ERROR_SYNTAX,
        _ ("“%s” is not a phone number. Write 11 digits for a mobile, the area code and number for a "
           "landline, or + and the country code."),
        text);
  rg_value_take_text (value, normal);
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  return style == RG_FORMAT_DISPLAY ? rg_phone_format (value->text) : g_strdup (value->text);
}

const RgFieldType rg_type_phone = {
  .id = "phone",
  .label = N_ ("Phone number"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
