# SPDX-License-Identifier: GPL-3.0-or-later
"""A tag that sorts people by itself: made, tried, switched on, explained, taken back, and given by a sale."""

import gettext
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

LIST = '''姓名,手机
张三丰,19900001234
曾国藩,19900002345
欧阳娜娜,19900003456
'''
SALES = '''姓名,手机,日期,品名,金额
张三丰,19900001234,2026-10-03,窗帘,300
张三丰,19900001234,2026-10-20,窗帘,200
张三丰,19900001234,2026-11-11,地毯,900
曾国藩,19900002345,2026-11-02,窗帘,150
曾国藩,19900002345,2026-11-15,地毯,80
欧阳娜娜,19900003456,2026-11-20,窗帘,60
'''
RULE = {'timeline': 'sale', 'op': 'count', 'min': 3, 'days': 90}
TAG = '常客'
REASON = '按规则：8月25日以来3次购买'
TAGS_PAGE = '<int32 5>'

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext


def command_line(session, *arguments):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments], env={**session.environment, 'LC_ALL': 'C.UTF-8'},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def make_shop(session):
    shop = session.folder / 'shop'
    for name, text, more in (('people', LIST, ()), ('sales', SALES, ('--entity', 'sale'))):
        path = session.folder / f'{name}.csv'
        path.write_text(text, encoding='utf-8')
        command_line(session, 'import', str(path), *more, '--shop', str(shop))
    return shop


def tagged(session, shop):
    """Whose the tag is, as another program sees it."""
    found = command_line(session, 'search', '', '--filter', json.dumps({'tag': TAG, 'op': 'has'}), '--shop', str(shop), '--json')
    return [person['name'] for person in json.loads(found)]


def history(session, shop):
    return json.loads(command_line(session, 'history', '--shop', str(shop), '--json'))


def open_record(program, number, name):
    program.activate_action('open-customer', f'<int64 {number}>')
    program.wait('grouping', name)


def reasons(program):
    """The tag on the record that is open: why it is there, as a screen reader tells it."""
    return [node.description for node in program.find_all('grouping', TAG)]


def wait_for_reasons(program, wanted):
    program.wait_until(lambda: reasons(program) == wanted, f'the record says {wanted}')


def make_tag(program):
    program.activate_action('go-to-page', TAGS_PAGE)
    program.press(_('New Tag'))
    program.wait('text', _('Tag name')).set_text(TAG)
    program.check_names()
    program.press(_('Save'))
    program.wait('list item', TAG)


def dry_run(program):
    """Who would gain and who would lose the tag that is selected."""
    program.do('page.rule')
    program.wait('button', _('Switch On'))
    program.wait_until(lambda: program.find_all('button', _('Switch On'))[-1].has_state('sensitive'), 'the rule is tried')
    program.check_names()
    found = []
    for title, number in ((_('Would Get It'), 1), (_('Would Lose It'), 0)):
        group = program.wait('list', f'{title} · {number}')
        found.append([node.name for node in group.find_all('list item')])
    return found


def register(session):
    shop = make_shop(session)

    @tap.point('a tag is made, its rule tried, switched on, explained on a record, and taken back')
    def by_rule():
        with Program(session, shop=shop) as program:
            program.wait('list item', '张三丰')
            make_tag(program)
            # What a rule asks is chosen in lists that need a pointer or keys.
            command_line(session, 'tag', 'rule', TAG, '--condition', json.dumps(RULE), '--shop', str(shop))
            gain, lose = dry_run(program)
            tap.check((gain, lose) == (['张三丰'], [_('Nobody')]), (gain, lose))
            tap.check(not tagged(session, shop), 'trying a rule gave the tag')
            program.press(_('Switch On'))
            open_record(program, 1, '张三丰')
            wait_for_reasons(program, [REASON])
            program.check_names()
            tap.check(tagged(session, shop) == ['张三丰'], tagged(session, shop))
            tap.check(history(session, shop)[0]['origin'] == 'rule', history(session, shop)[0])
            # What is taken back is what somebody did, not what came of it.
            program.do('win.undo')
            wait_for_reasons(program, [])
            tap.check(not tagged(session, shop), tagged(session, shop))
            program.do('win.redo')
            wait_for_reasons(program, [REASON])
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a sale gives the tag by itself, and takes it along when it is taken back')
    def by_sale():
        with Program(session, shop=shop) as program:
            program.wait('list item', '张三丰')
            open_record(program, 2, '曾国藩')
            wait_for_reasons(program, [])
            command_line(session, 'note', '2', '补窗帘', '--kind', 'sale', '--amount', '75', '--shop', str(shop))
            wait_for_reasons(program, [REASON])
            program.wait_until(lambda: '：' + TAG in program.find_all('list item', '曾国藩')[0].description, 'the list has it')
            tap.check(tagged(session, shop) == ['曾国藩', '张三丰'], tagged(session, shop))
            command_line(session, 'undo', '--shop', str(shop))
            wait_for_reasons(program, [])
            tap.check(tagged(session, shop) == ['张三丰'], tagged(session, shop))
            tap.check(program.quit() == 0, 'the exit status')


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
