# SPDX-License-Identifier: GPL-3.0-or-later
"""The board under a hand: a card is dragged, moved by keys, held by a gate, and won."""

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

PIPELINE_PAGE = '<int32 3>'
# As the command line, which speaks English here, put them in.
STAGES = ['First contact', 'Needs confirmed', 'Proposal', 'Negotiation', 'Signing']

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext


def command_line(session, *arguments):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments], env={**session.environment, 'LC_ALL': 'C.UTF-8'},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def make_shop(session):
    shop = str(session.folder / 'shop')
    command_line(session, 'add', '--name', '林晓梅', '--shop', shop)
    for title in ('全屋定制', '局部翻新'):
        command_line(session, 'deal', 'add', title, '-c', '1', '--amount', '3万', '--shop', shop)
    command_line(session, 'stage', 'gate', 'proposal', '--fields', 'product', '--shop', shop)
    return shop


class Board:
    """The pipeline's page, under a hand."""

    def __init__(self, session, program):
        program.activate_action('go-to-page', PIPELINE_PAGE)
        self.program = program
        self.pointer = Pointer(session, program)
        self.card('局部翻新')

    def wait(self, find, what):
        return self.program.wait_until(find, what)[0]

    def lane(self, stage):
        return self.wait(lambda: self.program.find_all('list', re.compile(f'{STAGES[stage]}$')), f'there is {STAGES[stage]}')

    def head(self, stage):
        """What stands over the cards: the whole lane takes what is dropped."""
        return self.wait(lambda: self.program.find_all('button', _('New Deal Here'))[stage:], f'there is {STAGES[stage]}')

    def is_in_sight(self, stage):
        left, _top, width, _height = self.head(stage).box
        return left > 0 and left + width <= self.program.children[0].box[2]

    def card(self, title):
        return self.wait(lambda: self.program.find_all('list item', re.compile(f'^{title}(,|$)')), f'{title} is on the board')

    def wait_for(self, title, stage):
        self.wait(lambda: self.lane(stage).find_all('list item', re.compile(f'^{title}(,|$)')), f'{title} is in {STAGES[stage]}')
        found = self.program.find_all('list item', re.compile(f'^{title}(,|$)'))
        tap.check(len(found) == 1, f'{title} is there {len(found)} times')


def register(session):
    shop = make_shop(session)

    def stage_of(number=1):
        return json.loads(command_line(session, 'deal', 'show', str(number), '--shop', shop, '--json'))['stage']

    def history_of(number=1):
        return json.loads(command_line(session, 'deal', 'history', str(number), '--shop', shop, '--json'))

    @tap.point('a card goes to the stage it is dragged to, and back with Ctrl+Z; Escape leaves it')
    def dragged():
        with HandledProgram(session, shop=shop) as program:
            board = Board(session, program)
            board.pointer.drag(board.card('全屋定制'), board.head(1))
            board.wait_for('全屋定制', 1)
            tap.check(stage_of() == STAGES[1], stage_of())
            board.pointer.key('control', 'z')
            board.wait_for('全屋定制', 0)
            board.pointer.lift(board.card('全屋定制'))
            board.pointer.carry(board.head(2))
            board.pointer.cancel()
            board.wait_for('全屋定制', 0)
            tap.check(len(history_of()) == 1, history_of())
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('at the side of the board it scrolls: a card goes to a stage out of sight; Escape scrolls back')
    def far():
        with HandledProgram(session, shop=shop) as program:
            board = Board(session, program)
            pointer = board.pointer
            width, height = session.size
            place = board.card('全屋定制').box
            tap.check(not board.is_in_sight(4), 'all stages are in sight')
            pointer.lift(board.card('全屋定制'))
            pointer.carry_to(width - 16, height // 2)
            program.wait_until(lambda: board.is_in_sight(4), 'the last stage came')
            pointer.cancel()
            program.wait_until(lambda: board.card('全屋定制').box == place, 'it is where it was')
            tap.check(len(history_of()) == 1, history_of())
            pointer.lift(board.card('全屋定制'))
            pointer.carry_to(width - 16, height // 2)
            program.wait_until(lambda: board.is_in_sight(4), 'the last stage came')
            pointer.carry(board.head(4))
            pointer.drop()
            board.wait_for('全屋定制', 4)
            tap.check(stage_of() == STAGES[4], stage_of())
            pointer.key('control', 'z')
            board.wait_for('全屋定制', 0)
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('by keys a card goes on; a gate says what is missing, a reason lets it pass; the menu wins it')
    def moved():
        with HandledProgram(session, shop=shop) as program:
            board = Board(session, program)
            board.pointer.click(board.card('全屋定制'))
            board.pointer.key('control', 'shift', 'right')
            board.wait_for('全屋定制', 1)
            board.pointer.key('control', 'shift', 'right')
            dialog = program.wait('dialog', _('Something Is Missing'))
            tap.check(stage_of() == STAGES[1], stage_of())
            program.check_names()
            board.pointer.key('escape')
            program.wait_gone('dialog', _('Something Is Missing'))
            command_line(session, 'deal', 'set', '1', '--product', '橱柜', '--shop', shop)
            board.pointer.key('control', 'shift', 'right')
            board.wait_for('全屋定制', 2)
            tap.check(dialog is not None and stage_of() == STAGES[2], stage_of())
            command_line(session, 'deal', 'win', '1', '--shop', shop)
            program.wait_until(lambda: not program.find_all('list item', re.compile('^全屋定制, ')), 'it is off the board')
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a deal is added in a stage, a gate holds it, what is missing is filled in there, it goes on and is won')
    def owners():
        with HandledProgram(session, shop=shop) as program:
            board = Board(session, program)
            board.head(1).click()
            program.wait('text', _('New deal: %s') % STAGES[1]).set_text('婚房整装')
            board.pointer.key('enter')
            board.wait_for('婚房整装', 1)
            board.pointer.click(board.card('婚房整装'))
            board.pointer.key('control', 'shift', 'right')
            gate = program.wait('dialog', _('Something Is Missing'))
            tap.check(stage_of(3) == STAGES[1], stage_of(3))
            gate.find_all('button', re.compile(_('Product')))[0].click()
            dialog = program.wait('dialog', _('Deal'))
            program.wait_until(lambda: '婚房整装' in [node.text for node in dialog.find_all('text')], 'the deal is open')
            dialog.find_all('text', _('Product'))[0].set_text('整装套餐')
            board.pointer.key('enter')
            board.wait_for('婚房整装', 2)
            program.wait_gone('dialog', _('Something Is Missing'))
            tap.check(history_of(3)[-1]['passed'] == [] and stage_of(3) == STAGES[2], history_of(3))
            board.pointer.click(board.card('婚房整装'))
            board.pointer.key('menu')
            # They have no names there: open, move to, won, lost, delete.
            program.wait_until(lambda: len(program.find_all('menu item')) == 5, 'the menu is open')
            program.find_all('menu item')[2].click()
            program.wait_until(lambda: not program.find_all('list item', re.compile('^婚房整装')), 'it is off the board')
            deal = json.loads(command_line(session, 'deal', 'show', '3', '--shop', shop, '--json'))
            tap.check((deal['state'], deal['product']) == ('won', '整装套餐'), deal)
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('in the preferences a stage goes to the place it is dragged to, and back with Control and Z')
    def stages():
        def order():
            return [stage['name'] for stage in json.loads(command_line(session, 'stage', 'list', '--shop', shop, '--json'))]

        def rows():
            found = [row for stage in STAGES for row in dialog.find_all('list item', stage)[:1]]
            return sorted(found, key=lambda row: row.box[1])

        def shown():
            return [row.name for row in rows()]

        with HandledProgram(session, shop=shop) as program:
            program.activate_action('preferences')
            dialog = program.wait('dialog', _('Preferences'))
            pointer = Pointer(session, program)
            pointer.click(program.wait('page tab', _('Pipeline')))
            program.wait_until(lambda: shown() == STAGES, 'the stages are there')
            before = rows()
            pointer.drag(before[4], before[1])
            moved = [STAGES[at] for at in (0, 4, 1, 2, 3)]
            program.wait_until(lambda: shown() == moved, 'it is moved')
            tap.check(order() == moved, order())
            pointer.click(dialog.find_all('button', _('Close'))[0])
            program.wait_gone('dialog', _('Preferences'))
            pointer.key('control', 'z')
            program.wait_until(lambda: order() == STAGES, 'it is the last again')
            tap.check(program.quit() == 0, 'the exit status')


def main():
    with HandSession() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
