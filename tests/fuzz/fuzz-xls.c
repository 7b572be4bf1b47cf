/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "exchange/rg-ole.h"

#include <string.h>

/* Old workbooks. What does not begin with the mark of a container is read as the
 * records of a workbook without one, so that changes reach the cells. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size >= RG_OLE_MAGIC_SIZE && size < 64 * 1024)
    {
      static const uint8_t bof[] = { 0x09, 0x08, 0x08, 0x00, 0x00, 0x06, 0x05, 0x00 };
      g_autofree uint8_t *copy = g_memdup2 (data, size);

      if (memcmp (data, RG_OLE_MAGIC, 4) == 0)
        memcpy (copy, RG_OLE_MAGIC, RG_OLE_MAGIC_SIZE);
      else
        {
          memcpy (copy, bof, 4);
          copy[6] = data[6] & 1 ? bof[6] : 0x10;
          copy[7] = 0;
        }
      fuzz_read_grid (fuzz_path (0, copy, size), NULL);
    }
  return 0;
}
