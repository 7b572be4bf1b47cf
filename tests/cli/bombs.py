# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks made to fill the memory are refused, within a second and 256 MB.

Only the memory is a condition: how long something takes says as much about the
machine. The times are printed.
"""

import os
import struct
import subprocess
import sys
import time
import zipfile

from harness import PROGRAM, environment, folder, tap

MEMORY = 256 * 1024
# What a bomb may say that it inflates to.
LITTLE = 100000
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
SHEET = '<worksheet><sheetData>', '</sheetData></worksheet>'
TABLE = "<document><spreadsheet><table name='a'>", '</table></spreadsheet></document>'


def pack(path, members):
    """A zip archive; a member is its name, a beginning, something that is
    repeated so many times, and an end."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, begin, part, times, end in members:
            with archive.open(name, 'w') as stream:
                stream.write(begin.encode())
                block = max(1, min(times, 1000000 // max(1, len(part))))
                for done in range(0, times, block):
                    stream.write(part.encode() * min(block, times - done))
                stream.write(end.encode())


def xlsx(begin='', part='', times=0, end='', strings=None):
    """A workbook of Excel whose rows, or texts, are these."""
    path = folder('bomb') + '.xlsx'
    members = [('_rels/.rels', f"<Relationships><Relationship Id='r' Type='{TYPE}officeDocument' "
                               "Target='xl/workbook.xml'/></Relationships>", '', 0, ''),
               ('xl/workbook.xml', "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='a'/></sheets></workbook>", '', 0,
                ''),
               ('xl/_rels/workbook.xml.rels', f"<Relationships><Relationship Id='a' Type='{TYPE}worksheet' "
                                              "Target='worksheets/sheet1.xml'/></Relationships>", '', 0, ''),
               ('xl/worksheets/sheet1.xml', SHEET[0] + begin, part, times, end + SHEET[1])]
    if strings:
        members.append(('xl/sharedStrings.xml', *strings))
    pack(path, members)
    return path


def ods(begin, part, times, end):
    """A workbook of LibreOffice whose sheet is this."""
    path = folder('bomb') + '.ods'
    pack(path, [('mimetype', 'application/vnd.oasis.opendocument.spreadsheet', '', 0, ''),
                ('content.xml', TABLE[0] + begin, part, times, end + TABLE[1])])
    return path


def lying(path):
    """The same file, which says of all that it inflates to little."""
    with zipfile.ZipFile(path) as archive:
        entry = archive.start_dir
    with open(path, 'r+b') as stream:
        content = bytearray(stream.read())
        while content[entry:entry + 4] == b'PK\1\2':
            size, name, extra, comment = struct.unpack_from('<I3H', content, entry + 24)
            member = struct.unpack_from('<I', content, entry + 42)[0]
            if size > LITTLE:
                struct.pack_into('<I', content, entry + 24, LITTLE)
                struct.pack_into('<I', content, member + 22, LITTLE)
            entry += 46 + name + extra + comment
        stream.seek(0)
        stream.write(content)
    return path


def refused(what, path, says='“bomb-'):
    """The program says no, in a sentence, without having taken much memory."""
    begun = time.monotonic()
    with subprocess.Popen([PROGRAM, 'import', path, '--shop', folder('shop')], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, env=environment()) as program:
        words = program.stderr.read().decode()
        _pid, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    os.unlink(path)
    print(f'# {what}: {time.monotonic() - begun:.2f} s, {usage.ru_maxrss // 1024} MB')
    tap.check(program.returncode == 1 and '“bomb-' in words and says in words,
              f'{what}: status {program.returncode}: {words}')
    tap.check(usage.ru_maxrss <= MEMORY, f'{what}: {usage.ru_maxrss} kB')


@tap.point('zip bombs: what inflates to a thousand times its size')
def _():
    refused('blanks', xlsx('', ' ' * 1000, 80000))
    refused('blank rows', xlsx('', '<row><c/></row>', 4000000))
    refused('texts without text', xlsx(strings=('<sst>', '<si/>', 12000000, '</sst>')))
    refused('long texts', xlsx(strings=('<sst>', f"<si><t>{'x' * 10000}</t></si>", 20000, '</sst>')))
    refused('merged areas', xlsx('', '', 0, "</sheetData><mergeCells>" + "<mergeCell ref='A1:XFD9'/>" * 100000 +
                                 '</mergeCells><sheetData>'))
    refused('blanks of LibreOffice', ods('', ' ' * 1000, 80000, ''))


@tap.point('zip bombs that say they are none')
def _():
    says = 'unpacks to far more'
    refused('blanks said to be few', lying(xlsx('', ' ' * 1000, 80000)), says)
    refused('blank rows said to be few', lying(xlsx('', '<row><c/></row>', 4000000)), says)
    refused('texts said to be few', lying(xlsx(strings=('<sst>', '<si/>', 12000000, '</sst>'))), says)
    refused('columns said to be few', lying(ods('<table-row>', "<table-cell value-type='float' value='1'/>", 1000000,
                                                '</table-row>')), says)


@tap.point('XML bombs: entities, depth, attributes')
def _():
    words = ''.join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    doctype = f'<!DOCTYPE lol [<!ENTITY a "lollollol">{words}]>'
    path = folder('bomb') + '.ods'
    pack(path, [('mimetype', 'application/vnd.oasis.opendocument.spreadsheet', '', 0, ''),
                ('content.xml', f'{doctype}{TABLE[0]}<table-row><table-cell><p>&j;</p></table-cell></table-row>{TABLE[1]}',
                 '', 0, '')])
    refused('entities', path)
    refused('depth', xlsx('', '<a>', 1000000))
    refused('a long attribute', xlsx("<row><c t='", 'x' * 1000, 20000, "'><v>1</v></c></row>"))
    refused('many attributes', xlsx('<row><c', ''.join(f" a{i}='1'" for i in range(500000)), 1, '><v>1</v></c></row>'))


@tap.point('a million columns, a cell of ten megabytes, repeated cells')
def _():
    refused('columns', xlsx('<row>', '<c><v>1</v></c>', 1000000, '</row>'))
    refused('a far column', xlsx("<row><c r='ALQYX1'><v>1</v></c></row>"))
    refused('a far row', xlsx("<row r='99999999'><c><v>1</v></c></row>"))
    refused('rows that go far to the right', xlsx('', "<row><c r='XFD1'><v>1</v></c></row>", 1000000))
    refused('a long cell', xlsx("<row><c t='str'><v>", 'x' * 1000, 10000, '</v></c></row>'))
    refused('columns of LibreOffice', ods('<table-row>', "<table-cell value-type='float' value='1'/>", 1000000,
                                          '</table-row>'))
    refused('repeated columns', ods("<table-row><table-cell value-type='float' value='1' "
                                    "number-columns-repeated='1000000'/></table-row>", '', 0, ''))
    refused('repeated rows', ods("<table-row number-rows-repeated='1000000'><table-cell value-type='float' "
                                 "value='1'/></table-row>", '', 0, ''))
    refused('repeated blanks', ods('<table-row><table-cell><p>', "<s c='1000000'/>", 100000,
                                   '</p></table-cell></table-row>'))
    refused('a long cell of LibreOffice', ods('<table-row><table-cell><p>', 'x' * 1000, 10000,
                                              '</p></table-cell></table-row>'))


sys.exit(tap.run())
