#include "etl/input.h"
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void input_open(struct input *in, const char *path, struct err *e) {
    *in = (struct input){.path = path, .fd = -1};
    in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (in->fd < 0) {
        err_set(e, ERR_NOINPUT, "%s: cannot be opened: %s", path, strerror(errno));
    } else if (fstat(in->fd, &in->before) != 0 || !S_ISREG(in->before.st_mode)) {
        err_set(e, ERR_NOINPUT, "%s: is no regular file; name files only under `files:`", path);
    }
}

void input_look(struct input *in, const struct source *src, struct err *e) {
    if (!err_is(e)) in->verdict = encoding_look(in->fd, in->path, src->encoding, e);
}

bool input_header(struct input *in, const struct source *src, struct csv_row *head, struct err *e) {
    in->csv = csv_open(in->fd, in->path, &in->verdict, src->delimiter, e);
    if (err_is(e) || !csv_next(in->csv, head, e)) return false;
    if (head->fault == CSV_ENCODING) {
        err_set(e, ERR_DATA, "%s:%lld: the header is not right in %s; say another `encoding:` in source %s", in->path,
                (long long)head->line, encoding_name(in->verdict.encoding), src->name);
    } else if (head->fault != CSV_RIGHT) {
        err_set(e, ERR_DATA,
                "%s:%lld: the header cannot be read (a stray quote, a NUL or too many columns); mend the first line",
                in->path, (long long)head->line);
    }
    csv_expect(in->csv, head->n);
    return !err_is(e);
}

void input_settled(const struct input *in, struct err *e) {
    struct stat now;
    if (err_is(e)) return;
    if (fstat(in->fd, &now) != 0 || now.st_size != in->before.st_size ||
        now.st_mtim.tv_sec != in->before.st_mtim.tv_sec || now.st_mtim.tv_nsec != in->before.st_mtim.tv_nsec)
        err_set(e, ERR_DATA, "%s: changed while it was read; run again when it is complete", in->path);
}

void input_close(struct input *in) {
    csv_close(in->csv);
    if (in->fd >= 0) close(in->fd);
    in->csv = NULL;
    in->fd = -1;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **input_files(struct arena *a, const struct config *cfg, const struct source *src, size_t *n, struct err *e) {
    char ***part = arena_alloc(a, (src->n_files + 1) * sizeof *part);
    size_t *count = arena_zero(a, (src->n_files + 1) * sizeof *count), all = 0;
    for (size_t i = 0; i < src->n_files; i++) {
        part[i] = file_glob(a, file_join(a, cfg->dir, src->files[i]), &count[i], e);
        all += count[i];
    }
    char **list = arena_alloc(a, (all + 1) * sizeof *list);
    size_t k = 0;
    for (size_t i = 0; i < src->n_files; i++)
        for (size_t j = 0; j < count[i]; j++) list[k++] = part[i][j];
    if (k > 1) qsort(list, k, sizeof *list, by_bytes);
    *n = 0;
    for (size_t i = 0; i < k; i++)
        if (*n == 0 || strcmp(list[*n - 1], list[i]) != 0) list[(*n)++] = list[i];
    return list;
}

const char *input_relative(const struct config *cfg, const char *path) {
    size_t n = cfg->dir ? strlen(cfg->dir) : 0;
    if (n && strncmp(path, cfg->dir, n) == 0 && path[n] == '/') return path + n + 1;
    return path;
}

const char *input_delimiter(const struct input *in) {
    switch (in->csv ? csv_delimiter(in->csv) : ',') {
    case ';':
        return ";";
    case '\t':
        return "TAB";
    case '|':
        return "|";
    default:
        return ",";
    }
}
