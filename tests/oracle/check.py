"""Checks, from their definition in docs/policy-format.md («Checks») alone: what must be there, follow or be done by a day.

A check is a dictionary (policies.py): of, categories, condition and where and having (functions of a row, or None), needs
(a column, or a kind of row, or a kind of row and a word), count, present, from, within, by, until (a check that comes back
`within`, until that time of the event). A row's columns stand under
the names of the logs. `rows(tale)` gives every row that has a verdict or a state.
"""
from world import add_months, anonymous, by_time, day, order, seconds, timed

OWN = {'event': 'accepted_at', 'visit': 'visited_at', 'step': 'at', 'finding': 'raised_at', 'action': 'opened_at',
       'plan': 'planned_on', 'letter': 'sent_on', 'custody': 'at', 'check': 'at', 'submission': 'at'}
KEYS = {'event': ['event_id'], 'visit': ['visit_id'], 'step': ['event_id', 'at', 'kind'], 'finding': ['finding_id'],
        'action': ['action_id'], 'plan': ['plan_id'], 'letter': ['letter_id'], 'custody': ['form_no', 'step', 'at'],
        'answer': ['visit_id', 'item'], 'check': ['check_id'], 'submission': ['report', 'period', 'step', 'at']}
WORDS = {'step': 'kind', 'custody': 'step', 'answer': 'item', 'check': 'kind'}
EITHER = {'custody': 'form_no', 'check': 'subject'}  # names a visit, or where there is none of that id an event
OF_VISITS_FIRST = ('finding', 'action', 'custody', 'answer', 'check')


def key(kind, row):
    return '/'.join(row[name] for name in KEYS[kind])


class Row:
    """A row of any log with the event and the visit (None: none) that it stands for."""

    def __init__(self, kind, row, event, visit):
        self.kind, self.row, self.event, self.visit = kind, row, event, visit

    def own(self):
        if self.kind == 'answer':
            return self.visit['visited_at'] if self.visit else None
        return self.row[OWN[self.kind]]

    def category(self):
        return self.event['category'] if self.event else self.visit['category'] if self.visit else None

    def place(self, name):
        """Its site or department."""
        here = self.visit or {}
        if self.kind == 'visit' and here[name]:
            return here[name]
        if name == 'department' and self.kind in ('finding', 'action') and self.row['department']:
            return self.row['department']
        if self.kind == 'check' and name == 'site' and not self.event and not self.visit:
            return self.row['site']
        return self.event[name] if self.event else here.get(name)


class Checks:
    def __init__(self, tale):
        self.tale, self.world = tale, tale.world
        self.by_event, self.alone = {}, []  # event -> rows of the other logs; rows without a known event
        for kind, rows in self.world.sides.items():
            for row in rows:
                self.settle(kind, row)
        self.visits_of, self.alone_visits = {}, []
        for v in sorted(self.world.visits.values(), key=lambda v: (order(v['visited_at']), v['visit_id'].encode())):
            self.settle_visit(v)

    def settle_visit(self, v):
        named = [i for i in (v['event_ids'] or '').split(';') if i]
        for event in self.existing(named):
            self.visits_of.setdefault(event, []).append(v)
        if not any(i in self.world.known_events for i in named):
            self.alone_visits.append(v)

    def existing(self, named):
        """The canonical events of those named which exist at as-of, each once."""
        found = []
        for i in named:
            i = self.tale.duplicate_of.get(i, i)
            if i in self.tale.canonical and i not in found:
                found.append(i)
        return found

    def settle(self, kind, row):
        named = [i for i in (row.get('event_id') or '').split(';') if i]
        visit = row.get('visit_id')
        if kind in EITHER:
            either = row[EITHER[kind]]
            visit = either if either in self.world.known_visits else None
            named = [] if visit or not either else [either]
        if not any(i in self.world.known_events for i in named):
            named = [i for i in (self.world.known_visits.get(visit) or '').split(';') if i]
        for event in self.existing(named):
            self.by_event.setdefault(event, []).append((kind, row, visit))
        if not any(i in self.world.known_events for i in named):
            self.alone.append((kind, row, visit))

    def visit_of(self, visit, event):
        """The visit of that number, if it exists and is one of the event's; without an event any."""
        visits = self.visits_of.get(event, []) if event else self.alone_visits
        return next((v for v in visits if v['visit_id'] == visit), None)

    def rows(self, kind):
        """Every row of that kind, once for each event that it belongs to."""
        for i, event in self.tale.canonical.items():
            if kind == 'event':
                yield Row(kind, event, event, None)
            if kind == 'visit':
                yield from (Row(kind, v, event, v) for v in self.visits_of.get(i, []))
            for k, row, visit in self.by_event.get(i, []):
                if k == kind:
                    yield Row(kind, row, event, self.visit_of(visit, i))
        if kind == 'visit':
            yield from (Row(kind, v, None, v) for v in self.alone_visits)
        yield from (Row(k, row, None, self.visit_of(visit, None)) for k, row, visit in self.alone if k == kind)

    def applies(self, check, x):
        count_from = self.tale.count_from
        if not x.own() or day(x.own()) < count_from or (x.event and day(x.event['accepted_at']) < count_from):
            return False
        return self.concerns(check, x)

    def concerns(self, check, x):
        if check['categories'] and x.category() not in check['categories']:
            return False
        if check['condition'] and not (x.event and check['condition'](x.event)):
            return False
        if check.get('repeated') and not (x.event and self.often(x.event) >= check['repeated']):
            return False
        if check['served'] and not check['served'](self.served(x)):
            return False
        return check['where'] is None or check['where'](x.row)

    def served(self, x):
        """The stage of the event that the visit serves."""
        return self.tale.served.get((x.event['event_id'], x.row['visit_id']), '') if x.event else ''

    def often(self, e):
        """The how many-th event of its problem within a year it is (metrics.md 6); the policy has no window of its own."""
        if anonymous(e) or not e['issue']:
            return 0
        same = [o for o in self.tale.canonical.values() if not anonymous(o) and by_time(o) <= by_time(e) and
                all(o[c] == e[c] for c in ('category', 'customer_id', 'issue'))]
        return sum(day(o['accepted_at']) > day(e['accepted_at']) - 365 for o in same)

    def stands(self, check, x):
        """Whether it is the first of its customer's events of the category that the check looks at."""
        if not x.event['customer_id']:
            return True
        same = [y for y in self.rows('event') if self.applies(check, y) and
                all(y.event[c] == x.event[c] for c in ('customer_id', 'category'))]
        return min(same, key=lambda y: (order(y.own()), timed(y.own()), y.event['event_id'].encode())).event is x.event

    def last_visit(self, x, needs):
        """The last counted visit of the event, not after what is needed was done where that is a time."""
        done = x.row[needs] if needs in x.row and needs.endswith(('_at', '_on')) else None
        visits = [v['visited_at'] for v in (self.visits_of.get(x.event['event_id'], []) if x.event else []) if self.tale.counted(v)]
        visits = [at for at in visits if not done or not before(done, at)]
        return visits[-1] if visits else None

    def time(self, name, x, needs=''):
        """A column of the row, «event COLUMN», «step KIND», «last visit»; None: the row's own time."""
        if name is None:
            return x.own()
        if name == 'last visit':
            return self.last_visit(x, needs)
        of, _, rest = name.partition(' ')
        if of == 'event':
            return x.event[rest] if x.event else None
        if of == 'step':
            steps = [r['at'] for k, r, _ in self.of_event(x) if k == 'step' and r['kind'] == rest]
            return min(steps, key=order, default=None)
        return x.row[name]

    def of_event(self, x):
        return self.by_event.get(x.event['event_id'], []) if x.event else []

    # --- what is needed ----------------------------------------------------------------------------------------------

    def needed(self, check, x, start):
        """The times of the rows that would do, in order."""
        return [at for at, _ in self.needed_rows(check, x, start)]

    def needed_rows(self, check, x, start):
        """The same with the keys of the rows: (time, key)."""
        kind, _, word = check['needs'].partition(' ')
        if kind == 'repeat':
            return self.times(check, x, start, [(e, e['accepted_at'], 'event') for e in self.of_problem(x)])
        if kind == 'visit':
            rows = [v for v in (self.visits_of.get(x.event['event_id'], []) if x.event else [])
                    if v is not x.row and self.reached(check, v)]
            if x.kind == 'plan' and not check['until'] and not check['never']:
                rows = [v for v in rows if self.answered(check, x.event).get(v['visit_id']) == x.row['plan_id']]
            return self.times(check, x, start, [(v, v['visited_at'], kind) for v in rows])
        mine = [(k, r, v) for k, r, v in (self.of_event(x) if x.event else self.alone)
                if k == kind and r is not x.row and (not word or r[WORDS[kind]] == word)]
        if x.visit and kind in OF_VISITS_FIRST:
            own = [(r, self.happened(kind, r, v, x), k) for k, r, v in mine if v == x.visit['visit_id']]
            own = self.times(check, x, start, own)
            if own or not x.event:
                return own
            if kind in ('answer', 'custody', 'check'):
                mine = [(k, r, v) for k, r, v in mine if not v]
        if not x.event:
            return []
        return self.times(check, x, start, [(r, self.happened(kind, r, v, x), k) for k, r, v in mine])

    def of_problem(self, x):
        """The other events of the same problem: customer, category and issue code; the policy does not count texts."""
        e = x.event
        return [o for o in self.tale.canonical.values()
                if o is not e and not anonymous(o) and all(o[c] == e[c] for c in ('category', 'customer_id', 'issue'))]

    def answered(self, check, event):
        """Visit -> the plan of the event that it answers: of all pairs that would do the nearest first, each visit once."""
        plans = [x for x in self.rows('plan') if x.event is event and self.concerns(check, x)]
        plans.sort(key=lambda x: (order(x.own()), x.row['plan_id'].encode()))
        visits = [v for v in self.visits_of.get(event['event_id'], []) if self.reached(check, v)]
        pairs = sorted((abs(day(v['visited_at']) - day(x.own())), p, n) for p, x in enumerate(plans)
                       for n, v in enumerate(visits) if self.times(check, x, self.time(check['from'], x, check['needs']), [(v, v['visited_at'], 'visit')]))
        taken = {}
        for _, p, n in pairs:
            plan = plans[p].row['plan_id']
            if visits[n]['visit_id'] not in taken and list(taken.values()).count(plan) < check['count']:
                taken[visits[n]['visit_id']] = plan
        return taken

    def reached(self, check, v):
        return v['outcome'] != 'unreachable' and (check['any_phase'] or self.tale.counted(v))

    def happened(self, kind, row, visit, x):
        if kind == 'plan' and row['made_at']:
            return row['made_at']
        if kind == 'answer':
            v = self.visit_of(visit, x.event['event_id'] if x.event else None)
            return v['visited_at'] if v else None
        return row[OWN[kind]]

    def times(self, check, x, start, rows):
        """(time, key) of those that would do, in order."""
        fit = [(at, key(kind, row)) for row, at, kind in rows if at and (check['having'] is None or check['having'](row))
               and all(x.row[c] and x.row[c] == row[c] for c in check['same']) and self.fits_in_time(check, at, start)]
        return sorted(fit, key=lambda t: (order(t[0]), timed(t[0]), t[1].encode()))

    def fits_in_time(self, check, at, start):
        if check['never']:
            return before(start, at)
        return (check['from'] is None and not check['until']) or not before(at, start)

    def first(self, count, x):
        """(time, row) of the first row that a count needs; without a need the row itself."""
        if not count['needs']:
            return x.own(), x.row
        kind, _, word = count['needs'].partition(' ')
        rows = [(order(r[OWN[kind]]), timed(r[OWN[kind]]), key(kind, r).encode(), r) for k, r, _ in self.of_event(x)
                if k == kind and r[WORDS[kind]] == word and count['having'](r)]
        found = min(rows, key=lambda r: r[:3], default=None)
        return (found[3][OWN[kind]], found[3]) if found else None

    # --- the verdict -------------------------------------------------------------------------------------------------

    def silent(self, check):
        """Whether it asks for rows of a log that never brought one."""
        asked = {check['needs'].partition(' ')[0]} if check['needs'] else set()
        if (check['from'] or '').startswith('step '):
            asked.add('step')
        if 'grant' in asked and 'grant' not in self.world.came:
            return True
        return any(kind in self.world.sides and kind not in self.world.came for kind in asked)

    def judge(self, check):
        if self.silent(check):
            return
        for x in self.rows(check['of']):
            if not self.applies(check, x) or check['per_customer'] and not self.stands(check, x):
                continue
            start = self.time(check['from'], x, check['needs'] or '')
            limit = self.time(check['by'], x) if check['by'] else None
            if not start or (check['by'] and not limit):
                continue
            if check['never']:
                if check['needs'] != 'repeat' or (x.event and not anonymous(x.event) and x.event['issue']):
                    yield self.never(check, x, start, limit)
            elif check['until']:
                yield from self.stretches(check, x, start)
            else:
                yield self.verdict(check, x, start, limit, *self.done(check, x, start))

    def stretches(self, check, x, start):
        """From the start, and from each needed row on, until the next one; the end of the matter frees of the last."""
        until = x.event[check['until']] if x.event else None
        times = [t for t in self.needed(check, x, start) if not until or not before(until, t)]
        if times:
            times = times[:1] + [t for last, t in zip(times, times[1:]) if t != last]
        for done in times:
            yield self.verdict(check, x, start, None, True, done)
            start = done
        last = deadline(start, check['within'])[0] if check['within'] else None
        if not until or (last is not None and seconds(until) > last):
            yield self.verdict(check, x, start, None, False, None)

    def never(self, check, x, start, limit):
        """What must not come after the start: the first that did, if it came by the deadline."""
        last, limit = self.ends(check, start, limit)
        done, row = next(iter(self.needed_rows(check, x, start)), (None, ''))
        clock = bool(check['within']) and check['within'][1] in ('min', 'h')
        if clock and not (timed(start) and (not done or timed(done))):
            state, row = 'not_judgeable', ''
        elif done and not (last is not None and late(check, done, limit, last)):
            state = 'came'
        else:
            state = 'open' if last is not None and last // 86400 > self.world.as_of else 'met'
            done, row = None, ''
        return {'check': check, 'x': x, 'state': state, 'from': start, 'limit': limit, 'done': done, 'lacking': row,
                'day': day(limit or start)}

    def ends(self, check, start, limit):
        """The last second, and the deadline as shown; None without one."""
        if check['within']:
            return deadline(start, check['within'])
        return (seconds(limit) if timed(limit) else day(limit) * 86400 + 86399) if limit else None, limit

    def verdict(self, check, x, start, limit, there, done):
        last, limit = self.ends(check, start, limit)
        lacking = [name for name in check['present'] if x.row[name] in (None, '', 0)]
        lacks = bool(lacking)
        otherwise = [name for name, holds in check['is_'] if not holds(x.row[name])]
        unknown = any(name.endswith(('_role', '_department')) and x.row[name] == 'unknown' for name in otherwise)
        lacking += [name for name in otherwise if name not in lacking]
        clock = bool(check['within']) and check['within'][1] in ('min', 'h')
        waits = last // 86400 > self.world.as_of if last is not None else check['not_set']
        if unknown or clock and not (timed(start) and (not done or timed(done))):
            state = 'not_judgeable'
        elif there and last is not None and done and late(check, done, limit, last):
            state = 'late'
        elif there and not lacking:
            state = 'met'
        else:
            state = 'open' if waits else 'missing' if not there else 'incomplete' if lacks else 'wrong'
        return {'check': check, 'x': x, 'state': state, 'from': start, 'limit': limit, 'done': done,
                'lacking': ';'.join(lacking), 'day': day(limit or start)}

    def done(self, check, x, start):
        """Whether it is there, and when it was done where a time says so."""
        needs = check['needs']
        if not needs:
            return True, None
        if needs.startswith('grant '):
            return self.granted(x, x.row[needs[6:]]), None
        if needs.partition(' ')[0] in OWN or needs.startswith('answer '):
            times = self.needed(check, x, start)
            enough = len(times) >= check['count']
            return enough, times[check['count'] - 1] if enough else None
        value = x.row[needs]
        return value not in (None, '', 0), value if needs.endswith(('_at', '_on')) else None


    def granted(self, x, who):
        """Whether somebody approved that this person may look at the form on the row's day."""
        covered = ('all', '全部', x.row['form_kind'], x.row['form_no'], x.place('site'), x.place('department'))
        return bool(who) and any(
            self.world.code_of(g['staff']) == self.world.code_of(who) and g['scope'] in covered and
            day(g['from_on']) <= day(x.own()) and (not g['until_on'] or day(x.own()) <= day(g['until_on']))
            for g in self.world.grants)


def before(at, start):
    return order(at) < order(start) if timed(at) and timed(start) else day(at) < day(start)


def deadline(start, within):
    """The last second within, and the deadline as shown."""
    number, unit = within
    if unit in ('min', 'h'):
        last = seconds(start) + number * (60 if unit == 'min' else 3600)
        return last, stamp(last)
    end = add_months(day(start), number) if unit == 'm' else day(start) + number
    return end * 86400 + 86399, stamp(end * 86400)[:10]


def stamp(number):
    from world import show
    rest = number % 86400
    return '%s %02d:%02d:%02d' % (show(number // 86400), rest // 3600, rest // 60 % 60, rest % 60)


def late(check, done, limit, last):
    if check['by'] and timed(done) != timed(limit):
        return day(done) > day(limit)
    return seconds(done) > last
