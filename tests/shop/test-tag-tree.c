/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"
#include "shop/rg-profile.h"
#include "shop/rg-tag-hygiene.h"
#include "shop/rg-tag-step.h"

#include "tag-test.h"

/* The tree of tags: what it counts, what may be done with it, and what could be
 * put in order. */

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

/* What stands below a tag that is out of use is so too, without being retired. */
static void
test_hidden (Fixture *f, gconstpointer data)
{
  gint64 above = create (f, "旧", 0), below = create (f, "更旧", above), beside = create (f, "新", 0);
  g_autoptr (RgTagTree) tree = NULL;

  test_update (f->store, "test", "tag", above, "retired", "1", NULL);
  tree = read_tree (f);
  g_assert_true (rg_tag_tree_get (tree, above)->hidden);
  g_assert_true (rg_tag_tree_get (tree, below)->hidden);
  g_assert_false (rg_tag_tree_get (tree, below)->retired);
  g_assert_false (rg_tag_tree_get (tree, beside)->hidden);
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
  g_autoptr (RgProfile) later = NULL;
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
  g_assert_true (given->by_rule && !given->rule_off);
  /* One that is off says no more why; who got the tag keeps it. */
  set_rule (f, tag, NULL, 0, &error);
  g_assert_no_error (error);
  rg_follow_catch_up (f->store, NULL, &error);
  g_assert_no_error (error);
  later = rg_store_read_sync (f->store, profile_func, &one, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_profile_get_tags (later)->len, ==, 1);
  given = g_ptr_array_index (rg_profile_get_tags (later), 0);
  g_assert_null (given->reason);
  g_assert_true (given->by_rule && given->rule_off);
  g_assert_cmpint (try_step (f, &(Step) { .verb = RETIRE, .id = tag }), ==, -1);
  set_rule (f, tag, NULL, 1, &error);
  g_assert_error (error, RG_TAG_ERROR, RG_TAG_ERROR_RULE);
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
  ADD ("hidden", test_hidden);
  ADD ("find", test_find);
  ADD ("circle", test_circle);
  ADD ("refused", test_refused);
  ADD ("order", test_order);
  ADD ("retire", test_retire);
  ADD ("rule", test_rule);
  ADD ("hygiene", test_hygiene);
  ADD ("hygiene/people", test_hygiene_people);
#undef ADD

  return g_test_run ();
}
