/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-gates.h"

#include "records/rg-row.h"
#include "shop/rg-cells.h"
#include "shop/rg-gates-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define MOST_OF_A_KIND 99

static const char *const kind_words[] = {
  [RG_GATE_UNKNOWN] = "",          [RG_GATE_ATTACHMENTS] = "attachments",
  [RG_GATE_CONTACTS] = "contacts", [RG_GATE_FIELDS] = "fields",
  [RG_GATE_SALE] = "sale",
};

static const RgEntity *
gate_entity (RgOp *op)
{
  return rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "gate");
}

void
rg_gate_free (RgGate *gate)
{
  if (gate == NULL)
    return;
  g_free (gate->kind_word);
  g_free (gate->what);
  g_strfreev (gate->fields);
  g_free (gate->problem);
  g_free (gate);
}

/* --- kinds ---------------------------------------------------------------- */

/**
 * rg_gate_kind_word:
 * @kind: a kind
 *
 * Returns: how it is kept and how the command line says it
 */
const char *
rg_gate_kind_word (RgGateKind kind)
{
  return kind_words[kind];
}

/**
 * rg_gate_kind_parse:
 * @word: as it is kept and as the command line says it
 *
 * Returns: the kind; %RG_GATE_UNKNOWN for anything else
 */
RgGateKind
rg_gate_kind_parse (const char *word)
{
  for (guint i = RG_GATE_ATTACHMENTS; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i], word) == 0)
      return (RgGateKind) i;
  return RG_GATE_UNKNOWN;
}

/* --- reading -------------------------------------------------------------- */

/* (transfer full): no field where it is no array of texts. */
static char **
parse_fields (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *key = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (key) && json_node_get_value_type (key) == G_TYPE_STRING)
        g_strv_builder_add (keys, json_node_get_string (key));
    }
  return g_strv_builder_end (keys);
}

/**
 * rg_gate_may_ask:
 * @field: of "deal"
 *
 * Returns: whether a gate may ask for it: an owner can fill it
 */
gboolean
rg_gate_may_ask (const RgField *field)
{
  return g_str_equal (field->key, "customer_id") || g_str_equal (field->key, "contact_id") ||
         (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL | RG_FIELD_RETIRED)) == 0;
}

/* Why the gate cannot be asked in this shop. (transfer full) (nullable) */
static char *
find_problem (const RgGate *gate, RgCatalog *catalog)
{
  const RgEntity *entity = rg_catalog_find (catalog, "deal");

  if (gate->kind == RG_GATE_UNKNOWN)
    return g_strdup_printf (_ ("This version does not know gates of the kind “%s”."), gate->kind_word);
  if (gate->kind != RG_GATE_FIELDS)
    return NULL;
  if (gate->fields[0] == NULL)
    return g_strdup (_ ("No field is named."));
  for (char **key = gate->fields; *key != NULL; key++)
    {
      const RgField *field = rg_entity_find_field (entity, *key);

      if (field == NULL)
        return g_strdup_printf (_ ("There is no field “%s” any more."), *key);
      if (!rg_gate_may_ask (field))
        return g_strdup_printf (_ ("The field “%s” is not used any more."), rg_field_get_label (field));
    }
  return NULL;
}

static RgGate *
gate_from (RgStatement *statement, RgCatalog *catalog)
{
  RgGate *gate = g_new0 (RgGate, 1);
  const char *what = rg_statement_get_text (statement, 3);

  gate->id = rg_statement_get_integer (statement, 0);
  gate->stage_id = rg_statement_get_integer (statement, 1);
  gate->kind_word = g_strdup (rg_statement_get_text (statement, 2));
  gate->kind = rg_gate_kind_parse (gate->kind_word);
  if (gate->kind == RG_GATE_FIELDS)
    gate->fields = parse_fields (what);
  else
    gate->what = g_strdup (what);
  gate->n = (guint) CLAMP (rg_statement_get_real (statement, 4), 1, MOST_OF_A_KIND);
  gate->amount_fen = rg_statement_get_integer (statement, 5);
  gate->problem = find_problem (gate, catalog);
  return gate;
}

/**
 * rg_gates_list:
 * @read: a read transaction
 * @stage_id: before which stage; 0: all of them
 * @error: return location for an error
 *
 * Returns: (element-type RgGate) (transfer full): the gates, in the order in which they
 *   were made
 */
GPtrArray *
rg_gates_list (RgRead *read, gint64 stage_id, GError **error)
{
  g_autoptr (GPtrArray) gates = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_gate_free);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT g.id, g.stage_id, g.kind, g.what, g.n, g.amount_fen FROM gate g"
                           " WHERE ?1 = 0 OR g.stage_id = ?1 ORDER BY g.stage_id, g.id",
                           error);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, stage_id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (gates, gate_from (statement, rg_read_get_catalog (read)));
  return step == RG_STEP_DONE ? g_steal_pointer (&gates) : NULL;
}

/* --- words ---------------------------------------------------------------- */

/* The labels of fields, with the comma of the language between them. (transfer full) */
char *
rg_gate_dup_fields (char *const *keys, RgCatalog *catalog)
{
  const RgEntity *entity = rg_catalog_find (catalog, "deal");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (char *const *key = keys; *key != NULL; key++)
    {
      const RgField *field = rg_entity_find_field (entity, *key);

      g_ptr_array_add (labels, (char *) (field != NULL ? rg_field_get_label (field) : *key));
    }
  g_ptr_array_add (labels, NULL);
  /* Translators: stands between the things of a list */
  return g_strjoinv (_ (", "), (char **) labels->pdata);
}

/**
 * rg_gate_dup_sentence:
 * @gate: a gate
 * @catalog: of its shop
 *
 * Returns: (transfer full): what it asks for; where it cannot be asked, why
 */
char *
rg_gate_dup_sentence (const RgGate *gate, RgCatalog *catalog)
{
  g_autofree char *words = NULL;

  if (gate->problem != NULL)
    return g_strdup (gate->problem);
  switch (gate->kind)
    {
    case RG_GATE_ATTACHMENTS:
      if (gate->what == NULL || *gate->what == '\0')
        return g_strdup_printf (ngettext ("At least %u file", "At least %u files", gate->n), gate->n);
      return g_strdup_printf (
          ngettext ("At least %u file of the kind “%s”", "At least %u files of the kind “%s”", gate->n),
          gate->n, gate->what);
    case RG_GATE_CONTACTS:
      return g_strdup_printf (
          ngettext ("At least %u effective contact", "At least %u effective contacts", gate->n), gate->n);
    case RG_GATE_FIELDS:
      words = rg_gate_dup_fields (gate->fields, catalog);
      return g_strdup_printf (_ ("Filled in: %s"), words);
    case RG_GATE_SALE:
      words = rg_gate_dup_money (gate->amount_fen);
      return g_strdup_printf (_ ("A sale of at least %s"), words);
    case RG_GATE_UNKNOWN:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* --- writing -------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, message);
  return FALSE;
}

static char *
fields_to_json (const char *const *keys)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (const char *const *key = keys; *key != NULL; key++)
    json_array_add_string_element (array, *key);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

static gboolean
check_words (RgOp *op, const RgGateWords *words, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  const RgEntity *entity = rg_catalog_find (catalog, "deal");

  if (words->kind == RG_GATE_UNKNOWN)
    return refuse (error, _ ("Say what the gate asks for: attachments, contacts, fields or a sale."));
  if ((words->kind == RG_GATE_ATTACHMENTS || words->kind == RG_GATE_CONTACTS) &&
      (words->n < 1 || words->n > MOST_OF_A_KIND))
    return refuse (error, _ ("A gate asks for 1 to 99 of a kind."));
  if (words->kind == RG_GATE_SALE && words->amount_fen <= 0)
    return refuse (error, _ ("Say how much the sale has to come to."));
  if (words->kind != RG_GATE_FIELDS)
    return TRUE;
  if (words->fields == NULL || words->fields[0] == NULL)
    return refuse (error, _ ("Choose the fields that have to be filled in."));
  for (const char *const *key = words->fields; *key != NULL; key++)
    {
      const RgField *field = rg_entity_find_field (entity, *key);
      g_autofree char *message = NULL;

      if (field != NULL && rg_gate_may_ask (field))
        continue;
      message = g_strdup_printf (_ ("A deal has no field “%s” that could be filled in."), *key);
      return refuse (error, message);
    }
  return TRUE;
}

/* Everything that another kind had is taken away. */
static gboolean
fill (RgCells *cells, const RgGateWords *words, GError **error)
{
  g_autofree char *fields = words->kind == RG_GATE_FIELDS ? fields_to_json (words->fields) : NULL;
  const char *what = fields != NULL ? fields : words->kind == RG_GATE_ATTACHMENTS ? words->what : NULL;

  if (!rg_cells_add_text (cells, "kind", rg_gate_kind_word (words->kind), error) ||
      !rg_cells_add_text (cells, "what", what != NULL ? what : "", error))
    return FALSE;
  if (words->kind == RG_GATE_ATTACHMENTS || words->kind == RG_GATE_CONTACTS)
    rg_cells_add_real (cells, "n", words->n);
  else
    rg_cells_add (cells, "n");
  if (words->kind == RG_GATE_SALE)
    rg_cells_add_integer (cells, "amount_fen", words->amount_fen);
  else
    rg_cells_add (cells, "amount_fen");
  return TRUE;
}

/**
 * rg_gate_add:
 * @op: the operation of a write
 * @stage_id: before which stage
 * @words: what it asks for
 * @error: return location for an error
 *
 * Returns: the id; 0 and @error when it asks for what there is not
 */
gint64
rg_gate_add (RgOp *op, gint64 stage_id, const RgGateWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (gate_entity (op));

  if (!check_words (op, words, error) || !fill (&cells, words, error))
    return 0;
  rg_cells_add_integer (&cells, "stage_id", stage_id);
  return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
}

gboolean
rg_gate_change (RgOp *op, gint64 id, const RgGateWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (gate_entity (op));

  return check_words (op, words, error) && fill (&cells, words, error) &&
         rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

gboolean
rg_gate_delete (RgOp *op, gint64 id, GError **error)
{
  return rg_op_delete (op, gate_entity (op), id, error);
}
