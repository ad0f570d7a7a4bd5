# Test programs: tests/<folder>/*.c is one Check program for <folder>, linked with the layers that the folder may
# know and nothing else (the linker is the layer test). tests/check_main.c counts what ran.
CHECK_LIBS = $(shell pkg-config --libs check 2>/dev/null)
SUITES = $(foreach d,$(DIRS),$(if $(wildcard tests/$(d)/*.c),$(d)))

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
