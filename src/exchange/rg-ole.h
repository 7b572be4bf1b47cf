/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the container in which Office kept its files until 2007,
 * a small file system of sectors and chains. */

#include <glib.h>

G_BEGIN_DECLS

/* What a container begins with. */
#define RG_OLE_MAGIC "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define RG_OLE_MAGIC_SIZE 8

typedef struct _RgOle RgOle;

/* @bytes: the whole file. %NULL when it is damaged. (transfer full) (nullable) */
RgOle *rg_ole_new (GBytes *bytes);
void rg_ole_free (RgOle *ole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOle, rg_ole_free)

/* Whether the outermost folder has a stream or folder of that name. */
gboolean rg_ole_has (RgOle *ole, const char *name);
/* A stream of the outermost folder; without a copy where it lies in one piece.
 * %NULL when there is none, or its chain is wrong. (transfer full) (nullable) */
GBytes *rg_ole_read (RgOle *ole, const char *name);

G_END_DECLS
