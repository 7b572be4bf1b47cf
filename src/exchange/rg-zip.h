/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the members of a zip archive, which is what workbooks
 * are since 2007. */

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgZip:
 *
 * An archive that is open. Its members can be read in any order and as often as
 * one likes; what lies before a member is skipped, not inflated. What inflates
 * to far more than any table does is refused while it is read. Nothing changes
 * in it: threads may read members of their own at the same time.
 */
typedef struct _RgZip RgZip;

/* Opens @path and lists its members. Errors are sentences of RG_IMPORT_ERROR.
 * (transfer full) (nullable) */
RgZip *rg_zip_new (const char *path, GCancellable *cancellable, GError **error);
void rg_zip_free (RgZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgZip, rg_zip_free)

/* The file's name, for people. */
const char *rg_zip_get_name (const RgZip *zip);
/* (element-type utf8): names of the members, without folders. */
GPtrArray *rg_zip_get_members (const RgZip *zip);
/* Whether there is such a member; letter case does not count. */
gboolean rg_zip_has (const RgZip *zip, const char *member);
/* What a member is said to inflate to; 0 when that is not known. */
guint64 rg_zip_get_size (const RgZip *zip, const char *member);
/* Whether a member can only be read with a password. */
gboolean rg_zip_is_locked (const RgZip *zip);
/* Says that the workbook is damaged; always %FALSE. */
gboolean rg_zip_refuse_damaged (const RgZip *zip, GError **error);
/* Says that the workbook is larger than it may be; always %FALSE. */
gboolean rg_zip_refuse_size (const RgZip *zip, GError **error);

/**
 * RgZipPart:
 *
 * One member that is being read. It borrows the archive.
 */
typedef struct _RgZipPart RgZipPart;

/* (transfer full) (nullable): %NULL and "damaged" when it is not there. */
RgZipPart *rg_zip_part_new (RgZip *zip, const char *member, GError **error);
void rg_zip_part_free (RgZipPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgZipPart, rg_zip_part_free)

/* Reads on; *@n is 0 at the end. */
gboolean rg_zip_part_read (RgZipPart *part, gpointer buffer, gsize size, gsize *n, GError **error);
/* How much of it has been read, 0 to 1. */
double rg_zip_part_get_fraction (const RgZipPart *part);

G_END_DECLS
