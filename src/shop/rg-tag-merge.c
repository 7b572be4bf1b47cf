/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-merge.h"

#include "shop/rg-settle.h"
#include "shop/rg-tag-change.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Rows above which the operation is a long one, those between two of its
 * pauses, and those between two words about the progress. */
#define LONG_ROWS 10000
#define PAUSE_ROWS 20000
#define STEP_ROWS 1000

typedef struct
{
  const RgTagMergeJob *job;
  RgWrite *write;
  RgOp *op;
  GCancellable *cancellable;
  RgTagMergeReport *report;
  guint64 done;
  guint64 total;
  guint64 since;
  gboolean is_long;
} Merge;

static gboolean merge_tag (Merge *merge, gint64 gone, gint64 keep, GError **error);

/* --- customers ------------------------------------------------------------- */

/* One step's rows. What a rule gave goes before what a person gave, so that no
 * rule takes away what somebody meant. */
#define NEXT_ROWS                                                                                            \
  "SELECT g.id, k.id, ifnull (k.cause GLOB 'rule:*', 0) AND ifnull (g.cause NOT GLOB 'rule:*', 1)"           \
  " FROM customer_tag g LEFT JOIN customer_tag k ON k.customer_id = g.customer_id AND k.tag_id = ?2"         \
  " WHERE g.tag_id = ?1 ORDER BY g.customer_id LIMIT ?3"

/* @moving: rows that get the tag that stays; @leaving: rows that go. */
static gboolean
read_step (Merge *merge,
           gint64 gone,
           gint64 keep,
           GArray *moving,
           GArray *leaving,
           guint64 *rows,
           GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (merge->write), NEXT_ROWS, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, gone);
  rg_statement_bind_integer (statement, 1, keep);
  rg_statement_bind_integer (statement, 2, STEP_ROWS);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 row = rg_statement_get_integer (statement, 0);
      gint64 other = rg_statement_get_integer (statement, 1);
      gboolean by_hand = rg_statement_get_integer (statement, 2) != 0;

      *rows += 1;
      if (other == 0 || by_hand)
        g_array_append_val (moving, row);
      if (other != 0 && by_hand)
        g_array_append_val (leaving, other);
      else if (other != 0)
        g_array_append_val (leaving, row);
    }
  return step == RG_STEP_DONE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* A pause may have brought a new catalogue: it is asked each time. */
static gboolean
write_step (Merge *merge, gint64 keep, GArray *moving, GArray *leaving, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (merge->write), "customer_tag");
  RgCell cell = { .field = rg_entity_find_field (entity, "tag_id"),
                  .value = { .kind = RG_VALUE_INTEGER, .integer = keep } };

  for (guint i = 0; i < leaving->len; i++)
    if (!rg_op_delete (merge->op, entity, g_array_index (leaving, gint64, i), error))
      return FALSE;
  g_array_sort (moving, compare_ids);
  return moving->len == 0 || rg_op_update_many (merge->op, entity, (const gint64 *) (gpointer) moving->data,
                                                moving->len, &cell, error);
}

static gboolean
pause_or_go_on (Merge *merge, guint64 rows, GError **error)
{
  merge->done += rows;
  merge->since += rows;
  if (merge->job->progress != NULL)
    merge->job->progress (MIN (merge->done, merge->total), merge->total, merge->job->progress_data);
  if (g_cancellable_set_error_if_cancelled (merge->cancellable, error))
    return FALSE;
  if (!merge->is_long || merge->since < PAUSE_ROWS)
    return TRUE;
  merge->since = 0;
  return rg_op_pause (merge->op, merge->cancellable, error);
}

/* Whoever gets the tag in a pause is found too: it ends when nobody has it. */
static gboolean
move_customers (Merge *merge, gint64 gone, gint64 keep, GError **error)
{
  g_autoptr (GArray) moving = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (;;)
    {
      guint64 rows = 0;

      g_array_set_size (moving, 0);
      g_array_set_size (leaving, 0);
      if (!read_step (merge, gone, keep, moving, leaving, &rows, error))
        return FALSE;
      if (rows == 0)
        return TRUE;
      if (!write_step (merge, keep, moving, leaving, error))
        return FALSE;
      merge->report->both += leaving->len;
      merge->report->moved += rows - leaving->len;
      if (!pause_or_go_on (merge, rows, error))
        return FALSE;
    }
}

/* --- what stands below ----------------------------------------------------- */

static RgTagTree *
read_tree (Merge *merge, GError **error)
{
  return rg_tag_tree_read (rg_write_as_read (merge->write), FALSE, NULL, error);
}

static RgTag *
get_both (RgTagTree *tree, gint64 gone, gint64 keep, RgTag **stays, GError **error)
{
  RgTag *goes = rg_tag_tree_get (tree, gone);

  *stays = rg_tag_tree_get (tree, keep);
  if (goes != NULL && *stays != NULL && goes != *stays)
    return goes;
  if (goes != NULL && goes == *stays)
    g_set_error_literal (error, RG_TAG_ERROR, RG_TAG_ERROR_CYCLE, _ ("A tag cannot be merged into itself."));
  else
    g_set_error_literal (error, RG_TAG_ERROR, RG_TAG_ERROR_NOT_FOUND, _ ("This tag is not there any more."));
  return NULL;
}

/* When the one that stays stands below the one that goes, it takes its place:
 * first the branch with it gets the parent of the one that goes. */
static gboolean
lift (Merge *merge, const RgTag *goes, const RgTag *stays, GError **error)
{
  if (!rg_tag_is_below (stays, goes))
    return TRUE;
  return rg_tag_move (merge->op, stays->id, goes->parent != NULL ? goes->parent->id : 0,
                      rg_tag_family_key (goes->family), 0, error);
}

/* Below the one that stays a tag of the same name may stand: they become one. */
static gboolean
move_children (Merge *merge, gint64 gone, gint64 keep, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (merge, error);
  RgTag *goes, *stays;

  if (tree == NULL || (goes = get_both (tree, gone, keep, &stays, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < goes->children->len; i++)
    {
      const RgTag *child = g_ptr_array_index (goes->children, i);
      const RgTag *same = NULL;

      for (guint j = 0; j < stays->children->len && same == NULL; j++)
        if (g_str_equal (((RgTag *) g_ptr_array_index (stays->children, j))->name, child->name))
          same = g_ptr_array_index (stays->children, j);
      merge->report->children++;
      if (same != NULL ? !merge_tag (merge, child->id, same->id, error)
                       : !rg_tag_move (merge->op, child->id, keep, NULL, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* --- rules and views that name it ------------------------------------------ */

/* Puts @keep where @gone is named; gives whether it was. */
static gboolean
replace_tag (JsonNode *node, gint64 gone, gint64 keep)
{
  gboolean changed = FALSE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        changed |= replace_tag (json_array_get_element (array, i), gone, keep);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) keys = json_object_get_members (object);

      for (GList *key = keys; key != NULL; key = key->next)
        {
          JsonNode *member = json_object_get_member (object, key->data);

          if (g_strcmp0 (key->data, "tag") == 0 && JSON_NODE_HOLDS_VALUE (member) &&
              json_node_get_value_type (member) == G_TYPE_INT64 && json_node_get_int (member) == gone)
            {
              json_object_set_int_member (object, key->data, keep);
              changed = TRUE;
            }
          else
            {
              changed |= replace_tag (member, gone, keep);
            }
        }
    }
  return changed;
}

static gboolean
name_other (Merge *merge,
            const RgEntity *entity,
            gint64 id,
            const char *stored,
            gint64 gone,
            gint64 keep,
            GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (stored, NULL);
  g_auto (RgValue) value = RG_VALUE_INIT;
  RgCell cell = { .field = rg_entity_find_field (entity, "condition") };

  if (node == NULL || !replace_tag (node, gone, keep))
    return TRUE;
  rg_value_take_text (&value, json_to_string (node, FALSE));
  cell.value = value;
  return rg_op_update (merge->op, entity, id, &cell, 1, error);
}

static gboolean
name_other_in (Merge *merge, const char *table, const char *sql, gint64 gone, gint64 keep, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (merge->write), table);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_write_get_database (merge->write), sql, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (stored, g_strdup (rg_statement_get_text (statement, 1)));
    }
  if (step == RG_STEP_ERROR)
    return FALSE;
  rg_statement_reset (statement);
  for (guint i = 0; i < ids->len; i++)
    if (!name_other (merge, entity, g_array_index (ids, gint64, i), g_ptr_array_index (stored, i), gone, keep,
                     error))
      return FALSE;
  return TRUE;
}

static gboolean
name_other_everywhere (Merge *merge, gint64 gone, gint64 keep, GError **error)
{
  return name_other_in (merge, "tag", "SELECT id, condition FROM tag WHERE instr (condition, '\"tag\"') > 0",
                        gone, keep, error) &&
         name_other_in (merge, "view",
                        "SELECT id, condition FROM view WHERE instr (condition, '\"tag\"') > 0", gone, keep,
                        error);
}

/* --- all of it -------------------------------------------------------------- */

static gboolean
merge_tag (Merge *merge, gint64 gone, gint64 keep, GError **error)
{
  return move_customers (merge, gone, keep, error) && move_children (merge, gone, keep, error) &&
         name_other_everywhere (merge, gone, keep, error) && rg_tag_delete (merge->op, gone, error);
}

static gboolean
count_rows (Merge *merge, const RgTag *tag, GError **error)
{
  {
    g_autoptr (RgStatement) statement = rg_database_prepare (
        rg_write_get_database (merge->write), "SELECT count (*) FROM customer_tag WHERE tag_id = ?1", error);

    if (statement == NULL)
      return FALSE;
    rg_statement_bind_integer (statement, 0, tag->id);
    if (rg_statement_step (statement, error) != RG_STEP_ROW)
      return FALSE;
    merge->total += (guint64) rg_statement_get_integer (statement, 0);
  }
  for (guint i = 0; i < tag->children->len; i++)
    if (!count_rows (merge, g_ptr_array_index (tag->children, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
run_merge (Merge *merge, const RgTag *goes, const RgTag *stays, GError **error)
{
  merge->is_long = merge->total > LONG_ROWS;
  if (merge->is_long && !rg_op_make_long (merge->op, error))
    return FALSE;
  return rg_settle_conditions (merge->op, error) && lift (merge, goes, stays, error) &&
         merge_tag (merge, goes->id, stays->id, error);
}

/**
 * rg_tag_merge_write_func:
 * @write: a write without an operation
 * @job: an #RgTagMergeJob
 * @cancellable: (nullable): asked after every thousand customers; nothing is
 *   changed then
 * @error: %G_IO_ERROR_CANCELLED, %RG_TAG_ERROR or %RG_STORE_ERROR
 *
 * Makes one tag of two. Customers of both keep one, given by hand where either
 * was; what stands below the other one moves, and rules and views that name it
 * name the one that stays.
 *
 * Returns: (transfer full) (nullable): an #RgTagMergeReport; %NULL on error
 */
gpointer
rg_tag_merge_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autofree RgTagMergeReport *report = g_new0 (RgTagMergeReport, 1);
  Merge merge = { .job = job, .write = write, .cancellable = cancellable, .report = report };
  g_autoptr (RgTagTree) tree = read_tree (&merge, error);
  g_autofree char *label = NULL;
  RgTag *goes, *stays;

  if (tree == NULL || (goes = get_both (tree, merge.job->gone, merge.job->keep, &stays, error)) == NULL)
    return NULL;
  /* Translators: the names of two tags. */
  label = g_strdup_printf (_ ("Merge the tag “%s” into “%s”"), goes->name, stays->name);
  if (!count_rows (&merge, goes, error))
    return NULL;
  merge.op = rg_op_begin (write, merge.job->origin, merge.job->session, label, error);
  if (merge.op == NULL || !run_merge (&merge, goes, stays, error))
    return NULL;
  report->operation = rg_op_get_id (merge.op);
  return g_steal_pointer (&report);
}
