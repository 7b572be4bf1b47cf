# SPDX-License-Identifier: GPL-3.0-or-later
"""Write pictures of the program's pages into a folder, the same at every run.

The compositor has no screen, the renderer is Cairo, and clock, zone, locale, fonts
and demo shop are fixed.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

from harness import BUILD, COMPLAINT
from session import NOW, Session

LANGUAGES = {'zh_CN': 'zh_CN.UTF-8', 'en': 'en_US.UTF-8'}
CUSTOMERS = 2000
# Drawn by programs of their own beside the one that draws all the others: so that each has
# about a fourth. Pages that show where the studio's files lie stay with the others.
SHARES = [
    ['import-file', 'import-columns', 'import-check', 'import-running', 'import-result', 'import-saved', 'import-sheet',
     'import-orders', 'import-deals', 'import-bill', 'import-questions', 'import-unanswered'],
    ['today', 'today-empty', 'task-dialog', 'done-dialog', 'tags', 'tags-tidy', 'tag-edit', 'calendar-month', 'calendar-week',
     'filter', 'filter-nobody', 'filter-editor', 'save-view', 'view'],
    ['pipeline', 'pipeline-empty', 'pipeline-list', 'pipeline-filter', 'pipeline-nothing', 'pipeline-numbers', 'pipeline-add',
     'deal-dialog', 'deal-belongings', 'deal-gate', 'deal-entry', 'deal-lost', 'record-deals', 'filter-deals', 'view-deals',
     'preferences-stages', 'preferences-stage', 'preferences-gate'],
]


def surroundings(language):
    return {
        'LANGUAGE': language,
        'LC_ALL': LANGUAGES[language],
        'REGULARS_LOCALEDIR': f'{BUILD}/po',
        'GSETTINGS_SCHEMA_DIR': f'{BUILD}/data',
    }


def make_shop(session, language):
    shop = session.folder / f'shop-{language}'
    command = [f'{BUILD}/src/cli/regulars-cli', 'demo', '--shop', str(shop), '--customers', str(CUSTOMERS),
               '--seed', '1', '--today', NOW[:10]]
    result = subprocess.run(command, env={**session.environment, **surroundings(language)}, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        raise AssertionError(f'no demo shop could be made:\n{result.stderr}')
    return shop


def run_program(session, language, number, folder, shop, extra):
    """The program draws its pages once, with a shop and settings of its own; extra: more of its environment."""
    name = f'pictures-{language}-{number}'
    own = session.folder / name
    # The shop is called as before: its name is seen.
    shutil.copytree(shop, own / shop.name)
    if number > 0:
        # Elsewhere than the first one, whose files are where they always are.
        extra = {**extra, 'TMPDIR': str(own)}
    child = session.spawn([f'{BUILD}/src/app/regulars', '--shop', str(own / shop.name), f'--pictures={folder}'], name,
                          environment={**session.new_home(), **surroundings(language), **extra})
    try:
        status = child.wait(400)
    except subprocess.TimeoutExpired:
        raise AssertionError(f'the pictures in {language} took too long:\n{session.log(name)}') from None
    log = session.log(name)
    if status != 0:
        raise AssertionError(f'the pictures in {language}: status {status}\n{log}')
    complaints = sorted({re.sub(r'\d\d:\d\d:[\d.]+: |\(regulars:\d+\): ', '', line.strip())
                         for line in COMPLAINT.findall(log)})
    if complaints:
        raise AssertionError(f'while the pictures in {language} were drawn:\n' + '\n'.join(complaints[:20]))


def programs_for(only):
    """More of the environment of each program that draws in one language: all pages, or those alone."""
    # High contrast holds for a whole process.
    contrast = {'ADW_DEBUG_HIGH_CONTRAST': '1'}
    if only:
        chosen = {'REGULARS_PICTURES': ' '.join(only)}
        return [chosen, {**chosen, **contrast}]
    others = ' '.join(f'-{name}' for share in SHARES for name in share)
    return [{'REGULARS_PICTURES': names} for names in [others, *map(' '.join, SHARES)]] + [contrast]


def take(session, wanted, folder):
    """Pictures in each language of `wanted`, of all pages (None) or of those alone; the names of the files, and what went wrong.

    The programs wait more than they work: there are more of them at a time than cores.
    """
    trouble = []
    with concurrent.futures.ThreadPoolExecutor((os.cpu_count() or 1) + 2) as pool:
        running = []
        for language, only in wanted.items():
            try:
                shop = make_shop(session, language)
            except AssertionError as error:
                trouble.append(str(error))
                continue
            running += [pool.submit(run_program, session, language, number, folder, shop, extra)
                        for number, extra in enumerate(programs_for(only))]
        trouble += [str(one.exception()) for one in running if one.exception() is not None]
    made = sorted(name for name in os.listdir(folder) if any(f'-{language}-' in name for language in wanted))
    trouble += [f'no picture in {language} was written' for language, only in wanted.items()
                if only is None and not any(f'-{language}-' in name for name in made)]
    return made, trouble


def main():
    folder = pathlib.Path(sys.argv[1]).absolute()
    only = sys.argv[2:] or None
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob('*.png'):
        if any(f'-{language}-' in old.name for language in LANGUAGES):
            old.unlink()
    with Session(accessibility=False, width=2600, height=1500) as session:
        _, trouble = take(session, {language: only for language in LANGUAGES}, folder)
    for name in sorted(os.listdir(folder)):
        print(folder / name)
    return '\n'.join(trouble)


if __name__ == '__main__':
    sys.exit(main() or 0)
