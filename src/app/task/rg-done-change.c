/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-done-change.h"

#include "shop/rg-contact-forms.h"
#include "shop/rg-task.h"

/**
 * rg_done_change_new:
 * @task_id: what was done; 0: a next step
 * @customer_id: whose step
 *
 * Returns: (transfer full): nothing said yet
 */
RgDoneChange *
rg_done_change_new (gint64 task_id, gint64 customer_id)
{
  RgDoneChange *change = g_new0 (RgDoneChange, 1);

  change->task_id = task_id;
  change->customer_id = customer_id;
  change->keys = g_ptr_array_new_with_free_func (g_free);
  change->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  g_array_set_clear_func (change->values, (GDestroyNotify) rg_value_clear);
  return change;
}

/**
 * rg_done_change_free:
 * @change: (transfer full): what was said
 */
void
rg_done_change_free (gpointer change)
{
  RgDoneChange *self = change;

  g_free (self->kind);
  g_free (self->text);
  g_free (self->outcome);
  g_free (self->next_date);
  g_free (self->next_what);
  g_ptr_array_unref (self->keys);
  g_array_unref (self->values);
  g_free (self);
}

/**
 * rg_done_change_add_part:
 * @change: what was said
 * @key: of a field of an event
 * @value: what it was answered; copied
 */
void
rg_done_change_add_part (RgDoneChange *change, const char *key, const RgValue *value)
{
  RgValue copy = RG_VALUE_INIT;

  rg_value_copy (value, &copy);
  g_ptr_array_add (change->keys, g_strdup (key));
  g_array_append_val (change->values, copy);
}

/* As what it will be entered; NULL: it concerns no customer and is not. (transfer full) */
static char *
dup_kind (RgRead *read, const RgDoneChange *change, GError **error)
{
  g_autoptr (RgRow) task = NULL;
  const char *kind = change->kind;

  if (change->task_id != 0)
    {
      task = rg_task_read (read, change->task_id, error);
      if (task == NULL || rg_value_is_null (rg_row_get (
                              task, rg_entity_find_field (rg_row_get_entity (task), "customer_id"))))
        return NULL;
      kind = kind != NULL ? kind : rg_row_get_text (task, "kind");
    }
  return g_strdup (kind != NULL ? kind : "note");
}

static gboolean
needs_nothing (RgOp *op, const RgDoneChange *change, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (GError) problem = NULL;
  g_autofree char *kind = dup_kind (read, change, &problem);
  g_autoptr (RgContactForm) form = kind != NULL ? rg_contact_forms_find (read, kind, &problem) : NULL;

  if (form != NULL)
    rg_contact_form_check (form, rg_read_get_catalog (read), NULL, 0, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * rg_done_change_save:
 * @op: the operation of a write
 * @data: a change
 * @cancellable: (nullable): not looked at
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
rg_done_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgDoneChange *change = data;
  const RgEntity *event = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "event");
  g_autofree RgCell *parts = g_new0 (RgCell, change->keys->len + 1);
  RgTaskDone done = {
    .kind = change->kind,
    .text = change->text,
    .outcome = change->outcome,
    .next_date = change->next_date,
    .next_what = change->next_what,
    .parts = parts,
  };

  if (change->brief && !needs_nothing (op, change, error))
    return FALSE;
  for (guint i = 0; i < change->keys->len; i++)
    {
      const RgField *field = rg_entity_find_field (event, g_ptr_array_index (change->keys, i));

      /* Borrowed from the change, which lives longer. */
      if (field != NULL)
        parts[done.n_parts++] =
            (RgCell) { .field = field, .value = g_array_index (change->values, RgValue, i) };
    }

  if (change->task_id != 0)
    return rg_task_done (op, change->task_id, &done, NULL, error);
  return change->contact ? rg_contact_done (op, change->customer_id, &done, error)
                         : rg_step_done (op, change->customer_id, &done, error);
}
