"""The facts of a store as a report sees them at the end of the as-of day (metrics.md, section 1).

Only the fact tables are read, never a result: rows in force, not withdrawn. Rows whose own time is later do not exist;
later happenings are empty; plans stay.
"""
import datetime
import json
import sqlite3

HAPPENINGS = ('contacted_at started_at finished_at delivered_at escalated_at feedback_form_at returned_at reviewed_at '
              'replied_at reported_at filed_at handled_at done_at verified_at').split()
# The other logs and the column that says since when a row exists.
SIDES = {'step': 'at', 'finding': 'raised_at', 'action': 'opened_at', 'plan': 'made_at', 'letter': 'sent_on',
         'custody': 'at', 'answer': None, 'check': 'at', 'submission': 'at'}
TABLES = {'check': 'spot_check'}  # where the table has another name
MONTHS_IN = {'month': 1, 'quarter': 3, 'half': 6, 'year': 12}
KINDS = ('month', 'quarter', 'half', 'year', 'week')


def day(text):
    """The calendar day of a time as a day number."""
    return datetime.date(int(text[0:4]), int(text[5:7]), int(text[8:10])).toordinal()


def timed(text):
    return len(text) > 10


def order(text):
    """What times sort by: a calendar day sorts as 00:00:00."""
    return text if timed(text) else text + ' 00:00:00'


def seconds(text):
    full = order(text)
    return day(full) * 86400 + int(full[11:13]) * 3600 + int(full[14:16]) * 60 + int(full[17:19])


def show(number):
    return datetime.date.fromordinal(number).isoformat()


def add_months(number, months):
    """Month arithmetic clamps to the last day of the month."""
    date = datetime.date.fromordinal(number)
    index = date.year * 12 + date.month - 1 + months
    return min(first_of(index) + date.day - 1, first_of(index + 1) - 1)


def first_of(month_index):
    return datetime.date(month_index // 12, month_index % 12 + 1, 1).toordinal()


class Calendar:
    """Periods of the five kinds; weeks start on the policy's day (0 = Monday) and are named after their Thursday."""

    def __init__(self, week_start):
        self.week_start = week_start
        self.known = {}

    def names(self, number):
        """[(kind, period)] that hold a day."""
        if number not in self.known:
            self.known[number] = [(kind, self.bounds(kind, number)[2]) for kind in KINDS]
        return self.known[number]

    def bounds(self, kind, number):
        """First day, last day and name of the period of that kind that holds the day."""
        date = datetime.date.fromordinal(number)
        if kind == 'week':
            first = number - (date.weekday() - self.week_start) % 7
            thursday = first + (3 - self.week_start) % 7
            year, week, _ = datetime.date.fromordinal(thursday).isocalendar()
            return first, first + 6, '%04d-W%02d' % (year, week)
        size = MONTHS_IN[kind]
        index = date.year * 12 + (date.month - 1) // size * size
        part = (date.month - 1) // size + 1
        name = {'month': '%04d-%02d', 'quarter': '%04d-Q%d', 'half': '%04d-H%d', 'year': '%04d'}[kind]
        return first_of(index), first_of(index + size) - 1, name % ((date.year, part) if size < 12 else (date.year,))

    def between(self, kind, first, last):
        """Every period of a kind from the one that holds `first` to the one that holds `last`."""
        at = first
        while True:
            begin, end, name = self.bounds(kind, at)
            if begin > last:
                return
            yield begin, end, name
            at = end + 1


# The columns that name one person, and the row's own day.
PEOPLE = {'event': ('accepted_at', []), 'visit': ('visited_at', ['reviewed_by']), 'step': ('at', ['by', 'to']),
          'action': ('opened_at', ['owner', 'verified_by']), 'plan': ('planned_on', ['made_by']), 'custody': ('at', ['by', 'to']),
          'check': ('at', ['checker', 'staff']), 'submission': ('at', ['by', 'to'])}


class World:
    """events, visits by id; staff, assignments, exposure, targets, surveys as lists of dictionaries."""

    def __init__(self, path, as_of, columns=(), staff_columns=()):
        """columns: (kind of row, or customer, and name) that the policy declares; staff_columns: those that name people."""
        self.as_of, self.columns, self.staff_columns = as_of, columns, staff_columns
        store = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
        store.row_factory = sqlite3.Row

        def rows(table):
            query = 'SELECT * FROM %s WHERE run_out IS NULL AND withdrawn = 0' % table
            return [dict(row) for row in store.execute(query)]

        self.staff = rows('staff')
        self.customers = {c['customer_id']: c for c in rows('customer')}
        self.events = {e['event_id']: self.full('event', self.seen(e)) for e in rows('event') if day(e['accepted_at']) <= as_of}
        self.visits = {v['visit_id']: self.full('visit', self.seen(v)) for v in rows('visit') if day(v['visited_at']) <= as_of}
        self.assignments = rows('assignment')
        self.exposure = rows('exposure')
        self.grants = rows('access_grant')
        self.targets = rows('target')
        self.surveys = [self.seen(f) for f in rows('survey_form') if not f['sent_at'] or day(f['sent_at']) <= as_of]
        self.known_events = {e['event_id'] for e in rows('event')}
        self.known_visits = {v['visit_id']: v['event_ids'] for v in rows('visit')}
        self.sides = {kind: [self.full(kind, self.side(r)) for r in rows(TABLES.get(kind, kind)) if self.exists(kind, r)] for kind in SIDES}
        self.came = {kind for kind in SIDES
                     if store.execute('SELECT 1 FROM %s LIMIT 1' % TABLES.get(kind, kind)).fetchone()}
        if store.execute('SELECT 1 FROM access_grant LIMIT 1').fetchone():
            self.came.add('grant')
        self.take_steps([s for s in rows('step') if day(s['at']) <= as_of])
        store.close()

    def seen(self, row):
        for name in HAPPENINGS:
            if row.get(name) and day(row[name]) > self.as_of:
                row[name] = None
        return row

    def full(self, kind, row):
        """With the columns that the policy declares, and what the staff log says of the people of the row."""
        own = json.loads(row['own']) if row['own'] else {}
        row.update({name: own.get(name) for of, name in self.columns if of == kind})
        at, people = PEOPLE.get(kind, (None, []))
        people = people + [name for of, name in self.staff_columns if of == kind]
        if kind == 'event':
            row.update(self.of_customer(row['customer_id']))
            people += ['customer_' + name for of, name in self.staff_columns if of == 'customer']
        for column in people:
            row[column + '_role'] = self.of_person(row[column], day(row[at]), 'role')
            row[column + '_department'] = self.of_person(row[column], day(row[at]), 'department')
        return row

    def code_of(self, who):
        found = [p for p in self.staff if p['staff'] == who] or [p for p in self.staff if p['name'] == who]
        return found[0]['staff'] if len(found) == 1 else who

    def of_person(self, who, on, what):
        if not who:
            return None
        found = [p for p in self.staff if p['staff'] == who] or [p for p in self.staff if p['name'] == who]
        if len(found) != 1 or (found[0]['joined_on'] and day(found[0]['joined_on']) > on) or \
                (found[0]['left_on'] and day(found[0]['left_on']) < on):
            return 'unknown'
        return found[0][what] or 'unknown'

    def exists(self, kind, row):
        """At as-of; an answer with its visit, a plan from when it was made on."""
        born = row[SIDES[kind]] if SIDES[kind] else None
        return not born or day(born) <= self.as_of

    def side(self, row):
        """A row of another log, its columns named as in the log."""
        for store, log in (('by_whom', 'by'), ('to_whom', 'to'), ('event_ids', 'event_id')):
            if store in row:
                row[log] = row.pop(store)
        for name in HAPPENINGS + ['filed_on', 'cancelled_on']:
            if row.get(name) and day(row[name]) > self.as_of:
                row[name] = None
        return row

    def of_customer(self, who):
        """What the customers log says of an event's customer, as known now."""
        c = self.customers.get(who) or {}
        own = json.loads(c.get('own') or '{}')
        said = {'customer_' + name: own.get(name) for of, name in self.columns if of == 'customer'}
        return dict(said, customer_type=c.get('type'), customer_since=c.get('since'), customer_amount=c.get('amount'))

    def take_steps(self, steps):
        """contacted_at and escalated_at are the first steps of that kind when the columns are empty (data.md)."""
        for field, kind in (('contacted_at', 'contact'), ('escalated_at', 'escalate')):
            for step in sorted((s for s in steps if s['kind'] == kind), key=lambda s: order(s['at'])):
                event = self.events.get(step['event_id'])
                if event and not event[field]:
                    event[field] = step['at']


def anonymous(event):
    return bool(event['anonymous']) or not event['customer_id']


def by_time(event):
    return order(event['accepted_at']), event['event_id'].encode()
