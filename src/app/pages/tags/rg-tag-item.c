/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tag-item.h"

struct _RgTagItem
{
  GObject parent_instance;

  RgTagTree *tree;
  RgTag *tag; /* (nullable): of tree */
  guint family;
};

G_DEFINE_FINAL_TYPE (RgTagItem, rg_tag_item, G_TYPE_OBJECT)

static void
rg_tag_item_finalize (GObject *object)
{
  rg_tag_tree_unref (RG_TAG_ITEM (object)->tree);

  G_OBJECT_CLASS (rg_tag_item_parent_class)->finalize (object);
}

static void
rg_tag_item_class_init (RgTagItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_tag_item_finalize;
}

static void
rg_tag_item_init (RgTagItem *self)
{
}

/**
 * rg_tag_item_new_tag:
 * @tree: all tags
 * @tag: one of them
 *
 * Returns: (transfer full): the line of @tag
 */
RgTagItem *
rg_tag_item_new_tag (RgTagTree *tree, RgTag *tag)
{
  RgTagItem *self = g_object_new (RG_TYPE_TAG_ITEM, NULL);

  self->tree = rg_tag_tree_ref (tree);
  self->tag = tag;
  self->family = tag->family;
  return self;
}

/**
 * rg_tag_item_new_family:
 * @tree: all tags
 * @family: which of the four
 *
 * Returns: (transfer full): the line of the family
 */
RgTagItem *
rg_tag_item_new_family (RgTagTree *tree, guint family)
{
  RgTagItem *self = g_object_new (RG_TYPE_TAG_ITEM, NULL);

  self->tree = rg_tag_tree_ref (tree);
  self->family = family;
  return self;
}

/**
 * rg_tag_item_get_tag:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): its tag
 */
RgTag *
rg_tag_item_get_tag (RgTagItem *self)
{
  return self->tag;
}

/**
 * rg_tag_item_get_family:
 * @self: a line
 *
 * Returns: the family, or that of its tag
 */
guint
rg_tag_item_get_family (RgTagItem *self)
{
  return self->family;
}

/**
 * rg_tag_item_get_tree:
 * @self: a line
 *
 * Returns: (transfer none): all tags
 */
RgTagTree *
rg_tag_item_get_tree (RgTagItem *self)
{
  return self->tree;
}

/**
 * rg_tag_item_get_key:
 * @self: a line
 *
 * Returns: what it is known by when the shop is read again
 */
gint64
rg_tag_item_get_key (RgTagItem *self)
{
  return self->tag != NULL ? self->tag->id : -1 - (gint64) self->family;
}

/**
 * rg_tag_item_get_name:
 * @self: a line
 *
 * Returns: (transfer none): what it is called
 */
const char *
rg_tag_item_get_name (RgTagItem *self)
{
  return self->tag != NULL ? self->tag->name : rg_tag_family_label (self->family);
}

/**
 * rg_tag_item_make_children:
 * @self: a line
 * @retired: whether those out of use are among them
 *
 * Returns: (transfer full) (nullable): what stands below it; %NULL for nothing
 */
GListModel *
rg_tag_item_make_children (RgTagItem *self, gboolean retired)
{
  GPtrArray *tags = self->tag != NULL ? self->tag->children : rg_tag_tree_get_roots (self->tree);
  g_autoptr (GListStore) children = g_list_store_new (RG_TYPE_TAG_ITEM);

  for (guint i = 0; i < tags->len; i++)
    {
      RgTag *tag = g_ptr_array_index (tags, i);
      g_autoptr (RgTagItem) item = NULL;

      if (tag->family != self->family || (tag->hidden && !retired))
        continue;
      item = rg_tag_item_new_tag (self->tree, tag);
      g_list_store_append (children, item);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (children)) == 0)
    return NULL;
  return G_LIST_MODEL (g_steal_pointer (&children));
}

/**
 * rg_tag_items_make_families:
 * @tree: all tags
 *
 * Returns: (transfer full) (element-type RgTagItem): the four families
 */
GListModel *
rg_tag_items_make_families (RgTagTree *tree)
{
  GListStore *families = g_list_store_new (RG_TYPE_TAG_ITEM);

  for (guint i = 0; i < RG_TAG_N_FAMILIES; i++)
    {
      g_autoptr (RgTagItem) item = rg_tag_item_new_family (tree, i);

      g_list_store_append (families, item);
    }
  return G_LIST_MODEL (families);
}
