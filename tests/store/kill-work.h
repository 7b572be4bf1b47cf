/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The programs that are killed by test-kill. */

#define KILL_LONG_ROWS 300
#define KILL_EVENTS 3
#define KILL_FIRST 5 /* customers who are there from the beginning */

/* Random tasks for ever. Says "try KIND NUMBER" before each and "done KIND NUMBER
 * OPERATION" or "nothing KIND NUMBER OPERATION" when it has been acknowledged. */
int kill_work (const char *folder, guint32 seed, int number);
int kill_work_migrate (const char *folder);

G_END_DECLS
