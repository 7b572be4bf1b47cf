/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An address on the web, or one that a mail or chat program opens. Schemes
 * that would run something on the owner's computer are refused. */

static const char *const schemes[] = { "https", "http", "mailto", "tel", "weixin", NULL };

static gboolean
has_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '<' || c == '>' || c == '"')
        return TRUE;
    }
  return FALSE;
}

/* "shop.example.com/page" without a scheme: letters and digits with a dot in
 * between, up to a slash, colon or question mark. */
static gboolean
is_bare_host (const char *text)
{
  gsize length = strcspn (text, "/:?#");
  const char *dot = memchr (text, '.', length);

  return dot != NULL && dot > text && dot < text + length - 1 && memchr (text, '@', length) == NULL &&
         strncmp (dot, "..", 2) != 0;
}

/* (nullable): %NULL when it is none that may be opened. */
static char *
complete_link (const char *text)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);
  const char *rest;

  if (scheme == NULL || (strchr (scheme, '.') != NULL && is_bare_host (text)))
    return is_bare_host (text) ? g_strconcat ("https://", text, NULL) : NULL;
  for (char *c = scheme; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  if (!g_strv_contains (schemes, scheme))
    return NULL;
  rest = strchr (text, ':') + 1;
  if (g_str_has_prefix (scheme, "http") &&
      (!g_str_has_prefix (rest, "//") || strcspn (rest + 2, "/?#:") == 0))
    return NULL;
  return *rest != '\0' ? g_strconcat (scheme, ":", rest, NULL) : NULL;
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *link = has_blank (text) ? NULL : complete_link (text);

  if (link == NULL)
    return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                                _ ("“%s” is not a link. Write it like https://example.com, without blanks."),
                                text);
  rg_value_take_text (value, g_steal_pointer (&link));
  return TRUE;
}

const RgFieldType rg_type_link = {
  .id = "link",
  .label = N_ ("Link"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = rg_type_format_text,
  .validate = rg_type_is_own_result,
  .compare = rg_type_compare_text,
};
