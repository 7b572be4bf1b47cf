/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-task.h"

#include "catalog/rg-date.h"
#include "shop/rg-cells.h"
#include "shop/rg-deal.h"
#include "shop/rg-followup.h"
#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>

static const RgEntity *
find_entity (RgOp *op, const char *key)
{
  return rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), key);
}

static gint64
time_or_now (gint64 at)
{
  return at != 0 ? at : rg_clock_now ();
}

/* --- reading -------------------------------------------------------------- */

/**
 * rg_task_read:
 * @read: a read transaction
 * @id: of a task
 * @error: return location for an error
 *
 * Returns: (transfer full): its row; %NULL and @error also when there is none
 */
RgRow *
rg_task_read (RgRead *read, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgRow *row = rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "task"), id, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (row == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("There is no task %s."), number);
    }
  return row;
}

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const RgRow *one = *(const RgRow *const *) a;
  const RgRow *other = *(const RgRow *const *) b;
  gboolean one_open = g_str_equal (rg_row_get_text (one, "state"), "open");
  gboolean other_open = g_str_equal (rg_row_get_text (other, "state"), "open");
  int order;

  if (one_open != other_open)
    return one_open ? -1 : 1;
  order = g_strcmp0 (rg_row_get_text (one, "due"), rg_row_get_text (other, "due"));
  if (order == 0)
    order = g_strcmp0 (rg_row_get_text (one, "due_time"), rg_row_get_text (other, "due_time"));
  if (order == 0)
    order = rg_row_get_id (one) < rg_row_get_id (other) ? -1 : 1;
  return one_open ? order : -order;
}

static GPtrArray *
list_by (RgRead *read, const char *key, gint64 id, GError **error)
{
  GPtrArray *rows =
      rg_rows_read_of (read, rg_catalog_find (rg_read_get_catalog (read), "task"), key, id, error);

  if (rows != NULL)
    g_ptr_array_sort (rows, compare_tasks);
  return rows;
}

/**
 * rg_task_list_of:
 * @read: a read transaction
 * @customer_id: for whom
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): the customer's tasks: the open
 *   ones first, by day; the others from the newest
 */
GPtrArray *
rg_task_list_of (RgRead *read, gint64 customer_id, GError **error)
{
  return list_by (read, "customer_id", customer_id, error);
}

/**
 * rg_task_list_of_deal:
 * @read: a read transaction
 * @deal_id: for which deal
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): the deal's tasks, as those of a customer
 */
GPtrArray *
rg_task_list_of_deal (RgRead *read, gint64 deal_id, GError **error)
{
  return list_by (read, "deal_id", deal_id, error);
}

static RgRow *
read_open (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);

  if (row != NULL && !g_str_equal (rg_row_get_text (row, "state"), "open"))
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
                   g_str_equal (rg_row_get_text (row, "state"), "done")
                       ? _ ("“%s” is done already.")
                       : _ ("“%s” was dropped. Open it again first."),
                   rg_row_get_text (row, "title"));
      return NULL;
    }
  return g_steal_pointer (&row);
}

/* --- writing -------------------------------------------------------------- */

/* The stored form, with the day of the calendar that @due means. (transfer full) */
static char *
normal_repeat (const char *text, const char *due, GError **error)
{
  RgRepeat repeat;
  GDate day;

  if (*text == '\0')
    return g_strdup ("");
  if (!rg_repeat_parse (text, &repeat, error))
    return NULL;
  if (due != NULL && rg_date_from_iso (due, &day))
    rg_repeat_set_anchor (&repeat, &day);
  return rg_repeat_to_string (&repeat);
}

static gint64
deal_of (const RgRow *task)
{
  return rg_value_get_integer (rg_row_get (task, rg_entity_find_field (rg_row_get_entity (task), "deal_id")));
}

/* The deal follows its tasks. */
static gboolean
write_task (RgOp *op, gint64 id, const RgCells *cells, GError **error)
{
  g_autoptr (RgRow) before = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  g_autoptr (RgRow) after = NULL;

  if (before == NULL || !rg_op_update (op, cells->entity, id, cells->cells, cells->n, error))
    return FALSE;
  after = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  return after != NULL && (deal_of (before) == 0 || rg_deal_follow_tasks (op, deal_of (before), error)) &&
         (deal_of (after) == 0 || deal_of (after) == deal_of (before) ||
          rg_deal_follow_tasks (op, deal_of (after), error));
}

/* A day that was written in any way, as it is stored. (transfer full) (nullable) */
static char *
normal_day (const RgEntity *entity, const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (text == NULL || !rg_field_parse (rg_entity_find_field (entity, "due"), text, &value, NULL) ||
      rg_value_is_null (&value))
    return NULL;
  return g_strdup (value.text);
}

static gboolean
fill (RgCells *cells, const RgTaskWords *words, const char *old_due, GError **error)
{
  g_autofree char *day = normal_day (cells->entity, words->due);
  g_autofree char *repeat = NULL;

  if (words->repeat != NULL)
    {
      repeat = normal_repeat (words->repeat, day != NULL ? day : old_due, error);
      if (repeat == NULL)
        return FALSE;
    }
  if (words->customer_id > 0)
    rg_cells_add_integer (cells, "customer_id", words->customer_id);
  else if (words->customer_id == 0)
    rg_cells_add (cells, "customer_id");
  if (words->deal_id > 0)
    rg_cells_add_integer (cells, "deal_id", words->deal_id);
  return rg_cells_add_text (cells, "title", words->title, error) &&
         rg_cells_add_text (cells, "kind", words->kind, error) &&
         rg_cells_add_text (cells, "due", words->due, error) &&
         rg_cells_add_text (cells, "due_time", words->due_time, error) &&
         rg_cells_add_text (cells, "staff", words->staff, error) &&
         rg_cells_add_text (cells, "priority", words->priority, error) &&
         rg_cells_add_text (cells, "repeat", repeat, error) &&
         rg_cells_add_text (cells, "notes", words->notes, error);
}

/**
 * rg_task_add:
 * @op: the operation of a write
 * @words: what is to be done; a title and a day at least
 * @error: return location for an error
 *
 * Returns: the new task's id; 0 and @error when a value is not right or there is
 *   no such customer
 */
gint64
rg_task_add (RgOp *op, const RgTaskWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "task"));
  RgTaskWords said = *words;
  gint64 id;

  said.title = said.title != NULL ? said.title : "";
  said.due = said.due != NULL ? said.due : "";
  said.priority = said.priority != NULL && *said.priority != '\0' ? said.priority : "normal";
  if (!fill (&cells, &said, NULL, error) || !rg_cells_add_text (&cells, "first_due", said.due, error) ||
      !rg_cells_add_text (&cells, "state", "open", error))
    return 0;
  rg_cells_add_real (&cells, "put_off", 0);
  id = rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
  return id != 0 && (said.deal_id == 0 || rg_deal_follow_tasks (op, said.deal_id, error)) ? id : 0;
}

/**
 * rg_task_change:
 * @op: the operation of a write
 * @id: of a task
 * @words: what it is to be; a text that is %NULL stays as it is, "" takes it
 *   away
 * @error: return location for an error
 *
 * Changes what was said of a task. Another day is the one for which it is meant
 * from now on.
 *
 * Returns: %FALSE and @error when a value is not right or there is no such task
 */
gboolean
rg_task_change (RgOp *op, gint64 id, const RgTaskWords *words, GError **error)
{
  g_autoptr (RgRow) row = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "task"));
  RgTaskWords said = *words;
  g_autofree char *day = NULL;
  const char *old;

  if (row == NULL)
    return FALSE;
  /* The day that it has says nothing new. */
  day = normal_day (cells.entity, said.due);
  if (g_strcmp0 (day, rg_row_get_text (row, "due")) == 0)
    said.due = NULL;
  /* What repeats on the 31st repeats on the day to which it was moved. */
  old = rg_row_get_text (row, "repeat");
  if (said.repeat == NULL && said.due != NULL && old != NULL)
    {
      RgRepeat repeat;
      g_autofree char *plain = NULL;

      if (day != NULL && rg_repeat_parse (old, &repeat, NULL))
        {
          repeat.day = repeat.month = 0;
          repeat.leap = FALSE;
          plain = rg_repeat_to_string (&repeat);
          said.repeat = plain;
          return fill (&cells, &said, NULL, error) &&
                 rg_cells_add_text (&cells, "first_due", said.due, error) &&
                 write_task (op, id, &cells, error);
        }
    }
  return fill (&cells, &said, rg_row_get_text (row, "due"), error) &&
         rg_cells_add_text (&cells, "first_due", said.due, error) && write_task (op, id, &cells, error);
}

/**
 * rg_task_put_off:
 * @op: the operation of a write
 * @id: of an open task
 * @due: ISO day to which it is put off
 * @due_time: (nullable): its time there; %NULL keeps it, "" takes it away
 * @error: return location for an error
 *
 * The day for which it was first meant is kept, and how often it was put off.
 *
 * Returns: %FALSE and @error when it is not open or the day is none
 */
gboolean
rg_task_put_off (RgOp *op, gint64 id, const char *due, const char *due_time, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "task"));

  if (row == NULL || !rg_cells_add_text (&cells, "due", due, error) ||
      !rg_cells_add_text (&cells, "due_time", due_time, error))
    return FALSE;
  rg_cells_add_real (&cells, "put_off",
                     rg_row_get (row, rg_entity_find_field (cells.entity, "put_off"))->real + 1);
  return write_task (op, id, &cells, error);
}

/* --- done ----------------------------------------------------------------- */

/* What was done becomes an entry with the customer. Returns its id, or 0. */
static gint64
enter (RgOp *op,
       gint64 customer_id,
       gint64 deal_id,
       const RgTaskDone *done,
       const char *next_date,
       GError **error)
{
  RgFollowup followup = {
    .kind = done->kind,
    .at = time_or_now (done->at),
    .text = done->text,
    .outcome = done->outcome,
    .staff = done->staff,
    .next_date = next_date,
    .next_what = next_date != NULL ? done->next_what : NULL,
    .deal_id = deal_id,
    .parts = done->parts,
    .n_parts = done->n_parts,
  };

  return rg_followup_add (op, customer_id, &followup, error);
}

/* The same task for its next time. Returns its id; 0 without @error when it comes
 * no more. */
static gint64
make_next (RgOp *op, const RgRow *row, const RgTaskDone *done, GError **error)
{
  const char *text = rg_row_get_text (row, "repeat");
  const RgField *customer = rg_entity_find_field (rg_row_get_entity (row), "customer_id");
  g_autofree char *day = g_strdup (done->next_date);
  RgRepeat repeat;
  GDate due, at, next;

  if (text == NULL || !rg_repeat_parse (text, &repeat, NULL))
    return 0;
  if (day == NULL)
    {
      /* Being put off once moves no other time. */
      if (!rg_date_from_iso (rg_row_get_text (row, "first_due"), &due) ||
          !rg_date_of_instant (time_or_now (done->at), &at) || !rg_repeat_next (&repeat, &due, &at, &next))
        return 0;
      day = rg_date_to_iso (&next);
    }
  return rg_task_add (op,
                      &(RgTaskWords) {
                          .customer_id = rg_value_get_integer (rg_row_get (row, customer)),
                          .title = rg_row_get_text (row, "title"),
                          .kind = rg_row_get_text (row, "kind"),
                          .due = day,
                          .due_time = rg_row_get_text (row, "due_time"),
                          .staff = rg_row_get_text (row, "staff"),
                          .priority = rg_row_get_text (row, "priority"),
                          .repeat = text,
                          .notes = rg_row_get_text (row, "notes"),
                          .deal_id = deal_of (row),
                      },
                      error);
}

/**
 * rg_task_done:
 * @op: the operation of a write
 * @id: of an open task
 * @done: how it was done
 * @next_id: (out) (optional): the task that was made for the next time; 0: none
 * @error: return location for an error
 *
 * The task is done. With a customer it becomes an entry in the timeline, which
 * moves the last contact like any other. One that repeats is made anew for its
 * next day; of another, @done's next day becomes the customer's next step.
 *
 * Returns: %FALSE and @error when it is not open or a value is not right
 */
gboolean
rg_task_done (RgOp *op, gint64 id, const RgTaskDone *done, gint64 *next_id, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "task"));
  RgTaskDone said = *done;
  g_autoptr (GError) problem = NULL;
  gboolean repeats;
  gint64 customer_id, event_id = 0, made;

  if (next_id != NULL)
    *next_id = 0;
  if (row == NULL)
    return FALSE;
  customer_id = rg_value_get_integer (rg_row_get (row, rg_entity_find_field (cells.entity, "customer_id")));
  repeats = rg_row_get_text (row, "repeat") != NULL;
  if (said.kind == NULL)
    said.kind = rg_row_get_text (row, "kind") != NULL ? rg_row_get_text (row, "kind") : "note";
  if (said.text == NULL || *said.text == '\0')
    said.text = rg_row_get_text (row, "title");
  if (said.staff == NULL)
    said.staff = rg_row_get_text (row, "staff");
  if (customer_id != 0)
    {
      event_id = enter (op, customer_id, deal_of (row), &said, repeats ? NULL : said.next_date, error);
      if (event_id == 0)
        return FALSE;
      rg_cells_add_integer (&cells, "event_id", event_id);
    }
  rg_cells_add_integer (&cells, "done_at", time_or_now (said.at));
  if (!rg_cells_add_text (&cells, "state", "done", error) ||
      !rg_cells_add_text (&cells, "outcome", said.outcome, error) || !write_task (op, id, &cells, error))
    return FALSE;
  made = make_next (op, row, &said, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (next_id != NULL)
    *next_id = made;
  return TRUE;
}

/* Nothing came of it (yet). @key: (nullable): what else it has no more */
static gboolean
set_state (RgOp *op, gint64 id, const char *state, const char *key, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "task"));

  rg_cells_add (&cells, "done_at");
  rg_cells_add (&cells, "event_id");
  rg_cells_add (&cells, "outcome");
  if (key != NULL)
    rg_cells_add (&cells, key);
  return rg_cells_add_text (&cells, "state", state, error) && write_task (op, id, &cells, error);
}

/**
 * rg_task_drop:
 * @op: the operation of a write
 * @id: of an open task
 * @error: return location for an error
 *
 * It will not be done; one that repeats comes no more.
 *
 * Returns: %FALSE and @error when it is not open
 */
gboolean
rg_task_drop (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = read_open (op, id, error);

  return row != NULL && set_state (op, id, "dropped", NULL, error);
}

/**
 * rg_task_reopen:
 * @op: the operation of a write
 * @id: of a task
 * @error: return location for an error
 *
 * It is to be done after all. What was entered when it was done stays in the
 * timeline. What repeats goes on with the task that was made for its next time,
 * and not with this one as well.
 *
 * Returns: %FALSE and @error when there is no such task
 */
gboolean
rg_task_reopen (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);

  if (row == NULL)
    return FALSE;
  return set_state (op, id, "open", g_str_equal (rg_row_get_text (row, "state"), "done") ? "repeat" : NULL,
                    error);
}

gboolean
rg_task_delete (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = rg_task_read (rg_write_as_read (rg_op_get_write (op)), id, error);

  return row != NULL && rg_op_delete (op, find_entity (op, "task"), id, error) &&
         (deal_of (row) == 0 || rg_deal_follow_tasks (op, deal_of (row), error));
}

/* --- steps ---------------------------------------------------------------- */

/**
 * rg_step_done:
 * @op: the operation of a write
 * @customer_id: with whom
 * @done: how it was done
 * @error: return location for an error
 *
 * The customer's next step is done by what happened: that becomes an entry, and
 * @done's next day the next step; without one there is none.
 *
 * Returns: %FALSE and @error when a value is not right or there is no such
 *   customer
 */
gboolean
rg_step_done (RgOp *op, gint64 customer_id, const RgTaskDone *done, GError **error)
{
  const RgEntity *customer = find_entity (op, "customer");
  g_autoptr (RgRow) row = rg_row_read (rg_write_as_read (rg_op_get_write (op)), customer, customer_id, error);
  RgTaskDone said = *done;

  if (row == NULL)
    return rg_op_update (op, customer, customer_id, NULL, 0, error) && FALSE;
  said.kind = said.kind != NULL ? said.kind : "note";
  if (said.text == NULL || *said.text == '\0')
    said.text = rg_row_get_text (row, "next_what") != NULL ? rg_row_get_text (row, "next_what") : _ ("Done");
  return enter (op, customer_id, 0, &said, said.next_date != NULL ? said.next_date : "", error) != 0;
}

/**
 * rg_contact_done:
 * @op: the operation of a write
 * @customer_id: who was spoken to
 * @done: how; its next day becomes the customer's next step
 * @error: return location for an error
 *
 * Somebody was spoken to of something else than what is planned: a birthday, or
 * because they had been forgotten. Without a next day the next step stays what it
 * is; "" takes it away.
 *
 * Returns: %FALSE and @error when a value is not right or there is no such
 *   customer
 */
gboolean
rg_contact_done (RgOp *op, gint64 customer_id, const RgTaskDone *done, GError **error)
{
  RgTaskDone said = *done;

  said.kind = said.kind != NULL ? said.kind : "note";
  return enter (op, customer_id, 0, &said, said.next_date, error) != 0;
}

/**
 * rg_step_put_off:
 * @op: the operation of a write
 * @customer_id: with whom
 * @due: ISO day to which the next step is put off
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when the day is none or there is no such customer
 */
gboolean
rg_step_put_off (RgOp *op, gint64 customer_id, const char *due, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "customer"));

  return rg_cells_add_text (&cells, "next_date", due, error) &&
         rg_op_update (op, cells.entity, customer_id, cells.cells, cells.n, error);
}
