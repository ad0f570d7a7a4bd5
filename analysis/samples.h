/* Sampling stages (metrics.md 3): how many were sampled in a period, how many have to be, and which events are drawn.
 *
 * Populations and samples are of one site and one period and cannot be told story by story: distinct customers are
 * counted. So each period that a night touched is counted anew, from the facts. A policy without samples costs nothing;
 * where there is one, two indexes by day are made. The draw is for any auditor to repeat: the events of the frame in the
 * order of SHA-256 of `policy|sample|site|period|event_id`, the first `required` ones. */
#ifndef ANALYSIS_SAMPLES_H
#define ANALYSIS_SAMPLES_H
#include "analysis/pipeline.h"

/* After all other figures of the run are summed; p->sums says which periods changed. */
void samples_sum(struct pipeline *p, struct err *e);
#endif
