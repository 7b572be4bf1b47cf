/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The id of a row of the entity that the field points to. */

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  gint64 id;

  if (!g_ascii_string_to_signed (normal, 10, 1, G_MAXINT64, &id, NULL))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX, _ ("“%s” is not a row's number: 1, 2, 3 …"),
                                text);
  rg_value_set_integer (value, id);
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  if (value->integer > 0)
    return TRUE;
  return rg_type_refuse (error, RG_FIELD_ERROR_RANGE, _ ("Rows are numbered from 1."));
}

const RgFieldType rg_type_ref = {
  .id = "ref",
  .label = N_ ("Reference"),
  .storage = RG_VALUE_INTEGER,
  .own = FALSE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_integer,
};
