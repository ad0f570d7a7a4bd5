/* init: a folder that runs as it is: a commented configuration and empty logs with the headers that need no mapping. */
#include "base/file.h"
#include "cli/cli.h"
#include <stdio.h>

static const char config_text[] =
    "# huifang: whose logs, under which regulation, from where to where. docs/configuration.md names every key.\n"
    "organisation: 我们的服务中心\n"
    "policy: property-10          # a name that huifang knows, or the path of a policy file of your own\n"
    "timezone: Asia/Shanghai\n"
    "language: zh-CN              # or en\n"
    "store: var/huifang.db\n"
    "output: site/\n"
    "next_update: \"02:30\"         # when the nightly job runs; shown on every page\n"
    "sources:\n"
    "  - table: events            # complaints, repairs, projects …: everything that is followed up\n"
    "    files: logs/events*.csv\n"
    "    encoding: auto           # utf-8, gb18030, utf-16, big5\n"
    "    # columns: {accepted_at: 受理时间}   # only what the built-in headers do not cover\n"
    "    # constants: {category: complaint}   # the same value for every row\n"
    "    # values: {severity: {A级: major}}   # your words for ours\n"
    "    # expected_every: 1d                 # silent for longer: reported\n"
    "  - table: visits            # the follow-up visits\n"
    "    files: logs/visits*.csv\n";

static const char events_text[] =
    "\xEF\xBB\xBF编号,类别,客户编号,客户姓名,小区,责任部门,问题代码,受理时间,完成时间,内容\r\n";
static const char visits_text[] =
    "\xEF\xBB\xBF回访编号,事项编号,回访时间,回访方式,回访人,职务,客户签名,结果,满意度,客户意见\r\n";

int verb_init(const struct options *o, struct err *e) {
    const char *dir = o->arg[0];
    static const struct {
        const char *path, *text;
    } files[] = {{"huifang.yaml", config_text}, {"logs/events.csv", events_text}, {"logs/visits.csv", visits_text}};
    struct arena a;
    arena_init(&a);
    if (file_exists(file_join(&a, dir, "huifang.yaml")))
        err_set(e, ERR_CANTCREATE, "%s/huifang.yaml is there already; name another folder", dir);
    file_mkdirs(file_join(&a, dir, "logs"), e);
    file_mkdirs(file_join(&a, dir, "var"), e);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = file_join(&a, dir, files[i].path);
        if (i == 0 || !file_exists(path)) file_write(path, str_of(files[i].text), true, e);
    }
    if (!err_is(e))
        out_say(
            o,
            "%s is ready. Put your logs into %s/logs (`huifang check -c %s/huifang.yaml` says how they read), then\n"
            "  huifang run -c %s/huifang.yaml",
            dir, dir, dir, dir);
    arena_release(&a);
    return 0;
}
