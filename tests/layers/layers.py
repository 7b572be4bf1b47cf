# SPDX-License-Identifier: GPL-3.0-or-later
"""A layer sees the layers before it and no others.

For each layer the compiler is called as it is for the layer's own sources, with
one include more: a header of a later layer must not be found, a header of each
layer before it must be.
"""

import json
import pathlib
import shlex
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402

SOURCE = pathlib.Path(sys.argv[1])
BUILD = pathlib.Path(sys.argv[2])
ORDER = ['catalog', 'store', 'records', 'shop', 'exchange', 'cli', 'app']


def compile_command(layer):
    """The words of the compiler's call for one source of a layer, without source and output."""
    commands = json.loads((BUILD / 'compile_commands.json').read_text(encoding='utf-8'))
    folder = SOURCE / 'src' / layer
    for entry in commands:
        source = (pathlib.Path(entry['directory']) / entry['file']).resolve()
        if folder not in source.parents or source.suffix != '.c':
            continue
        words, kept, skip = shlex.split(entry['command']), [], False
        for word in words:
            if skip:
                skip = False
            elif word in ('-o', '-MF', '-MQ'):
                skip = True
            elif word not in ('-c', '-MD', entry['file']):
                kept.append(word)
        return kept, entry['directory']
    raise AssertionError(f'src/{layer} compiles nothing')


def try_include(layer, header):
    """Whether a source of the layer may include the header."""
    words, directory = compile_command(layer)
    program = f'#include "config.h"\n#include "{header}"\nint regulars_layers_test;\n'
    result = subprocess.run([*words, '-Wno-error', '-fsyntax-only', '-x', 'c', '-'], cwd=directory, input=program,
                            text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
                            env={'PATH': '/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C', 'CCACHE_DISABLE': '1'})
    return result.returncode == 0, result.stderr


def headers(layer):
    return sorted(f'{layer}/{path.name}' for path in (SOURCE / 'src' / layer).glob('*.h'))


def refuses(layer, header):
    found, errors = try_include(layer, header)
    tap.check(not found, f'src/{layer} may include {header}')
    tap.check(f'{header}: No such file or directory' in errors, f'refused for another reason:\n{errors}')


def allows(layer, header):
    found, errors = try_include(layer, header)
    tap.check(found, errors)


def register():
    for position, layer in enumerate(ORDER):
        for later in ORDER[position + 1:]:
            found = headers(later)
            if found:
                tap.point(f'{layer} does not see {later}')(lambda layer=layer, header=found[0]: refuses(layer, header))
        if layer != 'app':
            tap.point(f'{layer} does not see GTK')(lambda layer=layer: refuses(layer, 'gtk/gtk.h'))
        for earlier in ORDER[:position + 1]:
            found = headers(earlier)
            if found:
                tap.point(f'{layer} sees {earlier}')(lambda layer=layer, header=found[0]: allows(layer, header))
    # The include roots hold links to folders: the way back up must not be taken.
    tap.point('app sees GTK')(lambda: allows('app', 'gtk/gtk.h'))


register()
sys.exit(tap.run())
