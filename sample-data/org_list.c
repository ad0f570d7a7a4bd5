/* The small organisations, in the order of the requirement catalogue. */
#include "sample-data/org.h"

extern const struct org org_visits_preface, org_mall, org_property_basic, org_plaza, org_liyuan, org_hospital,
    org_hospital_group, org_member_club, org_health_product, org_power_equipment, org_customer_files,
    org_store_complaints, org_bank_visits, org_textbook_communication, org_textbook_reception, org_textbook_complaints,
    org_textbook_visit_guide, org_textbook_visits, org_product_visits, org_call_centre;

static const struct org *const all[] = {&org_visits_preface,
                                        &org_mall,
                                        &org_property_basic,
                                        &org_plaza,
                                        &org_liyuan,
                                        &org_hospital,
                                        &org_hospital_group,
                                        &org_member_club,
                                        &org_health_product,
                                        &org_power_equipment,
                                        &org_customer_files,
                                        &org_store_complaints,
                                        &org_bank_visits,
                                        &org_textbook_communication,
                                        &org_textbook_reception,
                                        &org_textbook_complaints,
                                        &org_textbook_visit_guide,
                                        &org_textbook_visits,
                                        &org_product_visits,
                                        &org_call_centre};

const struct org *org_list(size_t i) { return i < KIT_COUNT(all) ? all[i] : NULL; }
