/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"
#include "store/rg-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A condition as SQL. A part says a positive thing, which may come out null for
 * want of a value and then counts as no, as behind WHERE; what is denied is
 * denied by IS NOT TRUE, which makes yes of null. So an index can be used for
 * what is said positively, and nothing is lost in three-valued logic.
 *
 * Tags and how customers stand are lists of ids, which may lead the way for the
 * whole statement; the timeline is asked customer by customer, along the indexes
 * that begin with the customer. */

void
rg_condition_append_text (GString *sql, const char *text)
{
  g_string_append_c (sql, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append_c (sql, '\'');
      g_string_append_c (sql, *p);
    }
  g_string_append_c (sql, '\'');
}

void
rg_condition_append_value (GString *sql, const RgValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->kind)
    {
    case RG_VALUE_INTEGER:
      g_string_append_printf (sql, "%" G_GINT64_FORMAT, value->integer);
      break;
    case RG_VALUE_REAL:
      g_string_append (sql, g_ascii_dtostr (buffer, sizeof buffer, value->real));
      break;
    case RG_VALUE_TEXT:
      rg_condition_append_text (sql, value->text);
      break;
    case RG_VALUE_NULL:
      g_string_append (sql, "NULL");
      break;
    }
}

void
rg_condition_append_like (GString *sql, const char *text, gboolean anywhere)
{
  g_autofree char *pattern = rg_sql_like (text, anywhere);

  g_string_append (sql, " LIKE ");
  rg_condition_append_text (sql, pattern);
  g_string_append (sql, " ESCAPE '\\'");
}

static void
append_day (GString *sql, const GDate *day)
{
  g_autofree char *text = rg_date_to_iso (day);

  g_string_append_printf (sql, "'%s'", text);
}

/* --- fields --------------------------------------------------------------------- */

/* A day is a text of a date, and a span of an instant. */
static void
days_sql (const RgConditionField *test, const char *column, GString *sql)
{
  const char *op = test->op;
  GDate after = test->to;

  if (test->field->type == &rg_type_instant)
    {
      gint64 start = rg_date_start (&test->from);
      gint64 end;

      g_date_add_days (&after, 1);
      end = rg_date_start (&after);
      if (op[0] == '<')
        g_string_append_printf (sql, "%s < %" G_GINT64_FORMAT, column, op[1] == '=' ? end : start);
      else if (op[0] == '>')
        g_string_append_printf (sql, "%s >= %" G_GINT64_FORMAT, column, op[1] == '=' ? start : end);
      else
        g_string_append_printf (sql, "%s >= %" G_GINT64_FORMAT " AND %s < %" G_GINT64_FORMAT, column, start,
                                column, end);
      return;
    }
  if (g_str_equal (op, "between"))
    {
      g_string_append_printf (sql, "%s >= ", column);
      append_day (sql, &test->from);
      g_string_append_printf (sql, " AND %s <= ", column);
      append_day (sql, &test->to);
      return;
    }
  g_string_append_printf (sql, "%s %s ", column, test->positive);
  append_day (sql, &test->from);
}

static void
birthday_sql (const RgConditionJob *job, const RgConditionField *test, const char *column, GString *sql)
{
  GDate from, to;

  if (g_str_equal (test->op, "month"))
    {
      rg_condition_month_sql (column, (int) test->number, test->lunar, sql);
      return;
    }
  if (g_str_equal (test->op, "within"))
    {
      rg_condition_within_days (test, &job->today, &from, &to);
      rg_condition_birthday_sql (column, &from, &to, sql);
      return;
    }
  from = job->today;
  to = job->today;
  g_date_subtract_years (&from, (guint) test->number_to + 1);
  g_date_subtract_years (&to, (guint) test->number);
  rg_condition_born_sql (column, &from, &to, sql);
}

static void
values_sql (const RgConditionField *test, const char *column, GString *sql)
{
  const RgValue *values = (const RgValue *) (gpointer) test->values->data;

  if (g_str_equal (test->positive, "one-of"))
    {
      g_string_append_printf (sql, "%s IN (", column);
      for (guint i = 0; i < test->values->len; i++)
        {
          if (i > 0)
            g_string_append (sql, ", ");
          rg_condition_append_value (sql, &values[i]);
        }
      g_string_append_c (sql, ')');
      return;
    }
  if (g_str_equal (test->positive, "between"))
    {
      g_string_append_printf (sql, "%s >= ", column);
      rg_condition_append_value (sql, &values[0]);
      g_string_append_printf (sql, " AND %s <= ", column);
      rg_condition_append_value (sql, &values[1]);
      return;
    }
  g_string_append_printf (sql, "%s %s ", column, g_str_equal (test->positive, "is") ? "=" : test->positive);
  rg_condition_append_value (sql, &values[0]);
  /* A city is in its province. */
  if (test->field->type == &rg_type_region)
    {
      g_autofree char *within = g_strconcat (values[0].text, " ", NULL);

      g_string_append_printf (sql, " OR %s", column);
      rg_condition_append_like (sql, within, FALSE);
    }
}

/* What @test says of @column, without its "not". */
static void
column_sql (const RgConditionJob *job, const RgConditionField *test, const char *column, GString *sql)
{
  const RgFieldType *type = test->field->type;

  if (g_str_equal (test->positive, "filled"))
    g_string_append_printf (sql, "%s IS NOT NULL", column);
  else if (g_str_equal (test->positive, "contains") || g_str_equal (test->positive, "starts"))
    {
      g_string_append (sql, column);
      rg_condition_append_like (sql, test->text, g_str_equal (test->positive, "contains"));
    }
  else if (g_str_equal (test->positive, "has"))
    {
      /* A damaged list must not stop the others. */
      g_string_append_printf (sql,
                              "EXISTS (SELECT 1 FROM json_each (CASE WHEN json_valid (%s) THEN %s END) j "
                              "WHERE j.value = ",
                              column, column);
      rg_condition_append_text (sql, test->text);
      g_string_append_c (sql, ')');
    }
  else if (type == &rg_type_date || type == &rg_type_instant)
    days_sql (test, column, sql);
  else if (type == &rg_type_lunar_date)
    birthday_sql (job, test, column, sql);
  else
    values_sql (test, column, sql);
}

/* The first number stands in the customer's row, further ones are identities. */
static void
phones_sql (const RgConditionJob *job, const RgConditionField *test, GString *sql)
{
  g_autoptr (GString) match = g_string_new (NULL);

  if (g_str_equal (test->positive, "filled"))
    g_string_append (match, " IS NOT NULL");
  else if (g_str_equal (test->positive, "is"))
    {
      g_string_append (match, " = ");
      rg_condition_append_text (match, test->text);
    }
  else
    rg_condition_append_like (match, test->text, g_str_equal (test->positive, "contains"));
  g_string_append_printf (sql,
                          "t.phone%s OR EXISTS (SELECT 1 FROM main.identity i WHERE i.customer_id = t.id AND "
                          "i.kind = 'phone' AND i.value%s",
                          match->str, match->str);
  rg_read_hide_open (job->read, "identity", "i", sql);
  g_string_append_c (sql, ')');
}

static void
virtual_sql (const RgConditionJob *job, const RgConditionField *test, GString *sql)
{
  if (g_str_equal (test->field->key, "phones"))
    {
      phones_sql (job, test, sql);
      return;
    }
  g_string_append (sql, "EXISTS (SELECT 1 FROM main.customer_tag c");
  if (test->text != NULL)
    g_string_append (sql, " JOIN main.tag g ON g.id = c.tag_id");
  g_string_append (sql, " WHERE c.customer_id = t.id");
  if (test->text != NULL)
    {
      g_string_append (sql, " AND g.name = ");
      rg_condition_append_text (sql, test->text);
    }
  rg_read_hide_open (job->read, "customer_tag", "c", sql);
  g_string_append_c (sql, ')');
}

void
rg_condition_field_sql (const RgConditionJob *job, const RgConditionField *test, GString *sql)
{
  gboolean standing = (test->field->flags & RG_FIELD_STANDING) != 0;
  g_autofree char *column = g_strdup_printf ("%s.\"%s\"", standing ? "s" : "t", test->field->key);

  g_string_append (sql, test->negative ? "((" : "(");
  if (standing)
    {
      g_string_append (sql, job->few
                                ? "EXISTS (SELECT 1 FROM main.standing s WHERE s.customer_id = t.id AND ("
                                : "t.id IN (SELECT s.customer_id FROM main.standing s WHERE (");
      column_sql (job, test, column, sql);
      g_string_append (sql, "))");
    }
  else if ((test->field->flags & RG_FIELD_VIRTUAL) != 0)
    virtual_sql (job, test, sql);
  else
    column_sql (job, test, column, sql);
  g_string_append (sql, test->negative ? ") IS NOT TRUE)" : ")");
}

/* --- the tree --------------------------------------------------------------------- */

/* What is about the one kind of rows is not asked of the other. */
static gboolean
check_word (const RgConditionJob *job, JsonObject *leaf, GError **error)
{
  static const char *const of_customers[] = { "tag", "timeline", "relation", "deal" };
  static const char *const of_deals[] = { "late", "passed", "customer" };

  for (guint i = 0; rg_condition_is_of_deals (job) && i < G_N_ELEMENTS (of_customers); i++)
    if (json_object_has_member (leaf, of_customers[i]))
      return rg_condition_refuse (
          error, RG_CONDITION_ERROR_UNKNOWN,
          /* Translators: %s and “customer” are words of the stored form. */
          _ ("“%s” of a filter is asked of customers. For a deal it stands inside of “customer”."),
          of_customers[i]);
  for (guint i = 0; !rg_condition_is_of_deals (job) && i < G_N_ELEMENTS (of_deals); i++)
    if (json_object_has_member (leaf, of_deals[i]))
      return rg_condition_refuse (
          error, RG_CONDITION_ERROR_UNKNOWN,
          /* Translators: %s and “deal” are words of the stored form. */
          _ ("“%s” of a filter is asked of deals. For a customer it stands inside of “deal”."), of_deals[i]);
  return TRUE;
}

static gboolean
moved_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  g_auto (RgConditionSteps) steps = { 0 };
  RgConditionMoved moved;

  if (rg_condition_is_of_deals (job))
    {
      if (!rg_condition_steps_read (job, leaf, &steps, error))
        return FALSE;
      rg_condition_steps_sql (job, &steps, sql);
      return TRUE;
    }
  if (!rg_condition_moved_read (job, leaf, &moved, error))
    return FALSE;
  rg_condition_moved_sql (job, &moved, sql);
  return TRUE;
}

static gboolean
late_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  gboolean yes;

  if (!rg_condition_flag_read (leaf, "late", &yes, error))
    return FALSE;
  rg_condition_late_sql (job, yes, sql);
  return TRUE;
}

static gboolean
passed_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  RgConditionPassed passed;

  if (!rg_condition_passed_read (job, leaf, &passed, error))
    return FALSE;
  rg_condition_passed_sql (job, &passed, sql);
  return TRUE;
}

static gboolean
field_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  g_auto (RgConditionField) field = { 0 };

  if (!rg_condition_field_read (job, leaf, &field, error))
    return FALSE;
  rg_condition_field_sql (job, &field, sql);
  return TRUE;
}

static gboolean
tag_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  g_auto (RgConditionTag) tag = { 0 };

  if (!rg_condition_tag_read (job, leaf, &tag, error))
    return FALSE;
  rg_condition_tag_sql (job, &tag, sql);
  return TRUE;
}

static gboolean
timeline_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  RgConditionTimeline timeline;

  if (!rg_condition_timeline_read (job, leaf, &timeline, error))
    return FALSE;
  rg_condition_timeline_sql (job, &timeline, sql);
  return TRUE;
}

static gboolean
relation_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  RgConditionRelation relation;

  if (!rg_condition_relation_read (job, leaf, &relation, error))
    return FALSE;
  rg_condition_relation_sql (job, &relation, sql);
  return TRUE;
}

static gboolean
task_sql (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error)
{
  RgConditionTask task;

  if (!rg_condition_task_read (job, leaf, &task, error))
    return FALSE;
  rg_condition_task_sql (job, &task, sql);
  return TRUE;
}

static const struct
{
  const char *word;
  gboolean (*append) (const RgConditionJob *job, JsonObject *leaf, GString *sql, GError **error);
} leaves[] = {
  { "field", field_sql }, { "tag", tag_sql },   { "timeline", timeline_sql }, { "relation", relation_sql },
  { "moved", moved_sql }, { "task", task_sql }, { "late", late_sql },         { "passed", passed_sql },
};

static gboolean
leaf_sql (const RgConditionJob *job, const RgCondition *part, GString *sql, GError **error)
{
  if (!check_word (job, part->leaf, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    if (json_object_has_member (part->leaf, leaves[i].word))
      return leaves[i].append (job, part->leaf, sql, error);
  if (rg_condition_find_bridge (part->leaf) != NULL)
    return rg_condition_bridge_sql (job, part, sql, error);
  return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                              _ ("A part of this filter says nothing that this version knows."));
}

gboolean
rg_condition_part_sql (const RgConditionJob *job, const RgCondition *part, GString *sql, GError **error)
{
  if (part->kind == RG_CONDITION_LEAF)
    return leaf_sql (job, part, sql, error);
  if (part->children->len == 0)
    {
      g_string_append (sql, part->kind == RG_CONDITION_ANY ? "0" : "1");
      return TRUE;
    }
  g_string_append (sql, part->kind == RG_CONDITION_NONE ? "((" : "(");
  for (guint i = 0; i < part->children->len; i++)
    {
      if (i > 0)
        g_string_append (sql, part->kind == RG_CONDITION_ALL ? " AND " : " OR ");
      if (!rg_condition_part_sql (job, g_ptr_array_index (part->children, i), sql, error))
        return FALSE;
    }
  g_string_append (sql, part->kind == RG_CONDITION_NONE ? ") IS NOT TRUE)" : ")");
  return TRUE;
}

void
rg_condition_job_init (RgConditionJob *job, RgRead *read, const char *entity)
{
  job->read = read;
  job->now = rg_clock_now ();
  job->few = FALSE;
  job->db = rg_read_get_database (read);
  job->entity = rg_catalog_find (rg_read_get_catalog (read), entity);
  rg_date_of_instant (job->now, &job->today);
}

gboolean
rg_condition_is_of_deals (const RgConditionJob *job)
{
  return g_str_equal (rg_entity_get_key (job->entity), "deal");
}

static gboolean
append_sql (const RgCondition *self,
            RgRead *read,
            const char *entity,
            gboolean few,
            GString *sql,
            GError **error)
{
  gsize length = sql->len;
  RgConditionJob job;

  if (self->depth > RG_CONDITION_MAX_DEPTH || self->n_leaves > RG_CONDITION_MAX_LEAVES)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_TOO_LARGE,
                                _ ("This filter is too large: at most %d parts, nested %d deep."),
                                RG_CONDITION_MAX_LEAVES, RG_CONDITION_MAX_DEPTH);
  rg_condition_job_init (&job, read, entity);
  if (job.entity == NULL)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                                _ ("Only customers and deals can be filtered."));
  job.few = few;
  if (rg_condition_part_sql (&job, self, sql, error))
    return TRUE;
  g_string_truncate (sql, length);
  return FALSE;
}

/**
 * rg_condition_append_sql:
 * @self: a condition
 * @read: the transaction in which it will be evaluated; of a write, see
 *   [func@write_as_read]
 * @entity: whose rows: "customer" or "deal"
 * @sql: what is appended to
 * @error: %RG_CONDITION_ERROR or %RG_STORE_ERROR
 *
 * Appends an expression over the row with the alias t, in brackets where
 * needed. Null counts as no, as behind WHERE. It has no parameters: every value
 * is a literal.
 *
 * Returns: %FALSE and @error when it cannot be evaluated in this shop; @sql is
 *   then as it was
 */
gboolean
rg_condition_append_sql (const RgCondition *self,
                         RgRead *read,
                         const char *entity,
                         GString *sql,
                         GError **error)
{
  return append_sql (self, read, entity, FALSE, sql, error);
}

/**
 * rg_condition_append_sql_of_few:
 * @self: a condition
 * @read: the transaction in which it will be evaluated
 * @entity: whose rows: "customer" or "deal"
 * @sql: what is appended to
 * @error: %RG_CONDITION_ERROR or %RG_STORE_ERROR
 *
 * The same expression for a statement that asks only a few rows, by their ids: it
 * looks at what belongs to each instead of gathering everything of its kind first.
 *
 * Returns: %FALSE and @error when it cannot be evaluated in this shop; @sql is
 *   then as it was
 */
gboolean
rg_condition_append_sql_of_few (const RgCondition *self,
                                RgRead *read,
                                const char *entity,
                                GString *sql,
                                GError **error)
{
  return append_sql (self, read, entity, TRUE, sql, error);
}

/**
 * rg_condition_check:
 * @self: a condition
 * @read: a transaction
 * @entity: over whose rows: "customer" or "deal"
 * @error: %RG_CONDITION_ERROR or %RG_STORE_ERROR; it names the part in the owner's
 *   language
 *
 * Returns: whether it can be evaluated in this shop
 */
gboolean
rg_condition_check (const RgCondition *self, RgRead *read, const char *entity, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  return rg_condition_append_sql (self, read, entity, sql, error);
}
