/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/**
 * rg_unit_options:
 * @unit: a unit
 *
 * Returns: the number of its readings; 0 when it cannot be read
 */
guint
rg_unit_options (const RgUnit *unit)
{
  return unit->n_syllables + (unit->word != NULL);
}

/**
 * rg_unit_option:
 * @unit: a unit
 * @index: which reading, below rg_unit_options()
 * @length: (out): its number of letters
 *
 * Returns: small letters, not terminated
 */
const char *
rg_unit_option (const RgUnit *unit, guint index, guint *length)
{
  if (unit->word)
    {
      if (index == 0)
        {
          *length = unit->word_length;
          return unit->word;
        }
      index--;
    }
  return rg_table_syllable (unit->syllables[index], length);
}

/**
 * rg_unit_add:
 * @unit: a unit
 * @syllable: a further reading; known ones and too many are passed over
 */
void
rg_unit_add (RgUnit *unit, guint syllable)
{
  for (guint i = 0; i < unit->n_syllables; i++)
    if (unit->syllables[i] == syllable)
      return;
  if (unit->n_syllables < RG_UNIT_SYLLABLES)
    unit->syllables[unit->n_syllables++] = syllable;
}

/**
 * rg_unit_put_first:
 * @unit: a unit
 * @syllable: its best reading from now on
 */
void
rg_unit_put_first (RgUnit *unit, guint syllable)
{
  guint at = 0;

  while (at < unit->n_syllables && unit->syllables[at] != syllable)
    at++;
  if (at == unit->n_syllables && unit->n_syllables < RG_UNIT_SYLLABLES)
    unit->n_syllables++;
  else if (at == unit->n_syllables)
    at--;
  for (; at > 0; at--)
    unit->syllables[at] = unit->syllables[at - 1];
  unit->syllables[0] = syllable;
}

static void
read_char (RgUnit *unit)
{
  const guint16 *sounds;
  guint16 single;
  guint n = rg_table_char (unit->ch, &sounds, &single);

  unit->plain = rg_table_plain (unit->ch);
  /* A rare traditional form sounds like its simplified one. */
  if (n == 0 && unit->plain != unit->ch)
    n = rg_table_char (unit->plain, &sounds, &single);
  for (guint i = 0; i < n; i++)
    rg_unit_add (unit, RG_SOUND_SYLLABLE (sounds[i]));
}

static void
add_variants (RgUnits *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      RgUnit *unit = &self->units[i];
      for (guint j = unit->n_syllables; j-- > 0;)
        {
          const guint16 *variants = rg_table_variants (unit->syllables[j]);
          for (guint k = 0; variants && k < 2; k++)
            rg_unit_add (unit, variants[k]);
        }
    }
}

static void
reserve (RgUnits *self, gsize bytes)
{
  /* One unit has at least one byte; a letter of two bytes may become three. */
  self->units = bytes <= RG_UNITS_INLINE ? self->inline_units : NULL;
  self->text = bytes * 2 + 8 <= RG_UNITS_TEXT ? self->inline_text : g_malloc (bytes * 2 + 8);
  self->own = NULL;
  self->n = 0;
}

static guint
count_units (const char *name)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (gunichar ch = rg_letters_next (&name); ch; ch = rg_letters_next (&name))
    {
      char word[16] = { 'x', 'x' };
      guint length = 2;
      gboolean letter = !rg_letters_is_han (ch) && rg_letters_push (ch, word, &length);
      n += rg_letters_is_han (ch) || (letter && !inside);
      inside = letter;
    }
  return n;
}

static RgUnit *
new_unit (RgUnits *self, gunichar ch, gboolean joined)
{
  RgUnit *unit = &self->units[self->n++];

  *unit = (RgUnit) { .ch = ch, .joined = joined };
  return unit;
}

static gboolean
is_dot (gunichar ch)
{
  return ch == 0xb7 || ch == 0x2022 || ch == 0x2027 || ch == 0x30fb || ch == 0xff65 || ch == 0x22c5;
}

static void
scan (RgUnits *self, const char *name)
{
  RgUnit *word = NULL;
  char *end = self->text;
  gboolean joined = FALSE;

  for (gunichar ch = rg_letters_next (&name); ch; ch = rg_letters_next (&name))
    {
      if (rg_letters_is_han (ch))
        {
          read_char (new_unit (self, ch, joined));
          word = NULL;
          joined = TRUE;
          continue;
        }
      guint length = word ? word->word_length : 0;
      char *start = word ? end - length : end;
      if (!rg_letters_push (ch, start, &length))
        {
          if (is_dot (ch) && self->n > 0)
            self->units[self->n - 1].dotted = TRUE;
          word = NULL;
          joined = FALSE;
          continue;
        }
      if (!word && length > 0)
        word = new_unit (self, 0, joined);
      if (!word)
        continue;
      word->word = start;
      word->word_length = length;
      end = start + length;
      joined = TRUE;
    }
}

static void
parse (RgUnits *self, const char *name, gboolean company)
{
  gsize bytes = strlen (name);

  reserve (self, bytes);
  if (!self->units)
    {
      guint n = count_units (name);
      self->units = n <= RG_UNITS_INLINE ? self->inline_units : g_new (RgUnit, n);
    }
  scan (self, name);
  rg_context_apply (self, company);
}

/* --- the owner's own reading ---------------------------------------------- */

static guint
split (const char *letters, guint length, guint16 *out, guint room)
{
  if (length == 0)
    return 0;
  for (guint take = MIN (length, 6); take > 0 && room > 0; take--)
    {
      int syllable = rg_table_find_syllable (letters, take);
      if (syllable < 0)
        continue;
      guint rest = split (letters + take, length - take, out + 1, room - 1);
      if (rest > 0 || take == length)
        {
          out[0] = syllable;
          return rest + 1;
        }
    }
  return 0;
}

/* Takes tones written as digits away: zeng1guo2fan1. */
static void
drop_tones (char *word, guint *length)
{
  guint n = 0;

  for (guint i = 0; i < *length; i++)
    if (!(word[i] >= '0' && word[i] <= '5' && n > 0 && g_ascii_isalpha (word[i - 1])))
      word[n++] = word[i];
  *length = n;
}

/* The override as units: a syllable each where it can be told. */
static GArray *
own_units (RgUnits *self, const char *override)
{
  GArray *units = g_array_new (FALSE, TRUE, sizeof (RgUnit));
  char *end = self->own = g_malloc (strlen (override) * 2 + 8);
  guint length = 0;
  gunichar ch;

  do
    {
      ch = rg_letters_next (&override);
      if (ch && rg_letters_push (ch, end, &length))
        continue;
      guint16 syllables[RG_PINYIN_MAX_UNITS];
      drop_tones (end, &length);
      guint n = length <= 64 ? split (end, length, syllables, G_N_ELEMENTS (syllables)) : 0;
      for (guint i = 0; i < n; i++)
        {
          RgUnit unit = { .n_syllables = 1, .syllables = { syllables[i] } };
          g_array_append_val (units, unit);
        }
      if (n == 0 && length > 0)
        {
          RgUnit unit = { .word = end, .word_length = length };
          g_array_append_val (units, unit);
        }
      end += length;
      length = 0;
    }
  while (ch);
  return units;
}

static void
put_own (RgUnit *unit, const RgUnit *own)
{
  if (own->n_syllables > 0)
    {
      rg_unit_put_first (unit, own->syllables[0]);
      return;
    }
  unit->word = own->word;
  unit->word_length = own->word_length;
}

static gboolean
take_override (RgUnits *self, const char *override)
{
  g_autoptr (GArray) own = own_units (self, override);
  guint n_han = 0, used = 0;

  for (guint i = 0; i < self->n; i++)
    n_han += self->units[i].ch != 0;
  gboolean all = own->len == self->n;
  if (own->len > n_han && !all)
    {
      if (self->units != self->inline_units)
        g_free (self->units);
      self->n = own->len;
      self->units = (RgUnit *) (void *) g_array_free (g_steal_pointer (&own), FALSE);
      return FALSE;
    }
  for (guint i = 0; i < self->n && used < own->len; i++)
    if (all || self->units[i].ch)
      put_own (&self->units[i], &g_array_index (own, RgUnit, used++));
  return TRUE;
}

/**
 * rg_units_init:
 * @self: (out caller-allocates): clear it with rg_units_clear()
 * @name: (nullable): a name
 * @company: whether it is a company's
 * @override: (nullable): the owner's own reading
 *
 * Takes a name apart and gives every part its readings, the best first.
 *
 * Returns: FALSE when @override does not fit the name; the units are then
 *   those of @override alone
 */
gboolean
rg_units_init (RgUnits *self, const char *name, gboolean company, const char *override)
{
  gboolean fits = TRUE;

  parse (self, name ? name : "", company);
  if (override && *override)
    fits = take_override (self, override);
  add_variants (self);
  return fits;
}

void
rg_units_clear (RgUnits *self)
{
  if (self->units != self->inline_units)
    g_free (self->units);
  if (self->text != self->inline_text)
    g_free (self->text);
  g_free (self->own);
}

/**
 * rg_units_reading:
 * @self: units
 *
 * Returns: (transfer full): the best reading of each, one blank between
 */
char *
rg_units_reading (const RgUnits *self)
{
  gsize room = 1;
  guint length;

  for (guint i = 0; i < self->n; i++)
    if (rg_unit_options (&self->units[i]) > 0)
      {
        rg_unit_option (&self->units[i], 0, &length);
        room += length + 1;
      }
  char *reading = g_malloc (room), *end = reading;
  for (guint i = 0; i < self->n; i++)
    if (rg_unit_options (&self->units[i]) > 0)
      {
        const char *option = rg_unit_option (&self->units[i], 0, &length);
        if (end > reading)
          *end++ = ' ';
        memcpy (end, option, length);
        end += length;
      }
  *end = '\0';
  return reading;
}
