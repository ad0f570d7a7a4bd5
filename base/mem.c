#include "base/mem.h"
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void mem_exhausted(void) {
    static const char msg[] = "huifang: out of memory; nothing half done was kept, run again with more memory\n";
    if (write(2, msg, sizeof msg - 1) < 0) _exit(70);
    _exit(70);
}

/* The C library's heap behind the libraries' own calls: one that takes a NULL for granted draws a chart without its text, one
 * that does not dies of a signal. A sanitizer brings its own. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define OTHER_HEAP 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OTHER_HEAP 1
#endif
#if defined(__GLIBC__) && !defined(OTHER_HEAP)
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

void *malloc(size_t n) {
    void *p = __libc_malloc(n);
    if (!p) mem_exhausted();
    return p;
}

void *calloc(size_t n, size_t size) {
    void *p = __libc_calloc(n, size);
    if (!p) mem_exhausted();
    return p;
}

void *realloc(void *old, size_t n) {
    void *p = __libc_realloc(old, n);
    if (!p && n) mem_exhausted();
    return p;
}
#endif

void *mem_alloc(size_t n) {
    void *p = malloc(n ? n : 1);
    if (!p) mem_exhausted();
    return p;
}

void *mem_zero(size_t n) {
    void *p = calloc(1, n ? n : 1);
    if (!p) mem_exhausted();
    return p;
}

void *mem_resize(void *p, size_t n) {
    p = realloc(p, n ? n : 1);
    if (!p) mem_exhausted();
    return p;
}

void mem_free(void *p) { free(p); }

enum { LARGE = 512 << 10 };

void mem_begin(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}

void mem_give_back(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

char *mem_strdup(const char *s) {
    size_t n = strlen(s) + 1;
    return memcpy(mem_alloc(n), s, n);
}

void mem_grow(void *p, size_t *cap, size_t need, size_t size) {
    if (need <= *cap) return;
    size_t old = *cap, c = old ? old * 2 : 8;
    while (c < need) c *= 2;
    if (c > SIZE_MAX / size) mem_exhausted();
    void *arr;
    memcpy(&arr, p, sizeof arr);
    arr = mem_resize(arr, c * size);
    memset((char *)arr + old * size, 0, (c - old) * size);
    memcpy(p, &arr, sizeof arr);
    *cap = c;
}
