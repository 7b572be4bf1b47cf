/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-common.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An e-mail address, in lower case: no provider that a shop's customer uses
 * tells addresses apart by case. */

/* RFC 5321, section 4.5.3.1. */
#define MAX_LOCAL 64
#define MAX_ADDRESS 254
#define MAX_LABEL 63

static gboolean
is_local_part (const char *local, gsize length)
{
  if (length == 0 || length > MAX_LOCAL || local[0] == '.' || local[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) local[i];

      if (c <= ' ' || c == 0x7f || strchr ("()<>[]:;,\\\"@", c) != NULL || (c == '.' && local[i + 1] == '.'))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_domain_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) label[i];

      if (c < 0x80 && !g_ascii_isalnum (c) && c != '-')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_domain (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; i < n; i++)
    {
      if (!is_domain_label (labels[i]))
        return FALSE;
    }
  /* "name@host" is no address on the internet, and the last label is no number. */
  return n >= 2 && strlen (labels[n - 1]) >= 2 && !g_ascii_isdigit (labels[n - 1][0]);
}

/* What stands between < and > in "Name <address>", else the text. */
static char *
take_address (const char *normal)
{
  const char *start = strrchr (normal, '<');
  gsize length = strlen (normal);

  if (start != NULL && normal[length - 1] == '>')
    return g_strndup (start + 1, length - (gsize) (start + 1 - normal) - 1);
  if (g_str_has_prefix (normal, "mailto:"))
    return g_strdup (normal + strlen ("mailto:"));
  return g_strdup (normal);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  g_autofree char *address = take_address (normal);
  const char *at = strrchr (address, '@');

  if (at == NULL || strlen (address) > MAX_ADDRESS || !is_local_part (address, (gsize) (at - address)) ||
      !is_domain (at + 1))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                                _ ("“%s” is not an e-mail address. Write it like name@example.com."), text);
  rg_value_take_text (value, g_steal_pointer (&address));
  return TRUE;
}

const RgFieldType rg_type_email = {
  .id = "email",
  .label = N_ ("E-mail address"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = rg_type_format_text,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
