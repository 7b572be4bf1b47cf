/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-query.h"

G_BEGIN_DECLS

struct _RgQuery
{
  gatomicrefcount references;
  char *entity;
  char *search; /* (nullable): never blank */
  char *sort;   /* (nullable) */
  gboolean descending;
  RgCondition *condition; /* (nullable) */
};

gboolean rg_query_is_quick (const RgQuery *query, RgRead *read);

/* Whether a change of rows of another entity can let a row be found or not. */
gboolean rg_query_minds (const RgQuery *query, const char *entity);

/**
 * RgQueryText:
 * @entity: whose rows are searched
 * @pattern: (nullable): what is in them; %NULL when nothing is searched
 * @people: (nullable): a JSON list of customers whose rows are found too
 *
 * A search text for entities without search tables: the parameters ?2 and ?3 of a
 * statement over rows with the alias t.
 */
typedef struct
{
  const RgEntity *entity;
  char *pattern;
  char *people;
} RgQueryText;

/* @search: (nullable) */
gboolean rg_query_text_read (RgQueryText *text,
                             const RgEntity *entity,
                             const char *search,
                             RgRead *read,
                             GCancellable *cancellable,
                             GError **error);
/* " AND (…)", or nothing. */
void rg_query_text_append (const RgQueryText *text, GString *sql);
void rg_query_text_bind (const RgQueryText *text, RgStatement *statement);
void rg_query_text_clear (RgQueryText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgQueryText, rg_query_text_clear)

G_END_DECLS
