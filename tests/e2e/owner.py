# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop owner's first day: an empty folder, an old list, a search, a note, a file, a double, second thoughts, tomorrow."""

import gettext
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

LIST = '''姓名,手机,来源,备注
张三丰,19900001234,抖音,想看看三居
曾国藩,19900002345,自然到店,
欧阳娜娜,19900003456,抖音,
吕布,19900004567,自然到店,
吕卜,19900004567,老客户介绍,同一个电话
'''
NOTE = '约了周六上午量房'

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext


def command_line(session, *arguments):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments], env={**session.environment, 'LC_ALL': 'C.UTF-8'},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def everybody():
    return [line.split(',')[0] for line in LIST.splitlines()[1:]]


def people(program):
    return sorted(node.name for node in program.find_all('list item') if node.name in everybody())


def search(program, text):
    if not program.find_all('entry', _('Search Customers')):
        program.wait('toggle button', _('Search')).click()
    program.wait('entry', _('Search Customers')).set_text(text)


def open_record(program, number, name):
    program.activate_action('open-customer', f'<int64 {number}>')
    program.wait('grouping', name)


def names_in(session, shop):
    return [person['name'] for person in json.loads(command_line(session, 'search', '', '--shop', str(shop), '--json'))]


def history(session, shop):
    return json.loads(command_line(session, 'history', '--shop', str(shop), '--json'))


def customer(session, shop, number):
    return json.loads(command_line(session, 'show', str(number), '--shop', str(shop), '--json'))


def register(session):
    shop = session.folder / 'own'
    letter = session.folder / '合同.txt'
    letter.write_text('量房合同', encoding='utf-8')
    old_list = session.folder / '老客户.csv'
    old_list.write_text(LIST, encoding='gb18030')

    @tap.point('the first start offers to begin; a file from the command line comes in')
    def first():
        with Program(session, shop=shop) as program:
            program.wait('button', _('Add a Customer'))
            program.check_names()
            tap.check(not shop.exists(), 'a shop was made without being asked')
        with Program(session, shop=shop, arguments=[str(old_list)]) as program:
            program.press(_('Next'))
            program.check_names()
            program.press(_('Import'))
            program.press(_('Done'))
            # A button that is pressed so acts a moment later.
            program.wait_gone('button', _('Done'))
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('found by initials, opened, a note, a next step, a file')
    def written():
        with Program(session, shop=shop) as program:
            search(program, 'zsf')
            program.wait_until(lambda: people(program) == ['张三丰'], 'zsf finds 张三丰')
            open_record(program, 1, '张三丰')
            program.check_names()
            program.wait('grouping', _('New Entry')).set_text(NOTE)
            program.press(_('Save'))
            program.wait('label', NOTE)
            command_line(session, 'attach', '1', str(letter), '--shop', str(shop))
            program.wait('page tab', re.compile(_('Files'))).click()
            program.wait(name=re.compile(letter.name))
            program.check_names()
            # What is being written is kept also when the window closes at once.
            program.wait('page tab', _('Details')).click()
            step = program.wait('text', _('Next step'))
            program.check_names()
            step.focus()
            step.set_text('2026-11-23')
            tap.check(program.quit() == 0, 'the exit status')
        tap.check(customer(session, shop, 1)['next_date'] == '2026-11-23', 'the next step is not kept')
        tap.check((shop / 'files').exists() and len(list((shop / 'files').iterdir())) == 1, 'the file is not there')

    @tap.point('all is there the next day; a double is merged; three steps back; all is there the day after')
    def merged():
        with Program(session, shop=shop) as program:
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            open_record(program, 5, '吕卜')
            program.press(_('Possible double'))
            program.press(_('Merge'))
            program.wait_until(lambda: len(people(program)) == 4, 'four people are left')
            tap.check('吕卜' not in names_in(session, shop), '吕卜 is still there')
            program.press(_('Undo'))
            program.wait_until(lambda: len(people(program)) == 5, 'five people again')
            # The next step, then the file: the newest that is still done.
            for key in ('next_date', 'attachments'):
                newest = next(line for line in history(session, shop) if line['kind'] == 'do' and line['state'] == 'done')
                command_line(session, 'undo', str(newest['id']), '--shop', str(shop))
                tap.check(not customer(session, shop, 1)[key], f'{key}: {customer(session, shop, 1)[key]}')
            tap.check(program.quit() == 0, 'the exit status')
        with Program(session, shop=shop) as program:
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            left = customer(session, shop, 1)
            tap.check([event['text'] for event in left['events']] == [NOTE], left)
            tap.check(left['next_date'] is None and left['attachments'] == [], left)
            tap.check(sorted(names_in(session, shop)) == sorted(everybody()), 'somebody is lost')


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
