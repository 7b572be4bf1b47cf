/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgChildStage:
 * @key: its stable name
 * @name: (msgid): what people call it
 * @from: in months, the least
 * @to: in months, the first that is too old
 *
 * A stage in the life of a child, as data/child-stages.json has it.
 */
typedef struct
{
  const char *key;
  const char *name;
  guint from;
  guint to;
} RgChildStage;

/* (array length=n): all of them, from the youngest on; they stay for ever. */
const RgChildStage *rg_child_stages (guint *n);
/* @birthday: (nullable): as stored. (nullable): NULL when the day is not known,
 * is still to come, or is that of a grown-up. */
const RgChildStage *rg_child_stages_find (const char *birthday, const GDate *today);
/* Translated. */
const char *rg_child_stage_get_name (const RgChildStage *stage);

G_END_DECLS
