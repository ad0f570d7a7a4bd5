/* One file of a source, opened and looked at: a regular file, its encoding, its header. */
#ifndef ETL_INPUT_H
#define ETL_INPUT_H
#include "etl/mapping.h"
#include <sys/stat.h>

struct input {
    const char *path; /* as opened */
    int fd;
    struct stat before;
    struct encoding_verdict verdict;
    struct csv *csv;
};

/* Opens the file. Errors: ERR_NOINPUT. */
void input_open(struct input *in, const char *path, struct err *e);
/* Settles its encoding, reading all of it. Errors: ERR_DATA, ERR_IO. */
void input_look(struct input *in, const struct source *src, struct err *e);
/* Starts reading rows: the header goes to *head. False, without an error, when the file holds no row. */
bool input_header(struct input *in, const struct source *src, struct csv_row *head, struct err *e);
/* ERR_DATA when the file changed since it was opened. */
void input_settled(const struct input *in, struct err *e);
void input_close(struct input *in);

/* The files of a source, sorted by bytes, each once, as full paths. */
char **input_files(struct arena *a, const struct config *cfg, const struct source *src, size_t *n, struct err *e);
/* The path below the configuration's folder, or as it is. */
const char *input_relative(const struct config *cfg, const char *path);
/* "," ";" "TAB" "|" */
const char *input_delimiter(const struct input *in);
#endif
