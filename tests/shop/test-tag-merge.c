/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tag-test.h"

/* Two tags that become one, and anything at random: every step can be undone. */

/* More than a short operation takes. */
#define MANY 10500
#define RANDOM_STEPS 300

/* --- merging ------------------------------------------------------------------ */

static void
test_merge (Fixture *f, gconstpointer data)
{
  gint64 keep = create (f, "会员", 0), gone = create (f, "會員", 0);
  gint64 same = create (f, "金", keep), twin = create (f, "金", gone);
  g_autoptr (GError) error = NULL;
  g_autofree RgTagMergeReport *report = NULL;
  g_autofree char *before = NULL, *after = NULL, *got = NULL;

  create (f, "银", gone);
  add_people (f, 4);
  give (f, 1, keep, NULL);
  give (f, 1, gone, NULL);
  give (f, 2, gone, "import");
  give (f, 3, keep, "rule:{}");
  give (f, 3, gone, NULL);
  give (f, 4, twin, NULL);
  give (f, 4, same, NULL);
  test_insert (f->store, "test", "tag", "name", "规", "condition", "{\"all\":[{\"tag\":2,\"op\":\"has\"}]}",
               NULL);
  test_insert (f->store, "test", "view", "name", "视", "position", "1", "condition",
               "{\"tag\":4,\"op\":\"has\"}", NULL);
  before = test_dump (f->store);
  report = merge (f, gone, keep, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->moved, ==, 1);
  g_assert_cmpuint (report->both, ==, 3);
  g_assert_cmpuint (report->children, ==, 2);
  assert_tree (f, "规 会员(金 银)");
  got = test_query (f->store, "SELECT customer_id, tag_id, cause FROM customer_tag ORDER BY 1, 2");
  g_assert_cmpstr (got, ==, "1|1|\n2|1|import\n3|1|\n4|3|");
  g_clear_pointer (&got, g_free);
  got = test_query (f->store,
                    "SELECT condition FROM tag WHERE name = '规' UNION ALL SELECT condition FROM view");
  g_assert_cmpstr (got, ==, "{\"all\":[{\"tag\":1,\"op\":\"has\"}]}\n{\"tag\":3,\"op\":\"has\"}");
  undo (f);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

static void
assert_conditions (Fixture *f, const char *rule, const char *view)
{
  g_autofree char *got = test_query (
      f->store, "SELECT condition FROM tag WHERE name = '规' UNION ALL SELECT condition FROM view");
  g_autofree char *wanted = g_strdup_printf ("%s\n%s", rule, view);

  g_assert_cmpstr (got, ==, wanted);
}

/* What names a tag by its name or path means the same one when that changes. */
static void
test_named (Fixture *f, gconstpointer data)
{
  gint64 root = create (f, "家庭", 0), tag = create (f, "宝妈", root), other = create (f, "妈妈", 0);
  Step rename = { .verb = CHANGE, .id = tag, .wish = { .name = "新手妈妈" } };
  g_autofree char *before = NULL, *after = NULL;
  g_autofree RgTagMergeReport *report = NULL;
  g_autoptr (GError) error = NULL;

  test_insert (f->store, "test", "tag", "name", "规", "condition", "{\"tag\":\"家庭/宝妈\",\"op\":\"has\"}",
               NULL);
  test_insert (f->store, "test", "view", "name", "视", "position", "1", "condition",
               "{\"any\":[{\"tag\":\"宝妈\",\"op\":\"has\"},{\"tag\":\"无\",\"op\":\"has\"}]}", NULL);
  before = test_dump (f->store);

  g_assert_cmpint (try_step (f, &rename), ==, -1);
  assert_conditions (f, "{\"tag\":2,\"op\":\"has\"}",
                     "{\"any\":[{\"tag\":2,\"op\":\"has\"},{\"tag\":\"无\",\"op\":\"has\"}]}");
  undo (f);
  after = test_dump (f->store);
  test_assert_same (after, before);

  g_assert_cmpint (move (f, tag, 0, 0), ==, -1);
  assert_conditions (f, "{\"tag\":2,\"op\":\"has\"}",
                     "{\"any\":[{\"tag\":2,\"op\":\"has\"},{\"tag\":\"无\",\"op\":\"has\"}]}");
  undo (f);

  report = merge (f, tag, other, &error);
  g_assert_no_error (error);
  assert_conditions (f, "{\"tag\":3,\"op\":\"has\"}",
                     "{\"any\":[{\"tag\":3,\"op\":\"has\"},{\"tag\":\"无\",\"op\":\"has\"}]}");
}

/* Into one that stands below it. */
static void
test_merge_below (Fixture *f, gconstpointer data)
{
  gint64 root = create (f, "根", 0), a = create (f, "甲", root), b = create (f, "乙", a),
         c = create (f, "丙", b);
  g_autoptr (GError) error = NULL;
  g_autofree RgTagMergeReport *report = merge (f, a, c, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  assert_tree (f, "根(丙(乙))");
  g_assert_null (merge (f, b, b, &error));
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_CYCLE);
}

static gpointer
many_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Many", error);
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  const RgEntity *given = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");
  RgCell name = { .field = rg_entity_find_field (customer, "name"),
                  .value = { .kind = RG_VALUE_TEXT, .text = (char *) "李" } };
  RgCell cells[2] = { { .field = rg_entity_find_field (given, "customer_id") },
                      { .field = rg_entity_find_field (given, "tag_id") } };

  cells[0].value.kind = cells[1].value.kind = RG_VALUE_INTEGER;
  for (guint i = 0; i < MANY; i++)
    {
      cells[0].value.integer = rg_op_insert (op, customer, &name, 1, error);
      cells[1].value.integer = 2;
      g_assert_cmpint (rg_op_insert (op, given, cells, 2, error), !=, 0);
      cells[1].value.integer = 1;
      if (i % 3 == 0)
        g_assert_cmpint (rg_op_insert (op, given, cells, 2, error), !=, 0);
    }
  return op;
}

static void
count_cb (guint64 done, guint64 total, gpointer user_data)
{
  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (total, ==, MANY);
  (*(guint *) user_data)++;
}

static void
cancel_cb (guint64 done, guint64 total, gpointer user_data)
{
  if (done >= MANY / 2)
    g_cancellable_cancel (user_data);
}

static void
test_merge_many (Fixture *f, gconstpointer data)
{
  RgTagMergeJob job = { .keep = 1, .gone = 2, .origin = RG_ORIGIN_WINDOW, .session = "test" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree RgTagMergeReport *report = NULL;
  g_autofree char *before = NULL, *cancelled = NULL, *after = NULL;
  guint told = 0;

  create (f, "甲", 0);
  create (f, "乙", 0);
  g_assert_nonnull (rg_store_write_sync (f->store, many_func, NULL, NULL, &error));
  before = test_dump (f->store);
  job.progress = cancel_cb;
  job.progress_data = cancellable;
  g_assert_null (rg_store_write_sync (f->store, rg_tag_merge_write_func, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  cancelled = test_dump (f->store);
  test_assert_same (cancelled, before);

  job.progress = count_cb;
  job.progress_data = &told;
  report = rg_store_write_sync (f->store, rg_tag_merge_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->both, ==, MANY / 3);
  g_assert_cmpuint (report->moved, ==, MANY - MANY / 3);
  g_assert_cmpuint (told, >=, 10);
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM customer_tag WHERE tag_id = 1"), ==, MANY);
  undo (f);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

/* --- at random ----------------------------------------------------------------- */

static void
assert_sound (Fixture *f)
{
  g_autoptr (RgTagTree) tree = read_tree (f);
  GPtrArray *all = rg_tag_tree_get_all (tree);

  for (guint i = 0; i < all->len; i++)
    {
      const RgTag *tag = g_ptr_array_index (all, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, tag->id);
      g_autofree char *sql =
          g_strdup_printf ("WITH RECURSIVE b (id) AS (SELECT %s UNION SELECT t.id FROM tag t JOIN b ON "
                           "t.parent_id = b.id) SELECT count (DISTINCT customer_id) FROM customer_tag "
                           "WHERE tag_id IN (SELECT id FROM b)",
                           id);

      g_assert_cmpuint (tag->depth, >=, 1);
      g_assert_cmpuint (tag->depth, <=, RG_TAG_MAX_DEPTH);
      g_assert_cmpuint (tag->depth, ==, tag->parent != NULL ? tag->parent->depth + 1 : 1);
      g_assert_cmpint ((gint64) tag->n_all, ==, test_number (f->store, sql));
    }
}

/* Whatever is asked for, the tree stays one, and undoing all of it brings back
 * what was. */
static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251122);
  g_autofree char *before = NULL, *after = NULL;
  guint done = 0, merged = 0;

  add_people (f, 30);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("签%u", i);
      gint64 id = create (f, name, i == 0 ? 0 : g_rand_int_range (rand, 0, (int) i));

      for (guint j = 0; j < 4; j++)
        give (f, 1 + g_rand_int_range (rand, 0, 7) + 7 * (int) j, id, j == 0 ? "rule:{}" : NULL);
    }
  before = test_dump (f->store);
  for (guint i = 0; i < RANDOM_STEPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("签%d", g_rand_int_range (rand, 0, 16));
      Step step = { .verb = (Verb) g_rand_int_range (rand, CREATE, DELETE + 1),
                    .id = g_rand_int_range (rand, 1, 30),
                    .parent = g_rand_int_range (rand, 0, 30),
                    .before = g_rand_int_range (rand, 0, 30),
                    .wish = { .name = name } };
      gint64 last = test_number (f->store, "SELECT max (id) FROM operation");

      if (i % 10 == 9)
        {
          g_autofree RgTagMergeReport *report = merge (f, step.id, step.parent, NULL);

          merged += report != NULL ? 1 : 0;
        }
      else
        {
          try_step (f, &step);
        }
      if (test_number (f->store, "SELECT max (id) FROM operation") > last)
        done++;
      if (i % 20 == 0)
        assert_sound (f);
    }
  assert_sound (f);
  g_assert_cmpuint (done, >, RANDOM_STEPS / 4);
  g_assert_cmpuint (merged, >, 2);
  for (guint i = 0; i < done; i++)
    undo (f);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/tag-merge/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("two", test_merge);
  ADD ("below", test_merge_below);
  ADD ("named", test_named);
  ADD ("many", test_merge_many);
  ADD ("random", test_random);
#undef ADD

  return g_test_run ();
}
