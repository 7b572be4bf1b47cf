# SPDX-License-Identifier: GPL-3.0-or-later
"""How the customers divide, for programs, a spreadsheet and on paper."""

import csv
import os
import re
import sys

from harness import folder, imported, run, same, tap

PEOPLE = '姓名,手机,标签\n王芳,13800138000,VIP\n李四,13800138001,VIP\n赵云,13800138002,=1+1\n'


@tap.point('report --json: parts, numbers, filters that search takes')
def _():
    shop = imported(PEOPLE)[0]
    found = run('report', '--shop', shop, '--json').json
    same(found['customers'], 3, 'customers')
    same(sorted({line['part'] for line in found['lines']}), ['class', 'family', 'life', 'tag'], 'parts')
    numbers = {(line['part'], line['label']): line['n'] for line in found['lines']}
    same((numbers['tag', 'VIP'], numbers['tag', '=1+1'], numbers['family', 'Own']), (2, 1, 3), 'tags')
    for line in found['lines']:
        same(list(line), ['part', 'label', 'month', 'depth', 'n', 'filter'], 'keys')
        listed = run('search', '', '--filter', line['filter'], '--shop', shop, '--json').json
        same(len(listed), line['n'], line['label'])


@tap.point('report FILE: a table whose texts are no formulas; pages; a place that is not there')
def _():
    shop = imported(PEOPLE)[0]
    where = folder()
    os.mkdir(where)
    path = os.path.join(where, 'classes.csv')
    run('report', path, '--shop', shop)
    with open(path, encoding='utf-8-sig', newline='') as stream:
        rows = list(csv.reader(stream))
    same(rows[0], ['Part', 'What', 'Month', 'Number', 'Share'], 'head')
    tap.check(['By Tag', 'VIP', '', '2', '66.7%'] in rows, rows)
    tap.check(['By Tag', "'=1+1", '', '1', '33.3%'] in rows, rows)
    pages = os.path.join(where, 'classes.PDF')
    run('report', pages, '--shop', shop)
    with open(pages, 'rb') as stream:
        same(stream.read(5), b'%PDF-', 'pages')
    tap.check('no' in run('report', os.path.join(where, 'no', 'file.csv'), '--shop', shop, status=1).err, 'no folder')


@tap.point('report --json: moves by month')
def _():
    shop = imported(PEOPLE)[0]
    run('note', '1', '问了价', '--kind', 'call', '--shop', shop)
    moves = [line for line in run('report', '--shop', shop, '--json').json['lines'] if line['part'] == 'moves']
    same([(line['label'], line['n']) for line in moves], [('Talking', 1)], 'moves')
    tap.check(re.fullmatch(r'\d{4}-\d\d', moves[0]['month']), moves)


sys.exit(tap.run())
