# SPDX-License-Identifier: GPL-3.0-or-later
"""The services of a desktop that a test needs: notifications, and the portal for life in the background.

    mock_desktop.py NAME…

owns the names on the session bus, writes a line of JSON for each call to stdout,
and lets the test press a button of a notification or answer the next request for
life in the background. NAME is “notifications” or “portal”.
"""

import json
import sys

from gi.repository import Gio, GLib

XML = '''
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
  <interface name="org.freedesktop.portal.Background">
    <method name="RequestBackground">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="io.github.regulars.Mock">
    <method name="Press"><arg type="u" direction="in"/><arg type="s" direction="in"/></method>
    <method name="Grant"><arg type="b" direction="in"/></method>
    <method name="Autostart"><arg type="b" direction="in"/></method>
  </interface>
</node>
'''
OWNS = {
    'notifications': ('org.freedesktop.Notifications', '/org/freedesktop/Notifications', ['org.freedesktop.Notifications']),
    'portal': ('org.freedesktop.portal.Desktop', '/org/freedesktop/portal/desktop',
               ['org.freedesktop.portal.Background']),
}
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
state = {'granted': True, 'autostart': True, 'last': 0}


def say(call, **more):
    print(json.dumps({'call': call, **more}, ensure_ascii=False), flush=True)


def notify(sender, parameters):
    _name, replaces, _icon, summary, body, actions, _hints, _timeout = parameters
    if replaces == 0:
        state['last'] += 1
    number = replaces or state['last']
    say('Notify', number=number, replaces=replaces, title=summary, body=body, actions=dict(zip(actions[::2], actions[1::2])))
    return GLib.Variant('(u)', (number,))


def close(sender, parameters):
    say('CloseNotification', number=parameters[0])
    bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'NotificationClosed',
                    GLib.Variant('(uu)', (parameters[0], 3)))


def request(sender, parameters):
    _parent, options = parameters
    path = f'/org/freedesktop/portal/desktop/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
    say('RequestBackground', **{key: options[key] for key in ('reason', 'autostart', 'commandline')})
    results = {'background': GLib.Variant('b', state['granted']),
               'autostart': GLib.Variant('b', state['granted'] and state['autostart'] and options['autostart'])}
    GLib.idle_add(lambda: bus.emit_signal(sender, path, 'org.freedesktop.portal.Request', 'Response',
                                          GLib.Variant('(ua{sv})', (0 if state['granted'] else 1, results))) and False)
    return GLib.Variant('(o)', (path,))


def press(sender, parameters):
    bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                    GLib.Variant('(us)', parameters))


def grant(sender, parameters):
    state['granted'] = parameters[0]


def autostart(sender, parameters):
    state['autostart'] = parameters[0]


METHODS = {
    'GetCapabilities': lambda *_: GLib.Variant('(as)', (['actions', 'body'],)),
    'GetServerInformation': lambda *_: GLib.Variant('(ssss)', ('mock', 'regulars', '1', '1.2')),
    'Notify': notify,
    'CloseNotification': close,
    'RequestBackground': request,
    'Press': press,
    'Grant': grant,
    'Autostart': autostart,
}


def called(_bus, sender, _path, _interface, method, parameters, invocation):
    answer = METHODS[method](sender, parameters.unpack())
    invocation.return_value(answer)


def main():
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    bus.register_object('/mock', node.lookup_interface('io.github.regulars.Mock'), called, None, None)
    Gio.bus_own_name_on_connection(bus, 'io.github.regulars.Mock', Gio.BusNameOwnerFlags.NONE, None, None)
    for word in sys.argv[1:]:
        name, path, interfaces = OWNS[word]
        for interface in interfaces:
            bus.register_object(path, node.lookup_interface(interface), called,
                                lambda *_: GLib.Variant('u', 2), None)
        Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, lambda *_: say('ready'), None)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
