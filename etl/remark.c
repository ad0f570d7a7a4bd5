#include "etl/remark.h"
#include "etl/fold.h"

const char *const remark_words[] = {"合计",     "总计",        "小计",     "共计", "累计",  "总数",
                                    "本页合计", "本页小计",    "本月合计", "总和", "total", "totals",
                                    "subtotal", "grand total", "sum",      NULL};

static struct str first_cell(const struct row *row) {
    for (int i = 0; i < row->n; i++) {
        struct str s = fold_trim(row->field[i]);
        if (s.n) return s;
    }
    return str_none();
}

/* 合 计： is 合计. */
static struct str without_colon(struct str folded) {
    static const char *const colon[] = {":", "："};
    for (int i = 0; i < 2; i++)
        if (str_ends(folded, colon[i])) folded.n -= strlen(colon[i]);
    return folded;
}

static bool is_sum(struct arena *a, struct str cell) {
    struct str word = without_colon(fold_word(a, cell));
    for (int i = 0; remark_words[i]; i++)
        if (str_eq(word, fold_word(a, str_of(remark_words[i])))) return true;
    return false;
}

/* What a record must have is missing; its values as they are could not be read is no reason. */
static bool could_be_remark(const struct row *row, const struct refusal *no) {
    if (row->fault == ROW_MERGED) return true;
    return row->fault == ROW_RIGHT && (strcmp(no->reason, "required") == 0 || strcmp(no->reason, "fields") == 0);
}

enum span_outcome remark_of(struct arena *a, const struct row *row, const struct refusal *no) {
    if (!could_be_remark(row, no)) return SPAN_QUARANTINED;
    struct str cell = first_cell(row);
    if (cell.n && cell.p[0] == '#') return SPAN_COMMENT;
    return is_sum(a, cell) ? SPAN_TOTAL : SPAN_QUARANTINED;
}
