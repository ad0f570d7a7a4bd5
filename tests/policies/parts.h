/* The parts of the policies suite, one file each, and what they share. */
#ifndef TESTS_POLICIES_PARTS_H
#define TESTS_POLICIES_PARTS_H
#include "base/arena.h"
#include "base/err.h"
#include <check.h>

TCase *yaml_part(void);
TCase *scalar_part(void);
TCase *rows_part(void);   /* property-10 and decoration, row by row */
TCase *errors_part(void); /* every fault of a policy file with its place */
TCase *extends_part(void);
TCase *config_part(void);
TCase *checks_part(void);      /* what must be there or follow within a time */
TCase *duties_part(void);      /* what comes back with the calendar */
TCase *regulations_part(void); /* the regulations that are carried, stage by stage */
TCase *docs_part(void);        /* every key documented, every example right */

/* The text without its one mark ^, and the place «line:column» where it stood, in characters from 1. */
const char *unmark(struct arena *a, const char *marked, const char **place);
/* Text into a file of that name in a fresh folder of the test; the path. Folders in the name are made. */
const char *scratch(struct arena *a, const char *name, const char *text);
#endif
