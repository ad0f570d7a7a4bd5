/* Names, telephone numbers and the calendar of the invented organisations: 24 months from November 2024, exported at
 * 24:00 of 31 October 2026. Times are civil seconds since 1970-01-01; KIT_NEVER stands for what has not happened. */
#ifndef SAMPLE_DATA_KIT_H
#define SAMPLE_DATA_KIT_H
#include "base/arena.h"
#include "base/civil.h"
#include "sample-data/log.h"
#include "sample-data/rng.h"

#define KIT_COUNT(arr) (sizeof(arr) / sizeof *(arr))
#define KIT_NEVER LOG_NEVER

enum { KIT_DAY = CIVIL_DAY_S, KIT_MONTHS = 24 };

/* ---- people ---- */

/* An invented name; the same number gives the same name. */
struct str kit_name(struct arena *a, struct rng *r);
/* An invented mobile number (11 digits). */
struct str kit_phone(struct arena *a, struct rng *r);

/* ---- months of the report: 0 = 2024-11 … 23 = 2026-10 ---- */

int32_t kit_month_first(int month);
int32_t kit_month_last(int month);
/* The month that holds the second; below 0 or above 23 when outside. */
int kit_month_of(int64_t t);
int64_t kit_at(int year, int month, int mday, int hour, int minute, int second);
int64_t kit_day_at(int32_t day, int minute_of_day);
int32_t kit_day_of(int64_t t);
/* 24:00 of 2026-10-31, when the logs were exported: nothing later is known. */
int64_t kit_export(void);
/* t, or KIT_NEVER when that lies after the export. */
int64_t kit_known(int64_t t);
/* Moves a time outside 7:30–21:00 to the next morning. */
int64_t kit_daytime(int64_t t);

/* ---- public holidays ---- */

/* The days off of the State Council's notices for 2025 and 2026, with the weekends to be worked instead; ends with y 0.
 */
struct kit_holiday {
    int y, m, d, days;
    const char *name, *kind; /* 放假 or 上班 */
};
extern const struct kit_holiday kit_holidays[];
#endif
