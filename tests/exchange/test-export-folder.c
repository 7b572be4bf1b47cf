/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include "exchange/rg-export-folder-private.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <sys/resource.h>

/* A whole shop as a folder that any program can read. */

static RgExportFolderReport *
export_folder (Fixture *f, const char *path, GCancellable *cancellable, GError **error)
{
  RgExportFolderJob job = { .path = path };

  return rg_store_read_sync (f->store, rg_export_folder_read_func, &job, cancellable, error);
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* --- a shop ------------------------------------------------------------------ */

static gboolean
attach (RgOp *op, gint64 customer, const char *name, const char *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

  return rg_op_attach_bytes (op, customer, bytes, name, "text/plain", NULL, error) != 0;
}

static gpointer
attach_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Attach", error);

  return op != NULL && attach (op, 1, "合同.txt", "one", error) && attach (op, 1, "合同.TXT", "two", error) &&
                 attach (op, 2, "../../a:b?.tar.gz", "three", error) &&
                 attach (op, 2, "gone.jpg", "four", error)
             ? GINT_TO_POINTER (1)
             : NULL;
}

static void
fill (Fixture *f)
{
  g_autoptr (RgImportReport) people = NULL;
  g_autoptr (RgImportReport) sales = NULL;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *gone = NULL;

  people = run_text (f,
                     "姓名,手机,生日,性别,标签,备注,余额(元),老客\n"
                     "安/一,+852 2345 6789,农历八月十五,女,\"金卡;a,b\",=1+2,12.50,是\n"
                     "白二,13800138000,1月2日,,,-5,-0.01,否\n",
                     NULL);
  options.entity = "sale";
  sales = run_text (f, "姓名,手机,日期,金额\n白二,13800138000,2025-11-22,1234.50\n", &options);
  rg_store_write_sync (f->store, attach_func, NULL, NULL, &error);
  g_assert_no_error (error);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "four", -1);
  gone = g_build_filename (f->shop, "files", hash, NULL);
  g_assert_cmpint (g_unlink (gone), ==, 0);
}

/* --- what is in it ------------------------------------------------------------ */

static void
test_tables (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = NULL;
  g_autofree char *customers = NULL;
  g_autofree char *sales = NULL;
  g_autofree char *readme = NULL;
  g_auto (GStrv) lines = NULL;

  fill (f);
  report = export_folder (f, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->tables, ==, 21);
  g_assert_cmpuint (report->files, ==, 3);
  g_assert_cmpuint (count_files (path), ==, 21 + 3);
  customers = read_file (path, "customer.csv");
  lines = g_strsplit (customers, "\r\n", -1);
  g_assert_cmpstr (
      lines[0], ==,
      "\xef\xbb\xbfid,name,kind,phone,phones,wechat,email,tags,gender,birthday,region,address,"
      "source,owner,stage,notes,next_date,next_what,last_contact,reading,created_at,updated_at,x1_fen,x2");
  g_assert_cmpstr (lines[1], ==,
                   "1,安/一,person,+85223456789,,,,\"金卡;a;b\",female,lunar:08-15,,,,,,'=1+2,,,,,"
                   "2025-11-22T01:00:00Z,2025-11-22T01:00:00Z,1250,true");
  g_assert_cmpstr (lines[2], ==,
                   "2,白二,person,13800138000,,,,,,--01-02,,,,,,'-5,,,,,"
                   "2025-11-22T01:00:00Z,2025-11-22T01:00:00Z,-1,false");
  g_assert_cmpstr (lines[3], ==, "");
  sales = read_file (path, "sale.csv");
  g_assert_nonnull (strstr (sales, "\r\n1,2,2025-11-22,123450,"));
  readme = read_file (path, "README.txt");
  g_assert_nonnull (strstr (readme, "“shop”"));
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out", NULL);
  g_autofree char *files = g_build_filename (path, "files", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = NULL;
  g_autofree char *table = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  fill (f);
  report = export_folder (f, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (files), ==, 3);
  one = read_file (files, "安_一 - 合同.txt");
  two = read_file (files, "安_一 - 合同 (2).TXT");
  three = read_file (files, "白二 - .._.._a_b_.tar.gz");
  g_assert_cmpstr (one, ==, "one");
  g_assert_cmpstr (two, ==, "two");
  g_assert_cmpstr (three, ==, "three");
  table = read_file (path, "attachment.csv");
  g_assert_nonnull (strstr (table, ",files/安_一 - 合同 (2).TXT\r\n"));
  g_assert_nonnull (strstr (table, ",gone.jpg,"));
  g_assert_cmpuint (g_strv_length (report->missing), ==, 1);
  g_assert_cmpstr (report->missing[0], ==, "gone.jpg");
}

/* The description says of each table what its first line and its rows are. */
static void
check_table (const char *path, JsonObject *table)
{
  g_autofree char *text = read_file (path, json_object_get_string_member (table, "file"));
  JsonArray *fields = json_object_get_array_member (table, "fields");
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0] + strlen ("\xef\xbb\xbf"), ",", -1);

  g_assert_cmpuint (json_array_get_length (fields), ==, g_strv_length (header));
  for (guint i = 0; header[i] != NULL; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (fields, i), "key"), ==,
                     header[i]);
  g_assert_cmpint (json_object_get_int_member (table, "rows"), ==, (gint64) g_strv_length (lines) - 2);
}

static JsonObject *
find_field (JsonObject *table, const char *key)
{
  JsonArray *fields = json_object_get_array_member (table, "fields");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (json_object_get_string_member (field, "key"), key))
        return field;
    }
  g_error ("there is no field %s", key);
}

static void
test_schema (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *root;
  JsonObject *customer;
  JsonArray *tables;

  fill (f);
  report = export_folder (f, path, NULL, &error);
  g_assert_no_error (error);
  text = read_file (path, "schema.json");
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "shop"), ==, "shop");
  g_assert_cmpstr (json_object_get_string_member (root, "exported_at"), ==, "2025-11-22T01:00:00Z");
  tables = json_object_get_array_member (root, "tables");
  g_assert_cmpuint (json_array_get_length (tables), ==, 21);
  for (guint i = 0; i < json_array_get_length (tables); i++)
    check_table (path, json_array_get_object_element (tables, i));
  customer = json_array_get_object_element (tables, 0);
  g_assert_cmpstr (json_object_get_string_member (find_field (customer, "x1_fen"), "label"), ==, "余额(元)");
  g_assert_cmpstr (json_object_get_string_member (find_field (customer, "x1_fen"), "unit"), ==, "fen");
  g_assert_true (json_object_get_boolean_member (find_field (customer, "x2"), "own"));
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (find_field (customer, "gender"), "choices")), ==,
      2);
}

/* What it says about people and sales comes in again. */
static void
test_back (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out", NULL);
  g_autofree char *people = g_build_filename (path, "customer.csv", NULL);
  g_autofree char *other = g_build_filename (f->folder, "other", NULL);
  g_autofree char *sales = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) out = NULL;
  g_autoptr (RgImportReport) in = NULL;
  g_autoptr (RgImportReport) sale = NULL;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  Fixture copy = { f->folder, other, open_shop (other) };

  fill (f);
  out = export_folder (f, path, NULL, &error);
  g_assert_no_error (error);
  in = run_file (&copy, people, NULL);
  g_assert_cmpuint (in->created, ==, 2);
  assert_sql (&copy, "SELECT name, phone, gender, birthday FROM customer ORDER BY name",
              "安/一,+85223456789,female,lunar:08-15/白二,13800138000,~,--01-02");
  options.entity = "sale";
  sale = run_text (&copy, "name,amount_fen\n白二,123450\n", &options);
  assert_sql (&copy, "SELECT amount_fen FROM sale", "123450");
  rg_store_close (copy.store);
  g_object_unref (copy.store);
}

/* A camera calls every picture the same. */
#define PICTURES 12000

static gpointer
name_pictures (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "attachment");
  g_autoptr (GPtrArray) rows = rg_rows_read_of (read, entity, "customer_id", 1, error);
  g_autoptr (RgExportFiles) files = rg_export_files_new (rg_read_get_store (read));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *last = NULL;

  for (guint i = 0; rows != NULL && i < PICTURES; i++)
    {
      last = rg_export_files_add (files, g_ptr_array_index (rows, 0), NULL);
      g_assert_true (g_hash_table_add (names, last));
    }
  return g_strdup (last);
}

/* Names are found in a time that grows with their number, not its square. */
static void
test_many_of_one_name (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;
  double seconds;

  fill (f);
  g_test_timer_start ();
  last = rg_store_read_sync (f->store, name_pictures, NULL, NULL, &error);
  seconds = g_test_timer_elapsed ();
  g_assert_no_error (error);
  g_assert_cmpstr (last, ==, "files/1 - 合同 (12000).txt");
  g_assert_cmpfloat (seconds, <, 20);
}

/* --- when it goes wrong --------------------------------------------------------- */

static void
test_taken (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out", NULL);
  g_autofree char *inside = g_build_filename (path, "mine.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = NULL;

  g_mkdir (path, 0700);
  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  g_assert_null (export_folder (f, path, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (path), ==, 1);
  /* A file is no place for it either. */
  g_assert_null (export_folder (f, inside, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (path), ==, 1);
  g_unlink (inside);
  report = export_folder (f, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (path), ==, 24);
}

static void
stop_later (guint64 rows, guint64 total, gpointer cancellable)
{
  g_assert_cmpuint (rows, <=, total);
  if (rows == total)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *place = g_build_filename (f->folder, "place", NULL);
  g_autofree char *path = g_build_filename (place, "out", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RgExportFolderJob job = { .path = path, .progress = stop_later, .progress_data = cancellable };

  fill (f);
  g_mkdir (place, 0700);
  g_assert_null (rg_store_read_sync (f->store, rg_export_folder_read_func, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (place), ==, 0);
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
  static const rlim_t limits[] = { 0, 10, 300, 4000 };
  g_autofree char *place = g_build_filename (f->folder, "place", NULL);
  g_autofree char *path = g_build_filename (place, "out", NULL);
  struct rlimit old;

  fill (f);
  g_mkdir (place, 0700);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      struct rlimit tiny = old;
      g_autoptr (GError) error = NULL;

      tiny.rlim_cur = limits[i];
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tiny), ==, 0);
      g_assert_null (export_folder (f, path, NULL, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
      g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
      g_assert_cmpuint (count_files (place), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/export-folder/tables", test_tables);
  add_test ("/export-folder/files", test_files);
  add_test ("/export-folder/schema", test_schema);
  add_test ("/export-folder/back", test_back);
  add_test ("/export-folder/many-of-one-name", test_many_of_one_name);
  add_test ("/export-folder/taken", test_taken);
  add_test ("/export-folder/cancelled", test_cancelled);
  add_test ("/export-folder/full-disk", test_full_disk);
  return g_test_run ();
}
