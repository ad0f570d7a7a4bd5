/* libFuzzer's entry to the target TARGET, for example -DTARGET=fuzz_rows. */
#include "tests/fuzz/fuzz.h"

#ifdef TARGET
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    TARGET(data, size);
    return 0;
}
#endif
