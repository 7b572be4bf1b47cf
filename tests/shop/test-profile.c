/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-profile.h"

/* Everything about a customer at once. */

static gint64
add_relation (RgOp *op, gint64 customer, const char *kind, gint64 other)
{
  g_autofree char *from = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  g_autofree char *to = g_strdup_printf ("#%" G_GINT64_FORMAT, other);

  return insert (op, "relation", "customer_id", from, "kind", kind, "other_id", to, NULL);
}

static void
assert_relation (RgProfile *profile,
                 guint index,
                 const char *label,
                 gint64 other,
                 const char *name,
                 const char *birthday,
                 const char *phone)
{
  const RgRelation *relation = g_ptr_array_index (rg_profile_get_relations (profile), index);

  g_assert_cmpstr (rg_relation_label (relation), ==, label);
  g_assert_cmpint (relation->other_id, ==, other);
  g_assert_cmpstr (relation->name, ==, name);
  g_assert_cmpstr (relation->birthday, ==, birthday);
  g_assert_cmpstr (relation->phone, ==, phone);
}

static void
add_all (RgOp *op)
{
  insert (op, "customer", "name", "王芳", "phone", "19900001111", "birthday", "1990-05-01", NULL);
  insert (op, "customer", "name", "李雷", "phone", "19900002222", NULL);
  insert (op, "contact", "customer_id", "#1", "name", "王会计", "role", "会计", NULL);
  insert (op, "identity", "customer_id", "#1", "kind", "phone", "value", "19900003333", NULL);
  insert (op, "identity", "customer_id", "#2", "kind", "phone", "value", "19900004444", NULL);
  insert (op, "tag", "name", "金卡", "color", "red", NULL);
  insert (op, "tag", "name", "老客", NULL);
  insert (op, "customer_tag", "customer_id", "#1", "tag_id", "#2", "cause", "import", NULL);
  insert (op, "customer_tag", "customer_id", "#1", "tag_id", "#1", NULL);
  insert (op, "attachment", "customer_id", "#1", "name", "a.jpg", "hash", "h1", "size", "#1", NULL);
  insert (op, "attachment", "customer_id", "#1", "name", "b.jpg", "hash", "h2", "size", "#1", NULL);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *at = g_strdup_printf ("#%" G_GINT64_FORMAT, TEST_NOW - i * DAY);

      insert (op, "event", "customer_id", "#1", "kind", "note", "at", at, NULL);
    }
  insert (op, "sale", "customer_id", "#1", "date", "2025-11-20", "amount_fen", "#12850", NULL);
  insert (op, "sale", "customer_id", "#1", "date", "2025-11-21", "amount_fen", "#-850", NULL);
  insert (op, "sale", "customer_id", "#1", "item", "试吃", NULL);
  insert (op, "relation", "customer_id", "#1", "kind", "child", "name", "豆豆", "birthday", "2018-06-01",
          NULL);
  add_relation (op, 1, "referrer", 2);
  add_relation (op, 2, "child", 1);
}

static gpointer
whole_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgRead *read = rg_write_as_read (write);
  g_autoptr (RgProfile) first = NULL;
  g_autoptr (RgProfile) second = NULL;
  g_autoptr (RgProfile) nobody = NULL;
  const RgProfileTag *tag;

  add_all (begin (write));
  first = rg_profile_read (read, 1, 2, error);
  g_assert_cmpint (rg_profile_get_id (first), ==, 1);
  g_assert_cmpstr (rg_row_get_text (rg_profile_get_customer (first), "name"), ==, "王芳");
  g_assert_true (rg_profile_get_catalog (first) == rg_write_get_catalog (write));
  g_assert_cmpuint (rg_profile_get_contacts (first)->len, ==, 1);
  g_assert_cmpuint (rg_profile_get_identities (first)->len, ==, 1);
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (rg_profile_get_identities (first), 0), "value"), ==,
                   "19900003333");
  g_assert_cmpuint (rg_profile_get_tags (first)->len, ==, 2);
  tag = g_ptr_array_index (rg_profile_get_tags (first), 0);
  g_assert_cmpstr (tag->name, ==, "老客");
  g_assert_cmpstr (tag->cause, ==, "import");
  g_assert_cmpint (tag->tag_id, ==, 2);
  g_assert_cmpuint (rg_profile_get_attachments (first)->len, ==, 2);
  g_assert_cmpstr (rg_row_get_text (g_ptr_array_index (rg_profile_get_attachments (first), 0), "name"), ==,
                   "b.jpg");
  g_assert_cmpuint (rg_profile_get_timeline (first)->len, ==, 2);
  g_assert_cmpuint (rg_profile_get_n_timeline (first), ==, 6);
  g_assert_cmpuint (rg_profile_get_n_sales (first), ==, 3);
  g_assert_cmpint (rg_profile_get_sales_fen (first), ==, 12000);
  g_assert_cmpuint (rg_profile_get_relations (first)->len, ==, 3);
  assert_relation (first, 0, "Child", 0, "豆豆", "2018-06-01", NULL);
  assert_relation (first, 1, "Referred by", 2, "李雷", NULL, "19900002222");
  assert_relation (first, 2, "Parent", 2, "李雷", NULL, "19900002222");

  second = rg_profile_read (read, 2, 0, error);
  g_assert_cmpuint (rg_profile_get_n_timeline (second), ==, 0);
  g_assert_cmpint (rg_profile_get_sales_fen (second), ==, 0);
  assert_relation (second, 0, "Child", 1, "王芳", "1990-05-01", "19900001111");
  assert_relation (second, 1, "Referred", 1, "王芳", "1990-05-01", "19900001111");

  nobody = rg_profile_read (read, 99, 0, error);
  g_assert_null (nobody);
  return NULL;
}

static void
test_whole (Fixture *f, gconstpointer data)
{
  run (f, whole_func);
}

static void
assert_double (RgWrite *write, gint64 customer, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgProfile) profile = rg_profile_read (rg_write_as_read (write), customer, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rg_profile_has_double (profile), ==, expected);
}

static gpointer
double_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "一", "phone", "19900001111", NULL);
  insert (op, "customer", "name", "二", "wechat", "abc_123", NULL);
  insert (op, "customer", "name", "三", "email", "a@example.com", NULL);
  insert (op, "customer", "name", "四", NULL);
  for (gint64 id = 1; id <= 4; id++)
    assert_double (write, id, FALSE);
  insert (op, "identity", "customer_id", "#4", "kind", "phone", "value", "19900001111", NULL);
  assert_double (write, 1, TRUE);
  assert_double (write, 4, TRUE);
  insert (op, "not_same", "first_id", "#1", "second_id", "#4", NULL);
  assert_double (write, 1, FALSE);
  assert_double (write, 4, FALSE);
  insert (op, "customer", "name", "五", "wechat", "abc_123", "email", "a@example.com", NULL);
  assert_double (write, 2, TRUE);
  assert_double (write, 3, TRUE);
  insert (op, "not_same", "first_id", "#2", "second_id", "#5", NULL);
  assert_double (write, 2, FALSE);
  assert_double (write, 5, TRUE);
  return NULL;
}

static void
test_double (Fixture *f, gconstpointer data)
{
  run (f, double_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/profile/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/profile/double", Fixture, NULL, set_up, test_double, tear_down);
  return g_test_run ();
}
