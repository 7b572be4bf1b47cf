# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved views: those that come with the program, own ones, what they find."""

import json
import sys

from harness import demo, everybody, imported, one_sentence, run, same, sound, tap

SHIPPED = ['overdue', 'due-today', 'new-this-week', 'high-value', 'small-often', 'discount-only', 'recently-active',
           'asleep', 'keen', 'returning', 'leaving', 'vip', 'birthday-week', 'no-plan',
           'deals-stalled', 'deals-unplanned', 'deals-expected', 'deals-won', 'deals-lost']
MEMBERS = {'id', 'name', 'entity', 'key', 'icon', 'condition', 'sentence', 'search', 'sort', 'descending', 'columns', 'pinned',
           'count', 'problem'}
UNPLANNED = '{"field":"next_date","op":"empty"}'


def listed(shop):
    return run('view', 'list', '--shop', shop, '--json').json


@tap.point('the views that come with the program, once in the life of a shop')
def _():
    shop = demo(30)
    views = listed(shop)
    history = run('history', '--shop', shop, '--json').out
    same(listed(shop), views, 'the second time')
    same([view['key'] for view in views], SHIPPED, 'keys')
    for view in views:
        same(set(view), MEMBERS, 'members')
        same((view['count'] is None), (view['problem'] is not None), f'{view["key"]}: a number or a reason')
        tap.check(isinstance(json.loads(view['condition']), dict), view['condition'])
    same(run('history', '--shop', shop, '--json').out, history, 'history')
    run('view', 'delete', 'keen', '--shop', shop)
    same([view['key'] for view in listed(shop)], [key for key in SHIPPED if key != 'keen'], 'without it')
    run('undo', '--shop', shop)
    same([view['key'] for view in listed(shop)], SHIPPED, 'undone')
    sound(shop)


@tap.point('a view finds whom its condition means')
def _():
    shop = demo(60)
    run('view', 'add', '没有下一步', '--condition', UNPLANNED, '--shop', shop)
    found = [hit['id'] for hit in run('view', 'run', '没有下一步', '--shop', shop, '--json').json]
    wanted = [hit['id'] for hit in everybody(shop)
              if run('show', hit['id'], '--shop', shop, '--json').json['next_date'] is None]
    same(found, wanted, 'ids')
    tap.check(0 < len(found) < 60, f'{len(found)} prove nothing')
    view = run('view', 'show', '没有下一步', '--shop', shop, '--json').json
    same((view['count'], view['condition'], view['key'], view['pinned']), (len(found), UNPLANNED, None, True), 'view')
    same(len(run('view', 'run', '没有下一步', '--limit', 2, '--shop', shop, '--json').json), 2, 'limit')
    text = run('view', 'list', '--shop', shop).out
    tap.check('没有下一步' in text and view['sentence'] in text, text)


@tap.point('views are changed, moved, undone')
def _():
    shop = demo(20)
    number = run('view', 'add', '甲', '--shop', shop, '--json').json['id']
    run('view', 'set', number, '--name', '乙', '--sort', 'next_date', '--descending', '--columns', 'name,phone', '--search',
        'zs', '--unpin', '--shop', shop)
    view = run('view', 'show', number, '--shop', shop, '--json').json
    same([view[key] for key in ('name', 'sort', 'descending', 'columns', 'search', 'pinned')],
         ['乙', 'next_date', True, ['name', 'phone'], 'zs', False], 'changed')
    run('undo', '--shop', shop)
    same(run('view', 'show', '甲', '--shop', shop, '--json').json['sort'], None, 'undone')
    run('view', 'move', '甲', 'overdue', '--shop', shop)
    same(listed(shop)[0]['name'], '甲', 'first')
    run('view', 'move', '甲', '--shop', shop)
    same(listed(shop)[-1]['name'], '甲', 'last')
    run('view', 'set', 'vip', '--name', '大客户', '--shop', shop)
    same(run('view', 'show', 'vip', '--shop', shop, '--json').json['name'], '大客户', 'a shipped one')
    sound(shop)


@tap.point('what cannot be asked is refused, or told and does not stop the others')
def _():
    shop = demo(20)
    for condition in ('{', '{"field":"ghost","op":"empty"}', '{"field":"name","op":"ghost"}'):
        one_sentence(run('view', 'add', '坏', '--condition', condition, '--shop', shop, status=1))
    one_sentence(run('view', 'add', '坏', '--sort', 'ghost', '--shop', shop, status=1))
    one_sentence(run('view', 'run', 'ghost', '--shop', shop, status=1))
    one_sentence(run('view', 'add', ' ', '--shop', shop, status=1))
    key = run('field', 'add', '颜色', '--shop', shop).out.strip()
    run('view', 'add', '红', '--condition', json.dumps({'field': key, 'op': 'is', 'value': '红'}), '--shop', shop)
    same(run('view', 'show', '红', '--shop', shop, '--json').json['count'], 0, 'count')
    run('field', 'retire', key, '--shop', shop)
    view = run('view', 'show', '红', '--shop', shop, '--json').json
    same(view['count'], None, 'count of one that cannot be asked')
    tap.check('颜色' in view['problem'], view['problem'])
    one_sentence(run('view', 'run', '红', '--shop', shop, status=1))
    same(run('view', 'show', 'overdue', '--shop', shop, '--json').json['problem'], None, 'the others')
    for words in (['view'], ['view', 'frob'], ['view', 'add'], ['view', 'list', 'x'], ['view', 'run', 'vip', '-n', 'x']):
        same(run(*words, '--shop', shop, status=2).out, '', f'{words}')


@tap.point('views of deals: run as deal list lists them')
def _():
    shop, _ = imported('姓名,手机\n王芳,13800138000\n李四,13800138001\n')
    for number, words in enumerate((['--amount', '300'], ['--amount', '5000', '--customer', '2'], ['--amount', '9000'])):
        run('deal', 'add', f'商机{number}', *words, '--shop', shop)
    ids = {deal['title']: deal['id'] for deal in run('deal', 'list', '--shop', shop, '--json').json}
    run('deal', 'win', ids['商机2'], '--shop', shop)
    large = '{"field":"amount_fen","op":">","value":100000}'
    run('view', 'add', '大单', '--entity', 'deal', '--condition', large, '--shop', shop)
    run('view', 'add', '签了的', '--entity', 'deal', '--condition',
        '{"field":"state","op":"is","value":"won"}', '--sort', 'amount_fen', '--descending', '--shop', shop)
    view = run('view', 'show', '大单', '--shop', shop, '--json').json
    wanted = run('deal', 'list', '--filter', large, '--shop', shop, '--json').json
    tap.check(ids['商机1'] in [deal['id'] for deal in wanted], 'the open one')
    tap.check(ids['商机2'] not in [deal['id'] for deal in wanted], 'the won one')
    same((view['entity'], view['count'], view['problem']), ('deal', len(wanted), None), 'view')
    same(run('view', 'run', '大单', '--shop', shop, '--json').json, wanted, 'run')
    same(len(run('view', 'run', '大单', '--limit', 1, '--shop', shop, '--json').json), 1, 'limit')
    won = run('view', 'run', '签了的', '--shop', shop, '--json').json
    same([deal['state'] for deal in won], ['won'] * len(won), 'state')
    tap.check(ids['商机2'] in [deal['id'] for deal in won], 'the won one')
    amounts = [deal['amount_fen'] or 0 for deal in won]
    same(amounts, sorted(amounts, reverse=True), 'order')
    same([view['entity'] for view in run('view', 'list', '--entity', 'deal', '--shop', shop, '--json').json], ['deal'] * 7,
         'those of deals')
    one_sentence(run('view', 'add', '坏', '--entity', 'deal', '--condition', '{"tag":""}', '--shop', shop, status=1))
    one_sentence(run('view', 'add', '坏', '--entity', 'deal', '--sort', 'phone', '--shop', shop, status=1))
    for words in (['add', '坏', '--entity', 'sale'], ['set', '大单', '--entity', 'customer']):
        same(run('view', *words, '--shop', shop, status=2).out, '', f'{words}')
    sound(shop)


sys.exit(tap.run())
