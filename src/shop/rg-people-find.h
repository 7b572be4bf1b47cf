/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgPersonFound:
 * @phone: (nullable): normalised
 *
 * A customer, as much as it takes to choose one from a short list.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *phone;
} RgPersonFound;

void rg_person_found_free (RgPersonFound *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPersonFound, rg_person_found_free)

/* Whom @text means: by their name before others, and those first with whom there
 * was something to do lately; at most @limit. (element-type RgPersonFound) (transfer full) */
GPtrArray *
rg_people_find (RgRead *read, const char *text, guint limit, GCancellable *cancellable, GError **error);
/* Those of whom something was written last, the newest first. */
GPtrArray *rg_people_find_recent (RgRead *read, guint limit, GError **error);

G_END_DECLS
