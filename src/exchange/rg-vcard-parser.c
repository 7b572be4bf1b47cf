/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-parser.h"

#include <string.h>

/* The largest property, a picture, and the largest card; what is in one card. */
#define PROPERTY_MAX (24 * 1024 * 1024)
#define CARD_MAX (48 * 1024 * 1024)
#define PROPERTIES_MAX 4096
#define NESTED_MAX 8

/* Bytes in which the head of a line is looked for, and parameters that it has. */
#define HEAD_MAX 4096
#define PARAMETERS_MAX 256

typedef enum
{
  ENCODING_UNKNOWN, /* the head is not complete yet */
  ENCODING_PLAIN,
  ENCODING_QUOTED,
  ENCODING_BASE64,
} Encoding;

struct _RgVcardParser
{
  GString *rest;    /* the beginning of a line */
  GString *logical; /* a line with those that continue it */
  guint64 logical_line;
  Encoding encoding; /* of the logical line */
  gsize headless;    /* so many bytes of it have no colon */
  guint64 line;
  gboolean after_cr;
  GPtrArray *open;  /* of RgVcard: the outermost first */
  GQueue ready;     /* of RgVcard */
  GQueue inner;     /* of RgVcard: wait for the one around them */
  gboolean implied; /* the open card has no BEGIN */
  gsize card_size;
  guint64 too_large;
};

static void
property_free (RgVcardProperty *property)
{
  g_free (property->group);
  g_free (property->name);
  g_strfreev (property->parameters);
  g_string_free (property->value, TRUE);
  g_free (property);
}

void
rg_vcard_free (RgVcard *card)
{
  g_ptr_array_unref (card->properties);
  g_string_free (card->junk, TRUE);
  g_free (card);
}

/* --- one line ------------------------------------------------------------- */

/* The end of what stands before one of @stops; quotes protect it. */
static const char *
find_outside (const char *p, const char *end, const char *stops)
{
  gboolean quoted = FALSE;

  for (; p < end; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p != '\0' && strchr (stops, *p) != NULL)
        return p;
    }
  return end;
}

/* The colon before the value; a quote that is never closed protects nothing. */
static const char *
find_colon (const char *p, const char *end)
{
  const char *colon = find_outside (p, end, ":");

  if (colon == end)
    colon = memchr (p, ':', (gsize) (end - p));
  return colon;
}

/* The value of a parameter without quotes; ^n ^' ^^ are a line break, a quote
 * and a ^. */
static char *
parameter_value (const char *p, const char *end)
{
  GString *value = g_string_new (NULL);

  for (; p < end; p++)
    {
      if (*p == '^' && p + 1 < end && (p[1] == 'n' || p[1] == '\'' || p[1] == '^'))
        {
          g_string_append_c (value, p[1] == 'n' ? '\n' : p[1] == '^' ? '^' : '"');
          p++;
        }
      else if (*p != '"' && *p != '\0')
        g_string_append_c (value, *p);
    }
  return g_string_free_and_steal (value);
}

static gboolean
is_encoding (const char *p, gsize n)
{
  static const char *const names[] = { "QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strlen (names[i]) == n && g_ascii_strncasecmp (p, names[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

static char **
read_parameters (const char *p, const char *end)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint n = 0; p < end && n < PARAMETERS_MAX; n++)
    {
      const char *stop = find_outside (p, end, ";");
      const char *equals = memchr (p, '=', (gsize) (stop - p));

      if (equals != NULL)
        g_strv_builder_take (builder, g_ascii_strup (p, equals - p));
      else
        g_strv_builder_add (builder, is_encoding (p, (gsize) (stop - p)) ? "ENCODING" : "TYPE");
      g_strv_builder_take (builder, parameter_value (equals != NULL ? equals + 1 : p, stop));
      p = stop < end ? stop + 1 : end;
    }
  return g_strv_builder_end (builder);
}

static gboolean
is_name (const char *p, const char *end)
{
  if (p == end)
    return FALSE;
  for (; p < end; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && *p != '.')
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable): %NULL when a line is no property. */
static RgVcardProperty *
read_property (const GString *line)
{
  const char *start = line->str;
  const char *end = start + line->len;
  const char *colon;
  const char *name_end;
  const char *dot;
  RgVcardProperty *property;

  while (start < end && (*start == ' ' || *start == '\t'))
    start++;
  colon = find_colon (start, end);
  if (colon == NULL)
    return NULL;
  name_end = find_outside (start, colon, ";");
  while (name_end > start && name_end[-1] == ' ')
    name_end--;
  if (!is_name (start, name_end))
    return NULL;
  property = g_new0 (RgVcardProperty, 1);
  dot = memchr (start, '.', (gsize) (name_end - start));
  if (dot != NULL)
    property->group = g_ascii_strdown (start, dot - start);
  property->name = g_ascii_strup (dot != NULL ? dot + 1 : start, name_end - (dot != NULL ? dot + 1 : start));
  name_end = find_outside (start, colon, ";");
  property->parameters = read_parameters (name_end < colon ? name_end + 1 : colon, colon);
  property->value = g_string_new_len (colon + 1, end - colon - 1);
  return property;
}

/* How the head of an unfinished line says that its value is encoded. */
static Encoding
read_encoding (const GString *line)
{
  const char *end = line->str + MIN (line->len, HEAD_MAX);
  const char *colon = find_colon (line->str, end);
  g_autofree char *head = colon != NULL ? g_ascii_strup (line->str, colon - line->str) : NULL;
  g_auto (GStrv) parts = head != NULL ? g_strsplit (head, ";", -1) : NULL;

  if (parts == NULL)
    return line->len > HEAD_MAX ? ENCODING_PLAIN : ENCODING_UNKNOWN;
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      gboolean named = g_str_has_prefix (parts[i], "ENCODING=");
      const char *value = named ? parts[i] + strlen ("ENCODING=") : parts[i];

      if (strcmp (value, "QUOTED-PRINTABLE") == 0)
        return ENCODING_QUOTED;
      if (strcmp (value, "BASE64") == 0 || (named && strcmp (value, "B") == 0))
        return ENCODING_BASE64;
    }
  return ENCODING_PLAIN;
}

/* --- cards ---------------------------------------------------------------- */

static RgVcard *
current (RgVcardParser *parser)
{
  return parser->open->len > 0 ? g_ptr_array_index (parser->open, parser->open->len - 1) : NULL;
}

static void
open_card (RgVcardParser *parser, guint64 line)
{
  RgVcard *card = g_new0 (RgVcard, 1);

  card->line = line;
  card->properties = g_ptr_array_new_with_free_func ((GDestroyNotify) property_free);
  card->junk = g_string_new (NULL);
  parser->card_size += 256;
  g_ptr_array_add (parser->open, card);
}

/* Whether somebody can be told from it; other lines outside cards are none. */
static gboolean
names_somebody (const RgVcard *card)
{
  static const char *const names[] = { "FN", "N", "TEL", "EMAIL", "ORG", "NICKNAME", NULL };

  for (guint i = 0; i < card->properties->len; i++)
    {
      const RgVcardProperty *property = g_ptr_array_index (card->properties, i);

      if (g_strv_contains (names, property->name))
        return TRUE;
    }
  return FALSE;
}

static int
by_line (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgVcard *one = a;
  const RgVcard *other = b;

  return one->line < other->line ? -1 : one->line > other->line;
}

/* Takes the innermost card; those inside wait for the outermost. */
static void
close_card (RgVcardParser *parser)
{
  RgVcard *card = g_ptr_array_steal_index (parser->open, parser->open->len - 1);
  RgVcard *inner;

  if (parser->implied && parser->open->len == 0 && !names_somebody (card))
    g_clear_pointer (&card, rg_vcard_free);
  else if (parser->open->len > 0)
    {
      g_queue_push_tail (&parser->inner, card);
      return;
    }
  if (card != NULL)
    g_queue_push_tail (&parser->ready, card);
  g_queue_sort (&parser->inner, by_line, NULL);
  while ((inner = g_queue_pop_head (&parser->inner)) != NULL)
    g_queue_push_tail (&parser->ready, inner);
  parser->implied = FALSE;
  parser->card_size = 0;
}

static void
close_all (RgVcardParser *parser)
{
  while (parser->open->len > 0)
    close_card (parser);
}

/* A card begins. Inside another one it belongs to it when an AGENT announced
 * it; else that one has lost its end. */
static void
begin_card (RgVcardParser *parser)
{
  RgVcard *card = current (parser);
  const RgVcardProperty *last = NULL;

  if (card != NULL && card->properties->len > 0)
    last = g_ptr_array_index (card->properties, card->properties->len - 1);
  if (last == NULL || strcmp (last->name, "AGENT") != 0 || parser->open->len > NESTED_MAX)
    close_all (parser);
  open_card (parser, parser->logical_line);
}

/* Counts what an open card takes, whatever it is. */
static void
count_bytes (RgVcardParser *parser, gsize n)
{
  parser->card_size += n + 64;
  if (parser->card_size > CARD_MAX)
    parser->too_large = parser->logical_line;
}

static void
add_junk (RgVcardParser *parser, const GString *line)
{
  RgVcard *card = current (parser);
  RgVcardProperty *last = NULL;

  if (card == NULL || line->len == 0)
    return;
  count_bytes (parser, line->len);
  if (card->properties->len > 0)
    last = g_ptr_array_index (card->properties, card->properties->len - 1);
  /* Some programs break the lines of a note as they stand. */
  if (last != NULL && strcmp (last->name, "NOTE") == 0)
    {
      g_string_append (last->value, "\\n");
      g_string_append_len (last->value, line->str, (gssize) line->len);
      return;
    }
  if (card->junk->len > 0)
    g_string_append_c (card->junk, '\n');
  g_string_append_len (card->junk, line->str, (gssize) line->len);
}

static gboolean
is_vcard (const RgVcardProperty *property)
{
  g_autofree char *value = g_strstrip (g_strndup (property->value->str, property->value->len));

  return g_ascii_strcasecmp (value, "VCARD") == 0;
}

static void
take_property (RgVcardParser *parser, RgVcardProperty *property)
{
  RgVcard *card = current (parser);

  if (card == NULL)
    {
      open_card (parser, parser->logical_line);
      parser->implied = TRUE;
      card = current (parser);
    }
  count_bytes (parser, parser->logical->len);
  g_ptr_array_add (card->properties, property);
  if (card->properties->len > PROPERTIES_MAX)
    parser->too_large = parser->logical_line;
}

/* "AGENT:BEGIN:VCARD" in one line. */
static gboolean
announces_agent (RgVcardProperty *property)
{
  if (strcmp (property->name, "AGENT") != 0 || property->value->len < 11 ||
      g_ascii_strncasecmp (property->value->str, "BEGIN:VCARD", 11) != 0 || property->value->len > 13)
    return FALSE;
  g_string_truncate (property->value, 0);
  return TRUE;
}

static void
take_line (RgVcardParser *parser)
{
  RgVcardProperty *property;

  if (parser->logical->len == 0)
    return;
  property = read_property (parser->logical);
  if (property == NULL)
    {
      add_junk (parser, parser->logical);
      return;
    }
  if (strcmp (property->name, "BEGIN") == 0 && is_vcard (property))
    begin_card (parser);
  else if (strcmp (property->name, "END") == 0 && is_vcard (property))
    {
      if (parser->open->len > 0)
        close_card (parser);
    }
  else
    {
      gboolean agent = announces_agent (property);

      take_property (parser, property);
      if (agent && parser->too_large == 0)
        begin_card (parser);
      return;
    }
  property_free (property);
}

/* --- lines ---------------------------------------------------------------- */

static gboolean
is_base64 (const char *p, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isalnum (p[i]) && p[i] != '+' && p[i] != '/' && p[i] != '=')
        return FALSE;
    }
  return n > 0;
}

/* A head may come in very many pieces; each is looked at once. */
static gboolean
has_head (RgVcardParser *parser)
{
  const GString *line = parser->logical;
  gsize from = parser->headless;

  parser->headless = line->len;
  return line->len > HEAD_MAX || memchr (line->str + from, ':', line->len - from) != NULL;
}

static gboolean
is_encoded (RgVcardParser *parser, Encoding encoding)
{
  if (parser->encoding == ENCODING_UNKNOWN && has_head (parser))
    parser->encoding = read_encoding (parser->logical);
  return parser->encoding == encoding;
}

/* The end of a card is never a part of a text that was not ended. */
static gboolean
is_end (const char *p, gsize n)
{
  return n >= 9 && g_ascii_strncasecmp (p, "END:VCARD", 9) == 0 && (n == 9 || p[9] == ' ');
}

/* Whether a line continues the one before: folded, behind the = of a soft line
 * break, or base64 that is not even indented. */
static gboolean
continues (RgVcardParser *parser, const char **p, gsize *n)
{
  GString *logical = parser->logical;

  if (logical->len == 0)
    return FALSE;
  if (logical->str[logical->len - 1] == '=' && is_encoded (parser, ENCODING_QUOTED) && !is_end (*p, *n))
    {
      g_string_truncate (logical, logical->len - 1);
      parser->headless = MIN (parser->headless, logical->len);
      return TRUE;
    }
  if (*n > 0 && (**p == ' ' || **p == '\t'))
    {
      (*p)++;
      (*n)--;
      return TRUE;
    }
  return is_base64 (*p, *n) && is_encoded (parser, ENCODING_BASE64);
}

static void
take_physical (RgVcardParser *parser, const char *p, gsize n)
{
  parser->line++;
  if (parser->too_large != 0)
    return;
  if (!continues (parser, &p, &n))
    {
      take_line (parser);
      g_string_truncate (parser->logical, 0);
      parser->logical_line = parser->line;
      parser->encoding = ENCODING_UNKNOWN;
      parser->headless = 0;
    }
  g_string_append_len (parser->logical, p, (gssize) n);
  if (parser->logical->len > PROPERTY_MAX)
    parser->too_large = parser->logical_line;
}

RgVcardParser *
rg_vcard_parser_new (void)
{
  RgVcardParser *parser = g_new0 (RgVcardParser, 1);

  parser->rest = g_string_new (NULL);
  parser->logical = g_string_new (NULL);
  parser->open = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_vcard_free);
  g_queue_init (&parser->ready);
  g_queue_init (&parser->inner);
  return parser;
}

void
rg_vcard_parser_reset (RgVcardParser *parser)
{
  g_string_truncate (parser->rest, 0);
  g_string_truncate (parser->logical, 0);
  g_ptr_array_set_size (parser->open, 0);
  g_queue_clear_full (&parser->ready, (GDestroyNotify) rg_vcard_free);
  g_queue_clear_full (&parser->inner, (GDestroyNotify) rg_vcard_free);
  parser->logical_line = parser->line = parser->too_large = 0;
  parser->encoding = ENCODING_UNKNOWN;
  parser->headless = 0;
  parser->after_cr = parser->implied = FALSE;
  parser->card_size = 0;
}

void
rg_vcard_parser_free (RgVcardParser *parser)
{
  rg_vcard_parser_reset (parser);
  g_ptr_array_unref (parser->open);
  g_string_free (parser->rest, TRUE);
  g_string_free (parser->logical, TRUE);
  g_free (parser);
}

void
rg_vcard_parser_push (RgVcardParser *parser, const char *data, gsize size)
{
  const char *end = data + size;

  while (data < end && parser->too_large == 0)
    {
      gsize n = 0;

      /* CR LF, CR alone, and CR CR LF, which comes of copying. */
      if (parser->after_cr && (*data == '\n' || *data == '\r'))
        {
          parser->after_cr = *data == '\r';
          data++;
          continue;
        }
      parser->after_cr = FALSE;
      while (data + n < end && data[n] != '\n' && data[n] != '\r')
        n++;
      if (data + n == end)
        {
          g_string_append_len (parser->rest, data, (gssize) n);
          if (parser->rest->len > PROPERTY_MAX)
            parser->too_large = parser->line + 1;
          return;
        }
      parser->after_cr = data[n] == '\r';
      if (parser->rest->len > 0)
        {
          g_string_append_len (parser->rest, data, (gssize) n);
          take_physical (parser, parser->rest->str, parser->rest->len);
          g_string_truncate (parser->rest, 0);
        }
      else
        take_physical (parser, data, n);
      data += n + 1;
    }
}

void
rg_vcard_parser_end (RgVcardParser *parser)
{
  if (parser->rest->len > 0)
    take_physical (parser, parser->rest->str, parser->rest->len);
  g_string_truncate (parser->rest, 0);
  if (parser->too_large == 0)
    take_line (parser);
  g_string_truncate (parser->logical, 0);
  close_all (parser);
}

RgVcard *
rg_vcard_parser_next (RgVcardParser *parser)
{
  return g_queue_pop_head (&parser->ready);
}

guint64
rg_vcard_parser_get_too_large (const RgVcardParser *parser)
{
  return parser->too_large;
}
