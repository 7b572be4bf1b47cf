# SPDX-License-Identifier: GPL-3.0-or-later
"""import: bills of payment services, whose a payment is, what columns meant before."""

import csv
import sys

from harness import file, folder, one_sentence, run, same, tap

PEOPLE = '姓名,手机\n王芳,13700137000\n王芳,13600136000\n张三,13800138000\n'
HEADER = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n'
BILL = '微信支付账单明细,,,,,,,,,,\n' + HEADER + (
    '2025-09-24 10:10:11,转账,王芳,/,收入,¥10.00,/,已收钱,71\t,1\t,/\n'
    '2025-09-25 10:10:11,转账,张三,/,收入,¥20.00,/,已收钱,72\t,1\t,/\n'
    '2025-09-26 10:10:11,商户消费,米线店,/,支出,¥28.16,零钱,支付成功,73\t,1\t,/\n')


def shop_with(people):
    shop = folder('shop')
    run('import', file(people), '--shop', shop)
    return shop


def counts(answer):
    return [answer.json[key] for key in ('rows', 'created', 'updated', 'skipped', 'refused')]


@tap.point('import: a bill is recognised, asks and is answered')
def _():
    shop = shop_with(PEOPLE)
    bill = file(BILL)
    tried = run('import', bill, '--shop', shop, '--dry-run', '--json')
    same(tried.json['bill'], 'wechat', 'bill')
    same(tried.json['questions'],
         [{'key': '王芳', 'who': '王芳', 'hint': None, 'rows': 1, 'amount_fen': 1000, 'first': '2025-09-24',
           'last': '2025-09-24', 'answer': None,
           'candidates': [{'id': 1, 'name': '王芳', 'phone': '13700137000', 'why': 'The name is the same.'},
                          {'id': 2, 'name': '王芳', 'phone': '13600136000', 'why': 'The name is the same.'}]}],
         'questions')
    answer = run('import', bill, '--shop', shop)
    for words in ('WeChat Pay statement', 'Why rows were not imported:', 'Who is “王芳”? (1 row)', '137 0013 7000',
                  '--who'):
        tap.check(words in answer.out, f'“{words}” is missing in {answer.out}')
    with open(bill.replace('.csv', '-not-imported.csv'), encoding='utf-8-sig', newline='') as stream:
        rows = list(csv.reader(stream))
    same([row[2] for row in rows], ['交易对方', '王芳', '米线店'], 'refused rows')
    tap.check('王芳 (136 0013 6000)' in rows[1][-1], rows[1])
    answered = run('import', bill, '--shop', shop, '--who', '王芳=2', '--json')
    same(counts(answered), [3, 1, 1, 0, 1], 'counts')
    same(answered.json['questions'], [], 'questions left')
    same(answered.json['reasons'], [{'reason': 'This is money that was paid, not taken in.', 'rows': 1}], 'reasons')
    again = run('import', bill, '--shop', shop, '--json')
    same(counts(again), [3, 0, 2, 0, 1], 'a second time')
    same(again.json['operation'], None, 'operation')


@tap.point('import: a bill’s names may be new or left out')
def _():
    shop = shop_with(PEOPLE)
    left = run('import', file(BILL), '--shop', shop, '--who', '王芳=leave', '--json')
    same(counts(left), [3, 1, 0, 1, 1], 'left out')
    new = run('import', file(BILL), '--shop', shop, '--who', '王芳=new', '--json')
    same(counts(new), [3, 1, 1, 0, 1], 'new')
    same(run('show', 4, '--shop', shop, '--json').json['source'], '微信账单', 'source')
    run('undo', '--shop', shop)
    same(len(run('search', '王芳', '--shop', shop, '--json').json), 2, 'customers after undo')
    for wrong in ('王芳', '王芳=', '=3', '王芳=x', '王芳=0'):
        one_sentence(run('import', file(BILL), '--shop', shop, '--who', wrong, status=1))


@tap.point('import: bills of what one bought, and lists of deals that nobody said are some, are refused')
def _():
    shop = folder('shop')
    bought = ('美团交易账单明细\n交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号\n'
              '2025-02-28 20:35:13,2025-02-28 20:35:25,支付,喜茶,支出,月付,¥22.30,¥21.17,25\n')
    answer = run('import', file(bought), '--shop', shop, status=1)
    one_sentence(answer)
    tap.check('Meituan' in answer.err, answer.err)
    deals = 'opportunity_id,account,deal_stage,close_date,close_value\n1,Acme,Won,2017-01-02,10\n'
    answer = run('import', file(deals), '--shop', shop, status=1)
    one_sentence(answer)
    tap.check('--entity deal' in answer.err, answer.err)
    same(counts(run('import', file(deals), '--shop', shop, '--entity', 'sale', '--json')), [1, 1, 0, 0, 0], 'sales')


@tap.point('import: what columns meant before is told, and used with --saved')
def _():
    shop = folder('shop')
    text = '会员,号,电话\n张三,zhang_san,13800138000\n'
    one_sentence(run('import', file(text), '--shop', shop, '--saved', status=1))
    run('import', file(text), '--shop', shop, '--map', '号=wechat')
    more = file('会员,号,电话\n李四,li_si,13900139000\n')
    tried = run('import', more, '--shop', shop, '--dry-run')
    tap.check('--saved' in tried.out and '号' in tried.out, tried.out)
    same(run('import', more, '--shop', shop, '--dry-run', '--json').json['own_fields'], ['号'], 'own fields')
    answer = run('import', more, '--shop', shop, '--saved', '--json')
    same(answer.json['own_fields'], [], 'own fields with --saved')
    same(run('show', 2, '--shop', shop, '--json').json['wechat'], 'li_si', 'WeChat')
    answer = run('import', more, '--shop', shop, '--saved', '--map', '号=notes', '--json')
    same(run('show', 2, '--shop', shop, '--json').json['notes'], 'li_si', '--map wins')


@tap.point('import: a customer’s number tells people of one name apart')
def _():
    shop = folder('shop')
    orders = '客户 ID,客户名称,日期,销售额\nA1,王芳,2024-01-02,20.125\nA2,王芳,2024-01-03,30\nA1,王芳,2024-01-04,40\n'
    same(counts(run('import', file(orders), '--entity', 'sale', '--shop', shop, '--json')), [3, 3, 0, 0, 0], 'first')
    same(len(run('search', '', '--shop', shop, '--json').json), 2, 'customers')
    same(counts(run('import', file(orders), '--entity', 'sale', '--shop', shop, '--json')), [3, 0, 3, 0, 0], 'again')


sys.exit(tap.run())
