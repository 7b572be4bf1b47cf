/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-class-report.h"

G_BEGIN_DECLS

/* A class report as a table: part, what, month, number, share of all customers. */
gboolean rg_class_file_write (const RgClassReport *report, const char *path, GError **error);
/* "12.3 %" of @of; "" when there is nobody. (transfer full) */
char *rg_class_share_format (gint64 n, gint64 of);

G_END_DECLS
