# Test programs: tests/<folder>/*.c is one Check program for <folder>, linked with the layers that the folder may
# know and nothing else (the linker is the layer test). tests/check_main.c counts what ran.
CHECK_LIBS = $(shell pkg-config --libs check 2>/dev/null)
SUITES = $(foreach d,$(DIRS) fuzz,$(if $(wildcard tests/$(d)/*.c),$(d)))

define suite
$(BUILD)/test-$(1): $(call objs,tests/$(1)) $(BUILD)/tests/check_main.o $(call libs,$(LAYERS_$(1)))
	@echo "ld $$@"
	@$$(CC) $$(LDFLAGS) -o $$@ $(call objs,tests/$(1)) $(BUILD)/tests/check_main.o $(call libs,$(LAYERS_$(1))) $$(CHECK_LIBS) $$(LDLIBS)
endef
$(foreach d,$(SUITES),$(eval $(call suite,$(d))))

.PHONY: suites
suites: $(foreach d,$(SUITES),$(BUILD)/test-$(d))

.PHONY: suite-names
suite-names:
	@echo $(SUITES)

test:
	@script/packages test
	@tests/gate

# make fuzz SECONDS=…: every target of tests/fuzz for so long under libFuzzer, ASan and UBSan. New inputs are kept in
# build/fuzz/found; one that breaks something is named and belongs into tests/fuzz/corpus once it is mended.
SECONDS = 60
FUZZ_TARGETS = decoder rows values workbook config policy import
FUZZ_SAN = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: fuzz fuzz-targets
fuzz:
	@script/packages test
	@$(MAKE) --no-print-directory -j2 BUILD=$(BUILD)/fuzz CC=clang OPT='-O1 -g' \
		SAN='$(FUZZ_SAN) -fsanitize=fuzzer-no-link' fuzz-targets
	@SECONDS_EACH=$(SECONDS) BUILD=$(BUILD)/fuzz script/fuzz $(FUZZ_TARGETS)

fuzz-targets: $(foreach t,$(FUZZ_TARGETS),$(BUILD)/fuzz-$(t))

$(BUILD)/fuzz-%: $(filter-out $(BUILD)/tests/fuzz/suite.o $(BUILD)/tests/fuzz/entry.o,$(call objs,tests/fuzz)) \
		tests/fuzz/entry.c $(call libs,$(LAYERS_etl))
	@echo "ld $@"
	@$(CC) $(filter-out -MMD -MP,$(CFLAGS)) -fsanitize=fuzzer -DTARGET=fuzz_$* -o $@ $(filter %.c %.o,$^) $(call libs,$(LAYERS_etl)) $(LDLIBS)

# make torture: the nightly job broken at every point there is (docs/reliability.md); hours. TORTURE='--most 9 kill' does
# less. The sample that the gate runs is tests/whole/torture.
TORTURE =
.PHONY: torture
torture: $(BUILD)/huifang
	@script/packages test
	@$(CC) -std=c11 -O2 -shared -fPIC -o $(BUILD)/torture-shim.so tests/torture/shim.c -ldl
	@tests/torture/torture --huifang $(BUILD)/huifang --shim $(BUILD)/torture-shim.so $(TORTURE)
