/* Inside analysis_run(): what its parts share. The contract is analysis.h. */
#ifndef ANALYSIS_PIPELINE_H
#define ANALYSIS_PIPELINE_H
#include "analysis/analysis.h"
#include "analysis/changes.h"
#include "analysis/cube.h"
#include "analysis/durations.h"
#include "analysis/facts.h"
#include "analysis/merges.h"
#include "analysis/news.h"
#include "analysis/restate.h"
#include "analysis/rows.h"
#include "analysis/side.h"
#include "analysis/staff.h"
#include "analysis/sums.h"

struct pipeline {
    struct store *store;
    const struct config *config;
    struct arena arena; /* of the run */
    struct dims dims;
    struct metric_list metrics;
    struct world world;      /* as of this run */
    struct world before;     /* as of the last analysis */
    bool had_before;         /* a night: results are there, and the difference is told */
    bool counts;             /* there is a day from which on things are owed */
    int64_t run, run_before; /* facts are known as these runs left them */
    uint16_t *policy_no;     /* by use: the first use of its policy */
    struct part *part;
    size_t n_parts; /* the policies in use, each once */
    struct facts facts;
    struct side side;
    struct outbox outbox;
    struct told told;
    struct news news;
    struct cube cube;
    struct rows rows;
    struct merges merges;
    struct staff staff;
    struct durations durations;
    struct targets targets;
    struct sums sums;
    struct changes changes;
    struct restate restate;
    struct analysis_report *report;
};

/* Names, people, days off and metrics of both worlds; the days of the last analysis are set by the caller. */
void pipeline_open(struct pipeline *p, struct store *s, const struct config *c, int64_t run, struct err *e);
void pipeline_release(struct pipeline *p);
#endif
