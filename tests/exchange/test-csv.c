/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-parser.h"
#include "exchange/rg-csv-writer.h"
#include "exchange/rg-encoding.h"
#include "exchange/rg-grid.h"
#include "exchange/rg-import.h"

#include <glib/gstdio.h>
#include <string.h>

/* Bytes become text, text becomes rows. */

/* --- rows ----------------------------------------------------------------- */

/* What a parser makes of a text that arrives in pieces of @piece bytes: cells
 * in [], rows parted by a blank line; with the line of each row. */
static char *
parse (const char *text, gsize size, const char *delimiter, gsize piece)
{
  g_autoptr (RgCsvParser) parser = rg_csv_parser_new (delimiter);
  GString *result = g_string_new (NULL);
  gsize done = 0;
  gboolean ended = FALSE;
  RgGridRow row;

  for (;;)
    {
      while (rg_csv_parser_next (parser, &row))
        {
          g_string_append_printf (result, "%" G_GUINT64_FORMAT "%s", row.line, row.damaged ? "!" : "");
          for (guint i = 0; i < row.n_cells; i++)
            g_string_append_printf (result, "[%s]", row.cells[i]);
          g_string_append_c (result, '\n');
        }
      if (ended)
        break;
      if (done < size)
        {
          gsize n = MIN (piece, size - done);

          rg_csv_parser_push (parser, text + done, n);
          done += n;
          continue;
        }
      rg_csv_parser_end (parser);
      ended = TRUE;
    }
  return g_string_free_and_steal (result);
}

static const struct
{
  const char *text;
  const char *delimiter;
  const char *rows;
} vectors[] = {
  { "", ",", "" },
  { "\n", ",", "1[]\n" },
  { "a", ",", "1[a]\n" },
  { "a,b\n1,2\n", ",", "1[a][b]\n2[1][2]\n" },
  { "a,b\r\n1,2", ",", "1[a][b]\n2[1][2]\n" },
  { "a,b\r1,2\r", ",", "1[a][b]\n2[1][2]\n" },
  { "a,b\r\r\n1,2", ",", "1[a][b]\n2[]\n3[1][2]\n" },
  { "a,\n,b\n", ",", "1[a][]\n2[][b]\n" },
  { ",", ",", "1[][]\n" },
  { "\"a\"", ",", "1[a]\n" },
  { "\"\"", ",", "1[]\n" },
  { "\"a,b\",c", ",", "1[a,b][c]\n" },
  { "\"a\"\"b\"", ",", "1[a\"b]\n" },
  { "\"\"\"\"", ",", "1[\"]\n" },
  { "\"a\nb\"\nc", ",", "1[a\nb]\n3[c]\n" },
  { "\"a\r\nb\",d\nc", ",", "1[a\r\nb][d]\n3[c]\n" },
  { "\"a\rb\"\rc", ",", "1[a\rb]\n3[c]\n" },
  /* Quotation marks that begin nothing. */
  { "5\" x 3\",b", ",", "1[5\" x 3\"][b]\n" },
  { "a\"b\"c", ",", "1[a\"b\"c]\n" },
  { " \"a\",b", ",", "1[ \"a\"][b]\n" },
  { "\"a\"b,c", ",", "1[ab][c]\n" },
  { "\"a\" ,c", ",", "1[a ][c]\n" },
  { "\"a\"\"\"b\"c", ",", "1[a\"b\"c]\n" },
  /* One that is never closed is a plain character. */
  { "\"a,b\nc,d\n", ",", "1[\"a][b]\n2[c][d]\n" },
  { "x,\"a\n\"\"b,c\nd", ",", "1[x][\"a]\n2[b][c]\n3[d]\n" },
  { "\"", ",", "1[\"]\n" },
  { "a,\"", ",", "1[a][\"]\n" },
  /* Other delimiters. */
  { "a;b,c\n", ";", "1[a][b,c]\n" },
  { "a\tb\n", "\t", "1[a][b]\n" },
  { "甲，乙，\"丙，丁\"\n", "，", "1[甲][乙][丙，丁]\n" },
  { "甲、乙，丙\n", "，", "1[甲、乙][丙]\n" },
  { "\357\274", "，", "1[\357\274]\n" },
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gsize size = strlen (vectors[i].text);

      /* However the text is cut, the rows are the same. */
      for (gsize piece = 1; piece <= size + 1; piece++)
        {
          g_autofree char *rows = parse (vectors[i].text, size, vectors[i].delimiter, piece);

          g_assert_cmpstr (rows, ==, vectors[i].rows);
        }
    }
}

static void
test_odd_bytes (void)
{
  g_autofree char *rows = parse ("a\0b,\"c\0\"\n\xff,d\n\"x\xff\"\ne\n", 20, ",", 1);

  g_assert_cmpstr (rows, ==, "1[ab][c]\n2![\357\277\275][d]\n3![x\357\277\275]\n4[e]\n");
}

static void
test_huge_quoted (void)
{
  g_autoptr (GString) text = g_string_new ("a,\"5寸\nb,c\n");
  g_autofree char *rows = NULL;

  /* Nothing closes it within the largest cell there may be. */
  while (text->len < RG_GRID_CELL_MAX + 100)
    g_string_append (text, "0123456789\n");
  g_string_append (text, "\"end\"\n");
  rows = parse (text->str, text->len, ",", 4096);
  g_assert_true (g_str_has_prefix (rows, "1[a][\"5寸]\n2[b][c]\n3[0123456789]\n4["));
  g_assert_true (g_str_has_suffix (rows, "[end]\n"));
}

/* A parser gives up before the machine does. */
static void
check_too_large (const char *text, guint rows_before)
{
  g_autoptr (RgCsvParser) parser = rg_csv_parser_new (",");
  RgGridRow row = { 0 };

  rg_csv_parser_push (parser, text, strlen (text));
  rg_csv_parser_end (parser);
  for (guint i = 0; i < rows_before; i++)
    g_assert_true (rg_csv_parser_next (parser, &row));
  g_assert_false (rg_csv_parser_is_too_large (parser));
  g_assert_false (rg_csv_parser_next (parser, &row));
  g_assert_true (rg_csv_parser_is_too_large (parser));
  rg_csv_parser_reset (parser);
  g_assert_false (rg_csv_parser_is_too_large (parser));
}

static void
test_too_large (void)
{
  g_autofree char *commas = g_strnfill (RG_GRID_CELLS_MAX, ',');
  g_autofree char *wide = g_strconcat ("a,b\n", commas, "\n", NULL);
  g_autofree char *most = g_strconcat (commas + 1, "\n1", NULL);
  g_autofree char *letters = g_strnfill (RG_GRID_CELL_MAX + 1, 'x');
  g_autofree char *quoted = g_strconcat ("\"", letters, "\"\n", NULL);
  g_autofree char *rows = NULL;

  check_too_large (wide, 1);
  check_too_large (letters, 0);
  check_too_large (quoted, 0);
  rows = parse (most, strlen (most), ",", 4096);
  g_assert_true (g_str_has_suffix (rows, "2[1]\n"));
}

static void
test_random (void)
{
  static const char alphabet[] = "aa,,\"\"\n\r;\xff x";

  for (guint round = 0; round < 3000; round++)
    {
      char text[64];
      gsize size = (gsize) g_test_rand_int_range (0, sizeof text);
      g_autofree char *whole = NULL;
      g_autofree char *cut = NULL;

      for (gsize i = 0; i < size; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];
      whole = parse (text, size, ",", size + 1);
      cut = parse (text, size, ",", (gsize) g_test_rand_int_range (1, 9));
      g_assert_cmpstr (whole, ==, cut);
    }
}

/* --- delimiters ----------------------------------------------------------- */

static void
test_delimiters (void)
{
  static const struct
  {
    const char *text;
    const char *delimiter;
  } texts[] = {
    { "姓名,手机\n张三,1\n", "," },
    { "姓名;手机\n张三;1\n", ";" },
    { "姓名\t手机\n张三\t1\n", "\t" },
    { "姓名|手机\n张三|1\n", "|" },
    { "姓名，手机\n张三，1\n", "，" },
    { "手机\n1\n2\n", "," },
    { "", "," },
    { "姓名,标签\n张三,金卡;银卡\n李四,金卡;银卡\n王五,金卡;外卖\n", "," },
    { "姓名;地址\n张三;南京路,1号\n李四;北京路,2号,3楼\n", ";" },
    { "客户名单\n\n姓名;手机;地址\n张三;1;a,b\n李四;2;c\n", ";" },
    { "姓名,备注\n张三,\"a;b;c\nd;e;f\"\n李四,\"a;b;c\"\n", "," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (rg_csv_find_delimiter (texts[i].text, strlen (texts[i].text), TRUE), ==,
                     texts[i].delimiter);
}

/* --- encodings ------------------------------------------------------------ */

static RgEncoding
find_encoding (const char *bytes, gsize size, gsize piece)
{
  RgEncodingScan scan = { 0 };

  for (gsize done = 0; done < size; done += piece)
    rg_encoding_scan_feed (&scan, (const guint8 *) bytes + done, MIN (piece, size - done));
  return rg_encoding_scan_finish (&scan);
}

static char *
decode (RgEncoding encoding, const char *bytes, gsize size, gsize piece)
{
  g_autoptr (RgDecoder) decoder = rg_decoder_new (encoding);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (decoder);
  for (gsize done = 0; done < size; done += piece)
    rg_decoder_feed (decoder, (const guint8 *) bytes + done, MIN (piece, size - done), FALSE, text);
  rg_decoder_feed (decoder, NULL, 0, TRUE, text);
  return g_string_free_and_steal (text);
}

#define BYTES(literal) literal, sizeof (literal) - 1

static const struct
{
  const char *bytes;
  gsize size;
  RgEncoding encoding;
  const char *text;
} encoded[] = {
  { BYTES ("name,phone\n"), RG_ENCODING_UTF_8, "name,phone\n" },
  { BYTES ("\xef\xbb\xbf姓名,𠮷😀\n"), RG_ENCODING_UTF_8, "姓名,𠮷😀\n" },
  { BYTES ("姓名,𠮷\n"), RG_ENCODING_UTF_8, "姓名,𠮷\n" },
  /* 姓名,手机 in GBK; 𠮷 as four bytes of GB18030 */
  { BYTES ("\xd0\xd5\xc3\xfb,\xca\xd6\xbb\xfa\n"), RG_ENCODING_GB18030, "姓名,手机\n" },
  { BYTES ("\xd0\xd5\xc3\xfb,\x95\x34\xb2\x35\n"), RG_ENCODING_GB18030, "姓名,\U00020bb7\n" },
  { BYTES ("\x84\x31\x95\x33\xd0\xd5\n"), RG_ENCODING_GB18030, "姓\n" },
  { BYTES ("\xff\xfe\xd3\x59,\0\x3d\xd8\x00\xde"), RG_ENCODING_UTF_16_LE, "姓,😀" },
  { BYTES ("\xfe\xff\x59\xd3\0,\xd8\x3d\xde\x00"), RG_ENCODING_UTF_16_BE, "姓,😀" },
  { BYTES ("\xd3\x59,\0001\0,\0002\0\n\0"), RG_ENCODING_UTF_16_LE, "姓,1,2\n" },
  { BYTES ("\x59\xd3\0,\0001\0,\0002\0\n"), RG_ENCODING_UTF_16_BE, "姓,1,2\n" },
  /* Damage stays one mark, and the comma behind it a comma. */
  { BYTES ("\xd0\xd5\xc3\xfb\xd0\xd5\xc3\xfb,\xff,\xca\xd6\n"), RG_ENCODING_GB18030, "姓名姓名,\xff,手\n" },
  { BYTES ("\xd0\xd5\xc3\xfb\xd0\xd5\xc3\xfb,\xca,\xd6\xd0\n"), RG_ENCODING_GB18030, "姓名姓名,\xff,中\n" },
  { BYTES ("一二三四五六七八九十一,\xe4\xb8,x\n"), RG_ENCODING_UTF_8, "一二三四五六七八九十一,\xff,x\n" },
  { BYTES ("\xff\xfe,\0\x3d\xd8,\0"), RG_ENCODING_UTF_16_LE, ",\xff," },
  { BYTES ("\xff\xfe,\0x"), RG_ENCODING_UTF_16_LE, ",\xff" },
  { BYTES ("\xd0\xd5\xc3\xfb,1\n\xd0"), RG_ENCODING_GB18030, "姓名,1\n\xff" },
};

static void
test_encodings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (encoded); i++)
    {
      for (gsize piece = 1; piece <= encoded[i].size; piece++)
        {
          g_autofree char *text = decode (encoded[i].encoding, encoded[i].bytes, encoded[i].size, piece);

          g_assert_cmpstr (text, ==, encoded[i].text);
          g_assert_cmpint (find_encoding (encoded[i].bytes, encoded[i].size, piece), ==, encoded[i].encoding);
        }
    }
}

static void
test_binary (void)
{
  g_autofree char *noise = g_malloc (5000);

  g_assert_cmpint (find_encoding (BYTES ("\x7f"
                                         "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0"),
                                  7),
                   ==, RG_ENCODING_BINARY);
  for (guint i = 0; i < 5000; i++)
    noise[i] = (char) (i * 2654435761u >> 24);
  g_assert_cmpint (find_encoding (noise, 5000, 100), ==, RG_ENCODING_BINARY);
  /* A few NUL bytes are an accident of some export. */
  g_assert_cmpint (
      find_encoding (BYTES ("name,phone,address,notes,birthday\n\0\nabcdefghijklmnop,1234567890\n"), 9), ==,
      RG_ENCODING_UTF_8);
}

static void
test_encoding_names (void)
{
  g_autofree char *big5 = NULL;
  RgEncoding encoding;

  g_assert_true (rg_encoding_from_string ("GBK", &encoding));
  g_assert_cmpstr (rg_encoding_get_name (encoding), ==, "gb18030");
  g_assert_true (rg_encoding_from_string ("utf-16-be", &encoding));
  g_assert_cmpint (encoding, ==, RG_ENCODING_UTF_16_BE);
  g_assert_false (rg_encoding_from_string ("latin-1", &encoding));
  g_assert_null (rg_encoding_get_name (RG_ENCODING_BINARY));
  g_assert_cmpstr (rg_encoding_get_name (RG_ENCODING_BIG5), ==, "big5");
  big5 = decode (RG_ENCODING_BIG5, "\xa9\x6d\xa6\x57,1", 6, 1);
  g_assert_cmpstr (big5, ==, "姓名,1");
}

/* --- formulas ------------------------------------------------------------- */

static void
test_formula_signs (void)
{
  static const char *const like[] = { "=1",  "+1",  "-1",  "@a",  "\ta", "\ra", "\na",
                                      "＝1", "＋1", "－1", "＠a", "'=",  "''＠" };
  static const char *const unlike[] = { "", "'", "a=1", " =1", "'a", "1-1", "：=" };

  for (guint i = 0; i < G_N_ELEMENTS (like); i++)
    g_assert_true (rg_formula_is_like (like[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unlike); i++)
    g_assert_false (rg_formula_is_like (unlike[i]));
}

static void
test_formulas (void)
{
  static const char *const texts[] = { "",     "a",   "=1+2", "'=1+2", "''=1", "+86",  "-x",  "@a",
                                       "\t=1", "\r",  "＝1",  "＋",    "－",   "＠",   "'",   "''",
                                       "'a",   "a=1", "'＝",  "'\n",   "''''", "'''x", "= 1", " =1",
                                       "'-",   "-1",  "\n=",  "'''@",  "''＋" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *safe = rg_formula_neutralize (texts[i]);

      g_assert_cmpstr (rg_formula_restore (safe), ==, texts[i]);
      g_assert_null (strchr ("=+-@\t\r\n", *safe != '\0' ? *safe : 'x'));
      g_assert_cmpint (strlen (safe) - strlen (texts[i]), ==, rg_formula_is_like (texts[i]) ? 1 : 0);
    }
}

/* --- files ---------------------------------------------------------------- */

static void
refuse (const char *folder,
        const char *name,
        const char *bytes,
        gssize size,
        const char *encoding,
        int code,
        const char *words)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const RgGridOptions options = { .encoding = encoding };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  grid = rg_grid_open (path, &options, NULL, &error);
  g_assert_null (grid);
  g_assert_error (error, RG_IMPORT_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refusals (void)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);

  refuse (folder, "none.csv", NULL, 0, NULL, RG_IMPORT_ERROR_FILE, "There is no file “none.csv”");
  refuse (folder, ".", NULL, 0, NULL, RG_IMPORT_ERROR_FILE, "is a folder");
  refuse (folder, "x.csv", "", 0, NULL, RG_IMPORT_ERROR_KIND, "is empty");
  refuse (folder, "x.csv", BYTES ("PK\3\4\0\0\0\0 and what was left of a workbook"), NULL,
          RG_IMPORT_ERROR_KIND, "is damaged");
  refuse (folder, "x.csv", BYTES ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), NULL, RG_IMPORT_ERROR_KIND,
          "is damaged");
  refuse (folder, "x.csv", BYTES ("%PDF-1.7\n"), NULL, RG_IMPORT_ERROR_KIND, "PDF");
  refuse (folder, "x.csv", BYTES ("begin:vcard\r\n"), NULL, RG_IMPORT_ERROR_NO_ROWS, "without a card");
  refuse (folder, "x.csv",
          BYTES ("\x7f"
                 "ELF\2\1\1\0\0\0\0\0\0\0"),
          NULL, RG_IMPORT_ERROR_KIND, "not a text file");
  refuse (folder, "x.csv", BYTES ("a,b\n"), "klingon", RG_IMPORT_ERROR_ENCODING, "klingon");
  g_unlink (path);
  g_rmdir (folder);
}

/* Every file of the kept corpus is read to its end, twice with the same rows.
 * What a fuzzer finds is put there. */
static void
test_corpus (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "csv", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint files = 0;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (RgGrid) grid = NULL;
      guint rows[2] = { 0, 0 };

      if (!g_str_has_suffix (name, ".csv"))
        continue;
      grid = rg_grid_open (path, NULL, NULL, NULL);
      for (guint round = 0; grid != NULL && round < 2; round++)
        {
          RgGridRow row;

          g_assert_true (rg_grid_rewind (grid, NULL));
          while (rg_grid_next (grid, &row, NULL, NULL) == RG_GRID_ROW)
            {
              rows[round]++;
              for (guint i = 0; i < row.n_cells; i++)
                g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
            }
        }
      g_assert_cmpuint (rows[0], ==, rows[1]);
      files++;
    }
  g_assert_cmpuint (files, >=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/vectors", test_vectors);
  g_test_add_func ("/csv/odd-bytes", test_odd_bytes);
  g_test_add_func ("/csv/huge-quoted", test_huge_quoted);
  g_test_add_func ("/csv/too-large", test_too_large);
  g_test_add_func ("/csv/random", test_random);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/binary", test_binary);
  g_test_add_func ("/csv/encoding-names", test_encoding_names);
  g_test_add_func ("/csv/formula-signs", test_formula_signs);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/refusals", test_refusals);
  g_test_add_func ("/csv/corpus", test_corpus);
  return g_test_run ();
}
