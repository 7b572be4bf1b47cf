/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record-fixture.h"

#include "app/record/rg-contacts-section.h"
#include "app/record/rg-customer-picker.h"
#include "app/record/rg-identities-section.h"
#include "app/record/rg-relation-dialog.h"
#include "app/record/rg-relations-section.h"
#include "app/record/rg-row-dialog.h"
#include "app/record/rg-tag-entry.h"
#include "shop/rg-tags.h"

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

static gpointer
rule_tag_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_RULE, "rule", "Tag", error);
  gint64 tag = rg_tags_ensure (op, "老客户", error);

  return rg_tags_assign (op, *(gint64 *) data, tag, "rule:{}", error) ? data : NULL;
}

static gboolean
is_by_rule (gpointer data)
{
  return g_strcmp0 (rg_chip_get_about (RG_CHIP (find (data, RG_TYPE_CHIP))),
                    "Given by its rule, which is off now") == 0;
}

static gboolean
is_by_hand (gpointer data)
{
  return rg_chip_get_about (RG_CHIP (find (data, RG_TYPE_CHIP))) == NULL;
}

/* Whose rule is off is told where the tag stands; given by hand it is nobody's. */
static void
test_tag_by_rule (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, rule_tag_func, &fixture->id, NULL, &error);
  g_assert_no_error (error);
  wait_for_chips (fixture, "老客户");
  g_assert_true (is_by_rule (fixture));
  enter_tag (fixture, "老客户");
  wait_until (is_by_hand, fixture);
  wait_for_chips (fixture, "老客户");
  undo (fixture);
  wait_until (is_by_rule, fixture);
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
  g_assert_nonnull (strstr (subtitle (fixture, RG_TYPE_RELATIONS_SECTION, 0),
                            "Child · Kindergarten · 3 years 2 months · "));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/record/tags", 720, test_tags);
  ADD ("/app/record/tag-taken", 720, test_tag_taken);
  ADD ("/app/record/tag-by-rule", 720, test_tag_by_rule);
  ADD ("/app/record/contacts", 720, test_contacts);
  ADD ("/app/record/identities", 720, test_identities);
  ADD ("/app/record/relation", 720, test_relation);
  ADD ("/app/record/child", 360, test_child);

  return g_test_run ();
}
