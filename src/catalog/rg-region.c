/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-region.h"

#include "catalog/rg-region-table.h"

/**
 * rg_region_list:
 *
 * Returns: (transfer full) (array zero-terminated=1): every province and every
 *   city behind its province, as they are shown
 */
char **
rg_region_list (void)
{
  GStrvBuilder *names = g_strv_builder_new ();
  char **list;

  for (const RgProvince *province = rg_provinces; province->name != NULL; province++)
    {
      g_auto (GStrv) cities = province->cities != NULL ? g_strsplit (province->cities, "|", -1) : NULL;

      g_strv_builder_add (names, province->name);
      for (guint i = 0; cities != NULL && cities[i] != NULL; i++)
        g_strv_builder_take (names, g_strconcat (province->name, cities[i], NULL));
    }
  list = g_strv_builder_end (names);
  g_strv_builder_unref (names);

  return list;
}
