/* Inside charts/: the words that a chart adds of its own, in both languages. Everything else comes from the caller. */
#ifndef CHARTS_CHART_WORDS_H
#define CHARTS_CHART_WORDS_H
#include "charts/chart.h"

enum word {
    WORD_TARGET,
    WORD_UPPER,
    WORD_LOWER,
    WORD_CENTRE,
    WORD_RANGE,
    WORD_RUNNING, /* a period that is not over */
    WORD_NO_DATA,
    WORD_ITEM,
    WORD_TOTAL,
    WORD_SHARE,
    WORD_CUMULATIVE,
    WORD_LOWEST,
    WORD_HIGHEST,
    WORD_LATEST,
    WORD_TO,   /* between first and last period */
    WORD_GAPS, /* after a number: places without data */
    WORD_NOTICE,
    WORD_ALL_SAME,
    WORD_HOURS,
    WORD_COUNT_N,  /* before the number of answers of a row */
    WORD_AND_MORE, /* after a number: further items not listed */
    WORD_COMMA,
    WORD_SEMICOLON,
    WORD_COLON,
    WORD_OPEN,
    WORD_CLOSE,
    WORD_STOP,
    WORDS
};

const char *chart_words(enum chart_lang lang, enum word w);
#endif
