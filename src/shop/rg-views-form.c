/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-views.h"

#include <string.h>

/* How a view is shown: its order and its columns. */

/**
 * rg_view_join_columns:
 * @keys: keys of fields with commas between them
 *
 * Returns: (transfer full): their stored form
 */
char *
rg_view_join_columns (const char *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, ",", -1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) array = json_array_new ();

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      json_array_add_string_element (array, *part);
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/**
 * rg_view_join_layout:
 * @layout: keys of columns with their widths: “name phone:140 x1@3f2a91c4:0”
 *
 * Returns: (transfer full): the keys' stored form
 */
char *
rg_view_join_layout (const char *layout)
{
  g_auto (GStrv) parts = g_strsplit (layout, " ", -1);
  g_autofree char *keys = NULL;

  for (char **part = parts; *part != NULL; part++)
    (*part)[strcspn (*part, ":")] = '\0';
  keys = g_strjoinv (",", parts);
  return rg_view_join_columns (keys);
}

/**
 * rg_view_split_columns:
 * @columns: what is stored
 *
 * Returns: (transfer full) (nullable): the keys; %NULL when it is nothing of the
 *   kind
 */
char **
rg_view_split_columns (const char *columns)
{
  g_autoptr (JsonNode) node = json_from_string (columns, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

/**
 * rg_view_dup_layout:
 * @view: a view
 *
 * Returns: (transfer full) (nullable): its columns as a layout of the list; %NULL: those
 *   of the page
 */
char *
rg_view_dup_layout (const RgView *view)
{
  g_auto (GStrv) keys = view->columns != NULL ? rg_view_split_columns (view->columns) : NULL;

  return keys != NULL ? g_strjoinv (" ", keys) : NULL;
}

/**
 * rg_view_set_form:
 * @view: a view
 * @search: (nullable): what is searched besides
 * @sort: key of the field that orders
 * @descending: from the last to the first
 * @layout: the columns as a layout of the list; "" for the usual ones
 *
 * Writes down how a list is shown.
 */
void
rg_view_set_form (RgView *view, const char *search, const char *sort, gboolean descending, const char *layout)
{
  g_set_str (&view->search, search != NULL && *search != '\0' ? search : NULL);
  g_set_str (&view->sort, sort);
  view->descending = descending;
  g_clear_pointer (&view->columns, g_free);
  if (*layout != '\0')
    view->columns = rg_view_join_layout (layout);
}
