/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On which day a birthday is kept, by either calendar. */

/* The first day from @from on; @age: (out) (optional): what one becomes that day, -1
 * when the year is not known. FALSE when @birthday is none, or no day of the lunar
 * table (to 2100) is left. */
gboolean rg_birthday_next (const char *birthday, const GDate *from, GDate *day, int *age);
/* The ends (“08-15”) that the stored forms of all birthdays of one calendar have that
 * are kept on a day of @from … @to. (transfer full): a JSON array */
char *rg_birthday_ends (const GDate *from, const GDate *to, gboolean lunar);

G_END_DECLS
