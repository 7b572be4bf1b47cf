/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A condition as a sentence. Whole phrases are translated, for no two languages
 * put a field, a verb and a day in the same order. */

/* Rearranges two phrases: in Chinese the time stands first. (transfer full) */
static char *
two_phrases (char *what, char *when)
{
  g_autofree char *first = what;
  g_autofree char *second = when;

  if (second == NULL)
    return g_steal_pointer (&first);
  /* Translators: what happened and when: “no visit” “for 30 days”. */
  return g_strdup_printf (C_ ("filter", "%1$s %2$s"), first, second);
}

/* --- fields -------------------------------------------------------------------- */

static char *
value_words (const RgField *field, const RgValue *value)
{
  return rg_field_format (field, value, RG_FORMAT_DISPLAY);
}

/* The one at @i. (transfer full) */
static char *
nth_words (const RgConditionField *test, guint i)
{
  if (test->names != NULL)
    return g_strdup (g_ptr_array_index (test->names, i));
  return value_words (test->field, &g_array_index (test->values, RgValue, i));
}

static char *
list_words (const RgConditionField *test)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < test->values->len; i++)
    {
      g_autofree char *words = nth_words (test, i);

      if (i > 0)
        g_string_append (list, C_ ("list", ", "));
      g_string_append (list, words);
    }
  return g_string_free_and_steal (list);
}

static const char *
choice_words (const RgConditionField *test)
{
  for (const RgChoice *choice = test->field->choices; choice != NULL && choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, test->text))
        return rg_choice_get_label (test->field, choice);
    }
  return test->text;
}

static char *
compare_words (const char *op, const char *label, const char *value, const char *to, gboolean time)
{
  if (g_str_equal (op, "is") || g_str_equal (op, "="))
    return g_strdup_printf (C_ ("filter", "%1$s is %2$s"), label, value);
  if (g_str_equal (op, "is-not") || g_str_equal (op, "!="))
    return g_strdup_printf (C_ ("filter", "%1$s is not %2$s"), label, value);
  if (g_str_equal (op, "between"))
    return g_strdup_printf (C_ ("filter", "%1$s is between %2$s and %3$s"), label, value, to);
  if (time && g_str_equal (op, "<"))
    return g_strdup_printf (C_ ("filter", "%1$s is before %2$s"), label, value);
  if (time && g_str_equal (op, "<="))
    return g_strdup_printf (C_ ("filter", "%1$s is not after %2$s"), label, value);
  if (time && g_str_equal (op, ">"))
    return g_strdup_printf (C_ ("filter", "%1$s is after %2$s"), label, value);
  if (time && g_str_equal (op, ">="))
    return g_strdup_printf (C_ ("filter", "%1$s is not before %2$s"), label, value);
  if (g_str_equal (op, "<"))
    return g_strdup_printf (C_ ("filter", "%1$s is less than %2$s"), label, value);
  if (g_str_equal (op, "<="))
    return g_strdup_printf (C_ ("filter", "%1$s is at most %2$s"), label, value);
  if (g_str_equal (op, ">"))
    return g_strdup_printf (C_ ("filter", "%1$s is more than %2$s"), label, value);
  return g_strdup_printf (C_ ("filter", "%1$s is at least %2$s"), label, value);
}

static char *
text_words (const RgConditionField *test, const char *label)
{
  if (g_str_equal (test->op, "contains"))
    return g_strdup_printf (C_ ("filter", "%1$s contains “%2$s”"), label, test->text);
  if (g_str_equal (test->op, "contains-not"))
    return g_strdup_printf (C_ ("filter", "%1$s does not contain “%2$s”"), label, test->text);
  if (g_str_equal (test->op, "starts"))
    return g_strdup_printf (C_ ("filter", "%1$s starts with “%2$s”"), label, test->text);
  if (g_str_equal (test->op, "has"))
    return g_strdup_printf (C_ ("filter", "%1$s include %2$s"), label, choice_words (test));
  if (g_str_equal (test->op, "has-not"))
    return g_strdup_printf (C_ ("filter", "%1$s do not include %2$s"), label, choice_words (test));
  return compare_words (test->op, label, test->text, NULL, FALSE);
}

static char *
birthday_words (const RgConditionField *test, JsonObject *leaf, const char *label)
{
  int n = (int) test->number;

  if (g_str_equal (test->op, "month"))
    return test->lunar ? g_strdup_printf (C_ ("filter", "%1$s is in lunar month %2$d"), label, n)
                       : g_strdup_printf (C_ ("filter", "%1$s is in month %2$d"), label, n);
  if (g_str_equal (test->op, "age"))
    {
      if (rg_condition_find_member (leaf, "to") == NULL)
        return g_strdup_printf (C_ ("filter", "%1$s: aged %2$d or more"), label, n);
      if (rg_condition_find_member (leaf, "value") == NULL)
        return g_strdup_printf (C_ ("filter", "%1$s: aged %2$d or less"), label, (int) test->number_to);
      return g_strdup_printf (C_ ("filter", "%1$s: aged %2$d to %3$d"), label, n, (int) test->number_to);
    }
  if (n == RG_CONDITION_THIS_WEEK)
    return g_strdup_printf (C_ ("filter", "%s is this week"), label);
  if (n == RG_CONDITION_THIS_MONTH)
    return g_strdup_printf (C_ ("filter", "%s is this month"), label);
  if (n == 0)
    return g_strdup_printf (C_ ("filter", "%s is today"), label);
  if (n > 0)
    return g_strdup_printf (
        ngettext ("%1$s is within the next %2$d day", "%1$s is within the next %2$d days", (gulong) n), label,
        n);
  return g_strdup_printf (
      ngettext ("%1$s was within the last %2$d day", "%1$s was within the last %2$d days", (gulong) -n),
      label, -n);
}

static char *
day_member_words (const RgConditionJob *job, JsonObject *leaf, const char *key)
{
  const char *text = json_object_get_string_member_with_default (leaf, key, NULL);

  return text != NULL ? rg_condition_day_words (text, &job->today) : g_strdup ("");
}

char *
rg_condition_field_words (const RgConditionJob *job, const RgConditionField *test, JsonObject *leaf)
{
  const char *label = rg_field_get_label (test->field);
  gboolean days = test->field->type == &rg_type_date || test->field->type == &rg_type_instant;
  g_autofree char *value = NULL;
  g_autofree char *to = NULL;

  if (g_str_equal (test->op, "empty"))
    return g_strdup_printf (C_ ("filter", "%s is empty"), label);
  if (g_str_equal (test->op, "filled"))
    return g_strdup_printf (C_ ("filter", "%s is filled in"), label);
  if (test->text != NULL)
    return text_words (test, label);
  if (test->field->type == &rg_type_lunar_date)
    return birthday_words (test, leaf, label);
  if (g_str_equal (test->positive, "one-of"))
    {
      value = list_words (test);
      return test->negative ? g_strdup_printf (C_ ("filter", "%1$s is none of %2$s"), label, value)
                            : g_strdup_printf (C_ ("filter", "%1$s is one of %2$s"), label, value);
    }
  value = days ? day_member_words (job, leaf, "value") : nth_words (test, 0);
  if (g_str_equal (test->op, "between"))
    to = days ? day_member_words (job, leaf, "to") : nth_words (test, 1);
  return compare_words (test->op, label, value, to, days || test->field->type == &rg_type_time);
}

/* --- tags and relations ----------------------------------------------------------- */

char *
rg_condition_tag_words (const RgConditionTag *tag)
{
  if (tag->family != NULL)
    return g_strdup_printf (tag->has ? _ ("has a tag of the kind “%s”") : _ ("has no tag of the kind “%s”"),
                            _ (tag->family->label));
  if (tag->any)
    return g_strdup (tag->has ? _ ("has a tag") : _ ("has no tag"));
  if (tag->below)
    return tag->has ? g_strdup_printf (_ ("has the tag “%s”"), tag->name)
                    : g_strdup_printf (_ ("does not have the tag “%s”"), tag->name);
  return tag->has ? g_strdup_printf (_ ("has the tag “%s” itself"), tag->name)
                  : g_strdup_printf (_ ("does not have the tag “%s” itself"), tag->name);
}

static const char *
relation_label (const RgConditionJob *job, const char *kind)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (job->read), "relation");
  const RgField *field = rg_entity_find_field (entity, "kind");

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, kind))
        return rg_choice_get_label (field, choice);
    }
  return kind;
}

char *
rg_condition_relation_words (const RgConditionJob *job, const RgConditionRelation *relation)
{
  gboolean child = g_str_equal (relation->kind, "child");
  const char *label = relation_label (job, relation->kind);
  g_autofree char *who = NULL;

  if (child)
    who = g_strdup (relation->has ? _ ("has a child") : _ ("has no child"));
  else
    who = relation->has ? g_strdup_printf (_ ("has a relation “%s”"), label)
                        : g_strdup_printf (_ ("has no relation “%s”"), label);
  if (!relation->aged)
    return g_steal_pointer (&who);
  return g_strdup_printf (C_ ("filter", "%1$s aged %2$d to under %3$d months"), who, (int) relation->from,
                          (int) relation->to);
}

/* --- the timeline ------------------------------------------------------------------- */

/* "奶粉" of the item, at a discount: in brackets behind the rest. (nullable) */
char *
rg_condition_where_words (const RgConditionJob *job, const RgConditionTimeline *timeline)
{
  static const char *const keys[] = { "item", "category", "channel", "text", "outcome", "staff" };
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (job->read),
                                            g_str_equal (timeline->what, "sale") ? "sale" : "event");
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; timeline->where != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = json_object_get_string_member_with_default (timeline->where, keys[i], NULL);
      gboolean notes = g_str_equal (keys[i], "text") && g_str_equal (timeline->what, "sale");
      const RgField *field = rg_entity_find_field (entity, notes ? "notes" : keys[i]);
      gboolean part = g_str_equal (keys[i], "item") || g_str_equal (keys[i], "text");

      if (text == NULL || field == NULL)
        continue;
      g_string_append (list, list->len > 0 ? C_ ("list", ", ") : "");
      if (part)
        g_string_append_printf (list, C_ ("filter", "%1$s contains “%2$s”"), rg_field_get_label (field),
                                text);
      else
        g_string_append_printf (list, C_ ("filter", "%1$s is %2$s"), rg_field_get_label (field), text);
    }
  if (timeline->where != NULL && rg_condition_find_member (timeline->where, "promo") != NULL)
    {
      g_string_append (list, list->len > 0 ? C_ ("list", ", ") : "");
      g_string_append (list, json_object_get_boolean_member (timeline->where, "promo")
                                 ? C_ ("filter", "at a discount")
                                 : C_ ("filter", "at the full price"));
    }
  if (timeline->where != NULL && rg_condition_find_member (timeline->where, "min_fen") != NULL)
    {
      g_autofree char *fen = rg_condition_fen_words (json_object_get_int_member (timeline->where, "min_fen"));

      g_string_append (list, list->len > 0 ? C_ ("list", ", ") : "");
      g_string_append_printf (list, C_ ("filter", "of at least %s"), fen);
    }
  return list->len > 0 ? g_string_free_and_steal (g_steal_pointer (&list)) : NULL;
}

char *
rg_condition_fen_words (gint64 fen)
{
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = fen };

  return rg_type_money.format (NULL, &value, RG_FORMAT_DISPLAY);
}

static char *
window_words (const RgConditionJob *job, gboolean none, JsonObject *leaf)
{
  int days = (int) json_object_get_int_member_with_default (leaf, "days", 0);
  const char *from_text = json_object_get_string_member_with_default (leaf, "from", NULL);
  const char *to_text = json_object_get_string_member_with_default (leaf, "to", NULL);
  g_autofree char *from = from_text != NULL ? rg_condition_day_words (from_text, &job->today) : NULL;
  g_autofree char *to = to_text != NULL ? rg_condition_day_words (to_text, &job->today) : NULL;

  if (days > 0 && none)
    return g_strdup_printf (ngettext ("for %d day", "for %d days", (gulong) days), days);
  if (days > 0)
    return g_strdup_printf (ngettext ("in the last %d day", "in the last %d days", (gulong) days), days);
  if (from != NULL && to != NULL)
    return g_strdup_printf (C_ ("filter", "from %1$s to %2$s"), from, to);
  if (from != NULL)
    return g_strdup_printf (C_ ("filter", "since %s"), from);
  return to != NULL ? g_strdup_printf (C_ ("filter", "until %s"), to) : NULL;
}

gboolean
rg_condition_timeline_is_none (const RgConditionTimeline *timeline)
{
  return g_str_equal (timeline->op, "none") ||
         (g_str_equal (timeline->op, "count") && timeline->has_max && timeline->max == 0);
}

static char *
count_words (const RgConditionTimeline *timeline)
{
  g_autofree char *min = rg_condition_count_words (timeline->what, timeline->min);
  g_autofree char *max = rg_condition_count_words (timeline->what, timeline->max);

  if (timeline->has_min && timeline->has_max && timeline->min == timeline->max)
    return g_strdup_printf (C_ ("filter", "exactly %s"), min);
  if (timeline->has_min && timeline->has_max)
    return g_strdup_printf (C_ ("filter", "%1$d to %2$s"), (int) timeline->min, max);
  return timeline->has_min ? g_strdup_printf (C_ ("filter", "at least %s"), min)
                           : g_strdup_printf (C_ ("filter", "at most %s"), max);
}

static char *
sum_words (const RgConditionTimeline *timeline)
{
  g_autofree char *min = rg_condition_fen_words (timeline->min);
  g_autofree char *max = rg_condition_fen_words (timeline->max);

  if (timeline->has_min && timeline->has_max)
    return g_strdup_printf (C_ ("filter", "sales of %1$s to %2$s"), min, max);
  return timeline->has_min ? g_strdup_printf (C_ ("filter", "sales of at least %s"), min)
                           : g_strdup_printf (C_ ("filter", "sales of at most %s"), max);
}

char *
rg_condition_timeline_words (const RgConditionJob *job, const RgConditionTimeline *timeline, JsonObject *leaf)
{
  g_autofree char *where = rg_condition_where_words (job, timeline);
  g_autofree char *words = NULL;
  char *what;

  if (rg_condition_timeline_is_none (timeline))
    what = g_strdup (rg_condition_none_words (timeline->what));
  else if (g_str_equal (timeline->op, "last"))
    what = g_strdup (rg_condition_last_words (timeline->what));
  else if (g_str_equal (timeline->op, "every"))
    what = g_strdup (rg_condition_every_words (timeline->what));
  else
    what = g_str_equal (timeline->op, "sum") ? sum_words (timeline) : count_words (timeline);
  words = two_phrases (what, window_words (job, rg_condition_timeline_is_none (timeline), leaf));
  if (where == NULL)
    return g_steal_pointer (&words);
  if (g_str_equal (timeline->op, "every"))
    return g_strdup_printf (C_ ("filter", "%1$s: %2$s"), words, where);
  /* Translators: something of the timeline, and in brackets which of them:
   * “at least 3 sales in the last 90 days (Item contains “milk”)”. */
  return g_strdup_printf (C_ ("filter", "%1$s (%2$s)"), words, where);
}

/* --- the tree -------------------------------------------------------------------------- */

static char *
cannot_words (void)
{
  return g_strdup (_ ("(a part that cannot be understood)"));
}

/* What is asked of deals only. */
static char *
deal_words (const RgConditionJob *job, const RgCondition *part)
{
  JsonObject *leaf = part->leaf;
  g_auto (RgConditionSteps) steps = { 0 };
  RgConditionPassed passed;
  RgConditionTask task;
  gboolean yes;

  if (json_object_has_member (leaf, "moved") && rg_condition_steps_read (job, leaf, &steps, NULL))
    return two_phrases (rg_condition_steps_words (&steps), window_words (job, !steps.has, leaf));
  if (json_object_has_member (leaf, "task") && rg_condition_task_read (job, leaf, &task, NULL))
    return rg_condition_task_words (&task);
  if (json_object_has_member (leaf, "late") && rg_condition_flag_read (leaf, "late", &yes, NULL))
    return g_strdup (yes ? _ ("too long in its stage") : _ ("not too long in its stage"));
  if (json_object_has_member (leaf, "passed") && rg_condition_passed_read (job, leaf, &passed, NULL))
    return two_phrases (
        g_strdup (passed.passed ? _ ("went through a closed gate") : _ ("never went through a closed gate")),
        window_words (job, !passed.passed, leaf));
  if (part->inner != NULL && json_object_has_member (leaf, "customer"))
    return rg_condition_bridge_words (job, part);
  return cannot_words ();
}

char *
rg_condition_leaf_words (const RgConditionJob *job, const RgCondition *part)
{
  JsonObject *leaf = part->leaf;
  g_auto (RgConditionField) field = { 0 };
  g_auto (RgConditionTag) tag = { 0 };
  RgConditionTimeline timeline;
  RgConditionRelation relation;
  RgConditionMoved moved;
  RgConditionTask task;
  g_autoptr (GError) error = NULL;

  if (json_object_has_member (leaf, "field") && rg_condition_field_read (job, leaf, &field, &error))
    return rg_condition_field_words (job, &field, leaf);
  if (rg_condition_is_of_deals (job))
    return deal_words (job, part);
  if (json_object_has_member (leaf, "tag") && rg_condition_tag_read (job, leaf, &tag, &error))
    return rg_condition_tag_words (&tag);
  if (json_object_has_member (leaf, "timeline") && rg_condition_timeline_read (job, leaf, &timeline, &error))
    return rg_condition_timeline_words (job, &timeline, leaf);
  if (json_object_has_member (leaf, "relation") && rg_condition_relation_read (job, leaf, &relation, &error))
    return rg_condition_relation_words (job, &relation);
  if (json_object_has_member (leaf, "moved") && rg_condition_moved_read (job, leaf, &moved, &error))
    return two_phrases (rg_condition_moved_words (job, &moved), window_words (job, !moved.has, leaf));
  if (json_object_has_member (leaf, "task") && rg_condition_task_read (job, leaf, &task, &error))
    return rg_condition_task_words (&task);
  if (part->inner != NULL && json_object_has_member (leaf, "deal"))
    return rg_condition_bridge_words (job, part);
  return cannot_words ();
}

/* "everybody" or "nobody" */
static const char *
empty_words (const RgConditionJob *job, RgConditionKind kind)
{
  if (rg_condition_is_of_deals (job))
    return kind == RG_CONDITION_ANY ? _ ("no deal") : _ ("every deal");
  return kind == RG_CONDITION_ANY ? _ ("nobody") : _ ("everybody");
}

void
rg_condition_append_words (const RgConditionJob *job, const RgCondition *part, guint depth, GString *words)
{
  gboolean several = rg_condition_get_n_children (part) > 1;
  const char *between = part->kind == RG_CONDITION_ALL ? C_ ("filter", ", and ") : C_ ("filter", ", or ");
  g_autoptr (GString) inside = g_string_new (NULL);

  if (part->kind == RG_CONDITION_LEAF)
    {
      g_autofree char *leaf = rg_condition_leaf_words (job, part);

      g_string_append (words, leaf);
      return;
    }
  if (part->children->len == 0)
    {
      g_string_append (words, empty_words (job, part->kind));
      return;
    }
  for (guint i = 0; i < part->children->len; i++)
    {
      if (i > 0)
        g_string_append (inside, between);
      rg_condition_append_words (job, g_ptr_array_index (part->children, i), depth + 1, inside);
    }
  if (part->kind == RG_CONDITION_NONE)
    g_string_append_printf (words, C_ ("filter", "not (%s)"), inside->str);
  else if (several && depth > 0)
    /* Translators: a part of a sentence that belongs together. */
    g_string_append_printf (words, C_ ("filter", "(%s)"), inside->str);
  else
    g_string_append (words, inside->str);
}

/**
 * rg_condition_describe:
 * @self: a condition
 * @read: a transaction
 * @entity: over whose rows: "customer" or "deal"
 *
 * Returns: (transfer full): a sentence without a full stop; of a part that cannot
 *   be evaluated it says so
 */
char *
rg_condition_describe (const RgCondition *self, RgRead *read, const char *entity)
{
  GString *words = g_string_new (NULL);
  RgConditionJob job;

  rg_condition_job_init (&job, read, entity);
  rg_condition_append_words (&job, self, 0, words);
  if (g_ascii_islower (words->str[0]))
    words->str[0] = g_ascii_toupper (words->str[0]);
  return g_string_free_and_steal (words);
}
