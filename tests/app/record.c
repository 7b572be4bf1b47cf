/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record-fixture.h"

#include "app/record/rg-age.h"
#include "app/record/rg-date-button.h"
#include "app/record/rg-header-card.h"
#include "app/record/rg-record-text.h"
#include "app/record/rg-score-button.h"
#include "app/record/rg-what-button.h"
#include "catalog/rg-date.h"
#include "shop/rg-follow.h"

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

static RgWhatButton *
what_button (Fixture *fixture)
{
  return RG_WHAT_BUTTON (find_widget (find (fixture, RG_TYPE_HEADER_CARD), RG_TYPE_WHAT_BUTTON));
}

/* The shop has it, and the card shows it. */
static gpointer
what_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;
  g_autoptr (RgRow) row =
      rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), fixture->id, error);
  const char *what = rg_row_get_text (row, "next_what");

  return g_strdup (what != NULL ? what : "");
}

static gboolean
has_what (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *what = rg_store_read_sync (fixture->shop->store, what_func, fixture, NULL, NULL);

  return !rg_record_page_is_busy (fixture->page) && g_strcmp0 (what, fixture->wanted) == 0 &&
         g_str_equal (rg_what_button_get_what (what_button (fixture)), fixture->wanted);
}

static void
wait_for_what (Fixture *fixture, const char *wanted)
{
  fixture->wanted = wanted;
  wait_until (has_what, fixture);
}

/* What is next is said beside its day, in other words, and taken back; without a day
 * there is nothing to say. */
static void
test_next_what (Fixture *fixture, gconstpointer width)
{
  RgDateButton *day = RG_DATE_BUTTON (find_widget (find (fixture, RG_TYPE_HEADER_CARD), RG_TYPE_DATE_BUTTON));

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (what_button (fixture))));
  rg_what_button_say (what_button (fixture), "  送报价 ");
  wait_for_what (fixture, "送报价");
  g_assert_cmpstr (rg_date_button_get_choice (day), ==, "2026-11-20");
  rg_what_button_say (what_button (fixture), "量房");
  wait_for_what (fixture, "量房");
  rg_what_button_say (what_button (fixture), "");
  wait_for_what (fixture, "");
  undo (fixture);
  wait_for_what (fixture, "量房");
  rg_date_button_choose (day, NULL);
  wait_for_what (fixture, "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (what_button (fixture))));
}

/* As if it were unfolded: without a seat GDK keeps the place of each popup for ever. */
static void
begin_to_write (Fixture *fixture, const char *what)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (what_button (fixture)), GTK_TYPE_ENTRY)),
                         what);
}

static void
fold_in (Fixture *fixture)
{
  g_signal_emit_by_name (find_widget (GTK_WIDGET (what_button (fixture)), GTK_TYPE_POPOVER), "closed");
}

/* What was being written when somebody else was shown is said of nobody. */
static void
test_half_said (Fixture *fixture, gconstpointer width)
{
  gint64 first = fixture->id;

  begin_to_write (fixture, "送报");
  rg_record_page_set_customer (fixture->page, 3);
  wait_for_name (fixture, "李清照");
  fold_in (fixture);
  fixture->id = 3;
  wait_for_what (fixture, "");
  fixture->id = first;
  rg_record_page_set_customer (fixture->page, first);
  wait_for_what (fixture, "");
  /* Whoever goes elsewhere has said it. */
  begin_to_write (fixture, "送报价");
  fold_in (fixture);
  wait_for_what (fixture, "送报价");
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

/* --- how they stand ------------------------------------------------------ */

static gboolean
insert (RgOp *op, const char *entity, RgCell *cells, guint n, GError **error)
{
  const RgEntity *table = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), entity);
  static const char *const keys[][3] = { { "customer_id", "date", "amount_fen" },
                                         { "customer_id", "kind", "at" } };

  for (guint i = 0; i < n; i++)
    cells[i].field = rg_entity_find_field (table, keys[g_str_equal (entity, "event")][i]);
  return rg_op_insert (op, table, cells, n, error) != 0;
}

/* ¥3,200.00 a week ago, and three calls today. */
static gpointer
trade_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = *(const gint64 *) data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Trade", error);
  RgCell sale[] = {
    { .value = { .kind = RG_VALUE_INTEGER, .integer = id } },
    { .value = { .kind = RG_VALUE_TEXT, .text = (char *) "2026-11-15" } },
    { .value = { .kind = RG_VALUE_INTEGER, .integer = 320000 } },
  };
  RgCell call[] = {
    { .value = { .kind = RG_VALUE_INTEGER, .integer = id } },
    { .value = { .kind = RG_VALUE_TEXT, .text = (char *) "call" } },
    { .value = { .kind = RG_VALUE_INTEGER, .integer = rg_clock_now () } },
  };

  if (!insert (op, "sale", sale, 3, error))
    return NULL;
  for (guint i = 0; i < 3; i++)
    if (!insert (op, "event", call, 3, error))
      return NULL;
  return GINT_TO_POINTER (1);
}

static gboolean
has_score (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_visible (find (fixture, RG_TYPE_SCORE_BUTTON)) && has_phone (data);
}

static gboolean
has_no_score (gpointer data)
{
  return !gtk_widget_get_visible (find (data, RG_TYPE_SCORE_BUTTON));
}

/* The class is a sum that can be followed, and the stage has its day. */
static void
test_standing (Fixture *fixture, gconstpointer width)
{
  RgScoreButton *button = RG_SCORE_BUTTON (find (fixture, RG_TYPE_SCORE_BUTTON));
  g_autoptr (GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  rg_store_write_sync (fixture->shop->store, trade_func, &fixture->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rg_follow_catch_up (fixture->shop->store, NULL, &error));
  fixture->wanted = "Customer since 15 Nov 2026";
  wait_until (has_score, fixture);
  g_assert_cmpstr (rg_score_button_get_text (button), ==,
                   "Class A · 72 = 32 money + 10 contact + 30 recency");
  g_assert_cmpstr (rg_score_button_get_parts (button), ==,
                   "Money: 32 of 50 points, for ¥3,200.00 of ¥5,000.00 in 365 days\n"
                   "Contact: 10 of 20 points, for 3 of 6 contacts in 90 days\n"
                   "Recency: 30 of 30 points, 0 days after the last sale or contact; none from 90 days on");

  rg_operation_free (
      rg_store_write_sync (fixture->shop->store, undo_func, (gpointer) "elsewhere", NULL, &error));
  g_assert_no_error (error);
  wait_until (has_no_score, fixture);
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

  profile = rg_store_read_sync (fixture->shop->store, profile_func, fixture, NULL, NULL);
  text = rg_record_text (profile);
  g_assert_cmpstr (text, ==, "钱学森\nKind: Person\nPhone: 199 0000 0007\nNext step: 20 Nov 2026");
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
  ADD ("/app/record/next-step", 720, test_next_step);
  ADD ("/app/record/next-what", 720, test_next_what);
  ADD ("/app/record/next-what/half-said", 720, test_half_said);
  ADD ("/app/record/next-what/narrow", 360, test_next_what);
  ADD ("/app/record/masked", 360, test_masked);
  ADD ("/app/record/standing", 720, test_standing);
  ADD ("/app/record/delete", 720, test_delete);
  ADD ("/app/record/text", 720, test_text);
  g_test_add_func ("/app/record/age", test_age);

  return g_test_run ();
}
