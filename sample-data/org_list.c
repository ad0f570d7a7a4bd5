#include "sample-data/org.h"

extern const struct org org_property_basic, org_plaza, org_liyuan, org_hospital, org_hospital_group, org_health_product,
    org_member_club, org_textbook_communication, org_textbook_reception, org_textbook_complaints,
    org_textbook_visit_guide, org_textbook_visits;

static const struct org *const all[] = {&org_property_basic,
                                        &org_plaza,
                                        &org_liyuan,
                                        &org_hospital,
                                        &org_hospital_group,
                                        &org_health_product,
                                        &org_member_club,
                                        &org_textbook_communication,
                                        &org_textbook_reception,
                                        &org_textbook_complaints,
                                        &org_textbook_visit_guide,
                                        &org_textbook_visits};

const struct org *org_list(size_t i) { return i < KIT_COUNT(all) ? all[i] : NULL; }
