# SPDX-License-Identifier: GPL-3.0-or-later
"""What desktops and software centres are told: desktop file, metainfo, settings, icons."""

import configparser
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402

SOURCE, BUILD, APP_ID, VERSION = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
DATA = BUILD / 'data'
ICONS = SOURCE / 'data' / 'icons' / 'hicolor'
BASE_ID = APP_ID.removesuffix('.Devel')
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
SVG = '{http://www.w3.org/2000/svg}'


def run(*words):
    if shutil.which(words[0]) is None:
        raise tap.Skip(f'{words[0]} is not installed')
    result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    tap.check(result.returncode == 0, f'{" ".join(map(str, words))}:\n{result.stdout}')
    return result.stdout


def metainfo():
    return ET.parse(DATA / f'{APP_ID}.metainfo.xml').getroot()


def desktop():
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(DATA / f'{APP_ID}.desktop', encoding='utf-8')
    return parser['Desktop Entry']


@tap.point('the application id keeps the rules')
def _():
    tap.check(re.fullmatch(r'[a-z]+(\.[a-z]+)+(\.[A-Z][A-Za-z]+){1,2}', APP_ID), APP_ID)
    tap.check(3 <= len(APP_ID.split('.')) <= 5 and len(APP_ID) <= 255, APP_ID)


@tap.point('the desktop file is valid')
def _():
    run('desktop-file-validate', DATA / f'{APP_ID}.desktop')


@tap.point('the desktop file names the program, the icon and where it belongs')
def _():
    entry = desktop()
    tap.check(entry['Icon'] == APP_ID, entry['Icon'])
    tap.check(entry['Exec'].split()[0] == 'regulars', entry['Exec'])
    tap.check('Office;ContactManagement;' in entry['Categories'], entry['Categories'])
    tap.check(entry['Exec'].split()[1:] == ['%F'], entry['Exec'])
    kinds = {'text/csv', 'text/tab-separated-values', 'text/vcard', 'application/vnd.ms-excel',
             'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
             'application/vnd.oasis.opendocument.spreadsheet'}
    tap.check(set(entry['MimeType'].split(';')) == kinds | {''}, entry['MimeType'])
    tap.check('NoDisplay' not in entry and 'Hidden' not in entry, 'it is hidden')


@tap.point('the desktop file speaks Chinese')
def _():
    entry = desktop()
    tap.check(entry['Name'] == 'Regulars' and entry['Name[zh_CN]'] == '熟客', 'the name')
    for key in ('GenericName', 'Comment', 'Keywords'):
        tap.check(re.search('[\u4e00-\u9fff]', entry.get(f'{key}[zh_CN]', '')), f'{key}[zh_CN]')
    tap.check('客户' in entry['Keywords[zh_CN]'] and 'kehu' in entry['Keywords[zh_CN]'], entry['Keywords[zh_CN]'])


@tap.point('the metainfo is valid')
def _():
    run('appstreamcli', 'validate', '--strict', '--no-net', DATA / f'{APP_ID}.metainfo.xml')


@tap.point('the metainfo agrees with the program')
def _():
    root = metainfo()
    tap.check(root.findtext('id') == APP_ID, 'id')
    tap.check(root.findtext('launchable') == f'{APP_ID}.desktop', 'launchable')
    tap.check(root.findtext('project_license') == 'GPL-3.0-or-later', 'licence')
    releases = root.findall('releases/release')
    tap.check(releases[0].get('version') == VERSION, f'release {releases[0].get("version")}, program {VERSION}')
    dates = [datetime.date.fromisoformat(release.get('date')) for release in releases]
    tap.check(dates == sorted(dates, reverse=True), 'the newest release comes first')
    tap.check(all(release.find('description') is not None for release in releases), 'a release without notes')


@tap.point('name, summary and description are as long as software centres want them')
def _():
    root = metainfo()
    name, summary = root.findtext('name'), root.findtext('summary')
    tap.check(len(name) <= 15, name)
    tap.check(10 <= len(summary) <= 35 and not summary.endswith('.') and name not in summary, summary)
    tap.check(root.findtext('description/p') != summary, 'the description repeats the summary')
    paragraphs, items = ([element for element in root.findall(f'description/{path}') if LANG not in element.attrib]
                         for path in ('p', 'ul/li'))
    tap.check(2 <= len(paragraphs) <= 5 and len(items) <= 10, f'{len(paragraphs)} paragraphs, {len(items)} items')


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@tap.point('there are two brand colours, and text is readable on them')
def _():
    colours = {colour.get('scheme_preference'): colour.text for colour in metainfo().findall('branding/color')}
    tap.check(set(colours) == {'light', 'dark'} and colours['light'] != colours['dark'], str(colours))
    tap.check(contrast(colours['light'], '#000000') >= 7, 'black on the light one')
    tap.check(contrast(colours['dark'], '#ffffff') >= 7, 'white on the dark one')


@tap.point('the metainfo speaks Chinese in every sentence')
def _():
    root = metainfo()
    missing = []
    for path in ('name', 'summary', 'description/p', 'description/ul/li', 'releases/release/description/p'):
        for element in [root] if '/' not in path else root.iter():
            children = [child for child in element if child.tag == path.split('/')[-1]]
            if not children or (element.tag == 'developer'):
                continue
            english = sum(LANG not in child.attrib for child in children)
            chinese = sum(re.match('zh[-_](?:Hans[-_])?CN$', child.get(LANG, '')) is not None for child in children)
            if english != chinese:
                missing.append(f'{element.tag}/{path}: {english} in English, {chinese} in Chinese')
    tap.none_of(missing, 'not translated')


@tap.point('the settings compile')
def _():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(DATA / f'{APP_ID}.gschema.xml', folder)
        run('glib-compile-schemas', '--strict', '--dry-run', folder)


@tap.point('every setting has a summary, a description and the default that the program assumes')
def _():
    keys = {key.get('name'): key for key in ET.parse(DATA / f'{APP_ID}.gschema.xml').getroot().iter('key')}
    tap.check(keys, 'there are no settings')
    bare = [name for name, key in keys.items() if not key.findtext('summary') or not key.findtext('description')]
    tap.none_of(bare, 'without words')
    assumed = re.findall(r'\{ "([a-z-]+)", "([^"]*)" \}',
                         (SOURCE / 'src' / 'app' / 'rg-settings.c').read_text(encoding='utf-8'))
    tap.none_of([f'{name}: {value}' for name, value in assumed
                 if name not in keys or keys[name].findtext('default') != value], 'the program assumes another default')


@tap.point('both icons are drawn on the right canvas')
def _():
    for path, size in ((f'scalable/apps/{BASE_ID}.svg', 128), (f'symbolic/apps/{BASE_ID}-symbolic.svg', 16)):
        root = ET.parse(ICONS / path).getroot()
        tap.check(root.tag == f'{SVG}svg', path)
        tap.check(root.get('width') == root.get('height') == str(size), f'{path} is not {size} wide and high')
        tap.check(root.get('viewBox') == f'0 0 {size} {size}', f'{path}: viewBox')
        tap.check(not list(root.iter(f'{SVG}image')) and not list(root.iter(f'{SVG}text')), f'{path}: only shapes')


@tap.point('the symbolic icon has one colour')
def _():
    text = (ICONS / f'symbolic/apps/{BASE_ID}-symbolic.svg').read_text(encoding='utf-8')
    tap.check(set(re.findall(r'fill="([^"]*)"', text)) == {'#2e3436'} and 'gradient' not in text.lower(), 'colours')


@tap.point('the icons fill their canvas at every size')
def _():
    if shutil.which('rsvg-convert') is None:
        raise tap.Skip('rsvg-convert is not installed')
    try:
        import gi
        gi.require_version('GdkPixbuf', '2.0')
        from gi.repository import GdkPixbuf
    except (ImportError, ValueError):
        raise tap.Skip('GdkPixbuf is not there for Python') from None
    with tempfile.TemporaryDirectory() as folder:
        for path, sizes in ((f'scalable/apps/{BASE_ID}.svg', (16, 32, 64, 128)),
                            (f'symbolic/apps/{BASE_ID}-symbolic.svg', (16, 32))):
            for size in sizes:
                out = f'{folder}/icon.png'
                run('rsvg-convert', '-w', str(size), '-h', str(size), '-o', out, ICONS / path)
                picture = GdkPixbuf.Pixbuf.new_from_file(out)
                pixels, stride = picture.get_pixels(), picture.get_rowstride()
                inked = [(x, y) for y in range(size) for x in range(size) if pixels[y * stride + x * 4 + 3] > 128]
                width = max(x for x, _ in inked) - min(x for x, _ in inked) + 1
                height = max(y for _, y in inked) - min(y for _, y in inked) + 1
                tap.check(width >= size * 0.8 and height >= size * 0.8, f'{path} at {size}: {width} × {height}')
                tap.check(size * size * 0.4 < len(inked) < size * size * 0.95, f'{path} at {size}: {len(inked)} pixels')


sys.exit(tap.run())
