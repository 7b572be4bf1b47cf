/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgPage:
 *
 * A page of the window: what stands in the sidebar (title, icon, badge) and
 * what is shown beside it. The window knows only this. A page brings its own
 * header bar; its actions are class actions named "page.…".
 */
#define RG_TYPE_PAGE (rg_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgPage, rg_page, RG, PAGE, AdwBin)

/**
 * RgPageClass:
 * @set_store: shows another shop; %NULL: none
 * @get_search_entry: (transfer none) (nullable): what Ctrl+F goes to
 * @begin_search: puts the focus there, unfolding it first; %FALSE when the page
 *   has nothing to search
 * @take_focus: puts the focus on what the page lists; %FALSE when there is nothing
 */
struct _RgPageClass
{
  AdwBinClass parent_class;

  void (*set_store) (RgPage *self, RgStore *store);
  GtkEditable *(*get_search_entry) (RgPage *self);
  gboolean (*begin_search) (RgPage *self);
  gboolean (*take_focus) (RgPage *self);
};

const char *rg_page_get_title (RgPage *self);
void rg_page_set_title (RgPage *self, const char *title);
const char *rg_page_get_icon_name (RgPage *self);
const char *rg_page_get_badge (RgPage *self);
void rg_page_set_badge (RgPage *self, const char *badge);
gboolean rg_page_is_urgent (RgPage *self);
void rg_page_set_urgent (RgPage *self, gboolean urgent);
RgStore *rg_page_get_store (RgPage *self);
void rg_page_set_store (RgPage *self, RgStore *store);
RgSettings *rg_page_get_settings (RgPage *self);
GtkEditable *rg_page_get_search_entry (RgPage *self);
gboolean rg_page_begin_search (RgPage *self);
gboolean rg_page_take_focus (RgPage *self);
/* Has the window say something that passes: an error, something done. */
void rg_page_say (RgPage *self, const char *text);
/* What was read is shown. */
void rg_page_settle (RgPage *self);

G_END_DECLS
