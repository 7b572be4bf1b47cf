/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-shop.h"

/* What a person types, and whom it finds. */

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *phone;
  } people[] = {
    { "张三丰", "13812345678" },   { "曾国藩", "13900000001" }, { "单雄信", "13900000002" },
    { "解晓东", "13900000003" },   { "仇英", "13900000004" },   { "朴树", "13900000005" },
    { "欧阳娜娜", "13900000006" }, { "吕布", "13900000007" },   { "张飞", "13900000008" },
    { "李四", "13900000009" },
  };
  static const struct
  {
    const char *query;
    const char *ids;
  } answers[] = {
    { "zsf", "1" },
    { "zhangsf", "1" },
    { "张sf", "1" },
    { "三丰", "1" },
    { "5678", "1" },
    { "张三丰", "1" },
    { "zhang san feng", "1" },
    { "zhangsanf", "1" },
    { "ZSF", "1" },
    { "ｚｓｆ", "1" },
    { "zeng", "2" },
    { "shan", "3" },
    { "xie", "4" },
    { "qiu", "5" },
    { "piao", "6" },
    { "ouyang", "7" },
    { "lv", "8" },
    { "lu", "8" },
    { "lü", "8" },
    { "lb", "8" },
    { "张", "1 9" },
    { "zh", "1 9" },
    { "zf", "9" },
    { "zhangf", "9" },
    { "张f", "9" },
    { "欧阳nn", "7" },
    { "oynn", "7" },
    { "nana", "7" },
    { "sanfeng", "1" },
    { "sf", "1" },
    { "丰三", "" },
    { "张四", "" },
    { "13812345678", "1" },
    { "138 1234 5678", "1" },
    { "+86 138 1234 5678", "1" },
    { "138-1234-5678", "1" },
    { "008613812345678", "1" },
    { "１３８１２３４５６７８", "1" },
    { "138", "1" },
    { "+86138", "1" },
    { "1381234", "1" },
    { "138 1234", "1" },
    { "678", "1" },
    { "78", "" },
    { "234567", "" },
    { "张三丰 5678", "1" },
    { "zsf 5678", "1" },
    { "张飞 5678", "" },
    { "qqq", "" },
    { "'", "" },
    { "\"", "" },
    { "* OR", "" },
    { "张 三", "1" },
    { "三 张", "1" },
  };
  Shop shop;

  shop_init (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_cmpint (add (&shop, "customer", "name", people[i].name, "phone", people[i].phone, NULL), ==,
                     i + 1);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    assert_finds (&shop, answers[i].query, answers[i].ids);
  assert_finds (&shop, "", "");
  assert_finds (&shop, "  \t　", "");
  assert_finds (&shop, "139", "2 3 4 5 6 7 8 9 10");
  shop_clear (&shop);
}

static void
test_fields (void)
{
  Shop shop;
  gint64 tag;
  g_autofree char *tag_id = NULL;

  shop_init (&shop);
  add (&shop, "customer", "name", "王小明", "wechat", "wang_xm88", "email", "xiaoming.wang@qq.com", "address",
       "杭州市西湖区文三路12号3单元502", "notes", "要看三居，周六上午。喜欢原木风", NULL);
  add (&shop, "customer", "name", "Müller GmbH", "kind", "company", "notes", "Wi-Fi 路由器 AX3000", NULL);
  add (&shop, "customer", "name", "刘洋", "reading", "liu xiang", "address", "西溪湿地", "notes", "东门",
       NULL);
  add_of (&shop, 2, "contact", "name", "陈道明", "role", "财务经理");
  add_of (&shop, 2, "contact", "name", "孙", "phone", "15000001111");
  add_of (&shop, 1, "relation", "kind", "child", "name", "王豆豆");
  add_of (&shop, 3, "identity", "kind", "phone", "value", "02188889999");
  add_of (&shop, 3, "identity", "kind", "wechat", "value", "liuyang_vip");
  tag = add (&shop, "tag", "name", "老客户🌟", NULL);
  tag_id = g_strdup_printf ("%" G_GINT64_FORMAT, tag);
  add (&shop, "customer_tag", "customer_id", "3", "tag_id", tag_id, NULL);

  assert_finds (&shop, "三居", "1");
  assert_finds (&shop, "原木", "1");
  assert_finds (&shop, "西湖 三居", "1");
  assert_finds (&shop, "西湖 王", "1");
  /* Nothing reaches over from one field into the next. */
  assert_finds (&shop, "湿地 东门", "3");
  assert_finds (&shop, "洋西", "");
  assert_finds (&shop, "地东", "");
  assert_finds (&shop, "12号", "1");
  /* A child's name finds the parent. */
  assert_finds (&shop, "豆豆", "1");
  assert_finds (&shop, "wdd", "1");
  assert_finds (&shop, "王doud", "1");
  assert_finds (&shop, "502", "1");
  assert_finds (&shop, "50", "");
  assert_finds (&shop, "12", "1");
  assert_finds (&shop, "wang_xm88", "1");
  assert_finds (&shop, "xm8", "1");
  assert_finds (&shop, "xiaoming", "1");
  assert_finds (&shop, "xiaoming.wang@qq.com", "1");
  assert_finds (&shop, "qq.com", "1");
  assert_finds (&shop, "qq", "1");
  /* The beginning of a mail's host is nobody's name. */
  assert_finds (&shop, "q", "");
  assert_finds (&shop, "müll", "2");
  assert_finds (&shop, "gmbh", "2");
  assert_finds (&shop, "wi-fi", "2");
  assert_finds (&shop, "ax30", "2");
  assert_finds (&shop, "ax3000", "2");
  assert_finds (&shop, "道明", "2");
  assert_finds (&shop, "财务", "2");
  assert_finds (&shop, "cdm", "2");
  assert_finds (&shop, "1111", "2");
  assert_finds (&shop, "021-8888 9999", "3");
  assert_finds (&shop, "9999", "3");
  assert_finds (&shop, "liuyang", "3");
  assert_finds (&shop, "liuxiang", "3");
  assert_finds (&shop, "老客户", "3");
  assert_finds (&shop, "🌟", "3");
  assert_finds (&shop, "客户 洋", "3");
  shop_clear (&shop);
}

static void
test_timeline (void)
{
  Shop shop;
  gint64 event;

  shop_init (&shop);
  add (&shop, "customer", "name", "甲", NULL);
  add (&shop, "customer", "name", "乙", NULL);
  event = add_of (&shop, 1, "event", "kind", "note", "text", "想要定制衣柜，预算3万，VIP");
  add_of (&shop, 2, "event", "kind", "note", "text", "衣柜已量尺");
  add_of (&shop, 2, "sale", "item", "实木床", "notes", "送货上门");
  assert_finds (&shop, "衣柜", "1 2");
  assert_finds (&shop, "定制", "1");
  assert_finds (&shop, "乙 衣柜", "2");
  assert_finds (&shop, "实木", "2");
  assert_finds (&shop, "送货", "2");
  assert_finds (&shop, "vip", "1");
  /* Two words may stand in two places of the same customer. */
  assert_finds (&shop, "衣柜 实木", "2");
  assert_finds (&shop, "衣柜 定制 实木", "");

  set (&shop, "event", event, "text", "改成书架", NULL);
  assert_finds (&shop, "衣柜", "2");
  assert_finds (&shop, "书架", "1");
  set (&shop, "event", event, "customer_id", "2", NULL);
  assert_finds (&shop, "书架", "2");
  delete (&shop, "event", event);
  assert_finds (&shop, "书架", "");
  undo (&shop);
  assert_finds (&shop, "书架", "2");
  shop_clear (&shop);
}

static void
test_changes (void)
{
  Shop shop;
  gint64 contact, child, tag;
  g_autofree char *tag_id = NULL;

  shop_init (&shop);
  add (&shop, "customer", "name", "赵云", "phone", "13811112222", NULL);
  add (&shop, "customer", "name", "马超", "phone", "13833334444", NULL);
  assert_finds (&shop, "zhaoyun", "1");
  set (&shop, "customer", 1, "name", "孙权", "phone", "13855556666", NULL);
  assert_finds (&shop, "zhaoyun", "");
  assert_finds (&shop, "赵云", "");
  assert_finds (&shop, "2222", "");
  assert_finds (&shop, "sq", "1");
  assert_finds (&shop, "6666", "1");
  undo (&shop);
  assert_finds (&shop, "sq", "");
  assert_finds (&shop, "zhaoyun", "1");
  assert_finds (&shop, "2222", "1");
  redo (&shop);
  assert_finds (&shop, "sq", "1");

  /* What a merge does: rows of one customer move to another, which goes. */
  contact = add_of (&shop, 1, "contact", "name", "周瑜", "phone", "13877778888");
  assert_finds (&shop, "周瑜", "1");
  assert_finds (&shop, "8888", "1");
  set (&shop, "contact", contact, "customer_id", "2", NULL);
  assert_finds (&shop, "周瑜", "2");
  assert_finds (&shop, "8888", "2");
  delete (&shop, "customer", 1);
  assert_finds (&shop, "sq", "");
  assert_finds (&shop, "6666", "");
  undo (&shop);
  assert_finds (&shop, "sq", "1");
  undo (&shop);
  assert_finds (&shop, "8888", "1");
  undo (&shop);
  assert_finds (&shop, "8888", "");

  child = add_of (&shop, 1, "relation", "kind", "child", "name", "诸葛瞻");
  assert_finds (&shop, "zgz", "1");
  set (&shop, "relation", child, "customer_id", "2", NULL);
  assert_finds (&shop, "zgz", "2");
  delete (&shop, "relation", child);
  assert_finds (&shop, "zgz", "");
  undo (&shop);
  undo (&shop);
  undo (&shop);
  assert_finds (&shop, "诸葛", "");

  tag = add (&shop, "tag", "name", "会员", NULL);
  tag_id = g_strdup_printf ("%" G_GINT64_FORMAT, tag);
  add (&shop, "customer_tag", "customer_id", "1", "tag_id", tag_id, NULL);
  add (&shop, "customer_tag", "customer_id", "2", "tag_id", tag_id, NULL);
  assert_finds (&shop, "会员", "1 2");
  set (&shop, "tag", tag, "name", "贵宾", NULL);
  assert_finds (&shop, "会员", "");
  assert_finds (&shop, "贵宾", "1 2");
  undo (&shop);
  assert_finds (&shop, "会员", "1 2");
  undo (&shop);
  assert_finds (&shop, "会员", "1");
  shop_clear (&shop);
}

typedef struct
{
  char *key;
  gboolean retired;
} Field;

static gpointer
change_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Field *field = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "test", "Field", error);

  if (field->key != NULL)
    return GINT_TO_POINTER (
        rg_op_change_own_field (op, entity, field->key, NULL, NULL, NULL, field->retired, -1, error));
  field->key = rg_op_add_own_field (op, entity, "小区", &rg_type_text, NULL, NULL, error);
  return field->key;
}

static void
run_field (Shop *shop, Field *field)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, change_field, field, NULL, &error);
  g_assert_no_error (error);
}

static void
test_own_fields (void)
{
  Shop shop;
  Field field = { NULL, FALSE };

  shop_init (&shop);
  add (&shop, "customer", "name", "甲", NULL);
  run_field (&shop, &field);
  g_assert_nonnull (field.key);
  set (&shop, "customer", 1, field.key, "翡翠城", NULL);
  assert_finds (&shop, "翡翠", "1");
  field.retired = TRUE;
  run_field (&shop, &field);
  assert_finds (&shop, "翡翠", "");
  field.retired = FALSE;
  run_field (&shop, &field);
  assert_finds (&shop, "翡翠", "1");
  g_free (field.key);
  shop_clear (&shop);
}

static gpointer
phone_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_phone (read, data, error);
}

static void
assert_phone (Shop *shop, const char *normal, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rg_store_read_sync (shop->store, phone_in_reader, (gpointer) normal, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = ids_to_text (ids);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_phone (void)
{
  Shop shop;

  shop_init (&shop);
  add (&shop, "customer", "name", "甲", "phone", "13811112222", NULL);
  add (&shop, "customer", "name", "乙", "phone", "13811112222", NULL);
  add (&shop, "customer", "name", "丙", NULL);
  add_of (&shop, 3, "identity", "kind", "phone", "value", "13811112222");
  add_of (&shop, 1, "identity", "kind", "phone", "value", "13811112222");
  add_of (&shop, 3, "identity", "kind", "other", "value", "13899990000");
  assert_phone (&shop, "13811112222", "1 2 3");
  assert_phone (&shop, "1381111222", "");
  assert_phone (&shop, "13899990000", "");
  shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/names", test_names);
  g_test_add_func ("/search/fields", test_fields);
  g_test_add_func ("/search/timeline", test_timeline);
  g_test_add_func ("/search/changes", test_changes);
  g_test_add_func ("/search/own-fields", test_own_fields);
  g_test_add_func ("/search/phone", test_phone);
  return g_test_run ();
}
