/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"
#include "app/record/rg-field-frame.h"

/* Editors that stand close together in a form of a few parts. */

static RgFieldFrame *
frame_of (RgFieldEditor *self)
{
  return RG_FIELD_FRAME (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)));
}

/**
 * rg_field_editor_set_inline:
 * @self: an editor
 * @titles: what makes titles as wide as each other
 *
 * Label and value stand in one line.
 */
void
rg_field_editor_set_inline (RgFieldEditor *self, GtkSizeGroup *titles)
{
  rg_field_frame_set_inline (frame_of (self), titles);
}

/**
 * rg_field_editor_set_required:
 * @self: an editor
 * @required: whether it is marked as needed
 */
void
rg_field_editor_set_required (RgFieldEditor *self, gboolean required)
{
  rg_field_frame_set_required (frame_of (self), required);
}

/**
 * rg_field_editor_dup_draft:
 * @self: an editor
 *
 * Returns: (transfer full): what is written, valid or not; else the value as
 *   rg_field_editor_enter() takes it
 */
char *
rg_field_editor_dup_draft (RgFieldEditor *self)
{
  const RgValue *value = rg_field_editor_get_value (self);

  if (rg_field_editor_is_written (self))
    return rg_field_editor_dup_text (self);
  if (rg_value_is_null (value))
    return g_strdup ("");
  return rg_field_format (rg_field_editor_get_field (self), value, RG_FORMAT_EXCHANGE);
}
