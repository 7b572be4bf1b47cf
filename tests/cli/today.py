# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom to call today."""

import sys

from harness import environment, imported, one_sentence, run, same, sound, tap

PARTS = ['overdue', 'today', 'soon', 'stalled', 'new', 'birthdays', 'forgotten']
ROW = ['kind', 'task_id', 'customer_id', 'name', 'phone', 'wechat', 'title', 'what', 'day', 'time', 'staff', 'priority',
       'class', 'repeat', 'person', 'birthday', 'age']
PEOPLE = ('姓名,手机,微信号,负责人,生日,下次跟进,最后联系\n'
          '王芳,13800138000,wangfang,小李,,2026-03-02,2026-02-27\n'
          '李四,13800138001,,小李,1990-03-05,2026-02-20,2026-02-27\n'
          '赵云,13800138002,,小张,农历正月十五,,2026-02-27\n'
          '孙五,13800138003,,小张,,,2025-06-01\n')


def shop():
    return imported(PEOPLE)[0]


def today(where, *words, **changes):
    return run('today', *words, '--shop', where, '--json', env=environment(**changes)).json


def names(day):
    return {part: [row['title'] or row['name'] for row in day[part]['rows']] for part in PARTS}


@tap.point('today: shape, every part, what stands where')
def _():
    where = shop()
    task = run('task', 'add', '看店', '--time', '15:00', '--priority', 'high', '--shop', where, '--json').json['id']
    run('add', '--name', '新客', '--shop', where)
    day = today(where)
    same(list(day), ['day'] + PARTS, 'keys')
    for part in PARTS:
        same(list(day[part]), ['n', 'rows'], part)
        same(day[part]['n'], len(day[part]['rows']), part)
        for row in day[part]['rows']:
            same(list(row), ROW, part)
    same(names(day), {'overdue': ['李四'], 'today': ['看店', '王芳'], 'soon': [], 'stalled': [], 'new': ['新客'],
                      'birthdays': ['赵云', '李四'], 'forgotten': ['孙五']}, 'rows')
    same(day['today']['rows'][0], dict.fromkeys(ROW) | {
        'kind': 'task', 'task_id': task, 'title': '看店', 'day': '2026-03-02', 'time': '15:00', 'priority': 'high'}, 'a task')
    step = day['today']['rows'][1]
    same([step[key] for key in ('kind', 'task_id', 'customer_id', 'phone', 'wechat', 'staff')],
         ['step', None, 1, '13800138000', 'wangfang', '小李'], 'a step')
    same([(row['day'], row['age'], row['birthday']) for row in day['birthdays']['rows']],
         [('2026-03-03', None, 'lunar:01-15'), ('2026-03-05', 36, '1990-03-05')], 'birthdays')
    text = run('today', '--shop', where).out
    for wanted in ('Overdue · 1', 'Today · 2', f'#{task}', '2026-03-02 15:00', '36'):
        tap.check(wanted in text, f'{wanted} in {text}')
    tap.check('Next Seven Days' not in text, 'an empty part')


@tap.point('today: deals that are too long in their stage, the worst first')
def _():
    where = shop()
    for title, day, owner in (('全屋定制', '2026-01-20', '小李'), ('窗帘', '2026-02-10', '小张'), ('墙纸', '2026-02-25', '小李')):
        run('deal', 'add', title, '--customer', 1, '--owner', owner, '--shop', where,
            env=environment(REGULARS_NOW=f'{day}T12:00:00+08:00'))
    day = today(where)
    same(day['stalled']['n'], 2, 'n')
    same([(row['kind'], row['deal_id'], row['customer_id'], row['name'], row['title'], row['stage'], row['days_in_stage'],
           row['days_over'], row['day'], row['staff']) for row in day['stalled']['rows']],
         [('deal', 1, 1, '王芳', '全屋定制', 'First contact', 40, 27, '2026-01-20', '小李'),
          ('deal', 2, 1, '王芳', '窗帘', 'First contact', 19, 6, '2026-02-10', '小张')], 'rows')
    same([row['title'] for row in today(where, '--staff', '小李')['stalled']['rows']], ['全屋定制'], 'whose')
    same(today(where, '--day', '2026-03-20')['stalled']['n'], 3, 'another day')
    same([day['stalled']['n'], len(day['stalled']['rows'])], [2, 2], 'all')
    cut = today(where, '--limit', '1')['stalled']
    same([cut['n'], len(cut['rows'])], [2, 1], 'the first')
    text = run('today', '--shop', where).out
    for wanted in ('Stalled Deals · 2', '27 days over', '全屋定制 · First contact'):
        tap.check(wanted in text, f'{wanted} in {text}')


@tap.point('today: as days pass, a call and a lunar birthday move through the page')
def _():
    where = shop()
    run('task', 'add', '打电话', '-c', 3, '--due', '2026-03-03', '--shop', where)
    same(names(today(where))['soon'], ['打电话'], 'tomorrow')
    clock = {'REGULARS_NOW': '2026-03-02T16:30:00Z'}  # half past midnight in Shanghai
    same((today(where, **clock)['day'], names(today(where, **clock))['today']), ('2026-03-03', ['打电话']), 'today')
    later = {'REGULARS_NOW': '2026-03-04T02:00:00Z'}
    same(names(today(where, **later))['overdue'], ['李四', '王芳', '打电话'], 'overdue')
    same(names(today(where, **later))['birthdays'], ['李四'], 'the lunar one has passed')
    same(names(today(where, '--day', '2026-03-04')), names(today(where, **later)), 'another day by --day')
    same(names(today(where, '--day', '2025-03-01'))['birthdays'], ['李四'], 'a year before')
    same(names(today(where, '--day', '2027-02-19'))['birthdays'], ['赵云'], 'a year after: 2027-02-20')


@tap.point('today: of one of the staff; at most so many, and all are counted')
def _():
    where = shop()
    for title, who in (('甲', '小李'), ('乙', '小张'), ('丙', '')):
        run('task', 'add', title, '--staff', who, '--shop', where)
    same(names(today(where, '--staff', '小李'))['today'], ['王芳', '甲'], '小李')
    same(names(today(where, '--staff', '小张'))['today'], ['乙'], '小张')
    same(names(today(where, '--staff', '小张'))['forgotten'], ['孙五'], 'whose customers')
    same(names(today(where, '--staff', ''))['today'], ['丙'], 'nobody')
    few = today(where, '-n', 1)
    same((few['today']['n'], len(few['today']['rows'])), (4, 1), 'limit')
    same(len(today(where, '-n', 0)['today']['rows']), 4, 'all')


@tap.point('today: when the work is done it says so')
def _():
    where = imported('姓名,手机\n王芳,13800138000\n')[0]
    same(run('today', '--shop', where).out.strip(), 'Nothing to do today.', 'empty')
    run('task', 'add', '打电话', '--shop', where)
    tap.check('Nothing' not in run('today', '--shop', where).out, 'something')
    run('task', 'done', 1, '--shop', where)
    same(run('today', '--shop', where).out.strip(), 'Nothing to do today.', 'done')
    sound(where)


@tap.point('today: wrong words')
def _():
    where = shop()
    for words in (['x'], ['--day', 'never'], ['--day', '2026-02-30'], ['-n', '-1'], ['-n', 'x']):
        one_sentence(run('today', *words, '--shop', where, status=2))


sys.exit(tap.run())
