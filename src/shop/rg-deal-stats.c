/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-deal-stats.h"

#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each number is one walk over the deals or their moves: whole shops, no paging.
 * Parameters of every statement: ?1 and ?2 the period's first and last day (null:
 * unbounded), ?3 the owner, ?4 the source. */

#define MS_A_DAY (24.0 * 60 * 60 * 1000)
#define LOOK_EVERY 4096

#define OF_WHOM "(?3 IS NULL OR d.owner IS nullif (?3, '')) AND (?4 IS NULL OR d.source IS nullif (?4, ''))"
#define CLOSED_IN "(?1 IS NULL OR d.closed >= ?1) AND (?2 IS NULL OR d.closed <= ?2)"
#define DAY_IN(COLUMN)                                                                                       \
  "(?1 IS NULL OR date (" COLUMN " / 1000, 'unixepoch', 'localtime') >= ?1) AND "                            \
  "(?2 IS NULL OR date (" COLUMN " / 1000, 'unixepoch', 'localtime') <= ?2)"

typedef struct
{
  RgRead *read;
  const RgDealStatsWish *wish;
  const char *by; /* a column of deal */
  GCancellable *cancellable;
  RgDealStats *stats;
  GHashTable *lines;  /* by whom they are: RgDealLine */
  GHashTable *values; /* of a stage or line: its days, GArray of double */
  char *hidden;       /* leaves out deals of an operation that is not all there */
  guint n_rows;
} Reading;

static void
stage_free (gpointer data)
{
  RgDealStage *stage = data;

  g_free (stage->name);
  g_free (stage);
}

static void
line_free (gpointer data)
{
  RgDealLine *line = data;

  g_free (line->who);
  g_free (line);
}

static void
loss_free (gpointer data)
{
  RgDealLoss *loss = data;

  g_free (loss->reason);
  g_free (loss->stage);
  g_free (loss);
}

void
rg_deal_stats_free (RgDealStats *stats)
{
  g_ptr_array_unref (stats->stages);
  g_ptr_array_unref (stats->lines);
  g_ptr_array_unref (stats->losses);
  line_free (stats->all);
  g_free (stats);
}

/**
 * rg_deal_line_win_rate:
 * @line: numbers of somebody, or of all
 *
 * Returns: won ÷ (won + lost), from 0 to 1; -1 when nothing was closed
 */
double
rg_deal_line_win_rate (const RgDealLine *line)
{
  gint64 closed = line->won + line->lost;

  return closed > 0 ? (double) line->won / (double) closed : -1;
}

/* --- statements ------------------------------------------------------------ */

/* @format: the statement, with a %s where behind WHERE those deals are left out that are
 * not to be seen yet. */
static RgStatement *
ask (const Reading *reading, const char *format, GError **error)
{
  g_autofree char *sql = g_strdup_printf (format, reading->hidden);
  RgStatement *statement = rg_database_prepare (rg_read_get_database (reading->read), sql, error);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, reading->wish->from);
  rg_statement_bind_text (statement, 1, reading->wish->to);
  rg_statement_bind_text (statement, 2, reading->wish->owner);
  rg_statement_bind_text (statement, 3, reading->wish->source);
  return statement;
}

static RgStep
next (Reading *reading, RgStatement *statement, GError **error)
{
  if (++reading->n_rows % LOOK_EVERY == 0 &&
      g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return RG_STEP_ERROR;
  return rg_statement_step (statement, error);
}

static RgDealStage *
find_stage (const Reading *reading, gint64 id)
{
  for (guint i = 0; i < reading->stats->stages->len; i++)
    {
      RgDealStage *stage = g_ptr_array_index (reading->stats->stages, i);

      if (stage->id == id)
        return stage;
    }
  return NULL;
}

static RgDealLine *
find_line (const Reading *reading, const char *who)
{
  RgDealLine *line;

  who = who != NULL ? who : "";
  line = g_hash_table_lookup (reading->lines, who);
  if (line != NULL)
    return line;
  line = g_new0 (RgDealLine, 1);
  line->who = g_strdup (who);
  g_hash_table_insert (reading->lines, line->who, line);
  g_ptr_array_add (reading->stats->lines, line);
  return line;
}

/* --- medians ---------------------------------------------------------------- */

static void
keep (const Reading *reading, gpointer of, double value)
{
  GArray *values = g_hash_table_lookup (reading->values, of);

  if (values == NULL)
    {
      values = g_array_new (FALSE, FALSE, sizeof (double));
      g_hash_table_insert (reading->values, of, values);
    }
  g_array_append_val (values, value);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* Between the two nearest, as PERCENTILE.INC of a spreadsheet. @values: sorted */
static double
percentile (const GArray *values, double part)
{
  double place = part * (values->len - 1);
  guint under = (guint) place;
  double low = g_array_index (values, double, under);
  double high = g_array_index (values, double, MIN (under + 1, values->len - 1));

  return low + (place - under) * (high - low);
}

static void
take_percentiles (const Reading *reading, gpointer of, gint64 *n, double *median, double *p90)
{
  GArray *values = g_hash_table_lookup (reading->values, of);

  *n = values != NULL ? values->len : 0;
  if (*n == 0)
    return;
  g_array_sort (values, compare_doubles);
  *median = percentile (values, 0.5);
  *p90 = percentile (values, 0.9);
}

/* --- what is open ------------------------------------------------------------ */

static gboolean
read_stages (Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (reading->read, TRUE, error);

  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      const RgStage *known = g_ptr_array_index (stages, i);
      RgDealStage *stage = g_new0 (RgDealStage, 1);

      stage->id = known->id;
      stage->name = g_strdup (known->name);
      stage->retired = known->retired;
      g_ptr_array_add (reading->stats->stages, stage);
    }
  return stages != NULL;
}

static gboolean
read_open (Reading *reading, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_append_printf (sql,
                          "SELECT d.stage_id, count (*), ifnull (sum (d.amount_fen), 0),"
                          " ifnull (sum (d.amount_fen * ifnull (d.chance, ifnull (s.chance, 0)) / 100.0), 0),"
                          " sum (s.days > 0 AND %" G_GINT64_FORMAT " - d.stage_since > s.days * 86400000)"
                          " FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.state = 'open' AND " OF_WHOM
                          "%%s GROUP BY d.stage_id",
                          rg_clock_now ());
  statement = ask (reading, sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      RgDealStage *stage = find_stage (reading, rg_statement_get_integer (statement, 0));

      if (stage == NULL)
        continue;
      stage->open = rg_statement_get_integer (statement, 1);
      stage->amount_fen = rg_statement_get_integer (statement, 2);
      stage->weighted_fen = (gint64) (rg_statement_get_real (statement, 3) + 0.5);
      stage->late = rg_statement_get_integer (statement, 4);
    }
  return step == RG_STEP_DONE;
}

/* --- moves -------------------------------------------------------------------- */

/* A deal counts once for a stage, however often it came back to it. */
static const char entered_sql[] =
    "WITH entry (deal_id, stage_id, first) AS (SELECT m.deal_id, m.to_id, min (m.id) FROM deal_move m"
    " JOIN deal d ON d.id = m.deal_id"
    " WHERE m.from_id IS NOT m.to_id AND " OF_WHOM " AND " DAY_IN (
        "m.at") "%s GROUP BY 1, 2)"
                " SELECT e.stage_id, count (*), sum (EXISTS"
                " (SELECT 1 FROM deal_move l JOIN stage t ON t.id = l.to_id WHERE l.deal_id = e.deal_id"
                " AND l.id >= e.first AND (l.to_state = 'won' OR t.position > s.position)))"
                " FROM entry e JOIN stage s ON s.id = e.stage_id GROUP BY e.stage_id";

static gboolean
read_entered (Reading *reading, GError **error)
{
  g_autoptr (RgStatement) statement = ask (reading, entered_sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      RgDealStage *stage = find_stage (reading, rg_statement_get_integer (statement, 0));

      if (stage == NULL)
        continue;
      stage->entered = rg_statement_get_integer (statement, 1);
      stage->advanced = rg_statement_get_integer (statement, 2);
    }
  return step == RG_STEP_DONE;
}

/* Each stay, from the move that brought it to the next one. They go by their ids: a clock
 * may have been put back between two. */
static const char stays_sql[] =
    "SELECT stage_id, left - at FROM (SELECT m.to_id AS stage_id, m.to_state AS state, m.at AS at,"
    " lead (m.at) OVER (PARTITION BY m.deal_id ORDER BY m.id) AS left"
    " FROM deal_move m JOIN deal d ON d.id = m.deal_id WHERE " OF_WHOM "%s) s"
    " WHERE state = 'open' AND left IS NOT NULL AND " DAY_IN ("left");

static gboolean
read_stays (Reading *reading, GError **error)
{
  g_autoptr (RgStatement) statement = ask (reading, stays_sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      RgDealStage *stage = find_stage (reading, rg_statement_get_integer (statement, 0));

      if (stage != NULL)
        keep (reading, stage, MAX ((double) rg_statement_get_integer (statement, 1), 0) / MS_A_DAY);
    }
  for (guint i = 0; i < reading->stats->stages->len; i++)
    {
      RgDealStage *stage = g_ptr_array_index (reading->stats->stages, i);

      take_percentiles (reading, stage, &stage->n_days, &stage->days_median, &stage->days_p90);
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_passed (Reading *reading, GError **error)
{
  g_autoptr (RgStatement) statement =
      ask (reading,
           "SELECT count (*) FROM deal_move m JOIN deal d ON d.id = m.deal_id"
           " WHERE m.passed IS NOT NULL AND " OF_WHOM " AND " DAY_IN ("m.at") "%s",
           error);

  if (statement == NULL || next (reading, statement, error) != RG_STEP_ROW)
    return FALSE;
  reading->stats->n_passed = rg_statement_get_integer (statement, 0);
  return TRUE;
}

/* --- lines -------------------------------------------------------------------- */

static gboolean
read_lines (Reading *reading, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgDealLine *all = reading->stats->all;
  RgStep step;

  g_string_append_printf (sql,
                          "SELECT nullif (d.%s, ''), sum (d.state = 'open'), sum (d.state = 'won'),"
                          " sum (d.state = 'lost'),"
                          " ifnull (sum (CASE d.state WHEN 'won' THEN d.amount_fen END), 0)"
                          " FROM deal d WHERE " OF_WHOM " AND (d.state = 'open' OR (" CLOSED_IN "))"
                          "%%s GROUP BY 1 ORDER BY 1",
                          reading->by);
  statement = ask (reading, sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      RgDealLine *line = find_line (reading, rg_statement_get_text (statement, 0));

      line->open = rg_statement_get_integer (statement, 1);
      line->won = rg_statement_get_integer (statement, 2);
      line->lost = rg_statement_get_integer (statement, 3);
      line->won_amount_fen = rg_statement_get_integer (statement, 4);
      all->open += line->open;
      all->won += line->won;
      all->lost += line->lost;
      all->won_amount_fen += line->won_amount_fen;
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_cycles (Reading *reading, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgDealStats *stats = reading->stats;
  RgStep step;

  g_string_append_printf (sql,
                          "SELECT nullif (d.%s, ''), julianday (d.closed) - julianday (d.opened) FROM deal d"
                          " WHERE d.state = 'won' AND d.closed IS NOT NULL AND " OF_WHOM " AND " CLOSED_IN
                          "%%s",
                          reading->by);
  statement = ask (reading, sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      double days = rg_statement_get_real (statement, 1);

      keep (reading, find_line (reading, rg_statement_get_text (statement, 0)), days);
      keep (reading, stats->all, days);
    }
  for (guint i = 0; i < stats->lines->len; i++)
    {
      RgDealLine *line = g_ptr_array_index (stats->lines, i);

      take_percentiles (reading, line, &line->n_cycles, &line->cycle_median, &line->cycle_p90);
    }
  take_percentiles (reading, stats->all, &stats->all->n_cycles, &stats->all->cycle_median,
                    &stats->all->cycle_p90);
  return step == RG_STEP_DONE;
}

static gboolean
read_losses (Reading *reading, GError **error)
{
  g_autoptr (RgStatement) statement =
      ask (reading,
           "SELECT ifnull (d.lost_reason, ''), d.stage_id, s.name, count (*) FROM deal d"
           " JOIN stage s ON s.id = d.stage_id WHERE d.state = 'lost' AND " OF_WHOM " AND " CLOSED_IN
           "%s GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2",
           error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = next (reading, statement, error)) == RG_STEP_ROW)
    {
      RgDealLoss *loss = g_new0 (RgDealLoss, 1);

      loss->reason = g_strdup (rg_statement_get_text (statement, 0));
      loss->stage_id = rg_statement_get_integer (statement, 1);
      loss->stage = g_strdup (rg_statement_get_text (statement, 2));
      loss->n = rg_statement_get_integer (statement, 3);
      g_ptr_array_add (reading->stats->losses, loss);
    }
  return step == RG_STEP_DONE;
}

/* Retired stages are told of only where there is something to tell. */
static void
drop_retired (RgDealStats *stats)
{
  for (guint i = stats->stages->len; i > 0; i--)
    {
      const RgDealStage *stage = g_ptr_array_index (stats->stages, i - 1);

      if (stage->retired && stage->open == 0 && stage->entered == 0 && stage->n_days == 0)
        g_ptr_array_remove_index (stats->stages, i - 1);
    }
}

/**
 * rg_deal_stats_read:
 * @read: a read transaction
 * @wish: of which deals, and by what
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Medians and 90th percentiles interpolate between the two nearest values.
 *
 * Returns: (transfer full): the numbers; %NULL and @error when they could not be read
 */
RgDealStats *
rg_deal_stats_read (RgRead *read, const RgDealStatsWish *wish, GCancellable *cancellable, GError **error)
{
  static const char *const columns[] = { "owner", "source", "product", NULL };
  g_autoptr (RgDealStats) stats = g_new0 (RgDealStats, 1);
  g_autoptr (GHashTable) values = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) hidden = g_string_new (NULL);
  Reading reading = { .read = read,
                      .wish = wish,
                      .by = "owner",
                      .cancellable = cancellable,
                      .stats = stats,
                      .lines = lines,
                      .values = values };

  rg_read_hide_open (read, "deal", "d", hidden);
  reading.hidden = hidden->str;
  stats->stages = g_ptr_array_new_with_free_func (stage_free);
  stats->lines = g_ptr_array_new_with_free_func (line_free);
  stats->losses = g_ptr_array_new_with_free_func (loss_free);
  stats->all = g_new0 (RgDealLine, 1);
  stats->all->who = g_strdup ("");
  if (wish->by != NULL && !g_strv_contains (columns, wish->by))
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
                   _ ("Numbers are told by owner, source or product, not by “%s”."), wish->by);
      return NULL;
    }
  if (wish->by != NULL)
    reading.by = wish->by;
  if (!read_stages (&reading, error) || !read_open (&reading, error) || !read_entered (&reading, error) ||
      !read_stays (&reading, error) || !read_passed (&reading, error) || !read_lines (&reading, error) ||
      !read_cycles (&reading, error) || !read_losses (&reading, error))
    return NULL;
  drop_retired (stats);
  return g_steal_pointer (&stats);
}
