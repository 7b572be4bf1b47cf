/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* What goes out comes in again: every value equal, for every format and type. */

/* The same values in every run; others in a thorough one. */
static GRand *dice;

#define PEOPLE 200
#define SALES 200

static const struct
{
  RgExportFormat format;
  const char *name;
  gboolean has_sales;
  gboolean has_photos;
} formats[] = {
  { RG_EXPORT_FORMAT_CSV, "csv", TRUE },
  { RG_EXPORT_FORMAT_XLSX, "xlsx", TRUE },
  { RG_EXPORT_FORMAT_VCARD_4, "vcard", FALSE, TRUE },
  { RG_EXPORT_FORMAT_VCARD_3, "vcard3", FALSE, TRUE },
};

static const RgFieldType *const own_types[] = {
  &rg_type_text,       &rg_type_long_text, &rg_type_number, &rg_type_money, &rg_type_date,
  &rg_type_lunar_date, &rg_type_time,      &rg_type_phone,  &rg_type_email, &rg_type_choice,
  &rg_type_choices,    &rg_type_yes_no,    &rg_type_region, &rg_type_link,
};

/* Numbers of digits that no double can miss. */
static const char *const numbers[] = { "0.1",     "-0.3",   "1e20",         "123456789012345680",
                                       "0.00001", "1e-300", "0.1000000001", "9007199254740993" };

static const char *const pieces[] = {
  "=",           "+",         "-",      "@",      "'",
  "''",          "\"",        "\"\"",   ",",      ";",
  "；",          "，",        "|",      "\\",     "\n",
  "\n\n",        "\t",        "张三",   "曾",     "😀",
  "𠮷",          "䶮",        "＝",     "＋",     "－",
  "＠",          "　",        " ",      "1",      "007",
  "x",           "sep=",      "é",      "\u200b", "\u00a0",
  "0.5",         "1e5",       "：",     "#",      "()",
  "-1",          "\001",      "null",   "~",      "_x000D_",
  "_x0041_",     "<b>",       "&",      "&amp;",  "]]>",
  "\r\n",        "\uffff",    "\ufffe", "_",      "12345678901234567890",
  "BEGIN:VCARD", "END:VCARD", "\n ",    "=0A",    "2025-11-22",
  "13:45",       "TRUE",      "#N/A",
};

static char *
nasty_text (void)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (dice, 1, 6);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (dice, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free_and_steal (text);
}

static const char *
one_of (const char *const *texts, int number)
{
  return texts[(guint) number % g_strv_length ((char **) texts)];
}

/* A text that this type reads. */
static char *
some_text (const RgField *field)
{
  static const char *const choices[] = { "大", "中;等", "=小", NULL };
  static const char *const several[] = { "茶", "=咖啡", "酒", NULL };
  static const char *const lunar[] = { "农历八月十五", "农历1990年闰五月廿三", "1990-01-02", "1月2日",
                                       "1899-12-31",   "1900-02-28",           NULL };
  int number = g_rand_int_range (dice, 0, 1000000);
  const char *id = field->type->id;

  if (g_str_equal (id, "number"))
    return number % 5 == 0 ? g_strdup (numbers[(guint) number % G_N_ELEMENTS (numbers)])
                           : g_strdup_printf ("%s%d.%03d", number % 3 != 0 ? "" : "-", number, number % 997);
  if (g_str_equal (id, "money"))
    return number % 9 == 0 ? g_strdup ("90071992547409.91")
                           : g_strdup_printf ("%s%d.%02d", number % 3 != 0 ? "" : "-", number, number % 100);
  if (g_str_equal (id, "date"))
    return g_strdup_printf ("%d-%02d-%02d", 1800 + number % 400, number % 12 + 1, number % 28 + 1);
  if (g_str_equal (id, "lunar-date"))
    return g_strdup (one_of (lunar, number));
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
                         : one_of (choices, number));
  if (g_str_equal (id, "choices"))
    return g_strjoin (";", several[number % 3], number % 2 != 0 ? several[(number + 1) % 3] : NULL, NULL);
  return nasty_text ();
}

static gboolean
add_own_fields (RgWrite *write, RgOp *op, const char *entity, GError **error)
{
  static const char *const choices[] = { "大", "中;等", "=小", NULL };
  static const char *const several[] = { "茶", "=咖啡", "酒", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (own_types); i++)
    {
      g_autofree char *label = g_strdup_printf ("栏%u", i);
      const char *const *of_type = own_types[i] == &rg_type_choice    ? choices
                                   : own_types[i] == &rg_type_choices ? several
                                                                      : NULL;
      g_autofree char *key = rg_op_add_own_field (op, rg_catalog_find (rg_write_get_catalog (write), entity),
                                                  label, own_types[i], of_type, NULL, error);

      if (key == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
cell_clear (gpointer data)
{
  rg_value_clear (&((RgCell *) data)->value);
}

static void
add_cell (GArray *cells, const RgField *field, const char *text)
{
  RgCell cell = { .field = field, .value = RG_VALUE_INIT };

  if (!rg_field_parse (field, text, &cell.value, NULL) || rg_value_is_null (&cell.value))
    rg_value_clear (&cell.value);
  else
    g_array_append_val (cells, cell);
}

/* Of further phones without a first one the first would become that. */
static gboolean
is_needed (const RgEntity *entity, const RgField *field)
{
  return g_str_equal (rg_entity_get_key (entity), "customer") &&
         (g_str_equal (field->key, "kind") || g_str_equal (field->key, "phone"));
}

static gint64
add_row (RgOp *op, const RgEntity *entity, guint number, gint64 owner, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (RgCell));
  gint64 id;

  g_array_set_clear_func (cells, cell_clear);
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *text = NULL;

      if (g_str_equal (field->key, "customer_id"))
        text = g_strdup_printf ("%" G_GINT64_FORMAT, owner);
      else if ((field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL)) != 0)
        continue;
      else if (g_str_equal (field->key, "name"))
        text = g_strdup_printf ("客%u", number);
      else if (g_str_equal (field->key, "notes") && number % 50 == 7)
        text = g_strnfill (40000 + number, 'x');
      else if (is_needed (entity, field) || g_rand_int_range (dice, 0, 4) != 0)
        text = some_text (field);
      if (text != NULL)
        add_cell (cells, field, text);
    }
  id = rg_op_insert (op, entity, (const RgCell *) (gpointer) cells->data, cells->len, error);
  return id;
}

static gboolean
add_photo (RgOp *op, gint64 id, guint8 number, GError **error)
{
  const guint8 png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', number
  };
  g_autoptr (GBytes) bytes = g_bytes_new (png, sizeof png);

  return rg_op_attach_bytes (op, id, bytes, "a.png", "image/png", "Photo", error) != 0;
}

static gboolean
add_person (RgOp *op, const RgEntity *entity, guint number, GError **error)
{
  static const char *const tags[] = { "金卡", "a;b", "=c", "d\\e", "f|，g", "'h" };
  gint64 id = add_row (op, entity, number, 0, error);

  for (guint i = 0; id != 0 && i < number % 4; i++)
    {
      gint64 tag = rg_tags_ensure (op, tags[(number + i) % G_N_ELEMENTS (tags)], error);
      g_autofree char *phone = g_strdup_printf ("139%05u%03u", number, i);

      if (tag == 0 || !rg_tags_assign (op, id, tag, NULL, error) ||
          !rg_people_add_phone (op, id, phone, error))
        return FALSE;
    }
  if (id != 0 && number % 40 == 3 && !add_photo (op, id, (guint8) number, error))
    return FALSE;
  return id != 0;
}

/* Own fields in every shop; people and sales in the first. */
static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean is_first = GPOINTER_TO_INT (data);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Fill", error);
  const RgEntity *customer;
  const RgEntity *sale;

  if (op == NULL || !add_own_fields (write, op, "customer", error) ||
      !add_own_fields (write, op, "sale", error))
    return NULL;
  customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  sale = rg_catalog_find (rg_write_get_catalog (write), "sale");
  for (guint i = 0; is_first && i < PEOPLE; i++)
    {
      if (!add_person (op, customer, i, error))
        return NULL;
    }
  for (guint i = 0; is_first && i < SALES; i++)
    {
      if (add_row (op, sale, i, 1 + i * 7 % PEOPLE, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static void
fill (RgStore *store, gboolean is_first)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (store, fill_func, GINT_TO_POINTER (is_first), NULL, &error);
  g_assert_no_error (error);
}

static void
export_to (RgStore *store, RgExportFormat format, const char *entity, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgQuery) query = rg_query_new (entity);
  g_autoptr (RgExportReport) report = NULL;
  RgExportJob job = { .query = query, .path = path, .format = format };

  report = rg_store_read_sync (store, rg_export_read_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->rows, ==, g_str_equal (entity, "sale") ? SALES : PEOPLE);
}

static void
import_from (Fixture *to, const char *entity, const char *path)
{
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = NULL;

  options.entity = entity;
  report = run_file (to, path, &options);
  g_assert_cmpuint (report->created, ==, report->rows);
  g_assert_cmpuint (g_strv_length (report->own_fields), ==, 0);
}

#define OWN "x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14"

/* Everything about everybody but ids and times, a line for each. */
#define CUSTOMERS                                                                                            \
  "SELECT name, json_array (kind, phone, wechat, email, gender, birthday, region, address, source, owner, "  \
  "stage, notes, next_date, last_contact, reading, " OWN                                                     \
  ", (SELECT json_group_array (name) FROM (SELECT name FROM customer_tag x JOIN tag t ON t.id = tag_id"      \
  " WHERE customer_id = c.id ORDER BY x.id)),"                                                               \
  " (SELECT json_group_array (value) FROM (SELECT value FROM identity WHERE customer_id = c.id ORDER BY "    \
  "id))) || char(10) FROM customer c ORDER BY name"
#define SALE_LIST                                                                                            \
  "SELECT (SELECT name FROM customer WHERE id = customer_id) AS customer, json_array (date, amount_fen, "    \
  "item, quantity, category, channel, notes, " OWN ") || char(10) AS line FROM sale ORDER BY customer, line"

#define PHOTOS                                                                                               \
  "SELECT (SELECT name FROM customer WHERE id = customer_id) AS customer, json_array (hash, mime, kind)"     \
  " || char(10) AS line FROM attachment ORDER BY customer, line"

static void
assert_equal_lines (Fixture *first, Fixture *second, const char *sql)
{
  g_autofree char *one = ask (first, sql);
  g_autofree char *other = ask (second, sql);
  g_auto (GStrv) before = g_strsplit (one, "\n", -1);
  g_auto (GStrv) after = g_strsplit (other, "\n", -1);

  for (guint i = 0; before[i] != NULL && after[i] != NULL; i++)
    g_assert_cmpstr (after[i], ==, before[i]);
  g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before));
}

static void
test_format (Fixture *f, gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *other = g_build_filename (f->folder, "other", NULL);
  g_autofree char *people =
      g_strdup_printf ("%s/people.%s", f->folder, rg_export_format_get_extension (formats[index].format));
  g_autofree char *sales =
      g_strdup_printf ("%s/sales.%s", f->folder, rg_export_format_get_extension (formats[index].format));
  Fixture copy = { f->folder, other, open_shop (other) };

  dice = g_test_thorough () ? g_rand_new () : g_rand_new_with_seed (4);
  fill (f->store, TRUE);
  g_clear_pointer (&dice, g_rand_free);
  fill (copy.store, FALSE);
  export_to (f->store, formats[index].format, "customer", people);
  import_from (&copy, "customer", people);
  assert_equal_lines (f, &copy, CUSTOMERS);
  if (formats[index].has_photos)
    assert_equal_lines (f, &copy, PHOTOS);
  if (formats[index].has_sales)
    {
      export_to (f->store, formats[index].format, "sale", sales);
      import_from (&copy, "sale", sales);
      assert_equal_lines (f, &copy, SALE_LIST);
    }
  rg_store_close (copy.store);
  g_object_unref (copy.store);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strconcat ("/round-trip/", formats[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_format, fixture_tear_down);
    }
  return g_test_run ();
}
