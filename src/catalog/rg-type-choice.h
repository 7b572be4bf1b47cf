/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: what choice and choices share. */

#include "catalog/rg-field.h"

G_BEGIN_DECLS

/* The choice of @field that @text means: its key, its label in the owner's
 * language or in English, or one of its aliases, case and width ignored.
 * (nullable) */
const RgChoice *rg_choice_find (const RgField *field, const char *text);
const RgChoice *rg_choice_find_key (const RgField *field, const char *key);
/* The labels of all choices for a sentence. (transfer full) */
char *rg_choice_list (const RgField *field);

G_END_DECLS
