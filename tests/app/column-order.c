/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns.h"

/* Columns as somebody chose them. */

static RgCatalog *
make_catalog (const char *label)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  RgOwnField *field = rg_own_field_new ();

  field->entity = g_strdup ("customer");
  field->key = g_strdup ("x1");
  field->label = g_strdup (label);
  field->type = g_strdup ("number");
  g_ptr_array_add (own, field);

  return rg_catalog_new (own);
}

static RgColumns *
make (const char *folder)
{
  g_autoptr (RgCatalog) catalog = make_catalog ("面积");
  RgColumns *columns = rg_columns_new ();

  rg_columns_set_folder (columns, folder);
  rg_columns_set_catalog (columns, catalog);
  return columns;
}

static void
assert_keys (RgColumns *columns, const char *wanted)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < rg_columns_get_n (columns); i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", rg_columns_get (columns, i)->field->key);
  g_assert_cmpstr (keys->str, ==, wanted);
}

#define USUAL "name phone tags next_date last_contact source owner region notes"

static void
test_choose (void)
{
  g_autoptr (RgColumns) columns = make ("/shop");
  g_autofree char *layout = rg_columns_dup_layout (columns);

  assert_keys (columns, USUAL);
  g_assert_cmpstr (layout, ==, "");

  rg_columns_show_field (columns, "tags", FALSE);
  rg_columns_show_field (columns, "x1", TRUE);
  rg_columns_show_field (columns, "x1", TRUE);
  rg_columns_show_field (columns, "created_at", TRUE);
  assert_keys (columns, "name phone next_date last_contact source owner region notes x1 created_at");

  /* Neither bookkeeping nor what is not there; and the name stays. */
  rg_columns_show_field (columns, "sort_key", TRUE);
  rg_columns_show_field (columns, "nothing", TRUE);
  rg_columns_show_field (columns, "name", FALSE);
  assert_keys (columns, "name phone next_date last_contact source owner region notes x1 created_at");

  rg_columns_reset (columns);
  assert_keys (columns, USUAL);
}

static void
test_move (void)
{
  g_autoptr (RgColumns) columns = make ("/shop");

  rg_columns_move (columns, "notes", 0);
  assert_keys (columns, "notes name phone tags next_date last_contact source owner region");
  rg_columns_move (columns, "notes", 3);
  assert_keys (columns, "name phone notes tags next_date last_contact source owner region");
  rg_columns_move (columns, "name", 100);
  assert_keys (columns, "phone notes tags next_date last_contact source owner region name");

  /* By one place: over those that there is no room for. */
  rg_columns_reset (columns);
  rg_columns_layout (columns, 720);
  g_assert_false (rg_columns_find (columns, "notes")->shown);
  rg_columns_step (columns, "phone", -1);
  assert_keys (columns, "phone name tags next_date last_contact source owner region notes");
  rg_columns_layout (columns, 720);
  rg_columns_step (columns, "phone", -1);
  assert_keys (columns, "phone name tags next_date last_contact source owner region notes");
  rg_columns_step (columns, "phone", 1);
  assert_keys (columns, USUAL);
}

/* What is kept makes the same columns again. */
static void
test_keep (void)
{
  g_autoptr (RgColumns) columns = make ("/shop"), again = make ("/shop");
  g_autofree char *layout = NULL, *second = NULL;

  rg_columns_show_field (columns, "owner", FALSE);
  rg_columns_show_field (columns, "x1", TRUE);
  rg_columns_set_width (columns, "phone", 222);
  rg_columns_move (columns, "x1", 1);
  layout = rg_columns_dup_layout (columns);
  rg_columns_set_layout (again, layout);
  assert_keys (again, "name x1 phone tags next_date last_contact source region notes");
  g_assert_cmpint (rg_columns_find (again, "phone")->wanted, ==, 222);
  g_assert_true (rg_columns_find (again, "x1")->pinned);
  g_assert_false (rg_columns_find (again, "tags")->pinned);
  second = rg_columns_dup_layout (again);
  g_assert_cmpstr (layout, ==, second);
}

/* An own field of one shop is no column of another, and is not forgotten. */
static void
test_shops (void)
{
  g_autoptr (RgColumns) columns = make ("/one"), other = make ("/two"), again = make ("/one");
  g_autofree char *layout = NULL, *changed = NULL;

  rg_columns_show_field (columns, "x1", TRUE);
  layout = rg_columns_dup_layout (columns);
  rg_columns_set_layout (other, layout);
  g_assert_null (rg_columns_find (other, "x1"));
  rg_columns_show_field (other, "phone", FALSE);
  changed = rg_columns_dup_layout (other);
  rg_columns_set_layout (again, changed);
  g_assert_nonnull (rg_columns_find (again, "x1"));
  g_assert_null (rg_columns_find (again, "phone"));
}

/* What somebody wrote into the settings by hand. */
static void
test_nonsense (void)
{
  static const char *const layouts[] = { "  ", "nothing", "phone:x phone:-7 phone", ":: @ x1@ :9",
                                         "name:99999999" };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (RgColumns) columns = make ("/shop");

      rg_columns_set_layout (columns, layouts[i]);
      g_assert_nonnull (rg_columns_find (columns, "name"));
      rg_columns_layout (columns, 1000);
      for (guint j = 0; j < rg_columns_get_n (columns); j++)
        g_assert_cmpint (rg_columns_get (columns, j)->width, <=, 1200);
    }
}

/* What was given a width keeps it, and with what was added stays when there is
 * no room: then a row is wider than what is seen of it. */
static void
test_widths (void)
{
  g_autoptr (RgColumns) columns = make ("/shop");
  int least = rg_columns_get_least_width (columns), width;

  rg_columns_set_width (columns, "phone", 300);
  rg_columns_layout (columns, 1000);
  g_assert_cmpint (rg_columns_find (columns, "phone")->width, ==, 300);
  g_assert_cmpint (rg_columns_get_least_width (columns), >, least + 300);

  rg_columns_set_width (columns, "owner", 500);
  rg_columns_show_field (columns, "x1", TRUE);
  width = rg_columns_get_least_width (columns);
  g_assert_cmpint (width, >, 800);
  rg_columns_layout (columns, width);
  g_assert_true (rg_columns_find (columns, "x1")->shown);
  g_assert_cmpint (rg_columns_find (columns, "owner")->width, ==, 500);
  g_assert_cmpint (rg_columns_find (columns, "x1")->x + rg_columns_find (columns, "x1")->width, <=, width);
  g_assert_false (rg_columns_find (columns, "source")->shown);

  /* With more room it is shared among the others. */
  rg_columns_layout (columns, 2400);
  g_assert_true (rg_columns_find (columns, "source")->shown);
  g_assert_cmpint (rg_columns_find (columns, "owner")->width, ==, 500);

  rg_columns_set_width (columns, "owner", 0);
  rg_columns_layout (columns, 2400);
  g_assert_cmpint (rg_columns_find (columns, "owner")->width, <, 500);
}

static void
count_cb (RgColumns *columns, guint *count)
{
  (*count)++;
}

static void
test_signals (void)
{
  g_autoptr (RgColumns) columns = make ("/shop");
  guint changed = 0, layout = 0;

  g_signal_connect (columns, "changed", G_CALLBACK (count_cb), &changed);
  g_signal_connect (columns, "layout-changed", G_CALLBACK (count_cb), &layout);
  rg_columns_reset (columns);
  rg_columns_move (columns, "phone", 1);
  rg_columns_move (columns, "phone", 2);
  rg_columns_set_width (columns, "phone", 0);
  rg_columns_set_width (columns, "nothing", 100);
  g_assert_cmpuint (changed, ==, 0);

  rg_columns_set_width (columns, "phone", 100);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (layout, ==, 1);
}

/* Another catalogue: an own field that is gone takes its column along. */
static void
test_catalog (void)
{
  g_autoptr (RgColumns) columns = make ("/shop");
  g_autoptr (RgCatalog) without = rg_catalog_new (NULL), with = make_catalog ("房屋面积");

  rg_columns_show_field (columns, "x1", TRUE);
  rg_columns_set_catalog (columns, without);
  g_assert_null (rg_columns_find (columns, "x1"));
  rg_columns_set_catalog (columns, with);
  g_assert_nonnull (rg_columns_find (columns, "x1"));
  g_assert_cmpstr (rg_field_get_label (rg_columns_find (columns, "x1")->field), ==, "房屋面积");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/column-order/choose", test_choose);
  g_test_add_func ("/app/column-order/move", test_move);
  g_test_add_func ("/app/column-order/keep", test_keep);
  g_test_add_func ("/app/column-order/shops", test_shops);
  g_test_add_func ("/app/column-order/nonsense", test_nonsense);
  g_test_add_func ("/app/column-order/widths", test_widths);
  g_test_add_func ("/app/column-order/signals", test_signals);
  g_test_add_func ("/app/column-order/catalog", test_catalog);

  return g_test_run ();
}
