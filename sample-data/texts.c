#include "sample-data/texts.h"
#include "sample-data/kit.h"

#define HOME {"主卧", "次卧", "厨房", "卫生间", "客厅", "阳台"}
#define WET {"厨房", "主卫", "次卫", "阳台", "卫生间"}
#define SHARED {"一层大堂", "电梯厅", "地下一层", "楼道", "消防通道", "地下二层"}
#define YARD {"东门", "西门", "中心花园", "儿童乐园", "北侧车道", "南广场"}

const struct matter texts_repairs[] = {
    {"漏水", UNIT_WORKS, NULL, 150, 2, WET,
     {"{}天花板滴水，地面有积水", "{}管道接口渗水", "楼上{}漏水到本户", "{}吊顶被水泡出水印", "{}水管井有滴水声，墙角发霉"}},
    {"下水堵塞", UNIT_WORKS, NULL, 120, 0, WET,
     {"{}下水道堵塞，污水返流", "{}地漏反水", "{}下水慢，有异味", "{}排水管堵塞，水排不出去"}},
    {"水龙头损坏", UNIT_WORKS, NULL, 70, 0, WET, {"{}水龙头关不紧", "{}水龙头滴水", "{}角阀锈死拧不动"}},
    {"马桶故障", UNIT_WORKS, NULL, 65, 0, {"主卫", "次卫", "卫生间"},
     {"{}马桶水箱一直进水", "{}马桶冲水无力", "{}马桶底座松动渗水"}},
    {"电路跳闸", UNIT_WORKS, NULL, 85, 0, HOME, {"{}一开空调就跳闸", "{}插座没电", "总闸反复跳闸，{}断电", "{}插座打火"}},
    {"灯具不亮", UNIT_WORKS, NULL, 60, 0, HOME, {"{}灯不亮", "{}吸顶灯频闪", "{}开关失灵"}},
    {"门锁损坏", UNIT_WORKS, NULL, 45, 0, {"入户门", "卧室门", "阳台门"}, {"{}锁芯转不动", "{}关不严", "{}把手脱落"}},
    {"对讲故障", UNIT_WORKS, NULL, 50, 1, {NULL}, {"可视对讲无声音", "对讲机黑屏", "访客呼叫无反应"}},
    {"门禁失灵", UNIT_WORKS, NULL, 55, 0, YARD, {"{}门禁刷卡无反应", "{}门禁人脸识别失败", "{}单元门关不上"}},
    {"窗户损坏", UNIT_WORKS, NULL, 35, 1, HOME, {"{}窗户关不严漏风", "{}窗扇下垂", "{}玻璃有裂纹"}},
    {"墙面渗水", UNIT_WORKS, NULL, 55, 2, HOME, {"下雨后{}外墙渗水", "{}墙皮起泡脱落", "{}墙角发霉，怀疑外墙渗水"}},
    {"地砖空鼓", UNIT_WORKS, NULL, 20, 2, HOME, {"{}地砖空鼓翘起", "{}瓷砖脱落"}},
    {"暖气不热", UNIT_WORKS, NULL, 75, 1, HOME, {"{}暖气不热", "{}地暖分水器漏水", "{}温度只有十五六度"}},
    {"空调不制冷", UNIT_WORKS, NULL, 55, 1, HOME, {"{}空调不制冷", "{}空调外机滴水", "{}空调噪声大"}},
    {"水压不足", UNIT_WORKS, NULL, 35, 1, WET, {"{}水压小，热水器打不着火", "高峰时段{}没水"}},
    {"水管爆裂", UNIT_WORKS, NULL, 15, 1, WET, {"{}水管爆裂，已关总阀", "{}软管崩开，水漫到客厅"}},
    {"电梯故障", UNIT_WORKS, NULL, 50, 1, {NULL}, {"电梯运行抖动有异响", "电梯按钮失灵", "电梯门反复开合", "电梯停运"}},
    {"电梯困人", UNIT_WORKS, NULL, 8, 0, {NULL}, {"电梯停在楼层之间，有人被困", "电梯突然停住，困住两人"}},
    {"公共照明", UNIT_WORKS, NULL, 45, 0, SHARED, {"{}灯不亮", "{}感应灯常亮", "{}应急灯损坏"}},
    {"车库道闸", UNIT_WORKS, NULL, 25, 0, YARD, {"{}道闸不抬杆", "{}车牌识别错误"}},
    {"充电桩故障", UNIT_WORKS, NULL, 20, 1, {"地下一层", "地下二层"}, {"{}充电桩离线", "{}充电枪拔不下来"}},
    {"排烟倒灌", UNIT_WORKS, NULL, 20, 1, {"厨房"}, {"{}油烟倒灌", "{}止逆阀失效，串味"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_complaints[] = {
    {"噪音", UNIT_GUARD, "服务质量", 150, 1, {"楼上", "隔壁", "楼下商铺", "广场舞音响"},
     {"{}夜间噪音扰民", "{}每天十一点后仍有响声", "{}声音太大影响孩子学习"}},
    {"垃圾清运", UNIT_CLEAN, "服务质量", 110, 0, YARD, {"{}垃圾桶满溢两天未清", "{}垃圾清运太晚，有异味", "{}装修垃圾堆放无人管"}},
    {"公共卫生", UNIT_CLEAN, "服务质量", 80, 0, SHARED, {"{}地面脏，多日未拖", "{}有宠物粪便未清理", "{}墙面小广告多"}},
    {"停车乱象", UNIT_GUARD, "服务质量", 120, 1, YARD, {"{}外来车乱停，车位被占", "{}消防通道停车无人管", "{}电动车乱放挡路"}},
    {"安保松懈", UNIT_GUARD, "服务质量", 50, 1, YARD, {"{}外来人员随意进出", "{}岗亭夜间无人值守", "{}推销人员进楼敲门"}},
    {"服务态度", UNIT_SERVICE, "服务态度", 85, 1, {NULL},
     {"接待人员说话不耐烦", "打电话询问被挂断", "上门人员态度生硬", "前台互相推诿，让业主自己找"}},
    {"维修不及时", UNIT_WORKS, "服务质量", 95, 1, {NULL}, {"报修后两天没人上门", "约好时间没来也不说一声", "报修三次才有人接单"}},
    {"维修质量", UNIT_WORKS, "服务质量", 80, 2, HOME, {"{}修完没几天又坏", "{}维修后现场未清理", "{}修了两次还在渗水"}},
    {"电梯故障", UNIT_WORKS, "设备", 75, 1, {NULL}, {"电梯一个月坏三次", "电梯停运一整天没有通知", "电梯异响，老人不敢坐"}},
    {"供水供暖", UNIT_WORKS, "设备", 60, 2, {NULL}, {"停水没有提前通知", "暖气整栋不热", "热水时有时无"}},
    {"高空抛物", UNIT_GUARD, "突发事件", 20, 1, {NULL}, {"楼上往下扔烟头，晾晒的被子烫坏", "高空掉下花盆碎片，险些砸到人"}},
    {"宠物扰民", UNIT_GUARD, "服务质量", 40, 1, YARD, {"{}有人遛狗不牵绳", "邻居的狗整夜叫"}},
    {"绿化养护", UNIT_GREEN, "服务质量", 35, 1, YARD, {"{}草坪枯黄无人养护", "{}树枝挡住窗户采光", "{}打药没有提前告知"}},
    {"收费争议", UNIT_SERVICE, "服务质量", 55, 1, {NULL}, {"公摊电费明显偏高", "停车费重复扣款", "物业费账单与合同不符"}},
    {"施工扰民", UNIT_GUARD, "服务质量", 45, 0, {"楼上", "隔壁", "对门"}, {"{}周末装修施工", "{}午休时间电钻声不断"}},
    {"消防通道占用", UNIT_GUARD, "设备", 30, 1, SHARED, {"{}堆放杂物", "{}消防门被锁", "{}消防栓被遮挡"}},
    {"突发停电", UNIT_WORKS, "突发事件", 20, 0, {NULL}, {"夜间突然停电两小时无人说明", "半栋楼停电，应急灯不亮"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_consultations[] = {
    {"收费咨询", UNIT_SERVICE, NULL, 300, 0, {NULL}, {"咨询物业费标准及缴费方式", "咨询公摊电费如何计算", "询问停车费月卡办理"}},
    {"办理手续", UNIT_SERVICE, NULL, 260, 0, {NULL}, {"咨询装修备案需要哪些材料", "询问门禁卡补办流程", "咨询租户登记手续"}},
    {"房屋维保", UNIT_SERVICE, NULL, 180, 0, {NULL}, {"咨询外墙渗水是否在保修期", "询问维修基金使用程序", "询问空调机位安装要求"}},
    {"公共设施", UNIT_SERVICE, NULL, 150, 0, {NULL}, {"询问充电桩开放时间", "咨询会所预约方式", "询问快递柜位置"}},
    {"社区活动", UNIT_SERVICE, NULL, 80, 0, {NULL}, {"询问周末亲子活动报名", "咨询老年课堂时间"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_opinions[] = {
    {"服务评价", UNIT_SERVICE, NULL, 100, 0, {NULL}, {"对前台服务表示认可，希望保持", "认为服务热情但流程偏慢"}},
    {"环境评价", UNIT_CLEAN, NULL, 80, 0, YARD, {"认为{}保洁比以前好", "认为{}绿植品种单一"}},
    {"秩序评价", UNIT_GUARD, NULL, 60, 0, YARD, {"认为{}夜间巡逻次数少", "认可{}人车分流的做法"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_suggestions[] = {
    {"设施增设", UNIT_WORKS, NULL, 110, 1, YARD, {"建议在{}增设电动车充电位", "建议{}加装减速带", "建议{}增设休息座椅"}},
    {"管理改进", UNIT_SERVICE, NULL, 90, 1, {NULL}, {"建议报修进度可在手机上查看", "建议停水停电提前一天短信通知"}},
    {"环境改进", UNIT_GREEN, NULL, 60, 1, YARD, {"建议{}补种遮阴树", "建议{}定期灭蚊"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_incidents[] = {
    {"水浸", UNIT_WORKS, NULL, 40, 1, SHARED, {"{}消防管爆裂，积水已排", "暴雨后{}进水"}},
    {"火情", UNIT_GUARD, NULL, 15, 0, SHARED, {"{}烟头引燃杂物，已扑灭", "{}烟感报警，现场为油烟"}},
    {"车辆刮碰", UNIT_GUARD, NULL, 45, 1, YARD, {"{}两车刮碰，协助报警", "{}道闸砸到车顶"}},
    {"财物丢失", UNIT_GUARD, NULL, 25, 2, SHARED, {"{}电动车电瓶被盗，配合调取录像", "{}快递丢失"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_help[] = {
    {"开锁求助", UNIT_GUARD, NULL, 80, 0, {NULL}, {"钥匙锁在家中，请求协助联系开锁", "老人忘带门禁卡，请求开门"}},
    {"搬运求助", UNIT_GUARD, NULL, 70, 0, {NULL}, {"请求帮助搬运轮椅上楼", "购买大件，请求借用平板车"}},
    {"走失求助", UNIT_GUARD, NULL, 15, 0, YARD, {"孩子在{}走失，请求广播寻找", "宠物在{}走失，请求查看监控"}},
    {"独居关怀", UNIT_SERVICE, NULL, 40, 0, {NULL}, {"独居老人两日未出门，家属请求上门查看"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_special[] = {
    {"家政保洁", UNIT_SERVICE, NULL, 100, 2, {NULL}, {"家政保洁月卡，每周一次", "家政保洁季卡，每两周一次"}},
    {"家电清洗", UNIT_WORKS, NULL, 60, 2, {NULL}, {"空调、油烟机清洗套餐", "洗衣机与冰箱深度清洗"}},
    {"绿植养护", UNIT_GREEN, NULL, 40, 2, {NULL}, {"室内绿植养护，按月上门", "阳台花池改造与养护"}},
    {"代收代管", UNIT_SERVICE, NULL, 40, 2, {NULL}, {"房屋空置代管，每周通风", "信件包裹代收"}},
    {"宠物照看", UNIT_SERVICE, NULL, 25, 2, {NULL}, {"外出期间宠物喂养", "节假日遛狗服务"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_activities[] = {
    {"亲子活动", UNIT_SERVICE, NULL, 50, 0, YARD, {"{}亲子手工市集", "{}儿童跳蚤市场"}},
    {"健康讲座", UNIT_SERVICE, NULL, 40, 0, {NULL}, {"社区医生健康讲座", "急救知识培训"}},
    {"文体比赛", UNIT_SERVICE, NULL, 40, 0, YARD, {"{}业主羽毛球友谊赛", "{}健步走活动"}},
    {"便民服务", UNIT_SERVICE, NULL, 60, 0, YARD, {"{}磨刀、修伞便民日", "{}地毯清洗便民日"}},
    {"节日活动", UNIT_SERVICE, NULL, 30, 0, YARD, {"{}节日联欢", "{}猜灯谜活动"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter texts_publications[] = {
    {"社区月报", UNIT_SERVICE, NULL, 60, 0, {NULL}, {"《锦湖家园》月报发行", "《锦湖家园》月报及温馨提示单发行"}},
    {"宣传手册", UNIT_SERVICE, NULL, 20, 0, {NULL}, {"《消防安全手册》发放", "《垃圾分类指南》发放"}},
    {NULL, UNIT_WORKS, NULL, 0, 0, {NULL}, {NULL}}};

const struct matter *texts_matter(struct rng *r, const struct matter *table) {
    int sum = 0;
    for (const struct matter *m = table; m->code; m++) sum += m->weight;
    int at = rng_below(r, sum);
    const struct matter *m = table;
    while ((at -= m->weight) >= 0) m++;
    return m;
}

const struct matter *texts_named(const struct matter *table, const char *code) {
    const struct matter *m = table;
    while (m->code && !str_is(str_of(code), m->code)) m++;
    return m;
}

static const char *pick(struct rng *r, const char *const *list, int most) {
    int n = 0;
    while (n < most && list[n]) n++;
    return n ? list[rng_below(r, n)] : "";
}

struct str texts_short(struct arena *a, struct rng *r, const struct matter *m) {
    const char *core = pick(r, m->core, 5), *place = pick(r, m->places, 6);
    const char *gap = strstr(core, "{}");
    if (!gap) return str_of(core);
    return str_of(arena_printf(a, "%.*s%s%s", (int)(gap - core), core, place, gap + 2));
}

struct str texts_describe(struct arena *a, struct rng *r, const struct matter *m) {
    static const char *const opening[] = {"", "", "", "业主来电反映：", "住户到前台反映，", "业主微信留言：", "家人代为反映，",
                                          "巡查发现：", "再次来电，", "租户来电："};
    static const char *const wish[] = {"", "", "", "。请尽快安排", "，要求今天处理", "。上门前请电话联系", "，家中有老人和孩子",
                                       "。白天无人，下班后可上门", "，已拍照", "。业主说\"这已经不是第一次了\"", "，希望给个说法",
                                       "。下午3点后在家", ", 急", "，请工程部与客服部协同"};
    struct str core = texts_short(a, r, m);
    const char *before = RNG_PICK(r, opening);
    return str_of(arena_printf(a, "%s%.*s%s", before, STR_ARG(core), RNG_PICK(r, wish)));
}

struct str texts_opinion(struct arena *a, struct rng *r, int level) {
    static const char *const good[] = {"师傅上门及时，问题已解决", "服务态度好，表示感谢", "处理得很快", "满意，没有其他意见",
                                       "现场清理得干净", "比以前好多了", "解释清楚，收费合理", "前台耐心，跟进及时"};
    static const char *const plain[] = {"还可以，就是等的时间长了点", "问题暂时解决，再观察几天", "基本满意，希望提前通知",
                                        "处理结果接受，过程慢"};
    static const char *const poor[] = {"问题没有根本解决", "来了两次都没修好", "等了三天才有人来", "态度不好，不愿多解释",
                                       "修完没有打扫，自己收拾半天", "说好回复一直没回复"};
    const char *s = level >= 4 ? RNG_PICK(r, good) : level == 3 ? RNG_PICK(r, plain) : RNG_PICK(r, poor);
    if (!rng_hit(r, 60)) return str_of(s);
    return str_of(arena_printf(a, "%s。\n另：%s", s, level >= 4 ? "希望继续保持" : "请领导重视，尽快答复"));
}

struct str texts_suggestion(struct arena *a, struct rng *r) {
    return texts_short(a, r, texts_matter(r, texts_suggestions));
}

const char *texts_review(struct rng *r, bool failed) {
    static const char *const fine[] = {"已核，同意结案", "已阅", "情况属实，归档", "同意", "已核对签名，归档"};
    static const char *const bad[] = {"不合格，转工程部返工", "按投诉程序办理", "责成部门三日内整改", "上报主任，跟踪处理"};
    return failed ? RNG_PICK(r, bad) : RNG_PICK(r, fine);
}
