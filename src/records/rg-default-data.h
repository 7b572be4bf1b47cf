/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* data/default.json as it came with the program: the one place of its numbers.
 * Whoever judges customers by a shop's own ones asks shop/rg-defaults. */
JsonObject *rg_default_data_get (void);

/* Kinds of events that mean that somebody was spoken to. (transfer none) */
const char *const *rg_default_data_get_contact_kinds (void);
/* Whether an event of @kind means that. @kind: (nullable) */
gboolean rg_default_data_is_contact (const char *kind);
/* "'call', 'visit', …", for what stands between the brackets of IN. */
void rg_default_data_append_contact_kinds (GString *sql);

G_END_DECLS
