# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers who are the same person: listed, merged, deleted, undone."""

import sys

from harness import everybody, folder, imported, one_sentence, run, same, sound, tap

TABLE = """姓名,手机,微信,备注
王芳,13800138000,wf_1,甲
王方,13900138000,,乙
李四,13800138000,,
赵云,13600136000,WF_1,丙
赵子龙,13700137000,,
"""


def doubles(shop, *more):
    return run('doubles', '--shop', shop, '--json', *more).json


def shown(shop, number):
    return run('show', number, '--shop', shop, '--json').json


@tap.point('doubles: shape, order, limit')
def _():
    shop, _ = imported(TABLE)
    wanted = [
        {'first': 1, 'second': 4, 'evidence': ['wechat'], 'shared': 'wf_1'},
        {'first': 1, 'second': 2, 'evidence': ['sound', 'tail'], 'shared': None},
        {'first': 1, 'second': 3, 'evidence': ['phone'], 'shared': '13800138000'},
    ]
    same(doubles(shop), wanted, 'pairs')
    same(doubles(shop, '--limit', 2), wanted[:2], 'the first two')
    lines = run('doubles', '--shop', shop).out.splitlines()
    same(len(lines), 4, 'lines')
    tap.check('王芳' in lines[1] and '赵云' in lines[1] and 'wf_1' in lines[1], lines[1])
    tap.check('138 0013 8000' in lines[3], lines[3])


@tap.point('doubles: none is an empty array, and a word on stderr')
def _():
    shop, _ = imported('姓名,手机\n王芳,13800138000\n')
    same(doubles(shop), [], 'pairs')
    answer = run('doubles', '--shop', shop)
    tap.check(answer.out == '' and answer.err.strip(), 'nothing is said')


@tap.point('merge: nothing is lost, undo brings both back')
def _():
    shop, _ = imported(TABLE)
    before = [shown(shop, person['id']) for person in everybody(shop)]
    done = run('merge', 1, 4, '--shop', shop, '--json').json
    same(list(done), ['id', 'gone', 'operation'], 'keys')
    same((done['id'], done['gone']), (1, 4), 'who')
    sheet = shown(shop, 1)
    same((sheet['name'], sheet['wechat'], sheet['phones']), ('王芳', 'wf_1', ['13800138000', '13600136000']), 'who stays')
    tap.check('甲' in sheet['notes'] and '丙' in sheet['notes'] and '赵云' in sheet['notes'], sheet['notes'])
    same([person['id'] for person in run('search', '13600136000', '--shop', shop, '--json').json], [1], 'found at once')
    one_sentence(run('show', 4, '--shop', shop, status=1))
    tap.check('赵云' in run('history', '--shop', shop).out, 'the history does not name it')
    sound(shop)
    run('undo', '--shop', shop)
    same([shown(shop, person['id']) for person in everybody(shop)], before, 'after undo')
    run('redo', '--shop', shop)
    same(shown(shop, 1), sheet, 'after redo')
    out = run('merge', 1, 2, '--shop', shop).out
    tap.check('王芳' in out and '王方' in out, out)
    sound(shop)


@tap.point('merge: what cannot be is said and changes nothing')
def _():
    shop, _ = imported(TABLE)
    before = everybody(shop)
    for words, status in (((1, 1), 1), ((1, 99), 1), ((99, 1), 1)):
        one_sentence(run('merge', *words, '--shop', shop, status=status))
    for words in ((1,), (1, 2, 3), ('x', 1), (1, 0)):
        answer = run('merge', *words, '--shop', shop, status=2)
        tap.check('--help' in answer.err and answer.out == '', answer.err)
    same(everybody(shop), before, 'customers')
    one_sentence(run('merge', 1, 2, '--shop', folder(), status=1))


@tap.point('delete: several at once, each once, undo brings them back')
def _():
    shop, _ = imported(TABLE)
    before = [shown(shop, person['id']) for person in everybody(shop)]
    done = run('delete', 2, 4, 2, '--shop', shop, '--json').json
    same(list(done), ['deleted', 'operation'], 'keys')
    same(done['deleted'], [2, 4], 'who')
    same(sorted(person['id'] for person in everybody(shop)), [1, 3, 5], 'who is left')
    sound(shop)
    run('undo', '--shop', shop)
    same([shown(shop, person['id']) for person in everybody(shop)], before, 'after undo')
    out = run('delete', 3, '--shop', shop).out
    tap.check('1' in out, out)
    tap.check('李四' in run('history', '--shop', shop).out, 'the history does not name it')


@tap.point('delete: one that is not there, and none is deleted')
def _():
    shop, _ = imported(TABLE)
    before = everybody(shop)
    one_sentence(run('delete', 1, 99, '--shop', shop, status=1))
    one_sentence(run('delete', 99, '--shop', shop, '--json', status=1))
    for words in ((), ('x',), (1, '0')):
        answer = run('delete', *words, '--shop', shop, status=2)
        tap.check('--help' in answer.err and answer.out == '', answer.err)
    same(everybody(shop), before, 'customers')


sys.exit(tap.run())
