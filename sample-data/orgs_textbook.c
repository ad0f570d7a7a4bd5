/* Five property companies, each under one text of the textbook: communication, reception, complaints, the guide to
 * visits and the regulation of visits. */
#include "sample-data/org.h"
#include "sample-data/orgs_estate.h"

static const struct org_matter estate_matters[] = {
    {"complaint", "噪音", "秩序部", "楼上深夜装修"},         {"complaint", "卫生", "保洁部", "垃圾桶满溢两天"},
    {"complaint", "停车", "秩序部", "车位被占，劝离不及时"}, {"complaint", "电梯故障", "工程部", "电梯反复停运"},
    {"complaint", "服务态度", "客户服务中心", "前台答复生硬"}, {"repair", "漏水", "工程部", "厨房角阀渗水"},
    {"repair", "电路跳闸", "工程部", "一开空调就跳闸"},      {"repair", "下水堵塞", "工程部", "地漏返味"},
    {"repair", "门锁", "工程部", "入户门锁舌卡住"},          {"consultation", "收费", "客户服务中心", "询问物业费计算"},
    {"consultation", "装修手续", "客户服务中心", "询问装修押金"}, {"consultation", "停车位", "客户服务中心",
    "询问车位租用"},
    {"suggestion", "照明", "客户服务中心", "巡视中业主反映路灯偏暗"}, {"suggestion", "健身器材", "客户服务中心",
    "巡视中业主希望增加器材"},
    {"special", "家政", "客户服务中心", "每周两次保洁"},     {"special", "绿植租摆", "绿化部", "办公室绿植租摆"},
    {NULL, NULL, NULL, NULL}};

#define LEVEL "|outcome=<合格:92/不合格:8>|satisfaction=<非常满意:3/满意:5/一般:2/不满意:1>"
#define HEAD_ORG(code, title, prefix)                                                                                  \
    .id = code, .policy = code, .name = title, .about = "an estate, judged by " code ".", .first_year = 2025,          \
    .first_month = 11, .months = 12, .homes = true, .customer_prefix = prefix, .customer_types = "业主:8/租户:2",      \
    .matters = estate_matters, .style = {"UTF-8", true, false, false, LOG_ISO}

/* ---- textbook-complaints ---- */

static const struct org_post complaints_posts[] = {
    {"经理=manager", "管理处", 0}, {"经理助理=assistant", "管理处", 0}, {"客户服务中心主管=supervisor", "客户服务中心",
    0}, {"接待员=receptionist", "客户服务中心", 3},
    {"总经理=general_manager", "总部", 0}, {"工程主管", "工程部", 0}, {"行政专员", "行政部", 0}, {NULL, NULL, 0}};

#define SHEET ">custody 96%|form_kind=住户投诉意见表|step=发放|at=@accepted_at+1m..6m|by={接待员}|to=$department"      \
    "|signed=√\n"
#define SENT(chance, delay)                                                                                            \
    ">steps " chance "|kind=派工|at=@accepted_at+" delay "|by={接待员}|to=$department\n"                               \
    ">>steps 94%|kind=签收|at=@at+1m..20m|by=$department|note=已领表\n"
#define BACK(delay)                                                                                                    \
    ">steps 95% ?finished_at|kind=表格收回|at=@finished_at+" delay "|by=$department|to={接待员}\n"                     \
    ">>custody 95%|form_kind=住户投诉意见表|step=交回|at=$at|by=$department|to={接待员}|signed=√\n"                    \
    ">>steps 93%|kind=通知|at=@at+10m..90m|by={接待员}|notified_by=<电话通知:7/上门告知:3>\n"
#define UPWARD(grade, delay)                                                                                           \
    ">steps ?severity:" grade "|kind=移交|at=@accepted_at+" delay "|by={接待员}|to={客户服务中心主管}\n"               \
    ">>steps|kind=移交|at=@at+10m..60m|by={客户服务中心主管}|to={经理}\n"

static const struct org_script complaints_scripts[] = {
    {ORG_RANDOM, 13, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:70/重要:20/重大:10>|validity=<有效:75/沟通性:17/无效:8>"
     "|channel=<电话:5/来访:3/来信:1/传真:1>|accepted_at=@start+0d 08:30..15:30|contacted_at=@accepted_at+1m..30m"
     "|planned_end_at%20=@accepted_at+3d 17:00|finished_at%96=@accepted_at+1d..6d 09:00..17:00"
     "|receiver={接待员}|fault%60=<公司:5/住户:3/其他:2>|loss%12=<80/350/1200>\n"
     SHEET SENT("92%", "3m..10m") SENT("or", "12m..3h") BACK("5m..3h") UPWARD("重要", "10m..4h") UPWARD("重大",
     "10m..2h")
     ">steps 92% ?severity:重大|kind=答复|at=@accepted_at+1d..3d 10:00..16:00|by={经理}\n"
     ">plans 86% ?finished_at|planned_on=@finished_at+2d..4d|visitor={接待员}|made_by={客户服务中心主管}"
     "|made_at=@finished_at+0d 17:30\n"
     ">actions 80% ?severity:重要|kind=纠正|opened_at=@accepted_at+1d 17:00|owner={工程主管}|department=$department"
     "|due_at=@opened_at+15d"
     "|done_at%85=@opened_at+5d..20d|description=<复查同类设备/调整班次/书面致歉>\n"
     ">actions 92% ?severity:重大|kind=预防|opened_at=@accepted_at+1d 17:00|owner={工程主管}|department=$department"
     "|due_at=@opened_at+20d"
     "|done_at%85=@opened_at+8d..24d|description=<全区排查/修订应急预案>\n"
     ">visits 80%|visited_at=@finished_at+1d..5d 18:00..20:00|method=<电话:7/上门:3>|visitor={接待员}"
     "|visitor_role=接待员" LEVEL "\n"},
    {ORG_RANDOM, 2, "QT",
     "events|category=其他投诉|issue=<邻里纠纷/市政施工>|channel=电话|finished_at=@accepted_at+1d..4d 09:00..17:00"
     "|description=已转社区\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions ?month:2026-05|report=投诉统计分析|period=$month|step=上报|by={客户服务中心主管}|to={经理助理}"
     "|at=@start+25d 10:00\n" /* late */
     "submissions or ?!month:2026-08|report=投诉统计分析|period=$month|step=上报|by={客户服务中心主管}|to={经理助理}"
     "|at=@start+21d..24d 09:00..16:00\n"
     ">submissions ?!month:2026-06|report=投诉统计分析|period=$month|step=审核|by={经理助理}|to=行政部|at=@at+3h\n"
     ">>submissions 92%|report=投诉统计分析|period=$month|step=阅知|by={行政专员}|at=@at+1d 10:00\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define GRIPE(no, customer, grade, end)                                                                                \
    "events|event_id=TS2026-" no "|category=投诉|matter=complaint"                                                     \
    "|customer=" customer "|severity=" grade "|validity=有效"                                                          \
    "|channel=来访|receiver={接待员}|finished_at=@" end "\n"
#define AGAIN(no, customer, issue, at)                                                                                 \
    "events|event_id=TS2026-" no "|category=投诉|customer=" customer "|severity=一般|validity=有效|issue=" issue       \
    "|department=工程部|channel=电话|accepted_at=" at "|receiver={接待员}|finished_at=@accepted_at+1d 10:00"           \
    "|description=" issue "，请彻底解决\n" SHEET
#define PREVENTED(how)                                                                                                      \
    ">actions|kind=预防|opened_at=@accepted_at+2d 17:00|owner={工程主管}|department=$department|due_at=@opened_at+20d" \
    "|done_at=@opened_at+15d 16:00|description=" how "\n"
static const struct org_story complaints_stories[] = {
    {"十分钟：第十分钟（按期）、第十一分钟（逾期）、没有派发、派发未签收", "2026-09-08 09:00",
     GRIPE("901", "1", "一般", "accepted_at+1d 15:00") SHEET ">steps|kind=派工|at=@accepted_at+10m|by={接待员}"
     "|to=工程部\n"
     ">>steps|kind=签收|at=@at+3m|by=工程部\n"
     GRIPE("902", "2", "一般", "accepted_at+1d 15:00") SHEET ">steps|kind=派工|at=@accepted_at+11m|by={接待员}"
     "|to=工程部\n"
     GRIPE("903", "3", "一般", "accepted_at+1d 15:00") SHEET},
    {"处理完毕次日才交表；交表后没有通报住户；没有投诉意见表", "2026-09-10 09:00",
     GRIPE("904", "4", "一般", "accepted_at+1d 15:00") SHEET SENT("100%", "4m..6m")
     ">steps|kind=表格收回|at=@finished_at+1d 09:00|by=工程部|to={接待员}\n"
     GRIPE("905", "5", "一般", "accepted_at+1d 15:00") SENT("100%", "4m..6m")},
    {"重大：次日才呈递经理；当天两次转呈；没有纠正措施；超时没有原因", "2026-09-14 09:00",
     GRIPE("906", "6", "重大", "accepted_at+2d 15:00") SHEET SENT("100%", "4m..6m")
     ">steps|kind=移交|at=@accepted_at+1d 09:00|by={接待员}|to={经理}\n"
     GRIPE("907", "7", "重大", "accepted_at+9d 15:00") SHEET SENT("100%", "4m..6m") UPWARD("重大", "20m..40m")
     ">steps|kind=超时|at=@accepted_at+8d 09:00|by={总经理}\n"
     GRIPE("908", "8", "重要", "accepted_at+9d 15:00") SHEET SENT("100%", "4m..6m")
     ">steps|kind=超时|at=@accepted_at+8d 09:00\n"},
    {"有效投诉一个月：八月三十一日受理，九月三十日办结（按期）；十月一日办结（逾期）；至今未办", "2026-08-31 09:00",
     GRIPE("909", "9", "一般", "2026-09-30 16:00") SHEET GRIPE("910", "10", "一般", "2026-10-01 09:00") SHEET
     "events|event_id=TS2026-911|category=投诉|matter=complaint|customer=11|severity=一般|validity=有效|channel=来信\n"
     SHEET},
    {"住户期限：按期；逾期", "2026-10-12 09:00",
     "events|event_id=TS2026-912|category=投诉|matter=complaint|customer=12|severity=一般|validity=有效|channel=电话"
     "|planned_end_at=@accepted_at+2d 17:00|finished_at=@accepted_at+2d 16:00\n" SHEET SENT("100%", "4m..6m")
     "events|event_id=TS2026-913|category=投诉|matter=complaint|customer=13|severity=一般|validity=有效|channel=电话"
     "|planned_end_at=@accepted_at+2d 17:00|finished_at=@accepted_at+3d 10:00\n" SHEET SENT("100%", "4m..6m")},
    {"没有分级；没有被投诉部门；同一问题第二次投诉", "2026-10-14 09:00",
     "events|event_id=TS2026-914|category=投诉|matter=complaint|customer=14|validity=有效|channel=传真"
     "|finished_at=@accepted_at+1d 10:00\n" SHEET
     "events|event_id=TS2026-915|category=投诉|customer=15|severity=一般|validity=有效|issue=噪音|channel=电话"
     "|finished_at=@accepted_at+1d 10:00"
     "|description=夜间施工\n" SHEET
     "events|event_id=TS2026-916|category=投诉|customer=15|severity=一般|validity=有效|issue=噪音|department=秩序部"
     "|channel=电话"
     "|accepted_at=@start+9d 10:00|finished_at=@accepted_at+1d 10:00|description=又在夜间施工\n" SHEET},
    {"工程主管受理未转；公司责任致人身伤害定为一般、定为重大；公司责任有损失定为一般；管理处经理助理上报统计", "2026-10-13 09:00",
     "events|event_id=TS2026-917|category=投诉|matter=complaint|customer=16|severity=一般|validity=有效|channel=来访"
     "|receiver={工程主管}|finished_at=@accepted_at+1d 10:00\n" SHEET
     "events|event_id=TS2026-918|category=投诉|matter=complaint|customer=17|severity=一般|validity=有效|channel=来访"
     "|receiver={接待员}|fault=公司|injury=是|finished_at=@accepted_at+1d 10:00\n" SHEET
     "events|event_id=TS2026-919|category=投诉|matter=complaint|customer=18|severity=重大|validity=有效|channel=来访"
     "|receiver={接待员}|fault=公司|injury=是|loss=20000|finished_at=@accepted_at+1d 10:00\n" SHEET
     UPWARD("重大", "20m..40m")
     "events|event_id=TS2026-920|category=投诉|matter=complaint|customer=19|severity=一般|validity=有效|channel=来访"
     "|receiver={接待员}|fault=公司|loss=8000.50|finished_at=@accepted_at+1d 10:00\n" SHEET},
    {"同一问题第二次投诉后定了预防措施，措施完成后又来投诉；另一住户的措施完成后没有再发生", "2026-08-05 09:00",
     AGAIN("921", "24", "漏水", "@start+0d 09:30") AGAIN("922", "24", "漏水", "@start+12d 10:00") PREVENTED("更换同批管件并复查")
     AGAIN("923", "24", "漏水", "@start+71d 15:00") AGAIN("924", "25", "噪音", "@start+1d 11:00")
     AGAIN("925", "25", "噪音", "@start+14d 14:00") PREVENTED("水泵加装减振垫")},
    {"拒收：时间不是日期", "2026-10-15 09:00",
     "events|event_id=TS2026-991|category=投诉|matter=complaint|severity=一般|accepted_at=十月中旬\n"},
    {NULL, NULL, NULL}};

static const struct org_log complaints_logs[] = {
    {"events", "住户投诉意见表-%Y", "投诉=complaint", NULL, NULL, NULL},
    {"events", "其他投诉", "其他投诉=other_complaint", NULL, NULL, &org_gbk_slash},
    {"steps", "投诉处置记录表-%Y", NULL, NULL, NULL, NULL},
    {"submissions", "统计上报", NULL, NULL, "report: {投诉统计分析: complaint_analysis}\n", NULL},
    {0}};

const struct org org_textbook_complaints = {
    HEAD_ORG("textbook-complaints", "嘉和花园客户服务中心", "JA"), .sites = {"嘉和花园"}, .customers = 130,
    .posts = complaints_posts,
    .scripts = complaints_scripts, .stories = complaints_stories, .logs = complaints_logs};

/* ---- textbook-reception ---- */

static const struct org_post reception_posts[] = {
    {"管理处经理=manager", "管理处", 0}, {"客服中心主管=service_supervisor", "客户服务中心", 0},
    {"客服中心领班=team_leader", "客户服务中心", 0}, {"接待员=receptionist", "客户服务中心", 3},
    {"维修工", "工程部", 3}, {NULL, NULL, 0}};

static const struct org_script reception_scripts[] = {
    {ORG_RANDOM, 5, "ZX",
     "events|category=咨询|matter=consultation|channel=<电话:4/来访:3/来信:3>|finished_at%96=@accepted_at+5m..30h\n"
     ">steps 94% ?channel:来信|kind=答复|at=@accepted_at+4h..60h|by=<{客服中心主管}:8/{管理处经理}:2>|note=书面回复\n"
     ">steps 80% ?channel:电话|kind=答复|at=@accepted_at+1m..5m|by={接待员}\n"
     ">steps or ?channel:电话|kind=移交|at=@accepted_at+5m|by={接待员}|to=工程部\n>>steps 80%|kind=答复|at=@at+2h..9h"
     "|by={客服中心主管}\n"
     ">steps 96% ?channel:来访|kind=答复|at=@accepted_at+1m..10m|by={接待员}\n"},
    {ORG_RANDOM, 8, "BX",
     "events|category=报修|matter=repair|channel=<电话:8/来访:2>|planned_end_at%92=@accepted_at+1d..2d 17:00"
     "|finished_at%96=@accepted_at+3h..60h\n"
     ">steps 96%|kind=派工|at=@accepted_at+2m..40m|by={接待员}|to={维修工}\n>assignments|role=维修工|staff={维修工#}\n"
     ">visits 78%|visited_at=@finished_at+1d..6d 18:00..20:00|method=<电话:7/上门:3>|visitor={接待员}"
     "|visitor_role=接待员" LEVEL "\n"
     ">>findings 10%|kind=问题|raised_at=$visited_at|department=工程部|reported_at=@visited_at+20m"
     "|handled_at%80=@visited_at+1d..5d"
     "|content=<还有滴水/墙面未补平>\n"},
    {ORG_RANDOM, 5, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:8/重要:2>|validity=<有效:6/沟通性:3/无效:1>"
     "|validity_kind?validity:沟通性=<求助/咨询/发泄>"
     "|content_class%95=<设备/服务态度/服务质量/突发事件>|channel=<电话:6/来访:4>|contacted_at=@accepted_at+5m..1h"
     "|planned_end_at%30=@accepted_at+3d 17:00|finished_at%94=@accepted_at+5h..5d\n"
     ">steps 92% ?validity:有效|kind=验证|at=@accepted_at+1d 10:00|by={客服中心主管}\n"
     ">steps 90% ?validity:无效|kind=答复|at=@accepted_at+1h..20h|by={接待员}\n"
     ">steps 12% ?validity:沟通性|kind=改级|at=@accepted_at+2d 10:00|by={客服中心主管}"
     "|reason=<答复拖延/两次解释不一致>\n"
     ">steps 10%|kind=无法解决|at=@accepted_at+1d 11:00|by={接待员}|reason%85=等待市政部门\n"
     ">visits 76%|visited_at=@finished_at+1d..5d 18:00..20:00|method=<电话:6/上门:4>|visitor={接待员}"
     "|visitor_role=接待员" LEVEL "\n"
     ">actions 80% ?finished_at|kind=纠正|opened_at=@finished_at+1d 16:00|owner={客服中心领班}"
     "|description=<原因：交接漏项，改交接表/原因：配件缺货，增加备件>\n"},
    {ORG_RANDOM, 2, "RH",
     "events|category=入伙|department=客户服务中心|finished_at=@accepted_at+2h|description=收楼\n"
     ">visits 90%|visited_at=@finished_at+0m|method=上门|visitor={接待员}|visitor_role=接待员|outcome=合格\n"
     ">>answers 88%|item=初始抄表|value=<水12 电340/水3 电89>\n"},
    {ORG_RANDOM, 2, "WZ",
     "events|category=<一般违章:8/重大违章:2>|department=客户服务中心|issue=<占用消防通道/私搭阳台/高空抛物>"
     "|finished_at%90=@accepted_at+1h..3d\n"},
    {ORG_RANDOM, 2, "QZ",
     "events|category=<特殊求助:4/装修手续:5/客户评议:2/宾客和部门意见:3>|department=客户服务中心"
     "|finished_at%88=@accepted_at+1h..4d|description=已登记\n"},
    {ORG_MONTHLY, 1, "HD",
     "events|category=社区文化活动|department=客户服务中心|issue=<电影放映/义诊/书画展>|accepted_at=@start+2d 09:00"
     "|planned_end_at=@start+18d 20:00"
     "|finished_at%85=<@start+18d 19:30:8/@start+21d 19:30:2>\n"
     "submissions 92%|report=投诉月报|period=$month|step=上报|by={客服中心领班}|to={管理处经理}"
     "|at=@next+1d..6d 09:00..17:00 w\n"
     "submissions 90%|report=报修月报|period=$month|step=上报|by={客服中心领班}|to={管理处经理}"
     "|at=@next+1d..6d 09:00..17:00 w\n"
     "findings x2|kind=来电|raised_at=@start+3d..25d 12:10..13:30|department=客户服务中心|reported_at%90=@raised_at+1h"
     "|replied_at%85=@raised_at+2h..9h|content=主管外出，留言请回电\n"
     "events x2|category=客户评议|department=客户服务中心|description=约谈评议\n"
     ">plans|planned_on=@start+4d..24d 10:00|visitor={客服中心主管}|made_by={客服中心领班}|made_at=@start+1d 09:00"
     "|cancelled_on%8=@start+3d\n"
     ">>visits 85%|visited_at=<@planned_on+0d 10:00:8/@planned_on+0d 10:25:1/@planned_on+2d 10:00:1>|method=上门|visitor={客服中心主管}"
     "|visitor_role=客服中心主管|outcome=合格\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story reception_stories[] = {
    {"书面咨询：第二天 23:59:59 答复（按期）、第三天 00:00:00（逾期）、没有答复", "2026-09-08 09:00",
     "events|event_id=ZX2026-901|category=咨询|matter=consultation|customer=1|channel=来信\n"
     ">steps|kind=答复|at=@2026-09-10 23:59:59|by={客服中心主管}\n"
     "events|event_id=ZX2026-902|category=咨询|matter=consultation|customer=2|channel=来信\n"
     ">steps|kind=答复|at=@2026-09-11 00:00:00|by={客服中心主管}\n"
     "events|event_id=ZX2026-903|category=咨询|matter=consultation|customer=3|channel=传真\n"},
    {"报修没有派工；登记缺期限；过了约定期限", "2026-09-15 09:00",
     "events|event_id=BX2026-901|category=报修|matter=repair|customer=4|channel=电话"
     "|finished_at=@accepted_at+1d 10:00\n"
     "events|event_id=BX2026-902|category=报修|matter=repair|customer=5|channel=电话"
     "|planned_end_at=@accepted_at+1d 12:00|finished_at=@accepted_at+2d 10:00\n"
     ">steps|kind=派工|at=@accepted_at+5m|by={接待员}|to={维修工}\n"},
    {"投诉没有定性；有效而没有查实；无法解决没有说明；过了约定时间", "2026-10-06 09:00",
     "events|event_id=TS2026-901|category=投诉|matter=complaint|customer=6|severity=一般|channel=电话"
     "|finished_at=@accepted_at+1d 10:00\n"
     "events|event_id=TS2026-902|category=投诉|matter=complaint|customer=7|severity=重要|validity=有效"
     "|content_class=设备|channel=电话"
     "|planned_end_at=@accepted_at+2d 17:00|finished_at=@accepted_at+4d 10:00\n"
     ">steps|kind=无法解决|at=@accepted_at+1d 11:00|by={接待员}\n"},
    {"预约：准时（按期）、迟一秒（逾期）、到点取消（提前）、过后一秒取消（未提前）", "2026-10-12 09:00",
     "events|event_id=YY2026-901|category=客户评议|matter=consultation|customer=9\n"
     ">plans|planned_on=@2026-10-14 14:00:00|visitor={客服中心主管}\n"
     ">visits|visited_at=@2026-10-14 14:00:00|method=上门|visitor={客服中心主管}|outcome=合格\n"
     "events|event_id=YY2026-902|category=客户评议|matter=consultation|customer=10\n"
     ">plans|planned_on=@2026-10-14 15:00:00|visitor={客服中心主管}\n"
     ">visits|visited_at=@2026-10-14 15:00:01|method=上门|visitor={客服中心主管}|outcome=合格\n"
     "events|event_id=YY2026-903|category=客户评议|matter=consultation|customer=11\n"
     ">plans|planned_on=@2026-10-15 14:00:00|visitor={客服中心主管}|cancelled_on=@2026-10-15 14:00:00\n"
     "events|event_id=YY2026-904|category=客户评议|matter=consultation|customer=12\n"
     ">plans|planned_on=@2026-10-15 15:00:00|visitor={客服中心主管}|cancelled_on=@2026-10-15 15:00:01\n"},
    {"拒收：步骤写法不在表内", "2026-10-20 09:00",
     "events|event_id=ZX2026-904|category=咨询|matter=consultation|customer=8|channel=电话\n>steps|kind=踢皮球"
     "|at=@accepted_at+5m|by={接待员}\n"},
    {NULL, NULL, NULL}};

static const struct org_log reception_logs[] = {
    {"events", "客户报修登记表-%Y", "报修=repair",
     "工作单号!event_id,房号:customer_id,姓名!customer_name,住址!unit,小区:site,联系方式!phone,报修内容!description,"
     "维修项目:issue,部门:department,"
     "受理方式:channel,报修时间:accepted_at,约定期限!planned_end_at,完成时间:finished_at", NULL, &org_gbk_chinese},
    {"events", "值班记录-%Y", NULL, NULL,
     "category: {特殊求助: help, 一般违章: violation, 重大违章: major_violation, 入伙: move_in, 装修手续: fit_out,"
     " 社区文化活动: activity, 客户评议: appraisal, 宾客和部门意见: opinion}\n", NULL},
    {"findings", "findings", NULL, NULL, "kind: {来电: call}\n", NULL},
    {"answers", "入伙抄表", NULL, NULL, "item: {初始抄表: meter_readings}\n", NULL},
    {"submissions", "月报", NULL, NULL, "report: {投诉月报: complaint_statistics, 报修月报: repair_statistics}\n",
    NULL},
    {0}};

const struct org org_textbook_reception = {
    HEAD_ORG("textbook-reception", "丽景湾客户服务中心", "LW"), .sites = {"丽景湾"}, .customers = 140,
    .posts = reception_posts,
    .scripts = reception_scripts, .stories = reception_stories, .logs = reception_logs};

/* ---- textbook-visit-guide ---- */

static const struct org_post guide_posts[] = {
    {"公司主管经理=manager", "总部", 0}, {"客户主管=service_supervisor", "客户服务中心", 0},
    {"客户服务中心管理人员=service_centre", "客户服务中心", 2}, {"专人=designated", "客户服务中心", 2},
    {"工程部主管", "工程部", 0}, {"秩序部主管", "秩序部", 0}, {"保洁部主管", "保洁部", 0},
    {"被投诉部门主管;客户服务中心管理人员=department_head;service_centre", NULL, 0}, {NULL, NULL, 0}};

#define HEADS                                                                                                          \
    "|visitor?department:工程部={工程部主管};{客户服务中心管理人员}"                                                   \
    "|visitor?department:秩序部={秩序部主管};{客户服务中心管理人员}"                                                   \
    "|visitor?department:保洁部={保洁部主管};{客户服务中心管理人员}"                                                   \
    "|visitor?department:客户服务中心={客户主管};{客户服务中心管理人员}"                                               \
    "|visitor_role=被投诉部门主管;客户服务中心管理人员|visitor?severity:重大={公司主管经理}"                           \
    "|visitor_role?severity:重大=公司主管经理"
#define SIGNED_PAPER                                                                                                   \
    LEVEL "|signed?method:上门%94=√|suggestion%80=<无/希望增加夜间巡查/希望公示费用>|opinion%50=<满意/还要再看看>"     \
    "|review_note%94=<已阅，属实/请工程部整改>|reviewed_by?review_note={客户主管}"                                     \
    "|reviewed_at?review_note=@visited_at+1d..3d 16:00..17:30"                                                         \
    "|reported_at?outcome:不合格%85=@visited_at+2h..20h"
#define CARRIED                                                                                                        \
    ">>custody 95%|form_kind=回访记录表|step=领取|at=@visited_at-2h|by=客户服务中心|to=$visitor|signed=√\n"            \
    ">>custody 93%|form_kind=回访记录表|step=交回|at=@visited_at+3h..2d|by=$visitor|to=客户服务中心"                   \
    "|signed=<√:9/否:1>\n"                                                                                             \
    ">>answers 95%|item=服务质量|value=<好:7/一般:3>\n>>answers 94%|item=服务效果|value=<达到预期:8/一般:2>\n"         \
    ">>answers 92%|item=缺点与不足|value=<无:7/上门晚:2/未清理现场:1>\n"  \
    ">>answers 90%|item=建议征集|value=<无:6/增加夜间巡查:2/公示费用:2>\n"

static const struct org_script guide_scripts[] = {
    {ORG_RANDOM, 5, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:80/重要:12/重大:8>|validity=<有效:75/沟通性:17/无效:8>"
     "|channel=电话"
     "|contacted_at=@accepted_at+5m..2h|finished_at%96=@accepted_at+4h..5d\n"
     ">visits 90%|visited_at=@finished_at+1d..4d 18:00..20:30|method=<上门:8/电话:2>" HEADS SIGNED_PAPER "\n" CARRIED},
    {ORG_RANDOM, 8, "WX",
     "events|category=维修|matter=repair|channel=电话|finished_at%96=@accepted_at+2h..3d\n"
     ">visits 88%|visited_at=@finished_at+6d..11d 18:00..20:30|method=<上门:6/电话:4>|visitor={专人}|visitor_role=专人"
     SIGNED_PAPER "\n" CARRIED},
    {ORG_RANDOM, 2, "TY",
     "events|category=特约服务|matter=special|started_at=@accepted_at+3d|planned_end_at=@accepted_at+63d"
     "|finished_at=@accepted_at+60d..70d 17:00|amount=<3600/4800/9600>\n"
     ">visits 80%|visited_at=@accepted_at+30d..42d 18:00..20:00|method=上门|stage=<特约中期:7/:3>|visitor={专人}"
     "|visitor_role=专人" SIGNED_PAPER "\n" CARRIED
     ">visits 86%|visited_at=@finished_at+1d..9d 18:00..20:00|method=<电话:5/调查表:5>|visitor={专人}|visitor_role=专人"
     SIGNED_PAPER "\n" CARRIED},
    {ORG_RANDOM, 3, "QT",
     "events|category=<求助:4/入住:3/综合服务:2/其他:1>|department=客户服务中心|finished_at=@accepted_at+1h..2d"
     "|description=已办理\n"
     ">plans 88%|planned_on=@finished_at+3d..9d|visitor={专人}|made_by={客户主管}|made_at=@finished_at+1d 09:00"
     "|cancelled_on%8=@finished_at+2d\n"
     ">>visits 86%|visited_at=<@planned_on+0d 18:30:8/@planned_on+3d 18:30:2>|method=<电话:7/上门:3>|visitor={专人}"
     "|visitor_role=专人" SIGNED_PAPER "\n"},
    {ORG_MONTHLY, 1, NULL,
     "targets|category=求助|metric=visit_rate|period=$month|value=80%|set_by={客户主管}|set_on=@start-5d\n"
     "targets|category=入住|metric=visit_rate|period=$month|value=0.9|set_by={客户主管}|set_on=@start-5d\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define MEND(no, customer) "events|event_id=WX2026-" no "|category=维修|matter=repair"                                 \
    "|customer=" customer "|finished_at=@accepted_at+1d 15:00\n"
#define BY_ONE "|outcome=合格|signed=√|suggestion=无|visitor={专人}|visitor_role=专人|reviewed_by={客户主管}"          \
    "|reviewed_at=@visited_at+1d 16:00|review_note=已阅\n"
static const struct org_story guide_stories[] = {
    {"维修：第二天回访（早）、第七天、第十天、第十一天（逾期）、没有回访", "2026-09-07 09:00",
     MEND("901", "1") ">visits|visited_at=@finished_at+2d 18:30|method=上门" BY_ONE
     MEND("902", "2") ">visits|visited_at=@finished_at+7d 00:00|method=上门" BY_ONE
     MEND("903", "3") ">visits|visited_at=@2026-09-18 23:59:59|method=电话" BY_ONE
     MEND("904", "4") ">visits|visited_at=@2026-09-19 00:00:00|method=电话" BY_ONE MEND("905", "5")},
    {"一般投诉只有服务中心的人去；重大投诉不是主管经理组织；沟通性投诉不计入有效投诉的率", "2026-09-14 09:00",
     TS("901", "6", "一般") "|finished_at=@accepted_at+1d 17:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|method=上门|signed=√|outcome=合格" BY("客户服务中心管理人员") "\n"
     TS("902", "7", "重大") "|finished_at=@accepted_at+1d 17:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|method=上门|signed=√|outcome=合格" BY("客户主管") "\n"
     "events|event_id=TS2026-903|category=投诉|matter=complaint|customer=8|severity=一般|validity=沟通性"
     "|finished_at=@accepted_at+1d 17:00\n"},
    {"没有领表；领了没有交回；没有签名；不合格没有上报、没有处理意见；短信", "2026-10-05 09:00",
     MEND("906", "9") ">visits|visited_at=@finished_at+8d 18:30|method=上门" BY_ONE
     MEND("907", "10") ">visits|visited_at=@finished_at+8d 18:30|method=上门|signed=否|outcome=不合格|visitor={专人}"
     "|visitor_role=专人\n"
     ">>custody|form_kind=回访记录表|step=领取|at=@visited_at-3h|by=客户服务中心|to=$visitor|signed=√\n"
     MEND("908", "11") ">visits|visited_at=@finished_at+8d 18:30|method=短信" BY_ONE},
    {"拒收：是否两可", "2026-10-20 09:00", MEND("909", "12")
     ">visits|visit_id=HF2026-991|visited_at=@finished_at+8d 18:30|method=上门|signed=也许|visitor={专人}"
     "|visitor_role=专人\n"},
    {NULL, NULL, NULL}};

static const struct org_log guide_logs[] = {
    {"events", "事项登记-%Y", NULL, NULL, "category: {综合服务: comprehensive, 其他: other}\n", NULL},
    {"visits", "回访记录表-%Y-%m", NULL, NULL, "stage: {特约中期: special_mid}\n", NULL},
    {"custody", "回访记录签收表", NULL, NULL, NULL, &org_gbk_slash},
    {"answers", "回访内容", NULL, NULL, "item: {服务质量: quality, 服务效果: effect, 缺点与不足: shortcomings,"
    " 建议征集: suggestions}\n", NULL},
    {0}};

const struct org org_textbook_visit_guide = {
    HEAD_ORG("textbook-visit-guide", "和悦家园客户服务中心", "HJ"), .sites = {"和悦家园"}, .customers = 150,
    .posts = guide_posts,
    .scripts = guide_scripts, .stories = guide_stories, .logs = guide_logs};

/* ---- textbook-visits ---- */

static const struct org_post visits_posts[] = {
    {"客户服务中心经理=manager", "客户服务中心", 0}, {"客户服务中心主管=service_supervisor", "客户服务中心", 0},
    {"客户服务中心工作人员=staff", "客户服务中心", 3},
    {"维修主管=repair_supervisor", "工程部", 0}, {"维修工", "工程部", 3}, {"秩序员", "秩序部", 2}, {NULL, NULL, 0}};

#define CENTRE "|visitor={客户服务中心工作人员}|visitor_role=客户服务中心工作人员"
#define CENTRE_PAPER                                                                                                   \
    LEVEL "|signed?method:上门%95=√|review_note?method:电话%93=电话回访，已阅|review_note?method:上门%94=已阅"         \
    "|reviewed_by?review_note={客户服务中心经理}|reviewed_at?review_note=@visited_at+1d..3d 16:00..17:30"

static const struct org_script visits_scripts[] = {
    {ORG_RANDOM, 5, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:76/重要:16/重大:8>|validity=有效"
     "|channel=<来访:4/电话:4/上级转办:2>"
     "|contacted_at=@accepted_at+5m..2h|finished_at%96=@accepted_at+4h..5d\n"
     ">visits 84%|visited_at=@finished_at+1d..6d 18:00..20:30|method=<上门:7/电话:3>" CENTRE CENTRE_PAPER "\n"
     ">>findings 12%|kind=问题|raised_at=$visited_at|department=$department|promised_at%85=@visited_at+1d..3d 17:00"
     "|replied_at%82=@raised_at+1d..4d 10:00..17:00|handled_at=$replied_at|content=<门口灯不亮/信报箱锁坏>\n"},
    {ORG_RANDOM, 5, "ZQ",
     "events|category=意见征询|department=客户服务中心|issue=季度征询|finished_at=@accepted_at+0d 18:00"
     "|description=按户征询\n"
     ">visits 88%|visited_at=@accepted_at+1d..12d 18:00..20:30|method=<上门:5/电话:4/信函:1>" CENTRE CENTRE_PAPER "\n"},
    {ORG_RANDOM, 3, "JY",
     "events|category=建议|matter=suggestion|channel=巡视|finished_at%90=@accepted_at+2d..15d 17:00\n"
     ">visits 60%|visited_at=@finished_at+1d..12d 18:00..20:30|method=<上门:4/电话:6>" CENTRE CENTRE_PAPER "\n"},
    {ORG_RANDOM, 18, "PG",
     "events|category=维修|matter=repair|channel=电话|finished_at%97=@accepted_at+2h..3d\n>assignments|role=维修工"
     "|staff={维修工#}\n"
     ">visits 6% ?!month:2026-04|visited_at=@finished_at+1d..6d 18:00..20:30|method=电话|stage=抽查"
     "|visitor=<{维修主管}:1/{客户服务中心主管}:1>"
     "|visitor_role=维修主管" CENTRE_PAPER "\n"},
    {ORG_QUARTERLY, 1, NULL,
     "targets|category=建议|metric=visit_rate|period=$quarter|value=50%|set_by={客户服务中心经理}|set_on=@start-5d\n"},
    {ORG_ONCE, 1, NULL, "exposure|site=锦绣里|from=@start+0d|households=620|customers=620\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story visits_stories[] = {
    ESTATE_STORIES("客户服务中心工作人员", "客户服务中心主管", "客户服务中心经理", "客户服务中心经理"),
    {"八月抽查三张派工单（多于应抽）；十月一张由维修工自己回访", "2026-08-05 10:00",
     "events|event_id=PG2026-901|category=维修|matter=repair|customer=12|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+2d 18:30|method=电话|stage=抽查|outcome=合格|review_note=电话回访" BY("维修主管")
     "\n"
     "events|event_id=PG2026-902|category=维修|matter=repair|customer=13|finished_at=@accepted_at+1d 16:00\n"
     ">visits|visited_at=@finished_at+2d 18:40|method=电话|stage=抽查|outcome=合格|review_note=电话回访"
     BY("客户服务中心主管") "\n"
     "events|event_id=PG2026-903|category=维修|matter=repair|customer=14|accepted_at=@2026-10-06 10:00"
     "|finished_at=@accepted_at+1d 16:00\n"
     ">visits|visited_at=@finished_at+2d 18:40|method=电话|stage=抽查|outcome=合格|review_note=电话回访" BY("维修工")
     "\n"},
    {NULL, NULL, NULL}};

static const struct org_log visits_logs[] = {
    {"events", "派工单-%Y-%m", "维修=repair", NULL, NULL, &org_gbk_slash},
    {"events", "投诉表-%Y", "投诉=complaint", NULL, NULL, NULL},
    {"events", "征询与建议", NULL, NULL, "category: {意见征询: solicitation}\n", NULL},
    {"visits", "业主回访记录表-%Y-%m", NULL, NULL, "stage: {抽查: sample}\n", NULL},
    {0}};

const struct org org_textbook_visits = {
    HEAD_ORG("textbook-visits", "锦绣里客户服务中心", "JL"), .sites = {"锦绣里"}, .customers = 160,
    .posts = visits_posts,
    .scripts = visits_scripts, .stories = visits_stories, .logs = visits_logs};

/* ---- textbook-communication ---- */

static const struct org_post communication_posts[] = {
    {"管理处经理", "管理处", 0}, {"客户专员", "客户服务中心", 3}, {"客服主管", "客户服务中心", 0}, {NULL, NULL, 0}};

#define CONTACT                                                                                                        \
    "|method=<上门:5/电话:3/在线:1/信函:1>|visitor={客户专员}|outcome%95=合格"                                         \
    "|opinion%93=<通报了季度工作/介绍装修规定/听取收费意见/商定检修时间>"
#define PLACED ">>answers 94%|item=地点|value=<业主家中/服务中心/会议室/社区>\n"

static const struct org_script communication_scripts[] = {
    {ORG_CUSTOMERS, 9, "KH",
     "events|category=业主|department=客户服务中心|description=在册业主\n"
     ">visits x5 75%|visited_at=@turn+5d..25d 09:30..17:30" CONTACT "\n" PLACED
     ">>findings 15%|kind=问题|raised_at=$visited_at|reported_at%40=@visited_at+3h|promised_at%60=@visited_at+3d 15:00"
     "|replied_at%75=@visited_at+2d..5d 15:00"
     "|content=<公共收益公示/电梯更换方案/充电桩增容>\n"},
    {ORG_RANDOM, 7, "YQ",
     "events|category=客户要求|department=客户服务中心|issue=<加装扶手/调整保洁时间/延长大堂开放/更换快递柜>"
     "|channel=<电话/来访/在线/来信>"
     "|contacted_at=@accepted_at+1h|finished_at%88=@accepted_at+1d..20d 17:00\n"
     ">steps 86% ?finished_at|kind=通知|at=@finished_at+1h..30h|by={客户专员}|note=<已满足:7/不能满足，已说明:3>\n"
     ">steps 70% ?finished_at:|kind=跟踪|at=@accepted_at+5d 10:00|by={客户专员}\n"
     ">steps 12%|kind=无法解决|at=@accepted_at+2d 10:00|by={客服主管}|reason%80=超出物业服务范围\n"
     ">visits 60%|visited_at=@accepted_at+1d..9d 09:30..17:30" CONTACT "\n" PLACED},
    {ORG_RANDOM, 4, "TS",
     "events|category=<投诉:5/咨询:5>|matter=complaint|channel=电话|finished_at%92=@accepted_at+1d..6d 17:00\n"
     ">steps 70% ?finished_at:|kind=跟踪|at=@accepted_at+5d 10:00|by={客户专员}\n"
     ">visits 60%|visited_at=@finished_at+1d..6d 09:30..17:30" CONTACT "\n" PLACED},
    {ORG_QUARTERLY, 1, NULL,
     "plans x3|customer=*|planned_on=@start+10d..80d|visitor={客户专员}|made_by={客服主管}|made_at=@start+1d 09:00"
     "|cancelled_on%15=@start+9d\n"
     ">visits 80% ?cancelled_on:|visited_at=@planned_on+0d 14:00" CONTACT "\n" PLACED},
    {ORG_MONTHLY, 1, NULL,
     "submissions 92%|report=会审|period=$month|step=审核|by={管理处经理}|to=会审会议|at=@next+3d..9d 09:00..11:00 w\n"
     ">submissions 90%|report=会审|period=$month|step=决定|by={管理处经理}|at=@at+2h|opinion=<下月走访商户/公示收益>\n"
     "decisions 60%|meeting_on=@next+5d|owner={客服主管}|due_at=@next+20d|done_at%75=@next+10d..24d"
     "|text=<补齐沟通记录地点/未答复要求三日内回复>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story communication_stories[] = {
    {"业委会、建设单位、政府部门、专业公司：各一条，走访一次或没有", "2026-02-03 09:00",
     "events|event_id=KH2026-901|category=业委会|customer=-|issue=业委会|description=第二届业委会\n"
     ">visits|visited_at=@start+20d 15:00" CONTACT "\n" PLACED "events|event_id=KH2026-902|category=建设单位|customer=-"
     "|description=开发公司维保部\n"
     "events|event_id=KH2026-903|category=政府部门|customer=-|description=街道办\n>visits|visited_at=@start+40d 15:00"
     CONTACT "\n"
     "events|event_id=KH2026-904|category=专业公司|customer=-|description=自来水公司\n"},
    {"记录不全；既没有上报也没有另约；约了没有答复；要求没有反馈；无法解决没有解释", "2026-09-15 10:00",
     "events|event_id=YQ2026-901|category=客户要求|customer=1|issue=加装扶手|department=客户服务中心|channel=来访"
     "|finished_at=@accepted_at+3d 17:00\n"
     ">visits|visited_at=@accepted_at+1d 10:00|method=上门|visitor={客户专员}\n"
     ">>findings|kind=问题|raised_at=$visited_at|content=扶手由谁出资\n"
     ">>findings|kind=问题|raised_at=$visited_at|promised_at=@visited_at+2d 15:00|content=施工时间\n"
     ">steps|kind=无法解决|at=@accepted_at+2d 10:00|by={客服主管}\n"},
    {"拒收：受理时间为空", "2026-10-12 09:00", "events|event_id=YQ2026-991|category=客户要求|accepted_at=-"
    "|issue=补发门禁卡\n"},
    {NULL, NULL, NULL}};

static const struct org_log communication_logs[] = {
    {"events", "客户与要求-%Y", NULL, NULL,
     "category: {业主: owner, 业委会: committee, 建设单位: developer, 政府部门: authority, 专业公司: utility,"
     " 客户要求: request}\n", NULL},
    {"visits", "沟通记录-%Y", NULL, NULL, NULL, NULL},
    {"answers", "沟通地点", NULL, NULL, "item: {地点: place}\n", NULL},
    {"submissions", "会审", NULL, NULL, "report: {会审: joint_review}\n", NULL},
    {0}};

const struct org org_textbook_communication = {
    HEAD_ORG("textbook-communication", "云水湾管理处", "YS"), .sites = {"云水湾"}, .customers = 130,
    .posts = communication_posts,
    .scripts = communication_scripts, .stories = communication_stories, .logs = communication_logs};
