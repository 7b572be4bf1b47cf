/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-leaves.h"

/**
 * rg_leaf_field:
 * @field: key of a field
 * @op: how it is compared
 * @value: with what
 *
 * Returns: (transfer full): the leaf
 */
RgCondition *
rg_leaf_field (const char *field, const char *op, const char *value)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_string_member (leaf, "field", field);
  json_object_set_string_member (leaf, "op", op);
  json_object_set_string_member (leaf, "value", value);
  return rg_condition_new_leaf (leaf);
}

/**
 * rg_leaf_empty:
 * @field: key of a field
 *
 * Returns: (transfer full): that it has no value
 */
RgCondition *
rg_leaf_empty (const char *field)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_string_member (leaf, "field", field);
  json_object_set_string_member (leaf, "op", "empty");
  return rg_condition_new_leaf (leaf);
}

/**
 * rg_leaf_flag:
 * @word: of a leaf that says nothing else
 *
 * Returns: (transfer full): the leaf
 */
RgCondition *
rg_leaf_flag (const char *word)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_boolean_member (leaf, word, TRUE);
  return rg_condition_new_leaf (leaf);
}

/* The parts that must all hold; a condition of another kind is one of them. */
static void
add_parts (GPtrArray *parts, RgCondition *condition)
{
  if (condition == NULL)
    return;
  if (rg_condition_get_kind (condition) != RG_CONDITION_ALL)
    {
      g_ptr_array_add (parts, condition);
      return;
    }
  for (guint i = 0; i < rg_condition_get_n_children (condition); i++)
    g_ptr_array_add (parts, rg_condition_get_child (condition, i));
}

static RgCondition *
group (GPtrArray *parts)
{
  return parts->len > 0 ? rg_condition_new_group (RG_CONDITION_ALL, parts) : NULL;
}

/**
 * rg_leaves_join:
 * @one: (nullable): a condition
 * @other: (nullable): another one
 *
 * Returns: (transfer full) (nullable): that both hold; %NULL where there is neither
 */
RgCondition *
rg_leaves_join (RgCondition *one, RgCondition *other)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  add_parts (parts, one);
  add_parts (parts, other);
  return group (parts);
}

/**
 * rg_leaves_add:
 * @one: (transfer full) (nullable): a condition
 * @other: (transfer full) (nullable): another one
 *
 * Returns: (transfer full) (nullable): as rg_leaves_join()
 */
RgCondition *
rg_leaves_add (RgCondition *one, RgCondition *other)
{
  RgCondition *both = rg_leaves_join (one, other);

  g_clear_pointer (&one, rg_condition_unref);
  g_clear_pointer (&other, rg_condition_unref);
  return both;
}

static gboolean
is_about (RgCondition *part, const char *field)
{
  JsonObject *leaf = rg_condition_get_kind (part) == RG_CONDITION_LEAF ? rg_condition_get_leaf (part) : NULL;

  return leaf != NULL &&
         g_strcmp0 (json_object_get_string_member_with_default (leaf, "field", NULL), field) == 0;
}

/**
 * rg_leaves_replace:
 * @condition: (nullable): a condition
 * @field: key of a field
 * @leaf: (nullable): what is to be said of it; %NULL: nothing
 *
 * Returns: (transfer full) (nullable): the condition with that in the place of what it
 *   says of the field at its top; %NULL when nothing is left
 */
RgCondition *
rg_leaves_replace (RgCondition *condition, const char *field, RgCondition *leaf)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  add_parts (parts, condition);
  for (guint i = parts->len; i > 0; i--)
    if (is_about (g_ptr_array_index (parts, i - 1), field))
      g_ptr_array_remove_index (parts, i - 1);
  if (leaf != NULL)
    g_ptr_array_add (parts, leaf);
  return group (parts);
}

/**
 * rg_leaves_dup_choice:
 * @condition: (nullable): a condition
 * @field: key of a field
 *
 * Returns: (transfer full): what it says of the field at its top: "=VALUE" for one that
 *   it is, "-" for none, "*" for nothing, "?" for something else
 */
char *
rg_leaves_dup_choice (RgCondition *condition, const char *field)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  add_parts (parts, condition);
  for (guint i = 0; i < parts->len; i++)
    {
      RgCondition *part = g_ptr_array_index (parts, i);
      JsonObject *leaf = rg_condition_get_leaf (part);
      const char *op;

      if (!is_about (part, field))
        continue;
      op = json_object_get_string_member_with_default (leaf, "op", "");
      if (g_str_equal (op, "empty"))
        return g_strdup ("-");
      if (g_str_equal (op, "is"))
        return g_strconcat ("=", json_object_get_string_member_with_default (leaf, "value", ""), NULL);
      return g_strdup ("?");
    }
  return g_strdup ("*");
}
