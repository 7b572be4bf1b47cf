# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar under a hand: tasks are dragged to another day, and days and tasks are clicked."""

import gettext
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD  # noqa: E402
from pointer import HandledProgram, HandSession, Pointer  # noqa: E402

TODAY_PAGE = '<int32 1>'
WHO = '王兰'
CALL = '问门什么时候装'
STEP = '量房'
NEXT = re.compile(STEP)
BUSY = [f'收拾第{number}个展厅' for number in range(1, 9)]

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext
WHOLE_DAY = _('What stands on this day')


def command_line(session, *arguments):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments], env={**session.environment, 'LC_ALL': 'C.UTF-8'},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def make_shop(session):
    shop = str(session.folder / 'shop')
    path = session.folder / 'people.csv'
    path.write_text(f'姓名,手机\n{WHO},19900001234\n', encoding='utf-8')
    command_line(session, 'import', str(path), '--shop', shop)
    command_line(session, 'set', '1', 'next_date', '2026-11-11', '--shop', shop)
    command_line(session, 'set', '1', 'next_what', STEP, '--shop', shop)
    for title, day in [(CALL, '2026-11-24'), *((title, '2026-11-18') for title in BUSY)]:
        command_line(session, 'task', 'add', title, '--due', day, '--shop', shop)
    return shop


class Month:
    """The calendar of this month, under a hand."""

    def __init__(self, session, program):
        program.activate_action('go-to-page', TODAY_PAGE)
        program.wait('radio button', _('Month')).click()
        self.program = program
        self.pointer = Pointer(session, program)
        self.grid = program.wait('table', _('Calendar'))
        self.chip(CALL)

    def wait(self, find, what):
        return self.program.wait_until(find, what)[0]

    def chip(self, name):
        return self.wait(lambda: self.grid.find_all('button', name), f'{name} is in the calendar')

    def day(self, number):
        return self.wait(lambda: self.grid.find_all('table cell', re.compile(f'^11月{number}日')), f'there is day {number}')

    def wait_for(self, name, number):
        self.wait(lambda: self.day(number).find_all('button', name), f'{name} is on day {number}')

    def open_day(self, number):
        """Press “+N”, which stands where the next task would, and return the list that comes."""
        chips = self.day(number).find_all('button')
        line = chips[1].box[1] - chips[0].box[1]
        self.pointer.click(chips[-1], down=line)
        day = self.program.wait('list', WHOLE_DAY)
        # Until the first one has the focus keys go elsewhere.
        self.wait(lambda: [row for row in day.find_all('list item') if row.has_state('focused')], 'the list has the focus')
        return day


def register(session):
    shop = make_shop(session)

    def task_day():
        return json.loads(command_line(session, 'task', 'show', '1', '--shop', shop, '--json'))['due']

    def step_day():
        return json.loads(command_line(session, 'show', '1', '--shop', shop, '--json'))['next_date']

    @tap.point('a task and a next step go to the days they are dragged to, and back with Ctrl+Z')
    def moved():
        with HandledProgram(session, shop=shop) as program:
            month = Month(session, program)
            month.pointer.drag(month.chip(CALL), month.day(26))
            month.wait_for(CALL, 26)
            tap.check(task_day() == '2026-11-26', task_day())
            month.pointer.drag(month.chip(NEXT), month.day(3))
            month.wait_for(NEXT, 3)
            tap.check(step_day() == '2026-11-03', step_day())
            month.pointer.key('control', 'z')
            month.wait_for(NEXT, 11)
            month.pointer.key('control', 'z')
            month.wait_for(CALL, 24)
            tap.check((task_day(), step_day()) == ('2026-11-24', '2026-11-11'), (task_day(), step_day()))
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('Escape, and a place that takes nothing, leave a task on its day')
    def left():
        with HandledProgram(session, shop=shop) as program:
            month = Month(session, program)
            month.pointer.lift(month.chip(CALL))
            month.pointer.carry(month.day(26))
            month.pointer.cancel()
            month.pointer.lift(month.chip(CALL))
            month.pointer.carry(month.day(26))
            month.pointer.carry(program.find('list item', _('Customers')))
            month.pointer.let_go()
            month.wait_for(CALL, 24)
            tap.check(task_day() == '2026-11-24', task_day())
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a click on what has no room shows the whole day, and a click on a task opens it')
    def clicked():
        with HandledProgram(session, shop=shop) as program:
            month = Month(session, program)
            listed = month.open_day(18)
            tap.check([row.name for row in listed.find_all('list item')] == BUSY, listed.dump())
            program.check_names()
            month.pointer.key('escape')
            program.wait_gone('list', WHOLE_DAY)
            month.open_day(18)
            month.pointer.key('enter')
            see_task(program, month, BUSY[0])
            tap.check(not program.find_all('list', WHOLE_DAY), 'the day is still open')
            month.pointer.click(month.chip(CALL))
            see_task(program, month, CALL)
            tap.check(task_day() == '2026-11-24', task_day())
            tap.check(program.quit() == 0, 'the exit status')


def see_task(program, month, title):
    dialog = program.wait('dialog', _('Task'))
    program.wait_until(lambda: title in [node.text for node in dialog.find_all('text')], f'{title} is open')
    month.pointer.key('escape')
    program.wait_gone('dialog', _('Task'))


def main():
    with HandSession() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
