/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-chosen.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Pages drawn with Pango and Cairo: the window gives them to a printer, the
 * command line writes them into a PDF file. */

/**
 * RgPrint:
 *
 * Something to be printed, read from the shop and not yet divided into pages.
 * Made on a store's thread, then used by one thread at a time.
 */
typedef struct _RgPrint RgPrint;

/* Rows of a list that go on paper at most. */
#define RG_PRINT_MAX_ROWS 20000

/**
 * RgPrintJob:
 * @chosen: (nullable): the rows of a list; %NULL: one customer's sheet
 * @fields: (nullable) (array zero-terminated=1): keys of the columns; %NULL: those
 *   listed from the start
 * @customer_id: whose sheet
 * @classes: the class report instead
 * @today: what is to be done today instead, a sheet for each of the staff
 * @staff: (nullable): only this one's sheet; "": what nobody does
 * @title: (nullable): heading of a list; %NULL: the entity's name
 * @shop: (nullable): name of the shop, at the foot
 * @mask: whether phones are printed as 138****5678
 *
 * The argument of rg_print_read_func. Nothing in it is owned.
 */
typedef struct
{
  const RgChosen *chosen;
  const char *const *fields;
  gint64 customer_id;
  gboolean classes;
  gboolean today;
  const char *staff;
  const char *title;
  const char *shop;
  gboolean mask;
} RgPrintJob;

/* An RgReadFunc over an RgPrintJob; gives an RgPrint. */
gpointer rg_print_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);
void rg_print_free (RgPrint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPrint, rg_print_free)

/* Whether it is wider than high by nature: a list. */
gboolean rg_print_is_landscape (const RgPrint *self);
/* (transfer none): what the file or the printer's queue calls it. */
const char *rg_print_get_title (const RgPrint *self);
/* Divides it into pages of this size, in points; how many there are. Idempotent. */
guint rg_print_paginate (RgPrint *self, double width, double height);
/* Draws a page at the origin of @cr, whose unit is a point. */
void rg_print_draw_page (RgPrint *self, cairo_t *cr, guint page);
/* (transfer full): what stands on a page, line by line, columns separated by
 * tabs. */
char *rg_print_dup_page_text (RgPrint *self, guint page);
/* Writes A4 pages; a file of that name is replaced only when the new one is
 * whole. Returns the number of pages, or 0 and @error. */
guint rg_print_write_pdf (RgPrint *self, const char *path, GError **error);

G_END_DECLS
