/* Fuzz targets. Each file of this folder has one, fuzz_NAME, with what it holds against the code written above it. They
 * are run in two ways: over the committed inputs of corpus/NAME in every test run (suite.c), and by libFuzzer for as
 * long as one likes (`make fuzz SECONDS=600`, entry.c). An input that once broke something stays in its corpus. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

void fuzz_decoder(const uint8_t *data, size_t size);
void fuzz_rows(const uint8_t *data, size_t size);
void fuzz_values(const uint8_t *data, size_t size);
void fuzz_workbook(const uint8_t *data, size_t size);
void fuzz_config(const uint8_t *data, size_t size);
void fuzz_policy(const uint8_t *data, size_t size);
void fuzz_import(const uint8_t *data, size_t size);

/* What must hold; not an assertion, so that no build leaves it out. */
static inline void require(int ok) {
    if (!ok) abort();
}
#endif
