/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-doubles.h"

#include "store-test-util.h"

#include <locale.h>
#include <string.h>

/* Likely pairs: what is found, in which order, and what is not. */

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

/* --- asking --------------------------------------------------------------- */

/* "1-2 phone name 13800138000, 1-3 …" */
static char *
describe (const GPtrArray *pairs)
{
  static const char *const names[] = { "phone", "wechat", "email", "name", "sound", "tail" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const RgDouble *pair = g_ptr_array_index (pairs, i);

      g_string_append_printf (text, "%s%d-%d", i > 0 ? ", " : "", (int) rg_row_get_id (pair->first),
                              (int) rg_row_get_id (pair->second));
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        if ((pair->evidence & 1u << j) != 0)
          g_string_append_printf (text, " %s", names[j]);
      if (pair->shared != NULL)
        g_string_append_printf (text, " %s", pair->shared);
    }
  return g_string_free_and_steal (text);
}

typedef struct
{
  guint limit;
  guint64 total;
  gint64 of;
} Asked;

static gpointer
ask (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  if (asked->of != 0)
    return rg_doubles_of (read, asked->of, error);
  return rg_doubles_find (read, asked->limit, &asked->total, cancellable, error);
}

static char *
pairs_of (Fixture *f, Asked *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  rg_store_wait_for_search (f->store, NULL, &error);
  g_assert_no_error (error);
  pairs = rg_store_read_sync (f->store, ask, asked, NULL, &error);
  g_assert_no_error (error);
  return describe (pairs);
}

#define assert_found(f, expected)                                                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    Asked asked_ = { 0 };                                                                                    \
    g_autofree char *found_ = pairs_of ((f), &asked_);                                                       \
    g_assert_cmpstr (found_, ==, (expected));                                                                \
  }                                                                                                          \
  G_STMT_END

#define assert_of(f, id, expected)                                                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    Asked asked_ = { .of = (id) };                                                                           \
    g_autofree char *found_ = pairs_of ((f), &asked_);                                                       \
    g_assert_cmpstr (found_, ==, (expected));                                                                \
  }                                                                                                          \
  G_STMT_END

typedef struct
{
  gint64 one;
  gint64 other;
} Pair;

static gpointer
dismiss (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Pair *pair = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Not the same", error);

  return op != NULL && rg_doubles_dismiss (op, pair->one, pair->other, error) ? op : NULL;
}

static void
say_different (Fixture *f, gint64 one, gint64 other)
{
  Pair pair = { one, other };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, dismiss, &pair, NULL, &error);
  g_assert_no_error (error);
}

static gint64
add (Fixture *f, const char *name, const char *phone)
{
  return test_insert (f->store, "a", "customer", "name", name, "phone", phone, NULL);
}

static void
add_identity (Fixture *f, const char *id, const char *kind, const char *value)
{
  test_insert (f->store, "a", "identity", "customer_id", id, "kind", kind, "value", value, NULL);
}

/* --- what speaks for a pair ----------------------------------------------- */

static void
test_evidence (Fixture *f, gconstpointer data)
{
  assert_found (f, "");
  add (f, "王芳", "13800138000");
  add (f, "王 芳", "13800138000"); /* another name, the same sound */
  add (f, "李四", "13800138000");
  add (f, "王方", "13900138000");
  add (f, "王芳", "021-0138000");
  test_insert (f->store, "a", "customer", "name", "Ann", "wechat", "wf_1", "email", "a@b.cn", NULL);
  test_insert (f->store, "a", "customer", "name", "Ｂｏｂ", "wechat", "WF_1", NULL);
  test_insert (f->store, "a", "customer", "name", "bob", "email", "a@b.cn", NULL);
  add (f, "王芳", "13800137777");
  assert_found (f, "6-7 wechat wf_1, 1-5 name tail, 1-2 phone sound 13800138000, 1-4 sound tail, "
                   "2-4 sound tail, 2-5 sound tail, 4-5 sound tail, 6-8 email a@b.cn, "
                   "1-3 phone 13800138000, 2-3 phone 13800138000");
  assert_of (f, 1, "1-5 name tail, 1-2 phone sound 13800138000, 1-4 sound tail, 1-3 phone 13800138000");
  assert_of (f, 7, "6-7 wechat wf_1");
  assert_of (f, 8, "6-8 email a@b.cn");
  assert_of (f, 9, "");
  assert_of (f, 99, "");
}

static void
test_further (Fixture *f, gconstpointer data)
{
  add (f, "王芳", "13800138000");
  add (f, "李四", "13900139000");
  add (f, NULL, NULL);
  add (f, NULL, NULL);
  add_identity (f, "1", "phone", "13700137000");
  add_identity (f, "2", "phone", "13800138000");
  add_identity (f, "3", "phone", "13700137000");
  add_identity (f, "3", "wechat", "abc");
  add_identity (f, "4", "wechat", "ABC");
  /* A platform's id is one person's anyway; another shop's word is none. */
  add_identity (f, "3", "other", "x");
  add_identity (f, "4", "other", "x");
  assert_found (f, "3-4 wechat abc, 1-2 phone 13800138000, 1-3 phone 13700137000");
  assert_of (f, 3, "3-4 wechat abc, 1-3 phone 13700137000");
  assert_of (f, 1, "1-2 phone 13800138000, 1-3 phone 13700137000");
}

static void
test_dismissed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (f, "王芳", "13800138000");
  add (f, "王芳", "13800138000");
  add (f, "王芳", "13800138000");
  say_different (f, 3, 1);
  assert_found (f, "1-2 phone name 13800138000, 2-3 phone name 13800138000");
  assert_of (f, 3, "2-3 phone name 13800138000");
  say_different (f, 1, 3);
  g_assert_cmpint (test_number (f->store, "SELECT count (*) FROM not_same"), ==, 1);
  say_different (f, 2, 3);
  assert_found (f, "1-2 phone name 13800138000");
  test_undo (f->store, "test", 0, &error);
  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  assert_found (f, "1-2 phone name 13800138000, 1-3 phone name 13800138000, 2-3 phone name 13800138000");
}

/* The shop's own number says nothing, but people of one name do. */
static void
test_many_share (Fixture *f, gconstpointer data)
{
  Asked all = { 0 };
  Asked few = { .limit = 2 };
  g_autofree char *found = NULL, *limited = NULL, *last = NULL;

  for (guint i = 0; i < RG_DOUBLES_MOST_SHARING; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c%c", 'A' + i, 'z' - i);

      add (f, name, "4008001234");
    }
  found = pairs_of (f, &all);
  g_assert_cmpuint (all.total, ==, RG_DOUBLES_MOST_SHARING * (RG_DOUBLES_MOST_SHARING - 1) / 2);
  limited = pairs_of (f, &few);
  g_assert_cmpuint (few.total, ==, all.total);
  g_assert_cmpstr (limited, ==, "1-2 phone 4008001234, 1-3 phone 4008001234");
  add (f, "王芳", "4008001234");
  assert_found (f, "");
  for (guint i = 0; i < RG_DOUBLES_MOST_SHARING + 1; i++)
    add (f, "王芳", "4008001234");
  last = pairs_of (f, &all);
  g_assert_cmpuint (all.total, ==, RG_DOUBLES_MOST_SHARING + 1);
  g_assert_true (g_str_has_prefix (last, "21-22 phone name 4008001234, 22-23 phone name"));
}

/* --- against a plain comparison of everybody with everybody --------------- */

#define PEOPLE 40

typedef struct
{
  const char *name;
  const char *sound;
} Name;

static const Name names[] = {
  { NULL, NULL },      { "王芳", "wang fang" }, { "王方", "wang fang" },
  { "李四", "li si" }, { "Tom", "tom" },        { "tom", "tom" },
};

static gboolean
is_pair (guint name_a, const char *phone_a, guint name_b, const char *phone_b)
{
  if (phone_a == NULL || phone_b == NULL)
    return FALSE;
  if (g_str_equal (phone_a, phone_b))
    return TRUE;
  return names[name_a].sound != NULL && g_strcmp0 (names[name_a].sound, names[name_b].sound) == 0 &&
         g_str_equal (phone_a + strlen (phone_a) - 4, phone_b + strlen (phone_b) - 4);
}

static void
test_plainly (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint name[PEOPLE + 1];
  char *phone[PEOPLE + 1];
  Asked all = { 0 };
  g_autofree char *found = NULL;
  g_auto (GStrv) pairs = NULL;

  for (guint i = 1; i <= PEOPLE; i++)
    {
      name[i] = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (names));
      phone[i] =
          g_strdup_printf ("13%d0000000%d", g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 3));
      if (i % 9 == 0)
        g_clear_pointer (&phone[i], g_free);
      add (f, names[name[i]].name, phone[i]);
    }
  for (guint i = 1; i <= PEOPLE; i++)
    for (guint j = i + 1; j <= PEOPLE; j++)
      if (is_pair (name[i], phone[i], name[j], phone[j]))
        g_hash_table_add (expected, g_strdup_printf ("%u-%u", i, j));
  found = pairs_of (f, &all);
  pairs = g_strsplit (found, ", ", 0);
  g_assert_cmpuint (all.total, ==, g_hash_table_size (expected));
  g_assert_cmpuint (g_strv_length (pairs), ==, g_hash_table_size (expected));
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      *strchr (pairs[i], ' ') = '\0';
      g_assert_true (g_hash_table_contains (expected, pairs[i]));
    }
  for (guint i = 1; i <= PEOPLE; i++)
    g_free (phone[i]);
}

/* --- merging the sure ones ------------------------------------------------ */

static void
note_progress (guint64 done, guint64 total, gpointer data)
{
  *(guint64 *) data = done;
  g_assert_cmpuint (done, <=, total);
}

static gpointer
search_all (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_doubles_search (read, 1, cancellable, error);
}

static guint64
merge_sure (Fixture *f, guint64 *progress, gint64 *operation)
{
  RgDoublesJob job = { RG_ORIGIN_WINDOW, "test", note_progress, progress };
  g_autoptr (GError) error = NULL;
  g_autofree RgDoublesReport *report =
      rg_store_write_sync (f->store, rg_doubles_merge_sure_func, &job, NULL, &error);

  g_assert_no_error (error);
  *operation = report->operation;
  return report->merged;
}

static void
test_sure (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDoubles) doubles = NULL;
  g_autofree char *before = NULL, *left = NULL, *undone = NULL, *label = NULL;
  guint64 progress = 0;
  gint64 operation;

  g_assert_cmpuint (merge_sure (f, &progress, &operation), ==, 0);
  g_assert_cmpint (operation, ==, 0);
  add (f, "王芳", "13800138000");
  add (f, "李四", "13800138000"); /* of the family */
  add (f, "王芳", "13800138000");
  add (f, "王 芳", "13900139000");
  add (f, "张三", "13700137000");
  add (f, "王芳", "13700137000");
  add_identity (f, "3", "phone", "13700137000");
  add (f, "赵云", "13600136000");
  add (f, "赵云", "13600136000");
  say_different (f, 7, 8);
  before = test_dump (f->store);
  doubles = rg_store_read_sync (f->store, search_all, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doubles->n_sure, ==, 2);
  g_assert_cmpuint (doubles->pairs->len, ==, 1);
  g_assert_cmpuint (merge_sure (f, &progress, &operation), ==, 2);
  g_assert_cmpint (operation, >, 0);
  g_assert_cmpuint (progress, ==, 2);
  left = test_query (f->store, "SELECT id, name FROM customer ORDER BY id");
  g_assert_cmpstr (left, ==, "1|王芳\n2|李四\n4|王 芳\n5|张三\n7|赵云\n8|赵云");
  label = test_query (f->store, "SELECT label FROM operation ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "Merge 2 double customers");
  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
  undone = test_dump (f->store);
  test_assert_same (undone, before);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Asked asked = { 0 };

  add (f, "王芳", "13800138000");
  g_cancellable_cancel (cancellable);
  g_assert_null (rg_store_read_sync (f->store, ask, &asked, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/doubles/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("evidence", test_evidence);
  ADD ("further", test_further);
  ADD ("dismissed", test_dismissed);
  ADD ("many-share", test_many_share);
  ADD ("plainly", test_plainly);
  ADD ("sure", test_sure);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
