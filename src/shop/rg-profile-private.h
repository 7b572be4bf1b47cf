/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the profile, whose parts are files of their own. */

#include "shop/rg-profile.h"

G_BEGIN_DECLS

/* A profile of a deal may be without a customer, and has only what belongs to the
 * deal. */
struct _RgProfile
{
  gatomicrefcount references;
  RgCatalog *catalog;
  gint64 deal_id;
  RgRow *customer;
  GPtrArray *contacts;
  GPtrArray *identities;
  GPtrArray *tags;
  GPtrArray *relations;
  GPtrArray *attachments;
  GPtrArray *tasks;
  GPtrArray *deals;
  GPtrArray *stages;
  GPtrArray *forms;
  GPtrArray *timeline;
  guint n_timeline;
  guint n_sales;
  gint64 sales_fen;
  RgScore score;
  char **score_parts;
  gboolean has_double;
};

G_END_DECLS
