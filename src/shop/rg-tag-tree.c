/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-tree.h"

#include "store/rg-collate.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (rg - tag - error - quark, rg_tag_error)

struct _RgTagTree
{
  gatomicrefcount refs;
  GPtrArray *all; /* Node, owned */
  GPtrArray *roots;
  GHashTable *by_id;
};

/* What only this file sees of a tag. */
typedef struct
{
  RgTag tag;
  gint64 parent_id;
  char *family;
  GBytes *sort_key;
  gboolean reached;
} Node;

static void
node_free (Node *node)
{
  g_free (node->tag.name);
  g_free (node->tag.symbol);
  g_free (node->tag.description);
  g_free (node->tag.condition);
  g_free (node->tag.rule_problem);
  g_ptr_array_unref (node->tag.children);
  g_free (node->family);
  g_bytes_unref (node->sort_key);
  g_free (node);
}

/**
 * rg_tag_tree_ref:
 * @self: a tree
 *
 * Returns: (transfer full): the same
 */
RgTagTree *
rg_tag_tree_ref (RgTagTree *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rg_tag_tree_unref:
 * @self: (transfer full) (nullable): a tree
 */
void
rg_tag_tree_unref (RgTagTree *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->roots);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/* --- reading -------------------------------------------------------------- */

static Node *
read_node (RgStatement *statement)
{
  Node *node = g_new0 (Node, 1);
  RgTag *tag = &node->tag;

  tag->id = rg_statement_get_integer (statement, 0);
  tag->name = g_strdup (rg_statement_get_text (statement, 1));
  node->parent_id = rg_statement_get_integer (statement, 2);
  tag->own_color = rg_tag_color_index (rg_statement_get_text (statement, 3));
  tag->color = tag->own_color;
  tag->description = g_strdup (rg_statement_get_text (statement, 4));
  tag->symbol = g_strdup (rg_statement_get_text (statement, 5));
  tag->placed = !rg_statement_is_null (statement, 6);
  tag->position = rg_statement_get_real (statement, 6);
  tag->retired = rg_statement_get_integer (statement, 7) != 0;
  node->family = g_strdup (rg_statement_get_text (statement, 8));
  tag->condition = g_strdup (rg_statement_get_text (statement, 9));
  tag->rule_on = rg_statement_get_integer (statement, 10) != 0;
  tag->children = g_ptr_array_new ();
  node->sort_key = rg_sort_key (tag->name, NULL);
  return node;
}

static gboolean
read_all (RgTagTree *self, RgRead *read, GError **error)
{
  g_autoptr (GString) sql =
      g_string_new ("SELECT id, name, parent_id, color, description, symbol, position, retired, family,"
                    " condition, rule_on FROM tag t WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "tag", "t", sql);
  g_string_append (sql, " ORDER BY id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      Node *node = read_node (statement);

      g_ptr_array_add (self->all, node);
      g_hash_table_insert (self->by_id, &node->tag.id, node);
    }
  return step == RG_STEP_DONE;
}

/* --- the tree ------------------------------------------------------------- */

/**
 * rg_tag_compare:
 * @a: a tag
 * @b: another one of the same parent
 *
 * Returns: below, at or above 0, as @a stands before or behind @b
 */
int
rg_tag_compare (const RgTag *a, const RgTag *b)
{
  int order;

  if (a->placed != b->placed)
    return a->placed ? -1 : 1;
  if (a->placed && a->position < b->position)
    return -1;
  if (a->placed && a->position > b->position)
    return 1;
  order = g_bytes_compare (((const Node *) a)->sort_key, ((const Node *) b)->sort_key);
  return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return rg_tag_compare (*(const RgTag *const *) a, *(const RgTag *const *) b);
}

/* What a tag has from those above it. */
static void
take_from_above (Node *node, const RgTag *above)
{
  RgTag *tag = &node->tag;

  node->reached = TRUE;
  tag->depth = above != NULL ? above->depth + 1 : 1;
  tag->family = above != NULL ? above->family : (guint) rg_tag_family_index (node->family, FALSE);
  tag->hidden = tag->retired || (above != NULL && above->hidden);
  if (tag->color < 0 && above != NULL)
    tag->color = above->color;
}

/* No recursion: what a shop's file says may be of any depth. */
static void
reach (Node *root)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  take_from_above (root, NULL);
  g_ptr_array_add (waiting, root);
  while (waiting->len > 0)
    {
      Node *node = g_ptr_array_steal_index_fast (waiting, waiting->len - 1);

      g_ptr_array_sort (node->tag.children, compare_tags);
      for (guint i = 0; i < node->tag.children->len; i++)
        {
          Node *child = g_ptr_array_index (node->tag.children, i);

          take_from_above (child, &node->tag);
          g_ptr_array_add (waiting, child);
        }
    }
}

/* A tag whose parent is not there is a root. So is one of a circle, which only
 * another program can have made: it is cut at its oldest tag. */
static void
build (RgTagTree *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      Node *node = g_ptr_array_index (self->all, i);
      Node *parent = g_hash_table_lookup (self->by_id, &node->parent_id);

      node->tag.parent = parent != NULL && parent != node ? &parent->tag : NULL;
      if (node->tag.parent != NULL)
        g_ptr_array_add (parent->tag.children, node);
      else
        g_ptr_array_add (self->roots, node);
    }
  for (guint i = 0; i < self->roots->len; i++)
    reach (g_ptr_array_index (self->roots, i));
  for (guint i = 0; i < self->all->len; i++)
    {
      Node *node = g_ptr_array_index (self->all, i);

      if (node->reached)
        continue;
      g_ptr_array_remove (node->tag.parent->children, node);
      node->tag.parent = NULL;
      g_ptr_array_add (self->roots, node);
      reach (node);
    }
  g_ptr_array_sort (self->roots, compare_tags);
}

/* --- counting ------------------------------------------------------------- */

typedef struct
{
  RgStatement *customers;
  gsize words;
  GCancellable *cancellable;
} Count;

/* Reads who has @tag, whose index holds all that is needed; @bits: (nullable). */
static gboolean
count_own (Count *count, RgTag *tag, guint64 *bits, gint64 *newest, GError **error)
{
  RgStep step;

  if (g_cancellable_set_error_if_cancelled (count->cancellable, error))
    return FALSE;
  rg_statement_reset (count->customers);
  rg_statement_bind_integer (count->customers, 0, tag->id);
  while ((step = rg_statement_step (count->customers, error)) == RG_STEP_ROW)
    {
      guint64 customer = (guint64) rg_statement_get_integer (count->customers, 0);

      tag->n_own++;
      *newest = MAX (*newest, rg_statement_get_integer (count->customers, 1));
      if (bits != NULL && customer / 64 < count->words)
        bits[customer / 64] |= G_GUINT64_CONSTANT (1) << (customer % 64);
    }
  return step == RG_STEP_DONE;
}

static guint64
join_bits (const guint64 *bits, guint64 *above, gsize words)
{
  guint64 n = 0;

  for (gsize i = 0; i < words; i++)
    {
      n += (guint64) __builtin_popcountll (bits[i]);
      if (above != NULL)
        above[i] |= bits[i];
    }
  return n;
}

/* Each assignment is read once. A customer is a bit, and only the tags between
 * a root and the one that is counted have bits at a time; a leaf writes into
 * those of its parent. @newest: by id, the newest assignment of each tag. */
static gboolean
count_tag (Count *count, RgTag *tag, guint64 *above, GHashTable *newest, GError **error)
{
  g_autofree guint64 *own = tag->children->len > 0 ? g_try_new0 (guint64, count->words) : NULL;
  gint64 row = 0;

  if (!count_own (count, tag, own != NULL ? own : above, &row, error))
    return FALSE;
  if (row != 0)
    g_hash_table_insert (newest, tag, GSIZE_TO_POINTER ((gsize) row));
  for (guint i = 0; i < tag->children->len; i++)
    if (!count_tag (count, g_ptr_array_index (tag->children, i), own, newest, error))
      return FALSE;
  tag->n_all = own != NULL ? join_bits (own, above, count->words) : tag->n_own;
  return TRUE;
}

/* Ids only grow: the newest row of a tag tells when it was last given. */
static gboolean
read_last_used (RgDatabase *db, GHashTable *newest, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT created_at FROM customer_tag WHERE id = ?1", error);
  GHashTableIter iter;
  gpointer tag, row;

  if (statement == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, newest);
  while (g_hash_table_iter_next (&iter, &tag, &row))
    {
      RgStep step;

      rg_statement_reset (statement);
      rg_statement_bind_integer (statement, 0, (gint64) GPOINTER_TO_SIZE (row));
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      ((RgTag *) tag)->last_used = step == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
    }
  return TRUE;
}

static gboolean
read_largest (RgDatabase *db, gint64 *largest, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT ifnull (max (customer_id), 0) FROM customer_tag", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *largest = rg_statement_get_integer (statement, 0);
  return TRUE;
}

static gboolean
count_all (RgTagTree *self, RgRead *read, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql =
      g_string_new ("SELECT c.customer_id, c.id FROM customer_tag c WHERE c.tag_id = ?1");
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GHashTable) newest = g_hash_table_new (NULL, NULL);
  RgDatabase *db = rg_read_get_database (read);
  Count count = { .cancellable = cancellable };
  gint64 largest = 0;

  if (!read_largest (db, &largest, error))
    return FALSE;
  count.words = (gsize) largest / 64 + 1;
  rg_read_hide_open (read, "customer_tag", "c", sql);
  statement = rg_database_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  count.customers = statement;
  for (guint i = 0; i < self->roots->len; i++)
    if (!count_tag (&count, g_ptr_array_index (self->roots, i), NULL, newest, error))
      return FALSE;
  return read_last_used (db, newest, error);
}

/**
 * rg_tag_tree_read:
 * @read: a read transaction
 * @count: whether customers are counted
 * @cancellable: (nullable): asked at each tag
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): every tag of the shop; %NULL on error
 */
RgTagTree *
rg_tag_tree_read (RgRead *read, gboolean count, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgTagTree) self = g_new0 (RgTagTree, 1);

  g_atomic_ref_count_init (&self->refs);
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  self->roots = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (!read_all (self, read, error))
    return NULL;
  build (self);
  if (count && !count_all (self, read, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- asking --------------------------------------------------------------- */

/**
 * rg_tag_tree_get_all:
 * @self: a tree
 *
 * Returns: (transfer none) (element-type RgTag): every tag, by id
 */
GPtrArray *
rg_tag_tree_get_all (RgTagTree *self)
{
  return self->all;
}

/**
 * rg_tag_tree_get_roots:
 * @self: a tree
 *
 * Returns: (transfer none) (element-type RgTag): those without a parent
 */
GPtrArray *
rg_tag_tree_get_roots (RgTagTree *self)
{
  return self->roots;
}

/**
 * rg_tag_tree_get:
 * @self: a tree
 * @id: row of tag
 *
 * Returns: (transfer none) (nullable): the tag
 */
RgTag *
rg_tag_tree_get (RgTagTree *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * rg_tag_dup_path:
 * @tag: a tag
 *
 * Returns: (transfer full): the names from its root down to it, with / between
 */
char *
rg_tag_dup_path (const RgTag *tag)
{
  GString *path = g_string_new (tag->name);

  for (const RgTag *above = tag->parent; above != NULL; above = above->parent)
    {
      g_string_prepend_c (path, '/');
      g_string_prepend (path, above->name);
    }
  return g_string_free_and_steal (path);
}

/**
 * rg_tag_tree_find:
 * @self: a tree
 * @text: an id, a path, or a name
 * @error: %RG_TAG_ERROR_NOT_FOUND or %RG_TAG_ERROR_MANY
 *
 * A path goes before a name, an id before both.
 *
 * Returns: (transfer none) (nullable): the tag that is meant
 */
RgTag *
rg_tag_tree_find (RgTagTree *self, const char *text, GError **error)
{
  guint64 id;
  RgTag *found = NULL;
  guint n = 0;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    found = rg_tag_tree_get (self, (gint64) id);
  for (guint i = 0; found == NULL && i < self->all->len; i++)
    {
      RgTag *tag = g_ptr_array_index (self->all, i);
      g_autofree char *path = rg_tag_dup_path (tag);

      if (g_str_equal (path, text))
        found = tag;
    }
  if (found != NULL)
    return found;
  for (guint i = 0; i < self->all->len; i++)
    if (g_str_equal (((RgTag *) g_ptr_array_index (self->all, i))->name, text))
      {
        found = g_ptr_array_index (self->all, i);
        n++;
      }
  if (n == 1)
    return found;
  if (n == 0)
    g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_NOT_FOUND, _ ("There is no tag “%s”."), text);
  else
    g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_MANY,
                 _ ("Several tags are called “%s”. Please say which by its path or its number."), text);
  return NULL;
}

/**
 * rg_tag_is_below:
 * @tag: a tag
 * @above: another one, or the same
 *
 * Returns: whether @tag is @above or stands below it
 */
gboolean
rg_tag_is_below (const RgTag *tag, const RgTag *above)
{
  for (; tag != NULL; tag = tag->parent)
    if (tag == above)
      return TRUE;
  return FALSE;
}

/**
 * rg_tag_height:
 * @tag: a tag
 *
 * Returns: how many levels it and what stands below it have
 */
guint
rg_tag_height (const RgTag *tag)
{
  guint height = 0;

  for (guint i = 0; i < tag->children->len; i++)
    height = MAX (height, rg_tag_height (g_ptr_array_index (tag->children, i)));
  return height + 1;
}
