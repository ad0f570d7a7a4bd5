"""The numbers (metrics.md, sections 3 to 7 and 9): every cell is a dictionary entry, every rate a pair of integers."""
from fractions import Fraction

from check import Checks, before, key
from sample import Samples
from survey import Surveys
from world import KINDS, Calendar, day, order, seconds, timed

BREAKDOWN = ('validity', 'validity_kind', 'content_class', 'severity', 'channel')
LEVELS = {'5': 5, '4': 4, '3': 3, '2': 2, '1': 1, '非常满意': 5, '满意': 4, '一般': 3, '不满意': 2, '很不满意': 1, '非常不满意': 1}
RATES = set('visit_rate timely_rate pass_rate handled_rate signed_rate signed_share remote_share coverage_rate '
            'running_visit_rate warranty_visit_rate on_time_rate rework_rate satisfaction_rate '
            'dissatisfaction_rate check_rate'.split())
REMOTE = ('phone', 'letter', 'open_letter')


def cells(site, department, category, pooled=True):
    """Scopes × categories in which a thing counts once."""
    scopes = [('all', '')] + [(k, v) for k, v in (('site', site), ('department', department)) if v]
    categories = [c for c in {category or '', ''} if c or pooled]
    return [(kind, scope, c) for kind, scope in scopes for c in categories]


def of_event(event, pooled=True):
    return cells(event['site'], event['department'], event['category'], pooled)


def increase(sums, key, numerator, denominator):
    cell = sums.get(key)
    if cell is None:
        sums[key] = [numerator, denominator]
        return
    cell[0] += numerator
    if denominator is not None:
        cell[1] += denominator


class Count:
    def __init__(self, tale):
        self.tale, self.world, self.policy = tale, tale.world, tale.policy
        self.calendar = Calendar(self.policy['week_start'])
        self.days = {}  # (day, metric, scope_kind, scope, category, stage) -> the same, before periods are summed
        self.sums = {}  # (metric, kind, period, scope_kind, scope, category, stage) -> [numerator, denominator or None]
        self.durations = {}  # the same key without metric -> seconds
        self.staff_rows = []
        self.logged = {(t['category'], t['metric'], t['period']): Fraction(t['value']) for t in self.world.targets}
        self.first = min((day(e['accepted_at']) for e in self.world.events.values()), default=None)
        for event in tale.canonical.values():
            self.event(event)
        for duplicate in tale.duplicate_of:
            event = self.world.events[duplicate]
            self.add('merged', day(event['accepted_at']), of_event(event, False), [''], 1)
        for visit in tale.visits:
            self.visit(visit)
        for obligation in tale.obligations:
            self.obligation(obligation)
        self.cases()
        self.breaches()
        self.rework()
        self.coverage()
        for c in tale.checks:
            self.check(c)
        for c in self.policy.get('counts', ()):
            self.rows(c)
        self.fold()
        self.samples = Samples(tale, self.calendar)
        self.surveys = Surveys(self.world, self.policy, self.calendar, self.logged)
        if self.first is not None:
            self.standing()
            self.per_hundred('complaint_rate', 'complaint')
            self.per_hundred('failure_rate', 'repair')
            Staff(self).count()

    def add(self, metric, number, where, stages, numerator, denominator=None):
        """Counts a thing in every period that holds the day."""
        for place in where:
            for stage in stages:
                increase(self.days, (number, metric) + place + (stage,), numerator, denominator)

    def fold(self):
        days, self.days = self.days, {}
        for (number, metric, *cell), (numerator, denominator) in days.items():
            for kind, period in self.calendar.names(number):
                increase(self.sums, (metric, kind, period, *cell), numerator, denominator)

    def put(self, metric, kind, period, where, numerator, denominator=None):
        """Counts a thing in one period only."""
        for place in where:
            increase(self.sums, (metric, kind, period) + place + ('',), numerator, denominator)

    # --- events ------------------------------------------------------------------------------------------------------

    def event(self, e):
        accepted = day(e['accepted_at'])
        stages = [''] + ['%s:%s' % (name, e[name]) for name in BREAKDOWN if e[name]]
        self.add('events', accepted, of_event(e), stages, 1)
        if e['category'] == 'complaint':
            self.add('complaints', accepted, of_event(e, False), stages, 1)
        self.on_time(e)
        if e['finished_at']:
            took = seconds(e['finished_at']) - seconds(e['accepted_at'])
            for kind, period in self.calendar.names(day(e['finished_at'])):
                for where in of_event(e):
                    self.durations.setdefault((kind, period) + where, []).append(took)

    def on_time(self, e):
        planned, finished = e['planned_end_at'], e['finished_at']
        if not planned or not (finished or day(planned) <= self.world.as_of):
            return
        both_timed = finished and timed(finished) and timed(planned)
        met = finished and (finished <= planned if both_timed else day(finished) <= day(planned))
        self.add('on_time_rate', day(planned), of_event(e), [''], int(bool(met)), 1)

    def rework(self):
        if self.policy['rework_window'] is None:
            return
        earlier = {}
        repairs = [e for e in self.tale.canonical.values() if e['category'] == 'repair']
        for e in sorted(repairs, key=lambda e: (order(e['accepted_at']), e['event_id'].encode())):
            accepted, again = day(e['accepted_at']), False
            if e['customer_id'] and e['issue']:
                before = earlier.setdefault((e['customer_id'], e['issue']), [])
                again = any(b['finished_at'] and 0 <= accepted - day(b['finished_at']) <= self.policy['rework_window']
                            for b in before)
                before.append(e)
            self.add('rework_rate', accepted, of_event(e, False), [''], int(again), 1)

    def check(self, c):
        where = cells(c['x'].place('site'), c['x'].place('department'), c['x'].category())
        if c['state'] == 'not_judgeable':
            self.add('not_judgeable', c['day'], where, ['', 'check_rate'], 1)
        elif c['state'] != 'open' or c['check']['not_set']:
            self.add('check_rate', c['day'], where, [c['check']['name']], int(c['state'] == 'met'), 1)

    def rows(self, c):
        """Rows of a log, in all and by their values, and a number of theirs summed."""
        checks = Checks(self.tale)
        if checks.silent(c):
            return
        found = [(x, checks.first(c, x)) for x in checks.rows(c['of']) if checks.applies(c, x)]
        found = [(x, first) for x, first in found if first]
        groups = {}  # the rows that are one
        for n, (x, first) in enumerate(found):
            alone = not c['per_customer'] or not x.event['customer_id']
            groups.setdefault(n if alone else (x.event['customer_id'], x.category()), []).append((x, first))
        for group in groups.values():
            owner, first = min(group, key=lambda g: (order(g[1][0]), timed(g[1][0]), key(c['of'], g[0].row).encode()))
            values = [self.value(checks, owner, column, first[1]) for column in c['by']]
            stages = [c['name'], c['name'] + ':' + '/'.join(values)]
            for x, _ in group:
                where = cells(x.place('site'), x.place('department'), x.category())
                if x is owner:
                    self.add('counted', day(x.own()), where, stages, 1)
                if c['sum'] and x.row[c['sum']] is not None:
                    self.add('summed', day(x.own()), where, stages, round(Fraction(str(x.row[c['sum']])) * 1000000))

    def value(self, checks, x, column, needed):
        if column.startswith('visits'):
            end = x.event[column[13:]] if column.startswith('visits until ') else None
            return str(sum(self.tale.counted(v) and not (end and before(end, v['visited_at']))
                           for v in checks.visits_of.get(x.event['event_id'], [])))
        if column == 'served':
            return checks.served(x) or '-'
        if column.startswith('needed '):
            return needed[column[7:]] or '-'
        return x.row[column] or '-'

    # --- visits ------------------------------------------------------------------------------------------------------

    def places(self, v):
        """Where a visit counts, each place once."""
        events = [self.tale.canonical[i] for i in v['known']]
        if not events:
            return cells(v['site'], v['department'], None if v['named'] else v['category'])
        places = []
        for e in events:
            places += cells(v['site'] or e['site'], v['department'] or e['department'], e['category'])
        return list(dict.fromkeys(places))

    def visit(self, v):
        number, where = day(v['visited_at']), self.places(v)

        def rate(metric, numerator, denominator=1):
            self.add(metric, number, where, [''], int(numerator), denominator)
        if v['outcome'] in ('pass', 'fail'):
            rate('pass_rate', v['outcome'] == 'pass')
        if v['issue_raised'] or v['raised_event_id']:
            raised = self.world.events.get(v['raised_event_id'])
            rate('handled_rate', bool(raised and raised['finished_at']))
        if v['method'] == 'onsite':
            rate('signed_rate', bool(v['signed']))
        rate('signed_share', v['method'] == 'onsite' and bool(v['signed']))
        rate('remote_share', v['method'] in REMOTE)
        if self.policy.get('method_kinds'):
            self.add('method_visits', number, where, [v['method']], 1)
        if v['satisfaction'] is not None:
            rate('satisfaction_rate', v['satisfaction'] >= 4)
            rate('dissatisfaction_rate', v['satisfaction'] <= 2)
            rate('satisfaction_mean', v['satisfaction'])

        if self.policy.get('answers'):
            self.answers(v, number, where)

    def answers(self, v, number, where):
        """Each counted item by its values, or as levels of satisfaction."""
        for a in self.world.sides['answer']:
            if a['visit_id'] != v['visit_id'] or a['item'] not in self.policy['answers']:
                continue

            def rate(metric, stage, numerator, item=a['item']):
                self.add(metric, number, where, [item + stage], int(numerator), 1)
            values = self.policy['answers'][a['item']]
            if values is not None:
                said = next((code for code, title in values.items() if a['value'] in (code, title)), 'other')
                for code in list(values) + ['other']:
                    rate('answer_share', ':' + code, code == said)
            elif a['value'] in LEVELS:
                level = LEVELS[a['value']]
                rate('satisfaction_rate', '', level >= 4)
                rate('dissatisfaction_rate', '', level <= 2)
                rate('satisfaction_mean', '', level)
                for i in range(1, 6):
                    rate('answer_share', ':%d' % i, i == level)

    def breaches(self):
        for visit, rule, _ in self.tale.breaches:
            self.add('breaches', day(visit['visited_at']), self.places(visit), ['', rule], 1)

    # --- obligations and cases ---------------------------------------------------------------------------------------

    def obligation(self, o):
        if not o['due']:
            return
        number, where, stages = o['period_day'], of_event(o['event']), ['', o['stage']]
        if o['reason']:
            self.add('exempt', number, where, stages, 1)
            return
        self.add('visit_rate', number, where, stages, int(o['visit'] is not None), 1)
        if o['deadline'] is not None:
            self.add('timely_rate', number, where, stages, int(o['state'] == 'met'), 1)
        if o['state'] in ('missed', 'early', 'late'):
            self.add(o['state'], number, where, stages, 1)

    def cases(self):
        """Keys with a flagged event, once per cell; those by text count nowhere."""
        seen = set()
        for case in self.tale.repeats:
            e = case['event']
            for kind, period in self.calendar.names(day(e['accepted_at'])):
                for where in of_event(e, False):
                    cell = (kind, period, where, case['customer'], case['issue'])
                    if not case['by_text'] and cell not in seen:
                        seen.add(cell)
                        self.put('repeat_%s_cases' % case['category'], kind, period, [where], 1)

    # --- what stands at the end of a period --------------------------------------------------------------------------

    def standing(self):
        as_of = self.world.as_of
        if not (self.policy['running'] or self.policy['warranty']):
            return
        for kind in KINDS:
            for first, last, period in self.calendar.between(kind, self.first, as_of):
                for e in self.tale.canonical.values():
                    if self.policy['running'] and e['category'] == self.policy['running'][0]:
                        self.running(e, kind, period, min(last, as_of))
                    if e['category'] == self.policy['warranty']:
                        self.warranty(e, kind, period, first, min(last, as_of))

    def visit_days(self, e):
        return [day(v['visited_at']) for v in self.tale.visits_to.get(e['event_id'], [])]

    def coverage(self):
        if not self.policy['coverage']:
            return
        category, needed, grace, _ = self.policy['coverage']
        for e in self.tale.canonical.values():
            if e['category'] != category or not e['finished_at']:
                continue
            last = day(e['finished_at']) + grace
            if last <= self.world.as_of:
                enough = sum(d <= last for d in self.visit_days(e)) >= needed
                self.add('coverage_rate', last, of_event(e, False), [''], int(enough), 1)

    def running(self, e, kind, period, last):
        stage = self.policy['running'][1]
        if e['finished_at'] and day(e['finished_at']) <= last:
            return
        deadline = self.deadlines.get((e['event_id'], stage))
        if deadline is not None and deadline <= last:
            visited = any(d <= last for d in self.visit_days(e))
            self.put('running_visit_rate', kind, period, of_event(e, False), int(visited), 1)

    @property
    def deadlines(self):
        if not hasattr(self, '_deadlines'):
            self._deadlines = {(o['event']['event_id'], o['stage']): o['deadline'] for o in self.tale.obligations
                               if not o['reason']}
        return self._deadlines

    def warranty(self, e, kind, period, first, last):
        finished, end = e['finished_at'], e['warranty_end_at']
        if finished and end and day(finished) <= last < day(end):
            visited = any(first <= d <= last for d in self.visit_days(e))
            self.put('warranty_visit_rate', kind, period, of_event(e, False), int(visited), 1)

    def per_hundred(self, metric, category):
        for kind in KINDS:
            for _, last, period in self.calendar.between(kind, self.first, self.world.as_of):
                households = self.in_force(min(last, self.world.as_of))
                counted = {site: self.sums.get(('events', kind, period, 'site', site, category, ''), [0])[0]
                           for site in households}
                if not households:
                    continue
                self.put(metric, kind, period, [('all', '', category)], sum(counted.values()),
                         sum(households.values()))
                for site, number in households.items():
                    self.put(metric, kind, period, [('site', site, category)], counted[site], number)

    def in_force(self, number):
        rows = [r for r in self.world.exposure if day(r['from_on']) <= number and r['households'] is not None]
        return {r['site']: r['households'] for r in sorted(rows, key=lambda r: day(r['from_on']))}

    # --- the table ---------------------------------------------------------------------------------------------------

    def lines(self):
        yield from self.samples.lines(self.text)
        yield from self.surveys.lines(self.text)
        for key, (numerator, denominator) in self.sums.items():
            yield from self.line(key, numerator, denominator)
        yield from self.methods()
        for key, took in self.durations.items():
            took.sort()
            for name, per_cent in (('p50', 50), ('p90', 90)):
                value = took[-(-per_cent * len(took) // 100) - 1]
                yield self.text(('resolution_hours_' + name,) + key + ('',), value, len(took), Fraction(value, 3600))

    def methods(self):
        """How many methods there are in a period, with a verdict once it is over or there are enough (visits.methods.kinds)."""
        found = {}  # (kind, period, scope_kind, scope) -> visits by each method
        for (metric, kind, period, scope_kind, scope, category, _), (numerator, _) in self.sums.items():
            if metric == 'method_visits' and not category:
                found.setdefault((kind, period, scope_kind, scope), []).append(numerator)
        over = {(kind, name) for kind in KINDS for _, last, name in
                self.calendar.between(kind, self.first - 400, self.world.as_of) if last <= self.world.as_of} if found else ()
        for where, visits in found.items():
            enough = len(visits) >= self.policy['method_kinds']
            judged = where[:2] in over and sum(visits) >= self.policy['method_kinds']
            yield (self.text(('visit_methods',) + where + ('', ''), len(visits), None, Fraction(len(visits))) +
                   ('1' if enough else '0' if judged else ''))

    def line(self, key, numerator, denominator):
        metric = key[0]
        if metric == 'summed' and not numerator:
            return
        if denominator is None:
            yield self.text(key, numerator, None, Fraction(numerator, 1000000 if metric == 'summed' else 1))
            return
        value = Fraction(numerator, denominator) if denominator else None
        if metric in ('complaint_rate', 'failure_rate') and value is not None:
            value *= 100
        target = self.target(key) if metric in RATES else None
        yield self.text(key, numerator, denominator, value, target)
        if metric == 'visit_rate' and target is not None:
            short = max(0, -(-target * denominator // 1) - numerator)
            if short:
                yield self.text(('shortfall',) + key[1:], short, None, Fraction(short))

    def target(self, key):
        metric, _, period, _, _, category, stage = key
        if metric == 'check_rate':
            own = next(c['target'] for c in self.policy['checks'] if c['name'] == stage)
            if own is not None:
                return Fraction(own, 100)
        if not category:
            return None
        if metric == 'visit_rate':
            own = {s['target'] for s in self.policy['stages']
                   if category in s['categories'] and stage in ('', s['name'])}
            if own - {None}:
                return Fraction(own.pop(), 100) if len(own) == 1 else None
        if metric == 'coverage_rate':
            return Fraction(self.policy['coverage'][3], 100)
        if metric == 'running_visit_rate':
            return Fraction(self.policy['running'][2], 100)
        return self.logged.get((category, metric, period))

    def text(self, key, numerator, denominator, value, target=None):
        compliant = '' if target is None or value is None else '1' if value >= target else '0'
        fields = (self.policy['name'],) + key + (numerator, denominator, six(value), six(target), compliant)
        return ','.join('' if f is None else str(f) for f in fields)


class Staff:
    """Complaints per job, by person and role (section 5)."""

    def __init__(self, count):
        self.c, self.world, self.canonical = count, count.world, count.tale.canonical
        self.jobs, self.roles = {}, {}
        for a in self.world.assignments:
            e = self.canonical.get(a['event_id'])
            if e and e['category'] != 'complaint':
                self.roles.setdefault(a['staff'], set()).add(a['role'])
                self.jobs.setdefault((a['staff'], a['role']), {})[a['event_id']] = e
        for p in self.world.staff:
            if p['role']:
                self.roles.setdefault(p['staff'], set()).add(p['role'])
        self.by_job = {}
        for (staff, role), jobs in self.jobs.items():
            for i in jobs:
                self.by_job.setdefault(i, []).append((staff, role))

    def about(self, complaint):
        """[(staff, role, job or None)] that a complaint counts for."""
        job = complaint['related_event_id']
        workers = self.by_job.get(job, [])
        if not complaint['about_staff']:
            return [(staff, role, job) for staff, role in workers]
        found = []
        for who in dict.fromkeys(self.code(w.strip()) for w in complaint['about_staff'].split(';') if w.strip()):
            mine = [(staff, role, job) for staff, role in workers if staff == who]
            found += mine or [(who, role, None) for role in self.roles.get(who, ())]
        return found

    def code(self, who):
        if any(p['staff'] == who for p in self.world.staff):
            return who
        named = [p['staff'] for p in self.world.staff if p['name'] == who]
        return named[0] if len(named) == 1 else who if who in self.roles and not named else None

    def count(self):
        found = {}  # (kind, period) -> (staff, role) -> [jobs, jobs complained about, without a job, complaints]

        def cell(kind, period, person):
            return found.setdefault((kind, period), {}).setdefault(person, [set(), set(), 0, 0])
        for kind in KINDS:
            for person, jobs in self.jobs.items():
                for i, e in jobs.items():
                    for period in self.going_on(e, kind):
                        cell(kind, period, person)[0].add(i)
        for e in self.canonical.values():
            if e['category'] != 'complaint' or e['validity'] == 'invalid':
                continue
            for kind, period in self.c.calendar.names(day(e['accepted_at'])):
                for staff, role, job in self.about(e):
                    entry = cell(kind, period, (staff, role))
                    entry[3] += 1
                    if job is None:
                        entry[2] += 1
                    else:
                        entry[0].add(job)
                        entry[1].add(job)
        for (kind, period), people in found.items():
            self.rows(kind, period, people)

    def going_on(self, e, kind):
        begin = day(e['accepted_at'])
        end = day(e['finished_at']) if e['finished_at'] else self.world.as_of
        for first, last, period in self.c.calendar.between(kind, min(begin, end), max(begin, end)):
            if begin <= last and end >= first:
                yield period

    def rows(self, kind, period, people):
        totals = {}
        for (staff, role), (jobs, complained, without, complaints) in people.items():
            if role not in self.c.policy['roles']:
                continue
            numbers = (len(complained) + without, len(jobs), complaints)
            self.row(kind, period, staff, role, numbers)
            totals[role] = tuple(a + b for a, b in zip(totals.get(role, (0, 0, 0)), numbers))
        for role, numbers in totals.items():
            self.row(kind, period, '', role, numbers)

    def row(self, kind, period, staff, role, numbers):
        complained, jobs, complaints = numbers
        where = ('staff', staff, role) if staff else ('role', role, role)
        self.c.put('staff_complaint_ratio', kind, period, [where], complained, jobs)
        if not staff:
            return
        ratio = six(Fraction(complained, jobs)) if jobs else ''
        self.c.staff_rows.append(','.join(map(str, (self.c.policy['name'], kind, period, staff, role, complained, jobs,
                                                    ratio, complaints))))


def six(value):
    """Six decimals, half away from zero on the exact quotient."""
    if value is None:
        return None
    micro = (abs(value.numerator) * 2000000 + value.denominator) // (2 * value.denominator)
    sign = '-' if value < 0 and micro else ''
    return '%s%d.%06d' % (sign, micro // 1000000, micro % 1000000)
