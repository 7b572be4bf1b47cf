/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-contact-forms.h"

#include "rg-forms-data.h"
#include "shop/rg-cells.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const struct
{
  const char *key;
  const char *name;
} names[] = {
  { "visit-log", N_ ("Visit log") },
  { "showing", N_ ("After a showing") },
  { "trial", N_ ("After a trial lesson") },
};

/* --- forms ---------------------------------------------------------------- */

static void
part_free (gpointer data)
{
  RgContactPart *part = data;

  g_free (part->field);
  g_free (part);
}

/**
 * rg_contact_form_new:
 * @name: what it is called
 *
 * Returns: (transfer full): a form for no kind and without parts
 */
RgContactForm *
rg_contact_form_new (const char *name)
{
  RgContactForm *form = g_new0 (RgContactForm, 1);

  form->name = g_strdup (name);
  form->kinds = g_new0 (char *, 1);
  form->parts = g_ptr_array_new_with_free_func (part_free);
  return form;
}

RgContactForm *
rg_contact_form_copy (const RgContactForm *form)
{
  RgContactForm *copy = rg_contact_form_new (form->name);

  copy->id = form->id;
  copy->key = g_strdup (form->key);
  g_strfreev (copy->kinds);
  copy->kinds = g_strdupv (form->kinds);
  copy->position = form->position;
  copy->retired = form->retired;
  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);

      rg_contact_form_add_part (copy, part->field, part->required);
    }
  return copy;
}

void
rg_contact_form_free (RgContactForm *form)
{
  g_free (form->name);
  g_free (form->key);
  g_strfreev (form->kinds);
  g_ptr_array_unref (form->parts);
  g_free (form);
}

void
rg_contact_form_add_part (RgContactForm *form, const char *field, gboolean required)
{
  RgContactPart *part;

  if (form->parts->len == RG_CONTACT_FORM_MOST_PARTS)
    return;
  for (guint i = 0; i < form->parts->len; i++)
    if (g_str_equal (((const RgContactPart *) g_ptr_array_index (form->parts, i))->field, field))
      return;
  part = g_new0 (RgContactPart, 1);
  part->field = g_strdup (field);
  part->required = required;
  g_ptr_array_add (form->parts, part);
}

/**
 * rg_contact_form_may_ask:
 * @field: of the entity "event"
 *
 * Returns: whether a form may ask for it
 */
gboolean
rg_contact_form_may_ask (const RgField *field)
{
  static const char *const always[] = { "customer_id", "kind", "at", "text", "next_date", NULL };

  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL | RG_FIELD_RETIRED)) == 0 &&
         !g_strv_contains (always, field->key);
}

/**
 * rg_contact_forms_days_for:
 * @intent: (nullable): a choice of the field "intent"
 *
 * Returns: in how many days to go on; 0: nothing is proposed
 */
guint
rg_contact_forms_days_for (const char *intent)
{
  static const struct
  {
    const char *intent;
    guint days;
  } all[] = { { "high", 1 }, { "medium", 3 }, { "low", 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].intent, intent) == 0)
      return all[i].days;
  return 0;
}

static const char *
shipped_name (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].key, key) == 0)
      return names[i].name;
  return NULL;
}

/**
 * rg_contact_form_get_title:
 * @form: a form
 *
 * Returns: what people read
 */
const char *
rg_contact_form_get_title (const RgContactForm *form)
{
  const char *shipped = shipped_name (form->key);

  return shipped != NULL && g_str_equal (shipped, form->name) ? _ (shipped) : form->name;
}

/**
 * rg_contact_part_get_field:
 * @part: of a form
 * @catalog: the shop's
 *
 * Returns: (transfer none) (nullable): its field; %NULL when there is none any
 *   more or it is out of use
 */
const RgField *
rg_contact_part_get_field (const RgContactPart *part, RgCatalog *catalog)
{
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "event"), part->field);

  return field != NULL && (field->flags & RG_FIELD_RETIRED) == 0 ? field : NULL;
}

static gboolean
is_filled (const RgField *field, const RgCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    if (cells[i].field == field || g_str_equal (cells[i].field->key, field->key))
      return !rg_value_is_null (&cells[i].value);
  return FALSE;
}

/**
 * rg_contact_form_check:
 * @form: a form
 * @catalog: the shop's
 * @cells: (array length=n_cells): what was answered, of the entity "event"
 * @n_cells: how many
 * @error: return location for an error
 *
 * Returns: %FALSE and an @error that names what is missing
 */
gboolean
rg_contact_form_check (const RgContactForm *form,
                       RgCatalog *catalog,
                       const RgCell *cells,
                       guint n_cells,
                       GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      const RgField *field = rg_contact_part_get_field (part, catalog);

      if (!part->required || field == NULL || is_filled (field, cells, n_cells))
        continue;
      if (missing->len > 0)
        /* Translators: stands between the parts of a list. */
        g_string_append (missing, C_ ("list", ", "));
      g_string_append (missing, rg_field_get_label (field));
    }
  if (missing->len == 0)
    return TRUE;
  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED, _ ("Still missing in “%s”: %s."),
               rg_contact_form_get_title (form), missing->str);
  return FALSE;
}

/* --- stored form ---------------------------------------------------------- */

static char **
read_kinds (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* What is no part is passed over. */
static void
read_parts (RgContactForm *form, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *field =
          object != NULL ? json_object_get_string_member_with_default (object, "field", NULL) : NULL;

      if (field != NULL)
        rg_contact_form_add_part (form, field,
                                  json_object_get_boolean_member_with_default (object, "required", FALSE));
    }
}

static JsonNode *
parse_array (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? g_steal_pointer (&node) : NULL;
}

static RgContactForm *
read_form (RgStatement *statement)
{
  RgContactForm *form = rg_contact_form_new (rg_statement_get_text (statement, 1));
  g_autoptr (JsonNode) kinds = parse_array (rg_statement_get_text (statement, 3));
  g_autoptr (JsonNode) parts = parse_array (rg_statement_get_text (statement, 4));

  form->id = rg_statement_get_integer (statement, 0);
  form->key = g_strdup (rg_statement_get_text (statement, 2));
  g_strfreev (form->kinds);
  form->kinds = read_kinds (kinds != NULL ? json_node_get_array (kinds) : NULL);
  read_parts (form, parts != NULL ? json_node_get_array (parts) : NULL);
  form->position = rg_statement_get_real (statement, 5);
  form->retired = rg_statement_get_integer (statement, 6) != 0;
  return form;
}

static char *
kinds_to_json (const RgContactForm *form)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (char **kind = form->kinds; *kind != NULL; kind++)
    json_array_add_string_element (array, *kind);
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

static char *
parts_to_json (const RgContactForm *form)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", part->field);
      json_object_set_boolean_member (object, "required", part->required);
      json_array_add_object_element (array, object);
    }
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/* --- the shop's ----------------------------------------------------------- */

static gboolean
has_key (const GPtrArray *forms, const char *key)
{
  for (guint i = 0; i < forms->len; i++)
    if (g_strcmp0 (((const RgContactForm *) g_ptr_array_index (forms, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* Those without a row. */
static gboolean
add_shipped (GPtrArray *forms, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rg_forms_get_resource (), RG_APP_PATH "/forms.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array;
  const char *text;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, error))
    return FALSE;
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *key = json_object_get_string_member (object, "key");
      RgContactForm *form;

      if (shipped_name (key) == NULL || has_key (forms, key))
        continue;
      form = rg_contact_form_new (shipped_name (key));
      form->key = g_strdup (key);
      g_strfreev (form->kinds);
      form->kinds = read_kinds (json_object_get_array_member (object, "kinds"));
      read_parts (form, json_object_get_array_member (object, "parts"));
      form->position = i + 1;
      g_ptr_array_add (forms, form);
    }
  return TRUE;
}

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const RgContactForm *one = *(const RgContactForm *const *) a;
  const RgContactForm *other = *(const RgContactForm *const *) b;

  if (one->retired != other->retired)
    return one->retired ? 1 : -1;
  return one->position < other->position ? -1 : one->position > other->position;
}

/**
 * rg_contact_forms_list:
 * @read: a read transaction
 * @error: return location for an error
 *
 * Returns: (element-type RgContactForm) (transfer full): the shop's forms and those
 *   that came with the program; those out of use last
 */
GPtrArray *
rg_contact_forms_list (RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_contact_form_free);
  g_autoptr (GString) sql =
      g_string_new ("SELECT f.id, f.name, f.key, f.kinds, f.parts, f.position, f.retired FROM contact_form f"
                    " WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "contact_form", "f", sql);
  g_string_append (sql, " ORDER BY f.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (forms, read_form (statement));
  if (step == RG_STEP_ERROR || !add_shipped (forms, error))
    return NULL;
  g_ptr_array_sort (forms, compare_forms);
  return g_steal_pointer (&forms);
}

/**
 * rg_contact_forms_find:
 * @read: a read transaction
 * @kind: of an event
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the form that an entry of @kind is asked for;
 *   %NULL without @error when there is none
 */
RgContactForm *
rg_contact_forms_find (RgRead *read, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) forms = rg_contact_forms_list (read, error);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const RgContactForm *form = g_ptr_array_index (forms, i);

      if (!form->retired && g_strv_contains ((const char *const *) form->kinds, kind))
        return rg_contact_form_copy (form);
    }
  return NULL;
}

/* One kind asks for one form: it leaves the others. */
static gboolean
take_kinds (RgOp *op, const RgContactForm *form, GError **error)
{
  g_autoptr (GPtrArray) forms = rg_contact_forms_list (rg_write_as_read (rg_op_get_write (op)), error);

  if (forms == NULL)
    return FALSE;
  for (guint i = 0; i < forms->len && !form->retired; i++)
    {
      RgContactForm *other = g_ptr_array_index (forms, i);
      g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
      gboolean shared = FALSE;

      if ((form->id != 0 && other->id == form->id) ||
          (form->key != NULL && g_strcmp0 (form->key, other->key) == 0))
        continue;
      for (char **kind = other->kinds; *kind != NULL; kind++)
        if (g_strv_contains ((const char *const *) form->kinds, *kind))
          shared = TRUE;
        else
          g_strv_builder_add (left, *kind);
      g_strfreev (other->kinds);
      other->kinds = g_strv_builder_end (left);
      if (shared && rg_contact_forms_save (op, other, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_contact_forms_save:
 * @op: the operation of a write
 * @form: a form
 * @error: return location for an error
 *
 * Keeps a form as it is now. A kind that it is asked for now is not asked for
 * another one any more.
 *
 * Returns: its row's id; 0 and @error when it could not be written
 */
gint64
rg_contact_forms_save (RgOp *op, const RgContactForm *form, GError **error)
{
  g_auto (RgCells) cells =
      RG_CELLS_INIT (rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "contact_form"));
  g_autofree char *kinds = kinds_to_json (form);
  g_autofree char *parts = parts_to_json (form);

  if (!take_kinds (op, form, error) || !rg_cells_add_text (&cells, "name", form->name, error) ||
      !rg_cells_add_text (&cells, "key", form->key != NULL ? form->key : "", error) ||
      !rg_cells_add_text (&cells, "kinds", kinds, error) ||
      !rg_cells_add_text (&cells, "parts", parts, error))
    return 0;
  rg_cells_add_real (&cells, "position", form->position);
  rg_cells_add_integer (&cells, "retired", form->retired);
  if (form->id == 0)
    return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
  return rg_op_update (op, cells.entity, form->id, cells.cells, cells.n, error) ? form->id : 0;
}

gboolean
rg_contact_forms_delete (RgOp *op, gint64 id, GError **error)
{
  return rg_op_delete (op, rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "contact_form"), id,
                       error);
}
