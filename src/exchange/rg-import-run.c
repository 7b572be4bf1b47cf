/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>

/* Rows between two calls of the progress function, and between two pauses of a
 * long operation. */
#define PROGRESS_ROWS 2000
#define PAUSE_ROWS 10000
/* Lines of damaged rows that a report names. */
#define DAMAGED_LINES 100

/* --- the operation -------------------------------------------------------- */

static char *
make_label (RgImportRun *run)
{
  g_autofree char *name = g_filename_display_basename (run->plan->path);
  guint64 n = run->report->created + run->report->updated;
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  /* Translators: the first %s is a number, the second one a file. */
  if (g_str_equal (run->plan->entity, "deal"))
    return g_strdup_printf (ngettext ("Import %s deal from %s", "Import %s deals from %s", n), number, name);
  /* Translators: the first %s is a number, the second one a file. */
  if (g_str_equal (run->plan->entity, "sale"))
    return g_strdup_printf (ngettext ("Import %s sale from %s", "Import %s sales from %s", n), number, name);
  /* Translators: the first %s is a number, the second one a file. */
  return g_strdup_printf (ngettext ("Import %s customer from %s", "Import %s customers from %s", n), number,
                          name);
}

/**
 * rg_import_run_op:
 * @run: a run that writes
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): its operation, a long one for a long file
 */
RgOp *
rg_import_run_op (RgImportRun *run, GError **error)
{
  g_autofree char *label = NULL;

  if (run->op != NULL)
    return run->op;
  label = make_label (run);
  run->op = rg_op_begin (run->write, run->plan->origin, run->plan->session, label, error);
  if (run->op != NULL && !rg_op_backup_first (run->op, RG_BACKUP_IMPORT, error))
    run->op = NULL;
  if (run->op != NULL && run->plan->is_long && !rg_op_make_long (run->op, error))
    run->op = NULL;
  return run->op;
}

/**
 * rg_import_run_add_cell:
 * @run: a run
 * @field: what the next inserted or updated row gets
 * @value: borrowed until then
 */
void
rg_import_run_add_cell (RgImportRun *run, const RgField *field, const RgValue *value)
{
  RgCell cell = { field, *value };

  g_array_append_val (run->cells, cell);
}

/**
 * rg_import_run_add_text:
 * @run: a run
 * @entity: whose field
 * @key: the field's
 * @text: (nullable): borrowed
 */
void
rg_import_run_add_text (RgImportRun *run, const RgEntity *entity, const char *key, const char *text)
{
  RgValue value = { .kind = text != NULL ? RG_VALUE_TEXT : RG_VALUE_NULL, .text = (char *) text };

  rg_import_run_add_cell (run, rg_entity_find_field (entity, key), &value);
}

/**
 * rg_import_run_add_number:
 * @run: a run
 * @entity: whose field
 * @key: the field's
 * @number: its value
 */
void
rg_import_run_add_number (RgImportRun *run, const RgEntity *entity, const char *key, gint64 number)
{
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = number };

  rg_import_run_add_cell (run, rg_entity_find_field (entity, key), &value);
}

/**
 * rg_import_run_insert:
 * @run: a run with cells
 * @entity: what to insert
 * @error: return location for an error
 *
 * Returns: the new row's id, or 0; the cells are used up in both cases
 */
gint64
rg_import_run_insert (RgImportRun *run, const RgEntity *entity, GError **error)
{
  RgOp *op = rg_import_run_op (run, error);
  gint64 id = 0;

  if (op != NULL)
    id = rg_op_insert (op, entity, (const RgCell *) (gpointer) run->cells->data, run->cells->len, error);
  g_array_set_size (run->cells, 0);
  run->since_pause++;
  return id;
}

/**
 * rg_import_run_channel:
 * @run: a run that writes
 * @name: of a channel or source
 * @error: return location for an error
 *
 * Returns: whether it is in the table
 */
gboolean
rg_import_run_channel (RgImportRun *run, const char *name, GError **error)
{
  RgOp *op;

  if (g_hash_table_contains (run->channels, name))
    return TRUE;
  op = rg_import_run_op (run, error);
  if (op == NULL || rg_channels_ensure (op, name, error) == 0)
    return FALSE;
  g_hash_table_add (run->channels, g_strdup (name));
  return TRUE;
}

/**
 * rg_import_run_channels:
 * @run: a run with a row
 * @error: return location for an error
 *
 * Returns: whether every channel and source that the row names is in the table
 */
gboolean
rg_import_run_channels (RgImportRun *run, GError **error)
{
  for (guint i = 0; i < run->row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (run->row->fields, i);
      const char *name = rg_value_get_text (&g_array_index (run->row->values, RgValue, i));

      if (name != NULL && g_strcmp0 (field->list, "channel") == 0 &&
          !rg_import_run_channel (run, name, error))
        return FALSE;
    }
  return TRUE;
}

/* --- before the first row ---------------------------------------------------- */

static gboolean
prepare_row (RgImportRun *run, GError **error)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree char **slots = g_new0 (char *, run->plan->columns->len + 1);
  gboolean made = rg_import_make_own_fields (run, slots, labels, error);

  if (made)
    {
      run->report->own_fields = g_strv_builder_end (labels);
      run->catalog = rg_catalog_ref (rg_import_catalog_now (run));
      run->customer = rg_catalog_find (run->catalog, "customer");
      run->sale = rg_catalog_find (run->catalog, "sale");
      run->deal = rg_catalog_find (run->catalog, "deal");
      run->row = rg_import_row_new (run->plan, run->catalog, (const char *const *) slots);
      run->row->problems = run->report->problems;
      run->row->max_problems = run->plan->max_problems;
    }
  for (guint i = 0; i < run->plan->columns->len; i++)
    g_free (slots[i]);
  return made;
}

/* Channels that are in the table already need no operation to make them. */
static gboolean
load_channels (RgImportRun *run, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (run->read), "SELECT name FROM channel", error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_hash_table_add (run->channels, g_strdup (rg_statement_get_text (statement, 0)));
  return step == RG_STEP_DONE;
}

/* --- figures -------------------------------------------------------------- */

static void
count_phone (RgImportRun *run)
{
  RgImportReport *report = run->report;
  guint64 cursor = 0;
  guint64 key;

  report->phones_invalid += run->row->phone_invalid;
  switch (rg_import_row_phone_kind (run->row))
    {
    case RG_PHONE_OTHER:
      report->phones_other++;
      return;
    case RG_PHONE_MOBILE:
      break;
    case RG_PHONE_INVALID:
    default:
      return;
    }
  report->phones_valid++;
  key = rg_key_of (RG_KEY_NUMBER, g_ptr_array_index (run->row->phones, 0), NULL);
  if (rg_key_map_next (run->seen, key, &cursor) != 0)
    report->duplicate_phone_rows++;
  else
    {
      report->phones_distinct++;
      rg_key_map_add (run->seen, key, 1);
    }
}

static void
count_row (RgImportRun *run, const RgGridRow *cells)
{
  RgImportReport *report = run->report;
  const RgImportRow *row = run->row;

  report->rows++;
  report->dates_solar += row->dates[RG_DATE_FORM_SOLAR];
  report->dates_serial += row->dates[RG_DATE_FORM_SERIAL];
  report->dates_lunar += row->dates[RG_DATE_FORM_LUNAR];
  report->dates_unparsable += row->dates[RG_DATE_FORM_NONE];
  for (guint i = 0; i < row->tags->len; i++)
    {
      const char *tag = g_ptr_array_index (row->tags, i);

      if (!g_hash_table_contains (run->tags, tag))
        g_hash_table_insert (run->tags, g_strdup (tag), g_new0 (gint64, 1));
    }
  if (cells->damaged)
    {
      report->damaged_rows++;
      if (report->damaged_lines->len < DAMAGED_LINES)
        g_array_append_val (report->damaged_lines, cells->line);
    }
  count_phone (run);
}

/* --- rows ----------------------------------------------------------------- */

static gboolean
take_customer (RgImportRun *run, const RgGridRow *cells, GError **error)
{
  guint32 id;

  if (!rg_import_find_person (run, &id, error))
    return FALSE;
  if (id == 0)
    {
      run->report->created++;
      return rg_import_create_person (run, &id, error) && rg_import_take_pictures (run, id, cells, error);
    }
  run->report->repeated += run->write == NULL && id >= RG_IMPORT_VIRTUAL;
  if (run->plan->known == RG_IMPORT_KNOWN_SKIP)
    {
      run->report->skipped++;
      return TRUE;
    }
  run->report->updated++;
  return rg_import_update_person (run, id, error) && rg_import_take_pictures (run, id, cells, error);
}

static void
count_reason (RgImportRun *run, const char *text)
{
  RgImportReason *reason = g_hash_table_lookup (run->reasons, text);

  if (reason == NULL)
    {
      reason = g_new0 (RgImportReason, 1);
      reason->reason = g_strdup (text);
      g_ptr_array_add (run->report->reasons, reason);
      g_hash_table_insert (run->reasons, reason->reason, reason);
    }
  reason->rows++;
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const RgImportReason *one = *(RgImportReason *const *) a;
  const RgImportReason *other = *(RgImportReason *const *) b;

  return (one->rows < other->rows) - (one->rows > other->rows);
}

static gboolean
take_row (RgImportRun *run, const RgGridRow *cells, RgRefused *refused, GError **error)
{
  gboolean paid_back = FALSE;

  if (!rg_import_row_read (run->row, cells))
    return TRUE;
  count_row (run, cells);
  if (run->row->refused == NULL)
    {
      gboolean taken = run->row->is_deal     ? rg_import_take_deal (run, error)
                       : run->row->of_person ? rg_import_take_sale (run, error)
                                             : take_customer (run, cells, error);

      if (!taken)
        return FALSE;
    }
  else if (!rg_import_take_refund (run, &paid_back, error))
    return FALSE;
  if (run->row->refused == NULL || paid_back)
    return TRUE;
  run->report->refused++;
  /* The questions have the names. */
  count_reason (run, run->row->asks ? _ ("It is not certain whose sale this is.") : run->row->refused);
  return run->write == NULL || rg_refused_add (refused, cells, run->row->refused, error);
}

static gboolean
pause_if_due (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  if (run->op == NULL || !run->plan->is_long || run->since_pause < PAUSE_ROWS)
    return TRUE;
  run->since_pause = 0;
  return rg_op_pause (run->op, cancellable, error);
}

static gboolean
take_rows (RgImportRun *run,
           RgRefused *refused,
           RgImportProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  RgGridStep step;
  RgGridRow cells;
  guint64 told = 0;

  if (!rg_import_plan_rewind (run->plan, cancellable, error))
    return FALSE;
  while ((step = rg_import_plan_next (run->plan, &cells, cancellable, error)) == RG_GRID_ROW)
    {
      if (run->write == NULL && run->plan->max_rows > 0 && run->report->rows >= run->plan->max_rows)
        {
          run->report->partial = TRUE;
          return TRUE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !take_row (run, &cells, refused, error) || !pause_if_due (run, cancellable, error))
        return FALSE;
      if (progress != NULL && run->report->rows >= told + PROGRESS_ROWS)
        {
          told = run->report->rows;
          progress (told, rg_grid_get_fraction (run->plan->grid), progress_data);
        }
    }
  if (step == RG_GRID_END && progress != NULL)
    progress (run->report->rows, 1.0, progress_data);
  return step == RG_GRID_END;
}

/* --- the run -------------------------------------------------------------- */

static void
run_clear (RgImportRun *run)
{
  g_clear_pointer (&run->row, rg_import_row_free);
  g_clear_pointer (&run->who, rg_import_who_free);
  g_clear_pointer (&run->questions, g_hash_table_unref);
  g_clear_pointer (&run->made, g_hash_table_unref);
  g_clear_pointer (&run->texts, g_string_chunk_free);
  g_clear_pointer (&run->reasons, g_hash_table_unref);
  g_clear_pointer (&run->report, rg_import_report_free);
  g_clear_pointer (&run->people, rg_key_map_free);
  g_clear_pointer (&run->seen, rg_key_map_free);
  g_clear_pointer (&run->sales, rg_key_map_free);
  g_clear_pointer (&run->deals, rg_import_deals_free);
  g_clear_pointer (&run->tags, g_hash_table_unref);
  g_clear_pointer (&run->channels, g_hash_table_unref);
  g_clear_pointer (&run->cells, g_array_unref);
  g_clear_pointer (&run->catalog, rg_catalog_unref);
  rg_stored_clear (&run->stored);
  g_clear_pointer (&run->stored.values, g_array_unref);
  g_free (run->stored_sql);
  g_free (run->sale_sql);
  g_free (run->payment_sql);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgImportRun, run_clear)

static void
run_init (RgImportRun *run, RgRead *read, RgWrite *write, RgImportPlan *plan)
{
  run->read = read;
  run->write = write;
  run->plan = plan;
  run->people = rg_key_map_new ();
  run->seen = rg_key_map_new ();
  run->sales = rg_key_map_new ();
  run->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->made = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  run->texts = g_string_chunk_new (1024);
  run->reasons = g_hash_table_new (g_str_hash, g_str_equal);
  run->cells = g_array_new (FALSE, FALSE, sizeof (RgCell));
  run->next_virtual = RG_IMPORT_VIRTUAL;
  run->report = g_new0 (RgImportReport, 1);
  run->report->damaged_lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  run->report->encoding = g_strdup (rg_grid_get_encoding (plan->grid));
  run->report->delimiter = g_strdup (rg_grid_get_delimiter (plan->grid));
  run->report->dry_run = write == NULL;
  run->report->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_question_free);
  run->report->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_reason_free);
  if (write == NULL && plan->max_problems > 0)
    run->report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_problem_free);
}

static gboolean
load_newest (RgImportRun *run, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (run->read), "SELECT max (id) FROM customer", error);
  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    run->newest = (guint32) rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

/* Everything in the shop that the rows are compared with. */
static gboolean
load_shop (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  gboolean of_person = run->row->of_person;

  if (run->read == NULL)
    return TRUE;
  return load_channels (run, error) && load_newest (run, error) &&
         rg_known_load (run->people, run->read, of_person, cancellable, error) &&
         (run->row->code_field == NULL || rg_import_load_codes (run, cancellable, error)) &&
         (!of_person || (run->row->is_deal ? rg_import_load_deals (run, cancellable, error)
                                           : rg_import_load_sales (run, cancellable, error)));
}

static gboolean
load_bill (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  return rg_import_load_payments (run, cancellable, error) && rg_import_who_load (run, cancellable, error);
}

static RgImportReport *
run_plan (RgRead *read,
          RgWrite *write,
          RgImportPlan *plan,
          RgImportProgress progress,
          gpointer progress_data,
          GCancellable *cancellable,
          GError **error)
{
  g_auto (RgImportRun) run = { 0 };
  g_autoptr (RgRefused) refused = NULL;
  gint64 begun = g_get_monotonic_time ();

  refused = rg_refused_new (plan, write != NULL ? rg_store_get_folder (rg_write_get_store (write)) : NULL);
  run_init (&run, read, write, plan);
  if (!rg_import_check_identity (plan, error) || !prepare_row (&run, error) ||
      !load_shop (&run, cancellable, error) ||
      (run.row->bill != NULL && !load_bill (&run, cancellable, error)) ||
      !take_rows (&run, refused, progress, progress_data, cancellable, error) ||
      !rg_import_keep_choices (&run, error) ||
      (write != NULL && !rg_import_save_columns (write, plan, error)) ||
      !rg_refused_finish (refused, &run.report->refused_path, error))
    return NULL;
  if (run.op != NULL)
    {
      g_autofree char *label = make_label (&run);

      rg_op_set_label (run.op, label);
      run.report->operation = rg_op_get_id (run.op);
    }
  run.report->n_problems = run.row->n_problems;
  rg_import_ask_finish (&run);
  g_ptr_array_sort (run.report->reasons, compare_reasons);
  run.report->tags_distinct = g_hash_table_size (run.tags);
  run.report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return g_steal_pointer (&run.report);
}

/**
 * rg_import_run:
 * @write: a write transaction without an operation
 * @plan: what to import
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it; everything is taken back then
 * @error: return location for an error
 *
 * Imports the plan's file as one operation. A file of more than 10,000 rows is
 * a long one, which lets short writes of others go between every 10,000 rows.
 * Same phone and same name is the same person. Sales of which it is not certain
 * whose they are wait for rg_import_plan_answer(); without an answer they are
 * refused and listed among the report's questions.
 *
 * Importing a file a second time counts its rows as updated and writes
 * nothing, for they are the same people; the report's operation is 0 then.
 *
 * Returns: (transfer full) (nullable): the report
 */
RgImportReport *
rg_import_run (RgWrite *write,
               RgImportPlan *plan,
               RgImportProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  return run_plan (rg_write_as_read (write), plan->dry_run ? NULL : write, plan, progress, progress_data,
                   cancellable, error);
}

/**
 * rg_import_try:
 * @read: (nullable): a read transaction; %NULL for a shop that is still to be
 *   made
 * @plan: what to import
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the report that an import would give
 */
RgImportReport *
rg_import_try (RgRead *read,
               RgImportPlan *plan,
               RgImportProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  return run_plan (read, NULL, plan, progress, progress_data, cancellable, error);
}
