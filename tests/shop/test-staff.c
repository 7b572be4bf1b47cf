/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-contact-forms.h"
#include "shop/rg-followup.h"
#include "shop/rg-staff.h"
#include "shop/rg-task.h"

/* Who works in the shop, and what their entries are asked for. */

static char *
names (RgWrite *write)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rg_staff_list (rg_write_as_read (write), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s ", rg_row_get_text (g_ptr_array_index (rows, i), "name"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_answer (RgWrite *write, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (write), sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  g_assert_cmpstr (rg_statement_get_text (statement, 0), ==, expected);
}

static gpointer
staff_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  g_autofree char *first = NULL, *second = NULL;
  g_auto (GStrv) unknown = NULL;
  g_autoptr (GError) taken = NULL;
  gint64 zhou = rg_staff_add (op, &(RgStaffWords) { .name = "周敏", .phone = "13900000001" }, error);
  gint64 an = rg_staff_add (op, &(RgStaffWords) { .name = "安然", .region = "城东" }, error);

  g_assert_cmpint (zhou, >, 0);
  first = names (write);
  g_assert_cmpstr (first, ==, "安然 周敏 ");
  g_assert_cmpint (rg_staff_add (op, &(RgStaffWords) { .name = " 周敏 " }, &taken), ==, 0);
  g_assert_error (taken, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  insert (op, "customer", "name", "王芳", "owner", "周敏", NULL);
  insert (op, "customer", "name", "张三", "owner", "老方", NULL);
  rg_followup_add (op, 1, &(RgFollowup) { .kind = "call", .text = "问好", .staff = "周敏" }, error);
  rg_task_add (op, &(RgTaskWords) { .title = "回电", .due = "2025-11-22", .staff = "周敏" }, error);
  unknown = rg_staff_unknown (rg_write_as_read (write), 10, error);
  g_assert_cmpuint (g_strv_length (unknown), ==, 1);
  g_assert_cmpstr (unknown[0], ==, "老方");
  g_assert_true (rg_staff_change (op, zhou, &(RgStaffWords) { .name = "周小敏" }, error));
  assert_answer (write, "SELECT owner FROM customer WHERE id = 1", "周小敏");
  assert_answer (write, "SELECT owner FROM customer WHERE id = 2", "老方");
  assert_answer (write, "SELECT staff FROM event", "周小敏");
  assert_answer (write, "SELECT staff FROM task", "周小敏");
  g_assert_true (rg_staff_set_active (op, an, FALSE, error));
  second = names (write);
  g_assert_cmpstr (second, ==, "周小敏 安然 ");
  return NULL;
}

static void
test_staff (Fixture *f, gconstpointer data)
{
  run (f, staff_func);
}

static gpointer
forms_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgRead *read = rg_write_as_read (write);
  RgCatalog *catalog = rg_write_get_catalog (write);
  const RgEntity *event = rg_catalog_find (catalog, "event");
  RgOp *op = begin (write);
  g_autoptr (RgContactForm) log = rg_contact_forms_find (read, "onsite", error);
  g_autoptr (RgContactForm) none = rg_contact_forms_find (read, "call", error);
  g_autoptr (RgContactForm) own = rg_contact_form_new ("电话记录");
  g_autoptr (RgContactForm) found = NULL;
  g_autoptr (GError) missing = NULL;
  RgCell cells[] = {
    { .field = rg_entity_find_field (event, "purpose"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "量房" } },
    { .field = rg_entity_find_field (event, "agreed"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "周五出图" } },
    { .field = rg_entity_find_field (event, "needs"), .value = RG_VALUE_INIT },
  };
  gint64 id;

  g_assert_nonnull (log);
  g_assert_null (none);
  g_assert_cmpstr (log->key, ==, "visit-log");
  g_assert_cmpuint (log->parts->len, ==, 7);
  g_assert_false (rg_contact_form_check (log, catalog, cells, G_N_ELEMENTS (cells), &missing));
  g_assert_error (missing, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED);
  g_assert_nonnull (strstr (missing->message, rg_field_get_label (cells[2].field)));
  g_assert_null (strstr (missing->message, rg_field_get_label (cells[0].field)));
  cells[2].value = (RgValue) { .kind = RG_VALUE_TEXT, .text = (char *) "三室" };
  g_assert_true (rg_contact_form_check (log, catalog, cells, G_N_ELEMENTS (cells), error));

  /* A kind has one form; a field that is gone asks nobody for anything. */
  g_strfreev (own->kinds);
  own->kinds = g_strsplit ("call onsite", " ", 0);
  rg_contact_form_add_part (own, "x99", TRUE);
  rg_contact_form_add_part (own, "needs", TRUE);
  own->position = 9;
  id = rg_contact_forms_save (op, own, error);
  g_assert_cmpint (id, >, 0);
  found = rg_contact_forms_find (read, "onsite", error);
  g_assert_cmpstr (found->name, ==, "电话记录");
  g_assert_true (rg_contact_form_check (found, catalog, cells, G_N_ELEMENTS (cells), error));
  g_clear_pointer (&found, rg_contact_form_free);
  found = rg_contact_forms_find (read, "meeting", error);
  g_assert_cmpstr (found->key, ==, "visit-log");
  g_assert_cmpint (found->id, >, 0);
  g_assert_true (rg_contact_forms_delete (op, found->id, error));
  g_assert_true (rg_contact_forms_delete (op, id, error));
  g_clear_pointer (&found, rg_contact_form_free);
  found = rg_contact_forms_find (read, "onsite", error);
  g_assert_cmpstr (found->key, ==, "visit-log");
  g_assert_cmpint (found->id, ==, 0);
  return NULL;
}

static void
test_forms (Fixture *f, gconstpointer data)
{
  run (f, forms_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/staff/rows", Fixture, NULL, set_up, test_staff, tear_down);
  g_test_add ("/staff/forms", Fixture, NULL, set_up, test_forms, tear_down);
  return g_test_run ();
}
