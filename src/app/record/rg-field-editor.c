/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor.h"

#include "app/record/rg-field-editor-private.h"
#include "app/record/rg-field-frame.h"

typedef struct
{
  const RgField *field; /* belongs to the catalogue */
  RgCatalog *catalog;
  RgStore *store;

  /* What the owner said last, and the last valid one: another than saved until
   * the owner has answered, and after an answer that it cannot be. */
  RgValue saved;
  RgValue value;
  /* The text as it was put into the control: what differs from it was written
   * by the user. */
  char *base;
  char *error;
  gboolean mask;
  /* The focus is in the row. */
  gboolean focused;
  /* The user has written since the text was put there. */
  gboolean typed;
  /* The text is being put there. */
  gboolean showing;
  /* saved is not what is shown. */
  gboolean stale;

  RgFieldFrame *frame;
} RgFieldEditorPrivate;

enum
{
  COMMITTED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgFieldEditor, rg_field_editor, ADW_TYPE_PREFERENCES_ROW)

static RgFieldEditorPrivate *
get_private (RgFieldEditor *self)
{
  return rg_field_editor_get_instance_private (self);
}

/* --- what is shown ------------------------------------------------------ */

char *
rg_field_editor_dup_text (RgFieldEditor *self)
{
  RgFieldEditorClass *klass = RG_FIELD_EDITOR_GET_CLASS (self);

  return klass->dup_text != NULL ? klass->dup_text (self) : NULL;
}

gboolean
rg_field_editor_is_written (RgFieldEditor *self)
{
  g_autofree char *text = rg_field_editor_dup_text (self);

  return text != NULL && g_strcmp0 (text, get_private (self)->base) != 0;
}

static void
show_value (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  priv->showing = TRUE;
  RG_FIELD_EDITOR_GET_CLASS (self)->show (self, &priv->value, priv->focused);
  g_free (priv->base);
  priv->base = rg_field_editor_dup_text (self);
  priv->showing = FALSE;
  priv->typed = FALSE;
}

static void
set_value (RgFieldEditor *self, const RgValue *value)
{
  RgFieldEditorPrivate *priv = get_private (self);
  g_auto (RgValue) copy = RG_VALUE_INIT;

  /* It may be one of the two that are about to be cleared. */
  rg_value_copy (value, &copy);
  rg_value_clear (&priv->value);
  rg_value_copy (&copy, &priv->value);
  priv->stale = FALSE;
  show_value (self);
}

static void
emit_committed (RgFieldEditor *self)
{
  g_object_ref (self);
  g_signal_emit (self, signals[COMMITTED], 0);
  g_object_unref (self);
}

/* Takes what was written or chosen; tells the owner when it is news. */
static void
commit_value (RgFieldEditor *self, const RgValue *value)
{
  RgFieldEditorPrivate *priv = get_private (self);
  gboolean same = rg_value_equal (value, &priv->value) && rg_value_equal (value, &priv->saved);

  rg_field_editor_set_error (self, NULL);
  set_value (self, value);
  if (!same)
    emit_committed (self);
}

/* --- focus ---------------------------------------------------------------- */

static void
enter_cb (GtkEventControllerFocus *controller, RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  priv->focused = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "editing");
  if (!rg_field_editor_is_written (self))
    show_value (self);
}

static void
leave_cb (GtkEventControllerFocus *controller, RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);
  RgFieldEditorClass *klass = RG_FIELD_EDITOR_GET_CLASS (self);

  priv->focused = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "editing");
  if (klass->leave != NULL)
    klass->leave (self);
  rg_field_editor_commit (self);
}

/* The whole row is the entry's, not only its line. */
static void
released_cb (GtkGestureClick *gesture, int n, double x, double y, RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  if (!priv->focused)
    gtk_widget_grab_focus (rg_field_frame_get_focus (priv->frame));
}

/* --- the row -------------------------------------------------------------- */

static void
rg_field_editor_finalize (GObject *object)
{
  RgFieldEditorPrivate *priv = get_private (RG_FIELD_EDITOR (object));

  rg_value_clear (&priv->saved);
  rg_value_clear (&priv->value);
  g_free (priv->base);
  g_free (priv->error);
  g_clear_object (&priv->store);
  g_clear_pointer (&priv->catalog, rg_catalog_unref);

  G_OBJECT_CLASS (rg_field_editor_parent_class)->finalize (object);
}

static gboolean
rg_field_editor_grab_focus (GtkWidget *widget)
{
  RgFieldEditorPrivate *priv = get_private (RG_FIELD_EDITOR (widget));

  return gtk_widget_grab_focus (rg_field_frame_get_focus (priv->frame));
}

static void
rg_field_editor_class_init (RgFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rg_field_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = rg_field_editor_grab_focus;

  /**
   * RgFieldEditor::committed:
   *
   * There is a new valid value, to be saved.
   */
  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  /**
   * RgFieldEditor::activated:
   *
   * Enter was pressed, and what is written is valid.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
add_controllers (RgFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
rg_field_editor_init (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  priv->frame = RG_FIELD_FRAME (rg_field_frame_new ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (priv->frame));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-editor");
  add_controllers (self);
  rg_field_editor_add_keys (self);
}

/* --- for the kinds -------------------------------------------------------- */

RgStore *
rg_field_editor_get_store (RgFieldEditor *self)
{
  return get_private (self)->store;
}

RgCatalog *
rg_field_editor_get_catalog (RgFieldEditor *self)
{
  return get_private (self)->catalog;
}

void
rg_field_editor_set_control (RgFieldEditor *self, GtkWidget *control, GtkWidget *focus)
{
  RgFieldEditorPrivate *priv = get_private (self);

  rg_field_frame_set_control (priv->frame, control, focus);
  if ((priv->field->flags & RG_FIELD_REQUIRED) != 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
}

void
rg_field_editor_add_suffix (RgFieldEditor *self, GtkWidget *widget)
{
  rg_field_frame_add_suffix (get_private (self)->frame, widget);
}

void
rg_field_editor_take (RgFieldEditor *self, const RgValue *value)
{
  RgFieldEditorPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;

  if (priv->showing || rg_value_equal (value, &priv->value))
    return;
  /* What can be chosen is valid, but for nothing at all. */
  if (!rg_value_is_null (value) || rg_field_validate (priv->field, value, &error))
    commit_value (self, value);
  else
    {
      show_value (self);
      rg_field_editor_set_error (self, error->message);
    }
}

void
rg_field_editor_activate (RgFieldEditor *self)
{
  if (rg_field_editor_commit (self))
    g_signal_emit (self, signals[ACTIVATED], 0);
}

void
rg_field_editor_changed (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);
  g_autofree char *text = NULL;
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (priv->showing)
    return;
  priv->typed = TRUE;
  rg_field_frame_hide_tick (priv->frame);
  if (priv->error == NULL)
    return;
  text = rg_field_editor_dup_text (self);
  if (rg_field_parse (priv->field, text, &value, NULL))
    rg_field_editor_set_error (self, NULL);
}

gboolean
rg_field_editor_has_typed (RgFieldEditor *self)
{
  return get_private (self)->typed;
}

gboolean
rg_field_editor_take_back (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  if (!rg_field_editor_is_written (self) && priv->error == NULL)
    return FALSE;

  rg_field_editor_set_error (self, NULL);
  set_value (self, &priv->saved);
  return TRUE;
}

void
rg_field_editor_write (RgFieldEditor *self, const char *text)
{
  RgFieldEditorClass *klass = RG_FIELD_EDITOR_GET_CLASS (self);

  if (klass->set_text != NULL)
    klass->set_text (self, text);
}

void
rg_field_editor_refresh (RgFieldEditor *self)
{
  if (!rg_field_editor_is_written (self))
    show_value (self);
}

/* --- for everybody -------------------------------------------------------- */

/**
 * rg_field_editor_new:
 * @field: a field of @catalog
 * @catalog: what the shop keeps; held as long as the editor lives
 * @store: (nullable): where names for completion come from
 *
 * Returns: (transfer floating): the editor for the field's type, empty
 */
GtkWidget *
rg_field_editor_new (const RgField *field, RgCatalog *catalog, RgStore *store)
{
  RgFieldEditor *self = g_object_new (rg_field_editor_kind_for (field), NULL);
  RgFieldEditorPrivate *priv = get_private (self);

  priv->field = field;
  priv->catalog = rg_catalog_ref (catalog);
  g_set_object (&priv->store, store);
  rg_field_frame_set_title (priv->frame, rg_field_get_label (field));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rg_field_get_label (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rg_field_get_label (field), -1);
  RG_FIELD_EDITOR_GET_CLASS (self)->build (self);
  show_value (self);

  return GTK_WIDGET (self);
}

/**
 * rg_field_editor_get_field:
 * @self: an editor
 *
 * Returns: (transfer none): what it edits
 */
const RgField *
rg_field_editor_get_field (RgFieldEditor *self)
{
  return get_private (self)->field;
}

/**
 * rg_field_editor_set_value:
 * @self: an editor
 * @value: (nullable): what is saved
 *
 * Shows a value as saved. While the focus is in the field, or while there is
 * text in it that has to be mended, it is only remembered.
 */
void
rg_field_editor_set_value (RgFieldEditor *self, const RgValue *value)
{
  RgFieldEditorPrivate *priv = get_private (self);

  rg_value_clear (&priv->saved);
  if (value != NULL)
    rg_value_copy (value, &priv->saved);
  if (priv->error != NULL || priv->focused || rg_field_editor_is_written (self))
    priv->stale = !rg_value_equal (&priv->saved, &priv->value);
  else
    set_value (self, &priv->saved);
}

/**
 * rg_field_editor_reset:
 * @self: an editor
 * @value: (nullable): what is saved
 *
 * Shows a value whatever was being written: it is another row's.
 */
void
rg_field_editor_reset (RgFieldEditor *self, const RgValue *value)
{
  RgFieldEditorPrivate *priv = get_private (self);

  rg_value_clear (&priv->saved);
  if (value != NULL)
    rg_value_copy (value, &priv->saved);
  rg_field_editor_set_error (self, NULL);
  rg_field_frame_hide_tick (priv->frame);
  set_value (self, &priv->saved);
}

/**
 * rg_field_editor_get_value:
 * @self: an editor
 *
 * Returns: (transfer none): the last valid value, saved or not
 */
const RgValue *
rg_field_editor_get_value (RgFieldEditor *self)
{
  return &get_private (self)->value;
}

/**
 * rg_field_editor_is_dirty:
 * @self: an editor
 *
 * Returns: whether it holds something that is not saved, valid or not
 */
gboolean
rg_field_editor_is_dirty (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);

  return rg_field_editor_is_written (self) || (!priv->stale && !rg_value_equal (&priv->value, &priv->saved));
}

/**
 * rg_field_editor_commit:
 * @self: an editor
 *
 * Reads what is written, as when the field is left. A value that could not be
 * saved is tried again.
 *
 * Returns: whether it is valid
 */
gboolean
rg_field_editor_commit (RgFieldEditor *self)
{
  RgFieldEditorPrivate *priv = get_private (self);
  g_autofree char *text = rg_field_editor_dup_text (self);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (text == NULL || g_strcmp0 (text, priv->base) == 0)
    {
      if (priv->error != NULL)
        commit_value (self, &priv->value);
      else if (priv->stale)
        set_value (self, &priv->saved);
      else
        show_value (self);
      return TRUE;
    }
  if (!rg_field_parse (priv->field, text, &value, &error))
    {
      rg_field_editor_set_error (self, error->message);
      return FALSE;
    }

  commit_value (self, &value);
  return TRUE;
}

/**
 * rg_field_editor_set_error:
 * @self: an editor
 * @message: (nullable): what is wrong and what would be right
 *
 * Shows a sentence below the field, or takes it away.
 */
void
rg_field_editor_set_error (RgFieldEditor *self, const char *message)
{
  RgFieldEditorPrivate *priv = get_private (self);

  if (!g_set_str (&priv->error, message))
    return;

  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
  rg_field_frame_set_error (priv->frame, message);
}

/**
 * rg_field_editor_get_error:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the sentence below the field
 */
const char *
rg_field_editor_get_error (RgFieldEditor *self)
{
  return get_private (self)->error;
}

/**
 * rg_field_editor_show_saved:
 * @self: an editor
 *
 * Shows a quiet tick that passes.
 */
void
rg_field_editor_show_saved (RgFieldEditor *self)
{
  rg_field_frame_show_tick (get_private (self)->frame);
}

/**
 * rg_field_editor_set_hint:
 * @self: an editor
 * @hint: (nullable) (transfer floating): a line below the field that is no
 *   error
 */
void
rg_field_editor_set_hint (RgFieldEditor *self, GtkWidget *hint)
{
  rg_field_frame_set_hint (get_private (self)->frame, hint);
}

/**
 * rg_field_editor_enter:
 * @self: an editor
 * @text: what a person would write
 *
 * Writes into the field and leaves it.
 */
void
rg_field_editor_enter (RgFieldEditor *self, const char *text)
{
  RgFieldEditorClass *klass = RG_FIELD_EDITOR_GET_CLASS (self);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (klass->set_text != NULL)
    {
      klass->set_text (self, text);
      rg_field_editor_commit (self);
    }
  else if (rg_field_parse (get_private (self)->field, text, &value, &error))
    commit_value (self, &value);
  else
    rg_field_editor_set_error (self, error->message);
}

/**
 * rg_field_editor_set_mask:
 * @self: an editor
 * @mask: whether a phone number is shown masked unless it is being edited
 */
void
rg_field_editor_set_mask (RgFieldEditor *self, gboolean mask)
{
  RgFieldEditorPrivate *priv = get_private (self);

  if (priv->mask == mask)
    return;
  priv->mask = mask;
  rg_field_editor_refresh (self);
}

/**
 * rg_field_editor_get_mask:
 * @self: an editor
 *
 * Returns: whether phone numbers are masked
 */
gboolean
rg_field_editor_get_mask (RgFieldEditor *self)
{
  return get_private (self)->mask;
}
