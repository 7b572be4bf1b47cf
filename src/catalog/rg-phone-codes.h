/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: country codes of ITU-T E.164. */

#include <glib.h>

G_BEGIN_DECLS

/* Digits of the country code with which @digits (without +) begin; 0 when none
 * that is assigned to a country or network does. */
gsize rg_phone_country_length (const char *digits);

G_END_DECLS
