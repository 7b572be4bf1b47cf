/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the window, whose parts are files of their own. */

#include "app/filter/rg-views-list.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-error-page.h"
#include "app/rg-shop-menu.h"
#include "app/rg-stores.h"
#include "app/rg-window.h"
#include "store/rg-backup.h"

G_BEGIN_DECLS

struct _RgWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwToast *newest_toast; /* (weak): of what was done last */
  GtkStack *stack;
  GtkWidget *spinner;
  RgErrorPage *error_page; /* (nullable): until there is an error to show */
  AdwBanner *banner;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *content_page;
  GtkStack *page_stack;
  GtkListBox *page_list;
  RgViewsList *views_list;
  RgShopMenu *shop_menu;
  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;
  GtkImage *state_icon;
  GtkLabel *state_label;

  RgSettings *settings;
  RgStore *store;
  const char *session; /* interned; NULL: no shop */
  char *folder;
  char *shop_name;
  /* Another program has it, so that it can only be looked at. */
  gboolean locked;
  GCancellable *opening;
  guint spinner_timeout;
  gboolean beginning; /* the day is shown, unless there are no customers */
  guint focusing;     /* looks whether what has the focus is there */
  guint presenting;   /* until when it waits for its rows before it is on screen; 0: not */
  /* What is being done in the background, for the state line; NULL: nothing. */
  char *busy;
  /* Steps of undo and redo that wait for the one that is being taken. */
  GQueue steps;
  gboolean stepping;
  /* Files that wait for the shop or for the one before them. */
  GQueue imports; /* RgImportSession */
  gboolean importing;
  AdwDialog *aside; /* (nullable): the import that goes on, or went on, behind the window */
  /* How the backups are, of which shop, and when to look again. */
  RgBackupState *backups; /* (nullable): not known yet */
  RgStore *followed;
  RgBackup *recovery; /* (nullable): what a shop that cannot be opened may be restored from */
  guint backups_timeout;
  /* Who waits for the shop to put something into, and whether it is made. */
  GQueue ensuring; /* GTask */
  gboolean making;
};

/* --- rg-window.c -------------------------------------------------------- */
RgCustomersPage *rg_window_go_to_customers (RgWindow *self);
/* The row of the first page of that type, which it selects. (nullable) */
RgPage *rg_window_select_page (RgWindow *self, GType type);
void rg_window_set_shop_name (RgWindow *self, const char *name);
void rg_window_set_busy (RgWindow *self, const char *busy);
/* --- rg-window-shop.c --------------------------------------------------- */
void rg_window_open_with_flags (RgWindow *self, const char *folder, RgStoreFlags flags);
void rg_window_set_store (RgWindow *self, RgStore *store);
void rg_window_close_store (RgWindow *self);
void rg_window_show_error (RgWindow *self, const GError *error);
void rg_window_set_folder (RgWindow *self, const char *folder);
void rg_window_follow_stores (RgWindow *self);
void rg_window_install_shop_actions (GtkWidgetClass *klass);
/* --- rg-window-front.c -------------------------------------------------- */
void rg_window_present_now (RgWindow *self);
void rg_window_make_front (RgWindow *self, const char *state);
void rg_window_page_settled (RgWindow *self, RgPage *page);
/* --- rg-window-new-shop.c ----------------------------------------------- */
void rg_window_install_new_shop_actions (GtkWidgetClass *klass);
/* --- rg-window-ensure.c ------------------------------------------------- */
void rg_window_serve_ensured (RgWindow *self, const GError *error);
void rg_window_end_ensuring (RgWindow *self);
/* --- rg-window-views.c -------------------------------------------------- */
void rg_window_follow_page (RgWindow *self, RgPage *page);
void rg_window_leave_view (RgWindow *self, RgPage *page);
void rg_window_install_views_actions (GtkWidgetClass *klass);
/* --- rg-window-undo.c --------------------------------------------------- */
void rg_window_say_busy (RgWindow *self);
void rg_window_undo_operation (RgWindow *self, gint64 operation);
void rg_window_install_undo_actions (GtkWidgetClass *klass);
/* --- rg-window-import.c ------------------------------------------------- */
void rg_window_init_import (RgWindow *self);
void rg_window_import_next (RgWindow *self);
void rg_window_install_import_actions (GtkWidgetClass *klass);
/* --- rg-window-add.c ---------------------------------------------------- */
void rg_window_install_add_actions (GtkWidgetClass *klass);
/* --- rg-window-export.c ------------------------------------------------- */
void rg_window_toast_file (RgWindow *self, const char *text, const char *path);
void rg_window_install_export_actions (GtkWidgetClass *klass);
/* --- rg-window-example.c ------------------------------------------------ */
void rg_window_install_example_actions (GtkWidgetClass *klass);
/* --- rg-window-backups.c ------------------------------------------------ */
void rg_window_update_banner (RgWindow *self);
void rg_window_follow_backups (RgWindow *self);
void rg_window_install_backups_actions (GtkWidgetClass *klass);
/* --- rg-window-classes.c ------------------------------------------------ */
void rg_window_install_classes_actions (GtkWidgetClass *klass);
/* --- rg-window-recovery.c ----------------------------------------------- */
void rg_window_offer_recovery (RgWindow *self, const GError *error);
void rg_window_install_recovery_actions (GtkWidgetClass *klass);
/* --- rg-window-dialogs.c ------------------------------------------------ */
void rg_window_keep_dialogs (RgWindow *self);
/* --- rg-window-preferences.c -------------------------------------------- */
void rg_window_install_preferences_actions (GtkWidgetClass *klass);

gboolean rg_window_focus_page (RgWindow *self);
void rg_window_ensure_focus (RgWindow *self);
void rg_window_follow_focus (RgWindow *self);
/* What is shown is selected in the sidebar. */
void rg_window_mark_page (RgWindow *self);

/* --- rg-window-pages.c --------------------------------------------------- */
void rg_window_add_pages (RgWindow *self);

G_END_DECLS
