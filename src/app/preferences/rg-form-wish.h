/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-change.h"
#include "shop/rg-contact-forms.h"

G_BEGIN_DECLS

/* What is to become of a contact form, on its way to the shop; see rg_change_async()
 * and rg_change_finish(). @form is copied. */

void rg_form_wish_save (RgStore *store,
                        GtkWidget *widget,
                        const RgContactForm *form,
                        const char *label,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/* One of the shop's own goes, one that came with the program is as it came. */
void rg_form_wish_delete (RgStore *store,
                          GtkWidget *widget,
                          const RgContactForm *form,
                          const char *label,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

G_END_DECLS
