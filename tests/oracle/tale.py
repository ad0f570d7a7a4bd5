"""What happened, before anything is counted: merging, obligations, repeats, breaches (metrics.md, 2, 3, 6)."""
import datetime
import unicodedata

from check import Checks
from world import Calendar, add_months, anonymous, by_time, day, first_of, order


def merge(world, policy):
    """duplicate event -> canonical event (section 2)."""
    groups, duplicate_of = {}, {}
    complaints = (e for e in world.events.values() if e['category'] == 'complaint')
    for e in sorted(complaints, key=by_time):
        if anonymous(e) or not e['department'] or not e['issue']:
            continue
        oldest_first = groups.setdefault((e['customer_id'], e['issue']), [])
        for group in oldest_first:
            near = day(e['accepted_at']) <= group['first'] + policy['merge_window']
            if near and e['department'] not in group['departments']:
                group['departments'].add(e['department'])
                duplicate_of[e['event_id']] = group['canonical']
                break
        else:
            oldest_first.append({'first': day(e['accepted_at']), 'departments': {e['department']},
                                 'canonical': e['event_id']})
    return duplicate_of


class Tale:
    """All of it for one policy: canonical events, counted visits, obligations, served stages, repeats, breaches."""

    def __init__(self, world, policy):
        self.world, self.policy = world, policy
        self.count_from = min((day(e['accepted_at']) for e in world.events.values()), default=0)
        self.duplicate_of = merge(world, policy)
        self.canonical = {i: e for i, e in world.events.items() if i not in self.duplicate_of}
        self.visits = [v for v in world.visits.values() if self.counted(v)]
        self.visits.sort(key=lambda v: (order(v['visited_at']), v['visit_id'].encode()))
        self.visits_to = {}
        for v in self.visits:
            v['named'] = [i for i in (v['event_ids'] or '').split(';') if i]
            v['known'] = self.known_events(v['named'])
            for i in v['known']:
                self.visits_to.setdefault(i, []).append(v)
        self.serves = {}  # visit -> names of the stages that it serves
        self.served = {}  # event and visit -> the stage
        self.obligations = [o for e in self.canonical.values() for o in self.owed(e)]
        self.repeats = self.find_repeats()
        self.checks = [c for check in policy.get('checks', ()) for c in Checks(self).judge(check)]
        self.breaches = [b for v in self.visits for b in self.check(v)]

    def counted(self, visit):
        return visit['outcome'] != 'unreachable' and (self.policy['phases_any'] or visit['phase'] != 'during')

    def known_events(self, named):
        """A visit that names a duplicate is a visit to its canonical complaint; naming both counts once."""
        known = []
        for i in named:
            i = self.duplicate_of.get(i, i)
            if i in self.canonical and i not in known:
                known.append(i)
        return known

    # --- obligations -------------------------------------------------------------------------------------------------

    def owed(self, event):
        stages = [s for s in self.policy['stages'] if event['category'] in s['categories'] and holds(s, event)]
        visits = self.visits_to.get(event['event_id'], [])
        reason = None if visits else exempt_reason(event)
        slots = []
        for s in stages:
            anchor = anchor_day(s, event)
            if anchor is not None and s.get('every'):
                slots += self.occurrences(s, event, anchor)
                continue
            slots.append(dict(stage=s, anchor=anchor, visit=None))
            if anchor is not None:
                slots[-1].update(window(s, event, anchor), owed=anchor >= self.count_from)
                if s.get('by_plan'):
                    slots[-1].update(self.planned_day(s, event, slots[-1]['opens']))
        self.match(event, slots, visits)
        return [self.obligation(event, slot, reason) for slot in slots if slot['anchor'] is not None and slot['owed']]

    def planned_day(self, stage, event, opens):
        """The first day planned for the stage, not before it opens, takes the place of its deadline."""
        days = [day(p['planned_on']) for p in self.world.sides['plan'] if p['stage'] == stage['name'] and not p['cancelled_on']
                and self.duplicate_of.get(p['event_id'], p['event_id']) == event['event_id']]
        days = [d for d in days if d >= opens]
        return {'deadline': min(days)} if days else {}

    def occurrences(self, stage, event, anchor):
        """One duty in each period that touches [anchor, until], up to as-of's (docs/policy-format.md)."""
        until = day(event[stage['until']]) if event[stage['until']] else 10 ** 9
        if until < anchor:
            return
        for first, last, _ in Calendar(0).between(stage['every'], anchor, max(anchor, min(until, self.world.as_of))):
            opens = max(first, anchor)
            if first <= self.world.as_of:
                yield dict(stage=stage, anchor=opens, visit=None, opens=opens, deadline=last,
                           owed=last >= self.count_from)

    def match(self, event, slots, visits):
        accepted = day(event['accepted_at'])
        left, only = [], {}  # visit -> the recurring stage that it names and may serve alone
        for v in (v for v in visits if day(v['visited_at']) >= accepted):
            named = [s for s in slots if s['stage']['name'] == v['stage']]
            if named and named[0]['stage'].get('every') and named[0]['anchor'] is not None:
                may = [s for s in named if inside(s, day(v['visited_at']))]
                if self.each_takes(event, [v], may, lambda s, d: True):
                    left.append(v)
                    only[v['visit_id']] = v['stage']
                continue
            slot = named[0] if named else None
            if slot is None:
                left.append(v)
            elif slot['anchor'] is not None and slot['visit'] is None:
                self.take(event, slot, v)
        slots = [s for s in slots if s['anchor'] is not None]
        slots.sort(key=lambda s: s['opens'])  # stable: then by place in the policy
        may = lambda v: [s for s in slots if only.get(v['visit_id'], s['stage']['name']) == s['stage']['name']]
        left = [v for v in left if self.each_takes(event, [v], may(v), inside)]
        for v in left:
            if not self.each_takes(event, [v], may(v), lambda s, d: s['opens'] <= d):
                continue
            self.each_takes(event, [v], may(v), lambda s, d: True)

    def each_takes(self, event, visits, slots, fits):
        """Each visit goes to the first free slot that fits; the visits that found none."""
        left = []
        for v in visits:
            slot = next((s for s in slots if s['visit'] is None and fits(s, day(v['visited_at']))), None)
            if slot is None:
                left.append(v)
            else:
                self.take(event, slot, v)
        return left

    def take(self, event, slot, visit):
        self.served[event['event_id'], visit['visit_id']] = slot['stage']['name']
        slot['visit'] = visit
        self.serves.setdefault(visit['visit_id'], set()).add(slot['stage']['name'])

    def obligation(self, event, slot, reason):
        period_day = slot['opens'] if slot['deadline'] is None else slot['deadline']
        due = period_day <= self.world.as_of
        return {'event': event, 'stage': slot['stage']['name'], 'anchor': slot['anchor'], 'opens': slot['opens'],
                'deadline': slot['deadline'], 'period_day': period_day, 'due': due, 'visit': slot['visit'],
                'reason': reason, 'state': 'exempt' if reason else state(slot, due)}

    # --- repeats -----------------------------------------------------------------------------------------------------

    def find_repeats(self):
        sequences = {}
        for e in sorted(self.canonical.values(), key=by_time):
            if e['category'] in self.policy['repeats'] and not anonymous(e):
                sequences.setdefault((e['category'], e['customer_id']), []).append(e)
        return [case for (category, _), events in sequences.items()
                for case in repeats_of(events, category, *self.policy['repeats'][category])]

    # --- breaches ----------------------------------------------------------------------------------------------------

    def check(self, visit):
        found = {}
        for rule, clause in self.broken(visit):
            found.setdefault(rule, clause)
        return [(visit, rule, clause) for rule, clause in found.items()]

    def broken(self, v):
        p = self.policy
        yield from self.wrong_visitors(v)
        if p['methods'] and v['method'] not in p['methods'][0]:
            yield 'method', p['methods'][1]
        if p['signature'] and v['method'] == 'onsite' and not v['signed']:
            yield 'signature', p['signature']
        if day(v['visited_at']) < self.count_from:
            return  # nothing older is owed
        if p['review'] and not (v['reviewed_by'] and v['reviewed_at'] and v['review_note']):
            yield 'review', p['review']
        if p['filed'] and self.handed_in_late(v, p['filed'][0]):
            yield 'filed', p['filed'][1]
        for what, clause in p['reported']:
            if self.unreported(v, what):
                yield 'reported', clause

    def wrong_visitors(self, v):
        for categories, severities, needs, rule, clause in self.policy['visitors']:
            for i in v['known']:
                e = self.canonical[i]
                if e['category'] in categories and (severities is None or e['severity'] in severities):
                    if not all(self.takes_part(v, e, need) for need in needs):
                        yield rule, clause
            if not v['named'] and severities is None and v['category'] in categories:
                if not all(self.takes_part(v, {}, need) for need in needs):
                    yield rule, clause

    def takes_part(self, visit, event, need):
        if need != 'of_department':
            return need in (visit['visitor_role'] or '').split(';')
        if not event.get('department'):
            return True  # nobody can be told to be missing
        people = [self.person(who) for who in (visit['visitor'] or '').split(';')]
        return any(p and p['department'] == event['department'] for p in people)

    def person(self, who):
        """The staff code, else a name that is unique in staff."""
        by_code = [p for p in self.world.staff if p['staff'] == who]
        by_name = [p for p in self.world.staff if p['name'] == who]
        return by_code[0] if by_code else by_name[0] if len(by_name) == 1 else None

    def handed_in_late(self, v, last):
        visited = day(v['visited_at'])
        hand_in = month_day(visited, 0, last)
        if visited > hand_in:
            hand_in = month_day(visited, 1, last)
        return day(v['filed_at']) > hand_in if v['filed_at'] else hand_in <= self.world.as_of

    def unreported(self, v, what):
        if what == 'fail':
            return v['outcome'] == 'fail' and not v['reported_at']
        if what == 'issue':
            concerned = v['issue_raised'] or v['raised_event_id']
        else:
            concerned = what in self.serves.get(v['visit_id'], ())
        return concerned and not (v['reported_at'] and day(v['reported_at']) == day(v['visited_at']))


def inside(slot, number):
    return slot['opens'] <= number and (slot['deadline'] is None or number <= slot['deadline'])


def exempt_reason(event):
    if event['category'] == 'complaint' and anonymous(event):
        return 'anonymous'
    return 'letter_reply_only' if event['letter_reply_only'] else None


def holds(stage, event):
    if stage['condition'] == 'follow_up_needed':
        return bool(event['follow_up_needed'])
    if stage['condition'] == 'finished_after_plan':
        finished, planned = event['finished_at'], event['planned_end_at']
        return bool(finished and planned and day(finished) > day(planned))
    return stage['condition'] is None or not event['feedback_form_at']


def term(event):
    """Calendar days from start to planned end; None without either or when the plan ends before the start."""
    if not event['started_at'] or not event['planned_end_at']:
        return None
    days = day(event['planned_end_at']) - day(event['started_at'])
    return days if days >= 0 else None


def anchor_day(stage, event):
    if stage['anchor'] == 'midpoint':
        return None if term(event) is None else day(event['started_at']) + term(event) // 2
    return day(event[stage['anchor']]) if event[stage['anchor']] else None


def shift(number, offset):
    return add_months(number, offset[0]) if offset[1] == 'm' else number + offset[0]


def window(stage, event, anchor):
    tolerance = stage['days'] + (term(event) or 0) * stage['per_cent'] // 100
    deadline = None if stage['latest'] is None else shift(anchor, stage['latest']) + tolerance
    return {'opens': shift(anchor, stage['earliest']) - tolerance, 'deadline': deadline}


def state(slot, due):
    if slot['visit'] is None:
        return 'open' if slot['deadline'] is None else 'missed' if due else 'pending'
    visited = day(slot['visit']['visited_at'])
    if visited < slot['opens']:
        return 'early'
    return 'late' if slot['deadline'] is not None and visited > slot['deadline'] else 'met'


def month_day(number, months, wanted):
    """The wanted day of the month `months` after the one that holds the day, clamped to the month's last."""
    date = datetime.date.fromordinal(number)
    index = date.year * 12 + date.month - 1 + months
    return min(first_of(index) + wanted - 1, first_of(index + 1) - 1)


def bigrams(text):
    """Character bigrams after NFKC, lower-casing and dropping all but letters and decimal digits (section 6)."""
    kept = [c for c in unicodedata.normalize('NFKC', text or '').lower()
            if unicodedata.category(c)[0] == 'L' or unicodedata.category(c) == 'Nd']
    return {a + b for a, b in zip(kept, kept[1:])}


def alike(a, b):
    return bool(a and b) and 10 * len(a & b) >= 6 * len(a | b)


def text_keys(events):
    """event -> smallest event_id of its group, closed transitively, for events without an issue code."""
    bare = [(e['event_id'], bigrams(e['description'])) for e in events if not e['issue']]
    group = {i: i for i, _ in bare}
    for n, (i, a) in enumerate(bare):
        for j, b in bare[:n]:
            if group[i] != group[j] and alike(a, b):
                low, high = sorted((group[i], group[j]), key=str.encode)
                group = {k: low if g == high else g for k, g in group.items()}
    return group


def repeats_of(events, category, min_count, days, consecutive):
    """The flagged events of one customer's sequence; events without a code stand under their text, marked."""
    by_text = text_keys(events)
    keys = [(e['issue'], 0) if e['issue'] else (by_text[e['event_id']], 1) for e in events]
    for n, event in enumerate(events):
        first = day(event['accepted_at']) - days + 1
        inside = [m for m in range(n + 1) if keys[m] == keys[n] and day(events[m]['accepted_at']) >= first]
        run = inside
        if consecutive:
            run = [m for m in inside if all(keys[k] == keys[n] for k in range(m, n))]
        if len(run) >= min_count:
            listed = [events[m] for m in inside]
            yield {'category': category, 'customer': event['customer_id'], 'issue': keys[n][0], 'by_text': keys[n][1],
                   'event': event, 'events': listed, 'escalated': any(e['escalated_at'] for e in listed)}
