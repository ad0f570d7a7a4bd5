/* Every fault of a policy file: where it stands, what was found, what was expected, the nearest known word. Each case
 * is what follows the four lines of a right policy; ^ marks the place that the message must name. */
#include "policies/policy.h"
#include "tests/policies/parts.h"
#include <stdio.h>

static const char head[] =
    "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修}\nroles: {director: 主任}\n";
/* A right stage in one line, but for its last key. */
#define STAGE "stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 2 d, clause: 1"

static const struct {
    const char *text, *error;
} cases[] = {
    /* unknown and missing keys */
    {"^stagez: []\n", "found the key «stagez», which a policy does not have; did you mean «stages»?"},
    {"^zzzzzzzzz: 1\n", "found the key «zzzzzzzzz», which a policy does not have; known: policy, extends, title"},
    {STAGE ", ^latst: 3 d}\n", "found the key «latst», which a stage does not have; did you mean «latest»?"},
    {"stages:\n  - ^name: s\n    categories: repair\n    anchor: finished_at\n    clause: 1\n",
     "a stage lacks the key «latest»"},
    {"stages:\n  - ^{categories: repair, anchor: finished_at, latest: 2 d, clause: 1}\n",
     "a stage lacks the key «name»"},
    {"stages:\n  - ^{name: s, anchor: finished_at, latest: 2 d, clause: 1}\n", "a stage lacks the key «categories»"},
    {"stages:\n  - ^{name: s, categories: repair, latest: 2 d, clause: 1}\n", "a stage lacks the key «anchor»"},
    {"stages:\n  - ^{name: s, categories: repair, anchor: finished_at, latest: 2 d}\n",
     "a stage lacks the key «clause»"},
    {"^drop: true\n", "found the key «drop»"},
    /* kinds of node */
    {"stages: ^3\n", "stages: found «3», expected a list, each item a stage"},
    {"stages: ^{a: b}\n", "stages: found a mapping, expected a list, each item a stage"},
    {"stages: [^a]\n", "found «a», expected a stage, a mapping"},
    {"merge: ^[1]\n", "merge: found a list, expected the merge rule, a mapping"},
    {"source: ^[a]\n", "source: found a list, expected one line of text"},
    {"source: ^' '\n", "source: found « », expected one line of text"},
    {"source: ^\"a\\nb\"\n", "source: found «a?b», expected one line of text"},
    {"week_start: ^[monday]\n", "week_start: found a list, expected a weekday"},
    {"stages: []\n^stages: []\n", "found the key «stages» twice, first in line 5"},
    /* words */
    {"week_start: ^mondy\n", "week_start: found «mondy», expected a weekday; did you mean «monday»?"},
    {"week_start: ^1\n", "week_start: found «1», expected a weekday; known: monday, tuesday"},
    {"phases: ^during\n", "phases: found «during», expected a choice of phases; known: after, any"},
    {"cohort: ^anchr\n", "cohort: found «anchr», expected a cohort; did you mean «anchor»?"},
    {"target_metric: ^pass_rate\n",
     "target_metric: found «pass_rate», expected a rate of stages; known: visit_rate, timely_rate"},
    {"weekend_off: ^yes\n", "weekend_off: found «yes», expected true or false"},
    {"weekend_off: ^no\n", "weekend_off: found «no», expected true or false"},
    {"weekend_off: ^True\n", "weekend_off: found «True», expected true or false; did you mean «true»?"},
    {"meeting_weekday: ^0\n", "meeting_weekday: found «0», expected a weekday"},
    /* stages */
    {"stages:\n  - {name: s, categories: ^repairs, anchor: finished_at, latest: 2 d, clause: 1}\n",
     "categories: found «repairs», expected a category that the policy declares; did you mean «repair»?"},
    {"stages:\n  - {name: s, categories: [repair, ^repair], anchor: finished_at, latest: 2 d, clause: 1}\n",
     "categories: found «repair» twice"},
    {"stages:\n  - {name: s, categories: ^[], anchor: finished_at, latest: 2 d, clause: 1}\n",
     "categories: the list is empty"},
    {"stages:\n  - {name: s, categories: repair, anchor: ^finished, latest: 2 d, clause: 1}\n",
     "anchor: found «finished», expected an anchor; did you mean «finished_at»?"},
    {"stages:\n  - {name: ^a b, categories: repair, anchor: finished_at, latest: 2 d, clause: 1}\n",
     "name: found «a b», expected a short name"},
    {STAGE "}\n  - {name: ^s, categories: repair, anchor: finished_at, latest: 2 d, clause: 1}\n",
     "name: found «s» twice, first in line 6"},
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: ^2, clause: 1}\n",
     "latest: found «2», expected a length of time in min, h, d, wd, w, m, y, such as 3 min, or not_set"},
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: ^2 days, clause: 1}\n",
     "latest: found «2 days»"},
    {STAGE ", earliest: ^not_set}\n", "earliest: found «not_set», expected a length of time"},
    {STAGE ", earliest: ^3 d}\n", "earliest lies after latest"},
    {STAGE ", earliest: ^1 w}\n", "earliest lies after latest"},
    {STAGE ", earliest: ^1 m}\n", "earliest lies after latest"},
    {STAGE ", earliest: ^2 h}\n", "earliest and latest mix hours and days"},
    {STAGE ", tolerance: ^2 h}\n", "tolerance and the window mix hours and days"},
    {STAGE ", tolerance: ^-2 d}\n", "tolerance: found «-2 d», expected a length of time such as 3 d, or a share"},
    {STAGE ", tolerance: ^115 %}\n", "tolerance: found «115 %»"},
    {STAGE ", tolerance: ^[1]}\n", "tolerance: found a list"},
    {STAGE ", target: ^30}\n",
     "target: found «30», expected a share from 0 to 1, such as 30 %, 0.3 or 1/2, or not_set"},
    {STAGE ", target: ^101 %}\n", "target: found «101 %», expected a share"},
    {STAGE ", target: ^by_director}\n", "target: found «by_director»"},
    {STAGE ", target_clause: ^2}\n", "target_clause without a target"},
    {STAGE ", target: ^30 %, optional: true}\n", "an optional stage obliges nobody and has no target"},
    {STAGE ", midpoint: ^1/3}\n", "midpoint belongs to «anchor: midpoint» only"},
    {STAGE ", methods: ^visit}\n", "methods: found «visit», expected a method of visiting"},
    {STAGE ", methods: ^phones}\n", "methods: found «phones», expected a method of visiting; did you mean «phone»?"},
    {STAGE ", phases: ^1}\n", "phases: found «1», expected a choice of phases; known: after, any"},
    {"stages:\n  - {name: s, categories: repair, anchor: midpoint, midpoint: ^not_set, latest: 0 d, clause: 1}\n",
     "midpoint: found «not_set», expected a share such as 1/2"},
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 2 h, skip_holidays: ^true, clause: 1}\n",
     "skip_holidays moves days, the window is in hours"},
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 2 h, tolerance: ^5 %, clause: 1}\n",
     "a tolerance in per cent is counted in days, the window in hours"},
    {"target_metric: timely_rate\nstages:\n"
     "  - {name: s, categories: repair, anchor: finished_at, latest: not_set, target: ^5 %, clause: 1}\n",
     "a stage whose latest is not_set has no timely_rate"},
    /* clauses and titles */
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 2 d, clause: ^{text: x}}\n",
     "a clause lacks the key «number»"},
    {"stages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 2 d, clause: {number: 1, strength: ^shall}}\n",
     "strength: found «shall», expected a strength; known: must, should, aim, may"},
    {STAGE ", title: ^{en: x}}\n", "a title in Chinese and English lacks the key «zh»"},
    {STAGE ", title: {zh: x, ^de: y}}\n", "found the key «de», which a title in Chinese and English does not have"},
    {"stages:\n  - {name: s, categories: complaint, anchor: finished_at, latest: 3 h, by_plan: ^true, clause: 1}\n",
     "a plan gives a day, the window is in hours"},
    {"stages:\n  - {name: s, categories: complaint, anchor: finished_at, every: month, by_plan: ^true, clause: 1}\n",
     "a stage that recurs has its periods as windows, and no by_plan"},
    /* conditions */
    {STAGE ", condition: {^sevrity: major}}\n",
     "found «sevrity», expected a column of events; did you mean «severity»?"},
    {STAGE ", condition: {severity: ^majr}}\n", "severity: found «majr», expected a severity; did you mean «major»?"},
    {STAGE ", condition: {severity: [major, ^majr]}}\n", "found «majr», expected a severity"},
    {STAGE ", condition: {category: ^x}}\n", "category: found «x», expected a category that the policy declares"},
    {STAGE ", condition: {validity: ^true}}\n", "validity: found «true», expected a validity"},
    {STAGE ", condition: {anonymous: ^yes}}\n", "anonymous: found «yes», expected true or false"},
    {STAGE ", condition: {anonymous: ^empty}}\n", "anonymous: found «empty», expected true or false"},
    {STAGE ", condition: {finished_at: ^2026-01-01}}\n",
     "finished_at: found «2026-01-01», expected empty, present or {day_after"},
    {STAGE ", condition: {finished_at: {day_after: ^amount}}}\n",
     "day_after: found «amount», expected a time of the event"},
    {STAGE ", condition: {finished_at: ^{day_before: started_at}}}\n", "finished_at: found a mapping"},
    {STAGE ", condition: {amount: ^3000000}}\n", "amount: found «3000000», expected {at_least: number}"},
    {STAGE ", condition: {amount: {at_least: ^3 million}}}\n", "at_least: found «3 million», expected a number"},
    {STAGE ", condition: {amount: {^more: 3}}}\n", "found «more», expected at_least or less_than"},
    {STAGE ", condition: {severity: ^{in: major}}}\n", "severity: found a mapping, expected a code"},
    {STAGE ", condition: ^{}}\n", "condition: the mapping is empty"},
    {STAGE ", condition: ^major}\n", "condition: found «major», expected a mapping of columns to tests"},
    /* targets */
    {"targets:\n  - {metric: ^signed_shar, at_least: 60 %, clause: 1}\n",
     "metric: found «signed_shar», expected a rate; did you mean «signed_share»?"},
    {"targets:\n  - {metric: recovery_rate, category: ^complaint, at_least: 70 %, clause: 1}\n",
     "«recovery_rate» counts the forms of surveys, which have no category"},
    {"targets:\n  - {metric: recovery_rate, name: x, categories: ^[complaint], at_least: 70 %, clause: 1}\n",
     "«recovery_rate» counts the forms of surveys, which have no categories"},
    {"targets:\n  - {metric: recovery_rate, at_least: 70 %, clause: 1}\n  - ^{metric: recovery_rate, at_least: 71 %, "
     "clause: 2}\n",
     "a second target on the same figures"},
    {"bands:\n  - {metric: authentic_rate, category: ^complaint, width: 5 %, points: 1, clause: 1}\n",
     "«authentic_rate» counts the forms of surveys, which have no category"},
    {"survey_scores:\n  - {score: ^lost, points: 1, clause: 1}\n", "score: found «lost», expected what costs points"},
    {"survey_scores:\n  - {score: forms, points: 1, clause: 1}\n  - ^{score: forms, points: 2, clause: 2}\n",
     "a second score of «forms»"},
    {"targets:\n  - {metric: ^complaints, at_most: 5 %, clause: 1}\n", "metric: found «complaints», expected a rate"},
    {"targets:\n  - ^{metric: visit_rate, clause: 1}\n", "a target needs one of at_least and at_most"},
    {"targets:\n  - ^{metric: visit_rate, at_least: 5 %, at_most: 6 %, clause: 1}\n", "a target needs one of"},
    {"targets:\n  - {metric: visit_rate, at_least: ^not_set, clause: 1}\n",
     "at_least: found «not_set», expected a share"},
    {"targets:\n  - {metric: visit_rate, stage: ^s, at_least: 5 %, clause: 1}\n",
     "stage: found «s», expected a stage of the policy"},
    {"targets:\n  - {metric: visit_rate, period: ^day, at_least: 5 %, clause: 1}\n",
     "period: found «day», expected a kind of period"},
    {"targets:\n  - {metric: pass_rate, at_least: 5 %, clause: 1}\n  - ^{metric: pass_rate, period: month, at_least: 6 %, clause: 1}\n",
     "a second target on the same figures"},
    {STAGE ", target: 50 %}\ntargets:\n  - ^{metric: visit_rate, stage: s, at_least: 60 %, clause: 1}\n",
     "the stage «s» has a target of its own on visit_rate"},
    /* merging, exemptions, repeats, rework */
    {"merge: ^not_set\n", "merge: found «not_set», expected a mapping; {across_departments: false} turns merging off"},
    {"merge: {window: ^7}\n", "window: found «7», expected a length of time in d, w, such as 3 d"},
    {"merge: {window: ^1 m}\n", "window: found «1 m»"},
    {"merge: {window: ^not_set}\n", "window: found «not_set»"},
    {"exemptions:\n  - ^{reason: x}\n", "an exemption lacks the key «condition»"},
    {"exemptions:\n  - {reason: x, condition: ^not_set}\n", "condition: found «not_set», expected a condition"},
    {"repeats:\n  - {category: complaint, min_count: ^1}\n",
     "min_count: found «1», expected a whole number from 2 to 1000"},
    {"repeats:\n  - {category: complaint, min_count: ^two}\n", "min_count: found «two»"},
    {"repeats:\n  - {category: complaint, min_count: 2, window: ^12 m}\n",
     "window: found «12 m», expected days or weeks"},
    {"repeats:\n  - {category: complaint, min_count: 2, window: ^0 d}\n", "window: found «0 d»"},
    {"repeats:\n  - {category: complaint, min_count: 2, similarity: ^0}\n",
     "similarity: found «0», expected a share above 0"},
    {"repeats:\n  - {category: repair, min_count: 2}\n  - {category: ^repair, min_count: 3}\n",
     "category: found «repair» twice, first in line 6"},
    {"rework:\n  - {category: repair, window: ^-1 d}\n", "window: found «-1 d»"},
    /* limits and escalation */
    {"limits: {^contct: {within: 3 h, clause: 1}}\n",
     "found the key «contct», which the mapping limits does not have; did you mean «contact»?"},
    {"limits: {contact: ^{clause: 1}}\n", "a limit lacks the key «within»"},
    {"limits: {contact: {within: ^-3 h, clause: 1}}\n", "within: found «-3 h»"},
    {"limits: {contact: ^{within: 3 h}}\n", "a limit lacks the key «clause»"},
    {"limits: {on_time: {^within: 3 h}}\n", "found the key «within»"},
    {"limits: {resolution: {by_severity: [{severity: ^big, within: 1 d, clause: 1}]}}\n", "severity: found «big»"},
    {"limits: {resolution: {by_severity: [{severity: major, within: 1 d, clause: 1}, {severity: ^major, within: 2 d, clause: 1}]}}\n",
     "severity: found «major» twice, first in line 5"},
    {"escalation: ^{to: 经理, clause: 1}\n", "an escalation needs after, at_count or both"},
    {"escalation: {after: 72 h, to: 经理, consecutive: ^true, clause: 1}\n",
     "consecutive is about at_count, and this escalation has none"},
    {"escalation: ^{after: 72 h, clause: 1}\n", "the escalation rule lacks the key «to»"},
    /* visits */
    {"visitors:\n  - ^{categories: repair, clause: 1}\n",
     "a visitor rule needs roles, at_least, joint, department_member or same_site"},
    {"visitors:\n  - {roles: ^boss, clause: 1}\n",
     "roles: found «boss», expected a role that the policy declares; known: director"},
    {"visits: {methods: {allowed: ^[], clause: 1}}\n", "allowed: the list is empty"},
    {"visits: {methods: {allowed: [phone, sms], kinds: ^1, clause: 1}}\n",
     "kinds: found «1», expected a whole number from 2 to 8"},
    {"visits: {methods: {allowed: [phone, sms], kinds: ^several, clause: 1}}\n", "kinds: found «several»"},
    {"visits: {methods: {allowed: [phone, sms], kinds: ^3, clause: 1}}\n", "so many different methods are not allowed"},
    {"visits: {methods: ^[phone]}\n", "methods: found a list, expected the rule on methods, a mapping"},
    {"visits: {hours: {ranges: [^10-12], clause: 1}}\n",
     "found «10-12», expected a range of times of day such as 10:00-12:00"},
    {"visits: {hours: {ranges: [^12:00-10:00], clause: 1}}\n", "the range ends before it begins"},
    {"visits: {hours: {ranges: [10:00-12:00, ^11:00-13:00], clause: 1}}\n", "ranges overlap or are not in order"},
    {"visits: {hours: {ranges: ^10:00-12:00, clause: 1}}\n", "ranges: found «10:00-12:00», expected a list"},
    {"visits: {filed: {day: ^32, clause: 1}}\n", "day: found «32», expected a whole number from 1 to 31"},
    {"visits: {class3: {from: ^0, severity: major, clause: 1}}\n", "from: found «0»"},
    {"visits: {review: ^true}\n", "review: found «true», expected the rule on reviews, a mapping"},
    {"reported:\n  - ^{to: x, clause: 1}\n", "a rule on reporting needs on_issue, on_fail or stages"},
    /* coverage, populations, bands, reports, points, retention */
    {"coverage:\n  - {category: repair, visits: ^0, clause: 1}\n",
     "visits: found «0», expected a whole number from 1 to 1000"},
    {"coverage:\n  - {category: repair, visits: 3, grace: ^3 h, clause: 1}\n",
     "grace: found «3 h», expected a length of time in d, wd, w, m, y, such as 3 d"},
    {"populations:\n  - ^{metric: r, population: running, category: repair, clause: 1}\n",
     "a rate of running works lacks the key «stage»"},
    {STAGE "}\npopulations:\n  - {metric: r, population: warranty, category: repair, stage: ^s, clause: 1}\n",
     "a rate of works under warranty has no stage"},
    {"populations:\n  - {metric: ^pass_rate, population: warranty, category: repair, clause: 1}\n",
     "«pass_rate» is a metric already"},
    {"bands:\n  - {metric: visit_rate, width: ^0 %, points: 1, clause: 1}\n",
     "width: found «0 %», expected a share above 0"},
    {"bands:\n  - {metric: visit_rate, width: 5 %, points: ^-1, clause: 1}\n",
     "points: found «-1», expected a number from 0 to 1000"},
    {"forms:\n  - {form: f, title: t, layout: ^sheet, clause: 1}\n", "layout: found «sheet», expected a layout"},
    {"forms:\n  - {form: f, title: t, layout: ^register, clause: 1}\n",
     "layout: found «register», expected register and a log"},
    {"forms:\n  - {form: f, title: t, layout: ^register events2, clause: 1}\n",
     "layout: found «register events2», expected register and a log"},
    {"forms:\n  - {form: f, title: t, layout: month, restricted: ^yes, clause: 1}\n",
     "restricted: found «yes», expected true or false"},
    {"forms:\n  - {form: f, title: t, layout: ^month events, clause: 1}\n",
     "layout: found «month events», expected a layout"},
    {"forms:\n  - {form: f, title: t, layout: month, items: ^{a: A}, clause: 1}\n",
     "items are answers printed on sheets"},
    {"forms:\n  - {form: f, title: t, layout: month, texts: ^[{title: A}], clause: 1}\n",
     "texts are printed on preparation sheets and schemes; this form is neither"},
    {"forms:\n  - {form: f, title: t, layout: preparation, texts: ^[], clause: 1}\n", "texts: the list is empty"},
    {"forms:\n  - {form: f, title: t, layout: preparation, texts: [^{text: A}], clause: 1}\n",
     "a text of a form lacks the key «title»"},
    {"forms:\n  - {form: f, title: t, layout: preparation, texts: [{title: A, text: ^''}], clause: 1}\n",
     "text: found «»"},
    {"forms:\n  - {form: f, title: t, layout: preparation, texts: [{title: A, ^words: B}], clause: 1}\n",
     "found the key «words», which a text of a form does not have"},
    {"forms:\n  - {form: f, title: t, layout: preparation, items: ^{a: A}, clause: 1}\n",
     "items are answers printed on sheets"},
    {"forms:\n  - {form: f, title: t, layout: scheme, categories: ^complaint, clause: 1}\n",
     "a scheme is about all that the policy visits, and has no categories"},
    {"forms:\n  - {form: f, title: t, layout: workflow, texts: ^[{title: A}], clause: 1}\n",
     "texts are printed on preparation sheets and schemes; this form is neither"},
    {"forms:\n  - {form: f, title: t, layout: plan, important: ^300, clause: 1}\n",
     "important customers are marked in ledgers"},
    {"forms:\n  - {form: f, title: t, layout: ^workflow visits, clause: 1}\n",
     "layout: found «workflow visits», expected a layout"},
    {"forms:\n  - {form: f, title: t, layout: ^preparation visits, clause: 1}\n",
     "layout: found «preparation visits», expected a layout"},
    {"forms:\n  - {form: f, title: t, layout: plan, logs: ^actions, clause: 1}\n",
     "logs are named on statistics of a period; this form is none"},
    {"forms:\n  - {form: f, title: t, layout: meeting, logs: ^actions, clause: 1}\n",
     "logs are named on statistics of a period; this form is none"},
    {"forms:\n  - {form: f, title: t, layout: week, logs: ^visits, clause: 1}\n",
     "logs: found «visits», expected a log that an organisation may lack"},
    {"forms:\n  - {form: f, title: t, layout: ^sites, measures: events, clause: 1}\n",
     "layout: found «sites», expected sites and a period, such as sites month"},
    {"forms:\n  - {form: f, title: t, layout: ^sites monthly, measures: events, clause: 1}\n",
     "layout: found «sites monthly», expected sites and a period, such as sites month"},
    {"forms:\n  - ^{form: f, title: t, layout: sites month, clause: 1}\n",
     "a comparison of sites lacks the key «measures»"},
    {"forms:\n  - {form: f, title: t, layout: month, measures: ^[events], clause: 1}\n",
     "measures are the columns of a comparison of sites; this form is none"},
    {"forms:\n  - {form: f, title: t, layout: sites month, measures: ^[], clause: 1}\n",
     "measures: there are 0, and a page has room for 1 to 10"},
    {"forms:\n  - {form: f, title: t, layout: sites month, measures: ^["
     "events, complaints, visit_rate, timely_rate, pass_rate, handled_rate, signed_rate, "
     "contact_rate, escalated_rate, on_time_rate, satisfaction_rate], clause: 1}\n",
     "measures: there are 11, and a page has room for 1 to 10"},
    {"forms:\n  - {form: f, title: t, layout: sites month, measures: [events, ^visits_rate], clause: 1}\n",
     "found «visits_rate», expected a metric that sites have, or check and a check of the policy; did you mean "
     "«visit_rate»?"},
    {"forms:\n  - {form: f, title: t, layout: sites month, measures: [^events dispatch], clause: 1}\n",
     "found «events dispatch», expected a metric that sites have, or check and a check of the policy"},
    {"checks:\n  - {name: dispatch, needs: step dispatch, within: 1 h, clause: 1}\n"
     "forms:\n  - {form: f, title: t, layout: sites week, measures: [^check dispach], clause: 1}\n",
     "found «check dispach», expected a check of the policy"},
    {"checks:\n  - {name: dispatch, needs: step dispatch, within: 1 h, clause: 1}\n"
     "forms:\n  - {form: f, title: t, layout: sites week, measures: [check dispatch, events, ^check dispatch], clause: "
     "1}\n",
     "a second measure of «check dispatch»"},
    {"forms:\n  - {form: f, title: t, layout: sites year, measures: ^{events: 1}, clause: 1}\n",
     "measures: found a mapping"},
    {"forms:\n  - {form: f, title: t, layout: visit, signatures: ^nobody, clause: 1}\n",
     "signatures: found «nobody», expected a role that the policy declares"},
    {"forms:\n  - {form: f, title: t, layout: plan, clause: 1}\n  - {form: ^f, title: t, layout: plan, clause: 1}\n",
     "form: found «f» twice"},
    {"readings:\n  - {name: r, text: t, about: [stages, ^stagez], clause: 1}\n",
     "found «stagez», expected a part of the policy; did you mean «stages»?"},
    {"readings:\n  - ^{name: r, text: t, about: stages}\n", "a reading lacks the key «clause»"},
    {"reports:\n  - {report: r, title: t, due: ^day 32, clause: 1}\n", "due: found «day 32», expected day 1 to day 31"},
    {"reports:\n  - {report: r, title: t, due: ^sunday 25:00, clause: 1}\n", "due: found «sunday 25:00»"},
    {"reports:\n  - {report: r, title: t, due: ^before last meeting, clause: 1}\n",
     "due before the last meeting, but the policy gives no meeting_weekday"},
    {"satisfaction_points: ^{5: 50, 4: 30, 3: 20, 2: 0}\n", "the mapping satisfaction_points lacks the key «1»"},
    {"satisfaction_points: {5: 50, 4: 30, 3: 20, 2: 0, 1: ^-0.5}\n", "1: found «-0.5», expected a whole number"},
    {"staff_ratio: {roles: [^crew], clause: 1}\n", "found «crew», expected a role that the policy declares"},
    {"retention: {keep: ^24, clause: 1}\n",
     "keep: found «24», expected months or years, such as 24 m or 2 y, up to 1200 months"},
    {"retention: {keep: ^730 d, clause: 1}\n", "keep: found «730 d»"},
    {"extends: ^nobody\n",
     "policy «nobody» is neither a file nor one of ours; known: bank-visits, call-centre, customer-files, "},
    {"extends: ^./none.yaml\n", ""},
};

START_TEST(fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *text = unmark(&a, arena_printf(&a, "%s%s", head, cases[_i].text), &place);
    const char *path = scratch(&a, "case.yaml", text);
    ck_assert_ptr_null(policy_read(&a, path, NULL, &e));
    const char *want = arena_printf(&a, "%s:%s: %s", path, place, cases[_i].error);
    ck_assert_msg(str_starts(str_of(e.text), want), "«%s»\nwanted «%s»", e.text, want);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_ptr_null(strchr(e.text, '\n'));
    arena_release(&a);
}
END_TEST

/* Faults in the head, and files that are not there. */
static const struct {
    const char *text, *error;
} heads[] = {
    {"^title: t\ncategories: {a: b}\n", "a policy lacks the key «policy»"},
    {"^policy: p\ncategories: {a: b}\n", "a policy lacks the key «title»"},
    {"^policy: p\ntitle: t\n", "a policy lacks the key «categories»"},
    {"policy: p\ntitle: t\ncategories: ^{}\n", "categories: the list is empty"},
    {"policy: p\ntitle: t\ncategories: {repair: 报修}\n"
     "forms:\n  - {form: f, title: t, layout: sites month, measures: [^complaints], clause: 1}\n",
     "«complaints» is about the category «complaint», which the policy does not declare"},
    {"policy: p\ntitle: t\ncategories: ^[a]\n", "categories: found a list, expected a mapping of codes to titles"},
    {"policy: p\ntitle: t\ncategories: {^投诉: a}\n", "found «投诉», expected a short name"},
    {"policy: p\ntitle: t\ncategories: {a: 投诉, b: ^{zh: 投诉, en: x}}\n", "b: the title «投诉» stands for «a» too"},
    {"policy: ^客户\ntitle: t\ncategories: {a: b}\n", "policy: found «客户», expected a short name"},
    {"policy: p\n policy^: q\n", "not valid YAML"},
};
START_TEST(head_fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *path = scratch(&a, "case.yaml", unmark(&a, heads[_i].text, &place));
    ck_assert_ptr_null(policy_read(&a, path, NULL, &e));
    const char *want = arena_printf(&a, "%s:%s: %s", path, place, heads[_i].error);
    ck_assert_msg(str_starts(str_of(e.text), want), "«%s»\nwanted «%s»", e.text, want);
    arena_release(&a);
}
END_TEST

START_TEST(absent) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    ck_assert_ptr_null(policy_read(&a, "property-1O", NULL, &e));
    ck_assert_int_eq(e.code, ERR_NOINPUT);
    ck_assert_str_eq(e.text, "policy «property-1O» is neither a file nor one of ours; did you mean «property-10»?");
    e = (struct err){0};
    ck_assert_ptr_null(policy_read(&a, "/none/here.yaml", NULL, &e));
    ck_assert_int_eq(e.code, ERR_NOINPUT);
    e = (struct err){.code = ERR_DATA, .text = "earlier"};
    ck_assert_ptr_null(policy_read(&a, "property-10", NULL, &e));
    ck_assert_str_eq(e.text, "earlier");
    arena_release(&a);
}
END_TEST

/* Everything a policy may say, once: all of it is bound, nothing is refused. */
static const char all[] =
    "limits:\n"
    "  contact: {within: 3 h, categories: complaint, clause: 1}\n"
    "  unresolved: {within: 72 h, clause: 2}\n"
    "  on_time: {categories: repair}\n"
    "  duration: {categories: [repair], clause: 3}\n"
    "  resolution: {categories: complaint, by_severity: [{severity: major, within: 2 wd, clause: 4},\n"
    "    {severity: ordinary, within: not_set, clause: 5}]}\n"
    "escalation: {after: 72 h, at_count: 3, to: {zh: 经理, en: manager}, categories: complaint, clause: 6}\n"
    "stages:\n"
    "  - {name: s, categories: [complaint, repair], anchor: accepted_at, earliest: -1 d, latest: 5 wd, tolerance: 1 d,\n"
    "     skip_holidays: true, phases: any, methods: [phone, sms], target: 12.5 %, clause: 7, target_clause: 8,\n"
    "     condition: {severity: {not: [ordinary, important]}, amount: {at_least: 3000000, less_than: 5000000.5},\n"
    "       validity: present, channel: [fax, app], escalated_at: present, about_staff: empty}}\n"
    "  - {name: o, categories: repair, anchor: midpoint, midpoint: 1/3, latest: 48 h, optional: true, clause: 9}\n"
    "targets:\n"
    "  - {metric: signed_share, category: complaint, at_least: 60 %, clause: 10}\n"
    "  - {metric: remote_share, at_most: 0.6, period: year, clause: 11}\n"
    "visits:\n"
    "  methods: {allowed: [phone, sms], kinds: 2, clause: 12}\n"
    "  hours: {ranges: [10:00-12:00, 15:00-17:00], methods: phone, clause: 13}\n"
    "  holidays: {weekend_off: true, clause: 14}\n"
    "  signature: {methods: [onsite, form], clause: 15}\n"
    "  phone_mark: {text: 电话回访, clause: 16}\n"
    "  class3: {from: 2, severity: major, clause: 17}\n"
    "  review: {clause: 18}\n"
    "  filed: {day: 25, clause: 19}\n"
    "bands:\n"
    "  - {metric: visit_rate, category: repair, stage: s, width: 5 %, points: 0.5, clause: 20}\n"
    "reports:\n"
    "  - {report: a, title: t, due: friday, clause: 21}\n"
    "forms:\n"
    "  - {form: sheet, title: t, code: kh-08, alias: other, layout: visit, categories: repair, items: {q: {zh: 质量, en: Q}}, "
    "signatures: director, clause: 23}\n"
    "  - {form: book, title: t, layout: register custody, clause: 24}\n"
    "  - {form: ready, title: t, layout: preparation, texts: [{title: {zh: 优惠, en: Offers}}, {title: A, text: {zh: 甲, en: B}}], "
    "clause: 25}\n"
    "  - {form: steps, title: t, layout: workflow, categories: repair, clause: 26}\n"
    "  - {form: compared, title: t, layout: sites half, measures: [complaints, satisfaction_mean], clause: 25}\n"
    "  - {form: weekly, title: t, layout: week, logs: [actions, findings], clause: 26}\n"
    "satisfaction_points: {5: 50, 4: 30, 3: 20, 2: 0, 1: -10}\n"
    "retention: {keep: 2 y, clause: 22}\n"
    "exemptions: []\nrepeats: []\nrework: []\n"
    "merge: {across_departments: false}\n";
START_TEST(everything) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const struct policy *p = policy_read(&a, scratch(&a, "all.yaml", arena_printf(&a, "%s%s", head, all)), NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert(p->contact.within.n == 3 && p->contact.within.unit == SPAN_HOUR && p->contact.categories.n == 1);
    ck_assert(p->unresolved.within.n == 72 && p->unresolved.categories.n == 0 && p->on_time.categories.n == 1);
    ck_assert(p->duration.clause.no[0] == '3' && p->n_resolutions == 2 && !p->resolution[1].within.set);
    ck_assert(p->resolution[0].within.unit == SPAN_WORKDAY && p->resolution_categories.n == 1);
    ck_assert(p->escalation.after.n == 72 && p->escalation.at_count == 3 && !strcmp(p->escalation.to.en, "manager"));
    const struct stage *s = &p->stage[0];
    ck_assert(s->earliest.n == -1 && s->latest.n == 5 && s->latest.unit == SPAN_WORKDAY && s->tolerance.n == 1);
    ck_assert(s->skip_holidays && s->phases_set && s->phases == PHASES_ANY && s->methods.n == 2);
    ck_assert(s->target.num == 125 && s->target.den == 1000 && s->target_clause.no[0] == '8');
    static const enum condition_op ops[] = {COND_NOT_IN, COND_AT_LEAST, COND_LESS, COND_PRESENT,
                                            COND_IN,     COND_PRESENT,  COND_EMPTY};
    ck_assert_uint_eq(s->condition.n, 7);
    for (size_t i = 0; i < 7; i++) ck_assert_int_eq(s->condition.item[i].op, ops[i]);
    ck_assert(s->condition.item[1].number == 3000000 && s->condition.item[2].number == 5000000.5);
    ck_assert_str_eq(s->condition.item[4].values.name[1], "app");
    s = &p->stage[1];
    ck_assert(s->optional && s->midpoint.num == 1 && s->midpoint.den == 3);
    ck_assert(s->earliest.set && s->earliest.n == 0 && s->earliest.unit == SPAN_MINUTE); /* both ends in clock time */
    ck_assert(!p->target[0].at_most && p->target[0].every_period && !strcmp(p->target[0].stage, ""));
    ck_assert(p->target[1].at_most && !p->target[1].every_period && p->target[1].period_kind == 3);
    const struct form *f = p->form;
    ck_assert(p->n_forms == 6 && f->layout == FORM_VISIT && !f->log && f->categories.n == 1 && f->signatures.n == 1);
    ck_assert(f->n_items == 1 && !strcmp(f->item->item, "q") && !strcmp(f->item->title.en, "Q") &&
              !strcmp(f->code, "kh-08"));
    ck_assert(f[1].layout == FORM_REGISTER && !strcmp(f[1].log, "custody") && f[1].n_items == 0 && !f[1].code);
    ck_assert(f[2].layout == FORM_PREPARATION && f[2].n_texts == 2 && !strcmp(f[2].text[0].title.en, "Offers") &&
              !f[2].text[0].text.zh && !strcmp(f[2].text[1].text.en, "B") && f->n_texts == 0);
    ck_assert(f[3].layout == FORM_WORKFLOW && f[3].categories.n == 1);
    ck_assert(f[4].layout == FORM_SITES && !strcmp(f[4].period, "half") && f[4].n_measures == 2);
    ck_assert(!strcmp(f[4].measure[0].category, "complaint") && f[4].measure[0].better == -1);
    ck_assert(f[5].layout == FORM_WEEK && !strcmp(f[5].period, "week") && f[5].logs.n == 2 && !f[0].period);
    const struct visit_rules *v = &p->visit;
    ck_assert(v->methods.n == 2 && v->method_kinds == 2 && v->n_hours == 2 && v->hours[1].from_minute == 900 &&
              v->hours_methods.n == 1);
    ck_assert(v->holiday_ban && v->weekend_off && v->sign_methods.n == 2 && v->class3_from == 2 && v->filed_day == 25 &&
              v->review);
    ck_assert_str_eq(v->phone_mark, "电话回访");
    const struct clause *clauses[] = {&v->methods_clause,    &v->hours_clause,  &v->holiday_clause, &v->sign_clause,
                                      &v->phone_mark_clause, &v->class3_clause, &v->review_clause,  &v->filed_clause};
    for (int i = 0; i < 8; i++) ck_assert_str_eq(clauses[i]->no, arena_printf(&a, "%d", 12 + i));
    ck_assert(p->band[0].points_micro == 500000 && p->band[0].width.num == 5 && p->band[0].width.den == 100);
    ck_assert(p->duty[0].kind == DUTY_WEEKDAY && p->duty[0].day == 4 && p->duty[0].minute == -1);
    ck_assert(p->satisfaction_points_set && p->satisfaction_points[5] == 50 && p->satisfaction_points[1] == -10);
    ck_assert(p->retention_months == 24 && !p->merge.on && !p->n_exemptions && !p->n_repeats && !p->n_reworks);
    ck_assert_int_eq(p->contact.clause.line, 6);
    arena_release(&a);
}
END_TEST

/* metrics.md 2, 3, 5, 6: what holds when a policy does not mention it. */
START_TEST(implied) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const struct policy *p = policy_read(&a, scratch(&a, "least.yaml", head), NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert(p->merge.on && p->merge.window.n == 7 && p->n_exemptions == 3 && p->n_repeats == 2 && p->n_reworks == 1);
    ck_assert(p->repeat[0].min_count == 2 && p->repeat[1].min_count == 3 && p->repeat[0].window_days == 365);
    ck_assert(p->week_start == 0 && p->phases == PHASES_AFTER && p->cohort == COHORT_DUE && p->meeting_weekday == -1);
    p = policy_read(&a, scratch(&a, "none.yaml", "policy: p\ntitle: t\ncategories: {request: r}\n"), NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert(p->n_exemptions == 1 && !strcmp(p->exemption[0].reason, "letter_reply_only")); /* of any category */
    ck_assert(p->n_repeats == 0 && p->n_reworks == 0 && p->n_stages == 0);
    arena_release(&a);
}
END_TEST

/* Any one character of our own policy put wrong: a policy or one line with a place, never anything else. */
START_TEST(mangled_policy) {
    static const char marks[] = ":-{}[],#'\"\n %x0";
    size_t n = sizeof head + sizeof all - 2;
    char text[sizeof head + sizeof all];
    for (size_t i = 0; i < n; i += 3) {
        struct arena a;
        struct err e = {0};
        arena_init(&a);
        snprintf(text, sizeof text, "%s%s", head, all);
        text[i] = marks[i % (sizeof marks - 1)];
        const char *path = scratch(&a, "m.yaml", text);
        const struct policy *p = policy_read(&a, path, NULL, &e);
        ck_assert_int_eq(p == NULL, err_is(&e));
        if (!p) ck_assert_msg(strncmp(e.text, path, strlen(path)) == 0 && e.text[strlen(path)] == ':', "%s", e.text);
        arena_release(&a);
    }
}
END_TEST

TCase *errors_part(void) {
    TCase *t = tcase_create("errors");
    tcase_add_loop_test(t, fault, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, head_fault, 0, sizeof heads / sizeof *heads);
    tcase_add_test(t, absent);
    tcase_add_test(t, everything);
    tcase_add_test(t, implied);
    tcase_add_test(t, mangled_policy);
    return t;
}
