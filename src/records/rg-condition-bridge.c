/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include <glib/gi18n-lib.h>

/* Leaves that ask a condition of rows of another kind: of the deals of a customer,
 * of the customer of a deal. The inner statement calls its rows "t" as well, which
 * hides the outer ones; where it must be tied to them, their id goes in through a
 * row of its own. */

static gboolean
read_has (const RgCondition *part, const char *bridge, gboolean *has, GError **error)
{
  const char *const known[] = { bridge, "op", NULL };

  return rg_condition_only_knows (part->leaf, known, error) &&
         rg_condition_get_has (part->leaf, "has", "none", has, error);
}

gboolean
rg_condition_bridge_sql (const RgConditionJob *job, const RgCondition *part, GString *sql, GError **error)
{
  const char *bridge = rg_condition_find_bridge (part->leaf);
  const char *mine = rg_condition_is_of_deals (job) ? "customer_id" : "id";
  const char *theirs = rg_condition_is_of_deals (job) ? "id" : "customer_id";
  RgConditionJob inner = *job;
  gboolean has;

  if (part->inner == NULL)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."),
                                bridge);
  if (!read_has (part, bridge, &has, error))
    return FALSE;
  inner.entity = rg_catalog_find (rg_read_get_catalog (job->read), bridge);
  g_string_append (sql, has ? "" : "(");
  if (job->few)
    g_string_append_printf (sql,
                            "EXISTS (SELECT 1 FROM (SELECT t.%s AS id) o CROSS JOIN main.%s t"
                            " WHERE t.%s = o.id",
                            mine, bridge, theirs);
  else
    g_string_append_printf (sql, "t.%s IN (SELECT t.%s FROM main.%s t WHERE t.%s IS NOT NULL", mine, theirs,
                            bridge, theirs);
  rg_read_hide_open (job->read, bridge, "t", sql);
  g_string_append (sql, " AND (");
  if (!rg_condition_part_sql (&inner, part->inner, sql, error))
    return FALSE;
  g_string_append (sql, has ? "))" : ")) IS NOT TRUE)");
  return TRUE;
}

/* Any at all. */
static gboolean
is_any (const RgCondition *inner)
{
  return inner->kind == RG_CONDITION_ALL && inner->children->len == 0;
}

/* (transfer full) */
char *
rg_condition_bridge_words (const RgConditionJob *job, const RgCondition *part)
{
  const char *bridge = rg_condition_find_bridge (part->leaf);
  gboolean of_deals = rg_condition_is_of_deals (job);
  g_autoptr (GString) inside = g_string_new (NULL);
  g_autofree char *words = NULL;
  RgConditionJob inner = *job;
  gboolean has;

  if (!read_has (part, bridge, &has, NULL))
    return g_strdup (_ ("(a part that cannot be understood)"));
  if (is_any (part->inner) && of_deals)
    return g_strdup (has ? _ ("has a customer") : _ ("has no customer"));
  if (is_any (part->inner))
    return g_strdup (has ? _ ("has a deal") : _ ("has no deal"));
  inner.entity = rg_catalog_find (rg_read_get_catalog (job->read), bridge);
  rg_condition_append_words (&inner, part->inner, of_deals ? 1 : 0, inside);
  if (!of_deals)
    /* Translators: in the brackets stands what the deal must be like. */
    return g_strdup_printf (has ? C_ ("filter", "has a deal (%s)") : C_ ("filter", "has no deal (%s)"),
                            inside->str);
  /* Translators: of a deal, what its customer must be like. */
  words = g_strdup_printf (C_ ("filter", "the customer: %s"), inside->str);
  return has ? g_steal_pointer (&words) : g_strdup_printf (C_ ("filter", "not (%s)"), words);
}

/* --- what it depends on ------------------------------------------------------------- */

static gboolean
leaf_minds (const RgCondition *self, gboolean of_deals, const char *changed)
{
  const char *bridge = self->inner != NULL ? rg_condition_find_bridge (self->leaf) : NULL;

  if (bridge != NULL)
    return g_str_equal (changed, bridge) || rg_condition_minds (self->inner, bridge, changed);
  if (!of_deals)
    return FALSE;
  if (json_object_has_member (self->leaf, "moved") || json_object_has_member (self->leaf, "passed"))
    return g_str_equal (changed, "deal_move");
  return json_object_has_member (self->leaf, "task") && g_str_equal (changed, "task");
}

/**
 * rg_condition_minds:
 * @self: a condition
 * @entity: of whose rows it is asked: "customer" or "deal"
 * @changed: another entity
 *
 * Returns: whether a change of rows of @changed can change its answer
 */
gboolean
rg_condition_minds (const RgCondition *self, const char *entity, const char *changed)
{
  static const char *const of_customers[] = { "contact", "identity",     "relation", "event", "sale",
                                              "tag",     "customer_tag", "task",     NULL };
  gboolean of_deals = g_str_equal (entity, "deal");

  /* How customers stand goes by many tables; a stage has a name and days. */
  if (of_deals ? g_str_equal (changed, "stage") : g_strv_contains (of_customers, changed))
    return TRUE;
  if (self->leaf != NULL)
    return leaf_minds (self, of_deals, changed);
  for (guint i = 0; i < self->children->len; i++)
    if (rg_condition_minds (g_ptr_array_index (self->children, i), entity, changed))
      return TRUE;
  return FALSE;
}
