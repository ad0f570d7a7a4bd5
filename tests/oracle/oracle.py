#!/usr/bin/env python3
"""The second program: two programs written from metrics.md alone print the same numbers from the same logs.

usage: oracle.py STORE POLICY AS-OF DIR

Reads the fact tables of a store (never its results), tells and counts them anew for property-10, decoration or checked, and
writes metrics.csv, obligations.csv, repeats.csv, breaches.csv, checks.csv and staff.csv into DIR as `huifang export` would. Slow,
plain, in one go: nothing here is shared with the program under test.
"""
import os
import sys

from check import key
from count import Count
from policies import POLICIES
from tale import Tale
from world import World, day, show

HEADERS = {
    'metrics': 'policy,metric,period_kind,period,scope_kind,scope,category,stage,numerator,denominator,value,target,'
               'compliant',
    'obligations': 'policy,event_id,category,stage,optional,anchor,opens,deadline,state,due,visit_id,visited_at,'
                   'exempt_reason,site,department',
    'repeats': 'policy,category,customer_id,issue,by_text,flagged_event,accepted_at,count,events,escalated',
    'breaches': 'policy,visit_id,rule,clause',
    'samples': 'policy,sample,period,site,place,event_id',
    'checks': 'policy,check,row,id,event_id,state,from,limit,done,lacking,site,department',
    'staff': 'policy,period_kind,period,staff,role,complained,jobs,ratio,complaints',
}


def line(*fields):
    texts = ['' if f is None else str(f) for f in fields]
    return ','.join('"%s"' % t.replace('"', '""') if any(c in t for c in ',"\r\n') else t for t in texts)


def obligation(policy, o):
    event, visit = o['event'], o['visit'] or {}
    return line(policy, event['event_id'], event['category'], o['stage'], 0, show(o['anchor']), show(o['opens']),
                None if o['deadline'] is None else show(o['deadline']), o['state'], int(o['due']),
                visit.get('visit_id'), visit.get('visited_at'), o['reason'], event['site'], event['department'])


def repeat(policy, r):
    return line(policy, r['category'], r['customer'], r['issue'], r['by_text'], r['event']['event_id'],
                r['event']['accepted_at'], len(r['events']), ';'.join(e['event_id'] for e in r['events']),
                int(r['escalated']))


def check_line(policy, c):
    x, event = c['x'], c['x'].event or {}
    return line(policy, c['check']['name'], x.kind, key(x.kind, x.row), event.get('event_id'), c['state'], c['from'],
                c['limit'], c['done'], c['lacking'], x.place('site'), x.place('department'))


def lists(store, policy, as_of):
    rules = POLICIES[policy]
    tale = Tale(World(store, day(as_of), rules.get('columns', ()), rules.get('staff_columns', ())), rules)
    count = Count(tale)
    return {'metrics': list(count.lines()),
            'obligations': [obligation(policy, o) for o in tale.obligations],
            'repeats': [repeat(policy, r) for r in tale.repeats],
            'breaches': [line(policy, visit['visit_id'], rule, clause) for visit, rule, clause in tale.breaches],
            'samples': [line(policy, *d) for d in count.samples.drawn],
            'checks': [check_line(policy, c) for c in tale.checks if c['state'] != 'met'],
            'staff': count.staff_rows}


def main(store, policy, as_of, folder):
    os.makedirs(folder, exist_ok=True)
    for name, rows in lists(store, policy, as_of).items():
        with open(os.path.join(folder, name + '.csv'), 'wb') as out:
            out.write((HEADERS[name] + '\n').encode())
            out.writelines(row + b'\n' for row in sorted(r.encode() for r in rows))


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
