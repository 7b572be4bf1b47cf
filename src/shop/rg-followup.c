/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-followup.h"

#include "catalog/rg-date.h"
#include "records/rg-default-data.h"
#include "shop/rg-cells.h"
#include "shop/rg-contact-forms.h"

#include <string.h>

/* What an entry does to its customer.
 *
 * last_contact is the day, in local time, on which somebody was last spoken to:
 * one of the kinds that data/default.json names, or a sale. A note, a form and
 * "other" are none, nor is an entry whose day is still to come. A new entry moves it
 * forward only. When the entry that gave it goes or becomes another day's, the
 * latest day of those that are left counts, or the one that came from no entry
 * (an import, a hand) if that is later.
 *
 * next_date is what the newest word says. Each event keeps the one it was
 * written with. The customer's follows a change of that when it is the same one,
 * or when no later event has one; when the entry goes, the latest event that
 * looks ahead of the day of the one that went gives it back, else it is empty. */

/* An entry as it stands, before or after a change. */
typedef struct
{
  RgRow *row;
  gint64 customer_id;
  gint64 at;       /* of an event */
  char *day;       /* (nullable): ISO */
  gboolean counts; /* as a contact */
} Entry;

static void
entry_clear (Entry *entry)
{
  g_clear_pointer (&entry->row, rg_row_unref);
  g_clear_pointer (&entry->day, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

/**
 * rg_followup_is_contact:
 * @kind: (nullable): a kind of event, or "sale"
 *
 * Returns: whether it means that somebody was spoken to
 */
gboolean
rg_followup_is_contact (const char *kind)
{
  return g_strcmp0 (kind, "sale") == 0 || rg_default_data_is_contact (kind);
}

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

/* The row, or %NULL with @error also when there is none. (transfer full) */
static RgRow *
read_row (RgOp *op, const RgEntity *entity, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgRow *row = rg_row_read (rg_write_as_read (rg_op_get_write (op)), entity, id, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (row == NULL)
    rg_op_update (op, entity, id, NULL, 0, error);
  return row;
}

static gboolean
read_entry (RgOp *op, const char *key, gint64 id, Entry *entry, GError **error)
{
  const RgEntity *entity = find_entity (op, key);
  gboolean is_sale = g_str_equal (key, "sale");

  entry->row = read_row (op, entity, id, error);
  if (entry->row == NULL)
    return FALSE;
  entry->customer_id =
      rg_value_get_integer (rg_row_get (entry->row, rg_entity_find_field (entity, "customer_id")));
  if (is_sale)
    entry->day = g_strdup (rg_row_get_text (entry->row, "date"));
  else
    {
      entry->at = rg_value_get_integer (rg_row_get (entry->row, rg_entity_find_field (entity, "at")));
      entry->day = rg_date_instant_to_iso (entry->at);
    }
  entry->counts =
      entry->day != NULL && rg_followup_is_contact (is_sale ? key : rg_row_get_text (entry->row, "kind"));
  return TRUE;
}

/* --- cells ------------------------------------------------------------------ */

static gboolean
fill_event (RgCells *cells, const RgFollowup *followup, GError **error)
{
  for (guint i = 0; i < MIN (followup->n_parts, RG_CONTACT_FORM_MOST_PARTS); i++)
    rg_value_copy (&followup->parts[i].value, &rg_cells_add (cells, followup->parts[i].field->key)->value);
  if (followup->deal_id > 0)
    rg_cells_add_integer (cells, "deal_id", followup->deal_id);
  return rg_cells_add_text (cells, "kind", followup->kind, error) &&
         rg_cells_add_text (cells, "text", followup->text, error) &&
         rg_cells_add_text (cells, "outcome", followup->outcome, error) &&
         rg_cells_add_text (cells, "staff", followup->staff, error) &&
         rg_cells_add_text (cells, "next_date", followup->next_date, error);
}

static gboolean
fill_sale (RgCells *cells, const RgFollowup *followup, GError **error)
{
  RgCell *amount = rg_cells_add (cells, "amount_fen");

  if (followup->has_amount)
    rg_value_set_integer (&amount->value, followup->amount_fen);
  return rg_cells_add_text (cells, "item", followup->text, error);
}

/* --- what it does to the customer ------------------------------------------- */

static gboolean
set_customer (RgOp *op, gint64 customer_id, const char *key, const char *text, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (find_entity (op, "customer"));

  return rg_cells_add_text (&cells, key, text != NULL ? text : "", error) &&
         rg_op_update (op, cells.entity, customer_id, cells.cells, cells.n, error);
}

/* One text of one row; %NULL without @error when there is none. */
static gboolean
ask_text (RgOp *op, const char *sql, gint64 number, const char *text, char **answer, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)), sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, number);
  rg_statement_bind_text (statement, 1, text);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *answer = g_strdup (rg_statement_get_text (statement, 0));
  return step != RG_STEP_ERROR;
}

/* The latest day of contact among the customer's entries, up to @today. */
static gboolean
latest_entry_day (RgOp *op, gint64 customer_id, const char *today, char **day, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (GString) sql = g_string_new (
      "SELECT max (day) FROM (SELECT date (e.at / 1000, 'unixepoch', 'localtime') AS day FROM event e"
      " WHERE e.customer_id = ?1 AND e.kind IN (");

  rg_default_data_append_contact_kinds (sql);
  g_string_append_c (sql, ')');
  rg_read_hide_open (read, "event", "e", sql);
  g_string_append (sql, " UNION ALL SELECT s.date FROM sale s WHERE s.customer_id = ?1");
  rg_read_hide_open (read, "sale", "s", sql);
  g_string_append (sql, ") WHERE day <= ?2");
  return ask_text (op, sql->str, customer_id, today, day, error);
}

/* The last contact that was written without an entry: by hand, or with the
 * customer. The journal knows it; when its images are gone, so is this. */
static gboolean
day_of_no_entry (RgOp *op, gint64 customer_id, char **day, GError **error)
{
  static const char sql[] =
      "SELECT json_extract (j.before, '$.last_contact'), json_extract (j.after, '$.last_contact'),"
      "  j.kind = 'update' AND EXISTS (SELECT 1 FROM journal e"
      "   WHERE e.op = j.op AND e.tbl IN ('event', 'sale'))"
      " FROM journal j JOIN operation o ON o.id = j.op"
      " WHERE j.tbl = 'customer' AND j.row_id = ?1 AND o.state <> 'undone'"
      "  AND json_type (j.after, '$.last_contact') IS NOT NULL ORDER BY j.id DESC";
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)), sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, customer_id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gboolean by_entry = rg_statement_get_integer (statement, 2) != 0;

      g_free (*day);
      *day = g_strdup (rg_statement_get_text (statement, by_entry ? 0 : 1));
      if (!by_entry)
        return TRUE;
    }
  return step == RG_STEP_DONE;
}

/* After @before became @after; either may be %NULL. */
static gboolean
follow_contact (RgOp *op, const Entry *before, const Entry *after, GError **error)
{
  gint64 customer_id = after != NULL ? after->customer_id : before->customer_id;
  g_autofree char *today = rg_date_instant_to_iso (rg_clock_now ());
  const char *old_day = before != NULL && before->counts ? before->day : NULL;
  const char *new_day = after != NULL && after->counts && strcmp (after->day, today) <= 0 ? after->day : NULL;
  g_autoptr (RgRow) customer = read_row (op, find_entity (op, "customer"), customer_id, error);
  g_autofree char *latest = NULL;
  g_autofree char *other = NULL;
  const char *known;

  if (customer == NULL)
    return FALSE;
  known = rg_row_get_text (customer, "last_contact");
  if (new_day != NULL && g_strcmp0 (new_day, known) > 0)
    return set_customer (op, customer_id, "last_contact", new_day, error);
  if (old_day == NULL || g_strcmp0 (old_day, known) != 0 || g_strcmp0 (old_day, new_day) == 0)
    return TRUE;
  if (!latest_entry_day (op, customer_id, today, &latest, error) ||
      !day_of_no_entry (op, customer_id, &other, error))
    return FALSE;
  return set_customer (op, customer_id, "last_contact", g_strcmp0 (other, latest) > 0 ? other : latest,
                       error);
}

/* A step and what it is; without a day there is none. */
static gboolean
set_step (RgOp *op, gint64 customer_id, const char *day, const char *what, GError **error)
{
  if (day == NULL || *day == '\0')
    what = "";
  return set_customer (op, customer_id, "next_date", day, error) &&
         (what == NULL || set_customer (op, customer_id, "next_what", what, error));
}

/* Whether a later event of the customer has a next step. */
static gboolean
has_later_step (RgOp *op, const Entry *entry, gboolean *has, GError **error)
{
  g_autofree char *answer = NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (entry->row));

  if (!ask_text (op,
                 "SELECT 1 FROM event me JOIN event e ON e.customer_id = me.customer_id"
                 " WHERE me.customer_id = ?1 AND me.id = CAST (?2 AS INTEGER) AND e.next_date IS NOT NULL"
                 "  AND (e.at, e.id) > (me.at, me.id) LIMIT 1",
                 entry->customer_id, id, &answer, error))
    return FALSE;
  *has = answer != NULL;
  return TRUE;
}

static gboolean
follow_step (RgOp *op, const Entry *before, const Entry *after, GError **error)
{
  const char *old_step = rg_row_get_text (before->row, "next_date");
  const char *new_step = rg_row_get_text (after->row, "next_date");
  g_autoptr (RgRow) customer = NULL;
  gboolean later = TRUE;

  if (g_strcmp0 (old_step, new_step) == 0)
    return TRUE;
  customer = read_row (op, find_entity (op, "customer"), after->customer_id, error);
  if (customer == NULL)
    return FALSE;
  if (g_strcmp0 (rg_row_get_text (customer, "next_date"), old_step) != 0)
    {
      if (new_step == NULL)
        return TRUE;
      if (!has_later_step (op, after, &later, error))
        return FALSE;
      if (later)
        return TRUE;
    }
  return set_step (op, after->customer_id, new_step, NULL, error);
}

static gboolean
drop_step (RgOp *op, const Entry *gone, GError **error)
{
  const char *step = rg_row_get_text (gone->row, "next_date");
  g_autoptr (RgRow) customer = NULL;
  g_autofree char *left = NULL;

  if (step == NULL)
    return TRUE;
  customer = read_row (op, find_entity (op, "customer"), gone->customer_id, error);
  if (customer == NULL)
    return FALSE;
  if (g_strcmp0 (rg_row_get_text (customer, "next_date"), step) != 0)
    return TRUE;
  return ask_text (op,
                   "SELECT next_date FROM event WHERE customer_id = ?1 AND next_date > ?2"
                   " ORDER BY at DESC, id DESC LIMIT 1",
                   gone->customer_id, gone->day, &left, error) &&
         set_step (op, gone->customer_id, left, "", error);
}

/* --- the three -------------------------------------------------------------- */

/**
 * rg_followup_add:
 * @op: the operation of a write
 * @customer_id: with whom
 * @followup: what happened
 * @error: return location for an error
 *
 * Adds the event or sale. A contact moves the customer's last contact forward
 * to its day, unless that day is still to come; a next date becomes the
 * customer's. A sale is of the local day of its time and keeps neither outcome
 * nor staff.
 *
 * Returns: the id of the new row; 0 and @error when a value is not right or
 *   there is no such customer
 */
gint64
rg_followup_add (RgOp *op, gint64 customer_id, const RgFollowup *followup, GError **error)
{
  gboolean is_sale = g_strcmp0 (followup->kind, "sale") == 0;
  const char *key = is_sale ? "sale" : "event";
  const RgEntity *entity = find_entity (op, key);
  g_autoptr (RgRow) customer = read_row (op, find_entity (op, "customer"), customer_id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (entity);
  g_auto (Entry) entry = { .row = NULL };
  g_autofree char *day = NULL;
  gint64 id;

  if (customer == NULL)
    return 0;
  rg_cells_add_integer (&cells, "customer_id", customer_id);
  if (is_sale)
    {
      day = rg_date_instant_to_iso (time_or_now (followup->at));
      if (!rg_cells_add_text (&cells, "date", day, error) || !fill_sale (&cells, followup, error))
        return 0;
    }
  else
    {
      rg_cells_add_integer (&cells, "at", time_or_now (followup->at));
      if (!fill_event (&cells, followup, error))
        return 0;
    }
  id = rg_op_insert (op, entity, cells.cells, cells.n, error);
  if (id == 0 || !read_entry (op, key, id, &entry, error) || !follow_contact (op, NULL, &entry, error))
    return 0;
  if (followup->next_date != NULL &&
      !set_step (op, customer_id, followup->next_date, followup->next_what != NULL ? followup->next_what : "",
                 error))
    return 0;
  return id;
}

/**
 * rg_followup_change:
 * @op: the operation of a write
 * @entity: "event" or "sale"
 * @id: the entry's row
 * @followup: what it is to be; a text that is %NULL and a time of 0 stay as they
 *   are, "" takes a text away
 * @error: return location for an error
 *
 * Changes an entry; an event stays an event. The customer's last contact and
 * next step follow where they came from this entry; a sale has no next step of
 * its own, so one given with it is the customer's at once.
 *
 * Returns: %FALSE and @error when a value is not right or there is no such entry
 */
gboolean
rg_followup_change (RgOp *op, const char *entity, gint64 id, const RgFollowup *followup, GError **error)
{
  gboolean is_sale = g_str_equal (entity, "sale");
  const RgEntity *own = find_entity (op, entity);
  g_auto (RgCells) cells = RG_CELLS_INIT (own);
  g_auto (Entry) before = { .row = NULL };
  g_auto (Entry) after = { .row = NULL };
  g_autofree char *day = NULL;

  if (!read_entry (op, entity, id, &before, error))
    return FALSE;
  if (is_sale && followup->at != 0)
    day = rg_date_instant_to_iso (followup->at);
  else if (followup->at != 0)
    rg_cells_add_integer (&cells, "at", followup->at);
  if (!(is_sale ? rg_cells_add_text (&cells, "date", day, error) && fill_sale (&cells, followup, error)
                : fill_event (&cells, followup, error)) ||
      !rg_op_update (op, own, id, cells.cells, cells.n, error) ||
      !read_entry (op, entity, id, &after, error) || !follow_contact (op, &before, &after, error))
    return FALSE;
  if (is_sale)
    return followup->next_date == NULL ||
           set_step (op, after.customer_id, followup->next_date, followup->next_what, error);
  return follow_step (op, &before, &after, error);
}

/* The files that were put to an event stay with the customer, and a task that
 * came to it stays done. */
static gboolean
loosen (RgOp *op, const char *key, gint64 event_id, GError **error)
{
  const RgEntity *entity = find_entity (op, key);
  RgCell cell = { .field = rg_entity_find_field (entity, "event_id"), .value = RG_VALUE_INIT };
  g_autoptr (GPtrArray) rows =
      rg_rows_read_of (rg_write_as_read (rg_op_get_write (op)), entity, "event_id", event_id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!rg_op_update (op, entity, rg_row_get_id (g_ptr_array_index (rows, i)), &cell, 1, error))
      return FALSE;
  return TRUE;
}

/**
 * rg_followup_delete:
 * @op: the operation of a write
 * @entity: "event" or "sale"
 * @id: the entry's row
 * @error: return location for an error
 *
 * Deletes an entry. The customer's last contact and next step go back to what
 * the other entries say where they came from this one.
 *
 * Returns: %FALSE and @error when there is no such entry
 */
gboolean
rg_followup_delete (RgOp *op, const char *entity, gint64 id, GError **error)
{
  gboolean is_event = g_str_equal (entity, "event");
  g_auto (Entry) gone = { .row = NULL };

  return read_entry (op, entity, id, &gone, error) &&
         (!is_event || (loosen (op, "attachment", id, error) && loosen (op, "task", id, error))) &&
         rg_op_delete (op, find_entity (op, entity), id, error) && follow_contact (op, &gone, NULL, error) &&
         (!is_event || drop_step (op, &gone, error));
}
