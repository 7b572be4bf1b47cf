/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include "exchange/rg-xlsx-strings.h"
#include "exchange/rg-xlsx-writer.h"
#include "exchange/rg-zip.h"

/* What stands in the workbooks that go out. */

static char *
export_book (Fixture *f, const char *entity, const char *const *fields, guint sheet_rows)
{
  g_autofree char *path = g_build_filename (f->folder, "out.xlsx", NULL);
  g_autoptr (RgQuery) query = rg_query_new (entity);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = NULL;
  RgExportJob job = {
    .query = query,
    .fields = fields,
    .path = path,
    .format = RG_EXPORT_FORMAT_XLSX,
    .sheet_rows = sheet_rows,
  };

  report = rg_store_read_sync (f->store, rg_export_read_func, &job, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
read_part (const char *path, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgZip) zip = rg_zip_new (path, NULL, &error);
  g_autoptr (RgZipPart) part = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gsize n = 1;

  g_assert_no_error (error);
  part = rg_zip_part_new (zip, member, &error);
  g_assert_no_error (error);
  while (n > 0 && rg_zip_part_read (part, buffer, sizeof buffer, &n, &error))
    g_string_append_len (text, buffer, (gssize) n);
  g_assert_no_error (error);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Cells of a sheet as the import reads them: parted by |, rows by a slash. */
static char *
read_sheet (const char *path, const char *sheet)
{
  const RgGridOptions options = { .sheet = sheet };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, &options, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  RgGridRow row;

  g_assert_no_error (error);
  while (rg_grid_next (grid, &row, NULL, &error) == RG_GRID_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '/');
      for (guint i = 0; i < row.n_cells; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", row.cells[i]);
    }
  g_assert_no_error (error);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_has(text, part)                                                                               \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (strstr (text, part) == NULL)                                                                         \
      g_error ("there is no %s in %s", part, text);                                                          \
  }                                                                                                          \
  G_STMT_END

static void
test_cells (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "phone", "birthday", "notes", "next_date", "x1", "x2", "x3", NULL };
  g_autoptr (RgImportReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sheet = NULL;

  report = run_text (f,
                     "姓名,手机,生日,备注,下次跟进,会员号,余额(元),身高\n"
                     "安一,+852 2345 6789,农历八月十五,\"=1+2 <b>&\",2025-11-22,007,-1234.50,1.725\n"
                     "陈二,13800138000,1990/1/2,_x0041_,,12345678901234567890,0.00,180\n",
                     NULL);
  path = export_book (f, "customer", fields, 0);
  sheet = read_part (path, "xl/worksheets/sheet1.xml");
  assert_has (sheet, "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Name</t></is></c>");
  assert_has (sheet, "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
  assert_has (sheet, "<autoFilter ref=\"A1:H3\"/>");
  /* Never a formula; a text stays text when somebody writes over it. */
  g_assert_null (strstr (sheet, "<f>"));
  assert_has (sheet, "<c r=\"D2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+2 &lt;b&gt;&amp;</t>");
  assert_has (sheet, "<c r=\"B2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">+85223456789</t>");
  assert_has (sheet, "<c r=\"F2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">007</t>");
  assert_has (sheet, "<t xml:space=\"preserve\">12345678901234567890</t>");
  assert_has (sheet, "<t xml:space=\"preserve\">_x005F_x0041_</t>");
  /* Days, amounts and numbers. */
  assert_has (sheet, "<c r=\"C2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">农历八月十五</t>");
  assert_has (sheet, "<c r=\"C3\" s=\"4\"><v>32875</v></c>");
  assert_has (sheet, "<c r=\"E2\" s=\"4\"><v>45983</v></c>");
  assert_has (sheet, "<c r=\"G2\" s=\"3\"><v>-1234.50</v></c>");
  assert_has (sheet, "<c r=\"G3\" s=\"3\"><v>0.00</v></c>");
  assert_has (sheet, "<c r=\"H2\"><v>1.725</v></c>");
  g_assert_null (strstr (sheet, "r=\"E3\""));
}

/* --- moments --------------------------------------------------------------- */

/* In Shanghai the clock showed 1:30 twice in that night. */
#define SUMMER G_GINT64_CONSTANT (684865800000)
#define HOUR G_GINT64_CONSTANT (3600000)

static const gint64 moments[] = { TEST_NOW,  TEST_NOW + 7 * HOUR + 1000, SUMMER, SUMMER + HOUR, 0,
                                  -5 * HOUR, -100 * 365 * 24 * HOUR };

static gpointer
add_events (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Add", error);
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  const RgEntity *event = rg_catalog_find (rg_write_get_catalog (write), "event");
  RgCell name = { rg_entity_find_field (customer, "name"),
                  { .kind = RG_VALUE_TEXT, .text = (char *) "安一" } };
  gint64 owner = rg_op_insert (op, customer, &name, 1, error);

  for (guint i = 0; owner != 0 && i < G_N_ELEMENTS (moments); i++)
    {
      const RgCell cells[] = {
        { rg_entity_find_field (event, "customer_id"), { .kind = RG_VALUE_INTEGER, .integer = owner } },
        { rg_entity_find_field (event, "kind"), { .kind = RG_VALUE_TEXT, .text = (char *) "note" } },
        { rg_entity_find_field (event, "at"), { .kind = RG_VALUE_INTEGER, .integer = moments[i] } },
      };

      if (rg_op_insert (op, event, cells, G_N_ELEMENTS (cells), error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static void
test_moments (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "id", "at", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sheet = NULL;
  g_auto (GStrv) rows = NULL;
  guint found = 0;

  rg_store_write_sync (f->store, add_events, NULL, NULL, &error);
  g_assert_no_error (error);
  path = export_book (f, "event", fields + 1, 0);
  text = read_sheet (path, NULL);
  rows = g_strsplit (text, "/", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 1 + G_N_ELEMENTS (moments));
  for (guint i = 1; rows[i] != NULL; i++)
    {
      g_auto (RgValue) value = RG_VALUE_INIT;

      g_assert_true (rg_type_instant.parse (NULL, rows[i], &value, NULL));
      for (guint j = 0; j < G_N_ELEMENTS (moments); j++)
        found |= moments[j] == value.integer ? 1u << j : 0;
    }
  g_assert_cmphex (found, ==, (1u << G_N_ELEMENTS (moments)) - 1);
  sheet = read_part (path, "xl/worksheets/sheet1.xml");
  assert_has (sheet, "s=\"5\"><v>45983.375</v>");
}

/* --- sheets ---------------------------------------------------------------- */

static void
test_sheets (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "gender", NULL };
  g_autoptr (RgImportReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *book = NULL;
  g_autofree char *types = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  report = run_text (f, "姓名,性别\n安一,男\n白二,女\n陈三,男\n丁四,\n", NULL);
  path = export_book (f, "customer", fields, 3);
  first = read_sheet (path, "Customer");
  last = read_sheet (path, "2");
  g_assert_cmpstr (first, ==, "Name|Gender/安一|Male/白二|Female");
  g_assert_cmpstr (last, ==, "Name|Gender/陈三|Male/丁四");
  book = read_part (path, "xl/workbook.xml");
  assert_has (book, "<sheet name=\"Customer\" sheetId=\"1\" r:id=\"rId1\"/>"
                    "<sheet name=\"Customer (2)\" sheetId=\"2\" r:id=\"rId2\"/></sheets>");
  assert_has (book, "localSheetId=\"1\" hidden=\"1\">'Customer (2)'!$A$1:$B$3</definedName>");
  types = read_part (path, "[Content_Types].xml");
  assert_has (types, "/xl/worksheets/sheet2.xml");
  g_assert_null (strstr (types, "sheet3.xml"));
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "phone", NULL };
  g_autofree char *path = export_book (f, "customer", fields, 0);
  g_autofree char *text = read_sheet (path, "1");

  g_assert_cmpstr (text, ==, "Name|Phone");
}

static void
test_long_text (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "notes", "phone", NULL };
  g_autofree char *most = g_strnfill (32767, 'a');
  g_autofree char *file = g_strdup_printf ("姓名,备注,手机\n安一,%s😀,13800138000\n白二,b,\n", most);
  g_autoptr (RgImportReport) report = run_text (f, file, NULL);
  g_autofree char *path = export_book (f, "customer", fields, 0);
  g_autofree char *text = read_sheet (path, NULL);
  g_autofree char *expected =
      g_strconcat ("Name|Notes|Notes (continued)|Phone/安一|", most, "|😀|13800138000/白二|b", NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* Whatever stands in a text, the notation for what XML cannot hold gives it
 * back, and nothing else is taken for that notation. */
static void
test_escapes (void)
{
  static const char *const texts[] = {
    "\x01",
    "_x0041_",
    "_x0041\x01",
    "_x0041\xef\xbf\xbf",
    "_x005F_x0041\x1f_",
    "__x0041\x02",
    "_x0041_x0042\x03",
    "_x004\x01",
    "_x0041",
    "_x0041é",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) xml = g_string_new (NULL);

      rg_xlsx_append_text (xml, texts[i], strlen (texts[i]));
      g_assert_true (g_utf8_validate (xml->str, -1, NULL));
      rg_xlsx_unescape (xml, 0);
      g_assert_cmpstr (xml->str, ==, texts[i]);
    }
}

/* --- the package ------------------------------------------------------------ */

static void
test_package (Fixture *f, gconstpointer data)
{
  static const char *const members[] = { "[Content_Types].xml", "_rels/.rels",
                                         "docProps/app.xml",    "docProps/core.xml",
                                         "xl/workbook.xml",     "xl/_rels/workbook.xml.rels",
                                         "xl/styles.xml",       "xl/worksheets/sheet1.xml" };
  g_autoptr (RgImportReport) report =
      run_text (f, "姓名,备注\n安一,\"]]> & <x> \"\" \r \xef\xbf\xbf\"\n", NULL);
  g_autofree char *path = export_book (f, "customer", NULL, 0);
  g_autofree char *core = read_part (path, "docProps/core.xml");
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  char *contents = NULL;
  gsize size;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      static const GMarkupParser nothing = { 0 };
      g_autofree char *text = read_part (path, members[i]);
      GMarkupParseContext *context =
          g_markup_parse_context_new (&nothing, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_markup_parse_context_parse (context, text, -1, &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      g_markup_parse_context_free (context);
    }
  assert_has (core, "<dc:title>shop</dc:title>");
  assert_has (core, ">2025-11-22T01:00:00Z</dcterms:created>");
  /* The same shop at the same time gives the same bytes. */
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  first = g_bytes_new_take (contents, size);
  g_free (export_book (f, "customer", NULL, 0));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  second = g_bytes_new_take (contents, size);
  g_assert_true (g_bytes_equal (first, second));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/export-xlsx/cells", test_cells);
  add_test ("/export-xlsx/moments", test_moments);
  add_test ("/export-xlsx/sheets", test_sheets);
  add_test ("/export-xlsx/empty", test_empty);
  add_test ("/export-xlsx/long-text", test_long_text);
  g_test_add_func ("/export-xlsx/escapes", test_escapes);
  add_test ("/export-xlsx/package", test_package);
  return g_test_run ();
}
