#!/usr/bin/env python3
"""Small muddled organisations: few customers, few days, few departments, so that everything meets everything.

usage: muddle.py POLICY SEED DIR

Writes DIR/huifang.yaml and DIR/logs/*.csv. Real logs are tame; here complaints merge and repeat on the same second,
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
    'decoration': ['project'] * 12 + ['complaint'] * 8 + ['repair'] * 5 + ['consultation'],
}
STAGES = {'property-10': ['complaint', 'repair', 'repair2', 'special_mid', 'special_end', 'other', 'nonsense'],
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

    def write(self, folder):
        os.makedirs(os.path.join(folder, 'logs'), exist_ok=True)
        config = CONFIG % self.policy
        for table in TABLES:
            rows = getattr(self, table)
            if not rows:
                continue
            config += '  - {table: %s, files: logs/%s.csv}\n' % (table, table)
            with open(os.path.join(folder, 'logs', table + '.csv'), 'w', newline='', encoding='utf-8-sig') as out:
                writer = csv.DictWriter(out, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        with open(os.path.join(folder, 'huifang.yaml'), 'w', encoding='utf-8') as out:
            out.write(config)


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    Muddle(sys.argv[1], sys.argv[2]).write(sys.argv[3])
