"""Samples (metrics.md, section 3; docs/policy-format.md «Samples»): required, cap, sampled, the draw."""
import hashlib
from fractions import Fraction

from world import day


def sample(name, population, share=None, at_least=None, at_most=None, cap_share=None, categories=(), stage=None,
           methods=(), roles=(), period='month', by=None):
    """Shares are per cent of a population, the cap's always of the households."""
    return {'name': name, 'population': population, 'share': share, 'at_least': at_least, 'at_most': at_most,
            'cap_share': cap_share, 'categories': categories, 'stage': stage, 'methods': methods, 'roles': roles,
            'period': period, 'by': by}


class Samples:
    def __init__(self, tale, calendar):
        self.tale, self.world = tale, tale.world
        self.cells = []  # (metric, kind, period, scope kind, scope, sample, number, compliant)
        self.drawn = []  # (sample, period, site, place, event)
        for rule in tale.policy.get('samples', ()):
            if rule['by'] and 'check' not in self.world.came:
                continue
            for first, last, name in calendar.between(rule['period'], tale.count_from, self.world.as_of):
                self.period(rule, first, min(last, self.world.as_of), last <= self.world.as_of, name)

    def period(self, rule, first, last, over, name):
        sites = {}  # site -> population by kind, sampled units, frame

        def at(site):
            return sites.setdefault('' if rule['by'] else site or '', {'events': 0, 'visits': 0, 'households': None, 'units': set(),
                                                 'frame': []})
        for e in self.tale.canonical.values():
            if first <= day(e['accepted_at']) <= last:
                if rule['population'] == 'households':
                    at(e['site'])
                if not rule['categories'] or e['category'] in rule['categories']:
                    at(e['site'])['events'] += 1
                    at(e['site'])['frame'].append(e['event_id'])
        for v in self.tale.visits:
            if first <= day(v['visited_at']) <= last:
                self.visit(rule, v, at)
        for k in self.world.sides['check']:
            if rule['by'] == k['kind'] and first <= day(k['at']) <= last:
                at('')['units'].add(k['subject'] or ('check', k['check_id']))
        for x in sorted(self.world.exposure, key=lambda x: x['from_on']):
            if day(x['from_on']) <= last:
                at(x['site'])['households'] = x['households']
        if not sites and rule['population'] == 'households':
            at('')
        self.count(rule, sites, over, name)

    def visit(self, rule, v, at):
        takes = lambda category: not rule['categories'] or category in rule['categories']
        known = [self.tale.canonical[i] for i in v['known']]
        mine = [e for e in known if takes(e['category'])]
        if not (mine if known else takes(v['category'] or '')):
            return
        at(v['site'] or (known[0]['site'] if known else ''))['visits'] += 1
        if rule['by'] or rule['methods'] and v['method'] not in rule['methods']:
            return
        if rule['roles'] and not set(rule['roles']) & set((v['visitor_role'] or '').split(';')):
            return
        if v['stage'] != rule['stage'] if rule['stage'] else rule['population'] == 'households' and v['named']:
            return
        for e in mine:
            if rule['population'] == 'events':
                at(e['site'])['units'].add(('event', e['event_id']))
            elif rule['population'] == 'households' and e['customer_id']:
                at(v['site'] or e['site'])['units'].add(('customer', e['customer_id']))
            else:
                at(v['site'] or e['site'])['units'].add(('event', e['event_id']))
        if not known and rule['population'] != 'events':
            who = ('customer', v['customer_id']) if v['customer_id'] else ('visit', v['visit_id'])
            at(v['site'])['units'].add(who)

    def count(self, rule, sites, over, name):
        total = [None, None, None]
        for site, s in sites.items():
            population = s[rule['population']]
            if not (s['units'] or rule['population'] == 'households' or population):
                continue
            caps = [rule['at_most']] if rule['at_most'] else []
            if rule['cap_share'] and s['households'] is not None:
                caps.append(max(1, rule['cap_share'] * s['households'] // 100))
            cap = min(caps) if caps else None
            required = rule['at_least']
            if rule['share']:
                required = None if population is None else -(-rule['share'] * population // 100)
            if required is not None and cap is not None:
                required = min(required, cap)
            numbers = (len(s['units']), required, cap)
            total = [a if b is None else b if a is None else a + b for a, b in zip(total, numbers)]
            if site:
                self.write(rule, name, 'site', site, numbers, over)
            if rule['population'] == 'events':
                self.draw(rule, name, site, s['frame'], required or 0)
        if total[0] is not None:
            self.write(rule, name, 'all', '', total, over)

    def write(self, rule, name, scope_kind, scope, numbers, over):
        sampled, required, _ = numbers
        enough = required is not None and sampled >= required
        verdict = '1' if enough else '0' if required is not None and over else ''
        for metric, n in zip(('sampled', 'sample_required', 'sample_cap'), numbers):
            if n is not None:
                self.cells.append((metric, rule['period'], name, scope_kind, scope, rule['name'], n,
                                   verdict if metric == 'sampled' else ''))

    def draw(self, rule, name, site, frame, required):
        def ticket(event):
            text = '|'.join((self.tale.policy['name'], rule['name'], site, name, event))
            return hashlib.sha256(text.encode()).digest()
        for place, event in enumerate(sorted(frame, key=ticket)[:required]):
            self.drawn.append((rule['name'], name, site, place + 1, event))

    def lines(self, text):
        """Metric lines; text: Count.text."""
        for metric, kind, period, scope_kind, scope, stage, n, verdict in self.cells:
            yield text((metric, kind, period, scope_kind, scope, '', stage), n, None, Fraction(n)) + verdict
