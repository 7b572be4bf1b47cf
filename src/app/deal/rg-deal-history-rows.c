/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-history-rows.h"

#include "app/widgets/rg-display.h"
#include "shop/rg-deal.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* When, after how long, by whom, why. (transfer full) */
static char *
dup_about (const RgDealMove *move)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (move->at / 1000);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (at != NULL)
    {
      GDate day, today;

      g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (at),
                      (GDateMonth) g_date_time_get_month (at), (GDateYear) g_date_time_get_year (at));
      rg_display_today (&today);
      g_strv_builder_take (parts, rg_display_day (&day, &today));
    }
  if (move->from_state != NULL && move->days >= 1)
    {
      guint days = (guint) floor (move->days);

      g_strv_builder_take (parts, g_strdup_printf (ngettext ("after %u day", "after %u days", days), days));
    }
  if (move->staff != NULL)
    g_strv_builder_add (parts, move->staff);
  if (move->reason != NULL)
    g_strv_builder_take (parts, g_strdup_printf (_ ("“%s”"), move->reason));
  all = g_strv_builder_end (parts);
  return g_strjoinv (" · ", all);
}

static GtkWidget *
make_row (const RgDealMove *move)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = rg_deal_move_describe (move);
  g_autofree char *about = dup_about (move);

  if (move->passed != NULL && move->passed[0] != NULL)
    {
      g_autofree char *passed = g_strjoinv (" ", move->passed);
      /* Translators: what a gate asked for and was passed without. */
      g_autofree char *line = g_strdup_printf (_ ("Without: %s"), passed);
      g_autofree char *both = g_strdup_printf ("%s\n%s", about, line);

      g_set_str (&about, both);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  return row;
}

/**
 * rg_deal_history_rows_fill:
 * @row: an empty row
 * @moves: (element-type RgDealMove): of a deal, oldest first
 *
 * Puts a row for each move into it, the newest first.
 */
void
rg_deal_history_rows_fill (AdwExpanderRow *row, const GPtrArray *moves)
{
  for (guint i = moves->len; i > 0; i--)
    adw_expander_row_add_row (row, make_row (g_ptr_array_index (moves, i - 1)));
}
