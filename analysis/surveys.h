/* Questionnaires sent, come back and found authentic (metrics.md 7 and 8): the rates of surveys, by the period of the day
 * that each speaks of and for each survey as a whole, over everything, by site, department and surveyor.
 *
 * What a surveyor loses for forms that are missing follows from the rate of recovery (sums.h); for forms found fraudulent
 * it is counted here. A night in which a form came, changed or came into sight counts all forms anew (100 000 of them in a
 * second) and writes the figures that differ; any other costs one look at the log. */
#ifndef ANALYSIS_SURVEYS_H
#define ANALYSIS_SURVEYS_H
#include "analysis/pipeline.h"

/* What is known of a form, or of all alike, at as-of. Texts "" where nothing is given; days only where has_… */
struct survey_form {
    struct str survey, site, department, surveyor, verdict;
    bool sent, returned;
    int32_t sent_on, returned_on;
    int64_t n;
};

/* What a form is to one figure; where nothing is counted (num and den 0), why not. Dated: it belongs to the periods of the
 * day too, else to the figure of its survey alone. */
struct survey_mark {
    uint16_t metric;
    bool dated;
    int32_t day;
    int64_t num, den;
    const char *why;
};
enum { SURVEY_MARKS = 4 };
void surveys_marks(const struct survey_form *f, struct survey_mark out[SURVEY_MARKS]);
/* Whether the policy judges the form: it is in force at its site on the day on which it was sent. */
bool surveys_judged(const struct pipeline *p, const struct part *part, const struct survey_form *f);
/* The statement, one of those with these columns before their own, ready to be stepped; and the form of its row, whose
 * texts live until the next step. */
struct stmt *surveys_ask(struct pipeline *p, const char *path, struct err *e);
void surveys_read(struct stmt *q, struct survey_form *out);
/* Whether explain looks at forms for that metric. */
bool surveys_metric(int metric);
/* After the cube was folded: all figures, or, in a night in which no form came or came into sight, none. */
void surveys_sum(struct pipeline *p, struct err *e);
#endif
