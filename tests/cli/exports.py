# SPDX-License-Identifier: GPL-3.0-or-later
"""Export: workbooks, whole folders, and what their files hold."""

import io
import json
import os
import sys
import xml.etree.ElementTree as tree
import zipfile

from harness import demo, everybody, file, folder, imported, one_sentence, run, same, table, tap

BOOK = ('姓名,手机,生日,标签,备注,余额(元),会员号\n'
        '曾国藩,13800000001,1811-11-26,金卡;外卖,=1+2,12.50,007\n'
        '单雄信,+852 2345 6789,1990-01-02,,"两\n行",-0.01,12345678901234567890\n'
        '白娘子,,农历八月十五,,,,1e5\n')
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def cells(data):
    """The first sheet of a workbook: per row, what stands in each column, with
    its type; every part has to be well-formed XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        tap.check(book.testzip() is None, 'a damaged archive')
        parts = {name: tree.fromstring(book.read(name)) for name in book.namelist()}
    for named in ('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/styles.xml', 'docProps/core.xml'):
        tap.check(named in parts, f'{named} is missing in {list(parts)}')
    rows = []
    for row in parts['xl/worksheets/sheet1.xml'].iter(MAIN + 'row'):
        found = {}
        for cell in row.iter(MAIN + 'c'):
            name = cell.get('r').rstrip('0123456789')
            tap.check(cell.find(MAIN + 'f') is None, 'a formula')
            if cell.get('t') == 'inlineStr':
                found[name] = cell.find(f'{MAIN}is/{MAIN}t').text
            else:
                found[name] = float(cell.find(MAIN + 'v').text)
        rows.append(found)
    return rows


@tap.point('export: a workbook, by the ending of its name or by --format')
def _():
    shop, _report = imported(BOOK)
    path = folder('out') + '.XLSX'
    report = run('export', path, '--shop', shop, '--json').json
    same((report['rows'], report['file']), (3, path), 'report')
    with open(path, 'rb') as stream:
        data = stream.read()
    rows = cells(data)
    same(len(rows), 4, 'rows')
    header = {label: name for name, label in rows[0].items()}
    first = next(row for row in rows if row.get(header['Name']) == '曾国藩')
    second = next(row for row in rows if row.get(header['Name']) == '单雄信')
    same((first[header['Phone']], first[header['余额(元)']], first[header['会员号']], first[header['Birthday']],
          first[header['Notes']]), ('13800000001', 12.5, '007', '1811-11-26', '=1+2'), 'the first')
    same((second[header['Phone']], second[header['余额(元)']], second[header['会员号']], second[header['Birthday']],
          second[header['Notes']]), ('+85223456789', -0.01, '12345678901234567890', 32875.0, '两\n行'), 'the second')
    same(run('export', '-', '--format', 'xlsx', '--shop', shop).raw, data, 'stdout')
    other = folder('out') + '.dat'
    run('export', other, '--format', 'xlsx', '--shop', shop)
    with open(other, 'rb') as stream:
        same(stream.read(), data, 'by --format')
    run('export', path, '--format', 'csv', '--shop', shop)
    same(table(path)[0][0], 'Name', 'a table under a workbook’s name')


@tap.point('export: a workbook comes in again, customers and sales')
def _():
    shop = demo(60)
    copy = folder('copy')
    people, sales, again = (folder('out') + '.xlsx' for _ in range(3))
    run('export', people, '--shop', shop)
    run('export', sales, '--entity', 'sale', '--shop', shop)
    same(run('import', people, '--shop', copy, '--json').json['created'], 60, 'people')
    report = run('import', sales, '--entity', 'sale', '--shop', copy, '--json').json
    same(report['created'], report['rows'], 'sales')
    same(sorted(person['name'] for person in everybody(copy)), sorted(person['name'] for person in everybody(shop)),
         'names')
    run('export', again, '--entity', 'sale', '--shop', copy)
    with open(sales, 'rb') as one, open(again, 'rb') as other:
        same(sorted(map(str, cells(other.read()))), sorted(map(str, cells(one.read()))), 'sales')
    second = run('import', people, '--shop', copy, '--json').json
    same((second['created'], second['updated']), (0, 60), 'the second time')


@tap.point('export: cards of both versions, which come in again')
def _():
    shop, _report = imported(BOOK)
    for words, version in ((['cards.vcf'], '4.0'), (['cards.vcf', '--format', 'vcard'], '4.0'),
                           (['cards.dat', '--format', 'vcard3'], '3.0')):
        place = folder('cards')
        os.makedirs(place)
        path = os.path.join(place, words[0])
        same(run('export', path, *words[1:], '--shop', shop, '--json').json['rows'], 3, words)
        with open(path, encoding='utf-8', newline='') as stream:
            text = stream.read()
        same(text.count(f'BEGIN:VCARD\r\nVERSION:{version}\r\n'), 3, words)
        copy = folder('copy')
        same(run('import', path, '--shop', copy, '--json').json['created'], 3, words)
        same([(person['name'], person['phone']) for person in everybody(copy)],
             [(person['name'], person['phone']) for person in everybody(shop)], words)
    one_sentence(run('export', folder() + '.vcf', '--entity', 'sale', '--shop', shop, status=1))


@tap.point('export: the whole shop as a folder')
def _():
    shop, _report = imported(BOOK)
    run('import', file('姓名,手机,日期,金额\n曾国藩,13800000001,2025-11-22,1234.50\n'), '--entity', 'sale', '--shop', shop)
    run('attach', 1, file('the contract', '合同.csv'), '--shop', shop)
    path = folder('whole')
    report = run('export', path, '--format', 'folder', '--shop', shop, '--json').json
    same((report['files'], report['missing'], report['folder']), (1, [], path), 'report')
    with open(os.path.join(path, 'schema.json'), encoding='utf-8') as stream:
        schema = json.load(stream)
    same(schema['format'], 'regulars-folder', 'format')
    same(report['tables'], len(schema['tables']), 'tables')
    for entry in schema['tables']:
        rows = table(os.path.join(path, entry['file']))
        same(rows[0], [field['key'] for field in entry['fields']], entry['file'])
        same(len(rows) - 1, entry['rows'], entry['file'])
    same(table(os.path.join(path, 'sale.csv'))[1][:4], ['1', '1', '2025-11-22', '123450'], 'a sale')
    attachment = dict(zip(*table(os.path.join(path, 'attachment.csv'))))
    with open(os.path.join(path, attachment['file']), encoding='utf-8') as stream:
        same(stream.read(), 'the contract', 'an attachment')
    tap.check(attachment['file'].startswith('files/曾国藩 - '), attachment['file'])
    one_sentence(run('export', path, '--format', 'folder', '--shop', shop, status=1))
    same(sorted(os.listdir(os.path.dirname(path))), sorted(name for name in os.listdir(os.path.dirname(path))
                                                          if not name.endswith('.part')), 'what is left over')


@tap.point('export: formats that are none, and choices that a folder has not')
def _():
    shop = demo(3)
    for words in (['x', '--format', 'xls'], ['x', '--format', 'folder', '--entity', 'sale'],
                  ['x', '--format', 'folder', '--search', 'a'], ['-', '--format', 'folder']):
        run('export', *words, '--shop', shop, status=2)
    one_sentence(run('export', os.path.join(folder(), 'deep', 'x.xlsx'), '--shop', shop, status=1))
    one_sentence(run('export', os.path.join(folder(), 'deep', 'x'), '--format', 'folder', '--shop', shop, status=1))


sys.exit(tap.run())
