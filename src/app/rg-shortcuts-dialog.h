/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgShortcutsDialog:
 *
 * Shows every key that does something. libadwaita's own needs 1.8.
 */
#define RG_TYPE_SHORTCUTS_DIALOG (rg_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgShortcutsDialog, rg_shortcuts_dialog, RG, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *rg_shortcuts_dialog_new (void);
void rg_shortcuts_dialog_search (RgShortcutsDialog *self, const char *text);

/**
 * RgShortcut:
 * @group: (msgid): heading it stands under
 * @title: (msgid): what it does
 * @keys: accelerators, separated by blanks; the first is shown
 * @action: (nullable): detailed action that the application binds the keys to;
 *   %NULL when a widget listens to them itself
 */
typedef struct
{
  const char *group;
  const char *title;
  const char *keys;
  const char *action;
} RgShortcut;

/* Ends with an entry whose title is %NULL. */
const RgShortcut *rg_shortcuts_list (void);

G_END_DECLS
