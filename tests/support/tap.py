# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests written in Python that speak TAP: one point per function.

A function registered with @point passes when it returns, fails when it raises,
and is skipped when it raises Skip with the reason.
"""

import sys
import traceback

_points = []


class Skip(Exception):
    """The point cannot be tried here."""


def point(description):
    """Register a function as a test point."""
    def register(function):
        _points.append((description, function))
        return function
    return register


def check(condition, message):
    """Fail the point with a message that helps."""
    if not condition:
        raise AssertionError(message)


def none_of(found, message):
    """Fail the point when there is anything in a list, and show the list."""
    found = list(found)
    if found:
        shown = ''.join(f'\n  {item}' for item in found[:60])
        more = f'\n  and {len(found) - 60} more' if len(found) > 60 else ''
        raise AssertionError(f'{message}:{shown}{more}')


def _comment(text):
    for line in text.rstrip().splitlines():
        print(f'# {line}')


def run():
    """Run every point in the order of registration; the status for sys.exit."""
    failed = 0
    print(f'1..{len(_points)}')
    for number, (description, function) in enumerate(_points, 1):
        try:
            function()
            print(f'ok {number} - {description}', flush=True)
        except Skip as reason:
            print(f'ok {number} - {description} # SKIP {reason}', flush=True)
        except AssertionError as error:
            failed += 1
            _comment(str(error) or traceback.format_exc())
            print(f'not ok {number} - {description}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            _comment(traceback.format_exc(limit=-3))
            print(f'not ok {number} - {description}', flush=True)
    sys.stdout.flush()
    return 1 if failed else 0
