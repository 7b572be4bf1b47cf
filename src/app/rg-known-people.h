/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgKnownPeople:
 *
 * Who has a phone number already, from its seventh digit on; hidden as long as
 * nobody has. Emits "open" and "join" with the customer's id and name.
 */
#define RG_TYPE_KNOWN_PEOPLE (rg_known_people_get_type ())
G_DECLARE_FINAL_TYPE (RgKnownPeople, rg_known_people, RG, KNOWN_PEOPLE, AdwBin)

/* @store: (nullable): nobody is known. @mask: whether phones are shown masked. */
void rg_known_people_set_store (RgKnownPeople *self, RgStore *store, gboolean mask);
/* What is written so far; looked up a moment later. */
void rg_known_people_set_phone (RgKnownPeople *self, const char *text);

G_END_DECLS
