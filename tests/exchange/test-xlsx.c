/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "workbook-test.h"

#include "exchange/rg-sheet-value.h"
#include "exchange/rg-xlsx-areas.h"
#include "exchange/rg-zip.h"

#include <locale.h>

/* Workbooks of Excel become rows. */

#define RELATIONSHIPS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE                                                                                              \
  { "_rels/.rels", RELATIONSHIPS "<Relationship Id='r1' Type='" TYPE "officeDocument' "                      \
                                 "Target='xl/workbook.xml'/></Relationships>" }
#define WORKBOOK(attributes, sheets)                                                                         \
  { "xl/workbook.xml",                                                                                       \
    "<?xml version='1.0'?><workbook xmlns='http://schemas.openxmlformats.org/"                               \
    "spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/"                    \
    "2006/relationships'><workbookPr " attributes "/><sheets>" sheets "</sheets></workbook>" }
#define RELATIONS(more)                                                                                      \
  { "xl/_rels/workbook.xml.rels", RELATIONSHIPS                                                              \
    "<Relationship Id='s1' Type='" TYPE "worksheet' Target='worksheets/sheet1.xml'/>"                        \
    "<Relationship Id='t' Type='" TYPE "sharedStrings' Target='sharedStrings.xml'/>"                         \
    "<Relationship Id='y' Type='" TYPE "styles' Target='styles.xml'/>" more "</Relationships>" }
#define ONE_SHEET "<sheet name='客户' sheetId='1' r:id='s1'/>"

static char *
sheet_text (const char *rows)
{
  return g_strconcat (
      "<?xml version='1.0' encoding='UTF-8'?><worksheet xmlns='http://schemas.openxmlformats.org/"
      "spreadsheetml/2006/main'><dimension ref='A1:A1'/>",
      rows, "</worksheet>", NULL);
}

/* A workbook of one sheet. @styles: formats of its cells from style 0 on;
 * @strings: (nullable) */
static char *
make_book (const char *name,
           const char *data,
           const char *styles,
           const char *strings,
           const char *properties)
{
  g_autofree char *sheet = sheet_text (data);
  g_autofree char *style_text = g_strconcat ("<styleSheet>", styles, "</styleSheet>", NULL);
  g_autofree char *workbook = g_strdup_printf (
      "<workbook xmlns:r='" TYPE "'><workbookPr %s/><sheets>" ONE_SHEET "</sheets></workbook>", properties);
  const Part parts[] = {
    PACKAGE,
    { "xl/workbook.xml", workbook },
    RELATIONS (""),
    { "xl/styles.xml", style_text },
    { "xl/worksheets/sheet1.xml", sheet },
    { strings != NULL ? "xl/sharedStrings.xml" : NULL, strings },
    { NULL },
  };

  return make_zip (name, parts);
}

#define data_of(rows) "<sheetData>" rows "</sheetData>"

/* --- numbers -------------------------------------------------------------- */

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *text;
  } vectors[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 13812345678.0, "13812345678" },
    { 1e14, "100000000000000" },
    { -999999999999999.0, "-999999999999999" },
    { 110101199003078000.0, "110101199003078000" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { -12.5, "-12.5" },
    { 0.00001, "0.00001" },
    { 1.0 / 3, "0.3333333333333333" },
    { 123456.789, "123456.789" },
    { 5e-324, "4.9406564584124654e-324" },
    { 1e300, "1.0000000000000001e+300" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      char text[RG_SHEET_VALUE_SIZE];

      g_assert_cmpuint (rg_sheet_number (vectors[i].number, text), ==, strlen (text));
      g_assert_cmpstr (text, ==, vectors[i].text);
      g_assert_true (g_ascii_strtod (text, NULL) == vectors[i].number);
    }
}

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    guint8 format;
  } vectors[] = {
    { "General", RG_SHEET_FORMAT_NUMBER },
    { "G/通用格式", RG_SHEET_FORMAT_NUMBER },
    { "0.00E+00", RG_SHEET_FORMAT_NUMBER },
    { "#,##0.00\\ [$元-804];[Red]-#,##0.00", RG_SHEET_FORMAT_NUMBER },
    { "\"yd\"0", RG_SHEET_FORMAT_NUMBER },
    { "@", RG_SHEET_FORMAT_NUMBER },
    { "0%", RG_SHEET_FORMAT_NUMBER },
    { "0", RG_SHEET_FORMAT_NUMBER },
    { "00000", RG_SHEET_FORMAT_ZEROS + 5 },
    { "00000_ ", RG_SHEET_FORMAT_ZEROS + 5 },
    { "yyyy\"年\"m\"月\"d\"日\"", RG_SHEET_FORMAT_DAY },
    { "yyyy年m月d日", RG_SHEET_FORMAT_DAY },
    { "[$-804]yyyy\\-mm\\-dd;@", RG_SHEET_FORMAT_DAY },
    { "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", RG_SHEET_FORMAT_DAY },
    { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", RG_SHEET_FORMAT_DAY },
    { "[$-804]aaaa;@", RG_SHEET_FORMAT_DAY },
    { "e/m/d", RG_SHEET_FORMAT_DAY },
    { "mmm", RG_SHEET_FORMAT_DAY },
    { "yyyy/m/d\\ h:mm", RG_SHEET_FORMAT_INSTANT },
    { "m/d/yy h:mm AM/PM", RG_SHEET_FORMAT_INSTANT },
    { "h:mm:ss.000", RG_SHEET_FORMAT_TIME },
    { "[$-804]上午/下午h\"时\"mm\"分\"", RG_SHEET_FORMAT_TIME },
    { "mm:ss", RG_SHEET_FORMAT_TIME },
    { "[h]:mm:ss", RG_SHEET_FORMAT_ELAPSED },
    { "[mm]:ss", RG_SHEET_FORMAT_ELAPSED },
    { "[", RG_SHEET_FORMAT_NUMBER },
    { "\\", RG_SHEET_FORMAT_NUMBER },
    { "\"", RG_SHEET_FORMAT_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      if (rg_sheet_format_read (vectors[i].code) != vectors[i].format)
        g_error ("%s is %u", vectors[i].code, rg_sheet_format_read (vectors[i].code));
    }
  g_assert_cmpuint (rg_sheet_format_built_in (14), ==, RG_SHEET_FORMAT_DAY);
  g_assert_cmpuint (rg_sheet_format_built_in (22), ==, RG_SHEET_FORMAT_INSTANT);
  g_assert_cmpuint (rg_sheet_format_built_in (31), ==, RG_SHEET_FORMAT_DAY);
  g_assert_cmpuint (rg_sheet_format_built_in (46), ==, RG_SHEET_FORMAT_ELAPSED);
  g_assert_cmpuint (rg_sheet_format_built_in (49), ==, RG_SHEET_FORMAT_NUMBER);
}

static void
test_days (void)
{
  static const struct
  {
    double number;
    guint8 format;
    gboolean date1904;
    const char *text;
  } vectors[] = {
    { 1, RG_SHEET_FORMAT_DAY, FALSE, "1900-01-01" },
    { 59, RG_SHEET_FORMAT_DAY, FALSE, "1900-02-28" },
    { 60, RG_SHEET_FORMAT_DAY, FALSE, "1900-02-29" },
    { 61, RG_SHEET_FORMAT_DAY, FALSE, "1900-03-01" },
    { 45983, RG_SHEET_FORMAT_DAY, FALSE, "2025-11-22" },
    { 45983.375, RG_SHEET_FORMAT_DAY, FALSE, "2025-11-22 09:00:00" },
    { 45983, RG_SHEET_FORMAT_INSTANT, FALSE, "2025-11-22 00:00:00" },
    { 45983.999999, RG_SHEET_FORMAT_INSTANT, FALSE, "2025-11-23 00:00:00" },
    { 44521, RG_SHEET_FORMAT_DAY, TRUE, "2025-11-22" },
    { 0, RG_SHEET_FORMAT_DAY, TRUE, "1904-01-01" },
    { 0, RG_SHEET_FORMAT_DAY, FALSE, "0" },
    { -1, RG_SHEET_FORMAT_DAY, FALSE, "-1" },
    { 2958465, RG_SHEET_FORMAT_DAY, FALSE, "9999-12-31" },
    { 2958466, RG_SHEET_FORMAT_DAY, FALSE, "2958466" },
    { 2957004, RG_SHEET_FORMAT_DAY, TRUE, "2957004" },
    { 0.375, RG_SHEET_FORMAT_TIME, FALSE, "09:00:00" },
    { 0.375, RG_SHEET_FORMAT_TIME, TRUE, "09:00:00" },
    { 0, RG_SHEET_FORMAT_TIME, FALSE, "00:00:00" },
    { 0.375, RG_SHEET_FORMAT_INSTANT, FALSE, "09:00:00" },
    { 1.5, RG_SHEET_FORMAT_ELAPSED, FALSE, "36:00:00" },
    { 45983, RG_SHEET_FORMAT_MOMENT, FALSE, "2025-11-22" },
    { 0.5, RG_SHEET_FORMAT_MOMENT, FALSE, "12:00:00" },
    { 42, RG_SHEET_FORMAT_ZEROS + 5, FALSE, "00042" },
    { 1234567, RG_SHEET_FORMAT_ZEROS + 5, FALSE, "1234567" },
    { 4.5, RG_SHEET_FORMAT_ZEROS + 5, FALSE, "4.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      char text[RG_SHEET_VALUE_SIZE];

      g_assert_cmpuint (rg_sheet_value (vectors[i].number, vectors[i].format, vectors[i].date1904, text), ==,
                        strlen (text));
      g_assert_cmpstr (text, ==, vectors[i].text);
    }
}

/* --- cells ---------------------------------------------------------------- */

#define STYLES                                                                                               \
  "<numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"          \
  "<numFmt numFmtId='177' formatCode='00000'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"    \
  "<cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='22'/><xf numFmtId='177'/><xf numFmtId='9'/>" \
  "</cellXfs>"

static void
test_kinds (void)
{
  g_autofile path = make_book (
      "kinds.xlsx",
      data_of (
          "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v> 2 </v></c>"
          "<c r='D1' t='s'><v>3</v></c></row>"
          "<row r='2'><c r='A2' t='inlineStr'><is><t>王</t><rPh><t>wang</t></rPh><r><t xml:space='preserve'> "
          "芳"
          "</t></r></is></c><c r='B2' t='str'><f>A1&amp;\"x\"</f><v>x_x000D_\ny</v></c>"
          "<c r='C2' t='b'><v>1</v></c><c r='D2' t='b'><v>0</v></c><c r='E2' t='e'><v>#N/A</v></c></row>"
          "<row r='3'><c r='A3'><v>1.3812345678E10</v></c><c r='B3' s='1'><v>45983</v></c>"
          "<c r='C3' s='2'><v>45983.375</v></c><c r='D3' s='3'><v>42</v></c><c r='E3' s='4'><v>0.15</v></c>"
          "<c r='F3' t='d'><v>2013-08-15T12:34:56.000Z</v></c><c r='G3' t='d' "
          "s='1'><v>2013-08-15T00:00:00</v>"
          "</c><c r='H3'><v>007</v></c><c r='I3'><v>0.10000000000000001</v></c><c r='J3'/></row>"),
      STYLES,
      "<sst><si><t>姓名</t></si><si><r><t>手</t></r><r><rPr><b/></rPr><t>机</t></r></si>"
      "<si><t>漢字</t><rPh sb='0' eb='1'><t>かんじ</t></rPh><phoneticPr/></si>"
      "<si><t>a_x000d__x005F_x000D_b_xD83D__xDE00__xZZZZ_</t></si></sst>",
      "");

  assert_rows (
      path, NULL,
      "1[姓名][手机][漢字][a\n_x000D_b😀_xZZZZ_]\n"
      "2[王 芳][x\ny][TRUE][FALSE][#N/A]\n"
      "3[13812345678][2025-11-22][2025-11-22 09:00:00][00042][0.15][2013-08-15 12:34:56][2013-08-15][7]"
      "[0.1]\n");
}

static void
test_places (void)
{
  g_autofile path = make_book ("places.xlsx",
                               data_of ("<row><c><v>1</v></c><c r='D1'><v>4</v></c><c><v>5</v></c></row>"
                                        "<row><c t='inlineStr'><is><t/></is></c></row>"
                                        "<row r='10'><c r='C10'><v>3</v></c><c r='A10'><v>1</v></c></row>"
                                        "<row r='7'><c r='B7'><v>2</v></c></row>"
                                        "<row><c><v>8</v></c></row>"
                                        "<row r='1048576'><c r='XFD1048576'><v>9</v></c></row>"),
                               STYLES, NULL, "date1904='true'");
  g_autofree char *rows = read_rows (path, NULL);
  const char *expected = "1[1][][][4][5]\n10[1][][3]\n7[][2]\n8[8]\n1048576[][]";

  g_assert_true (g_str_has_prefix (rows, expected));
  g_assert_true (g_str_has_suffix (rows, "[9]\n"));
}

static void
test_date1904 (void)
{
  g_autofile path = make_book ("1904.xlsx", data_of ("<row r='1'><c r='A1' s='1'><v>44521</v></c></row>"),
                               STYLES, NULL, "date1904='1'");

  assert_rows (path, NULL, "1[2025-11-22]\n");
}

/* A second program's words: prefixes, the strict namespace, absolute targets,
 * other names for everything. */
static void
test_strict (void)
{
  static const Part parts[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='a' Target='/book/main.xml' "
      "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/></Relationships>" },
    { "book/main.xml", "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' "
                       "xmlns:q='http://purl.oclc.org/ooxml/officeDocument/relationships'><x:sheets><x:sheet "
                       "name='One' sheetId='7' "
                       "q:id='z'/></x:sheets></x:workbook>" },
    { "book/_rels/main.xml.rels",
      "<Relationships><Relationship Id='z' Target='../other/cells.xml' "
      "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet'/><Relationship Id='y' "
      "Target='/Other/Texts.xml' "
      "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings'/>"
      "</Relationships>" },
    { "other/texts.xml", "<x:sst xmlns:x='u'><x:si><x:t>prefixed</x:t></x:si></x:sst>" },
    { "other/cells.xml",
      "<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c></x:row></x:sheetData>"
      "</x:worksheet>" },
    { NULL },
  };
  g_autofile path = make_zip ("strict.xlsx", parts);

  assert_rows (path, NULL, "1[prefixed]\n");
}

/* --- merged areas --------------------------------------------------------- */

static void
test_merged (void)
{
  g_autofile path = make_book (
      "merged.xlsx",
      data_of ("<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>"
               "<row r='2'><c r='B2'><v>22</v></c><c r='C2'><v>99</v></c><c r='D2'><v>4</v></c></row>"
               "<row r='3'><c r='A3'/></row>"
               "<row r='4'><c r='A4'><v>98</v></c><c r='B4'><v>24</v></c><c r='E4'><v>5</v></c></row>"
               "<row r='5'><c r='A5'><v>15</v></c></row>"
               "<row r='6'><c r='A6'><v>61</v></c><c r='B6'><v>62</v></c><c r='C6'><v>63</v></c></row>"
               "<row r='7'><c r='C7'><v>73</v></c></row>")
      /* Down, across, both ways; and one that overlaps another, which is wrong. */
      "<mergeCells count='4'><mergeCell ref='A6:B7'/><mergeCell ref='A1:A4'/><mergeCell ref='B2:C2'/>"
      "<mergeCell ref='A2:C3'/><mergeCell ref='nonsense'/></mergeCells>",
      STYLES, NULL, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;
  RgGridRow row;

  assert_rows (path, NULL, "1[1][2][3]\n2[1][22][][4]\n4[1][24][][][5]\n5[15]\n6[61][][63]\n7[61][][73]\n");

  /* The same once more from the front. */
  grid = rg_grid_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = 0; i < 2; i++)
        g_assert_cmpint (rg_grid_next (grid, &row, NULL, &error), ==, RG_GRID_ROW);
      g_assert_cmpstr (row.cells[0], ==, "1");
      g_assert_cmpuint (row.line, ==, 2);
      g_assert_true (rg_grid_rewind (grid, &error));
    }
}

/* --- sheets --------------------------------------------------------------- */

static void
test_sheets (void)
{
  static const Part parts[] = {
    PACKAGE,
    WORKBOOK (
        "", "<sheet name='藏' sheetId='1' state='hidden' r:id='s1'/><sheet name='空' sheetId='2' r:id='s2'/>"
            "<sheet name='图' sheetId='5' r:id='s5'/><sheet name='Orders' sheetId='3' r:id='s3'/>"
            "<sheet name='1' sheetId='4' r:id='s4'/>"),
    RELATIONS ("<Relationship Id='s2' Type='" TYPE "worksheet' Target='worksheets/sheet2.xml'/>"
               "<Relationship Id='s3' Type='" TYPE "worksheet' Target='worksheets/sheet3.xml'/>"
               "<Relationship Id='s4' Type='" TYPE "worksheet' Target='worksheets/sheet4.xml'/>"
               "<Relationship Id='s5' Type='" TYPE "chartsheet' Target='chartsheets/sheet1.xml'/>"),
    { "xl/chartsheets/sheet1.xml", "<chartsheet/>" },
    { "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>" },
    { "xl/worksheets/sheet2.xml", "<worksheet><sheetData><row><c s='1'/></row></sheetData></worksheet>" },
    { "xl/worksheets/sheet3.xml",
      "<worksheet><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>" },
    { "xl/worksheets/sheet4.xml",
      "<worksheet><sheetData><row><c><v>4</v></c></row></sheetData></worksheet>" },
    { NULL },
  };
  g_autofile path = make_zip ("sheets.xlsx", parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_XLSX);
  names = g_strjoinv ("|", (char **) rg_grid_get_sheets (grid));
  g_assert_cmpstr (names, ==, "藏|空|Orders|1");
  g_assert_cmpuint (rg_grid_get_sheet (grid), ==, 2);
  assert_rows (path, NULL, "1[3]\n");
  assert_rows (path, "藏", "1[1]\n");
  assert_rows (path, "orders", "1[3]\n");
  /* A name comes before a number. */
  assert_rows (path, "1", "1[4]\n");
  assert_rows (path, "3", "1[3]\n");
  assert_rows (path, "2", "");
  sentence = read_rows (path, "没有");
  g_assert_nonnull (strstr (sentence, "no sheet “没有”. It has these: “藏”, “空”, “Orders”, “1”."));
}

/* --- long workbooks ------------------------------------------------------- */

/* Enough that shared texts and merged areas are read at the same time. */
#define LONG_ROWS 30000

/* A workbook of a long sheet of nothing before one of LONG_ROWS rows. @areas:
 * those of the second; @end: of the shared texts. */
static char *
make_long_book (const char *areas, const char *end)
{
  g_autoptr (GString) none = g_string_new ("<worksheet><sheetData>");
  g_autoptr (GString) rows = g_string_new ("<worksheet><sheetData>");
  g_autoptr (GString) texts = g_string_new ("<sst>");
  const Part parts[] = {
    PACKAGE,
    WORKBOOK ("", "<sheet name='空' sheetId='2' r:id='s2'/>" ONE_SHEET),
    RELATIONS ("<Relationship Id='s2' Type='" TYPE "worksheet' Target='worksheets/sheet2.xml'/>"),
    { "xl/styles.xml", "<styleSheet/>" },
    { "xl/worksheets/sheet1.xml", NULL },
    { "xl/worksheets/sheet2.xml", NULL },
    { "xl/sharedStrings.xml", NULL },
    { NULL },
  };
  Part filled[G_N_ELEMENTS (parts)];

  for (guint i = 1; i <= LONG_ROWS; i++)
    {
      g_string_append_printf (none, "<row r='%u' spans='1:10'><c r='A%u'/></row>", i, i);
      g_string_append_printf (rows,
                              "<row r='%u'><c r='A%u' t='s'><v>%u</v></c><c r='B%u'><v>%u</v></c></row>", i,
                              i, i - 1, i, i * 3);
      g_string_append_printf (texts, "<si><t>客户编号 %u，住在同一条街上</t></si>", i);
    }
  g_string_append (none, "</sheetData><mergeCells><mergeCell ref='B5:B6'/></mergeCells></worksheet>");
  g_string_append_printf (rows, "</sheetData><mergeCells>%s</mergeCells></worksheet>", areas);
  g_string_append (texts, end);
  memcpy (filled, parts, sizeof parts);
  filled[4].text = rows->str;
  filled[5].text = none->str;
  filled[6].text = texts->str;
  return make_zip ("long.xlsx", filled);
}

static void
test_long (void)
{
  g_autofile path = make_long_book ("<mergeCell ref='B2:B3'/>", "</sst>");
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 1; i <= LONG_ROWS; i++)
    g_string_append_printf (expected, "%u[客户编号 %u，住在同一条街上][%u]\n", i, i, i == 3 ? 6 : i * 3);
  /* The first sheet that has something in it, and the one that is asked for. */
  assert_rows (path, NULL, expected->str);
  assert_rows (path, "客户", expected->str);
  assert_rows (path, "空", "");
}

static void
test_long_refused (void)
{
  const char *area = "<mergeCell ref='A1:XFD9'/>";
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofile texts = make_long_book ("", "<si>");
  g_autofile areas = NULL;
  g_autofree char *sentence = NULL;

  assert_refused (texts, RG_IMPORT_ERROR_KIND, "damaged");
  for (guint i = 0; i < 3000; i++)
    g_string_append (many, area);
  areas = make_long_book (many->str, "</sst>");
  assert_refused (areas, RG_IMPORT_ERROR_SIZE, "unpacks to far more");
  sentence = read_rows (areas, "客户");
  g_assert_nonnull (strstr (sentence, "unpacks to far more"));
}

/* Nobody waits for areas that nobody wants any more. */
static void
test_areas_stopped (void)
{
  g_autofile path = make_long_book ("", "</sst>");
  g_autoptr (RgZip) zip = rg_zip_new (path, NULL, NULL);

  for (int on_thread = 0; on_thread < 2; on_thread++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RgXlsxAreas) unread =
          rg_xlsx_areas_new (zip, "xl/worksheets/sheet1.xml", on_thread, cancellable);
      g_autoptr (RgXlsxAreas) areas = NULL;

      g_cancellable_cancel (cancellable);
      areas = rg_xlsx_areas_new (zip, "xl/worksheets/sheet1.xml", on_thread, cancellable);
      g_assert_null (rg_xlsx_areas_read (areas, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* --- what is refused ------------------------------------------------------ */

static void
test_refused (void)
{
  static const struct
  {
    const char *file;
    Part parts[3];
    RgImportError code;
    const char *words;
  } cases[] = {
    { "notes.docx",
      { { "[Content_Types].xml", "<Types/>" }, { "word/document.xml", "<d/>" } },
      RG_IMPORT_ERROR_KIND,
      "text document" },
    { "slides.pptx", { { "ppt/presentation.xml", "<d/>" } }, RG_IMPORT_ERROR_KIND, "presentation" },
    { "binary.xlsb", { { "xl/workbook.bin", "x" } }, RG_IMPORT_ERROR_KIND, ".xlsb" },
    { "apple.numbers", { { "Index/Document.iwa", "x" } }, RG_IMPORT_ERROR_KIND, "Export To" },
    { "bill.zip",
      { { "微信支付账单.csv", "a,b" }, { "readme.txt", "x" } },
      RG_IMPORT_ERROR_KIND,
      "unpack it" },
    { "empty.zip", { { NULL } }, RG_IMPORT_ERROR_KIND, "is empty" },
    { "none.xlsx",
      { { "xl/workbook.xml", "<workbook><sheets/></workbook>" } },
      RG_IMPORT_ERROR_KIND,
      "damaged" },
    { "broken.xlsx", { { "xl/workbook.xml", "<workbook><sheets>" } }, RG_IMPORT_ERROR_KIND, "damaged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofile path = make_zip (cases[i].file, cases[i].parts);

      assert_refused (path, cases[i].code, cases[i].words);
    }
}

/* What a member says it inflates to is believed when it speaks against it. */
static void
test_bomb (void)
{
  gsize size = 60 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (size);
  const Part parts[] = { { "small", "text", 0 }, { "bomb", zeros, size }, { NULL, NULL, 0 } };
  g_autofile path = make_zip ("bomb.zip", parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgZip) zip = rg_zip_new (path, NULL, &error);
  g_autoptr (RgZipPart) small = NULL;

  g_assert_no_error (error);
  small = rg_zip_part_new (zip, "small", &error);
  g_assert_no_error (error);
  g_assert_null (rg_zip_part_new (zip, "bomb", &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE);
}

static void
test_locked (void)
{
  static const Part bill[] = { { "bill.csv", "a,b\n1,2\n" }, { NULL } };
  static const Part workbook[] = { { "xl/workbook.xml", "<workbook/>" }, { NULL } };
  g_autofile bill_path = make_locked_zip ("locked.zip", bill, "123456");
  g_autofile workbook_path = make_locked_zip ("locked.xlsx", workbook, "123456");

  assert_refused (bill_path, RG_IMPORT_ERROR_LOCKED, "unpack it with the password");
  assert_refused (workbook_path, RG_IMPORT_ERROR_LOCKED, "remove the password");
}

static void
test_damaged (void)
{
  g_autofile path = make_book ("damaged.xlsx", data_of ("<row><c><v>1</v></c></row>"), STYLES, NULL, "");
  g_autofile text = make_book ("index.xlsx", data_of ("<row><c t='s'><v>7</v></c></row>"), STYLES,
                               "<sst><si><t>a</t></si></sst>", "");
  g_autofile row =
      make_book ("row.xlsx", data_of ("<row r='1048577'><c><v>1</v></c></row>"), STYLES, NULL, "");
  g_autofile column =
      make_book ("column.xlsx", data_of ("<row><c r='XFE1'><v>1</v></c></row>"), STYLES, NULL, "");
  g_autofree char *bytes = NULL;
  gsize size;

  assert_refused (text, RG_IMPORT_ERROR_KIND, "damaged");
  assert_refused (row, RG_IMPORT_ERROR_SIZE, "more rows or columns");
  assert_refused (column, RG_IMPORT_ERROR_SIZE, "more rows or columns");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size / 2, NULL));
  assert_refused (path, RG_IMPORT_ERROR_KIND, "damaged");
  g_assert_true (g_file_set_contents (path, "PK\003\004 and nothing of what should follow", -1, NULL));
  assert_refused (path, RG_IMPORT_ERROR_KIND, "damaged");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx/numbers", test_numbers);
  g_test_add_func ("/xlsx/formats", test_formats);
  g_test_add_func ("/xlsx/days", test_days);
  g_test_add_func ("/xlsx/kinds", test_kinds);
  g_test_add_func ("/xlsx/places", test_places);
  g_test_add_func ("/xlsx/date1904", test_date1904);
  g_test_add_func ("/xlsx/strict", test_strict);
  g_test_add_func ("/xlsx/merged", test_merged);
  g_test_add_func ("/xlsx/sheets", test_sheets);
  g_test_add_func ("/xlsx/long", test_long);
  g_test_add_func ("/xlsx/long-refused", test_long_refused);
  g_test_add_func ("/xlsx/areas-stopped", test_areas_stopped);
  g_test_add_func ("/xlsx/refused", test_refused);
  g_test_add_func ("/xlsx/bomb", test_bomb);
  g_test_add_func ("/xlsx/locked", test_locked);
  g_test_add_func ("/xlsx/damaged", test_damaged);
  return g_test_run ();
}
