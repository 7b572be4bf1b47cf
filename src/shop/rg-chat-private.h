/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the reading of chat lines: a text as characters, of which each
 * reader marks what it has understood. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgChatText:
 * @n: characters
 * @written: as they were written
 * @fold: narrow, Latin letters small: what is compared
 * @used: understood by one of the readers
 */
typedef struct
{
  guint n;
  gunichar *written;
  gunichar *fold;
  gboolean *used;
} RgChatText;

void rg_chat_text_init (RgChatText *self, const char *text);
void rg_chat_text_clear (RgChatText *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgChatText, rg_chat_text_clear)

/* The character at @at, compared as @fold is; 0 at the end and where something
 * was understood already. */
gunichar rg_chat_at (const RgChatText *self, guint at);
gboolean rg_chat_is_han (gunichar c);
gboolean rg_chat_is_digit (gunichar c);
gboolean rg_chat_is_latin (gunichar c);
/* Neither a Han character nor a Latin letter. */
gboolean rg_chat_is_boundary (const RgChatText *self, guint at);
/* If @words stands at *@at, goes behind it. */
gboolean rg_chat_eat (const RgChatText *self, guint *at, const char *words);
/* The same for the longest of a list. @index: (nullable): which it was. */
gboolean rg_chat_eat_any (const RgChatText *self, guint *at, const char *const *list, guint *index);
/* Goes over blanks, but not to another line. */
void rg_chat_eat_blanks (const RgChatText *self, guint *at);
/* A whole number in digits or in Chinese numerals up to 99. */
gboolean rg_chat_eat_number (const RgChatText *self, guint *at, guint *number);
/* Goes back over blanks, ":" and 是, and over one of @labels before them: where
 * that begins; @at itself when none stands there. */
guint rg_chat_label_before (const RgChatText *self, guint at, const char *const *labels);
void rg_chat_use (RgChatText *self, guint from, guint to);
char *rg_chat_dup (const RgChatText *self, guint from, guint to);

/* Finds the first day that is not past: its span with the words of the time of
 * day. */
gboolean rg_chat_find_day (const RgChatText *self, const GDate *today, guint *from, guint *to, GDate *day);
/* Finds a person's name and marks it. @phone_from, @phone_to: the span of the
 * phone, empty when there is none. (nullable) (transfer full) */
char *rg_chat_take_name (RgChatText *self, guint phone_from, guint phone_to);

G_END_DECLS
