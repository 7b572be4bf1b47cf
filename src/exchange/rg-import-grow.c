/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include <string.h>

/* The choices of an own field are those that stand in the first rows of a file.
 * While the field is being made, others that come further down join them; a
 * field that was there before has the choices that its owner gave it. */

/* More make a list in which nobody finds anything. */
#define CHOICES_MAX 100

static guint
count_choices (const RgField *field)
{
  guint n = 0;

  while (field->choices != NULL && field->choices[n].key != NULL)
    n++;
  return n;
}

/* Two that differ in letter case or signs only would be one in the list. */
static gboolean
is_like_one (const RgImportBinding *binding, const char *text)
{
  g_autofree char *wanted = rg_header_squash (text);

  for (guint i = 0; i < count_choices (binding->field); i++)
    {
      g_autofree char *other = rg_header_squash (binding->field->choices[i].key);

      if (strcmp (other, wanted) == 0)
        return TRUE;
    }
  for (guint i = 0; i < binding->grown->len; i++)
    {
      g_autofree char *other = rg_header_squash (g_ptr_array_index (binding->grown, i));

      if (strcmp (other, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_import_grow_choices:
 * @binding: of a column
 * @text: what stands there and is none of its choices
 * @value: (out caller-allocates): the choice
 *
 * Returns: whether it is one from now on
 */
gboolean
rg_import_grow_choices (const RgImportBinding *binding, const char *text, RgValue *value)
{
  if (binding->grown == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (binding->grown, text, g_str_equal, NULL))
    {
      if (!rg_sample_is_choice (text) || is_like_one (binding, text) ||
          count_choices (binding->field) + binding->grown->len >= CHOICES_MAX)
        return FALSE;
      g_ptr_array_add (binding->grown, g_strdup (text));
    }
  rg_value_set_text (value, text);
  return TRUE;
}

static gboolean
keep_choices (RgImportRun *run, const RgImportBinding *binding, const char *entity, GError **error)
{
  const RgEntity *now = rg_catalog_find (rg_write_get_catalog (run->write), entity);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) choices = NULL;
  RgOp *op = rg_import_run_op (run, error);

  for (guint i = 0; i < count_choices (binding->field); i++)
    g_strv_builder_add (builder, binding->field->choices[i].key);
  for (guint i = 0; i < binding->grown->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (binding->grown, i));
  choices = g_strv_builder_end (builder);
  return op != NULL && rg_op_change_own_field (op, now, binding->field->key, NULL,
                                               (const char *const *) choices, NULL, -1, -1, error);
}

/**
 * rg_import_keep_choices:
 * @run: a run that has read its last row
 * @error: return location for an error
 *
 * Writes the choices that the fields of this import have grown by.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_keep_choices (RgImportRun *run, GError **error)
{
  for (guint i = 0; run->write != NULL && i < run->row->bindings->len; i++)
    {
      const RgImportBinding *binding = &g_array_index (run->row->bindings, RgImportBinding, i);
      const RgImportColumn *column = g_ptr_array_index (run->plan->columns, i);

      if (binding->grown != NULL && binding->grown->len > 0 &&
          !keep_choices (run, binding, column->entity != NULL ? column->entity : run->plan->entity, error))
        return FALSE;
    }
  return TRUE;
}
