/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-bulk.h"

#include "shop/rg-people.h"
#include "shop/rg-remove.h"
#include "shop/rg-tags.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>

/* Rows above which an operation is a long one, and those between two of its
 * pauses. */
#define LONG_ROWS 10000
#define PAUSE_ROWS 20000
/* Rows between two words about the progress and two looks whether to stop. */
#define STEP_ROWS 1000

typedef struct
{
  const RgBulkJob *job;
  RgWrite *write;
  RgOp *op;
  GCancellable *cancellable;
  GArray *ids;  /* gint64, ascending */
  GArray *tags; /* gint64: the tags' ids */
  RgBulkReport *report;
} Bulk;

/**
 * rg_bulk_report_free:
 * @report: (nullable) (transfer full): what a bulk change did
 */
void
rg_bulk_report_free (RgBulkReport *report)
{
  g_free (report);
}

/* --- which rows ----------------------------------------------------------- */

static gpointer
find_rows (RgRead *read, gpointer chosen, GCancellable *cancellable, GError **error)
{
  return rg_chosen_ids (chosen, read, cancellable, error);
}

/* What the search tables find has to be what the list shows. */
static GArray *
read_chosen (RgWrite *write, const RgChosen *chosen, GCancellable *cancellable, GError **error)
{
  if (rg_chosen_needs_search (chosen))
    return rg_store_read_sync (rg_write_get_store (write), find_rows, (gpointer) chosen, cancellable, error);
  return rg_chosen_ids (chosen, rg_write_as_read (write), cancellable, error);
}

/* --- labels --------------------------------------------------------------- */

static char *
shown_value (Bulk *bulk)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer");
  const RgField *field = rg_entity_find_field (customer, bulk->job->key);

  return rg_field_format (field, bulk->job->value, RG_FORMAT_DISPLAY);
}

static const char *
shown_field (Bulk *bulk)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer");

  return rg_field_get_label (rg_entity_find_field (customer, bulk->job->key));
}

static char *
set_label (Bulk *bulk, gulong n, const char *number)
{
  g_autofree char *value = shown_value (bulk);

  if (*value == '\0')
    /* Translators: a field's name and a number, as in "Empty Source of 12 customers". */
    return g_strdup_printf (ngettext ("Empty %s of %s customer", "Empty %s of %s customers", n),
                            shown_field (bulk), number);
  /* Translators: a field's name, a number and a value, as in "Set Source of 12 customers to “Douyin”". */
  return g_strdup_printf (ngettext ("Set %s of %s customer to “%s”", "Set %s of %s customers to “%s”", n),
                          shown_field (bulk), number, value);
}

static char *
make_label (Bulk *bulk)
{
  gulong n = (gulong) bulk->report->changed;
  g_autofree char *number = g_strdup_printf ("%'lu", n);
  g_autofree char *tags =
      bulk->job->tags != NULL ? g_strjoinv (_ ("”, “"), (char **) bulk->job->tags) : g_strdup ("");

  switch (bulk->job->kind)
    {
    case RG_BULK_TAG:
      /* Translators: a number, then one or more names of tags. */
      return g_strdup_printf (ngettext ("Tag %s customer “%s”", "Tag %s customers “%s”", n), number, tags);
    case RG_BULK_UNTAG:
      /* Translators: a number, then one or more names of tags. */
      return g_strdup_printf (
          ngettext ("Take the tag from %s customer: “%s”", "Take the tag from %s customers: “%s”", n), number,
          tags);
    case RG_BULK_SET:
      return set_label (bulk, n, number);
    case RG_BULK_DELETE:
    default:
      return g_strdup_printf (ngettext ("Delete %s customer", "Delete %s customers", n), number);
    }
}

/* --- one row after another ------------------------------------------------ */

/* Asks whether @sql finds something for two numbers. */
static gboolean
ask (Bulk *bulk, const char *sql, gint64 first, gint64 second, gint64 *answer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (bulk->write), sql, error);
  RgStep step;

  *answer = 0;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  rg_statement_bind_integer (statement, 1, second);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *answer = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

/* Between the pauses of a long operation a customer may have been deleted and a
 * tag given or taken: each row is asked for when its turn comes. What a rule gave
 * is given by hand from now on. */
static gboolean
tag_row (Bulk *bulk, gint64 id, gint64 tag, gboolean *changed, GError **error)
{
  gint64 lacks;

  if (!ask (bulk,
            "SELECT EXISTS (SELECT 1 FROM customer WHERE id = ?1) AND NOT EXISTS "
            "(SELECT 1 FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2 "
            "AND ifnull (cause NOT GLOB 'rule:*', 1))",
            id, tag, &lacks, error))
    return FALSE;
  if (lacks == 0)
    return TRUE;
  *changed = TRUE;
  return rg_tags_assign (bulk->op, id, tag, NULL, error);
}

static gboolean
untag_row (Bulk *bulk, gint64 id, gint64 tag, gboolean *changed, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer_tag");
  gint64 row;

  if (!ask (bulk, "SELECT id FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", id, tag, &row, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  *changed = TRUE;
  return rg_op_delete (bulk->op, entity, row, error);
}

static gboolean
delete_row (Bulk *bulk, gint64 id, gboolean *changed, GError **error)
{
  gint64 there;

  if (!ask (bulk, "SELECT id FROM customer WHERE id = ?1 AND ?2 = 0", id, 0, &there, error))
    return FALSE;
  if (there == 0)
    return TRUE;
  *changed = TRUE;
  return rg_people_delete (bulk->op, id, error);
}

static gboolean
change_row (Bulk *bulk, gint64 id, GError **error)
{
  gboolean changed = FALSE;
  gboolean good = TRUE;

  if (bulk->job->kind == RG_BULK_DELETE)
    good = delete_row (bulk, id, &changed, error);
  for (guint i = 0; good && i < bulk->tags->len; i++)
    good = (bulk->job->kind == RG_BULK_TAG ? tag_row : untag_row) (
        bulk, id, g_array_index (bulk->tags, gint64, i), &changed, error);
  bulk->report->changed += changed ? 1 : 0;
  return good;
}

static gboolean
change_rows (Bulk *bulk, const gint64 *ids, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!change_row (bulk, ids[i], error))
      return FALSE;
  return TRUE;
}

/* --- one field ------------------------------------------------------------ */

/* How many of the rows do not hold the value yet. */
static gboolean
count_different (Bulk *bulk, const RgField *field, const gint64 *ids, gsize n, guint64 *count, GError **error)
{
  g_autoptr (GString) list = g_string_sized_new (n * 8 + 2);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM customer WHERE id IN "
                                          "(SELECT value FROM json_each (?1)) AND \"%s\" IS NOT ?2",
                                          field->key);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (bulk->write), sql, error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (list, "%c%" G_GINT64_FORMAT, i == 0 ? '[' : ',', ids[i]);
  g_string_append_c (list, ']');
  rg_statement_bind_text (statement, 0, list->str);
  rg_statement_bind_value (statement, 1, bulk->job->value);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *count = (guint64) rg_statement_get_integer (statement, 0);
  return TRUE;
}

static gboolean
set_rows (Bulk *bulk, const gint64 *ids, gsize n, GError **error)
{
  /* A pause may have brought a new catalogue. */
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer");
  RgCell cell = { .field = rg_entity_find_field (customer, bulk->job->key), .value = *bulk->job->value };
  guint64 different = 0;

  if (!count_different (bulk, cell.field, ids, n, &different, error))
    return FALSE;
  bulk->report->changed += different;
  return rg_op_update_many (bulk->op, customer, ids, n, &cell, error);
}

/* --- all of them ---------------------------------------------------------- */

static gboolean
pause_or_go_on (Bulk *bulk, gsize done, gsize *since, GError **error)
{
  gboolean is_long = bulk->ids->len > LONG_ROWS;

  if (bulk->job->progress != NULL)
    bulk->job->progress (done, bulk->ids->len, bulk->job->progress_data);
  if (g_cancellable_set_error_if_cancelled (bulk->cancellable, error))
    return FALSE;
  if (!is_long || *since < PAUSE_ROWS || done == bulk->ids->len)
    return TRUE;
  *since = 0;
  return rg_op_pause (bulk->op, bulk->cancellable, error);
}

static gboolean
change_all (Bulk *bulk, GError **error)
{
  const gint64 *ids = (const gint64 *) (gpointer) bulk->ids->data;
  gsize since = 0;

  if (bulk->ids->len > LONG_ROWS && !rg_op_make_long (bulk->op, error))
    return FALSE;
  for (gsize done = 0; done < bulk->ids->len;)
    {
      gsize n = MIN (STEP_ROWS, bulk->ids->len - done);

      if (!(bulk->job->kind == RG_BULK_SET ? set_rows : change_rows) (bulk, ids + done, n, error))
        return FALSE;
      done += n;
      since += n;
      if (!pause_or_go_on (bulk, done, &since, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what to do ----------------------------------------------------------- */

/* Every tag of the name, in whatever family. */
static gboolean
find_tags (Bulk *bulk, const char *name, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_write_get_database (bulk->write), "SELECT id FROM tag WHERE name = ?1 ORDER BY id", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, name);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (bulk->tags, id);
    }
  return step == RG_STEP_DONE;
}

static gboolean
prepare_tags (Bulk *bulk, GError **error)
{
  for (guint i = 0; bulk->job->tags != NULL && bulk->job->tags[i] != NULL; i++)
    {
      gint64 id;

      if (bulk->job->kind == RG_BULK_UNTAG)
        {
          if (!find_tags (bulk, bulk->job->tags[i], error))
            return FALSE;
          continue;
        }
      id = rg_tags_ensure (bulk->op, bulk->job->tags[i], error);
      if (id == 0)
        return FALSE;
      g_array_append_val (bulk->tags, id);
    }
  return TRUE;
}

static gboolean
prepare_field (Bulk *bulk, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer");
  const RgField *field = rg_entity_find_field (customer, bulk->job->key);

  if (field != NULL && rg_field_has_column (field) && (field->flags & RG_FIELD_DERIVED) == 0)
    return rg_field_validate (field, bulk->job->value, error);
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
               _ ("Customers have no field “%s” that could be set."), bulk->job->key);
  return FALSE;
}

/* A name for a source becomes known as a channel. */
static gboolean
make_known (Bulk *bulk, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (bulk->write), "customer");
  const RgField *field = bulk->job->key != NULL ? rg_entity_find_field (customer, bulk->job->key) : NULL;

  if (bulk->job->kind != RG_BULK_SET || bulk->report->changed == 0 || field == NULL ||
      g_strcmp0 (field->list, "channel") != 0 || rg_value_is_null (bulk->job->value))
    return TRUE;
  return rg_channels_ensure (bulk->op, rg_value_get_text (bulk->job->value), error) != 0;
}

static gboolean
run_bulk (Bulk *bulk, GError **error)
{
  g_autofree char *label = NULL;

  if (!(bulk->job->kind == RG_BULK_SET ? prepare_field : prepare_tags) (bulk, error) ||
      !change_all (bulk, error) || !make_known (bulk, error))
    return FALSE;
  label = make_label (bulk);
  rg_op_set_label (bulk->op, label);
  bulk->report->operation = bulk->report->changed > 0 ? rg_op_get_id (bulk->op) : 0;
  return TRUE;
}

/**
 * rg_bulk_write_func:
 * @write: a write without an operation
 * @job: a #RgBulkJob, whose query is about customers
 * @cancellable: (nullable): asked after every thousand rows; nothing is changed
 *   then
 * @error: %G_IO_ERROR_CANCELLED, %RG_FIELD_ERROR for a value that the field
 *   does not take, or %RG_STORE_ERROR
 *
 * Changes all chosen customers in one operation. A tag that the shop does not
 * have is made; a name for a source becomes known as a channel.
 *
 * Returns: (transfer full) (nullable): an #RgBulkReport; %NULL on error
 */
gpointer
rg_bulk_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgBulkReport) report = g_new0 (RgBulkReport, 1);
  Bulk bulk = { .job = job, .write = write, .cancellable = cancellable, .tags = tags, .report = report };

  ids = read_chosen (write, bulk.job->chosen, cancellable, error);
  if (ids == NULL)
    return NULL;
  bulk.ids = ids;
  report->rows = ids->len;
  if (ids->len == 0)
    return g_steal_pointer (&report);
  bulk.op = rg_op_begin (write, bulk.job->origin, bulk.job->session, "", error);
  if (bulk.op == NULL ||
      (bulk.job->kind == RG_BULK_DELETE && ids->len > RG_BACKUP_MANY &&
       !rg_op_backup_first (bulk.op, RG_BACKUP_DELETE, error)) ||
      !run_bulk (&bulk, error))
    return NULL;
  return g_steal_pointer (&report);
}
