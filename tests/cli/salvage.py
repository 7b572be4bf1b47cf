# SPDX-License-Identifier: GPL-3.0-or-later
"""Salvage: what can be read of a damaged shop comes into a new one, and what is missing is said."""

import hashlib
import os
import sqlite3
import sys

from harness import Lock, demo, environment, everybody, file, folder, one_sentence, run, same, sound, tap

PAGE = 4096
KEYS = {'whole', 'history', 'tables', 'files', 'files_missing', 'summary'}
TABLE_KEYS = {'table', 'read', 'missing', 'mended', 'dropped', 'sentence'}


def root(shop, table):
    with sqlite3.connect(os.path.join(shop, 'shop.db')) as database:
        number = database.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?', (table,)).fetchone()[0]
    database.close()
    return number


def leaves(shop, table):
    """The pages that a table's own page leads to, in order."""
    with open(os.path.join(shop, 'shop.db'), 'rb') as stream:
        stream.seek((root(shop, table) - 1) * PAGE)
        page = stream.read(PAGE)
    tap.check(page[0] == 5, f'{table} lies on one page')
    number = int.from_bytes(page[3:5], 'big')
    cells = [int.from_bytes(page[12 + 2 * i:14 + 2 * i], 'big') for i in range(number)]
    return [int.from_bytes(page[at:at + 4], 'big') for at in cells]


def spoil(shop, page):
    with open(os.path.join(shop, 'shop.db'), 'r+b') as stream:
        stream.seek((page - 1) * PAGE)
        stream.write(b'\xa5' * PAGE)


def content(shop):
    """Every file with its sum; the lock and the shared memory say nothing."""
    sums = {}
    for path, _folders, names in os.walk(shop):
        for name in names:
            if name != 'shop.lock' and not name.endswith('-shm'):
                with open(os.path.join(path, name), 'rb') as stream:
                    sums[os.path.join(path, name)] = hashlib.sha256(stream.read()).hexdigest()
    return sums


def table(report, name):
    return next(entry for entry in report['tables'] if entry['table'] == name)


@tap.point('salvage: a shop without its first page comes over whole, the old one is as it was')
def _():
    shop, new = demo(60), folder('new')
    people = everybody(shop)
    attachment = file('a contract', 'contract.csv')
    run('attach', people[0]['id'], attachment, '--shop', shop)
    people = everybody(shop)
    spoil(shop, 1)
    one_sentence(run('search', '', '--shop', shop, status=1))
    before = content(shop)
    answer = run('salvage', new, '--shop', shop, '--json')
    report = answer.json
    same(set(report), KEYS, 'keys')
    same({frozenset(entry) for entry in report['tables']}, {frozenset(TABLE_KEYS)}, 'keys of tables')
    same(answer.err, '', 'stderr')
    same((table(report, 'customer')['read'], table(report, 'customer')['missing']), (60, 0), 'customers')
    same((report['files'], report['files_missing']), (1, []), 'files')
    same(content(shop), before, 'the damaged shop')
    same(everybody(new), people, 'customers')
    sound(new)


@tap.point('salvage: what is missing is counted, said in words, and in Chinese')
def _():
    shop = demo(300)
    spoil(shop, leaves(shop, 'customer')[0])
    report = run('salvage', folder('new'), '--shop', shop, '--json').json
    customers = table(report, 'customer')
    tap.check(report['whole'] is False and report['history'] is False, report['summary'])
    tap.check(customers['missing'] and 0 < customers['read'] < 300, customers)
    same(customers['read'] + customers['missing'], 300, 'customers')
    new = folder('new')
    text = run('salvage', new, '--shop', shop)
    lines = text.out.splitlines()
    tap.check('in part' in lines[0] and 'cannot' not in lines[0], lines[0])
    tap.check(f"Customer: {customers['read']} were read. {customers['missing']} are missing." in text.out, text.out)
    same(customers['sentence'] in lines, True, 'the sentence')
    same([line for line in lines if ': 0 ' in line], [], 'tables without anything')
    sound(new)
    # Whoever is gone and of whom something is left has a name to be found by.
    lost = [person['name'] for person in everybody(new) if person['name'].startswith('Salvaged customer ')]
    same(len(everybody(new)) - len(lost), customers['read'], 'customers')
    tap.check(lost, 'nobody was made again')
    chinese = run('salvage', folder('new'), '--shop', shop, env=environment(LANGUAGE='zh_CN', LC_ALL='zh_CN.UTF-8'))
    tap.check('店铺只读出一部分' in chinese.out, chinese.out)


@tap.point('salvage: attachments whose files are gone or changed are named')
def _():
    shop, new = demo(5), folder('new')
    paths = [file(f'paper {i}', f'paper-{i}.csv') for i in range(3)]
    for path in paths:
        run('attach', everybody(shop)[0]['id'], path, '--shop', shop)
    gone, changed = (os.path.join(shop, 'files', hashlib.sha256(f'paper {i}'.encode()).hexdigest()) for i in range(2))
    os.unlink(gone)
    with open(changed, 'ab') as stream:
        stream.write(b'x')
    report = run('salvage', new, '--shop', shop, '--json').json
    same(report['files'], 1, 'files')
    same(sorted(report['files_missing']), sorted(os.path.basename(path) for path in paths[:2]), 'missing')
    same(len(os.listdir(os.path.join(new, 'files'))), 1, 'files')
    text = run('salvage', folder('new'), '--shop', shop).out
    for path in paths[:2]:
        tap.check(f'“{os.path.basename(path)}” is gone or damaged' in text, text)


@tap.point('salvage: refuses a folder that is in use, a shop that is open, a missing or an empty one')
def _():
    shop, other = demo(5), demo(2)
    before, other_before = content(shop), content(other)
    one_sentence(run('salvage', other, '--shop', shop, status=1))
    same(content(other), other_before, 'the folder in use')
    full = folder('full')
    os.mkdir(full)
    with open(os.path.join(full, 'letter.txt'), 'w', encoding='utf-8') as stream:
        stream.write('x')
    tap.check('empty or new' in one_sentence(run('salvage', full, '--shop', shop, status=1)).err, 'the sentence')
    same(os.listdir(full), ['letter.txt'], 'the folder in use')
    with Lock(shop):
        one_sentence(run('salvage', folder('new'), '--shop', shop, status=3))
    new = folder('new')
    one_sentence(run('salvage', new, '--shop', folder('nowhere'), status=1))
    with open(os.path.join(shop, 'shop.db'), 'wb'):
        pass
    one_sentence(run('salvage', new, '--shop', shop, status=1))
    tap.check(not os.path.exists(new), 'something was made')
    run('salvage', '--shop', shop, status=2)
    run('salvage', new, new, '--shop', shop, status=2)
    tap.check(before, 'nothing was compared')


@tap.point('salvage: into an empty folder that is there; of noise nothing is made')
def _():
    shop, empty = demo(5), folder('empty')
    people = everybody(shop)
    os.mkdir(empty)
    run('salvage', empty, '--shop', shop)
    same(everybody(empty), people, 'customers')
    with open(os.path.join(shop, 'shop.db'), 'wb') as stream:
        stream.write(b'\xa5' * 40 * PAGE)
    new = folder('new')
    answer = one_sentence(run('salvage', new, '--shop', shop, '--json', status=1))
    tap.check('restore a backup' in answer.err, answer.err)
    tap.check(not os.path.exists(new), 'something was made')


@tap.point('a shop without its first bytes: damaged, with a way back; restored from its newest backup')
def _():
    shop = demo(8)
    people = everybody(shop)
    run('backup', '--shop', shop)
    with open(os.path.join(shop, 'shop.db'), 'r+b') as stream:
        stream.write(b'\x00' * 100)
    for words in (['search', ''], ['undo'], ['demo', '--customers', '2']):
        answer = one_sentence(run(*words, '--shop', shop, status=1))
        tap.check('is damaged' in answer.err and 'restore a backup' in answer.err, answer.err)
    damaged = content(shop)[os.path.join(shop, 'shop.db')]
    kept = run('restore', 'latest', '--shop', shop, '--json').json['kept']
    same(everybody(shop), people, 'customers')
    same(content(shop)[os.path.join(shop, 'backups', kept)], damaged, 'what was kept')
    sound(shop)


sys.exit(tap.run())
