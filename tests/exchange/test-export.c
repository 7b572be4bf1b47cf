/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* What goes out comes in again. */

static RgExportReport *
export_to (RgStore *store,
           const char *path,
           const char *entity,
           const char *const *fields,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new (entity);
  RgExportJob job = { .query = query, .fields = fields, .path = path };

  rg_export_format_from_path (path, &job.format);

  return rg_store_read_sync (store, rg_export_read_func, &job, cancellable, error);
}

static char *
export_text (Fixture *f, const char *entity, const char *const *fields)
{
  g_autofree char *path = g_build_filename (f->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = export_to (f->store, path, entity, fields, NULL, &error);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_form (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "phone", "birthday", "gender", "tags", "notes", NULL };
  g_autoptr (RgImportReport) report = NULL;
  g_autofree char *text = NULL;

  report = run_text (f,
                     "姓名,手机,生日,性别,标签,备注\n"
                     "安一,+852 2345 6789,农历八月十五,女,金卡;外卖,\"'=1+2, \"\"好\"\"\"\n"
                     "陈二,13800138000,1990/1/2,,,-5\n",
                     NULL);
  text = export_text (f, "customer", fields);
  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbfName,Phone,Birthday,Gender,Tags,Notes\r\n"
                   "安一,+85223456789,农历八月十五,Female,\"金卡;外卖\",\"'=1+2, \"\"好\"\"\"\r\n"
                   "陈二,13800138000,1990-01-02,,,'-5\r\n");
}

static void
test_wrong_field (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "shoe_size", NULL };
  g_autofree char *path = g_build_filename (f->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (export_to (f->store, path, "customer", fields, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* --- the way round --------------------------------------------------------- */

/* Without the own fields there, the values are the same texts. */
static void
test_into_an_empty_shop (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->folder, "other", NULL);
  g_autofree char *path = g_build_filename (f->folder, "out.csv", NULL);
  g_autofree char *again = g_build_filename (f->folder, "again.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportReport) first = NULL;
  g_autoptr (RgImportReport) in = NULL;
  g_autoptr (RgExportReport) out = NULL;
  g_autoptr (RgExportReport) back = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  Fixture copy = { f->folder, other, NULL };

  first = run_text (f,
                    "姓名,手机,电话,标签,鞋码,编号,备注,开业日,性别,客户类型\n"
                    "安一,13800138000,13900139000,金卡;外卖,42,0071,=x,2020/5/1,男,个人\n"
                    "陈二,13800138000,010-62345678,,43.5,0072,\"两\n行\",2021/5/1,女,公司\n",
                    NULL);
  out = export_to (f->store, path, "customer", NULL, NULL, &error);
  g_assert_no_error (error);
  copy.store = open_shop (other);
  in = run_file (&copy, path, NULL);
  g_assert_cmpuint (in->created, ==, 2);
  back = export_to (copy.store, again, "customer", NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &one, NULL, NULL);
  g_file_get_contents (again, &two, NULL, NULL);
  g_assert_cmpstr (one, ==, two);
  g_assert_nonnull (strstr (two, "0071"));
  rg_store_close (copy.store);
  g_object_unref (copy.store);
}

/* --- cards ------------------------------------------------------------------- */

/* The smallest picture that is one. */
static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0,
                              0,    0,   13,  'I', 'H',  'D',  'R',  1,    2 };

static gpointer
attach_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Attach", error);
  g_autoptr (GBytes) photo = g_bytes_new_static (png, sizeof png);
  g_autoptr (GBytes) plan = g_bytes_new_static (png, sizeof png - 1);

  return op != NULL && rg_op_attach_bytes (op, 1, photo, "a.png", "image/png", "Photo", error) != 0 &&
                 rg_op_attach_bytes (op, 1, plan, "b.png", "image/png", "Plan", error) != 0
             ? GINT_TO_POINTER (1)
             : NULL;
}

static void
test_cards (Fixture *f, gconstpointer data)
{
  const char *const fields[] = { "name", "phone", NULL };
  g_autofree char *path = g_build_filename (f->folder, "out.vcf", NULL);
  g_autofree char *coded = g_base64_encode (png, sizeof png);
  g_autofree char *photo = g_strconcat ("\r\nPHOTO:data:image/png;base64,", coded, "\r\n", NULL);
  g_autoptr (RgImportReport) report = run_text (f, "姓名,手机,备注\n安一,13800138000,x\n白二,,y\n", NULL);
  g_autoptr (RgExportReport) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) cards = NULL;

  rg_store_write_sync (f->store, attach_func, NULL, NULL, &error);
  g_assert_no_error (error);
  out = export_to (f->store, path, "customer", fields, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (out->rows, ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  cards = g_strsplit (text, "END:VCARD\r\n", -1);
  g_assert_cmpuint (g_strv_length (cards), ==, 3);
  g_assert_true (g_str_has_prefix (cards[0], "BEGIN:VCARD\r\nVERSION:4.0\r\n"));
  g_assert_nonnull (strstr (cards[0], "FN:安一\r\n"));
  /* The photo, and not the other picture; what was not asked for stays. */
  g_assert_nonnull (strstr (cards[0], photo));
  g_assert_null (strstr (strstr (cards[0], "PHOTO") + 1, "PHOTO"));
  g_assert_null (strstr (cards[1], "PHOTO"));
  g_assert_null (strstr (text, "NOTE"));
  g_clear_pointer (&out, rg_export_report_free);
  out = export_to (f->store, path, "sale", NULL, NULL, &error);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENTITY);
}

/* --- when it goes wrong ----------------------------------------------------- */

/* More than is gathered before the disk is asked, also when it is compressed. */
static void
fill (Fixture *f, guint n)
{
  g_autoptr (GString) text = g_string_new ("姓名,备注\n");
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autoptr (RgImportReport) report = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "客%u,", i);
      for (guint j = 0; j < 800000 / n / 8; j++)
        g_string_append_printf (text, "%08x", g_rand_int (dice));
      g_string_append_c (text, '\n');
    }
  report = run_text (f, text->str, NULL);
  g_assert_cmpuint (report->created, ==, n);
}

/* A limit of the process is the nearest thing to a full disk. */
static void
assert_refused (Fixture *f, const char *folder, const char *path, gsize limit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  struct rlimit old;
  struct rlimit tiny;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tiny = old;
  tiny.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tiny), ==, 0);
  g_assert_null (export_to (f->store, path, "customer", NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, "out."));
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "older");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_full_disk (Fixture *f, gconstpointer extension)
{
  g_autofree char *folder = g_build_filename (f->folder, "out", NULL);
  g_autofree char *path = g_strconcat (folder, "/out.", extension, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = NULL;
  GStatBuf info;

  fill (f, 500);
  g_mkdir (folder, 0700);
  report = export_to (f->store, path, "customer", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  for (gsize part = 0; part < 8; part++)
    assert_refused (f, folder, path, (gsize) info.st_size * part / 8);
  assert_refused (f, folder, path, (gsize) info.st_size - 1);
}

static void
stop_later (guint64 rows, guint64 total, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Fixture *f, gconstpointer extension)
{
  g_autofree char *folder = g_build_filename (f->folder, "out", NULL);
  g_autofree char *path = g_strconcat (folder, "/out.", extension, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GError) error = NULL;
  RgExportJob job = { .query = query, .path = path, .progress = stop_later, .progress_data = cancellable };

  fill (f, 1100);
  g_mkdir (folder, 0700);
  g_assert_true (rg_export_format_from_path (path, &job.format));
  g_assert_null (rg_store_read_sync (f->store, rg_export_read_func, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "none", "out.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (export_to (f->store, path, "customer", NULL, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_clear_error (&error);
  g_assert_null (export_to (f->store, f->folder, "customer", NULL, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
}

/* Where a pipe or a device stands, no file takes its place. */
static void
test_special_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "pipe.csv", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (export_to (f->store, path, "customer", NULL, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
}

static void
test_formats (void)
{
  static const struct
  {
    const char *path;
    int format;
  } paths[] = {
    { "/tmp/a.csv", RG_EXPORT_FORMAT_CSV },
    { "a.TXT", RG_EXPORT_FORMAT_CSV },
    { "b.c/x.XLSX", RG_EXPORT_FORMAT_XLSX },
    { "客户.vcf", RG_EXPORT_FORMAT_VCARD_4 },
    { "a.xlsx/b", -1 },
    { "xlsx", -1 },
    { "a.xls", -1 },
    { "a.", -1 },
  };
  RgExportFormat format;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      gboolean known = rg_export_format_from_path (paths[i].path, &format);

      g_assert_cmpint (known ? (int) format : -1, ==, paths[i].format);
    }
  g_assert_true (rg_export_format_from_string ("vcard3", &format));
  g_assert_cmpint (format, ==, RG_EXPORT_FORMAT_VCARD_3);
  g_assert_cmpstr (rg_export_format_get_extension (format), ==, "vcf");
  g_assert_false (rg_export_format_from_string ("xls", &format));
}

int
main (int argc, char **argv)
{
  static const char *const extensions[] = { "csv", "xlsx", "vcf" };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/formats", test_formats);
  add_test ("/export/form", test_form);
  add_test ("/export/wrong-field", test_wrong_field);
  add_test ("/export/cards", test_cards);
  add_test ("/export/into-an-empty-shop", test_into_an_empty_shop);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autofree char *full = g_strconcat ("/export/full-disk/", extensions[i], NULL);
      g_autofree char *stopped = g_strconcat ("/export/cancelled/", extensions[i], NULL);

      g_test_add (full, Fixture, extensions[i], fixture_set_up, test_full_disk, fixture_tear_down);
      g_test_add (stopped, Fixture, extensions[i], fixture_set_up, test_cancelled, fixture_tear_down);
    }
  add_test ("/export/no-folder", test_no_folder);
  add_test ("/export/special-file", test_special_file);
  return g_test_run ();
}
