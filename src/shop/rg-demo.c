/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo.h"

#include "shop/rg-demo-private.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

/* Rows after which the operation lets others in. */
#define BATCH_ROWS 20000

G_DEFINE_QUARK (rg - demo - error - quark, rg_demo_error)

/**
 * rg_demo_report_free:
 * @report: (transfer full): a report
 */
void
rg_demo_report_free (RgDemoReport *report)
{
  g_free (report);
}

/* --- everybody --------------------------------------------------------------- */

static gboolean
add_everybody (RgDemoFill *fill,
               RgDemoProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  guint customers = fill->options->customers;

  for (guint i = 0; i < customers; i++)
    {
      if (!rg_demo_add_customer (fill, i, error))
        return FALSE;
      if (fill->rows >= BATCH_ROWS)
        {
          fill->rows = 0;
          if (!rg_op_pause (fill->op, cancellable, error))
            return FALSE;
          if (progress != NULL)
            progress (i + 1, customers, progress_data);
        }
    }
  if (progress != NULL)
    progress (customers, customers, progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
check_empty (RgWrite *write, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_write_get_database (write), "SELECT 1 FROM customer LIMIT 1", error);
  step = statement != NULL ? rg_statement_step (statement, error) : RG_STEP_ERROR;
  if (step == RG_STEP_ROW)
    g_set_error_literal (
        error, RG_DEMO_ERROR, RG_DEMO_ERROR_NOT_EMPTY,
        _ ("This shop has customers already. Please choose an empty folder for the example shop."));
  return step == RG_STEP_DONE;
}

/* The sign over the door, unless the owner has put up one. */
static gboolean
name_shop (RgDemoFill *fill, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement =
      rg_database_prepare (rg_write_get_database (fill->write),
                           "INSERT INTO meta (key, value) VALUES ('name', ?1) ON CONFLICT DO NOTHING", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, fill->pack->name);
  return rg_statement_run (statement, error);
}

static guint32
day_of_today (const RgDemoOptions *options)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) local = NULL;
  GDate date;

  if (options->today != NULL)
    return g_date_get_julian (options->today);
  now = g_date_time_new_from_unix_utc (rg_clock_now () / 1000);
  local = g_date_time_to_local (now);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

static gboolean
fill_shop (RgDemoFill *fill,
           RgDemoProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const RgDemoOptions *options = fill->options;
  g_autofree char *label = NULL;

  label = g_strdup_printf (
      ngettext ("Example shop with %u customer", "Example shop with %u customers", options->customers),
      options->customers);
  fill->op = rg_op_begin (fill->write, options->origin != NULL ? options->origin : RG_ORIGIN_SYSTEM,
                          options->session, label, error);
  if (fill->op == NULL)
    return FALSE;
  fill->report->operation = rg_op_get_id (fill->op);
  return name_shop (fill, error) && rg_demo_add_fields (fill, error) && rg_stages_ensure (fill->op, error) &&
         rg_op_make_long (fill->op, error) && rg_demo_add_frame (fill, error) &&
         rg_demo_add_gates (fill, error) &&
         add_everybody (fill, progress, progress_data, cancellable, error) && rg_demo_add_deals (fill, error);
}

/**
 * rg_demo_fill:
 * @write: a transaction without an operation
 * @options: how many, of what kind
 * @progress: (nullable) (scope call): told every few thousand customers
 * @progress_data: its last argument
 * @cancellable: (nullable): ends it; everything is taken back then
 * @error: %RG_DEMO_ERROR, %RG_STORE_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Fills a shop without customers with invented ones: tags, sources, own fields,
 * customers and companies with what happened to them, all dates in relation to
 * one day. One operation that can be undone.
 *
 * Returns: (transfer full): what was made; %NULL on failure
 */
RgDemoReport *
rg_demo_fill (RgWrite *write,
              const RgDemoOptions *options,
              RgDemoProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RgDemoPack) pack = NULL;
  RgDemoFill fill = { .write = write, .options = options };
  gboolean done;

  g_return_val_if_fail (options->customers <= RG_DEMO_MAX_CUSTOMERS, NULL);

  pack = rg_demo_pack_load (options->pack != NULL ? options->pack : rg_demo_list_packs ()[0], error);
  if (pack == NULL || !check_empty (write, error))
    return NULL;

  fill.pack = pack;
  fill.report = g_new0 (RgDemoReport, 1);
  fill.today = day_of_today (options);
  fill.text = g_string_new (NULL);
  fill.next_what = g_string_new (NULL);
  fill.regions = g_ptr_array_new_with_free_func (g_free);
  fill.own_keys = g_ptr_array_new_with_free_func (g_free);
  fill.tag_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rg_demo_person_init (&fill.person, pack, options->seed, options->customers);

  done = fill_shop (&fill, progress, progress_data, cancellable, error);

  rg_demo_person_clear (&fill.person);
  g_clear_pointer (&fill.deals, g_ptr_array_unref);
  g_array_unref (fill.tag_ids);
  g_ptr_array_unref (fill.own_keys);
  g_ptr_array_unref (fill.regions);
  g_string_free (fill.next_what, TRUE);
  g_string_free (fill.text, TRUE);
  if (!done)
    g_clear_pointer (&fill.report, rg_demo_report_free);
  return fill.report;
}

/**
 * rg_demo_write_func:
 * @write: a transaction without an operation
 * @job: (type RgDemoJob): what is wanted
 * @cancellable: (nullable): as for [func@demo_fill]
 * @error: as for [func@demo_fill]
 *
 * Returns: (transfer full) (type RgDemoReport): what was made
 */
gpointer
rg_demo_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error)
{
  const RgDemoJob *demo = job;

  return rg_demo_fill (write, demo->options, demo->progress, demo->progress_data, cancellable, error);
}
