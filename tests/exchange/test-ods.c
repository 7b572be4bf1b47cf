/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "workbook-test.h"

#include <locale.h>

/* Workbooks of LibreOffice become rows. */

#define MIME_TYPE "application/vnd.oasis.opendocument.spreadsheet"
#define SPACES                                                                                               \
  " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"                                         \
  " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                                           \
  " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                                           \
  " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                             \
  " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"                                          \
  " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"

/* A workbook with these sheets. */
static char *
make_book (const char *name, const char *sheets)
{
  g_autofree char *content = g_strconcat (
      "<?xml version='1.0' encoding='UTF-8'?><office:document-content" SPACES
      "><office:automatic-styles><style:style style:name='ta1' style:family='table'><style:table-properties "
      "table:display='true'/></style:style><style:style style:name='ta2' style:family='table'>"
      "<style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body>"
      "<office:spreadsheet><table:tracked-changes><table:cell-content-change><table:table-cell "
      "office:value-type='string'><text:p>before</text:p></table:table-cell></table:cell-content-change>"
      "</table:tracked-changes>",
      sheets, "</office:spreadsheet></office:body></office:document-content>", NULL);
  const Part parts[] = { { "mimetype", MIME_TYPE }, { "content.xml", content }, { NULL } };

  return make_zip (name, parts);
}

#define sheet_of(name, rows)                                                                                 \
  "<table:table table:name='" name "' table:style-name='ta1'>" rows "</table:table>"
#define row_of(cells) "<table:table-row>" cells "</table:table-row>"
#define text_of(text)                                                                                        \
  "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define value_of(type, attribute, value, text)                                                               \
  "<table:table-cell office:value-type='" type "' office:" attribute "='" value "'><text:p>" text            \
  "</text:p></table:table-cell>"

static void
test_kinds (void)
{
  g_autofile path = make_book (
      "kinds.ods",
      sheet_of ("客户",
                row_of (value_of ("float", "value", "13812345678", "1.4E10") value_of (
                    "float", "value", "1.5E1", "15") value_of ("float", "value", "42", "00042")
                            value_of ("percentage", "value", "0.15", "15%")
                                value_of ("currency", "value", "12.5", "¥12.50"))
                    row_of (value_of ("date", "date-value", "2025-11-22", "25/11/22")
                                value_of ("date", "date-value", "2025-11-22T09:00:00.25",
                                          "9:00") value_of ("date", "date-value", "2025-11-22T09:30", "9:30")
                                    value_of ("time", "time-value", "PT09H00M00S", "9:00")
                                        value_of ("time", "time-value", "PT36H05M07.5S", "36:05")
                                            value_of ("time", "time-value", "P1D", "24:00")
                                                value_of ("boolean", "boolean-value", "true", "WAHR")
                                                    value_of ("boolean", "boolean-value", "false", "FALSCH"))
                        row_of ("<table:table-cell office:value-type='string' office:string-value='' "
                                "calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>"
                                "<table:table-cell office:value-type='string' office:string-value='hidden'/>"
                                "<table:table-cell><text:p>no type</text:p></table:table-cell>")));

  assert_rows (
      path, NULL,
      "1[13812345678][15][00042][0.15][12.5]\n"
      "2[2025-11-22][2025-11-22 09:00:00][2025-11-22 09:30:00][09:00:00][36:05:07][24:00][TRUE][FALSE]\n"
      "3[#N/A][hidden][no type]\n");
}

static void
test_texts (void)
{
  g_autofile path = make_book (
      "texts.ods",
      sheet_of (
          "1",
          row_of ("<table:table-cell office:value-type='string'><office:annotation><text:p>a remark</text:p>"
                  "</office:annotation><text:p>one<text:s text:c='2'/>two \n  three<text:tab/>x</text:p>"
                  "<text:p> <text:span>fo</text:span><text:a>ur</text:a><text:line-break/> five</text:p>"
                  "<draw:frame><text:p>in a picture</text:p></draw:frame></table:table-cell>"
                  "<table:table-cell office:value-type='string'><text:p><text:ruby><text:ruby-base>漢</text:"
                  "ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>字</text:p><text:p/>"
                  "</table:table-cell>")));

  assert_rows (path, NULL, "1[one  two three\tx\nfour\nfive][漢字\n]\n");
}

static void
test_repeated (void)
{
  g_autofile path =
      make_book ("repeated.ods",
                 sheet_of ("1", "<table:table-column table:number-columns-repeated='16384'/>"
                                "<table:table-header-rows>" row_of (
                                    "<table:table-cell "
                                    "table:number-columns-repeated='2'/>" text_of (
                                        "a") "<table:table-cell "
                                             "table:number-columns-repeated='16381'/"
                                             ">") "</table:table-header-rows>"
                                                  "<table:table-row "
                                                  "table:number-rows-repeated='3'><"
                                                  "table:table-cell "
                                                  "office:value-type='string' "
                                                  "table:number-columns-repeated='2'"
                                                  "><text:p>x</text:p></"
                                                  "table:table-cell></"
                                                  "table:table-row>"
                                                  "<table:table-row "
                                                  "table:number-rows-repeated='"
                                                  "1000000'><table:table-cell "
                                                  "table:number-columns-repeated='"
                                                  "16384'/></"
                                                  "table:table-row><table:table-row-"
                                                  "group>" row_of (text_of ("last")) "</"
                                                                                     "table:table-row-"
                                                                                     "group>"
                                                                                     "<table:table-row "
                                                                                     "table:number-rows-"
                                                                                     "repeated='1048576'><"
                                                                                     "table:table-cell/></"
                                                                                     "table:table-row>"));

  assert_rows (path, NULL, "1[][][a]\n2[x][x]\n3[x][x]\n4[x][x]\n1000005[last]\n");
}

static void
test_merged (void)
{
  g_autofile path = make_book (
      "merged.ods",
      sheet_of ("1",
                row_of ("<table:table-cell office:value-type='string' table:number-columns-spanned='2' "
                        "table:number-rows-spanned='3'><text:p>王</text:p></table:table-cell>"
                        "<table:covered-table-cell office:value-type='string'><text:p>under</text:p>"
                        "</table:covered-table-cell>" text_of ("1"))
                    row_of ("<table:covered-table-cell table:number-columns-repeated='2'/>" text_of ("2"))
                        row_of ("<table:covered-table-cell office:value-type='string'><text:p>under</text:p>"
                                "</table:covered-table-cell><table:covered-table-cell/>")
                            row_of (text_of ("李") "<table:table-cell/>" text_of ("4"))));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;
  RgGridRow row;

  assert_rows (path, NULL, "1[王][][1]\n2[王][][2]\n4[李][][4]\n");
  grid = rg_grid_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = 0; i < 2; i++)
        g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_ROW);
      g_assert_cmpstr (row.cells[0], ==, "王");
      g_assert_true (rg_grid_rewind (grid, &error));
    }
}

static void
test_sheets (void)
{
  g_autofile path = make_book (
      "sheets.ods",
      "<table:table table:name='藏' table:style-name='ta2'>" row_of (
          text_of ("1")) "</table:table>" sheet_of ("空", row_of ("<table:table-cell/>"))
          sheet_of ("Orders",
                    row_of ("<table:table-cell office:value-type='string'><text:p>3</text:p><table:table "
                            "table:name='inner'>" row_of (text_of ("9")) "</table:table></table:table-cell>"))
              sheet_of ("Last", row_of (text_of ("4"))));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_ODS);
  names = g_strjoinv ("|", (char **) rg_grid_get_sheets (grid));
  g_assert_cmpstr (names, ==, "藏|空|Orders|Last");
  g_assert_cmpuint (rg_grid_get_sheet (grid), ==, 2);
  assert_rows (path, NULL, "1[3]\n");
  assert_rows (path, "藏", "1[1]\n");
  assert_rows (path, "2", "");
  assert_rows (path, "last", "1[4]\n");
  sentence = read_rows (path, "5");
  g_assert_nonnull (strstr (sentence, "no sheet “5”. It has these: “藏”, “空”, “Orders”, “Last”."));
}

static void
test_refused (void)
{
  static const Part locked[] = {
    { "mimetype", MIME_TYPE },
    { "content.xml", "\x93\x01\x02" },
    { "META-INF/manifest.xml",
      "<manifest:manifest xmlns:manifest='m'><manifest:file-entry manifest:full-path='/' "
      "manifest:media-type='" MIME_TYPE "'/><manifest:file-entry manifest:full-path='content.xml'>"
      "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>" },
    { NULL },
  };
  static const Part packed[] = { { "mimetype", MIME_TYPE },
                                 { "encrypted-package", "\x93\x01\x02" },
                                 { NULL } };
  static const Part document[] = { { "mimetype", "application/vnd.oasis.opendocument.text" },
                                   { "META-INF/manifest.xml", "<manifest/>" },
                                   { "content.xml", "<a/>" },
                                   { NULL } };
  static const Part hollow[] = { { "mimetype", MIME_TYPE }, { NULL } };
  g_autofile locked_path = make_zip ("locked.ods", locked);
  g_autofile packed_path = make_zip ("packed.ods", packed);
  g_autofile document_path = make_zip ("document.odt", document);
  g_autofile hollow_path = make_zip ("hollow.ods", hollow);
  g_autofile none = make_book ("none.ods", "");
  g_autofile bomb =
      make_book ("rows.ods", sheet_of ("1", "<table:table-row table:number-rows-repeated='1000000'>" text_of (
                                                "x") "</table:table-row>"));
  g_autofile wide = make_book (
      "columns.ods", sheet_of ("1", row_of ("<table:table-cell office:value-type='float' office:value='1' "
                                            "table:number-columns-repeated='1000000'/>")));
  g_autofile low = make_book (
      "low.ods",
      sheet_of ("1", "<table:table-row table:number-rows-repeated='1048576'/>" row_of (text_of ("x"))));

  assert_refused (locked_path, RG_IMPORT_ERROR_LOCKED, "remove the password");
  assert_refused (packed_path, RG_IMPORT_ERROR_LOCKED, "remove the password");
  assert_refused (document_path, RG_IMPORT_ERROR_KIND, "no table");
  assert_refused (hollow_path, RG_IMPORT_ERROR_KIND, "damaged");
  assert_refused (none, RG_IMPORT_ERROR_KIND, "damaged");
  assert_refused (bomb, RG_IMPORT_ERROR_SIZE, "more rows or columns");
  assert_refused (wide, RG_IMPORT_ERROR_SIZE, "more rows or columns");
  assert_refused (low, RG_IMPORT_ERROR_SIZE, "more rows or columns");
}

static void
test_again (void)
{
  g_autofile path = make_book (
      "again.ods",
      sheet_of ("1", row_of (text_of ("a")) "<table:table-row table:number-rows-repeated='1000000'>" text_of (
                         "x") "</table:table-row>"));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_refused_again (grid, RG_IMPORT_ERROR_SIZE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ods/kinds", test_kinds);
  g_test_add_func ("/ods/texts", test_texts);
  g_test_add_func ("/ods/repeated", test_repeated);
  g_test_add_func ("/ods/merged", test_merged);
  g_test_add_func ("/ods/sheets", test_sheets);
  g_test_add_func ("/ods/again", test_again);
  g_test_add_func ("/ods/refused", test_refused);
  return g_test_run ();
}
