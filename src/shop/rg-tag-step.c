/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-step.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

/**
 * rg_tag_step_new:
 * @verb: what is done
 * @id: the tag; 0 for a new one
 *
 * Returns: (transfer full): the step, to be filled
 */
RgTagStep *
rg_tag_step_new (RgTagVerb verb, gint64 id)
{
  RgTagStep *step = g_new0 (RgTagStep, 1);

  step->verb = verb;
  step->id = id;
  step->rule_on = -1;
  return step;
}

/**
 * rg_tag_step_free:
 * @step: (nullable) (transfer full): a step
 */
void
rg_tag_step_free (RgTagStep *step)
{
  if (step == NULL)
    return;
  g_free (step->family);
  g_free (step->name);
  g_free (step->color);
  g_free (step->symbol);
  g_free (step->description);
  g_free (step->condition);
  g_free (step);
}

static char *
make_label (const RgTagStep *step, const char *name)
{
  g_autofree char *other = rg_text_trim (step->name != NULL ? step->name : "");

  switch (step->verb)
    {
    case RG_TAG_CREATE:
      return g_strdup_printf (_ ("Make the tag “%s”"), other);
    case RG_TAG_MOVE:
      return g_strdup_printf (_ ("Move the tag “%s”"), name);
    case RG_TAG_RETIRE:
      return g_strdup_printf (_ ("Take the tag “%s” out of use"), name);
    case RG_TAG_RESTORE:
      return g_strdup_printf (_ ("Bring the tag “%s” back into use"), name);
    case RG_TAG_DELETE:
      return g_strdup_printf (_ ("Delete the tag “%s”"), name);
    case RG_TAG_RULE:
      if (step->rule_on == 1)
        return g_strdup_printf (_ ("Switch the rule of the tag “%s” on"), name);
      if (step->rule_on == 0 && step->condition == NULL)
        return g_strdup_printf (_ ("Switch the rule of the tag “%s” off"), name);
      return g_strdup_printf (_ ("Change the rule of the tag “%s”"), name);
    case RG_TAG_CHANGE:
    default:
      if (*other != '\0' && !g_str_equal (other, name))
        return g_strdup_printf (_ ("Rename the tag “%s” to “%s”"), name, other);
      return g_strdup_printf (_ ("Change the tag “%s”"), name);
    }
}

static gboolean
do_step (RgOp *op, RgTagStep *step, GError **error)
{
  RgTagWish wish = { step->name, step->color, step->symbol, step->description };

  switch (step->verb)
    {
    case RG_TAG_CREATE:
      step->id = rg_tag_create (op, &wish, step->parent, step->family, error);
      return step->id != 0;
    case RG_TAG_MOVE:
      return rg_tag_move (op, step->id, step->parent, step->family, step->before, error);
    case RG_TAG_RETIRE:
    case RG_TAG_RESTORE:
      return rg_tag_retire (op, step->id, step->verb == RG_TAG_RETIRE, error);
    case RG_TAG_DELETE:
      return rg_tag_delete (op, step->id, error);
    case RG_TAG_RULE:
      return rg_tag_set_rule (op, step->id, step->condition, step->rule_on, error);
    case RG_TAG_CHANGE:
    default:
      return rg_tag_change (op, step->id, &wish, error);
    }
}

/* (transfer full): "" when there is none */
static char *
read_name (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (rg_op_get_write (op)),
                                                           "SELECT name FROM tag WHERE id = ?1", error);
  RgStep step;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, id);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ERROR)
    return NULL;
  return g_strdup (step == RG_STEP_ROW ? rg_statement_get_text (statement, 0) : "");
}

/**
 * rg_tag_step_apply:
 * @op: the operation of a write
 * @step: what is done
 * @error: %RG_TAG_ERROR or %RG_STORE_ERROR
 *
 * Returns: %FALSE and @error when it could not be done
 */
gboolean
rg_tag_step_apply (RgOp *op, RgTagStep *step, GError **error)
{
  g_autofree char *name = read_name (op, step->id, error);
  g_autofree char *label = NULL;

  if (name == NULL || !do_step (op, step, error))
    return FALSE;
  label = make_label (step, name);
  rg_op_set_label (op, label);
  return TRUE;
}
