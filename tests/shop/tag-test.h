/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of tags share: a shop, steps with its tags, and a look at them. */

#include "shop/rg-tag-change.h"
#include "shop/rg-tag-merge.h"

#include "store-test-util.h"

#include <locale.h>

typedef struct
{
  char *folder;
  RgStore *store;
} Fixture;

static inline void
set_up (Fixture *f, gconstpointer data)
{
  rg_clock_set (G_GINT64_CONSTANT (1763773200000));
  f->folder = test_folder_new ();
  f->store = test_open (f->folder);
}

static inline void
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

static inline gpointer
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
static inline int
try_step (Fixture *f, Step *step)
{
  g_autoptr (GError) error = NULL;

  if (rg_store_write_sync (f->store, step_func, step, NULL, &error) != NULL)
    return -1;
  g_assert_error (error, RG_TAG_ERROR, error->code);
  g_assert_cmpstr (error->message, !=, "");
  return error->code;
}

static inline gint64
create (Fixture *f, const char *name, gint64 parent)
{
  Step step = { .verb = CREATE, .parent = parent, .wish = { .name = name } };

  g_assert_cmpint (try_step (f, &step), ==, -1);
  return step.id;
}

static inline int
move (Fixture *f, gint64 id, gint64 parent, gint64 before)
{
  return try_step (f, &(Step) { .verb = MOVE, .id = id, .parent = parent, .before = before });
}

static inline void
give (Fixture *f, gint64 customer, gint64 tag, const char *cause)
{
  g_autofree char *who = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT, tag);

  test_insert (f->store, "test", "customer_tag", "customer_id", who, "tag_id", what, "cause", cause, NULL);
}

static inline void
add_people (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    test_insert (f->store, "test", "customer", "name", "张三", NULL);
}

/* --- looking ---------------------------------------------------------------- */

static inline gpointer
tree_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tag_tree_read (read, TRUE, cancellable, error);
}

static inline RgTagTree *
read_tree (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RgTagTree *tree = rg_store_read_sync (f->store, tree_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return tree;
}

static inline void
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

static inline void
assert_tree (Fixture *f, const char *wanted)
{
  g_autoptr (RgTagTree) tree = read_tree (f);
  g_autoptr (GString) text = g_string_new (NULL);

  append_tags (text, rg_tag_tree_get_roots (tree));
  g_assert_cmpstr (text->str, ==, wanted);
}

static inline void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  test_undo (f->store, "test", 0, &error);
  g_assert_no_error (error);
}

static inline RgTagMergeReport *
merge (Fixture *f, gint64 gone, gint64 keep, GError **error)
{
  RgTagMergeJob job = { .keep = keep, .gone = gone, .origin = RG_ORIGIN_WINDOW, .session = "test" };

  return rg_store_write_sync (f->store, rg_tag_merge_write_func, &job, NULL, error);
}
