/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

#include <signal.h>
#include <sys/resource.h>

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

static const RgFieldType *const own_types[] = {
  &rg_type_text,       &rg_type_long_text, &rg_type_number, &rg_type_money, &rg_type_date,
  &rg_type_lunar_date, &rg_type_time,      &rg_type_phone,  &rg_type_email, &rg_type_choice,
  &rg_type_choices,    &rg_type_yes_no,    &rg_type_region, &rg_type_link,
};

static const char *const pieces[] = {
  "=",      "+",      "-",   "@",   "'",    "''", "\"",   "\"\"", ",",    ";",    "；",
  "，",     "|",      "\\",  "\n",  "\n\n", "\t", "张三", "曾",   "😀",   "𠮷",   "䶮",
  "＝",     "＋",     "－",  "＠",  "　",   " ",  "1",    "007",  "x",    "sep=", "é",
  "\u200b", "\u00a0", "0.5", "1e5", "：",   "#",  "()",   "-1",   "\001", "null", "~",
};

static char *
nasty_text (void)
{
  GString *text = g_string_new (NULL);
  int n = g_test_rand_int_range (1, 6);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free_and_steal (text);
}

/* A text that this type reads. */
static char *
some_text (const RgField *field)
{
  static const char *const choices[] = { "大", "中;等", "=小" };
  static const char *const several[] = { "茶", "=咖啡", "酒" };
  static const char *const lunar[] = { "农历八月十五", "农历1990年闰五月廿三", "1990-01-02", "1月2日" };
  int number = g_test_rand_int_range (0, 1000000);
  const char *id = field->type->id;

  if (g_str_equal (id, "number"))
    return g_strdup_printf ("%s%d.%03d", number % 3 != 0 ? "" : "-", number, number % 997);
  if (g_str_equal (id, "money"))
    return g_strdup_printf ("%s%d.%02d", number % 3 != 0 ? "" : "-", number, number % 100);
  if (g_str_equal (id, "date"))
    return g_strdup_printf ("%d-%02d-%02d", 1900 + number % 200, number % 12 + 1, number % 28 + 1);
  if (g_str_equal (id, "lunar-date"))
    return g_strdup (lunar[number % G_N_ELEMENTS (lunar)]);
  if (g_str_equal (id, "time"))
    return g_strdup_printf ("%02d:%02d", number % 24, number % 60);
  if (g_str_equal (id, "phone"))
    return g_strdup_printf (number % 2 != 0 ? "138%08d" : "+8522345%04d", number % 10000);
  if (g_str_equal (id, "email"))
    return g_strdup_printf ("a+%d@example.com", number);
  if (g_str_equal (id, "yes-no"))
    return g_strdup (number % 2 != 0 ? "yes" : "no");
  if (g_str_equal (id, "link"))
    return g_strdup_printf ("https://example.com/?q=%d,x;y", number);
  if (g_str_equal (id, "choice"))
    return g_strdup (field->choices->key != NULL && (field->flags & RG_FIELD_OWN) == 0
                         ? field->choices[number % 2].key
                         : choices[number % G_N_ELEMENTS (choices)]);
  if (g_str_equal (id, "choices"))
    return g_strjoin (";", several[number % 3], number % 2 != 0 ? several[(number + 1) % 3] : NULL, NULL);
  return nasty_text ();
}

static gboolean
add_own_fields (RgWrite *write, RgOp *op, GError **error)
{
  static const char *const choices[] = { "大", "中;等", "=小", NULL };
  static const char *const several[] = { "茶", "=咖啡", "酒", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (own_types); i++)
    {
      g_autofree char *label = g_strdup_printf ("栏%u", i);
      const char *const *of_type = own_types[i] == &rg_type_choice    ? choices
                                   : own_types[i] == &rg_type_choices ? several
                                                                      : NULL;
      g_autofree char *key =
          rg_op_add_own_field (op, rg_catalog_find (rg_write_get_catalog (write), "customer"), label,
                               own_types[i], of_type, NULL, error);

      if (key == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_person (RgWrite *write, RgOp *op, const RgEntity *entity, guint number, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (RgCell));
  gint64 id;

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      gboolean is_name = g_str_equal (field->key, "name");
      /* Of further phones without a first one the first would become that. */
      gboolean is_needed = is_name || g_str_equal (field->key, "kind") || g_str_equal (field->key, "phone");
      g_autofree char *text = NULL;
      RgCell cell = { .field = field, .value = RG_VALUE_INIT };

      if ((field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL)) != 0 ||
          (!is_needed && g_test_rand_int_range (0, 4) == 0))
        continue;
      text = is_name ? g_strdup_printf ("客%u", number) : some_text (field);
      if (!rg_field_parse (field, text, &cell.value, NULL) || rg_value_is_null (&cell.value))
        rg_value_clear (&cell.value);
      else
        g_array_append_val (cells, cell);
    }
  id = rg_op_insert (op, entity, (const RgCell *) (gpointer) cells->data, cells->len, error);
  for (guint i = 0; i < cells->len; i++)
    rg_value_clear (&g_array_index (cells, RgCell, i).value);
  for (guint i = 0; id != 0 && i < number % 4; i++)
    {
      static const char *const tags[] = { "金卡", "a;b", "=c", "d\\e", "f|，g", "'h" };
      gint64 tag = rg_tags_ensure (op, tags[(number + i) % G_N_ELEMENTS (tags)], error);
      g_autofree char *phone = g_strdup_printf ("139%05u%03u", number, i);

      if (tag == 0 || !rg_tags_assign (op, id, tag, NULL, error) ||
          !rg_people_add_phone (op, id, phone, error))
        return FALSE;
    }
  return id != 0;
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Fill", error);
  const RgEntity *entity;

  if (op == NULL || !add_own_fields (write, op, error))
    return NULL;
  entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      if (!add_person (write, op, entity, i, error))
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static void
fill (RgStore *store, guint n)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (store, fill_func, GUINT_TO_POINTER (n), NULL, &error);
  g_assert_no_error (error);
}

/* Everything about everybody but ids and times. */
#define ALL                                                                                                  \
  "SELECT c.*, (SELECT json_group_array (name) FROM (SELECT name FROM customer_tag x JOIN tag t ON t.id = "  \
  "tag_id"                                                                                                   \
  " WHERE customer_id = c.id ORDER BY x.id)) AS tags,"                                                       \
  " (SELECT json_group_array (value) FROM (SELECT value FROM identity WHERE customer_id = c.id ORDER BY "    \
  "id)) AS phones"                                                                                           \
  " FROM (SELECT id, name, kind, phone, wechat, email, gender, birthday, region, address, source, owner, "   \
  "stage, notes,"                                                                                            \
  " next_date, last_contact, reading, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14"           \
  " FROM customer) c ORDER BY name"

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->folder, "other", NULL);
  g_autofree char *path = g_build_filename (f->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) out = NULL;
  g_autoptr (RgImportReport) in = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  Fixture copy = { f->folder, other, NULL };

  fill (f->store, 300);
  out = export_to (f->store, path, "customer", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (out->rows, ==, 300);
  copy.store = open_shop (other);
  fill (copy.store, 0);
  in = run_file (&copy, path, NULL);
  g_assert_cmpuint (in->created, ==, 300);
  g_assert_cmpuint (g_strv_length (in->own_fields), ==, 0);
  first = ask (f, "SELECT * FROM (" ALL ")");
  second = ask (&copy, "SELECT * FROM (" ALL ")");
  /* The ids follow the order of the file, not of the first shop. */
  before = g_regex_split_simple ("/\\d+,客", first, 0, 0);
  after = g_regex_split_simple ("/\\d+,客", second, 0, 0);
  g_assert_cmpuint (g_strv_length (before), ==, 300);
  for (guint i = 1; before[i] != NULL; i++)
    g_assert_cmpstr (after[i], ==, before[i]);
  rg_store_close (copy.store);
  g_object_unref (copy.store);
}

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

/* --- when it goes wrong ----------------------------------------------------- */

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "out", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  struct rlimit old;
  struct rlimit tiny;

  fill (f->store, 200);
  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  /* A limit of the process is the nearest thing to a full disk. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tiny = old;
  tiny.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tiny), ==, 0);
  g_assert_null (export_to (f->store, path, "customer", NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "older");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "out", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (f->store, 3);
  g_mkdir (folder, 0700);
  g_cancellable_cancel (cancellable);
  g_assert_null (export_to (f->store, path, "customer", NULL, cancellable, &error));
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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/export/form", test_form);
  add_test ("/export/wrong-field", test_wrong_field);
  add_test ("/export/round-trip", test_round_trip);
  add_test ("/export/into-an-empty-shop", test_into_an_empty_shop);
  add_test ("/export/full-disk", test_full_disk);
  add_test ("/export/cancelled", test_cancelled);
  add_test ("/export/no-folder", test_no_folder);
  return g_test_run ();
}
