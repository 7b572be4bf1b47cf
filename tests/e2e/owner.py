# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop owner's first day: an empty folder, an old list, a search, a note, a file, a double, second thoughts, tomorrow."""

import gettext
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


def people(program):
    names = [line.split(',')[0] for line in LIST.splitlines()[1:]]
    return sorted(node.name for node in program.find_all('list item') if node.name in names)


def search(program, text):
    if not program.find_all('entry', _('Search Customers')):
        program.wait('toggle button', _('Search')).click()
    program.wait('entry', _('Search Customers')).set_text(text)


def open_record(program, text, name):
    search(program, text)
    program.wait_until(lambda: people(program) == [name], f'{text} finds {name}')
    program.wait('entry', _('Search Customers')).activate()
    program.wait_until(lambda: [node for node in program.find_all('heading') + program.find_all('label')
                                if node.name == name], f'{name} is open')


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
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('found by initials, opened, a note with a next step, a file')
    def written():
        with Program(session, shop=shop) as program:
            open_record(program, 'zsf', '张三丰')
            program.check_names()
            composer = program.wait(name=_('New Entry'))
            composer.find_all('text')[0].set_text(NOTE)
            next_step = [node for node in composer.find_all('button') + composer.find_all('toggle button')
                         if node.name.startswith(_('Next step: %s').split('%')[0])][0]
            next_step.click()
            program.press(_('Tomorrow'))
            program.press(_('Save'))
            program.wait('label', NOTE)
            command_line(session, 'attach', '1', str(letter), '--shop', str(shop))
            program.press_tab(_('Files'))
            program.wait(name=re.compile('合同.txt'))
            program.check_names()
            tap.check(program.quit() == 0, 'the exit status')
        kept = command_line(session, 'show', '1', '--shop', str(shop), '--json')
        tap.check(NOTE in kept and '"2026-11-23"' in kept, kept)

    @tap.point('a double is merged; three steps back and everything is as it was; tomorrow too')
    def merged():
        with Program(session, shop=shop) as program:
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            program.wait('list item', re.compile(_('Doubles'))).click()
            program.press(_('Merge'))
            program.wait_until(lambda: '吕卜' not in command_line(session, 'search', '', '--shop', str(shop)), 'merged')
            program.press(_('Undo'))
            program.wait_until(lambda: '吕卜' in command_line(session, 'search', '', '--shop', str(shop)), 'two again')
            for _step in range(2):
                command_line(session, 'undo', '--shop', str(shop))
            tap.check(program.quit() == 0, 'the exit status')
        with Program(session, shop=shop) as program:
            program.wait_until(lambda: len(people(program)) == 5, 'five people are there')
            kept = command_line(session, 'show', '1', '--shop', str(shop), '--json')
            tap.check(NOTE not in kept, kept)


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
