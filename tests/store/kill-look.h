/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test-look.h"

G_BEGIN_DECLS

/* What the tests share that kill a program at work on a shop: 500 lives of it in
 * the short form, 20,000 in the long one (see meson.build). */

/* Folders of tests lie in memory: what a disk has when the power goes is not asked
 * here, and a killed program's writes are all there. */
void kill_begin (int *argc, char ***argv);
/* The shop opens and is whole; search answers as if its tables were made anew; what
 * @session did last can be taken back and made again. The shop stays as it is. */
void kill_check (const char *folder, const char *session);
/* Every backup that has a name is whole, and nothing else lies there. @most:
 * of how many, newest first */
void kill_check_backups (const char *folder, guint most);

G_END_DECLS
