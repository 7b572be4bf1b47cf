/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-phone-codes.h"

#include <string.h>

/* Codes of two digits; 1 and 7 have one digit, and any other code three. */
static const char two_digits[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 "
                                 "51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 "
                                 "81 82 84 86 90 91 92 93 94 95 98";

/* Ranges of three digits in which nothing is assigned, by their first two
 * digits: 28x, 83x and 89x are spare, 21x, 80x and others are in use. */
static const char spare[] = "28 83 89";

static gboolean
has_pair (const char *list, const char *digits)
{
  for (const char *p = list; *p != '\0'; p += p[2] == ' ' ? 3 : 2)
    {
      if (p[0] == digits[0] && p[1] == digits[1])
        return TRUE;
    }
  return FALSE;
}

gsize
rg_phone_country_length (const char *digits)
{
  if (digits[0] == '1' || digits[0] == '7')
    return 1;
  if (strlen (digits) < 3 || digits[0] < '2' || digits[0] > '9' || has_pair (spare, digits))
    return 0;
  return has_pair (two_digits, digits) ? 2 : 3;
}
