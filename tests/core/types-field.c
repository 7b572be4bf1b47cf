/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "types-field.h"

const RgChoice types_choices[] = {
  { "large", "Large", "大|大号|xl" },
  { "small", "Small", "小|小号" },
  { "both", "Large, small", NULL },
  { NULL, NULL, NULL },
};

RgField
types_field (const RgFieldType *type)
{
  RgField field = { .key = "f", .label = "Size", .type = type };

  if (type == &rg_type_choice || type == &rg_type_choices)
    field.choices = types_choices;
  return field;
}
