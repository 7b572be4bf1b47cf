/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns.h"

static const RgColumn *
find (RgColumns *columns, const char *key)
{
  for (guint i = 0; i < rg_columns_get_n (columns); i++)
    if (g_strcmp0 (rg_columns_get (columns, i)->field->key, key) == 0)
      return rg_columns_get (columns, i);

  return NULL;
}

static RgColumns *
make (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  RgColumns *columns = rg_columns_new ();

  rg_columns_set_catalog (columns, catalog);
  return columns;
}

static void
test_order (void)
{
  static const char *const keys[] = {
    "name", "phone", "tags", "next_date", "last_contact", "source", "owner"
  };
  g_autoptr (RgColumns) columns = make ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpstr (rg_columns_get (columns, i)->field->key, ==, keys[i]);
}

/* Whatever the width: nothing is cut, nothing overlaps, nothing reaches over
 * the end, and the name is there. */
static void
test_widths (void)
{
  g_autoptr (RgColumns) columns = make ();

  for (double scale = 1.0; scale < 2.1; scale += 0.5)
    {
      rg_columns_set_scale (columns, scale);
      for (int width = (int) (700 * scale) - 260; width <= 4000; width += 7)
        {
          int end = 0;

          rg_columns_layout (columns, width);
          g_assert_true (find (columns, "name")->shown);
          for (guint i = 0; i < rg_columns_get_n (columns); i++)
            {
              const RgColumn *column = rg_columns_get (columns, i);

              if (!column->shown)
                continue;
              g_assert_cmpint (column->x, >, end);
              g_assert_cmpint (column->width, >=, (int) (column->min * scale));
              end = column->x + column->width;
            }
          g_assert_cmpint (end, <, width);
        }
    }
}

static void
test_importance (void)
{
  g_autoptr (RgColumns) columns = make ();

  rg_columns_layout (columns, 1030);
  g_assert_true (find (columns, "owner")->shown);
  g_assert_true (find (columns, "tags")->shown);
  g_assert_false (find (columns, "notes")->shown);

  rg_columns_layout (columns, 720);
  g_assert_false (find (columns, "owner")->shown);
  g_assert_true (find (columns, "phone")->shown);
  g_assert_true (find (columns, "next_date")->shown);

  /* A wide window is used. */
  rg_columns_layout (columns, 1900);
  g_assert_true (find (columns, "notes")->shown);
  g_assert_cmpint (find (columns, "notes")->x + find (columns, "notes")->width, >, 1850);
}

static void
test_height (void)
{
  g_autoptr (RgColumns) columns = make ();

  g_assert_cmpint (rg_columns_get_row_height (columns), ==, 40);
  rg_columns_set_compact (columns, TRUE);
  g_assert_cmpint (rg_columns_get_row_height (columns), ==, 56);
  rg_columns_set_scale (columns, 1.5);
  g_assert_cmpint (rg_columns_get_row_height (columns), ==, 84);
}

static void
count_cb (RgColumns *columns, guint *count)
{
  (*count)++;
}

/* Two hundred rows listen: nothing is said that did not change. */
static void
test_changed (void)
{
  g_autoptr (RgColumns) columns = make ();
  guint count = 0;

  g_signal_connect (columns, "changed", G_CALLBACK (count_cb), &count);
  rg_columns_set_sort (columns, "name", FALSE);
  rg_columns_set_compact (columns, FALSE);
  rg_columns_set_mask (columns, FALSE);
  rg_columns_set_scale (columns, 1.0);
  rg_columns_update_today (columns);
  g_assert_cmpuint (count, ==, 0);

  rg_columns_set_sort (columns, "name", TRUE);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (rg_columns_get_descending (columns));
  rg_columns_set_mask (columns, TRUE);
  g_assert_cmpuint (count, ==, 2);
}

/* An own field is no column until somebody wants it to be. */
static void
test_own_fields (void)
{
  g_autoptr (RgColumns) columns = rg_columns_new ();
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  g_autoptr (RgCatalog) catalog = NULL;
  RgOwnField *field = rg_own_field_new ();

  field->entity = g_strdup ("customer");
  field->key = g_strdup ("x1");
  field->label = g_strdup ("面积");
  field->type = g_strdup ("number");
  g_ptr_array_add (own, field);
  catalog = rg_catalog_new (own);

  rg_columns_set_catalog (columns, catalog);
  g_assert_null (find (columns, "x1"));
  g_assert_nonnull (find (columns, "name"));
  g_assert_true (rg_columns_can_sort (find (columns, "next_date")->field));
  g_assert_false (rg_columns_can_sort (find (columns, "tags")->field));
  g_assert_false (rg_columns_can_sort (find (columns, "notes")->field));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/columns/order", test_order);
  g_test_add_func ("/app/columns/widths", test_widths);
  g_test_add_func ("/app/columns/importance", test_importance);
  g_test_add_func ("/app/columns/height", test_height);
  g_test_add_func ("/app/columns/changed", test_changed);
  g_test_add_func ("/app/columns/own-fields", test_own_fields);

  return g_test_run ();
}
