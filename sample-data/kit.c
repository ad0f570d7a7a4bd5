#include "sample-data/kit.h"
#include "base/civil.h"

/* ---- people ---- */

static const char *const surnames[] = {
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡",   "郭",
    "何", "林", "罗", "高", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾",   "彭",
    "萧", "蔡", "潘", "田", "董", "袁", "于", "余", "叶", "蒋", "杜", "苏", "魏", "程", "吕",   "丁",
    "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪", "陆", "金", "石",   "戴",
    "贾", "韦", "夏", "邱", "方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹",   "段",
    "雷", "黎", "史", "龙", "陶", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "欧阳", "司徒"};
static const char *const given_first[] = {"建", "志", "文", "明", "晓", "永", "国", "玉", "春", "海", "秀",
                                          "俊", "佳", "思", "雨", "子", "梓", "欣", "嘉", "宇", "丽", "红",
                                          "桂", "立", "云", "振", "德", "淑", "少", "光", "新", "小"};
static const char *const given_last[] = {"华", "强", "军", "平", "芳", "敏", "静", "杰", "涛", "燕", "霞", "勇",
                                         "辉", "梅", "林", "峰", "兰", "斌", "英", "婷", "鹏", "超", "琳", "琴",
                                         "刚", "颖", "凯", "雪", "波", "萍", "宁", "洁", "轩", "怡", "涵", "博",
                                         "然", "琪", "晨", "瑶", "睿", "诺", "远", "清", "才", "生", "良", "娟"};
/* Used alone or as a second character; 䶮 and 喆 need GB18030's four-byte and GBK's added code points. */
static const char *const given_single[] = {"伟", "磊", "洋", "艳", "娜", "丹", "鑫", "浩", "莉", "倩",
                                           "旭", "帆", "菲", "锐", "喆", "䶮", "宏", "晶", "岚", "毅"};

struct str kit_name(struct arena *a, struct rng *r) {
    const char *s = RNG_PICK(r, surnames);
    if (rng_hit(r, 230)) return str_of(arena_printf(a, "%s%s", s, RNG_PICK(r, given_single)));
    const char *first = RNG_PICK(r, given_first), *last = RNG_PICK(r, given_last);
    return str_of(arena_printf(a, "%s%s%s", s, first, last));
}

struct str kit_phone(struct arena *a, struct rng *r) {
    static const int head[] = {130, 131, 133, 135, 136, 137, 138, 139, 150, 151,
                               152, 158, 159, 176, 177, 180, 186, 188, 189, 199};
    int start = RNG_PICK(r, head), middle = rng_below(r, 10000), end = rng_below(r, 10000);
    return str_of(arena_printf(a, "%d%04d%04d", start, middle, end));
}

/* ---- time ---- */

int32_t kit_month_first(int month) { return civil_add_months(civil_day(2024, 11, 1), month); }
int32_t kit_month_last(int month) { return kit_month_first(month + 1) - 1; }
int32_t kit_day_of(int64_t t) { return (int32_t)(t / KIT_DAY); }

int kit_month_of(int64_t t) {
    struct civil c = civil_of(kit_day_of(t));
    return (c.year - 2024) * 12 + c.month - 11;
}

int64_t kit_day_at(int32_t day, int minute) { return (int64_t)day * KIT_DAY + minute * 60; }

int64_t kit_at(int y, int mo, int d, int h, int mi, int s) { return kit_day_at(civil_day(y, mo, d), h * 60 + mi) + s; }

int64_t kit_export(void) { return kit_day_at(kit_month_first(KIT_MONTHS), 0); }
int64_t kit_known(int64_t t) { return t != KIT_NEVER && t < kit_export() ? t : KIT_NEVER; }

int64_t kit_daytime(int64_t t) {
    int64_t minute = t % KIT_DAY / 60;
    if (minute >= 450 && minute < 1260) return t;
    int32_t day = kit_day_of(t) + (minute >= 1260);
    return kit_day_at(day, 500 + (int)(t / 60 % 97));
}

/* ---- public holidays ---- */

const struct kit_holiday kit_holidays[] = {{2025, 1, 1, 1, "元旦", "放假"},
                                           {2025, 1, 26, 1, "春节", "上班"},
                                           {2025, 1, 28, 8, "春节", "放假"},
                                           {2025, 2, 8, 1, "春节", "上班"},
                                           {2025, 4, 4, 3, "清明节", "放假"},
                                           {2025, 4, 27, 1, "劳动节", "上班"},
                                           {2025, 5, 1, 5, "劳动节", "放假"},
                                           {2025, 5, 31, 3, "端午节", "放假"},
                                           {2025, 9, 28, 1, "国庆节", "上班"},
                                           {2025, 10, 1, 8, "国庆节、中秋节", "放假"},
                                           {2025, 10, 11, 1, "国庆节", "上班"},
                                           {2026, 1, 1, 3, "元旦", "放假"},
                                           {2026, 1, 4, 1, "元旦", "上班"},
                                           {2026, 2, 14, 1, "春节", "上班"},
                                           {2026, 2, 15, 9, "春节", "放假"},
                                           {2026, 2, 28, 1, "春节", "上班"},
                                           {2026, 4, 4, 3, "清明节", "放假"},
                                           {2026, 5, 1, 5, "劳动节", "放假"},
                                           {2026, 5, 9, 1, "劳动节", "上班"},
                                           {2026, 6, 19, 3, "端午节", "放假"},
                                           {2026, 9, 20, 1, "国庆节", "上班"},
                                           {2026, 9, 25, 3, "中秋节", "放假"},
                                           {2026, 10, 1, 7, "国庆节", "放假"},
                                           {2026, 10, 10, 1, "国庆节", "上班"},
                                           {0, 0, 0, 0, NULL, NULL}};
