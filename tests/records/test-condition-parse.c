/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition.h"

/* What can be said of a condition without a shop. */

static char *
nested (guint depth, guint leaves)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (json, "{\"all\":[");
  for (guint i = 0; i < leaves; i++)
    g_string_append_printf (json, "%s{\"field\":\"name\",\"op\":\"filled\"}", i > 0 ? "," : "");
  for (guint i = 0; i < depth; i++)
    g_string_append (json, "]}");
  return g_string_free_and_steal (json);
}

static void
test_limits (void)
{
  static const struct
  {
    guint depth;
    guint leaves;
    gboolean good;
  } sizes[] = {
    { 15, 200, TRUE }, { 16, 1, FALSE }, { 1, 201, FALSE }, { 30, 0, FALSE }, { 400000, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *json = nested (sizes[i].depth, sizes[i].leaves);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgCondition) condition = rg_condition_parse (json, &error);

      if (sizes[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, RG_CONDITION_ERROR, RG_CONDITION_ERROR_TOO_LARGE);
    }
}

/* What is asked across a bridge counts like any other part. */
static void
test_bridged (void)
{
  static const struct
  {
    guint bridges;
    guint leaves;
    gboolean good;
  } sizes[] = {
    { 15, 1, TRUE }, { 16, 1, FALSE }, { 1, 200, FALSE }, { 1, 199, TRUE }, { 400000, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *inner = nested (sizes[i].leaves > 1 ? 1 : 0, sizes[i].leaves);
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgCondition) condition = NULL;

      for (guint j = 0; j < sizes[i].bridges; j++)
        g_string_append (json, j % 2 == 0 ? "{\"deal\":" : "{\"customer\":");
      g_string_append (json, inner);
      for (guint j = 0; j < sizes[i].bridges; j++)
        g_string_append_c (json, '}');
      condition = rg_condition_parse (json->str, &error);
      if (sizes[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, RG_CONDITION_ERROR, RG_CONDITION_ERROR_TOO_LARGE);
    }
}

static void
test_day (void)
{
  static const struct
  {
    const char *json;
    gboolean depends;
  } cases[] = {
    { "{\"field\":\"name\",\"op\":\"is\",\"value\":\"x\"}", FALSE },
    { "{\"none\":[{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"today-3\"}]}", TRUE },
    { "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"2026-01-01\"}", FALSE },
    { "{\"timeline\":\"sale\",\"min\":3}", FALSE },
    { "{\"timeline\":\"sale\",\"min\":3,\"days\":90}", TRUE },
    { "{\"timeline\":\"sale\",\"from\":\"month-start\"}", TRUE },
    { "{\"field\":\"birthday\",\"op\":\"within\",\"value\":7}", TRUE },
    { "{\"field\":\"birthday\",\"op\":\"month\",\"value\":7}", FALSE },
    { "{\"relation\":\"child\",\"age_months\":[0,6]}", TRUE },
    { "{\"task\":\"open\"}", FALSE },
    { "{\"task\":\"open\",\"within\":7}", TRUE },
    { "{\"none\":[{\"task\":\"overdue\"}]}", TRUE },
    { "{\"passed\":true}", FALSE },
    { "{\"late\":false}", TRUE },
    { "{\"deal\":{\"all\":[]}}", FALSE },
    { "{\"deal\":{\"any\":[{\"late\":true}]}}", TRUE },
    { "{\"customer\":{\"timeline\":\"sale\",\"days\":90}}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCondition) condition = rg_condition_parse (cases[i].json, NULL);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (rg_condition_depends_on_day (condition), ==, cases[i].depends);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition-parse/limits", test_limits);
  g_test_add_func ("/condition-parse/bridged", test_bridged);
  g_test_add_func ("/condition-parse/day", test_day);
  return g_test_run ();
}
