/* Work sheets (回访任务单): one workbook for each person who is to make visits, and for each department whose visits no
 * plan gives to a person. Headers are those of the log `visits`, so that a sheet, filled in, is a log again; what the
 * visitor needs to find the customer stands beside, under headers that no log knows.
 *
 * A sheet names customers in full: it goes to who makes the visit, never into the site. */
#ifndef ANALYSIS_WORKSHEET_H
#define ANALYSIS_WORKSHEET_H
#include "policies/config.h"
#include "store/store.h"

struct worksheet_report {
    int64_t files, rows;
};

/* Writes the workbooks of the last analysis into the folder (made when it is missing; readable by its owner and group
 * only), replacing those of the same name. The same results give the same bytes. ERR_DATA: no results yet; ERR_IO. */
void worksheet_write(struct store *s, const struct config *c, const char *folder, struct worksheet_report *out,
                     struct err *e);
#endif
