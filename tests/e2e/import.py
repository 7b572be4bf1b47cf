# SPDX-License-Identifier: GPL-3.0-or-later
"""The import assistant as a shop owner uses it: from the command line, by names and by keys only."""

import gettext
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

LIST = '''姓名,手机,等级,生日
张三,19900001234,金卡,1990-01-02
李四,没有,银卡,昨天
王五,19900003456,金卡,1991-05-06
,,金卡,
'''
MORE = '''姓名,手机,地址
张三,19900001234,南京路 1 号
赵六,19900004567,南京路 2 号
'''

NOBODY = ('No column says who it is. Choose the one that is the name, the phone, the e-mail or the '
          'WeChat id.')

_ = gettext.translation('regulars', f'{BUILD}/po', ['zh_CN'], fallback=True).gettext


def says(text):
    return re.compile(re.escape(text))


def write(session, name, text, encoding='utf-8'):
    path = session.folder / name
    path.write_text(text, encoding=encoding)
    return path


def in_dialog(program, name):
    """A button of the assistant, which stands behind those of the page below it."""
    return program.wait_until(lambda: program.find_all('button', name), f'there is {name}')[-1]


def register(session):
    @tap.point('a list in GBK is looked at, mapped otherwise, checked, imported, and shown')
    def whole():
        path = write(session, '会员.csv', LIST, 'gb18030')
        with Program(session, shop=session.folder / 'whole', arguments=[str(path)]) as program:
            program.wait('label', says('张三 · 李四 · 王五'))
            program.wait('label', _('Guess: by its header'))
            program.check_names()
            program.press(_('Next'))
            program.wait('label', says('没有'))
            program.wait('label', says(_('This is not a phone number.')))
            tap.check(not (session.folder / 'whole').exists(), 'a shop was made before it was asked for')
            program.check_names()
            program.press(_('Import'))
            program.wait('button', _('Show Them'))
            program.wait('button', _('Show File'))
            program.check_names()
            tap.check(len(list(session.folder.glob('会员-*.csv'))) == 1, 'no file of refused rows')
            program.press(_('Show Them'))
            for name in ('张三', '李四', '王五'):
                program.wait('list item', name)

    @tap.point('people who are known are counted, and nobody is written twice')
    def known():
        shop = session.folder / 'whole'
        path = write(session, 'more.csv', MORE)
        with Program(session, shop=shop, arguments=[str(path)]) as program:
            program.press(_('Next'))
            program.wait('radio button', _('Skip them'))
            program.wait('label', _('known, completed'))
            program.check_names()
            program.press(_('Import'))
            program.press(_('Undo'))
            program.wait_until(lambda: not program.find_all('list item', '赵六'), 'it is taken back')
            program.wait('list item', '张三')

    @tap.point('a file from which nobody can be told waits for the owner to say who it is')
    def unnamed():
        path = write(session, 'codes.csv', '代码,颜色\n甲乙,红\n丙丁,绿\n')
        with Program(session, shop=session.folder / 'unnamed', arguments=[str(path)]) as program:
            program.wait_until(lambda: [node for node in program.walk() if node.text == _(NOBODY)], 'it says why it waits')
            tap.check(not in_dialog(program, _('Next')).has_state('sensitive'), 'it goes on without a name')
            program.check_names()
        tap.check(not (session.folder / 'unnamed').exists(), 'a shop was made')

    @tap.point('a file that cannot be imported says why, and another can be chosen')
    def refused():
        path = write(session, 'nothing.csv', '')
        with Program(session, shop=session.folder / 'refused', arguments=[str(path)]) as program:
            program.wait('button', _('Choose Another…'))
            program.wait('label', says('nothing.csv'))
            tap.check(not in_dialog(program, _('Next')).has_state('sensitive'), 'it goes on')
            program.check_names()
        tap.check(not (session.folder / 'refused').exists(), 'a shop was made')

    @tap.point('without a file the first step asks for one')
    def asked():
        with Program(session, shop=session.folder / 'asked') as program:
            program.wait('button', _('Import a File…')).click()
            program.wait('button', _('Choose a File…'))
            program.check_names()


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
