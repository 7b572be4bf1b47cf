/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

/* Workbooks that are one XML document; what is none is put into the first sheet
 * of one. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char front[] = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                              "<Worksheet Name=\"a\"><Table>";
  static const char back[] = "</Table></Worksheet></Workbook>";
  g_autoptr (GByteArray) book = g_byte_array_new ();

  fuzz_read_grid (fuzz_path (0, data, size), NULL);
  g_byte_array_append (book, (const guint8 *) front, strlen (front));
  g_byte_array_append (book, data, (guint) size);
  g_byte_array_append (book, (const guint8 *) back, strlen (back));
  fuzz_read_grid (fuzz_path (1, book->data, book->len), NULL);
  return 0;
}
