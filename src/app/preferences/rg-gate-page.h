/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-gates.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgGatePage:
 *
 * What a deal needs before it comes into a stage: so many files, so many effective
 * contacts, fields that are filled in, a sale. Emits "done" when it is saved or
 * deleted.
 */
#define RG_TYPE_GATE_PAGE (rg_gate_page_get_type ())
G_DECLARE_FINAL_TYPE (RgGatePage, rg_gate_page, RG, GATE_PAGE, AdwNavigationPage)

/* @gate: (nullable): copied; NULL: a new one before @stage_id. */
GtkWidget *rg_gate_page_new (RgStore *store, gint64 stage_id, const RgGate *gate);
/* What a person would do. */
void rg_gate_page_set_kind (RgGatePage *self, RgGateKind kind);
void rg_gate_page_set_number (RgGatePage *self, guint n);
/* @kind: "" for any. */
void rg_gate_page_set_file_kind (RgGatePage *self, const char *kind);
void rg_gate_page_set_field (RgGatePage *self, const char *key, gboolean asked);
void rg_gate_page_set_amount (RgGatePage *self, const char *text);
void rg_gate_page_save (RgGatePage *self);
void rg_gate_page_delete (RgGatePage *self);
/* (transfer none): "" when nothing is wrong. */
const char *rg_gate_page_get_fault (RgGatePage *self);

G_END_DECLS
