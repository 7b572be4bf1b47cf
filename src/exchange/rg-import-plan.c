/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows among which the header is looked for. */
#define HEAD_ROWS 60
/* Rows whose cells are looked at to guess what they are. */
#define SAMPLE_ROWS 20000

/* --- reading the front of the file ---------------------------------------- */

static gboolean
is_blank (const RgGridRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = NULL;

      if (row->cells[i][0] == '\0')
        continue;
      cell = rg_text_trim (row->cells[i]);
      if (*cell != '\0')
        return FALSE;
    }
  return TRUE;
}

static char **
copy_cells (const RgGridRow *row)
{
  char **cells = g_new0 (char *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    cells[i] = rg_text_trim (row->cells[i]);
  return cells;
}

/**
 * rg_import_head_read:
 * @head: zeroed
 * @grid: before its first row
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether the front of the file could be read
 */
gboolean
rg_import_head_read (RgImportHead *head, RgGrid *grid, GCancellable *cancellable, GError **error)
{
  RgGridRow row;
  RgGridStep step = RG_GRID_END;

  head->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  head->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  while (head->rows->len < HEAD_ROWS && (step = rg_grid_next (grid, &row, cancellable, error)) == RG_GRID_ROW)
    {
      g_ptr_array_add (head->rows, copy_cells (&row));
      g_array_append_val (head->lines, row.line);
    }
  return step != RG_GRID_ERROR;
}

/**
 * rg_import_head_clear:
 * @head: the front of a file
 */
void
rg_import_head_clear (RgImportHead *head)
{
  g_clear_pointer (&head->rows, g_ptr_array_unref);
  g_clear_pointer (&head->lines, g_array_unref);
}

/**
 * rg_import_plan_rewind:
 * @plan: a plan
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether the next row of the plan's grid is the first below the
 *   header
 */
gboolean
rg_import_plan_rewind (RgImportPlan *plan, GCancellable *cancellable, GError **error)
{
  RgGridRow row;

  if (!rg_grid_rewind (plan->grid, error))
    return FALSE;
  for (guint64 i = 0; i < plan->skip; i++)
    {
      if (rg_grid_next (plan->grid, &row, cancellable, error) == RG_GRID_ERROR)
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_import_plan_next:
 * @plan: a plan, rewound
 * @row: (out): its cells are valid until the next call
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether there is another row
 */
RgGridStep
rg_import_plan_next (RgImportPlan *plan, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgGridStep step = rg_grid_next (plan->grid, row, cancellable, error);

  if (step == RG_GRID_ROW)
    rg_import_join_apply (plan->join, row);
  return step;
}

/* --- columns -------------------------------------------------------------- */

static gboolean
is_name_taken (RgImportPlan *plan, const char *name)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);

      if (strcmp (column->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The header; "Column 3" where there is none, "名称 2" for a repeated one. */
static void
add_column (RgImportPlan *plan, const char *header)
{
  RgImportColumn *column = rg_import_column_new ();
  g_autofree char *base = NULL;

  if (header == NULL || *header == '\0')
    base = g_strdup_printf (_ ("Column %u"), plan->columns->len + 1);
  else
    base = g_strdelimit (g_strdup (header), "\r\n\t", ' ');
  column->name = g_strdup (base);
  for (guint number = 2; is_name_taken (plan, column->name); number++)
    {
      g_free (column->name);
      column->name = g_strdup_printf ("%s %u", base, number);
    }
  g_ptr_array_add (plan->columns, column);
}

static void
add_columns (RgImportPlan *plan, char **header)
{
  guint n = header != NULL ? g_strv_length (header) : 0;

  while (n > 0 && *header[n - 1] == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    add_column (plan, header[i]);
}

static void
find_header (RgImportPlan *plan, const RgImportHead *head)
{
  g_autoptr (RgHeaderIndex) index = NULL;
  int at;

  plan->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_column_free);
  if (plan->bill != NULL)
    {
      add_columns (plan, plan->bill_header);
      return;
    }
  index = rg_header_index_get (plan->catalog, plan->entity);
  at = rg_header_index_choose (index, head->rows);
  if (at >= 0)
    {
      plan->header_line = g_array_index (head->lines, guint64, at);
      plan->skip = (guint64) at + 1;
      add_columns (plan, g_ptr_array_index (head->rows, (guint) at));
      plan->join = rg_import_join_new (plan->columns);
    }
}

static void
sample_row (RgImportPlan *plan, GPtrArray *samples, const RgGridRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = NULL;

      if (row->cells[i][0] == '\0')
        continue;
      cell = rg_text_trim (row->cells[i]);
      if (*cell == '\0')
        continue;
      while (plan->columns->len <= i)
        add_column (plan, NULL);
      while (samples->len <= i)
        g_ptr_array_add (samples, rg_sample_new ());
      rg_sample_add (g_ptr_array_index (samples, i), cell);
    }
}

/* Of a bill the samples show what would be imported. %FALSE for no record. */
static gboolean
sample_record (RgImportPlan *plan, GPtrArray *samples, RgBillReader *bill, const RgGridRow *row)
{
  const RgBillRow *payment = bill != NULL ? rg_bill_reader_read (bill, row) : NULL;

  if (bill == NULL)
    sample_row (plan, samples, row);
  else if (payment != NULL && payment->refused == NULL)
    sample_row (plan, samples, &payment->cells);
  return bill == NULL || payment != NULL;
}

static char **
first_values (const RgSample *sample)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < sample->first->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (sample->first, i));
  return g_strv_builder_end (builder);
}

/* Looks at the rows and lets the guess decide. */
static gboolean
sample_file (RgImportPlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_sample_free);
  g_autoptr (RgBillReader) bill = NULL;
  guint64 rows = 0;
  RgGridStep step = RG_GRID_ROW;
  RgGridRow row;

  if (!rg_import_plan_rewind (plan, cancellable, error))
    return FALSE;
  if (plan->bill != NULL)
    bill = rg_bill_reader_new (plan->bill, (const char *const *) plan->bill_header);
  while (rows < SAMPLE_ROWS && (step = rg_import_plan_next (plan, &row, cancellable, error)) == RG_GRID_ROW)
    {
      if (rows % 1000 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_blank (&row))
        continue;
      rows += sample_record (plan, samples, bill, &row);
    }
  if (step == RG_GRID_ERROR)
    return FALSE;
  if (rows == 0)
    {
      g_autofree char *name = g_path_get_basename (plan->path);

      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_NO_ROWS,
                   _ ("“%s” has no rows below its header, so there is nothing to import."), name);
      return FALSE;
    }
  plan->is_long = rows > RG_IMPORT_LONG;
  while (samples->len < plan->columns->len)
    g_ptr_array_add (samples, rg_sample_new ());
  for (guint i = 0; i < plan->columns->len; i++)
    ((RgImportColumn *) g_ptr_array_index (plan->columns, i))->samples =
        first_values (g_ptr_array_index (samples, i));
  rg_import_guess (plan, samples);
  plan->suggests_sales = rg_import_looks_like_sales (plan, samples);
  rg_import_join_settle (plan->join, plan->columns);
  if (plan->bill != NULL)
    rg_import_set_bill_columns (plan);
  return TRUE;
}

/* --- the plan ------------------------------------------------------------- */

static gboolean
check_entity (const RgImportOptions *options, GError **error)
{
  if (options->entity == NULL || g_str_equal (options->entity, "customer") ||
      g_str_equal (options->entity, "sale") || g_str_equal (options->entity, "deal"))
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENTITY,
               _ ("“%s” cannot be imported. Choose customer, sale or deal."), options->entity);
  return FALSE;
}

/**
 * rg_import_plan_new:
 * @catalog: the shop's
 * @path: the file
 * @options: what the owner wants
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens the file, finds its encoding, delimiter and header, looks at up to
 * 20,000 rows and guesses what every column is. The file stays open.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL and a sentence of
 *   RG_IMPORT_ERROR when the file cannot be imported
 */
RgImportPlan *
rg_import_plan_new (RgCatalog *catalog,
                    const char *path,
                    const RgImportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (RgImportPlan) plan = g_new0 (RgImportPlan, 1);
  g_auto (RgImportHead) head = { 0 };
  const RgGridOptions grid_options = { .encoding = options->encoding, .sheet = options->sheet };

  if (!check_entity (options, error))
    return NULL;
  plan->catalog = rg_catalog_ref (catalog);
  plan->path = g_strdup (path);
  plan->origin = g_strdup (options->origin != NULL ? options->origin : RG_ORIGIN_IMPORT);
  plan->session = g_strdup (options->session != NULL ? options->session : "");
  plan->refused = g_strdup (options->refused);
  plan->known = options->known;
  plan->tags = g_strdupv ((char **) options->tags);
  plan->dry_run = options->dry_run;
  plan->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  plan->grid = options->grid != NULL ? g_object_ref (options->grid)
                                     : rg_grid_open (path, &grid_options, cancellable, error);
  if (plan->grid == NULL || !rg_import_head_read (&head, plan->grid, cancellable, error) ||
      !rg_import_find_bill (plan, options, &head, cancellable, error))
    return NULL;
  if (options->entity != NULL)
    plan->entity = g_strdup (options->entity);
  else
    plan->entity = g_strdup (plan->bill != NULL ? "sale" : "customer");
  find_header (plan, &head);
  if (!rg_import_guess_deals (plan, options, error) || !sample_file (plan, cancellable, error))
    return NULL;
  plan->suggests_sales = plan->suggests_sales && options->entity == NULL;
  for (guint i = 0; options->maps != NULL && options->maps[i] != NULL; i++)
    {
      if (!rg_import_apply_map (plan, options->maps[i], error))
        return NULL;
    }
  if (!options->unfinished && !rg_import_check_identity (plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/**
 * rg_import_plan_free:
 * @plan: (transfer full): a plan
 */
void
rg_import_plan_free (RgImportPlan *plan)
{
  g_clear_pointer (&plan->join, rg_import_join_free);
  g_clear_pointer (&plan->catalog, rg_catalog_unref);
  g_clear_object (&plan->grid);
  g_clear_pointer (&plan->columns, g_ptr_array_unref);
  g_clear_pointer (&plan->answers, g_hash_table_unref);
  g_strfreev (plan->bill_header);
  g_strfreev (plan->tags);
  g_free (plan->path);
  g_free (plan->entity);
  g_free (plan->origin);
  g_free (plan->session);
  g_free (plan->refused);
  g_free (plan);
}

/**
 * rg_import_plan_get_n_columns:
 * @plan: a plan
 *
 * Returns: how many columns the file has
 */
guint
rg_import_plan_get_n_columns (const RgImportPlan *plan)
{
  return plan->columns->len;
}

/**
 * rg_import_plan_get_column:
 * @plan: a plan
 * @index: below rg_import_plan_get_n_columns()
 *
 * Returns: (transfer none): what that column is taken for
 */
const RgImportColumn *
rg_import_plan_get_column (const RgImportPlan *plan, guint index)
{
  return g_ptr_array_index (plan->columns, index);
}

/**
 * rg_import_plan_get_path:
 * @plan: a plan
 *
 * Returns: the file
 */
const char *
rg_import_plan_get_path (const RgImportPlan *plan)
{
  return plan->path;
}

/**
 * rg_import_plan_get_entity:
 * @plan: a plan
 *
 * Returns: "customer" or "sale"
 */
const char *
rg_import_plan_get_entity (const RgImportPlan *plan)
{
  return plan->entity;
}

/**
 * rg_import_plan_get_encoding:
 * @plan: a plan
 *
 * Returns: (nullable): the encoding's name, for text files
 */
const char *
rg_import_plan_get_encoding (const RgImportPlan *plan)
{
  return rg_grid_get_encoding (plan->grid);
}

/**
 * rg_import_plan_get_delimiter:
 * @plan: a plan
 *
 * Returns: (nullable): what stands between cells, for text files
 */
const char *
rg_import_plan_get_delimiter (const RgImportPlan *plan)
{
  return rg_grid_get_delimiter (plan->grid);
}

/**
 * rg_import_plan_get_kind:
 * @plan: a plan
 *
 * Returns: what kind of file it is
 */
RgGridKind
rg_import_plan_get_kind (const RgImportPlan *plan)
{
  return rg_grid_get_kind (plan->grid);
}

/**
 * rg_import_plan_get_sheets:
 * @plan: a plan
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names of
 *   all sheets of a workbook
 */
const char *const *
rg_import_plan_get_sheets (const RgImportPlan *plan)
{
  return rg_grid_get_sheets (plan->grid);
}

/**
 * rg_import_plan_get_sheet:
 * @plan: a plan
 *
 * Returns: index of the sheet that is imported; 0 for files without sheets
 */
guint
rg_import_plan_get_sheet (const RgImportPlan *plan)
{
  return rg_grid_get_sheet (plan->grid);
}

/**
 * rg_import_plan_get_header_line:
 * @plan: a plan
 *
 * Returns: the line of the header, from 1; 0 when there is none
 */
guint64
rg_import_plan_get_header_line (const RgImportPlan *plan)
{
  return plan->header_line;
}

/**
 * rg_import_plan_set_known:
 * @plan: a plan
 * @known: what becomes of people who are in the shop already
 */
void
rg_import_plan_set_known (RgImportPlan *plan, RgImportKnown known)
{
  plan->known = known;
}

/**
 * rg_import_plan_set_tags:
 * @plan: a plan
 * @tags: (nullable) (array zero-terminated=1): names
 *
 * Says which tags every customer of the file gets, besides those of a column. Who
 * is known and skipped gets none; in an import of sales nobody does.
 */
void
rg_import_plan_set_tags (RgImportPlan *plan, const char *const *tags)
{
  g_strfreev (plan->tags);
  plan->tags = g_strdupv ((char **) tags);
}

/**
 * rg_import_plan_set_dry_run:
 * @plan: a plan
 * @dry_run: whether to count only
 */
void
rg_import_plan_set_dry_run (RgImportPlan *plan, gboolean dry_run)
{
  plan->dry_run = dry_run;
}

/**
 * rg_import_plan_set_trial:
 * @plan: a plan
 * @max_rows: how many rows rg_import_try() reads; 0: all
 * @max_problems: how many problems it lists; 0: none
 */
void
rg_import_plan_set_trial (RgImportPlan *plan, guint64 max_rows, guint max_problems)
{
  plan->max_rows = max_rows;
  plan->max_problems = max_problems;
}
