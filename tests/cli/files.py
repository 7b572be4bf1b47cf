# SPDX-License-Identifier: GPL-3.0-or-later
"""Import and export: reports, choices, refusals, round trips, undo."""

import os
import sys

from harness import demo, everybody, file, folder, imported, one_sentence, run, same, sound, table, tap

KEYS = ['rows', 'created', 'updated', 'skipped', 'refused', 'phones_valid', 'phones_invalid', 'phones_other',
        'phones_distinct', 'duplicate_phone_rows', 'dates_solar', 'dates_serial', 'dates_lunar', 'dates_unparsable',
        'tags_distinct', 'encoding', 'delimiter', 'seconds', 'operation', 'refused_file', 'own_fields']

BOOK = '''姓名,手机,生日,微信号,标签,地址,备注
曾国藩,138 0000 0001,1990/1/2,zeng66,"熟客,金卡",湖南省长沙市,爱喝茶
单雄信,+86 13800000002,32874,,熟客,,"两行
备注"
解晓东,１３８０００００００３,农历八月十五,xie_8,,,=1+1
仇英,010-6234 5678,1990-02-30,,,北京市,
朴树,不记得了,,,待回访,,
曾国藩,13800000001,,,贵宾,,再来一次
吕布,13800000001,,,,,同一个电话
欧阳娜娜,,2001年3月4日,ouyang,,,
,,,,,,
'''


@tap.point('import: the report')
def _():
    shop, report = imported(BOOK)
    for key in KEYS:
        tap.check(key in report, f'{key} is missing: {report}')
    wanted = {'rows': 8, 'created': 7, 'updated': 1, 'skipped': 0, 'refused': 0, 'phones_valid': 5,
              'phones_invalid': 1, 'phones_other': 1, 'phones_distinct': 3, 'duplicate_phone_rows': 2,
              'dates_solar': 2, 'dates_serial': 1, 'dates_lunar': 1, 'dates_unparsable': 1, 'tags_distinct': 4,
              'encoding': 'utf-8', 'delimiter': ',', 'refused_file': None, 'own_fields': []}
    same({key: report[key] for key in wanted}, wanted, 'report')
    tap.check(report['seconds'] > 0 and report['operation'] == 1, report)
    same(sound(shop)['customers'], 7, 'customers')


@tap.point('import: what it stores')
def _():
    shop, _report = imported(BOOK)
    sheets = {}
    for person in everybody(shop):
        sheets[person['name']] = run('show', person['id'], '--shop', shop, '--json').json
    zeng, shan, xie, qiu, piao = (sheets[name] for name in ('曾国藩', '单雄信', '解晓东', '仇英', '朴树'))
    same((zeng['phone'], zeng['phones'], zeng['birthday'], zeng['wechat'], zeng['tags']),
         ('13800000001', ['13800000001'], '1990-01-02', 'zeng66', ['熟客', '金卡', '贵宾']), '曾国藩')
    tap.check('爱喝茶' in zeng['notes'] and '再来一次' in zeng['notes'], zeng['notes'])
    same((shan['phone'], shan['birthday'], shan['notes']), ('13800000002', '1990-01-01', '两行\n备注'), '单雄信')
    same((xie['phone'], xie['birthday'], xie['notes']), ('13800000003', 'lunar:08-15', '=1+1'), '解晓东')
    same((qiu['phone'], qiu['birthday']), ('01062345678', None), '仇英')
    tap.check('1990-02-30' in qiu['notes'], qiu['notes'])
    same((piao['phone'], piao['tags']), (None, ['待回访']), '朴树')
    tap.check('不记得了' in piao['notes'], piao['notes'])
    same((sheets['吕布']['phone'], sheets['欧阳娜娜']['birthday']), ('13800000001', '2001-03-04'), 'others')


@tap.point('search: surnames by their readings, in the order of pinyin')
def _():
    shop, _report = imported(BOOK)
    for text, name in (('zeng', '曾国藩'), ('shan', '单雄信'), ('xie', '解晓东'), ('qiu', '仇英'), ('piao', '朴树'),
                       ('ouyang', '欧阳娜娜'), ('lv', '吕布'), ('lu', '吕布'), ('zgf', '曾国藩'), ('zengguof', '曾国藩'),
                       ('曾gf', '曾国藩'), ('雄信', '单雄信'), ('0003', '解晓东'), ('5678', '仇英'), ('爱喝茶', '曾国藩')):
        same([p['name'] for p in run('search', text, '--shop', shop, '--json').json], [name], text)
    same([p['name'] for p in everybody(shop)],
         ['吕布', '欧阳娜娜', '朴树', '仇英', '单雄信', '解晓东', '曾国藩'], 'order')


@tap.point('import: encodings and delimiters are found')
def _():
    for encoding, told in (('utf-8-sig', 'utf-8'), ('gb18030', 'gb18030'), ('utf-16', 'utf-16-le')):
        for delimiter in (',', ';', '\t'):
            text = '姓名,手机,备注\n张三丰,13800000001,武当山\n李四光,13800000002,地质队\n'.replace(',', delimiter)
            shop = folder('shop')
            report = run('import', file(text, encoding=encoding), '--shop', shop, '--json').json
            same((report['rows'], report['encoding'], report['delimiter']), (2, told, delimiter), encoding)
            same({p['name'] for p in everybody(shop)}, {'张三丰', '李四光'}, 'names')


@tap.point('import: known people are filled, skipped or overwritten')
def _():
    again = file('姓名,手机,地址,微信号\n曾国藩,13800000001,新地址,new66\n新人,13900000001,,\n')
    for way, wanted, counts in (('fill', ('湖南省长沙市', 'zeng66'), (1, 1, 0)), ('skip', ('湖南省长沙市', 'zeng66'), (1, 0, 1)),
                                ('overwrite', ('新地址', 'new66'), (1, 1, 0))):
        shop, _report = imported(BOOK)
        report = run('import', again, '--shop', shop, '--known', way, '--json').json
        same((report['created'], report['updated'], report['skipped']), counts, way)
        person = run('search', 'zgf', '--shop', shop, '--json').json[0]
        sheet = run('show', person['id'], '--shop', shop, '--json').json
        same((sheet['address'], sheet['wechat']), wanted, way)
    run('import', again, '--shop', folder(), '--known', 'ask', status=2)


@tap.point('import: the same file twice changes nothing')
def _():
    shop, _report = imported(BOOK)
    before = [run('show', p['id'], '--shop', shop, '--json').out for p in everybody(shop)]
    report = run('import', file(BOOK), '--shop', shop, '--json').json
    same((report['created'], report['updated']), (0, 8), 'counts')
    same([run('show', p['id'], '--shop', shop, '--json').out for p in everybody(shop)], before, 'customers')


@tap.point('import: --tag gives every customer of the file tags, and one undo takes all of it back')
def _():
    shop, _report = imported('姓名,手机,标签\n王芳,13800000001,老客\n')
    more = file('姓名,手机,标签\n王芳,13800000001,\n李雷,13900000001,团购\n')
    run('import', more, '--shop', shop, '--tag', 'VIP；宝妈', '--tag', '团购')

    def tags():
        return {person['name']: run('show', person['id'], '--shop', shop, '--json').json['tags']
                for person in everybody(shop)}
    same(tags(), {'王芳': ['老客', 'VIP', '宝妈', '团购'], '李雷': ['团购', 'VIP', '宝妈']}, 'tags')
    run('undo', '--shop', shop)
    same(tags(), {'王芳': ['老客']}, 'after undo')
    run('import', more, '--shop', shop, '--tag', 'VIP', '--entity', 'sale', status=2)


@tap.point('import: columns by --map, unknown ones become own fields')
def _():
    text = '甲,乙,丙\n张三丰,13800000001,黄金会员\n李四光,13800000002,白银会员\n'
    shop, report = imported(text, '--map', '甲=name', '--map', '2=phone')
    same(report['own_fields'], ['丙'], 'own fields')
    fields = [f for f in run('field', 'list', '--shop', shop, '--json').json if f['own']]
    same([f['label'] for f in fields], ['丙'], 'fields')
    person = run('search', 'zsf', '--shop', shop, '--json').json[0]
    same(run('show', person['id'], '--shop', shop, '--json').json[fields[0]['key']], '黄金会员', 'value')
    shop, report = imported(text, '--map', '甲=name', '--map', '乙=phone', '--map', '丙=ignore')
    same(report['own_fields'], [], 'own fields')
    for wrong in ('丁=name', '甲=ghost', '9=name', 'name'):
        one_sentence(run('import', file(text), '--shop', folder(), '--map', wrong, status=1))


@tap.point('import: files that cannot be taken are refused with a sentence')
def _():
    shop = folder('shop')
    run('demo', '--shop', shop, '--customers', 3)
    before = run('history', '--shop', shop, '--json').out
    for text in ('', 'a,b\n', '姓名,手机\n', '颜色,重量\n红,3\n蓝,4\n', b'\x00\x01\x02\x03' * 600):
        one_sentence(run('import', file(text), '--shop', shop, '--json', status=1))
    one_sentence(run('import', folder('nothing'), '--shop', shop, status=1))
    one_sentence(run('import', shop, '--shop', shop, status=1))
    one_sentence(run('import', file(BOOK), '--shop', shop, '--encoding', 'klingon', status=1))
    run('import', file(BOOK), '--shop', shop, '--sheet', '2', status=1)
    same(run('history', '--shop', shop, '--json').out, before, 'history')
    new = folder('new')
    one_sentence(run('import', folder('nothing'), '--shop', new, status=1))
    tap.check(not os.path.exists(new), 'a shop was made for nothing')


@tap.point('import: a trial counts the same and writes nothing')
def _():
    shop = folder('shop')
    trial = run('import', file(BOOK), '--shop', shop, '--dry-run', '--json').json
    tap.check(not os.path.exists(shop), 'a trial made a shop')
    report = run('import', file(BOOK), '--shop', shop, '--json').json
    for key in KEYS:
        if key not in ('seconds', 'operation', 'refused_file'):
            same(trial[key], report[key], key)
    same(trial['operation'], None, 'operation')
    history = run('history', '--shop', shop, '--json').out
    trial = run('import', file(BOOK), '--shop', shop, '--dry-run', '--json').json
    same((trial['created'], trial['updated']), (0, 8), 'on a shop that knows them')
    same(run('history', '--shop', shop, '--json').out, history, 'history')


@tap.point('import: undo takes it back whole, redo brings it again')
def _():
    shop = demo(12)
    before = [run('show', p['id'], '--shop', shop, '--json').out for p in everybody(shop)]
    report = run('import', file(BOOK), '--shop', shop, '--json').json
    after = everybody(shop)
    undone = run('undo', '--shop', shop, '--json').json
    same(undone['id'], report['operation'], 'operation')
    same([run('show', p['id'], '--shop', shop, '--json').out for p in everybody(shop)], before, 'customers')
    same(run('search', 'ouyang', '--shop', shop, '--json').json, [], 'search')
    run('redo', report['operation'], '--shop', shop)
    same(everybody(shop), after, 'after redo')
    sound(shop)


@tap.point('import of sales: customers are found or made')
def _():
    shop, _report = imported(BOOK)
    report = run('import', file('日期,客户,手机,商品,数量,金额\n2026-01-05,曾国藩,13800000001,茶叶,2,"1,234.50"\n'
                                '2026/1/6,新客,13900000009,茶具,1,¥88\n'),
                 '--entity', 'sale', '--shop', shop, '--json').json
    same((report['rows'], report['created']), (2, 2), 'report')
    person = run('search', 'zgf', '--shop', shop, '--json').json[0]
    sales = run('show', person['id'], '--shop', shop, '--json').json['sales']
    same([(s['date'], s['amount_fen'], s['item'], s['quantity']) for s in sales],
         [('2026-01-05', 123450, '茶叶', 2)], 'sales')
    same(sound(shop)['sales'], 2, 'sales in all')
    one_sentence(run('import', file(BOOK), '--entity', 'ghost', '--shop', shop, status=1))


@tap.point('import: what looks like sales is told beside the report')
def _():
    orders = ('订单号,日期,客户,手机,金额\n1,2026-01-05,曾国藩,13800000001,12\n2,2026-01-06,新客,13900000009,88\n'
              '3,2026-01-07,曾国藩,13800000001,5\n4,2026-01-08,新客,13900000009,6\n')
    for more in ((), ('--json',), ('--dry-run', '--json')):
        answer = run('import', file(orders), '--shop', folder('shop'), *more)
        tap.check('--entity sale' in answer.err and '--entity sale' not in answer.out, f'{answer.out}\n{answer.err}')
        if '--json' in more:
            same((answer.json['rows'], answer.json['created']), (4, 2), 'report')
            same(sorted(key for key in answer.json if 'sale' in key), [], 'keys')
    for text, entity in ((orders, 'sale'), (orders, 'customer'), (BOOK, None)):
        words = ['--entity', entity] if entity else []
        answer = run('import', file(text), '--shop', folder('shop'), '--json', *words)
        tap.check('--entity' not in answer.err, answer.err)


@tap.point('a long import runs in batches and can be undone')
def _():
    rows = ''.join(f'顾客{i:05d},1770{i:07d},第{i}行\n' for i in range(24000))
    shop, report = imported('姓名,手机,备注\n' + rows)
    same((report['rows'], report['created'], report['phones_distinct']), (24000, 24000, 24000), 'report')
    same(len(run('search', '17700012345', '--shop', shop, '--json').json), 1, 'searchable at once')
    same(sound(shop)['customers'], 24000, 'customers')
    run('undo', '--shop', shop)
    same(everybody(shop), [], 'after undo')
    run('redo', '--shop', shop)
    same(len(everybody(shop)), 24000, 'after redo')
    sound(shop)


@tap.point('export: a file for Excel, and the same on stdout')
def _():
    shop, _report = imported(BOOK)
    path = folder('out') + '.csv'
    report = run('export', path, '--shop', shop, '--json').json
    same((report['rows'], report['file']), (7, path), 'report')
    with open(path, 'rb') as stream:
        data = stream.read()
    tap.check(data.startswith(b'\xef\xbb\xbf') and data.count(b'\r\n') >= 8, data[:200])
    same(run('export', '-', '--shop', shop).raw, data, 'stdout')
    rows = table(path)
    same((len(rows), rows[0][0]), (8, 'Name'), 'table')
    tap.check(not any(cell.startswith('=') for row in rows for cell in row), 'a formula')


@tap.point('export: chosen fields, found people, another order, sales')
def _():
    shop, _report = imported(BOOK)
    same(table(run('export', '-', '--shop', shop, '--fields', 'phone,name', '--search', 'zgf').raw),
         [['Phone', 'Name'], ['13800000001', '曾国藩']], 'found')
    rows = table(run('export', '-', '--shop', shop, '--fields', 'name', '--sort', 'birthday').raw)
    same(rows[1:4], [['单雄信'], ['曾国藩'], ['欧阳娜娜']], 'by birthday')
    rows = table(run('export', '-', '--shop', demo(20), '--entity', 'sale').raw)
    tap.check(len(rows) > 5, rows)


@tap.point('export and import again: every value equal')
def _():
    for shop in (imported(BOOK)[0], demo(80)):
        path = folder('out') + '.csv'
        run('export', path, '--shop', shop)
        copy = folder('copy')
        run('import', file('姓名,手机\n临时,13900000000\n'), '--shop', copy)
        run('undo', '--shop', copy)
        for field in run('field', 'list', '--shop', shop, '--json').json:
            if field['own']:
                choices = ['--choices', ','.join(field['choices'])] if field['choices'] else []
                same(run('field', 'add', field['label'], '--type', field['type'], *choices, '--shop', copy).out.strip(),
                     field['key'], 'key')
        run('import', path, '--shop', copy)

        def content(of):
            sheets = []
            for person in everybody(of):
                sheet = run('show', person['id'], '--shop', of, '--json').json
                # How somebody stands comes of contacts and sales, which have files of their own, as tasks and deals do.
                for key in ('id', 'created_at', 'updated_at', 'contacts', 'identities', 'events', 'sales', 'tasks', 'deals',
                            'relations', 'life',
                            'life_since', 'class', 'score', 'n_sales', 'sales_fen', 'last_sale', 'n_contacts'):
                    sheet.pop(key)
                sheets.append(sheet)
            return sorted(sheets, key=lambda s: (s['name'], s['phone'] or '', str(s['notes'])))

        first, second = content(shop), content(copy)
        for one, other in zip(first, second):
            same(other, one, 'a customer')
        same(len(second), len(first), 'customers')
        again = folder('again') + '.csv'
        run('export', again, '--shop', copy)
        same(sorted(map(sorted, table(again))), sorted(map(sorted, table(path))), 'the second export')


@tap.point('print: a list and a sheet as PDF, what cannot be printed is told')
def _():
    shop, _report = imported(BOOK)
    place = folder()
    os.makedirs(place, exist_ok=True)
    whole, one = os.path.join(place, 'list.pdf'), os.path.join(place, 'one.pdf')
    same(run('print', whole, '--shop', shop, '--json').json, {'pages': 1, 'file': whole}, 'list')
    same(run('print', one, everybody(shop)[0]['id'], '--shop', shop, '--mask', '--json').json,
         {'pages': 1, 'file': one}, 'sheet')
    for path in (whole, one):
        with open(path, 'rb') as pdf:
            tap.check(pdf.read(5) == b'%PDF-', path)
    with open(one, 'rb') as pdf:
        before = pdf.read()
    one_sentence(run('print', one, '999', '--shop', shop, status=1))
    with open(one, 'rb') as pdf:
        tap.check(pdf.read() == before, 'the older file is gone')
    one_sentence(run('print', os.path.join(place, 'none', 'a.pdf'), '--shop', shop, status=1))
    run('print', one, '--fields', 'ghost', '--shop', shop, status=2)
    run('task', 'add', 'measure', '--staff', '李静', '--shop', shop)
    run('staff', 'add', '李静', '--shop', shop)
    run('staff', 'add', '王磊', '--shop', shop)
    same(run('print', one, '--today', '--staff', '李静', '--shop', shop, '--json').json['pages'], 1, 'her day')


@tap.point('export: a file that cannot be written is told, an old one stays')
def _():
    shop = demo(3)
    one_sentence(run('export', os.path.join(folder(), 'deep', 'x.csv'), '--shop', shop, status=1))
    one_sentence(run('export', '/', '--shop', shop, status=1))


sys.exit(tap.run())
