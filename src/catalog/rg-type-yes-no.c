/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Yes or no, stored as 1 and 0. */

/* What the translated word is written like in files, and what files of other
 * programs and people use instead. All as rg_text_normalize() leaves them. */
static const char *const yes_words[] = { "yes", "y",  "true", "t",  "1", "on", "ok", "是", "是的", "有", "对",
                                         "真",  "要", "可以", "已", "√", "✓",  "✔",  "☑",  "✅",   NULL };
static const char *const no_words[] = { "no", "n",  "false", "f",    "0",  "off", "否",   "不是",
                                        "不", "无", "没",    "没有", "错", "假",  "不要", "未",
                                        "×",  "x",  "✗",     "✘",    "☐",  "❌",  NULL };

static gboolean
means (const char *normal, const char *label, const char *const *words)
{
  g_autofree char *shown = rg_text_normalize (label);

  return strcmp (normal, shown) == 0 || g_strv_contains (words, normal);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  gboolean yes = means (normal, _ ("Yes"), yes_words);

  if (!yes && !means (normal, _ ("No"), no_words))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                                _ ("“%s” is neither yes nor no. Write 是 or 否, yes or no."), text);
  rg_value_set_integer (value, yes);
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  return g_strdup (value->integer != 0 ? _ ("Yes") : _ ("No"));
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  if (value->integer == 0 || value->integer == 1)
    return TRUE;
  return rg_type_refuse (error, RG_FIELD_ERROR_RANGE, _ ("Yes is kept as 1 and no as 0, nothing else."));
}

const RgFieldType rg_type_yes_no = {
  .id = "yes-no",
  .label = N_ ("Yes or no"),
  .storage = RG_VALUE_INTEGER,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_integer,
};
