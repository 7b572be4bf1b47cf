/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"

#include <string.h>

/* Own fields for the columns that no field of the shop is. */

/**
 * rg_import_catalog_now:
 * @run: a run
 *
 * Returns: (transfer none): the fields there are; of a shop that is still to be
 *   made those that the plan was made with
 */
RgCatalog *
rg_import_catalog_now (const RgImportRun *run)
{
  return run->read != NULL ? rg_read_get_catalog (run->read) : run->plan->catalog;
}

static const RgField *
find_own (RgImportRun *run, const char *key, const char *label)
{
  const RgEntity *entity = rg_catalog_find (rg_import_catalog_now (run), key);
  g_autofree char *wanted = rg_text_normalize (label);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *normal = NULL;

      if ((field->flags & RG_FIELD_OWN) == 0 || (field->flags & RG_FIELD_RETIRED) != 0)
        continue;
      normal = rg_text_normalize (field->label);
      if (strcmp (normal, wanted) == 0)
        return field;
    }
  return NULL;
}

/**
 * rg_import_make_own_fields:
 * @run: a run
 * @keys: (array): gets the key of each column's own field
 * @labels: gets what the fields are called that are made
 * @error: return location for an error
 *
 * Makes the own fields of the plan, or finds those that are there.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_make_own_fields (RgImportRun *run, char **keys, GStrvBuilder *labels, GError **error)
{
  for (guint i = 0; i < run->plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (run->plan->columns, i);
      const char *entity = column->entity != NULL ? column->entity : run->plan->entity;
      const RgField *own;
      RgOp *op;

      if (column->target != RG_IMPORT_TARGET_NEW)
        continue;
      own = find_own (run, entity, rg_import_column_label (column));
      if (own != NULL)
        {
          keys[i] = g_strdup (own->key);
          continue;
        }
      g_strv_builder_add (labels, rg_import_column_label (column));
      if (run->write == NULL)
        continue;
      op = rg_import_run_op (run, error);
      if (op != NULL)
        keys[i] = rg_op_add_own_field (op, rg_catalog_find (rg_write_get_catalog (run->write), entity),
                                       rg_import_column_label (column), column->type,
                                       (const char *const *) column->choices, NULL, error);
      if (keys[i] == NULL)
        return FALSE;
    }
  return TRUE;
}
