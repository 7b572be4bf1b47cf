/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-zip.h"

/* Workbooks of LibreOffice: the archive, or the XML in it: the content, the
 * manifest, the kind. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const FuzzMember members[] = {
    { "content.xml", "<document><spreadsheet><table name='a'/></spreadsheet></document>" },
    { "META-INF/manifest.xml", NULL },
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
  };

  fuzz_read_zip (data, size, members, G_N_ELEMENTS (members));
  return 0;
}
