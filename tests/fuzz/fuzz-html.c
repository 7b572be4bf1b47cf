/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

/* Web pages with tables; what does not begin as one is given a beginning. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char front[] = "<table><tr><td>";
  g_autoptr (GByteArray) page = g_byte_array_new ();

  fuzz_read_grid (fuzz_path (0, data, size), NULL);
  g_byte_array_append (page, (const guint8 *) front, strlen (front));
  g_byte_array_append (page, data, (guint) size);
  fuzz_read_grid (fuzz_path (1, page->data, page->len), NULL);
  return 0;
}
