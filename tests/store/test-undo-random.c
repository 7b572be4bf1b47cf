/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

#include "store/rg-search.h"

#include <glib/gstdio.h>
#include <string.h>

/* Random operations over every table of the catalogue, and as many undos. */

#define N_OPERATIONS 1000
/* By somebody before, so that searches find people. */
#define N_BEFORE 60
#define N_SEARCHES 200

static const char *const entities[] = { "customer",        "contact",   "identity",
                                        "event",           "sale",      "tag",
                                        "customer_tag",    "channel",   "attachment",
                                        "attachment_kind", "own_field", "relation" };

/* Somebody who works in the shop, on rows of their own. */
typedef struct
{
  const char *session;
  GRand *rand;
  GArray *ids[G_N_ELEMENTS (entities)]; /* ever inserted */
  guint serial;
} World;

static World *
world_new (const char *session, guint32 seed)
{
  World *world = g_new0 (World, 1);

  world->session = session;
  world->rand = g_rand_new_with_seed (seed);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    world->ids[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  return world;
}

static void
world_free (World *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_array_unref (world->ids[i]);
  g_rand_free (world->rand);
  g_free (world);
}

static guint
find_entity (const char *key)
{
  guint i = 0;

  while (!g_str_equal (entities[i], key))
    i++;
  return i;
}

/* A row that this world has inserted and that still is there; 0 if unlucky. */
static gint64
pick (World *world, RgWrite *write, const char *entity)
{
  GArray *ids = world->ids[find_entity (entity)];
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?", entity);

  for (int i = 0; i < 5 && ids->len > 0; i++)
    {
      gint64 id = g_array_index (ids, gint64, g_rand_int_range (world->rand, 0, (gint32) ids->len));
      g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (write), sql, NULL);

      rg_statement_bind_integer (statement, 0, id);
      if (rg_statement_step (statement, NULL) == RG_STEP_ROW)
        return id;
    }
  return 0;
}

static char *
random_text (World *world)
{
  static const char *const pieces[] = { "张", "单", "曾", "a", "\"", "\\", "\n",
                                        "é",  "𠮷", "'",  "0", "{",  "\t", "银行" };
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (world->rand, 1, 6);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (pieces))]);
  /* Some names must not be there twice. */
  g_string_append_printf (text, "%s%u", world->session, world->serial++);
  return g_string_free (text, FALSE);
}

/* A value that fits the field; FALSE when there is none. */
static gboolean
random_value (World *world, RgWrite *write, const RgField *field, RgValue *value)
{
  gint64 target;

  if (field->target != NULL)
    {
      target = pick (world, write, field->target);
      if (target != 0)
        rg_value_set_integer (value, target);
      return target != 0 || (field->flags & RG_FIELD_REQUIRED) == 0;
    }
  if ((field->flags & RG_FIELD_REQUIRED) == 0 && !g_str_equal (field->key, "kind") &&
      g_rand_boolean (world->rand))
    return TRUE;
  if (field->type->storage == RG_VALUE_INTEGER)
    rg_value_set_integer (value, g_rand_int_range (world->rand, -1000000, 1000000));
  else if (field->type->storage == RG_VALUE_REAL)
    rg_value_set_real (value, g_rand_double_range (world->rand, -1e6, 1e6));
  else
    rg_value_take_text (value, random_text (world));
  return TRUE;
}

static gboolean
random_cells (World *world, RgWrite *write, const RgEntity *entity, gboolean all, GArray *cells)
{
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      RgCell cell = { rg_entity_get_field (entity, i), RG_VALUE_INIT };

      if ((cell.field->flags & (RG_FIELD_DERIVED | RG_FIELD_VIRTUAL)) != 0)
        continue;
      if (!all && g_rand_int_range (world->rand, 0, 4) != 0)
        continue;
      if (!random_value (world, write, cell.field, &cell.value))
        return FALSE;
      g_array_append_val (cells, cell);
    }
  return TRUE;
}

static void
cell_clear (gpointer data)
{
  rg_value_clear (&((RgCell *) data)->value);
}

static gboolean
random_insert (World *world, RgOp *op, const RgEntity *entity, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RgCell));
  gint64 id;

  g_array_set_clear_func (cells, cell_clear);
  if (!random_cells (world, rg_op_get_write (op), entity, TRUE, cells))
    return TRUE;
  id = rg_op_insert (op, entity, (RgCell *) (gpointer) cells->data, cells->len, error);
  if (id != 0)
    g_array_append_val (world->ids[find_entity (rg_entity_get_key (entity))], id);
  return id != 0;
}

static gboolean
random_update (World *world, RgOp *op, const RgEntity *entity, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RgCell));
  gint64 id = pick (world, rg_op_get_write (op), rg_entity_get_key (entity));

  g_array_set_clear_func (cells, cell_clear);
  if (id == 0 || !random_cells (world, rg_op_get_write (op), entity, FALSE, cells))
    return TRUE;
  return rg_op_update (op, entity, id, (RgCell *) (gpointer) cells->data, cells->len, error);
}

static gboolean
random_many (World *world, RgOp *op, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  const RgField *field = rg_entity_find_field (entity, g_rand_boolean (world->rand) ? "stage" : "kind");
  GArray *all = world->ids[find_entity ("customer")];
  RgCell cell = { field, RG_VALUE_INIT };
  gboolean ok;

  rg_value_take_text (&cell.value, random_text (world));
  ok = rg_op_update_many (op, entity, (gint64 *) (gpointer) all->data, all->len, &cell, error);
  rg_value_clear (&cell.value);
  return ok;
}

static gboolean
random_own_field (World *world, RgOp *op, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  const RgEntity *entity = rg_catalog_find (catalog, entities[g_rand_int_range (world->rand, 0, 5)]);
  g_autofree char *label = random_text (world);
  g_autofree char *key = NULL;
  const RgFieldType *types[] = { &rg_type_text, &rg_type_money, &rg_type_number };

  if (world->ids[find_entity ("own_field")]->len >= 12)
    return TRUE;
  key =
      rg_op_add_own_field (op, entity, label, types[g_rand_int_range (world->rand, 0, 3)], NULL, NULL, error);
  if (key != NULL)
    {
      g_autoptr (RgStatement) newest = NULL;
      gint64 id;

      newest = rg_database_prepare (rg_write_get_database (rg_op_get_write (op)),
                                    "SELECT max (id) FROM own_field", NULL);
      g_assert_cmpint (rg_statement_step (newest, NULL), ==, RG_STEP_ROW);
      id = rg_statement_get_integer (newest, 0);
      g_array_append_val (world->ids[find_entity ("own_field")], id);
    }
  return key != NULL;
}

static gboolean
random_step (World *world, RgOp *op, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  int what = g_rand_int_range (world->rand, 0, 100);
  /* Own fields are not rows like others: they have columns. */
  const RgEntity *entity =
      rg_catalog_find (catalog, entities[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (entities) - 1)]);
  gint64 id;

  if (what < 45)
    return random_insert (world, op, entity, error);
  if (what < 80)
    return random_update (world, op, entity, error);
  if (what < 92)
    {
      id = pick (world, rg_op_get_write (op), rg_entity_get_key (entity));
      return id == 0 || rg_op_delete (op, entity, id, error);
    }
  if (what < 96)
    return random_own_field (world, op, error);
  return random_many (world, op, error);
}

static gpointer
random_operation (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  World *world = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, world->session, "random", error);
  int n = g_rand_int_range (world->rand, 1, 5);
  gboolean is_long = g_rand_int_range (world->rand, 0, 25) == 0;

  if (is_long)
    n *= 10;
  for (int i = 0; i < n && *error == NULL; i++)
    {
      if (is_long && i == 3)
        rg_op_make_long (op, error);
      if (is_long && i > 3 && i % 7 == 0 && *error == NULL)
        rg_op_pause (op, NULL, error);
      if (*error == NULL)
        random_step (world, op, error);
    }
  return NULL;
}

/* One more operation that changed something; what does not fit is tried anew. */
static void
act (RgStore *store, World *world)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM operation WHERE session = '%s' AND state = 'done' AND "
                       "kind = 'do'",
                       world->session);
  gint64 before = test_number (store, sql);

  do
    {
      g_autoptr (GError) error = NULL;
      guint n[G_N_ELEMENTS (entities)];

      for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
        n[i] = world->ids[i]->len;
      rg_store_write_sync (store, random_operation, world, NULL, &error);
      if (error == NULL)
        continue;
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
      /* What was rolled back gives its ids back too. */
      for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
        g_array_set_size (world->ids[i], n[i]);
    }
  while (test_number (store, sql) == before);
}

static void
undo_one (RgStore *store, const char *session)
{
  g_autoptr (GError) error = NULL;

  test_undo (store, session, 0, &error);
  g_assert_no_error (error);
}

static void
redo_one (RgStore *store, const char *session)
{
  g_autoptr (GError) error = NULL;

  test_redo (store, session, 0, &error);
  g_assert_no_error (error);
}

/* The lines of @dump that are in @base or are rows of @world. */
static char *
lines_of (const char *dump, World *world)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", 0);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  for (guint e = 0; e < G_N_ELEMENTS (entities); e++)
    for (guint i = 0; i < world->ids[e]->len; i++)
      g_hash_table_add (
          own, g_strdup_printf ("%s id=%d", entities[e], (int) g_array_index (world->ids[e], gint64, i)));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *blank = strchr (lines[i], ' ');
      const char *end = blank != NULL ? strchr (blank + 1, ' ') : NULL;
      g_autofree char *head = end != NULL ? g_strndup (lines[i], (gsize) (end - lines[i])) : NULL;

      if (head != NULL && g_hash_table_contains (own, head))
        g_string_append_printf (text, "%s\n", lines[i]);
    }
  return g_string_free (text, FALSE);
}

static gpointer
search_cb (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_search_customers (read, data, cancellable, error);
}

/* What the same 200 searches find, as text. */
static char *
answers (RgStore *store)
{
  static const char *const words[] = { "张", "单", "曾", "银行", "银 行", "z",  "zhang", "zh",  "sh",  "shan",
                                       "c",  "yh", "0",  "a",    "b",     "a1", "9",     "曾z", "张s", "é" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  guint found = 0;

  rg_store_wait_for_search (store, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *query =
          g_strconcat (words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], i % 3 == 0 ? " " : "",
                       i % 2 == 0 ? words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))] : "", NULL);
      g_autoptr (GArray) ids = rg_store_read_sync (store, search_cb, query, NULL, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s:", query);
      for (guint j = 0; j < ids->len; j++)
        g_string_append_printf (text, " %u", g_array_index (ids, guint32, j));
      g_string_append_c (text, '\n');
      found += ids->len > 0;
    }
  /* Else nothing would be compared. */
  g_assert_cmpuint (found, >, N_SEARCHES / 4);
  return g_string_free (text, FALSE);
}

/* What is found after all that happened is what search tables made anew find. */
static void
check_answers (RgStore **store, const char *folder)
{
  g_autofree char *followed = answers (*store);
  g_autofree char *path = g_build_filename (folder, "search.db", NULL);
  g_autofree char *rebuilt = NULL;

  rg_store_close (*store);
  test_settle ();
  g_assert_finalize_object (*store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  *store = test_open (folder);
  rebuilt = answers (*store);
  test_assert_same (followed, rebuilt);
}

typedef struct
{
  const char *name;
  gboolean restarts;
  gboolean others;
} Variant;

static void
test_random (gconstpointer data)
{
  const Variant *variant = data;
  g_autofree char *folder = test_folder_new ();
  RgStore *store = test_open (folder);
  World *mine = world_new ("a", 20251122);
  World *theirs = world_new ("b", 4711);
  World *before = world_new ("before", 99);
  g_autofree char *start = NULL;
  g_autofree char *found = NULL;
  g_autofree char *found_again = NULL;
  g_autofree char *full = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;

  for (int i = 0; i < N_BEFORE; i++)
    act (store, variant->others ? theirs : before);
  start = test_dump (store);
  found = answers (store);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      act (store, mine);
      if (variant->others && i % 5 == 0)
        act (store, theirs);
      /* Back and forth a little on the way. */
      if (i % 50 == 49)
        {
          for (int j = 0; j < 10; j++)
            undo_one (store, "a");
          for (int j = 0; j < 10; j++)
            redo_one (store, "a");
        }
      if (variant->restarts && i % 100 == 50)
        test_reopen (&store);
    }
  full = test_dump (store);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      undo_one (store, "a");
      if (variant->others && i % 20 == 0)
        act (store, theirs);
      if (variant->restarts && i % 100 == 50)
        test_reopen (&store);
    }
  rest = test_dump (store);
  if (variant->others)
    {
      kept = lines_of (rest, theirs);
      g_assert_cmpuint (strlen (kept), >, 1000);
      test_assert_same (rest, kept);
      /* A failed long one was taken back by itself. */
      g_assert_cmpint (test_number (store,
                                    "SELECT count (*) FROM operation WHERE session = 'b' AND state <> 'done' "
                                    "AND images = 1"),
                       ==, 0);
    }
  else
    {
      test_assert_same (rest, start);
      found_again = answers (store);
      test_assert_same (found_again, found);
      for (int i = 0; i < N_OPERATIONS; i++)
        redo_one (store, "a");
      again = test_dump (store);
      test_assert_same (again, full);
    }
  check_answers (&store, folder);
  rg_store_close (store);
  test_settle ();
  g_assert_finalize_object (store);
  world_free (mine);
  world_free (theirs);
  world_free (before);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  static const Variant variants[] = {
    { "/store/undo-random/plain", FALSE, FALSE },
    { "/store/undo-random/others", TRUE, TRUE },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    g_test_add_data_func (variants[i].name, &variants[i], test_random);
  return g_test_run ();
}
