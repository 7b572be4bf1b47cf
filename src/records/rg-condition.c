/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The tree and its stored form. What a leaf means is read when it is used: a
 * form that names a field which is gone is kept and shown, but not evaluated. */

G_DEFINE_QUARK (rg - condition - error - quark, rg_condition_error)
G_DEFINE_BOXED_TYPE (RgCondition, rg_condition, rg_condition_ref, rg_condition_unref)

/* Larger than any form within the other limits, smaller than what hurts. */
#define MOST_BYTES (1024 * 1024)
/* Of a form: groups are an object and an array each, and a leaf has arrays. */
#define MOST_BRACKETS (2 * RG_CONDITION_MAX_DEPTH + 8)
#define MOST_PARTS 1000

static const struct
{
  const char *key;
  RgConditionKind kind;
} groups[] = {
  { "all", RG_CONDITION_ALL },
  { "any", RG_CONDITION_ANY },
  { "none", RG_CONDITION_NONE },
};

static RgCondition *read_part (JsonNode *node, guint depth, guint *n_parts, GError **error);

gboolean
rg_condition_refuse (GError **error, RgConditionError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, RG_CONDITION_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
refuse_size (GError **error)
{
  return rg_condition_refuse (error, RG_CONDITION_ERROR_TOO_LARGE,
                              _ ("This filter is too large: at most %d parts, nested %d deep."),
                              RG_CONDITION_MAX_LEAVES, RG_CONDITION_MAX_DEPTH);
}

static RgCondition *
new_node (RgConditionKind kind)
{
  RgCondition *self = g_new0 (RgCondition, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->depth = 1;
  return self;
}

/**
 * rg_condition_new_group:
 * @kind: not %RG_CONDITION_LEAF
 * @children: (element-type RgCondition): its parts; references are taken
 *
 * Returns: (transfer full): a group
 */
RgCondition *
rg_condition_new_group (RgConditionKind kind, GPtrArray *children)
{
  RgCondition *self;

  g_return_val_if_fail (kind != RG_CONDITION_LEAF, NULL);
  self = new_node (kind);
  self->children = g_ptr_array_new_full (children->len, (GDestroyNotify) rg_condition_unref);
  for (guint i = 0; i < children->len; i++)
    {
      RgCondition *child = g_ptr_array_index (children, i);

      g_ptr_array_add (self->children, rg_condition_ref (child));
      self->depth = MAX (self->depth, child->depth + 1);
      self->n_leaves += child->n_leaves;
    }
  return self;
}

const char *
rg_condition_find_bridge (JsonObject *leaf)
{
  static const char *const bridges[] = { "customer", "deal" };

  for (guint i = 0; i < G_N_ELEMENTS (bridges); i++)
    if (json_object_has_member (leaf, bridges[i]))
      return bridges[i];
  return NULL;
}

/* @inner: (nullable) (transfer full) */
static RgCondition *
make_leaf (JsonObject *leaf, RgCondition *inner)
{
  RgCondition *self = new_node (RG_CONDITION_LEAF);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), leaf);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  self->leaf = json_node_dup_object (copy);
  self->n_leaves = 1;
  self->inner = inner;
  if (inner != NULL)
    {
      self->depth += inner->depth;
      self->n_leaves += inner->n_leaves;
    }
  return self;
}

/**
 * rg_condition_new_leaf:
 * @leaf: what it says; copied
 *
 * Returns: (transfer full): a leaf
 */
RgCondition *
rg_condition_new_leaf (JsonObject *leaf)
{
  const char *bridge = rg_condition_find_bridge (leaf);
  guint n_parts = 0;

  return make_leaf (
      leaf, bridge != NULL ? read_part (json_object_get_member (leaf, bridge), 1, &n_parts, NULL) : NULL);
}

/**
 * rg_condition_ref:
 * @self: a condition
 *
 * Returns: (transfer full): @self
 */
RgCondition *
rg_condition_ref (RgCondition *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * rg_condition_unref:
 * @self: (transfer full): a condition
 */
void
rg_condition_unref (RgCondition *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->leaf, json_object_unref);
  g_clear_pointer (&self->inner, rg_condition_unref);
  g_free (self);
}

/* --- the stored form ------------------------------------------------------- */

/* Counted before the parser sees it, which would go as deep as it is told. */
static guint
count_brackets (const char *json)
{
  guint depth = 0;
  guint deepest = 0;
  gboolean quoted = FALSE;

  for (const char *p = json; *p != '\0'; p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '[' || *p == '{'))
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if (!quoted && (*p == ']' || *p == '}') && depth > 0)
        depth--;
    }
  return deepest;
}

static RgCondition *
read_leaf (JsonObject *object, guint depth, guint *n_parts, GError **error)
{
  const char *bridge = rg_condition_find_bridge (object);
  RgCondition *inner = NULL;

  if (bridge != NULL)
    {
      inner = read_part (json_object_get_member (object, bridge), depth + 1, n_parts, error);
      if (inner == NULL)
        return NULL;
    }
  return make_leaf (object, inner);
}

static RgCondition *
read_group (RgConditionKind kind, JsonNode *node, guint depth, guint *n_parts, GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      rg_condition_refuse (error, RG_CONDITION_ERROR_SYNTAX, _ ("“%s” of a filter takes a list of parts."),
                           groups[kind].key);
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      RgCondition *child = read_part (json_array_get_element (array, i), depth + 1, n_parts, error);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
    }
  return rg_condition_new_group (kind, children);
}

static RgCondition *
read_part (JsonNode *node, guint depth, guint *n_parts, GError **error)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *text = rg_condition_node_text (node);

      rg_condition_refuse (error, RG_CONDITION_ERROR_SYNTAX,
                           _ ("“%s” is no part of a filter: each is an object in braces."), text);
      return NULL;
    }
  if (depth > RG_CONDITION_MAX_DEPTH || ++*n_parts > MOST_PARTS)
    {
      refuse_size (error);
      return NULL;
    }
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (!json_object_has_member (object, groups[i].key))
        continue;
      if (json_object_get_size (object) > 1)
        {
          rg_condition_refuse (error, RG_CONDITION_ERROR_SYNTAX,
                               _ ("Beside “%s” nothing else may stand in the same part of a filter."),
                               groups[i].key);
          return NULL;
        }
      return read_group (groups[i].kind, json_object_get_member (object, groups[i].key), depth, n_parts,
                         error);
    }
  return read_leaf (object, depth, n_parts, error);
}

/**
 * rg_condition_parse:
 * @json: the stored form
 * @error: %RG_CONDITION_ERROR
 *
 * Looks at its syntax only: see [func@condition_check].
 *
 * Returns: (transfer full) (nullable): the condition
 */
RgCondition *
rg_condition_parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (RgCondition) self = NULL;
  guint n_parts = 0;

  if (strlen (json) > MOST_BYTES || count_brackets (json) > MOST_BRACKETS)
    {
      refuse_size (error);
      return NULL;
    }
  if (g_utf8_validate (json, -1, NULL))
    node = json_from_string (json, NULL);
  if (node == NULL)
    {
      rg_condition_refuse (error, RG_CONDITION_ERROR_SYNTAX,
                           _ ("This is not the stored form of a filter: it cannot be read as JSON."));
      return NULL;
    }
  self = read_part (node, 1, &n_parts, error);
  if (self != NULL && self->n_leaves > RG_CONDITION_MAX_LEAVES)
    {
      refuse_size (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static JsonNode *
to_node (const RgCondition *self)
{
  JsonNode *node = json_node_alloc ();
  JsonObject *object;
  JsonArray *array;

  if (self->kind == RG_CONDITION_LEAF)
    return json_node_init_object (node, self->leaf);
  array = json_array_sized_new (self->children->len);
  for (guint i = 0; i < self->children->len; i++)
    json_array_add_element (array, to_node (g_ptr_array_index (self->children, i)));
  object = json_object_new ();
  json_object_set_array_member (object, groups[self->kind].key, array);
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

/**
 * rg_condition_to_json:
 * @self: a condition
 *
 * Returns: (transfer full): its stored form, one line
 */
char *
rg_condition_to_json (const RgCondition *self)
{
  g_autoptr (JsonNode) node = to_node (self);

  return json_to_string (node, FALSE);
}

/* --- looking inside --------------------------------------------------------- */

/**
 * rg_condition_get_kind:
 * @self: a condition
 *
 * Returns: which kind of part it is
 */
RgConditionKind
rg_condition_get_kind (const RgCondition *self)
{
  return self->kind;
}

/**
 * rg_condition_get_n_children:
 * @self: a condition
 *
 * Returns: how many parts a group has; 0 of a leaf
 */
guint
rg_condition_get_n_children (const RgCondition *self)
{
  return self->children != NULL ? self->children->len : 0;
}

/**
 * rg_condition_get_child:
 * @self: a group
 * @i: which
 *
 * Returns: (transfer none): that part
 */
RgCondition *
rg_condition_get_child (const RgCondition *self, guint i)
{
  g_return_val_if_fail (i < rg_condition_get_n_children (self), NULL);
  return g_ptr_array_index (self->children, i);
}

/**
 * rg_condition_get_leaf:
 * @self: a condition
 *
 * Returns: (transfer none) (nullable): what a leaf says; not to be changed, and
 *   not to be kept longer than @self
 */
JsonObject *
rg_condition_get_leaf (const RgCondition *self)
{
  return self->leaf;
}

/**
 * rg_condition_get_inner:
 * @self: a condition
 *
 * Returns: (transfer none) (nullable): of a leaf that asks something of rows of another
 *   kind, what it asks of them
 */
RgCondition *
rg_condition_get_inner (const RgCondition *self)
{
  return self->inner;
}

/**
 * rg_condition_equal:
 * @a: a condition
 * @b: another
 *
 * Returns: whether both say the same in the same order
 */
gboolean
rg_condition_equal (const RgCondition *a, const RgCondition *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind || rg_condition_get_n_children (a) != rg_condition_get_n_children (b))
    return FALSE;
  if (a->kind == RG_CONDITION_LEAF)
    return json_object_equal (a->leaf, b->leaf);
  for (guint i = 0; i < a->children->len; i++)
    {
      if (!rg_condition_equal (g_ptr_array_index (a->children, i), g_ptr_array_index (b->children, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
names_relative_day (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         rg_condition_day_is_relative (json_node_get_string (node));
}

/**
 * rg_condition_depends_on_day:
 * @self: a condition
 *
 * Returns: whether its answer can change with the day although nothing in the
 *   shop does
 */
gboolean
rg_condition_depends_on_day (const RgCondition *self)
{
  static const char *const days[] = { "value", "to", "from" };
  static const char *const ages[] = { "days", "age_months", "within", "late" };
  JsonNode *op;

  for (guint i = 0; i < rg_condition_get_n_children (self); i++)
    {
      if (rg_condition_depends_on_day (g_ptr_array_index (self->children, i)))
        return TRUE;
    }
  if (self->leaf == NULL)
    return FALSE;
  if (self->inner != NULL && rg_condition_depends_on_day (self->inner))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      if (names_relative_day (json_object_get_member (self->leaf, days[i])))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      if (json_object_has_member (self->leaf, ages[i]))
        return TRUE;
    }
  if (g_strcmp0 (json_object_get_string_member_with_default (self->leaf, "task", NULL), "overdue") == 0)
    return TRUE;
  op = json_object_get_member (self->leaf, "op");
  return op != NULL && JSON_NODE_HOLDS_VALUE (op) && json_node_get_value_type (op) == G_TYPE_STRING &&
         (g_str_equal (json_node_get_string (op), "within") ||
          g_str_equal (json_node_get_string (op), "age"));
}

/**
 * rg_condition_names_field:
 * @self: a condition
 * @key: of a field
 *
 * Returns: whether any part of it is about that field of the rows themselves; what
 *   is asked of rows of another kind does not count
 */
gboolean
rg_condition_names_field (const RgCondition *self, const char *key)
{
  for (guint i = 0; i < rg_condition_get_n_children (self); i++)
    {
      if (rg_condition_names_field (g_ptr_array_index (self->children, i), key))
        return TRUE;
    }
  return self->leaf != NULL &&
         g_strcmp0 (json_object_get_string_member_with_default (self->leaf, "field", NULL), key) == 0;
}
