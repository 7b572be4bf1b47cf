/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgChatLine:
 * @name: (nullable): 王姐
 * @phone: (nullable): normalised, see rg_phone_normalize
 * @wechat: (nullable): after 微信, wx, vx, v信 …
 * @need: (nullable): what is left, tidied: 要看三居
 * @next_date: (nullable): ISO day, from 明天, 周六上午, 下周三, 11月25日, 12/3 …: the
 *   next such day, never one before today
 * @next_words: (nullable): the words it came from: 周六上午
 * @text: the line itself, without blanks around
 *
 * What a line that was copied from a chat seems to say. Each is a guess.
 */
typedef struct
{
  char *name;
  char *phone;
  char *wechat;
  char *need;
  char *next_date;
  char *next_words;
  char *text;
} RgChatLine;

/* @today: the day from which words count. (transfer full): never NULL. */
RgChatLine *rg_chat_line_parse (const char *text, const GDate *today);
void rg_chat_line_free (RgChatLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgChatLine, rg_chat_line_free)

/* Whether @text looks like rows of a spreadsheet (several lines or tabs), which
 * the import takes, and not like a line of a chat. */
gboolean rg_chat_line_is_table (const char *text);

G_END_DECLS
