/* Who the customer is (data.md): the customer's own number; without one the home, which is site and unit, and the
 * name too where tenants change; nobody where the row is anonymous, blank or names a placeholder such as 公共区域. */
#ifndef ETL_IDENTITY_H
#define ETL_IDENTITY_H
#include "etl/record.h"

/* Sets the customer's number and, for events, the story. */
void identity_settle(const struct mapping *m, struct arena *row, struct record *r);
#endif
