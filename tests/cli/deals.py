# SPDX-License-Identifier: GPL-3.0-or-later
"""regulars-cli deal, stage and import --entity deal."""

import csv
import datetime
import io
import pathlib
import re
import statistics
import sys

from harness import file, folder, imported, one_sentence, run, same, sound, tap

KEYS = ['id', 'customer_id', 'customer', 'contact_id', 'title', 'stage', 'state', 'amount_fen', 'chance', 'expected',
        'owner', 'source', 'product', 'code', 'opened', 'closed', 'lost_reason', 'stage_since', 'next_date', 'notes',
        'created_at', 'updated_at', 'days_in_stage', 'late']

# Of the shape of what an English CRM exports: won and lost stand among the stages, some have no account.
HEADER = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value'
AGENTS = ['Anna Snelling', 'Boris Faz', 'Cassey Cress']
STAGES = ['Won', 'Won', 'Lost', 'Engaging', 'Prospecting', 'Won', 'Lost']


def make_list(n=160):
    lines, day = [HEADER], datetime.date(2024, 1, 5)
    for i in range(n):
        stage = STAGES[i * 5 % 7]
        begun = day + datetime.timedelta(days=i * 3 % 200)
        ended = begun + datetime.timedelta(days=4 + i * i % 97)
        account = '' if i % 6 == 0 else f'Acme {i % 11}'
        lines.append(','.join([f'OP{i:04}', AGENTS[i % 3], f'GTX {i % 4}', account, stage,
                               '' if stage == 'Prospecting' else begun.isoformat(),
                               ended.isoformat() if stage in ('Won', 'Lost') else '',
                               str(40 + i * 37 % 900) if stage == 'Won' else '0' if stage == 'Lost' else '']))
    return '\n'.join(lines) + '\n'


def percentile(values, part):
    """Between the two nearest, as a spreadsheet's PERCENTILE.INC."""
    values = sorted(values)
    place = part * (len(values) - 1)
    low = int(place)
    return values[low] + (place - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def count(rows):
    """What plain counting over the file says of each agent."""
    lines = []
    for agent in sorted({row['sales_agent'] for row in rows}):
        mine = [row for row in rows if row['sales_agent'] == agent]
        won = [row for row in mine if row['deal_stage'] == 'Won']
        lost = [row for row in mine if row['deal_stage'] == 'Lost']
        days = [(datetime.date.fromisoformat(row['close_date']) - datetime.date.fromisoformat(row['engage_date'])).days
                for row in won]
        lines.append({'owner': agent, 'open': len(mine) - len(won) - len(lost), 'won': len(won), 'lost': len(lost),
                      'won_amount_fen': sum(int(row['close_value']) for row in won) * 100,
                      'win_rate': round(len(won) / (len(won) + len(lost)), 4),
                      'cycle_days_median': round(statistics.median(days), 4),
                      'cycle_days_p90': round(percentile(days, 0.9), 4)})
    return lines


@tap.point('show: a customer has its deals, as the list has them')
def _():
    shop = folder('shop')
    run('add', '--name', '王芳', '--shop', shop)
    run('deal', 'add', '全屋定制', '--customer', 1, '--amount', '12.8万', '--shop', shop)
    run('deal', 'add', '别人的', '--shop', shop)
    same(run('show', 1, '--shop', shop, '--json').json['deals'],
         run('deal', 'list', '--customer', 1, '--shop', shop, '--json').json, 'deals')
    tap.check('全屋定制' in run('show', 1, '--shop', shop).out, 'for people')


@tap.point('import --entity deal: customers, stages, staff; the numbers are those of plain counting')
def _():
    shop, text = folder('shop'), make_list()
    rows = list(csv.DictReader(io.StringIO(text)))
    tried = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json', '--dry-run').json
    report = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json').json
    for answer in (tried, report):
        same([answer[key] for key in ('rows', 'created', 'updated', 'skipped', 'refused')], [160, 160, 0, 0, 0], 'report')
    stats = run('deal', 'stats', '--shop', shop, '--json').json
    same(stats['by_owner'], count(rows), 'agents')
    stages = {stage['name']: stage['open'] for stage in stats['stages']}
    for name in ('Engaging', 'Prospecting'):
        same(stages[name], sum(row['deal_stage'] == name for row in rows), name)
    same(sum(stages.values()), sum(row['deal_stage'] not in ('Won', 'Lost') for row in rows), 'open')
    same(stats['won'], {'count': sum(row['deal_stage'] == 'Won' for row in rows),
                        'amount_fen': sum(int(row['close_value'] or 0) for row in rows if row['deal_stage'] == 'Won') * 100},
         'won')
    same(stats['lost'], {'count': sum(row['deal_stage'] == 'Lost' for row in rows)}, 'lost')
    deals = run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json
    same(sorted(deal['code'] for deal in deals), [row['opportunity_id'] for row in rows], 'each once')
    same(sum(deal['customer'] is None for deal in deals), sum(row['account'] == '' for row in rows), 'nobody’s')
    same(len(run('search', '', '--shop', shop, '--json').json), 11, 'customers')
    same(sorted(line['name'] for line in run('staff', 'list', '--shop', shop, '--json').json), AGENTS, 'staff')
    sound(shop)


@tap.point('import --entity deal: once more changes nothing; skip, overwrite, undo')
def _():
    shop, text = folder('shop'), make_list(30)
    run('import', file(text), '--entity', 'deal', '--shop', shop)
    again = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json').json
    same([again['created'], again['updated'], again['operation']], [0, 30, None], 'again')
    other = text.replace('GTX 1', 'MG 1')
    same(run('import', file(other), '--entity', 'deal', '--known', 'skip', '--shop', shop, '--json').json['skipped'], 30,
         'skipped')
    run('import', file(other), '--entity', 'deal', '--known', 'overwrite', '--shop', shop)
    products = {deal['product'] for deal in run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json}
    tap.check('MG 1' in products and 'GTX 1' not in products, products)
    run('undo', '--shop', shop)
    run('undo', '--shop', shop)
    same(run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json, [], 'taken back')
    sound(shop)


@tap.point('import --entity deal: Chinese headings; a row that says nothing is refused')
def _():
    shop = folder('shop')
    text = ('客户名称,商机名称,商机阶段,预计金额(万),金额,负责人,输单原因\n'
            '王芳,全屋定制,需求确认,,12.8万,小李,\n李四,局改,输单,,3万,小李,价格太高\n,,,,,,\n赵云,,赢单,,5000,,\n')
    report = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json').json
    same([report['rows'], report['created'], report['refused']], [3, 3, 0], 'rows')
    deals = {deal['customer']: deal for deal in
             run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json}
    same([deals['王芳']['title'], deals['王芳']['amount_fen'], deals['王芳']['state']], ['全屋定制', 12800000, 'open'], '王芳')
    same([deals['李四']['state'], deals['李四']['lost_reason']], ['lost', '价格太高'], '李四')
    same([deals['赵云']['title'], deals['赵云']['state']], ['赵云', 'won'], '赵云')


@tap.point('import --entity deal: what the file does not say')
def _():
    shop = folder('shop')
    text = ('客户,商机名称,商机阶段,赢率,成交日期\n王芳,全屋定制,报价,85%,\n李四,局改,赢单,40,2024-03-01\n,浴室,报价,150,\n')
    run('import', file(text), '--entity', 'deal', '--shop', shop)
    deals = {deal['title']: deal for deal in
             run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json}
    same([deals['全屋定制']['chance'], deals['局改']['chance'], deals['浴室']['chance']], [85, 40, None], 'hundredths')
    tap.check('150' in deals['浴室']['notes'], deals['浴室'])
    nobodys = run('deal', 'stats', '--owner', '', '--shop', shop, '--json').json['by_owner']
    same([(line['owner'], line['open'], line['won']) for line in nobodys], [(None, 2, 1)], 'nobody’s')
    same([deals['局改']['opened'], deals['局改']['days_in_stage']], ['2024-03-01', 0], 'not after its end')
    # The same again, without a number and a day; a stage that got another name does not come back.
    run('stage', 'set', '报价', '--name', '谈价', '--shop', shop)
    report = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json').json
    same([report['created'], report['updated'], report['refused']], [0, 3, 0], 'known')
    same([stage['name'] for stage in run('stage', 'list', '--shop', shop, '--json').json][5:], ['谈价'], 'stages')


@tap.point('import --entity deal: rows that are alike are as many deals, and known one by one')
def _():
    shop = folder('shop')
    text = ('客户,商机名称,金额,开始日期\n王芳,窗帘,3000,2024-03-01\n王芳,窗帘,5000,2024-03-01\n,窗帘,700,2024-03-01\n'
            '王芳,窗帘,9000,2024-03-01\n,窗帘,800,2024-03-01\n')
    options = ('--entity', 'deal', '--shop', shop, '--json')
    report = run('import', file(text), *options).json
    same([report['created'], report['updated']], [5, 0], 'each is one')
    same(sorted(deal['amount_fen'] for deal in run('deal', 'list', '--shop', shop, '--json').json),
         [70000, 80000, 300000, 500000, 900000], 'nothing is lost')
    more = text + '王芳,窗帘,1000,2024-03-01\n'
    report = run('import', file(more), *options).json
    same([report['created'], report['updated']], [1, 5], 'one more')
    same(run('search', '', '--shop', shop, '--json').json[0]['name'], '王芳', 'one customer')
    sound(shop)


@tap.point('import --entity deal: more stages than a pipeline can have')
def _():
    shop = folder('shop')
    text = '客户,商机名称,商机阶段\n' + ''.join(f'客户{i},商机{i},阶段{i}\n' for i in range(50))
    trial = run('import', file(text), '--entity', 'deal', '--shop', shop, '--dry-run', '--json').json
    report = run('import', file(text), '--entity', 'deal', '--shop', shop, '--json').json
    same([report['created'], report['refused'], trial['refused'] > 0], [35, 15, True], 'refused')
    same(len(run('deal', 'list', '--shop', shop, '--json').json), 35, 'deals')
    same(len(run('search', '', '--shop', shop, '--json').json), 35, 'customers')
    sound(shop)


@tap.point('deal add, set, move, win, lose, reopen, delete: shape and words')
def _():
    shop, _ = imported('姓名,手机\n王芳,13800138000\n')
    made = run('deal', 'add', '局改', '--customer', '1', '--amount', '12.8万', '--owner', '小李', '--shop', shop, '--json').json
    same(list(made), KEYS, 'keys')
    same([made['customer'], made['stage'], made['state'], made['amount_fen']], ['王芳', 'First contact', 'open', 12800000], 'made')
    one_sentence(run('deal', 'add', '--shop', shop, status=1))
    one_sentence(run('deal', 'add', 'a', '--amount', 'much', '--shop', shop, status=1))
    one_sentence(run('deal', 'add', 'a', '--stage', 'nowhere', '--shop', shop, status=1))
    same(run('deal', 'set', '1', '--chance', '40', '--notes', '要快', '--shop', shop, '--json').json['chance'], 40, 'chance')
    run('stage', 'gate', 'proposal', '--attachments', '2', '--of-kind', '设计方案', '--shop', shop)
    answer = run('deal', 'move', '1', 'proposal', '--shop', shop, status=1)
    tap.check('2 more files “设计方案” (0 of 2)' in answer.err, answer.err)
    same(run('deal', 'show', '1', '--shop', shop, '--json').json['stage'], 'First contact', 'not moved')
    same(run('deal', 'move', '1', 'Needs confirmed', '--shop', shop, '--json').json['stage'], 'Needs confirmed', 'moved')
    same(run('deal', 'move', '1', 'proposal', '--reason', '老板同意', '--shop', shop, '--json').json['stage'], 'Proposal',
         'passed')
    one_sentence(run('deal', 'lose', '1', '--shop', shop, status=1))
    same(run('deal', 'lose', '1', '--reason', '太贵', '--shop', shop, '--json').json['lost_reason'], '太贵', 'lost')
    one_sentence(run('deal', 'win', '1', '--shop', shop, status=1))
    same(run('deal', 'reopen', '1', '--shop', shop, '--json').json['closed'], None, 'open again')
    won = run('deal', 'win', '1', '--amount', '130000', '--shop', shop, '--json').json
    one_sentence(run('deal', 'set', '1', '--opened', '2099-01-01', '--shop', shop, status=1))
    same([won['state'], won['stage'], won['amount_fen']], ['won', 'Signing', 13000000], 'won')
    history = run('deal', 'history', '1', '--shop', shop, '--json').json
    same([(move['to'], move['state'], move['reason']) for move in history],
         [('First contact', 'open', None), ('Needs confirmed', 'open', None), ('Proposal', 'open', '老板同意'),
          ('Proposal', 'lost', '太贵'), ('Proposal', 'open', None), ('Signing', 'won', None)], 'history')
    same(run('deal', 'stats', '--shop', shop, '--json').json['passed'], 1, 'passed')
    run('undo', '--shop', shop)
    same(run('deal', 'show', '1', '--shop', shop, '--json').json['state'], 'open', 'taken back')
    same(run('deal', 'delete', '1', '--shop', shop, '--json').json['deleted'], 1, 'deleted')
    one_sentence(run('deal', 'show', '1', '--shop', shop, status=1))
    run('undo', '--shop', shop)
    same(len(run('deal', 'history', '1', '--shop', shop, '--json').json), 5, 'with its moves')
    sound(shop)


@tap.point('stage list, add, set, retire, return, gate, ungate')
def _():
    shop = folder('shop')
    run('add', '--name', '王芳', '--shop', shop)

    def names():
        return [stage['name'] for stage in run('stage', 'list', '--shop', shop, '--json').json if not stage['retired']]

    shipped = ['First contact', 'Needs confirmed', 'Proposal', 'Negotiation', 'Signing']
    same(names(), shipped, 'shipped')
    run('stage', 'add', '量房', '--days', '7', '--chance', '30', '--before', 'proposal', '--shop', shop)
    same(names(), shipped[:2] + ['量房'] + shipped[2:], 'added')
    one_sentence(run('stage', 'add', '量房', '--shop', shop, status=1))
    run('stage', 'set', '量房', '--name', '上门', '--before', '', '--shop', shop)
    same(names(), shipped + ['上门'], 'renamed and moved')
    run('stage', 'gate', '上门', '--fields', 'expected,amount_fen', '--shop', shop)
    run('stage', 'gate', '上门', '--sale', '5000', '--shop', shop)
    run('stage', 'gate', '上门', '--shop', shop, status=2)
    one_sentence(run('stage', 'gate', '上门', '--fields', 'stage_since', '--shop', shop, status=1))
    last = run('stage', 'list', '--shop', shop, '--json').json[-1]
    same([(gate['kind'], gate['fields'], gate['amount_fen'], gate['usable']) for gate in last['gates']],
         [('fields', ['expected', 'amount_fen'], None, True), ('sale', [], 500000, True)], 'gates')
    run('stage', 'ungate', '1', '--shop', shop)
    same(len(run('stage', 'list', '--shop', shop, '--json').json[-1]['gates']), 1, 'one is left')
    run('deal', 'add', '局改', '--stage', '上门', '--shop', shop)
    one_sentence(run('stage', 'retire', '上门', '--shop', shop, status=1))
    run('deal', 'lose', '1', '--reason', '太贵', '--shop', shop)
    run('stage', 'retire', '上门', '--shop', shop)
    same(names(), shipped, 'retired')
    run('stage', 'return', '上门', '--shop', shop)
    same(names(), shipped + ['上门'], 'returned')
    sound(shop)


@tap.point('deals go with their customer: merged, deleted, taken back')
def _():
    shop, _ = imported('姓名,手机\n王芳,13800138000\n王芳芳,13800138001\n')
    run('deal', 'add', '局改', '--customer', '2', '--shop', shop)
    run('merge', '1', '2', '--shop', shop)
    same(run('deal', 'show', '1', '--shop', shop, '--json').json['customer_id'], 1, 'merged')
    run('delete', '1', '--shop', shop)
    same(run('deal', 'list', '--state', 'all', '--shop', shop, '--json').json, [], 'gone')
    run('undo', '--shop', shop)
    same(len(run('deal', 'history', '1', '--shop', shop, '--json').json), 1, 'back')
    sound(shop)


@tap.point('help: what a filter asks for, and which one is not asked of open deals only')
def _():
    manual = pathlib.Path(__file__).parents[2].joinpath('docs', 'conditions.md').read_text('utf-8')
    documented = re.findall(r'^`\{"(\w+)":', manual.partition('\n# Filters over deals\n')[2], re.MULTILINE)
    tap.check({'field', 'late', 'moved', 'passed'} <= set(documented), documented)
    said = run('deal', '--help').out
    asked = re.search(r'A filter asks for .*?\.', said)
    tap.check(asked and all(part in asked[0] for part in documented), f'{documented}: {said}')
    for words in (said, run('view', '--help').out):
        tap.check(re.search(r'lost_reason, or [a-z ]* moved to won or lost', words), words)


@tap.point('deal list --filter, --search: fields, customers, the state')
def _():
    shop, _ = imported('姓名,手机,地区\n王芳,13800138000,成都\n李四,13800138001,杭州\n')
    for title, *words in (['局改', '--customer', '1', '--amount', '3000'], ['全屋', '--customer', '2', '--amount', '90000'],
                          ['厨房', '--customer', '2'], ['散客']):
        run('deal', 'add', title, *words, '--shop', shop)
    run('deal', 'lose', '3', '--reason', '太贵', '--shop', shop)

    def ids(*words):
        return [deal['id'] for deal in run('deal', 'list', *words, '--shop', shop, '--json').json]

    same(ids(), [1, 2, 4], 'open ones')
    same(ids('--filter', '{"field":"amount_fen","op":">","value":100000}'), [1, 2], 'by money')
    same(ids('--filter', '{"field":"amount_fen","op":"empty"}'), [4], 'open ones of them')
    same(ids('--filter', '{"field":"amount_fen","op":"empty"}', '--state', 'all'), [3, 4], 'all')
    same(ids('--filter', '{"field":"lost_reason","op":"is","value":"太贵"}'), [3], 'what is named is shown')
    same(ids('--filter', '{"field":"lost_reason","op":"empty"}', '--state', 'lost'), [], 'said and filtered')
    same(ids('--filter', '{"customer":{"field":"region","op":"is","value":"成都"}}'), [1], 'by the customer')
    same(ids('--search', 'wf'), [1], 'by the customer’s initials')
    same(ids('--search', '8001', '--state', 'all'), [2, 3], 'by the end of the number')
    same(ids('--search', '散'), [4], 'by its own words')
    same(ids('--search', '李四', '--filter', '{"field":"amount_fen","op":"filled"}'), [2], 'both')
    same(ids('--filter', '{"all":[]}', '--limit', '1'), [1], 'limit')
    found = [hit['id'] for hit in run('search', '', '--filter', '{"deal":{"field":"amount_fen","op":">","value":500000}}',
                                      '--shop', shop, '--json').json]
    same(found, [2], 'customers by their deals')
    for condition in ('{', '{"tag":""}', '{"field":"stage_id","op":"is","value":"nowhere"}'):
        same(run('deal', 'list', '--filter', condition, '--shop', shop, status=2).out, '', condition)


sys.exit(tap.run())
