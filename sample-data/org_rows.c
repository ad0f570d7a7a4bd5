/* The logs that a small organisation may keep: their fields with the usual headers, what orders them, and how a cell is
 * read back. */
#include "sample-data/org.h"
#include <string.h>

const struct log_style org_gbk_iso = {"GB18030", false, true, false, LOG_ISO};
const struct log_style org_gbk_slash = {"GB18030", false, true, false, LOG_SLASH};
const struct log_style org_gbk_dot = {"GB18030", false, true, false, LOG_DOT};
const struct log_style org_gbk_chinese = {"GB18030", false, true, false, LOG_CHINESE};

static const struct org_table tables[] = {
    {"events", "event_id", "accepted_at", "SX",
     "编号:event_id,类别:category,客户编号:customer_id,客户姓名:customer_name,联系电话:phone,房间号:unit,小区:site,"
     "责任部门:department,"
     "被投诉人:about_staff,投诉等级:severity,投诉性质:validity,沟通类型:validity_kind,投诉内容:content_class,问题代码:"
     "issue,"
     "受理方式:channel,匿名:anonymous,只需复函:letter_reply_only,需再次回访:follow_up_needed,受理时间:accepted_at,"
     "首次联系时间:contacted_at,开始时间:started_at,计划完成:planned_end_at,完成时间:finished_at,交付时间:delivered_at,"
     "质保期满:warranty_end_at,上报时间:escalated_at,上报对象:escalated_to,客户意见反馈表:feedback_form_at,"
     "关联单号:related_event_id,合同额:amount,内容:description,受理人:receiver,责任方:fault,经济损失:loss,"
     "人身伤害:injury,销量:sales"},
    {"visits", "visit_id", "visited_at", "HF",
     "回访编号:visit_id,事项编号:event_id,客户编号:customer_id,小区:site,责任部门:department,类别:category,回访阶段:"
     "stage,"
     "回访时间:visited_at,事中事后:phase,回访方式:method,回访人:visitor,职务:visitor_role,客户签名:signed,回访结果:"
     "outcome,"
     "满意度:satisfaction,产品满意度:product_satisfaction,服务满意度:service_satisfaction,有新问题:issue_raised,"
     "新问题单号:raised_event_id,客户意见:opinion,建议:suggestion,约定回复时间:promised_at,实际回复时间:replied_at,"
     "上报时间:reported_at,审核人:reviewed_by,审核时间:reviewed_at,审核意见:review_note,交回存档时间:filed_at"},
    {"assignments", "", "", NULL, "事项编号:event_id,角色:role,工号:staff"},
    {"staff", "", "", NULL,
     "工号:staff,姓名:name,职务:role,部门:department,小区:site,入职日期:joined_on,离职日期:left_on"},
    {"customers", "", "", NULL,
     "客户编号:customer_id,姓名:name,联系电话:phone,房间号:unit,小区:site,客户类型:type,起始日期:since,合同总额:"
     "amount,联系人:contact,运行状况:running"},
    {"exposure", "", "", NULL, "小区:site,起始日期:from,户数:households,客户数:customers,面积:area"},
    {"surveys", "form", "", "DC",
     "调查批次:survey,编号:form,客户编号:customer_id,房间号:unit,小区:site,部门:department,调查人:surveyor,发放日期:"
     "sent_at,回收日期:returned_at,抽查结果:check"},
    {"actions", "action_id", "opened_at", "CS",
     "措施编号:action_id,事项编号:event_id,回访编号:visit_id,责任部门:department,责任人:owner,措施类型:kind,提出时间:"
     "opened_at,"
     "期限:due_at,完成时间:done_at,验证时间:verified_at,验证人:verified_by,验证结论:verdict,内容:description"},
    {"decisions", "decision_id", "meeting_on", "JY",
     "决议编号:decision_id,会议日期:meeting_on,责任人:owner,期限:due_at,完成时间:done_at,指标:metric,范围:scope,决议:"
     "text"},
    {"steps", "", "at", NULL,
     "事项编号:event_id,时间:at,步骤:kind,经办人:by,接收人:to,部门:department,原因:reason,备注:note,"
     "通报方式:notified_by"},
    {"findings", "finding_id", "raised_at", "FK",
     "反馈编号:finding_id,回访编号:visit_id,事项编号:event_id,表号:form,类型:kind,分类:class,提出时间:raised_at,"
     "责任部门:department,"
     "约定回复时间:promised_at,实际回复时间:replied_at,上报时间:reported_at,处理时间:handled_at,处理结果:outcome,内容:"
     "content"},
    {"answers", "", "", NULL, "回访编号:visit_id,检查项:item,回答:value,备注:note"},
    {"plans", "plan_id", "planned_on", "JH",
     "计划编号:plan_id,事项编号:event_id,客户编号:customer_id,回访阶段:stage,计划日期:planned_on,回访人:visitor,编制人:"
     "made_by,"
     "编制时间:made_at,取消日期:cancelled_on"},
    {"letters", "letter_id", "sent_on", "HJ",
     "函件编号:letter_id,函件类型:kind,发出日期:sent_on,事项编号:event_id,已附:attached,存档日期:filed_on"},
    {"custody", "", "at", NULL,
     "表单编号:form_no,表单类型:form_kind,环节:step,交出人:by,接收人:to,时间:at,签名:signed"},
    {"checks", "check_id", "at", "CC",
     "抽查编号:check_id,抽查类型:kind,抽查时间:at,抽查人:checker,被查人:staff,小区:site,抽查对象:subject,合格:passed,"
     "得分:score,"
     "备注:note"},
    {"targets", "", "", NULL, "类别:category,指标:metric,期间:period,目标值:value,制定人:set_by,制定日期:set_on"},
    {"submissions", "", "at", NULL, "报告:report,期间:period,环节:step,提交人:by,接收人:to,时间:at,意见:opinion"},
    {"grants", "", "", NULL, "查阅人:staff,查阅范围:scope,批准人:approved_by,起始日期:from,截止日期:until"},
    {"holidays", "", "", NULL, "日期:date,名称:name,类型:kind"},
    {"notes", "", "", NULL, "日期:date,范围:scope,指标:metric,说明:text"},
};

const struct org_table *org_table_at(size_t i) { return i < KIT_COUNT(tables) ? &tables[i] : NULL; }

const struct org_table *org_table(const char *name) {
    for (size_t i = 0; i < KIT_COUNT(tables); i++)
        if (strcmp(tables[i].name, name) == 0) return &tables[i];
    return NULL;
}

int org_field(const struct org_table *t, struct str field) {
    struct str rest = str_of(t->columns), column, header;
    for (int i = 0; str_split(&rest, ',', &column); i++) {
        str_split(&column, ':', &header);
        if (str_eq(column, field)) return i;
    }
    return -1;
}

struct str org_cell(const struct org_row *r, const char *field) {
    int i = r ? org_field(r->table, str_of(field)) : -1;
    return i < 0 ? str_none() : r->cell[i];
}

int64_t org_time(struct str cell) {
    struct moment m;
    return cell.n >= 10 && moment_parse(cell, &m) && moment_is(m) ? m.s : KIT_NEVER;
}

bool org_planned(struct str field) {
    static const char *const fields[] = {"planned_on",      "planned_end_at", "due_at", "promised_at", "until",
                                         "warranty_end_at", "due_on",         "from",   "date"};
    for (size_t i = 0; i < KIT_COUNT(fields); i++)
        if (str_is(field, fields[i])) return true;
    return false;
}

bool org_day_off(int32_t day) {
    for (size_t i = 0; kit_holidays[i].y; i++) {
        int32_t first = civil_day(kit_holidays[i].y, kit_holidays[i].m, kit_holidays[i].d);
        if (day >= first && day < first + kit_holidays[i].days) return strcmp(kit_holidays[i].kind, "放假") == 0;
    }
    return civil_weekday(day) >= 5;
}

struct str org_word(const char *role) {
    struct str rest = str_of(role), word;
    str_split(&rest, '=', &word);
    return word;
}
