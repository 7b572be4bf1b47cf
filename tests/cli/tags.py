# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags: the tree, what is done with it, and who has them."""

import sys

from harness import imported, one_sentence, run, same, sound, tap

KEYS = ['id', 'name', 'path', 'parent', 'depth', 'family', 'color', 'symbol', 'description', 'retired', 'rule',
        'rule_on', 'rule_problem', 'customers', 'customers_below', 'last_used']
PEOPLE = '姓名,手机,标签\n王芳,13800138000,VIP\n李四,13800138001,VIP;會員\n赵云,13800138002,会员\n'


def shop():
    return imported(PEOPLE)[0]


def tag(where, *words):
    return run('tag', *words, '--shop', where, '--json').json


def paths(where, *more):
    return [one['path'] for one in tag(where, 'list', *more)]


def shown(where, number):
    return run('show', number, '--shop', where, '--json').json['tags']


@tap.point('tag list: shape, counts, order')
def _():
    where = shop()
    found = tag(where, 'list')
    for one in found:
        same(list(one), KEYS, 'keys')
    by_name = {one['name']: one for one in found}
    same((by_name['VIP']['customers'], by_name['VIP']['customers_below'], by_name['VIP']['family']), (2, 2, 'own'), 'VIP')
    same((by_name['VIP']['parent'], by_name['VIP']['color'], by_name['VIP']['rule']), (None, None, None), 'nothing')
    tap.check(by_name['VIP']['last_used'].startswith('2026-03-02T'), by_name['VIP']['last_used'])
    lines = run('tag', 'list', '--shop', where).out.splitlines()
    same(len(lines), 4, 'lines')


@tap.point('tag add, set: with what stands above, colour, symbol, description; undo')
def _():
    where = shop()
    made = tag(where, 'add', '宝宝/一岁/十个月', '--color', 'green', '--symbol', 'heart', '--description', '吃辅食',
               '--family', 'basic')
    same(list(made), KEYS, 'keys')
    same((made['path'], made['depth'], made['family'], made['color'], made['symbol'], made['description'],
          made['customers'], made['last_used']),
         ('宝宝/一岁/十个月', 3, 'basic', 'green', 'heart', '吃辅食', 0, None), 'made')
    tap.check('宝宝' in paths(where) and '宝宝/一岁' in paths(where), paths(where))
    same(tag(where, 'add', '宝宝/一岁/周岁')['parent'], made['parent'], 'the same parent')
    changed = tag(where, 'set', '宝宝/一岁/十个月', '--name', '十月龄', '--color', '', '--symbol', 'star')
    same((changed['id'], changed['name'], changed['color'], changed['symbol']), (made['id'], '十月龄', None, 'star'), 'set')
    for _ in range(3):
        run('undo', '--shop', where)
    same([path for path in paths(where) if path.startswith('宝宝')], [], 'undone')
    sound(where)


@tap.point('tag add, set, move, delete: what is refused is a sentence')
def _():
    where = shop()
    tag(where, 'add', '甲/乙/丙')
    before = tag(where, 'list')
    for words in (['add', 'VIP'], ['add', '甲/乙'], ['add', ' '], ['set', 'VIP', '--name', '会员'],
                  ['set', 'VIP', '--color', '#ff0000'], ['set', 'VIP', '--symbol', 'rocket'], ['set', 'nobody'],
                  ['move', '甲', '甲/乙/丙'], ['move', '甲', '甲'], ['move', '甲', '/', '--family', 'mine'],
                  ['delete', 'VIP'], ['delete', '甲'], ['merge', 'VIP', 'VIP'], ['merge', 'VIP', '999'],
                  ['give', 'VIP', '1', '99'], ['give', 'nobody', '1']):
        one_sentence(run('tag', *words, '--shop', where, status=1))
    same(tag(where, 'list'), before, 'nothing has changed')


@tap.point('tag move: below another, back to the roots, before a sibling')
def _():
    where = shop()
    tag(where, 'add', '等级', '--family', 'behaviour')
    moved = tag(where, 'move', 'VIP', '等级')
    same((moved['path'], moved['family'], moved['depth']), ('等级/VIP', 'behaviour', 2), 'moved')
    tag(where, 'move', '会员', '等级')
    same([one['customers_below'] for one in tag(where, 'list') if one['path'] == '等级'], [3], 'with below')
    tag(where, 'move', 'VIP', '等级', '--before', '会员')
    same([path for path in paths(where) if '/' in path], ['等级/VIP', '等级/会员'], 'order')
    tag(where, 'move', '会员', '等级', '--before', 'VIP')
    same([path for path in paths(where) if '/' in path], ['等级/会员', '等级/VIP'], 'order')
    same(tag(where, 'move', '会员', '/', '--family', 'channel')['family'], 'channel', 'a root')
    sound(where)


@tap.point('tag merge: customers of both keep one, undo brings both back')
def _():
    where = shop()
    before = tag(where, 'list')
    done = tag(where, 'merge', '会员', 'VIP')
    same(list(done), ['id', 'gone', 'moved', 'both', 'tags_moved', 'operation'], 'keys')
    same((done['moved'], done['both'], done['tags_moved']), (2, 0, 0), 'counts')
    done = tag(where, 'merge', '会员', '會員')
    same((done['moved'], done['both']), (0, 1), 'counts')
    same([shown(where, number) for number in (1, 2, 3)], [['会员']] * 3, 'tags')
    same(paths(where), ['会员'], 'one is left')
    run('undo', '--shop', where)
    run('undo', '--shop', where)
    same(tag(where, 'list'), before, 'as before')
    sound(where)


@tap.point('tag retire, restore, delete')
def _():
    where = shop()
    same(tag(where, 'retire', 'VIP')['retired'], True, 'retired')
    tap.check('VIP' not in paths(where) and 'VIP' in paths(where, '--all'), 'listed')
    same(shown(where, 1), ['VIP'], 'kept')
    same(tag(where, 'restore', 'VIP')['retired'], False, 'back')
    number = tag(where, 'add', '没人')['id']
    done = tag(where, 'delete', '没人')
    same((list(done), done['deleted']), (['deleted', 'operation'], number), 'deleted')
    tap.check('没人' not in paths(where), 'gone')


@tap.point('tag give, take: many at once, those who have it already do not count')
def _():
    where = shop()
    done = tag(where, 'give', 'VIP', 1, 2, 3)
    same((list(done), done['changed']), (['id', 'changed', 'operation'], 1), 'given')
    same(tag(where, 'give', 'VIP', 1, 2, 3), {'id': done['id'], 'changed': 0, 'operation': None}, 'again')
    same(tag(where, 'take', 'VIP', 1, 3)['changed'], 2, 'taken')
    same([shown(where, number) for number in (1, 2, 3)], [[], ['VIP', '會員'], ['会员']], 'tags')
    run('undo', '--shop', where)
    same(shown(where, 1), ['VIP'], 'undone')
    sound(where)


@tap.point('tag rule: a dry run, switched on and off, what cannot be is refused')
def _():
    where = shop()
    rule = '{"field":"name","op":"contains","value":"王"}'
    tag(where, 'add', '姓王')
    one_sentence(run('tag', 'rule', '姓王', '--on', '--shop', where, status=1))
    one_sentence(run('tag', 'rule', '姓王', '--dry-run', '--shop', where, status=1))
    for bad in ('{', '{"field":"ghost","op":"is","value":"x"}', '{"field":"name","op":"frob","value":"x"}'):
        one_sentence(run('tag', 'rule', '姓王', '--condition', bad, '--shop', where, status=1))
    dry = tag(where, 'rule', '姓王', '--condition', rule, '--dry-run')
    same(list(dry), ['sentence', 'matched', 'by_hand', 'gain', 'lose'], 'keys')
    same((dry['matched'], dry['by_hand'], dry['gain'], dry['lose']), (1, 0, [1], []), 'dry run')
    same([one['rule'] for one in tag(where, 'list') if one['name'] == '姓王'], [None], 'nothing is written')
    done = tag(where, 'rule', '姓王', '--condition', rule, '--on')
    same((done['rule'], done['rule_on']), (rule, True), 'on')
    same(tag(where, 'rule', '姓王', '--off')['rule_on'], False, 'off')
    same(tag(where, 'rule', '姓王', '--condition', '')['rule'], None, 'taken away')
    sound(where)


sys.exit(tap.run())
