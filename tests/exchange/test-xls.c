/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "workbook-test.h"

#include <locale.h>

/* Workbooks of old Excels become rows. */

/* --- making them ---------------------------------------------------------- */

static void
put_16 (GByteArray *bytes, guint value)
{
  const guint8 two[] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (bytes, two, 2);
}

static void
put_32 (GByteArray *bytes, guint32 value)
{
  put_16 (bytes, value & 0xffff);
  put_16 (bytes, value >> 16);
}

static void
put_double (GByteArray *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  put_32 (bytes, (guint32) bits);
  put_32 (bytes, (guint32) (bits >> 32));
}

static void
put_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
put_zeros (GByteArray *bytes, gsize until)
{
  guint8 zero = 0;

  while (bytes->len < until)
    g_byte_array_append (bytes, &zero, 1);
}

static void
begin_record (GByteArray *bytes, guint id, guint size)
{
  put_16 (bytes, id);
  put_16 (bytes, size);
}

static void
put_bof (GByteArray *bytes, guint version, guint kind)
{
  begin_record (bytes, 0x0809, 8);
  put_16 (bytes, version);
  put_16 (bytes, kind);
  put_32 (bytes, 0);
}

static void
begin_cell (GByteArray *bytes, guint id, guint size, guint row, guint column, guint style)
{
  begin_record (bytes, id, size + 6);
  put_16 (bytes, row);
  put_16 (bytes, column);
  put_16 (bytes, style);
}

/* A text in the bytes of a code page. */
static void
put_label (GByteArray *bytes, guint row, guint column, const char *text)
{
  begin_cell (bytes, 0x0204, (guint) strlen (text) + 2, row, column, 0);
  put_16 (bytes, (guint) strlen (text));
  put_text (bytes, text);
}

static void
put_number (GByteArray *bytes, guint row, guint column, guint style, double number)
{
  begin_cell (bytes, 0x0203, 8, row, column, style);
  put_double (bytes, number);
}

static void
put_entry (GByteArray *bytes, const char *name, guint kind, guint32 child, guint32 first, gsize size)
{
  gsize at = bytes->len;

  for (const char *p = name; *p != '\0'; p++)
    put_16 (bytes, (guint8) *p);
  put_zeros (bytes, at + 64);
  put_16 (bytes, 2 * ((guint) strlen (name) + 1));
  put_16 (bytes, kind | 1 << 8);
  put_32 (bytes, 0xffffffff);
  put_32 (bytes, 0xffffffff);
  put_32 (bytes, child);
  put_zeros (bytes, at + 116);
  put_32 (bytes, first);
  put_32 (bytes, (guint32) size);
  put_zeros (bytes, at + 128);
}

/* A container with one stream, which it takes, filled up to the size of a large one. The sector
 * behind each of the stream's is the next; that of @loop, if any, is its first. */
static GByteArray *
make_container (const char *name, GByteArray *stream, int loop)
{
  GByteArray *bytes = g_byte_array_new ();
  guint sectors;

  put_zeros (stream, 4096);
  sectors = (stream->len + 511) / 512;
  g_assert_cmpuint (sectors, <, 120);
  g_byte_array_append (bytes, (const guint8 *) "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  put_zeros (bytes, 24);
  put_16 (bytes, 0x3e);
  put_16 (bytes, 3);
  put_16 (bytes, 0xfffe);
  put_16 (bytes, 9);
  put_16 (bytes, 6);
  put_zeros (bytes, 44);
  put_32 (bytes, 1); /* sectors of the table */
  put_32 (bytes, 1); /* the directory's */
  put_32 (bytes, 0);
  put_32 (bytes, 4096);
  put_32 (bytes, 0xfffffffe);
  put_32 (bytes, 0);
  put_32 (bytes, 0xfffffffe);
  put_32 (bytes, 0);
  put_32 (bytes, 0); /* the table */
  for (guint i = 1; i < 109; i++)
    put_32 (bytes, 0xffffffff);
  put_32 (bytes, 0xfffffffd);
  put_32 (bytes, 0xfffffffe);
  for (guint i = 0; i < sectors; i++)
    put_32 (bytes, (int) i == loop ? 2 : i + 1 < sectors ? i + 3 : 0xfffffffe);
  put_zeros (bytes, 1024);
  put_entry (bytes, "Root Entry", 5, 1, 0xfffffffe, 0);
  put_entry (bytes, name, 2, 0xffffffff, 2, stream->len);
  put_zeros (bytes, 1536);
  g_byte_array_append (bytes, stream->data, stream->len);
  put_zeros (bytes, 1536 + 512 * (gsize) sectors);
  g_byte_array_unref (stream);
  return bytes;
}

static char *
save (const char *name, GByteArray *bytes)
{
  g_autofree char *file = g_strdup_printf ("regulars-xls-%d-%s", (int) getpid (), name);
  char *path = g_build_filename (g_get_tmp_dir (), file, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
  g_byte_array_unref (bytes);
  return path;
}

/* A sheet of Excel 95 in a workbook, whose cells @fill writes. */
static GByteArray *
make_excel_95 (guint code_page, gboolean locked, void (*fill) (GByteArray *bytes))
{
  GByteArray *bytes = g_byte_array_new ();
  gsize sheet_at;

  put_bof (bytes, 0x0500, 0x05);
  if (locked)
    {
      begin_record (bytes, 0x002f, 4);
      put_32 (bytes, 0x12345678);
    }
  begin_record (bytes, 0x0042, 2);
  put_16 (bytes, code_page);
  begin_record (bytes, 0x00e0, 4); /* style 0 */
  put_32 (bytes, 0);
  begin_record (bytes, 0x041e, 3 + 8); /* a format, and a style with it */
  put_16 (bytes, 164);
  g_byte_array_append (bytes, (const guint8 *) "\x08yyyy/m/d", 9);
  begin_record (bytes, 0x00e0, 4);
  put_32 (bytes, 164u << 16);
  begin_record (bytes, 0x0085, 7 + 4);
  sheet_at = bytes->len;
  put_32 (bytes, 0);
  put_16 (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) "\x04\xbf\xcd\xbb\xa7", 5); /* 客户 */
  begin_record (bytes, 0x000a, 0);
  memcpy (bytes->data + sheet_at, &(guint32) { GUINT32_TO_LE (bytes->len) }, 4);
  put_bof (bytes, 0x0500, 0x10);
  fill (bytes);
  begin_record (bytes, 0x000a, 0);
  return bytes;
}

static void
fill_customers (GByteArray *bytes)
{
  put_label (bytes, 0, 0, "\xd0\xd5\xc3\xfb"); /* 姓名 */
  put_label (bytes, 0, 1, "\xc9\xfa\xc8\xd5"); /* 生日 */
  put_label (bytes, 1, 0, "\xcd\xf5\xd0\xa1\xc3\xf7");
  put_number (bytes, 1, 1, 1, 32874);
}

static void
fill_nothing (GByteArray *bytes)
{
}

/* Cells column by column, a formula with a text, one cell twice, a column behind
 * the last one of Excel, and records that are cut short. */
static void
fill_odd (GByteArray *bytes)
{
  put_label (bytes, 0, 0, "a");
  put_label (bytes, 1, 0, "b");
  put_number (bytes, 0, 1, 0, 0.1);
  put_number (bytes, 1, 1, 0, -2);
  begin_cell (bytes, 0x0006, 16, 1, 2, 0);
  put_32 (bytes, 0);
  put_32 (bytes, 0xffff0000);
  put_32 (bytes, 0);
  put_32 (bytes, 0);
  begin_record (bytes, 0x0207, 4);
  put_16 (bytes, 2);
  put_text (bytes, "ok");
  begin_cell (bytes, 0x00bd, 12, 2, 0, 0); /* several numbers: 1, 2.5 */
  bytes->len -= 2;
  put_16 (bytes, 0);
  put_32 (bytes, 0x3ff00000);
  put_16 (bytes, 0);
  put_32 (bytes, 250 << 2 | 3);
  put_16 (bytes, 1);
  begin_record (bytes, 0x0204, 3);
  put_text (bytes, "abc");
  begin_cell (bytes, 0x0205, 2, 3, 0, 0);
  put_16 (bytes, 0x012a);
}

/* --- tests ---------------------------------------------------------------- */

static void
test_excel_97 (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "xls", "customers.xls", NULL);

  assert_rows (path, NULL,
               "1[客户名单]\n"
               "2[姓名][手机][生日][到店][时间][金额][会员][备注]\n"
               "3[王小明][13800138000][1990-01-02][2025-11-22 09:30:00][18:05:00][12.5][TRUE]"
               "[第一行\n第二行 𠮷]\n"
               "4[王小明][13900139000][][][][25][0][0]\n"
               "8[李四][][][][][0.1][#DIV/0!]\n");
  assert_rows (path, "2", "1[藏]\n");
  assert_rows (path, "隐藏", "1[藏]\n");
  assert_rows (path, "空", "");
}

static void
test_sheets (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "xls", "customers.xls", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);
  const RgGridOptions options = { .sheet = "没有" };

  g_assert_no_error (error);
  g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_XLS);
  g_assert_true (
      g_strv_equal (rg_grid_get_sheets (grid), (const char *const[]) { "空", "隐藏", "客户", NULL }));
  g_assert_cmpuint (rg_grid_get_sheet (grid), ==, 2);
  g_assert_null (rg_grid_open (path, &options, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SHEET);
  g_assert_nonnull (strstr (error->message, "没有"));
  g_assert_nonnull (strstr (error->message, "客户"));
}

static void
test_excel_95 (void)
{
  g_autofile path = save ("95.xls", make_container ("Book", make_excel_95 (936, FALSE, fill_customers), -1));
  g_autofile bare = save ("bare.xls", make_excel_95 (936, FALSE, fill_customers));

  assert_rows (path, NULL, "1[姓名][生日]\n2[王小明][1990-01-01]\n");
  assert_rows (path, "客户", "1[姓名][生日]\n2[王小明][1990-01-01]\n");
  assert_rows (bare, NULL, "1[姓名][生日]\n2[王小明][1990-01-01]\n");
}

/* What small programs write that have no library for workbooks. */
static void
test_only_sheet (void)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofile path = NULL;

  put_bof (bytes, 0, 0x10);
  fill_customers (bytes);
  begin_record (bytes, 0x000a, 0);
  path = save ("only.xls", bytes);
  assert_rows (path, NULL, "1[姓名][生日]\n2[王小明][32874]\n");
}

/* Their formats, and the system of their days, stand among the cells. */
static void
test_only_sheet_formats (void)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofile path = NULL;

  put_bof (bytes, 0x0500, 0x10);
  begin_record (bytes, 0x0022, 2); /* days since 1904 */
  put_16 (bytes, 1);
  begin_record (bytes, 0x00e0, 4);
  put_32 (bytes, 0);
  begin_record (bytes, 0x00e0, 4);
  put_32 (bytes, 14u << 16);
  fill_customers (bytes);
  begin_record (bytes, 0x000a, 0);
  path = save ("formats.xls", bytes);
  assert_rows (path, NULL, "1[姓名][生日]\n2[王小明][1994-01-02]\n");
}

/* A web site's sheet says nothing of its characters, or says UTF-8; 联通 in GBK
 * is valid UTF-8 by chance, as the only word of all. */
static void
test_code_pages (void)
{
  static const struct
  {
    guint page; /* 0: not said */
    const char *first;
    const char *second;
    const char *rows;
  } files[] = {
    { 0, "姓名", "王小明", "1[姓名]\n2[王小明]\n" },
    { 0, "\xd0\xd5\xc3\xfb", "\xc1\xaa\xcd\xa8", "1[姓名]\n2[联通]\n" },
    { 0, "name", "Wang", "1[name]\n2[Wang]\n" },
    { 65001, "姓名", "王小明", "1[姓名]\n2[王小明]\n" },
    { 1252,
      "Stra\xdf"
      "e",
      "a", "1[Straße]\n2[a]\n" },
    { 950, "\xa9m\xa6W", "a", "1[姓名]\n2[a]\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GByteArray *bytes = g_byte_array_new ();
      g_autofile path = NULL;

      put_bof (bytes, 0x0500, 0x10);
      if (files[i].page != 0)
        {
          begin_record (bytes, 0x0042, 2);
          put_16 (bytes, files[i].page);
        }
      put_label (bytes, 0, 0, files[i].first);
      put_label (bytes, 1, 0, files[i].second);
      begin_record (bytes, 0x000a, 0);
      path = save ("page.xls", bytes);
      assert_rows (path, NULL, files[i].rows);
    }
}

/* Begins a workbook of Excel 97 with @n sheets; the places where each of them is
 * said to be are put into @places. */
static void
begin_excel_97 (GByteArray *bytes, guint n, GArray *places)
{
  put_bof (bytes, 0x0600, 0x05);
  for (guint i = 0; i < n; i++)
    {
      guint place;

      begin_record (bytes, 0x0085, 9);
      place = bytes->len;
      g_array_append_val (places, place);
      put_32 (bytes, 0);
      put_16 (bytes, 0);
      g_byte_array_append (bytes, (const guint8 *) "\x01\0a", 3);
    }
}

static void
place_sheet (GByteArray *bytes, GArray *places, guint index, guint32 at)
{
  at = GUINT32_TO_LE (at);
  memcpy (bytes->data + g_array_index (places, guint, index), &at, 4);
}

/* Sheets that lie within one another take many times what the file has. */
static void
test_overlapping (void)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofile path = NULL;
  guint begin;

  begin_excel_97 (bytes, 40, places);
  begin_record (bytes, 0x000a, 0);
  begin = bytes->len;
  put_bof (bytes, 0x0600, 0x10);
  for (guint i = 0; i < 5000; i++)
    begin_record (bytes, 0x0208, 0);
  begin_record (bytes, 0x000a, 0);
  for (guint i = 0; i < 39; i++)
    place_sheet (bytes, places, i, begin);
  place_sheet (bytes, places, 39, bytes->len);
  put_bof (bytes, 0x0600, 0x10);
  put_number (bytes, 0, 0, 0, 1);
  begin_record (bytes, 0x000a, 0);
  path = save ("over.xls", bytes);
  assert_refused (path, RG_IMPORT_ERROR_KIND, "damaged");
}

/* @cells cells that share one text of @length of @sign. (transfer full) */
static char *
make_shared (const char *name, guint cells, guint length, guint8 sign)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));

  begin_excel_97 (bytes, 1, places);
  begin_record (bytes, 0x00fc, 11 + length);
  put_32 (bytes, cells);
  put_32 (bytes, 1);
  put_16 (bytes, length);
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  for (guint i = 0; i < length; i++)
    g_byte_array_append (bytes, &sign, 1);
  begin_record (bytes, 0x000a, 0);
  place_sheet (bytes, places, 0, bytes->len);
  put_bof (bytes, 0x0600, 0x10);
  for (guint i = 0; i < cells; i++)
    {
      begin_cell (bytes, 0x00fd, 4, i, 0, 0);
      put_32 (bytes, 0);
    }
  begin_record (bytes, 0x000a, 0);
  return save (name, bytes);
}

/* A text that very many cells share is not read for ever, whatever comes of it. */
static void
test_shared (void)
{
  g_autofile few = make_shared ("few.xls", 3, 2, 'x');
  g_autofile many = make_shared ("many.xls", 2000, 60000, 'x');
  g_autofile none = make_shared ("none.xls", 2000, 60000, '\0');

  assert_rows (few, NULL, "1[xx]\n2[xx]\n3[xx]\n");
  assert_refused (many, RG_IMPORT_ERROR_SIZE, "more rows or columns");
  assert_refused (none, RG_IMPORT_ERROR_SIZE, "more rows or columns");
}

static void
test_order (void)
{
  g_autofile path = save ("odd.xls", make_container ("Workbook", make_excel_95 (1252, FALSE, fill_odd), -1));

  assert_rows (path, NULL, "1[a][0.1]\n2[b][-2][ok]\n3[1][2.5]\n4[#N/A]\n");
}

/* Texts that go on in another record, in another width, with runs and phonetic
 * signs behind them; and one that is not there. */
static void
test_strings (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "xls", "strings", NULL);

  assert_rows (path, NULL, "1[abc][王小xy][hi]\n");
}

/* Days of the 1904 system, an area over two rows, a chart between the cells. */
static void
test_records (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "xls", "records-5", NULL);

  assert_rows (path, "客户", "1[姓][1994-01-02 12:00:00]\n2[姓][][ok]\n3[1][2.5]\n4[#N/A][7][z]\n");
}

static void
test_refusals (void)
{
  g_autofile locked =
      save ("l.xls", make_container ("Workbook", make_excel_95 (936, TRUE, fill_customers), -1));
  g_autofile sealed = save ("e.xls", make_container ("EncryptedPackage", g_byte_array_new (), -1));
  g_autofile word = save ("w.xls", make_container ("WordDocument", g_byte_array_new (), -1));
  g_autofile slides = save ("p.xls", make_container ("PowerPoint Document", g_byte_array_new (), -1));
  g_autofile mail = save ("m.xls", make_container ("__properties_version1.0", g_byte_array_new (), -1));
  g_autofile other = save ("o.xls", make_container ("Something", g_byte_array_new (), -1));
  g_autofile loop =
      save ("c.xls", make_container ("Workbook", make_excel_95 (936, FALSE, fill_customers), 3));
  g_autofile none = save ("n.xls", make_container ("Workbook", make_excel_95 (936, FALSE, fill_nothing), -1));

  assert_refused (locked, RG_IMPORT_ERROR_LOCKED, "Protect Workbook");
  assert_refused (sealed, RG_IMPORT_ERROR_LOCKED, "Protect Workbook");
  assert_refused (word, RG_IMPORT_ERROR_KIND, "text document");
  assert_refused (slides, RG_IMPORT_ERROR_KIND, "presentation");
  assert_refused (mail, RG_IMPORT_ERROR_KIND, "Outlook");
  assert_refused (other, RG_IMPORT_ERROR_KIND, "damaged");
  assert_refused (loop, RG_IMPORT_ERROR_KIND, "damaged");
  assert_refused (none, RG_IMPORT_ERROR_KIND, "is empty");
}

/* The second of its rows is wider than any that is read. */
static void
fill_wide (GByteArray *bytes)
{
  put_label (bytes, 0, 0, "a");
  put_label (bytes, 1, 0, "b");
  put_label (bytes, 1, 20000, "x");
  put_label (bytes, 2, 0, "c");
}

static void
test_again (void)
{
  g_autofile path = save ("again.xls", make_excel_95 (936, FALSE, fill_wide));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_refused_again (grid, RG_IMPORT_ERROR_SIZE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xls/excel-97", test_excel_97);
  g_test_add_func ("/xls/sheets", test_sheets);
  g_test_add_func ("/xls/excel-95", test_excel_95);
  g_test_add_func ("/xls/only-sheet", test_only_sheet);
  g_test_add_func ("/xls/only-sheet-formats", test_only_sheet_formats);
  g_test_add_func ("/xls/code-pages", test_code_pages);
  g_test_add_func ("/xls/overlapping", test_overlapping);
  g_test_add_func ("/xls/shared", test_shared);
  g_test_add_func ("/xls/order", test_order);
  g_test_add_func ("/xls/strings", test_strings);
  g_test_add_func ("/xls/records", test_records);
  g_test_add_func ("/xls/refusals", test_refusals);
  g_test_add_func ("/xls/again", test_again);
  return g_test_run ();
}
