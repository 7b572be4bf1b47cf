/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The group of a page that says why it cannot be saved; not there while it can. */

/* (transfer floating) */
AdwPreferencesGroup *rg_fault_group_new (void);
/* @fault: (nullable): what is wrong; NULL or "" when nothing is */
void rg_fault_group_set (AdwPreferencesGroup *group, const char *fault);
/* What is wrong; "" when nothing is. (transfer none) */
const char *rg_fault_group_get (AdwPreferencesGroup *group);

G_END_DECLS
