# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the tests, run them in the build tree each belongs to, and count.

What is counted are test points: the single lines of the TAP that a program
prints. A program that crashes, runs out of time or runs fewer points than it
announced, a report of a sanitizer, a warning of GLib and a failed build each
count as one failed point.
"""

import argparse
import dataclasses
import json
import os
import re
import subprocess
import sys

# Suites that run what people run; all others run with the sanitizers.
PLAIN = {'e2e', 'pictures', 'house', 'layers', 'bench', 'plain'}
QUICK = {'core', 'store', 'quick'}

POINT = re.compile(r'^(?P<inner>\s*)(?P<no>not )?ok\b\s*\d*\s*(?:- )?(?P<name>[^#]*)(?:#\s*(?P<word>SKIP|T[O]DO)\S*\s*(?P<why>.*))?',
                   re.IGNORECASE)
PLAN = re.compile(r'^1\.\.(\d+)')
COMPLAINT = re.compile(r'(?<!dbind)-(?:WARNING|CRITICAL) \*\*|^\*\* \(.*\): (?:WARNING|CRITICAL)|'
                       r'ERROR: (?:Address|Leak|Thread)Sanitizer|: runtime error: ', re.MULTILINE)


@dataclasses.dataclass
class Program:
    """A test program and the build tree it runs in."""
    name: str
    tree: str
    suites: set
    protocol: str
    depends: list
    command: list


@dataclasses.dataclass
class Failure:
    where: str
    what: str
    output: str = ''


@dataclasses.dataclass
class Tally:
    passed: int = 0
    skipped: int = 0
    failures: list = dataclasses.field(default_factory=list)
    skips: list = dataclasses.field(default_factory=list)
    durations: list = dataclasses.field(default_factory=list)


def tail(text, lines=60):
    kept = (text or '').rstrip().splitlines()
    return '\n'.join((['[…]'] if len(kept) > lines else []) + kept[-lines:])


def introspect(tree, what):
    out = subprocess.run(['meson', 'introspect', what, tree], check=True, stdout=subprocess.PIPE).stdout
    return json.loads(out)


def programs_of(tree):
    """The tests that belong to a tree."""
    found = []
    for test in introspect(tree, '--tests'):
        suites = {suite.split(':')[-1] for suite in test['suite']}
        if bool(suites & PLAIN) == (os.path.basename(tree) == 'plain'):
            found.append(Program(test['name'], tree, suites, test['protocol'], test['depends'], test['cmd']))
    return found


def compile_tree(tree, programs, everything, tally):
    """Build what the programs need; go on past errors to show all of them."""
    listed = introspect(tree, '--targets')
    files = {target['id']: target['filename'] for target in listed}
    wanted = {file for program in programs for need in program.depends for file in files.get(need, [])}
    if everything:
        # All that people get; the tests of the other tree are built there.
        wanted |= {file for target in listed if target['build_by_default'] for file in target['filename']
                   if not file.startswith(os.path.join(tree, 'tests') + os.sep)}
    # Tests written in Python have nothing to build.
    targets = sorted(os.path.relpath(file, tree) for file in wanted)
    if not targets:
        return
    log = tree + '.log'
    with open(log, 'w', encoding='utf-8') as out:
        result = subprocess.run(['ninja', '-C', tree, '-k', '0', *targets], stdout=out, stderr=subprocess.STDOUT,
                                stdin=subprocess.DEVNULL, check=False)
    if result.returncode != 0:
        with open(log, encoding='utf-8', errors='replace') as text:
            lines = [line for line in text if not re.match(r'\[\d+/\d+\] ', line) and not line.startswith(('cc ', 'ccache '))]
        tally.failures.append(Failure(os.path.basename(tree), 'does not build', tail(''.join(lines), 80)))


def count_tap(where, stdout, tally):
    """Count the points; return how many there were, how many were not ok, and the plan."""
    seen = bad = 0
    plan = None
    comments = []
    lines = stdout.splitlines()
    # With subtests the points are the inner lines, the outer ones only sum up.
    nested = any(POINT.match(line) and line[:1].isspace() for line in lines)
    for line in lines:
        match = POINT.match(line)
        if match is None:
            planned = PLAN.match(line)
            if planned:
                plan = int(planned.group(1))
            elif line.startswith('Bail out!') and not bad:
                bad += 1
                tally.failures.append(Failure(where, line, '\n'.join(comments[-40:])))
            else:
                comments.append(line)
            continue
        if nested and not match['inner']:
            continue
        seen += 1
        name = match['name'].strip() or f'point {seen}'
        if (match['word'] or '').upper() == 'SKIP':
            tally.skipped += 1
            tally.skips.append(f'{where}: {name}: {match["why"]}')
        elif match['no']:
            bad += 1
            tally.failures.append(Failure(where, name, '\n'.join(comments[-40:])))
        else:
            tally.passed += 1
        comments = []
    return seen, bad, None if nested else plan


def count_program(program, entry, tally):
    where = f'{os.path.basename(program.tree)} {program.name}'
    stdout, stderr, result = entry.get('stdout') or '', entry.get('stderr') or '', entry['result']
    tally.durations.append((entry['duration'], where))
    before = len(tally.failures)

    if program.protocol == 'tap':
        seen, bad, plan = count_tap(where, stdout, tally)
        if plan == 0:
            tally.skipped += 1
            tally.skips.append(f'{where}: all of it')
        elif seen == 0 and not bad:
            tally.failures.append(Failure(where, f'no test ran ({result.lower()})', tail(stdout)))
        elif plan is not None and seen != plan and not bad:
            tally.failures.append(Failure(where, f'{plan} tests were planned, {seen} ran ({result.lower()})', tail(stdout)))
    elif result == 'OK':
        tally.passed += 1
    elif result == 'SKIP':
        tally.skipped += 1
        tally.skips.append(where)

    if result not in ('OK', 'SKIP') and len(tally.failures) == before:
        tally.failures.append(Failure(where, f'{result.lower()}, status {entry.get("returncode")}', tail(stdout)))
    elif COMPLAINT.search(stderr) and len(tally.failures) == before:
        tally.failures.append(Failure(where, 'a warning or a sanitizer report', ''))
    if len(tally.failures) > before and stderr.strip():
        tally.failures[-1].output += '\n--- stderr ---\n' + tail(stderr)


def run_tree(tree, programs, arguments, tally):
    present = {}
    for program in programs:
        if program.name in present:
            tally.failures.append(Failure(os.path.basename(tree), f'two tests are called {program.name}'))
        present[program.name] = program
    # One program that is not there would keep all of them from running.
    for name, program in list(present.items()):
        if any(os.path.isabs(word) and word.startswith(tree) and not os.path.exists(word) for word in program.command):
            tally.failures.append(Failure(f'{os.path.basename(tree)} {name}', 'was not built'))
            del present[name]
    if not present:
        return
    log = os.path.join(tree, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)
    # The sanitizers make everything about three times slower.
    patience = (3 if os.path.basename(tree) == 'checked' else 1) * (20 if arguments.long else 1)
    environment = dict(os.environ)
    if arguments.long:
        environment['REGULARS_TEST_LONG'] = '1'
    else:
        environment.pop('REGULARS_TEST_LONG', None)
    # Many of them wait for a window or a disk most of the time: one more than there are cores.
    beside = (os.cpu_count() or 1) + 1
    words = ['meson', 'test', '-C', tree, '--no-rebuild', '--num-processes', str(beside), '--timeout-multiplier', str(patience),
             *present]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
                          text=True, errors='replace') as running:
        for line in running.stdout:
            # One line a program; the surroundings and sums that meson adds say nothing here.
            if re.match(r'\s*\d+/\d+ ', line):
                print(f'  {line.strip()}', flush=True)
        status = running.wait()
    counted = set()
    if os.path.exists(log):
        with open(log, encoding='utf-8', errors='replace') as lines:
            for line in lines:
                entry = json.loads(line)
                # "regulars:core / name", or the name alone
                name = entry['name'].split(' / ')[-1]
                counted.add(name)
                count_program(present[name], entry, tally)
    for name in sorted(set(present) - counted):
        tally.failures.append(Failure(f'{os.path.basename(tree)} {name}', f'was not run (meson test: status {status})'))


def select(programs, arguments):
    if arguments.quick:
        # Of these, what is also in the suite "slow" is left to the whole run.
        return [program for program in programs if program.suites & QUICK and 'slow' not in program.suites]
    if arguments.suites:
        known = set().union(*(program.suites for program in programs)) | {program.name for program in programs}
        unknown = sorted(set(arguments.suites) - known)
        if unknown:
            sys.exit(f'There is no suite {", ".join(unknown)}. There are: {", ".join(sorted(known))}.')
        wanted = set(arguments.suites)
        return [program for program in programs if program.suites & wanted or program.name in wanted]
    return [program for program in programs if 'long' not in program.suites or arguments.long]


def report(tally):
    if tally.skips:
        print('\nSkipped:')
        for skip in tally.skips:
            print(f'  {skip}')
    if tally.durations:
        print('\nThe slowest:')
        for seconds, where in sorted(tally.durations, reverse=True)[:10]:
            print(f'  {seconds:7.1f} s  {where}')
    for failure in tally.failures:
        print(f'\nFAILED {failure.where}: {failure.what}')
        if failure.output.strip():
            print('  ' + failure.output.strip().replace('\n', '\n  '))
    if not tally.passed and not tally.failures:
        tally.failures.append(Failure('', 'no test ran'))
        print('\nFAILED: no test ran')
    skipped = f', {tally.skipped} skipped' if tally.skipped else ''
    print(f'\n{tally.passed} passed, {len(tally.failures)} failed{skipped}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--root', required=True)
    parser.add_argument('--long', action='store_true')
    parser.add_argument('suites', nargs='*')
    arguments = parser.parse_args()
    arguments.quick = 'quick' in arguments.suites
    everything = not arguments.suites

    tally = Tally()
    trees = [os.path.join(arguments.root, '_build', name) for name in ('checked', 'plain')]
    for tree in trees:
        # A tree that no longer agrees with its meson.build is made up to date first.
        result = subprocess.run(['ninja', '-C', tree, 'build.ninja'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, check=False)
        if result.returncode != 0:
            print(tail(result.stdout))
            print(f'\nFAILED {os.path.basename(tree)}: could not be configured\n\n0 passed, 1 failed')
            return 1

    chosen = select([program for tree in trees for program in programs_of(tree)], arguments)
    if os.environ.get('REGULARS_IN_DEVENV') != 'container':
        print('Outside the container: pictures and formatting are not compared.')
    for tree in trees:
        programs = [program for program in chosen if program.tree == tree]
        plain = os.path.basename(tree) == 'plain'
        # Tests of the plain tree drive whole programs.
        whole = plain and (everything or bool(programs))
        if programs or whole:
            print(f'Building {os.path.basename(tree)} …', flush=True)
            compile_tree(tree, programs, whole, tally)
        if programs:
            run_tree(tree, programs, arguments, tally)
    report(tally)
    return 1 if tally.failures else 0


if __name__ == '__main__':
    sys.exit(main())
