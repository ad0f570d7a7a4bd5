/* A plaza (plaza), an estate (liyuan) and a small estate (property-basic). */
#include "sample-data/org.h"
#include "sample-data/orgs_estate.h"

/* ---- plaza ---- */

static const struct org_post plaza_posts[] = {
    {"管理处经理=manager", "管理处", 0}, {"物业部主管=supervisor", "物业部", 0}, {"物业助理=assistant", "物业部", 2},
    {"接待员", "客服部", 1},
    {"维修工", "工程部", 2},     {"秩序队长", "秩序部", 0},   {"保洁领班", "保洁部", 0}, {NULL, NULL, 0}};

static const struct org_matter plaza_matters[] = {
    {"complaint", "空调温度", "工程部", "铺内午后温度偏高，顾客坐不住，请调低冷水温度"},
    {"complaint", "卫生", "保洁部", "二层东侧卫生间地面积水，异味较重"},
    {"complaint", "货梯占用", "秩序部", "送货时段货梯长时间被装修队占用"},
    {"complaint", "广告位", "物业部", "店招被活动展架遮挡，与约定不符"},
    {"complaint", "停车收费", "秩序部", "员工月卡重复扣费，来回跑了两趟没有结果"},
    {"complaint", "服务态度", "物业部", "询问装修押金时答复生硬"},
    {"repair", "灯具不亮", "工程部", "铺位射灯三盏不亮"},
    {"repair", "卷帘门故障", "工程部", "卷帘门升到一半卡住"},
    {"repair", "漏水", "工程部", "天花滴水，已用桶接"},
    {"repair", "排烟不畅", "工程部", "后厨排烟罩吸力不足"},
    {"repair", "插座跳闸", "工程部", "收银台插座一用就跳闸"},
    {NULL, NULL, NULL, NULL}};

/* Who visits by grade; signature, mark and review with few gaps. */
#define GRADED(A, S, M)                                                                                                \
    "|visitor?severity:重要={" S "}|visitor_role?severity:重要=" S "|visitor?severity:重大={" M "}"                    \
    "|visitor_role?severity:重大=" M                                                                                   \
    "|visitor?severity:一般={" A "}|visitor_role?severity:一般=" A "|visitor?severity:={" A "}"                        \
    "|visitor_role?severity:=" A
#define PAPER(S)                                                                                                       \
    "|signed?method:上门%94=√|outcome=<合格:92/不合格:8>|satisfaction=<非常满意:3/满意:5/一般:2/不满意:1>"             \
    "|opinion%40=<处理及时/已解决，谢谢/希望不要再发生/还要再观察几天>|review_note?method:电话%93=电话回访，已阅"      \
    "|review_note?method:上门%95=已阅，情况属实|reviewed_by?review_note={" S "}"                                       \
    "|reviewed_at?review_note=@visited_at+1d..3d 16:00..17:30|filed_at?review_note=@reviewed_at+1d..4d"
#define RAISED                                                                                                         \
    "|raised_at=$visited_at|department=$department|promised_at%85=@visited_at+1d..3d 17:00"                            \
    "|replied_at%82=@raised_at+1d..4d 10:00..17:00|handled_at=$replied_at|outcome?handled_at=已处理"

static const struct org_script plaza_scripts[] = {
    {ORG_RANDOM, 8, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:72/重要:20/重大:8>|validity=<有效:80/沟通性:12/无效:8>"
     "|channel=<电话:6/来访:3/上级:1>|contacted_at=@accepted_at+5m..3h|finished_at%94=@accepted_at+3h..5d\n"
     ">plans 88%|planned_on=@finished_at+1d..3d|visitor={物业助理}|made_by={物业部主管}|made_at=@finished_at+0d 17:30\n"
     ">visits 66%|visited_at=@finished_at+0d..4d 18:10..19:30|method=<上门:6/电话:4>"
     GRADED("物业助理", "物业部主管", "管理处经理") PAPER("物业部主管") "\n"
     ">>findings 14%|kind=<问题:7/建议:3>" RAISED "|content=<铺前导视牌不清楚/晚间照明偏暗/希望提前通知停水停电>\n"},
    {ORG_RANDOM, 10, "BX",
     "events|category=维修|matter=repair|channel=<电话:7/来访:3>|contacted_at=@accepted_at+5m..90m"
     "|finished_at%95=@accepted_at+2h..4d\n"
     ">plans 70%|planned_on=@finished_at+1d..3d|visitor={物业助理}|made_by={物业部主管}|made_at=@finished_at+0d 17:30\n"
     ">visits 58%|visited_at=@finished_at+0d..5d 18:10..19:30|method=<上门:4/电话:6>"
     GRADED("物业助理", "物业部主管", "管理处经理") PAPER("物业部主管") "\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions ?!month:2026-06|report=客户回访记录|period=$month|step=上报|by={物业部主管}|to=公司领导"
     "|at=@next+1d..7d 09:00..17:00 w\n"},
    {ORG_WEEKLY, 1, NULL,
     "decisions 30%|meeting_on=@start+0d|owner={物业部主管}|due_at=@start+7d|done_at%80=@start+3d..12d"
     "|metric=visit_rate"
     "|text=<逾期回访逐条说明原因/电话回访须注明“电话回访”/货梯时段重新公示>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story plaza_stories[] = {ESTATE_STORIES("物业助理", "物业部主管", "管理处经理", "物业部主管"), {NULL, NULL,
    NULL}};

static const struct org_log plaza_logs[] = {
    {"events", "投诉登记-%Y-%m", "投诉=complaint", NULL, NULL, NULL},
    {"events", "维修派工单-%Y", "维修=repair",
     "派工单号!event_id,铺位号!customer_id,租户!customer_name,联系电话:phone,区域!site,责任部门:department,"
     "维修项目:issue,来源:channel,"
     "报修时间:accepted_at,首次联系时间:contacted_at,完成时间:finished_at,描述:description", NULL, &org_gbk_slash},
    {"visits", "回访记录表-%Y-%m", NULL, NULL, NULL, NULL},
    {"submissions", "submissions", NULL, NULL, "report: {客户回访记录: monthly_record}\n", NULL},
    {0}};

const struct org org_plaza = {
    .id = "plaza", .name = "恒悦广场物业管理处", .policy = "plaza", .about = "a plaza with two areas, judged by plaza.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"东区", "西区"},
    .customer_prefix = "HY", .customer_types = "租户:10", .customers = 140, .style = {"UTF-8", true, false, false,
    LOG_ISO},
    .posts = plaza_posts, .matters = plaza_matters, .scripts = plaza_scripts, .stories = plaza_stories,
    .logs = plaza_logs};

/* ---- liyuan ---- */

static const struct org_post liyuan_posts[] = {
    {"公司经理=manager", "总经办", 0}, {"客服部主管=service_supervisor", "客服部", 0}, {"部门主管=supervisor", "工程部",
    0}, {"物业助理=assistant", "客服部", 2},
    {"社区文化文员=culture_clerk", "客服部", 0}, {"维修工", "工程部", 2}, {"秩序队长", "秩序部", 0}, {NULL, NULL, 0}};

static const struct org_matter liyuan_matters[] = {
    {"complaint", "电梯故障", "工程部", "电梯一周停了两次"},
    {"complaint", "卫生", "保洁部", "楼道垃圾清运不及时"},
    {"complaint", "宠物扰民", "秩序部", "楼上养犬半夜吠叫"},
    {"complaint", "高空抛物", "秩序部", "阳台被扔烟头，险些着火"},
    {"complaint", "绿化", "客服部", "楼下花池枯死大半，无人补种"},
    {"repair", "漏水", "工程部", "厨房水管接头渗水"},
    {"repair", "电路跳闸", "工程部", "开热水器就跳闸"},
    {"repair", "下水堵塞", "工程部", "卫生间下水慢"},
    {"repair", "门锁损坏", "工程部", "入户门锁舌卡住"},
    {NULL, NULL, NULL, NULL}};

static const struct org_script liyuan_scripts[] = {
    {ORG_RANDOM, 6, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:74/重要:18/重大:8>|validity=<有效:80/沟通性:12/无效:8>"
     "|channel=<电话:6/来访:3/来信:1>|contacted_at=@accepted_at+5m..3h|finished_at%95=@accepted_at+3h..6d\n"
     ">plans 85%|planned_on=@finished_at+1d..3d|visitor={物业助理}|made_by={客服部主管}|made_at=@finished_at+0d 17:30\n"
     ">visits 62%|visited_at=@finished_at+0d..4d 18:30..20:30|method=<上门:6/电话:4>"
     GRADED("物业助理", "部门主管", "公司经理") PAPER("客服部主管") "\n"
     ">>findings 16%|kind=<问题:7/建议:3>" RAISED "|content=<门口快递柜太满/路灯偏暗/儿童滑梯有裂缝>\n"},
    {ORG_RANDOM, 10, "WX",
     "events|category=维修|matter=repair|channel=<电话:7/来访:3>|contacted_at=@accepted_at+5m..90m"
     "|finished_at%96=@accepted_at+2h..4d\n"
     ">visits 42%|visited_at=@finished_at+1d..36d 18:30..20:30|method=<上门:4/电话:6>"
     GRADED("物业助理", "部门主管", "公司经理") PAPER("客服部主管") "\n"},
    {ORG_RANDOM, 3, "HD",
     "events|category=文体活动|department=客服部|issue=<棋牌赛/广场舞交流/亲子手工/健康讲座>"
     "|started_at=@accepted_at+6d 09:00"
     "|finished_at=@started_at+3h|description=社区活动中心\n"
     ">visits 35%|visited_at=@finished_at+2d..34d 18:30..20:00|method=<电话:8/上门:2>|visitor={社区文化文员}"
     "|visitor_role=社区文化文员"
     PAPER("客服部主管") "\n"},
    {ORG_RANDOM, 2, "RH",
     "events|category=入伙|department=客服部|finished_at=@accepted_at+2h..5h|description=收楼，水电表读数已登记\n"
     ">visits 70%|visited_at=@finished_at+3d..40d 18:30..20:00|method=上门|visitor={物业助理}|visitor_role=物业助理"
     PAPER("客服部主管") "\n"},
    {ORG_QUARTERLY, 1, "TF",
     "events|category=突发事件|department=秩序部|issue=<爆管/停电/火情>|accepted_at=@start+20d..60d 08:00..21:00"
     "|contacted_at=@accepted_at+4m..15m|finished_at=@accepted_at+4h..2d|description=已恢复，住户财物无大损失\n"
     ">visits 60%|visited_at=@finished_at+1d..5d 18:30..20:00|method=上门|visitor={物业助理}|visitor_role=物业助理"
     PAPER("客服部主管") "\n"},
    {ORG_MONTHLY, 1, NULL,
     "submissions ?!month:2026-06|report=客户回访记录|period=$month|step=上报|by={部门主管}|to=公司领导"
     "|at=@next+1d..8d 09:00..17:00 w\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story liyuan_stories[] = {
    ESTATE_STORIES("物业助理", "部门主管", "公司经理", "客服部主管"),
    {"春节拜访由公司经理组织；中秋没有拜访", "2026-02-12 10:00",
     "events|event_id=JR2026-01|category=重大节日|customer=3|issue=春节|department=客服部\n"
     ">visits|visited_at=@start+0d 15:00|method=上门|signed=√" BY("公司经理") "\n"
     "events|event_id=JR2026-02|category=重大节日|customer=4|issue=春节|department=客服部\n"
     ">visits|visited_at=@start+0d 15:40|method=上门|signed=√" BY("物业助理") "\n"
     "events|event_id=JR2026-03|category=重大节日|customer=5|issue=中秋节|department=客服部"
     "|accepted_at=@2026-09-25 09:00\n"},
    {"维修回访：一个月的最后一天；次日", "2026-08-28 09:00",
     "events|event_id=WX2026-901|category=维修|matter=repair|customer=9|finished_at=@2026-08-31 15:00\n"
     ">visits|visited_at=@2026-09-30 18:40|method=电话|review_note=电话回访" BY("物业助理") "\n"
     "events|event_id=WX2026-902|category=维修|matter=repair|customer=10|finished_at=@2026-08-31 16:00\n"
     ">visits|visited_at=@2026-10-01 10:00|method=电话|review_note=电话回访" BY("物业助理") "\n"
     "events|event_id=WX2026-903|category=维修|matter=repair|customer=11|finished_at=@2026-08-31 17:00\n"
     ">visits|visited_at=@2026-09-10 10:00|method=上门|signed=√" BY("维修工") "\n"},
    {"不满意：缺解释、缺下次时间；超过下次时间", "2026-09-24 10:00",
     "events|event_id=TS2026-940|category=投诉|matter=complaint|customer=12|severity=一般"
     "|finished_at=@accepted_at+1d 17:00\n"
     ">visits|visited_at=@finished_at+1d 18:40|method=上门|signed=√|outcome=不合格|satisfaction=不满意" BY("物业助理")
     "\n"
     ">>findings|kind=问题|raised_at=$visited_at|content=补种的花又枯了\n"
     ">>findings|kind=问题|raised_at=$visited_at|department=工程部|outcome=配件在途，已说明"
     "|promised_at=@visited_at+5d 17:00"
     "|handled_at=@visited_at+9d 11:00|content=单元门闭门器\n"},
    {NULL, NULL, NULL}};

static const struct org_log liyuan_logs[] = {
    {"events", "投诉-%Y", "投诉=complaint", NULL, NULL, NULL},
    {"events", "维修-%Y", "维修=repair",
     "单号:event_id,房号:customer_id,业主:customer_name,联系电话:phone,房间号:unit,小区:site,责任部门:department,"
     "维修项目:issue,"
     "受理方式:channel,报修时间:accepted_at,首次联系时间:contacted_at,完成时间:finished_at,描述:description", NULL,
     &org_gbk_slash},
    {"events", "其他事项", NULL, NULL, NULL, NULL},
    {"visits", "回访-%Y-%m", NULL, NULL, NULL, NULL},
    {"submissions", "submissions", NULL, NULL, "report: {客户回访记录: monthly_record}\n", NULL},
    {0}};

const struct org org_liyuan = {
    .id = "liyuan", .name = "荔景园物业服务公司", .policy = "liyuan", .about = "an estate in two parts,"
    " judged by liyuan.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"南苑", "北苑"}, .homes = true,
    .customer_prefix = "LJ", .customer_types = "业主:8/租户:2", .customers = 160, .style = {"UTF-8", true, false, false,
    LOG_ISO},
    .posts = liyuan_posts, .matters = liyuan_matters, .scripts = liyuan_scripts, .stories = liyuan_stories,
    .logs = liyuan_logs};

/* ---- property-basic ---- */

static const struct org_post basic_posts[] = {
    {"管理处经理=manager", "管理处", 0}, {"客服部=customer_service", "客服部", 3}, {"维修工", "工程部", 2}, {"秩序队长",
    "秩序部", 0}, {NULL, NULL, 0}};

static const struct org_matter basic_matters[] = {
    {"complaint", "停车", "秩序部", "固定车位被占"},
    {"complaint", "卫生", "客服部", "电梯厅烟头没人扫"},
    {"complaint", "噪音", "秩序部", "晚间装修"},
    {"repair", "水阀", "工程部", "入户水阀关不严"},
    {"repair", "对讲", "工程部", "可视对讲无图像"},
    {"repair", "门窗", "工程部", "推拉窗滑轮坏"},
    {"repair", "照明", "工程部", "楼道灯不亮"},
    {"incident", "爆管", "工程部", "厨房水管爆裂，水漫到客厅"},
    {"incident", "火情", "秩序部", "灶台油锅起火，已扑灭"},
    {"incident", "燃气泄漏", "工程部", "软管老化，有燃气味"},
    {NULL, NULL, NULL, NULL}};

#define TALK "|visitor={客服部}|visitor_role=客服部|outcome=<合格:9/不合格:1>|satisfaction=<5:2/4:5/3:2/2:1>"          \
    "|opinion%94=<服务周到/比上季度好/保安换人太勤/照片已存档/希望多办活动>"
#define AFTERCARE(word, chance) ">>answers " chance "|item=" word "|value=<已完成:9/进行中:1>\n"

static const struct org_script basic_scripts[] = {
    {ORG_RANDOM, 11, "QX",
     "events|category=报修|matter=repair|channel=<电话:7/来访:3>|contacted_at=@accepted_at+3m..60m"
     "|finished_at%96=@accepted_at+2h..3d\n"
     ">visits 36%|visited_at=@finished_at+1d..20d 17:00..20:00|method=<电话:5/上门:4/信函:1>" TALK "\n"},
    {ORG_RANDOM, 3, "TS",
     "events|category=投诉|matter=complaint|severity=<一般:8/重要:2>|channel=<电话:6/来访:4>"
     "|contacted_at=@accepted_at+3m..60m"
     "|finished_at%94=@accepted_at+4h..6d\n"},
    {ORG_RANDOM, 2, "RZ",
     "events|category=入住|department=客服部|finished_at=@accepted_at+1h..4h|description=交房入住\n"
     ">visits 80%|visited_at=@finished_at+4d..25d 17:00..20:00|method=上门|visitor=<{管理处经理}:7/{客服部}:3>"
     "|visitor_role=管理处经理|outcome=合格|satisfaction=<5:5/4:4/3:1>|opinion=<希望加装晾衣架/很周到>\n"},
    {ORG_RANDOM, 1, "SG",
     "events|category=突发事件|matter=incident|accepted_at=@start+0d 07:00..23:00|contacted_at=@accepted_at+2m..6m"
     "|started_at%80=@accepted_at+6m..45m|finished_at=@accepted_at+5h..3d\n"
     ">visits 80%|visited_at=@finished_at+1d..6d 10:00..17:00|method=<上门:8/电话:2>" TALK "\n"
     AFTERCARE("调查事故原因", "95%") AFTERCARE("安全教育", "90%") AFTERCARE("其他隐患", "85%")
     AFTERCARE("帮助解决困难", "80%")
     AFTERCARE("协调各方", "80%")
     ">actions 75%|kind=预防|opened_at=@finished_at+1d 15:00|owner={客服部}|department=工程部|due_at=@opened_at+14d"
     "|done_at%80=@opened_at+5d..20d|description=<全楼软管普查/加装止回阀/张贴用火提示>\n"},
    {ORG_ONCE, 1, NULL, "exposure|site=清河苑|from=@start+0d|households=486|customers=486\n"},
    {ORG_MONTHLY, 1, NULL, /* 3 to 5 households */
     "visits x4 92% ?!month:2026-05|customer=*|visited_at=@start+3d..24d 17:00..20:00|method=<上门:6/电话:3/调查表:1>|stage=日常抽访"
     TALK "\n"
     ">findings 40%|kind=<意见:6/建议:4>|class=<保洁/安保/绿化/停车>|raised_at=$visited_at|department=客服部"
     "|content=<希望增加保洁频次/夜间巡逻少/草坪枯黄/访客车位不够>\n"},
    {ORG_RANDOM, 0, NULL, NULL}};

static const struct org_story basic_stories[] = {
    {"五月只抽访了两户", "2026-05-02 10:00",
     "visits x2|customer=*|visited_at=@start+3d..24d 17:00..20:00|method=上门|stage=日常抽访" TALK "\n"},
    {"八月多抽访了四户", "2026-08-02 10:00",
     "visits x4|customer=*|visited_at=@start+3d..24d 17:00..20:00|method=上门|stage=日常抽访" TALK "\n"},
    {"新措施、新收费、质量活动：受影响的住户逐户一条", "2026-05-11 09:00",
     "events|event_id=XC2026-01|category=新措施|customer=1|department=客服部|issue=门禁人脸识别"
     "|finished_at=@accepted_at+4d 17:00\n"
     ">visits|visited_at=@finished_at+3d 18:00|method=上门" TALK "\n"
     "events|event_id=XC2026-02|category=新措施|customer=2|department=客服部|issue=门禁人脸识别"
     "|finished_at=@accepted_at+4d 17:00\n"
     "events|event_id=SF2026-01|category=新收费|customer=3|department=客服部|issue=充电桩服务费"
     "|finished_at=@accepted_at+2d 17:00\n"
     ">visits|visited_at=@finished_at+5d 18:00|method=电话" TALK "\n"
     "events|event_id=SF2026-02|category=新收费|customer=4|department=客服部|issue=充电桩服务费"
     "|finished_at=@accepted_at+2d 17:00\n"
     "events|event_id=ZL2026-01|category=质量活动|customer=5|department=客服部|issue=服务品质月"
     "|finished_at=@accepted_at+20d 17:00\n"
     ">visits|visited_at=@finished_at+6d 18:00|method=调查表" TALK "\n"
     "events|event_id=ZL2026-02|category=质量活动|customer=6|department=客服部|issue=服务品质月"
     "|finished_at=@accepted_at+20d 17:00\n"},
    {"事故：只打了电话；没有到场时间、没有预防措施；用了短信", "2026-09-03 20:10",
     "events|event_id=SG2026-901|category=突发事件|matter=incident|customer=7|contacted_at=@accepted_at+3m"
     "|started_at=@accepted_at+9m"
     "|finished_at=@accepted_at+1d 12:00\n"
     ">visits|visit_id=HF2026-901|visited_at=@finished_at+1d 10:00|method=电话" TALK "\n"
     "events|event_id=SG2026-902|category=突发事件|matter=incident|customer=8|accepted_at=@start+9d 06:40"
     "|finished_at=@accepted_at+1d 12:00\n"
     "events|event_id=QX2026-901|category=报修|matter=repair|customer=9|accepted_at=@start+10d 09:00"
     "|finished_at=@accepted_at+0d 17:00\n"
     ">visits|visited_at=@finished_at+1d 10:00|method=短信|visitor={客服部}|visitor_role=客服部|outcome=合格\n"},
    {"回访没有文字也没有图片；拒收：没有二十五时", "2026-10-15 10:00",
     "events|event_id=QX2026-902|category=报修|matter=repair|customer=10|finished_at=@accepted_at+0d 17:00\n"
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|visitor={客服部}|visitor_role=客服部|outcome=合格\n"
     "events|event_id=QX2026-991|category=报修|matter=repair|accepted_at=2026-10-16 25:10\n"},
    {NULL, NULL, NULL}};

static const struct org_log basic_logs[] = {
    {"events", "请修登记-%Y-%m", "报修=repair", NULL, NULL, NULL},
    {"events", "客户投诉处理记录表", "投诉=complaint", NULL, NULL, &org_gbk_chinese},
    {"events", "专项与事故", NULL, NULL,
     "category: {新措施: new_measure, 新收费: new_charge, 质量活动: quality_activity}\n", NULL},
    {"visits", "回访记录表-%Y", NULL, NULL, "stage: {日常抽访: routine}\n", NULL},
    {"answers", "事故善后检查表", NULL, NULL,
     "item: {调查事故原因: cause, 安全教育: safety_education, 其他隐患: hazards, 帮助解决困难: help,"
     " 协调各方: coordination}\n", NULL},
    {0}};

const struct org org_property_basic = {
    .id = "property-basic", .name = "清河苑物业管理处", .policy = "property-basic", .about = "one small estate,"
    " judged by property-basic.",
    .first_year = 2025, .first_month = 11, .months = 12, .sites = {"清河苑"}, .homes = true,
    .customer_prefix = "QH", .customer_types = "业主:8/租户:2", .customers = 120, .style = {"UTF-8", true, false, false,
    LOG_ISO},
    .posts = basic_posts, .matters = basic_matters, .scripts = basic_scripts, .stories = basic_stories,
    .logs = basic_logs};
