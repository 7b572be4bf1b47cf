/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/record/rg-age.h"
#include "app/record/rg-contacts-section.h"
#include "app/record/rg-customer-picker.h"
#include "app/record/rg-date-button.h"
#include "app/record/rg-header-card.h"
#include "app/record/rg-identities-section.h"
#include "app/record/rg-record-page.h"
#include "app/record/rg-record-text.h"
#include "app/record/rg-relation-dialog.h"
#include "app/record/rg-relations-section.h"
#include "app/record/rg-row-dialog.h"
#include "app/record/rg-tag-entry.h"
#include "app/record/rg-tags-row.h"
#include "app/widgets/rg-chip.h"
#include "catalog/rg-date.h"
#include "shop/rg-tags.h"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgRecordPage *page;
  gint64 id;
  guint closed;
  guint gone;
  /* What is waited for. */
  const char *wanted;
  GType section;
} Fixture;

/* --- waiting and looking ------------------------------------------------ */

static const char *
shown_name (Fixture *fixture)
{
  return adw_window_title_get_title (
      ADW_WINDOW_TITLE (find_widget (GTK_WIDGET (fixture->page), ADW_TYPE_WINDOW_TITLE)));
}

static gboolean
shows_name (gpointer data)
{
  Fixture *fixture = data;

  return !rg_record_page_is_busy (fixture->page) && g_strcmp0 (shown_name (fixture), fixture->wanted) == 0;
}

static void
wait_for_name (Fixture *fixture, const char *name)
{
  fixture->wanted = name;
  wait_until (shows_name, fixture);
}

/* --- changing from outside ---------------------------------------------- */

typedef struct
{
  gint64 id;
  const char *key;
  const char *text;
} Edit;

static gpointer
edit_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Edit", error);
  RgCell cell = { .field = rg_entity_find_field (entity, edit->key), .value = RG_VALUE_INIT };
  gboolean done;

  if (edit->text != NULL)
    rg_value_set_text (&cell.value, edit->text);
  done = rg_op_update (op, entity, edit->id, &cell, 1, error);
  rg_value_clear (&cell.value);

  return done ? GINT_TO_POINTER (1) : NULL;
}

static void
edit (Fixture *fixture, const char *key, const char *text)
{
  Edit data = { fixture->id, key, text };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, edit_func, &data, NULL, &error);
  g_assert_no_error (error);
}

/* --- set-up ------------------------------------------------------------- */

static void
count_cb (RgRecordPage *page, guint *count)
{
  (*count)++;
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->shop = shop_new ();
  fixture->settings = rg_settings_new ();
  fixture->id = shop_add (fixture->shop->store, "钱学森", "19900000007", "2026-11-20");
  fixture->page = RG_RECORD_PAGE (rg_record_page_new (fixture->settings));
  g_signal_connect (fixture->page, "close-requested", G_CALLBACK (count_cb), &fixture->closed);
  g_signal_connect (fixture->page, "customer-gone", G_CALLBACK (count_cb), &fixture->gone);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_record_page_set_store (fixture->page, fixture->shop->store);
  rg_record_page_set_customer (fixture->page, fixture->id);
  wait_for_name (fixture, "钱学森");
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  RgRecordPage *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* What was asked last may still be on its way back. */
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

/* --- the page ----------------------------------------------------------- */

/* What somebody else writes shows by itself. */
static void
test_follows (Fixture *fixture, gconstpointer width)
{
  edit (fixture, "name", "钱三强");
  wait_for_name (fixture, "钱三强");
  g_assert_cmpint (rg_record_page_get_customer (fixture->page), ==, fixture->id);
}

/* Rows clicked faster than they can be read: only the last one is shown. */
static void
test_other (Fixture *fixture, gconstpointer width)
{
  for (gint64 id = 1; id <= 3; id++)
    {
      rg_record_page_set_customer (fixture->page, id);
      edit (fixture, "name", "钱学森");
    }
  wait_for_name (fixture, "李清照");
  run_for (60);
  g_assert_cmpstr (shown_name (fixture), ==, "李清照");

  rg_record_page_set_customer (fixture->page, 0);
  wait_for_name (fixture, "");
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Delete", error);

  return rg_op_delete (op, entity, fixture->id, error) ? GINT_TO_POINTER (1) : NULL;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_CLI, data, cancellable, error);
}

/* Gone, said once; and there again when it comes back. */
static void
test_gone (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, delete_func, fixture, NULL, &error);
  g_assert_no_error (error);
  wait_for_name (fixture, "");
  g_assert_cmpuint (fixture->gone, ==, 1);
  shop_add (fixture->shop->store, "华罗庚", NULL, NULL);
  run_for (60);
  g_assert_cmpuint (fixture->gone, ==, 1);

  rg_operation_free (
      rg_store_write_sync (fixture->shop->store, undo_func, (gpointer) "elsewhere", NULL, &error));
  g_assert_no_error (error);
  wait_for_name (fixture, "钱学森");
}

static void
test_close (Fixture *fixture, gconstpointer width)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "record.close", NULL);
  g_assert_cmpuint (fixture->closed, ==, 1);
}

/* --- looking into it ---------------------------------------------------- */

static GtkWidget *
find (Fixture *fixture, GType type)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->page), type);

  g_assert_nonnull (widget);
  return widget;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static char *
join_texts (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GString *texts = g_string_new (NULL);

  collect (root, type, found);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (found, i);

      g_string_append_printf (texts, "%s%s", i > 0 ? "," : "",
                              RG_IS_CHIP (widget)
                                  ? rg_chip_get_text (RG_CHIP (widget))
                                  : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
    }

  return g_string_free_and_steal (texts);
}

static gboolean
has_chips (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *texts = join_texts (GTK_WIDGET (fixture->page), RG_TYPE_CHIP);

  return g_str_equal (texts, fixture->wanted);
}

static void
wait_for_chips (Fixture *fixture, const char *texts)
{
  fixture->wanted = texts;
  wait_until (has_chips, fixture);
}

static gboolean
has_rows (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *texts =
      join_texts (find_widget (GTK_WIDGET (fixture->page), fixture->section), ADW_TYPE_ACTION_ROW);

  return g_str_equal (texts, fixture->wanted);
}

static void
wait_for_rows (Fixture *fixture, GType section, const char *texts)
{
  fixture->section = section;
  fixture->wanted = texts;
  wait_until (has_rows, fixture);
}

static const char *
subtitle (Fixture *fixture, GType section, guint index)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (find (fixture, section), ADW_TYPE_ACTION_ROW, rows);
  return adw_action_row_get_subtitle (g_ptr_array_index (rows, index));
}

/* What Ctrl+Z takes. */
static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rg_operation_free (
      rg_store_write_sync (fixture->shop->store, undo_func, (gpointer) "window", NULL, &error));
  g_assert_no_error (error);
}

/* --- tags --------------------------------------------------------------- */

static gpointer
tag_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Tag", error);
  gint64 tag = rg_tags_ensure (op, data, error);

  return rg_tags_assign (op, 1, tag, NULL, error) ? GINT_TO_POINTER (1) : NULL;
}

static void
tag_somebody (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, tag_func, (gpointer) name, NULL, &error);
  g_assert_no_error (error);
}

static void
write_tag (Fixture *fixture, const char *text)
{
  RgTagEntry *entry = RG_TAG_ENTRY (find (fixture, RG_TYPE_TAG_ENTRY));

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_text (rg_tag_entry_get_editable (entry), text);
}

static void
enter_tag (Fixture *fixture, const char *text)
{
  write_tag (fixture, text);
  g_signal_emit_by_name (rg_tag_entry_get_editable (RG_TAG_ENTRY (find (fixture, RG_TYPE_TAG_ENTRY))),
                         "activate");
}

/* By initials and Enter, before the proposals are there; a new one; several. */
static void
test_tags (Fixture *fixture, gconstpointer width)
{
  tag_somebody (fixture, "重点客户");
  tag_somebody (fixture, "老客户");
  wait_for_name (fixture, "钱学森");

  enter_tag (fixture, "zd");
  wait_for_chips (fixture, "重点客户");
  enter_tag (fixture, "VIP");
  wait_for_chips (fixture, "重点客户,VIP");
  write_tag (fixture, "样板间，x, 老客户;VI");
  wait_for_chips (fixture, "重点客户,VIP,样板间,x,老客户");
  g_assert_cmpstr (
      gtk_editable_get_text (rg_tag_entry_get_editable (RG_TAG_ENTRY (find (fixture, RG_TYPE_TAG_ENTRY)))),
      ==, "VI");

  /* One after the other. */
  undo (fixture);
  wait_for_chips (fixture, "重点客户,VIP,样板间,x");
}

static void
test_tag_taken (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  GtkWidget *kept;

  write_tag (fixture, "甲,乙,丙,");
  wait_for_chips (fixture, "甲,乙,丙");
  collect (GTK_WIDGET (fixture->page), RG_TYPE_CHIP, chips);
  kept = g_ptr_array_index (chips, 2);

  gtk_widget_child_focus (g_ptr_array_index (chips, 1), GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (g_ptr_array_index (chips, 1), "chip.remove", NULL);
  wait_for_chips (fixture, "甲,丙");
  /* The one behind it has the focus now, and is the widget that it was. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), kept));
  undo (fixture);
  wait_for_chips (fixture, "甲,乙,丙");

  /* Another customer has none of them. */
  rg_record_page_set_customer (fixture->page, 2);
  wait_for_chips (fixture, "");
}

/* --- the header card ---------------------------------------------------- */

static gboolean
has_next (gpointer data)
{
  Fixture *fixture = data;
  RgDateButton *button =
      RG_DATE_BUTTON (find_widget (find (fixture, RG_TYPE_HEADER_CARD), RG_TYPE_DATE_BUTTON));

  return !rg_record_page_is_busy (fixture->page) &&
         g_strcmp0 (rg_date_button_get_choice (button), fixture->wanted) == 0;
}

static void
test_next_step (Fixture *fixture, gconstpointer width)
{
  RgDateButton *button =
      RG_DATE_BUTTON (find_widget (find (fixture, RG_TYPE_HEADER_CARD), RG_TYPE_DATE_BUTTON));

  g_assert_cmpstr (rg_date_button_get_choice (button), ==, "2026-11-20");
  rg_date_button_choose (button, NULL);
  rg_store_wait_for_search (fixture->shop->store, NULL, NULL);
  fixture->wanted = NULL;
  wait_until (has_next, fixture);
  undo (fixture);
  fixture->wanted = "2026-11-20";
  wait_until (has_next, fixture);
}

static gboolean
has_phone (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  collect (find (fixture, RG_TYPE_HEADER_CARD), GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_label (g_ptr_array_index (labels, i)), fixture->wanted))
      return TRUE;

  return FALSE;
}

static void
test_masked (Fixture *fixture, gconstpointer width)
{
  fixture->wanted = "199 0000 0007";
  g_assert_true (has_phone (fixture));
  rg_settings_set_boolean (fixture->settings, "mask-phones", TRUE);
  g_assert_false (has_phone (fixture));
  fixture->wanted = "199****0007";
  g_assert_true (has_phone (fixture));
  rg_settings_set_boolean (fixture->settings, "mask-phones", FALSE);
}

/* --- rows --------------------------------------------------------------- */

static RgFieldEditor *
find_editor (RgForm *form, const char *key)
{
  for (guint i = 0; i < rg_form_get_n_editors (form); i++)
    if (g_str_equal (rg_field_editor_get_field (rg_form_get_editor (form, i))->key, key))
      return rg_form_get_editor (form, i);
  g_assert_not_reached ();
}

static RgRowDialog *
find_dialog (Fixture *fixture)
{
  GtkWidget *dialog = find_widget (fixture->window, RG_TYPE_ROW_DIALOG);

  g_assert_nonnull (dialog);
  return RG_ROW_DIALOG (dialog);
}

static void
test_contacts (Fixture *fixture, gconstpointer width)
{
  GtkWidget *section = find (fixture, RG_TYPE_CONTACTS_SECTION);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  RgForm *form;

  rg_record_page_set_view (fixture->page, "details");
  gtk_widget_activate_action (section, "rows.add", NULL);
  form = rg_row_dialog_get_form (find_dialog (fixture));
  rg_field_editor_enter (find_editor (form, "name"), "陈经理");
  rg_field_editor_enter (find_editor (form, "phone"), "199 0000 0077");
  rg_row_dialog_save (find_dialog (fixture));
  wait_for_rows (fixture, RG_TYPE_CONTACTS_SECTION, "陈经理");
  g_assert_cmpstr (subtitle (fixture, RG_TYPE_CONTACTS_SECTION, 0), ==, "199 0000 0077");

  gtk_widget_activate_action (section, "rows.edit", "x", (gint64) 1);
  form = rg_row_dialog_get_form (find_dialog (fixture));
  rg_field_editor_enter (find_editor (form, "role"), "采购");
  rg_row_dialog_save (find_dialog (fixture));
  fixture->wanted = "采购 · 199 0000 0077";
  wait_for_rows (fixture, RG_TYPE_CONTACTS_SECTION, "陈经理");
  while (g_strcmp0 (subtitle (fixture, RG_TYPE_CONTACTS_SECTION, 0), "采购 · 199 0000 0077") != 0)
    g_main_context_iteration (NULL, TRUE);

  collect (section, ADW_TYPE_ACTION_ROW, rows);
  gtk_widget_activate_action (g_ptr_array_index (rows, 0), "rows.delete", "x", (gint64) 1);
  wait_for_rows (fixture, RG_TYPE_CONTACTS_SECTION, "");
  undo (fixture);
  wait_for_rows (fixture, RG_TYPE_CONTACTS_SECTION, "陈经理");
}

static void
test_identities (Fixture *fixture, gconstpointer width)
{
  RgIdentitiesSection *section = RG_IDENTITIES_SECTION (find (fixture, RG_TYPE_IDENTITIES_SECTION));

  rg_record_page_set_view (fixture->page, "details");
  rg_identities_section_enter (section, "phone", "no number");
  g_assert_nonnull (rg_identities_section_get_error (section));
  rg_identities_section_enter (section, "phone", "+86 199-0000-0088");
  wait_for_rows (fixture, RG_TYPE_IDENTITIES_SECTION, "199 0000 0088");
  g_assert_null (rg_identities_section_get_error (section));
  rg_identities_section_enter (section, "wecom", "wo_1");
  wait_for_rows (fixture, RG_TYPE_IDENTITIES_SECTION, "199 0000 0088,wo_1");
  undo (fixture);
  wait_for_rows (fixture, RG_TYPE_IDENTITIES_SECTION, "199 0000 0088");
}

static RgRelationDialog *
find_relation_dialog (Fixture *fixture)
{
  GtkWidget *dialog = find_widget (fixture->window, RG_TYPE_RELATION_DIALOG);

  g_assert_nonnull (dialog);
  return RG_RELATION_DIALOG (dialog);
}

static gboolean
is_picked (gpointer data)
{
  return rg_customer_picker_get_id (data) != 0;
}

/* Found by initials; shown with both. */
static void
test_relation (Fixture *fixture, gconstpointer width)
{
  GtkWidget *section = find (fixture, RG_TYPE_RELATIONS_SECTION);
  RgCustomerPicker *picker;
  GtkEditable *editable;

  rg_record_page_set_view (fixture->page, "details");
  gtk_widget_activate_action (section, "rows.add", NULL);
  rg_relation_dialog_set_kind (find_relation_dialog (fixture), "referrer");
  /* Nobody is chosen yet. */
  rg_relation_dialog_save (find_relation_dialog (fixture));
  picker = RG_CUSTOMER_PICKER (find_widget (fixture->window, RG_TYPE_CUSTOMER_PICKER));
  editable = rg_customer_picker_get_editable (picker);
  gtk_editable_set_text (editable, "zsf");
  g_signal_emit_by_name (editable, "activate");
  wait_until (is_picked, picker);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "张三丰");
  rg_relation_dialog_save (find_relation_dialog (fixture));
  wait_for_rows (fixture, RG_TYPE_RELATIONS_SECTION, "张三丰");
  g_assert_cmpstr (subtitle (fixture, RG_TYPE_RELATIONS_SECTION, 0), ==, "Referred by · 199 0000 0001");

  rg_record_page_set_customer (fixture->page, 1);
  wait_for_rows (fixture, RG_TYPE_RELATIONS_SECTION, "钱学森");
  g_assert_cmpstr (subtitle (fixture, RG_TYPE_RELATIONS_SECTION, 0), ==, "Referred · 199 0000 0007");
  undo (fixture);
  wait_for_rows (fixture, RG_TYPE_RELATIONS_SECTION, "");
}

static void
test_child (Fixture *fixture, gconstpointer width)
{
  gtk_widget_activate_action (find (fixture, RG_TYPE_RELATIONS_SECTION), "rows.add", NULL);
  rg_relation_dialog_set_kind (find_relation_dialog (fixture), "child");
  rg_relation_dialog_set_name (find_relation_dialog (fixture), "乐乐", "2023-09-20");
  rg_relation_dialog_save (find_relation_dialog (fixture));
  wait_for_rows (fixture, RG_TYPE_RELATIONS_SECTION, "乐乐");
  g_assert_nonnull (strstr (subtitle (fixture, RG_TYPE_RELATIONS_SECTION, 0), "Child · 3 years 2 months · "));
}

/* --- the whole customer ------------------------------------------------- */

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->gone > 0;
}

static void
test_delete (Fixture *fixture, gconstpointer width)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "record.delete", NULL);
  wait_until (is_gone, fixture);
  undo (fixture);
  wait_for_name (fixture, "钱学森");
}

static gpointer
profile_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_profile_read (read, ((Fixture *) data)->id, 0, error);
}

static void
test_text (Fixture *fixture, gconstpointer width)
{
  g_autoptr (RgProfile) profile = NULL;
  g_autofree char *text = NULL;

  write_tag (fixture, "甲,乙,");
  wait_for_chips (fixture, "甲,乙");
  profile = rg_store_read_sync (fixture->shop->store, profile_func, fixture, NULL, NULL);
  text = rg_record_text (profile);
  g_assert_cmpstr (text, ==,
                   "钱学森\nKind: Person\nPhone: 199 0000 0007\nNext step: 20 Nov 2026\nTags: 甲, 乙");
}

/* --- ages --------------------------------------------------------------- */

static void
test_age (void)
{
  static const struct
  {
    const char *birthday;
    const char *age;
  } cases[] = {
    { "2023-09-20", "3 years 2 months" },
    { "2023-11-22", "3 years" },
    { "2023-11-23", "2 years 11 months" },
    { "2026-11-22", "0 days old" },
    { "2026-11-01", "21 days old" },
    { "2026-10-22", "1 month" },
    { "1990-01-02", "36 years" },
    { "2026-12-01", NULL },
    { "--01-02", NULL },
    { "lunar:2025-08-15", "1 year 1 month" },
    { "lunar:08-15", NULL },
    { NULL, NULL },
  };
  GDate today;

  g_assert_true (rg_date_from_iso ("2026-11-22", &today));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *age = rg_age_words (cases[i].birthday, &today);

      g_assert_cmpstr (age, ==, cases[i].age);
    }

  /* The 31st has its month full on the last day of a short one. */
  g_assert_true (rg_date_from_iso ("2026-02-28", &today));
  {
    g_autofree char *age = rg_age_words ("2025-10-31", &today);

    g_assert_cmpstr (age, ==, "4 months");
  }
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/record/follows", 720, test_follows);
  ADD ("/app/record/other", 720, test_other);
  ADD ("/app/record/gone", 720, test_gone);
  ADD ("/app/record/close", 360, test_close);
  ADD ("/app/record/tags", 720, test_tags);
  ADD ("/app/record/tag-taken", 720, test_tag_taken);
  ADD ("/app/record/next-step", 720, test_next_step);
  ADD ("/app/record/masked", 360, test_masked);
  ADD ("/app/record/contacts", 720, test_contacts);
  ADD ("/app/record/identities", 720, test_identities);
  ADD ("/app/record/relation", 720, test_relation);
  ADD ("/app/record/child", 360, test_child);
  ADD ("/app/record/delete", 720, test_delete);
  ADD ("/app/record/text", 720, test_text);
  g_test_add_func ("/app/record/age", test_age);

  return g_test_run ();
}
