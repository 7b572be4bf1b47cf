/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-picture-type.h"

#include <string.h>

/* Below this nothing is a picture. */
#define SMALLEST 16

const char *
rg_picture_type (GBytes *bytes, const char **suffix)
{
  static const struct
  {
    guint at;
    guint size;
    const char *magic;
    const char *type;
    const char *suffix;
  } kinds[] = {
    { 0, 3, "\xff\xd8\xff", "image/jpeg", ".jpg" },
    { 0, 8, "\x89PNG\r\n\x1a\n", "image/png", ".png" },
    { 0, 4, "GIF8", "image/gif", ".gif" },
    { 8, 4, "WEBP", "image/webp", ".webp" },
    { 4, 8, "ftypheic", "image/heic", ".heic" },
    { 4, 8, "ftypmif1", "image/heif", ".heif" },
    { 0, 4, "II*\0", "image/tiff", ".tif" },
    { 0, 4, "MM\0*", "image/tiff", ".tif" },
    { 0, 2, "BM", "image/bmp", ".bmp" },
  };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; size >= SMALLEST && i < G_N_ELEMENTS (kinds); i++)
    {
      if (memcmp (data + kinds[i].at, kinds[i].magic, kinds[i].size) == 0)
        {
          if (suffix != NULL)
            *suffix = kinds[i].suffix;
          return kinds[i].type;
        }
    }
  if (suffix != NULL)
    *suffix = NULL;
  return NULL;
}
