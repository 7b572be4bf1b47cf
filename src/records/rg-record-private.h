/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-record.h"

G_BEGIN_DECLS

/**
 * RgRecordCache:
 *
 * The records of one entity of one store that anybody holds, by id; holds none
 * itself. It listens to the store and reads changed records again. Lives on
 * the main context.
 */
typedef struct _RgRecordCache RgRecordCache;

/* (transfer full): the one of @store. */
RgRecordCache *rg_record_cache_get (RgStore *store, const char *entity);
RgRecordCache *rg_record_cache_ref (RgRecordCache *self);
void rg_record_cache_unref (RgRecordCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRecordCache, rg_record_cache_unref)
GType rg_record_cache_get_record_type (RgRecordCache *self);
/* (transfer full): the record of row @id, made when nobody holds it. */
RgRecord *rg_record_cache_take (RgRecordCache *self, gint64 id);
/* (transfer none) (nullable): when somebody holds it. */
RgRecord *rg_record_cache_peek (RgRecordCache *self, gint64 id);
/* For the record's end. */
void rg_record_cache_forget (RgRecordCache *self, gint64 id, RgRecord *record);

/* Numbers readings in the order in which they were asked for. What a later
 * reading brought is never replaced by an earlier one's. */
guint64 rg_record_cache_ticket (RgRecordCache *self);
/* Shows @row in its record if anybody holds it and knows nothing newer. */
void rg_record_cache_show (RgRecordCache *self, RgRow *row, guint64 ticket);

RgRecord *rg_record_new (RgRecordCache *cache, GType type, gint64 id);
guint64 rg_record_get_ticket (RgRecord *self);
void rg_record_set_ticket (RgRecord *self, guint64 ticket);
/* Installs a property for each built-in field of the class's entity. */
void rg_record_class_install_fields (RgRecordClass *klass);

G_END_DECLS
