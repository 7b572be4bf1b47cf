/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the tables of a web page, from its tags and texts. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

/**
 * RgHtmlRows:
 *
 * Turns tags and texts into rows. A cell over several columns gives its text
 * once, one over several rows gives it in each of them. A table inside a cell
 * has its own rows, behind what the cell said before; what it says after them
 * belongs to nobody and is left out.
 */
typedef struct _RgHtmlRows RgHtmlRows;

RgHtmlRows *rg_html_rows_new (void);
void rg_html_rows_free (RgHtmlRows *rows);
void rg_html_rows_reset (RgHtmlRows *rows);
/* @attributes: (nullable) (array zero-terminated=1): names and values in turn; a
 * value may be %NULL, which does not end them. */
void rg_html_rows_start (RgHtmlRows *rows, const char *tag, const char *const *attributes);
void rg_html_rows_end (RgHtmlRows *rows, const char *tag);
/* @text: valid UTF-8, not ended by NUL. */
void rg_html_rows_text (RgHtmlRows *rows, const char *text, gsize length);
/* A character of the current row stands for bytes that are no text. */
void rg_html_rows_damage (RgHtmlRows *rows);
/* The page is over. */
void rg_html_rows_finish (RgHtmlRows *rows);
/* The next whole row that has a text. Blank ones count as lines only. */
gboolean rg_html_rows_next (RgHtmlRows *rows, RgGridRow *row);
gboolean rg_html_rows_is_too_large (const RgHtmlRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHtmlRows, rg_html_rows_free)

G_END_DECLS
