/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-world.h"

const char *const world_entities[WORLD_N_ENTITIES] = { "customer",        "contact",   "identity",
                                                       "event",           "sale",      "tag",
                                                       "customer_tag",    "channel",   "attachment",
                                                       "attachment_kind", "own_field", "relation" };

World *
world_new (const char *session, guint32 seed)
{
  World *world = g_new0 (World, 1);

  world->session = session;
  world->rand = g_rand_new_with_seed (seed);
  for (guint i = 0; i < WORLD_N_ENTITIES; i++)
    world->ids[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  return world;
}

void
world_free (World *world)
{
  for (guint i = 0; i < WORLD_N_ENTITIES; i++)
    g_array_unref (world->ids[i]);
  g_rand_free (world->rand);
  g_free (world);
}

/* WORLD_N_ENTITIES: of these no rows are made here. */
static guint
find_entity (const char *key)
{
  guint i = 0;

  while (i < WORLD_N_ENTITIES && !g_str_equal (world_entities[i], key))
    i++;
  return i;
}

/* A row that this world has inserted and that still is there; 0 if unlucky. */
static gint64
pick (World *world, RgWrite *write, const char *entity)
{
  guint of = find_entity (entity);
  GArray *ids = of < WORLD_N_ENTITIES ? world->ids[of] : NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?", entity);

  for (int i = 0; i < 5 && ids != NULL && ids->len > 0; i++)
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
  const RgEntity *entity = rg_catalog_find (catalog, world_entities[g_rand_int_range (world->rand, 0, 5)]);
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
      rg_catalog_find (catalog, world_entities[g_rand_int_range (world->rand, 0, WORLD_N_ENTITIES - 1)]);
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

void
world_act (RgStore *store, World *world)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM operation WHERE session = '%s' AND state = 'done' AND "
                       "kind = 'do'",
                       world->session);
  gint64 before = test_number (store, sql);

  do
    {
      g_autoptr (GError) error = NULL;
      guint n[WORLD_N_ENTITIES];

      for (guint i = 0; i < WORLD_N_ENTITIES; i++)
        n[i] = world->ids[i]->len;
      rg_store_write_sync (store, random_operation, world, NULL, &error);
      if (error == NULL)
        continue;
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
      /* What was rolled back gives its ids back too. */
      for (guint i = 0; i < WORLD_N_ENTITIES; i++)
        g_array_set_size (world->ids[i], n[i]);
    }
  while (test_number (store, sql) == before);
}
