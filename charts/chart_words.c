/* See chart_words.h. */
#include "charts/chart_words.h"

const char *chart_words(enum chart_lang lang, enum word w) {
    static const char *const text[WORDS][2] = {
        [WORD_TARGET] = {"目标", "target"},
        [WORD_UPPER] = {"上限", "upper"},
        [WORD_LOWER] = {"下限", "lower"},
        [WORD_CENTRE] = {"中心", "centre"},
        [WORD_RANGE] = {"正常范围", "normal range"},
        [WORD_RUNNING] = {"未完", "to date"},
        [WORD_NO_DATA] = {"无数据", "no data"},
        [WORD_ITEM] = {"项目", "item"},
        [WORD_TOTAL] = {"合计", "total"},
        [WORD_SHARE] = {"占比", "share"},
        [WORD_CUMULATIVE] = {"累计", "cumulative"},
        [WORD_LOWEST] = {"最低", "lowest"},
        [WORD_HIGHEST] = {"最高", "highest"},
        [WORD_LATEST] = {"最近", "latest"},
        [WORD_TO] = {"至", " to "},
        [WORD_GAPS] = {"处无数据", "without data"},
        [WORD_NOTICE] = {"需注意", "to notice"},
        [WORD_ALL_SAME] = {"均为", "all"},
        [WORD_HOURS] = {"小时", "h"},
        [WORD_COUNT_N] = {"n ", "n "},
        [WORD_AND_MORE] = {"项未列", "more not listed"},
        [WORD_COMMA] = {"，", ", "},
        [WORD_SEMICOLON] = {"；", "; "},
        [WORD_COLON] = {"：", ": "},
        [WORD_OPEN] = {"（", " ("},
        [WORD_CLOSE] = {"）", ")"},
        [WORD_STOP] = {"。", "."},
    };
    return text[w][lang == CHART_EN];
}
