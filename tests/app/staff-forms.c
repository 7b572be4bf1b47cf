/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preferences-fixture.h"

#include "app/record/editors/rg-completion.h"
#include "shop/rg-staff.h"
#include "store/rg-op.h"

#include <string.h>

/* Who works in the shop, and what entries are asked for, as they are set. */

/* 张三丰 is 王芳's, two others are 小赵's. */
static gpointer
own_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const owners[] = { "王芳", "小赵", "小赵" };
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "owners", error);

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      RgCell cell = { .field = rg_entity_find_field (entity, "owner"),
                      .value = { .kind = RG_VALUE_TEXT, .text = (char *) owners[i] } };

      if (!rg_op_update (op, entity, i + 1, &cell, 1, error))
        return NULL;
    }
  return data;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->shop = shop_new ();
  rg_store_write_sync (fixture->shop->store, own_func, fixture, NULL, &error);
  g_assert_no_error (error);
  preferences_open (fixture, GPOINTER_TO_INT (data));
}

#define OWNERS                                                                                               \
  "SELECT group_concat (owner, ',') FROM (SELECT owner FROM customer WHERE owner <> '' ORDER BY id)"

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* --- staff ---------------------------------------------------------------- */

static gboolean
is_staffed (gpointer data)
{
  Fixture *fixture = data;
  RgStaffPage *page = rg_preferences_get_staff (fixture->dialog);
  g_autofree char *text = rg_staff_page_describe (page);

  return g_str_equal (text, fixture->wanted) && !rg_staff_page_is_busy (page);
}

static void
wait_staff (Fixture *fixture, const char *wanted)
{
  fixture->wanted = wanted;
  wait_until (is_staffed, fixture);
}

static gboolean
is_read (gpointer data)
{
  return rg_staff_member_page_find (data, "name") != NULL;
}

static gboolean
has_fault (gpointer page)
{
  return *rg_staff_member_page_get_fault (page) != '\0';
}

static RgStaffMemberPage *
edit_staff (Fixture *fixture, gint64 id)
{
  RgStaffMemberPage *page = rg_preferences_edit_staff (fixture->dialog, id);

  wait_until (is_read, page);
  return page;
}

static void
write_in (RgStaffMemberPage *page, const char *key, const char *text)
{
  rg_field_editor_enter (rg_staff_member_page_find (page, key), text);
}

static void
test_staff (Fixture *fixture, gconstpointer data)
{
  RgStaffMemberPage *page;

  rg_preferences_show_staff (fixture->dialog);
  wait_staff (fixture, "?小赵;?王芳;");
  rg_staff_page_take_on (rg_preferences_get_staff (fixture->dialog), "王芳");
  wait_staff (fixture, "王芳;?小赵;");

  /* Nobody is called nothing, and no two alike. */
  page = edit_staff (fixture, 0);
  rg_staff_member_page_save (page);
  g_assert_nonnull (rg_field_editor_get_error (rg_staff_member_page_find (page, "name")));
  write_in (page, "name", "李雷");
  write_in (page, "phone", "199 0000 1234");
  write_in (page, "skills", "水电");
  rg_staff_member_page_save (page);
  wait_gone (page);
  wait_staff (fixture, "李雷;王芳;?小赵;");
  assert_answer (fixture, "SELECT phone || skills FROM staff WHERE name = '李雷'", "19900001234水电");

  /* Another name is written wherever the old one stands; back again in one step. */
  page = edit_staff (fixture, 1);
  write_in (page, "name", "李雷");
  rg_staff_member_page_save (page);
  wait_until (has_fault, page);
  g_assert_nonnull (strstr (rg_staff_member_page_get_fault (page), "李雷"));
  write_in (page, "name", "王小芳");
  rg_staff_member_page_save (page);
  wait_gone (page);
  wait_staff (fixture, "李雷;王小芳;?小赵;");
  assert_answer (fixture, OWNERS, "王小芳,小赵,小赵");
  g_free (shop_undo (fixture->shop->store));
  wait_staff (fixture, "李雷;王芳;?小赵;");
  assert_answer (fixture, OWNERS, "王芳,小赵,小赵");

  page = edit_staff (fixture, 1);
  rg_staff_member_page_leave (page);
  wait_gone (page);
  wait_staff (fixture, "李雷;(王芳);?小赵;");
  rg_staff_page_set_active (rg_preferences_get_staff (fixture->dialog), "王芳", TRUE);
  wait_staff (fixture, "李雷;王芳;?小赵;");
}

/* --- staff where it is written -------------------------------------------- */

static gpointer
hire_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "王芳", "李雷", "小赵" };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "staff", error);
  gint64 id = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    id = rg_staff_add (op, &(RgStaffWords) { .name = names[i] }, error);
  return rg_staff_set_active (op, id, FALSE, error) ? data : NULL;
}

static gboolean
has_names (gpointer completion)
{
  return !rg_completion_is_empty (completion);
}

/* Who works here is proposed for @entity's @key. */
static void
assert_proposed (Fixture *fixture, const char *entity, const char *key)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (fixture->shop->store);
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, entity), key);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *editor = rg_field_editor_new (field, catalog, fixture->shop->store);
  g_autoptr (GString) names = g_string_new (NULL);
  GtkListBox *found;
  GtkListBoxRow *row;
  RgCompletion *completion;

  gtk_list_box_append (GTK_LIST_BOX (list), editor);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (editor);
  completion = RG_COMPLETION (find_widget (editor, RG_TYPE_COMPLETION));
  wait_until (has_names, completion);
  rg_completion_update (completion, TRUE);
  found = GTK_LIST_BOX (find_widget (GTK_WIDGET (completion), GTK_TYPE_LIST_BOX));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (found, i)) != NULL; i++)
    g_string_append_printf (names, "%s;", gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
  g_assert_cmpstr (names->str, ==, "李雷;王芳;");
  rg_completion_close (completion);
  run_for (20);
  gtk_window_destroy (GTK_WINDOW (window));
  run_for (50);
}

static void
test_proposed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, hire_func, fixture, NULL, &error);
  g_assert_no_error (error);
  assert_proposed (fixture, "customer", "owner");
  assert_proposed (fixture, "event", "staff");
}

/* --- forms ---------------------------------------------------------------- */

/* "visit-log: onsite meeting / purpose* present …;" in one line. */
static char *
describe (Fixture *fixture)
{
  GPtrArray *forms = rg_forms_page_get_forms (rg_preferences_get_forms (fixture->dialog));
  GString *text = g_string_new (NULL);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const RgContactForm *form = g_ptr_array_index (forms, i);
      g_autofree char *kinds = g_strjoinv (" ", form->kinds);

      g_string_append_printf (text, "%s%s: %s /", form->retired ? "-" : "",
                              form->key != NULL ? form->key : form->name, kinds);
      for (guint j = 0; j < form->parts->len; j++)
        {
          const RgContactPart *part = g_ptr_array_index (form->parts, j);

          g_string_append_printf (text, " %s%s", part->field, part->required ? "*" : "");
        }
      g_string_append (text, ";");
    }
  return g_string_free_and_steal (text);
}

static gboolean
is_formed (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = describe (fixture);

  return g_str_equal (text, fixture->wanted) &&
         !rg_forms_page_is_busy (rg_preferences_get_forms (fixture->dialog));
}

static void
wait_forms (Fixture *fixture, const char *wanted)
{
  fixture->wanted = wanted;
  wait_until (is_formed, fixture);
}

static RgContactFormPage *
edit_form (Fixture *fixture, guint index)
{
  GPtrArray *forms = rg_forms_page_get_forms (rg_preferences_get_forms (fixture->dialog));

  return rg_preferences_edit_form (fixture->dialog, g_ptr_array_index (forms, index));
}

static void
save (RgContactFormPage *page)
{
  g_assert_cmpstr (rg_contact_form_page_find_fault (page), ==, NULL);
  rg_contact_form_page_save (page);
  wait_gone (page);
}

static void
assert_parts (RgContactFormPage *page, const char *wanted)
{
  g_autofree char *parts = rg_contact_form_page_describe (page);

  g_assert_cmpstr (parts, ==, wanted);
}

#define LOG "visit-log: onsite meeting / purpose* present needs* concerns budget competitors agreed*;"
#define SHOWING "showing: showing / intent* concerns budget agreed;"
#define TRIAL "trial: trial / present intent* needs concerns;"

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  RgContactFormPage *page;

  rg_preferences_show_forms (fixture->dialog);
  wait_forms (fixture, LOG SHOWING TRIAL);
  page = edit_form (fixture, 1);
  rg_contact_form_page_require (page, "budget", TRUE);
  rg_contact_form_page_require (page, "intent", FALSE);
  rg_contact_form_page_move_part (page, "budget", -1);
  rg_contact_form_page_move_part (page, "budget", -1);
  rg_contact_form_page_move_part (page, "budget", -1);
  rg_contact_form_page_remove_part (page, "concerns");
  rg_contact_form_page_add_part (page, "outcome");
  assert_parts (page, "budget*,intent,agreed,outcome");
  save (page);
  wait_forms (fixture, LOG "showing: showing / budget* intent agreed outcome;" TRIAL);

  /* As it came, or as it was: one step each. */
  page = edit_form (fixture, 1);
  rg_contact_form_page_reset (page);
  wait_gone (page);
  wait_forms (fixture, LOG SHOWING TRIAL);
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG "showing: showing / budget* intent agreed outcome;" TRIAL);
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL);

  page = edit_form (fixture, 0);
  rg_contact_form_page_retire (page);
  wait_gone (page);
  wait_forms (fixture, SHOWING TRIAL
              "-visit-log: onsite meeting / purpose* present needs* concerns budget competitors agreed*;");
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL);
}

static gboolean
has_own_part (gpointer page)
{
  g_autofree char *parts = rg_contact_form_page_describe (page);

  return g_str_equal (parts, "needs,x1");
}

/* A form of the shop's own, with a field of its own; the kind leaves the other form. */
static void
test_own_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgContactForm) new = rg_contact_form_new ("");
  RgContactFormPage *page;
  RgOwnFieldPage *field_page;
  gpointer weak;

  wait_forms (fixture, LOG SHOWING TRIAL);
  new->position = 9;
  page = rg_preferences_edit_form (fixture->dialog, new);
  rg_contact_form_page_save (page);
  g_assert_nonnull (rg_contact_form_page_find_fault (page));
  rg_contact_form_page_set_name (page, "量房表");
  g_assert_nonnull (strstr (rg_contact_form_page_find_fault (page), "asked for"));
  rg_contact_form_page_set_kind (page, "onsite", TRUE);
  g_assert_nonnull (strstr (rg_contact_form_page_find_fault (page), "part"));
  rg_contact_form_page_add_part (page, "needs");
  g_assert_null (rg_contact_form_page_find_fault (page));

  rg_contact_form_page_want_field (page);
  field_page = RG_OWN_FIELD_PAGE (find_widget (GTK_WIDGET (fixture->dialog), RG_TYPE_OWN_FIELD_PAGE));
  g_assert_nonnull (field_page);
  rg_own_field_page_set_label (field_page, "层高");
  rg_own_field_page_set_type (field_page, "number");
  weak = field_page;
  g_object_add_weak_pointer (weak, &weak);
  rg_own_field_page_save (field_page);
  wait_until (is_gone, &weak);
  wait_until (has_own_part, page);
  rg_contact_form_page_require (page, "x1", TRUE);
  save (page);
  wait_forms (
      fixture,
      "visit-log: meeting / purpose* present needs* concerns budget competitors agreed*;" SHOWING TRIAL
      "量房表: onsite / needs x1*;");
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL);
}

#define OWN "回访表: message / needs;"

static GtkWidget *
find_button_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_BUTTON_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* One of the shop's own goes, in use or not, and comes back; those that came along
 * stay. */
static void
test_delete_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgContactForm) new = rg_contact_form_new ("");
  RgFormsPage *forms = rg_preferences_get_forms (fixture->dialog);
  RgContactFormPage *page;

  wait_forms (fixture, LOG SHOWING TRIAL);
  page = edit_form (fixture, 0);
  g_assert_false (gtk_widget_get_visible (find_button_row (GTK_WIDGET (page), "Delete")));
  rg_contact_form_page_delete (page);
  rg_contact_form_page_retire (page);
  wait_gone (page);
  wait_forms (fixture, SHOWING TRIAL
              "-visit-log: onsite meeting / purpose* present needs* concerns budget competitors agreed*;");
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL);

  new->position = 9;
  page = rg_preferences_edit_form (fixture->dialog, new);
  g_assert_false (gtk_widget_get_visible (find_button_row (GTK_WIDGET (page), "Delete")));
  rg_contact_form_page_set_name (page, "回访表");
  rg_contact_form_page_set_kind (page, "message", TRUE);
  rg_contact_form_page_add_part (page, "needs");
  save (page);
  wait_forms (fixture, LOG SHOWING TRIAL OWN);
  page = edit_form (fixture, 3);
  g_assert_true (gtk_widget_get_visible (find_button_row (GTK_WIDGET (page), "Delete")));
  rg_contact_form_page_delete (page);
  wait_gone (page);
  wait_forms (fixture, LOG SHOWING TRIAL);
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL OWN);

  page = edit_form (fixture, 3);
  rg_contact_form_page_retire (page);
  wait_gone (page);
  wait_forms (fixture, LOG SHOWING TRIAL "-" OWN);
  rg_forms_page_delete (forms, g_ptr_array_index (rg_forms_page_get_forms (forms), 3));
  wait_forms (fixture, LOG SHOWING TRIAL);
  g_free (shop_undo (fixture->shop->store));
  wait_forms (fixture, LOG SHOWING TRIAL "-" OWN);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, preferences_close)
  ADD ("/app/staff", 800, test_staff);
  ADD ("/app/staff/narrow", 360, test_staff);
  ADD ("/app/staff/proposed", 800, test_proposed);
  ADD ("/app/forms", 800, test_forms);
  ADD ("/app/forms/own", 360, test_own_form);
  ADD ("/app/forms/delete", 800, test_delete_form);

  return g_test_run ();
}
