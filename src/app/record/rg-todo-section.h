/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-folded-section.h"

G_BEGIN_DECLS

/**
 * RgTodoSection:
 *
 * What is to be done for a customer: the next step, and the open tasks by day; what
 * is done is folded. Each is done, put off and opened where it stands.
 */
#define RG_TYPE_TODO_SECTION (rg_todo_section_get_type ())
G_DECLARE_FINAL_TYPE (RgTodoSection, rg_todo_section, RG, TODO_SECTION, RgFoldedSection)

GtkWidget *rg_todo_section_new (void);

G_END_DECLS
