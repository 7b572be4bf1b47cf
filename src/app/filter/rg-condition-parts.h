/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-condition-choices.h"

G_BEGIN_DECLS

/**
 * RgPart:
 *
 * What is compared with, or a piece of it: a widget, and how it gets into a
 * leaf.
 */
typedef struct _RgPart RgPart;

void rg_part_free (RgPart *part);
GtkWidget *rg_part_get_widget (RgPart *part);
/* Adds what stands in all of them to @leaf. */
void rg_parts_write (const GPtrArray *parts, JsonObject *leaf);

typedef void (*RgPartChanged) (gpointer data, gboolean form);

/* The parts that a row about @topic with @verb has, filled from @leaf as far as
 * that fits. @changed is called with @data when one was changed; form: when
 * other parts are needed now. (element-type RgPart) (transfer full) */
GPtrArray *rg_parts_new (RgConditionChoices *choices,
                         const RgTopic *topic,
                         const char *op,
                         JsonObject *leaf,
                         RgPartChanged changed,
                         gpointer data);

G_END_DECLS
