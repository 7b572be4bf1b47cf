/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: what an ODS workbook consists of. */

#include "exchange/rg-zip.h"

G_BEGIN_DECLS

/* Where all sheets are. */
#define RG_ODS_CONTENT "content.xml"
/* Sheets of a workbook that are looked at. */
#define RG_ODS_SHEETS_MAX 1000

/**
 * RgOdsSheet:
 * @filled: whether it has something in it
 */
typedef struct
{
  char *name;
  gboolean shown;
  gboolean filled;
} RgOdsSheet;

/* Whether an archive is such a workbook; *@locked: whether it takes a password
 * to know. */
gboolean rg_ods_is_one (RgZip *zip, gboolean *locked);
/* The sheets, at least one. (element-type RgOdsSheet) (transfer full)
 * (nullable) */
GPtrArray *rg_ods_book_read (RgZip *zip, GCancellable *cancellable, GError **error);

G_END_DECLS
