/* A hospital and a group of two (hospital, hospital-group), a member club (member-club), a health-product company
 * (health-product): one full-time caller, no visits on holidays, steps of the call as answers, monthly spot checks. */
#include "sample-data/org.h"

/* ---- hospital, hospital-group ---- */

static const struct org_post hospital_posts[] = {
    {"专职回访员=visitor", "客服部", 1}, {"客服经理=service_manager", "客服部", 1}, {"主治医师", "内科", 2}, {"护士长",
    "外科", 1}, {NULL, NULL, 0}};

static const struct org_matter hospital_matters[] = {
    {"inpatient", "阑尾手术", "外科", "腹腔镜阑尾切除术后"}, {"inpatient", "肺炎", "内科", "社区获得性肺炎治疗后"},
    {"inpatient", "顺产", "妇产科", "顺产三天出院"},         {"inpatient", "骨折", "骨科", "桡骨骨折复位固定"},
    {"special", "糖尿病", "内分泌专科", "首次建档"},         {"special", "不孕不育", "生殖专科", "首次咨询"},
    {"special", "颈椎病", "疼痛专科", "首次理疗评估"},       {"basic", "感冒", "全科", "发热两天"},
    {"basic", "体检异常", "全科", "转氨酶偏高"},             {"basic", "皮疹", "皮肤科", "过敏待查"},
    {NULL, NULL, NULL, NULL}};

/* A call by the rules: in hours, no day off, the steps of the call asked with few gaps. */
#define CALL(days, hours)                                                                                              \
    "visited_at=@" days " " hours " w|method=<电话:88/短信:8/信函:4>|visitor={专职回访员}|visitor_role=专职回访员"     \
    "|outcome=<合格:90/不合格:5/未联系上:5>|satisfaction?outcome:合格%96=<5:4/4:5/3:1>"                                \
    "|satisfaction?outcome:不合格=<2:2/1:1>"                                                                           \
    "|opinion%92=<恢复良好/还有些乏力/饮食正常，睡眠一般/医生很耐心/排队时间偏长>"                                     \
    "|suggestion%8=<希望复诊能网上预约/食堂菜可再清淡些>"
#define FLOW(recovery)                                                                                                 \
    ">>answers 97%|item=康复情况|value=" recovery "\n"                                                                 \
    ">>answers 94%|item=健康宣教|value=<已宣教:9/客户表示已了解:1>\n"                                                  \
    ">>answers 90%|item=信息介绍|value=<复诊安排/用药咨询电话/健康讲座>\n"                                             \
    ">>answers 60%|item=心理支持|value=已安抚\n"
#define NEEDS                                                                                                          \
    ">>findings 8%|kind=特殊|raised_at=$visited_at|department=$department|reported_at%85=@visited_at+10m..3h"          \
    "|replied_at?reported_at%80=@reported_at+2h..2d|handled_at=$replied_at|outcome?replied_at=医生已电话指导"          \
    "|content=<术后伤口渗液/情绪紧张睡不着/血糖波动大>\n"                                                              \
    ">>findings 7%|kind=求助|raised_at=$visited_at|department=客服部|outcome%75=<已办理/不属本院业务，已说明>"         \
    "|content=<想改约专家号/咨询医保报销/借轮椅>\n"                                                                    \
    ">>findings 70% ?outcome:不合格|kind=问题|raised_at=$visited_at|department=$department"                            \
    "|content=<护士换药疼/收费单看不懂>\n"

#define HOSPITAL_SCRIPTS                                                                                               \
    {ORG_RANDOM, 9, "ZY",                                                                                              \
     "events|category=住院|matter=inpatient|finished_at%96=@accepted_at+3d..11d 09:00..11:30|follow_up_needed%12=是\n" \
     ">visits 90%|" CALL("finished_at+7d..14d", "10:00..11:55") "\n" FLOW("<恢复良好:6/基本恢复:3/恢复较慢:1>") NEEDS  \
     ">visits 60% ?follow_up_needed:是|" CALL("visited_at+7d..10d", "15:05..16:55") "\n"                               \
     FLOW("<恢复良好:8/恢复较慢:2>")},                                                                                 \
    {ORG_RANDOM, 6, "ZK",                                                                                              \
     "events|category=专科初诊|matter=special|issue%8=流失|follow_up_needed%10=是\n"                                   \
     ">visits 88%|" CALL("accepted_at+7d..13d", "15:00..16:55") "\n" FLOW("<按时用药:7/症状减轻:3>") NEEDS},           \
    {ORG_RANDOM, 6, "JC",                                                                                              \
     "events|category=基础初诊|matter=basic\n"                                                                         \
     ">visits 86%|" CALL("accepted_at+10d..17d", "10:00..11:55") "\n" FLOW("<已痊愈:8/还在服药:2>") NEEDS},            \
    {ORG_MONTHLY, 1, NULL,                                                                                             \
     "checks x3|kind=录音抽查|at=@start+8d..26d 14:00..16:30 w|checker={客服经理}|staff={专职回访员}"                  \
     "|subject=<问候用语/语气/结束语>"                                                                                 \
     "|passed=<√:8/否:2>|score=<95/90/85/70>\n"                                                                        \
     "checks 85%|kind=回访率抽查|at=@next-3d 15:00|checker={客服经理}|staff={专职回访员}|subject=$month"               \
     "|passed=<√:7/否:3>\n"                                                                                            \
     "submissions ?!month:2026-07|report=月度总结|period=$month|step=上报|by={客服经理}|to=院级领导"                   \
     "|at=@next+1d..9d 09:00..17:00 w\n"},                                                                             \
    {ORG_QUARTERLY, 1, NULL,                                                                                           \
     "submissions|report=季度总结|period=$quarter|step=上报|by={客服经理}|to=院级领导"                                 \
     "|at=@next+4d..12d 09:00..17:00 w\n"},                                                                            \
    {ORG_RANDOM, 0, NULL, NULL}

#define EARLY(no, customer, end) "events|event_id=ZY2026-" no "|category=住院|matter=inpatient"                        \
    "|customer=" customer "|finished_at=@" end "\n"
#define CALLED(t, how) ">visits|visited_at=@" t "|method=" how "|outcome=合格|satisfaction=满意|opinion=恢复良好"
#define STAFF "|visitor={专职回访员}|visitor_role=专职回访员\n"

#define HOSPITAL_STORIES                                                                                               \
    {"出院不足七天就回访（早）；正好第七天", "2026-09-01 09:00",                                                       \
     EARLY("901", "1", "2026-09-04 10:00") CALLED("2026-09-09 10:20", "电话") STAFF                                    \
     EARLY("902", "2", "2026-09-04 10:00") CALLED("2026-09-11 10:20", "电话") STAFF},                                  \
    {"第七天是国庆假期：顺延到十月八日；假日里打了电话", "2026-09-20 09:00",                                           \
     EARLY("903", "3", "2026-09-24 10:00") CALLED("2026-10-08 10:00", "电话") STAFF                                    \
     EARLY("904", "4", "2026-09-25 10:00") CALLED("2026-10-02 10:30", "电话") STAFF},                                  \
    {"时段：十二点整在内，十二点零一分在外；中午打的；短信不限时段", "2026-09-07 09:00",                               \
     EARLY("905", "5", "2026-09-10 10:00") CALLED("2026-09-18 12:00", "电话") STAFF                                    \
     EARLY("906", "6", "2026-09-10 10:00") CALLED("2026-09-18 12:01", "电话") STAFF                                    \
     EARLY("907", "7", "2026-09-10 10:00") CALLED("2026-09-21 13:10", "电话") STAFF                                    \
     EARLY("908", "8", "2026-09-10 10:00") CALLED("2026-09-21 13:20", "短信") STAFF},                                  \
    {"别人代打；方式不在规定内；没有回访", "2026-09-10 09:00",                                                         \
     EARLY("909", "9", "2026-09-12 10:00") CALLED("2026-09-22 10:10", "电话") "|visitor={护士长}"                      \
     "|visitor_role=护士长\n"                                                                                          \
     EARLY("910", "10", "2026-09-12 10:00") CALLED("2026-09-22 10:40", "上门") STAFF                                   \
     EARLY("911", "11", "2026-09-12 10:00")},                                                                          \
    {"流失病人：不回访；特殊情况没有反馈医生；不满意没有登记", "2026-09-14 09:00",                                     \
     "events|event_id=ZK2026-901|category=专科初诊|customer=12|issue=流失|department=疼痛专科\n"                       \
     EARLY("912", "13", "2026-09-16 10:00") CALLED("2026-09-24 10:10", "电话") STAFF                                   \
     ">>findings|kind=特殊|raised_at=$visited_at|content=术后低热两天\n"                                               \
     EARLY("913", "14", "2026-09-16 10:00")                                                                            \
     ">visits|visited_at=@2026-09-24 10:30|method=电话|outcome=不合格|satisfaction=不满意|opinion=等床位等了半天"      \
     STAFF                                                                                                             \
     "events|event_id=ZK2026-902|category=专科初诊|matter=special|customer=15|follow_up_needed=是\n"                   \
     CALLED("2026-09-23 15:30", "电话") STAFF},                                                                       \
    {"拒收：满意度写法不在表内", "2026-10-12 09:00",                                                                   \
     "visits|visit_id=HF2026-991|event_id=ZY2026-911|visited_at=@2026-10-13 10:00|method=电话|satisfaction=挺好"       \
     STAFF},                                                                                                           \
    {NULL, NULL, NULL}

static const struct org_script hospital_scripts[] = {HOSPITAL_SCRIPTS};
static const struct org_story hospital_stories[] = {HOSPITAL_STORIES};

#define FLOW_ITEMS "item: {康复情况: recovery, 健康宣教: education, 信息介绍: information, 心理支持: support}\n"
#define SUMMARIES "report: {月度总结: monthly_summary, 季度总结: quarterly_summary}\n"

static const struct org_log hospital_logs[] = {
    {"events", "出院登记-%Y", "住院=inpatient",
     "住院号!event_id,病案号!customer_id,姓名!customer_name,联系电话:phone,院区!site,科室!department,病种!issue,"
     "受理时间:accepted_at,"
     "出院时间:finished_at,需再次回访:follow_up_needed,描述:description",
     NULL, &org_gbk_slash},
    {"events", "专科初诊-%Y", "专科初诊=outpatient_special", NULL, "issue: {流失: lost}\n", NULL},
    {"events", "基础科室初诊-%Y", "基础初诊=outpatient_basic", NULL, NULL, NULL},
    {"visits", "电话回访-%Y-%m", NULL, NULL, NULL, NULL},
    {"answers", "回访流程项", NULL, NULL, FLOW_ITEMS, NULL},
    {"findings", "回访反馈", NULL, NULL, "kind: {特殊: special, 求助: help}\n", NULL},
    {"submissions", "总结上报", NULL, NULL, SUMMARIES, NULL},
    {0}};

const struct org org_hospital = {
    .id = "hospital", .name = "康宁医院", .policy = "hospital", .about = "a hospital on one site, judged by hospital.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"本部"}, .customer_prefix = "KN",
    .customer_types = "病人:10",
    .customers = 200, .style = {"UTF-8", true, false, false, LOG_ISO}, .posts = hospital_posts,
    .matters = hospital_matters,
    .scripts = hospital_scripts, .stories = hospital_stories, .logs = hospital_logs};

const struct org org_hospital_group = {
    .id = "hospital-group", .name = "康宁医疗集团", .policy = "hospital-group", .about = "a group with two sites,"
    " judged by hospital-group.",
    .first_year = 2026, .first_month = 3, .months = 8, .sites = {"城南院区", "城北院区"}, .customer_prefix = "KJ",
    .customer_types = "病人:10",
    .customers = 180, .style = {"UTF-8", true, true, true, LOG_CHINESE}, .posts = hospital_posts,
    .matters = hospital_matters,
    .scripts = hospital_scripts, .stories = hospital_stories, .logs = hospital_logs};

/* ---- health-product ---- */

static const struct org_post health_posts[] = {
    {"专职回访员=visitor", "客服部", 0}, {"客服经理=service_manager", "客服部", 0}, {"健康顾问", "销售部", 3}, {NULL,
    NULL, 0}};

static const struct org_matter health_matters[] = {
    {"product_user", "益生菌", "客服部", "首次服用益生菌冲剂"}, {"product_user", "钙片", "客服部", "首次服用液体钙"},
    {"product_user", "鱼油", "客服部", "首次服用鱼油软胶囊"},   {"hotline", "价格", "销售部", "来电询问疗程价格"},
    {"hotline", "成分", "销售部", "来电询问成分和禁忌"},       {"contact", "展会", "销售部", "展会留下名片"},
    {"contact", "销售反馈", "销售部", "健康顾问转来的客户"},    {NULL, NULL, NULL, NULL}};

static const struct org_script health_scripts[] = {
    {ORG_RANDOM, 9, "FY",
     "events|category=已服用产品|matter=product_user|started_at=@accepted_at+0d..3d|follow_up_needed%12=是\n"
     ">visits 91%|" CALL("started_at+7d..14d", "09:00..19:30") "\n" FLOW("<睡眠改善:5/无明显变化:4/略有不适:1>")
     ">>findings 9%|kind=不良反应|class=<严重呕吐/排气较多/低烧/其他>|raised_at=$visited_at|department=客服部"
     "|reported_at%82=@visited_at+10m..20h|replied_at?reported_at%80=@reported_at+3h..2d"
     "|content=服用后不适，已请暂停服用\n"
     ">>findings 8%|kind=求助|raised_at=$visited_at|outcome%75=<已寄说明书/不能退开封品，已解释>"
     "|content=<想要换规格/咨询退货>\n"
     ">visits 55% ?follow_up_needed:是|" CALL("visited_at+7d..12d", "09:00..19:30") "\n"
     FLOW("<睡眠改善:8/无明显变化:2>")},
    {ORG_RANDOM, 7, "RX",
     "events|category=热线来电|matter=hotline|channel=电话\n"
     ">visits 88%|" CALL("accepted_at+7d..12d", "09:00..19:30") "\n" FLOW("<未服用:10>")},
    {ORG_RANDOM, 5, "LX",
     "events|category=联系人|matter=contact|channel=<展会:6/销售反馈:4>\n"
     ">visits 84%|" CALL("accepted_at+1d..40d", "09:00..19:30") "\n" FLOW("<未服用:10>")},
    {ORG_MONTHLY, 1, NULL,
     "checks x3 95%|kind=记录抽查|at=@start+8d..26d 14:00..16:30 w|checker={客服经理}|staff={专职回访员}"
     "|subject=回访记录|passed=<√:8/否:2>\n"
     "checks 80%|kind=回访率抽查|at=@next-3d 15:00|checker={客服经理}|staff={专职回访员}|subject=$month"
     "|passed=<√:7/否:3>\n"
     "submissions 92%|report=月度总结|period=$month|step=上报|by={客服经理}|to=公司领导"
     "|at=@next+1d..9d 09:00..17:00 w\n"},
    {ORG_QUARTERLY, 1, NULL,
     "submissions|report=季度总结|period=$quarter|step=上报|by={客服经理}|to=公司领导"
     "|at=@next+4d..12d 09:00..17:00 w\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define DOSE(no, customer, day) "events|event_id=FY2026-" no "|category=已服用产品|matter=product_user"                \
    "|customer=" customer "|started_at=@" day "\n"

static const struct org_story health_stories[] = {
    {"服用第五天就回访（早）；第七天；中秋假期里回访", "2026-09-10 09:00",
     DOSE("901", "1", "2026-09-10") CALLED("2026-09-15 14:00", "电话") STAFF
     DOSE("902", "2", "2026-09-10") CALLED("2026-09-17 14:00", "电话") STAFF
     DOSE("903", "3", "2026-09-12") CALLED("2026-09-26 10:00", "电话") STAFF},
    {"不良反应没有反馈；求助没有答复；方式不在规定内；健康顾问代打；没有回访", "2026-09-14 09:00",
     DOSE("904", "4", "2026-09-14") CALLED("2026-09-22 14:00", "电话") STAFF
     ">>findings|kind=不良反应|class=严重呕吐|raised_at=$visited_at|department=客服部|content=第二天起呕吐\n"
     ">>findings|kind=求助|raised_at=$visited_at|content=想问能否与降压药同服\n"
     DOSE("905", "5", "2026-09-14") CALLED("2026-09-22 14:30", "在线") STAFF
     DOSE("906", "6", "2026-09-14") CALLED("2026-09-22 15:00", "电话") "|visitor={健康顾问}|visitor_role=健康顾问\n"
     DOSE("907", "7", "2026-09-14")},
    {"需再跟踪，只回访了一次；来电后成为用户：两个类别各一次", "2026-08-11 09:00",
     "events|event_id=FY2026-908|category=已服用产品|matter=product_user|customer=8|follow_up_needed=是"
     "|started_at=@2026-08-12\n"
     CALLED("2026-08-20 14:00", "电话") STAFF
     "events|event_id=RX2026-901|category=热线来电|matter=hotline|customer=9\n"
     CALLED("2026-08-19 14:00", "电话") STAFF DOSE("909", "9", "2026-08-25") CALLED("2026-09-02 14:00", "短信") STAFF},
    {"拒收：受理时间为空", "2026-10-12 09:00", "events|event_id=RX2026-991|category=热线来电|matter=hotline"
    "|accepted_at=-\n"},
    {NULL, NULL, NULL}};

static const struct org_log health_logs[] = {
    {"events", "客户登记-%Y", NULL, NULL, "category: {已服用产品: product_user}\n", NULL},
    {"visits", "电话回访-%Y-%m", NULL, NULL, NULL, &org_gbk_iso},
    {"answers", "回访流程项", NULL, NULL, FLOW_ITEMS, NULL},
    {"findings", "回访反馈", NULL, NULL, "kind: {求助: help}\n", NULL},
    {"submissions", "总结上报", NULL, NULL, SUMMARIES, NULL},
    {0}};

const struct org org_health_product = {
    .id = "health-product", .name = "百益健康产品公司", .policy = "health-product",
    .about = "a maker of health products, judged by health-product.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"本公司"}, .customer_prefix = "BY",
    .customer_types = "客户:10",
    .customers = 160, .style = {"UTF-8", true, false, false, LOG_SLASH}, .posts = health_posts,
    .matters = health_matters,
    .scripts = health_scripts, .stories = health_stories, .logs = health_logs};

/* ---- member-club ---- */

static const struct org_post club_posts[] = {
    {"专职回访员=visitor", "客服部", 0}, {"部门负责人=department_head", "教学部", 0}, {"课程老师", "教学部", 3}, {NULL,
    NULL, 0}};

static const struct org_matter club_matters[] = {
    {"dormant", "沉睡", "客服部", "两个月没有到店"},       {"active", "音乐课", "教学部", "完成一周音乐课"},
    {"active", "体能课", "教学部", "完成一周体能课"},       {"active", "亲子活动", "教学部", "参加周末亲子活动"},
    {"graduated", "毕业", "教学部", "完成全部课程，毕业"}, {NULL, NULL, NULL, NULL}};

#define MEET(when, how)                                                                                                \
    "visited_at=@" when " 10:00..19:30|method=" how "|visitor={专职回访员}|visitor_role=专职回访员"                    \
    "|outcome=<合格:9/未联系上:1>"                                                                                     \
    "|satisfaction?outcome:合格%92=<5:4/4:4/3:1/2:1>"                                                                  \
    "|opinion%93=<孩子很喜欢/老师换得勤/时间不合适/希望有周末班/已告知新课程>"
#define MEMBER(state)                                                                                                  \
    ">>answers 96%|item=目前状态|value=" state "\n>>answers 90%|item=课程需求"                                         \
    "|value=<暂无/想学围棋/想学英语绘本/周末班>\n"                                                                     \
    ">>answers 25%|item=礼品|value=<有/无>\n>>answers ?method:上门|item=征求同意|value=<同意:9/未征求:1>\n"        \
    ">>answers 90% ?method:上门|item=约定时间|value=已约\n"                                                            \
    ">>findings 12%|kind=需求|raised_at=$visited_at|department=教学部|reported_at%85=@visited_at+10m..30h"             \
    "|handled_at?reported_at%70=@reported_at+1d..6d|content=<想转学围棋/二宝也想试听/朋友想一起来>\n"                  \
    ">>findings 8%|kind=问题|class=<课程/其他>|raised_at=$visited_at|department=教学部"                                \
    "|handled_at%70=@visited_at+1d..9d"                                                                                \
    "|content=<教室空调冷/停车难/调课通知晚>\n"                                                                       \
    ">>visits 85% ?method:上门|visited_at=@visited_at-1d|method=电话|visitor={专职回访员}|visitor_role=专职回访员"     \
    "|outcome=合格|opinion=同意上门，时间已约\n"

static const struct org_script club_scripts[] = {
    {ORG_RANDOM, 3, "CS", /* a spell of dormancy; called each month of it, but for gaps */
     "events|category=沉睡会员|matter=dormant|finished_at%60=@accepted_at+25d..150d 15:00\n"
     ">visits x4 88%|" MEET("turn+3d..18d", "<电话:9/上门:1>") "\n"
     ">>answers 90%|item=沉睡原因|value=<人员变动/宝宝变动/地址变动/其他/不了解课程/不了解活动/不了解公司>\n"
     MEMBER("<沉睡:8/有意回课:2>")},
    {ORG_RANDOM, 14, "HY",
     "events|category=活跃会员|matter=active|started_at=@accepted_at+0d|finished_at=@accepted_at+6d 17:00\n"
     ">visits 93%|" MEET("finished_at+0d..8d", "<电话:92/上门:6/短信:2>") "\n>>answers 93%|item=课程效果"
     "|value=<明显/一般/说不好>\n" MEMBER("活跃")},
    {ORG_RANDOM, 2, "BY",
     "events|category=毕业会员|matter=graduated|finished_at=@accepted_at+1d 17:00\n"
     ">visits 88%|" MEET("finished_at+2d..30d", "<电话:8/上门:2>") "\n" MEMBER("毕业")},
    {ORG_MONTHLY, 1, NULL,
     "submissions 92%|report=月度总结|period=$month|step=上报|by={部门负责人}|to=公司领导"
     "|at=@next+1d..9d 09:00..17:00 w\n"},
    {ORG_QUARTERLY, 1, NULL,
     "submissions|report=季度总结|period=$quarter|step=上报|by={部门负责人}|to=公司领导"
     "|at=@next+4d..12d 09:00..17:00 w\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define CLASS(no, customer) "events|event_id=HY2026-" no "|category=活跃会员|matter=active"                            \
    "|customer=" customer "|finished_at=@accepted_at+6d 17:00\n"

static const struct org_story club_stories[] = {
    {"上门前没有征求同意、没有预约；课程老师代访；发了短信；没有回访", "2026-09-07 10:00",
     CLASS("901", "1") CALLED("2026-09-15 16:00", "上门") STAFF ">>answers|item=目前状态|value=活跃\n"
     CLASS("902", "2") CALLED("2026-09-15 16:30", "电话") "|visitor={课程老师}|visitor_role=课程老师\n"
     CLASS("903", "3") CALLED("2026-09-15 17:00", "短信") STAFF CLASS("904", "4")},
    {"沉睡三个月：第二个月没有回访，十月醒来；一直沉睡没有回访", "2026-07-06 10:00",
     "events|event_id=CS2026-901|category=沉睡会员|matter=dormant|customer=5|finished_at=@2026-10-12 16:00\n"
     CALLED("2026-07-20 16:00", "电话") STAFF CALLED("2026-09-18 16:00", "电话") STAFF CALLED("2026-10-09 16:00",
     "电话") STAFF
     "events|event_id=CS2026-902|category=沉睡会员|matter=dormant|customer=6\n"},
    {"潜在需求没有告知负责人；一次回访对应两件", "2026-08-17 10:00",
     CLASS("905", "7") CALLED("2026-08-25 16:00", "电话") STAFF ">>findings|kind=需求|raised_at=$visited_at"
     "|content=想学游泳\n"
     CLASS("906", "8") CLASS("907", "8")
     "visits|event_id=HY2026-906;HY2026-907|visited_at=@2026-08-26 11:00|method=电话|outcome=合格|satisfaction=非常满意"
     "|opinion=两门课都好" STAFF},
    {"拒收：方式写法不在表内", "2026-10-12 09:00",
     "visits|visit_id=HF2026-991|event_id=HY2026-904|visited_at=@2026-10-13 10:00|method=托老师带话" STAFF},
    {NULL, NULL, NULL}};

static const struct org_log club_logs[] = {
    {"events", "会员台账-%Y", NULL, NULL,
     "category: {沉睡会员: member_dormant, 活跃会员: member_active, 毕业会员: member_graduated}\n", NULL},
    {"visits", "会员回访-%Y-%m", NULL, NULL, NULL, NULL},
    {"answers", "回访内容", NULL, NULL,
     "item: {目前状态: state, 课程需求: needs, 礼品: gift, 征求同意: consent, 约定时间: appointment, 沉睡原因: reason,"
     " 课程效果: effect}\n", NULL},
    {"submissions", "总结上报", NULL, NULL, SUMMARIES, NULL},
    {0}};

const struct org org_member_club = {
    .id = "member-club", .name = "小橡树会员俱乐部", .policy = "member-club",
    .about = "a club for parents and children, judged by member-club.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"河东店", "河西店"}, .customer_prefix = "XS",
    .customer_types = "会员:10",
    .customers = 120, .style = {"UTF-8", true, false, false, LOG_ISO}, .posts = club_posts, .matters = club_matters,
    .scripts = club_scripts, .stories = club_stories, .logs = club_logs};
