/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

/* What a deal needs before it comes into a stage. The kind is a text and no
 * choice: one that only a later version knows must be shown and lock nobody in. */
static const RgField fields[] = {
  {
      .key = "stage_id",
      .label = N_ ("Stage"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "stage",
  },
  {
      .key = "kind",
      .label = N_ ("Kind"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "what",
      .label = N_ ("What"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "n",
      .label = N_ ("How many"),
      .type = &rg_type_number,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "amount_fen",
      .label = N_ ("Amount"),
      .type = &rg_type_money,
      .flags = RG_FIELD_SYSTEM,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_gate = {
  .key = "gate",
  .label = N_ ("Gate"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
