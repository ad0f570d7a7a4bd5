"""The first two regulations as plain dictionaries, copied by hand from the specification's table of the two policies
(two-policies.md), not from policies/*.yaml: the oracle must not inherit a slip of those files.

Offsets: (number, 'd' or 'm'); None: not_set. A visitor rule: categories, severities (None: any), what it needs, rule,
clause. Only what the two regulations use exists here.
"""


def stage(name, categories, anchor, earliest, latest, target=None, condition=None, days=0, per_cent=0):
    return {'name': name, 'categories': categories, 'anchor': anchor, 'earliest': earliest, 'latest': latest,
            'target': target, 'condition': condition, 'days': days, 'per_cent': per_cent}


PROPERTY = {
    'name': 'property-10',
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

POLICIES = {'property-10': PROPERTY, 'decoration': DECORATION}
