/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/record/rg-fields-section.h"
#include "app/record/rg-row-dialog.h"
#include "app/rg-window.h"

#include <string.h>

/* A customer's fields in a window, fed as the record page feeds them. */
typedef struct
{
  Shop *shop;
  GtkWidget *window;
  RgFieldsSection *section;
  RgForm *form;
  gint64 customer;
  const char *wanted;
} Fixture;

static gpointer
profile_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_profile_read (read, *(gint64 *) data, 10, error);
}

static void
show (Fixture *fixture, gint64 customer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgProfile) profile =
      rg_store_read_sync (fixture->shop->store, profile_func, &customer, NULL, &error);

  g_assert_no_error (error);
  fixture->customer = customer;
  rg_section_show (RG_SECTION (fixture->section), fixture->shop->store, profile);
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, Fixture *fixture)
{
  show (fixture, fixture->customer);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->shop = shop_new ();
  fixture->section = RG_FIELDS_SECTION (rg_fields_section_new ());
  fixture->form = rg_fields_section_get_form (fixture->section);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 700);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->section));
  adw_window_set_content (ADW_WINDOW (fixture->window), scroller);
  gtk_window_present (GTK_WINDOW (fixture->window));
  show (fixture, 1);
  g_signal_connect (fixture->shop->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RgFieldsSection *section = fixture->section;

  g_signal_handlers_disconnect_by_data (fixture->shop->store, fixture);
  g_object_add_weak_pointer (G_OBJECT (section), (gpointer *) &section);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* What was asked last may still be on its way back. */
  while (section != NULL)
    g_main_context_iteration (NULL, TRUE);
  shop_free (fixture->shop);
}

static RgFieldEditor *
find (Fixture *fixture, const char *key)
{
  RgFieldEditor *editor = rg_form_find (fixture->form, key);

  g_assert_nonnull (editor);
  return editor;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_saved (gpointer data)
{
  return !rg_fields_section_is_saving (((Fixture *) data)->section);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* --- saving --------------------------------------------------------------- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *email = NULL, *label = NULL;

  rg_field_editor_enter (find (fixture, "email"), "zhang@example.com");
  g_assert_true (rg_fields_section_is_saving (fixture->section));
  wait_until (is_saved, fixture);
  g_assert_false (rg_field_editor_is_dirty (find (fixture, "email")));
  email = shop_ask (fixture->shop->store, "SELECT email FROM customer WHERE id = 1");
  g_assert_cmpstr (email, ==, "zhang@example.com");
  label = shop_ask (fixture->shop->store, "SELECT label FROM operation ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "Change 张三丰: E-mail");

  /* Bad input is not sent. */
  rg_field_editor_enter (find (fixture, "email"), "zhang at example");
  g_assert_false (rg_fields_section_is_saving (fixture->section));
  g_assert_nonnull (rg_field_editor_get_error (find (fixture, "email")));
}

/* What is shown while values are on their way is older than they are. */
static void
test_fast (Fixture *fixture, gconstpointer data)
{
  RgFieldEditor *editor = find (fixture, "owner");
  g_autofree char *owner = NULL;

  rg_field_editor_enter (editor, "one");
  rg_field_editor_enter (editor, "two");
  show (fixture, 1);
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (editor)), ==, "two");
  rg_field_editor_enter (editor, "three");
  wait_until (is_saved, fixture);
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (editor)), ==, "three");
  owner = shop_ask (fixture->shop->store, "SELECT owner FROM customer WHERE id = 1");
  g_assert_cmpstr (owner, ==, "three");
}

static gpointer
update_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *change = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "elsewhere", error);
  RgCell cell = { .field = rg_entity_find_field (entity, change[0]), .value = RG_VALUE_INIT };

  rg_value_set_text (&cell.value, change[1]);
  rg_op_update (op, entity, 1, &cell, 1, error);
  rg_value_clear (&cell.value);
  return NULL;
}

static void
change_elsewhere (Fixture *fixture, const char *key, const char *text)
{
  const char *change[] = { key, text };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, update_func, change, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
shows_address (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (rg_value_get_text (rg_field_editor_get_value (find (fixture, "address"))),
                    fixture->wanted) == 0;
}

static void
test_outside (Fixture *fixture, gconstpointer data)
{
  RgFieldEditor *address = find (fixture, "address");
  GtkEditable *text = GTK_EDITABLE (find_widget (GTK_WIDGET (find (fixture, "wechat")), GTK_TYPE_TEXT));

  /* Another field changes while one is being written. */
  gtk_widget_grab_focus (GTK_WIDGET (find (fixture, "wechat")));
  gtk_editable_set_text (text, "zsf_wx");
  change_elsewhere (fixture, "address", "长安街 1 号");
  fixture->wanted = "长安街 1 号";
  wait_until (shows_address, fixture);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "zsf_wx");

  /* To somebody else and back: saved, not lost. */
  rg_section_flush (RG_SECTION (fixture->section));
  show (fixture, 2);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "");
  run_for (50);
  show (fixture, 1);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "zsf_wx");
  g_assert_null (rg_field_editor_get_error (address));
}

static gboolean
has_hint (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *editor = GTK_WIDGET (find (fixture, "phone"));

  return find_button (editor, "Open") != NULL;
}

static gboolean
has_no_hint (gpointer data)
{
  return !has_hint (data);
}

/* A phone that somebody else has is no error. */
static void
test_same_phone (Fixture *fixture, gconstpointer data)
{
  rg_field_editor_enter (find (fixture, "phone"), "19900000002");
  wait_until (has_hint, fixture);
  g_assert_null (rg_field_editor_get_error (find (fixture, "phone")));
  rg_field_editor_enter (find (fixture, "phone"), "19900000077");
  wait_until (has_no_hint, fixture);
  rg_field_editor_enter (find (fixture, "phone"), "19900000002");
  wait_until (has_hint, fixture);
  show (fixture, 3);
  g_assert_true (has_no_hint (fixture));
}

/* Without a shop nothing of it is held. */
static void
test_no_shop (Fixture *fixture, gconstpointer data)
{
  guint before = rg_form_get_n_editors (fixture->form);

  g_assert_cmpuint (before, >, 10);
  rg_section_show (RG_SECTION (fixture->section), NULL, NULL);
  g_assert_cmpuint (rg_form_get_n_editors (fixture->form), ==, 0);
  show (fixture, 2);
  g_assert_cmpuint (rg_form_get_n_editors (fixture->form), ==, before);
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (find (fixture, "name"))), ==, "曾国藩");
}

/* --- fields of the shop's own --------------------------------------------- */

static gpointer
add_field_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "field", error);

  g_free (rg_op_add_own_field (op, entity, data, &rg_type_number, NULL, "Basics", error));
  return NULL;
}

static gpointer
retire_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "retire", error);

  rg_op_change_own_field (op, entity, "x1", NULL, NULL, NULL, 1, -1, error);
  return NULL;
}

static gboolean
has_own (gpointer data)
{
  return rg_form_find (((Fixture *) data)->form, "x1") != NULL;
}

static gboolean
has_no_own (gpointer data)
{
  return !has_own (data);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkEditable *text = GTK_EDITABLE (find_widget (GTK_WIDGET (find (fixture, "wechat")), GTK_TYPE_TEXT));
  GtkWidget *group;

  gtk_widget_grab_focus (GTK_WIDGET (find (fixture, "wechat")));
  gtk_editable_set_text (text, "half wri");
  rg_store_write_sync (fixture->shop->store, add_field_func, (gpointer) "面积", NULL, &error);
  g_assert_no_error (error);
  wait_until (has_own, fixture);
  /* What was being written is still being written. */
  text = GTK_EDITABLE (find_widget (GTK_WIDGET (find (fixture, "wechat")), GTK_TYPE_TEXT));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "half wri");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (text)));
  g_assert_true (rg_field_editor_is_dirty (find (fixture, "wechat")));
  /* In the group of that name. */
  group = gtk_widget_get_ancestor (GTK_WIDGET (find (fixture, "x1")), ADW_TYPE_PREFERENCES_GROUP);
  g_assert_true (group ==
                 gtk_widget_get_ancestor (GTK_WIDGET (find (fixture, "name")), ADW_TYPE_PREFERENCES_GROUP));

  rg_field_editor_enter (find (fixture, "x1"), "89.5");
  wait_until (is_saved, fixture);
  rg_store_write_sync (fixture->shop->store, retire_func, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_until (has_no_own, fixture);
}

/* --- a row in a dialog ---------------------------------------------------- */

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gpointer
contact_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = rg_rows_read_of (read, rg_catalog_find (rg_read_get_catalog (read), "contact"),
                                                "customer_id", 1, error);

  return rows != NULL && rows->len > 0 ? rg_row_ref (g_ptr_array_index (rows, 0)) : NULL;
}

static RgRow *
read_contact (Fixture *fixture)
{
  return rg_store_read_sync (fixture->shop->store, contact_func, NULL, NULL, NULL);
}

static RgRowDialog *
present (Fixture *fixture, RgRow *row, gpointer *weak)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (fixture->shop->store);
  const RgEntity *entity = rg_catalog_find (catalog, "contact");
  RgCell fixed = { .field = rg_entity_find_field (entity, "customer_id"),
                   .value = { .kind = RG_VALUE_INTEGER, .integer = 1 } };

  *weak = rg_row_dialog_present (fixture->window, fixture->shop->store, "contact", row, &fixed, 1, "Contact");
  g_object_add_weak_pointer (*weak, weak);
  wait_until (is_mapped, *weak);
  return *weak;
}

static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  gpointer weak;
  RgRowDialog *dialog = present (fixture, NULL, &weak);
  RgForm *form = rg_row_dialog_get_form (dialog);
  g_autoptr (RgRow) added = NULL, changed = NULL, deleted = NULL;

  g_assert_null (rg_form_find (form, "customer_id"));
  /* Nothing is saved while something is wrong. */
  rg_field_editor_enter (rg_form_find (form, "name"), "王姐");
  rg_field_editor_enter (rg_form_find (form, "phone"), "12");
  rg_row_dialog_save (dialog);
  run_for (50);
  g_assert_null (read_contact (fixture));
  rg_field_editor_enter (rg_form_find (form, "phone"), "19900000088");
  rg_row_dialog_save (dialog);
  wait_until (is_gone, &weak);
  added = read_contact (fixture);
  g_assert_cmpstr (rg_row_get_text (added, "name"), ==, "王姐");
  g_assert_cmpstr (rg_row_get_text (added, "phone"), ==, "19900000088");

  dialog = present (fixture, added, &weak);
  rg_field_editor_enter (rg_form_find (rg_row_dialog_get_form (dialog), "role"), "老板娘");
  rg_row_dialog_save (dialog);
  wait_until (is_gone, &weak);
  changed = read_contact (fixture);
  g_assert_cmpstr (rg_row_get_text (changed, "role"), ==, "老板娘");
  g_assert_cmpstr (rg_row_get_text (changed, "name"), ==, "王姐");

  dialog = present (fixture, changed, &weak);
  rg_row_dialog_delete (dialog);
  wait_until (is_gone, &weak);
  deleted = read_contact (fixture);
  g_assert_null (deleted);
}

/* Cancel leaves everything as it was, and so does Save with nothing written. */
static void
test_dialog_nothing (Fixture *fixture, gconstpointer data)
{
  gpointer weak;
  RgRowDialog *dialog = present (fixture, NULL, &weak);

  rg_row_dialog_save (dialog);
  wait_until (is_gone, &weak);
  dialog = present (fixture, NULL, &weak);
  rg_field_editor_enter (rg_form_find (rg_row_dialog_get_form (dialog), "name"), "王姐");
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, &weak);
  g_assert_null (read_contact (fixture));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/fields/save", test_save);
  ADD ("/app/fields/fast", test_fast);
  ADD ("/app/fields/outside", test_outside);
  ADD ("/app/fields/same-phone", test_same_phone);
  ADD ("/app/fields/no-shop", test_no_shop);
  ADD ("/app/fields/own", test_own);
  ADD ("/app/fields/dialog", test_dialog);
  ADD ("/app/fields/dialog-nothing", test_dialog_nothing);

  return g_test_run ();
}
