/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-field-type.h"

/* In the order in which an owner is offered them. */
static const RgFieldType *const types[] = {
  &rg_type_text,   &rg_type_long_text, &rg_type_number,  &rg_type_money,  &rg_type_date,  &rg_type_lunar_date,
  &rg_type_time,   &rg_type_choice,    &rg_type_choices, &rg_type_yes_no, &rg_type_phone, &rg_type_email,
  &rg_type_region, &rg_type_link,      &rg_type_instant, &rg_type_ref,    NULL,
};

/**
 * rg_field_type_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): every type
 */
const RgFieldType *const *
rg_field_type_list (void)
{
  return types;
}

/**
 * rg_field_type_find:
 * @id: (nullable): a stable name such as "long-text"
 *
 * Returns: (transfer none) (nullable): the type of that name
 */
const RgFieldType *
rg_field_type_find (const char *id)
{
  for (guint i = 0; types[i] != NULL; i++)
    {
      if (g_strcmp0 (types[i]->id, id) == 0)
        return types[i];
    }
  return NULL;
}
