/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-selection.h"

/* --- rows made of ids only ------------------------------------------------ */

#define IDS_TYPE_LIST (ids_list_get_type ())
G_DECLARE_FINAL_TYPE (IdsList, ids_list, IDS, LIST, GObject)

struct _IdsList
{
  GObject parent_instance;
  GArray *ids; /* (element-type gint64) */
  guint n_asked;
};

static void ids_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdsList,
                               ids_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ids_list_model_init))

static GType
ids_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
ids_list_get_n_items (GListModel *model)
{
  return IDS_LIST (model)->ids->len;
}

static gpointer
ids_list_get_item (GListModel *model, guint position)
{
  return position < IDS_LIST (model)->ids->len ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
ids_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ids_list_get_item_type;
  iface->get_n_items = ids_list_get_n_items;
  iface->get_item = ids_list_get_item;
}

static void
ids_list_finalize (GObject *object)
{
  g_array_unref (IDS_LIST (object)->ids);
  G_OBJECT_CLASS (ids_list_parent_class)->finalize (object);
}

static void
ids_list_class_init (IdsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ids_list_finalize;
}

static void
ids_list_init (IdsList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gint64
id_at (GListModel *model, guint position)
{
  IdsList *self = IDS_LIST (model);

  self->n_asked++;
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/* Ids from @first on, @n of them. */
static IdsList *
ids_new (gint64 first, guint n)
{
  IdsList *self = g_object_new (IDS_TYPE_LIST, NULL);

  for (gint64 id = first; id < first + n; id++)
    g_array_append_val (self->ids, id);

  return self;
}

static void
ids_take (IdsList *self, guint position)
{
  g_array_remove_index (self->ids, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
ids_put (IdsList *self, guint position, gint64 id)
{
  g_array_insert_val (self->ids, position, id);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static RgSelection *
selection_of (IdsList *list)
{
  return rg_selection_new_for_model (G_LIST_MODEL (list), id_at, NULL);
}

static void
assert_ids (RgSelection *selection, const char *wanted)
{
  g_autoptr (GArray) ids = rg_selection_get_ids (selection, G_MAXUINT);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (ids, gint64, i));
  g_assert_cmpstr (text->str, ==, wanted);
  g_assert_cmpuint (rg_selection_get_n (selection), ==, ids->len);
}

/* --- clicks and keys ------------------------------------------------------ */

static void
test_clicks (void)
{
  g_autoptr (IdsList) list = ids_new (11, 9);
  g_autoptr (RgSelection) selection = selection_of (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 9);
  assert_ids (selection, "");
  g_assert_cmpint (rg_selection_get_only (selection), ==, 0);

  gtk_selection_model_select_item (model, 2, TRUE);
  assert_ids (selection, "13");
  g_assert_cmpint (rg_selection_get_only (selection), ==, 13);
  gtk_selection_model_select_item (model, 7, FALSE);
  assert_ids (selection, "13 18");
  g_assert_cmpint (rg_selection_get_only (selection), ==, 0);
  gtk_selection_model_unselect_item (model, 2);
  assert_ids (selection, "18");
  gtk_selection_model_select_range (model, 1, 3, TRUE);
  assert_ids (selection, "12 13 14");
  gtk_selection_model_select_range (model, 6, 100, FALSE);
  assert_ids (selection, "12 13 14 17 18 19");
  gtk_selection_model_unselect_range (model, 2, 5);
  assert_ids (selection, "12 18 19");
  rg_selection_toggle (selection, 0);
  rg_selection_toggle (selection, 1);
  assert_ids (selection, "11 18 19");

  /* Beyond the end there is nothing. */
  gtk_selection_model_select_item (model, 9, FALSE);
  rg_selection_toggle (selection, 9);
  g_assert_false (gtk_selection_model_is_selected (model, 9));
  assert_ids (selection, "11 18 19");
}

static void
test_all (void)
{
  g_autoptr (IdsList) list = ids_new (1, 5);
  g_autoptr (RgSelection) selection = selection_of (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  g_autoptr (GtkBitset) positions = NULL;

  gtk_selection_model_select_all (model);
  assert_ids (selection, "1 2 3 4 5");
  g_assert_true (rg_selection_is_all (selection));
  positions = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, 5);

  gtk_selection_model_unselect_item (model, 1);
  gtk_selection_model_unselect_item (model, 3);
  gtk_selection_model_unselect_item (model, 3);
  assert_ids (selection, "1 3 5");
  g_assert_false (rg_selection_is_all (selection));
  gtk_selection_model_select_item (model, 3, FALSE);
  assert_ids (selection, "1 3 4 5");
  gtk_selection_model_unselect_range (model, 2, 3);
  assert_ids (selection, "1");
  g_assert_cmpint (rg_selection_get_only (selection), ==, 1);

  gtk_selection_model_unselect_all (model);
  assert_ids (selection, "");
}

/* A rubber band says what is selected within its mask. */
static void
test_rubber_band (void)
{
  g_autoptr (IdsList) list = ids_new (1, 9);
  g_autoptr (RgSelection) selection = selection_of (list);
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (2, 4), selected = gtk_bitset_new_range (3, 6);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 2, FALSE);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (selection), selected, mask);
  assert_ids (selection, "1 4 5 6");
}

/* While rows are picked, going to one takes none away. */
static void
test_picking (void)
{
  g_autoptr (IdsList) list = ids_new (1, 5);
  g_autoptr (RgSelection) selection = selection_of (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  rg_selection_set_picking (selection, TRUE);
  rg_selection_toggle (selection, 1);
  rg_selection_toggle (selection, 3);
  gtk_selection_model_select_item (model, 0, TRUE);
  assert_ids (selection, "2 4");
  gtk_selection_model_select_range (model, 3, 2, TRUE);
  assert_ids (selection, "2 4 5");
  rg_selection_set_picking (selection, FALSE);
  gtk_selection_model_select_item (model, 0, TRUE);
  assert_ids (selection, "1");
}

/* --- the list changes ----------------------------------------------------- */

static void
test_moves (void)
{
  g_autoptr (IdsList) list = ids_new (1, 6);
  g_autoptr (RgSelection) selection = selection_of (list);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 1, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 4, FALSE);

  /* Row 2 moves to the end, somebody comes in before, row 5 goes for good. */
  ids_take (list, 1);
  ids_put (list, 5, 2);
  ids_put (list, 0, 99);
  assert_ids (selection, "5 2");
  ids_take (list, 4);
  assert_ids (selection, "2");
  /* What went and was counted is not selected when it comes again. */
  ids_put (list, 0, 5);
  assert_ids (selection, "2");
}

/* With everything selected, whoever comes in is selected too; whoever was left
 * out stays so. */
static void
test_moves_all (void)
{
  g_autoptr (IdsList) list = ids_new (1, 4);
  g_autoptr (RgSelection) selection = selection_of (list);

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (selection), 2);
  ids_put (list, 2, 50);
  assert_ids (selection, "1 2 50 4");
  ids_take (list, 3);
  g_assert_cmpuint (rg_selection_get_n (selection), ==, 4);
  ids_put (list, 0, 3);
  assert_ids (selection, "1 2 50 4");
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_notify (void)
{
  g_autoptr (IdsList) list = ids_new (1, 4);
  g_autoptr (RgSelection) selection = selection_of (list);
  guint count = 0;

  g_signal_connect (selection, "notify::n-selected", G_CALLBACK (count_cb), &count);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (count, ==, 1);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (count, ==, 2);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (count, ==, 2);

  /* Many small changes of the list are told of once. */
  for (guint i = 0; i < 4; i++)
    ids_take (list, 0);
  g_assert_cmpuint (count, ==, 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count, ==, 3);
}

static void
test_take_over (void)
{
  g_autoptr (IdsList) first = ids_new (1, 6), second = ids_new (4, 6);
  g_autoptr (RgSelection) old = selection_of (first), fresh = selection_of (second),
                          all = selection_of (second);

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (old), 2, 3, TRUE);
  rg_selection_take_over (fresh, old);
  assert_ids (fresh, "4 5");

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (old));
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (old), 4);
  rg_selection_take_over (all, old);
  assert_ids (all, "4 6 7 8 9");
}

/* All that one search found, after another one: what both found. */
static void
test_take_over_search (void)
{
  g_autoptr (IdsList) first = ids_new (1, 6), second = ids_new (4, 6);
  g_autoptr (RgQuery) wang = rg_query_new ("customer"), zhang = rg_query_new ("customer");
  g_autoptr (RgSelection) old = NULL, fresh = NULL, again = NULL;

  rg_query_set_search (wang, "wang");
  rg_query_set_search (zhang, "zhang");
  old = rg_selection_new_for_model (G_LIST_MODEL (first), id_at, wang);
  fresh = rg_selection_new_for_model (G_LIST_MODEL (second), id_at, zhang);
  again = rg_selection_new_for_model (G_LIST_MODEL (second), id_at, wang);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (old));
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (old), 3);
  rg_selection_take_over (fresh, old);
  assert_ids (fresh, "5 6");
  rg_selection_take_over (again, old);
  assert_ids (again, "5 6 7 8 9");
}

/* All of a filtered list, without the filter or with another: those it showed. */
static void
test_take_over_condition (void)
{
  g_autoptr (IdsList) first = ids_new (4, 3), second = ids_new (1, 9);
  g_autoptr (RgQuery) all = rg_query_new ("customer"), filled = rg_query_new ("customer"),
                      same = rg_query_new ("customer"), empty = rg_query_new ("customer");
  g_autoptr (RgCondition) named = rg_condition_parse ("{\"field\":\"name\",\"op\":\"filled\"}", NULL);
  g_autoptr (RgCondition) again = rg_condition_parse ("{\"field\":\"name\",\"op\":\"filled\"}", NULL);
  g_autoptr (RgCondition) nameless = rg_condition_parse ("{\"field\":\"name\",\"op\":\"empty\"}", NULL);
  g_autoptr (RgSelection) old = NULL, unfiltered = NULL, ordered = NULL, other = NULL;

  rg_query_set_condition (filled, named);
  rg_query_set_condition (same, again);
  rg_query_set_condition (empty, nameless);
  old = rg_selection_new_for_model (G_LIST_MODEL (first), id_at, filled);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (old));
  unfiltered = rg_selection_new_for_model (G_LIST_MODEL (second), id_at, all);
  rg_selection_take_over (unfiltered, old);
  assert_ids (unfiltered, "4 5 6");
  ordered = rg_selection_new_for_model (G_LIST_MODEL (second), id_at, same);
  rg_selection_take_over (ordered, old);
  assert_ids (ordered, "1 2 3 4 5 6 7 8 9");
  other = rg_selection_new_for_model (G_LIST_MODEL (second), id_at, empty);
  rg_selection_take_over (other, old);
  assert_ids (other, "4 5 6");
}

/* --- against a naive model ------------------------------------------------ */

#define ROUNDS 3000

static void
compare (RgSelection *selection, IdsList *list, GHashTable *wanted)
{
  guint n = 0;

  for (guint i = 0; i < list->ids->len; i++)
    {
      gboolean there = g_hash_table_contains (wanted, &g_array_index (list->ids, gint64, i));

      g_assert_cmpint (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), i), ==, there);
      n += there ? 1 : 0;
    }
  g_assert_cmpuint (rg_selection_get_n (selection), ==, n);
}

static void
want (GHashTable *wanted, IdsList *list, guint position, guint n, gboolean selected)
{
  for (guint i = position; i < MIN (list->ids->len, position + n); i++)
    {
      gint64 id = g_array_index (list->ids, gint64, i);

      if (selected)
        g_hash_table_add (wanted, g_memdup2 (&id, sizeof id));
      else
        g_hash_table_remove (wanted, &id);
    }
}

/* A row that moves, without anybody asking in between. */
static void
move_one (IdsList *list, guint from, guint to)
{
  gint64 id = g_array_index (list->ids, gint64, from);

  ids_take (list, from);
  ids_put (list, MIN (to, list->ids->len), id);
}

static void
do_something (RgSelection *selection, IdsList *list, GHashTable *wanted, GRand *rand)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  guint position = (guint) g_rand_int_range (rand, 0, (gint32) list->ids->len);
  guint n = (guint) g_rand_int_range (rand, 1, 12);

  switch (g_rand_int_range (rand, 0, 16))
    {
    case 0:
      gtk_selection_model_select_all (model);
      want (wanted, list, 0, G_MAXUINT / 2, TRUE);
      break;
    case 1:
      gtk_selection_model_unselect_all (model);
      g_hash_table_remove_all (wanted);
      break;
    case 2:
    case 3:
      gtk_selection_model_select_item (model, position, TRUE);
      g_hash_table_remove_all (wanted);
      want (wanted, list, position, 1, TRUE);
      break;
    case 4:
    case 5:
      gtk_selection_model_select_range (model, position, n, FALSE);
      want (wanted, list, position, n, TRUE);
      break;
    case 6:
    case 7:
      gtk_selection_model_unselect_range (model, position, n);
      want (wanted, list, position, n, FALSE);
      break;
    case 8:
    case 9:
      want (wanted, list, position, 1, !gtk_selection_model_is_selected (model, position));
      rg_selection_toggle (selection, position);
      break;
    default:
      move_one (list, position, (guint) g_rand_int_range (rand, 0, (gint32) list->ids->len));
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autoptr (IdsList) list = ids_new (1, 40);
  g_autoptr (RgSelection) selection = selection_of (list);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < ROUNDS; i++)
    {
      do_something (selection, list, wanted, rand);
      if (g_rand_boolean (rand))
        compare (selection, list, wanted);
    }
  compare (selection, list, wanted);
}

/* A million rows: all of them are selected without anybody looking at one. */
static void
test_million (void)
{
  g_autoptr (IdsList) list = ids_new (1, 1000000);
  g_autoptr (RgSelection) selection = selection_of (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  gtk_selection_model_select_all (model);
  g_assert_cmpuint (rg_selection_get_n (selection), ==, 1000000);
  gtk_selection_model_unselect_item (model, 500000);
  gtk_selection_model_unselect_item (model, 700000);
  g_assert_cmpuint (rg_selection_get_n (selection), ==, 999998);
  g_assert_cmpuint (list->n_asked, <, 100);
  g_assert_true (gtk_selection_model_is_selected (model, 499999));
  g_assert_false (gtk_selection_model_is_selected (model, 500000));
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (list->n_asked, <, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/selection/clicks", test_clicks);
  g_test_add_func ("/app/selection/all", test_all);
  g_test_add_func ("/app/selection/rubber-band", test_rubber_band);
  g_test_add_func ("/app/selection/picking", test_picking);
  g_test_add_func ("/app/selection/moves", test_moves);
  g_test_add_func ("/app/selection/moves-all", test_moves_all);
  g_test_add_func ("/app/selection/notify", test_notify);
  g_test_add_func ("/app/selection/take-over", test_take_over);
  g_test_add_func ("/app/selection/take-over-search", test_take_over_search);
  g_test_add_func ("/app/selection/take-over-condition", test_take_over_condition);
  g_test_add_func ("/app/selection/random", test_random);
  g_test_add_func ("/app/selection/million", test_million);

  return g_test_run ();
}
