/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-profile-private.h"

#include "shop/rg-contact-forms.h"
#include "shop/rg-deal.h"
#include "shop/rg-doubles.h"
#include "shop/rg-follow.h"
#include "shop/rg-stages.h"
#include "shop/rg-standing.h"
#include "shop/rg-task.h"

G_DEFINE_BOXED_TYPE (RgProfile, rg_profile, rg_profile_ref, rg_profile_unref)

static void
tag_free (RgProfileTag *tag)
{
  g_free (tag->name);
  g_free (tag->color);
  g_free (tag->reason);
  g_free (tag->cause);
  g_free (tag);
}

static void
relation_free (RgRelation *relation)
{
  rg_row_unref (relation->row);
  g_free (relation->name);
  g_free (relation->birthday);
  g_free (relation->phone);
  g_free (relation);
}

/* --- reading --------------------------------------------------------------- */

/* Rows of @table that belong to the customer, by id. */
static gboolean
read_rows (RgRead *read, const char *table, gint64 customer_id, GPtrArray **rows, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), table);

  *rows = rg_rows_read_of (read, entity, "customer_id", customer_id, error);
  return *rows != NULL;
}

static void
turn_around (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer first = rows->pdata[i];

      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = first;
    }
}

/* Why a rule gave it, as things are now; what cannot be said is left out, and so is
 * what a rule that is off would say now. */
static void
add_reason (RgProfile *self, RgRead *read, RgProfileTag *tag, const char *stored)
{
  g_autoptr (RgCondition) condition = NULL;

  if (stored == NULL || !tag->by_rule || tag->rule_off)
    return;
  condition = rg_condition_parse (stored, NULL);
  if (condition != NULL && rg_condition_check (condition, read, "customer", NULL))
    tag->reason = rg_condition_explain (condition, read, rg_profile_get_id (self));
}

static void
add_reasons (RgProfile *self, RgRead *read, GPtrArray *conditions)
{
  for (guint i = 0; i < self->tags->len; i++)
    add_reason (self, read, g_ptr_array_index (self->tags, i), g_ptr_array_index (conditions, i));
}

static gboolean
read_tags (RgProfile *self, RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sql = g_string_new ("SELECT t.id, t.name, t.color, a.cause, t.condition, t.rule_on"
                                          " FROM customer_tag a"
                                          " JOIN tag t ON t.id = a.tag_id WHERE a.customer_id = ?1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "customer_tag", "a", sql);
  g_string_append (sql, " ORDER BY a.id");
  self->tags = g_ptr_array_new_with_free_func ((GDestroyNotify) tag_free);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, rg_profile_get_id (self));
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgProfileTag *tag = g_new0 (RgProfileTag, 1);

      tag->tag_id = rg_statement_get_integer (statement, 0);
      tag->name = g_strdup (rg_statement_get_text (statement, 1));
      tag->color = g_strdup (rg_statement_get_text (statement, 2));
      tag->cause = g_strdup (rg_statement_get_text (statement, 3));
      tag->by_rule = tag->cause != NULL && g_str_has_prefix (tag->cause, RG_RULE_CAUSE);
      tag->rule_off = tag->by_rule && (rg_statement_get_integer (statement, 5) == 0 ||
                                       rg_statement_get_text (statement, 4) == NULL);
      g_ptr_array_add (self->tags, tag);
      g_ptr_array_add (conditions, g_strdup (rg_statement_get_text (statement, 4)));
    }
  if (step == RG_STEP_DONE)
    add_reasons (self, read, conditions);
  return step == RG_STEP_DONE;
}

/* What the other one's own row says counts before what stands in the relation. */
static gboolean
add_relation (RgProfile *self, RgRead *read, RgRow *row, gboolean reverse, GError **error)
{
  const RgField *end = rg_entity_find_field (rg_row_get_entity (row), reverse ? "customer_id" : "other_id");
  gint64 other_id = rg_value_get_integer (rg_row_get (row, end));
  g_autoptr (RgRow) other = NULL;
  g_autoptr (GError) problem = NULL;
  RgRelation *relation;

  if (other_id > 0)
    other = rg_row_read (read, rg_row_get_entity (self->customer), other_id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  relation = g_new0 (RgRelation, 1);
  relation->row = rg_row_ref (row);
  relation->reverse = reverse;
  relation->other_id = other_id;
  if (other != NULL)
    {
      relation->name = g_strdup (rg_row_get_text (other, "name"));
      relation->birthday = g_strdup (rg_row_get_text (other, "birthday"));
      relation->phone = g_strdup (rg_row_get_text (other, "phone"));
    }
  if (relation->name == NULL && !reverse)
    relation->name = g_strdup (rg_row_get_text (row, "name"));
  if (relation->birthday == NULL && !reverse)
    relation->birthday = g_strdup (rg_row_get_text (row, "birthday"));
  g_ptr_array_add (self->relations, relation);
  return TRUE;
}

static gboolean
read_relations (RgProfile *self, RgRead *read, GError **error)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, "relation");
  static const char *const ends[] = { "customer_id", "other_id" };

  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  for (guint end = 0; end < G_N_ELEMENTS (ends); end++)
    {
      g_autoptr (GPtrArray) rows = rg_rows_read_of (read, entity, ends[end], rg_profile_get_id (self), error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!add_relation (self, read, g_ptr_array_index (rows, i), end == 1, error))
          return FALSE;
    }
  return TRUE;
}

/* How many rows of @table the customer has, and @sum of them. */
static gboolean
count_rows (RgProfile *self,
            RgRead *read,
            const char *table,
            const char *sum,
            guint *n,
            gint64 *total,
            GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (sql, "SELECT count (*), ifnull (sum (%s), 0) FROM %s t WHERE customer_id = ?1", sum,
                   table);
  rg_read_hide_open (read, table, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, rg_profile_get_id (self));
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = (guint) rg_statement_get_integer (statement, 0);
  *total = rg_statement_get_integer (statement, 1);
  return TRUE;
}

static gboolean
read_timeline (RgProfile *self, RgRead *read, guint limit, GError **error)
{
  gint64 customer_id = rg_profile_get_id (self);

  self->timeline = rg_timeline_read (read, customer_id, limit, error);
  return self->timeline != NULL && rg_timeline_count (read, customer_id, &self->n_timeline, error) &&
         count_rows (self, read, "sale", "amount_fen", &self->n_sales, &self->sales_fen, error);
}

static gboolean
read_score (RgProfile *self, RgRead *read, GError **error)
{
  g_autoptr (RgStander) stander = rg_stander_new (read, error);

  if (stander == NULL || !rg_stander_score (stander, rg_profile_get_id (self), &self->score, error))
    return FALSE;
  self->score_parts = rg_classes_explain (&self->score, rg_stander_get_defaults (stander));
  return TRUE;
}

static gboolean
read_plans (RgProfile *self, RgRead *read, GError **error)
{
  self->tasks = rg_task_list_of (read, rg_profile_get_id (self), error);
  if (self->tasks == NULL)
    return FALSE;
  self->forms = rg_contact_forms_list (read, error);
  return self->forms != NULL;
}

static gboolean
read_deals (RgProfile *self, RgRead *read, GError **error)
{
  self->deals = rg_deal_list_of (read, rg_profile_get_id (self), error);
  self->stages = self->deals != NULL ? rg_stages_list (read, TRUE, error) : NULL;
  return self->stages != NULL;
}

static gboolean
find_double (RgProfile *self, RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) pairs = rg_doubles_of (read, rg_profile_get_id (self), error);

  self->has_double = pairs != NULL && pairs->len > 0;
  return pairs != NULL;
}

/**
 * rg_profile_read:
 * @read: a read transaction
 * @customer_id: whose
 * @timeline: how many entries of the timeline at most; 0 for all
 * @error: %RG_STORE_ERROR
 *
 * Reads all that belongs to a customer as one transaction sees it. Contacts,
 * identities and relations come by id, those the customer points to before
 * those that point to it; tags in the order in which they were given.
 *
 * Returns: (transfer full) (nullable): the profile; %NULL without @error set
 *   when there is no such customer
 */
RgProfile *
rg_profile_read (RgRead *read, gint64 customer_id, guint timeline, GError **error)
{
  RgCatalog *catalog = rg_read_get_catalog (read);
  RgRow *customer = rg_row_read (read, rg_catalog_find (catalog, "customer"), customer_id, error);
  g_autoptr (RgProfile) self = NULL;

  if (customer == NULL)
    return NULL;
  self = g_new0 (RgProfile, 1);
  g_atomic_ref_count_init (&self->references);
  self->catalog = rg_catalog_ref (catalog);
  self->customer = customer;
  if (!read_rows (read, "contact", customer_id, &self->contacts, error) ||
      !read_rows (read, "identity", customer_id, &self->identities, error) ||
      !read_rows (read, "attachment", customer_id, &self->attachments, error) ||
      !read_tags (self, read, error) || !read_relations (self, read, error) ||
      !read_timeline (self, read, timeline, error) || !read_plans (self, read, error) ||
      !read_deals (self, read, error) || !read_score (self, read, error) || !find_double (self, read, error))
    return NULL;
  turn_around (self->attachments);
  return g_steal_pointer (&self);
}

/**
 * rg_profile_ref:
 * @self: a profile
 *
 * Returns: (transfer full): @self, with one reference more
 */
RgProfile *
rg_profile_ref (RgProfile *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * rg_profile_unref:
 * @self: (transfer full): a profile
 *
 * Gives a reference back. From any thread.
 */
void
rg_profile_unref (RgProfile *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->customer, rg_row_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->timeline, g_ptr_array_unref);
  g_strfreev (self->score_parts);
  rg_catalog_unref (self->catalog);
  g_free (self);
}
