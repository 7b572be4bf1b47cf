/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-deal.h"
#include "shop/rg-deal-stats.h"

#include <glib/gi18n-lib.h>

/* The numbers of the pipeline, for programs and for people. */

static gpointer
read_stats (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_deal_stats_read (read, data, cancellable, error);
}

/* --- for programs ----------------------------------------------------------- */

/* Four digits, rounded as the number itself is: ten thousand times it may lie on the
 * other side of a half. */
static double
four_digits (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.4f", number), NULL);
}

/* Null where there is nothing to divide by. */
static void
write_rate (RgJsonOut *json, const char *key, gint64 part, gint64 whole)
{
  rg_json_out_key (json, key);
  if (whole > 0)
    rg_json_out_real (json, four_digits ((double) part / (double) whole));
  else
    rg_json_out_null (json);
}

static void
write_days (RgJsonOut *json, const char *key, gint64 n, double days)
{
  rg_json_out_key (json, key);
  if (n > 0)
    rg_json_out_real (json, four_digits (days));
  else
    rg_json_out_null (json);
}

static void
write_stages (RgJsonOut *json, const GPtrArray *stages)
{
  rg_json_out_key (json, "stages");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < stages->len; i++)
    {
      const RgDealStage *stage = g_ptr_array_index (stages, i);

      rg_json_out_begin_object (json);
      rg_json_out_member_text (json, "name", stage->name);
      rg_json_out_member_integer (json, "open", stage->open);
      rg_json_out_member_integer (json, "amount_fen", stage->amount_fen);
      rg_json_out_member_integer (json, "weighted_fen", stage->weighted_fen);
      rg_json_out_member_integer (json, "late", stage->late);
      rg_json_out_member_integer (json, "entered", stage->entered);
      rg_json_out_member_integer (json, "advanced", stage->advanced);
      write_rate (json, "conversion", stage->advanced, stage->entered);
      write_days (json, "days_median", stage->n_days, stage->days_median);
      write_days (json, "days_p90", stage->n_days, stage->days_p90);
      rg_json_out_end_object (json);
    }
  rg_json_out_end_array (json);
}

static void
write_line (RgJsonOut *json, const char *key, const RgDealLine *line)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_text (json, key, *line->who != '\0' ? line->who : NULL);
  rg_json_out_member_integer (json, "open", line->open);
  rg_json_out_member_integer (json, "won", line->won);
  rg_json_out_member_integer (json, "lost", line->lost);
  rg_json_out_member_integer (json, "won_amount_fen", line->won_amount_fen);
  write_rate (json, "win_rate", line->won, line->won + line->lost);
  write_days (json, "cycle_days_median", line->n_cycles, line->cycle_median);
  write_days (json, "cycle_days_p90", line->n_cycles, line->cycle_p90);
  rg_json_out_end_object (json);
}

static void
write_json (RgCli *cli, const char *by, const RgDealStats *stats)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autofree char *lines = g_strconcat ("by_", by, NULL);

  rg_json_out_begin_object (&json);
  write_stages (&json, stats->stages);
  rg_json_out_key (&json, "won");
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "count", stats->all->won);
  rg_json_out_member_integer (&json, "amount_fen", stats->all->won_amount_fen);
  rg_json_out_end_object (&json);
  rg_json_out_key (&json, "lost");
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "count", stats->all->lost);
  rg_json_out_end_object (&json);
  write_rate (&json, "win_rate", stats->all->won, stats->all->won + stats->all->lost);
  write_days (&json, "cycle_days_median", stats->all->n_cycles, stats->all->cycle_median);
  write_days (&json, "cycle_days_p90", stats->all->n_cycles, stats->all->cycle_p90);
  rg_json_out_key (&json, lines);
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < stats->lines->len; i++)
    write_line (&json, by, g_ptr_array_index (stats->lines, i));
  rg_json_out_end_array (&json);
  rg_json_out_key (&json, "reasons");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < stats->losses->len; i++)
    {
      const RgDealLoss *loss = g_ptr_array_index (stats->losses, i);

      rg_json_out_begin_object (&json);
      rg_json_out_member_text (&json, "reason", *loss->reason != '\0' ? loss->reason : NULL);
      rg_json_out_member_text (&json, "stage", loss->stage);
      rg_json_out_member_integer (&json, "count", loss->n);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_member_integer (&json, "passed", stats->n_passed);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* --- for people --------------------------------------------------------------- */

static char *
say_rate (gint64 part, gint64 whole)
{
  return whole > 0 ? g_strdup_printf ("%.1f%%", (double) part / (double) whole * 100) : g_strdup ("–");
}

static char *
say_days (gint64 n, double days)
{
  return n > 0 ? g_strdup_printf ("%.1f", days) : g_strdup ("–");
}

static char *
say_money (gint64 fen)
{
  const RgField field = { .type = &rg_type_money };
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = fen };

  return rg_type_money.format (&field, &value, RG_FORMAT_DISPLAY);
}

static void
say_stages (RgCli *cli, const RgDealStats *stats)
{
  const char *headings[] = {
    _ ("Stage"),       _ ("In progress"), _ ("Amount"), _ ("Too long"), _ ("Came in"), _ ("Went on"), "",
    _ ("Median days"), _ ("90 % within"), NULL
  };
  g_autoptr (RgTextTable) table = rg_text_table_new (cli->out, 9, headings);

  for (guint i = 1; i < 9; i++)
    rg_text_table_align_right (table, i);
  for (guint i = 0; i < stats->stages->len; i++)
    {
      const RgDealStage *stage = g_ptr_array_index (stats->stages, i);
      const gint64 numbers[] = { stage->open, stage->late, stage->entered, stage->advanced };
      g_autofree char *amount = say_money (stage->amount_fen);
      g_autofree char *rate = say_rate (stage->advanced, stage->entered);
      g_autofree char *median = say_days (stage->n_days, stage->days_median);
      g_autofree char *p90 = say_days (stage->n_days, stage->days_p90);
      char texts[G_N_ELEMENTS (numbers)][24];
      const char *cells[] = {
        stage->name, texts[0], amount, texts[1], texts[2], texts[3], rate, median, p90
      };

      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        g_snprintf (texts[j], sizeof texts[j], "%" G_GINT64_FORMAT, numbers[j]);
      rg_text_table_add (table, cells);
    }
}

static void
say_line (RgTextTable *table, const char *who, const RgDealLine *line)
{
  const gint64 numbers[] = { line->open, line->won, line->lost };
  g_autofree char *amount = say_money (line->won_amount_fen);
  g_autofree char *rate = say_rate (line->won, line->won + line->lost);
  g_autofree char *median = say_days (line->n_cycles, line->cycle_median);
  g_autofree char *p90 = say_days (line->n_cycles, line->cycle_p90);
  char texts[G_N_ELEMENTS (numbers)][24];
  const char *cells[] = { who, texts[0], texts[1], texts[2], amount, rate, median, p90 };

  for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
    g_snprintf (texts[j], sizeof texts[j], "%" G_GINT64_FORMAT, numbers[j]);
  rg_text_table_add (table, cells);
}

static void
say_lines (RgCli *cli, const RgDealStats *stats)
{
  const char *headings[] = { "",
                             _ ("In progress"),
                             _ ("Won"),
                             _ ("Lost"),
                             _ ("Won for"),
                             _ ("Win rate"),
                             _ ("Median days"),
                             _ ("90 % within"),
                             NULL };
  g_autoptr (RgTextTable) table = rg_text_table_new (cli->out, 8, headings);

  for (guint i = 1; i < 8; i++)
    rg_text_table_align_right (table, i);
  for (guint i = 0; i < stats->lines->len; i++)
    {
      const RgDealLine *line = g_ptr_array_index (stats->lines, i);

      say_line (table, *line->who != '\0' ? line->who : _ ("nobody"), line);
    }
  say_line (table, _ ("Altogether"), stats->all);
}

static void
say_losses (RgCli *cli, const RgDealStats *stats)
{
  const char *headings[] = { _ ("Lost because of"), _ ("Stage"), _ ("Deals"), NULL };
  g_autoptr (RgTextTable) table = NULL;

  if (stats->losses->len == 0)
    return;
  rg_output_put (cli->out, "\n");
  table = rg_text_table_new (cli->out, 3, headings);
  rg_text_table_align_right (table, 2);
  for (guint i = 0; i < stats->losses->len; i++)
    {
      const RgDealLoss *loss = g_ptr_array_index (stats->losses, i);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, loss->n);
      const char *cells[] = { *loss->reason != '\0' ? loss->reason : _ ("nothing said"), loss->stage, n };

      rg_text_table_add (table, cells);
    }
}

/*< private >
 * rg_cli_deal_stats:
 *
 * Returns: the status
 */
int
rg_cli_deal_stats (const RgDealSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDealStats) stats = NULL;
  RgDealStatsWish wish = { said->from, said->to, said->by, said->owner, said->source };
  int status;

  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  stats = rg_store_read_sync (cli->store, read_stats, &wish, cli->cancellable, &error);
  if (stats == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    {
      write_json (cli, said->by != NULL ? said->by : "owner", stats);
      return RG_COMMAND_OK;
    }
  say_stages (cli, stats);
  rg_output_put (cli->out, "\n");
  say_lines (cli, stats);
  say_losses (cli, stats);
  return RG_COMMAND_OK;
}
