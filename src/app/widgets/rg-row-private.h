/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the rows of a list: how those of customers look. */

#include "app/widgets/rg-row-widget.h"

G_BEGIN_DECLS

/* In two lines, in sp: the room at both ends, and the picture. */
#define RG_ROW_EDGE 12
#define RG_ROW_AVATAR 40

struct _RgRowWidget
{
  GtkWidget parent_instance;

  RgColumns *columns;
  const RgRowLook *look;
  GObject *data; /* (nullable): of the look */
  RgRecord *record;
  RgRecord *other; /* (nullable) */
  gulong columns_changed;
  gulong record_shown;
  gint64 bound_at;
  guint patience;
  guint announce;
  gboolean selected;
  /* Where the chips ended up when it was drawn last. */
  RgPainterChips chips;
};

extern const RgRowLook rg_row_look_customer;

G_END_DECLS
