# SPDX-License-Identifier: GPL-3.0-or-later
"""Drive the program as a person with a screen reader does: through AT-SPI.

    with Session() as session, Program(session, shop=folder) as program:
        program.find('button', '导入').click()
        program.wait('label', re.compile('2,000'))

Nodes are found by role and accessible name, and acted on by their own actions;
positions on the screen are not known to the tree. A line of WARNING or CRITICAL
on the program's stderr fails the test when the program is ended.

The accessibility library belongs to one bus for the life of a process, so a test
program has one Session; in it Program may be started again and again.
"""

import functools
import os
import re
import subprocess
import time

from session import SOURCE, Session, end, wait_for  # noqa: F401

BUILD = os.environ.get('REGULARS_BUILD', str(SOURCE / '_build' / 'plain'))
COMPLAINT = re.compile(r'.*(?:-(?:WARNING|CRITICAL|ERROR) \*\*|^\*\* \(.*\): (?:WARNING|CRITICAL)|Gtk-Message: .*Failed|'
                       r'Sanitizer|runtime error:).*', re.MULTILINE)
# What a person can act on, and so must have a name.
INTERACTIVE = {'button', 'push button', 'toggle button', 'check box', 'switch', 'radio button', 'entry', 'text', 'link',
               'combo box', 'menu item', 'check menu item', 'radio menu item', 'slider', 'spin button', 'list item',
               'tree item', 'page tab', 'password text', 'column header'}
# Names of roles changed between versions of AT-SPI.
SAME_ROLE = {'push button': 'button', 'password text': 'entry', 'text': 'entry', 'dialog': 'window', 'frame': 'window',
             'alert': 'window', 'header': 'landmark'}


@functools.cache
def _atspi():
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, GLib
    # The library asks for a program's cache a moment before GTK offers it, says so, and asks again.
    GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)
    return Atspi, GLib


def _same_role(first, second):
    return SAME_ROLE.get(first, first) == SAME_ROLE.get(second, second)


def _matches(wanted, text):
    if wanted is None:
        return True
    return wanted.search(text or '') is not None if isinstance(wanted, re.Pattern) else wanted == text


class Node:
    """One element of the accessibility tree."""

    _roles = {}

    def __init__(self, accessible):
        self._node = accessible

    def _ask(self, question, otherwise):
        # An element may go away between being found and being asked.
        _, glib = _atspi()
        try:
            answer = question()
        except glib.Error:
            return otherwise
        return otherwise if answer is None else answer

    @property
    def role(self):
        # It is for life, unlike all the rest, which is asked for anew each time.
        if self.path not in Node._roles:
            role = self._ask(self._node.get_role_name, '')
            if role in ('', 'invalid'):
                return role
            Node._roles[self.path] = role
        return Node._roles[self.path]

    @property
    def name(self):
        return self._ask(self._node.get_name, '')

    @property
    def description(self):
        return self._ask(self._node.get_description, '')

    @property
    def children(self):
        count = self._ask(self._node.get_child_count, 0)
        found = [self._ask(lambda at=at: self._node.get_child_at_index(at), None) for at in range(count)]
        return [Node(child) for child in found if child is not None]

    def has_state(self, name):
        """Whether it has a state such as 'showing', 'focused', 'selected', 'sensitive', 'checked'."""
        atspi, _ = _atspi()
        states = self._ask(self._node.get_state_set, None)
        return states is not None and states.contains(getattr(atspi.StateType, name.upper()))

    @property
    def text(self):
        """What stands in an entry or a label."""
        atspi, _ = _atspi()
        return self._ask(lambda: atspi.Text.get_text(self._node, 0, -1), '')

    def set_text(self, text):
        """Put a text into an entry, in place of what is there."""
        atspi, _ = _atspi()
        # The entry's own text child is the one that can be edited.
        for node in self.walk():
            if node._ask(node._node.is_editable_text, False) and \
                    node._ask(lambda node=node: atspi.EditableText.set_text_contents(node._node, text), False):
                return
        raise AssertionError(f'nothing can be written into {self}')

    def click(self, action=0):
        """Do what the element does: its first action, or the one of that number."""
        tree = self._ask(self._node.get_action_iface, None)
        if tree is None or not self._ask(lambda: tree.do_action(action), False):
            raise AssertionError(f'{self} does nothing')

    def do(self, name):
        """Do the element's, or one of its parts', action of that name."""
        for node in self.walk():
            tree = node._ask(node._node.get_action_iface, None)
            for at in range(node.n_actions):
                if node._ask(lambda tree=tree, at=at: tree.get_action_name(at), '') == name and \
                        node._ask(lambda tree=tree, at=at: tree.do_action(at), False):
                    return
        raise AssertionError(f'{self} has no action “{name}”')

    def focus(self):
        atspi, _ = _atspi()
        return self._ask(lambda: atspi.Component.grab_focus(self._node), False)

    @property
    def box(self):
        """Where the element is said to be in its window: x, y, width, height."""
        atspi, _ = _atspi()
        rect = self._ask(lambda: atspi.Component.get_extents(self._node, atspi.CoordType.WINDOW), None)
        return (rect.x, rect.y, rect.width, rect.height) if rect is not None else None

    def at(self, x, y):
        """Of a window: which element the pointer meets there."""
        atspi, _ = _atspi()
        found = self._ask(lambda: atspi.Component.get_accessible_at_point(self._node, x, y, atspi.CoordType.WINDOW), None)
        return Node(found) if found is not None else None

    @property
    def path(self):
        """Its place on the bus, which tells it from every other element of the program."""
        return self._node.path

    @property
    def n_actions(self):
        return self._ask(self._node.get_n_actions, 0) if self._ask(self._node.is_action, False) else 0

    def walk(self):
        """Itself and everything below, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find_all(self, role=None, name=None, showing=True):
        return [node for node in self.walk()
                if (role is None or _same_role(role, node.role)) and _matches(name, node.name)
                and (not showing or node.has_state('showing'))]

    def unnamed(self):
        """Elements that a person can act on and that have neither name nor description."""
        found = []

        def look(node, path):
            here = [*path, f'{node.role} “{node.name}”']
            if node.role != 'application' and not node.has_state('showing'):
                return
            # The text inside a named entry is the entry itself, once more, and so is what a named
            # combo box shows as chosen.
            inside = path and path[-1].split(' “')[0] in ('entry', 'text', 'spin button', 'combo box') and '“”' not in path[-1]
            inside = inside or node.role == 'list item' and any(step.startswith('combo box “') and '“”' not in step for step in path)
            if node.role in INTERACTIVE and not node.name.strip() and not inside:
                labelled = node._ask(lambda: any(relation.get_relation_type().value_nick == 'labelled-by'
                                                 for relation in node._node.get_relation_set()), False)
                if not labelled:
                    found.append(' › '.join(here))
            for child in node.children:
                look(child, here)
        look(self, [])
        return found

    def dump(self, depth=0):
        """The tree as text, for a failing test's output."""
        text = self.text
        line = '  ' * depth + f'{self.role} “{self.name}”' + (f' = “{text}”' if text and text != self.name else '')
        return '\n'.join([line, *(child.dump(depth + 1) for child in self.children)])

    def __str__(self):
        return f'{self.role} “{self.name}”'


class Program(Node):
    """The running program: the root of its own accessibility tree."""

    def __init__(self, session, shop=None, language='zh_CN', arguments=(), environment=None, command=None):
        super().__init__(None)
        self.session = session
        self.command = command or [f'{BUILD}/src/app/regulars', *(['--shop', str(shop)] if shop else []), *arguments]
        self.environment = {
            'LANGUAGE': language,
            'LC_ALL': {'zh_CN': 'zh_CN.UTF-8', 'en': 'en_US.UTF-8'}.get(language, 'C.UTF-8'),
            'REGULARS_LOCALEDIR': f'{BUILD}/po',
            'GSETTINGS_SCHEMA_DIR': f'{BUILD}/data',
            **(environment or {}),
        }
        self.child = None
        self.log = ''

    def __enter__(self):
        number = sum(1 for _ in (self.session.folder / 'log').glob('program*'))
        self.log = f'program{number}'
        os.environ.update({name: self.session.environment[name]
                           for name in ('DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'WAYLAND_DISPLAY')})
        os.environ.pop('AT_SPI_BUS_ADDRESS', None)
        self.child = self.session.spawn(self.command, self.log, environment=self.environment)
        try:
            wait_for(self._connect, 20, 'the window is there', lambda: self.child.poll() is None, self.output)
        except BaseException:
            end(self.child)
            raise
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and self._node is not None and self.child.poll() is None:
            print('# the window when it failed:')
            for line in self.dump().splitlines()[:200]:
                print(f'#   {line}')
        end(self.child)
        complaints = sorted({re.sub(r'\d\d:\d\d:[\d.]+: ', '', line.strip()) for line in COMPLAINT.findall(self.output())})
        if kind is None and complaints:
            raise AssertionError('the program complained:\n' + '\n'.join(complaints[:20]))
        for line in complaints[:20]:
            print(f'# {line}')

    def _connect(self):
        atspi, _ = _atspi()
        atspi.init()
        self._pump()
        desktop = atspi.get_desktop(0)
        desktop.clear_cache()
        for at in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(at)
            if application is not None and self._ask(application.get_process_id, 0) == self.child.pid \
                    and self._ask(application.get_child_count, 0):
                self._node = application
                return True
        return False

    def _pump(self):
        _, glib = _atspi()
        while glib.MainContext.default().iteration(False):
            pass

    def refresh(self):
        """Forget what was read of the tree before."""
        self._pump()
        self._node.clear_cache()

    def output(self):
        return self.session.log(self.log)

    @property
    def running(self):
        return self.child.poll() is None

    def wait_until(self, condition, what, seconds=30):
        """Wait until a function of the freshly read tree returns something, and return that."""
        def ready():
            self.refresh()
            return condition()
        return wait_for(ready, seconds, what, lambda: self.running,
                        lambda: self.output() + ('\n' + self.dump() if self.running else ''))

    def wait(self, role=None, name=None, seconds=30):
        """Wait until there is an element of that role and name, and return the first."""
        return self.wait_until(lambda: self.find_all(role, name), f'there is {role} “{name}”', seconds)[0]

    find = wait

    def press(self, name, seconds=30):
        """Press the button of that name as soon as it can be pressed; in a dialog rather than below it."""
        self.wait_until(lambda: [node for node in self.find_all('button', name) if node.has_state('sensitive')],
                        f'“{name}” can be pressed', seconds)[-1].click()

    def wait_gone(self, role=None, name=None, seconds=30):
        return self.wait_until(lambda: not self.find_all(role, name), f'{role} “{name}” is gone', seconds)

    def activate_action(self, action, *parameters):
        """Run an action of the application by name, as a key or a menu would."""
        result = subprocess.run(['gdbus', 'call', '--session', '--dest', self.bus_name, '--object-path',
                                 '/' + self.bus_name.replace('.', '/').replace('-', '_'),
                                 '--method', 'org.gtk.Actions.Activate', action, f'[{", ".join(parameters)}]', '{}'],
                                env={**os.environ, **self.session.environment}, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, check=False)
        if result.returncode != 0:
            raise AssertionError(f'{action}: {result.stdout}')

    bus_name = 'io.github.regulars.Regulars'

    def quit(self, seconds=30):
        """End it as a person does, and return the exit status."""
        self.activate_action('quit')
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'it did not end within {seconds} s') from None

    def check_names(self):
        """Fail when something that can be acted on has no name. A row gets its
        name when it is bound, which is a moment after it is there."""
        deadline = time.monotonic() + 3
        self.refresh()
        found = self.unnamed()
        while found and time.monotonic() < deadline:
            time.sleep(0.1)
            self.refresh()
            found = self.unnamed()
        if found:
            raise AssertionError('without a name:\n  ' + '\n  '.join(found))
