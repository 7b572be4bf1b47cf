/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the pinyin files share and nobody else includes. */

#include "store/rg-pinyin.h"

#include <string.h>

G_BEGIN_DECLS

/* --- the tables (rg-pinyin-table.c) --------------------------------------- */

/* Sounds are numbers: syllable × 8 + tone (1–5, 0 for unknown). */
#define RG_SOUND_SYLLABLE(sound) ((guint) (sound) >> 3)
#define RG_SOUND_TONE(sound) ((guint) (sound) & 7)

typedef enum
{
  RG_WORD_PLACE = 1 << 0,   /* wins over a surname */
  RG_WORD_COMPANY = 1 << 1, /* makes the name a company's */
  RG_WORD_ENDING = 1 << 2,  /* the same, as the last character */
  RG_WORD_LOOSE = 1 << 3,   /* a surname only before a given name */
} RgWordFlags;

/* A word or surname of the tables: @readings times @length sounds. */
typedef struct
{
  const guint16 *sounds;
  guint length;
  guint readings;
  RgWordFlags flags;
} RgWord;

guint rg_table_char (gunichar ch, const guint16 **sounds, guint16 *single);
gunichar rg_table_plain (gunichar ch);
gboolean rg_table_starts_word (gunichar ch);
gboolean rg_table_starts_surname (gunichar ch);
gboolean rg_table_next_word (const gunichar *plain, guint length, guint *cursor, RgWord *word);
gboolean rg_table_next_surname (const gunichar *plain, guint length, guint *cursor, RgWord *word);
const char *rg_table_syllable (guint syllable, guint *length);
int rg_table_find_syllable (const char *text, gsize length);
gboolean rg_table_begins_syllable (const char *text, gsize length);
const guint16 *rg_table_variants (guint syllable);
const char *rg_table_version (void);

/* --- letters (rg-pinyin-letters.c) ---------------------------------------- */

gboolean rg_letters_is_han (gunichar ch);
gunichar rg_letters_next (const char **text);
gboolean rg_letters_push (gunichar ch, char *word, guint *n);

/* --- units (rg-pinyin-units.c) -------------------------------------------- */

/* Room for a frequent and a rare reading, the other spellings of ü, and those
 * of a surname and of a word. */
#define RG_UNIT_SYLLABLES 10

/* A Han character or a Latin word of a name. The best reading is @word when
 * there is one, else the first of @syllables. */
typedef struct
{
  gunichar ch;    /* 0 for a Latin word */
  gunichar plain; /* its simplified form */
  const char *word;
  guint word_length;
  guint8 n_syllables;
  gboolean joined; /* nothing stands between it and the unit before */
  gboolean dotted; /* a middle dot follows: a foreign name's part */
  guint16 syllables[RG_UNIT_SYLLABLES];
} RgUnit;

#define RG_UNITS_INLINE 24
#define RG_UNITS_TEXT 160

typedef struct
{
  RgUnit *units;
  guint n;
  char *text; /* what the words point into */
  char *own;  /* the folded override, allocated */
  RgUnit inline_units[RG_UNITS_INLINE];
  char inline_text[RG_UNITS_TEXT];
} RgUnits;

/* Parses @name. FALSE when @override has more syllables than the name has
 * characters: then the units are the override's own, and the name's are to be
 * had by a second call without it. */
gboolean rg_units_init (RgUnits *self, const char *name, gboolean company, const char *override);
void rg_units_clear (RgUnits *self);
char *rg_units_reading (const RgUnits *self);
guint rg_unit_options (const RgUnit *unit);
const char *rg_unit_option (const RgUnit *unit, guint index, guint *length);
void rg_unit_put_first (RgUnit *unit, guint syllable);
void rg_unit_add (RgUnit *unit, guint syllable);

/* --- words and surnames (rg-pinyin-context.c) ----------------------------- */

void rg_context_apply (RgUnits *self, gboolean company);

/* --- what a name's tokens are (rg-pinyin-tokens.c) ------------------------ */

void rg_units_tokens (const RgUnits *self, GString *tokens, gsize start);

G_END_DECLS
