# build/sample-data OUTDIR writes the logs of the two invented organisations (sample-data/README.md). Its objects
# lie in build/gen/, because build/sample-data is the program.
SAMPLE_DATA_OBJS = $(patsubst %.c,$(BUILD)/gen/%.o,$(wildcard sample-data/*.c))

$(BUILD)/gen/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c $< -o $@

$(BUILD)/sample-data: $(SAMPLE_DATA_OBJS) $(BUILD)/libbase.a
	$(CC) $(LDFLAGS) -o $@ $(SAMPLE_DATA_OBJS) $(BUILD)/libbase.a $(LDLIBS)

all: $(BUILD)/sample-data
