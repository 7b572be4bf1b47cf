/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-field-editor.h"

G_BEGIN_DECLS

/* Asks who else has @phone, and says so below @editor, with a link to them;
 * takes the line away when nobody does. No error: families share a phone.
 * @customer: whose phone it is. @phone: (nullable): normalised. */
void rg_phone_hint_ask (RgFieldEditor *editor,
                        RgStore *store,
                        gint64 customer,
                        const char *phone,
                        GCancellable *cancellable);

G_END_DECLS
