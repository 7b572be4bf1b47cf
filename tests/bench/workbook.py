# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks of workbooks share: the file, the two programs, their
memory. Not a benchmark itself."""

import csv
import datetime
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OVERRIDE = ('<Override PartName="/xl/{0}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{1}+xml"/>')
# Columns of days and of numbers; all others are texts.
DAYS, NUMBERS = (7, 8), (2, 9)

PARTS = {
    '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>' + OVERRIDE.format('workbook', 'sheet.main') +
        OVERRIDE.format('worksheets/sheet1', 'worksheet') + OVERRIDE.format('sharedStrings', 'sharedStrings') +
        OVERRIDE.format('styles', 'styles') + '</Types>',
    '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
        f'<workbook xmlns="{MAIN}" xmlns:r="{TYPE}"><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets>'
        '</workbook>',
    'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{TYPE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{TYPE}/sharedStrings" '
        f'Target="sharedStrings.xml"/><Relationship Id="rId3" Type="{TYPE}/styles" Target="styles.xml"/>'
        '</Relationships>',
    'xl/styles.xml':
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders '
        'count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" '
        'xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def people(rows):
    """The customers of import-csv, as rows of texts with their header."""
    loader = importlib.machinery.SourceFileLoader('import_csv', os.path.join(HERE, 'import-csv'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('import_csv', loader))
    loader.exec_module(module)
    with tempfile.TemporaryDirectory(prefix='regulars-bench-') as folder:
        path = os.path.join(folder, 'people.csv')
        module.make(path, rows)
        with open(path, encoding='utf-8', newline='') as stream:
            yield from csv.reader(stream)


def make(path, rows):
    """The workbook as Excel writes it: shared texts, numbers, real days."""
    texts = {}
    epoch = datetime.date(1899, 12, 30)
    with zipfile.ZipFile(path + '.new', 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, HEAD + text)
        with archive.open('xl/worksheets/sheet1.xml', 'w') as stream:
            stream.write(f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1:K{rows + 1}"/><sheetData>'.encode())
            for line, row in enumerate(people(rows), 1):
                cells = []
                for column, text in enumerate(row):
                    place = f'{chr(65 + column)}{line}'
                    if line > 1 and column in DAYS:
                        cells.append(f'<c r="{place}" s="1"><v>{(datetime.date.fromisoformat(text) - epoch).days}</v></c>')
                    elif line > 1 and column in NUMBERS:
                        cells.append(f'<c r="{place}"><v>{text}</v></c>')
                    else:
                        cells.append(f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>')
                stream.write(f'<row r="{line}" spans="1:11">{"".join(cells)}</row>'.encode())
            stream.write(b'</sheetData></worksheet>')
        archive.writestr('xl/sharedStrings.xml', f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">' +
                         ''.join(f'<si><t>{escape(text)}</t></si>' for text in texts) + '</sst>')
    os.replace(path + '.new', path)


class Setting:
    """The programs, the file and the folder for what they write."""

    def __init__(self, name, rows):
        build = os.environ.get('REGULARS_BUILD')
        if build is None or shutil.which('soffice') is None:
            sys.exit(f'{name}: please run it as build-aux/bench {name}')
        self.name = name
        self.rows = rows
        self.program = os.path.join(build, 'src', 'cli', 'regulars-cli')
        self.cache = os.path.join(os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache')), 'regulars', 'bench')
        os.makedirs(self.cache, exist_ok=True)
        self.path = os.path.join(self.cache, f'customers-1-{rows}.xlsx')
        if not os.path.exists(self.path):
            make(self.path, rows)
        self.warm_up()

    def soffice(self, path, folder):
        profile = os.path.join(self.cache, 'soffice')
        return ['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', 'csv', '--outdir',
                folder, path]

    def warm_up(self):
        """LibreOffice makes its profile when it first runs; both find the file
        in the page cache."""
        with tempfile.TemporaryDirectory(prefix='regulars-bench-', dir=self.cache) as folder:
            small = os.path.join(folder, 'small.xlsx')
            make(small, 10)
            subprocess.run(self.soffice(small, os.path.join(folder, 'out')), stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=True)
        with open(self.path, 'rb') as stream:
            while stream.read(1 << 24):
                pass

    def ours(self, watch):
        """Imports into a new shop, and sees outside of what is measured that
        everything is there and found. @watch runs a command."""
        with tempfile.TemporaryDirectory(prefix='regulars-bench-', dir=self.cache) as folder:
            shop = os.path.join(folder, 'shop')
            measured, out = watch([self.program, 'import', self.path, '--shop', shop, '--json'])
            report = json.loads(out)
            if report['rows'] != self.rows or report['created'] + report['updated'] != self.rows:
                sys.exit(f'{self.name}: not every row was taken: {report}')
            found = subprocess.run([self.program, 'search', f'u{self.rows - 1}', '--shop', shop, '--json', '--limit', '1'],
                                   stdout=subprocess.PIPE, check=True).stdout
            if len(json.loads(found)) != 1:
                sys.exit(f'{self.name}: the last customer is not found')
        return measured

    def peer(self, watch):
        """LibreOffice makes a CSV file of it."""
        with tempfile.TemporaryDirectory(prefix='regulars-bench-', dir=self.cache) as folder:
            measured, _out = watch(self.soffice(self.path, folder))
            name = os.path.splitext(os.path.basename(self.path))[0] + '.csv'
            with open(os.path.join(folder, name), encoding='utf-8') as stream:
                lines = sum(1 for _line in stream)
            if lines != self.rows + 1:
                sys.exit(f'{self.name}: the peer wrote {lines} lines')
        return measured


def seconds(command):
    """How long a command takes, and its output."""
    begun = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun, done.stdout


def private_bytes(process):
    """The memory that belongs to a process alone; 0 when it is gone."""
    try:
        with open(f'/proc/{process}/smaps_rollup', encoding='ascii') as stream:
            return sum(int(line.split()[1]) * 1024 for line in stream if line.startswith('Private_'))
    except OSError:
        return 0


def family(process):
    """A process and everybody it started."""
    parents = {}
    for name in os.listdir('/proc'):
        try:
            with open(f'/proc/{name}/stat', encoding='ascii', errors='replace') as stream:
                parents[int(name)] = int(stream.read().rpartition(')')[2].split()[1])
        except (OSError, ValueError):
            continue
    members = [process]
    for member in members:
        members += [child for child, parent in parents.items() if parent == member]
    return members


def peak_memory(command):
    """The most private memory, in MB, that a command and what it starts have at
    one time, and its output."""
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        out = []
        reader = threading.Thread(target=lambda: out.append(process.stdout.read()))
        reader.start()
        while process.poll() is None:
            peak = max(peak, sum(map(private_bytes, family(process.pid))))
            time.sleep(0.01)
        reader.join()
        if process.returncode != 0:
            sys.exit(f'{command[0]} failed')
    return peak / 1e6, out[0]
