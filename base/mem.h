/* Memory: the only place that calls malloc. Running out ends the process at once with exit code 70, also where a library
 * ran out (with the GNU C library, whose malloc is stood in front of): every
 * change of the store stands in a transaction and every published file is renamed into place, so nothing half
 * done is left behind, and no caller needs a path for it that no test walks. */
#ifndef BASE_MEM_H
#define BASE_MEM_H
#include <stddef.h>

void *mem_alloc(size_t n);           /* n bytes, not cleared */
void *mem_zero(size_t n);            /* n bytes, cleared */
void *mem_resize(void *p, size_t n); /* realloc */
void mem_free(void *p);
_Noreturn void mem_exhausted(void); /* for a library that reports it: says so and ends with exit code 70 */
char *mem_strdup(const char *s);    /* a copy to be given to mem_free */
/* Once, at the start: large arrays are given back when they are freed. Left to itself the GNU C library learns from the first
 * one freed to keep them, and a run that sorts in large blocks holds a fifth more memory. */
void mem_begin(void);
void mem_give_back(void); /* what was freed goes back to the system, also what a thread that ended had */

/* Makes room for `need` elements of `size` bytes in the array *p with capacity *cap, doubling. */
void mem_grow(void *p, size_t *cap, size_t need, size_t size);
/* The next free element of a growing array: VEC_ADD(v->row, v->n, v->cap) yields a pointer to a cleared element. */
#define VEC_ADD(arr, n, cap) (mem_grow(&(arr), &(cap), (n) + 1, sizeof *(arr)), &(arr)[(n)++])
#endif
