/* The property company's small logs: staff, customers, assignments, exposure, targets, holidays, notes. */
#ifndef SAMPLE_DATA_PROPERTY_SMALL_H
#define SAMPLE_DATA_PROPERTY_SMALL_H
#include "sample-data/property.h"

void property_small_write(struct property *p, const char *logs, struct buf *say, struct err *e);
#endif
