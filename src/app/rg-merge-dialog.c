/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-merge-dialog.h"

#include "app/pages/doubles/rg-double-side.h"
#include "app/rg-change.h"
#include "app/rg-window.h"
#include "shop/rg-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HIDDEN_FLAGS (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_RETIRED | RG_FIELD_VIRTUAL)

struct _RgMergeDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  RgDoubleSide *first;
  RgDoubleSide *second;
  GtkWidget *swap_button;
  GtkLabel *swap_label;
  AdwPreferencesGroup *group;

  RgStore *store;
  GtkWidget *asker; /* whose window it is */
  GCancellable *cancellable;
  GPtrArray *listed; /* rows of the group */
  RgRow *first_row;
  RgRow *second_row;
  gboolean swapped;
};

G_DEFINE_FINAL_TYPE (RgMergeDialog, rg_merge_dialog, ADW_TYPE_DIALOG)

/* --- merging -------------------------------------------------------------- */

typedef struct
{
  gint64 keep;
  gint64 gone;
} MergeChange;

/**
 * rg_merge_change_new:
 * @keep: who stays
 * @gone: who is merged into it
 *
 * Returns: (transfer full): the data of rg_merge_change_func()
 */
gpointer
rg_merge_change_new (gint64 keep, gint64 gone)
{
  MergeChange *change = g_new0 (MergeChange, 1);

  change->keep = keep;
  change->gone = gone;
  return change;
}

/**
 * rg_merge_change_func:
 * @op: an operation of the window
 * @data: what rg_merge_change_new() gave
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: whether the two are one now
 */
gboolean
rg_merge_change_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const MergeChange *change = data;

  return rg_people_merge (op, change->keep, change->gone, error);
}

/**
 * rg_merge_dup_done:
 * @keep: who stays
 * @gone: who was merged into it
 *
 * Returns: (transfer full): what a toast says
 */
char *
rg_merge_dup_done (const RgRow *keep, const RgRow *gone)
{
  g_autofree char *kept = rg_double_dup_name (keep);
  g_autofree char *other = rg_double_dup_name (gone);

  if (strcmp (kept, other) == 0)
    return g_strdup_printf (_ ("Merged the two customers %s"), kept);
  /* Translators: two names; the second one is who stays. */
  return g_strdup_printf (_ ("Merged %s into %s"), other, kept);
}

/* --- what becomes of them ------------------------------------------------- */

static RgRow *
get_keep (RgMergeDialog *self)
{
  return self->swapped ? self->second_row : self->first_row;
}

static RgRow *
get_gone (RgMergeDialog *self)
{
  return self->swapped ? self->first_row : self->second_row;
}

static void
list_field (RgMergeDialog *self, const RgField *field, const char *value, const char *remark)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (remark);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "dimmed-text");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rg_field_get_label (field));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->listed, row);
}

static gboolean
is_address (const RgField *field)
{
  return g_str_equal (field->key, "phone") || g_str_equal (field->key, "wechat") ||
         g_str_equal (field->key, "email");
}

static void
show_field (RgMergeDialog *self, const RgField *field)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  RgMergeOutcome outcome = rg_merge_field (field, get_keep (self), get_gone (self), &value);
  g_autofree char *text = rg_field_format (field, &value, RG_FORMAT_DISPLAY);
  g_autofree char *other = rg_row_format (get_gone (self), field, RG_FORMAT_DISPLAY);
  g_autofree char *name = rg_double_dup_name (get_gone (self));
  g_autofree char *remark = NULL;

  if (outcome == RG_MERGE_FILLED)
    /* Translators: %s is the customer whose value is taken over. */
    remark = g_strdup_printf (_ ("from %s"), name);
  else if (outcome == RG_MERGE_JOINED)
    remark = g_strdup (_ ("from both"));
  else if (outcome == RG_MERGE_ASIDE && is_address (field))
    /* Translators: %s is a further phone, WeChat id or e-mail. */
    remark = g_strdup_printf (_ ("and %s besides"), other);
  else if (outcome == RG_MERGE_ASIDE)
    /* Translators: %s is a value that is written into the notes. */
    remark = g_strdup_printf (_ ("%s goes to the notes"), other);
  if (remark != NULL)
    list_field (self, field, text, remark);
}

static void
show_outcome (RgMergeDialog *self)
{
  const RgEntity *customer = rg_row_get_entity (self->first_row);
  g_autofree char *gone = rg_double_dup_name (get_gone (self));
  /* Translators: %s is a customer's name. */
  g_autofree char *swap = g_strdup_printf (_ ("Let %s stay"), gone);

  rg_double_side_set_stays (self->first, !self->swapped);
  rg_double_side_set_stays (self->second, self->swapped);
  gtk_label_set_label (self->swap_label, swap);
  for (guint i = 0; i < self->listed->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->listed, i));
  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; i < rg_entity_get_n_fields (customer); i++)
    {
      const RgField *field = rg_entity_get_field (customer, i);

      if ((field->flags & HIDDEN_FLAGS) == 0)
        show_field (self, field);
    }
}

static void
swap (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (widget);

  self->swapped = !self->swapped;
  show_outcome (self);
}

static void
confirm (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (widget);
  RgRow *keep = get_keep (self);
  RgRow *gone = get_gone (self);
  g_autofree char *label = rg_merge_dup_label (keep, gone);
  g_autofree char *done = rg_merge_dup_done (keep, gone);

  rg_change_say (self->store, self->asker, label, rg_merge_change_func,
                 rg_merge_change_new (rg_row_get_id (keep), rg_row_get_id (gone)), g_free, done);
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the two -------------------------------------------------------------- */

typedef struct
{
  gint64 first;
  gint64 second;
} Wish;

typedef struct
{
  RgRow *rows[2]; /* (nullable) */
  guint n_entries[2];
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&found->rows[i], rg_row_unref);
  g_free (found);
}

static gboolean
count_entries (RgRead *read, gint64 id, guint *number, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT (SELECT count (*) FROM event WHERE customer_id = ?1) + "
                           "(SELECT count (*) FROM sale WHERE customer_id = ?1)",
                           error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *number = (guint) rg_statement_get_integer (statement, 0);
  return TRUE;
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  const gint64 ids[] = { wish->first, wish->second };
  Found *found = g_new0 (Found, 1);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < 2 && problem == NULL; i++)
    {
      found->rows[i] = rg_row_read (read, customer, ids[i], &problem);
      if (problem == NULL)
        count_entries (read, ids[i], &found->n_entries[i], &problem);
    }
  if (problem == NULL)
    return found;
  g_propagate_error (error, g_steal_pointer (&problem));
  found_free (found);
  return NULL;
}

static void
show_pair (RgMergeDialog *self, Found *found)
{
  RgSettings *settings = NULL;
  GtkRoot *root = gtk_widget_get_root (self->asker);
  gboolean mask = FALSE;

  if (RG_IS_WINDOW (root))
    settings = rg_window_get_settings (RG_WINDOW (root));
  if (settings != NULL)
    mask = rg_settings_get_boolean (settings, "mask-phones");
  self->first_row = g_steal_pointer (&found->rows[0]);
  self->second_row = g_steal_pointer (&found->rows[1]);
  rg_double_side_set (self->first, self->first_row, self->second_row, found->n_entries[0], mask);
  rg_double_side_set (self->second, self->second_row, self->first_row, found->n_entries[1], mask);
  show_outcome (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.confirm", !rg_store_is_read_only (self->store));
  gtk_stack_set_visible_child_name (self->stack, "pair");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgMergeDialog) self = RG_MERGE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  Found *found = rg_store_read_finish (RG_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&found, found_free);
  else if (found == NULL)
    {
      rg_change_toast (self->asker, error->message);
      adw_dialog_close (ADW_DIALOG (self));
    }
  else if (found->rows[0] != NULL && found->rows[1] != NULL)
    show_pair (self, found);
  else
    gtk_stack_set_visible_child_name (self->stack, "gone");
  g_clear_pointer (&found, found_free);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_merge_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (RG_MERGE_DIALOG (dialog)->cancellable);
}

static void
rg_merge_dialog_dispose (GObject *object)
{
  RgMergeDialog *self = RG_MERGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_MERGE_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->asker);
  g_clear_pointer (&self->first_row, rg_row_unref);
  g_clear_pointer (&self->second_row, rg_row_unref);

  G_OBJECT_CLASS (rg_merge_dialog_parent_class)->dispose (object);
}

static void
rg_merge_dialog_finalize (GObject *object)
{
  g_object_unref (RG_MERGE_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (rg_merge_dialog_parent_class)->finalize (object);
}

static void
rg_merge_dialog_class_init (RgMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_merge_dialog_dispose;
  object_class->finalize = rg_merge_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = rg_merge_dialog_closed;

  g_type_ensure (RG_TYPE_DOUBLE_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, first);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, second);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, swap_button);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, swap_label);
  gtk_widget_class_bind_template_child (widget_class, RgMergeDialog, group);
  gtk_widget_class_install_action (widget_class, "merge.confirm", NULL, confirm);
  gtk_widget_class_install_action (widget_class, "merge.swap", NULL, swap);
}

static void
rg_merge_dialog_init (RgMergeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->listed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.confirm", FALSE);
}

/**
 * rg_merge_ask:
 * @parent: where it is asked
 * @store: the shop
 * @one: a customer
 * @other: another one
 *
 * Asks whether the two are to be merged, and does it.
 */
void
rg_merge_ask (GtkWidget *parent, RgStore *store, gint64 one, gint64 other)
{
  RgMergeDialog *self;
  Wish *wish;

  g_return_if_fail (one != other);

  self = g_object_new (RG_TYPE_MERGE_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->asker = g_object_ref (parent);
  wish = g_new0 (Wish, 1);
  wish->first = MIN (one, other);
  wish->second = MAX (one, other);
  adw_dialog_present (ADW_DIALOG (self), parent);
  rg_store_read_async (store, read_func, wish, g_free, found_free, self->cancellable, read_cb,
                       g_object_ref (self));
}

/**
 * rg_merge_dialog_get_state:
 * @self: a dialog
 *
 * Returns: (transfer none): what is shown
 */
const char *
rg_merge_dialog_get_state (RgMergeDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
