/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rg-views-data.h"
#include "shop/rg-views-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The views that come with the program. Which there are, what they ask and how
 * they are ordered stands in data/views.json; their names stand here, where they
 * can be translated. The program puts them in: nobody's Ctrl+Z takes them, the
 * history can. */

#define SHIPPED_KEY "views_shipped"

static const struct
{
  const char *key;
  const char *name;
} names[] = {
  { "overdue", N_ ("Overdue") },
  { "due-today", N_ ("Due Today") },
  { "new-this-week", N_ ("New This Week") },
  { "high-value", N_ ("High Value") },
  { "small-often", N_ ("Frequent but Small") },
  { "discount-only", N_ ("Only at Discounts") },
  { "recently-active", N_ ("Recently Active") },
  { "asleep", N_ ("Asleep") },
  { "keen", N_ ("Keen") },
  { "returning", N_ ("Returning") },
  { "leaving", N_ ("About to Leave") },
  { "vip", N_ ("VIP") },
  { "birthday-week", N_ ("Birthday This Week") },
  { "no-plan", N_ ("No Plan and No Contact") },
  { "deals-stalled", N_ ("Stalled Deals") },
  { "deals-unplanned", N_ ("Nothing Planned") },
  { "deals-expected", N_ ("Expected This Month") },
  { "deals-won", N_ ("Won This Month") },
  { "deals-lost", N_ ("Lost This Month") },
};

const char *
rg_views_get_shipped_name (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].key, key))
      return names[i].name;
  return NULL;
}

/* --- what a shop was given already ---------------------------------------- */

/* (transfer full): blanks around each key; "" when none was given. */
static gpointer
read_given (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT value FROM meta WHERE key = ?1", error);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, SHIPPED_KEY);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ERROR)
    return NULL;
  return g_strdup (step == RG_STEP_ROW ? rg_statement_get_text (statement, 0) : "");
}

static gboolean
was_given (const char *given, const char *key)
{
  g_autofree char *word = g_strdup_printf (" %s ", key);

  return strstr (given, word) != NULL;
}

static gboolean
write_given (RgWrite *write, const char *given, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (write),
                           "INSERT INTO meta (key, value) VALUES (?1, ?2)"
                           " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                           error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, SHIPPED_KEY);
  rg_statement_bind_text (statement, 1, given);
  return rg_statement_run (statement, error);
}

/* --- giving --------------------------------------------------------------- */

static JsonArray *
load_shipped (GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rg_views_get_resource (), RG_APP_PATH "/views.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, error))
    return NULL;
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static gboolean
keep_view (RgOp *op, JsonObject *shipped, const char *key, GError **error)
{
  g_autoptr (RgView) view =
      rg_view_new_of (json_object_get_string_member_with_default (shipped, "entity", "customer"),
                      rg_views_get_shipped_name (key));

  view->key = g_strdup (key);
  view->icon = g_strdup (json_object_get_string_member (shipped, "icon"));
  view->condition = json_to_string (json_object_get_member (shipped, "condition"), FALSE);
  view->sort = g_strdup (json_object_get_string_member_with_default (shipped, "sort", NULL));
  view->descending = json_object_get_boolean_member_with_default (shipped, "descending", FALSE);
  return rg_views_create (op, view, error) != 0;
}

static gpointer
give_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  JsonArray *shipped = data;
  g_autofree char *before = read_given (rg_write_as_read (write), NULL, cancellable, error);
  g_autoptr (GString) given = NULL;
  RgOp *op;

  if (before == NULL)
    return NULL;
  op = rg_op_begin (write, RG_ORIGIN_SYSTEM, "system", _ ("Put in the views that come with the program"),
                    error);
  if (op == NULL)
    return NULL;
  given = g_string_new (*before != '\0' ? before : " ");
  for (guint i = 0; i < json_array_get_length (shipped); i++)
    {
      JsonObject *view = json_array_get_object_element (shipped, i);
      const char *key = json_object_get_string_member (view, "key");

      if (was_given (given->str, key) || rg_views_get_shipped_name (key) == NULL)
        continue;
      if (!keep_view (op, view, key, error))
        return NULL;
      g_string_append_printf (given, "%s ", key);
    }
  return write_given (write, given->str, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static gboolean
is_anything_new (JsonArray *shipped, const char *given)
{
  for (guint i = 0; i < json_array_get_length (shipped); i++)
    if (!was_given (given, json_object_get_string_member (json_array_get_object_element (shipped, i), "key")))
      return TRUE;
  return FALSE;
}

/**
 * rg_views_ship:
 * @store: a shop
 * @error: return location for an error
 *
 * Puts the views that come with the program into the shop, each of them once in
 * its life: what was deleted does not come back.
 *
 * Returns: %FALSE and @error when they could not be written; %TRUE also when there
 *   was nothing to do, as in a shop that can only be read
 */
gboolean
rg_views_ship (RgStore *store, GError **error)
{
  g_autoptr (JsonArray) shipped = NULL;
  g_autofree char *given = NULL;

  if (rg_store_is_read_only (store))
    return TRUE;
  shipped = load_shipped (error);
  given = shipped != NULL ? rg_store_read_sync (store, read_given, NULL, NULL, error) : NULL;
  if (given == NULL)
    return FALSE;
  return !is_anything_new (shipped, given) ||
         rg_store_write_sync (store, give_func, shipped, NULL, error) != NULL;
}
