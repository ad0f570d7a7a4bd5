"""The first two regulations as plain dictionaries, copied by hand from the specification's table of the two policies
(two-policies.md), not from policies/*.yaml: the oracle must not inherit a slip of those files.

Offsets: (number, 'd' or 'm'); None: not_set. A visitor rule: categories, severities (None: any), what it needs, rule,
clause. Only what the two regulations use exists here.
"""
from sample import sample


def stage(name, categories, anchor, earliest, latest, target=None, condition=None, days=0, per_cent=0):
    return {'name': name, 'categories': categories, 'anchor': anchor, 'earliest': earliest, 'latest': latest,
            'target': target, 'condition': condition, 'days': days, 'per_cent': per_cent}


def check(name, clause, of='event', categories=None, condition=None, where=None, needs=None, having=None, any_phase=False,
          count=1, present=(), is_=(), start=None, within=None, not_set=False, by=None, target=None, until=None, same=(),
          repeated=0, per_customer=False, never=False, served=None):
    return {'name': name, 'clause': clause, 'of': of, 'categories': categories, 'condition': condition, 'where': where,
            'needs': needs, 'having': having, 'any_phase': any_phase, 'count': count, 'present': present, 'from': start,
            'within': within, 'not_set': not_set, 'by': by, 'target': target, 'until': until, 'same': same,
            'repeated': repeated, 'is_': is_, 'per_customer': per_customer, 'never': never, 'served': served}


def count(name, of, by, categories=None, needs=None, having=None, per_customer=False, sum_of=None,
          condition=None, served=None):
    return {'name': name, 'of': of, 'by': by, 'categories': categories, 'needs': needs, 'having': having,
            'per_customer': per_customer, 'sum': sum_of, 'condition': condition, 'where': None, 'from': None, 'served': served}


def has(column, *values):
    return lambda row: row[column] in values


def reached(visit):
    return visit['outcome'] != 'unreachable'


PROPERTY = {
    'name': 'property-10',
    'checks': [
        check('plan_made', '3.2', of='plan', present=('made_by', 'visitor')),
        check('signed_out', '4.2', of='visit', needs='custody issue', having=has('signed', 1)),
        check('brought_back', '4.4', of='custody', where=has('step', 'issue'), needs='custody return', having=has('signed', 1),
              start='at', not_set=True),
        *[check('content_' + item, '4.1.5', of='visit', where=reached, needs='answer ' + item)
          for item in ('quality', 'effect', 'shortcomings', 'suggestions')],
        check('reviewed', '4.5', of='visit', where=reached, needs='reviewed_at', present=('reviewed_by', 'review_note'),
              not_set=True),
        check('reviewer', '4.5', of='visit', where=lambda v: v['reviewed_by'],
              is_=[('reviewed_by_role', lambda v: v in ('director_assistant', 'director'))]),
    ],
    'week_start': 0,  # Monday
    'phases_any': False,
    'merge_window': 7,
    'rework_window': 30,
    'stages': [
        stage('complaint', ['complaint'], 'finished_at', (0, 'd'), (3, 'd'), 100),
        stage('repair', ['repair'], 'finished_at', (0, 'd'), (2, 'd'), 100),
        stage('repair2', ['repair'], 'finished_at', (1, 'm'), (2, 'm'), None, 'follow_up_needed'),
        stage('special_mid', ['special_service'], 'midpoint', (0, 'd'), None, 30),
        stage('special_end', ['special_service'], 'finished_at', (0, 'd'), None, 30),
        stage('first_aid', ['first_aid'], 'finished_at', (0, 'd'), (7, 'd')),
        stage('activity', ['publication', 'activity'], 'finished_at', (0, 'd'), (1, 'm'), 10),
        stage('other', ['consultation', 'suggestion', 'opinion', 'incident', 'move_in'], 'finished_at',
              (0, 'd'), (7, 'd')),
    ],
    'repeats': {'complaint': (2, 365, True), 'repair': (3, 365, False)},
    'coverage': None,
    'running': None,
    'warranty': None,
    'visitors': [
        (['complaint'], ['major'], ['director'], 'visitor_role', '4.1.3 1)'),
        (['complaint'], ['ordinary', 'important'], ['area_manager', 'of_department'], 'joint', '4.1.3 2)'),
        (['repair', 'special_service', 'help'], None, ['area_manager'], 'visitor_role', '4.1.3 3)'),
    ],
    'methods': (['onsite', 'phone', 'letter'], '4.1.4'),
    'signature': '4.3',
    'review': '4.5',
    'filed': (30, '4.7'),
    'reported': [('fail', '4.5')],
    'roles': ['repairer', 'receptionist'],  # not in the table; clause 4.8 names no roles, the policy file these
}

DECORATION = {
    'name': 'decoration',
    'checks': [check('sheet_opened', '1', categories=['project'], needs='custody issue', within=(0, 'd')),
               check('consulted', '9', of='custody', where=has('step', 'consult'), needs='grant to')],
    'week_start': 6,  # Sunday
    'phases_any': True,
    'merge_window': 7,
    'rework_window': 30,
    'stages': [
        stage('start', ['project'], 'started_at', (10, 'd'), (10, 'd'), 100, None, 3),
        stage('mid', ['project'], 'midpoint', (0, 'd'), (0, 'd'), 100, None, 0, 15),
        stage('end', ['project'], 'finished_at', (0, 'd'), (0, 'd'), 100, None, 3),
        stage('late', ['project'], 'finished_at', (0, 'd'), None, None, 'finished_after_plan'),
        stage('feedback', ['project'], 'warranty_end_at', (0, 'd'), None, None, 'no_feedback_form'),
    ],
    'repeats': {'complaint': (2, 365, False), 'repair': (3, 365, False)},
    'coverage': ('project', 3, 3, 100),
    'running': ('project', 'start', 100),
    'warranty': 'project',
    'visitors': [],
    'methods': (['phone'], '2'),
    'signature': None,
    'review': None,
    'filed': None,
    'reported': [('issue', '5'), ('feedback', '8')],
    'roles': ['designer', 'inspector', 'crew'],
}


# tests/rules/checked/policy.yaml in words of this program: checks, answers and what surveyors lose (docs/policy-format.md).
CHECKED = {
    'samples': [sample('calls', 'visits', at_least=2, by='call'), sample('files', 'events', share=10, by='file')],
    'columns': [('event', 'loss'), ('event', 'hurt'), ('event', 'fault'), ('event', 'receiver'), ('visit', 'minutes'),
                ('finding', 'cause'), ('customer', 'contact'), ('customer', 'running'), ('customer', 'keeper')],
    'staff_columns': [('event', 'receiver'), ('customer', 'keeper')],
    'counts': [count('matters', 'event', ['visits']), count('before_end', 'event', ['visits until finished_at', 'severity'], ['complaint'], condition=lambda e: e['validity']), count('found', 'finding', ['kind', 'outcome']),
               count('made', 'visit', ['method']), count('spent', 'visit', ['method'], sum_of='minutes'),
               count('losses', 'event', ['needed by', 'fault'], ['complaint', 'repair'], 'step dispatch', lambda r: r['by'],
                     True, 'loss'),
               count('customers', 'event', ['receiver_role'], per_customer=True),
               count('kept_by', 'event', ['customer_running', 'customer_keeper_role'], condition=lambda e: e['customer_running'])],
    'surveys': {'targets': {'recovery_rate': 60}, 'forms': '0.5', 'fraud': '2.5'},
    'answers': {'quality': {'good': '好'}, 'phone': None},  # None: levels
    'method_kinds': 3,
    'name': 'checked', 'week_start': 0, 'phases_any': False, 'merge_window': 7, 'rework_window': None, 'stages': [],
    'repeats': {}, 'coverage': None, 'running': None, 'warranty': None, 'visitors': [], 'methods': None,
    'signature': None, 'review': None, 'filed': None, 'reported': [], 'roles': [],
    'checks': [
        check('dispatch', '1', categories=['complaint'], needs='step dispatch', within=(10, 'min'), target=100),
        check('form', '2', condition=has('severity', 'major', 'important'), needs='feedback_form_at', within=(3, 'd'),
              target=60),
        check('fetched', '3', needs='step signed', start='step dispatch', within=(2, 'd')),
        check('visited_twice', '4', categories=['complaint', 'repair'], needs='visit', count=2,
              start='event finished_at', within=(1, 'm')),
        check('during', '5', categories=['repair'], needs='visit', having=has('phase', 'during'), any_phase=True),
        check('plan', '6', categories=['complaint'], needs='plan', having=lambda r: not r['cancelled_on'],
              within=(5, 'd')),
        check('letter', '7', needs='letter', having=has('kind', 'reply'), by='planned_end_at'),
        check('member', '8', condition=lambda e: e['customer_type'] == 'member' and (e['customer_amount'] or 0) >= 1000,
              needs='visit'),
        check('reviewed', '9', of='visit', where=lambda v: v['outcome'] != 'unreachable',
              present=('reviewed_by', 'review_note'), target=90),
        check('raised', '10', of='visit', where=lambda v: v['satisfaction'] and v['satisfaction'] < 3, needs='finding',
              within=(2, 'd')),
        check('corrected', '11', of='visit', where=has('outcome', 'fail'), needs='action',
              having=has('kind', 'corrective'), start='visited_at', within=(20, 'd'), present=('reviewed_by',)),
        check('asked', '12', of='visit', condition=has('category', 'complaint', 'repair'), needs='answer quality'),
        check('handed_back', '13', of='visit', where=has('method', 'onsite'), needs='custody return', within=(5, 'd')),
        check('replied', '14', of='finding', where=has('kind', 'problem'), needs='replied_at', by='promised_at',
              present=('outcome', 'handled_at')),
        check('reported', '15', of='finding', where=has('kind', 'adverse'), needs='reported_at', within=(0, 'd')),
        check('followed', '16', of='finding', needs='action', not_set=True),
        check('done', '17', of='action', needs='done_at', by='due_at'),
        check('verdict', '18', of='action', needs='verdict', start='done_at', within=(30, 'd')),
        check('kept', '19', of='plan', where=lambda p: not p['cancelled_on'], needs='visit', by='planned_on'),
        check('filed', '20', of='letter', needs='filed_on', within=(3, 'd')),
        check('named', '21', of='step', where=has('kind', 'dispatch', 'signed'), present=('by',)),
        check('form_back', '22', of='custody', where=has('step', 'issue'), needs='custody return', start='at',
              within=(9, 'd')),
        check('explained', '23', of='answer', where=has('value', 'bad'), needs='finding', within=(3, 'd'),
              present=('note',)),
        check('contacted', '24', of='step', where=has('kind', 'signed'), needs='step contact', start='at',
              within=(2, 'h')),
        check('ended', '25', of='finding', condition=has('category', 'complaint'), needs='handled_at',
              by='event planned_end_at'),
        check('told', '26', condition=has('channel', 'phone'), present=('description',)),
        check('signed_again', '27', categories=['complaint'], needs='step signed', within=(2, 'd'), until='planned_end_at',
              target=25),
        check('one_person', '38', of='step', where=has('kind', 'contact'), needs='step dispatch', same=('by',)),
        check('again', '40', categories=['complaint', 'repair'], repeated=2, needs='plan'),
        check('graded', '41', condition=lambda e: e['fault'] == 'company' and e['hurt'], target=50,
              is_=[('severity', lambda v: v == 'major')]),
        check('lost', '42', condition=lambda e: e['loss'] is not None, not_set=True,
              is_=[('severity', lambda v: v in ('important', 'major'))]),
        check('received', '43', condition=lambda e: e['fault'], present=('receiver',), is_=[('receiver_role', lambda v: v == 'director')]),
        check('by_department', '44', of='step', where=lambda r: r['by_role'] != 'unknown',
              is_=[('by_department', lambda v: v != '保洁')]),
        check('long', '45', of='visit', where=lambda v: v['minutes'] is not None and v['minutes'] >= 10.5,
              is_=[('reviewed_by_role', lambda v: v == 'director')]),
        check('because', '46', of='finding', where=lambda f: f['cause'], present=('cause', 'outcome'), needs='action',
              having=has('owner_role', 'director', 'clerk')),
        check('handed_in', '47', of='submission', where=has('step', 'submit'), present=('opinion',),
              is_=[('by_role', lambda v: v == 'director')]),
        check('called_off', '55', of='plan', where=lambda p: p['cancelled_on'], needs='cancelled_on', by='planned_on'),
        check('awake', '51', categories=['complaint', 'repair'], condition=has('validity', 'valid', 'communicative'),
              needs='finished_at', start='last visit', within=(5, 'd'), target=50),
        check('done_after_visit', '52', of='action', condition=lambda e: e['validity'], needs='done_at', start='last visit', not_set=True),
        check('dispatched_after_visit', '53', condition=lambda e: e['validity'], needs='step dispatch', start='last visit', within=(20, 'd')),
        check('file', '56', categories=['complaint', 'opinion'], condition=lambda e: e['customer_running'], per_customer=True,
              present=('customer_contact', 'customer_amount'), is_=[('customer_running', lambda v: v == 'good')]),
        check('came_again', '60', of='action', where=has('kind', 'preventive'), condition=lambda e: e['validity'], needs='repeat', never=True,
              start='done_at', not_set=True),
        check('came_soon', '61', of='action', condition=lambda e: e['validity'], needs='repeat', never=True, same=('department',),
              having=lambda e: e['severity'] != 'major', within=(60, 'd'), target=75),
        check('not_dispatched', '62', condition=lambda e: e['validity'], needs='step dispatch', never=True, within=(60, 'd')),
        check('not_visited', '63', of='visit', condition=lambda e: e['validity'], needs='visit', never=True, by='event planned_end_at'),
        check('not_found', '64', of='visit', condition=lambda e: e['validity'], needs='finding', never=True, having=has('kind', 'adverse')),
        check('consulted', '65', of='custody', where=has('step', 'issue', 'return'), needs='grant to', target=50),
        check('handed_out', '66', of='custody', where=has('step', 'issue'), needs='grant by', present=('signed',)),
        check('spot', '31', of='check', where=has('kind', 'call'), needs='passed'),
        check('listened', '32', of='visit', where=has('method', 'letter'), needs='check call', within=(5, 'd')),
        check('seen', '28', of='finding', needs='visit', any_phase=True, not_set=True, until='planned_end_at'),
    ],
}


def every(name, categories, anchor, period, until='finished_at'):
    return dict(stage(name, categories, anchor, None, None), every=period, until=until)


# calendar.yaml in words of this program.
CALENDAR = {
    'name': 'calendar', 'week_start': 0, 'phases_any': False, 'merge_window': 7, 'rework_window': None,
    'repeats': {}, 'coverage': None, 'running': None, 'warranty': None, 'visitors': [], 'methods': None,
    'signature': None, 'review': None, 'filed': None, 'reported': [], 'roles': [],
    'stages': [every('routine', ['contract', 'repair'], 'started_at', 'month'),
               every('tour', ['contract'], 'accepted_at', 'quarter', 'planned_end_at'),
               dict(stage('done', ['repair', 'complaint'], 'finished_at', (0, 'd'), (3, 'd')), by_plan=True)],
    'samples': [sample('orders', 'events', share=30, cap_share=20, categories=('repair', 'complaint'), stage='sample',
                       methods=('phone',)),
                sample('homes', 'households', at_least=2, at_most=3),
                sample('seen', 'visits', share=25, roles=('director',), period='week'),
                sample('calls', 'households', share=10, categories=('repair', 'contract', 'opinion'), stage='sample',
                       period='quarter')],
    'counts': [count('contacts', 'visit', ['served', 'method']), count('serving', 'visit', ['method'], served=bool)],
    'checks': [check('asked', '9', of='visit', served=lambda s: s in ('routine', 'done'), present=('opinion',)),
               check('outside', '10', of='visit', served=lambda s: not s, where=lambda v: v['outcome'] != 'unreachable',
                     present=('opinion',)),
               check('not_done', '11', of='visit', served=lambda s: s != 'done', is_=[('method', lambda v: v != 'phone')])],
}

POLICIES = {'property-10': PROPERTY, 'decoration': DECORATION, 'checked': CHECKED, 'calendar': CALENDAR}
