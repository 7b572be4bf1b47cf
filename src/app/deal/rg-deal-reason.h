/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*RgReasonFunc) (const char *reason, gpointer data);

/* Asks for a reason, without which it does not go on. @accept: what its button says.
 * @proposals: (nullable) (array zero-terminated=1): one click writes one of them. @func
 * is called with what was written, not when it is cancelled; @data is freed with
 * @free_data when the dialog goes. */
void rg_deal_reason_ask (GtkWidget *parent,
                         const char *heading,
                         const char *body,
                         const char *accept,
                         const char *const *proposals,
                         RgReasonFunc func,
                         gpointer data,
                         GDestroyNotify free_data);

G_END_DECLS
