/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgKnownPerson:
 *
 * A row that says who has a phone number already: name, phone, last contact and
 * tags, with a button that opens the customer and, where it can be this one, one
 * that adds to them. Emits "open" and "join".
 */
#define RG_TYPE_KNOWN_PERSON (rg_known_person_get_type ())
G_DECLARE_FINAL_TYPE (RgKnownPerson, rg_known_person, RG, KNOWN_PERSON, GtkListBoxRow)

/* @can_join: whether the number is whole; @mask: whether phones are masked. */
GtkWidget *rg_known_person_new (RgStore *store, RgRow *customer, gboolean can_join, gboolean mask);
/* (transfer none) */
RgRow *rg_known_person_get_customer (RgKnownPerson *self);

G_END_DECLS
