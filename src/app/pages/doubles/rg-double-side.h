/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDoubleSide:
 *
 * One of two customers who may be the same person: picture, name, what becomes
 * of it, and a line for each thing by which the two can be told apart. What
 * differs stands out. A click on the name goes to the customer.
 */
#define RG_TYPE_DOUBLE_SIDE (rg_double_side_get_type ())
G_DECLARE_FINAL_TYPE (RgDoubleSide, rg_double_side, RG, DOUBLE_SIDE, GtkBox)

GtkWidget *rg_double_side_new (void);
/* @n_entries: of its timeline. Both sides of a pair have the same lines, so that
 * they stand beside each other. */
void rg_double_side_set (RgDoubleSide *self, RgRow *customer, RgRow *other, guint n_entries, gboolean mask);
/* Whether it stays when the two are merged. */
void rg_double_side_set_stays (RgDoubleSide *self, gboolean stays);
/* What a customer is called: the name, else the number. (transfer full) */
char *rg_double_dup_name (const RgRow *customer);

G_END_DECLS
