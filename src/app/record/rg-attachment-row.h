/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-attached-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgAttachmentRow:
 *
 * A file of a customer: a preview, its name, how large it is, what it is, since
 * when. Emits "requested" with what the user wants of it: "open", "preview",
 * "save-as", "rename", "new-kind", "remove" or "kind"; for the last one the
 * row's kind is the new one.
 */
#define RG_TYPE_ATTACHMENT_ROW (rg_attachment_row_get_type ())
G_DECLARE_FINAL_TYPE (RgAttachmentRow, rg_attachment_row, RG, ATTACHMENT_ROW, GtkListBoxRow)

GtkWidget *rg_attachment_row_new (void);
/* @file: copied. */
void rg_attachment_row_set_file (RgAttachmentRow *self, const RgAttachedFile *file);
const RgAttachedFile *rg_attachment_row_get_file (RgAttachmentRow *self);
/* What its menu button and the Menu key show. */
void rg_attachment_row_set_menu (RgAttachmentRow *self, GMenuModel *menu);
void rg_attachment_row_set_writable (RgAttachmentRow *self, gboolean writable);
void rg_attachment_row_set_place (RgAttachmentRow *self, guint place);
guint rg_attachment_row_get_place (RgAttachmentRow *self);
/* The kind the user chose; "" for none. */
const char *rg_attachment_row_get_kind (RgAttachmentRow *self);
/* Whether the picture, not the icon of its type, is shown. */
gboolean rg_attachment_row_has_preview (RgAttachmentRow *self);

G_END_DECLS
