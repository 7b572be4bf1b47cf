/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tags by rule: whom each fits, who has it, and what follows from that. */

typedef struct
{
  gint64 tag;
  gboolean daily;
  gboolean minds_tags;
  gboolean minds_stages;
  char *sql; /* over the customer "t" */
} Rule;

struct _RgRules
{
  GArray *rules;
};

static void
rule_clear (gpointer data)
{
  Rule *rule = data;

  g_free (rule->sql);
}

void
rg_rules_free (RgRules *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rules);
  g_free (self);
}

gboolean
rg_follow_is_chasing (const char *list, gint64 tag)
{
  g_auto (GStrv) words = list != NULL ? g_strsplit (list, " ", -1) : NULL;
  g_autofree char *word = g_strdup_printf ("%" G_GINT64_FORMAT, tag);

  return words != NULL && g_strv_contains ((const char *const *) words, word);
}

static gboolean
minds_tags (const RgCondition *condition)
{
  JsonObject *leaf = rg_condition_get_leaf (condition);
  RgCondition *inner = rg_condition_get_inner (condition);
  gboolean minds = FALSE;

  if (inner != NULL)
    return minds_tags (inner);
  if (leaf != NULL)
    return json_object_has_member (leaf, "tag") ||
           g_strcmp0 (json_object_get_string_member_with_default (leaf, "field", NULL), "tags") == 0;
  for (guint i = 0; !minds && i < rg_condition_get_n_children (condition); i++)
    minds = minds_tags (rg_condition_get_child (condition, i));
  return minds;
}

/* The condition's expression, tried out; NULL and @error when it is none here. */
static char *
make_sql (const RgCondition *condition, RgRead *read, gboolean few, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("(");
  g_autoptr (GString) whole = NULL;
  g_autoptr (RgStatement) statement = NULL;

  if (!(few ? rg_condition_append_sql_of_few : rg_condition_append_sql) (condition, read, "customer", sql,
                                                                         error))
    return NULL;
  g_string_append_c (sql, ')');
  whole = g_string_new ("SELECT 1 FROM main.customer t WHERE ");
  g_string_append (whole, sql->str);
  statement = rg_database_prepare (rg_read_get_database (read), whole->str, error);
  return statement != NULL ? g_string_free_and_steal (g_steal_pointer (&sql)) : NULL;
}

/* Whose rule is on, with its condition; what an open operation made is not there. */
static RgStatement *
prepare_tags (RgRead *read, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id, t.condition FROM tag t WHERE t.rule_on = 1 "
                                          "AND t.retired = 0 AND t.condition IS NOT NULL");

  rg_read_hide_open (read, "tag", "t", sql);
  g_string_append (sql, " ORDER BY t.id");
  return rg_database_prepare (rg_read_get_database (read), sql->str, error);
}

/* Calls @take for each; @error is why a rule can do nothing. */
typedef void (
    *TakeRule) (gpointer data, gint64 tag, const RgCondition *condition, char *sql, const GError *error);

static gboolean
each_rule (RgRead *read, TakeRule take, gpointer data, GError **error)
{
  g_autoptr (RgStatement) statement = prepare_tags (read, error);
  g_autofree char *chasing = rg_meta_get (read, RG_FOLLOW_CHASING);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 tag = rg_statement_get_integer (statement, 0);
      g_autoptr (GError) problem = NULL;
      g_autoptr (RgCondition) condition = rg_condition_parse (rg_statement_get_text (statement, 1), &problem);
      char *sql = NULL;

      if (rg_follow_is_chasing (chasing, tag))
        {
          g_clear_error (&problem);
          problem =
              g_error_new_literal (RG_CONDITION_ERROR, RG_CONDITION_ERROR_VALUE,
                                   _ ("This rule and others give and take each other’s tags without end."));
        }
      else if (condition != NULL)
        {
          sql = make_sql (condition, read, TRUE, &problem);
        }
      take (data, tag, condition, sql, problem);
    }
  return step == RG_STEP_DONE;
}

static void
take_good (gpointer data, gint64 tag, const RgCondition *condition, char *sql, const GError *error)
{
  RgRules *self = data;
  Rule rule = { .tag = tag, .sql = sql };

  if (sql == NULL)
    return;
  rule.daily = rg_condition_depends_on_day (condition);
  rule.minds_tags = minds_tags (condition);
  rule.minds_stages = rg_condition_minds (condition, "customer", "stage");
  g_array_append_val (self->rules, rule);
}

RgRules *
rg_rules_load (RgRead *read, GError **error)
{
  g_autoptr (RgRules) self = g_new0 (RgRules, 1);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, rule_clear);
  return each_rule (read, take_good, self, error) ? g_steal_pointer (&self) : NULL;
}

void
rg_rules_add_daily (const RgRules *self, GArray *tags)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_array_index (self->rules, Rule, i).daily)
      g_array_append_val (tags, g_array_index (self->rules, Rule, i).tag);
}

gboolean
rg_rules_mind_tags (const RgRules *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_array_index (self->rules, Rule, i).minds_tags)
      return TRUE;
  return FALSE;
}

gboolean
rg_rules_mind_stages (const RgRules *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_array_index (self->rules, Rule, i).minds_stages)
      return TRUE;
  return FALSE;
}

/* --- problems --------------------------------------------------------------- */

static void
problem_free (gpointer data)
{
  RgFollowProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

static void
take_bad (gpointer data, gint64 tag, const RgCondition *condition, char *sql, const GError *error)
{
  RgFollowProblem *problem;

  g_free (sql);
  if (error == NULL)
    return;
  problem = g_new0 (RgFollowProblem, 1);
  problem->tag = tag;
  problem->message = g_strdup (error->message);
  g_ptr_array_add (data, problem);
}

/**
 * rg_follow_get_problems:
 * @read: a transaction
 * @error: return location for an error
 *
 * Returns: (element-type RgFollowProblem) (transfer full): rules that are on and
 *   do nothing, and why; %NULL and @error when the tags cannot be read
 */
GPtrArray *
rg_follow_get_problems (RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (problem_free);

  return each_rule (read, take_bad, problems, error) ? g_steal_pointer (&problems) : NULL;
}

/**
 * rg_follow_mark_problems:
 * @read: a transaction
 * @tree: tags that were read in it and that nobody else has yet
 * @error: return location for an error
 *
 * Sets why rules that are on do nothing.
 *
 * Returns: %FALSE and @error when the tags cannot be read
 */
gboolean
rg_follow_mark_problems (RgRead *read, RgTagTree *tree, GError **error)
{
  g_autoptr (GPtrArray) problems = rg_follow_get_problems (read, error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const RgFollowProblem *problem = g_ptr_array_index (problems, i);
      RgTag *tag = rg_tag_tree_get (tree, problem->tag);

      if (tag != NULL)
        g_set_str (&tag->rule_problem, problem->message);
    }
  return problems != NULL;
}

/* --- whom it fits, and who has it -------------------------------------------- */

typedef struct
{
  gint64 customer;
  gint64 row;
  gboolean by_rule;
} Holder;

static void
bind_scope (RgStatement *statement, const RgScope *scope)
{
  if (scope->json != NULL)
    {
      rg_statement_bind_text (statement, 0, scope->json);
      return;
    }
  rg_statement_bind_integer (statement, 0, scope->first);
  rg_statement_bind_integer (statement, 1, scope->last);
}

static const char *
scope_sql (const RgScope *scope)
{
  return scope->json != NULL ? "IN (SELECT value FROM json_each (?1))" : "BETWEEN ?1 AND ?2";
}

/* (element-type gint64): by id */
static GArray *
read_matches (RgRead *read, const char *condition, const RgScope *scope, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (sql, "SELECT t.id FROM main.customer t WHERE t.id %s AND %s", scope_sql (scope),
                   condition);
  rg_read_hide_open (read, "customer", "t", sql);
  g_string_append (sql, " ORDER BY t.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind_scope (statement, scope);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* (element-type Holder): by customer */
static GArray *
read_holders (RgRead *read, gint64 tag, const RgScope *scope, GError **error)
{
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (sql,
                   "SELECT t.customer_id, t.id, t.cause FROM main.customer_tag t WHERE t.tag_id = ?3 "
                   "AND t.customer_id %s",
                   scope_sql (scope));
  rg_read_hide_open (read, "customer_tag", "t", sql);
  g_string_append (sql, " ORDER BY t.customer_id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind_scope (statement, scope);
  rg_statement_bind_integer (statement, 2, tag);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *cause = rg_statement_get_text (statement, 2);
      Holder holder = { rg_statement_get_integer (statement, 0), rg_statement_get_integer (statement, 1),
                        cause != NULL && g_str_has_prefix (cause, RG_RULE_CAUSE) };

      g_array_append_val (holders, holder);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&holders) : NULL;
}

/* --- giving and taking ------------------------------------------------------- */

static gboolean
begin (RgRuleChanges *changes, RgWrite *write, GError **error)
{
  if (changes->op == NULL)
    changes->op = rg_op_begin (write, RG_ORIGIN_RULE, RG_FOLLOW_SESSION, _ ("Tags by rule"), error);
  return changes->op != NULL;
}

static void
note_tag (RgRuleChanges *changes, gint64 tag)
{
  if (changes->tags == NULL)
    changes->tags = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!g_hash_table_contains (changes->tags, &tag))
    g_hash_table_add (changes->tags, g_memdup2 (&tag, sizeof tag));
}

static gboolean
give (RgRuleChanges *changes, RgWrite *write, gint64 customer, gint64 tag, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");
  RgCell cells[] = {
    { .field = rg_entity_find_field (entity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = customer } },
    { .field = rg_entity_find_field (entity, "tag_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = tag } },
    { .field = rg_entity_find_field (entity, "cause"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) RG_RULE_CAUSE "{}" } },
  };

  note_tag (changes, tag);
  changes->given++;
  return begin (changes, write, error) &&
         rg_op_insert (changes->op, entity, cells, G_N_ELEMENTS (cells), error) != 0;
}

static gboolean
take (RgRuleChanges *changes, RgWrite *write, const Holder *holder, gint64 tag, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");

  note_tag (changes, tag);
  changes->taken++;
  return begin (changes, write, error) && rg_op_delete (changes->op, entity, holder->row, error);
}

static gboolean
apply_rule (const Rule *rule,
            const GArray *matches,
            RgWrite *write,
            const RgScope *scope,
            RgRuleChanges *changes,
            GError **error)
{
  g_autoptr (GArray) holders = read_holders (rg_write_as_read (write), rule->tag, scope, error);
  guint i = 0, j = 0;

  if (holders == NULL)
    return FALSE;
  while (i < matches->len || j < holders->len)
    {
      gint64 match = i < matches->len ? g_array_index (matches, gint64, i) : G_MAXINT64;
      const Holder *holder = j < holders->len ? &g_array_index (holders, Holder, j) : NULL;

      if (holder != NULL && holder->customer == match)
        {
          i++;
          j++;
          continue;
        }
      if (holder == NULL || match < holder->customer)
        {
          if (!give (changes, write, match, rule->tag, error))
            return FALSE;
          i++;
          continue;
        }
      if (holder->by_rule && !take (changes, write, holder, rule->tag, error))
        return FALSE;
      j++;
    }
  return TRUE;
}

/* All of them are asked in one statement: a customer's row is looked up once. */
static gboolean
match_all (const GPtrArray *rules, GPtrArray *matches, RgRead *read, const RgScope *scope, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  for (guint i = 0; i < rules->len; i++)
    g_string_append_printf (sql, ", %s", ((const Rule *) g_ptr_array_index (rules, i))->sql);
  g_string_append_printf (sql, " FROM main.customer t WHERE t.id %s", scope_sql (scope));
  rg_read_hide_open (read, "customer", "t", sql);
  g_string_append (sql, " ORDER BY t.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  bind_scope (statement, scope);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      for (guint i = 0; i < rules->len; i++)
        if (rg_statement_get_integer (statement, 1 + (int) i) != 0)
          g_array_append_val ((GArray *) g_ptr_array_index (matches, i), id);
    }
  return step == RG_STEP_DONE;
}

/* More would not fit into one statement. */
#define RULES_AT_ONCE 20

static gboolean
apply_some (const GPtrArray *rules,
            RgWrite *write,
            const RgScope *scope,
            RgRuleChanges *changes,
            GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (matches, g_array_new (FALSE, FALSE, sizeof (gint64)));
  if (rules->len > 0 && !match_all (rules, matches, rg_write_as_read (write), scope, error))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    if (!apply_rule (g_ptr_array_index (rules, i), g_ptr_array_index (matches, i), write, scope, changes,
                     error))
      return FALSE;
  return TRUE;
}

gboolean
rg_rules_apply (RgRules *self,
                RgWrite *write,
                const RgScope *scope,
                gint64 tag,
                gboolean of_tags,
                RgRuleChanges *changes,
                GError **error)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = &g_array_index (self->rules, Rule, i);

      if ((tag != 0 && rule->tag != tag) || (of_tags && !rule->minds_tags))
        continue;
      g_ptr_array_add (some, rule);
      if (some->len < RULES_AT_ONCE)
        continue;
      if (!apply_some (some, write, scope, changes, error))
        return FALSE;
      g_ptr_array_set_size (some, 0);
    }
  return apply_some (some, write, scope, changes, error);
}

/* --- what it would do --------------------------------------------------------- */

/**
 * rg_rule_dry_run_free:
 * @run: (nullable): what a rule would do
 */
void
rg_rule_dry_run_free (RgRuleDryRun *run)
{
  if (run == NULL)
    return;
  g_array_unref (run->gain);
  g_array_unref (run->lose);
  g_free (run);
}

static void
compare (RgRuleDryRun *run, const GArray *matches, const GArray *holders)
{
  guint i = 0, j = 0;

  run->n_matched = matches->len;
  while (i < matches->len || j < holders->len)
    {
      gint64 match = i < matches->len ? g_array_index (matches, gint64, i) : G_MAXINT64;
      const Holder *holder = j < holders->len ? &g_array_index (holders, Holder, j) : NULL;
      gboolean gains = holder == NULL || match < holder->customer;
      guint32 id = (guint32) (gains ? match : holder->customer);

      if (gains)
        g_array_append_val (run->gain, id);
      else if (!holder->by_rule)
        run->n_by_hand++;
      else if (holder->customer != match)
        g_array_append_val (run->lose, id);
      i += gains || holder->customer == match ? 1 : 0;
      j += gains ? 0 : 1;
    }
}

/**
 * rg_rule_dry_run:
 * @read: a transaction
 * @tag: a tag; 0 for one that is not there yet
 * @condition: its rule
 * @cancellable: (nullable): a cancellable
 * @error: %RG_CONDITION_ERROR when the condition cannot be evaluated
 *
 * Returns: (transfer full): who would be given the tag, and from whom it would be
 *   taken, if the rule was on; %NULL and @error
 */
RgRuleDryRun *
rg_rule_dry_run (RgRead *read,
                 gint64 tag,
                 const RgCondition *condition,
                 GCancellable *cancellable,
                 GError **error)
{
  const RgScope all = { NULL, 1, G_MAXUINT32 };
  g_autofree char *sql = make_sql (condition, read, FALSE, error);
  g_autoptr (GArray) matches = sql != NULL ? read_matches (read, sql, &all, error) : NULL;
  g_autoptr (GArray) holders = matches != NULL ? read_holders (read, tag, &all, error) : NULL;
  RgRuleDryRun *run;

  if (holders == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  run = g_new0 (RgRuleDryRun, 1);
  run->gain = g_array_new (FALSE, FALSE, sizeof (guint32));
  run->lose = g_array_new (FALSE, FALSE, sizeof (guint32));
  compare (run, matches, holders);
  return run;
}
