/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: what an XLSX workbook consists of. */

#include "exchange/rg-zip.h"

G_BEGIN_DECLS

/**
 * RgXlsxSheet:
 * @member: (nullable): where its cells are; %NULL for sheets without cells
 */
typedef struct
{
  char *name;
  char *id; /* of its relationship */
  char *member;
  gboolean shown;
} RgXlsxSheet;

/**
 * RgXlsxBook:
 * @strings: (nullable): member that holds the shared texts
 * @styles: (nullable): member that says how cells are shown
 * @date1904: whether days are counted from 1904-01-01
 * @sheets: (element-type RgXlsxSheet): those that have cells, in their order
 */
typedef struct
{
  char *strings;
  char *styles;
  gboolean date1904;
  GPtrArray *sheets;
} RgXlsxBook;

/* The member that is an XLSX workbook; %NULL when there is none. (transfer
 * full) (nullable) */
char *rg_xlsx_find_workbook (RgZip *zip);
/* (transfer full) (nullable) */
RgXlsxBook *rg_xlsx_book_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error);
void rg_xlsx_book_free (RgXlsxBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXlsxBook, rg_xlsx_book_free)

G_END_DECLS
