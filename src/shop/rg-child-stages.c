/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-child-stages.h"

#include "catalog/rg-date.h"
#include "rg-child-stages-data.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* From which month to which a stage lasts stands in data/child-stages.json; their
 * names stand here, where they can be translated. */

#define RESOURCE "/io/github/regulars/Regulars/child-stages.json"

static const struct
{
  const char *key;
  const char *name;
} names[] = {
  { "newborn", N_ ("Newborn") },           { "milk", N_ ("On milk") },
  { "first-food", N_ ("First foods") },    { "toddler", N_ ("Toddler") },
  { "kindergarten", N_ ("Kindergarten") }, { "school", N_ ("School age") },
};

static void
add_stage (GArray *stages, JsonObject *object)
{
  const char *key = json_object_get_string_member (object, "key");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].key, key))
      {
        RgChildStage stage = { names[i].key, names[i].name,
                               (guint) json_object_get_int_member (object, "from"),
                               (guint) json_object_get_int_member (object, "to") };

        g_array_append_val (stages, stage);
        return;
      }
  g_assert_not_reached ();
}

static gpointer
load (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rg_child_stages_data_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = NULL;
  GArray *stages = g_array_new (FALSE, FALSE, sizeof (RgChildStage));
  JsonArray *array;

  g_assert (bytes != NULL);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (node != NULL);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_stage (stages, json_array_get_object_element (array, i));
  return stages;
}

/**
 * rg_child_stages:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the stages, the youngest first
 */
const RgChildStage *
rg_child_stages (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GArray *stages = g_once (&once, load, NULL);

  *n = stages->len;
  return (const RgChildStage *) (gpointer) stages->data;
}

/**
 * rg_child_stages_find:
 * @birthday: (nullable): a birthday as it is stored, of either calendar
 * @today: the day it is
 *
 * Counts months as the condition "age_months" does, so that the record and a list
 * agree.
 *
 * Returns: (transfer none) (nullable): the stage of a child born then
 */
const RgChildStage *
rg_child_stages_find (const char *birthday, const GDate *today)
{
  guint n;
  const RgChildStage *stages = rg_child_stages (&n);
  GDate born;

  if (birthday == NULL || !rg_date_find_birth (birthday, &born))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      GDate after = *today, until = *today;

      g_date_subtract_months (&after, stages[i].to);
      g_date_subtract_months (&until, stages[i].from);
      if (g_date_compare (&after, &born) < 0 && g_date_compare (&born, &until) <= 0)
        return &stages[i];
    }
  return NULL;
}

/**
 * rg_child_stage_get_name:
 * @stage: a stage
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
rg_child_stage_get_name (const RgChildStage *stage)
{
  return _ (stage->name);
}
