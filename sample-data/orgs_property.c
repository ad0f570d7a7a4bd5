/* 恒悦广场, … : property companies under plaza, liyuan and property-basic. */
#include "sample-data/org.h"

/* ---- plaza ---- */

static const struct org_post plaza_posts[] = {
    {"管理处经理", "管理处", 0}, {"物业部主管", "物业部", 0}, {"物业助理", "物业部", 2},   {"接待员", "客服部", 1},
    {"维修工", "工程部", 2},     {"保安队长", "保安部", 0},   {"保洁领班", "保洁部", 0},   {NULL, NULL, 0}};

static const struct org_matter plaza_matters[] = {
    {"complaint", "空调温度", "工程部", "铺内午后温度偏高，顾客坐不住，请调低冷水温度"},
    {"complaint", "卫生间清洁", "保洁部", "二层东侧卫生间地面积水，异味较重"},
    {"complaint", "货梯占用", "保安部", "送货时段货梯长时间被装修队占用"},
    {"complaint", "广告位", "物业部", "店招被活动展架遮挡，与约定不符"},
    {"complaint", "停车收费", "保安部", "员工月卡重复扣费，来回跑了两趟没有结果"},
    {"complaint", "服务态度", "物业部", "询问装修押金时答复生硬"},
    {"repair", "灯具不亮", "工程部", "铺位射灯三盏不亮"},
    {"repair", "卷帘门故障", "工程部", "卷帘门升到一半卡住"},
    {"repair", "漏水", "工程部", "天花滴水，已用桶接"},
    {"repair", "排烟不畅", "工程部", "后厨排烟罩吸力不足"},
    {"repair", "插座跳闸", "工程部", "收银台插座一用就跳闸"},
    {NULL, NULL, NULL, NULL}};

#define PLAZA_PAPER                                                                                                    \
    "|visitor_role?severity:一般=物业助理|visitor?severity:一般={物业助理}|visitor_role?severity:重要=物业部主管"          \
    "|visitor?severity:重要={物业部主管}|visitor_role?severity:重大=管理处经理|visitor?severity:重大={管理处经理}"         \
    "|visitor_role?severity:=物业助理|visitor?severity:={物业助理}|signed?method:上门%94=√|outcome=<合格:90/不合格:6>"     \
    "|satisfaction=<非常满意:3/满意:5/一般:2/不满意:1>|opinion%40=<处理及时/已解决，谢谢/希望不要再发生/还要再观察几天>"  \
    "|review_note?method:电话%93=电话回访，已阅|review_note?method:上门%95=已阅，情况属实"                              \
    "|reviewed_by?review_note={物业部主管}|reviewed_at?review_note=@visited_at+1d..3d 16:00..17:30"                     \
    "|filed_at?review_note=@reviewed_at+1d..4d"

static const struct org_script plaza_scripts[] = {
    {ORG_RANDOM, 10, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:72/重要:20/重大:8>|validity=<有效:80/沟通性:12/无效:8>"
     "|channel=<电话:6/来访:3/上级转办:1>|contacted_at=@accepted_at+5m..3h|finished_at%93=@accepted_at+3h..5d\n"
     ">plans 88%|planned_on=@finished_at+1d..3d|visitor={物业助理}|made_by={物业部主管}|made_at=@finished_at+0d 17:30\n"
     ">visits 66%|visited_at=@finished_at+0d..4d 09:00..18:00|method=<上门:6/电话:4>" PLAZA_PAPER "\n"
     ">>findings 14%|kind=<问题:7/建议:3>|raised_at=$visited_at|department=$department|promised_at%85=@visited_at+1d..3d 17:00"
     "|replied_at%82=@raised_at+1d..4d 10:00..17:00|handled_at=$replied_at|content=<铺前导视牌不清楚/晚间照明偏暗/希望提前通知停水停电>\n"},
    {ORG_RANDOM, 12, "BX",
     "events|category=维修|matter=repair|channel=<电话:7/来访:3>|contacted_at=@accepted_at+5m..90m|finished_at%95=@accepted_at+2h..4d\n"
     ">visits 58%|visited_at=@finished_at+0d..5d 09:00..18:00|method=<上门:4/电话:6>" PLAZA_PAPER "\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions|report=客户回访记录|period=$month|step=上报|by={物业部主管}|to=公司领导|at=@next+1d..7d 09:00..17:00 w\n"},
    {ORG_WEEKLY, 1, NULL,
     "decisions 30%|meeting_on=@start+0d|owner={物业部主管}|due_at=@start+7d|done_at%80=@start+3d..12d|metric=visit_rate"
     "|text=<逾期回访逐条说明原因/电话回访须注明“电话回访”/货梯时段重新公示>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story plaza_stories[] = {
    {"第三类投诉第二次回访用了电话", "2026-09-08 10:20",
     "events|event_id=TS202609-901|category=投诉|matter=complaint|customer=1|severity=重大|validity=有效|contacted_at=@accepted_at+30m"
     "|finished_at=@accepted_at+2d 16:00\n"
     ">visits|visit_id=HF202609-901|visited_at=@finished_at+1d 10:00|method=上门|signed=√|visitor={管理处经理}|visitor_role=管理处经理|outcome=不合格\n"
     ">visits|visit_id=HF202609-902|visited_at=@finished_at+3d 10:00|method=电话|visitor={管理处经理}|visitor_role=管理处经理|outcome=合格"
     "|review_note=电话回访\n"},
    {NULL, NULL, NULL}};

static const struct org_log plaza_logs[] = {
    {"events", "投诉登记-%Y-%m", "投诉", NULL, NULL, {NULL}},
    {"events", "维修派工单-%Y", "维修",
     "派工单号!event_id,铺位号!customer_id,租户!customer_name,联系电话:phone,区域!site,责任部门:department,维修项目:issue,来源:channel,"
     "报修时间:accepted_at,首次联系时间:contacted_at,完成时间:finished_at,描述:description", NULL, {"GB18030", false, true, false, LOG_SLASH}},
    {"visits", "回访记录表-%Y-%m", NULL, NULL, NULL, {NULL}},
    {NULL}};

const struct org org_plaza = {
    .id = "plaza", .name = "恒悦广场物业管理处", .policy = "plaza", .about = "a plaza with two areas, judged by plaza.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"东区", "西区"},
    .customer_prefix = "HY", .customer_types = "<租户:10>", .customers = 140, .style = {"UTF-8", true, false, false, LOG_ISO},
    .posts = plaza_posts, .matters = plaza_matters, .scripts = plaza_scripts, .stories = plaza_stories, .logs = plaza_logs};
