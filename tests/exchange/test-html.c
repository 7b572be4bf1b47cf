/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"
#include "grid-test.h"

/* Web pages that programs hand out as .xls. */

static char *
read_page (Fixture *f, const char *bytes, gssize size, const char *encoding)
{
  g_autofree char *path = g_build_filename (f->folder, "page.xls", NULL);
  const RgGridOptions options = { .encoding = encoding };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;
  g_autofree char *rows = NULL;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  grid = rg_grid_open (path, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_HTML);
  rows = rows_of (grid, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&rows);
}

static void
assert_page (Fixture *f, const char *page, const char *expected)
{
  g_autofree char *rows = read_page (f, page, -1, NULL);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_tables (Fixture *f, gconstpointer data)
{
  assert_page (
      f,
      "<html><head><title>no row</title><style>td {a:b}</style></head><body><p>Preamble</p>"
      "<table border=1><thead><tr><th>姓名</th><th>手机</th></tr></thead>\n"
      "<tr><td> 张三&nbsp; </td><td>13800138000\n</td></tr>\n"
      "<TR><TD>李&#22235; &amp; 王<TD><b>139</b>00139000\n"
      "<tr><td></td><td> &nbsp;</td></tr>"
      "<tr><td>two<br>lines<td><div>a</div><div>b</div></tr></table>"
      "<table><tr><td>another</td></tr></table></body></html>",
      "1[姓名][手机]\n2[张三][13800138000]\n3[李四 & 王][13900139000]\n5[two\nlines][a\nb]\n6[another]\n");
}

static void
test_spans (Fixture *f, gconstpointer data)
{
  assert_page (
      f,
      "<table><tr><td colspan=3>Title</td></tr>"
      "<tr><td rowspan=2>张三</td><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
      "<tr><td>李四</td><td rowspan='3'>c</td><td>3</td></tr><tr><td>王五</td><td>4</td></tr></table>",
      "1[Title]\n2[张三][a][1]\n3[张三][b][2]\n4[李四][c][3]\n5[王五][c][4]\n");
  /* Rows that are shorter than what reaches down into them. */
  assert_page (
      f,
      "<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e<tr><td rowspan=2 colspan=2>f<td>g<tr><td>h"
      "</table>",
      "1[a][b][c]\n2[d][][c]\n3[e]\n4[f][][g]\n5[f][][h]\n");
  /* A table inside a cell; a cell without a row. */
  assert_page (f,
               "<table><tr><td>outer<table><tr><td>inner</td></tr></table>after</td></tr></table>"
               "<table><td>alone</td></table>",
               "1[outer]\n2[inner]\n3[alone]\n");
}

static void
test_numbers (Fixture *f, gconstpointer data)
{
  assert_page (
      f,
      "<table xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><tr>"
      "<td x:num=\"13800138000\">1.38E+10</td><td x:num=\"45000\">2023-03-15</td><td x:num>12</td></tr>"
      "</table>",
      "1[13800138000][2023-03-15][12]\n");
}

static void
test_encodings (Fixture *f, gconstpointer data)
{
  static const char page[] = "<meta charset=gb2312><table><tr><td>张三</td><td>成都</td></tr></table>";
  g_autofree char *gbk = NULL;
  g_autofree char *rows = NULL;
  gsize size;

  gbk = g_convert (page, -1, "GB18030", "UTF-8", NULL, &size, NULL);
  rows = read_page (f, gbk, (gssize) size, NULL);
  g_assert_cmpstr (rows, ==, "1[张三][成都]\n");
  /* What the page says of itself does not matter. */
  g_free (g_steal_pointer (&rows));
  rows = read_page (f, page, -1, NULL);
  g_assert_cmpstr (rows, ==, "1[张三][成都]\n");
  g_free (g_steal_pointer (&rows));
  rows = read_page (f, "<table><tr><td>\xffok\0</td></tr></table>", 37, "utf-8");
  g_assert_cmpstr (rows, ==, "1![\357\277\275ok]\n");
}

static void
assert_refused (Fixture *f, const char *page, RgImportError code)
{
  g_autofree char *path = write_bytes (f, "bad.xls", page, -1);
  g_autofree char *sentence = refused (path, code);

  g_assert_cmpstr (sentence, !=, "");
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) page = g_string_new ("<table><tr>");

  assert_refused (f, "<!DOCTYPE html><html><body>Please log in.</body></html>", RG_IMPORT_ERROR_KIND);
  for (guint i = 0; i <= RG_GRID_CELLS_MAX; i++)
    g_string_append (page, "<td>");
  assert_refused (f, page->str, RG_IMPORT_ERROR_SIZE);
  g_string_assign (page, "<table><tr><td>");
  for (guint i = 0; i <= RG_GRID_CELL_MAX / 16; i++)
    g_string_append (page, "0123456789abcdef");
  assert_refused (f, page->str, RG_IMPORT_ERROR_SIZE);
  /* Few bytes that ask for a great many. */
  g_string_assign (page, "<table>");
  for (guint i = 0; i < 2000; i++)
    g_string_append (page, "<tr><td colspan=16384 rowspan=60000>x");
  assert_refused (f, page->str, RG_IMPORT_ERROR_SIZE);
}

static void
test_import (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "会员.xls", NULL);
  const RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "<table><tr><td colspan=2>会员列表</td></tr>"
                                      "<tr><th>姓名</th><th>电话</th></tr>"
                                      "<tr><td>张三</td><td>13800138000</td></tr>"
                                      "<tr><td>李四</td><td>13900139000</td></tr>"
                                      "<tr><td>合计</td><td></td></tr></table>",
                                      -1, NULL));
  report = run_file (f, path, &options);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->refused, ==, 1);
  assert_sql (f, "SELECT name, phone FROM customer ORDER BY id", "张三,13800138000/李四,13900139000");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/html/tables", test_tables);
  add_test ("/html/spans", test_spans);
  add_test ("/html/numbers", test_numbers);
  add_test ("/html/encodings", test_encodings);
  add_test ("/html/refusals", test_refusals);
  add_test ("/html/import", test_import);
  return g_test_run ();
}
