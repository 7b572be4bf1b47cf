/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the editors: what each kind of them brings, and what they share. */

#include "app/record/rg-field-editor.h"

G_BEGIN_DECLS

/**
 * RgFieldEditorClass:
 * @build: makes the control and gives it to rg_field_editor_set_control();
 *   called once, when field and store are known
 * @show: shows @value in the control; %NULL value: nothing. @editing: as it is
 *   written, not as it is read: 13812345678, not 138 1234 5678
 * @dup_text: (nullable): what is written in the control; a kind whose control
 *   can hold nothing but valid values has none, and calls
 *   rg_field_editor_take() when the user has chosen
 * @set_text: (nullable): as if the user had written it
 * @leave: (nullable): the focus has gone elsewhere; what hangs open is closed
 * @key_pressed: (nullable): whether the key was the kind's own; before it means
 *   anything else
 */
struct _RgFieldEditorClass
{
  AdwPreferencesRowClass parent_class;

  void (*build) (RgFieldEditor *self);
  void (*show) (RgFieldEditor *self, const RgValue *value, gboolean editing);
  char *(*dup_text) (RgFieldEditor *self);
  void (*set_text) (RgFieldEditor *self, const char *text);
  void (*leave) (RgFieldEditor *self);
  gboolean (*key_pressed) (RgFieldEditor *self, guint key, GdkModifierType state);
};

RgStore *rg_field_editor_get_store (RgFieldEditor *self);     /* (transfer none) (nullable) */
RgCatalog *rg_field_editor_get_catalog (RgFieldEditor *self); /* (transfer none) */
/* @control: what stands under the label. @focus: the widget in it that takes
 * the keys, is named by the label and called invalid. */
void rg_field_editor_set_control (RgFieldEditor *self, GtkWidget *control, GtkWidget *focus);
/* Behind label and control. */
void rg_field_editor_add_suffix (RgFieldEditor *self, GtkWidget *widget);
/* The control's value as chosen: saved unless it is the same. */
void rg_field_editor_take (RgFieldEditor *self, const RgValue *value);
/* Enter was pressed. */
void rg_field_editor_activate (RgFieldEditor *self);
/* The user writes: a sentence about what was there goes away. */
void rg_field_editor_changed (RgFieldEditor *self);
/* Shows the value again: another way of showing it was chosen. */
void rg_field_editor_refresh (RgFieldEditor *self);

/* Whether the user has written something that is neither saved nor given up;
 * whether anything at all since the text was put there. */
gboolean rg_field_editor_is_written (RgFieldEditor *self);
gboolean rg_field_editor_has_typed (RgFieldEditor *self);
/* (nullable): what is written, valid or not; NULL where nothing can be written. */
char *rg_field_editor_dup_text (RgFieldEditor *self);
/* As if the user had written it and were still there. */
void rg_field_editor_write (RgFieldEditor *self, const char *text);
/* Back to what is saved; FALSE when there is nothing to take back. */
gboolean rg_field_editor_take_back (RgFieldEditor *self);
void rg_field_editor_add_keys (RgFieldEditor *self);

/* --- the kinds ------------------------------------------------------------ */

GType rg_field_editor_kind_for (const RgField *field);
GType rg_entry_editor_get_type (void);
GType rg_name_editor_get_type (void);
GType rg_phone_editor_get_type (void);
GType rg_date_editor_get_type (void);
GType rg_lunar_editor_get_type (void);
GType rg_link_editor_get_type (void);
GType rg_long_text_editor_get_type (void);
GType rg_choice_editor_get_type (void);
GType rg_choices_editor_get_type (void);
GType rg_fixed_editor_get_type (void);

G_END_DECLS
