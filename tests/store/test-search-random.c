/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-phone.h"
#include "store/rg-pinyin.h"

#include "search-shop.h"

#include <string.h>

/* Small shops that change at random, and searches whose answers a plain look
 * at every row gives too. The texts are simple enough that a plain look is
 * right: Han characters and ASCII words between blanks. */

static const char *const names[] = { "张三丰", "曾国藩", "欧阳娜娜", "吕布",    "单雄信", "重庆小面馆",
                                     "李小龙", "张小山", "山东大汉", "Anna Li", "王VIP",  "李曾" };
static const char *const texts[] = { "要三居 周六上午看房", "山东来的 小山介绍",      "wifi 密码 8888",
                                     "喜欢原木 vip",        "已付定金 2025 尾款下月", "不要打电话" };
static const char *const mails[] = { "anna88@qq.com", "zhang@163.com", "lv_bu@shop.cn" };
static const char *const phones[] = { "13812345678", "13912345678", "02188886666", "13800001111" };
static const char *const queries[] = {
  "张",        "三丰",       "小山",   "山东",   "欧阳",        "zsf",           "zs",
  "zhangs",    "zhangxs",    "lv",     "lu",     "lb",          "zeng",          "shan",
  "cq",        "chongqing",  "xmg",    "张xs",   "李xl",        "oynn",          "nana",
  "anna",      "an",         "ann",    "anna88", "qq",          "qq.com",        "163",
  "138",       "5678",       "6666",   "1111",   "13812345678", "021 8888 6666", "138 1234 5678",
  "vip",       "wifi",       "8888",   "2025",   "三居 张",     "vip 张",        "z 6",
  "小山 山东", "原木 vip",   "s",      "czqxmg", "chongqxmg",   "cqxiaom",       "zsanf",
  "zsan",      "zhangxshan", "qingxm", "ouynn",  "oyangn",      "sdongd",        "shandd",
  "zengguof",  "annal",      "al",     "wvip",   "wangv",       "lxiaol",        "shxx",
  "电话",      "周六 王",    "定金 l", "老客户", "贵宾 z",      "jinl",          "经理",
  "密码 8888", "l 5678",     "张x",    "李c",    "李z",         "张s",           "李x",
  "三f",       "单x",        "王v",    "欧y",    "国f",         "大h",           "张xiaos",
  "欧阳n",     "张sanf",     "张三f",  "单雄x",  "z三",         "张x山",         "w三f",
  "张z",       "庆x",        "重q",    "重庆xm", "周x",         "小s",
};

/* One customer as a plain look sees it. */
typedef struct
{
  gint64 id;
  GPtrArray *names; /* name, then "c" or "p", then reading or NULL */
  GPtrArray *texts; /* of the customer itself */
  GPtrArray *mails;
  GPtrArray *phones;
  GPtrArray *timeline;
} Person;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_ptr_array_unref (person->names);
  g_ptr_array_unref (person->texts);
  g_ptr_array_unref (person->mails);
  g_ptr_array_unref (person->phones);
  g_ptr_array_unref (person->timeline);
  g_free (person);
}

static Person *
person_of (GPtrArray *people, gint64 id)
{
  for (guint i = 0; i < people->len; i++)
    if (((Person *) g_ptr_array_index (people, i))->id == id)
      return g_ptr_array_index (people, i);
  return NULL;
}

static void
take (GPtrArray *list, RgStatement *statement, int column)
{
  const char *text = rg_statement_get_text (statement, column);

  if (text != NULL)
    g_ptr_array_add (list, g_strdup (text));
}

/* Every row of one query, each given to @put. */
static void
each_row (RgRead *read,
          const char *sql,
          GPtrArray *people,
          void (*put) (GPtrArray *people, RgStatement *statement))
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, NULL);

  g_assert_nonnull (statement);
  while (rg_statement_step (statement, NULL) == RG_STEP_ROW)
    put (people, statement);
}

static void
put_customer (GPtrArray *people, RgStatement *statement)
{
  Person *person = g_new0 (Person, 1);

  person->id = rg_statement_get_integer (statement, 0);
  person->names = g_ptr_array_new_with_free_func (g_free);
  person->texts = g_ptr_array_new_with_free_func (g_free);
  person->mails = g_ptr_array_new_with_free_func (g_free);
  person->phones = g_ptr_array_new_with_free_func (g_free);
  person->timeline = g_ptr_array_new_with_free_func (g_free);
  take (person->names, statement, 1);
  take (person->texts, statement, 1);
  take (person->phones, statement, 2);
  take (person->mails, statement, 3);
  take (person->texts, statement, 4);
  g_ptr_array_add (people, person);
}

static void
put_contact (GPtrArray *people, RgStatement *statement)
{
  Person *person = person_of (people, rg_statement_get_integer (statement, 0));

  take (person->names, statement, 1);
  take (person->texts, statement, 1);
  take (person->texts, statement, 2);
  take (person->phones, statement, 3);
}

static void
put_identity (GPtrArray *people, RgStatement *statement)
{
  Person *person = person_of (people, rg_statement_get_integer (statement, 0));

  take (g_strcmp0 (rg_statement_get_text (statement, 1), "phone") == 0 ? person->phones : person->texts,
        statement, 2);
}

static void
put_relation (GPtrArray *people, RgStatement *statement)
{
  Person *person = person_of (people, rg_statement_get_integer (statement, 0));

  take (person->names, statement, 1);
  take (person->texts, statement, 1);
}

static void
put_text (GPtrArray *people, RgStatement *statement)
{
  take (person_of (people, rg_statement_get_integer (statement, 0))->texts, statement, 1);
}

static void
put_timeline (GPtrArray *people, RgStatement *statement)
{
  take (person_of (people, rg_statement_get_integer (statement, 0))->timeline, statement, 1);
}

static gpointer
read_people (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (person_free);

  each_row (read, "SELECT id, name, phone, email, notes FROM customer ORDER BY id", people, put_customer);
  each_row (read, "SELECT customer_id, name, role, phone FROM contact", people, put_contact);
  each_row (read, "SELECT customer_id, kind, value FROM identity", people, put_identity);
  each_row (read, "SELECT customer_id, name FROM relation", people, put_relation);
  each_row (read, "SELECT customer_id, name FROM customer_tag JOIN tag ON tag.id = tag_id", people, put_text);
  each_row (read, "SELECT customer_id, text FROM event", people, put_timeline);
  each_row (read, "SELECT customer_id, item FROM sale", people, put_timeline);
  return people;
}

/* --- a plain look --------------------------------------------------------- */

static gboolean
is_ascii_word (const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return TRUE;
}

/* Whether a run of ASCII letters and digits of @text is @word, or begins with it. */
static gboolean
has_run (const char *text, const char *word, gboolean beginning)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  gsize length = strlen (word);

  for (const char *p = strstr (lower, word); p != NULL; p = strstr (p + 1, word))
    if ((p == lower || !g_ascii_isalnum (p[-1])) && (beginning || !g_ascii_isalnum (p[length])))
      return TRUE;
  return FALSE;
}

static gboolean
any_run (GPtrArray *list, const char *word, gboolean beginning)
{
  for (guint i = 0; i < list->len; i++)
    if (has_run (g_ptr_array_index (list, i), word, beginning))
      return TRUE;
  return FALSE;
}

static gboolean
any_piece (GPtrArray *list, const char *piece)
{
  for (guint i = 0; i < list->len; i++)
    if (strstr (g_ptr_array_index (list, i), piece) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
any_phone (const Person *person, const char *digits)
{
  for (guint i = 0; i < person->phones->len; i++)
    {
      const char *phone = g_ptr_array_index (person->phones, i);

      if ((strlen (digits) >= 2 && g_str_has_prefix (phone, digits)) ||
          (strlen (digits) >= 3 && g_str_has_suffix (phone, digits)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const Person *person, const char *word)
{
  gboolean ascii = is_ascii_word (word);
  gboolean digits = ascii && strspn (word, "0123456789") == strlen (word);

  if (digits && any_phone (person, word))
    return TRUE;
  if (ascii)
    {
      gboolean beginning = strlen (word) >= 3;

      /* Of a mail's host only whole words count. */
      for (guint i = 0; i < person->mails->len; i++)
        {
          g_auto (GStrv) halves = g_strsplit (g_ptr_array_index (person->mails, i), "@", 2);

          if ((digits && !beginning ? FALSE : has_run (halves[0], word, TRUE)) ||
              has_run (halves[0], word, FALSE) || has_run (halves[1], word, FALSE))
            return TRUE;
        }
      if (any_run (person->texts, word, digits ? beginning : TRUE) ||
          any_run (person->timeline, word, beginning))
        return TRUE;
    }
  else if (any_piece (person->texts, word) || any_piece (person->mails, word) ||
           any_piece (person->timeline, word))
    {
      return TRUE;
    }
  for (guint i = 0; !digits && i < person->names->len; i++)
    if (rg_pinyin_match (g_ptr_array_index (person->names, i), FALSE, NULL, word))
      return TRUE;
  return FALSE;
}

static gboolean
is_meant (const Person *person, const char *query)
{
  g_auto (GStrv) words = g_strsplit (query, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);

  if (strspn (joined, "0123456789") == strlen (joined) && any_phone (person, joined))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (!has_word (person, words[i]))
      return FALSE;
  return TRUE;
}

static void
compare_all (Shop *shop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = rg_store_read_sync (shop->store, read_people, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GString) expected = g_string_new (NULL);

      for (guint j = 0; j < people->len; j++)
        {
          const Person *person = g_ptr_array_index (people, j);

          if (is_meant (person, queries[i]))
            g_string_append_printf (expected, "%s%" G_GINT64_FORMAT, expected->len > 0 ? " " : "",
                                    person->id);
        }
      assert_finds (shop, queries[i], expected->str);
    }
}

/* --- random changes ------------------------------------------------------- */

#define PICK(rand, list) (list)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (list))]

typedef struct
{
  gint64 id;
  const char *entity;
  gint64 customer;
} Row;

static gint64
pick_customer (GRand *rand, GArray *rows)
{
  for (guint tries = 0; tries < 50 && rows->len > 0; tries++)
    {
      const Row *row = &g_array_index (rows, Row, g_rand_int_range (rand, 0, (gint32) rows->len));

      if (g_str_equal (row->entity, "customer"))
        return row->id;
    }
  return 0;
}

static gboolean
has_rows (GArray *rows, gint64 customer)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).customer == customer)
      return TRUE;
  return FALSE;
}

static void
add_one (Shop *shop, GRand *rand, GArray *rows)
{
  static const char *const entities[] = { "customer", "contact", "identity", "relation", "event", "sale" };
  Row row = { .entity = PICK (rand, entities), .customer = pick_customer (rand, rows) };

  if (row.customer == 0 || g_str_equal (row.entity, "customer"))
    {
      row.entity = "customer";
      row.customer = 0;
      row.id = add (shop, "customer", "name", PICK (rand, names), "phone",
                    g_rand_boolean (rand) ? PICK (rand, phones) : NULL, "email",
                    g_rand_boolean (rand) ? PICK (rand, mails) : NULL, "notes", PICK (rand, texts), NULL);
    }
  else if (g_str_equal (row.entity, "contact"))
    row.id = add_of (shop, row.customer, "contact", "name", PICK (rand, names), "role", "经理");
  else if (g_str_equal (row.entity, "identity"))
    row.id = add_of (shop, row.customer, "identity", "kind", "phone", "value", PICK (rand, phones));
  else if (g_str_equal (row.entity, "relation"))
    row.id = add_of (shop, row.customer, "relation", "kind", "child", "name", PICK (rand, names));
  else if (g_str_equal (row.entity, "event"))
    row.id = add_of (shop, row.customer, "event", "kind", "note", "text", PICK (rand, texts));
  else
    row.id = add_of (shop, row.customer, "sale", "item", PICK (rand, texts), NULL, NULL);
  g_array_append_val (rows, row);
}

/* Every change differs from all before, or there would be nothing to undo. */
static gboolean
change_one (Shop *shop, GRand *rand, const Row *row, GArray *rows)
{
  static guint n_changes;
  gint64 other = pick_customer (rand, rows);
  g_autofree char *other_text = g_strdup_printf ("%" G_GINT64_FORMAT, other);
  g_autofree char *mark = g_strdup_printf ("%u", ++n_changes);

  if (g_str_equal (row->entity, "customer"))
    set (shop, "customer", row->id, "name", PICK (rand, names), "phone", PICK (rand, phones), "stage", mark,
         NULL);
  else if (g_str_equal (row->entity, "event"))
    set (shop, "event", row->id, "text", PICK (rand, texts), "outcome", mark, NULL);
  else if (other != row->customer && !g_str_equal (row->entity, "customer_tag"))
    set (shop, row->entity, row->id, "customer_id", other_text, NULL);
  else
    return FALSE;
  return TRUE;
}

static void
change_at_random (Shop *shop, GRand *rand, GArray *rows)
{
  guint index = rows->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) rows->len) : 0;
  Row row = rows->len > 0 ? g_array_index (rows, Row, index) : (Row) { 0 };

  switch (rows->len < 5 ? 0 : g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      add_one (shop, rand, rows);
      break;
    case 2:
      if (change_one (shop, rand, &row, rows))
        undo (shop);
      break;
    case 3:
      /* Taken back and done again. */
      if (g_str_equal (row.entity, "customer"))
        {
          change_one (shop, rand, &row, rows);
          undo (shop);
          redo (shop);
        }
      break;
    case 4:
      if (g_str_equal (row.entity, "customer") || g_str_equal (row.entity, "event"))
        change_one (shop, rand, &row, rows);
      break;
    default:
      if (g_str_equal (row.entity, "customer") && has_rows (rows, row.id))
        break;
      delete (shop, row.entity, row.id);
      g_array_remove_index_fast (rows, index);
      break;
    }
}

static void
test_shops (void)
{
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
      Shop shop;

      shop_init (&shop);
      add (&shop, "tag", "name", "老客户", NULL);
      add (&shop, "tag", "name", "贵宾", NULL);
      for (guint round = 0; round < 6; round++)
        {
          for (guint i = 0; i < 15; i++)
            change_at_random (&shop, rand, rows);
          for (guint tag = 1; round == 2 && tag <= 2; tag++)
            {
              Row row = { .entity = "customer_tag", .customer = pick_customer (rand, rows) };

              row.id =
                  add_of (&shop, row.customer, "customer_tag", "tag_id", tag == 1 ? "1" : "2", NULL, NULL);
              g_array_append_val (rows, row);
            }
          if (round == 3)
            {
              shop_close (&shop);
              shop_open (&shop);
            }
          compare_all (&shop);
        }
      shop_clear (&shop);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/random", test_shops);
  return g_test_run ();
}
