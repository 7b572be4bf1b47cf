# SPDX-License-Identifier: GPL-3.0-or-later
"""A call tomorrow and a lunar birthday next week: where they stand as the clock moves, and how the call is done."""

import gettext
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

WHO = '王兰'
CALL = '问门什么时候装'
# The twentieth of the tenth lunar month is 28 November in 2026.
BIRTHDAY = '农历1986年十月二十'
TODAY_PAGE = '<int32 1>'

_translation = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True)
_, ngettext = _translation.gettext, _translation.ngettext


def at(day):
    return {'REGULARS_NOW': f'{day}T10:30:00+08:00'}


def command_line(session, day, *arguments):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments],
                          env={**session.environment, **at(day), 'LC_ALL': 'C.UTF-8'},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def make_shop(session):
    shop = str(session.folder / 'shop')
    path = session.folder / 'people.csv'
    path.write_text(f'姓名,手机,生日\n{WHO},19900001234,{BIRTHDAY}\n', encoding='utf-8')
    command_line(session, '2026-11-20', 'import', str(path), '--shop', shop)
    command_line(session, '2026-11-20', 'task', 'add', CALL, '--customer', '1', '--kind', 'call', '--due', '2026-11-21', '--shop',
                 shop)
    return shop


def birthday_words(when):
    return ngettext('%s, turns %d', '%s, turns %d', 40).replace('%s', when).replace('%d', '40')


def lines(program, name):
    return [node.description for node in program.find_all('list item', name)]


def wait_for_line(program, name, words):
    program.wait_until(lambda: any(words in line for line in lines(program, name)), f'{name} says “{words}”')


def register(session):
    shop = make_shop(session)

    def on(day):
        return Program(session, shop=shop, environment=at(day))

    @tap.point('the day before: the call is tomorrow, the birthday more than a week away')
    def before():
        with on('2026-11-20') as program:
            program.activate_action('go-to-page', TODAY_PAGE)
            wait_for_line(program, CALL, _('Tomorrow'))
            tap.check(not lines(program, WHO), lines(program, WHO))
            program.check_names()
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a shop opens with its day, and one without customers with how they come in')
    def opens():
        home = session.new_home(first_page='today')
        with Program(session, shop=shop, environment={**home, **at('2026-11-21')}) as program:
            wait_for_line(program, CALL, _('Today'))
            tap.check(program.quit() == 0, 'the exit status')
        empty = str(session.folder / 'empty')
        command_line(session, '2026-11-20', 'add', '--line', '孙倩 19900004321', '--shop', empty)
        command_line(session, '2026-11-20', 'undo', '--shop', empty)
        with Program(session, shop=empty, environment={**home, **at('2026-11-21')}) as program:
            program.wait(name=re.compile('导入'))
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('the day itself: the call is today, the birthday in the list')
    def itself():
        with on('2026-11-21') as program:
            program.activate_action('go-to-page', TODAY_PAGE)
            wait_for_line(program, CALL, _('Today'))
            program.wait_until(lambda: lines(program, WHO), 'the birthday is there')
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a week later: the call is late and then done, the birthday is today')
    def later():
        with on('2026-11-28') as program:
            program.activate_action('go-to-page', TODAY_PAGE)
            wait_for_line(program, CALL, ngettext('%d day late', '%d days late', 7).replace('%d', '7'))
            wait_for_line(program, WHO, birthday_words(_('Today')))
            program.do('today.done')
            program.wait('text', _('Outcome')).set_text('下周三')
            program.check_names()
            program.press(_('Done'))
            program.wait_until(lambda: not lines(program, CALL), 'the call is done')
            tap.check(program.quit() == 0, 'the exit status')
        done = json.loads(command_line(session, '2026-11-28', 'show', '1', '--shop', shop, '--json'))
        tap.check(done['next_date'] == '2026-12-01', done['next_date'])


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
