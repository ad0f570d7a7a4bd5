/* Inside charts/: the layouts by kind. Each fills p->m from p->c; p is set up by place_marks. */
#ifndef CHARTS_LAYOUTS_H
#define CHARTS_LAYOUTS_H
#include "charts/frame.h"

void line_place(struct place *p);
void spark_place(struct place *p);
void bars_place(struct place *p);  /* CHART_BARS */
void stack_place(struct place *p); /* CHART_STACK */
void pareto_place(struct place *p);
void rows_place(struct place *p); /* CHART_ROWS */
void levels_place(struct place *p);
void heat_place(struct place *p);
/* Heights that rows need: CHART_ROWS, CHART_LEVELS, CHART_HEAT. */
double rows_height(struct place *p);
double levels_height(struct place *p);
double heat_height(struct place *p);
#endif
