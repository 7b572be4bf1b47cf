/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the field types share. */

#include "catalog/rg-field.h"

G_BEGIN_DECLS

/* Large, small, and both as one choice with a comma in its name. */
extern const RgChoice types_choices[];

/* A field of the type, with those choices where it takes any. */
RgField types_field (const RgFieldType *type);

G_END_DECLS
