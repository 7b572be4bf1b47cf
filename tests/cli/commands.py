# SPDX-License-Identifier: GPL-3.0-or-later
"""Words, statuses, JSON shapes, search, show, fields, undo: on an example shop."""

import os
import re
import sys

from harness import (LOCALE_FOLDER, PROGRAM, Answer, demo, environment, everybody, folder, one_sentence, run, same, sound, tap)

COMMANDS = ['import', 'export', 'print', 'search', 'show', 'add', 'set', 'note', 'attach', 'doubles', 'merge', 'delete',
            'field', 'tag', 'undo', 'redo', 'history', 'check', 'salvage', 'view', 'demo']
RFC3339 = re.compile(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$')
BUILT_IN = ['name', 'kind', 'phone', 'wechat', 'email', 'birthday', 'gender', 'region', 'address', 'source', 'owner',
            'stage', 'notes', 'next_date', 'last_contact']

SHOP = demo(60)


@tap.point('--help lists every command, --version says one')
def _():
    out = run('--help').out
    for command in COMMANDS:
        tap.check(re.search(rf'^  {command} ', out, re.MULTILINE), f'{command} is not in\n{out}')
    tap.check(re.fullmatch(r'regulars-cli \d+\.\d+\.\d+\n', run('--version').out), 'no version')


@tap.point('every command has its own help')
def _():
    for command in COMMANDS:
        for words in ([command, '--help'], ['--help', command], [command, '-h', '--json']):
            answer = run(*words)
            tap.check('--shop' in answer.out and f' {command}' in answer.out, f'{words}: {answer.out}')


@tap.point('wrong words end with status 2 and a hint')
def _():
    wrong = [[], ['frobnicate'], ['--frobnicate'], ['search'], ['search', 'a', 'b'], ['show'], ['show', 'x'],
             ['show', '0'], ['search', 'a', '--limit', 'x'], ['search', 'a', '--limit', '0'], ['undo', '-1'],
             ['undo', 'x'], ['history', '--limit'], ['demo', '--customers', '0'], ['demo', '--today', 'soon'],
             ['demo', '--pack', 'bank'], ['field'], ['field', 'frob'], ['field', 'add'], ['field', 'add', 'a', 'b'],
             ['field', 'add', 'a', '--type', 'instant'], ['field', 'add', 'a', '--type', 'text', '--choices', 'x'],
             ['field', 'move', 'x1', 'first'], ['import'], ['import', 'f', '--known', 'ask'],
             ['export', 'f', '--fields', 'nobody', '--shop', SHOP], ['export', 'f', '--entity', 'ghost', '--shop', SHOP],
             ['field', 'list', '--entity', 'ghost', '--shop', SHOP], ['--shop'], ['set', '1', 'name'],
             ['check', '--frob'], ['tag'], ['tag', 'frob'], ['tag', 'add'], ['tag', 'move', 'a'], ['tag', 'give', 'a'],
             ['tag', 'merge', 'a', 'b', 'c'], ['tag', 'give', 'a', 'b', '--shop', SHOP]]
    for words in wrong:
        answer = run(*words, status=2)
        same(answer.out, '', f'stdout of {words}')
        tap.check('--help' in answer.err or 'Usage' in answer.err, f'{words}: {answer.err}')


@tap.point('options stand anywhere')
def _():
    wanted = run('search', '--json', '', '--limit', 3, '--shop', SHOP).out
    for words in (['--shop', SHOP, '--json', 'search', '', '--limit=3'], ['--json', f'--shop={SHOP}', 'search', '-n', '3', ''],
                  ['search', '-s', SHOP, '-jn', '3', '--', '']):
        same(run(*words).out, wanted, words)


@tap.point('without --shop the shop is under XDG_DATA_HOME')
def _():
    home = folder('home')
    env = environment(XDG_DATA_HOME=home)
    run('search', '', status=1, env=env)
    tap.check(not os.path.exists(home), 'looking for a shop made one')
    run('demo', '--customers', 3, env=env)
    same(len(run('search', '', '--json', env=env).json), 3, 'customers')
    tap.check(os.path.exists(os.path.join(home, 'regulars', 'shop', 'shop.db')), 'it is elsewhere')


@tap.point('no shop: a sentence, status 1, and none is made')
def _():
    shop = folder()
    for words in (['search', ''], ['show', 1], ['export', '-'], ['field', 'list'], ['field', 'add', 'x'], ['undo'],
                  ['history'], ['check'], ['set', 1, 'name', 'x']):
        one_sentence(run(*words, '--shop', shop, status=1))
        tap.check(not os.path.exists(shop), f'{words} made a folder')


@tap.point('search: shape, order, limit')
def _():
    people = everybody(SHOP)
    same(len(people), 60, 'customers')
    for person in people:
        same(list(person), ['id', 'name', 'phone', 'phones', 'pinyin'], 'keys')
        tap.check(isinstance(person['id'], int) and isinstance(person['phones'], list), person)
        tap.check(person['phone'] is None or person['phone'].isdigit(), person)
        same(person['phones'][:1], [person['phone']] if person['phone'] else [], 'the first phone')
        tap.check(re.fullmatch(r'[a-z0-9]+( [a-z0-9]+)*', person['pinyin']), person)
    same(run('search', '', '--limit', 7, '--shop', SHOP, '--json').json, people[:7], 'the first seven')


@tap.point('search: names, pinyin, initials, tails of phones')
def _():
    person = next(p for p in everybody(SHOP)
                  if p['phone'] and len(p['name']) == 3 and len(p['pinyin'].split()) == 3)
    syllables = person['pinyin'].split()
    for text in (person['name'], person['name'][1:], person['pinyin'].replace(' ', ''), person['phone'],
                 ''.join(s[0] for s in syllables), person['phone'][-4:], person['name'][0] + ''.join(syllables[1:])):
        ids = [p['id'] for p in run('search', text, '--shop', SHOP, '--json').json]
        tap.check(person['id'] in ids, f'{text} does not find {person}')
    answer = run('search', '绝无此人', '--shop', SHOP, '--json')
    same(answer.json, [], 'hits')
    answer = run('search', '绝无此人', '--shop', SHOP)
    same(answer.out, '', 'stdout')
    tap.check(answer.err.strip() != '', 'nothing is said')


@tap.point('search: a stored filter, with and without words; a bad one is misuse')
def _():
    people = run('search', '', '--shop', SHOP, '--json').json
    female = [p['id'] for p in people
              if run('show', p['id'], '--shop', SHOP, '--json').json.get('gender') == 'female']
    tap.check(female and len(female) < len(people), f'of no use: {female}')
    form = '{"field":"gender","op":"is","value":"female"}'
    same([p['id'] for p in run('search', '', '--filter', form, '--shop', SHOP, '--json').json], female, 'women')
    same([p['id'] for p in run('search', '', '-f', '{"none":[' + form + ']}', '--shop', SHOP, '--json').json],
         [p['id'] for p in people if p['id'] not in female], 'the others')
    found = [p['id'] for p in run('search', '138', '--shop', SHOP, '--json').json]
    same([p['id'] for p in run('search', '138', '--filter', form, '--shop', SHOP, '--json').json],
         [i for i in found if i in female], 'women with 138')
    same([p['id'] for p in run('search', '', '--filter', form, '-n', '2', '--shop', SHOP, '--json').json], female[:2],
         'the first two')
    for bad, word in (('no', 'JSON'), ('{"field":"ghost","op":"is","value":"x"}', 'ghost'), ('{"tag":"幽灵"}', '幽灵'),
                      ('{"field":"gender","op":"like","value":"x"}', 'like')):
        answer = run('search', '', '--filter', bad, '--shop', SHOP, status=2)
        same(answer.out, '', f'stdout of {bad}')
        tap.check(word in answer.err, f'{bad}: {answer.err}')


@tap.point('search: columns for people line up with Chinese names')
def _():
    def width(text):
        return sum(2 if ord(c) >= 0x1100 else 1 for c in text)

    lines = run('search', '', '--shop', SHOP).out.splitlines()
    same(len(lines), 61, 'lines')
    columns = set()
    for line in lines[1:]:
        found = re.search(r'199 \d{4} \d{4}', line)
        if found:
            columns.add(width(line[:found.start()]))
    same(len(columns), 1, f'columns at which phones begin: {columns}')


@tap.point('show: every field and part of everybody')
def _():
    for person in everybody(SHOP):
        sheet = run('show', person['id'], '--shop', SHOP, '--json').json
        for key in BUILT_IN:
            tap.check(key in sheet, f'{key} is missing')
        same([sheet[key] for key in ('id', 'name', 'phone', 'phones', 'pinyin')], list(person.values()), 'the same')
        for key in ('phones', 'tags', 'contacts', 'identities', 'events', 'sales', 'attachments', 'relations'):
            tap.check(isinstance(sheet[key], list), f'{key}: {sheet[key]}')
        tap.check('sort_key' not in sheet and all(tag for tag in sheet['tags']), sheet)
        for key in ('next_date', 'last_contact'):
            tap.check(sheet[key] is None or re.fullmatch(r'\d{4}-\d\d-\d\d', sheet[key]), sheet[key])
        tap.check(sheet['birthday'] is None or
                  re.fullmatch(r'(\d{4}-|--)\d\d-\d\d|lunar:(\d{4}-)?L?\d\d-\d\d', sheet['birthday']), sheet['birthday'])
        tap.check(RFC3339.match(sheet['created_at']), sheet['created_at'])
        for event in sheet['events']:
            tap.check(RFC3339.match(event['at']) and event['kind'] in
                      ('note', 'call', 'visit', 'onsite', 'message', 'meeting'), event)
        for sale in sheet['sales']:
            tap.check(isinstance(sale['amount_fen'], int) and sale['amount_fen'] > 0, sale)


@tap.point('show: for people, and for nobody')
def _():
    person = next(p for p in everybody(SHOP) if p['phone'])
    out = run('show', person['id'], '--shop', SHOP).out
    phone = person['phone']
    tap.check(person['name'] in out and f'{phone[:3]} {phone[3:7]} {phone[7:]}' in out, out)
    one_sentence(run('show', 4000, '--shop', SHOP, status=1))
    one_sentence(run('show', 4000, '--shop', SHOP, '--json', status=1))


@tap.point('demo: the same numbers give the same shop, others another')
def _():
    def content(shop):
        people = everybody(shop)
        sheets = [run('show', p['id'], '--shop', shop, '--json').json for p in people[::7]]
        for sheet in sheets:
            for part in ('contacts', 'identities', 'events', 'sales'):
                for row in sheet[part]:
                    row.pop('created_at'), row.pop('updated_at')
        return people, sheets

    first = content(SHOP)
    same(content(demo(60)), first, 'the same again')
    tap.check(content(demo(60, '--seed', 2)) != first, 'another seed gives the same')


@tap.point('demo: counts are what was asked for, and a shop with customers is left alone')
def _():
    for customers, events in ((1, 3), (8, 1), (19, 3), (100, 2), (30, 0)):
        shop = folder()
        report = run('demo', '--shop', shop, '--customers', customers, '--events-per-customer', events, '--json').json
        same((report['customers'], report['events']), (customers, customers * events), 'report')
        state = sound(shop)
        same((state['customers'], state['events']), (customers, customers * events), 'shop')
    before = everybody(SHOP)
    one_sentence(run('demo', '--shop', SHOP, '--customers', 5, status=1))
    same(everybody(SHOP), before, 'customers')


@tap.point('demo: every kind of shop can be made and is sound')
def _():
    for pack in ('decoration', 'coding-school', 'beauty-clinic', 'mother-and-baby', 'estate-agent', 'restaurant'):
        shop = demo(40, '--pack', pack)
        sound(shop)
        text = run('export', '-', '--shop', shop).out
        tap.check('{' not in text, f'{pack} has gaps: {text[text.find("{"):][:60]}')


@tap.point('field: list of built-in ones')
def _():
    fields = run('field', 'list', '--shop', SHOP, '--json').json
    keys = [field['key'] for field in fields]
    for key in BUILT_IN + ['phones', 'tags']:
        tap.check(key in keys, f'{key} is missing')
    for field in fields:
        for key in ('key', 'label', 'type', 'entity', 'own', 'required', 'choices'):
            tap.check(key in field, f'{key} is missing in {field}')
        same(field['entity'], 'customer', 'entity')
    kind = fields[keys.index('kind')]
    same((kind['own'], kind['choices'], kind['type']), (False, ['person', 'company'], 'choice'), 'kind')
    same(fields[keys.index('name')]['choices'], None, 'choices of a name')
    tap.check('amount_fen' in [f['key'] for f in run('field', 'list', '-e', 'sale', '--shop', SHOP, '--json').json],
              'no amount')


@tap.point('field: own ones are made, filled, renamed, moved, retired, restored')
def _():
    shop = demo(10)

    def own():
        return [f for f in run('field', 'list', '--shop', shop, '--json').json if f['own']]

    had = len(own())
    key = run('field', 'add', '会员等级', '--choices', '金卡,银卡，铜卡', '--group', '会员', '--shop', shop, '--json').json['key']
    field = next(f for f in own() if f['key'] == key)
    same((field['label'], field['type'], field['choices'], field['required'], field['group']),
         ('会员等级', 'choice', ['金卡', '银卡', '铜卡'], False, '会员'), 'field')
    price = run('field', 'add', '客单价', '--type', 'money', '--shop', shop).out.strip()
    run('set', 3, '会员等级', '银卡', '--shop', shop)
    run('set', 3, price, '1,234.5', '--shop', shop)
    sheet = run('show', 3, '--shop', shop, '--json').json
    same((sheet[key], sheet[f'{price}_fen']), ('银卡', 123450), 'values')
    tap.check(price not in sheet, 'money stands there twice')
    run('set', 3, key, '钻石', '--shop', shop, status=1)

    run('field', 'rename', key, '等级', '--shop', shop)
    run('field', 'choices', '等级', '金卡、银卡、铜卡、钻石', '--shop', shop)
    run('set', 3, '等级', '钻石', '--shop', shop)
    same(run('show', 3, '--shop', shop, '--json').json[key], '钻石', 'the new choice')
    run('field', 'move', '等级', 1, '--shop', shop)
    same([f['label'] for f in own()][0], '等级', 'the first')
    run('field', 'retire', '等级', '--shop', shop)
    same([f['retired'] for f in own() if f['key'] == key], [True], 'retired')
    tap.check('钻石' not in run('show', 3, '--shop', shop).out, 'a retired field is shown')
    run('field', 'restore', key, '--shop', shop)
    same(run('show', 3, '--shop', shop, '--json').json[key], '钻石', 'its value')
    same(len(own()), had + 2, 'own fields')
    one_sentence(run('field', 'rename', '没有这个', 'x', '--shop', shop, status=1))
    sound(shop)


@tap.point('set: values are read as people write them, bad ones refused')
def _():
    shop = demo(5)
    for field, text, wanted in (('phone', '+86 199-0001-2345', '19900012345'), ('birthday', '农历八月十五', 'lunar:08-15'),
                                ('birthday', '1990年1月2日', '1990-01-02'), ('name', '曾国藩', '曾国藩'),
                                ('notes', '-5 度', '-5 度'), ('notes', '', None), ('gender', '女', 'female')):
        run('set', '--shop', shop, '--', 2, field, text)
        same(run('show', 2, '--shop', shop, '--json').json[field], wanted, field)
    same(run('show', 2, '--shop', shop, '--json').json['pinyin'], 'zeng guo fan', 'pinyin')
    same([p['id'] for p in run('search', 'zgf', '--shop', shop, '--json').json], [2], 'found at once')
    for words in ((2, 'birthday', 'soon'), (2, 'pinyin', 'x'), (2, 'tags', 'x'), (2, 'ghost', 'x'), (99, 'name', 'x')):
        one_sentence(run('set', *words, '--shop', shop, status=1))
    same(run('show', 2, '--shop', shop, '--json').json['birthday'], '1990-01-02', 'the old value')


@tap.point('undo, redo, history: the command line is one session')
def _():
    shop = demo(5)
    name = run('show', 1, '--shop', shop, '--json').json['name']
    run('set', 1, 'name', '甲一', '--shop', shop)
    run('set', 1, 'name', '乙二', '--shop', shop)
    undone = run('undo', '--shop', shop, '--json').json
    same(run('show', 1, '--shop', shop, '--json').json['name'], '甲一', 'after one')
    run('undo', '--shop', shop)
    same(run('show', 1, '--shop', shop, '--json').json['name'], name, 'after two')
    run('redo', '--shop', shop)
    run('redo', '--shop', shop)
    same(run('show', 1, '--shop', shop, '--json').json['name'], '乙二', 'after redo')
    one_sentence(run('redo', '--shop', shop, status=1))

    history = run('history', '--shop', shop, '--json').json
    for line in history:
        same(list(line), ['id', 'origin', 'label', 'at', 'kind', 'target', 'state', 'rows', 'can_undo'], 'keys')
        tap.check(RFC3339.match(line['at']), line)
    same([line['id'] for line in history], sorted((line['id'] for line in history), reverse=True), 'newest first')
    same({line['origin'] for line in history}, {'cli'}, 'origins')
    kinds = {line['id']: line for line in history}
    same((undone['id'], kinds[undone['id']]['state'], kinds[undone['id']]['can_undo']), (3, 'done', True), 'the third')
    same(history[:2], run('history', '--limit', 2, '--shop', shop, '--json').json, 'the newest two')
    tap.check(undone['label'] in run('history', '--shop', shop).out, 'the text lacks it')
    sound(shop)


@tap.point('undo of an old change: a clash is listed and nothing is done')
def _():
    shop = demo(5)
    run('set', 1, 'name', '甲一', '--shop', shop)
    run('set', 2, 'name', '丙三', '--shop', shop)
    run('set', 1, 'name', '乙二', '--shop', shop)
    answer = run('undo', 2, '--shop', shop, '--json', status=1)
    same([line['id'] for line in answer.json], [4], 'in the way')
    tap.check(len(answer.err.splitlines()) >= 2, answer.err)
    same(run('show', 1, '--shop', shop, '--json').json['name'], '乙二', 'name')
    run('undo', 3, '--shop', shop)
    tap.check(run('show', 2, '--shop', shop, '--json').json['name'] != '丙三', 'the third was not undone')
    one_sentence(run('undo', 99, '--shop', shop, status=1))


@tap.point('undo of the whole example shop leaves nobody, redo brings all back')
def _():
    shop = demo(50)
    before = everybody(shop)
    sheet = run('show', 9, '--shop', shop, '--json').out
    run('undo', '--shop', shop)
    same((everybody(shop), sound(shop)['events']), ([], 0), 'after undo')
    same(run('search', before[0]['name'], '--shop', shop, '--json').json, [], 'search')
    run('redo', '--shop', shop)
    same(everybody(shop), before, 'after redo')
    same(run('show', 9, '--shop', shop, '--json').out, sheet, 'the ninth')
    same(run('search', before[0]['name'], '--shop', shop, '--json').json[0]['name'], before[0]['name'], 'search')
    sound(shop)


@tap.point('check: counts of a sound shop')
def _():
    state = sound(SHOP)
    same((state['ok'], state['problems'], state['customers'], state['events']), (True, [], 60, 180), 'counts')
    tap.check('60' in run('check', '--shop', SHOP).out, 'the text lacks the count')


@tap.point('zh_CN: help, answers and errors are Chinese')
def _():
    if not os.path.exists(os.path.join(LOCALE_FOLDER, 'zh_CN', 'LC_MESSAGES', 'regulars.mo')):
        raise tap.Skip('the translation is not built')
    env = environment(LC_ALL='zh_CN.UTF-8', LANGUAGE='zh_CN')

    def chinese(text):
        return re.search('[\u4e00-\u9fff]', text)

    tap.check(chinese(run('--help', env=env).out), 'help')
    tap.check(chinese(run('search', '--help', env=env).out), 'help of search')
    for words, status in ((['search'], 2), (['show', 4000, '--shop', SHOP], 1), (['search', '', '--shop', folder()], 1)):
        answer = run(*words, status=status, env=env)
        tap.check(chinese(answer.err) and not re.search('[a-z]{3,} [a-z]{3,}', answer.err.replace('regulars-cli', '')),
                  f'{words}: {answer.err}')
    tap.check('类型' in run('field', 'list', '--shop', SHOP, env=env).out, 'headings')
    same(run('search', '', '--shop', SHOP, '--json', env=env).json, everybody(SHOP), 'JSON in another language')


@tap.point('answers are UTF-8 in any locale')
def _():
    wanted = run('search', '', '--shop', SHOP, '--json').raw
    same(run('search', '', '--shop', SHOP, '--json', env=environment(LC_ALL='C', LANGUAGE='')).raw, wanted, 'in C')
    name = everybody(SHOP)[0]['name']
    found = run('search', name, '--shop', SHOP, '--json', env=environment(LC_ALL='C', LANGUAGE='')).json
    tap.check(name in [p['name'] for p in found], 'a Chinese word is not understood in C')


@tap.point('a reader that goes away is no failure, a full disk is')
def _():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, 'wb') as closed:
        answer = run('search', '', '--shop', SHOP, '--json', stdout=closed, status=None)
    same(answer.status, 0, answer.err)
    if os.path.exists('/dev/full'):
        with open('/dev/full', 'wb') as full:
            answer = run('search', '', '--shop', SHOP, '--json', stdout=full, status=None)
        same(answer.status, 1, 'status')
        tap.check(isinstance(answer, Answer) and answer.err != '' and PROGRAM, 'nothing is said')


sys.exit(tap.run())
