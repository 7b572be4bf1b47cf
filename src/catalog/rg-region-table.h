/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: China's provinces and their cities. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgProvince:
 * @name: 浙江省
 * @brief: 浙江
 * @cities: (nullable): 杭州市 and the others, separated by "|"; %NULL where
 *   districts follow at once
 */
typedef struct
{
  const char *name;
  const char *brief;
  const char *cities;
} RgProvince;

extern const RgProvince rg_provinces[]; /* ends with a %NULL name */

G_END_DECLS
