/* One nightly job (or one step of it): what is shared between its steps and what is said about it afterwards. */
#ifndef CLI_JOB_H
#define CLI_JOB_H
#include "cli/cli.h"
#include "etl/import.h"
#include "site/site.h"

struct job {
    const struct options *o;
    const char *command;
    struct session x;
    struct import_report imported;
    bool did_import, did_analyse, did_render;
    struct analysis_report analysed;
    int64_t charts_drawn, pages_rendered, pages_failed; /* of all editions */
    const char *index;                                  /* the management edition's first page */
    const char *refused;                                /* folder with the CSVs of refused rows, for the senders */
    int code;
};

/* A sentence for each file, row refused (--verbose) and source without a file. */
void job_say_import(const struct job *j);
/* One JSON object about the job, errors included, on standard output. */
void job_json(const struct job *j, const struct err *e);
#endif
