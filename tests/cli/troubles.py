# SPDX-License-Identifier: GPL-3.0-or-later
"""Locked, damaged, newer, read-only and full; killed and interrupted in the middle."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time

from harness import (Lock, PROGRAM, demo, environment, everybody, file, folder, imported, one_sentence, run, same,
                     sound, tap)

KILLS = 200 if os.environ.get('REGULARS_TEST_LONG') else 24
WRITING = [['set', '1', 'name', '某人'], ['undo'], ['redo'], ['field', 'add', '新字段'], ['demo', '--customers', '3']]


def big_file(rows=60000):
    lines = ''.join(f'顾客{i:06d},1771{i:07d},每行都有一段不短的备注，第{i}行\n' for i in range(rows))
    return file('姓名,手机,备注\n' + lines)


@tap.point('a shop that is held: writing ends with status 3, reading works')
def _():
    shop = demo(15)
    people = everybody(shop)
    name = people[3]['name']
    with Lock(shop):
        for words in WRITING + [['import', file('姓名,手机\n张三,13800000001\n')]]:
            one_sentence(run(*words, '--shop', shop, status=3))
        same(everybody(shop), people, 'search')
        tap.check(name in [p['name'] for p in run('search', name, '--shop', shop, '--json').json], 'search by name')
        same(run('show', people[3]['id'], '--shop', shop, '--json').json['name'], name, 'show')
        same(len(run('history', '--shop', shop, '--json').json), 1, 'history')
        tap.check(len(run('export', '-', '--shop', shop).out.splitlines()) >= 16, 'export')
        run('field', 'list', '--shop', shop)
        sound(shop)
    run('set', 1, 'name', '某人', '--shop', shop)
    same(run('show', 1, '--shop', shop, '--json').json['name'], '某人', 'after it is given back')


@tap.point('a lock held for a moment is waited for')
def _():
    shop = demo(3)
    words = [PROGRAM, 'set', '1', 'name', '某人', '--shop', shop]
    with Lock(shop):
        waiting = subprocess.Popen(words, env=environment())  # pylint: disable=consider-using-with
        time.sleep(0.4)
        running = waiting.poll() is None
    waiting.wait()
    same((running, waiting.returncode), (True, 0), 'waiting, status')


@tap.point('two programs at once: one after the other, nothing lost')
def _():
    shop = demo(8)
    writers = [subprocess.Popen([PROGRAM, 'set', str(i), 'notes', f'第{i}条', '--shop', shop],  # pylint: disable=R1732
                                env=environment(), stderr=subprocess.DEVNULL) for i in range(1, 9)]
    done = [i for i, writer in enumerate(writers, 1) if writer.wait() == 0]
    tap.check({writer.returncode for writer in writers} <= {0, 3} and done, [w.returncode for w in writers])
    for i in done:
        same(run('show', i, '--shop', shop, '--json').json['notes'], f'第{i}条', i)
    sound(shop)


@tap.point('one imports and others read: they see all of it or nothing, and write when it is done')
def _():
    shop = demo(8)
    people = everybody(shop)
    seen = []
    with subprocess.Popen([PROGRAM, 'import', big_file(30000), '--shop', shop, '--json'], env=environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as importing:
        while importing.poll() is None:
            found = run('search', '', '--shop', shop, '--json').json
            seen.append(len(found))
            same([person for person in found if person['id'] <= 8], people, 'those of before')
            tap.check(run('set', 1, 'notes', '忙', '--shop', shop, status=None).status in (0, 3), 'writing meanwhile')
        same(importing.wait(), 0, 'the import')
    tap.check(set(seen) <= {8, 30008} and 8 in seen, seen)
    same(len(everybody(shop)), 30008, 'customers')
    run('set', 1, 'notes', '好了', '--shop', shop)
    same(run('show', 1, '--shop', shop, '--json').json['notes'], '好了', 'notes')
    sound(shop)


@tap.point('what is not a shop is left as it is')
def _():
    shop = folder('shop')
    os.mkdir(shop)
    for content in (b'', b'hello', b'\x00' * 8192):
        path = os.path.join(shop, 'shop.db')
        with open(path, 'wb') as stream:
            stream.write(content)
        for words in (['search', ''], ['import', file('姓名,手机\n张三,13800000001\n')], ['demo', '--customers', '2'],
                      ['undo']):
            one_sentence(run(*words, '--shop', shop, status=1))
        with open(path, 'rb') as stream:
            same(stream.read(), content, 'content')
    os.unlink(path)
    with sqlite3.connect(path) as other:
        other.execute('CREATE TABLE somebody (elses INTEGER)')
    other.close()
    one_sentence(run('import', file('姓名,手机\n张三,13800000001\n'), '--shop', shop, status=1))
    one_sentence(run('search', '', '--shop', file('text', 'plain'), status=1))


@tap.point('a newer shop is not touched')
def _():
    shop = demo(3)
    path = os.path.join(shop, 'shop.db')
    with sqlite3.connect(path) as database:
        version = database.execute('PRAGMA user_version').fetchone()[0]
        database.execute(f'PRAGMA user_version = {version + 1}')
    database.close()
    with open(path, 'rb') as stream:
        before = stream.read()
    for words in (['search', ''], ['undo'], ['check']):
        answer = one_sentence(run(*words, '--shop', shop, status=1))
        tap.check('newer' in answer.err, answer.err)
    with open(path, 'rb') as stream:
        same(stream.read(), before, 'content')


def damage(shop, offsets):
    with open(os.path.join(shop, 'shop.db'), 'r+b') as stream:
        for offset in offsets:
            stream.seek(offset)
            stream.write(b'\xa5' * 512)


@tap.point('a damaged shop: told, not made again, never a crash')
def _():
    whole = demo(120)
    size = os.path.getsize(os.path.join(whole, 'shop.db'))
    lots = random.Random(7)
    found = 0
    for _number in range(12):
        shop = folder('damaged')
        shutil.copytree(whole, shop)
        damage(shop, [lots.randrange(4096, size - 512) for _ in range(6)])
        answer = run('check', '--shop', shop, '--json', status=None)
        tap.check(answer.status in (0, 1), f'{answer.status}: {answer.err}')
        if answer.status == 1:
            found += 1
            tap.check(answer.json['ok'] is False and answer.json['problems'] and answer.err, answer.out)
        tap.check(run('search', '', '--shop', shop, status=None).status in (0, 1), 'search')
        tap.check(os.path.getsize(os.path.join(shop, 'shop.db')) == size, 'the file was made again')
    tap.check(found >= 6, f'only {found} of 12 damaged shops were found')


@tap.point('check: finds rows without owners, lost columns, spoilt journals')
def _():
    spoilt = [('PRAGMA foreign_keys = OFF; DELETE FROM customer WHERE id = 3', ''),
              ('ALTER TABLE sale DROP COLUMN notes', 'notes'), ('ALTER TABLE sale ADD COLUMN ghost TEXT', 'ghost'),
              ("UPDATE journal SET after = 'x' WHERE id = (SELECT max (id) FROM journal)", ''),
              ('UPDATE journal_bulk SET n = n + 5', ''), ("UPDATE journal SET tbl = 'ghost' WHERE id = 1", 'ghost'),
              ("INSERT INTO attachment (customer_id, name, hash, size, created_at, updated_at) "
               "VALUES (1, '合同.pdf', 'ab', 3, 0, 0)", '合同.pdf')]
    for sql, word in spoilt:
        shop = demo(20)
        run('set', 1, 'name', '某人', '--shop', shop)
        with sqlite3.connect(os.path.join(shop, 'shop.db')) as database:
            database.executescript(sql)
        database.close()
        answer = run('check', '--shop', shop, '--json', status=None)
        same(answer.status, 1, f'{sql}: {answer.out}{answer.err}')
        tap.check(answer.json['problems'] and word in ' '.join(answer.json['problems']), f'{sql}: {answer.out}')


@tap.point('check: what is derived and not right is worked out anew')
def _():
    shop = demo(20)
    run('tag', 'add', '全部', '--shop', shop)
    run('tag', 'rule', '全部', '--condition', '{"all":[]}', '--on', '--shop', shop)
    same(run('check', '--shop', shop, '--json').json['mended'], 0)
    for sql, n in [('UPDATE standing SET score = 99 WHERE customer_id = 3', 1),
                   ('DELETE FROM standing WHERE customer_id = 4; DELETE FROM standing WHERE customer_id = 5', 2),
                   ("INSERT INTO life_move VALUES (99999, '2025-01-01', 'lead', 'talking')", 1),
                   ("DELETE FROM customer_tag WHERE cause LIKE 'rule:%' AND customer_id < 4", 3)]:
        with sqlite3.connect(os.path.join(shop, 'shop.db')) as database:
            database.executescript(sql)
        database.close()
        same(run('check', '--shop', shop, '--json').json['mended'], n, sql)
        same(run('check', '--shop', shop, '--json').json['mended'], 0, sql)


@tap.point('search.db may go or be spoilt: it is made again')
def _():
    shop = demo(30)
    name = everybody(shop)[4]['name']
    wanted = run('search', name, '--shop', shop, '--json').out
    path = os.path.join(shop, 'search.db')
    for content in (None, b'no database', b'\xa5' * 40960):
        for ending in ('', '-wal', '-shm'):
            if os.path.exists(path + ending):
                os.unlink(path + ending)
        if content is not None:
            with open(path, 'wb') as stream:
                stream.write(content)
        same(run('search', name, '--shop', shop, '--json').out, wanted, 'hits')
    sound(shop)


def as_nobody():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


@tap.point('a folder that cannot be written: told when writing, read all the same')
def _():
    shop = demo(6)
    people = everybody(shop)
    before = None
    if os.geteuid() == 0:
        before = as_nobody
        for path, _folders, names in os.walk(shop):
            for name in names:
                os.chmod(os.path.join(path, name), 0o644)
        os.chmod(os.path.dirname(shop), 0o755)
    os.chmod(shop, 0o555)
    try:
        # A program that nobody else may enter cannot be tried this way.
        try:
            probe = run('--version', status=None, before=before, cwd='/')
        except (PermissionError, subprocess.SubprocessError) as reason:
            raise tap.Skip('there is no other user here') from reason
        if probe.status != 0:
            raise tap.Skip('the program cannot be run by another user')
        same(run('search', '', '--shop', shop, '--json', before=before, cwd='/').json, people, 'search')
        for words in (['set', '1', 'name', '某人'], ['undo']):
            one_sentence(run(*words, '--shop', shop, status=1, before=before, cwd='/'))
        one_sentence(run('demo', '--customers', '2', '--shop', os.path.join(shop, 'inner'), status=1, before=before,
                         cwd='/'))
    finally:
        os.chmod(shop, stat.S_IRWXU)
    sound(shop)


@tap.point('a full disk: told, and the shop is as it was')
def _():
    shop = demo(10)
    people = everybody(shop)
    limit = os.path.getsize(os.path.join(shop, 'shop.db')) + 300000

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    path = big_file(20000)
    answer = one_sentence(run('import', path, '--shop', shop, '--json', status=1, before=little_room))
    tap.check('Cancelled' not in answer.err, answer.err)
    same(everybody(shop), people, 'customers')
    sound(shop)
    new = folder('new')
    run('import', path, '--shop', new, '--json', status=1, before=little_room)
    answer = run('search', '', '--shop', new, '--json', status=None)
    tap.check(answer.status == 1 or answer.json == [], answer.out[:300])


@tap.point('Ctrl+C during an import takes it back')
def _():
    shop = demo(10)
    people = everybody(shop)
    path = big_file()
    for delay in (0.15, 0.4, 0.9):
        with subprocess.Popen([PROGRAM, 'import', path, '--shop', shop, '--json'], env=environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as importing:
            time.sleep(delay)
            importing.send_signal(signal.SIGINT)
            out, err = importing.communicate(timeout=60)
        if importing.returncode == 0:
            run('undo', '--shop', shop)
        else:
            # A signal before the program listens ends it as any other.
            tap.check(importing.returncode in (1, -signal.SIGINT), importing.returncode)
            tap.check(importing.returncode != 1 or (err.strip() and not out), f'{out[:200]} {err}')
        same(everybody(shop), people, f'after {delay} s')
    sound(shop)


@tap.point(f'killed {KILLS} times during imports and edits: nothing acknowledged is lost, nothing half done')
def _():
    shop = demo(10)
    names = {i: run('show', i, '--shop', shop, '--json').json['name'] for i in range(1, 11)}
    lots = random.Random(11)
    path = big_file(12000)
    begun = time.monotonic()
    run('import', path, '--shop', folder(), '--json')
    whole = time.monotonic() - begun
    customers = 10
    for number in range(KILLS):
        if number % 3 == 2:
            words = ['set', str(lots.randrange(1, 11)), 'name', f'改名{number}']
        else:
            words = ['import', path, '--json']
        with subprocess.Popen([PROGRAM, *words, '--shop', shop], env=environment(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as victim:
            try:
                out, _err = victim.communicate(timeout=lots.uniform(0, 1.1 * whole if words[0] == 'import' else 0.12))
                acknowledged = victim.returncode == 0
            except subprocess.TimeoutExpired:
                victim.kill()
                out, _err = victim.communicate()
                acknowledged = False
        people = {p['id']: p['name'] for p in everybody(shop)}
        if words[0] == 'set':
            found = people[int(words[1])]
            tap.check(found in (names[int(words[1])], words[3]) and (not acknowledged or found == words[3]),
                      f'{number}: {words}, {acknowledged}: {found}')
            names[int(words[1])] = found
        else:
            tap.check(len(people) in ({12010} if acknowledged else {10, 12010}), f'{number}: {len(people)} {out[:90]}')
            if len(people) > customers:
                run('undo', '--shop', shop)
        same({i: name for i, name in people.items() if i <= 10}, names, f'names after {number}')
        if number % 6 == 0:
            sound(shop)
    same({p['id']: p['name'] for p in everybody(shop)}, names, 'in the end')
    tap.check(imported is not None and sound(shop)['customers'] == 10, 'customers')


sys.exit(tap.run())
