# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups: made, listed, verified, restored; by themselves before what is hard to take back."""

import os
import resource
import shutil
import sys

from harness import Lock, demo, environment, everybody, file, folder, one_sentence, run, same, sound, tap

BY_THEMSELVES = environment(REGULARS_BACKUPS=None)


def listed(shop):
    return run('backup', 'list', '--shop', shop, '--json').json


def later(minutes):
    """The same surroundings with the clock put on."""
    return environment(REGULARS_BACKUPS=None, REGULARS_NOW=f'2026-03-02T{2 + minutes // 60:02}:{minutes % 60:02}:00Z')


def flip(path, where=5000):
    with open(path, 'r+b') as stream:
        stream.seek(where)
        byte = stream.read(1)[0]
        stream.seek(where)
        stream.write(bytes([byte ^ 1]))


@tap.point('backup: made, listed, restored')
def _():
    shop = demo()
    same(listed(shop), [], 'list')
    made = run('backup', '--shop', shop, '--json').json
    same((made['reason'], made['customers'], made['damaged'], made['proved_at']), ('wanted', 40, False, None), 'backup')
    tap.check(made['verified_at'] and os.path.getsize(made['path']) == made['bytes'], made)
    before = everybody(shop)
    run('delete', before[0]['id'], '--shop', shop)
    done = run('restore', 'latest', '--shop', shop, '--json').json
    same(done['restored']['name'], made['name'], 'restored')
    same(everybody(shop), before, 'customers')
    sound(shop)
    backups = listed(shop)
    same([(b['reason'], b['customers']) for b in backups], [('restore', 39), ('wanted', 40)], 'kept once')
    same([b['reason'] for b in backups if b['name'] == done['kept']], ['restore'], 'kept')
    run('restore', done['kept'], '--shop', shop)
    same(len(everybody(shop)), 39, 'customers')
    tap.check('Before restoring a backup' in run('backup', 'list', '--shop', shop).out, 'text')


@tap.point('verify: where there is no backup, nothing is well')
def _():
    one_sentence(run('verify', '--shop', demo(), status=1))
    one_sentence(run('verify', '--shop', folder('nowhere'), status=1))


@tap.point('backup --to: a folder elsewhere, restored into an empty place')
def _():
    shop, stick, new = demo(), folder('stick'), folder('new')
    made = run('backup', '--to', stick, '--shop', shop, '--json').json
    tap.check(made['path'].startswith(stick), made['path'])
    same(listed(shop), [], 'list')
    done = run('restore', made['path'], '--shop', new, '--json').json
    same(done['kept'], None, 'kept')
    same(everybody(new), everybody(shop), 'customers')
    sound(new)


@tap.point('restore --from: a stick, a copy of a shop, several shops')
def _():
    shop, other, stick = demo(7), demo(3), folder('stick')
    os.mkdir(stick)
    for name, where in (('Regulars-aaaa1111', shop), ('Regulars-bbbb2222', other)):
        run('backup', '--to', os.path.join(stick, name), '--shop', where)
    new = folder('new')
    answer = one_sentence(run('restore', 'latest', '--from', stick, '--shop', new, status=1))
    tap.check('several shops' in answer.err and 'Regulars-bbbb2222' in answer.err, answer.err)
    inner = os.path.join(stick, 'Regulars-aaaa1111')
    there = run('backup', 'list', '--from', inner, '--shop', new, '--json').json
    same([b['customers'] for b in there], [7], 'list')
    same(run('verify', '--from', inner, '--shop', new, '--json').json[0]['damaged'], False, 'damaged')
    run('restore', there[0]['name'], '--from', inner, '--shop', new)
    same(everybody(new), everybody(shop), 'customers')
    # The folder of a shop, and a stick with one shop's.
    run('backup', '--shop', other)
    for where in (other, os.path.join(other, 'backups')):
        done = run('restore', 'latest', '--from', where, '--shop', folder('new'), '--json').json
        same(done['restored']['customers'], 3, 'customers')
    flip(there[0]['path'])
    one_sentence(run('restore', 'latest', '--from', inner, '--shop', folder('new'), status=1))
    shutil.rmtree(os.path.join(stick, 'Regulars-aaaa1111'))
    run('restore', 'latest', '--from', stick, '--shop', shop)
    same(everybody(shop), everybody(other), 'customers')
    for where in (folder('nowhere'), os.path.dirname(stick)):
        tap.check('no backups' in one_sentence(run('restore', 'latest', '--from', where, '--shop', shop, status=1)).err,
                  where)


@tap.point('a full disk: no half backup, told, and made when there is room')
def _():
    shop = demo(60)
    limit = os.path.getsize(os.path.join(shop, 'shop.db')) // 2

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    answer = one_sentence(run('backup', '--shop', shop, '--json', status=1, before=little_room))
    tap.check('disk is full' in answer.err, answer.err)
    same(listed(shop), [], 'list')
    same([name for name in os.listdir(os.path.join(shop, 'backups')) if name != 'state'], [], 'left behind')
    stick = folder('stick')
    one_sentence(run('backup', '--to', stick, '--shop', shop, '--json', status=1, before=little_room))
    same(os.listdir(stick), [], 'left behind')
    # What is begun all the same is not kept from being done.
    answer = run('delete', *[person['id'] for person in everybody(shop)[:1]], '--shop', shop, env=later(40),
                 before=little_room)
    same(listed(shop), [], 'list')
    same(len(everybody(shop)), 59, 'customers')
    made = run('backup', '--shop', shop, '--json').json
    same((made['customers'], run('verify', '--prove', '--shop', shop, '--json').json[0]['damaged']), (59, False), 'backup')


@tap.point('verify: a changed bit is found, and not restored')
def _():
    shop = demo()
    made = run('backup', '--shop', shop, '--json').json
    same(run('verify', '--shop', shop, '--json').json[0]['damaged'], False, 'damaged')
    proved = run('verify', 'latest', '--prove', '--shop', shop, '--json').json[0]
    tap.check(proved['proved_at'], proved)
    before = everybody(shop)
    flip(made['path'])
    answer = run('verify', made['name'], '--shop', shop, '--json', status=1)
    same(answer.json[0]['damaged'], True, 'damaged')
    tap.check('is damaged' in answer.err, answer.err)
    one_sentence(run('restore', made['name'], '--shop', shop, status=1))
    one_sentence(run('restore', 'latest', '--shop', shop, status=1))
    same(everybody(shop), before, 'customers')
    flip(made['path'])
    run('verify', '--shop', shop)
    same(listed(shop)[0]['damaged'], False, 'damaged')


@tap.point('restore: not while the shop is open, not from what is no backup')
def _():
    shop = demo()
    run('backup', '--shop', shop)
    with Lock(shop):
        one_sentence(run('restore', 'latest', '--shop', shop, status=3))
        one_sentence(run('backup', '--shop', shop, status=3))
        same(len(listed(shop)), 1, 'list')
    one_sentence(run('restore', 'nothing.db', '--shop', shop, status=1))
    one_sentence(run('restore', os.path.join(shop, 'shop.db'), '--shop', shop, status=1))
    run('restore', '--shop', shop, status=2)
    run('backup', 'lits', '--shop', shop, status=2)


@tap.point('restore: after shop.db was lost')
def _():
    shop = demo()
    run('backup', '--shop', shop)
    before = everybody(shop)
    os.unlink(os.path.join(shop, 'shop.db'))
    run('search', '', '--shop', shop, status=1)
    run('restore', 'latest', '--shop', shop)
    same(everybody(shop), before, 'customers')


@tap.point('by themselves: before an import into a shop that has something')
def _():
    shop = folder('shop')
    run('import', file('姓名,手机\n张三丰,13800000001\n'), '--shop', shop, env=BY_THEMSELVES)
    same(listed(shop), [], 'an empty shop')
    run('import', file('姓名,手机\n李四光,13800000002\n'), '--shop', shop, env=BY_THEMSELVES)
    same([(b['reason'], b['customers']) for b in listed(shop)], [('import', 1)], 'list')
    same(len(everybody(shop)), 2, 'customers')
    sound(shop)


@tap.point('by themselves: before merging, and before many are deleted')
def _():
    shop = demo(120)
    ids = [person['id'] for person in everybody(shop)]
    run('merge', ids[0], ids[1], '--shop', shop, env=BY_THEMSELVES)
    same([(b['reason'], b['customers']) for b in listed(shop)], [('merge', 120)], 'list')
    run('merge', ids[2], ids[3], '--shop', shop, env=BY_THEMSELVES)
    same(len(listed(shop)), 1, 'a second one at once')
    run('delete', *ids[4:14], '--shop', shop, env=BY_THEMSELVES)
    same(len(listed(shop)), 1, 'few')
    run('delete', *ids[14:], '--shop', shop, env=BY_THEMSELVES)
    same([(b['reason'], b['customers']) for b in listed(shop) if b['reason'] == 'delete'], [('delete', 108)], 'list')
    sound(shop)


@tap.point('by themselves: after a change when the last is half an hour old')
def _():
    shop = demo()
    run('backup', '--shop', shop, env=later(0))
    ids = [person['id'] for person in everybody(shop)]
    run('delete', ids[0], '--shop', shop, env=later(20))
    same(len(listed(shop)), 1, 'soon')
    run('search', '', '--shop', shop, env=later(40))
    same(len(listed(shop)), 1, 'only looked')
    run('delete', ids[1], '--shop', shop, env=later(41))
    same([(b['reason'], b['customers']) for b in listed(shop)], [('exit', 38), ('wanted', 40)], 'list')


sys.exit(tap.run())
