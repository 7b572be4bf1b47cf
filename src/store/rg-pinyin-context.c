/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/* Which reading a character has depends on what stands around it. A run is a
 * row of Han characters with nothing between them. */

/* A run longer than this is more than a person's name. */
#define LONGEST_PERSON 4

typedef struct
{
  RgUnit *units;
  guint n;
  gunichar plain[64];
  guint n_plain; /* how many of the run's characters are in @plain */
} Run;

static gboolean
is_one_of (gunichar ch, const char *list)
{
  for (gunichar found = rg_letters_next (&list); found; found = rg_letters_next (&list))
    if (found == ch)
      return TRUE;
  return FALSE;
}

static Run
run_at (RgUnits *self, guint start)
{
  Run run = { .units = self->units + start };

  while (start + run.n < self->n && run.units[run.n].ch && (run.n == 0 || run.units[run.n].joined))
    {
      if (run.n < G_N_ELEMENTS (run.plain))
        run.plain[run.n] = run.units[run.n].plain;
      run.n++;
    }
  run.n_plain = MIN (run.n, G_N_ELEMENTS (run.plain));
  return run;
}

/* --- words ---------------------------------------------------------------- */

static gboolean
longest_word (const Run *run, guint at, RgWordFlags wanted, RgWord *word)
{
  guint cursor = 0;

  while (rg_table_next_word (run->plain + at, run->n_plain - at, &cursor, word))
    if (word->readings > 0 && (word->flags & wanted) == wanted)
      return TRUE;
  return FALSE;
}

/* Puts the readings of a word or surname before the others; only they are left
 * when @alone. */
static void
put_readings (Run *run, guint at, const RgWord *word, gboolean alone)
{
  for (guint i = 0; i < word->length; i++)
    {
      RgUnit *unit = &run->units[at + i];
      if (alone)
        unit->n_syllables = 0;
      for (guint j = word->readings; j-- > 0;)
        rg_unit_put_first (unit, RG_SOUND_SYLLABLE (word->sounds[j * word->length + i]));
    }
}

/* 东莞市长安镇: a place that begins inside a word is likelier. */
static gboolean
place_cuts (const Run *run, guint at, const RgWord *word)
{
  RgWord place;

  return word->length == 2 && !(word->flags & RG_WORD_PLACE) && at + 1 < run->n_plain &&
         longest_word (run, at + 1, RG_WORD_PLACE, &place);
}

static void
put_words (Run *run, guint at, gboolean company)
{
  RgWord word;

  while (at < run->n_plain)
    if (longest_word (run, at, 0, &word) && !place_cuts (run, at, &word))
      {
        put_readings (run, at, &word, company);
        at += word.length;
      }
    else
      at++;
}

/* --- surnames ------------------------------------------------------------- */

/* Titles that show that the character before is a surname. */
static gboolean
is_title (gunichar ch)
{
  return is_one_of (ch, "姐哥总妹弟叔师老先女太嫂姨婶伯爷奶医教经校店董工局科处主记氏家府妈爸");
}

static gboolean
begins_with_surname (const Run *run)
{
  guint cursor = 0;
  RgWord word;

  return run->n > 0 && rg_table_next_surname (run->plain, run->n_plain, &cursor, &word);
}

/* The surname at @at, if it may be one there; the longest that fits. */
static gboolean
surname_at (const Run *run, guint at, gboolean nickname, RgWord *found)
{
  guint cursor = 0;
  RgWord word;

  if (at >= run->n_plain)
    return FALSE;
  const guint left = run->n_plain - at;
  while (rg_table_next_surname (run->plain + at, left, &cursor, &word))
    {
      if (word.length > 1)
        {
          *found = word;
          return TRUE;
        }
      /* 单单 and 乐乐 are pet names; 小乐 and 阿乐 too. */
      if (left == 2 && run->plain[at] == run->plain[at + 1])
        return FALSE;
      if ((word.flags & RG_WORD_LOOSE) && (nickname || left == 1))
        return FALSE;
      *found = word;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_nickname (const Run *run, guint at)
{
  const guint left = run->n_plain - at;

  return left >= 2 && is_one_of (run->plain[at], "小老阿大") &&
         (left == 2 || is_title (run->plain[at + 2])) && rg_table_starts_surname (run->plain[at + 1]);
}

/* Reads a run as a person's name. Returns where the given name begins. */
static guint
put_surname (Run *run, gboolean first)
{
  guint at = 0;
  RgWord word;

  if (longest_word (run, 0, RG_WORD_PLACE, &word) && word.length < run->n)
    {
      put_readings (run, 0, &word, FALSE);
      at = word.length;
    }
  const gboolean nickname = is_nickname (run, at);
  if (nickname && longest_word (run, at, 0, &word))
    return at;
  if (!surname_at (run, at + nickname, nickname, &word))
    return at;
  /* A long text or a remark begins with a word rather than a surname, 单车行
   * is nothing but a word, and 银行小王 is hardly a Yin. */
  RgWord other;
  if (word.length == 1 && longest_word (run, at, 0, &other) &&
      (run->n - at > LONGEST_PERSON || !first || word.readings == 0 ||
       (run->n > 2 && other.length == run->n)))
    return at;
  if (word.readings > 0)
    put_readings (run, at + nickname, &word, FALSE);
  return at + nickname + word.length;
}

static void
read_person (RgUnits *self)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->n;)
    {
      Run run = run_at (self, i);
      if (run.n == 0)
        {
          i++;
          continue;
        }
      /* 查理·芒格: foreign names are spelt with the usual readings. */
      gboolean foreign = run.units[run.n - 1].dotted || (i > 0 && self->units[i - 1].dotted);
      put_words (&run, foreign ? 0 : put_surname (&run, first), FALSE);
      first = FALSE;
      i += run.n;
    }
}

/* --- companies ------------------------------------------------------------ */

/* 曾记面馆, 单氏中医, 老解家, 欧阳烤鱼. */
static guint
put_owner (Run *run)
{
  RgWord word;
  guint at = run->n_plain > 2 && is_one_of (run->plain[0], "小老阿大") ? 1 : 0;

  if (longest_word (run, 0, 0, &word) || longest_word (run, at, 0, &word) ||
      !surname_at (run, at, TRUE, &word))
    return 0;
  if (word.length == 1 && !(at + 1 < run->n_plain && is_title (run->plain[at + 1])))
    return 0;
  if (word.readings > 0)
    put_readings (run, at, &word, FALSE);
  return at + word.length;
}

static void
read_company (RgUnits *self)
{
  for (guint i = 0; i < self->n;)
    {
      Run run = run_at (self, i);
      if (run.n == 0)
        {
          i++;
          continue;
        }
      put_words (&run, put_owner (&run), TRUE);
      i += run.n;
    }
}

static gboolean
run_is_company (const Run *run)
{
  const gboolean person = run->n < LONGEST_PERSON && begins_with_surname (run);

  for (guint at = 0; at < run->n_plain; at++)
    {
      guint cursor = 0;
      RgWord word;
      while (rg_table_next_word (run->plain + at, run->n_plain - at, &cursor, &word))
        if (((word.flags & RG_WORD_COMPANY) && (!person || at > 1)) ||
            ((word.flags & RG_WORD_ENDING) && !person && at + 1 == run->n && run->n > 2))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_company (RgUnits *self)
{
  Run run;

  for (guint i = 0; i < self->n; i += MAX (run.n, 1))
    {
      run = run_at (self, i);
      if (run.n > 2 && run_is_company (&run))
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_context_apply:
 * @self: units with their readings by character
 * @company: whether it is a company's name; else it is found out
 *
 * Puts the reading first that words and surnames give.
 */
void
rg_context_apply (RgUnits *self, gboolean company)
{
  if (company || is_company (self))
    read_company (self);
  else
    read_person (self);
}
