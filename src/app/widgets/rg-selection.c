/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-selection-private.h"

/* So few ids are looked for one by one; more are met by walking the list. */
#define FEW 8

typedef enum
{
  PROP_ITEM_TYPE = 1,
  PROP_N_ITEMS,
  PROP_N_SELECTED,
} RgSelectionProperty;

static GParamSpec *properties[PROP_N_SELECTED + 1];

static void rg_selection_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgSelection,
                               rg_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, rg_selection_model_init))

/* --- the list ------------------------------------------------------------- */

static guint
n_items (RgSelection *self)
{
  return g_list_model_get_n_items (self->model);
}

guint
rg_selection_id_at (RgSelection *self, guint position)
{
  return (guint) self->id_at (self->model, position);
}

static GType
rg_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (RG_SELECTION (model)->model);
}

static guint
rg_selection_get_n_items (GListModel *model)
{
  return n_items (RG_SELECTION (model));
}

static gpointer
rg_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (RG_SELECTION (model)->model, position);
}

static void
rg_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rg_selection_get_item_type;
  iface->get_n_items = rg_selection_get_n_items;
  iface->get_item = rg_selection_get_item;
}

/* --- counting ------------------------------------------------------------- */

static guint
find (RgSelection *self, guint id)
{
  guint n = n_items (self);

  for (guint i = 0; i < n; i++)
    if (rg_selection_id_at (self, i) == id)
      return i;

  return G_MAXUINT;
}

/* Those of the ids that the list has. */
static GtkBitset *
find_ids (RgSelection *self)
{
  GtkBitset *there = gtk_bitset_new_empty ();
  guint n = n_items (self);

  if (gtk_bitset_get_size (self->ids) <= FEW)
    {
      for (guint i = 0; i < gtk_bitset_get_size (self->ids); i++)
        {
          guint id = gtk_bitset_get_nth (self->ids, i);

          if (find (self, id) != G_MAXUINT)
            gtk_bitset_add (there, id);
        }
      return there;
    }
  for (guint i = 0; i < n; i++)
    {
      guint id = rg_selection_id_at (self, i);

      if (gtk_bitset_contains (self->ids, id))
        gtk_bitset_add (there, id);
    }

  return there;
}

/* What has left the list is not selected any more, nor may it be changed by
 * what is done to the selection. A row that moves leaves and comes back at
 * once, so that this waits until somebody asks. */
static void
settle (RgSelection *self)
{
  g_autoptr (GtkBitset) there = NULL;

  if (self->counted)
    return;
  self->counted = TRUE;
  self->n_hits = 0;
  if (gtk_bitset_is_empty (self->ids))
    return;

  there = find_ids (self);
  self->n_hits = gtk_bitset_get_size (there);
  if (self->all)
    return;
  gtk_bitset_unref (self->ids);
  self->ids = g_steal_pointer (&there);
}

static gboolean
announce_cb (gpointer user_data)
{
  RgSelection *self = RG_SELECTION (user_data);

  self->announce = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);

  return G_SOURCE_REMOVE;
}

/* Hundreds of runs of rows may go and come for one change of the shop. */
static void
announce_later (RgSelection *self)
{
  if (self->announce == 0)
    self->announce = g_idle_add (announce_cb, self);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, RgSelection *self)
{
  self->counted = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  announce_later (self);
}

/* --- for the model ------------------------------------------------------- */

gboolean
rg_selection_has (RgSelection *self, guint position)
{
  return gtk_bitset_contains (self->ids, rg_selection_id_at (self, position)) != self->all;
}

void
rg_selection_changed (RgSelection *self, guint position, guint n)
{
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* --- the object ----------------------------------------------------------- */

static void
rg_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgSelection *self = RG_SELECTION (object);

  switch ((RgSelectionProperty) prop_id)
    {
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, g_list_model_get_item_type (self->model));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, n_items (self));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint64 (value, rg_selection_get_n (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_selection_dispose (GObject *object)
{
  RgSelection *self = RG_SELECTION (object);

  g_clear_handle_id (&self->announce, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  G_OBJECT_CLASS (rg_selection_parent_class)->dispose (object);
}

static void
rg_selection_finalize (GObject *object)
{
  RgSelection *self = RG_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->query, rg_query_unref);
  g_clear_pointer (&self->ids, gtk_bitset_unref);

  G_OBJECT_CLASS (rg_selection_parent_class)->finalize (object);
}

static void
rg_selection_class_init (RgSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rg_selection_get_property;
  object_class->dispose = rg_selection_dispose;
  object_class->finalize = rg_selection_finalize;

  /**
   * RgSelection:item-type:
   *
   * The type of the rows.
   */
  properties[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, flags);
  /**
   * RgSelection:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * RgSelection:n-selected:
   *
   * How many rows are selected.
   */
  properties[PROP_N_SELECTED] = g_param_spec_uint64 ("n-selected", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rg_selection_init (RgSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
  self->counted = TRUE;
}

/**
 * rg_selection_new_for_model:
 * @model: rows, each with an id of its own
 * @id_at: gives the ids
 * @query: (nullable): what the rows are the result of
 *
 * Returns: (transfer full): a selection of nothing
 */
RgSelection *
rg_selection_new_for_model (GListModel *model, RgSelectionIdFunc id_func, RgQuery *query)
{
  RgSelection *self = g_object_new (RG_TYPE_SELECTION, NULL);

  self->model = g_object_ref (model);
  self->id_at = id_func;
  self->query = query != NULL ? rg_query_ref (query) : NULL;
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);

  return self;
}

static gint64
record_list_id_at (GListModel *model, guint position)
{
  return rg_record_list_get_id ((RgRecordList *) model, position);
}

/**
 * rg_selection_new:
 * @list: a list
 *
 * Returns: (transfer full): a selection of nothing
 */
RgSelection *
rg_selection_new (RgRecordList *list)
{
  return rg_selection_new_for_model (G_LIST_MODEL (list), record_list_id_at, rg_record_list_get_query (list));
}

static const char *
search_of (RgSelection *self)
{
  return self->query != NULL ? rg_query_get_search (self->query) : NULL;
}

static RgCondition *
condition_of (RgSelection *self)
{
  return self->query != NULL ? rg_query_get_condition (self->query) : NULL;
}

/* Whether everything of @self was in @old as well: the same is asked, or more was
 * not asked before. */
static gboolean
is_within (RgSelection *self, RgSelection *old)
{
  if (search_of (old) != NULL && g_strcmp0 (search_of (old), search_of (self)) != 0)
    return FALSE;
  return condition_of (old) == NULL ||
         (condition_of (self) != NULL && rg_condition_equal (condition_of (old), condition_of (self)));
}

/* What stays selected of "everything in @old but these": the rows that both
 * lists have. */
static void
take_over_both (RgSelection *self, RgSelection *old)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  guint n = n_items (old);

  for (guint i = 0; i < n; i++)
    if (rg_selection_has (old, i))
      gtk_bitset_add (selected, rg_selection_id_at (old, i));
  gtk_bitset_union (self->ids, selected);
}

/**
 * rg_selection_take_over:
 * @self: the selection of a fresh list, which nobody shows yet
 * @old: that of the list before
 *
 * Selects what was selected and is still there. Everything stays everything
 * when the same is asked again, in another order perhaps.
 */
void
rg_selection_take_over (RgSelection *self, RgSelection *old)
{
  self->picking = old->picking;
  self->counted = FALSE;
  if (old->all && is_within (self, old))
    {
      self->all = TRUE;
      gtk_bitset_union (self->ids, old->ids);
    }
  else if (old->all)
    take_over_both (self, old);
  else
    gtk_bitset_union (self->ids, old->ids);
}

/**
 * rg_selection_get_n:
 * @self: a selection
 *
 * Returns: how many rows are selected
 */
guint64
rg_selection_get_n (RgSelection *self)
{
  g_return_val_if_fail (RG_IS_SELECTION (self), 0);

  settle (self);
  return self->all ? n_items (self) - self->n_hits : self->n_hits;
}

/**
 * rg_selection_is_all:
 * @self: a selection
 *
 * Returns: whether no row is left out
 */
gboolean
rg_selection_is_all (RgSelection *self)
{
  return n_items (self) > 0 && rg_selection_get_n (self) == n_items (self);
}

/**
 * rg_selection_get_ids:
 * @self: a selection
 * @limit: how many ids at most
 *
 * Returns: (transfer full) (element-type gint64): the first of those that are
 *   selected, in the list's order
 */
GArray *
rg_selection_get_ids (RgSelection *self, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = n_items (self), most = (guint) MIN (limit, rg_selection_get_n (self));

  for (guint i = 0; i < n && ids->len < most; i++)
    {
      gint64 id = rg_selection_id_at (self, i);

      if (rg_selection_has (self, i))
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * rg_selection_get_only:
 * @self: a selection
 *
 * Returns: the id of the row that alone is selected, else 0
 */
gint64
rg_selection_get_only (RgSelection *self)
{
  g_autoptr (GArray) ids = NULL;

  if (rg_selection_get_n (self) != 1)
    return 0;
  if (!self->all)
    return gtk_bitset_get_minimum (self->ids);

  ids = rg_selection_get_ids (self, 1);
  return g_array_index (ids, gint64, 0);
}

/**
 * rg_selection_dup_chosen:
 * @self: the selection of an RgRecordList
 *
 * Returns: (transfer full): what is selected, for whoever does something to it
 */
RgChosen *
rg_selection_dup_chosen (RgSelection *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint id;

  g_return_val_if_fail (self->query != NULL, NULL);

  settle (self);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->ids, &id); more;
       more = gtk_bitset_iter_next (&iter, &id))
    g_array_append_val (ids, id);

  return self->all ? rg_chosen_new_all_except (self->query, (const guint32 *) (void *) ids->data, ids->len)
                   : rg_chosen_new_ids (self->query, (const guint32 *) (void *) ids->data, ids->len);
}

/**
 * rg_selection_set_picking:
 * @self: a selection
 * @picking: whether rows are being picked one by one
 */
void
rg_selection_set_picking (RgSelection *self, gboolean picking)
{
  self->picking = picking;
}

/**
 * rg_selection_get_picking:
 * @self: a selection
 *
 * Returns: whether rows are being picked one by one
 */
gboolean
rg_selection_get_picking (RgSelection *self)
{
  return self->picking;
}
