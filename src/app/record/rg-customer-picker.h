/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgCustomerPicker:
 *
 * Finds a customer as the search entry does, by name, pinyin, initials or the
 * end of a phone, and takes one. Emits "picked" when that has happened.
 */
#define RG_TYPE_CUSTOMER_PICKER (rg_customer_picker_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomerPicker, rg_customer_picker, RG, CUSTOMER_PICKER, AdwBin)

/* @except: a customer who is not proposed; 0: nobody. @mask: whether phones are
 * shown masked. */
void rg_customer_picker_set_store (RgCustomerPicker *self, RgStore *store, gint64 except, gboolean mask);
/* As that, for a dialog over @parent, whose window says whether phones are masked. Takes
 * @customer, %NULL: nobody, who is called @name. */
void rg_customer_picker_fill (RgCustomerPicker *self,
                              RgStore *store,
                              GtkWidget *parent,
                              const RgRow *customer,
                              const char *name);
/* Whether something is written that is nobody. */
gboolean rg_customer_picker_is_unclear (RgCustomerPicker *self);
/* Who was taken; 0: nobody. */
gint64 rg_customer_picker_get_id (RgCustomerPicker *self);
/* Takes customer @id, whom it is to show as @name. */
void rg_customer_picker_set_customer (RgCustomerPicker *self, gint64 id, const char *name, const char *phone);
/* (transfer none) */
GtkEditable *rg_customer_picker_get_editable (RgCustomerPicker *self);
/* Whether it waits for an answer. */
gboolean rg_customer_picker_is_busy (RgCustomerPicker *self);

G_END_DECLS
