/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ods-grid.h"

#include "exchange/rg-import.h"

struct _RgOdsGrid
{
  RgGrid parent_instance;
};

G_DEFINE_FINAL_TYPE (RgOdsGrid, rg_ods_grid, RG_TYPE_GRID)

static void
rg_ods_grid_class_init (RgOdsGridClass *klass)
{
}

static void
rg_ods_grid_init (RgOdsGrid *self)
{
}

gboolean
rg_ods_is_one (RgZip *zip, gboolean *locked)
{
  *locked = FALSE;
  return FALSE;
}

RgGrid *
rg_ods_grid_new (RgZip *zip, const char *sheet, GCancellable *cancellable, GError **error)
{
  rg_zip_free (zip);
  return NULL;
}
