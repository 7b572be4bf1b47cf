# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks, how well they are done, staff, forms."""

import os
import sys

from harness import folder, imported, one_sentence, run, same, sound, table, tap

KEYS = ['id', 'customer_id', 'customer', 'title', 'kind', 'due', 'due_time', 'staff', 'priority', 'repeat', 'state',
        'first_due', 'put_off', 'done_at', 'outcome', 'event_id', 'notes', 'deal_id', 'created_at', 'updated_at']
PHONE = '13800138000'
PEOPLE = '姓名,手机,负责人\n王芳,13800138000,小李\n李四,13800138001,小李\n赵云,13800138002,小张\n'


def shop():
    return imported(PEOPLE)[0]


def task(where, *words):
    return run('task', *words, '--shop', where, '--json').json


def staff(where, *words):
    return run('staff', *words, '--shop', where, '--json').json


@tap.point('task add: shape, words of people, a day that nobody said is today')
def _():
    where = shop()
    made = task(where, 'add', '回访', '-c', 1, '--due', '2026/3/5', '--time', '15:30', '--kind', '电话', '--staff', '小李',
                '--priority', '高', '--repeat', '1m', '--notes', '上午不方便')
    same(list(made), KEYS, 'keys')
    same([made[key] for key in ('customer_id', 'customer', 'title', 'kind', 'due', 'due_time', 'staff', 'priority',
                                'repeat', 'state', 'first_due', 'put_off', 'done_at', 'event_id', 'notes')],
         [1, '王芳', '回访', 'call', '2026-03-05', '15:30', '小李', 'high', '1m@5', 'open', '2026-03-05', 0, None, None,
          '上午不方便'], 'made')
    plain = task(where, 'add', '买茶叶')
    same([plain[key] for key in ('customer_id', 'customer', 'due', 'due_time', 'priority', 'repeat')],
         [None, None, '2026-03-02', None, 'normal', None], 'for nobody')
    same(task(where, 'show', made['id']), made, 'shown')
    same([one['title'] for one in run('show', 1, '--shop', where, '--json').json['tasks']], ['回访'], 'with the customer')
    text = run('show', 1, '--shop', where).out
    tap.check('回访' in text and '买茶叶' not in text, text)
    lines = run('task', 'list', '--shop', where).out.splitlines()
    tap.check(len(lines) == 3 and '买茶叶' in lines[1] and '2026-03-05 15:30' in lines[2] and '王芳' in lines[2], lines)
    run('undo', '--shop', where)
    same([one['title'] for one in task(where, 'list')], ['回访'], 'undone')
    sound(where)


@tap.point('task list: by day, time, urgency; of somebody, of a customer, of days, of a state')
def _():
    where = shop()
    for words in (['丁', '--due', '2026-03-04'], ['丙', '--due', '2026-03-03'], ['乙', '--due', '2026-03-03', '--priority', 'high'],
                  ['甲', '--due', '2026-03-03', '--time', '18:00', '--staff', '小李'], ['戊', '-c', 2, '--due', '2026-04-01']):
        task(where, 'add', *words)

    def titles(*words):
        return ''.join(one['title'] for one in task(where, 'list', *words))
    same(titles(), '甲乙丙丁戊', 'order')
    same(titles('--staff', '小李'), '甲', 'of somebody')
    same(titles('--staff', ''), '乙丙丁戊', 'of nobody')
    same(titles('-c', 2), '戊', 'of a customer')
    same(titles('--from', '2026-03-04'), '丁戊', 'from')
    same(titles('--to', '2026-03-03'), '甲乙丙', 'to')
    same(titles('--from', '2026-03-04', '--to', '2026-03-04'), '丁', 'one day')
    same(titles('-n', 2), '甲乙', 'limit')
    # By words of the task, of its notes, and by whoever its customer is found by.
    task(where, 'add', '100% 己', '-c', 1, '--notes', '带 Catalogue', '--due', '2026-05-01')
    for words, found in (('丙', '丙'), ('己', '100% 己'), ('100%', '100% 己'), ('%', '100% 己'), ('catalog', '100% 己'),
                         ('王芳', '100% 己'), ('wf', '100% 己'), ('wangf 己', '100% 己'), ('己 catalog wf', '100% 己'), ('己 戊', ''),
                         ('丙 王芳', ''), (' ', '甲乙丙丁戊100% 己'), ('nobody', '')):
        same(titles('--search', words), found, words)
    same(titles('--search', PHONE[-4:]), '100% 己', 'end of a phone')
    same(titles('--search', ' '.join((PHONE[:3], PHONE[3:7], PHONE[7:]))), '100% 己', 'a phone with blanks')
    same(titles('--search', '己', '--to', '2026-04-30'), '', 'both')
    same(len(task(where, 'list', '--search', ' ', '-n', 2)), 2, 'limit')
    task(where, 'delete', task(where, 'list', '--search', '己')[0]['id'])
    number = task(where, 'list')[0]['id']
    task(where, 'done', number)
    task(where, 'drop', task(where, 'list')[0]['id'])
    same((titles(), titles('--state', 'done'), titles('--state', 'dropped'), titles('--state', 'all')),
         ('丙丁戊', '甲', '乙', '甲乙丙丁戊'), 'states')
    one_sentence(run('task', 'list', '--state', 'late', '--shop', where, status=2))
    one_sentence(run('task', 'list', '--from', 'soon', '--shop', where, status=2))


@tap.point('task done: the timeline, the last contact, the outcome, the next step, the form')
def _():
    where = shop()
    number = task(where, 'add', '量房', '-c', 1, '--kind', 'onsite', '--staff', '小李')['id']
    # What the form needs is named, and then found under these names.
    said = run('task', 'done', number, '--text', '量了三个房间', '--part', 'purpose=量房', '--part', 'needs= ', '--shop', where,
               status=1)
    one_sentence(said)
    tap.check(all(word in said.err for word in ('Visit log', 'Needs, Agreed next step', '--part')), said.err)
    tap.check('Purpose' not in said.err, said.err)
    same((task(where, 'show', number)['state'], run('show', 1, '--shop', where, '--json').json['events']), ('open', []),
         'nothing is half done')
    done = task(where, 'done', number, '--text', '量了三个房间', '--outcome', '要报价', '--next', '2026-03-09', '--next-what',
                '送报价', '--part', 'purpose=量房', '--part', 'needs=三居室', '--part', 'Agreed next step=周三送报价')
    same(list(done), KEYS + ['next_id'], 'keys')
    same([done[key] for key in ('state', 'outcome', 'next_id', 'done_at')], ['done', '要报价', None, '2026-03-02T02:00:00Z'],
         'done')
    shown = run('show', 1, '--shop', where, '--json').json
    same([shown[key] for key in ('next_date', 'next_what', 'last_contact')], ['2026-03-09', '送报价', '2026-03-02'], 'step')
    event = [one for one in shown['events'] if one['id'] == done['event_id']][0]
    same([event[key] for key in ('kind', 'text', 'outcome', 'staff', 'purpose', 'needs', 'agreed')],
         ['onsite', '量了三个房间', '要报价', '小李', '量房', '三居室', '周三送报价'], 'entry')
    one_sentence(run('task', 'done', number, '--shop', where, status=1))
    again = task(where, 'reopen', number)
    same((again['state'], again['done_at']), ('open', None), 'open again')
    late = task(where, 'done', number, '--at', '2026-02-27 09:00', '--kind', '消息')
    same(late['done_at'], '2026-02-27T01:00:00Z', 'at another time')
    run('undo', '--shop', where)
    same(task(where, 'show', number)['state'], 'open', 'undone')
    # Another kind asks for another form; for nobody nothing is asked.
    one_sentence(run('task', 'done', number, '--kind', 'showing', '--part', 'purpose=量房', '--shop', where, status=1))
    same(task(where, 'done', number, '--kind', 'showing', '--part', 'intent=high')['state'], 'done', 'a showing')
    alone = task(where, 'add', '量样板间', '--kind', 'onsite')['id']
    same(task(where, 'done', alone)['state'], 'done', 'for nobody')
    sound(where)


@tap.point('task done: what repeats is made anew, by both calendars; undo takes both back')
def _():
    where = shop()
    monthly = task(where, 'add', '月度回访', '-c', 1, '--due', '2026-01-31', '--repeat', '1m', '--time', '10:00')
    done = task(where, 'done', monthly['id'])
    following = task(where, 'show', done['next_id'])
    same([following[key] for key in ('title', 'due', 'due_time', 'repeat', 'state', 'customer_id')],
         ['月度回访', '2026-03-31', '10:00', '1m@31', 'open', 1], 'next')
    run('undo', '--shop', where)
    same([(one['id'], one['state']) for one in task(where, 'list', '--state', 'all')], [(monthly['id'], 'open')], 'undone')
    text = run('task', 'done', monthly['id'], '--shop', where).out
    tap.check(f'task {following["id"]}' in text or 'Next time' in text, text)
    # The fifteenth of the first lunar month is 2026-03-03, that of the second 2026-04-02.
    lunar = task(where, 'add', '上供', '--due', '2026-03-03', '--repeat', '1lm')
    same(lunar['repeat'], '1lm@15', 'lunar')
    same(task(where, 'show', task(where, 'done', lunar['id'])['next_id'])['due'], '2026-04-02', 'next')
    after = task(where, 'add', '浇花', '--due', '2026-02-01', '--repeat', '1w+')
    same(task(where, 'show', task(where, 'done', after['id'])['next_id'])['due'], '2026-03-09', 'after it is done')
    given = task(where, 'add', '送货', '--due', '2026-02-01', '--repeat', '1w')
    same(task(where, 'show', task(where, 'done', given['id'], '--next', '2026-03-20')['next_id'])['due'], '2026-03-20',
         'as was said')
    sound(where)


@tap.point('task set, put-off, drop, delete')
def _():
    where = shop()
    number = task(where, 'add', '打电话', '-c', 1, '--due', '2026-03-02', '--time', '09:00', '--staff', '小李')['id']
    moved = task(where, 'put-off', number, '2026-03-03')
    same([moved[key] for key in ('due', 'due_time', 'first_due', 'put_off')], ['2026-03-03', '09:00', '2026-03-02', 1], 'off')
    moved = task(where, 'put-off', number, '2026-03-04', '--time', '')
    same([moved[key] for key in ('due', 'due_time', 'first_due', 'put_off')], ['2026-03-04', None, '2026-03-02', 2], 'again')
    changed = task(where, 'set', number, '--title', '发短信', '--due', '2026-03-10', '--customer', '', '--staff', '',
                   '--kind', 'message')
    same([changed[key] for key in ('title', 'due', 'first_due', 'customer_id', 'staff', 'kind')],
         ['发短信', '2026-03-10', '2026-03-10', None, None, 'message'], 'set')
    same(task(where, 'set', number, '-c', 3)['customer'], '赵云', 'another customer')
    same(task(where, 'drop', number)['state'], 'dropped', 'dropped')
    gone = task(where, 'delete', number)
    same((list(gone), gone['deleted']), (['deleted', 'operation'], number), 'deleted')
    same(task(where, 'list', '--state', 'all'), [], 'none')
    run('undo', gone['operation'], '--shop', where)
    same(task(where, 'show', number)['state'], 'dropped', 'back')
    history = [line['label'] for line in run('history', '--shop', where, '--json').json]
    tap.check(any('发短信' in label for label in history), history)
    sound(where)


@tap.point('task: what is refused is a sentence and changes nothing')
def _():
    where = shop()
    number = task(where, 'add', '打电话', '-c', 1)['id']
    dropped = task(where, 'drop', task(where, 'add', '没有用')['id'])['id']
    before = task(where, 'list', '--state', 'all')
    events = run('show', 1, '--shop', where, '--json').json['events']
    for words in (['add', ' '], ['add', '甲', '--due', 'never'], ['add', '甲', '--due', '2026-02-30'],
                  ['add', '甲', '--time', '25:00'], ['add', '甲', '--repeat', 'often'], ['add', '甲', '--repeat', '0d'],
                  ['add', '甲', '--priority', 'huge'], ['add', '甲', '--kind', 'dance'], ['add', '甲', '-c', '99'],
                  ['set', '99', '--title', '甲'], ['set', number, '--title', ''], ['set', number, '--due', ''],
                  ['set', number, '-c', '99'], ['show', '99'], ['done', '99'], ['done', dropped],
                  ['done', number, '--next', 'never'], ['done', number, '--kind', 'dance'],
                  ['done', number, '--part', 'ghost=1'], ['done', number, '--part', 'purpose'],
                  ['put-off', number, 'never'], ['put-off', '99', '2026-03-09'], ['put-off', dropped, '2026-03-09'],
                  ['drop', dropped], ['drop', '99'], ['reopen', '99'], ['delete', '99']):
        one_sentence(run('task', *words, '--shop', where, status=1))
    for words in ([], ['frob'], ['add'], ['add', '甲', '乙'], ['done'], ['done', 'x'], ['put-off', number],
                  ['add', '甲', '-c', 'x'], ['stats', '--days', '0'], ['stats', '--by', 'moon'], ['list', '-n', 'x']):
        one_sentence(run('task', *words, '--shop', where, status=2))
    same(task(where, 'list', '--state', 'all'), before, 'nothing has changed')
    same(run('show', 1, '--shop', where, '--json').json['events'], events, 'entries')
    sound(where)


@tap.point('task stats: in time, late, missed; effective contacts, by staff and class')
def _():
    where = shop()
    for due, done_at, who in (('2026-02-20', '2026-02-20 10:00', '小李'), ('2026-02-20', '2026-02-23 10:00', '小李'),
                              ('2026-02-25', None, '小张'), ('2026-03-02', None, '小李'), ('2025-06-01', None, '小李')):
        number = task(where, 'add', '打电话', '-c', 1, '--kind', 'call', '--due', due, '--staff', who)['id']
        if done_at:
            task(where, 'done', number, '--at', done_at, '--text', '说了十个字以上的一段话吧')
    run('note', 2, '嗯', '--kind', 'call', '--shop', where)
    found = task(where, 'stats')
    same((found['day'], found['days'], found['by']), ('2026-03-02', 90, 'all'), 'period')
    line = {'who': None, 'due': 4, 'in_time': 1, 'late': 1, 'missed': 1, 'in_time_rate': 0.3333, 'customers': 3,
            'reached': 1, 'reached_rate': 0.3333}
    same(found['lines'], [line], 'all')
    lines = {one['who']: one for one in task(where, 'stats', '--by', 'staff')['lines']}
    same([lines['小李'][key] for key in ('due', 'in_time', 'late', 'missed', 'customers', 'reached')], [3, 1, 1, 0, 2, 1],
         'one')
    same([lines['小张'][key] for key in ('due', 'missed', 'customers', 'reached', 'in_time_rate')], [1, 1, 1, 0, 0], 'other')
    same(task(where, 'stats', '--by', 'class')['by'], 'class', 'by class')
    same(task(where, 'stats', '--days', '3', '--to', '2026-02-26')['lines'][0]['missed'], 1, 'another period')
    same(task(where, 'stats', '--days', '365')['lines'][0]['due'], 5, 'a year')
    tap.check('33.3%' in run('task', 'stats', '--shop', where).out, 'no rate')


@tap.point('tasks go with their customer: merged, deleted, taken back')
def _():
    where = shop()
    number = task(where, 'add', '打电话', '-c', 1)['id']
    other = task(where, 'add', '量房', '-c', 2, '--repeat', '1w')['id']
    task(where, 'done', other)
    before = task(where, 'list', '--state', 'all')
    run('merge', 1, 2, '--shop', where)
    same([(one['title'], one['customer_id']) for one in task(where, 'list', '--state', 'all')],
         [('打电话', 1), ('量房', 1), ('量房', 1)], 'merged')
    same(len(run('show', 1, '--shop', where, '--json').json['tasks']), 3, 'shown')
    run('undo', '--shop', where)
    same(task(where, 'list', '--state', 'all'), before, 'apart again')
    run('delete', 1, 2, '--shop', where)
    same(task(where, 'list', '--state', 'all'), [], 'deleted')
    run('undo', '--shop', where)
    same(task(where, 'list', '--state', 'all'), before, 'back')
    same(sound(where)['tasks'], 3, 'counted')
    same(number, before[0]['id'], 'the same one')


@tap.point('tasks and staff in a folder export, and in what is salvaged')
def _():
    where = shop()
    staff(where, 'add', '小李')
    task(where, 'add', '打电话', '-c', 1, '--repeat', '1lm', '--notes', '两\n行')
    into = folder('export')
    run('export', into, '--format', 'folder', '--shop', where)
    rows = table(os.path.join(into, 'task.csv'))
    row = dict(zip(rows[0], rows[1]))
    same((len(rows), '打电话' in rows[1], '2026-03-02' in rows[1]), (2, True, True), f'{row}')
    tap.check('小李' in table(os.path.join(into, 'staff.csv'))[1], 'staff')
    with open(os.path.join(into, 'schema.json'), encoding='utf-8') as stream:
        schema = stream.read()
    tap.check('"task"' in schema and '"staff"' in schema and '"contact_form"' in schema, schema[:500])
    rescued = folder('rescued')
    run('salvage', rescued, '--shop', where, status=None)
    same([one['title'] for one in task(rescued, 'list')], ['打电话'], 'salvaged')
    same(sound(rescued)['staff'], 1, 'staff')


@tap.point('search --filter: who has a task')
def _():
    where = shop()
    task(where, 'add', '打电话', '-c', 1, '--due', '2026-03-01')
    task(where, 'add', '打电话', '-c', 2, '--due', '2026-03-05')
    task(where, 'drop', task(where, 'add', '打电话', '-c', 3)['id'])

    def found(leaf):
        return [hit['id'] for hit in run('search', '', '--filter', leaf, '--shop', where, '--json').json]
    same(sorted(found('{"task":"open"}')), [1, 2], 'open')
    same(found('{"task":"overdue"}'), [1], 'overdue')
    same(found('{"task":"open","within":7}'), [2], 'within')
    same(found('{"task":"any","op":"none"}'), [], 'any')
    same(found('{"task":"open","op":"none"}'), [3], 'none')
    unplanned = [hit['id'] for hit in run('view', 'run', 'no-plan', '--shop', where, '--json').json]
    same(unplanned, [3], 'no plan and no contact')
    one_sentence(run('search', '', '--filter', '{"task":"late"}', '--shop', where, status=2))


@tap.point('staff: added, changed everywhere, retired; whom nobody knows')
def _():
    where = shop()
    same(staff(where, 'unknown'), ['小李', '小张'], 'unknown')
    made = staff(where, 'add', '小李', '--phone', '138 0013 9000', '--region', '城西', '--skills', '水电')
    same(made, {'id': made['id'], 'name': '小李', 'phone': '13800139000', 'region': '城西', 'skills': '水电', 'notes': None,
                'active': True}, 'made')
    task(where, 'add', '打电话', '--staff', '小李')
    staff(where, 'set', '小李', '--name', '李建国', '--region', '')
    same([run('show', number, '--shop', where, '--json').json['owner'] for number in (1, 2, 3)],
         ['李建国', '李建国', '小张'], 'renamed')
    same((task(where, 'list')[0]['staff'], staff(where, 'unknown')), ('李建国', ['小张']), 'everywhere')
    same([(one['name'], one['region'], one['active']) for one in staff(where, 'list')], [('李建国', None, True)], 'listed')
    same(staff(where, 'retire', made['id'])['active'], False, 'retired')
    tap.check('no more' in run('staff', 'list', '--shop', where).out, 'says so')
    same(staff(where, 'return', '李建国')['active'], True, 'back')
    for words in (['add', '李建国'], ['add', ' '], ['set', '小王', '--phone', '1'], ['retire', '小王'], ['return', '99']):
        one_sentence(run('staff', *words, '--shop', where, status=1))
    for words in ([], ['frob'], ['add'], ['list', 'x'], ['retire', '李建国', 'x']):
        one_sentence(run('staff', *words, '--shop', where, status=2))
    sound(where)


@tap.point('form list: those that come with the program')
def _():
    where = shop()
    forms = run('form', 'list', '--shop', where, '--json').json
    for form in forms:
        same(list(form), ['id', 'name', 'key', 'kinds', 'parts', 'retired'], 'keys')
    visit = [form for form in forms if 'onsite' in form['kinds']][0]
    same((visit['id'], visit['retired']), (None, False), 'as it came')
    tap.check({'field': 'purpose', 'required': True} in visit['parts'], visit['parts'])
    tap.check('*' in run('form', 'list', '--shop', where).out, 'stars')
    one_sentence(run('form', 'frob', '--shop', where, status=2))


sys.exit(tap.run())
