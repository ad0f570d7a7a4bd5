/* A shopping centre (mall), a department store (store-complaints), the call centre of a developer (call-centre),
    a maker
 * of switchgear (power-equipment), an appliance dealer (product-visits), a bank branch (bank-visits), a showroom
 * (customer-files) and a supplier under the general rules (visits-preface). */
#include "sample-data/org.h"

#define HEAD_ORG(code, title, prefix, types)                                                                           \
    .id = code, .policy = code, .name = title, .first_month = 11, .first_year = 2025, .months = 12,                    \
    .customer_prefix = prefix, .customer_types = types, .style = {"UTF-8", true, false, false, LOG_ISO}

/* ---- mall ---- */

static const struct org_post mall_posts[] = {
    {"营运人员=operator", "营运部", 4}, {"部门经理=department_manager", "营运部", 0}, {"总经理=general_manager",
    "总经办", 0}, {"公司高层=executive", "总经办", 2}, {"维修工", "工程部", 2},
    {"秩序主管", "秩序部", 0}, {NULL, NULL, 0}};

static const struct org_matter mall_matters[] = {
    {"repair", "空调", "工程部", "铺内冷气不足"},       {"repair", "照明", "工程部", "橱窗灯带不亮"},
    {"repair", "给排水", "工程部", "操作间地漏反水"},   {"repair", "卷闸", "工程部", "卷闸遥控失灵"},
    {"request", "活动场地", "营运部", "申请中庭促销场地"}, {"request", "导视", "营运部", "希望增加楼层指引"},
    {"request", "送货", "秩序部", "申请延长卸货时段"},   {"complaint", "邻铺噪音", "营运部", "隔壁试音音量过大"},
    {"complaint", "油烟", "工程部", "楼下油烟串味"},     {"complaint", "客流管理", "秩序部", "排队人群堵住铺门"},
    {"complaint", "收费", "营运部", "推广费未提前告知"}, {NULL, NULL, NULL, NULL}};

#define AFTER(share)                                                                                                   \
    ">visits " share "|visited_at=@finished_at+0d..4d 18:10..20:30|phase=事后|method=<电话:5/上门:5>"                  \
    "|visitor?severity:={营运人员}|visitor_role?severity:=营运人员|visitor?severity:一般={营运人员}"                   \
    "|visitor_role?severity:一般=营运人员"                                                                             \
    "|visitor?severity:重要={部门经理}|visitor_role?severity:重要=部门经理|visitor?severity:重大={公司高层}"           \
    "|visitor_role?severity:重大=公司高层"                                                                             \
    "|outcome%96=<合格:9/不合格:1>|satisfaction%95=<5:3/4:5/3:2/2:1>|opinion%93=<处理快/还好/希望提前通知/晚了两天>"   \
    "|issue_raised%8=是|reviewed_by%60={部门经理}|reviewed_at?reviewed_by=@visited_at+1d 17:00"                        \
    "|filed_at%94=@visited_at+1d..6d\n"                                                                                \
    ">>findings 12%|kind=<问题/建议/需求>|raised_at=$visited_at|department=$department"                                \
    "|reported_at%85=@visited_at+20m..20h"                                                                             \
    "|replied_at?reported_at%80=@reported_at+1d..3d|handled_at=$replied_at"                                            \
    "|content=<希望公示停电计划/垃圾房异味/想做联合促销>\n"                                                          \
    ">>actions 25%|kind=<纠正:7/预防:3>|opened_at=@visited_at+1d 10:00|owner=<{维修工}:6/{秩序主管}:4>"                  \
    "|department=$department|due_at=@opened_at+7d|done_at%85=@opened_at+2d..10d"                                       \
    "|verified_at?done_at%80=@done_at+1d..4d|verified_by?verified_at={营运人员}|verdict?verified_at=有效"               \
    "|description=<更换整批灯带/增派卸货引导/清洗排烟管/约谈邻铺>\n"
#define DURING                                                                                                         \
    ">visits 20%|visited_at=@accepted_at+1h..9h|phase=事中|method=<电话:7/上门:3>|visitor={营运人员}"  \
    "|visitor_role=营运人员|outcome=合格|opinion=<配件在途/等厂家报价>|filed_at%90=@visited_at+2d\n"  \
    ">visits 60% ?finished_at:|visited_at=@accepted_at+1d..2d 10:00..17:00|phase=事中|method=电话|visitor={营运人员}"  \
    "|visitor_role=营运人员|outcome=合格|opinion=仍在协调|filed_at=@visited_at+1d\n"
/* Over 72 hours: passed to the department manager, who may find no solution. */
#define OVER(chance)                                                                                                   \
    ">steps " chance "|kind=上报|at=@accepted_at+73h..80h|by={营运人员}|to={部门经理}|department=营运部\n"             \
    ">>steps 35%|kind=无法解决|at=@at+3h..20h|by={部门经理}|reason=<业主方未批复/原厂停产>\n"                          \
    ">>>steps 75%|kind=上报|at=@at+1h..6h|by={部门经理}|to={总经理}\n"

static const struct org_script mall_scripts[] = {
    {ORG_RANDOM, 9, "WX",
     "events|category=报修|matter=repair|channel=<电话:7/来访:3>|contacted_at=@accepted_at+5m..3h"
     "|finished_at%94=@accepted_at+2h..66h\n"
     DURING AFTER("92%")},
    {ORG_RANDOM, 2, "WX",
     "events|category=报修|matter=repair|channel=电话|contacted_at=@accepted_at+5m..2h"
     "|finished_at%80=@accepted_at+82h..240h\n"
     ">visits|visited_at=@accepted_at+2d 15:00|phase=事中|method=电话|visitor={营运人员}|visitor_role=营运人员"
     "|outcome=合格|opinion=等配件\n"
     OVER("80%") AFTER("90%")},
    {ORG_RANDOM, 4, "SQ",
     "events|category=诉求|matter=request|channel=<来访:6/电话:4>|contacted_at=@accepted_at+10m..4h"
     "|finished_at%92=@accepted_at+4h..70h\n" DURING AFTER("86%")},
    {ORG_RANDOM, 6, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:70/重要:20/重大:10>|channel=<电话:6/来访:4>"
     "|contacted_at%96=<@accepted_at+4m..170m:92/@accepted_at+185m..6h:8>"
     "|escalated_at?severity:重要%90=@accepted_at+30m..5h|escalated_to?severity:重要=部门经理"
     "|escalated_at?severity:重大%92=@accepted_at+20m..3h"
     "|escalated_to?severity:重大=总经理|finished_at%94=@accepted_at+3h..68h\n" DURING AFTER("90%")},
    {ORG_WEEKLY, 1, NULL,
     "submissions ?!week:2026-W39|report=情况汇总报告|period=$week|step=上报|by={部门经理}|to=总经理"
     "|at=@next+0d..2d 09:00..16:00\n"
     "decisions 50%|meeting_on=@next+0d|owner=<{部门经理}:6/{秩序主管}:4>|due_at=@next+7d|done_at%75=@next+2d..12d"
     "|metric=<timely_rate/contact_rate>"
     "|text=<超72小时事项逐件说明/投诉三小时内联系/事后回访不得代填>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define SHOP(category, no, group, customer) "events"                                                                   \
    "|event_id=" no "|category=" category "|matter=" group "|customer=" customer
#define OPERATOR "|visitor={营运人员}|visitor_role=营运人员|outcome=合格|satisfaction=4|opinion=还好\n"
static const struct org_story mall_stories[] = {
    {"三小时：12:00 联系（限内）、12:01（超限）、至今没有联系", "2026-09-08 09:00",
     SHOP("投诉", "TS2026-901", "complaint", "1") "|severity=一般|contacted_at=@accepted_at+180m"
     "|finished_at=@accepted_at+1d 15:00\n"
     SHOP("投诉", "TS2026-902", "complaint", "2") "|severity=一般|contacted_at=@accepted_at+181m"
     "|finished_at=@accepted_at+1d 15:00\n"
     SHOP("投诉", "TS2026-903", "complaint", "3") "|severity=一般|accepted_at=@2026-10-30 10:00\n"},
    {"七十二小时：周五 17:00 到周一 17:00 整；17:01；超时未上报；上报后无方案，未报总经理", "2026-10-16 17:00",
     SHOP("报修", "WX2026-901", "repair", "4") "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+72h\n"
     SHOP("报修", "WX2026-902", "repair", "5") "|contacted_at=@accepted_at+1h|escalated_at=@accepted_at+73h"
     "|escalated_to=部门经理|finished_at=@accepted_at+4321m\n"
     SHOP("报修", "WX2026-903", "repair", "6") "|contacted_at=@accepted_at+1h\n"
     SHOP("报修", "WX2026-904", "repair", "7") "|contacted_at=@accepted_at+1h|escalated_at=@accepted_at+73h"
     "|escalated_to=部门经理\n"
     ">steps|kind=无法解决|at=@accepted_at+96h|by={部门经理}|reason=原厂停产\n"},
    {"同一问题三次：第三次未上报；另一铺上报了", "2026-08-04 10:00",
     "events|event_id=WX2026-905|category=报修|customer=8|issue=空调|department=工程部|contacted_at=@accepted_at+1h"
     "|finished_at=@accepted_at+5h|description=不冷\n"
     "events|event_id=WX2026-906|category=报修|customer=8|issue=空调|department=工程部|accepted_at=@start+30d 10:00"
     "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+5h|description=又不冷\n"
     "events|event_id=WX2026-907|category=报修|customer=8|issue=空调|department=工程部|accepted_at=@start+70d 10:00"
     "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+5h|description=第三次\n"
     "events|event_id=TS2026-904|category=投诉|customer=9|issue=油烟|severity=一般|department=工程部"
     "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+5h|description=油烟\n"
     "events|event_id=TS2026-905|category=投诉|customer=9|issue=油烟|severity=一般|department=工程部"
     "|accepted_at=@start+31d 10:00|contacted_at=@accepted_at+1h|finished_at=@accepted_at+5h|description=油烟\n"
     "events|event_id=TS2026-906|category=投诉|customer=9|issue=油烟|severity=一般|department=工程部"
     "|accepted_at=@start+62d 10:00|contacted_at=@accepted_at+1h"
     "|escalated_at=@accepted_at+4h|escalated_to=部门经理|finished_at=@accepted_at+5h|description=油烟\n"},
    {"没有分级；重大投诉由营运人员回访、没有上报；只有事中回访；用了短信；单子没填全、没有归档", "2026-10-12 10:00",
     SHOP("投诉", "TS2026-907", "complaint", "10") "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+1d 15:00\n"
     SHOP("投诉", "TS2026-908", "complaint", "11") "|severity=重大|contacted_at=@accepted_at+1h"
     "|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|phase=事后|method=上门" OPERATOR
     SHOP("投诉", "TS2026-909", "complaint", "12") "|severity=一般|contacted_at=@accepted_at+1h"
     "|finished_at=@accepted_at+2d 15:00\n"
     ">visits|visited_at=@accepted_at+1d 10:30|phase=事中|method=电话" OPERATOR
     SHOP("报修", "WX2026-908", "repair", "13") "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|phase=事后|method=短信" OPERATOR
     SHOP("报修", "WX2026-909", "repair", "14") "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|phase=事后|method=上门|visitor={营运人员}|visitor_role=营运人员\n"
     ">>findings|kind=问题|raised_at=$visited_at|department=工程部|content=天花水渍还在\n"
     ">>actions|kind=纠正|opened_at=$visited_at|owner={维修工}|department=工程部|due_at=@opened_at+5d|description=重做防水\n"},
    {"电话无人接听，另约了时间，没有再访；重大投诉只报了部门经理", "2026-10-13 10:00",
     SHOP("报修", "WX2026-910", "repair", "16") "|contacted_at=@accepted_at+1h|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|phase=事后|method=电话|visitor={营运人员}|visitor_role=营运人员"
     "|outcome=未联系上|promised_at=@visited_at+1d 10:00\n"
     SHOP("投诉", "TS2026-910", "complaint", "17") "|severity=重大|contacted_at=@accepted_at+1h"
     "|escalated_at=@accepted_at+2h|escalated_to=部门经理|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+1d 18:30|phase=事后|method=上门|visitor={公司高层}|visitor_role=公司高层"
     "|outcome=合格|satisfaction=4|opinion=还好\n"},
    {"拒收：性质写法不在表内；回访时间为空", "2026-10-19 10:00",
     SHOP("投诉", "TS2026-991", "complaint", "15") "|severity=特别重大\n"
     "visits|visit_id=HF2026-991|event_id=TS2026-909|visited_at=-|method=电话" OPERATOR},
    {NULL, NULL, NULL}};

static const struct org_log mall_logs[] = {
    {"events", "租户报修-%Y-%m", "报修=repair",
     "报修单号!event_id,铺位!customer_id,租户!customer_name,联系电话:phone,楼区!site,责任部门:department,"
     "维修项目:issue,来源:channel,报修时间:accepted_at,"
     "首次联系时间:contacted_at,上报时间:escalated_at,上报对象:escalated_to,完成时间:finished_at,描述:description",
     NULL, &org_gbk_slash},
    {"events", "诉求需求记录表", "诉求=request", NULL, NULL, NULL},
    {"events", "投诉记录表-%Y", "投诉=complaint", NULL, NULL, NULL},
    {"visits", "回访单-%Y-%m", NULL, NULL, NULL, NULL},
    {"submissions", "汇总报告", NULL, NULL, "report: {情况汇总报告: summary_report}\n", NULL},
    {0}};

const struct org org_mall = {
    HEAD_ORG("mall", "星汇购物中心", "XH", "租户:10"), .about = "a shopping centre, judged by mall.", .sites = {"A区",
    "B区"}, .customers = 130,
    .posts = mall_posts, .matters = mall_matters, .scripts = mall_scripts, .stories = mall_stories, .logs = mall_logs};

/* ---- store-complaints ---- */

static const struct org_post store_posts[] = {
    {"办公室文员", "办公室", 2}, {"企管部专员", "企管部", 2}, {"商场部负责人=store_head", "服装商场部", 0}, {"收银主管",
    "收银部", 0}, {NULL, NULL, 0}};

static const struct org_matter store_matters[] = {
    {"complaint", "退换货", "服装商场部", "羊毛衫洗后缩水，要求退货"}, {"complaint", "质量", "家电商场部",
    "电饭煲三天不通电"},
    {"complaint", "价格", "食品商场部", "标价与收银不符"},             {"complaint", "态度", "服装商场部",
    "导购爱理不理"},
    {NULL, NULL, NULL, NULL}};

static const struct org_script store_scripts[] = {
    {ORG_RANDOM, 9, "TS",
     "events|category=投诉|matter=complaint|channel=<来访:5/电话:3/消协:2>|finished_at%95=@accepted_at+1h..5d\n"
     ">steps 55%|kind=联系|at=@accepted_at+2m..30m|by={办公室文员}|department=办公室\n"
     ">steps or 92%|kind=联系|at=@accepted_at+2m..30m|by={企管部专员}|department=<企管部:9/收银部:1>\n"
     ">steps 93%|kind=派工|at=@accepted_at+30m..5h|by={企管部专员}|to={商场部负责人}|department=$department\n"
     ">steps 60% ?finished_at|kind=答复|at=$finished_at|by={商场部负责人}|note=<退货/换货/致歉并补偿>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story store_stories[] = {
    {"收银部接的投诉；没有转商场部；登记表缺内容、缺姓名", "2026-09-08 10:00",
     "events|event_id=TS2026-901|category=投诉|matter=complaint|customer=1|channel=电话\n>steps|kind=联系"
     "|at=@accepted_at+5m|by={收银主管}|department=收银部\n"
     "events|event_id=TS2026-902|category=投诉|customer=-|issue=价格|channel=消协|department=食品商场部\n>steps"
     "|kind=联系|at=@accepted_at+5m|by={办公室文员}|department=办公室\n"},
    {"拒收：没有时间", "2026-10-08 10:00", "events|event_id=TS2026-991|category=投诉|matter=complaint|accepted_at=-"
    "|channel=电话\n"},
    {NULL, NULL, NULL}};

static const struct org_log store_logs[] = {
    {"events", "投诉登记表-%Y-%m", "投诉=complaint",
     "登记号!event_id,会员卡号!customer_id,姓名!customer_name,电话:phone,柜组!department,门店!site,问题!issue,"
     "来源:channel,投诉时间:accepted_at,"
     "处理完毕:finished_at,内容:description", "channel: {消协: consumer_association}\n",
     &org_gbk_slash},
    {"steps", "处理过程", NULL, NULL, "department: {办公室: office, 企管部: enterprise_management}\n", NULL},
    {0}};

const struct org org_store_complaints = {
    HEAD_ORG("store-complaints", "惠民百货商场", "HM", "顾客:10"), .about = "a department store,"
    " judged by store-complaints.", .sites = {"总店"},
    .customers = 100, .posts = store_posts, .matters = store_matters, .scripts = store_scripts,
    .stories = store_stories, .logs = store_logs};

/* ---- call-centre ---- */

static const struct org_post call_posts[] = {
    {"呼叫中心人员=centre", "+呼叫中心", 3}, {"区域公司客服部=regional_service", "+客服部", 2}, {"集团客户管理部=group",
    "集团客户管理部", 0}, {NULL, NULL, 0}};

static const struct org_matter call_matters[] = {
    {"complaint", "渗漏", "+工程部", "外墙渗水到卧室"},       {"complaint", "延期交付", "+营销部", "交付时间再次推迟"},
    {"repair", "门窗", "+工程部", "阳台推拉门变形"},         {"repair", "空鼓", "+工程部", "客厅地砖空鼓"},
    {"consultation", "办证", "+客服部", "询问产权证办理时间"}, {"consultation", "按揭", "+营销部", "询问提前还款"},
    {"suggestion", "配套", "+营销部", "建议增设班车"},       {NULL, NULL, NULL, NULL}};

#define TICKET(words, code, n, share)                                                                                  \
    {ORG_RANDOM, n, code,                                                                                              \
     "events|category=" words "|matter=" share "|channel=<电话:5/微信平台:2/网络平台:1/APP:2/其他:1>"                  \
     "|started_at%96=@accepted_at+1m..20m"                                                                             \
     "|finished_at%90=@accepted_at+4h..9d 09:00..18:00\n"                                                              \
     ">steps 94%|kind=派工|at=@accepted_at+10m..5h|by={区域公司客服部}|to=$department\n"                               \
     ">steps 60% ?finished_at:|kind=跟踪|at=@accepted_at+2d 10:00|by={呼叫中心人员}|note=处理部门回复在办\n"           \
     ">steps 92% ?finished_at|kind=答复|at=@finished_at-30m..3h|by=$department\n"                                      \
     ">visits 84%|visited_at=@finished_at+0d..4d 18:10..20:30|method=<电话:9/在线:1>|visitor={呼叫中心人员}"           \
     "|visitor_role=呼叫中心人员"                                                                                      \
     "|outcome=<合格:85/不合格:8/未联系上:7>|satisfaction?outcome:合格=<5:3/4:5/3:2>|satisfaction?outcome:不合格=2"    \
     "|opinion%93=<已解决/维修师傅专业/等太久>\n"}

static const struct org_script call_scripts[] = {
    TICKET("投诉", "TS", 5, "complaint"), TICKET("报修", "BX", 8, "repair"), TICKET("咨询", "ZX", 5, "consultation"),
    TICKET("建议", "JY", 2, "suggestion"), {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story call_stories[] = {
    {"处理完没有闭单；没有处理结果就闭单；没有分派、没有录入；闭单未回访；别人回访、没有内容", "2026-09-08 10:00",
     "events|event_id=BX2026-901|category=报修|matter=repair|customer=1|channel=电话|started_at=@accepted_at+3m\n"
     ">steps|kind=派工|at=@accepted_at+1h|by={区域公司客服部}\n>steps|kind=答复|at=@accepted_at+1d 14:00|by=工程部\n"
     "events|event_id=BX2026-902|category=报修|matter=repair|customer=2|channel=APP|started_at=@accepted_at+9m"
     "|finished_at=@accepted_at+1d 15:00\n"
     ">visits|visited_at=@finished_at+2d 18:30|method=电话|visitor={区域公司客服部}|visitor_role=区域公司客服部"
     "|outcome=合格\n"
     "events|event_id=TS2026-901|category=投诉|matter=complaint|customer=-|channel=其他"
     "|accepted_at=@start+30d 22:40\n"},
    {"拒收：类别写法不在表内", "2026-10-12 10:00", "events|event_id=ZX2026-991|category=表扬|channel=电话"
    "|description=类别写法不在表内\n"},
    {NULL, NULL, NULL}};

static const struct org_log call_logs[] = {
    {"events", "crm-工单-%Y-%m", NULL,
     "工单号:event_id,类别:category,业主编号!customer_id,业主:customer_name,来电号码!phone,区域!site,"
     "处理部门!department,问题!issue,渠道!channel,"
     "来电时间!accepted_at,录入时间!started_at,闭单时间!finished_at,内容:description", NULL, NULL},
    {"steps", "crm-流程-%Y", NULL, NULL, NULL, NULL},
    {"visits", "crm-回访-%Y", NULL, NULL, NULL, NULL},
    {0}};

const struct org org_call_centre = {
    HEAD_ORG("call-centre", "远澜地产集团呼叫中心", "YL", "业主:10"),
    .about = "two regional call centres of a developer, judged by call-centre.",
    .sites = {"华东区域", "华南区域"}, .customers = 160, .posts = call_posts, .matters = call_matters,
    .scripts = call_scripts,
    .stories = call_stories, .logs = call_logs};

/* ---- power-equipment: three years, because its last visit is due in month 36 ---- */

static const struct org_post power_posts[] = {
    {"服务人员=service_staff", "服务中心", 4}, {"区域业务人员=regional_sales", "营销部", 2}, {"服务中心=service_centre",
    "服务中心", 0}, {"品质部=quality_department", "品质部", 0}, {NULL, NULL, 0}};

#define RING(stage, when, share)                                                                                       \
    ">visits " share "|stage=" stage "|visited_at=@" when " 09:30..16:30 w|method=<电话:7/上门:2/信函:1>"              \
    "|visitor={服务人员}|visitor_role=服务人员"                                                                        \
    "|outcome=合格|product_satisfaction%95=<5:4/4:5/3:1>|service_satisfaction%95=<5:4/4:5/3:1>"                        \
    "|opinion%70=<运行平稳/希望增加备件/图纸不全>\n"                                                                   \
    ">>answers 95%|item=产品质量评价|value=<满意:8/一般:2>\n>>answers 94%|item=服务质量评价|value=<满意:9/一般:1>\n"  \
    ">>answers 92%|item=建议需求|value=<无:7/增加培训:2/备件:1>\n"
#define ITEM(chance, item, values) ">>answers " chance "|item=" item "|value=" values "\n"
#define SLIP                                                                                                           \
    ">>findings 20%|kind=<问题/建议/需求>|class=<产品质量/服务质量/建议需求>|raised_at=$visited_at"                    \
    "|department=<品质部/服务中心>"                                                                                    \
    "|handled_at%75=@visited_at+3d..40d|outcome%80=<纠正:4/预防:3/不采取:3>"                                           \
    "|content=<柜门异响/触头温升偏高/想加装在线测温/培训资料旧>\n"                                                     \
    ">>>actions ?outcome:纠正|kind=纠正|opened_at=@raised_at+3d 10:00|owner={品质部}|due_at=@opened_at+30d"            \
    "|done_at%85=@opened_at+10d..36d"                                                                                  \
    "|verified_at?done_at%85=@done_at+5d|verified_by?verified_at={服务中心}|verdict?verified_at=<有效:9/无效:1>"       \
    "|description=更换并复测\n"

static const struct org_script power_scripts[] = {
    {ORG_RANDOM, 3, "AZ",
     "events|category=安装|issue=<KYN28开关柜/箱式变电站/环网柜/低压柜>|department=服务中心"
     "|started_at=@accepted_at+40d..90d|finished_at=@started_at+5d..25d 17:00"
     "|delivered_at=@finished_at+3d..20d|amount=<280000:4/860000:3/1650000:2/3200000:1/4800000:1>"
     "|feedback_form_at%80=@finished_at+0d..2d\n"
     RING("一次", "finished_at+1d..20d", "92%") ITEM("94%", "受访人", "<现场负责人:9/采购员:1>") ITEM("95%", "资料附件",
     "<齐全:9/不齐全:1>")
     ITEM("95%", "包装运输损伤", "<无:9/有:1>") ITEM("93%", "培训", "<需要:4/不需要:6>") ITEM("92%", "服务人员",
     "<满足:9/不满足:1>") SLIP
     RING("二次", "delivered_at+31d..50d", "90%") ITEM("93%", "受访人", "<配电室负责人:9/值班电工:1>") ITEM("95%",
     "异常", "<无:8/声音:1/臭氧味:1>")
     ITEM("90%", "培训", "<需要:2/不需要:8>") SLIP
     RING("三次", "delivered_at+6M..6M", "70%") ITEM("93%", "受访人", "<配电室负责人:9/值班电工:1>") ITEM("95%", "运行",
     "<正常:9/局部过热:1>")
     ITEM("92%", "停电检修", "<不需要:7/需要:3>") ITEM("93%", "售后评价", "<满意:9/一般:1>") SLIP
     ">visits or 60%|stage=三次|visited_at=@delivered_at+7M..8M 10:00..16:00|method=电话|visitor={服务人员}"
     "|visitor_role=服务人员|outcome=合格\n"
     RING("四次", "delivered_at+12M..12M", "88%") ITEM("93%", "受访人", "<配电室负责人:9/值班电工:1>") ITEM("95%",
     "运行", "<正常:9/局部过热:1>")
     ITEM("92%", "停电检修", "<不需要:6/需要:4>") ITEM("93%", "售后评价", "<满意:9/一般:1>") SLIP
     RING("五次", "delivered_at+24M..24M", "86%") ITEM("95%", "放电痕迹", "<无:9/有:1>") ITEM("95%", "二次元件",
     "<无:9/有:1>")
     ITEM("95%", "生锈", "<无:8/有:2>") ITEM("95%", "操作机构", "<正常:10/不正常:1>") ITEM("90%", "保养指导",
     "<已指导>")
     ITEM("88%", "维护改造", "<无:7/加装测温:3>") ITEM("92%", "停电检修", "<不需要:6/需要:4>") SLIP},
    {ORG_RANDOM, 1, "NB", "events|category=企业内部配套|department=服务中心|issue=低压柜"
    "|finished_at=@accepted_at+20d 17:00|description=本厂车间自用\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions 93%|report=满意度测量报告|period=$month|step=上报|by={服务中心}|to=主管领导"
     "|at=@next+3d..10d 09:00..16:00 w\n"
     "visits 40%|customer=*|visited_at=@start+6d..20d 10:00|method=上门|visitor={区域业务人员}"
     "|visitor_role=区域业务人员|outcome=合格"
     "|product_satisfaction=4|service_satisfaction=5|opinion=走访，了解扩建计划\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define PANEL(no, customer, end, on, sum)                                                                              \
    "events|event_id=AZ2026-" no "|category=安装|issue=环网柜|department=服务中心"                                     \
    "|customer=" customer "|accepted_at=@2023-12-01 09:00"                                                             \
    "|finished_at=@" end "|delivered_at=@" on "|amount=" sum "\n"
#define ASKED(stage, when) ">visits|stage=" stage "|visited_at=@" when " 10:00|method=电话|visitor={服务人员}"         \
    "|visitor_role=服务人员|outcome=合格|product_satisfaction=4|service_satisfaction=4\n"
static const struct org_story power_stories[] = {
    {"二月二十九日送电：半年、一年、二十四个月的第一天、最后一天、次日", "2023-12-01 09:00",
     PANEL("901", "1", "2024-02-20 17:00", "2024-02-29", "900000") ASKED("三次", "2024-08-29") ASKED("四次",
     "2025-03-29") ASKED("五次", "2026-03-29")
     PANEL("902", "2", "2024-02-20 17:00", "2024-02-29", "900000") ASKED("三次", "2024-08-28") ASKED("四次",
     "2025-03-30") ASKED("五次", "2026-03-30")},
    {"一个电话覆盖两台设备；重大顾客只打了电话；没有调查表；方式不在规定内", "2024-01-10 09:00",
     PANEL("903", "3", "2025-03-01 17:00", "2025-03-10", "3000000") PANEL("904", "3", "2025-03-02 17:00", "2025-03-12",
     "3000000")
     "visits|event_id=AZ2026-903;AZ2026-904|stage=四次|visited_at=@2026-03-20 10:00|method=电话|visitor={服务人员}"
     "|visitor_role=服务人员"
     "|outcome=合格|product_satisfaction=5|service_satisfaction=5\n"
     PANEL("905", "4", "2026-08-01 17:00", "2026-08-05", "500000")
     ">visits|stage=一次|visited_at=@finished_at+3d 10:00|method=短信|visitor={服务人员}|visitor_role=服务人员"
     "|outcome=合格\n"},
    {"措施没有按期完成；完成没有验证；反馈单没有决定；需求没有落实", "2026-08-03 10:00",
     PANEL("906", "5", "2026-07-20 17:00", "2026-07-25", "500000")
     ">visits|stage=一次|visited_at=@finished_at+3d 10:00|method=上门|visitor={服务人员}|visitor_role=服务人员"
     "|outcome=合格|product_satisfaction=2|service_satisfaction=4\n"
     ">>findings|kind=问题|class=产品质量|raised_at=$visited_at|content=联锁不到位\n>>findings|kind=需求|class=建议需求"
     "|raised_at=$visited_at|outcome=不采取|content=希望停电检修\n"
     ">>actions|kind=纠正|opened_at=@visited_at+2d 10:00|owner={品质部}|due_at=@opened_at+20d|description=调整联锁\n"
     ">>actions|kind=预防|opened_at=@visited_at+2d 11:00|owner={品质部}|due_at=@opened_at+20d"
     "|done_at=@opened_at+25d 10:00|description=修订装配卡\n"},
    {"两台设备的顾客，档案缺联系人和运行状况：只列一次", "2026-02-03 10:00",
     PANEL("907", "17", "2026-02-20 17:00", "2026-03-01", "800000")
     PANEL("908", "17", "2026-03-20 17:00", "2026-04-01", "800000")},
    {"拒收：合同额不是数", "2026-10-12 09:00", "events|event_id=AZ2026-991|category=安装|issue=环网柜"
    "|amount=约三十万\n"},
    {NULL, NULL, NULL}};

static const struct org_log power_logs[] = {
    {"events", "顾客回访台账-%Y", NULL, NULL, "category: {企业内部配套: internal_use}\n", &org_gbk_slash},
    {"visits", "顾客回访记录-%Y", NULL, NULL, "stage: {一次: s1, 二次: s2, 三次: s3, 四次: s4, 五次: s5, 六次: s6}\n",
    NULL},
    {"answers", "回访检查项", NULL, NULL,
     "item: {受访人: respondent, 资料附件: documents, 包装运输损伤: damage, 培训: training, 服务人员: staff,"
     " 异常: abnormal, 运行: running,"
     " 停电检修: maintenance, 放电痕迹: discharge, 二次元件: secondary, 生锈: rust, 操作机构: operation,"
     " 保养指导: guidance, 维护改造: upgrade,"
     " 产品质量评价: product, 服务质量评价: service, 售后评价: service, 建议需求: suggestions}\n"
     "value: {现场负责人: site_lead, 配电室负责人: switch_room_lead}\n", NULL},
    {"findings", "信息反馈单", NULL, NULL, "class: {产品质量: product, 服务质量: service, 建议需求: suggestion}\n",
    NULL},
    {"submissions", "报告上报", NULL, NULL, "report: {满意度测量报告: satisfaction_report}\n", NULL},
    {0}};

const struct org org_power_equipment = {
    .id = "power-equipment", .policy = "power-equipment", .name = "华昇电力设备公司", .about = "a maker of switchgear,"
    " judged by power-equipment.",
    .first_year = 2023, .first_month = 6, .months = 41, .sites = {"东部", "西部"}, .customer_prefix = "HS",
    .customer_types = "企业:10", .customers = 90, .files = true,
    .style = {"UTF-8", true, false, false, LOG_ISO}, .posts = power_posts, .scripts = power_scripts,
    .stories = power_stories, .logs = power_logs};

/* ---- product-visits ---- */

static const struct org_post product_posts[] = {
    {"售后客服部=service_staff", "售后客服部", 3}, {"销售部=sales", "销售部", 3}, {"主管领导=leader", "总经办", 0},
    {NULL, NULL, 0}};

#define SURVEY(stage, when, share)                                                                                     \
    ">visits " share "|stage=" stage "|visited_at=@" when " 09:30..16:30|method=<电话:7/调查表:3>"                     \
    "|visitor={售后客服部}|visitor_role=售后客服部"                                                                    \
    "|outcome=合格|product_satisfaction%94=<5:4/4:5/3:1/2:1>|service_satisfaction%94=<5:4/4:5/3:1>"                    \
    "|issue_raised%10=是\n"                                                                                            \
    ">>answers 95%|item=产品|value=<满意:8/一般:2>\n>>answers 95%|item=服务质量|value=<满意:9/一般:1>\n>>answers 93%"  \
    "|item=使用环境|value=<家庭/门店/工厂>\n>>answers 92%|item=受访人|value=<使用人:8/采购人:2>\n"                     \
    ">>answers 92% ?method:电话|item=客服热线|value=是\n"                                                              \
    ">>findings 15%|kind=<问题/建议>|class=<噪音/配件/操作>|raised_at=$visited_at|department=<售后客服部/销售部>"      \
    "|handled_at%70=@visited_at+1d..9d"                                                                                \
    "|reported_at%60=@visited_at+1d|outcome%70=<已解释/已更换/转生产部>|content=<噪音偏大/说明书看不懂/想要配件>\n"    \
    ">>events 80% ?issue_raised:是|category=投诉|issue=产品|department=售后客服部|severity=一般"                       \
    "|accepted_at=$visited_at|finished_at=@accepted_at+1d..6d 17:00|description=回访中提出\n"                          \
    ">>findings 8%|kind=问题|class=操作|raised_at=$visited_at|content=不会设置定时\n"  \
    ">>>actions 40%|kind=纠正|opened_at=@raised_at+2d 10:00|owner={售后客服部}|due_at=@opened_at+15d"                  \
    "|done_at%80=@opened_at+5d..20d|description=更换配件\n"                                                            \
    ">>custody ?method:调查表|form_kind=调查问卷|step=发放|at=@visited_at-9d|by={售后客服部}|to={销售部}|signed=√\n"   \
    ">>custody 72% ?method:调查表|form_kind=调查问卷|step=交回|at=@visited_at+1d|by={销售部}|to={售后客服部}|signed=√\n"

static const struct org_script product_scripts[] = {
    {ORG_RANDOM, 12, "CJ",
     "events|category=已成交客户|issue=<净水机/商用冰箱/烘干机>|department=销售部|delivered_at=@accepted_at+3d..12d"
     "|finished_at=@accepted_at+12d 17:00|amount=<4600/12800/9800>\n"
     ">plans 85%|planned_on=@delivered_at+42d|visitor={售后客服部}|made_by={售后客服部}"
     "|made_at=@delivered_at+1d 10:00\n"
     SURVEY("一次", "delivered_at+31d..45d", "90%") SURVEY("二次", "delivered_at+92d..110d", "86%") SURVEY("三次",
     "delivered_at+12M..12M", "84%")},
    {ORG_RANDOM, 1, "TS", "events|category=投诉|issue=配送|department=销售部|severity=一般"
    "|finished_at=@accepted_at+1d..6d 17:00|description=送货晚两天\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions 93%|report=满意度报告|period=$month|step=上报|by={售后客服部}|to={主管领导}|at=@next+2d..8d 10:00 w\n"
     ">submissions 92%|report=满意度报告|period=$month|step=审核|by={主管领导}|to=相关部门|at=@at+1d 15:00\n"},
    {ORG_QUARTERLY, 1, NULL,
     "surveys x24|survey=$quarter|customer=*|department=销售部|surveyor={销售部}|sent_at%96=@start+8d..20d"
     "|returned_at%80=@sent_at+4d..30d|check?returned_at%25=<真实:14/虚假:1>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

#define SOLD(no, customer, day) "events|event_id=CJ2026-" no "|category=已成交客户|issue=净水机|department=销售部"     \
    "|customer=" customer "|delivered_at=@" day "\n"
#define DIALLED(stage, t) ">visits|stage=" stage "|visited_at=@" t "|method=电话|visitor={售后客服部}"                 \
    "|visitor_role=售后客服部|outcome=合格|product_satisfaction=4|service_satisfaction=4"
#define FORMS(n) "surveys x" n "|survey=专项-2026-08|customer=*|department=销售部|surveyor={销售部}|sent_at=@2026-08-05"
static const struct org_story product_stories[] = {
    {"一月三十一日送货：满一个月的当天（二月二十八日）、早一天", "2026-01-20 10:00",
     SOLD("901", "1", "2026-01-31") DIALLED("一次", "2026-02-28 10:00") "\n" SOLD("902", "2", "2026-01-31")
     DIALLED("一次", "2026-02-27 10:00") "\n"},
    {"没有用客服热线；不是使用人；问卷没有收回；投诉没有立案；无法解决没有说明；短信", "2026-07-06 10:00",
     SOLD("903", "3", "2026-07-10") DIALLED("一次", "2026-08-20 10:00") "|issue_raised=是\n>>answers|item=受访人"
     "|value=采购人\n"
     ">>findings|kind=问题|class=噪音|raised_at=$visited_at|content=夜间噪音大\n"
     ">>custody|form_kind=调查问卷|step=发放|at=@visited_at-5d|by={售后客服部}|to={销售部}|signed=√\n"
     SOLD("904", "4", "2026-07-11") ">visits|stage=一次|visited_at=@2026-08-21 10:00|method=短信|visitor={售后客服部}"
     "|visitor_role=售后客服部|outcome=合格\n"},
    {"专项问卷：发放十份，收回七份，正好70%，其中一份抽查为虚假；计划了一份没有发放", "2026-08-03 10:00",
     FORMS("6") "|returned_at=@2026-08-20|check%40=真实\n" FORMS("1") "|returned_at=@2026-08-21|check=虚假\n" FORMS("3")
     "\nsurveys|survey=专项-2026-08|customer=*|department=销售部|surveyor={销售部}\n"},
    {"拒收：送货日期不是日期", "2026-10-12 10:00", "events|event_id=CJ2026-991|category=已成交客户|issue=净水机"
    "|delivered_at=下周\n"},
    {NULL, NULL, NULL}};

static const struct org_log product_logs[] = {
    {"events", "成交客户-%Y", NULL, NULL, NULL, &org_gbk_chinese},
    {"visits", "产品回访-%Y", NULL, NULL, "stage: {一次: first, 二次: second, 三次: third}\n", NULL},
    {"answers", "回访内容", NULL, NULL, "item: {产品: product, 服务质量: service, 使用环境: environment,"
    " 受访人: respondent, 客服热线: hotline}\nvalue: {使用人: user}\n", NULL},
    {"submissions", "报告上报", NULL, NULL, "report: {满意度报告: satisfaction_report}\n", NULL},
    {0}};

const struct org org_product_visits = {
    .id = "product-visits", .policy = "product-visits", .name = "泉清电器销售公司", .about = "a dealer in appliances,"
    " judged by product-visits.",
    .first_year = 2025, .first_month = 9, .months = 14, .sites = {"本公司"}, .customer_prefix = "QQ",
    .customer_types = "个人:7/企业:3", .customers = 150,
    .style = {"UTF-8", true, false, false, LOG_ISO}, .posts = product_posts, .scripts = product_scripts,
    .stories = product_stories, .logs = product_logs};

/* ---- bank-visits ---- */

static const struct org_post bank_posts[] = {{"客户服务人员=service_staff", "客户部", 4}, {"行长", "行长室", 0}, {NULL,
    NULL, 0}};

#define BANKING                                                                                                        \
    "|method=<上门:5/电话:5>|visitor={客户服务人员}|visitor_role=客户服务人员|outcome=合格|satisfaction=<5:4/4:5/3:1>" \
    "|opinion%80=<希望增加取款额度/手机银行好用/柜台排队久>\n"                                                         \
    ">>>answers 94%|item=产品使用|value=<手机银行/理财/对公结算>\n>>>answers 92%|item=服务需求"                        \
    "|value=<上门收款/贷款续期/无>\n"                                                                                  \
    ">>>answers 90%|item=使用要求|value=<界面大字版/无>\n"

static const struct org_script bank_scripts[] = {
    {ORG_CUSTOMERS, 3, "LX", "events|category=例行客户|department=客户部|description=在册\n"
     ">plans x5 90%|planned_on=@turn+10d..20d|visitor={客户服务人员}|made_by={客户服务人员}|made_at=@turn+1d 09:00"
     "|cancelled_on%6=@turn+8d\n"
     ">>visits 84% ?cancelled_on:|visited_at=<@planned_on-2d 10:30:3/@planned_on+0d 15:00:6/@planned_on+5d 15:00:1>"
     BANKING},
    {ORG_CUSTOMERS, 17, "DK", "events|category=大客户|department=客户部|amount=<5000000/12000000>"
    "|description=重点客户\n"
     ">plans x9 92%|planned_on=@turn+5d..15d|visitor={客户服务人员}|made_by={客户服务人员}|made_at=@turn+1d 09:00\n"
     ">>visits 90%|visited_at=<@planned_on+0d 10:30:9/@planned_on+3d 15:00:1>" BANKING},
    {ORG_MONTHLY, 1, NULL, "visits x3|customer=*|visited_at=@start+3d..25d 10:00..16:00|category=例行客户" BANKING},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story bank_stories[] = {
    {"计划过了没有回访；晚了三天；三项内容一项没有问", "2026-09-07 10:00",
     "events|event_id=LX2026-901|category=例行客户|customer=2|department=客户部\n>plans|planned_on=@start+7d"
     "|visitor={客户服务人员}|made_by={客户服务人员}|made_at=@start+1d 09:00\n"
     "events|event_id=LX2026-902|category=大客户|customer=3|department=客户部\n>plans|planned_on=@start+7d"
     "|visitor={客户服务人员}|made_by={客户服务人员}|made_at=@start+1d 09:00\n"
     ">visits|visited_at=@start+10d 10:00|method=电话|visitor={客户服务人员}|visitor_role=客户服务人员|outcome=合格\n"},
    {"拒收：计划日期不是日期", "2026-10-12 10:00", "plans|customer=5|planned_on=月底|visitor={客户服务人员}\n"},
    {NULL, NULL, NULL}};

static const struct org_log bank_logs[] = {
    {"events", "客户名录", NULL, NULL, "category: {例行客户: customer, 大客户: key_customer}\n", &org_gbk_slash},
    {"plans", "客户回访计划-%Y", NULL, NULL, NULL, NULL},
    {"visits", "客户回访-%Y", NULL, NULL, "category: {例行客户: customer}\n", NULL},
    {"answers", "回访内容", NULL, NULL, "item: {产品使用: product_use, 服务需求: service_needs,"
    " 使用要求: requirements}\n", NULL},
    {0}};

const struct org org_bank_visits = {
    HEAD_ORG("bank-visits", "河畔农商银行城关支行", "HP", "对公:4/个人:6"), .about = "a bank branch,"
    " judged by bank-visits.", .sites = {"城关支行"},
    .customers = 120, .posts = bank_posts, .scripts = bank_scripts, .stories = bank_stories, .logs = bank_logs};

/* ---- customer-files ---- */

static const struct org_post files_posts[] = {{"员工=employee", "销售部", 6}, {"部门负责人=department_head", "销售部",
    0}, {NULL, NULL, 0}};

static const struct org_script files_scripts[] = {
    {ORG_RANDOM, 11, "GK",
     "events|category=新顾客|department=销售部|issue=新顾客|channel=<来访:6/老顾客介绍:4>"
     "|started_at%94=<@accepted_at+1h:9/@accepted_at+1d 09:00:1>|amount%40=<12000/36000/58000>"
     "|sales%50=<2600/9800/15400.50>\n"
     ">steps 92%|kind=移交|at=<@accepted_at+2h..3h:9/@accepted_at+1d 10:00:1>|by={员工}|to={部门负责人}|note=报总档案\n"
     ">assignments|role=员工|staff={员工#}\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story files_stories[] = {
    {"两人先后报同一顾客；只建分档案没有报；次日才报", "2026-09-08 10:00",
     "events|event_id=GK2026-901|category=新顾客|customer=1|department=销售部|issue=新顾客|started_at=@accepted_at+1h"
     "|sales=1000\n"
     ">steps|kind=移交|at=@accepted_at+2h|by={员工}|to={部门负责人}\n"
     "events|event_id=GK2026-902|category=新顾客|customer=1|department=销售部|issue=新顾客|accepted_at=@start+6d 11:00"
     "|started_at=@accepted_at+1h|sales=500\n"
     ">steps|kind=移交|at=@accepted_at+2h|by={员工}|to={部门负责人}\n"
     "events|event_id=GK2026-903|category=新顾客|customer=2|department=销售部|issue=新顾客|accepted_at=@start+7d 11:00"
     "|started_at=@accepted_at+1h|sales=99999\n"
     "events|event_id=GK2026-904|category=新顾客|customer=3|department=销售部|issue=新顾客|accepted_at=@start+8d 11:00"
     "|started_at=@accepted_at+1d 09:00\n"
     ">steps|kind=移交|at=@accepted_at+1d 09:30|by={员工}|to={部门负责人}\n"},
    {"拒收：建档时间不是时间", "2026-10-12 10:00", "events|event_id=GK2026-991|category=新顾客|customer=4"
    "|started_at=当天\n"},
    {NULL, NULL, NULL}};

static const struct org_log files_logs[] = {
    {"events", "顾客分档案-%Y-%m", "新顾客=new_customer",
     "档案号!event_id,顾客编号!customer_id,顾客姓名!customer_name,电话:phone,展厅!site,部门:department,事由!issue,"
     "来源:channel,首次接待!accepted_at,建档时间!started_at,金额:amount,成交金额:sales",
     NULL, &org_gbk_slash},
    {0}};

const struct org org_customer_files = {
    HEAD_ORG("customer-files", "明川家居展厅", "MC", "顾客:10"), .about = "a showroom that keeps customer files,"
    " judged by customer-files.", .sites = {"本店"},
    .customers = 140, .posts = files_posts, .scripts = files_scripts, .stories = files_stories, .logs = files_logs};

/* ---- visits-preface ---- */

static const struct org_post preface_posts[] = {{"客户服务部=customer_service", "客户服务部", 3},
    {"销售代表=sales_representative", "销售部", 2},
    {"客户服务部;销售代表=customer_service;sales_representative", NULL, 0}, {NULL, NULL, 0}};

#define GENERAL                                                                                                        \
    "|method=<电话:6/邮件:2/在线:2>|visitor?customer_type:重要企业={客户服务部};{销售代表}"                            \
    "|visitor_role?customer_type:重要企业=客户服务部;销售代表"                                                         \
    "|visitor?customer_type:企业={客户服务部}|visitor_role?customer_type:企业=客户服务部|outcome=<合格:9/不合格:1>"    \
    "|satisfaction=<5:4/4:4/3:2>|opinion%92=<使用正常/界面复杂/响应快>\n"                                              \
    ">>answers 94%|item=使用体验|value=<良好/一般>\n>>answers 92%|item=问题解决|value=<已解决:8/未解决:2>\n"           \
    ">>answers 92%|item=售后|value=<及时有效:8/一般:2>\n"                                                              \
    ">>findings 14%|kind=<问题:5/建议:4/需求:1>|raised_at=$visited_at|department=客户服务部"                           \
    "|replied_at%85=@visited_at+1d..6d 15:00|handled_at%75=@visited_at+2d..12d"                                        \
    "|content=<导出报表慢/希望增加模板/账号合并>\n"

static const struct org_script preface_scripts[] = {
    {ORG_RANDOM, 8, "JF",
     "events|category=交付|issue=<软件授权/设备/年度服务>|department=客户服务部|delivered_at=@accepted_at+3d..15d"
     "|finished_at=$delivered_at|amount=<8000/26000/98000>\n"
     ">visits 90%|visited_at=@delivered_at+1d..8d 09:30..17:30" GENERAL},
    {ORG_CUSTOMERS, 4, "KH", "events|category=在册客户|department=客户服务部\n"
     ">visits x4 86%|visited_at=@turn+10d..80d 09:30..17:30" GENERAL},
    {ORG_RANDOM, 2, "ZX", "events|category=<咨询/建议/投诉>|department=客户服务部|channel=<电话/在线>"
    "|finished_at%92=@accepted_at+1h..4d\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story preface_stories[] = {
    {"产品升级：四家客户，两家已回访；价格变动：没有回访", "2026-06-01 10:00",
     "events|event_id=SJ2026-01|category=产品升级|customer=1|issue=5.0版|department=客户服务部"
     "|finished_at=@accepted_at+2d 18:00\n>visits|visited_at=@finished_at+3d 10:00" GENERAL
     "events|event_id=SJ2026-02|category=产品升级|customer=2|issue=5.0版|department=客户服务部"
     "|finished_at=@accepted_at+2d 18:00\n>visits|visited_at=@finished_at+6d 10:00" GENERAL
     "events|event_id=SJ2026-03|category=产品升级|customer=3|issue=5.0版|department=客户服务部"
     "|finished_at=@accepted_at+2d 18:00\n"
     "events|event_id=JG2026-01|category=价格变动|customer=4|issue=续费涨价|department=客户服务部"
     "|finished_at=@accepted_at+9d 18:00\n"},
    {"第七天、第八天、没有回访；重要客户没有销售代表；上门（不在方式内）；没有内容", "2026-09-01 10:00",
     "events|event_id=JF2026-901|category=交付|customer=5|issue=设备|department=客户服务部|delivered_at=@2026-09-04"
     "|finished_at=@2026-09-04\n>visits|visited_at=@2026-09-11 23:50" GENERAL
     "events|event_id=JF2026-902|category=交付|customer=6|issue=设备|department=客户服务部|delivered_at=@2026-09-04"
     "|finished_at=@2026-09-04\n>visits|visited_at=@2026-09-12 00:00:00" GENERAL
     "events|event_id=JF2026-903|category=交付|customer=7|issue=设备|department=客户服务部|delivered_at=@2026-09-04"
     "|finished_at=@2026-09-04\n"
     "events|event_id=JF2026-904|category=交付|customer=8|issue=设备|department=客户服务部|delivered_at=@2026-09-04"
     "|finished_at=@2026-09-04\n"
     ">visits|visited_at=@2026-09-08 10:00|method=上门|visitor={客户服务部}|visitor_role=客户服务部|outcome=合格\n"
     ">>findings|kind=问题|raised_at=$visited_at|content=至今没有回音\n"},
    {"拒收：方式写法不在表内", "2026-10-12 10:00",
     "visits|visit_id=HF2026-991|event_id=JF2026-903|visited_at=@start+0d 11:00|method=托人|visitor={客户服务部}\n"},
    {NULL, NULL, NULL}};

static const struct org_log preface_logs[] = {
    {"events", "客户与交付-%Y", NULL, NULL,
     "category: {交付: delivery, 在册客户: customer, 产品升级: upgrade, 价格变动: price_change}\n", NULL},
    {"visits", "回访记录-%Y-%m", NULL, NULL, NULL, &org_gbk_dot},
    {"customers", "客户名册", NULL, NULL, "type: {重要企业: important}\n", NULL},
    {"answers", "回访内容", NULL, NULL, "item: {使用体验: quality, 问题解决: solved, 售后: after_sales}\n", NULL},
    {0}};

const struct org org_visits_preface = {
    HEAD_ORG("visits-preface", "启明软件服务公司", "QM", "企业:8/重要企业:2"),
    .about = "a supplier under the general rules, judged by visits-preface.", .sites = {"本公司"},
    .customers = 110, .posts = preface_posts, .scripts = preface_scripts, .stories = preface_stories,
    .logs = preface_logs};
