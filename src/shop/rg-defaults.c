/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-defaults.h"

#include "catalog/rg-catalog.h"
#include "records/rg-default-data.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define THRESHOLDS "thresholds"
#define WEIGHTS "class_weights"
#define EFFECTIVE "effective_kinds"

/* ¥10,000,000,000: no number of a shop is larger. */
#define LARGEST G_GINT64_CONSTANT (1000000000000)

static const char *const part_keys[RG_N_CLASS_PARTS] = { "money", "contact", "recency" };

struct _RgDefaults
{
  GHashTable *numbers; /* key → gint64 in a box */
  guint weights[RG_N_CLASS_PARTS];
  GPtrArray *effective; /* keys of the catalogue's choices, then NULL */
};

/**
 * rg_defaults_free:
 * @self: (nullable): numbers
 */
void
rg_defaults_free (RgDefaults *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->effective);
  g_free (self);
}

/* --- meta ------------------------------------------------------------------- */

/**
 * rg_meta_get:
 * @read: a transaction
 * @key: of a line in meta
 *
 * Returns: (transfer full) (nullable): what stands there
 */
char *
rg_meta_get (RgRead *read, const char *key)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT value FROM main.meta WHERE key = ?1", NULL);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, key);
  return rg_statement_step (statement, NULL) == RG_STEP_ROW ? g_strdup (rg_statement_get_text (statement, 0))
                                                            : NULL;
}

/**
 * rg_meta_set:
 * @write: a transaction
 * @key: of a line in meta
 * @value: (nullable): what is to stand there; %NULL takes the line away
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be written
 */
gboolean
rg_meta_set (RgWrite *write, const char *key, const char *value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_write_get_database (write),
      value != NULL
          ? "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2"
          : "DELETE FROM meta WHERE key = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, key);
  if (value != NULL)
    rg_statement_bind_text (statement, 1, value);
  return rg_statement_run (statement, error);
}

/* --- reading ---------------------------------------------------------------- */

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/* (nullable): what @text describes, when it is an object */
static JsonNode *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* Those that are no weights stay unheard: the program's are used. */
static void
take_weights (RgDefaults *self, JsonObject *object)
{
  guint weights[RG_N_CLASS_PARTS];
  gint64 sum = 0;

  for (guint i = 0; i < RG_N_CLASS_PARTS; i++)
    {
      JsonNode *node = json_object_get_member (object, part_keys[i]);
      gint64 weight = is_number (node) ? json_node_get_int (node) : -1;

      if (weight < 0 || weight > 100)
        return;
      weights[i] = (guint) weight;
      sum += weight;
    }
  if (sum == 100)
    memcpy (self->weights, weights, sizeof weights);
}

static void
take_numbers (RgDefaults *self, JsonObject *object, gboolean known_only)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      gint64 value = is_number (node) ? json_node_get_int (node) : 0;

      if (value > 0 && value <= LARGEST && (!known_only || g_hash_table_contains (self->numbers, l->data)))
        g_hash_table_replace (self->numbers, g_strdup (l->data), g_memdup2 (&value, sizeof value));
    }
}

/* (transfer none): of events; they are the program's own and stay. */
static const RgChoice *
event_kinds (void)
{
  static const RgChoice *kinds;

  if (g_once_init_enter_pointer (&kinds))
    {
      g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);

      g_once_init_leave_pointer (&kinds,
                                 rg_entity_find_field (rg_catalog_find (catalog, "event"), "kind")->choices);
    }
  return kinds;
}

/* The words of the catalogue that @wanted names, in its order: what else stands
 * there never comes into a statement. */
static void
take_kinds (RgDefaults *self, const char *const *wanted)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();

  for (const RgChoice *kind = event_kinds (); kind->key != NULL; kind++)
    if (g_strv_contains (wanted, kind->key))
      g_ptr_array_add (kinds, (gpointer) kind->key);
  if (kinds->len == 0)
    return;
  g_ptr_array_add (kinds, NULL);
  g_clear_pointer (&self->effective, g_ptr_array_unref);
  self->effective = g_steal_pointer (&kinds);
}

static void
take_array (RgDefaults *self, JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  wanted = g_strv_builder_end (builder);
  take_kinds (self, (const char *const *) wanted);
}

/**
 * rg_defaults_new:
 *
 * Returns: (transfer full): the numbers as they came with the program
 */
RgDefaults *
rg_defaults_new (void)
{
  RgDefaults *self = g_new0 (RgDefaults, 1);
  JsonObject *object = rg_default_data_get ();

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  take_numbers (self, object, FALSE);
  take_weights (self, json_object_get_object_member (object, WEIGHTS));
  take_array (self, json_object_get_array_member (object, EFFECTIVE));
  g_assert (self->effective != NULL);
  return self;
}

/**
 * rg_defaults_read:
 * @read: a transaction
 * @error: return location for an error
 *
 * Returns: (transfer full): the numbers that hold in this shop
 */
RgDefaults *
rg_defaults_read (RgRead *read, GError **error)
{
  RgDefaults *self = rg_defaults_new ();
  g_autofree char *thresholds = rg_meta_get (read, THRESHOLDS);
  g_autofree char *weights = rg_meta_get (read, WEIGHTS);
  g_autofree char *effective = rg_meta_get (read, EFFECTIVE);
  g_auto (GStrv) kinds = effective != NULL ? g_strsplit (effective, ",", 0) : NULL;
  g_autoptr (JsonNode) own_numbers = parse_object (thresholds);
  g_autoptr (JsonNode) own_weights = parse_object (weights);

  if (own_numbers != NULL)
    take_numbers (self, json_node_get_object (own_numbers), TRUE);
  if (own_weights != NULL)
    take_weights (self, json_node_get_object (own_weights));
  if (kinds != NULL)
    take_kinds (self, (const char *const *) kinds);
  return self;
}

/**
 * rg_defaults_get:
 * @self: numbers
 * @key: of one of them
 *
 * Returns: the number
 */
gint64
rg_defaults_get (const RgDefaults *self, const char *key)
{
  const gint64 *value = g_hash_table_lookup (self->numbers, key);

  g_return_val_if_fail (value != NULL, 0);
  return *value;
}

/**
 * rg_defaults_get_weight:
 * @self: numbers
 * @part: what a score is made of
 *
 * Returns: how many of the hundred points it gives at most
 */
guint
rg_defaults_get_weight (const RgDefaults *self, RgClassPart part)
{
  g_return_val_if_fail (part < RG_N_CLASS_PARTS, 0);
  return self->weights[part];
}

/**
 * rg_defaults_get_contact_kinds:
 * @self: numbers
 *
 * Returns: (transfer none) (array zero-terminated=1): kinds of events
 */
const char *const *
rg_defaults_get_contact_kinds (const RgDefaults *self)
{
  return rg_default_data_get_contact_kinds ();
}

/**
 * rg_defaults_get_effective_kinds:
 * @self: numbers
 *
 * Returns: (transfer none) (array zero-terminated=1): kinds of events, as the
 *   catalogue writes them
 */
const char *const *
rg_defaults_get_effective_kinds (const RgDefaults *self)
{
  return (const char *const *) self->effective->pdata;
}

/**
 * rg_defaults_to_text:
 * @self: numbers
 *
 * Returns: (transfer full): a text that two have in common when they judge alike
 */
char *
rg_defaults_to_text (const RgDefaults *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->numbers), (GCompareFunc) g_strcmp0);
  g_autofree char *kinds = g_strjoinv ("+", (char **) rg_defaults_get_contact_kinds (self));

  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "%s=%" G_GINT64_FORMAT " ", (char *) l->data,
                            rg_defaults_get (self, l->data));
  g_string_append_printf (text, "%s %u/%u/%u", kinds, self->weights[0], self->weights[1], self->weights[2]);
  return g_string_free_and_steal (text);
}

/* --- changing --------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, message);
  return FALSE;
}

/**
 * rg_defaults_set:
 * @write: a transaction
 * @key: of one of the numbers
 * @value: the shop's own; 0 for the program's again
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it is no such number, or cannot be written
 */
gboolean
rg_defaults_set (RgWrite *write, const char *key, gint64 value, GError **error)
{
  g_autoptr (RgDefaults) shipped = rg_defaults_new ();
  g_autofree char *old = rg_meta_get (rg_write_as_read (write), THRESHOLDS);
  g_autoptr (JsonNode) node = parse_object (old);
  g_autofree char *text = NULL;
  JsonObject *object;

  if (!g_hash_table_contains (shipped->numbers, key) || value < 0 || value > LARGEST)
    return refuse (error, _ ("There is no such number, or it is out of range."));
  if (node == NULL)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
    }
  object = json_node_get_object (node);
  if (value == 0)
    json_object_remove_member (object, key);
  else
    json_object_set_int_member (object, key, value);
  text = json_object_get_size (object) > 0 ? json_to_string (node, FALSE) : NULL;
  return rg_meta_set (write, THRESHOLDS, text, error);
}

/**
 * rg_defaults_set_weights:
 * @write: a transaction
 * @weights: (array fixed-size=3): percent, by #RgClassPart
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when they are not 100 together, or cannot be written
 */
gboolean
rg_defaults_set_weights (RgWrite *write, const guint *weights, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("{\"money\":%u,\"contact\":%u,\"recency\":%u}", weights[RG_CLASS_MONEY],
                       weights[RG_CLASS_CONTACT], weights[RG_CLASS_RECENCY]);
  g_autoptr (RgDefaults) shipped = rg_defaults_new ();
  guint64 sum = (guint64) weights[0] + weights[1] + weights[2];

  if (sum != 100)
    return refuse (error, _ ("The three weights must be 100 together."));
  if (memcmp (weights, shipped->weights, sizeof shipped->weights) == 0)
    g_clear_pointer (&text, g_free);
  return rg_meta_set (write, WEIGHTS, text, error);
}

/**
 * rg_defaults_set_effective_kinds:
 * @write: a transaction
 * @kinds: (nullable) (array zero-terminated=1): of events; %NULL for the program's
 *   again
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when one of them is no kind, there is none, or they
 *   cannot be written
 */
gboolean
rg_defaults_set_effective_kinds (RgWrite *write, const char *const *kinds, GError **error)
{
  g_autoptr (RgDefaults) wanted = rg_defaults_new ();
  g_autofree char *shipped = g_strjoinv (",", (char **) rg_defaults_get_effective_kinds (wanted));
  g_autofree char *text = NULL;

  if (kinds == NULL)
    return rg_meta_set (write, EFFECTIVE, NULL, error);
  take_kinds (wanted, kinds);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (!g_strv_contains (rg_defaults_get_effective_kinds (wanted), kinds[i]))
      return refuse (error, _ ("There is no such kind of contact."));
  if (kinds[0] == NULL)
    return refuse (error, _ ("At least one kind of contact has to count."));
  text = g_strjoinv (",", (char **) rg_defaults_get_effective_kinds (wanted));
  return rg_meta_set (write, EFFECTIVE, g_str_equal (text, shipped) ? NULL : text, error);
}
