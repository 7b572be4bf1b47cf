# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the pages against the reference pictures beside this file.

Only inside the container, whose fonts and GTK the references were made with; 0.2 %
of the pixels may differ. REGULARS_NEW_PICTURES=yes takes what was drawn as the new
references, to be looked at before they are committed.
"""

import filecmp
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
import take_pictures  # noqa: E402
from session import Session  # noqa: E402

REFERENCE = pathlib.Path(__file__).resolve().parent / 'reference'
MAY_DIFFER = 0.002
# A channel may be off by this much: rounding in blending is not a difference.
SAME = 2
# PAGE-LANGUAGE-SIZE-COLOUR.png
NAME = re.compile(r'(?P<page>[a-z0-9-]+)-(?P<language>zh_CN|en)-(?P<width>\d+)x(?P<height>\d+)-(?P<colour>light|dark)\.png')


# What is looked at at every size, in both colours.
PAGES = {'customers', 'record-timeline'}


def has_reference(name):
    """All of Chinese; of English, which differs in words only, one picture a page: references weigh on the tree."""
    parts = NAME.fullmatch(name)
    if parts is None or parts['language'] == 'zh_CN':
        return True
    return parts['page'] in PAGES and (parts['width'], parts['colour']) == ('1280', 'light')


def decode(path):
    import gi
    gi.require_version('GdkPixbuf', '2.0')
    from gi.repository import GdkPixbuf
    picture = GdkPixbuf.Pixbuf.new_from_file(str(path))
    width, height, channels, stride = (picture.get_width(), picture.get_height(), picture.get_n_channels(),
                                       picture.get_rowstride())
    pixels = bytes(picture.get_pixels())
    rows = [pixels[y * stride:y * stride + width * channels] for y in range(height)]
    return width, height, channels, rows


def difference(first, second):
    """The part of the pixels that differ, or 1.0 when the sizes do."""
    width, height, channels, rows = decode(first)
    other_width, other_height, other_channels, other_rows = decode(second)
    if (width, height) != (other_width, other_height):
        return 1.0
    count = 0
    for row, other in zip(rows, other_rows):
        if row == other and channels == other_channels:
            continue
        for x in range(width):
            here, there = row[x * channels:x * channels + 3], other[x * other_channels:x * other_channels + 3]
            if here != there and max(abs(a - b) for a, b in zip(here, there)) > SAME:
                count += 1
    return count / (width * height)


def compare(name, folder):
    reference, drawn = REFERENCE / name, folder / name
    tap.check(drawn.exists(), f'{name} was not drawn')
    if filecmp.cmp(reference, drawn, shallow=False):
        return
    part = difference(reference, drawn)
    if part > MAY_DIFFER:
        kept = pathlib.Path(os.environ.get('REGULARS_BUILD', tempfile.gettempdir())) / 'pictures'
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(drawn, kept / name)
        raise AssertionError(f'{name}: {part:.3%} of the pixels differ; what was drawn is in {kept}')


def check_set(made):
    """Everything in Chinese and both colours, the pages in English too; the first page in wide and narrow."""
    tap.none_of([name for name in made if not NAME.fullmatch(name)], 'named in another way')
    wanted = set()
    for name in made:
        parts = NAME.fullmatch(name).groupdict()
        languages = take_pictures.LANGUAGES if parts['page'] in PAGES else ['zh_CN']
        wanted |= {f'{parts["page"]}-{language}-{parts["width"]}x{parts["height"]}-{colour}.png'
                   for language in languages for colour in ('light', 'dark')}
    tap.none_of(sorted(wanted - set(made)), 'not drawn')
    for size in ('1280x800', '360x640'):
        tap.check(f'customers-zh_CN-{size}-light.png' in made, f'the customers at {size} are missing')


def check_sizes(made, folder):
    wrong = []
    for name in made:
        parts = NAME.fullmatch(name)
        width, height, channels, rows = decode(folder / name)
        if parts and (width, height) != (int(parts['width']), int(parts['height'])):
            wrong.append(f'{name}: {width} × {height}')
        # A compositor that is too small makes the window small, too.
        if channels == 4 and rows[height // 2][(width - 1) * 4 + 3] != 255:
            wrong.append(f'{name}: the window does not fill it')
        if len(set(rows)) < height // 10:
            wrong.append(f'{name}: there is nothing in it')
    tap.none_of(wrong, 'not as it should be')


def main():
    if os.environ.get('REGULARS_IN_DEVENV') != 'container':
        print('1..0 # SKIP the reference pictures were made with the fonts of the container')
        return 0
    with tempfile.TemporaryDirectory() as name, Session(accessibility=False, width=2600, height=1500) as session:
        folder = pathlib.Path(name)
        # English differs in words only.
        made, trouble = take_pictures.take(session, {'zh_CN': None, 'en': sorted(PAGES)}, folder)

        if os.environ.get('REGULARS_NEW_PICTURES') and not trouble:
            shutil.rmtree(REFERENCE, ignore_errors=True)
            REFERENCE.mkdir()
            for picture in filter(has_reference, made):
                shutil.copy(folder / picture, REFERENCE / picture)

        tap.point('the pages can be drawn')(lambda: tap.check(not trouble, '\n'.join(trouble)))
        if not trouble:
            tap.point('every page in every language, width and colour')(lambda: check_set(made))
            tap.point('the pictures have their size and something in them')(lambda: check_sizes(made, folder))
            references = {path.name for path in REFERENCE.glob('*.png')}
            tap.point('every picture has its reference')(
                lambda: tap.none_of(sorted(set(filter(has_reference, made)) - references), 'to be looked at and kept with REGULARS_NEW_PICTURES=yes'))
            for picture in sorted(references):
                tap.point(f'looks as it did: {picture}')(lambda picture=picture: compare(picture, folder))
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
