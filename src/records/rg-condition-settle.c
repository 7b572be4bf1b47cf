/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

/* Tags and stages by their ids, which stay when their names and places do not. */

static RgCondition *settle (RgCondition *self, const RgConditionJob *job);

static RgCondition *
settle_bridge (RgCondition *self, const RgConditionJob *job)
{
  const char *bridge = rg_condition_find_bridge (self->leaf);
  RgConditionJob inner_job = *job;
  g_autoptr (RgCondition) settled = rg_condition_new_leaf (self->leaf);
  g_autoptr (RgCondition) inner = NULL;
  g_autofree char *json = NULL;

  inner_job.entity = rg_catalog_find (rg_read_get_catalog (job->read), bridge);
  inner = settle (self->inner, &inner_job);
  json = rg_condition_to_json (inner);
  json_object_set_member (settled->leaf, bridge, json_from_string (json, NULL));
  return rg_condition_new_leaf (settled->leaf);
}

static const char *
node_text (JsonNode *node)
{
  gboolean text =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  return text && *json_node_get_string (node) != '\0' ? json_node_get_string (node) : NULL;
}

/* (transfer full) (nullable): its number; %NULL where @node names no stage, or has it
 * already. */
static JsonNode *
settle_stage (const RgConditionJob *job, JsonNode *node)
{
  g_autofree char *name = NULL;
  gint64 id = node_text (node) != NULL ? rg_condition_find_stage (job, node, &name, NULL) : 0;

  return id != 0 ? json_node_init_int (json_node_alloc (), id) : NULL;
}

static void
settle_stage_member (const RgConditionJob *job, JsonObject *leaf, const char *member)
{
  JsonNode *node = json_object_get_member (leaf, member);
  JsonNode *settled = settle_stage (job, node);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (settled != NULL)
    json_object_set_member (leaf, member, settled);
  if (list != NULL)
    {
      JsonArray *numbers = json_array_new ();

      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          settled = settle_stage (job, json_array_get_element (list, i));
          json_array_add_element (
              numbers, settled != NULL ? settled : json_node_copy (json_array_get_element (list, i)));
        }
      json_object_set_array_member (leaf, member, numbers);
    }
}

/* Won and lost are no stages. */
static void
settle_place (const RgConditionJob *job, JsonObject *leaf, const char *member)
{
  const char *text = node_text (json_object_get_member (leaf, member));

  if (text != NULL && !g_str_equal (text, "won") && !g_str_equal (text, "lost"))
    settle_stage_member (job, leaf, member);
}

static RgCondition *
settle_leaf (RgCondition *self, const RgConditionJob *job)
{
  const char *path = node_text (json_object_get_member (self->leaf, "tag"));
  gint64 tag = path != NULL ? rg_condition_find_tag (job, path) : 0;
  g_autoptr (RgCondition) settled = rg_condition_new_leaf (self->leaf);

  if (tag != 0)
    json_object_set_int_member (settled->leaf, "tag", tag);
  if (rg_condition_is_of_deals (job) && json_object_has_member (self->leaf, "moved"))
    {
      settle_place (job, settled->leaf, "moved");
      settle_place (job, settled->leaf, "was");
    }
  if (rg_condition_is_of_deals (job) &&
      g_strcmp0 (node_text (json_object_get_member (self->leaf, "field")), "stage_id") == 0)
    settle_stage_member (job, settled->leaf, "value");
  return g_steal_pointer (&settled);
}

static RgCondition *
settle (RgCondition *self, const RgConditionJob *job)
{
  g_autoptr (GPtrArray) children = NULL;

  if (self->inner != NULL)
    return settle_bridge (self, job);
  if (self->leaf != NULL)
    return settle_leaf (self, job);
  children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  for (guint i = 0; i < self->children->len; i++)
    g_ptr_array_add (children, settle (g_ptr_array_index (self->children, i), job));
  return rg_condition_new_group (self->kind, children);
}

/**
 * rg_condition_settle:
 * @self: a condition
 * @read: a transaction
 * @entity: over whose rows: "customer" or "deal"
 *
 * Returns: (transfer full): the same, which means the same tags and stages also when
 *   they are called something else or stand elsewhere
 */
RgCondition *
rg_condition_settle (const RgCondition *self, RgRead *read, const char *entity)
{
  RgConditionJob job;

  rg_condition_job_init (&job, read, entity);
  return settle ((RgCondition *) self, &job);
}
