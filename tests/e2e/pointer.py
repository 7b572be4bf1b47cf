# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop with a mouse and a keyboard: what a hand does, from outside the program.

    with HandSession() as session, HandledProgram(session, shop=folder) as program:
        pointer = Pointer(session, program)
        pointer.drag(program.find('button', 'a card'), program.find('grid cell', 'a column'))
        pointer.key('control', 'z')

Weston without a screen has no input devices; Mutter without a screen has them, and lets
them be moved through the interface that remote desktops use. All goes its real way: from
the compositor over Wayland into GTK's gestures, drags with their own protocol included.

Nothing here waits for luck: each motion and each button is followed in the program's own
account of the protocol (WAYLAND_DEBUG), so the next one comes when the program has got the
last. The window fills the screen, so that places in the window, which the accessibility tree
knows, are places on the screen, which it does not.
"""

import itertools
import re
import time

from gi.repository import Gio, GLib
from harness import Program
from session import Session, wait_for

REMOTE = 'org.gnome.Mutter.RemoteDesktop'
# Of linux/input-event-codes.h.
LEFT_BUTTON = 0x110
KEYS = {'escape': 1, 'control': 29, 'z': 44, 'enter': 28, 'shift': 42, 'left': 105, 'right': 106,
        'menu': 127}
# So far a pressed pointer has to go until GTK takes it for a drag, with some to spare.
THRESHOLD = 12
# And so long it has to be pressed: GTK takes no haste for a drag.
HOLD = 0.15
# Steps from one place to another while something is dragged.
STEPS = 4
# More than the paddings around an element add up to.
PADDINGS = 32
POINTED = r'(?:wl_pointer|wl_data_device)[@#]\d+\.(?:enter|motion|leave)\('
BUTTON = r'wl_pointer[@#]\d+\.button\('
START = r'wl_data_device[@#]\d+\.start_drag\('
# What the two sides of a drag agreed on: 0 is nothing.
AGREED = re.compile(r'wl_data_source[@#]\d+\.action\((\d+)\)')
# The source goes when it was cancelled or when all is done.
OVER = r'wl_data_source[@#]\d+\.(?:cancelled|dnd_finished)\('


class HandSession(Session):
    """A session under Mutter, with input devices and with windows that fill the screen."""

    def __init__(self, **more):
        super().__init__(**more)
        self.bus = None
        self.remote = None
        self.held = False

    def new_home(self):
        environment = super().new_home()
        path = f'{environment["XDG_CONFIG_HOME"]}/glib-2.0/settings/keyfile'
        with open(path, 'a', encoding='utf-8') as settings:
            settings.write('[io/github/regulars/Regulars]\nmaximized=true\n')
        return environment

    def _start_compositor(self):
        width, height = self.size
        display = 'regulars-hand'
        # It asks the system for colours and keyboards; the machine's own are no part of the test.
        mutter = self.spawn(['mutter', '--headless', '--wayland', '--no-x11', f'--virtual-monitor={width}x{height}',
                             f'--wayland-display={display}'], 'mutter',
                            environment={'DBUS_SYSTEM_BUS_ADDRESS': f'unix:path={self.folder}/none'})
        self.environment['WAYLAND_DISPLAY'] = display
        self.bus = Gio.DBusConnection.new_for_address_sync(
            self.environment['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.remote = wait_for(self._ask_for_remote, 20, 'Mutter offers its input devices', lambda: mutter.poll() is None,
                               lambda: self.log('mutter'))
        self.tell('Start')
        # The devices are there from their first use on: a pointer in the corner, and a key that means nothing.
        self.tell('NotifyPointerMotionRelative', '(dd)', -100000.0, -100000.0)
        for down in (True, False):
            self.tell('NotifyKeyboardKeycode', '(ub)', KEYS['shift'], down)

    def _ask_for_remote(self):
        try:
            return self.bus.call_sync(REMOTE, '/org/gnome/Mutter/RemoteDesktop', REMOTE, 'CreateSession', None, None,
                                      Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        except GLib.Error as error:
            if error.matches(Gio.dbus_error_quark(), Gio.DBusError.SERVICE_UNKNOWN):
                return None
            raise

    def tell(self, method, signature=None, *values):
        """Tell the input devices something."""
        self.bus.call_sync(REMOTE, self.remote, f'{REMOTE}.Session', method,
                           GLib.Variant(signature, values) if signature else None, None, Gio.DBusCallFlags.NONE, -1, None)


class HandledProgram(Program):
    """A program that tells what the compositor and it say to each other."""

    ACCOUNT = re.compile(r'^\[ *\d+\.\d+\] .*\n', re.MULTILINE)

    def __init__(self, session, environment=None, **more):
        super().__init__(session, environment={'WAYLAND_DEBUG': 'client', **(environment or {})}, **more)

    def output(self):
        return self.ACCOUNT.sub('', super().output())

    def protocol(self):
        return ''.join(self.ACCOUNT.findall(super().output()))


class Pointer:
    """The mouse and the keyboard of a HandSession, over the window of a program."""

    def __init__(self, session, program):
        self.session = session
        self.program = program
        # Only steps can be told; any long way up and left ends in the corner.
        self.place = (0, 0)
        self.lifted = 0
        # A test that failed may have left it down.
        if session.held:
            self._button(False)
        session.tell('NotifyPointerMotionRelative', '(dd)', -100000.0, -100000.0)

    def _wait(self, ready, what):
        """Wait until a function of the protocol's account returns something."""
        wait_for(lambda: ready(self.program.protocol()), 10, what, lambda: self.program.running,
                 lambda: self.program.protocol()[-2000:])

    def _after(self, act, pattern, what):
        """Do something, and wait until the account has such a line because of it."""
        before = len(self.program.protocol())
        act()
        self._wait(lambda said: re.search(pattern, said[before:]), what)

    # --- places

    def place_of(self, node):
        """A place on the screen where the pointer meets an element.

        GTK adds up the places of elements without the paddings in between, so an
        element is right and down of where it says, by a little; which element is
        at a place it knows better. Pictures and the texts of buttons are none. The other
        pages of a stack it names too, although no pointer meets them.
        """
        self.program.refresh()
        window = self.program.children[0]
        if window.box[2:] != self.session.size:
            raise AssertionError(f'the window, {window.box[2:]}, does not fill the screen, {self.session.size}')
        left, top, width, height = node.box
        x, y = left + width // 2, top + height // 2
        parts = {part.path for part in node.walk()}
        for right, down in sorted(itertools.product(range(0, PADDINGS, 4), repeat=2), key=sum):
            met = window.at(x + right, y + down)
            if met is not None and met.path in parts:
                return x + right, y + down
        met = window.at(x, y)
        if met is not None and (met.role == 'invalid' or all(part.path != met.path for part in window.walk())):
            return x, y
        raise AssertionError(f'no pointer gets to {node} at {node.box}: {met} is there')

    # --- the mouse

    def _go(self, x, y):
        step = (x - self.place[0], y - self.place[1])
        self.place = (x, y)
        if step != (0, 0):
            self._after(lambda: self.session.tell('NotifyPointerMotionRelative', '(dd)', *map(float, step)), POINTED,
                        f'the pointer comes to {x}, {y}')

    def _button(self, down):
        self.session.held = down
        self.session.tell('NotifyPointerButton', '(ib)', LEFT_BUTTON, down)

    def move(self, node, down=0):
        """Over the element, or so far below."""
        x, y = self.place_of(node)
        self._go(x, y + down)

    def press(self):
        self._after(lambda: self._button(True), BUTTON, 'the button is down')

    def release(self):
        self._after(lambda: self._button(False), BUTTON, 'the button is up')

    def click(self, node, down=0):
        self.move(node, down)
        self.press()
        self.release()

    # --- dragging

    def lift(self, node):
        """Begin to drag the element."""
        self.move(node)
        self.lifted = len(self.program.protocol())
        self.press()
        time.sleep(HOLD)
        x, y = self.place
        self._after(lambda: self._go(x + THRESHOLD, y), START, f'{node} is dragged')

    def carry(self, node):
        """Move what is dragged over the element, on the way as a hand does and not in one leap."""
        self.carry_to(*self.place_of(node))

    def carry_to(self, to_x, to_y):
        """Move what is dragged to a place on the screen."""
        x, y = self.place
        for step in range(1, STEPS + 1):
            self._go(x + (to_x - x) * step // STEPS, y + (to_y - y) * step // STEPS)

    def _agreed(self, said):
        return AGREED.findall(said[self.lifted:])[-1]

    def drop(self):
        """Let go of what is dragged where something takes it."""
        self._wait(lambda said: self._agreed(said) != '0', 'something would take it')
        self._after(lambda: self._button(False), OVER, 'the drag is over')

    def let_go(self):
        """Let go of what is dragged where nothing takes it."""
        self._wait(lambda said: self._agreed(said) == '0', 'nothing would take it')
        self._after(lambda: self._button(False), OVER, 'the drag is over')

    def drag(self, node, onto):
        self.lift(node)
        self.carry(onto)
        self.drop()

    def cancel(self):
        """Press Escape while something is dragged, then let go."""
        self._after(lambda: self.key('escape'), OVER, 'the drag is over')
        self._button(False)

    # --- the keyboard

    def key(self, *names):
        """Press keys together: the last one, while those before are held."""
        for name in names:
            self.session.tell('NotifyKeyboardKeycode', '(ub)', KEYS[name], True)
        for name in reversed(names):
            self.session.tell('NotifyKeyboardKeycode', '(ub)', KEYS[name], False)
