/* The decoration firm between its making (firm.c), its planted stories (firm_planted.c) and its logs
 * (decoration.c). Times are civil seconds; projects and visits are dated, calls have a time of day. */
#ifndef SAMPLE_DATA_FIRM_H
#define SAMPLE_DATA_FIRM_H
#include "sample-data/kit.h"

enum role { ROLE_DESIGNER, ROLE_INSPECTOR, ROLE_CREW, ROLE_CALLER, ROLE_CLERK, ROLE_N };

struct worker {
    struct str code, name;
    enum role role;
    const char *department;
    int32_t joined, left; /* left 0: still there */
};

struct project {
    struct str id, customer, name, phone, unit;
    size_t no;
    int site;
    struct worker *team[3]; /* designer, inspector, crew */
    int64_t accepted, started, planned, finished, delivered, warranty_end, feedback_form;
    int amount;
    const char *text;
    bool planted;
};

enum case_kind { CASE_COMPLAINT, CASE_REPAIR };

struct trouble { /* a complaint or a repair about a project */
    struct str id;
    size_t no;
    enum case_kind kind;
    struct project *of;
    const char *issue, *department, *severity, *validity;
    struct str about, text;
    int64_t accepted, contacted, finished;
    bool anonymous;
};

struct call {
    struct str id;
    size_t no;
    struct str events; /* the numbers that it names */
    struct project *of;
    const char *stage, *method, *outcome;
    int64_t at, reported, reviewed, filed;
    struct worker *caller;
    int level, product, service; /* 5 … 1; 0: not asked */
    bool raised;
    struct trouble *about; /* what was raised */
    const char *opinion;
};

struct firm {
    struct arena a;
    struct worker *worker;
    size_t workers, workers_cap;
    struct project **project;
    size_t projects, projects_cap;
    struct trouble **trouble;
    size_t troubles, troubles_cap;
    struct call **call;
    size_t calls, calls_cap;
};

void firm_make(struct firm *f);
void firm_release(struct firm *f);
struct worker *firm_worker(struct firm *f, enum role role, int turn);
struct project *firm_project(struct firm *f, struct rng *r, int32_t started, int days);
struct trouble *firm_trouble(struct firm *f, enum case_kind kind, struct project *of, const char *issue, int64_t t);
struct call *firm_call(struct firm *f, struct project *of, const char *stage, int64_t t);
/* firm_planted.c */
void firm_planted_add(struct firm *f);
#endif
