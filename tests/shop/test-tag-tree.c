/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"
#include "shop/rg-profile.h"
#include "shop/rg-tag-change.h"
#include "shop/rg-tag-hygiene.h"
#include "shop/rg-tag-merge.h"
#include "shop/rg-tag-step.h"

#include "store-test-util.h"

#include <locale.h>
#include <string.h>

/* The tree of tags: what it counts, what may be done with it, and that every
 * step can be undone. */

/* More than a short operation takes. */
#define MANY 10500
#define RANDOM_STEPS 300

typedef struct
{
  char *folder;
  RgStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  rg_clock_set (G_GINT64_CONSTANT (1763773200000));
  f->folder = test_folder_new ();
  f->store = test_open (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  test_close (f->store);
  test_shop_free (f->folder);
  rg_clock_set (0);
}

/* --- one step --------------------------------------------------------------- */

typedef enum
{
  CREATE,
  CHANGE,
  MOVE,
  RETIRE,
  BACK,
  DELETE,
} Verb;

typedef struct
{
  Verb verb;
  gint64 id;
  gint64 parent;
  gint64 before;
  const char *family;
  RgTagWish wish;
} Step;

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Step", error);
  gboolean good = FALSE;

  g_assert_nonnull (op);
  switch (step->verb)
    {
    case CREATE:
      step->id = rg_tag_create (op, &step->wish, step->parent, step->family, error);
      good = step->id != 0;
      break;
    case CHANGE:
      good = rg_tag_change (op, step->id, &step->wish, error);
      break;
    case MOVE:
      good = rg_tag_move (op, step->id, step->parent, step->family, step->before, error);
      break;
    case RETIRE:
    case BACK:
      good = rg_tag_retire (op, step->id, step->verb == RETIRE, error);
      break;
    case DELETE:
      good = rg_tag_delete (op, step->id, error);
      break;
    default:
      g_assert_not_reached ();
    }
  return good ? step : NULL;
}

/* Returns the code of the refusal, -1 when it was done. */
static int
try_step (Fixture *f, Step *step)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_write_sync (f->store, step_func, step, NULL, &error) != NULL)
    return -1;
  g_assert_error (error, RG_TAG_ERROR, error->code);
  g_assert_cmpstr (error->message, !=, "");
  return error->code;
}

static gint64
create (Fixture *f, const char *name, gint64 parent)
{
  Step step = { .verb = CREATE, .parent = parent, .wish = { .name = name } };

  g_assert_cmpint (try_step (f, &step), ==, -1);
  return step.id;
}

static int
move (Fixture *f, gint64 id, gint64 parent, gint64 before)
{
  return try_step (f, &(Step) { .verb = MOVE, .id = id, .parent = parent, .before = before });
}

static void
give (Fixture *f, gint64 customer, gint64 tag, const char *cause)
{
  g_autofree char *who = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT, tag);

  test_insert (f->store, "test", "customer_tag", "customer_id", who, "tag_id", what, "cause", cause, NULL);
}

static void
add_people (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    test_insert (f->store, "test", "customer", "name", "张三", NULL);
}

/* --- looking ---------------------------------------------------------------- */

static gpointer
tree_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tag_tree_read (read, TRUE, cancellable, error);
}

static RgTagTree *
read_tree (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RgTagTree *tree = rg_store_read_sync (f->store, tree_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return tree;
}

static void
append_tags (GString *text, GPtrArray *tags)
{
  for (guint i = 0; i < tags->len; i++)
    {
      const RgTag *tag = g_ptr_array_index (tags, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", tag->name);
      if (tag->retired)
        g_string_append_c (text, '-');
      if (tag->children->len == 0)
        continue;
      g_string_append_c (text, '(');
      append_tags (text, tag->children);
      g_string_append_c (text, ')');
    }
}

static void
assert_tree (Fixture *f, const char *wanted)
{
  g_autoptr (RgTagTree) tree = read_tree (f);
  g_autoptr (GString) text = g_string_new (NULL);

  append_tags (text, rg_tag_tree_get_roots (tree));
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
}

/* --- counts ----------------------------------------------------------------- */

static void
test_counts (Fixture *f, gconstpointer data)
{
  gint64 root = create (f, "宝宝", 0), middle = create (f, "一岁", root), leaf = create (f, "十个月", middle);
  gint64 other = create (f, "VIP", 0);
  g_autoptr (RgTagTree) tree = NULL;
  g_autofree char *path = NULL;

  add_people (f, 70);
  give (f, 1, root, NULL);
  give (f, 1, leaf, NULL);
  give (f, 2, leaf, NULL);
  give (f, 64, middle, NULL);
  rg_clock_set (G_GINT64_CONSTANT (1763773200000) + 5000);
  give (f, 70, leaf, NULL);
  give (f, 70, middle, NULL);
  tree = read_tree (f);
  g_assert_cmpuint (rg_tag_tree_get (tree, leaf)->n_own, ==, 3);
  g_assert_cmpuint (rg_tag_tree_get (tree, leaf)->n_all, ==, 3);
  g_assert_cmpuint (rg_tag_tree_get (tree, middle)->n_own, ==, 2);
  g_assert_cmpuint (rg_tag_tree_get (tree, middle)->n_all, ==, 4);
  g_assert_cmpuint (rg_tag_tree_get (tree, root)->n_own, ==, 1);
  g_assert_cmpuint (rg_tag_tree_get (tree, root)->n_all, ==, 4);
  g_assert_cmpuint (rg_tag_tree_get (tree, other)->n_all, ==, 0);
  g_assert_cmpint (rg_tag_tree_get (tree, other)->last_used, ==, 0);
  g_assert_cmpint (rg_tag_tree_get (tree, root)->last_used, ==, G_GINT64_CONSTANT (1763773200000));
  g_assert_cmpint (rg_tag_tree_get (tree, leaf)->last_used, ==, G_GINT64_CONSTANT (1763773205000));
  g_assert_cmpuint (rg_tag_tree_get (tree, leaf)->depth, ==, 3);
  path = rg_tag_dup_path (rg_tag_tree_get (tree, leaf));
  g_assert_cmpstr (path, ==, "宝宝/一岁/十个月");
}

static void
test_find (Fixture *f, gconstpointer data)
{
  gint64 a = create (f, "甲", 0), b = create (f, "乙", 0), both = create (f, "同", a);
  g_autoptr (RgTagTree) tree = NULL;
  g_autoptr (GError) error = NULL;

  create (f, "同", b);
  tree = read_tree (f);
  g_assert_cmpint (rg_tag_tree_find (tree, "甲/同", NULL)->id, ==, both);
  g_assert_cmpint (rg_tag_tree_find (tree, "2", NULL)->id, ==, b);
  g_assert_cmpint (rg_tag_tree_find (tree, "乙", NULL)->id, ==, b);
  g_assert_null (rg_tag_tree_find (tree, "同", &error));
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_MANY);
  g_clear_error (&error);
  g_assert_null (rg_tag_tree_find (tree, "丙", &error));
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_NOT_FOUND);
}

/* Made by another program: a circle, and a parent that is not there. */
static void
test_circle (Fixture *f, gconstpointer data)
{
  test_insert (f->store, "test", "tag", "name", "甲", NULL);
  test_insert (f->store, "test", "tag", "name", "乙", "parent_id", "1", NULL);
  test_insert (f->store, "test", "tag", "name", "丙", "parent_id", "2", NULL);
  test_update (f->store, "test", "tag", 1, "parent_id", "3", NULL);
  assert_tree (f, "甲(乙(丙))");
}

/* --- what is refused --------------------------------------------------------- */

static void
test_refused (Fixture *f, gconstpointer data)
{
  gint64 a = create (f, "甲", 0), b = create (f, "乙", a), c = create (f, "丙", b), last = c;
  Step same = { .verb = CREATE, .wish = { .name = " 甲 " } };
  Step none = { .verb = CREATE, .wish = { .name = " " } };
  Step color = { .verb = CREATE, .wish = { .name = "x", .color = "#f00" } };
  Step symbol = { .verb = CHANGE, .id = a, .wish = { .symbol = "rocket" } };
  Step family = { .verb = MOVE, .id = a, .family = "mine" };
  Step renamed = { .verb = CHANGE, .id = a, .wish = { .name = "丁" } };
  Step used = { .verb = DELETE, .id = a };
  g_autofree char *before = NULL, *after = NULL;

  create (f, "丁", 0);
  create (f, "丙", a);
  for (guint depth = 4; depth <= RG_TAG_MAX_DEPTH; depth++)
    last = create (f, "深", last);
  before = test_dump (f->store);
  g_assert_cmpint (try_step (f, &same), ==, RG_TAG_ERROR_TAKEN);
  g_assert_cmpint (try_step (f, &none), ==, RG_TAG_ERROR_NAME);
  g_assert_cmpint (try_step (f, &color), ==, RG_TAG_ERROR_WORD);
  g_assert_cmpint (try_step (f, &symbol), ==, RG_TAG_ERROR_WORD);
  g_assert_cmpint (try_step (f, &family), ==, RG_TAG_ERROR_WORD);
  g_assert_cmpint (try_step (f, &renamed), ==, RG_TAG_ERROR_TAKEN);
  g_assert_cmpint (try_step (f, &used), ==, RG_TAG_ERROR_USED);
  g_assert_cmpint (move (f, a, a, 0), ==, RG_TAG_ERROR_CYCLE);
  g_assert_cmpint (move (f, a, last, 0), ==, RG_TAG_ERROR_CYCLE);
  g_assert_cmpint (move (f, c, a, 0), ==, RG_TAG_ERROR_TAKEN);
  g_assert_cmpint (move (f, 4, last, 0), ==, RG_TAG_ERROR_DEPTH);
  g_assert_cmpint (move (f, 99, 0, 0), ==, RG_TAG_ERROR_NOT_FOUND);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

/* --- order, retiring ---------------------------------------------------------- */

static void
test_order (Fixture *f, gconstpointer data)
{
  gint64 root = create (f, "根", 0), a = create (f, "阿", root), b = create (f, "八", root),
         c = create (f, "曾", root);
  g_autofree char *before = test_dump (f->store), *after = NULL;

  assert_tree (f, "根(阿 八 曾)");
  g_assert_cmpint (move (f, c, root, a), ==, -1);
  assert_tree (f, "根(曾 阿 八)");
  g_assert_cmpint (move (f, b, root, a), ==, -1);
  assert_tree (f, "根(曾 八 阿)");
  g_assert_cmpint (move (f, c, root, 0), ==, -1);
  assert_tree (f, "根(八 阿 曾)");
  undo (f);
  undo (f);
  undo (f);
  after = test_dump (f->store);
  test_assert_same (after, before);
}

static void
test_retire (Fixture *f, gconstpointer data)
{
  gint64 a = create (f, "甲", 0), b = create (f, "乙", a);

  create (f, "丙", a);
  test_update (f->store, "test", "tag", b, "rule_on", "1", "condition", "{\"all\":[]}", NULL);
  g_assert_cmpint (try_step (f, &(Step) { .verb = RETIRE, .id = a }), ==, -1);
  assert_tree (f, "甲-(丙- 乙-)");
  g_assert_cmpint (test_number (f->store, "SELECT sum (rule_on) FROM tag"), ==, 0);
  g_assert_cmpint (try_step (f, &(Step) { .verb = BACK, .id = b }), ==, -1);
  assert_tree (f, "甲(丙- 乙)");
  undo (f);
  undo (f);
  assert_tree (f, "甲(丙 乙)");
  g_assert_cmpint (test_number (f->store, "SELECT sum (rule_on) FROM tag"), ==, 1);
}

/* --- merging ------------------------------------------------------------------ */

static RgTagMergeReport *
merge (Fixture *f, gint64 gone, gint64 keep, GError **error)
{
  RgTagMergeJob job = { .keep = keep, .gone = gone, .origin = RG_ORIGIN_WINDOW, .session = "test" };

  return rg_store_write_sync (f->store, rg_tag_merge_write_func, &job, NULL, error);
}

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

/* --- rules ---------------------------------------------------------------------- */

static gpointer
rule_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "", error);

  return op != NULL && rg_tag_step_apply (op, data, error) ? data : NULL;
}

static void
set_rule (Fixture *f, gint64 tag, const char *condition, int on, GError **error)
{
  g_autoptr (RgTagStep) step = rg_tag_step_new (RG_TAG_RULE, tag);

  step->condition = g_strdup (condition);
  step->rule_on = on;
  rg_store_write_sync (f->store, rule_func, step, NULL, error);
}

static gpointer
profile_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_profile_read (read, *(gint64 *) data, 10, error);
}

static void
test_rule (Fixture *f, gconstpointer data)
{
  gint64 tag = create (f, "姓王", 0), one = 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgProfile) profile = NULL;
  const RgProfileTag *given;
  g_autofree char *label = NULL;

  test_insert (f->store, "a", "customer", "name", "王芳", NULL);
  set_rule (f, tag, NULL, 1, &error);
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_RULE);
  g_clear_error (&error);
  set_rule (f, tag, "{\"field\":\"ghost\",\"op\":\"filled\"}", -1, &error);
  g_assert_nonnull (error);
  g_clear_error (&error);
  set_rule (f, tag, "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"王\"}", 1, &error);
  g_assert_no_error (error);
  label =
      test_query (f->store, "SELECT label FROM operation WHERE session = 'test' ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "Switch the rule of the tag “姓王” on");
  rg_follow_catch_up (f->store, NULL, &error);
  g_assert_no_error (error);
  profile = rg_store_read_sync (f->store, profile_func, &one, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_profile_get_tags (profile)->len, ==, 1);
  given = g_ptr_array_index (rg_profile_get_tags (profile), 0);
  g_assert_nonnull (given->reason);
  g_assert_cmpstr (given->reason, !=, "");
  g_assert_cmpint (try_step (f, &(Step) { .verb = RETIRE, .id = tag }), ==, -1);
  set_rule (f, tag, NULL, 1, &error);
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_RULE);
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

/* --- hygiene --------------------------------------------------------------------- */

static void
test_hygiene (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {
    "会员",     "會員",     "ＶＩＰ",     "vip",        "团购",     "团构",
    "新客",     "老客",     "2024年会员", "2025年会员", "只买奶粉", "只买奶粉的",
    "送货上门", "送货下门", "上门送货",   "甲乙丙丁",   "乙丙丁戊",
  };
  g_autoptr (RgTagTree) tree = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    create (f, names[i], 0);
  add_people (f, 1);
  give (f, 1, 2, NULL);
  tree = read_tree (f);
  pairs = rg_tag_hygiene_pairs (tree);
  for (guint i = 0; i < pairs->len; i++)
    {
      const RgTagPair *pair = g_ptr_array_index (pairs, i);

      g_string_append_printf (got, "%d %s<%s\n", pair->likeness, pair->keep->name, pair->gone->name);
    }
  g_assert_cmpstr (got->str, ==,
                   "0 會員<会员\n0 ＶＩＰ<vip\n1 团购<团构\n2 只买奶粉<只买奶粉的\n2 送货上门<送货下门\n");
}

static gpointer
hygiene_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (read, TRUE, cancellable, error);

  return tree != NULL ? rg_tag_hygiene_read (read, tree, cancellable, error) : NULL;
}

static void
test_hygiene_people (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTagHygiene) hygiene = NULL;

  create (f, "没人", create (f, "根", 0));
  create (f, "有人", 1);
  test_insert (f->store, "test", "customer", "name", "一", "phone", "13800138000", NULL);
  test_insert (f->store, "test", "customer", "name", "二", "last_contact", "2025-11-01", NULL);
  test_insert (f->store, "test", "customer", "name", "三", NULL);
  test_insert (f->store, "test", "identity", "customer_id", "3", "kind", "phone", "value", "13900139000",
               NULL);
  give (f, 1, 3, NULL);
  hygiene = rg_store_read_sync (f->store, hygiene_func, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hygiene->unused->len, ==, 1);
  g_assert_cmpstr (((RgTag *) g_ptr_array_index (hygiene->unused, 0))->name, ==, "没人");
  g_assert_cmpuint (hygiene->n_without_phone, ==, 1);
  g_assert_cmpuint (hygiene->n_never_contacted, ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/tag-tree/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts", test_counts);
  ADD ("find", test_find);
  ADD ("circle", test_circle);
  ADD ("refused", test_refused);
  ADD ("order", test_order);
  ADD ("retire", test_retire);
  ADD ("merge", test_merge);
  ADD ("merge/below", test_merge_below);
  ADD ("merge/many", test_merge_many);
  ADD ("rule", test_rule);
  ADD ("random", test_random);
  ADD ("hygiene", test_hygiene);
  ADD ("hygiene/people", test_hygiene_people);
#undef ADD

  return g_test_run ();
}
