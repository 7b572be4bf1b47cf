/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include "exchange/rg-vcard-parser.h"
#include "exchange/rg-vcard-writer.h"

#include <time.h>

/* Address books: what cards say, and how customers become cards. */

#define CARD(version, body) "BEGIN:VCARD\r\nVERSION:" version "\r\n" body "END:VCARD\r\n"
/* What a card of a megabyte may take, also with sanitizers. */
#define MUCH_SECONDS 4.0
/* A picture of one pixel. */
#define PIXEL "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

/* --- reading -------------------------------------------------------------- */

/* Every row as "label=text|…" of the cells that are not empty, [name type size]
 * for its files; behind them the sentence of an error. */
static char *
read_cards (const char *bytes, gssize size, const char *encoding)
{
  g_autofree char *file = g_strdup_printf ("regulars-vcard-%d.vcf", (int) getpid ());
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), file, NULL);
  const RgGridOptions options = { .encoding = encoding };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = NULL;
  g_auto (GStrv) header = NULL;
  GString *text = g_string_new (NULL);
  RgGridRow row;

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
  grid = rg_grid_open (path, &options, NULL, &error);
  while (grid != NULL && rg_grid_next (grid, &row, NULL, &error) == RG_GRID_ROW)
    {
      if (header == NULL)
        {
          g_assert_cmpint (rg_grid_get_kind (grid), ==, RG_GRID_KIND_VCARD);
          header = g_new0 (char *, row.n_cells + 1);
          for (guint i = 0; i < row.n_cells; i++)
            header[i] = g_strdup (row.cells[i]);
          continue;
        }
      g_string_append_printf (text, "%" G_GUINT64_FORMAT "%s", row.line, row.damaged ? "!" : "");
      for (guint i = 0; i < row.n_cells; i++)
        {
          if (*row.cells[i] != '\0')
            g_string_append_printf (text, "|%s=%s", header[i], row.cells[i]);
        }
      for (guint i = 0; i < row.n_pictures; i++)
        g_string_append_printf (text, "[%s %s %zu]", row.pictures[i].name, row.pictures[i].type,
                                g_bytes_get_size (row.pictures[i].bytes));
      g_string_append_c (text, '\n');
    }
  if (error != NULL)
    g_string_append_printf (text, "%d: %s", error->code, error->message);
  g_unlink (path);
  return g_string_free_and_steal (text);
}

static void
check (const char *bytes, const char *expected)
{
  g_autofree char *text = read_cards (bytes, -1, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_names (void)
{
  check (CARD ("3.0", "N:王;小明;;;\r\nFN:王小明\r\n"), "2|Name=王小明\n");
  check (CARD ("3.0", "N:王;小明;;;\r\nFN:小明 王\r\n"), "2|Name=王小明\n");
  check (CARD ("3.0", "N:欧阳;娜娜;;;老师\r\n"), "2|Name=欧阳娜娜老师\n");
  check (CARD ("3.0", "N:Doe;John;Richter\\, James;Mr.;Sr.\r\n"), "2|Name=Mr. John Richter, James Doe Sr.\n");
  check (CARD ("3.0", "FN:阿强\r\nN:陈;志强;;;\r\n"), "2|Name=阿强|Notes=N: 陈志强\n");
  check (CARD ("3.0", "FN:\r\nORG:大发公司;销售部\r\n"),
         "2|Name=大发公司 / 销售部|Company=大发公司 / 销售部\n");
  check (CARD ("4.0", "FN:a\r\nNICKNAME:小王\r\nTITLE:经理\r\nKIND:org\r\n"),
         "2|Name=a|Kind=Company|Job title=经理|Nickname=小王\n");
}

static void
test_phones (void)
{
  check (CARD ("3.0", "FN:a\r\nTEL;TYPE=HOME:010-62345678\r\nTEL;TYPE=CELL:138 0000 0001\r\n"
                      "item1.TEL:13800000002\r\nitem1.X-ABLabel:门店\r\nTEL;TYPE=WORK,FAX:010-1111 2222\r\n"),
         "2|Name=a|Phone=138 0000 0001|All phones=01062345678;13800000002|Fax=010-1111 2222"
         "|Notes=门店: 13800000002\n");
  check (CARD ("4.0", "FN:a\r\nTEL;VALUE=uri;PREF=1:tel:+86-138-0000-0001\r\n"),
         "2|Name=a|Phone=+86-138-0000-0001\n");
  check (CARD ("2.1", "FN:a\r\nTEL;CELL:妈妈\r\nTEL:爸爸\r\n"), "2|Name=a|Phone=妈妈|Notes=Phone: 爸爸\n");
  check (CARD ("2.1", "FN:a\r\nTEL:13800000001/13900000002\r\n"),
         "2|Name=a|Phone=13800000001|All phones=13900000002|Notes=Phone: 13800000001/13900000002\n");
}

static void
test_addresses (void)
{
  check (CARD ("3.0", "FN:a\r\nADR;TYPE=HOME:;3单元;长安街1号;北京市;北京市;100000;中国\r\n"),
         "2|Name=a|Region=北京市北京市|Address=中国北京市北京市长安街1号3单元 100000\n");
  check (CARD ("3.0",
               "FN:a\r\nADR:;;1 Main St\\nFloor 2;Austin;TX;12345;USA\r\nLABEL:1 Main St\\nFloor 2\\nAustin "
               "TX 12345\r\n"),
         "2|Name=a|Address=1 Main St, Floor 2, Austin, TX, 12345, USA\n");
  check (CARD ("3.0", "FN:a\r\nADR:;;一;;;;\r\nADR;TYPE=WORK:;;二;;;;\r\n"),
         "2|Name=a|Address=一|Notes=Address: 二\n");
}

static void
test_days (void)
{
  check (CARD ("2.1", "FN:a\r\nBDAY:19800322\r\n"), "2|Name=a|Birthday=1980-03-22\n");
  check (CARD ("4.0", "FN:a\r\nBDAY:--0322\r\nANNIVERSARY:20110113\r\n"),
         "2|Name=a|Birthday=--03-22|Anniversary=2011-01-13\n");
  check (CARD ("3.0", "FN:a\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-12-22\r\n"), "2|Name=a|Birthday=--12-22\n");
  check (CARD ("3.0", "FN:a\r\nBDAY:1980-03-22T00:00:00Z\r\n"), "2|Name=a|Birthday=1980-03-22\n");
  check (CARD ("3.0", "FN:a\r\nBDAY:1980-03-22T06:30:00\r\n"),
         "2|Name=a|Birthday=1980-03-22|Notes=BDAY: 1980-03-22T06:30:00\n");
  check (CARD ("3.0", "FN:a\r\nX-LUNAR-BIRTHDAY:1990-08-15\r\n"), "2|Name=a|Birthday=农历1990年8月15日\n");
  check (CARD ("3.0", "FN:a\r\nX-ALTBDAY;CALSCALE=chinese:19900815\r\n"),
         "2|Name=a|Birthday=农历1990年8月15日\n");
  check (CARD ("3.0", "FN:a\r\nitem1.X-ABDATE:2001-02-03\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\n"
                      "item2.X-ABDATE:2002-02-03\r\nitem2.X-ABLabel:开业\r\n"),
         "2|Name=a|Anniversary=2001-02-03|Notes=开业: 2002-02-03\n");
}

static void
test_messengers (void)
{
  check (CARD ("3.0", "FN:a\r\nX-SOCIALPROFILE;type=wechat:x-apple:wxid_687506\r\n"
                      "IMPP;X-SERVICE-TYPE=QQ;type=HOME:x-apple:12345\r\n"),
         "2|Name=a|WeChat=wxid_687506|QQ=12345\n");
  check (CARD ("4.0", "FN:a\r\nIMPP:weixin:%E5%BE%AE1\r\nIMPP:skype:joe\r\n"),
         "2|Name=a|WeChat=微1|Notes=IMPP: skype:joe\n");
  check (CARD ("3.0", "FN:a\r\nX-WECHAT:abc_123\r\nX-QQ:777\r\n"), "2|Name=a|WeChat=abc_123|QQ=777\n");
  check (CARD ("3.0", "FN:a\r\nitem1.IMPP:x-apple:w1\r\nitem1.X-ABLabel:微信\r\n"), "2|Name=a|WeChat=w1\n");
}

static void
test_rest (void)
{
  check (CARD ("4.0", "FN:a\r\nGENDER:F\r\nCATEGORIES:金卡,a\\,b,c;d\r\nURL:http\\://x.cn\r\n"
                      "EMAIL:a@b.cn\r\nEMAIL:c@d.cn\r\nNOTE:一\\n二\\, 三\\; 四\\\\\r\nNOTE:五\r\n"),
         "2|Name=a|E-mail=a@b.cn|Tags=金卡;a\\,b;c\\;d|Gender=Female|Website=http://x.cn"
         "|Notes=一\n二, 三; 四\\\n五\nE-mail: c@d.cn\n");
  check (CARD ("3.0", "FN:a\r\nX-SPOUSE:b\r\nROLE:c\r\nREV:2020\r\nUID:1\r\nPRODID:x\r\n"),
         "2|Name=a|Notes=ROLE: c\nX-SPOUSE: b\n");
  check (CARD ("2.1",
               "FN:a\r\nX-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/"
               "nickname;=E5=B0=8F=E7=8E=8B;1;;;;;;;;;;;;;\r\n"),
         "2|Name=a|Nickname=小王\n");
  check (CARD ("3.0", "FN:a\r\nX-LEVEL:1\r\n") CARD ("3.0", "FN:b\r\nX-LEVEL:2\r\n")
             CARD ("3.0", "FN:c\r\nX-LEVEL:3\r\nX-ONE:4\r\n"),
         "2|Name=a|X-LEVEL=1\n7|Name=b|X-LEVEL=2\n12|Name=c|X-LEVEL=3|Notes=X-ONE: 4\n");
}

/* --- encodings ------------------------------------------------------------ */

static void
test_quoted (void)
{
  check (CARD ("2.1", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=BD=95=E9=9B=\r\n=84=E5=8D=8E\r\n"
                      "NOTE;QUOTED-PRINTABLE:a=3Bb=0D=0Ac\r\n"),
         "2|Name=何雄华|Notes=a;b\nc\n");
  check (CARD ("2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=BD=95=3B;=E9=9B=84;;;\r\n"),
         "2|Name=何;雄\n");
  check (CARD ("2.1", "FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5=D0=A1=C3=F7\r\n"), "2|Name=王小明\n");
  check (CARD ("2.1", "FN;CHARSET=BIG5;ENCODING=QUOTED-PRINTABLE:=A4=FD=A4j\r\n"), "2|Name=王大\n");
  check (CARD ("3.0", "FN;ENCODING=b:546L5bCP5piO\r\n"), "2|Name=王小明\n");
}

static void
test_encodings (void)
{
  static const char gbk[] = CARD ("2.1", "FN:\xcd\xf5\xd0\xa1\xc3\xf7\r\nNOTE:\xc0\xcf\xbf\xcd\xbb\xa7\r\n");
  static const char both[] =
      CARD ("2.1", "FN;CHARSET=UTF-8:\xe7\x8e\x8b\r\n") CARD ("2.1", "FN;CHARSET=GB2312:\xcd\xf5\r\n");
  static const char damaged[] =
      CARD ("3.0", "FN:\xe7\x8e\x8b\xff\r\nNOTE:经常来买茶叶的老客户，住在文三路\r\n");
  g_autofree char *forced = read_cards (CARD ("2.1", "FN:\xa4\xfd\r\n"), -1, "big5");
  g_autofree char *unknown = read_cards (gbk, -1, "klingon");
  g_autofree char *wide = NULL;
  g_autofree char *utf16 = NULL;
  gsize size;

  check (gbk, "2|Name=王小明|Notes=老客户\n");
  check (both, "2|Name=王\n6|Name=王\n");
  check (damaged, "2!|Name=王\xef\xbf\xbd|Notes=经常来买茶叶的老客户，住在文三路\n");
  g_assert_cmpstr (forced, ==, "2|Name=王\n");
  g_assert_nonnull (strstr (unknown, "klingon"));
  utf16 =
      g_convert ("\xef\xbb\xbf" CARD ("3.0", "FN:王小明\r\n"), -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);
  wide = read_cards (utf16, (gssize) size, NULL);
  g_assert_cmpstr (wide, ==, "2|Name=王小明\n");
}

static void
test_lines (void)
{
  /* Folded within a character, by a tab, in parameters; CR CR LF; CR. */
  check (CARD ("3.0", "FN:\xe7\r\n \x8e\x8b\r\nTEL;TYPE=VOICE,CE\r\n\tLL:138\r\n 00000001\r\n"),
         "2|Name=王|Phone=13800000001\n");
  check ("BEGIN:VCARD\r\r\nFN:a\r\r\nNOTE:b\r\r\n c\r\r\nEND:VCARD\r\r\n", "2|Name=a|Notes=bc\n");
  check ("BEGIN:VCARD\rFN:a\rEND:VCARD\r", "2|Name=a\n");
  check ("\xef\xbb\xbf"
         "begin:vcard\nfn:a\nend:vcard\n",
         "2|Name=a\n");
}

static void
test_broken (void)
{
  /* Without an end, without a beginning, with lines between that are none. */
  check ("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\n", "2|Name=a\n4|Name=b\n");
  check ("VERSION:3.0\nFN:a\nEND:VCARD\n", "2|Name=a\n");
  check ("BEGIN:VCARD\nFN:a\nEND:VCARD\n\nnonsense\nX-Y: z\nBEGIN:VCARD\nFN:b\nTEL",
         "2|Name=a\n8|Name=b|Notes=TEL\n");
  check ("BEGIN:VCARD\nFN:a\nNOTE:one\ntwo\nEND:VCARD\n", "2|Name=a|Notes=one\ntwo\n");
  check ("BEGIN:VCARD\nFN:a\nAGENT:\nBEGIN:VCARD\nFN:b\nEND:VCARD\nNOTE:c\nEND:VCARD\nBEGIN:VCARD\nFN:d\nEND:"
         "VCARD\n",
         "2|Name=a|Notes=c\n5|Name=b\n10|Name=d\n");
}

static void
test_unended (void)
{
  /* A soft line break at the end of a card; a label that is a whole text; parts of
   * a name that came with later versions. */
  check ("BEGIN:VCARD\nFN:a\nNOTE;ENCODING=QUOTED-PRINTABLE:b=\nEND:VCARD\nBEGIN:VCARD\nFN:c\nEND:VCARD\n",
         "2|Name=a|Notes=b\n6|Name=c\n");
  check (CARD ("4.0", "N:Garcia;Ana;;;;Lopez;\r\n"), "2|Name=Ana Garcia Lopez\n");
  check (CARD ("4.0", "FN:Ana\r\nN:;Ana;;;;Lopez;\r\n"), "2|Name=Ana|Notes=N: Ana Lopez\n");
  /* What stands in a card that has no beginning belongs to it. */
  check ("VERSION:3.0\nAGENT:\nBEGIN:VCARD\nNOTE:b\nEND:VCARD\nFN:a\nEND:VCARD\n", "2|Name=a\n4|Notes=b\n");
}

/* Reads a card of a megabyte: @before, then @part again and again, then @after.
 * How much processor time it takes says what it costs. (transfer full) */
static char *
read_much (const char *before, const char *part, const char *after)
{
  g_autoptr (GString) card = g_string_new ("BEGIN:VCARD\n");
  clock_t begun = clock ();
  char *text;

  g_string_append (card, before);
  while (card->len < 1024 * 1024)
    g_string_append (card, part);
  g_string_append (card, after);
  g_string_append (card, "END:VCARD\n");
  text = read_cards (card->str, -1, NULL);
  g_assert_cmpfloat ((double) (clock () - begun) / CLOCKS_PER_SEC, <, MUCH_SECONDS);
  return text;
}

/* Nothing costs more the more of it there is. */
static void
test_much (void)
{
  g_autofree char *x = g_strnfill (400 * 1024, 'x');
  g_autofree char *label = g_strconcat ("FN:a\nitem1.X-ABLabel:", x, "\n", NULL);
  g_autofree char *addresses = g_strconcat ("FN:a\nADR:;;", x, ";;;;\n", NULL);
  g_autofree char *name = g_strconcat ("FN:", x, "ya\nN:", NULL);
  g_autofree char *labels = NULL;
  g_autofree char *labelled = NULL;
  g_autofree char *heads = NULL;
  g_autofree char *parts = NULL;
  g_autofree char *places = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) pieces = g_string_new ("A\n");

  /* A label as long as a book, for thousands of lines. */
  for (guint i = 0; i < 1000; i++)
    g_string_append (many, "item1.ROLE:x\n");
  labels = g_strconcat ("BEGIN:VCARD\n", label, many->str, "END:VCARD\n", NULL);
  labelled = read_cards (labels, -1, NULL);
  g_assert_nonnull (strstr (labelled, "\nROLE: x"));
  g_assert_cmpuint (strlen (labelled), <, 2 * strlen (labels));
  /* Lines whose head comes in thousands of pieces. */
  for (guint i = 0; i < 4000; i++)
    g_string_append (pieces, " =\n");
  heads = read_much ("FN:a\n", pieces->str, "");
  g_assert_true (g_str_has_prefix (heads, "2|Name=a"));
  /* A name of a hundred thousand parts. */
  parts = read_much (name, "ya;", "\n");
  g_assert_true (g_str_has_prefix (parts, "2|Name=x"));
  g_string_assign (many, addresses);
  for (guint i = 0; i < 4000; i++)
    g_string_append (many, "LABEL:x\n");
  places = read_much (many->str, "\n", "");
  g_assert_nonnull (strstr (places, "LABEL: x"));
  /* An address of a million parts. */
  g_free (places);
  places = read_much ("FN:a\nADR:;;c", ";;;;;;;;", ";b\n");
  g_assert_nonnull (strstr (places, "Address=c, b"));
}

/* Parameters take far more than the letters they are written with. */
static void
test_parameters (void)
{
  g_autoptr (RgVcardParser) parser = rg_vcard_parser_new ();
  g_autofree char *signs = g_strnfill (100000, ';');
  g_autofree char *text = g_strconcat ("BEGIN:VCARD\nTEL;TYPE=FAX", signs, ":1\nEND:VCARD\n", NULL);
  g_autoptr (RgVcard) card = NULL;
  const RgVcardProperty *property;

  rg_vcard_parser_push (parser, text, strlen (text));
  rg_vcard_parser_end (parser);
  card = rg_vcard_parser_next (parser);
  g_assert_nonnull (card);
  property = g_ptr_array_index (card->properties, 0);
  g_assert_true (rg_vcard_property_is (property, "FAX"));
  g_assert_cmpstr (property->value->str, ==, "1");
  g_assert_cmpuint (g_strv_length (property->parameters), <, 1000);
}

static void
test_refusals (void)
{
  g_autofree char *none = read_cards (CARD ("3.0", "") "BEGIN:VCARD\nEND:VCARD\n", -1, NULL);
  g_autofree char *nobody = read_cards ("BEGIN:VCARD\nEND:VCARD\n", -1, NULL);
  g_autofree char *long_note = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *card = g_strconcat ("BEGIN:VCARD\nFN:a\nNOTE:", long_note, "\nEND:VCARD\n", NULL);
  g_autofree char *large = read_cards (card, -1, NULL);
  g_autofree char *huge_card = NULL;
  g_autofree char *huge = NULL;
  g_autofree char *junk_card = NULL;
  g_autofree char *junk = NULL;

  g_assert_cmpstr (none, ==, "2\n");
  g_assert_nonnull (strstr (nobody, "without a card"));
  g_assert_nonnull (strstr (large, "has more in line 1 than"));
  /* A line that does not end. */
  huge_card = g_strconcat ("BEGIN:VCARD\nFN:a\nPHOTO;ENCODING=b:", long_note, long_note, long_note, NULL);
  huge = read_cards (huge_card, -1, NULL);
  g_assert_nonnull (strstr (huge, "has more in line 3 than"));
  /* Lines that are no property count too. */
  junk_card = g_strconcat ("BEGIN:VCARD\nFN:a\n", long_note, "\n", long_note, "\n", long_note, "\n",
                           long_note, "\n", long_note, "\nEND:VCARD\n", NULL);
  junk = read_cards (junk_card, -1, NULL);
  g_assert_nonnull (strstr (junk, "has more in line 7 than"));
}

/* --- files in cards ------------------------------------------------------- */

static void
test_pictures (void)
{
  check (CARD ("3.0", "FN:王/小\r\nPHOTO;ENCODING=b;TYPE=GIF:" PIXEL "\r\n"),
         "2|Name=王/小[王_小.gif image/gif 42]\n");
  check (CARD ("4.0", "FN:a\r\nPHOTO:data:image/gif;base64," PIXEL "\r\nLOGO:http://x.cn/a.png\r\n"),
         "2|Name=a|Notes=LOGO: http://x.cn/a.png[a.gif image/gif 42]\n");
  check (
      "BEGIN:VCARD\nVERSION:2.1\nFN:a\nPHOTO;ENCODING=BASE64;GIF:\nR0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAA\n"
      "AAABAAEAAAIBRAA7\n\nKEY;ENCODING=BASE64:AAECAw==\nEND:VCARD\n",
      "2|Name=a[a.gif image/gif 42][a 2.bin (null) 4]\n");
}

static const char people[] = CARD ("3.0",
                                   "N:王;小明;;;\r\nFN:王小明\r\nTEL:13800000001\r\nPHOTO;ENCODING=b:" PIXEL
                                   "\r\nKEY;ENCODING=b:AAECAwQFBgc=\r\n")
    CARD ("3.0", "FN:李四\r\nTEL:13900000002\r\nPHOTO;ENCODING=b:" PIXEL "\r\n")
        CARD ("3.0", "NOTE:nobody\r\nPHOTO;ENCODING=b:" PIXEL "\r\n");

#define ATTACHED                                                                                             \
  "SELECT c.name, a.name, a.kind, a.mime, a.size FROM attachment a JOIN customer c ON c.id = a.customer_id " \
  "ORDER BY a.id"

/* Photos come with their people once, and go with the undo. */
static void
test_import_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_bytes (fixture, "people.vcf", people, -1);
  RgImportOptions trial = { .dry_run = TRUE };
  g_autoptr (RgImportReport) tried = run_file (fixture, path, &trial);
  g_autoptr (RgImportReport) report = run_file (fixture, path, NULL);
  g_autoptr (RgImportReport) again = run_file (fixture, path, NULL);
  g_autoptr (RgImportReport) tried_again = run_file (fixture, path, &trial);

  g_assert_cmpuint (tried->attachments, ==, 3);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->refused, ==, 1);
  g_assert_cmpuint (report->attachments, ==, 3);
  assert_sql (fixture, ATTACHED,
              "王小明,王小明.gif,Photo,image/gif,42.0/王小明,王小明 "
              "2.bin,~,~,8.0/李四,李四.gif,Photo,image/gif,42.0");
  assert_sql (fixture, "SELECT name FROM attachment_kind", "Photo");
  g_assert_cmpuint (again->attachments, ==, 0);
  g_assert_cmpint (again->operation, ==, 0);
  g_assert_cmpuint (tried_again->attachments, ==, 0);
  undo (fixture, report->operation);
  assert_sql (fixture, "SELECT count(*) FROM attachment", "0");
  assert_sql (fixture, "SELECT count(*) FROM customer", "0");
}

/* Somebody who is known gets the photo; one who is left alone does not. */
static void
test_known_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_bytes (fixture, "people.vcf", people, -1);
  RgImportOptions skip = { .known = RG_IMPORT_KNOWN_SKIP };
  g_autoptr (RgImportReport) first =
      run_text (fixture, "姓名,手机\n王小明,13800000001\n李四,13900000002\n", NULL);
  g_autoptr (RgImportReport) skipped = run_file (fixture, path, &skip);
  g_autoptr (RgImportReport) filled = NULL;

  g_assert_cmpuint (skipped->attachments, ==, 0);
  filled = run_file (fixture, path, NULL);
  g_assert_cmpuint (filled->updated, ==, 2);
  g_assert_cmpuint (filled->attachments, ==, 3);
  undo (fixture, filled->operation);
  assert_sql (fixture, "SELECT count(*) FROM attachment", "0");
  assert_sql (fixture, "SELECT count(*) FROM customer", "2");
}

/* --- writing -------------------------------------------------------------- */

/* The card of the customer with id 1. */
typedef struct
{
  RgVcardVersion version;
  GPtrArray *pictures;
} Writing;

static gpointer
write_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Writing *writing = data;
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  g_autoptr (RgRow) row = rg_row_read (read, customer, 1, error);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  GString *card = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (customer); i++)
    {
      const RgField *field = rg_entity_get_field (customer, i);

      if ((field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED)) == 0)
        g_ptr_array_add (fields, (gpointer) field);
    }
  rg_vcard_write (card, writing->version, row, fields, writing->pictures);
  return g_string_free_and_steal (card);
}

static char *
write_card (Fixture *fixture, RgVcardVersion version, GPtrArray *pictures)
{
  Writing writing = { version, pictures };
  g_autoptr (GError) error = NULL;
  char *card = rg_store_read_sync (fixture->store, write_func, &writing, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (card, -1, NULL));
  return card;
}

static void
assert_lines (const char *card, const char *const *lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strconcat ("\r\n", lines[i], "\r\n", NULL);

      if (strstr (card, line) == NULL)
        g_error ("no line “%s” in:\n%s", lines[i], card);
    }
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgImportReport) report =
      run_text (fixture,
                "姓名,手机,微信,邮箱,标签,性别,生日,地区,地址,来源,备注,尺码\n"
                "欧阳娜娜,13800000001;010-62345678,ou_1,a@b.cn,\"金卡;a\\,b\",女,1月2日,浙江省杭州市,"
                "文三路1号;2楼,抖音,"
                "\"第一行\n第二行, \\\",7.5\n",
                NULL);
  g_autofree char *newest = write_card (fixture, RG_VCARD_VERSION_4, NULL);
  g_autofree char *older = write_card (fixture, RG_VCARD_VERSION_3, NULL);
  g_autofree char *again = write_card (fixture, RG_VCARD_VERSION_3, NULL);

  g_assert_cmpuint (report->created, ==, 1);
  g_assert_true (g_str_has_prefix (newest, "BEGIN:VCARD\r\nVERSION:4.0\r\n"));
  g_assert_true (g_str_has_suffix (newest, "\r\nEND:VCARD\r\n"));
  g_assert_cmpstr (older, ==, again);
  assert_lines (newest, (const char *const[]) {
                            "N:欧阳;娜娜;;;", "FN:欧阳娜娜", "TEL;TYPE=cell;PREF=1:13800000001",
                            "TEL;TYPE=voice:01062345678", "X-WECHAT:ou_1", "EMAIL:a@b.cn", "GENDER:F",
                            "BDAY:--0102", "CATEGORIES:金卡,a\\,b", "NOTE:第一行\\n第二行\\, \\\\",
                            "KIND:individual", "X-REGULARS-SOURCE;X-LABEL=\"Source\":抖音", NULL });
  assert_lines (older, (const char *const[]) { "VERSION:3.0", "TEL;TYPE=CELL,PREF:13800000001",
                                               "TEL;TYPE=VOICE:01062345678", "EMAIL;TYPE=INTERNET:a@b.cn",
                                               "X-GENDER:F", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-02",
                                               "X-REGULARS-X1;X-LABEL=\"尺码\":7.5", NULL });
}

/* Lines of at most 75 bytes, whole characters, and all of it back. */
static void
test_folding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = g_strnfill (70, 'x');
  g_autofree char *text =
      g_strconcat ("姓名,备注\n王,", note, "王小明𠮷王小明𠮷王小明𠮷王小明𠮷王小明𠮷王小明𠮷\n", NULL);
  g_autoptr (RgImportReport) report = run_text (fixture, text, NULL);
  g_autofree char *card = write_card (fixture, RG_VCARD_VERSION_4, NULL);
  g_auto (GStrv) lines = g_strsplit (card, "\r\n", -1);
  g_autofree char *back = read_cards (card, -1, NULL);

  g_assert_cmpuint (report->created, ==, 1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  g_assert_nonnull (strstr (back, "xx王小明𠮷王小明𠮷王小明𠮷王小明𠮷王小明𠮷王小明𠮷\n"));
}

static void
test_write_pictures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_text (fixture, "姓名\n王小明\n", NULL);
  gsize size;
  guchar *pixel = g_base64_decode (PIXEL, &size);
  RgGridPicture picture = { "x.gif", "image/gif", g_bytes_new_take (pixel, size) };
  g_autoptr (GPtrArray) pictures = g_ptr_array_new ();

  g_assert_cmpuint (report->created, ==, 1);
  g_ptr_array_add (pictures, &picture);
  for (RgVcardVersion version = RG_VCARD_VERSION_3; version <= RG_VCARD_VERSION_4; version++)
    {
      g_autofree char *card = write_card (fixture, version, pictures);
      g_autofree char *back = read_cards (card, -1, NULL);

      g_assert_true (g_str_has_suffix (back, "[王小明.gif image/gif 42]\n"));
    }
  g_bytes_unref (picture.bytes);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard/names", test_names);
  g_test_add_func ("/vcard/phones", test_phones);
  g_test_add_func ("/vcard/addresses", test_addresses);
  g_test_add_func ("/vcard/days", test_days);
  g_test_add_func ("/vcard/messengers", test_messengers);
  g_test_add_func ("/vcard/rest", test_rest);
  g_test_add_func ("/vcard/quoted", test_quoted);
  g_test_add_func ("/vcard/encodings", test_encodings);
  g_test_add_func ("/vcard/lines", test_lines);
  g_test_add_func ("/vcard/broken", test_broken);
  g_test_add_func ("/vcard/unended", test_unended);
  g_test_add_func ("/vcard/much", test_much);
  g_test_add_func ("/vcard/parameters", test_parameters);
  g_test_add_func ("/vcard/refusals", test_refusals);
  g_test_add_func ("/vcard/pictures", test_pictures);
  add_test ("/vcard/import-pictures", test_import_pictures);
  add_test ("/vcard/known-pictures", test_known_pictures);
  add_test ("/vcard/write", test_write);
  add_test ("/vcard/folding", test_folding);
  add_test ("/vcard/write-pictures", test_write_pictures);
  return g_test_run ();
}
