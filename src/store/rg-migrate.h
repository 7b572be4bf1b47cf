/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store: the schema's numbered steps. */

#include "store/rg-database-private.h"

G_BEGIN_DECLS

/* The user_version of the newest schema. */
#define RG_SCHEMA_VERSION 6

/* Brings @db to the newest schema, one transaction a step. */
gboolean rg_migrate (RgDatabase *db, GError **error);

G_END_DECLS
