# huifang: the whole build and every gate.
#   make        build/huifang          make test   the whole gate (installs what is missing)
#   make demo   both sample companies  make bench  the measured comparisons
#   make asan   build with sanitizers  make fmt    format the sources
#   make fuzz SECONDS=600              the fuzz targets, so long each
#   make torture                       the nightly job killed, failed and cut off at every point
#   make install DESTDIR= PREFIX=/usr/local        make clean
# A folder is a library; the layers it may know stand in LAYERS_<folder>, and its test program links those and
# nothing else: the linker is the test of the layering. Warnings are errors in `test` only.
MAKEFLAGS += --no-builtin-rules
CC       = gcc
BUILD    = build
PREFIX   = /usr/local
OPT      = -O2 -g
WARN     = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
STRICT   =
SAN      =
PKGS     = sqlite3 libcmark cairo cairo-pdf cairo-svg pangocairo pangoft2 fontconfig libutf8proc yaml-0.1 libcrypto gsl \
           libzip expat zlib xlsxwriter

LAYERS_base     = base
LAYERS_store    = store base
LAYERS_policies = policies base
LAYERS_etl      = etl policies store base
LAYERS_fuzz     = etl policies store base
LAYERS_analysis = analysis policies store base
LAYERS_charts   = charts base
LAYERS_site     = site charts analysis policies store base
LAYERS_cli      = cli site charts analysis etl policies store base
DIRS = base store policies etl analysis charts site cli

CFLAGS  = -std=c11 -D_GNU_SOURCE -I. -I$(BUILD) $(OPT) $(WARN) $(STRICT) $(SAN) -MMD -MP $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS  = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm
LDFLAGS = $(SAN)

objs = $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(1)/*.c))
libs = $(foreach d,$(1),$(BUILD)/lib$(d).a)

.PHONY: all test demo bench asan fmt install clean packages
all: $(BUILD)/huifang

include script/embed.mk
include tests/tests.mk
include sample-data/sample-data.mk
include bench/bench.mk

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CFLAGS) -c $< -o $@

define library
$(BUILD)/lib$(1).a: $(call objs,$(1)) $(EMBED_$(1))
	@rm -f $$@
	@echo "ar $$@"
	@ar rcsD $$@ $$^
endef
$(foreach d,$(DIRS),$(eval $(call library,$(d))))

$(BUILD)/huifang: $(call libs,$(LAYERS_cli))
	@echo "ld $@"
	@$(CC) $(LDFLAGS) -o $@ $(call libs,$(LAYERS_cli)) $(LDLIBS)

demo:
	@script/packages build
	@$(MAKE) --no-print-directory -j2 all
	@script/demo

asan:
	$(MAKE) BUILD=$(BUILD)/asan OPT='-O1 -g' SAN='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' all

fmt:
	script/format

install: $(BUILD)/huifang
	install -D -m 755 $(BUILD)/huifang $(DESTDIR)$(PREFIX)/bin/huifang
	install -D -m 644 docs/huifang.1 $(DESTDIR)$(PREFIX)/share/man/man1/huifang.1
	install -d $(DESTDIR)$(PREFIX)/share/huifang/policies
	install -m 644 policies/*.yaml $(DESTDIR)$(PREFIX)/share/huifang/policies/

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
