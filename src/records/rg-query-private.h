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

G_END_DECLS
