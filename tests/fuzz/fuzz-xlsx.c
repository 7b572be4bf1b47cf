/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-zip.h"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Workbooks of Excel: the archive, or the XML in it: sheet, texts, styles,
 * workbook, its relations, a second sheet, the archive's relations. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const FuzzMember members[] = {
    { "xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>" },
    { "xl/sharedStrings.xml", "<sst><si><t>one</t></si><si><t>two</t></si></sst>" },
    { "xl/styles.xml",
      "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/></cellXfs>"
      "</styleSheet>" },
    { "xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='a'/><sheet name='b' r:id='b'/>"
                         "</sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='a' Type='" TYPE
      "worksheet' Target='worksheets/sheet1.xml'/><Relationship "
      "Id='b' Type='" TYPE "worksheet' Target='worksheets/sheet2.xml'/></Relationships>" },
    { "xl/worksheets/sheet2.xml", NULL },
    { "_rels/.rels", NULL },
  };

  fuzz_read_zip (data, size, members, G_N_ELEMENTS (members));
  return 0;
}
