/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-tag-styles.h"

#include "app/widgets/rg-display.h"

#define STORE_KEY "rg-tag-styles"

struct _RgTagStyles
{
  GObject parent_instance;

  RgTagTree *tree;     /* (nullable): until it has been read */
  GHashTable *by_name; /* (element-type utf8 RgTag): both of tree */
  GCancellable *reading;
  gboolean outdated; /* changed again while it was read */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagStyles, rg_tag_styles, G_TYPE_OBJECT)

/**
 * rg_tag_style_make:
 * @name: of a tag
 * @color: its own colour or that of a tag above it; -1 for none
 * @symbol: (nullable): its symbol, as stored
 *
 * Returns: what it looks like
 */
RgTagStyle
rg_tag_style_make (const char *name, int color, const char *symbol)
{
  const RgTagSymbol *known = rg_tag_symbol_find (symbol);

  return (RgTagStyle) { .color = color >= 0 ? (guint) color : rg_display_color (name),
                        .icon = known != NULL ? known->icon : NULL };
}

/**
 * rg_tag_style_of:
 * @tag: a tag
 *
 * Returns: what it looks like
 */
RgTagStyle
rg_tag_style_of (const RgTag *tag)
{
  return rg_tag_style_make (tag->name, tag->color, tag->symbol);
}

/* --- reading -------------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tag_tree_read (read, FALSE, cancellable, error);
}

/* Where two families have a name, the one in use counts, the older one first. */
static void
take_tree (RgTagStyles *self, RgTagTree *tree)
{
  GPtrArray *all = rg_tag_tree_get_all (tree);

  g_hash_table_remove_all (self->by_name);
  g_clear_pointer (&self->tree, rg_tag_tree_unref);
  self->tree = tree;
  for (guint i = 0; i < all->len; i++)
    {
      RgTag *tag = g_ptr_array_index (all, i);
      const RgTag *other = g_hash_table_lookup (self->by_name, tag->name);

      if (other == NULL || (other->hidden && !tag->hidden))
        g_hash_table_replace (self->by_name, tag->name, tag);
    }
}

static void read_tags (RgTagStyles *self, RgStore *store);

/* What cannot be read leaves everything as it looks. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgTagStyles) self = user_data;
  RgTagTree *tree = rg_store_read_finish (RG_STORE (source), result, NULL);

  g_clear_object (&self->reading);
  if (tree != NULL)
    take_tree (self, tree);
  if (self->outdated)
    read_tags (self, RG_STORE (source));
  else if (tree != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_tags (RgTagStyles *self, RgStore *store)
{
  self->outdated = self->reading != NULL;
  if (self->outdated)
    return;
  self->reading = g_cancellable_new ();
  rg_store_read_async (store, read_func, NULL, NULL, (GDestroyNotify) rg_tag_tree_unref, self->reading,
                       read_cb, g_object_ref (self));
}

static void
store_changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgTagStyles *self)
{
  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    if (g_str_equal (rg_changes_get (changes, i)->entity, "tag"))
      {
        read_tags (self, store);
        return;
      }
}

/* --- the object ----------------------------------------------------------- */

static void
rg_tag_styles_finalize (GObject *object)
{
  RgTagStyles *self = RG_TAG_STYLES (object);

  g_hash_table_unref (self->by_name);
  rg_tag_tree_unref (self->tree);

  G_OBJECT_CLASS (rg_tag_styles_parent_class)->finalize (object);
}

static void
rg_tag_styles_class_init (RgTagStylesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_tag_styles_finalize;

  /**
   * RgTagStyles::changed:
   *
   * Tags may look different now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_tag_styles_init (RgTagStyles *self)
{
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * rg_tag_styles_for_store:
 * @store: a shop
 *
 * Returns: (transfer none): what its tags look like
 */
RgTagStyles *
rg_tag_styles_for_store (RgStore *store)
{
  RgTagStyles *self = g_object_get_data (G_OBJECT (store), STORE_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (RG_TYPE_TAG_STYLES, NULL);
  g_object_set_data_full (G_OBJECT (store), STORE_KEY, self, g_object_unref);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_DEFAULT);
  read_tags (self, store);
  return self;
}

/**
 * rg_tag_styles_is_ready:
 * @self: styles
 *
 * Returns: whether nothing is being read
 */
gboolean
rg_tag_styles_is_ready (RgTagStyles *self)
{
  return self->reading == NULL;
}

/**
 * rg_tag_styles_get:
 * @self: (nullable): styles
 * @id: of a tag; 0 when only its name is known
 * @name: its name
 *
 * Returns: what it looks like
 */
RgTagStyle
rg_tag_styles_get (RgTagStyles *self, gint64 id, const char *name)
{
  const RgTag *tag = NULL;

  if (self != NULL && self->tree != NULL && id != 0)
    tag = rg_tag_tree_get (self->tree, id);
  if (self != NULL && tag == NULL)
    tag = g_hash_table_lookup (self->by_name, name);
  return tag != NULL ? rg_tag_style_of (tag) : rg_tag_style_make (name, -1, NULL);
}
