/* huifang: picks the verb, reads the options, ends with the exit code (reliability.md, 6.10). */
#include "base/mem.h"
#include "cli/cli.h"
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* To add one: a line here, a function in cli/, and a section in docs/manual.md. */
const struct verb cli_verbs[] = {
    {"run", "", "the nightly job: import, analyse, render",
     "Reads what is new in the logs, brings the results up to the as-of day and publishes the site.\n"
     "  huifang run -c huifang.yaml\n  huifang run -c huifang.yaml --as-of 2026-10-31 --full",
     0, 0, verb_run, true},
    {"import", "", "read the logs into the store",
     "Accounts for every row: new, changed, unchanged, duplicate or quarantined.\n  huifang import -c huifang.yaml", 0,
     0, verb_import, true},
    {"analyse", "", "bring the results up to the as-of day", "  huifang analyse -c huifang.yaml --as-of 2026-10-31", 0,
     0, verb_analyse, true},
    {"render", "", "publish the site from the results", "  huifang render -c huifang.yaml --language en", 0, 0,
     verb_render, true},
    {"export", "LIST", "write a list of the results as CSV, or work sheets",
     "Lists: metrics, obligations, repeats, breaches, staff, checks, samples, reports, restatements, restated_rows.\n"
     "`worksheets` are workbooks, one for each visitor with the visits to make, in a folder (-o; default: worksheets beside\n"
     "the store). They name customers in full. Filled in, they are read as the log `visits`.\n"
     "  huifang export metrics -c huifang.yaml -o metrics.csv",
     1, 1, verb_export, false},
    {"check", "[FILE…]", "say how the files would be read; writes nothing",
     "The import without keeping it: which column feeds which field, what would become of each row\n"
     "and byte, and the first rows that would be refused.\n"
     "  huifang check -c huifang.yaml logs/visits-2026-10.csv",
     0, 1000, verb_check, false},
    {"explain", "METRIC PERIOD [SCOPE]", "list the rows behind one figure, counted and left out",
     "SCOPE is `all`, `site:NAME` or `department:NAME`, of staff ratios `role:CODE` or `staff:CODE`; --category, --stage and --policy narrow it.\n"
     "  huifang explain visit_rate 2026-10 site:三号院 --category repair",
     2, 3, verb_explain, false},
    {"init", "DIR", "write a commented configuration and folders that run as they are", "  huifang init reports", 1, 1,
     verb_init, false},
    {0, 0, 0, 0, 0, 0, 0, false}};

static const char options_help[] =
    "  -c, --config FILE    the configuration; else $HUIFANG_CONFIG, ./huifang.yaml,\n"
    "                       $XDG_CONFIG_HOME/huifang/huifang.yaml, /etc/huifang/huifang.yaml\n"
    "      --as-of DATE     the world at 24:00 of that day (default: yesterday)\n"
    "      --full           tell every story anew instead of what is new\n"
    "      --force          go on where the store lies on a network or the clock went astray\n"
    "      --language L     zh-CN or en instead of the configuration's\n"
    "  -o, --output FILE    write data there instead of to standard output\n"
    "      --category C, --stage S, --policy P   for explain\n"
    "      --json           one JSON object about what was done\n"
    "  -q, --quiet          errors only        -v, --verbose   every file and row refused\n"
    "  -h, --help           this text          --version       the version\n"
    "Exit codes: 0 clean, 3 done with rows quarantined or a source silent, 64 usage, 65 a file refused, 66 no input,\n"
    "70 an account does not close, 73 cannot create, 74 I/O or disk full, 75 another run is at work, 78 configuration,\n"
    "79 a stored result failed its check.\n";

static void help_all(void) {
    printf(
        "huifang 回访 — from logs of follow-up visits, complaints and repairs to a report site that needs no server\n\n"
        "usage: huifang VERB [options]\n\n");
    for (const struct verb *v = cli_verbs; v->name; v++) printf("  %-8s %-22s %s\n", v->name, v->args, v->summary);
    printf("\n%s", options_help);
}

static void help_verb(const struct verb *v) {
    printf("usage: huifang %s %s [options]\n\n%s.\n%s\n\n%s", v->name, v->args, v->summary, v->help, options_help);
}

static const struct verb *verb_find(const char *name) {
    for (const struct verb *v = cli_verbs; v->name; v++)
        if (strcmp(v->name, name) == 0) return v;
    return NULL;
}

static int usage(struct err *e) {
    out_error(e);
    return ERR_USAGE;
}

static int unknown_verb(const char *name) {
    const char *best = NULL;
    size_t least = 4;
    for (const struct verb *v = cli_verbs; v->name; v++) {
        size_t d = str_distance(str_of(name), str_of(v->name), 4);
        if (d < least) least = d, best = v->name;
    }
    struct err e = {0};
    if (best) err_set(&e, ERR_USAGE, "no verb `%s`; did you mean `%s`? (huifang --help lists them)", name, best);
    else err_set(&e, ERR_USAGE, "no verb `%s`; huifang --help lists them", name);
    return usage(&e);
}

enum { OPT_AS_OF = 256, OPT_FULL, OPT_LANGUAGE, OPT_JSON, OPT_VERSION, OPT_CATEGORY, OPT_STAGE, OPT_POLICY, OPT_FORCE };

static const struct option long_options[] = {{"config", 1, NULL, 'c'},
                                             {"as-of", 1, NULL, OPT_AS_OF},
                                             {"full", 0, NULL, OPT_FULL},
                                             {"language", 1, NULL, OPT_LANGUAGE},
                                             {"output", 1, NULL, 'o'},
                                             {"json", 0, NULL, OPT_JSON},
                                             {"quiet", 0, NULL, 'q'},
                                             {"verbose", 0, NULL, 'v'},
                                             {"help", 0, NULL, 'h'},
                                             {"version", 0, NULL, OPT_VERSION},
                                             {"category", 1, NULL, OPT_CATEGORY},
                                             {"stage", 1, NULL, OPT_STAGE},
                                             {"policy", 1, NULL, OPT_POLICY},
                                             {"force", 0, NULL, OPT_FORCE},
                                             {NULL, 0, NULL, 0}};

/* Reads the options of a verb; false when the program is to end at once with *code. */
static bool read_options(int argc, char **argv, const struct verb *v, struct options *o, int *code) {
    for (int c; (c = getopt_long(argc, argv, "c:o:qvh", long_options, NULL)) != -1;) {
        switch (c) {
        case 'c': o->config = optarg; break;
        case 'o': o->output = optarg; break;
        case 'q': o->quiet = true; break;
        case 'v': o->verbose = true; break;
        case OPT_AS_OF: o->as_of = optarg; break;
        case OPT_FULL: o->full = true; break;
        case OPT_FORCE: o->force = true; break;
        case OPT_LANGUAGE: o->language = optarg; break;
        case OPT_JSON: o->json = true; break;
        case OPT_CATEGORY: o->category = optarg; break;
        case OPT_STAGE: o->stage = optarg; break;
        case OPT_POLICY: o->policy = optarg; break;
        case 'h': help_verb(v); return *code = 0, false;
        case OPT_VERSION: printf("huifang %s\n", CLI_VERSION); return *code = 0, false;
        default: return *code = ERR_USAGE, false; /* getopt has said what is wrong */
        }
    }
    o->arg = argv + optind;
    o->n_args = argc - optind;
    return true;
}

static int perform(const struct verb *v, const struct options *o) {
    struct err e = {0};
    if (o->n_args < v->min_args || o->n_args > v->max_args) {
        err_set(&e, ERR_USAGE, "huifang %s takes %s; huifang %s --help says more", v->name,
                v->args[0] ? v->args : "no arguments", v->name);
        return usage(&e);
    }
    int code = v->run(o, &e);
    if (!err_is(&e)) return code;
    out_error(&e);
    return e.code;
}

/* The three standard streams must be there: a file opened as number 1 would be written to by printf. */
static void open_standard_streams(void) {
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY) != fd)
            _exit(ERR_IO);
}

static int answer(int argc, char **argv) {
    if (argc < 2) {
        help_all();
        return ERR_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        help_all();
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("huifang %s\n", CLI_VERSION);
        return 0;
    }
    const struct verb *v = verb_find(argv[1]);
    if (!v) return unknown_verb(argv[1]);
    if (v->works) signal(SIGPIPE, SIG_IGN);
    struct options o = {0};
    int code = 0;
    if (!read_options(argc - 1, argv + 1, v, &o, &code)) return code;
    return perform(v, &o);
}

/* A reader that goes away ends a verb that hands out data at once and silently, as it does any filter. */
int main(int argc, char **argv) {
    mem_begin();
    open_standard_streams();
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is a full disk, not a death */
    umask(027);
    return out_end(answer(argc, argv));
}
