/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which column is what: headers first, values where headers say nothing. */

/**
 * rg_import_column_new:
 *
 * Returns: (transfer full): a column that is left out
 */
RgImportColumn *
rg_import_column_new (void)
{
  return g_new0 (RgImportColumn, 1);
}

/**
 * rg_import_column_free:
 * @column: (transfer full): a column
 */
void
rg_import_column_free (RgImportColumn *column)
{
  g_free (column->name);
  g_strfreev (column->samples);
  g_free (column->field);
  g_free (column->label);
  g_strfreev (column->choices);
  g_strfreev (column->distinct);
  g_free (column);
}

/**
 * rg_import_column_label:
 * @column: a column
 *
 * Returns: (transfer none): what an own field that is made for it is called
 */
const char *
rg_import_column_label (const RgImportColumn *column)
{
  return column->label != NULL ? column->label : column->name;
}

static RgImportColumn *
column_at (RgImportPlan *plan, guint index)
{
  return g_ptr_array_index (plan->columns, index);
}

static void
give (RgImportPlan *plan, guint index, const char *entity, const char *field, RgImportBasis basis)
{
  RgImportColumn *column = column_at (plan, index);

  column->target = RG_IMPORT_TARGET_FIELD;
  column->basis = basis;
  column->entity = g_intern_string (entity);
  g_set_str (&column->field, field);
}

static gboolean
is_given (const RgImportPlan *plan, const char *entity, const char *field)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);

      if (column->target == RG_IMPORT_TARGET_FIELD && g_strcmp0 (column->entity, entity) == 0 &&
          g_strcmp0 (column->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A header that only ends with a word (下次电话) is believed when the cells
 * agree, as far as one can see it in them. */
static gboolean
agrees (const RgClaim *claim, const RgSample *sample)
{
  if (claim->strength > 1 || sample->examined == 0)
    return TRUE;
  if (claim->field->type == &rg_type_phone)
    return sample->phones * 2 >= sample->examined;
  if (claim->field->type == &rg_type_email)
    return sample->emails * 2 >= sample->examined;
  if (claim->field->type == &rg_type_date || claim->field->type == &rg_type_lunar_date)
    return sample->dates * 2 >= sample->examined;
  if (claim->field->type == &rg_type_money)
    return sample->money * 2 >= sample->examined;
  if (claim->field->type == &rg_type_number)
    return sample->numbers * 2 >= sample->n;
  if (claim->field->type == &rg_type_choice)
    return sample->distinct != NULL;
  return TRUE;
}

static gboolean
claims_more (const RgClaim *claim, const RgClaim *than)
{
  if (claim->strength != than->strength)
    return claim->strength > than->strength;
  return claim->rank < than->rank;
}

/* Gives every field to the column that claims it most, the first of equals. */
static void
settle_claims (RgImportPlan *plan, RgClaim *claims)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      gboolean best = claims[i].entity != NULL;

      for (guint j = 0; best && j < plan->columns->len; j++)
        {
          if (j == i || claims[j].field != claims[i].field)
            continue;
          if (claims_more (&claims[j], &claims[i]) || (j < i && !claims_more (&claims[i], &claims[j])))
            best = FALSE;
        }
      if (best)
        give (plan, i, claims[i].entity, claims[i].field->key, RG_IMPORT_BASIS_HEADER);
    }
}

/* What lost its field: a second phone is a further phone, more tags are tags,
 * and more notes are lines in them. */
static void
settle_losers (RgImportPlan *plan, const RgClaim *claims)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgClaim *claim = &claims[i];
      RgImportColumn *column = column_at (plan, i);

      if (claim->entity == NULL || claim->strength < 2 || column->target == RG_IMPORT_TARGET_FIELD)
        continue;
      if (g_str_equal (claim->field->key, "phone") || g_str_equal (claim->field->key, "phones"))
        give (plan, i, "customer", "phones", RG_IMPORT_BASIS_HEADER);
      else if (g_str_equal (claim->field->key, "tags"))
        give (plan, i, claim->entity, "tags", RG_IMPORT_BASIS_HEADER);
      else if (g_str_equal (claim->field->key, "notes"))
        {
          column->target = RG_IMPORT_TARGET_NOTES;
          column->basis = RG_IMPORT_BASIS_HEADER;
        }
    }
}

static void
guess_from_values (RgImportPlan *plan, GPtrArray *samples)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      RgImportColumn *column = column_at (plan, i);
      gboolean identity;
      const char *field;

      if (column->target != RG_IMPORT_TARGET_NEW)
        continue;
      field = rg_sample_guess_field (g_ptr_array_index (samples, i), plan->header_line != 0);
      if (field == NULL || is_given (plan, "customer", field))
        continue;
      identity = g_str_equal (field, "name") || g_str_equal (field, "phone") ||
                 g_str_equal (field, "wechat") || g_str_equal (field, "email");
      if (identity || g_str_equal (plan->entity, "customer"))
        give (plan, i, "customer", field, RG_IMPORT_BASIS_VALUES);
    }
}

static char **
copy_choices (const RgSample *sample)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < sample->distinct->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (sample->distinct, i));
  return g_strv_builder_end (builder);
}

/* In a list of orders the first column of customers' numbers, which tells them
 * apart beside their names. */
static gboolean
takes_code (RgImportPlan *plan, guint index)
{
  if (!g_str_equal (plan->entity, "sale") || plan->bill != NULL || plan->header_line == 0 ||
      !rg_import_plan_has_identity (plan) || !rg_import_is_code (column_at (plan, index)->name))
    return FALSE;
  for (guint i = 0; i < index; i++)
    {
      if (column_at (plan, i)->target == RG_IMPORT_TARGET_NEW && column_at (plan, i)->entity != NULL)
        return FALSE;
    }
  return TRUE;
}

/* What nothing claims becomes an own field as long as there is room; a column
 * in which nothing stands needs none. */
static void
guess_own_fields (RgImportPlan *plan, GPtrArray *samples)
{
  const RgEntity *entity = rg_catalog_find (plan->catalog, plan->entity);
  guint room = RG_IMPORT_OWN_FIELDS_MAX;
  guint own = 0;

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    own += (rg_entity_get_field (entity, i)->flags & RG_FIELD_OWN) != 0;
  room = MIN (room, RG_CATALOG_MAX_OWN_FIELDS - MIN (own, RG_CATALOG_MAX_OWN_FIELDS));
  for (guint i = 0; i < plan->columns->len; i++)
    {
      RgImportColumn *column = column_at (plan, i);
      RgSample *sample = g_ptr_array_index (samples, i);

      column->type = rg_sample_guess_type (sample, column->name);
      if (sample->distinct != NULL && sample->n > 0)
        column->distinct = copy_choices (sample);
      if (column->type == &rg_type_choice)
        column->choices = copy_choices (sample);
      if (column->target != RG_IMPORT_TARGET_NEW)
        continue;
      if (sample->n > 0 && takes_code (plan, i))
        {
          column->entity = "customer";
          column->type = &rg_type_text;
          g_clear_pointer (&column->choices, g_strfreev);
          continue;
        }
      if (sample->n == 0 || room == 0)
        column->target = RG_IMPORT_TARGET_NOTES;
      else
        room--;
    }
}

/**
 * rg_import_plan_has_identity:
 * @plan: a plan
 *
 * Returns: whether a column can name a person
 */
gboolean
rg_import_plan_has_identity (const RgImportPlan *plan)
{
  return is_given (plan, "customer", "name") || is_given (plan, "customer", "phone") ||
         is_given (plan, "customer", "phones") || is_given (plan, "customer", "wechat") ||
         is_given (plan, "customer", "email");
}

/**
 * rg_import_guess:
 * @plan: a plan with its columns' names
 * @samples: (element-type RgSample): of the columns
 *
 * Decides what every column is. Nothing is left out but our own column of
 * reasons.
 */
void
rg_import_guess (RgImportPlan *plan, GPtrArray *samples)
{
  g_autoptr (RgHeaderIndex) index = rg_header_index_get (plan->catalog, plan->entity);
  g_autofree RgClaim *claims = g_new0 (RgClaim, plan->columns->len + 1);

  for (guint i = 0; i < plan->columns->len; i++)
    {
      RgImportColumn *column = column_at (plan, i);

      column->target = RG_IMPORT_TARGET_NEW;
      if (plan->header_line == 0)
        continue;
      if (rg_header_is_reason (column->name))
        {
          column->target = RG_IMPORT_TARGET_IGNORE;
          column->basis = RG_IMPORT_BASIS_HEADER;
          continue;
        }
      claims[i] = rg_header_index_find (index, column->name);
      if (claims[i].entity != NULL && !agrees (&claims[i], g_ptr_array_index (samples, i)))
        claims[i].entity = NULL;
      if (claims[i].entity == NULL)
        claims[i].field = NULL;
    }
  settle_claims (plan, claims);
  settle_losers (plan, claims);
  guess_from_values (plan, samples);
  guess_own_fields (plan, samples);
}

/**
 * rg_import_check_identity:
 * @plan: a plan
 * @error: return location for an error
 *
 * Returns: whether a column can name a person; else @error names the columns
 *   and says how to tell which one does
 */
gboolean
rg_import_check_identity (RgImportPlan *plan, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (rg_import_plan_has_identity (plan))
    return TRUE;
  for (guint i = 0; i < plan->columns->len && i < 12; i++)
    {
      if (i > 0)
        /* Translators: stands between the parts of a list. */
        g_string_append (names, C_ ("list", ", "));
      g_string_append (names, column_at (plan, i)->name);
    }
  if (plan->columns->len > 12)
    g_string_append (names, " …");
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_NO_IDENTITY,
               _ ("None of the columns is a name, phone, e-mail or WeChat id, so nobody can be told from it. "
                  "The columns "
                  "are: %s. Say which one it is, for example --map '%s=name'."),
               names->str, column_at (plan, 0)->name);
  return FALSE;
}
