# make bench: the measured comparisons (bench/run). BENCH_SIZES names the sizes: S 100 thousand events, M 1 million,
# L 10 million; BENCH_RUNS how often each is measured. The referees link sqlite3 and cairo by themselves.
BENCH_SIZES = S M
BENCH_RUNS  = 3
BENCH_TOOLS = $(BUILD)/bench/generate $(BUILD)/bench/measure $(BUILD)/bench/raw $(BUILD)/bench/charts

$(BUILD)/bench/generate $(BUILD)/bench/measure $(BUILD)/bench/raw: $(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libbase.a
	$(CC) $(LDFLAGS) -o $@ $< $(BUILD)/libbase.a $(LDLIBS)

$(BUILD)/bench/charts: $(BUILD)/bench/charts.o $(call libs,$(LAYERS_charts))
	$(CC) $(LDFLAGS) -o $@ $< $(call libs,$(LAYERS_charts)) $(LDLIBS)

bench:
	@script/packages build
	@$(MAKE) --no-print-directory -j2 all $(BENCH_TOOLS)
	@BUILD=$(BUILD) RUNS=$(BENCH_RUNS) bench/run $(BENCH_SIZES)
