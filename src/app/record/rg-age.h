/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How old somebody is, in words: "3 years 2 months". @birthday: (nullable): as
 * stored, of either calendar. (transfer full) (nullable): NULL when the year is
 * not known, or the day is still to come. */
char *rg_age_words (const char *birthday, const GDate *today);

G_END_DECLS
