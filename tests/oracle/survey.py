"""Questionnaires (metrics.md, sections 7 and 8): three rates of forms, and what surveyors lose.

Read so: «per survey» is the row of the survey without a period; a row of a period stands for each survey and for all
together (section 9, «each stage and all pooled»). A spot check counts once the form is back, since it belongs to the
period of `returned_at`. Points stand in periods only.
"""
from fractions import Fraction

from world import day


class Surveys:
    def __init__(self, world, policy, calendar, logged):
        self.rules = policy.get('surveys', {})
        self.calendar, self.logged = calendar, logged
        self.sums = {}  # (metric, kind, period, scope_kind, scope, survey) -> [numerator, denominator]
        self.frauds = {}  # (kind, period, surveyor, survey) -> forms
        for form in world.surveys:
            self.form(form)

    def form(self, f):
        sent, back, check = f['sent_at'], f['returned_at'], f['authenticity']
        self.rate(f, 'distribution_rate', None, bool(sent))
        if sent:
            self.rate(f, 'recovery_rate', sent, bool(back))
        if back and check:
            self.rate(f, 'authentic_rate', back, check == 'authentic')
        if back and check == 'fraud' and f['surveyor']:
            for kind, period, survey in self.periods(f, back):
                cell = (kind, period, f['surveyor'], survey)
                self.frauds[cell] = self.frauds.get(cell, 0) + 1

    def periods(self, f, moment):
        return [(kind, period, survey) for kind, period in self.calendar.names(day(moment))
                for survey in ('', f['survey'])]

    def rate(self, f, metric, moment, numerator):
        scopes = [('all', '')] + [(k, f[k]) for k in ('site', 'department', 'surveyor') if f[k]]
        for kind, period, survey in [('', '', f['survey'])] + (self.periods(f, moment) if moment else []):
            for scope in scopes:
                cell = self.sums.setdefault((metric, kind, period) + scope + (survey,), [0, 0])
                cell[0] += numerator
                cell[1] += 1

    def target(self, metric, period):
        own = self.rules.get('targets', {}).get(metric)
        return Fraction(own, 100) if own is not None else self.logged.get(('survey', metric, period))

    def lines(self, text):
        """Metric lines; text: Count.text."""
        for (metric, kind, period, scope_kind, scope, survey), (numerator, denominator) in self.sums.items():
            key, target = (kind, period, scope_kind, scope, 'survey', survey), self.target(metric, period)
            yield text((metric,) + key, numerator, denominator, Fraction(numerator, denominator), target)
            points = self.rules.get('forms')
            if metric == 'recovery_rate' and scope_kind == 'surveyor' and kind and points and target is not None:
                missing = max(0, -(-target * denominator // 1) - numerator)
                yield text(('score_forms',) + key, missing, None, -Fraction(points) * missing)
        for (kind, period, surveyor, survey), n in self.frauds.items():
            if self.rules.get('fraud'):
                key = ('score_fraud', kind, period, 'surveyor', surveyor, 'survey', survey)
                yield text(key, n, None, -Fraction(self.rules['fraud']) * n)
