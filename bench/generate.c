/* generate EVENTS OUTDIR: the logs that the measurements run on. OUTDIR/logs/ holds 24 months (2024-11-01 …
 * 2026-10-31) of EVENTS events and their visits, OUTDIR/more/ the day after: its events, its visits, and the events
 * of before that were finished on it. Line order is log order, headers are the column names of data.md, times are
 * ISO. Every column has values where they make sense; text is Chinese, some of it quoted, with line breaks; one row
 * in a hundred must be refused; one customer has 5 % of the events; 300 staff, 20 sites, 10 departments.
 *
 * An event's whole life follows from its number, so a visit needs to remember only the number, and the memory does
 * not grow with EVENTS beyond a window of days. Whole numbers only: the same EVENTS give the same bytes. */
#include "base/civil.h"
#include "base/mem.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAYS = 730, DAY = 86400, SITES = 20, DEPARTMENTS = 10, STAFF = 300, ISSUES = 24, CATEGORIES = 12, AHEAD = 128 };
#define NEVER INT64_MIN
#define COUNT(arr) (int)(sizeof(arr) / sizeof *(arr))

/* ---- random whole numbers: splitmix64, a stream for each event; never two draws in one argument list, because C
 * does not say which goes first ---- */

struct rng {
    uint64_t s;
};

static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
static uint64_t next(struct rng *r) { return mix(r->s += 0x9E3779B97F4A7C15u); }
static int below(struct rng *r, int n) { return (int)(((next(r) >> 32) * (uint64_t)n) >> 32); }
static bool hit(struct rng *r, int permille) { return below(r, 1000) < permille; }
static struct rng stream(uint64_t what, uint64_t no) {
    return (struct rng){mix(what * 0xA24BAED4963EE407u + no * 0x9FB21C651E98DF25u)};
}

/* ---- output ---- */

struct out {
    int fd;
    char *p;
    size_t n;
    int fields; /* of the row so far */
};
enum { OUT_SIZE = 1 << 20, ROW_MAX = 8192 };

static void die(const char *what) {
    perror(what);
    exit(74);
}

static void flush(struct out *o) {
    for (size_t at = 0; at < o->n;) {
        ssize_t k = write(o->fd, o->p + at, o->n - at);
        if (k < 0) die("write");
        at += (size_t)k;
    }
    o->n = 0;
}

static void put(struct out *o, const char *s, size_t n) {
    memcpy(o->p + o->n, s, n);
    o->n += n;
}
static void text(struct out *o, const char *s) { put(o, s, strlen(s)); }
static void comma(struct out *o) {
    if (o->fields++) o->p[o->n++] = ',';
}
static void field(struct out *o, const char *s) {
    comma(o);
    text(o, s);
}
static void maybe(struct out *o, bool there, const char *s) { field(o, there ? s : ""); }

static void digits(struct out *o, int64_t v, int width) {
    char t[24];
    int n = 0;
    do t[n++] = (char)('0' + v % 10);
    while ((v /= 10) || n < width);
    while (n) o->p[o->n++] = t[--n];
}
static void number(struct out *o, int64_t v) {
    comma(o);
    digits(o, v, 1);
}
static void code(struct out *o, char letter, int64_t v, int width) {
    comma(o);
    o->p[o->n++] = letter;
    digits(o, v, width);
}

static char day_text[DAYS + AHEAD + 400][12];

static void at_day(struct out *o, int64_t t) {
    comma(o);
    if (t != NEVER) put(o, day_text[t / DAY], 10);
}
static void at_time(struct out *o, int64_t t) {
    at_day(o, t);
    if (t == NEVER) return;
    int s = (int)(t % DAY);
    o->p[o->n++] = ' ';
    digits(o, s / 3600, 2);
    o->p[o->n++] = ':';
    digits(o, s / 60 % 60, 2);
    o->p[o->n++] = ':';
    digits(o, s % 60, 2);
}

static struct out *out_open(const char *dir, const char *sub, const char *name, const char *head) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, sub);
    mkdir(dir, 0755);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/%s/%s", dir, sub, name);
    struct out *o = mem_zero(sizeof *o);
    o->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (o->fd < 0) die(path);
    o->p = mem_alloc(OUT_SIZE + ROW_MAX);
    text(o, head);
    return o;
}
static void row_end(struct out *o) {
    o->p[o->n++] = '\n';
    o->fields = 0;
    if (o->n >= OUT_SIZE) flush(o);
}
static void out_close(struct out *o) {
    flush(o);
    if (close(o->fd) != 0) die("close");
    mem_free(o->p);
    mem_free(o);
}

/* ---- words ---- */

static const char *const categories[CATEGORIES] = {"complaint",   "repair",   "special_service", "first_aid",
                                                   "publication", "activity", "consultation",    "suggestion",
                                                   "opinion",     "incident", "move_in",         "help"};
enum {
    COMPLAINT,
    REPAIR,
    SPECIAL,
    FIRST_AID,
    PUBLICATION,
    ACTIVITY,
    CONSULTATION,
    SUGGESTION,
    OPINION,
    INCIDENT,
    MOVE_IN,
    HELP
};
static const char *const sites[SITES] = {"一号院", "二号院", "三号院", "四号院", "五号院", "六号院", "七号院",
                                         "八号院", "九号院", "十号院", "东湖苑", "西湖苑", "南湖苑", "北湖苑",
                                         "锦绣里", "望江里", "听松里", "云杉里", "金水湾", "银杏湾"};
static const char *const departments[DEPARTMENTS] = {"客服部", "工程部", "保洁部", "秩序部", "绿化部",
                                                     "财务部", "品质部", "会所",   "车场部", "弱电部"};
static const char *const issues[ISSUES] = {"漏水",     "下水堵塞",   "电路跳闸", "门禁失灵", "电梯故障", "电梯困人",
                                           "噪音",     "垃圾清运",   "停车乱象", "服务态度", "维修质量", "公共照明",
                                           "暖气不热", "空调不制冷", "墙面渗水", "水压不足", "道闸故障", "收费咨询",
                                           "办理手续", "绿化养护",   "高空抛物", "宠物扰民", "消防通道", "对讲故障"};
static const char *const names[] = {"王芳", "李强", "张伟", "刘洋", "陈静",   "杨磊",   "黄敏", "赵军",
                                    "周丽", "吴涛", "徐明", "孙浩", "马超",   "朱婷",   "胡斌", "郭琳",
                                    "何平", "林娜", "罗杰", "高峰", "欧阳文", "司徒敏", "李䶮", "王喆"};
static const char *const channels[] = {"phone", "phone", "phone", "visit", "app", "letter", "fax", "superior"};
static const char *const severities[] = {"ordinary", "ordinary", "ordinary", "ordinary", "important", "major"};
static const char *const validities[] = {"valid", "valid", "valid", "communicative", "invalid"};
static const char *const talks[] = {"help", "inquiry", "venting"};
static const char *const contents[] = {"equipment", "attitude", "quality", "sudden"};
static const char *const methods[] = {"onsite", "onsite", "onsite", "phone", "phone", "letter", "sms"};
static const char *const told[] = {"业主反映",     "卫生间",     "天花板渗水",   "地面有积水",    "请尽快安排",
                                   "电话无人接听", "已拍照",     "物业巡查发现", "夜间噪音扰民",  "影响休息",
                                   "电梯停运",     "三号楼",     "地下车库",     "灯不亮",        "要求今天处理",
                                   "上门前请联系", "家中有老人", "多次反映",     "材料已到货",    "等待配件",
                                   "师傅已上门",   "临时处理",   "建议更换",     "费用由业主承担"};
static const char *const said[] = {"问题已解决，表示满意", "处理及时",     "态度好",       "等的时间长了点",
                                   "仍有少量渗水",         "希望提前通知", "修了两次才好", "感谢师傅"};
static const char *const wishes[] = {"建议增设充电桩", "建议加装减速带", "建议延长前台时间", "建议停水提前短信通知"};
static const char *const reviews[] = {"已核，同意结案", "已阅，归档", "情况属实", "转工程部返工"};

/* ---- events ---- */

struct event {
    int64_t no, accepted, contacted, started, planned, finished, escalated;
    int category, site, department, issue, about;
    int64_t customer;
    bool anonymous, letter_only, again;
};

static int64_t total; /* events of the two years */
static int64_t customers;

static int category_of(int permille) {
    static const int upto[CATEGORIES] = {90, 540, 590, 598, 603, 615, 815, 855, 890, 905, 930, 1000};
    int i = 0;
    while (permille >= upto[i]) i++;
    return i;
}

/* A twentieth for one customer; of the rest a fifth bring half. */
static int64_t customer_of(struct rng *r) {
    if (hit(r, 50)) return 1;
    uint64_t x = next(r);
    return 2 + (int64_t)(hit(r, 400) ? x % (uint64_t)(customers / 5) * 5 : x % (uint64_t)customers);
}

static struct event event_of(int64_t no) {
    static const int home[CATEGORIES] = {0, 1, 0, 3, 7, 7, 0, 6, 2, 3, 0, 3};
    struct rng r = stream(1, (uint64_t)no);
    struct event e = {.no = no, .contacted = NEVER, .escalated = NEVER};
    int64_t slot = (int64_t)DAYS * DAY / total;
    e.accepted = (int64_t)((__int128)(no - 1) * DAYS * DAY / total) + (slot > 1 ? below(&r, (int)slot) : 0);
    e.category = category_of(below(&r, 1000));
    e.customer = customer_of(&r);
    e.site = (int)(mix((uint64_t)e.customer) % SITES);
    e.department = hit(&r, 700) ? home[e.category] : below(&r, DEPARTMENTS);
    e.issue = hit(&r, 400) ? (int)(mix((uint64_t)e.customer * 7) % ISSUES) : below(&r, ISSUES);
    e.about = e.category == COMPLAINT && hit(&r, 400) ? 1 + e.site * (STAFF / SITES) + below(&r, STAFF / SITES) : 0;
    e.anonymous = e.category == COMPLAINT && hit(&r, 30);
    e.letter_only = e.category == COMPLAINT && hit(&r, 15);
    e.again = e.category == REPAIR && hit(&r, 60);
    int took = hit(&r, 500)   ? 1800 + below(&r, 30000)
               : hit(&r, 860) ? 30000 + below(&r, 150000)
                              : 180000 + below(&r, 500000);
    e.started = e.accepted + took / 3;
    e.planned = e.accepted + DAY * (1 + below(&r, 4));
    if (e.category == SPECIAL) {
        e.started = e.accepted + DAY;
        e.planned = e.started + DAY * (20 + below(&r, 40));
        took = (int)(e.planned - e.accepted) + below(&r, 3 * DAY);
    }
    e.finished = hit(&r, 992) ? e.accepted + took : NEVER;
    if (hit(&r, 960)) e.contacted = e.accepted + 60 + below(&r, 14000);
    if (took > 72 * 3600 && e.category != SPECIAL && hit(&r, 750))
        e.escalated = e.accepted + 72 * 3600 + below(&r, 7200);
    return e;
}

static int64_t known(int64_t t, int64_t until) { return t != NEVER && t < until ? t : NEVER; }

static void person(struct out *o, int64_t customer) {
    field(o, names[mix((uint64_t)customer * 3) % (uint64_t)COUNT(names)]);
    comma(o);
    text(o, "13");
    digits(o, (int64_t)(mix((uint64_t)customer * 5) % 1000000000), 9);
    comma(o);
    digits(o, customer % 30 + 1, 1);
    text(o, "-");
    digits(o, customer / 30 % 3 + 1, 1);
    text(o, "-");
    digits(o, customer / 90 % 25 * 100 + 101 + customer % 4, 3);
}

/* Some sentences; three in a hundred with commas and quotes, one with a line break. */
static void story(struct out *o, struct rng *r, int words) {
    bool quoted = hit(r, 30), broken = hit(r, 10);
    comma(o);
    if (quoted || broken) text(o, "\"");
    for (int i = 0; i < words; i++) text(o, told[below(r, COUNT(told))]);
    if (quoted) text(o, ",称\"\"等了三天\"\"");
    if (broken) text(o, "\n请领导重视");
    if (quoted || broken) text(o, "\"");
}

static const char event_head[] =
    "event_id,category,customer_id,customer_name,phone,unit,site,department,about_staff,severity,validity,validity_"
    "kind,content_class,"
    "issue,channel,anonymous,letter_reply_only,accepted_at,contacted_at,started_at,planned_end_at,finished_at,"
    "delivered_at,"
    "warranty_end_at,escalated_at,escalated_to,feedback_form_at,follow_up_needed,related_event_id,amount,description\n";

/* The row as it stood at `until`. Where `bad` is set it is to be refused, for one of four reasons in turn. */
static void event_row(struct out *o, const struct event *e, int64_t until, bool may_be_bad) {
    struct rng r = stream(2, (uint64_t)e->no);
    bool complaint = e->category == COMPLAINT, special = e->category == SPECIAL, named = !e->anonymous && !hit(&r, 20);
    int bad = may_be_bad && e->no % 100 == 57 ? 1 + (int)(e->no / 100 % 4) : 0;
    int validity = below(&r, COUNT(validities)), severity = below(&r, COUNT(severities));
    int64_t finished = known(e->finished, until);
    bool done = finished != NEVER;
    code(o, 'E', e->no, 8);
    field(o, bad == 1 ? "unheard_of" : categories[e->category]);
    if (named) {
        code(o, 'C', e->customer, 7);
        person(o, e->customer);
    } else {
        for (int i = 0; i < 4; i++) field(o, "");
    }
    field(o, sites[e->site]);
    field(o, departments[e->department]);
    if (e->about) code(o, 'S', e->about, 3);
    else field(o, "");
    field(o, severities[severity]);
    maybe(o, complaint, validities[validity]);
    maybe(o, complaint && validity == 3, talks[below(&r, COUNT(talks))]);
    maybe(o, complaint, contents[below(&r, COUNT(contents))]);
    field(o, issues[e->issue]);
    field(o, channels[below(&r, COUNT(channels))]);
    field(o, e->anonymous ? "1" : "0");
    field(o, e->letter_only ? "1" : "0");
    if (bad == 2) field(o, "2026-02-30 10:00:00");
    else at_time(o, bad == 3 ? NEVER : e->accepted);
    at_time(o, known(e->contacted, until));
    at_time(o, known(e->started, until));
    at_time(o, e->planned);
    at_time(o, finished);
    bool work = special || e->category == REPAIR;
    at_day(o, work && done ? finished : NEVER);
    at_day(o, work && done ? finished + 90 * DAY : NEVER);
    at_time(o, known(e->escalated, until));
    maybe(o, known(e->escalated, until) != NEVER, "管理处主任");
    at_day(o, work && done && hit(&r, special ? 600 : 80) ? known(finished + 5 * DAY, until) : NEVER);
    field(o, e->again ? "1" : "0");
    if (e->no > 4000 && hit(&r, complaint ? 300 : 30)) code(o, 'E', e->no - 1 - below(&r, 3000), 8);
    else field(o, "");
    if (work) number(o, (special ? 200 : 20) + below(&r, special ? 3000 : 300));
    else field(o, "");
    story(o, &r, 3 + below(&r, 6));
    if (bad == 4) field(o, "多出一列");
    row_end(o);
}

/* ---- visits ---- */

struct visit {
    int64_t event, at; /* event 0: a routine round */
    int kind;
};
enum { VISIT_FIRST, VISIT_SECOND, VISIT_MID, VISIT_END, VISIT_VAIN, VISIT_ROUND };

/* The visits of a day, until the day has passed. */
struct bucket {
    struct visit *v;
    size_t n, cap;
};
static struct bucket window[AHEAD];
static int64_t visits_written;

static void go(int64_t event, int64_t at, int kind) {
    if (at / DAY > DAYS) return;
    struct bucket *b = &window[at / DAY % AHEAD];
    *VEC_ADD(b->v, b->n, b->cap) = (struct visit){event, at, kind};
}

static void plan_visits(const struct event *e) {
    static const int share[CATEGORIES] = {970, 955, 550, 930, 400, 450, 700, 750, 750, 900, 930, 550};
    static const int latest[CATEGORIES] = {3, 2, 20, 7, 30, 30, 7, 7, 7, 7, 7, 7};
    struct rng r = stream(3, (uint64_t)e->no);
    int64_t start = e->started / DAY * DAY;
    if (e->category == SPECIAL && hit(&r, 400))
        go(e->no, start + (e->planned - e->started) / DAY / 2 * DAY + 36000 + below(&r, 5 * DAY), VISIT_MID);
    if (e->finished == NEVER || !hit(&r, share[e->category])) return;
    int64_t at = e->finished + 1800 + below(&r, latest[e->category] * DAY);
    if (hit(&r, 60)) at += DAY * (1 + below(&r, 9));
    if (hit(&r, 10) && e->finished - e->accepted > 2 * DAY) at = e->finished - DAY;
    if (hit(&r, 60)) go(e->no, at, VISIT_VAIN), at += 7200;
    go(e->no, at, e->category == SPECIAL ? VISIT_END : VISIT_FIRST);
    if (e->again && hit(&r, 850)) go(e->no, e->finished + DAY * (31 + below(&r, 28)), VISIT_SECOND);
    if (hit(&r, 5)) go(0, e->accepted + 3600, VISIT_ROUND);
}

static const char visit_head[] = "visit_id,event_id,customer_id,site,department,category,stage,visited_at,phase,method,"
                                 "visitor,visitor_role,signed,outcome,"
                                 "satisfaction,product_satisfaction,service_satisfaction,issue_raised,raised_event_id,"
                                 "opinion,suggestion,promised_at,replied_at,"
                                 "reported_at,reviewed_by,reviewed_at,review_note,filed_at\n";

static const char *stage_of(int kind, int category) {
    static const char *const first[CATEGORIES] = {"complaint", "repair",   "special_end", "first_aid",
                                                  "activity",  "activity", "other",       "other",
                                                  "other",     "other",    "other",       ""};
    switch (kind) {
    case VISIT_SECOND: return "repair2";
    case VISIT_MID: return "special_mid";
    case VISIT_END: return "special_end";
    default: return first[category];
    }
}

/* Area manager alone; for a complaint with someone of the department; the director where it is major. */
static void visitors(struct out *o, struct rng *r, const struct event *e) {
    int first = 1 + e->site * (STAFF / SITES), manager = first + 2 + below(r, 4), other = first + 6 + below(r, 9);
    bool joint = e->category == COMPLAINT && !hit(r, 60);
    code(o, 'S', manager, 3);
    if (joint) {
        text(o, ";S");
        digits(o, other, 3);
    }
    field(o, joint ? "area_manager;repairer" : "area_manager");
}

static void visit_row(struct out *o, const struct visit *v, bool may_be_bad) {
    int64_t no = ++visits_written;
    struct rng r = stream(4, (uint64_t)(v->event ? v->event * 8 + v->kind : -v->at));
    struct event e = v->event ? event_of(v->event) : (struct event){.category = OPINION, .site = (int)(v->at % SITES)};
    int bad = may_be_bad && no % 100 == 31 ? 1 + (int)(no / 100 % 4) : 0;
    int method = below(&r, COUNT(methods));
    bool onsite = method < 3, vain = v->kind == VISIT_VAIN, raised = !vain && hit(&r, 40),
         failed = !vain && hit(&r, 35);
    int level = failed ? 1 + below(&r, 3) : 3 + below(&r, 3);
    code(o, 'V', no, 8);
    if (v->event) code(o, 'E', v->event, 8);
    else field(o, "");
    if (v->event > 1 && hit(&r, 3)) {
        text(o, ";E");
        digits(o, v->event - 1, 8);
    }
    if (v->event && !e.anonymous) code(o, 'C', e.customer, 7);
    else field(o, "");
    field(o, sites[e.site]);
    field(o, departments[e.department]);
    field(o, categories[e.category]);
    maybe(o, v->event && hit(&r, 500), stage_of(v->kind, e.category));
    if (bad == 2) field(o, "上周五");
    else at_time(o, bad == 3 ? NEVER : v->at);
    field(o, "after");
    field(o, bad == 1 ? "pigeon" : vain ? "phone" : methods[method]);
    visitors(o, &r, &e);
    field(o, onsite && !vain && hit(&r, 960) ? "1" : "0");
    field(o, vain ? "unreachable" : failed ? "fail" : "pass");
    for (int i = 0; i < 3; i++) {
        if (vain || hit(&r, 150)) field(o, "");
        else number(o, level);
    }
    field(o, raised ? "1" : "0");
    if (raised && v->event && hit(&r, 600)) code(o, 'E', v->event + 1 + below(&r, 500), 8);
    else field(o, "");
    const char *opinion = said[below(&r, COUNT(said))], *wish = wishes[below(&r, COUNT(wishes))];
    maybe(o, !vain && hit(&r, 500), opinion);
    maybe(o, !vain && hit(&r, 60), wish);
    at_time(o, raised ? v->at + DAY : NEVER);
    at_time(o, raised && hit(&r, 900) ? v->at + DAY - 7200 + below(&r, 9000) : NEVER);
    at_time(o, (raised || failed) && hit(&r, 850) ? v->at + 600 + below(&r, 3000) : NEVER);
    bool reviewed = hit(&r, 970);
    if (reviewed) code(o, 'S', 2 + e.site * (STAFF / SITES), 3);
    else field(o, "");
    at_time(o, reviewed ? v->at + DAY : NEVER);
    maybe(o, reviewed, reviews[below(&r, COUNT(reviews))]);
    at_day(o, hit(&r, 985) ? v->at + below(&r, 9 * DAY) : NEVER);
    if (bad == 4) field(o, "多出一列");
    row_end(o);
}

static int by_time(const void *x, const void *y) {
    const struct visit *a = x, *b = y;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    if (a->event != b->event) return a->event < b->event ? -1 : 1;
    return a->kind - b->kind;
}

static void flush_day(struct out *o, int64_t day, bool may_be_bad) {
    struct bucket *b = &window[day % AHEAD];
    if (b->n) qsort(b->v, b->n, sizeof *b->v, by_time);
    for (size_t i = 0; i < b->n; i++) visit_row(o, &b->v[i], may_be_bad);
    b->n = 0;
}

/* ---- the small logs ---- */

static void write_staff(const char *dir) {
    static const char *const roles[STAFF / SITES] = {
        "director",     "director_assistant", "area_manager", "area_manager", "area_manager",
        "area_manager", "receptionist",       "receptionist", "repairer",     "repairer",
        "repairer",     "repairer",           "repairer",     "repairer",     "repairer"};
    struct out *o = out_open(dir, "logs", "staff.csv", "staff,name,role,department,site,joined_on,left_on\n");
    for (int i = 0; i < STAFF; i++) {
        int post = i % (STAFF / SITES);
        code(o, 'S', i + 1, 3);
        comma(o);
        text(o, names[i % COUNT(names)]);
        digits(o, i + 1, 1);
        field(o, roles[post]);
        field(o, departments[post < 8 ? 0 : post < 11 ? 1 : post - 9]);
        field(o, sites[i / (STAFF / SITES)]);
        field(o, "2020-03-01");
        field(o, "");
        row_end(o);
    }
    out_close(o);
}

static void write_exposure(const char *dir) {
    struct out *o = out_open(dir, "logs", "exposure.csv", "site,from,households,customers,area\n");
    for (int i = 0; i < SITES; i++) {
        field(o, sites[i]);
        field(o, "2024-11-01");
        number(o, customers / SITES + i);
        number(o, customers / SITES + i);
        number(o, 100 * (customers / SITES + i));
        row_end(o);
    }
    out_close(o);
}

/* ---- */

/* Events that finish on the day after the two years were open in the log so far; now they come complete. Of those
 * still open then, the latest accepted ones finish last, so looking back 90 days finds all. */
static int64_t write_finished(struct out *o, int64_t until) {
    int64_t first = total - total * 90 / DAYS, n = 0;
    for (int64_t no = first > 1 ? first : 1; no <= total; no++) {
        struct event e = event_of(no);
        if (e.finished < until - DAY || e.finished >= until) continue;
        event_row(o, &e, until, false);
        n++;
    }
    return n;
}

int main(int argc, char **argv) {
    total = argc == 3 ? atoll(argv[1]) : 0;
    if (total < 1000 || total > 90000000) {
        fputs("usage: generate EVENTS OUTDIR   (1000 … 90000000 events)\n", stderr);
        return 64;
    }
    const char *dir = argv[2];
    customers = total / 12 > 500 ? total / 12 : 500;
    int32_t first = civil_day(2024, 11, 1);
    for (int i = 0; i < COUNT(day_text); i++) {
        char t[MOMENT_TEXT];
        memcpy(day_text[i], civil_day_text(first + i, t), 11);
    }
    struct out *ev = out_open(dir, "logs", "events-2026-10-31.csv", event_head);
    struct out *vi = out_open(dir, "logs", "visits-2026-10-31.csv", visit_head);
    int64_t end = (int64_t)DAYS * DAY, day = 0;
    for (int64_t no = 1; no <= total; no++) {
        struct event e = event_of(no);
        for (; day < e.accepted / DAY; day++) flush_day(vi, day, true);
        event_row(ev, &e, end, true);
        plan_visits(&e);
    }
    for (; day < DAYS; day++) flush_day(vi, day, true);
    int64_t visits = visits_written;
    out_close(ev);
    out_close(vi);

    ev = out_open(dir, "more", "events-2026-11-01.csv", event_head);
    vi = out_open(dir, "more", "visits-2026-11-01.csv", visit_head);
    int64_t finished = write_finished(ev, end + DAY), more = total / DAYS;
    for (int64_t no = total + 1; no <= total + more; no++) {
        struct event e = event_of(no);
        event_row(ev, &e, end + DAY, true);
        plan_visits(&e);
    }
    flush_day(vi, DAYS, true);
    out_close(ev);
    out_close(vi);
    write_staff(dir);
    write_exposure(dir);
    for (int i = 0; i < AHEAD; i++) mem_free(window[i].v);
    printf("events %lld visits %lld; the day after: %lld new events, %lld finished, %lld visits\n", (long long)total,
           (long long)visits, (long long)more, (long long)finished, (long long)(visits_written - visits));
    return 0;
}
