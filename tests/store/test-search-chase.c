/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-database-private.h"
#include "store/rg-op-private.h"

#include "search-shop.h"

#include <string.h>

/* Search tables that are made while a long operation fills an empty shop are
 * those that are made afterwards. */

#define BATCH 60
#define N_BATCHES 5

typedef struct
{
  Shop shop;
  gint64 first[N_BATCHES]; /* customers of each batch */
  gint64 identity[N_BATCHES];
  gint64 tagging[N_BATCHES];
  gint64 event[N_BATCHES];
  gint64 old[2];  /* customers that were there before; 0: none */
  int fail_at;    /* batch; -1: none */
  int meet_at;    /* batch before whose pause the test is met; -1: none */
  gboolean many;  /* more is changed than is worth following */
  gboolean quiet; /* the search does not keep up with it */
  int met;        /* atomic: 1 the operation is there, 2 it may go on */
  int asked;      /* atomic: writes that the other session has asked for */
  gboolean done;
  GError *error;
} Fill;

/* --- writing -------------------------------------------------------------- */

/* Inserts (@id 0), updates, or deletes (no cells). Pairs of key and value. */
static gint64
put (RgOp *op, GError **error, const char *name, gint64 id, ...)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), name);
  RgCell cells[8];
  guint n = 0;
  const char *key;
  va_list args;

  if (*error != NULL)
    return 0;
  memset (cells, 0, sizeof cells);
  va_start (args, id);
  while ((key = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      cells[n].field = rg_entity_find_field (entity, key);
      g_assert_nonnull (cells[n].field);
      if (cells[n].field->type->storage == RG_VALUE_INTEGER)
        rg_value_set_integer (&cells[n++].value, g_ascii_strtoll (value, NULL, 10));
      else
        rg_value_set_text (&cells[n++].value, value);
    }
  va_end (args);
  if (id == 0)
    id = rg_op_insert (op, entity, cells, n, error);
  else if (n == 0)
    rg_op_delete (op, entity, id, error);
  else
    rg_op_update (op, entity, id, cells, n, error);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
  return id;
}

static const char *
number (gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  return g_intern_string (text);
}

static gint64
of (RgOp *op, GError **error, const char *name, gint64 customer, const char *key, const char *value)
{
  const char *owner = number (customer);

  if (g_str_equal (name, "event"))
    return put (op, error, name, 0, "customer_id", owner, key, value, "kind", "note", "at", "1700000000000",
                NULL);
  if (g_str_equal (name, "identity"))
    return put (op, error, name, 0, "customer_id", owner, key, value, "kind", "phone", NULL);
  return put (op, error, name, 0, "customer_id", owner, key, value, NULL);
}

static void
insert_batch (Fill *fill, RgOp *op, int batch, GError **error)
{
  static const char *const names[] = { "张三丰", "欧阳娜娜", "Anna Li", "重庆小面馆", "吕布" };

  for (int i = 0; i < BATCH && *error == NULL; i++)
    {
      g_autofree char *phone = g_strdup_printf ("138%04d%04d", batch, i);
      g_autofree char *second = g_strdup_printf ("021%04d%04d", i, batch);
      gint64 id =
          put (op, error, "customer", 0, "name", names[i % 5], "phone", phone, "notes", "要三居", NULL);

      if (i == 0)
        fill->first[batch] = id;
      if (i == 5)
        fill->identity[batch] = of (op, error, "identity", id, "value", second);
      if (i == 6)
        fill->tagging[batch] = of (op, error, "customer_tag", id, "tag_id", "1");
      if (i == 7)
        fill->event[batch] = of (op, error, "event", id, "text", "周六上午看房");
      /* Each has rows of its own that nothing changes, too. */
      of (op, error, "event", id, "text", "喜欢原木 vip");
    }
}

/* Of those that were there before, one in the first batch and in each one more. */
static void
change_old (Fill *fill, RgOp *op, int batch, GError **error)
{
  g_autofree char *notes = g_strdup_printf ("第 %d 批来过", batch);

  if (fill->old[0] == 0)
    return;
  if (batch == 0)
    put (op, error, "customer", fill->old[0], "name", "周伯通", NULL);
  put (op, error, "customer", fill->old[1], "notes", notes, NULL);
}

/* Rows of the batch before, one for each way in which they may change. */
static void
change_batch (Fill *fill, RgOp *op, int batch, GError **error)
{
  gint64 first = fill->first[batch];
  gint64 own = of (op, error, "event", first + 1, "text", "不来");
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  gint64 ids[2] = { first + 20, first + 21 };
  RgCell cell = { rg_entity_find_field (entity, "notes"), RG_VALUE_INIT };

  put (op, error, "customer", first + 8, "name", "王重阳", NULL);
  put (op, error, "customer", first + 9, "phone", number (13900000000 + first), NULL);
  of (op, error, "customer_tag", first + 10, "tag_id", "2");
  of (op, error, "identity", first + 11, "value", number (15500000000 + first));
  of (op, error, "contact", first + 12, "name", "小龙女");
  put (op, error, "customer_tag", fill->tagging[batch], NULL);
  put (op, error, "identity", fill->identity[batch], "customer_id", number (first + 13), NULL);
  put (op, error, "event", fill->event[batch], "text", "已付定金 2025", NULL);
  put (op, error, "event", own, NULL);
  put (op, error, "event", fill->event[batch] + 1, NULL);
  rg_value_set_text (&cell.value, "终南山");
  if (*error == NULL)
    rg_op_update_many (op, entity, ids, 2, &cell, error);
  rg_value_clear (&cell.value);
  for (int i = 0; fill->many && i < BATCH; i++)
    put (op, error, "customer", first + i, "notes", "都改了", NULL);
}

static char *
search_path (Shop *shop)
{
  return g_build_filename (shop->folder, "search.db", NULL);
}

/* Until the search has taken what is committed, while it is not ready. */
static void
wait_until_entered (Fill *fill, RgOp *op, gint64 last)
{
  g_autofree char *path = search_path (&fill->shop);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_READ, &error);
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gint64 building = 0;

  g_assert_no_error (error);
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (2000);
      rg_database_get_integer (db, "SELECT value = 'building' FROM meta WHERE key = 'state'", 0, &building,
                               NULL);
    }
  while (rg_search_chase_get_entered (op->chase) < last || !building);
}

static gboolean
pause_batch (Fill *fill, RgOp *op, int batch, GCancellable *cancellable, GError **error)
{
  gint64 last = fill->first[batch] + BATCH - 1;

  if (batch == fill->meet_at)
    {
      g_atomic_int_set (&fill->met, 1);
      while (g_atomic_int_get (&fill->met) != 2)
        g_usleep (1000);
    }
  /* The other session's write waits for the pause. */
  while (!fill->quiet && g_atomic_int_get (&fill->asked) <= batch)
    g_usleep (1000);
  g_usleep (5000);
  if (!rg_op_pause (op, cancellable, error))
    return FALSE;
  if (!fill->quiet)
    wait_until_entered (fill, op, last);
  return TRUE;
}

static gpointer
fill_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Fill *fill = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Fill", error);

  put (op, error, "tag", 0, "name", "老客户", NULL);
  put (op, error, "tag", 0, "name", "贵宾", NULL);
  if (*error != NULL || !rg_op_make_long (op, error))
    return NULL;
  for (int batch = 0; batch < N_BATCHES && *error == NULL; batch++)
    {
      insert_batch (fill, op, batch, error);
      change_old (fill, op, batch, error);
      if (batch > 0)
        change_batch (fill, op, batch - 1, error);
      if (batch == fill->fail_at && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
      if (*error != NULL || !pause_batch (fill, op, batch, cancellable, error))
        return NULL;
    }
  change_batch (fill, op, N_BATCHES - 1, error);
  return *error == NULL ? GINT_TO_POINTER (1) : NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fill *fill = data;

  rg_store_write_finish (RG_STORE (source), result, &fill->error);
  fill->done = TRUE;
}

/* The operation, and another session that writes in each of its pauses. */
static void
run_fill (Fill *fill)
{
  rg_store_write_async (fill->shop.store, fill_in_writer, fill, NULL, NULL, NULL, done_cb, fill);
  for (int i = 0; !fill->quiet && i < (fill->fail_at >= 0 ? fill->fail_at : N_BATCHES); i++)
    {
      g_atomic_int_set (&fill->asked, i + 1);
      if (i % 2 == 0)
        add (&fill->shop, "customer", "name", "单雄信", "phone", "18612345678", NULL);
    }
  if (fill->quiet)
    return;
  while (!fill->done)
    g_main_context_iteration (NULL, TRUE);
}

/* --- comparing ------------------------------------------------------------ */

static void
dump (RgDatabase *db, const char *sql, GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_string_append_printf (text, "%s\n", sql);
  while (rg_statement_step (statement, &error) == RG_STEP_ROW)
    g_string_append_printf (text, "%s\n", rg_statement_get_text (statement, 0));
  g_assert_no_error (error);
}

/* Everything that is in the tables, words included. */
static char *
dump_search (Shop *shop)
{
  static const char *const words[] = { "doc", "event_doc", "word" };
  g_autofree char *path = search_path (shop);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDatabase) db = rg_database_open (path, RG_DATABASE_READ, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  dump (db, "SELECT substr (value, 1, 5) FROM meta WHERE key = 'state'", text);
  dump (db, "SELECT op FROM pending", text);
  dump (db, "SELECT customer || ' ' || phones || ' ' || names FROM side ORDER BY customer", text);
  dump (db, "SELECT key || ' ' || customer FROM phone ORDER BY key, customer", text);
  dump (db, "SELECT doc || ' ' || customer FROM event_map ORDER BY doc", text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *make = g_strdup_printf (
          "CREATE VIRTUAL TABLE temp.seen_%s USING fts5vocab (main, %s, instance)", words[i], words[i]);
      g_autofree char *select = g_strdup_printf ("SELECT term || ' ' || doc || ' ' || ifnull (offset, '') "
                                                 "FROM temp.seen_%s ORDER BY term, doc, offset",
                                                 words[i]);

      rg_database_exec (db, make, &error);
      g_assert_no_error (error);
      dump (db, select, text);
    }
  return g_string_free_and_steal (text);
}

static void
assert_same_lines (const char *a, const char *b)
{
  g_auto (GStrv) ours = g_strsplit (a, "\n", -1);
  g_auto (GStrv) anew = g_strsplit (b, "\n", -1);

  for (guint i = 0; ours[i] != NULL || anew[i] != NULL; i++)
    g_assert_cmpstr (ours[i], ==, anew[i]);
}

/* The tables as they are, and made again from the rows. */
static void
compare_anew (Shop *shop)
{
  g_autofree char *ours = NULL;
  g_autofree char *anew = NULL;
  g_autofree char *path = search_path (shop);

  wait_for_search (shop);
  ours = dump_search (shop);
  shop_close (shop);
  g_assert_cmpint (g_unlink (path), ==, 0);
  shop_open (shop);
  wait_for_search (shop);
  anew = dump_search (shop);
  assert_same_lines (ours, anew);
}

static Fill *
fill_new (void)
{
  Fill *fill = g_new0 (Fill, 1);

  fill->fail_at = fill->meet_at = -1;
  shop_init (&fill->shop);
  return fill;
}

static void
fill_free (Fill *fill)
{
  g_clear_error (&fill->error);
  shop_clear (&fill->shop);
  g_free (fill);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fill, fill_free)

/* --- tests ---------------------------------------------------------------- */

/* With everything that may change after it was entered. */
static void
test_whole (void)
{
  g_autoptr (Fill) fill = fill_new ();

  run_fill (fill);
  g_assert_no_error (fill->error);
  assert_finds (&fill->shop, "15500000001", "12");
  assert_finds (&fill->shop, "13900000001", "10");
  compare_anew (&fill->shop);
  /* The others' three, then this one. */
  for (int i = 0; i < 4; i++)
    undo (&fill->shop);
  assert_finds (&fill->shop, "三丰", "");
  compare_anew (&fill->shop);
}

/* Into a shop that has a few customers, of whom two change. */
static void
test_small_shop (void)
{
  g_autoptr (Fill) fill = fill_new ();

  fill->old[0] = add (&fill->shop, "customer", "name", "老顽童", "phone", "13700001111", NULL);
  fill->old[1] = add (&fill->shop, "customer", "name", "黄药师", "phone", "13700002222", NULL);
  add (&fill->shop, "customer", "name", "洪七公", "phone", "13700003333", NULL);
  wait_for_search (&fill->shop);
  run_fill (fill);
  g_assert_no_error (fill->error);
  assert_finds (&fill->shop, "周伯通", "1");
  assert_finds (&fill->shop, "老顽童", "");
  assert_finds (&fill->shop, "第4批", "2");
  assert_finds (&fill->shop, "13700003333", "3");
  compare_anew (&fill->shop);
}

/* So much that it is made anew. */
static void
test_many (void)
{
  g_autoptr (Fill) fill = fill_new ();

  fill->many = TRUE;
  run_fill (fill);
  g_assert_no_error (fill->error);
  compare_anew (&fill->shop);
}

/* Nothing of it stays. */
static void
test_taken_back (void)
{
  g_autoptr (Fill) fill = fill_new ();

  fill->fail_at = 3;
  run_fill (fill);
  g_assert_error (fill->error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_finds (&fill->shop, "三丰", "");
  assert_finds (&fill->shop, "原木", "");
  compare_anew (&fill->shop);
}

/* Who waits for the search does not wait for the operation. */
static void
test_waited_for (void)
{
  g_autoptr (Fill) fill = fill_new ();

  fill->quiet = TRUE;
  fill->meet_at = 2;
  run_fill (fill);
  while (g_atomic_int_get (&fill->met) != 1)
    g_usleep (1000);
  wait_for_search (&fill->shop);
  g_atomic_int_set (&fill->met, 2);
  while (!fill->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (fill->error);
  compare_anew (&fill->shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/chase/whole", test_whole);
  g_test_add_func ("/search/chase/small-shop", test_small_shop);
  g_test_add_func ("/search/chase/many", test_many);
  g_test_add_func ("/search/chase/taken-back", test_taken_back);
  g_test_add_func ("/search/chase/waited-for", test_waited_for);
  return g_test_run ();
}
