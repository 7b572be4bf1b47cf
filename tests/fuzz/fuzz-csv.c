/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

/* Text files: encoding, delimiter, cells. The first byte may choose an encoding
 * against the detected one. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const encodings[] = { "utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5" };
  RgGridOptions options = { NULL, NULL };

  if (size > 0 && data[0] >= 1 && data[0] <= G_N_ELEMENTS (encodings))
    {
      options.encoding = encodings[data[0] - 1];
      data++;
      size--;
    }
  fuzz_read_grid (fuzz_path (0, data, size), options.encoding != NULL ? &options : NULL);
  return 0;
}
