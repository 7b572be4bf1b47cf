/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preferences-fixture.h"

#include "shop/rg-staff.h"
#include "shop/rg-stages.h"
#include "store/rg-op.h"

/* Where the focus is when the rows of the preferences have been made again. */

static gpointer
staff_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "Anna", "Bert", "Cora" };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "staff", error);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (rg_staff_add (op, &(RgStaffWords) { .name = names[i] }, error) == 0)
      return NULL;
  return data;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->shop = shop_new ();
  g_assert_true (rg_stages_ship (fixture->shop->store, &error));
  rg_store_write_sync (fixture->shop->store, staff_func, fixture, NULL, &error);
  g_assert_no_error (error);
  preferences_open (fixture, 800);
}

/* --- waiting -------------------------------------------------------------- */

static gboolean
has_row (gpointer data)
{
  Fixture *fixture = data;

  return look_for (fixture->dialog, is_row, fixture->wanted) != NULL;
}

static gboolean
has_no_row (gpointer data)
{
  return !has_row (data);
}

/* It is there, or not any more, and another one, or the same, has the focus. */
static void
wait_row (Fixture *fixture, const char *title, gboolean there, const char *focused)
{
  fixture->wanted = title;
  wait_until (there ? has_row : has_no_row, fixture);
  g_assert_cmpstr (focused_row (fixture), ==, focused);
}

static GtkWidget *
first_row (Fixture *fixture, const char *title)
{
  fixture->wanted = title;
  wait_until (has_row, fixture);
  return row_of (fixture, title);
}

static void
undo (Fixture *fixture)
{
  g_free (shop_undo (fixture->shop->store));
}

/* --- stages --------------------------------------------------------------- */

static gboolean
is_stage (gpointer page)
{
  return rg_stage_page_is_ready (page);
}

static RgStagePage *
open_stage (Fixture *fixture, GtkWidget *from)
{
  RgStagePage *page = open_page (fixture, from, RG_TYPE_STAGE_PAGE);

  wait_until (is_stage, page);
  return page;
}

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  RgStagePage *page;

  rg_preferences_show_stages (fixture->dialog);
  page = open_stage (fixture, first_row (fixture, "Proposal"));
  rg_stage_page_enter (page, "Offer", -1, -1, -1);
  save_page (page);
  wait_row (fixture, "Offer", TRUE, "Offer");
  page = open_page (fixture, adding_button (rg_preferences_get_stages (fixture->dialog)), RG_TYPE_STAGE_PAGE);
  rg_stage_page_enter (page, "Delivery", 0, 95, -1);
  save_page (page);
  wait_row (fixture, "Delivery", TRUE, "Delivery");

  page = open_stage (fixture, row_of (fixture, "Offer"));
  do_by (look_for (page, is_row, "Stop Using"));
  wait_gone (page);
  wait_row (fixture, "Offer", FALSE, "Negotiation");
  gtk_widget_grab_focus (row_of (fixture, "Delivery"));
  undo (fixture);
  wait_row (fixture, "Offer", TRUE, "Delivery");
  /* The last of them has the one before it. */
  gtk_widget_activate_action (row_of (fixture, "Delivery"), "row.retire", NULL);
  wait_row (fixture, "Delivery", FALSE, "Signing");
}

/* --- own fields ------------------------------------------------------------- */

static void
add_field (Fixture *fixture, const char *label)
{
  RgOwnFieldPage *page = open_page (fixture, adding_button (rg_preferences_get_own_fields (fixture->dialog)),
                                    RG_TYPE_OWN_FIELD_PAGE);

  rg_own_field_page_set_label (page, label);
  save_page (page);
  wait_row (fixture, label, TRUE, label);
}

static void
test_own_fields (Fixture *fixture, gconstpointer data)
{
  RgOwnFieldPage *page;

  rg_preferences_show_own_fields (fixture->dialog);
  wait_until (is_mapped, adding_button (rg_preferences_get_own_fields (fixture->dialog)));
  add_field (fixture, "Area");
  add_field (fixture, "Rooms");
  page = open_page (fixture, row_of (fixture, "Area"), RG_TYPE_OWN_FIELD_PAGE);
  rg_own_field_page_set_label (page, "Size");
  save_page (page);
  wait_row (fixture, "Size", TRUE, "Size");
  gtk_widget_activate_action (row_of (fixture, "Size"), "row.retire", NULL);
  wait_row (fixture, "Size", FALSE, "Rooms");
  gtk_widget_activate_action (row_of (fixture, "Rooms"), "row.retire", NULL);
  wait_row (fixture, "Rooms", FALSE, "+");
}

/* --- staff -------------------------------------------------------------------- */

static gboolean
is_read (gpointer page)
{
  return rg_staff_member_page_find (page, "name") != NULL;
}

static RgStaffMemberPage *
open_member (Fixture *fixture, GtkWidget *from)
{
  RgStaffMemberPage *page = open_page (fixture, from, RG_TYPE_STAFF_MEMBER_PAGE);

  wait_until (is_read, page);
  return page;
}

static void
test_staff (Fixture *fixture, gconstpointer data)
{
  RgStaffMemberPage *page;

  rg_preferences_show_staff (fixture->dialog);
  page = open_member (fixture, first_row (fixture, "Bert"));
  rg_field_editor_enter (rg_staff_member_page_find (page, "name"), "Berta");
  save_page (page);
  wait_row (fixture, "Berta", TRUE, "Berta");
  page = open_member (fixture, adding_button (rg_preferences_get_staff (fixture->dialog)));
  rg_field_editor_enter (rg_staff_member_page_find (page, "name"), "Dora");
  save_page (page);
  wait_row (fixture, "Dora", TRUE, "Dora");
  page = open_member (fixture, row_of (fixture, "Berta"));
  rg_staff_member_page_leave (page);
  wait_gone (page);
  wait_row (fixture, "Berta", FALSE, "Cora");
}

/* --- forms -------------------------------------------------------------------- */

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  RgFormsPage *forms = rg_preferences_get_forms (fixture->dialog);
  RgContactFormPage *page;

  rg_preferences_show_forms (fixture->dialog);
  page = open_page (fixture, first_row (fixture, "After a showing"), RG_TYPE_CONTACT_FORM_PAGE);
  rg_contact_form_page_set_name (page, "Open day");
  save_page (page);
  wait_row (fixture, "Open day", TRUE, "Open day");
  page = open_page (fixture, adding_button (forms), RG_TYPE_CONTACT_FORM_PAGE);
  rg_contact_form_page_set_name (page, "Call back");
  rg_contact_form_page_set_kind (page, "message", TRUE);
  rg_contact_form_page_add_part (page, "needs");
  save_page (page);
  wait_row (fixture, "Call back", TRUE, "Call back");
  page = open_page (fixture, row_of (fixture, "Open day"), RG_TYPE_CONTACT_FORM_PAGE);
  rg_contact_form_page_retire (page);
  wait_gone (page);
  wait_row (fixture, "Open day", FALSE, "After a trial lesson");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, preferences_close)
  ADD ("/app/row-focus/stages", test_stages);
  ADD ("/app/row-focus/own-fields", test_own_fields);
  ADD ("/app/row-focus/staff", test_staff);
  ADD ("/app/row-focus/forms", test_forms);

  return g_test_run ();
}
