/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The bytes of an attachment, off the main thread. */

/**
 * RgAttachedFile:
 * @id: the row of attachment
 * @name: what it is called
 * @path: where its bytes lie; named by their hash
 * @mime: (nullable): what it is
 * @kind: (nullable): the shop's word for it
 * @size: in bytes
 * @added: UTC milliseconds
 *
 * An attachment, as the window needs it.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *path;
  char *mime;
  char *kind;
  guint64 size;
  gint64 added;
} RgAttachedFile;

RgAttachedFile *rg_attached_file_new (RgStore *store, const RgRow *row);
RgAttachedFile *rg_attached_file_copy (const RgAttachedFile *file);
void rg_attached_file_free (RgAttachedFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAttachedFile, rg_attached_file_free)
gboolean rg_attached_file_equal (const RgAttachedFile *a, const RgAttachedFile *b);
gboolean rg_attached_file_is_image (const RgAttachedFile *file);
gboolean rg_attached_file_is_text (const RgAttachedFile *file);
/* (transfer full): what it looks like without a preview. */
GIcon *rg_attached_file_ref_icon (const RgAttachedFile *file);

/* A picture that fits into @size x @size, or %NULL and an error: no picture,
 * too large, not readable. */
void rg_attached_file_load_picture_async (const RgAttachedFile *file,
                                          int size,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GdkTexture *rg_attached_file_load_picture_finish (GAsyncResult *result, GError **error);

/* The beginning of a text, up to 64 KB, as UTF-8. (transfer full) */
void rg_attached_file_load_text_async (const RgAttachedFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *rg_attached_file_load_text_finish (GAsyncResult *result, GError **error);

/* A copy under its real name that cannot be changed, for another program.
 * (transfer full) */
void rg_attached_file_lend_async (const RgAttachedFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *rg_attached_file_lend_finish (GAsyncResult *result, GError **error);

G_END_DECLS
