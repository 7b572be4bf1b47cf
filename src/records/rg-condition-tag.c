/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-type-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Leaves about tags and about people who belong to somebody. */

/* --- tags ----------------------------------------------------------------------- */

/* The tag @id, or the one named @name below @parent; -1: anywhere, a root first. */
static gboolean
ask_tag (const RgConditionJob *job,
         gint64 id,
         const char *name,
         gint64 parent,
         RgConditionTag *tag,
         GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id, t.name FROM main.tag t WHERE ");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (name == NULL)
    g_string_append_printf (sql, "t.id = %" G_GINT64_FORMAT, id);
  else if (parent >= 0)
    g_string_append_printf (sql, "ifnull (t.parent_id, 0) = %" G_GINT64_FORMAT " AND t.name = ?1", parent);
  else
    g_string_append (sql, "t.name = ?1");
  rg_read_hide_open (job->read, "tag", "t", sql);
  g_string_append (sql, " ORDER BY t.parent_id IS NOT NULL, t.id LIMIT 1");
  statement = rg_database_prepare (job->db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  if (name != NULL)
    rg_statement_bind_text (statement, 0, name);
  step = rg_statement_step (statement, error);
  if (step != RG_STEP_ROW)
    {
      tag->id = 0;
      return step != RG_STEP_ERROR;
    }
  tag->id = rg_statement_get_integer (statement, 0);
  g_free (tag->name);
  tag->name = g_strdup (rg_statement_get_text (statement, 1));
  return TRUE;
}

/* "家庭/宝妈" from the root on; a single name is looked for anywhere. */
static gboolean
find_path (const RgConditionJob *job, const char *path, RgConditionTag *tag, GError **error)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  gint64 parent = 0;

  if (!ask_tag (job, 0, path, -1, tag, error))
    return FALSE;
  if (tag->id != 0 || names[0] == NULL || names[1] == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!ask_tag (job, 0, names[i], parent, tag, error))
        return FALSE;
      if (tag->id == 0)
        return TRUE;
      parent = tag->id;
    }
  return TRUE;
}

static gboolean
find_tag (const RgConditionJob *job, JsonNode *node, RgConditionTag *tag, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  g_autofree char *text = rg_condition_node_text (node);

  if (type == G_TYPE_INT64)
    {
      if (!ask_tag (job, json_node_get_int (node), NULL, 0, tag, error))
        return FALSE;
    }
  else if (type == G_TYPE_STRING)
    {
      tag->any = *json_node_get_string (node) == '\0';
      if (tag->any)
        return TRUE;
      if (!find_path (job, json_node_get_string (node), tag, error))
        return FALSE;
    }
  return tag->id != 0 || rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                                              _ ("There is no tag “%s” (any more)."), text);
}

/* The kind of tag, which only "any tag" can have. */
static gboolean
read_family (const RgConditionJob *job, JsonObject *leaf, RgConditionTag *tag, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (job->read), "tag");
  const char *key;

  if (!rg_condition_get_text (leaf, "family", FALSE, &key, error))
    return FALSE;
  if (key == NULL)
    return TRUE;
  tag->family = rg_choice_find_key (rg_entity_find_field (entity, "family"), key);
  return (tag->any && tag->family != NULL) ||
         rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                              _ ("A part of a filter says “%s”, which this version does not know there."),
                              key);
}

gboolean
rg_condition_tag_read (const RgConditionJob *job, JsonObject *leaf, RgConditionTag *tag, GError **error)
{
  static const char *const known[] = { "tag", "op", "below", "family", NULL };
  gboolean given;

  *tag = (RgConditionTag) { .below = TRUE };
  if (rg_condition_only_knows (leaf, known, error) &&
      rg_condition_get_has (leaf, "has", "has-not", &tag->has, error) &&
      rg_condition_get_flag (leaf, "below", &given, &tag->below, error) &&
      find_tag (job, json_object_get_member (leaf, "tag"), tag, error) && read_family (job, leaf, tag, error))
    return TRUE;
  rg_condition_tag_clear (tag);
  return FALSE;
}

gint64
rg_condition_find_tag (const RgConditionJob *job, const char *path)
{
  g_auto (RgConditionTag) tag = { 0 };

  return find_path (job, path, &tag, NULL) ? tag.id : 0;
}

void
rg_condition_tag_clear (RgConditionTag *tag)
{
  g_clear_pointer (&tag->name, g_free);
}

/* A list of ids: it begins with what has the tag, or is looked into. */
void
rg_condition_tag_sql (const RgConditionJob *job, const RgConditionTag *tag, GString *sql)
{
  const char *not = tag->has ? "" : "NOT ";

  if (tag->family != NULL)
    {
      /* A root that says nothing is the owner's own. By sets: there may be thousands. */
      g_string_append_printf (
          sql,
          "t.id %sIN (WITH RECURSIVE below (id) AS (SELECT g.id FROM main.tag g"
          " WHERE g.parent_id IS NULL AND ifnull (g.family, 'own') = '%s' UNION "
          "SELECT g.id FROM below JOIN main.tag g ON ifnull (g.parent_id, 0) = below.id) "
          "SELECT c.customer_id FROM below CROSS JOIN main.customer_tag c ON c.tag_id = below.id",
          not, tag->family->key);
      rg_read_hide_open (job->read, "customer_tag", "c", sql);
      g_string_append_c (sql, ')');
      return;
    }
  if (tag->any)
    {
      g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM main.customer_tag c WHERE c.customer_id = t.id",
                              not);
      rg_read_hide_open (job->read, "customer_tag", "c", sql);
      g_string_append_c (sql, ')');
      return;
    }
  if (job->few)
    g_string_append_printf (
        sql, "%sEXISTS (SELECT 1 FROM main.customer_tag c WHERE c.customer_id = t.id AND c.tag_id ", not);
  else
    g_string_append_printf (sql, "t.id %sIN (SELECT c.customer_id FROM main.customer_tag c WHERE c.tag_id ",
                            not);
  if (tag->below)
    g_string_append_printf (sql,
                            "IN (WITH RECURSIVE below (id) AS (VALUES (%" G_GINT64_FORMAT ") UNION "
                            "SELECT g.id FROM below JOIN main.tag g ON ifnull (g.parent_id, 0) = below.id) "
                            "SELECT id FROM below)",
                            tag->id);
  else
    g_string_append_printf (sql, "= %" G_GINT64_FORMAT, tag->id);
  rg_read_hide_open (job->read, "customer_tag", "c", sql);
  g_string_append_c (sql, ')');
}

/* --- relations -------------------------------------------------------------------- */

static gboolean
read_age (JsonObject *leaf, RgConditionRelation *relation, GError **error)
{
  JsonNode *node = json_object_get_member (leaf, "age_months");
  JsonArray *pair = NULL;

  relation->aged = node != NULL;
  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    pair = json_node_get_array (node);
  for (guint i = 0; pair != NULL && i < json_array_get_length (pair); i++)
    {
      JsonNode *month = json_array_get_element (pair, i);

      if (i > 1 || !JSON_NODE_HOLDS_VALUE (month) || json_node_get_value_type (month) != G_TYPE_INT64 ||
          json_node_get_int (month) < 0 || json_node_get_int (month) > 2400)
        pair = NULL;
    }
  if (pair == NULL || json_array_get_length (pair) != 2)
    {
      g_autofree char *text = rg_condition_node_text (node);

      return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("“%s” of a filter cannot be “%s”."),
                                  "age_months", text);
    }
  relation->from = json_array_get_int_element (pair, 0);
  relation->to = json_array_get_int_element (pair, 1);
  return TRUE;
}

static gboolean
is_kind (const RgConditionJob *job, const char *kind)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (job->read), "relation");

  for (const RgChoice *choice = rg_entity_find_field (entity, "kind")->choices; choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, kind))
        return TRUE;
    }
  return FALSE;
}

gboolean
rg_condition_relation_read (const RgConditionJob *job,
                            JsonObject *leaf,
                            RgConditionRelation *relation,
                            GError **error)
{
  static const char *const known[] = { "relation", "op", "age_months", NULL };

  *relation = (RgConditionRelation) { 0 };
  if (!rg_condition_only_knows (leaf, known, error) ||
      !rg_condition_get_text (leaf, "relation", TRUE, &relation->kind, error) ||
      !rg_condition_get_has (leaf, "has", "none", &relation->has, error) || !read_age (leaf, relation, error))
    return FALSE;
  return is_kind (job, relation->kind) ||
         rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("There is no relation “%s”."),
                              relation->kind);
}

/* One side: @mine is the customer, @other the column of the other one. */
static void
side_sql (const RgConditionJob *job,
          const RgConditionRelation *relation,
          const char *mine,
          const char *other,
          GString *sql)
{
  g_string_append (sql, "EXISTS (SELECT 1 FROM main.relation r");
  if (relation->aged)
    g_string_append_printf (sql, " LEFT JOIN main.customer o ON o.id = r.%s", other);
  g_string_append_printf (sql, " WHERE r.%s = t.id AND r.kind = ", mine);
  rg_condition_append_text (sql, relation->kind);
  if (relation->aged)
    {
      /* The relation's own birthday is that of customer_id's other one. */
      const char *born = g_str_equal (mine, "customer_id") ? "ifnull (o.birthday, r.birthday)" : "o.birthday";
      GDate after = job->today;
      GDate until = job->today;

      g_date_subtract_months (&after, (guint) relation->to);
      g_date_subtract_months (&until, (guint) relation->from);
      g_string_append (sql, " AND (");
      rg_condition_born_sql (born, &after, &until, sql);
      g_string_append_c (sql, ')');
    }
  rg_read_hide_open (job->read, "relation", "r", sql);
  g_string_append_c (sql, ')');
}

/* A spouse or a friend is one both ways; a child and a referrer are not. */
void
rg_condition_relation_sql (const RgConditionJob *job, const RgConditionRelation *relation, GString *sql)
{
  gboolean both = !g_str_equal (relation->kind, "child") && !g_str_equal (relation->kind, "referrer");

  g_string_append (sql, relation->has ? "(" : "(NOT (");
  side_sql (job, relation, "customer_id", "other_id", sql);
  if (both)
    {
      g_string_append (sql, " OR ");
      side_sql (job, relation, "other_id", "customer_id", sql);
    }
  g_string_append (sql, relation->has ? ")" : "))");
}
