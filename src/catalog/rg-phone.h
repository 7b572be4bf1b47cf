/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgPhoneKind:
 * @RG_PHONE_INVALID: no telephone number
 * @RG_PHONE_MOBILE: a mainland mobile number, 11 digits
 * @RG_PHONE_OTHER: a landline, 400/800 or service number, or a foreign number
 */
typedef enum
{
  RG_PHONE_INVALID,
  RG_PHONE_MOBILE,
  RG_PHONE_OTHER,
} RgPhoneKind;

/* Normalises: NFKC, blanks, dashes, dots and parentheses dropped, +86, 0086
 * and a leading 86 of 13 digits removed; foreign numbers become E.164 with
 * "+". @normal: (out) (transfer full) (nullable): %NULL when invalid. */
RgPhoneKind rg_phone_normalize (const char *text, char **normal);
/* 138 1234 5678; 010-1234 5678; 0571-8123 4567; +852 1234 5678. (transfer full) */
char *rg_phone_format (const char *normal);
/* 138****5678. (transfer full) */
char *rg_phone_mask (const char *normal);
/* Several numbers in one cell ("138… / 139…", "138…；0571-…"): every part that
 * is a number, normalised. (transfer full) (array zero-terminated=1) */
char **rg_phone_split (const char *text);

G_END_DECLS
