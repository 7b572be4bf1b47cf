# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of customers as a shop owner uses it: import, find, sort, find nobody, undo."""

import gettext
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

LIST = '''姓名,手机,来源,下次跟进
张三丰,19900001234,抖音,2026-11-20
曾国藩,19900002345,自然到店,2026-11-22
欧阳娜娜,19900003456,抖音,2026-12-24
吕布,19900004567,自然到店,
安娜,19900005678,,
'''
BY_NAME = ['安娜', '吕布', '欧阳娜娜', '曾国藩', '张三丰']

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext


def write_list(session):
    path = session.folder / 'customers.csv'
    path.write_text(LIST, encoding='utf-8')
    return path


def command_line(session, *arguments):
    subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments], env=session.environment, check=True,
                   stdout=subprocess.DEVNULL)


def make_shop(session):
    shop = session.folder / 'imported'
    if not shop.exists():
        command_line(session, 'import', str(write_list(session)), '--shop', str(shop))
    return shop


def go_through(program):
    """From the columns of the file to the result."""
    program.press(_('Next'))
    program.press(_('Import'))


def names(program):
    return [node.name for node in program.find_all('list item') if node.name in BY_NAME]


def wait_for_names(program, wanted):
    program.wait_until(lambda: names(program) == wanted, f'the list is {wanted}')


def search(program, text):
    if not program.find_all('entry'):
        program.wait('toggle button', _('Search')).click()
    program.wait('entry').set_text(text)


def register(session):
    @tap.point('an imported list is there, in the order of names, and everything has a name')
    def listed():
        with Program(session, shop=make_shop(session)) as program:
            wait_for_names(program, BY_NAME)
            program.check_names()
            row = program.wait('list item', '张三丰')
            tap.check('199 0000 1234' in row.description, row.description)

    @tap.point('initials, a mixture and the tail of a phone find a person')
    def found():
        with Program(session, shop=make_shop(session)) as program:
            wait_for_names(program, BY_NAME)
            for text, who in (('zsf', '张三丰'), ('lv', '吕布'), ('张sf', '张三丰'), ('2345', '曾国藩'), ('oynn', '欧阳娜娜')):
                search(program, text)
                wait_for_names(program, [who])
            program.check_names()
            search(program, '')
            wait_for_names(program, BY_NAME)

    @tap.point('a click on a heading orders the list, another turns it round')
    def ordered():
        with Program(session, shop=make_shop(session)) as program:
            wait_for_names(program, BY_NAME)
            program.wait('button', _('Next step')).click()
            program.wait_until(lambda: names(program)[:3] == ['张三丰', '曾国藩', '欧阳娜娜'], 'the nearest step is first')
            program.wait('button', _('Next step')).click()
            program.wait_until(lambda: names(program)[:3] == ['欧阳娜娜', '曾国藩', '张三丰'], 'the latest step is first')
            program.wait('button', _('Name')).click()
            wait_for_names(program, BY_NAME)

    @tap.point('when nobody is found it says so, and one click brings everybody back')
    def nobody():
        with Program(session, shop=make_shop(session)) as program:
            wait_for_names(program, BY_NAME)
            search(program, 'qxqx')
            program.wait('label', _('Nobody Found'))
            program.wait('label', re.compile('qxqx'))
            program.check_names()
            program.wait('button', _('Clear Search')).click()
            wait_for_names(program, BY_NAME)

    @tap.point('an empty folder shows the three ways to begin, and stays empty')
    def first_run():
        shop = session.folder / 'nothing'
        shop.mkdir()
        with Program(session, shop=shop) as program:
            for title in ('Import a File…', 'Look Around in the Example Shop', 'Open Another Shop Folder…'):
                program.wait('button', _(title))
            program.check_names()
        tap.none_of(shop.iterdir(), 'made without being asked')

    @tap.point('a file on the command line is imported into a new shop, and Undo takes it back')
    def imported():
        shop = session.folder / 'new'
        with Program(session, shop=shop, arguments=[str(write_list(session))]) as program:
            go_through(program)
            program.press(_('Undo'))
            program.wait('button', _('Import a File…'))
            tap.check(not names(program), str(names(program)))

    @tap.point('while the window has the shop, the command line works through it, and the list follows')
    def handed_over():
        shop = session.folder / 'shared'
        path = session.folder / 'more.csv'
        path.write_text('姓名,手机\n仇英,19900006789\n', encoding='utf-8')
        with Program(session, shop=shop, arguments=[str(write_list(session))]) as program:
            go_through(program)
            program.press(_('Done'))
            wait_for_names(program, BY_NAME)
            command_line(session, 'import', str(path), '--shop', str(shop))
            program.wait('list item', '仇英')
            command_line(session, 'undo', '--shop', str(shop))
            program.wait_until(lambda: not program.find_all('list item', '仇英'), 'the import is undone')
            tap.check(names(program) == BY_NAME, str(names(program)))

    @tap.point('the example shop can be looked at')
    def example():
        shop = session.folder / 'none-yet'
        with Program(session, shop=shop) as program:
            program.wait('button', _('Look Around in the Example Shop')).click()
            program.wait('button', _('Next step'), seconds=30)
            tap.check(len(program.find_all('list item')) > 10, 'hardly anybody is there')
            program.check_names()
        tap.check(not shop.exists(), 'the own shop was touched')

    @tap.point('a file that is no shop is named, and left alone')
    def not_a_shop():
        shop = session.folder / 'diary'
        shop.mkdir()
        (shop / 'shop.db').write_text('dear diary', encoding='utf-8')
        with Program(session, shop=shop) as program:
            program.wait('label', _('This Is Not a Shop'))
            program.check_names()
        tap.check((shop / 'shop.db').read_text(encoding='utf-8') == 'dear diary', 'it was written over')


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
