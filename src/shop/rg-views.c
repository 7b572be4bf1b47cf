/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-views.h"

#include "shop/rg-views-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COLUMNS                                                                                              \
  "v.id, v.name, v.key, v.icon, v.condition, v.search, v.sort, v.descending, v.columns, v.position, "        \
  "v.pinned, ifnull (v.entity, 'customer')"

/* --- one view ------------------------------------------------------------- */

/**
 * rg_view_new:
 * @name: what it is called
 *
 * Returns: (transfer full): a view that is not kept yet: everybody, by name, in
 *   the sidebar
 */
RgView *
rg_view_new (const char *name)
{
  return rg_view_new_of ("customer", name);
}

/**
 * rg_view_new_of:
 * @entity: whose rows: "customer" or "deal"
 * @name: what it is called
 *
 * Returns: (transfer full): a view that is not kept yet: all of them in their
 *   natural order, in the sidebar
 */
RgView *
rg_view_new_of (const char *entity, const char *name)
{
  RgView *view = g_new0 (RgView, 1);

  view->name = g_strdup (name);
  view->entity = g_strdup (entity);
  view->pinned = TRUE;
  return view;
}

/**
 * rg_view_copy:
 * @view: a view
 *
 * Returns: (transfer full): another like it
 */
RgView *
rg_view_copy (const RgView *view)
{
  RgView *copy = g_memdup2 (view, sizeof *view);

  copy->name = g_strdup (view->name);
  copy->entity = g_strdup (view->entity);
  copy->key = g_strdup (view->key);
  copy->icon = g_strdup (view->icon);
  copy->condition = g_strdup (view->condition);
  copy->search = g_strdup (view->search);
  copy->sort = g_strdup (view->sort);
  copy->columns = g_strdup (view->columns);
  return copy;
}

void
rg_view_free (RgView *view)
{
  g_free (view->name);
  g_free (view->entity);
  g_free (view->key);
  g_free (view->icon);
  g_free (view->condition);
  g_free (view->search);
  g_free (view->sort);
  g_free (view->columns);
  g_free (view);
}

/**
 * rg_view_get_title:
 * @view: a view
 *
 * Returns: (transfer none): what it is called for people
 */
const char *
rg_view_get_title (const RgView *view)
{
  const char *shipped = view->key != NULL ? rg_views_get_shipped_name (view->key) : NULL;

  return shipped != NULL && g_strcmp0 (view->name, shipped) == 0 ? _ (shipped) : view->name;
}

/**
 * rg_view_parse:
 * @view: a view
 * @error: %RG_CONDITION_ERROR
 *
 * Returns: (transfer full): its condition; %NULL and @error when what is stored is
 *   none. One without a condition has everybody
 */
RgCondition *
rg_view_parse (const RgView *view, GError **error)
{
  return rg_condition_parse (view->condition != NULL ? view->condition : "{\"all\":[]}", error);
}

/**
 * rg_view_check:
 * @view: a view
 * @read: a read transaction
 * @error: %RG_CONDITION_ERROR
 *
 * Returns: whether it can be asked in this shop
 */
gboolean
rg_view_check (const RgView *view, RgRead *read, GError **error)
{
  g_autoptr (RgCondition) condition = rg_view_parse (view, error);

  return condition != NULL && rg_condition_check (condition, read, view->entity, error);
}

/* Whether it asks for deals that came to an end: such are seldom open. */
static gboolean
asks_for_end (const RgCondition *condition)
{
  JsonObject *leaf = rg_condition_get_leaf (condition);
  const char *into = leaf != NULL ? json_object_get_string_member_with_default (leaf, "moved", NULL) : NULL;

  for (guint i = 0; i < rg_condition_get_n_children (condition); i++)
    if (asks_for_end (rg_condition_get_child (condition, i)))
      return TRUE;
  return (g_strcmp0 (into, "won") == 0 || g_strcmp0 (into, "lost") == 0) &&
         g_strcmp0 (json_object_get_string_member_with_default (leaf, "op", NULL), "none") != 0;
}

/**
 * rg_deals_condition_shown:
 * @condition: (nullable): of deals; %NULL for all of them
 *
 * Lists, boards and numbers of deals show open ones only, unless the condition says
 * itself what has become of them: by their state, the day they were closed, why they
 * were lost, or that they came to be won or lost.
 *
 * Returns: (transfer full): the condition that is asked
 */
RgCondition *
rg_deals_condition_shown (RgCondition *condition)
{
  static const char *const ends[] = { "state", "closed", "lost_reason" };
  g_autoptr (RgCondition) open =
      rg_condition_parse ("{\"field\":\"state\",\"op\":\"is\",\"value\":\"open\"}", NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (condition == NULL)
    return g_steal_pointer (&open);
  if (asks_for_end (condition))
    return rg_condition_ref (condition);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (rg_condition_names_field (condition, ends[i]))
      return rg_condition_ref (condition);
  g_ptr_array_add (parts, open);
  g_ptr_array_add (parts, condition);
  return rg_condition_new_group (RG_CONDITION_ALL, parts);
}

/**
 * rg_view_make_query:
 * @view: a view
 * @error: %RG_CONDITION_ERROR
 *
 * Returns: (transfer full): the question it asks, of deals with
 *   [func@deals_condition_shown]; %NULL and @error when what is stored is no condition
 */
RgQuery *
rg_view_make_query (const RgView *view, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new (view->entity);
  g_autoptr (RgCondition) condition = rg_view_parse (view, error);

  if (condition == NULL)
    return NULL;
  if (g_str_equal (view->entity, "deal"))
    {
      g_autoptr (RgCondition) shown = rg_deals_condition_shown (view->condition != NULL ? condition : NULL);

      rg_query_set_condition (query, shown);
    }
  else if (view->condition != NULL)
    rg_query_set_condition (query, condition);
  if (view->search != NULL)
    rg_query_set_search (query, view->search);
  if (view->sort != NULL && !(g_str_equal (view->sort, "name") && !view->descending))
    rg_query_set_sort (query, view->sort, view->descending);
  return g_steal_pointer (&query);
}

/* --- reading -------------------------------------------------------------- */

static RgView *
read_view (RgStatement *statement)
{
  RgView *view = rg_view_new_of (rg_statement_get_text (statement, 11), rg_statement_get_text (statement, 1));

  view->id = rg_statement_get_integer (statement, 0);
  view->key = g_strdup (rg_statement_get_text (statement, 2));
  view->icon = g_strdup (rg_statement_get_text (statement, 3));
  view->condition = g_strdup (rg_statement_get_text (statement, 4));
  view->search = g_strdup (rg_statement_get_text (statement, 5));
  view->sort = g_strdup (rg_statement_get_text (statement, 6));
  view->descending = rg_statement_get_integer (statement, 7) != 0;
  view->columns = g_strdup (rg_statement_get_text (statement, 8));
  view->position = rg_statement_get_real (statement, 9);
  view->pinned = rg_statement_get_integer (statement, 10) != 0;
  return view;
}

/**
 * rg_views_list:
 * @read: a read transaction
 * @error: return location for an error
 *
 * Returns: (element-type RgView) (transfer full): all views in their order
 */
GPtrArray *
rg_views_list (RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_view_free);
  g_autoptr (GString) sql = g_string_new ("SELECT " COLUMNS " FROM view v WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "view", "v", sql);
  g_string_append (sql, " ORDER BY v.position, v.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (views, read_view (statement));
  return step == RG_STEP_DONE ? g_steal_pointer (&views) : NULL;
}

/**
 * rg_views_list_of:
 * @read: a read transaction
 * @entity: "customer" or "deal"
 * @error: return location for an error
 *
 * Returns: (element-type RgView) (transfer full): the views of that entity in their
 *   order
 */
GPtrArray *
rg_views_list_of (RgRead *read, const char *entity, GError **error)
{
  g_autoptr (GPtrArray) views = rg_views_list (read, error);

  for (guint i = views != NULL ? views->len : 0; i > 0; i--)
    {
      const RgView *view = g_ptr_array_index (views, i - 1);

      if (!g_str_equal (view->entity, entity))
        g_ptr_array_remove_index (views, i - 1);
    }
  return g_steal_pointer (&views);
}

/**
 * rg_views_get:
 * @read: a read transaction
 * @id: of a view
 * @error: return location for an error
 *
 * Returns: (transfer full): the view; %NULL and @error when there is none
 */
RgView *
rg_views_get (RgRead *read, gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return rg_views_find (read, name, error);
}

/* Taken for an id first, then for a key, which no program names like an id, then
 * for what people call it. */
static gboolean
is_called (const RgView *view, const char *name, guint how)
{
  g_autofree char *id = how == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, view->id) : NULL;

  if (how == 0)
    return g_str_equal (id, name);
  if (how == 1)
    return g_strcmp0 (view->key, name) == 0;
  return g_str_equal (rg_view_get_title (view), name) || g_str_equal (view->name, name);
}

/**
 * rg_views_find:
 * @read: a read transaction
 * @name: an id, the key of a shipped one, or what it is called
 * @error: return location for an error
 *
 * Returns: (transfer full): the view; %NULL and @error when none or several fit
 */
RgView *
rg_views_find (RgRead *read, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = rg_views_list (read, error);

  for (guint how = 0; views != NULL && how < 3; how++)
    {
      const RgView *found = NULL;
      guint n = 0;

      for (guint i = 0; i < views->len; i++)
        if (is_called (g_ptr_array_index (views, i), name, how))
          {
            found = g_ptr_array_index (views, i);
            n++;
          }
      if (n == 1)
        return rg_view_copy (found);
      if (n > 1)
        {
          g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                       _ ("Several views are called “%s”. Please use the number."), name);
          return NULL;
        }
    }
  if (views != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("There is no view “%s”."), name);
  return NULL;
}

/* --- writing -------------------------------------------------------------- */

#define N_CELLS 11

static void
fill_text (RgCell *cell, const RgEntity *entity, const char *key, const char *text)
{
  cell->field = rg_entity_find_field (entity, key);
  cell->value = (RgValue) RG_VALUE_INIT;
  if (text != NULL)
    {
      cell->value.kind = RG_VALUE_TEXT;
      cell->value.text = (char *) text;
    }
}

static void
fill_boolean (RgCell *cell, const RgEntity *entity, const char *key, gboolean value)
{
  cell->field = rg_entity_find_field (entity, key);
  cell->value = (RgValue) { .kind = RG_VALUE_INTEGER, .integer = value != FALSE };
}

/* The position comes last. Texts stay @view's. */
static void
fill_cells (const RgEntity *entity, const RgView *view, RgCell *cells)
{
  fill_text (&cells[0], entity, "name", view->name);
  fill_text (&cells[1], entity, "key", view->key);
  fill_text (&cells[2], entity, "icon", view->icon);
  fill_text (&cells[3], entity, "condition", view->condition);
  fill_text (&cells[4], entity, "search", view->search);
  fill_text (&cells[5], entity, "sort", view->sort);
  fill_boolean (&cells[6], entity, "descending", view->descending);
  fill_text (&cells[7], entity, "columns", view->columns);
  fill_boolean (&cells[8], entity, "pinned", view->pinned);
  /* Nothing means customers, as it was written before there were deals. */
  fill_text (&cells[9], entity, "entity", g_str_equal (view->entity, "customer") ? NULL : view->entity);
  cells[10].field = rg_entity_find_field (entity, "position");
  cells[10].value = (RgValue) { .kind = RG_VALUE_REAL, .real = view->position };
}

static gboolean
last_position (RgWrite *write, double *position, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_write_get_database (write), "SELECT ifnull (max (position), 0.0) FROM view", error);

  if (statement == NULL || rg_statement_step (statement, error) == RG_STEP_ERROR)
    return FALSE;
  *position = rg_statement_get_real (statement, 0);
  return TRUE;
}

static gboolean
check_name (const RgView *view, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (view->name != NULL ? view->name : ""));

  if (*name != '\0')
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, _ ("A view needs a name."));
  return FALSE;
}

/**
 * rg_views_create:
 * @op: the operation of a write
 * @view: what it is to be; id and position do not count
 * @error: return location for an error
 *
 * Keeps a view behind the others.
 *
 * Returns: its id, or 0 and @error
 */
gint64
rg_views_create (RgOp *op, const RgView *view, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "view");
  RgCell cells[N_CELLS];
  double last = 0.0;

  if (!check_name (view, error) || !last_position (write, &last, error))
    return 0;
  fill_cells (entity, view, cells);
  cells[N_CELLS - 1].value.real = last + 1.0;
  return rg_op_insert (op, entity, cells, N_CELLS, error);
}

/**
 * rg_views_change:
 * @op: the operation of a write
 * @view: what the row of its id is to be; the position stays
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_views_change (RgOp *op, const RgView *view, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "view");
  RgCell cells[N_CELLS];

  if (!check_name (view, error))
    return FALSE;
  fill_cells (entity, view, cells);
  return rg_op_update (op, entity, view->id, cells, N_CELLS - 1, error);
}

static gboolean
set_position (RgOp *op, gint64 id, double position, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "view");
  RgCell cell = { .field = rg_entity_find_field (entity, "position"),
                  .value = { .kind = RG_VALUE_REAL, .real = position } };

  return rg_op_update (op, entity, id, &cell, 1, error);
}

/* Halves between two neighbours come to an end after some fifty moves. */
static gboolean
number_again (RgOp *op, const GPtrArray *views, gint64 id, gint64 before, GError **error)
{
  double position = 1.0;

  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);

      if (view->id == before && !set_position (op, id, position++, error))
        return FALSE;
      if (view->id != id && !set_position (op, view->id, position++, error))
        return FALSE;
    }
  return before != 0 || set_position (op, id, position, error);
}

/**
 * rg_views_move:
 * @op: the operation of a write
 * @id: the view that is moved
 * @before: the one in front of which it is put; 0: behind all
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_views_move (RgOp *op, gint64 id, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) views = rg_views_list (rg_write_as_read (rg_op_get_write (op)), error);
  double low = 0.0, high = 0.0, middle;
  gboolean found = before == 0;

  if (views == NULL || id == before)
    return views != NULL;
  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);

      if (before != 0 && view->id == before)
        {
          high = view->position;
          found = TRUE;
          break;
        }
      if (view->id != id)
        low = view->position;
    }
  if (!found || before == 0)
    return set_position (op, id, low + 1.0, error);
  middle = (low + high) / 2.0;
  if (middle > low && middle < high)
    return set_position (op, id, middle, error);
  return number_again (op, views, id, before, error);
}

/**
 * rg_views_delete:
 * @op: the operation of a write
 * @id: of a view
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_views_delete (RgOp *op, gint64 id, GError **error)
{
  return rg_op_delete (op, rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "view"), id, error);
}
