/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-words.h"

#include "shop/rg-deal.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/**
 * rg_deal_dup_amount:
 * @fen: an amount
 *
 * Returns: (transfer full): it in short: in tens of thousands where the owner's language
 *   counts in these, else in whole yuan
 */
char *
rg_deal_dup_amount (gint64 fen)
{
  double yuan = (double) fen / 100;
  /* Translators: what ten thousand are called where one counts in these, as “万”; where
   * one does not, leave it as it is. */
  const char *unit = C_ ("ten thousand", "none");

  if (!g_str_equal (unit, "none") && fabs (yuan) >= 10000)
    {
      g_autofree char *number = g_strdup_printf ("%.1f", yuan / 10000);

      if (g_str_has_suffix (number, ".0"))
        number[strlen (number) - 2] = '\0';
      return g_strdup_printf ("¥%s%s", number, unit);
    }
  return g_strdup_printf ("¥%'.0f", yuan);
}

/**
 * rg_deal_words_get_text:
 * @record: (nullable): a record, which may not be loaded
 * @key: of a field
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *
rg_deal_words_get_text (RgRecord *record, const char *key)
{
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;

  return row != NULL ? rg_row_get_text (row, key) : NULL;
}

/**
 * rg_deal_words_get_integer:
 * @record: (nullable): a record, which may not be loaded
 * @key: of a field
 * @otherwise: what to say where there is no number
 *
 * Returns: its number
 */
gint64
rg_deal_words_get_integer (RgRecord *record, const char *key, gint64 otherwise)
{
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;
  const RgValue *value =
      row != NULL ? rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), key)) : NULL;

  return value != NULL && value->kind == RG_VALUE_INTEGER ? value->integer : otherwise;
}

/* @days: (out) (optional) */
static RgDealPace
pace_of (RgRecord *deal, guint days_at_most, guint *days)
{
  return rg_deal_pace (rg_deal_words_get_integer (deal, "stage_since", G_MAXINT64), days_at_most, days);
}

/**
 * rg_deal_words_lateness:
 * @deal: (nullable): a deal
 * @days_at_most: how long it may be in its stage; 0: as long as it likes
 *
 * Returns: how it stands with that limit
 */
RgDue
rg_deal_words_lateness (RgRecord *deal, guint days_at_most)
{
  switch (pace_of (deal, days_at_most, NULL))
    {
    case RG_DEAL_PACE_LATE:
      return RG_DUE_OVERDUE;
    case RG_DEAL_PACE_SOON:
      return RG_DUE_TODAY;
    case RG_DEAL_PACE_GOOD:
    default:
      return RG_DUE_NONE;
    }
}

/**
 * rg_deal_words_dup_days:
 * @deal: (nullable): a deal
 * @days_at_most: how long it may be in its stage; 0: as long as it likes
 *
 * Returns: (transfer full): how many days it is there, and of how many where it is
 *   near or over its limit
 */
char *
rg_deal_words_dup_days (RgRecord *deal, guint days_at_most)
{
  guint days;

  if (pace_of (deal, days_at_most, &days) != RG_DEAL_PACE_GOOD)
    /* Translators: how many days a deal is in its stage, of how many it may be. */
    return g_strdup_printf (C_ ("card", "%d of %u days"), (int) days, days_at_most);
  return g_strdup_printf (ngettext ("%d day", "%d days", days), (int) days);
}

/**
 * rg_deal_words_dup_amount:
 * @deal: (nullable): a deal
 *
 * Returns: (transfer full) (nullable): what it is worth, in short
 */
char *
rg_deal_words_dup_amount (RgRecord *deal)
{
  gint64 fen = rg_deal_words_get_integer (deal, "amount_fen", G_MININT64);

  return fen != G_MININT64 ? rg_deal_dup_amount (fen) : NULL;
}
