/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgAttachmentsSection:
 *
 * The files of a customer: added by a dialog, by dropping and by pasting, seen,
 * opened, named, sorted by kind, removed. The bytes lie in the shop's folder
 * under their hash; what is removed here can come back by an undo.
 */
#define RG_TYPE_ATTACHMENTS_SECTION (rg_attachments_section_get_type ())
G_DECLARE_FINAL_TYPE (RgAttachmentsSection, rg_attachments_section, RG, ATTACHMENTS_SECTION, RgSection)

GtkWidget *rg_attachments_section_new (void);
/* @files: (element-type GFile): copied into the shop in one operation. */
void rg_attachments_section_add_files (RgAttachmentsSection *self, GListModel *files);
/* The same with a picture that is no file yet. */
void rg_attachments_section_add_texture (RgAttachmentsSection *self, GdkTexture *texture);
/* Takes what is in the clipboard: files, or a picture. */
void rg_attachments_section_paste (RgAttachmentsSection *self);
void rg_attachments_section_rename (RgAttachmentsSection *self, gint64 id, const char *name);
/* @kind: "" for none; a new one becomes known. */
void rg_attachments_section_set_kind (RgAttachmentsSection *self, gint64 id, const char *kind);
void rg_attachments_section_remove (RgAttachmentsSection *self, gint64 id);
/* What stands there while there are no files. */
void rg_attachments_section_set_empty (RgAttachmentsSection *self, const char *text);
/* Whether something is on its way to the shop. */
gboolean rg_attachments_section_is_busy (RgAttachmentsSection *self);
/* (nullable): what went wrong last, as it is shown. */
const char *rg_attachments_section_get_error (RgAttachmentsSection *self);

G_END_DECLS
