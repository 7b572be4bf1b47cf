/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/* The spellings of the suffixes of a name are made from its end: those of the
 * suffix at i are the readings of unit i, each before every spelling of the
 * suffix at i + 1. Two such sets are kept, in two buffers in turn. */

#define MOST_SPELLINGS 24
#define LONGEST_SPELLING 255

typedef struct
{
  guint n;
  guint8 length[MOST_SPELLINGS];
  char text[MOST_SPELLINGS][LONGEST_SPELLING];
} Spellings;

/* The tokens written so far, to leave out doubles. */
typedef struct
{
  GString *out;
  gsize start;
  guint n;
  guint32 hash[512];
  gsize place[512];
} Writer;

static guint32
hash_of (const char *text, guint length)
{
  guint32 hash = 2166136261u;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;
  return hash;
}

static gboolean
is_written (const Writer *self, const char *text, guint length, guint32 hash)
{
  for (guint i = 0; i < self->n; i++)
    if (self->hash[i] == hash)
      {
        const char *old = self->out->str + self->place[i];
        if (strncmp (old, text, length) == 0 && (old[length] == ' ' || old[length] == '\0'))
          return TRUE;
      }
  return FALSE;
}

static void
write_token (Writer *self, const char *text, guint length)
{
  guint32 hash = hash_of (text, length);

  if (length == 0 || self->n == G_N_ELEMENTS (self->hash) || is_written (self, text, length, hash))
    return;
  if (self->out->len > 0)
    g_string_append_c (self->out, ' ');
  self->hash[self->n] = hash;
  self->place[self->n++] = self->out->len;
  g_string_append_len (self->out, text, length);
}

/* Tokens of an earlier call for the same name. */
static void
remember (Writer *self)
{
  const char *at = self->out->str + self->start;

  while (*at && self->n < G_N_ELEMENTS (self->hash))
    {
      at += strspn (at, " ");
      guint length = strcspn (at, " ");
      if (length == 0)
        break;
      self->hash[self->n] = hash_of (at, length);
      self->place[self->n++] = at - self->out->str;
      at += length;
    }
}

/* How much of a word stands for it among initials: 168商行 is 168sh. */
static guint
initial_length (const char *word, guint length)
{
  guint n = 0;

  while (n < length && g_ascii_isdigit (word[n]))
    n++;
  return MAX (n, 1);
}

static void
add_spelling (Spellings *self,
              guint most,
              const char *head,
              guint head_length,
              const char *tail,
              guint tail_length)
{
  if (self->n >= most || head_length + tail_length > LONGEST_SPELLING)
    return;
  char *text = self->text[self->n];
  memcpy (text, head, head_length);
  memcpy (text + head_length, tail, tail_length);
  self->length[self->n++] = head_length + tail_length;
}

/* The readings vary fastest, so that a full set still has all of the surname. */
static void
put_before (const RgUnit *unit, gboolean initials, guint most, const Spellings *rest, Spellings *out)
{
  const guint options = rg_unit_options (unit);

  out->n = 0;
  for (guint i = 0; i < rest->n; i++)
    {
      guint first = out->n;
      for (guint j = 0; j < MAX (options, 1); j++)
        {
          guint length = 0, k;
          const char *option = options > 0 ? rg_unit_option (unit, j, &length) : "";
          if (initials && length > 0)
            length = initial_length (option, length);
          for (k = first; initials && k < out->n; k++)
            if (out->length[k] == length + rest->length[i] && memcmp (out->text[k], option, length) == 0)
              break;
          if (!initials || k == out->n)
            add_spelling (out, most, option, length, rest->text[i], rest->length[i]);
        }
    }
}

static void
write_suffixes (const RgUnits *units, guint n, gboolean initials, Writer *writer)
{
  /* Few have several readings in a long name, and its words have settled them. */
  const guint most = n <= 4 ? MOST_SPELLINGS : n <= 8 ? 12 : 4;
  Spellings sets[2];
  guint now = 0;

  sets[0].n = 1;
  sets[0].length[0] = 0;
  for (guint i = n; i-- > 0; now = !now)
    {
      put_before (&units->units[i], initials, most, &sets[now], &sets[!now]);
      for (guint j = 0; j < sets[!now].n; j++)
        write_token (writer, sets[!now].text[j], sets[!now].length[j]);
    }
}

/**
 * rg_units_tokens:
 * @self: a name's units
 * @tokens: where to append
 * @start: where in @tokens those of the same name begin
 */
void
rg_units_tokens (const RgUnits *self, GString *tokens, gsize start)
{
  const guint n = MIN (self->n, RG_PINYIN_MAX_UNITS);
  Writer writer;

  writer.out = tokens;
  writer.start = start;
  writer.n = 0;
  if (tokens->len > start)
    remember (&writer);
  write_suffixes (self, n, TRUE, &writer);
  write_suffixes (self, n, FALSE, &writer);
}
