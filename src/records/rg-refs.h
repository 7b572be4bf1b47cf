/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-record.h"

G_BEGIN_DECLS

/**
 * RgRefs:
 *
 * Records of an entity that rows of another one point to: made on demand and read in
 * the background, those that were asked for in one turn of the main loop together. Lives
 * on the main context.
 */
typedef struct _RgRefs RgRefs;

RgRefs *rg_refs_new (RgStore *store, const char *entity);
void rg_refs_free (RgRefs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRefs, rg_refs_free)
/* (transfer full): the record of row @id; filled in a moment where it is not loaded. */
RgRecord *rg_refs_take (RgRefs *self, gint64 id);

G_END_DECLS
