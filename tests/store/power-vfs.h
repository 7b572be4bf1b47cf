/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a shop's folder is told by the program, call by call: SQLite's through a
 * shim over its own VFS, the store's own (copies, renames, folders) through
 * functions that the linker puts between (see meson.build). */

typedef enum
{
  POWER_WRITE,       /* inode, at, data */
  POWER_TRUNCATE,    /* inode, at: the new size */
  POWER_SYNC,        /* inode */
  POWER_LOSE,        /* inode: a sync failed, and what waited will not be written */
  POWER_MAKE_FILE,   /* inode, path */
  POWER_MAKE_FOLDER, /* path */
  POWER_RENAME,      /* path, to */
  POWER_DELETE,      /* path */
  POWER_SYNC_FOLDER, /* path */
  POWER_SAID,        /* at: something was called saved; the first is 0 */
} PowerKind;

typedef struct
{
  PowerKind kind;
  guint inode;
  gint64 at;
  GBytes *data;
  char *path; /* below the recorded folder, which itself is "." */
  char *to;
} PowerEvent;

/* Once, before SQLite is used for anything. */
void power_install (void);

/* Records what happens below @folder. What is there already comes first, as
 * safely on the disk; how many events that takes is returned. */
guint power_record (const char *folder);
void power_say (gint64 number);
/* (transfer full) (element-type PowerEvent) */
GPtrArray *power_record_end (void);

/* --- failures ------------------------------------------------------------- */

typedef enum
{
  POWER_FAIL_MEMORY = 1 << 0, /* SQLite's */
  POWER_FAIL_WRITE = 1 << 1,
  POWER_FAIL_FULL = 1 << 2, /* a write finds the disk full */
  POWER_FAIL_SYNC = 1 << 3,
  POWER_FAIL_READ = 1 << 4,
  POWER_FAIL_OPEN = 1 << 5,
  POWER_FAIL_LOCK = 1 << 6,
  POWER_FAIL_SHARE = 1 << 7, /* the memory beside the log */
  POWER_FAIL_SIZE = 1 << 8,  /* asking for a file's size, or cutting it */
} PowerFail;

/* The @nth call of these kinds from now on fails, and if @lasting all after it.
 * With 0 none fails, they are counted. */
void power_fail (PowerFail kinds, gint64 nth, gboolean lasting);
/* Of calls about a file only those count whose path ends in @ending, until
 * everything works again. (nullable): all do. */
void power_fail_only (const char *ending);
/* Everything works again. How many calls there were. */
gint64 power_mend (void);

G_END_DECLS
