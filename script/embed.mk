# Files that the program carries in itself: SQL statements, policies, the site template. script/embed turns a
# list of files into one C table {path, bytes}, found again by path.
EMBED_store    = $(BUILD)/store/embed_store.o
EMBED_analysis = $(BUILD)/analysis/embed_analysis.o
EMBED_policies = $(BUILD)/policies/embed_policies.o
EMBED_site     = $(BUILD)/site/embed_site.o

FILES_store    = $(sort $(wildcard store/schema/*.sql))
FILES_analysis = $(sort $(wildcard analysis/sql/*.sql))
FILES_policies = $(sort $(wildcard policies/*.yaml))
FILES_site     = $(sort $(shell find site-template -type f 2>/dev/null))

define embed
$(BUILD)/$(1)/embed_$(1).c: $(FILES_$(1)) script/embed
	@mkdir -p $$(@D)
	script/embed $(1) $(FILES_$(1)) > $$@
$(BUILD)/$(1)/embed_$(1).o: $(BUILD)/$(1)/embed_$(1).c
	@$$(CC) $$(CFLAGS) -c $$< -o $$@
endef
$(foreach d,store analysis policies site,$(eval $(call embed,$(d))))
