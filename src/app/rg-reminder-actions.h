/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-application.h"

G_BEGIN_DECLS

/* What the buttons of a reminder do, as actions of the application: they work with
 * the window closed, and start the program when it does not run. All take the
 * shop's folder.
 *
 *   app.reminder-done (sx)      task: done; with a customer the dialog asks how it went
 *   app.reminder-tomorrow (sx)  task: put off to tomorrow
 *   app.reminder-open (sx)      customer: their record; 0: the first page
 */
void rg_reminder_actions_add (RgApplication *app);

G_END_DECLS
