/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-stages.h"
#include "shop/rg-views.h"

/* Saved views. */

#define N_SHIPPED 19
#define N_OF_DEALS 5

static gpointer
list_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_views_list (read, error);
}

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *views = rg_store_read_sync (f->store, list_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return views;
}

/* Their titles with commas between them. */
static char *
titles (Fixture *f)
{
  g_autoptr (GPtrArray) views = list (f);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", rg_view_get_title (g_ptr_array_index (views, i)));
  return g_string_free_and_steal (text);
}

static void
ship (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  rg_views_ship (f->store, &error);
  g_assert_no_error (error);
}

static gpointer
delete_vip_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) view = rg_views_find (rg_write_as_read (write), "vip", error);

  g_assert_nonnull (view);
  return rg_views_delete (begin (write), view->id, error) ? write : NULL;
}

static gpointer
history_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_history_list (read, 0, 10, error);
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_WINDOW, NULL, cancellable, error);
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = rg_store_write_sync (f->store, undo_func, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
assert_shipped (const RgView *view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_view_parse (view, &error);

  g_assert_no_error (error);
  g_assert_nonnull (condition);
  g_assert_nonnull (view->key);
  g_assert_nonnull (view->icon);
  g_assert_nonnull (view->condition);
  g_assert_true (view->pinned);
}

static void
test_shipped (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) views = NULL, again = NULL;
  g_autoptr (GPtrArray) history = NULL;

  ship (f);
  ship (f);
  views = list (f);
  g_assert_cmpuint (views->len, ==, N_SHIPPED);
  for (guint i = 0; i < views->len; i++)
    assert_shipped (g_ptr_array_index (views, i));
  g_assert_cmpstr (((RgView *) g_ptr_array_index (views, 0))->key, ==, "overdue");

  /* Once, and by nobody whose Ctrl+Z would take them. */
  history = rg_store_read_sync (f->store, history_func, NULL, NULL, NULL);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (((RgOperation *) g_ptr_array_index (history, 0))->origin, ==, RG_ORIGIN_SYSTEM);

  /* What was deleted does not come back but by undo. */
  run (f, delete_vip_func);
  ship (f);
  again = list (f);
  g_assert_cmpuint (again->len, ==, N_SHIPPED - 1);
  undo (f);
  g_ptr_array_unref (again);
  again = list (f);
  g_assert_cmpuint (again->len, ==, N_SHIPPED);
}

/* Every one can be asked. */
static gpointer
ask_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) views = rg_views_list (read, error);
  gint64 n;

  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);
      g_autoptr (RgQuery) query = rg_view_make_query (view, error);

      if (query == NULL || !rg_view_check (view, read, error) ||
          !rg_query_count (query, read, cancellable, &n, error))
        return NULL;
      g_assert_cmpstr (rg_query_get_entity (query), ==, view->entity);
      if (g_str_equal (view->entity, "deal"))
        g_assert_true (rg_condition_names_field (rg_query_get_condition (query), "state"));
    }
  return GINT_TO_POINTER (views->len);
}

static gpointer
list_deals_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_views_list_of (read, "deal", error);
}

/* A shop as it was left by a program without deals. */
static gpointer
forget_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) views = rg_views_list_of (rg_write_as_read (write), "deal", error);
  RgOp *op = begin (write);

  for (guint i = 0; i < views->len; i++)
    if (!rg_views_delete (op, ((const RgView *) g_ptr_array_index (views, i))->id, error))
      return NULL;
  return rg_database_exec (rg_write_get_database (write),
                           "UPDATE meta SET value = substr (value, 1, instr (value, ' deals-'))"
                           " WHERE key = 'views_shipped'",
                           error)
             ? write
             : NULL;
}

/* The others stay theirs. */
static void
test_of_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) views = NULL, all = NULL;
  g_autoptr (GError) error = NULL;

  ship (f);
  run (f, forget_func);
  all = list (f);
  g_assert_cmpuint (all->len, ==, N_SHIPPED - N_OF_DEALS);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((const RgView *) g_ptr_array_index (all, i))->entity, ==, "customer");
  ship (f);
  ship (f);
  views = rg_store_read_sync (f->store, list_deals_func, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (views->len, ==, N_OF_DEALS);
  g_assert_cmpstr (((const RgView *) g_ptr_array_index (views, 0))->key, ==, "deals-stalled");
  g_assert_cmpint (GPOINTER_TO_INT (rg_store_read_sync (f->store, ask_func, NULL, NULL, &error)), ==,
                   N_SHIPPED);
  g_assert_no_error (error);
}

/* A view that names a stage goes on to mean it, whatever it and others are called. */
static gpointer
stages_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const forms[] = {
    "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":\"proposal\"}",
    "{\"moved\":\"proposal\"}",
    "{\"customer\":{\"deal\":{\"moved\":\"won\",\"was\":\"proposal\"}}}",
  };
  RgOp *op = begin (write);
  RgRead *read = rg_write_as_read (write);
  g_autoptr (GPtrArray) views = NULL;

  if (!rg_stages_ensure (op, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (RgView) view = rg_view_new_of ("deal", "方案");

      view->condition = g_strdup (forms[i]);
      if (rg_views_create (op, view, error) == 0)
        return NULL;
    }
  if (GPOINTER_TO_INT (data) != 0
          ? !rg_stage_change (op, 1, &(RgStageWords) { .name = "proposal", .days = -1, .chance = -1 }, error)
          : rg_stage_add (op, &(RgStageWords) { .name = "proposal" }, 0, error) == 0)
    return NULL;
  views = rg_views_list (read, error);
  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);

      g_assert_null (strstr (view->condition, "proposal"));
      g_assert_nonnull (strchr (view->condition, '3'));
      g_assert_true (rg_view_check (view, read, error));
    }
  return views->len == G_N_ELEMENTS (forms) ? op : NULL;
}

static void
test_stages (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (rg_store_write_sync (f->store, stages_func, (gpointer) data, NULL, &error));
  g_assert_no_error (error);
}

/* Which deals are shown when nothing says what has become of them. */
static void
test_shown (void)
{
  static const struct
  {
    const char *json;
    gboolean open;
  } cases[] = {
    { NULL, TRUE },
    { "{\"all\":[]}", TRUE },
    { "{\"late\":true}", TRUE },
    { "{\"none\":[{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"}]}", FALSE },
    { "{\"any\":[{\"field\":\"owner\",\"op\":\"empty\"},{\"field\":\"closed\",\"op\":\"filled\"}]}", FALSE },
    { "{\"field\":\"lost_reason\",\"op\":\"is\",\"value\":\"太贵\"}", FALSE },
    { "{\"customer\":{\"deal\":{\"field\":\"state\",\"op\":\"is\",\"value\":\"won\"}}}", TRUE },
    { "{\"all\":[{\"moved\":\"lost\",\"was\":\"proposal\",\"from\":\"month-start\"}]}", FALSE },
    { "{\"moved\":\"won\",\"op\":\"has\"}", FALSE },
    { "{\"moved\":\"won\",\"op\":\"none\"}", TRUE },
    { "{\"moved\":3,\"was\":\"won\"}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCondition) condition =
          cases[i].json != NULL ? rg_condition_parse (cases[i].json, NULL) : NULL;
      g_autoptr (RgCondition) shown = rg_deals_condition_shown (condition);
      g_autofree char *json = rg_condition_to_json (shown);

      g_assert_true (rg_condition_names_field (shown, "state") || !cases[i].open);
      if (cases[i].open)
        g_assert_nonnull (strstr (json, "\"open\""));
      else
        g_assert_true (rg_condition_equal (shown, condition));
    }
}

static gint64
keep (RgOp *op, const char *name)
{
  g_autoptr (RgView) view = rg_view_new (name);
  g_autoptr (GError) error = NULL;
  gint64 id = rg_views_create (op, view, &error);

  g_assert_no_error (error);
  return id;
}

static void
move (RgOp *op, gint64 id, gint64 before)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_views_move (op, id, before, &error));
  g_assert_no_error (error);
}

static gpointer
keep_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  keep (op, "甲");
  keep (op, "乙");
  keep (op, "丙");
  return op;
}

static gpointer
move_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  move (begin (write), 3, 1);
  return write;
}

static gpointer
move_back_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  move (begin (write), 3, 0);
  return write;
}

/* Halves of halves come to an end. */
static gpointer
move_often_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  for (guint i = 0; i < 101; i++)
    {
      move (op, i % 2 == 0 ? 3 : 2, 1);
      move (op, 1, i % 2 == 0 ? 3 : 2);
      move (op, 1, 0);
    }
  move (op, 1, 3);
  return op;
}

static void
assert_titles (Fixture *f, const char *wanted)
{
  g_autofree char *found = titles (f);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  run (f, keep_func);
  assert_titles (f, "甲,乙,丙");
  run (f, move_func);
  assert_titles (f, "丙,甲,乙");
  undo (f);
  assert_titles (f, "甲,乙,丙");
  run (f, move_func);
  run (f, move_back_func);
  assert_titles (f, "甲,乙,丙");
  run (f, move_often_func);
  assert_titles (f, "乙,甲,丙");
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) view = rg_views_find (rg_write_as_read (write), "乙", error);

  g_set_str (&view->name, "潜水员");
  g_set_str (&view->condition, "{\"field\":\"next_date\",\"op\":\"empty\"}");
  g_set_str (&view->sort, "created_at");
  view->descending = TRUE;
  view->columns = rg_view_join_columns ("name, phone,");
  view->pinned = FALSE;
  return rg_views_change (begin (write), view, error) ? write : NULL;
}

static gpointer
nameless_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) view = rg_view_new (" ");
  g_autoptr (GError) refused = NULL;

  g_assert_cmpint (rg_views_create (begin (write), view, &refused), ==, 0);
  g_assert_error (refused, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  return write;
}

static void
test_change (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgQuery) query = NULL;
  g_auto (GStrv) keys = NULL;
  const RgView *view;

  run (f, keep_func);
  run (f, change_func);
  views = list (f);
  view = g_ptr_array_index (views, 1);
  g_assert_cmpstr (view->name, ==, "潜水员");
  g_assert_cmpstr (view->columns, ==, "[\"name\",\"phone\"]");
  g_assert_false (view->pinned);
  keys = rg_view_split_columns (view->columns);
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  query = rg_view_make_query (view, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rg_query_get_sort (query), ==, "created_at");
  g_assert_true (rg_query_get_descending (query));
  g_assert_nonnull (rg_query_get_condition (query));
  run (f, nameless_func);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/views/shipped", Fixture, NULL, set_up, test_shipped, tear_down);
  g_test_add ("/views/of-deals", Fixture, NULL, set_up, test_of_deals, tear_down);
  g_test_add ("/views/stages/added", Fixture, GINT_TO_POINTER (0), set_up, test_stages, tear_down);
  g_test_add ("/views/stages/renamed", Fixture, GINT_TO_POINTER (1), set_up, test_stages, tear_down);
  g_test_add_func ("/views/shown", test_shown);
  g_test_add ("/views/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/views/change", Fixture, NULL, set_up, test_change, tear_down);
  return g_test_run ();
}
