/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/record/rg-composer.h"
#include "app/record/rg-date-button.h"
#include "app/record/rg-entry-form.h"
#include "app/record/rg-text-area.h"
#include "store/rg-op.h"

#define NEXT_DATE "SELECT next_date FROM customer WHERE id = ?"
#define EVENTS                                                                                               \
  "SELECT count(*) || ':' || ifnull (group_concat (kind || '=' || ifnull (text, '')), '') FROM event"

typedef struct
{
  Desk desk;
  RgEntryForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer width)
{
  desk_set_up (&fixture->desk, rg_composer_new (), GPOINTER_TO_INT (width));
  fixture->form = RG_ENTRY_FORM (find_widget (fixture->desk.window, RG_TYPE_ENTRY_FORM));
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  desk_tear_down (&fixture->desk);
}

static RgComposer *
composer (Fixture *fixture)
{
  return RG_COMPOSER (fixture->desk.section);
}

static void
type (Fixture *fixture, const char *text)
{
  rg_text_area_set_text (RG_TEXT_AREA (find_widget (fixture->desk.window, RG_TYPE_TEXT_AREA)), text);
}

static char *
typed (Fixture *fixture)
{
  return rg_text_area_dup_text (RG_TEXT_AREA (find_widget (fixture->desk.window, RG_TYPE_TEXT_AREA)));
}

static void
assert_typed (Fixture *fixture, const char *text)
{
  g_autofree char *now = typed (fixture);

  g_assert_cmpstr (now, ==, text);
}

static void
choose_kind (Fixture *fixture, const char *kind)
{
  rg_kind_picker_set_kind (RG_KIND_PICKER (find_widget (fixture->desk.window, RG_TYPE_KIND_PICKER)), kind);
}

/* The second one is the next step; the first is the day of an entry. */
static RgDateButton *
next_button (Fixture *fixture)
{
  return RG_DATE_BUTTON (find_nth (fixture->desk.window, RG_TYPE_DATE_BUTTON, 1));
}

static GtkWidget *
amount_entry (Fixture *fixture)
{
  return find_nth (fixture->desk.window, GTK_TYPE_ENTRY, 0);
}

static gboolean
can_save (Fixture *fixture)
{
  return gtk_widget_get_sensitive (find_text (fixture->desk.window, "Save (Ctrl+Enter)"));
}

static gboolean
is_idle (gpointer data)
{
  return !rg_composer_is_busy (composer (data));
}

/* --- tests ------------------------------------------------------------------ */

/* A note with a next step: an entry, and the customer's next step. */
static void
test_note (Fixture *fixture, gconstpointer width)
{
  g_assert_false (can_save (fixture));
  rg_composer_focus (composer (fixture));
  type (fixture, "  要看三居\n周六带合同  ");
  g_assert_true (can_save (fixture));
  rg_date_button_choose (next_button (fixture), "2026-11-25");
  g_assert_true (press_key (fixture->desk.window, GDK_KEY_Return, GDK_CONTROL_MASK));

  desk_wait_for (&fixture->desk, EVENTS, "1:note=要看三居\n周六带合同");
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, NEXT_DATE, "2026-11-25");
  desk_assert (&fixture->desk, "SELECT next_date FROM event", "2026-11-25");
  desk_assert (&fixture->desk, "SELECT label FROM operation ORDER BY id DESC", "Note (张三丰)");

  /* Empty again, and ready for the next one. */
  assert_typed (fixture, "");
  g_assert_null (rg_date_button_get_choice (next_button (fixture)));
  g_assert_false (can_save (fixture));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (fixture->form)));

  desk_undo (&fixture->desk);
  desk_assert (&fixture->desk, EVENTS, "0:");
  desk_assert (&fixture->desk, NEXT_DATE, "2026-11-20");
}

/* A visit is worth an entry without a word; what is there as next step stays,
 * or goes when it is said. */
static void
test_visit (Fixture *fixture, gconstpointer width)
{
  choose_kind (fixture, "visit");
  g_assert_true (can_save (fixture));
  rg_composer_save (composer (fixture));
  desk_wait_for (&fixture->desk, EVENTS, "1:visit=");
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, NEXT_DATE, "2026-11-20");
  desk_assert (&fixture->desk, "SELECT last_contact FROM customer WHERE id = ?", "2026-11-22");

  type (fixture, "不再跟进");
  rg_date_button_choose (next_button (fixture), "");
  rg_composer_save (composer (fixture));
  desk_wait_for (&fixture->desk, NEXT_DATE, NULL);
  wait_until (is_idle, fixture);
}

/* An amount that is none keeps everything that is written. */
static void
test_sale (Fixture *fixture, gconstpointer width)
{
  g_assert_false (gtk_widget_get_visible (amount_entry (fixture)));
  choose_kind (fixture, RG_KIND_SALE);
  g_assert_true (gtk_widget_get_visible (amount_entry (fixture)));
  g_assert_false (can_save (fixture));
  type (fixture, "橱柜");
  gtk_editable_set_text (GTK_EDITABLE (amount_entry (fixture)), "一百");
  rg_composer_save (composer (fixture));

  g_assert_true (is_idle (fixture));
  g_assert_nonnull (strstr (rg_entry_form_get_error (fixture->form), "一百"));
  assert_typed (fixture, "橱柜");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (amount_entry (fixture))), ==, "一百");
  desk_assert (&fixture->desk, "SELECT count(*) FROM sale", "0");

  gtk_editable_set_text (GTK_EDITABLE (amount_entry (fixture)), "1.28万");
  g_assert_null (rg_entry_form_get_error (fixture->form));
  rg_composer_save (composer (fixture));
  desk_wait_for (&fixture->desk, "SELECT item || amount_fen || date FROM sale", "橱柜12800002026-11-22");
  wait_until (is_idle, fixture);
  g_assert_false (gtk_widget_get_visible (amount_entry (fixture)));
  assert_typed (fixture, "");
}

/* Each customer has a draft; changes from outside leave it alone. */
static void
test_drafts (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;

  choose_kind (fixture, RG_KIND_SALE);
  type (fixture, "第一位");
  gtk_editable_set_text (GTK_EDITABLE (amount_entry (fixture)), "88");
  rg_date_button_choose (next_button (fixture), "2026-12-01");
  shop_add (desk->shop->store, "钱学森", NULL, NULL);
  run_for (30);
  assert_typed (fixture, "第一位");

  desk_show (desk, 2);
  assert_typed (fixture, "");
  g_assert_false (gtk_widget_get_visible (amount_entry (fixture)));
  type (fixture, "第二位");
  desk_show (desk, 0);
  desk_show (desk, 1);
  assert_typed (fixture, "第一位");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (amount_entry (fixture))), ==, "88");
  g_assert_cmpstr (rg_date_button_get_choice (next_button (fixture)), ==, "2026-12-01");
  desk_assert (desk, EVENTS, "0:");

  desk_show (desk, 2);
  assert_typed (fixture, "第二位");
  rg_composer_save (composer (fixture));
  /* Saved while somebody else is shown: it does not come back. */
  desk_show (desk, 1);
  wait_until (is_idle, fixture);
  assert_typed (fixture, "第一位");
  desk_show (desk, 2);
  assert_typed (fixture, "");
  desk_assert (desk, EVENTS, "1:note=第二位");
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Delete", error);

  return op != NULL &&
                 rg_op_delete (op, rg_catalog_find (rg_write_get_catalog (write), "customer"), *id, error)
             ? data
             : NULL;
}

/* What cannot be saved stays, with the reason. */
static void
test_failure (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;
  gint64 id = shop_add (desk->shop->store, "钱学森", NULL, NULL);
  g_autoptr (GError) error = NULL;

  desk_show (desk, id);
  g_signal_handlers_block_matched (desk->shop->store, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, desk);
  type (fixture, "写给谁");
  rg_store_write_sync (desk->shop->store, delete_func, &id, NULL, &error);
  g_assert_no_error (error);
  rg_composer_save (composer (fixture));
  wait_until (is_idle, fixture);
  g_assert_nonnull (rg_entry_form_get_error (fixture->form));
  assert_typed (fixture, "写给谁");
  g_assert_true (can_save (fixture));
}

/* Of those that are shown. */
static GtkWidget *
nth_kind (GtkWidget *picker, guint n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (picker); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child) && gtk_widget_get_visible (child) && n-- == 0)
      return child;
  return NULL;
}

static void
test_names (Fixture *fixture, gconstpointer width)
{
  GtkWidget *picker = find_widget (fixture->desk.window, RG_TYPE_KIND_PICKER);
  static const char *const names[] = {
    "Note", "Call", "Visit", "On-site visit", "Message", "Meeting", "Sale"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = nth_kind (picker, i);

      gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_RADIO);
      gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, names[i]);
    }
  gtk_widget_grab_focus (find_nth (picker, GTK_TYPE_TOGGLE_BUTTON, 0));
  g_assert_true (press_key (picker, GDK_KEY_Left, 0));
  g_assert_cmpstr (rg_kind_picker_get_kind (RG_KIND_PICKER (picker)), ==, RG_KIND_SALE);
  g_assert_true (press_key (picker, GDK_KEY_Right, 0));
  g_assert_true (press_key (picker, GDK_KEY_Right, 0));
  g_assert_cmpstr (rg_kind_picker_get_kind (RG_KIND_PICKER (picker)), ==, "call");
  g_assert_true (gtk_widget_is_focus (find_nth (picker, GTK_TYPE_TOGGLE_BUTTON, 1)));
  gtk_test_accessible_assert_state (find_nth (picker, GTK_TYPE_TOGGLE_BUTTON, 1),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  /* The others are in a menu, and in the row once they are chosen. */
  g_assert_null (nth_kind (picker, G_N_ELEMENTS (names)));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_widget (picker, GTK_TYPE_MENU_BUTTON)), ==,
                   "More kinds");
  choose_kind (fixture, "trial");
  g_assert_nonnull (nth_kind (picker, G_N_ELEMENTS (names)));
  g_assert_nonnull (find_text (nth_kind (picker, G_N_ELEMENTS (names) - 1), "Trial lesson"));
  choose_kind (fixture, "call");
  g_assert_null (nth_kind (picker, G_N_ELEMENTS (names)));
}

static void
test_more_kinds (Fixture *fixture, gconstpointer width)
{
  GtkWidget *picker = find_widget (fixture->desk.window, RG_TYPE_KIND_PICKER);
  GtkWidget *popover = find_widget (picker, GTK_TYPE_POPOVER);

  g_signal_emit_by_name (
      gtk_widget_get_ancestor (find_text (gtk_popover_get_child (GTK_POPOVER (popover)), "Showing"),
                               GTK_TYPE_BUTTON),
      "clicked");
  g_assert_cmpstr (rg_kind_picker_get_kind (RG_KIND_PICKER (picker)), ==, "showing");
}

/* --- what a kind is asked for ------------------------------------------------ */

static RgEntryParts *
parts (Fixture *fixture)
{
  return rg_entry_form_get_parts (fixture->form);
}

static void
answer (Fixture *fixture, const char *key, const char *text)
{
  RgFieldEditor *editor = rg_entry_parts_find (parts (fixture), key);

  g_assert_nonnull (editor);
  rg_field_editor_enter (editor, text);
}

static const char *
marked (Fixture *fixture, const char *key)
{
  RgFieldEditor *editor = rg_entry_parts_find (parts (fixture), key);

  g_assert_nonnull (editor);
  return rg_field_editor_get_error (editor);
}

#define PARTS                                                                                                \
  "SELECT count(*) || ifnull (group_concat (kind || ',' || ifnull (purpose, '') || ',' || ifnull (needs, "   \
  "'') "                                                                                                     \
  "|| ',' || ifnull (agreed, '')), '') FROM event"

/* A visit without what it is asked for is not kept, and nothing that is written goes. */
static void
test_form (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (parts (fixture))));
  choose_kind (fixture, "onsite");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (parts (fixture))));
  g_assert_nonnull (find_text (GTK_WIDGET (parts (fixture)), "Visit log"));
  gtk_test_accessible_assert_property (
      find_widget (GTK_WIDGET (rg_entry_parts_find (parts (fixture), "purpose")), GTK_TYPE_TEXT),
      GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  type (fixture, "带了户型图");
  answer (fixture, "purpose", "量房");
  answer (fixture, "budget", "20万");
  rg_composer_focus (composer (fixture));
  g_assert_true (press_key (fixture->desk.window, GDK_KEY_Return, GDK_CONTROL_MASK));

  g_assert_true (is_idle (fixture));
  g_assert_cmpstr (rg_entry_form_get_error (fixture->form), ==,
                   "Still missing in “Visit log”: Needs, Agreed next step.");
  g_assert_null (marked (fixture, "purpose"));
  g_assert_cmpstr (marked (fixture, "needs"), ==, "Still missing");
  g_assert_cmpstr (marked (fixture, "agreed"), ==, "Still missing");
  g_assert_null (marked (fixture, "concerns"));
  assert_typed (fixture, "带了户型图");
  desk_assert (desk, PARTS, "0");

  answer (fixture, "needs", "三室，要书房");
  g_assert_null (marked (fixture, "needs"));
  g_assert_null (rg_entry_form_get_error (fixture->form));
  answer (fixture, "agreed", "周五出图");
  rg_composer_save (composer (fixture));
  desk_wait_for (desk, PARTS, "1onsite,量房,三室，要书房,周五出图");
  wait_until (is_idle, fixture);
  desk_assert (desk, "SELECT text || budget || ifnull (concerns, '-') FROM event", "带了户型图20万-");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (parts (fixture))));
  desk_undo (desk);
  desk_assert (desk, PARTS, "0");
}

/* The text that is still being written in a field counts. */
static void
test_form_written (Fixture *fixture, gconstpointer width)
{
  GtkWidget *text;

  choose_kind (fixture, "note");
  choose_kind (fixture, "onsite");
  answer (fixture, "purpose", "量房");
  answer (fixture, "needs", "三室");
  text = find_widget (GTK_WIDGET (rg_entry_parts_find (parts (fixture), "agreed")), GTK_TYPE_TEXT);
  gtk_widget_grab_focus (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "周五出图");
  g_assert_true (press_key (fixture->desk.window, GDK_KEY_Return, GDK_CONTROL_MASK));
  desk_wait_for (&fixture->desk, PARTS, "1onsite,量房,三室,周五出图");
  wait_until (is_idle, fixture);
}

/* What is answered goes with the draft, and stays to be seen with another kind. */
static void
test_form_draft (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;

  choose_kind (fixture, "onsite");
  answer (fixture, "needs", "三室");
  desk_show (desk, 2);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (parts (fixture))));
  desk_show (desk, 1);
  g_assert_cmpstr (rg_value_get_text (rg_entry_parts_get_value (parts (fixture), "needs")), ==, "三室");

  choose_kind (fixture, "call");
  g_assert_nonnull (rg_entry_parts_find (parts (fixture), "needs"));
  g_assert_null (rg_entry_parts_find (parts (fixture), "purpose"));
  choose_kind (fixture, "onsite");
  g_assert_cmpstr (rg_value_get_text (rg_entry_parts_get_value (parts (fixture), "needs")), ==, "三室");
  choose_kind (fixture, "call");
  rg_composer_save (composer (fixture));
  desk_wait_for (desk, PARTS, "1call,,三室,");
  wait_until (is_idle, fixture);
}

/* The more they want it, the sooner; a day that was chosen stays. */
static void
test_intent (Fixture *fixture, gconstpointer width)
{
  static const struct
  {
    const char *intent;
    const char *day;
  } all[] = { { "high", "2026-11-23" }, { "medium", "2026-11-25" }, { "low", "2026-12-06" } };

  choose_kind (fixture, "showing");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      answer (fixture, "intent", all[i].intent);
      g_assert_cmpstr (rg_date_button_get_choice (next_button (fixture)), ==, all[i].day);
    }
  rg_date_button_choose (next_button (fixture), "2026-11-30");
  answer (fixture, "intent", "high");
  g_assert_cmpstr (rg_date_button_get_choice (next_button (fixture)), ==, "2026-11-30");
  rg_composer_save (composer (fixture));
  desk_wait_for (&fixture->desk, "SELECT kind || intent || next_date FROM event", "showinghigh2026-11-30");
  wait_until (is_idle, fixture);
}

/* What is to happen on the next day stands beside it. */
static void
test_next_what (Fixture *fixture, gconstpointer width)
{
  GtkWidget *entry = find_nth (fixture->desk.window, GTK_TYPE_ENTRY, 2);

  g_assert_false (gtk_widget_get_visible (entry));
  type (fixture, "要看三居");
  rg_date_button_choose (next_button (fixture), "2026-11-25");
  g_assert_true (gtk_widget_get_visible (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  带合同 ");
  desk_show (&fixture->desk, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  desk_show (&fixture->desk, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "  带合同 ");
  rg_composer_save (composer (fixture));
  desk_wait_for (&fixture->desk, "SELECT next_date || next_what FROM customer WHERE id = ?",
                 "2026-11-25带合同");
  wait_until (is_idle, fixture);
  g_assert_false (gtk_widget_get_visible (entry));
}

/* The arrows to other months and years. */
static void
list_arrows (GtkWidget *root, GPtrArray *arrows)
{
  if (GTK_IS_BUTTON (root))
    g_ptr_array_add (arrows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_arrows (child, arrows);
}

/* The days of the popover, and the calendar below them. */
static void
test_days (Fixture *fixture, gconstpointer width)
{
  RgDateButton *button = next_button (fixture);
  GtkWidget *popover =
      gtk_popover_get_child (GTK_POPOVER (find_widget (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  GtkCalendar *calendar;
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 12, 24, 12, 0, 0);

  /* The popover itself is not shown here: its contents are what matters. */
  rg_date_button_fill (button);
  g_assert_nonnull (find_text (popover, "Wednesday"));
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_text (popover, "In 3 Days"), GTK_TYPE_BUTTON),
                         "clicked");
  g_assert_cmpstr (rg_date_button_get_choice (button), ==, "2026-11-25");
  g_assert_nonnull (find_text (GTK_WIDGET (button), "Wednesday, 25 Nov"));

  rg_date_button_fill (button);
  calendar = GTK_CALENDAR (find_widget (GTK_WIDGET (button), GTK_TYPE_CALENDAR));
  gtk_calendar_select_day (calendar, day);
  g_assert_cmpstr (rg_date_button_get_choice (button), ==, "2026-12-24");

  /* The customer has a next step already: it can be kept. */
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_text (popover, "Keep"), GTK_TYPE_BUTTON), "clicked");
  g_assert_null (rg_date_button_get_choice (button));
}

/* A day that the calendar takes along into another month was not chosen; the
 * last of a shorter month is, when it is clicked. */
static void
test_months (Fixture *fixture, gconstpointer width)
{
  RgDateButton *button = next_button (fixture);
  GtkWidget *calendar = find_widget (GTK_WIDGET (button), GTK_TYPE_CALENDAR);
  g_autoptr (GPtrArray) arrows = g_ptr_array_new ();
  static const char *const days[] = { "2027-03-31", "2028-02-29" };
  g_autoptr (GDateTime) last = g_date_time_new_local (2026, 11, 30, 12, 0, 0);

  list_arrows (calendar, arrows);
  g_assert_cmpuint (arrows->len, ==, 4);
  for (guint i = 0; i < 8; i++)
    {
      rg_date_button_set_choice (button, days[i / 4]);
      rg_date_button_fill (button);
      g_signal_emit_by_name (g_ptr_array_index (arrows, i % 4), "clicked");
      g_assert_cmpstr (rg_date_button_get_choice (button), ==, days[i / 4]);
    }
  rg_date_button_set_choice (button, days[0]);
  rg_date_button_fill (button);
  for (guint i = 0; i < 4; i++)
    g_signal_emit_by_name (g_ptr_array_index (arrows, 0), "clicked");
  gtk_calendar_select_day (GTK_CALENDAR (calendar), last);
  g_assert_cmpstr (rg_date_button_get_choice (button), ==, "2026-11-30");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/composer/note", 700, test_note);
  ADD ("/app/composer/visit", 700, test_visit);
  ADD ("/app/composer/sale", 360, test_sale);
  ADD ("/app/composer/drafts", 700, test_drafts);
  ADD ("/app/composer/failure", 700, test_failure);
  ADD ("/app/composer/names", 700, test_names);
  ADD ("/app/composer/more-kinds", 700, test_more_kinds);
  ADD ("/app/composer/form", 700, test_form);
  ADD ("/app/composer/form/narrow", 360, test_form);
  ADD ("/app/composer/form/written", 700, test_form_written);
  ADD ("/app/composer/form/draft", 700, test_form_draft);
  ADD ("/app/composer/intent", 700, test_intent);
  ADD ("/app/composer/next-what", 700, test_next_what);
  ADD ("/app/composer/days", 700, test_days);
  ADD ("/app/composer/months", 700, test_months);

  return g_test_run ();
}
