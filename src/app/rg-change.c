/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-change.h"

#include "app/rg-window.h"

/* Where a widget stands in no window of ours. */
#define NO_WINDOW_SESSION "window"

typedef struct
{
  char *label;
  char *session;
  RgChangeFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  if (change->free_data != NULL)
    change->free_data (change->data);
  g_free (change->label);
  g_free (change->session);
  g_free (change);
}

static RgWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  /* A dialog that is a window of its own belongs to the one below it. */
  while (GTK_IS_WINDOW (root) && !RG_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));

  return RG_IS_WINDOW (root) ? RG_WINDOW (root) : NULL;
}

/**
 * rg_change_session:
 * @widget: (nullable): a widget
 *
 * Returns: (transfer none): whose Ctrl+Z takes what is done in @widget
 */
const char *
rg_change_session (GtkWidget *widget)
{
  RgWindow *window = find_window (widget);

  return window != NULL ? rg_window_get_session (window) : NO_WINDOW_SESSION;
}

/* --- the change --------------------------------------------------------- */

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  g_autoptr (GError) problem = NULL;
  gint64 *operation;
  RgOp *op;

  op = rg_op_begin (write, RG_ORIGIN_WINDOW, change->session, change->label, error);
  if (op == NULL)
    return NULL;
  if (!change->func (op, change->data, cancellable, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  operation = g_new (gint64, 1);
  *operation = rg_op_get_id (op);

  return operation;
}

/**
 * rg_change_async:
 * @store: the shop
 * @widget: (nullable): where it is done; its window's Ctrl+Z takes it
 * @label: what the history reads
 * @func: what to do
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data, on whichever thread ends with it
 * @cancellable: (nullable): ends it
 * @callback: called after COMMIT, or when it failed
 * @user_data: for @callback
 *
 * Changes the shop in one operation of this window.
 */
void
rg_change_async (RgStore *store,
                 GtkWidget *widget,
                 const char *label,
                 RgChangeFunc func,
                 gpointer data,
                 GDestroyNotify free_data,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  Change *change;

  g_return_if_fail (RG_IS_STORE (store));
  g_return_if_fail (label != NULL);

  change = g_new0 (Change, 1);
  change->label = g_strdup (label);
  change->session = g_strdup (rg_change_session (widget));
  change->func = func;
  change->data = data;
  change->free_data = free_data;
  rg_store_write_async (store, change_func, change, change_free, g_free, cancellable, callback, user_data);
}

/**
 * rg_change_finish:
 * @store: the shop
 * @result: what the callback was given
 * @operation: (out) (optional): the operation; 0 when it failed
 * @error: return location for an error
 *
 * Returns: whether it is saved
 */
gboolean
rg_change_finish (RgStore *store, GAsyncResult *result, gint64 *operation, GError **error)
{
  g_autofree gint64 *id = rg_store_write_finish (store, result, error);

  if (operation != NULL)
    *operation = id != NULL ? *id : 0;

  return id != NULL;
}

/* --- what became of it ---------------------------------------------------- */

typedef struct
{
  GObject *owner;
  char *done;
  RgChangeDone func;
} Waiting;

/**
 * rg_change_when_done:
 * @owner: (type GObject): who asks for a change, kept until it is made
 * @done: (transfer full) (nullable): what is to be said of it then
 * @func: called with these, and with what became of it
 *
 * Returns: (transfer full): user data for rg_change_done_cb()
 */
gpointer
rg_change_when_done (gpointer owner, char *done, RgChangeDone func)
{
  Waiting *waiting = g_new (Waiting, 1);

  *waiting = (Waiting) { g_object_ref (owner), done, func };
  return waiting;
}

/**
 * rg_change_done_cb:
 * @source: the shop
 * @result: what became of a change
 * @waiting: (transfer full): who is told
 *
 * A callback for rg_change_async().
 */
void
rg_change_done_cb (GObject *source, GAsyncResult *result, gpointer waiting)
{
  g_autofree Waiting *told = waiting;
  g_autoptr (GObject) owner = told->owner;
  g_autofree char *done = told->done;
  g_autoptr (GError) error = NULL;
  gint64 operation = 0;

  rg_change_finish (RG_STORE (source), result, &operation, &error);
  told->func (owner, done, operation, error);
}

/* --- one field ---------------------------------------------------------- */

typedef struct
{
  char *entity;
  char *key;
  gint64 id;
  RgValue value;
} FieldChange;

static void
field_change_free (gpointer data)
{
  FieldChange *change = data;

  rg_value_clear (&change->value);
  g_free (change->entity);
  g_free (change->key);
  g_free (change);
}

static gboolean
field_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  FieldChange *change = data;
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  const RgEntity *entity = rg_catalog_find (catalog, change->entity);
  const RgField *field = entity != NULL ? rg_entity_find_field (entity, change->key) : NULL;
  RgCell cell = { .field = field, .value = change->value };

  g_return_val_if_fail (field != NULL, TRUE);

  return rg_op_update (op, entity, change->id, &cell, 1, error);
}

/**
 * rg_change_field_async:
 * @store: the shop
 * @widget: (nullable): where it is done
 * @entity: key of the entity
 * @id: the row
 * @key: key of the field
 * @value: (nullable): the new value; copied
 * @label: what the history reads
 * @callback: called after COMMIT, or when it failed; see rg_change_finish()
 * @user_data: for @callback
 *
 * Sets one field of one row.
 */
void
rg_change_field_async (RgStore *store,
                       GtkWidget *widget,
                       const char *entity,
                       gint64 id,
                       const char *key,
                       const RgValue *value,
                       const char *label,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  FieldChange *change = g_new0 (FieldChange, 1);

  change->entity = g_strdup (entity);
  change->key = g_strdup (key);
  change->id = id;
  if (value != NULL)
    rg_value_copy (value, &change->value);
  rg_change_async (store, widget, label, field_func, change, field_change_free, NULL, callback, user_data);
}

/* --- saying so ---------------------------------------------------------- */

/**
 * rg_change_toast:
 * @widget: (nullable): a widget
 * @text: a short sentence
 *
 * Says something that passes in the window that @widget stands in.
 */
void
rg_change_toast (GtkWidget *widget, const char *text)
{
  RgWindow *window = find_window (widget);

  if (window != NULL)
    rg_window_toast (window, text);
}

/**
 * rg_change_toast_undo:
 * @widget: (nullable): a widget
 * @text: what was done, in the past
 * @operation: what its Undo takes back
 */
void
rg_change_toast_undo (GtkWidget *widget, const char *text, gint64 operation)
{
  RgWindow *window = find_window (widget);

  if (window != NULL)
    rg_window_toast_undo (window, text, operation);
}

typedef struct
{
  /* The widget may go with what it changed; its window says so all the same. */
  RgWindow *window;
  char *done;
} Saying;

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saying *saying = user_data;
  g_autoptr (GError) error = NULL;
  gint64 operation = 0;

  rg_change_finish (RG_STORE (source), result, &operation, &error);
  if (saying->window != NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_window_toast (saying->window, error->message);
  else if (saying->window != NULL && error == NULL && saying->done != NULL)
    rg_window_toast_undo (saying->window, saying->done, operation);

  g_clear_object (&saying->window);
  g_free (saying->done);
  g_free (saying);
}

/**
 * rg_change_say:
 * @store: the shop
 * @widget: where it is done
 * @label: what the history reads
 * @func: what to do
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data
 * @done: (nullable): what a toast with Undo says after it
 *
 * A change after which there is nothing to do but to say so.
 */
void
rg_change_say (RgStore *store,
               GtkWidget *widget,
               const char *label,
               RgChangeFunc func,
               gpointer data,
               GDestroyNotify free_data,
               const char *done)
{
  Saying *saying = g_new0 (Saying, 1);
  RgWindow *window = find_window (widget);

  saying->window = window != NULL ? g_object_ref (window) : NULL;
  saying->done = g_strdup (done);
  rg_change_async (store, widget, label, func, data, free_data, NULL, said_cb, saying);
}
