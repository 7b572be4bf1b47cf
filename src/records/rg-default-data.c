/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-default-data.h"

#include "rg-defaults-data.h"

#define RESOURCE "/io/github/regulars/Regulars/default.json"

static JsonNode *
load (void)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (rg_defaults_data_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  JsonNode *node = NULL;

  g_assert (bytes != NULL);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  json_node_seal (node);
  return node;
}

/**
 * rg_default_data_get:
 *
 * Returns: (transfer none): what data/default.json says; not to be changed
 */
JsonObject *
rg_default_data_get (void)
{
  static JsonNode *node;

  if (g_once_init_enter_pointer (&node))
    g_once_init_leave_pointer (&node, load ());
  return json_node_get_object (node);
}

static char **
load_contact_kinds (void)
{
  JsonArray *array = json_object_get_array_member (rg_default_data_get (), "contact_kinds");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

/**
 * rg_default_data_get_contact_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): kinds of events
 */
const char *const *
rg_default_data_get_contact_kinds (void)
{
  static char **kinds;

  if (g_once_init_enter_pointer (&kinds))
    g_once_init_leave_pointer (&kinds, load_contact_kinds ());
  return (const char *const *) kinds;
}

/**
 * rg_default_data_is_contact:
 * @kind: (nullable): a kind of event
 *
 * Returns: whether it means that somebody was spoken to
 */
gboolean
rg_default_data_is_contact (const char *kind)
{
  return kind != NULL && g_strv_contains (rg_default_data_get_contact_kinds (), kind);
}

/**
 * rg_default_data_append_contact_kinds:
 * @sql: a statement that is being put together
 *
 * Adds the kinds with quotes and commas. They are words of the program's own.
 */
void
rg_default_data_append_contact_kinds (GString *sql)
{
  const char *const *kinds = rg_default_data_get_contact_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    g_string_append_printf (sql, "%s'%s'", i > 0 ? ", " : "", kinds[i]);
}
