/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Goes through a window by Tab alone, and says what it did not come to.
 * (transfer full): a line for each, "" when everything was reached. */
char *keyboard_walk (GtkWindow *window);

G_END_DECLS
