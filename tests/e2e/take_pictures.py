# SPDX-License-Identifier: GPL-3.0-or-later
"""Write pictures of the program's pages into a folder, the same at every run.

The compositor has no screen, the renderer is Cairo, and clock, zone, locale, fonts
and demo shop are fixed.
"""

import os
import pathlib
import re
import subprocess
import sys

from harness import BUILD, COMPLAINT
from session import NOW, Session

LANGUAGES = {'zh_CN': 'zh_CN.UTF-8', 'en': 'en_US.UTF-8'}
CUSTOMERS = 2000


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


def run_program(session, language, folder, shop, extra):
    """The program draws its pages once, with settings of its own; extra: more of its environment."""
    name = f'pictures-{language}'
    chosen = {key: value for key, value in os.environ.items() if key == 'REGULARS_PICTURES'}
    child = session.spawn([f'{BUILD}/src/app/regulars', '--shop', str(shop), f'--pictures={folder}'], name,
                          environment={**session.new_home(), **surroundings(language), **chosen, **extra})
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


def take(session, language, folder, only=None):
    """Pictures in one language, of all pages or of those alone; the names of the files."""
    shop = make_shop(session, language)
    chosen = {'REGULARS_PICTURES': ' '.join(only)} if only else {}
    run_program(session, language, folder, shop, chosen)
    # High contrast holds for a whole process.
    run_program(session, language, folder, shop, {**chosen, 'ADW_DEBUG_HIGH_CONTRAST': '1'})
    made = sorted(name for name in os.listdir(folder) if f'-{language}-' in name)
    if not made and 'REGULARS_PICTURES' not in os.environ:
        raise AssertionError(f'no picture in {language} was written')
    return made


def main():
    folder = pathlib.Path(sys.argv[1]).absolute()
    if len(sys.argv) > 2:
        os.environ['REGULARS_PICTURES'] = ' '.join(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob('*.png'):
        if any(f'-{language}-' in old.name for language in LANGUAGES):
            old.unlink()
    trouble = []
    with Session(accessibility=False, width=2600, height=1500) as session:
        for language in LANGUAGES:
            try:
                take(session, language, folder)
            except AssertionError as error:
                trouble.append(str(error))
    for name in sorted(os.listdir(folder)):
        print(folder / name)
    return '\n'.join(trouble)


if __name__ == '__main__':
    sys.exit(main() or 0)
