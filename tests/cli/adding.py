# SPDX-License-Identifier: GPL-3.0-or-later
"""add, note and attach: a new customer, what happened, a file. Today is 2026-03-02."""

import hashlib
import os
import sys

from harness import everybody, file, folder, one_sentence, run, same, tap

SHOP = folder('shop')


def show(customer):
    return run('show', customer, '--shop', SHOP, '--json').json


@tap.point('add makes the shop and its first customer')
def _():
    answer = run('add', '--name', ' 王姐 ', '--phone', '+86 199 0000 1111', '--wechat', 'wang_1', '--note', '要看三居',
                 '--next', '2026-03-07', '--shop', SHOP, '--json')
    same(answer.err, '', 'stderr')
    same(answer.json['id'], 1, 'id')
    same(answer.json['known'], [], 'known')
    person = show(1)
    same([person[key] for key in ('name', 'phone', 'wechat', 'next_date', 'last_contact')],
         ['王姐', '19900001111', 'wang_1', '2026-03-07', None], 'fields')
    same([p['id'] for p in run('search', '要看三居', '--shop', SHOP, '--json').json], [1], 'the note is found')


@tap.point('add: a known phone is told, not refused')
def _():
    answer = run('add', '--name', '王小妹', '--phone', '199-0000-1111', '--shop', SHOP)
    same(answer.out, 'Added 王小妹, number 2.\n', 'stdout')
    same(answer.err, '王姐 (number 1) has the same phone number.\n', 'stderr')
    answer = run('add', '--name', '王大妹', '--phone', '19900001111', '--shop', SHOP, '--json')
    same(answer.json['known'], [1, 2], 'known')
    run('undo', '--shop', SHOP)
    same(len(everybody(SHOP)), 2, 'customers after undo')


@tap.point('add --line reads a line of a chat')
def _():
    answer = run('add', '--line', '李哥 199 0000 2222 要看三居，周六上午', '--shop', SHOP, '--json').json
    same([answer[key] for key in ('name', 'phone', 'note', 'next_date')],
         ['李哥', '19900002222', '要看三居 (周六上午)', '2026-03-07'], 'what was read')
    same(show(answer['id'])['next_date'], '2026-03-07', 'next step')


@tap.point('add: what is wrong is said, and nothing is written')
def _():
    number = len(everybody(SHOP))
    for words in ([], ['--note', 'a'], ['--line', 'a', '--name', 'b'], ['王姐']):
        answer = run('add', *words, '--shop', SHOP, status=2)
        tap.check('--help' in answer.err, answer.err)
    for words in (['--name', '  '], ['--name', 'a', '--phone', '12'], ['--name', 'a', '--next', 'soon'],
                  ['--line', '要看三居']):
        one_sentence(run('add', *words, '--shop', SHOP, status=1))
    same(len(everybody(SHOP)), number, 'customers')
    empty = folder('none')
    one_sentence(run('add', '--name', 'a', '--phone', '12', '--shop', empty, status=1))
    tap.check(not os.path.exists(empty), 'a wrong word made a shop')


@tap.point('note: kinds, next step, last contact')
def _():
    answer = run('note', 1, '问了价格', '--next', '2026-03-09', '--shop', SHOP, '--json').json
    same([answer['entity'], answer['customer']], ['event', 1], 'what it is')
    same([show(1)[key] for key in ('next_date', 'last_contact')], ['2026-03-09', None], 'after a note')
    run('note', 1, '打了电话', '--kind', 'call', '--shop', SHOP)
    same([show(1)[key] for key in ('next_date', 'last_contact')], ['2026-03-09', '2026-03-02'], 'after a call')
    answer = run('note', 1, '窗帘两幅', '--amount', '1,280.50', '--next', '', '--shop', SHOP, '--json').json
    same(answer['entity'], 'sale', 'an amount makes it a sale')
    same(show(1)['next_date'], None, 'the next step is taken away')
    same([p['id'] for p in run('search', '窗帘', '--shop', SHOP, '--json').json], [1], 'the sale is found')
    run('undo', '--shop', SHOP)
    same(show(1)['next_date'], '2026-03-09', 'after undo')


@tap.point('note: what is wrong is said')
def _():
    for words in ([1], ['x', 'a'], [1, 'a', '--kind', 'call', '--amount', '5'], [1, 'a', 'b']):
        tap.check('--help' in run('note', *words, '--shop', SHOP, status=2).err, words)
    for words in ([99, 'a'], [1, 'a', '--kind', 'telepathy'], [1, 'a', '--next', 'soon'], [1, 'a', '--amount', 'much']):
        one_sentence(run('note', *words, '--shop', SHOP, status=1))
    none = folder('none')
    one_sentence(run('note', 1, 'a', '--shop', none, status=1))
    tap.check(not os.path.exists(none), 'a shop was made')


@tap.point('attach keeps a copy, once for the same content')
def _():
    path = file('合同正文', '合同.csv')
    digest = hashlib.sha256('合同正文'.encode()).hexdigest()
    first = run('attach', 1, path, '--kind', '合同', '--shop', SHOP, '--json').json
    same([first['entity'], first['customer']], ['attachment', 1], 'what it is')
    run('attach', 2, os.path.basename(path), '--shop', SHOP, cwd=os.path.dirname(path))
    same(os.listdir(os.path.join(SHOP, 'files')), [digest], 'files')
    for words in ([1, folder('none')], [99, path]):
        one_sentence(run('attach', *words, '--shop', SHOP, status=1))
    tap.check('--help' in run('attach', 1, '--shop', SHOP, status=2).err, 'no file')


sys.exit(tap.run())
