/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "power-vfs.h"

G_BEGIN_DECLS

/* Between the parts of the shim. What is noted is noted with the mutex held. */

extern GMutex power_mutex;
extern char *power_root; /* (nullable): what is recorded, if anything */
PowerEvent *power_add (PowerKind kind, guint inode, const char *path);
/* (nullable): a path below the recorded folder */
const char *power_below (const char *path);
/* The inode of a file that is open now, new if it was not there; 0 for others. */
guint power_enter_file (const char *path);
void power_note_rename (const char *path, const char *to);
void power_note_delete (const char *path);
void power_note_write (guint inode, const void *data, gsize size, gint64 at);
void power_note_sync_folder_of (const char *path);
/* With the errno that goes with it, which SQLite asks for. */
gboolean power_fails (PowerFail kinds);
/* The same of a call about the file @path. */
gboolean power_fails_at (const char *path, PowerFail kinds);

G_END_DECLS
