/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include "exchange/rg-print.h"
#include "shop/rg-deal.h"
#include "shop/rg-followup.h"
#include "shop/rg-staff.h"
#include "shop/rg-task.h"

/* What goes on paper: every row once, long texts over several pages, nothing
 * outside the page. */

#define WIDTH 500.0
#define HEIGHT 700.0

static void
add_people (Fixture *fixture, guint n)
{
  g_autoptr (GString) text = g_string_new ("姓名,手机,标签,备注\n");
  g_autoptr (RgImportReport) report = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "客户%03u,1380000%04u,熟客;金卡,\"第%u位，备注很长很长很长很长很长很长很长很长\"\n", i, i, i);
  report = run_text (fixture, text->str, NULL);
  g_assert_cmpuint (report->created, ==, n);
}

static RgPrint *
read_print (Fixture *fixture, const RgPrintJob *job, GError **error)
{
  return rg_store_read_sync (fixture->store, rg_print_read_func, (gpointer) job, NULL, error);
}

static RgPrint *
print_list (Fixture *fixture, const char *const *fields, gboolean mask)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = NULL;
  g_autoptr (GError) error = NULL;
  RgPrintJob job = { .fields = fields, .title = "客户", .shop = "老街面馆", .mask = mask };
  RgPrint *print;

  rg_query_set_sort (query, "phone", FALSE);
  chosen = rg_chosen_new_all_except (query, NULL, 0);
  job.chosen = chosen;
  print = read_print (fixture, &job, &error);
  g_assert_no_error (error);

  return print;
}

static char *
all_text (RgPrint *print, guint n_pages)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *text = rg_print_dup_page_text (print, page);

      g_assert_cmpstr (text, !=, "");
      g_string_append (all, text);
    }

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "name", "phone", "tags", NULL };
  g_autoptr (RgPrint) print = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  add_people (fixture, 150);
  print = print_list (fixture, fields, FALSE);
  g_assert_false (rg_print_is_landscape (print));
  n_pages = rg_print_paginate (print, WIDTH, HEIGHT);
  g_assert_cmpuint (n_pages, >, 2);
  g_assert_cmpuint (rg_print_paginate (print, WIDTH, HEIGHT), ==, n_pages);

  text = all_text (print, n_pages);
  g_assert_true (
      g_str_has_prefix (text, "客户\nNovember 22, 2025 · 150 rows\n客户000\t138 0000 0000\t熟客, 金卡\n"));
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *line = g_strdup_printf ("客户%03u\t138 0000 %04u\t", i, i);
      const char *first = strstr (text, line);

      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, line));
    }

  /* Wider paper holds no more rows, higher paper does. */
  g_assert_cmpuint (rg_print_paginate (print, HEIGHT, HEIGHT), ==, n_pages);
  g_assert_cmpuint (rg_print_paginate (print, WIDTH, HEIGHT * 10), ==, 1);
}

static void
test_masked (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "name", "phone", "phones", NULL };
  g_autoptr (RgPrint) print = NULL;
  g_autofree char *text = NULL;

  add_people (fixture, 2);
  print = print_list (fixture, fields, TRUE);
  text = all_text (print, rg_print_paginate (print, WIDTH, HEIGHT));
  g_assert_nonnull (strstr (text, "138****0001"));
  g_assert_null (strstr (text, "0000 0001"));
  g_assert_null (strstr (text, "13800000001"));
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_autoptr (RgChosen) chosen = NULL;
  g_autoptr (GString) text = g_string_new ("姓名\n");
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  RgPrintJob job = { .mask = FALSE };

  for (guint i = 0; i <= RG_PRINT_MAX_ROWS; i++)
    g_string_append_printf (text, "n%u\n", i);
  report = run_text (fixture, text->str, NULL);
  chosen = rg_chosen_new_all_except (query, NULL, 0);
  job.chosen = chosen;
  g_assert_null (read_print (fixture, &job, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "20001"));
}

/* --- a customer's sheet --------------------------------------------------- */

static gpointer
add_story (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "story", error);
  g_autoptr (GString) text = g_string_new (NULL);
  RgFollowup visit = { .kind = "visit", .at = TEST_NOW }, sale = { .kind = "sale", .at = TEST_NOW };

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "第%u次说到三居室和学区，价格还要再谈。", i);
  visit.text = text->str;
  g_assert_cmpint (rg_followup_add (op, 1, &visit, error), >, 0);
  sale.text = "定金";
  sale.amount_fen = 123450;
  sale.has_amount = TRUE;
  g_assert_cmpint (rg_followup_add (op, 1, &sale, error), >, 0);
  g_assert_cmpint (rg_deal_add (op, &(RgDealWords) { .customer_id = 1, .title = "学区房" }, error), >, 0);
  g_assert_true (rg_deal_lose (op, 1, NULL, "太贵", error));

  return g_strdup ("");
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgPrint) print = NULL;
  g_autofree char *done = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  RgPrintJob job = { .customer_id = 1, .shop = "老街面馆" };
  guint n_pages;

  add_people (fixture, 1);
  done = rg_store_write_sync (fixture->store, add_story, NULL, NULL, &error);
  g_assert_no_error (error);
  print = read_print (fixture, &job, &error);
  g_assert_no_error (error);
  n_pages = rg_print_paginate (print, WIDTH, HEIGHT);
  g_assert_cmpuint (n_pages, >, 1);
  text = all_text (print, n_pages);
  g_assert_true (g_str_has_prefix (text, "客户000\n熟客 · 金卡\n"));
  g_assert_nonnull (strstr (text, "Phone\t138 0000 0000\n"));
  g_assert_nonnull (strstr (text, "\t¥1,234.50\n"));
  g_assert_nonnull (strstr (text, "学区房: Lost in First contact (太贵)\n"));
  /* What is empty is not printed. */
  g_assert_null (strstr (text, "Birthday"));
  /* The long visit goes on. */
  second = rg_print_dup_page_text (print, 1);
  g_assert_true (g_str_has_prefix (second, "…"));
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgPrintJob job = { .customer_id = 99 };

  g_assert_null (read_print (fixture, &job, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* --- the drawing ---------------------------------------------------------- */

/* Rows of pixels in which something was drawn, counted beside the page too. */
static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  /* Does not fit on a page that stands upright. */
  static const char *const wide[] = { "name", "phone", "notes", "tags", "notes", "source", NULL };
  g_autoptr (RgPrint) print = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 600, 800);
  cairo_t *cr = cairo_create (surface);
  const guchar *pixels;
  guint inside = 0;
  int stride;

  add_people (fixture, 60);
  print = print_list (fixture, wide, FALSE);
  g_assert_true (rg_print_is_landscape (print));
  g_assert_cmpuint (rg_print_paginate (print, WIDTH, HEIGHT), >, 1);
  cairo_translate (cr, 50, 50);
  rg_print_draw_page (print, cr, 0);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < 800; y++)
    for (int x = 0; x < 600; x++)
      {
        gboolean drawn = pixels[y * stride + x] != 0;
        gboolean on_page = x >= 49 && x <= 551 && y >= 49 && y <= 751;

        g_assert_true (!drawn || on_page);
        inside += drawn;
      }
  g_assert_cmpuint (inside, >, 5000);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "list.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (RgPrint) print = NULL;
  g_autoptr (GError) error = NULL;

  add_people (fixture, 100);
  print = print_list (fixture, NULL, FALSE);
  g_assert_cmpuint (rg_print_write_pdf (print, path, &error), >, 1);
  g_assert_no_error (error);
  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));

  g_assert_cmpuint (rg_print_write_pdf (print, nowhere, &error), ==, 0);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
}

static gpointer
plan_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const RgTaskWords tasks[] = {
    { .title = "量尺寸", .due = "2001-01-01", .staff = "王磊" },
    { .title = "换灯泡", .due = "2001-01-02" },
    { .title = "修水管", .due = "2001-01-03", .staff = "外请的" },
    { .title = "发报价", .due = "2001-01-03", .due_time = "15:30", .staff = "李静" },
  };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "window", "", error);

  if (op == NULL || rg_staff_add (op, &(RgStaffWords) { .name = "李静" }, error) == 0 ||
      rg_staff_add (op, &(RgStaffWords) { .name = "王磊" }, error) == 0 ||
      rg_staff_add (op, &(RgStaffWords) { .name = "赵六" }, error) == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (rg_task_add (op, &tasks[i], error) == 0)
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

/* A sheet for everybody who has something to do, and one for what is nobody's. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  /* Who is not among the staff has something to do all the same. */
  static const char *const sheets[][2] = {
    { "李静", "发报价" }, { "王磊", "量尺寸" }, { "外请的", "修水管" }, { "", "换灯泡" }
  };
  RgPrintJob job = { .today = TRUE, .shop = "老街面馆" };
  g_autoptr (RgPrint) all = NULL, one = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  rg_store_write_sync (fixture->store, plan_func, NULL, NULL, &error);
  g_assert_no_error (error);
  all = read_print (fixture, &job, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_print_paginate (all, WIDTH, HEIGHT), ==, G_N_ELEMENTS (sheets));
  for (guint page = 0; page < G_N_ELEMENTS (sheets); page++)
    {
      g_autofree char *sheet = rg_print_dup_page_text (all, page);

      g_assert_nonnull (strstr (sheet, sheets[page][0]));
      for (guint other = 0; other < G_N_ELEMENTS (sheets); other++)
        g_assert_true ((strstr (sheet, sheets[other][1]) != NULL) == (other == page));
    }

  job.staff = "赵六";
  one = read_print (fixture, &job, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_print_paginate (one, WIDTH, HEIGHT), ==, 1);
  text = rg_print_dup_page_text (one, 0);
  g_assert_nonnull (strstr (text, "赵六"));
  g_assert_null (strstr (text, "量尺寸"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  add_test ("/print/list", test_list);
  add_test ("/print/masked", test_masked);
  add_test ("/print/too-many", test_too_many);
  add_test ("/print/sheet", test_sheet);
  add_test ("/print/gone", test_gone);
  add_test ("/print/drawn", test_drawn);
  add_test ("/print/pdf", test_pdf);
  add_test ("/print/today", test_today);

  return g_test_run ();
}
