/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

/* Address books. What does not begin like one gets a beginning; the first byte
 * may choose an encoding. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const encodings[] = { "utf-8", "gb18030", "utf-16-le", "big5" };
  static const char begin[] = "BEGIN:VCARD\n";
  RgGridOptions options = { NULL, NULL };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (size > 0 && data[0] >= 1 && data[0] <= G_N_ELEMENTS (encodings))
    {
      options.encoding = encodings[data[0] - 1];
      data++;
      size--;
    }
  if (size < 3 || (data[0] != 'B' && data[0] != 'b' && data[0] < 0x80))
    g_byte_array_append (bytes, (const guint8 *) begin, sizeof begin - 1);
  g_byte_array_append (bytes, data, (guint) size);
  fuzz_read_grid (fuzz_path (0, bytes->data, bytes->len), options.encoding != NULL ? &options : NULL);
  return 0;
}
