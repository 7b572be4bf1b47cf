/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"
#include "grid-test.h"

/* Workbooks that are one XML document. */

#define BEGIN                                                                                                \
  "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"                                    \
  "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "                                        \
  "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n"
#define SHEET(name) "<Worksheet ss:Name=\"" name "\"><Table>"
#define END "</Table></Worksheet>"
#define CELL(type, value) "<Cell><Data ss:Type=\"" type "\">" value "</Data></Cell>"
#define TEXT(value) CELL ("String", value)

static RgGrid *
open_book (Fixture *f, const char *text, const char *sheet, GError **error)
{
  g_autofree char *path = g_build_filename (f->folder, "book.xls", NULL);
  const RgGridOptions options = { .sheet = sheet };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return rg_grid_open (path, &options, NULL, error);
}

static void
assert_book (Fixture *f, const char *text, const char *sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = open_book (f, text, sheet, &error);
  g_autofree char *rows = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_XLS);
  rows = rows_of (grid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, expected);
  g_assert_true (rg_grid_rewind (grid, &error));
  again = rows_of (grid, &error);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_values (Fixture *f, gconstpointer data)
{
  assert_book (f,
               BEGIN SHEET ("a") "<Row>" TEXT ("姓名")
                   TEXT ("手机") "</Row>"
                                 "<Row>" TEXT ("张&amp;<B>三</B>") CELL ("Number", "1.3800138E10")
                                     CELL ("DateTime", "2014-01-02T00:00:00.000")
                                         CELL ("DateTime", "2014-01-02T13:05:00.000")
                                             CELL ("DateTime", "1899-12-31T09:30:00.000")
                                                 CELL ("Boolean", "1") CELL ("Number", "0.1")
                                                     CELL ("Error", "#N/A") "</Row>" END "</Workbook>",
               NULL,
               "1[姓名][手机]\n"
               "2[张&三][13800138000][2014-01-02][2014-01-02 13:05:00][09:30:00][TRUE][0.1][#N/A]\n");
}

static void
test_places (Fixture *f, gconstpointer data)
{
  assert_book (
      f,
      BEGIN SHEET (
          "a") "<Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">b</Data>"
               "<Comment><Data>no</Data></Comment></Cell>" TEXT (
                   "c") "</Row>"
                        "<Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">down</Data></Cell>" TEXT (
                            "1") "</Row>"
                                 "<Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">2</Data></Cell></Row>"
                                 "<Row><Cell ss:MergeAcross=\"2\"><Data "
                                 "ss:Type=\"String\">wide</Data></Cell>" TEXT ("d") "</Row>" END
                                                                                    "</Workbook>",
      NULL, "3[][b][c]\n4[down][1]\n5[down][2]\n6[wide][][][d]\n");
}

static void
test_sheets (Fixture *f, gconstpointer data)
{
  static const char book[] = BEGIN SHEET ("空") END SHEET ("隐藏") "<Row>" TEXT (
      "h") "</Row></Table><WorksheetOptions>"
           "<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>" SHEET ("客户") "<Row>" TEXT (
               "c") "</Row>" END SHEET ("别的") "<Row>" TEXT ("d") "</Row>" END "</Workbook>";
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;

  assert_book (f, book, NULL, "1[c]\n");
  assert_book (f, book, "2", "1[h]\n");
  assert_book (f, book, "别的", "1[d]\n");
  grid = open_book (f, book, "没有", &error);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SHEET);
  g_clear_error (&error);
  grid = open_book (f, book, NULL, &error);
  g_assert_cmpuint (g_strv_length ((char **) rg_grid_get_sheets (grid)), ==, 4);
  g_assert_cmpuint (rg_grid_get_sheet (grid), ==, 2);
}

static void
assert_refused (Fixture *f, const char *text, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = open_book (f, text, NULL, &error);
  g_autofree char *rows = grid != NULL ? rows_of (grid, &error) : NULL;

  g_assert_error (error, RG_IMPORT_ERROR, code);
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) large = g_string_new (BEGIN SHEET ("a") "<Row><Cell><Data ss:Type=\"String\">");

  assert_refused (f, BEGIN SHEET ("a") "<Row><Cell>", RG_IMPORT_ERROR_KIND);
  assert_refused (f, BEGIN "</Workbook>", RG_IMPORT_ERROR_KIND);
  assert_refused (f,
                  "<?xml version=\"1.0\"?><!DOCTYPE Workbook [<!ENTITY a \"aaaa\">]>"
                  "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">&a;</Workbook>",
                  RG_IMPORT_ERROR_SIZE);
  assert_refused (
      f,
      BEGIN SHEET ("a") "<Row><Cell ss:Index=\"20000\"><Data ss:Type=\"String\">x</Data></Cell></Row>" END
                        "</Workbook>",
      RG_IMPORT_ERROR_SIZE);
  for (guint i = 0; i <= RG_GRID_CELL_MAX / 16; i++)
    g_string_append (large, "0123456789abcdef");
  assert_refused (f, large->str, RG_IMPORT_ERROR_SIZE);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = open_book (
      f,
      BEGIN SHEET ("a") "<Row>" TEXT ("a") "</Row><Row><Cell ss:Index=\"20000\">"
                                           "<Data ss:Type=\"String\">x</Data></Cell></Row>" END "</Workbook>",
      NULL, &error);

  g_assert_no_error (error);
  assert_refused_again (grid, RG_IMPORT_ERROR_SIZE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/xml-book/values", test_values);
  add_test ("/xml-book/places", test_places);
  add_test ("/xml-book/sheets", test_sheets);
  add_test ("/xml-book/refusals", test_refusals);
  add_test ("/xml-book/again", test_again);
  return g_test_run ();
}
