/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The owner's word for what a column is. */

/* A column by its header, else by its number from 1; G_MAXUINT for none. */
static guint
find_column (RgImportPlan *plan, const char *name)
{
  g_autofree char *wanted = rg_text_normalize (name);
  guint64 number;

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);
      g_autofree char *normal = rg_text_normalize (column->name);

      if (strcmp (normal, wanted) == 0)
        return i;
    }
  if (g_ascii_string_to_unsigned (*wanted == '#' ? wanted + 1 : wanted, 10, 1, plan->columns->len, &number,
                                  NULL))
    return (guint) number - 1;
  return G_MAXUINT;
}

/* A field by its key, its label, or "customer.key". */
static const RgField *
find_field (RgImportPlan *plan, const char *text, const char **entity)
{
  const char *entities[] = { plan->entity, "customer", NULL };
  g_autofree char *wanted = rg_header_squash (text);
  const char *dot = strchr (text, '.');

  for (guint i = 0; entities[i] != NULL; i++)
    {
      const RgEntity *candidate = rg_catalog_find (plan->catalog, entities[i]);
      gboolean prefixed = dot != NULL && strncmp (text, entities[i], (gsize) (dot - text)) == 0 &&
                          strlen (entities[i]) == (gsize) (dot - text);

      for (guint j = 0; j < rg_entity_get_n_fields (candidate); j++)
        {
          const RgField *field = rg_entity_get_field (candidate, j);
          g_autofree char *label = rg_header_squash (rg_field_get_label (field));

          if (!rg_import_takes_field (plan->entity, entities[i], field))
            continue;
          if (strcmp (field->key, text) == 0 || (prefixed && strcmp (field->key, dot + 1) == 0) ||
              (*wanted != '\0' && strcmp (label, wanted) == 0))
            {
              *entity = entities[i];
              return field;
            }
        }
    }
  return NULL;
}

static void
set_field (RgImportColumn *column, const char *entity, const char *key)
{
  column->target = RG_IMPORT_TARGET_FIELD;
  column->basis = RG_IMPORT_BASIS_OWNER;
  column->entity = g_intern_string (entity);
  g_set_str (&column->field, key);
}

/* Several columns may feed phones, tags and notes; any other field belongs to
 * the column that was named last. */
static void
take_from_others (RgImportPlan *plan, const RgImportColumn *winner)
{
  if (g_str_equal (winner->field, "tags") || g_str_equal (winner->field, "phones") ||
      g_str_equal (winner->field, "notes"))
    return;
  for (guint i = 0; i < plan->columns->len; i++)
    {
      RgImportColumn *column = g_ptr_array_index (plan->columns, i);

      if (column == winner || column->target != RG_IMPORT_TARGET_FIELD ||
          column->basis == RG_IMPORT_BASIS_OWNER || column->entity != winner->entity ||
          g_strcmp0 (column->field, winner->field) != 0)
        continue;
      if (g_str_equal (winner->field, "phone"))
        g_set_str (&column->field, "phones");
      else
        column->target = RG_IMPORT_TARGET_NOTES;
    }
}

static gboolean
refuse_field (const char *field, GError **error)
{
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP,
               _ ("There is no field “%s” that a column could give. Use a field's name or key, or notes, "
                  "ignore, new or "
                  "new:TYPE."),
               field);
  return FALSE;
}

/**
 * rg_import_plan_set_column:
 * @plan: a plan
 * @index: a column's
 * @target: what becomes of it
 * @field: (nullable): for a field: its key, its label, or "customer.KEY"; for a
 *   new field: "customer" when it is to be the customers' number, "sale" when
 *   it is not to be that any longer
 * @type: (nullable): for a new field: its type; %NULL keeps the guessed one
 * @error: return location for an error
 *
 * Returns: %FALSE when there is no such field
 */
gboolean
rg_import_plan_set_column (RgImportPlan *plan,
                           guint index,
                           RgImportTarget target,
                           const char *field,
                           const RgFieldType *type,
                           GError **error)
{
  RgImportColumn *column;
  const RgField *found;
  const char *entity;

  g_return_val_if_fail (index < plan->columns->len, FALSE);
  column = g_ptr_array_index (plan->columns, index);
  if (target == RG_IMPORT_TARGET_FIELD)
    {
      found = field != NULL ? find_field (plan, field, &entity) : NULL;
      if (found == NULL)
        return refuse_field (field != NULL ? field : "", error);
      set_field (column, entity, found->key);
      take_from_others (plan, column);
      return TRUE;
    }
  if (target != RG_IMPORT_TARGET_NEW || column->target != RG_IMPORT_TARGET_NEW || field != NULL)
    column->entity = NULL;
  if (target == RG_IMPORT_TARGET_NEW && g_strcmp0 (field, "customer") == 0 &&
      g_str_equal (plan->entity, "sale"))
    column->entity = "customer";
  column->target = target;
  column->basis = RG_IMPORT_BASIS_OWNER;
  g_clear_pointer (&column->field, g_free);
  if (type != NULL && type != column->type)
    {
      column->type = type;
      g_clear_pointer (&column->choices, g_strfreev);
      if (type == &rg_type_choice)
        column->choices = g_strdupv (column->distinct);
    }
  return TRUE;
}

/**
 * rg_import_plan_takes_code:
 * @plan: a plan
 *
 * Returns: whether a column may be the number by which customers are told apart
 */
gboolean
rg_import_plan_takes_code (const RgImportPlan *plan)
{
  return g_str_equal (plan->entity, "sale") && plan->bill == NULL;
}

/**
 * rg_import_column_is_code:
 * @plan: a plan
 * @column: one of its columns
 *
 * Returns: whether it is the number by which customers are told apart
 */
gboolean
rg_import_column_is_code (const RgImportPlan *plan, const RgImportColumn *column)
{
  return column->target == RG_IMPORT_TARGET_NEW && g_str_equal (plan->entity, "sale") &&
         g_strcmp0 (column->entity, "customer") == 0;
}

/**
 * rg_import_plan_set_label:
 * @plan: a plan
 * @index: a column's
 * @label: (nullable): what the own field made for it is called; %NULL or "": as
 *   the column
 */
void
rg_import_plan_set_label (RgImportPlan *plan, guint index, const char *label)
{
  RgImportColumn *column;
  g_autofree char *trimmed = label != NULL ? rg_text_trim (label) : NULL;

  g_return_if_fail (index < plan->columns->len);
  column = g_ptr_array_index (plan->columns, index);
  g_set_str (&column->label, trimmed != NULL && *trimmed != '\0' ? trimmed : NULL);
}

/**
 * rg_import_apply_map:
 * @plan: a plan
 * @map: "COLUMN=FIELD"
 * @error: return location for an error
 *
 * The last = parts them, since headers may have one and keys have none.
 *
 * Returns: %FALSE when the column or the field is not there
 */
gboolean
rg_import_apply_map (RgImportPlan *plan, const char *map, GError **error)
{
  const char *equals = strrchr (map, '=');
  g_autofree char *name = equals != NULL ? g_strndup (map, (gsize) (equals - map)) : NULL;
  g_autofree char *field = equals != NULL ? rg_text_trim (equals + 1) : NULL;
  const RgFieldType *type = NULL;
  guint index;

  if (equals == NULL || *field == '\0')
    {
      g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP,
                   _ ("“%s” is not a mapping. Write the column, = and the field, for example 会员=name."),
                   map);
      return FALSE;
    }
  index = find_column (plan, name);
  if (index == G_MAXUINT)
    {
      g_set_error (
          error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP,
          _ ("The file has no column “%s”. Use a header as it stands in the file, or a column's number."),
          name);
      return FALSE;
    }
  if (g_str_equal (field, "notes"))
    {
      /* The field where the entity has it, so that no name is put before. */
      return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_FIELD, "notes", NULL, error);
    }
  if (g_str_equal (field, "ignore"))
    return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_IGNORE, NULL, NULL, error);
  /* Of what is imported, whatever it was guessed to be. */
  if (g_str_equal (field, "new"))
    return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_NEW, plan->entity, NULL, error);
  if (g_str_equal (field, "customer.new"))
    return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_NEW, "customer", &rg_type_text, error);
  if (g_str_has_prefix (field, "new:"))
    {
      type = rg_field_type_find (field + 4);
      if (type == NULL || !type->own)
        return refuse_field (field, error);
      return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_NEW, NULL, type, error);
    }
  return rg_import_plan_set_column (plan, index, RG_IMPORT_TARGET_FIELD, field, NULL, error);
}
