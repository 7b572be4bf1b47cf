/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

GType
rg_field_editor_kind_for (const RgField *field)
{
  const struct
  {
    const RgFieldType *type;
    GType kind;
  } kinds[] = {
    { &rg_type_long_text, rg_long_text_editor_get_type () },
    { &rg_type_date, rg_date_editor_get_type () },
    { &rg_type_lunar_date, rg_lunar_editor_get_type () },
    { &rg_type_phone, rg_phone_editor_get_type () },
    { &rg_type_region, rg_name_editor_get_type () },
    { &rg_type_yes_no, rg_choice_editor_get_type () },
    { &rg_type_link, rg_link_editor_get_type () },
    { &rg_type_ref, rg_fixed_editor_get_type () },
  };

  /* A field without choices takes any words. */
  if (field->choices != NULL)
    return field->type == &rg_type_choices ? rg_choices_editor_get_type () : rg_choice_editor_get_type ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (field->type == kinds[i].type)
        return kinds[i].kind;
    }

  return field->list != NULL ? rg_name_editor_get_type () : rg_entry_editor_get_type ();
}
