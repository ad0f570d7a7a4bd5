#!/usr/bin/env python3
"""Small muddled organisations: few customers, few days, few departments, so that everything meets everything.

usage: muddle.py POLICY SEED DIR

Writes DIR/huifang.yaml and DIR/logs/*.csv; for the policy checked (tests/rules/checked) also DIR/night-1/*.csv and
DIR/night-2/*.csv with rows that come later, come again changed, or are withdrawn. Real logs are tame; here complaints merge and repeat on the same second,
visits name several events, unknown ones, duplicates and stages of other events, dates lack their time, ends come before
starts, and people are complained about who did not do the job. The oracle and huifang must agree on all of it.
"""
import csv
import datetime
import os
import random
import sys

CATEGORIES = {
    'property-10': ['complaint'] * 9 + ['repair'] * 8 + ['special_service'] * 4 + [
        'first_aid', 'activity', 'publication', 'consultation', 'suggestion', 'help', 'move_in', 'contact'],
    'calendar': ['complaint'] * 4 + ['repair'] * 6 + ['contract'] * 6 + ['opinion'],
    'checked': ['complaint'] * 5 + ['repair'] * 3 + ['opinion'],
    'decoration': ['project'] * 12 + ['complaint'] * 8 + ['repair'] * 5 + ['consultation'],
}
STAGES = {'property-10': ['complaint', 'repair', 'repair2', 'special_mid', 'special_end', 'other', 'nonsense'],
          'calendar': ['routine', 'routine', 'tour', 'done', 'sample', 'sample', 'sample'],
          'checked': ['nonsense'],
          'decoration': ['start', 'mid', 'end', 'late', 'feedback', 'nonsense']}
ROLES = ['designer', 'inspector', 'crew', 'area_manager', 'director', 'repairer']
DEPARTMENTS = ['工程', '保洁', '客服', '']
CONFIG = """organisation: 杂乱
policy: %s
timezone: Asia/Shanghai
language: zh-CN
store: var/huifang.db
output: site/
sources:
"""
TABLES = ['events', 'visits', 'assignments', 'staff', 'exposure', 'targets', 'steps']
SIDES = ['findings', 'actions', 'plans', 'letters', 'custody', 'answers', 'checks', 'grants', 'customers', 'submissions', 'surveys']
KEYS = {'steps': 3, 'custody': 3, 'grants': 3, 'answers': 2, 'surveys': 2, 'submissions': 4}  # columns of the key, the first ones; else one


class Muddle:
    def __init__(self, policy, seed):
        self.policy, self.r = policy, random.Random('%s %s' % (policy, seed))
        self.events = [self.event(n) for n in range(self.r.randrange(1, 160))]
        self.visits = [self.visit(n) for n in range(self.r.randrange(0, 200))]
        ids = [e['event_id'] for e in self.events]
        triples = {(self.one(ids + ['E-unknown']), self.one(ROLES), self.one('S1 S2 S3 S4 S9'.split()))
                   for _ in range(self.r.randrange(0, 80))}
        self.assignments = [dict(zip(('event_id', 'role', 'staff'), t)) for t in sorted(triples)]
        self.staff = [{'staff': 'S%d' % n, 'name': self.one(['甲', '乙', '丙', 'S2']), 'role': self.one(ROLES + ['']),
                       'department': self.one(DEPARTMENTS)} for n in range(1, 6)]
        self.exposure = [{'site': s, 'from': d, 'households': self.r.randrange(1, 40)} for s, d in
                         (('一号院', '2024-01-20'), ('一号院', '2024-03-05'), ('二号院', '2024-02-29'), ('空院', '2024-02-01'))]
        self.targets = [{'category': c, 'metric': m, 'period': p, 'value': self.one(['90', '50%', '0.3'])}
                        for c in ('consultation', 'repair', 'project', 'first_aid', 'move_in')
                        for m in ('visit_rate', 'timely_rate', 'pass_rate', 'signed_share')
                        for p in ('2024-02', '2024-Q1', '2024-W09', '2024') if self.r.random() < 0.5]
        self.steps = [{'event_id': self.one(ids), 'at': self.moment(0),
                       'kind': self.one(['escalate', 'contact', 'track'])}
                      for _ in range(self.r.randrange(0, 6))]

        if policy == 'calendar':
            self.assignments, self.staff = [], []
            for v in self.visits:
                v['customer_id'] = self.maybe(0.6, self.one(['K1', 'K2', 'K3', 'K9']))
            self.plans = [{'plan_id': 'P%d' % n, 'event_id': self.one(ids + ['E-unknown']),
                           'stage': self.one(['done', 'done', 'routine', '']), 'planned_on': self.moment(10),
                           'made_at': self.maybe(0.4, self.moment(0)), 'cancelled_on': self.maybe(0.2, self.moment(9))}
                          for n in range(self.r.randrange(1, 60))]
        if policy == 'checked':
            self.add_sides(ids, [v['visit_id'] for v in self.visits] or ['V0'])

    def add_sides(self, ids, visits):
        """The other logs, about few events, so that they meet."""
        self.assignments, self.staff = [], []
        ids, visits = ids[:12] + ['E-unknown'], visits[:12] + ['V-unknown']
        few = lambda: range(self.r.randrange(0, 30))
        event = lambda chance: self.maybe(chance, self.one(ids))
        self.steps = [{'event_id': self.one(ids), 'at': self.moment(0),
                       'kind': self.one(['dispatch', 'signed', 'contact', 'escalate']), 'by': self.one(['S1', ''])}
                      for _ in range(self.r.randrange(0, 60))]
        self.findings = [{'finding_id': 'F%d' % n, 'visit_id': self.maybe(0.7, self.one(visits)), 'event_id': event(0.4),
                          'kind': self.one(['problem', 'adverse', '']), 'raised_at': self.moment(0),
                          'department': self.one(DEPARTMENTS), 'promised_at': self.maybe(0.7, self.moment(9)),
                          'replied_at': self.maybe(0.6, self.moment(5)), 'reported_at': self.maybe(0.6, self.moment(0)),
                          'handled_at': self.maybe(0.5, self.moment(9)), 'outcome': self.maybe(0.5, '好')}
                         for n in few()]
        self.actions = [{'action_id': 'A%d' % n, 'event_id': event(0.5), 'visit_id': self.maybe(0.5, self.one(visits)),
                         'department': self.one(DEPARTMENTS), 'kind': self.one(['corrective', 'preventive']),
                         'opened_at': self.moment(0), 'due_at': self.maybe(0.7, self.moment(9)),
                         'done_at': self.maybe(0.6, self.moment(9)), 'verdict': self.one(['effective', ''])}
                        for n in few()]
        self.plans = [{'plan_id': 'P%d' % n, 'event_id': event(0.8), 'planned_on': self.moment(5),
                       'made_at': self.maybe(0.6, self.moment(0)), 'cancelled_on': self.maybe(0.2, self.moment(9))}
                      for n in few()]
        self.letters = [{'letter_id': 'L%d' % n, 'kind': self.one(['reply', 'open']), 'sent_on': self.moment(0)[:10],
                         'event_id': ';'.join(dict.fromkeys(self.one(ids) for _ in range(self.one([0, 1, 1, 2])))),
                         'filed_on': self.maybe(0.6, self.moment(5)[:10])} for n in few()]
        self.custody = [{'form_no': self.one(ids + visits * 3), 'step': self.one(['issue', 'return']),
                         'at': self.moment(0), 'signed': self.one(['1', '0', ''])} for _ in few()]
        self.answers = [{'visit_id': self.one(visits), 'item': self.one(['quality', 'phone']),
                         'value': self.one(['good', 'bad', '好', '4', '不满意', '0']), 'note': self.maybe(0.5, '无')} for _ in few()]
        self.checks = [{'check_id': 'K%d' % n, 'kind': self.one(['call', 'file']), 'at': self.moment(0),
                        'site': self.maybe(0.3, '二号院'), 'subject': self.maybe(0.8, self.one(ids + visits)),
                        'passed': self.one(['1', '0', ''])} for n in few()]
        people = ['S1', 'S2', '甲', '丙', 'S9', '']
        self.staff = [{'staff': 'S%d' % n, 'name': ('甲', '乙', '丙', '丙')[n - 1], 'role': ('主任', 'clerk', 'guard', '')[n - 1],
                       'department': ('保洁', '工程', '', '客服')[n - 1], 'joined_on': ('', '2024-02-10', '', '')[n - 1],
                       'left_on': ('2024-03-01', '', '', '')[n - 1]} for n in range(1, 5)]
        self.submissions = [{'report': self.one(['r', 's']), 'period': self.one(['2024-01', '2024-02']),
                             'step': self.one(['submit', 'review']), 'at': self.moment(0), 'by': self.one(people),
                             'opinion': self.one(['好', ''])} for _ in few()]
        self.customers = [{'customer_id': k, 'type': self.one(['member', 'owner', '']), 'amount': self.one(['5', '1000', '']),
                           '联系人': self.one(['张"三', '']), 'running': self.one(['良好', 'poor', '']),
                           '专管员': self.one(people)} for k in ('K1', 'K2', 'K3')]
        for c in self.custody:
            c.update({'form_kind': self.one(['单', '']), 'by': self.one(people), 'to': self.one(people)})
        self.grants = [{'staff': self.one(['S1', 'S2', 'S9', '甲']), 'scope': self.one(['all', '全部', '单', '一号院', '工程', self.one(ids + visits)]),
                        'from': self.moment(0)[:10], 'approved_by': 'S4', 'until': self.maybe(0.5, self.moment(40)[:10])} for _ in few()]
        for e in self.events:
            e.update({'损失': self.one(['', '0', '100.5', '¥1,200', '-3.25']), 'hurt': self.one(['是', '否', '']),
                      'fault': self.one(['公司', 'other', '']), '受理人': self.one(people), 'about_staff': ''})
        for v in self.visits:
            v.update({'minutes': self.one(['', '10.5', '10.499999', '30']), 'reviewed_by': self.one(people)})
        for f in self.findings:
            f['cause'] = self.one(['', '旧"管\\', '新'])
        for a in self.actions:
            a['owner'] = self.one(people)
        for s in self.steps:
            s['by'] = self.one(people)
        self.surveys = [{'survey': self.one(['春', '秋', '2024']), 'form': 'Q%d' % n,
                         'site': self.maybe(0.9, self.one(['一号院', '二号院'])), 'department': self.one(DEPARTMENTS),
                         'surveyor': self.maybe(0.9, self.one(['甲', '乙'])), 'sent_at': self.maybe(0.8, self.moment(0)),
                         'returned_at': self.maybe(0.6, self.moment(9)),
                         'check': self.one(['authentic', 'fraud', '', ''])} for n in range(self.r.randrange(0, 60))]
        self.targets += [{'category': 'survey', 'metric': m, 'period': p, 'value': self.one(['90', '50%'])}
                         for m in ('distribution_rate', 'recovery_rate', 'authentic_rate')
                         for p in ('2024-02', '2024-Q1', '2024-W09', '2024') if self.r.random() < 0.5]

    def one(self, values):
        return self.r.choice(values)

    def maybe(self, chance, value):
        return value if self.r.random() < chance else ''

    def moment(self, near, spread=100):
        """A time around 2024-01-20 + near days; often the edge of a day, sometimes a bare day."""
        date = datetime.date(2024, 1, 20) + datetime.timedelta(days=near + self.r.randrange(0, spread + 1))
        clock = self.one(['', ' 00:00:00', ' 00:00:00', ' 23:59:59', ' 12:00', ' 09:30:0%d' % self.r.randrange(0, 10)])
        return date.isoformat() + clock

    def event(self, n):
        near = self.r.randrange(0, 90)
        category = self.one(CATEGORIES[self.policy])
        e = {'event_id': 'E%s%d' % (self.one(['', '-', 'é']), n), 'category': category,
             'accepted_at': self.moment(near, 2),
             'customer_id': self.maybe(0.93, self.one(['K1', 'K2', 'K3'])),
             'site': self.maybe(0.9, self.one(['一号院', '二号院'])),
             'department': self.one(DEPARTMENTS), 'severity': self.one(['ordinary', 'important', 'major', '']),
             'validity': self.one(['valid', 'communicative', 'invalid', '']),
             'issue': self.maybe(0.65, self.one(['漏水', '噪音'])),
             'description': self.maybe(0.8, self.one(['厨房漏水了,请修', '厨房漏水了!!请 修', '厨房漏水', 'ABC噪音', 'ａｂｃ噪音大', '好'])),
             'channel': self.maybe(0.5, self.one(['phone', 'visit'])), 'anonymous': self.maybe(0.08, '1'),
             'letter_reply_only': self.maybe(0.08, '1'), 'follow_up_needed': self.maybe(0.4, '1'),
             'started_at': self.maybe(0.7, self.moment(near + 1, 6)),
             'planned_end_at': self.maybe(0.7, self.moment(near, 40)),
             'finished_at': self.maybe(0.8, self.moment(near - 1, 30)),
             'escalated_at': self.maybe(0.1, self.moment(near, 9)),
             'contacted_at': self.maybe(0.3, self.moment(near, 1)),
             'warranty_end_at': self.maybe(0.6, self.moment(near + 10, 50)),
             'feedback_form_at': self.maybe(0.3, self.moment(near + 10, 50)), 'about_staff': '', 'related_event_id': ''}
        if category == 'complaint':
            people = ['S1', 'S2', 'S3', '甲', '乙', 'S1;S2', 'S1;甲', 'S4; S1', '某人']
            e['about_staff'] = self.maybe(0.5, self.one(people))
            e['related_event_id'] = self.maybe(0.7, 'E%s%d' % (self.one(['', '-', 'é']), self.r.randrange(0, 60)))
        return e

    def visit(self, n):
        ids = [e['event_id'] for e in self.events]
        near = [e for e in self.events if self.r.random() < 0.03] or [self.one(self.events)]
        named = [self.one(near)['event_id'] for _ in range(self.one([0, 1, 1, 1, 1, 1, 2, 3]))]
        named += [i for i in ['E-unknown', self.one(ids)] if self.r.random() < 0.06]
        about = datetime.date.fromisoformat(near[0]['accepted_at'][:10]) - datetime.date(2024, 1, 20)
        visited = self.moment(about.days - 2, 45)
        reported = self.maybe(0.5, self.one([visited[:10], self.moment(about.days, 45)]))
        if len(named) > 1 and self.policy == 'decoration':
            reported = visited[:10]  # huifang judges what a visit to several events serves by its stage's name alone
        return {'visit_id': 'V%s%d' % (self.one(['', '-', 'é']), n), 'event_id': ';'.join(dict.fromkeys(named)),
                'category': self.maybe(0.3, self.one(['opinion', 'repair'])), 'site': self.maybe(0.15, '三号院'),
                'department': self.maybe(0.15, '客服'), 'stage': self.maybe(0.3, self.one(STAGES[self.policy])),
                'visited_at': visited, 'phase': self.one(['', 'after', 'during']),
                'method': self.one(['onsite', 'phone', 'letter', 'open_letter', 'sms']),
                'visitor': self.one(['S1', 'S2;S3', '甲', 'S4;S5', '']),
                'visitor_role': self.one(['area_manager', 'director', 'repairer;area_manager', '']),
                'signed': self.one(['1', '0', '']),
                'outcome': self.one(['pass', 'pass', 'fail', 'unreachable', '']),
                'satisfaction': self.one(['1', '2', '3', '4', '5', '']),
                'issue_raised': self.one(['1', '0', '', '']),
                'raised_event_id': self.maybe(0.1, self.one(ids + ['E-unknown'])),
                'reported_at': reported,
                'reviewed_by': self.maybe(0.7, 'Z'), 'reviewed_at': self.maybe(0.8, self.moment(about.days, 60)),
                'review_note': self.maybe(0.8, '同意'), 'filed_at': self.maybe(0.8, self.moment(about.days, 60))}

    def write_nights(self, folder):
        """Each row comes in one of three nights; then a few come again with another's values, or are withdrawn."""
        config = CONFIG % self.policy
        for table in TABLES + SIDES:
            rows = unique(getattr(self, table), KEYS.get(table, 1))
            if not rows:
                continue
            config += '  - {table: %s, files: logs/%s-*.csv}\n' % (table, table)
            nights = [[], [], []]
            for row in rows:
                nights[0 if table == 'staff' else self.one([0, 0, 0, 1, 2])].append(dict(row, status=''))
            later = () if table == 'staff' else (1, 2)  # whom a night brings is a full run
            for night in later:
                for row in rows:
                    if self.r.random() < 0.15 and row not in nights[night]:
                        key = dict(list(row.items())[:KEYS.get(table, 1)])
                        nights[night].append(dict(self.one(rows), **key, status=self.one(['', '', '作废'])))
            for night, folder_of in enumerate(('logs', 'night-1', 'night-2')[:1 + len(later)]):
                put(os.path.join(folder, folder_of), '%s-%d.csv' % (table, night),
                    unique(nights[night], KEYS.get(table, 1)) or [dict(rows[0], status='作废')])
        with open(os.path.join(folder, 'huifang.yaml'), 'w', encoding='utf-8') as out:
            out.write(config)

    def write(self, folder):
        os.makedirs(os.path.join(folder, 'logs'), exist_ok=True)
        config = CONFIG % self.policy
        for table in TABLES + ['plans']:
            rows = getattr(self, table, [])
            if not rows:
                continue
            config += '  - {table: %s, files: logs/%s.csv}\n' % (table, table)
            with open(os.path.join(folder, 'logs', table + '.csv'), 'w', newline='', encoding='utf-8-sig') as out:
                writer = csv.DictWriter(out, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        with open(os.path.join(folder, 'huifang.yaml'), 'w', encoding='utf-8') as out:
            out.write(config)


def unique(rows, n):
    """The last row of each key, which is the first n columns."""
    return list({tuple(list(row.values())[:n]): row for row in rows}.values())


def put(folder, name, rows):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'w', newline='', encoding='utf-8-sig') as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    muddle = Muddle(sys.argv[1], sys.argv[2])
    (muddle.write_nights if sys.argv[1] == 'checked' else muddle.write)(sys.argv[3])
