/* The table of all logs. To add a field: one line here and one column in store/schema/facts.sql. */
#include "etl/logs.h"

#define N(array) (int)(sizeof(array) / sizeof *(array))
#define R LOG_REQUIRED
#define K (LOG_REQUIRED | LOG_IN_KEY)
#define P LOG_PERSONAL

static const struct log_code categories[] = {{"complaint", "投诉|客户投诉"},
                                             {"repair", "报修|维修"},
                                             {"special_service", "特约服务"},
                                             {"help", "求助"},
                                             {"first_aid", "急救"},
                                             {"activity", "活动|文体活动|社区活动"},
                                             {"publication", "刊物|刊物发行|社区刊物"},
                                             {"suggestion", "建议"},
                                             {"opinion", "意见"},
                                             {"incident", "突发事件|事件"},
                                             {"inpatient", "住院|住院病人"},
                                             {"outpatient_special", "特殊门诊|特需门诊"},
                                             {"outpatient_basic", "普通门诊|基本门诊"},
                                             {"member_active", "活跃会员"},
                                             {"member_dormant", "休眠会员"},
                                             {"member_graduated", "毕业会员"},
                                             {"product_user", "产品用户"},
                                             {"hotline_caller", "热线来电|热线"},
                                             {"contact", "联系人"},
                                             {"project", "工程|项目|装修工程"},
                                             {"installation", "安装|设备安装"},
                                             {"move_in", "入住"},
                                             {"consultation", "咨询"},
                                             {0, 0}};
static const struct log_code severities[] = {{"ordinary", "一般"}, {"important", "重要"}, {"major", "重大"}, {0, 0}};
static const struct log_code validities[] = {
    {"valid", "有效|有效投诉"}, {"communicative", "沟通性|沟通|沟通性投诉"}, {"invalid", "无效|无效投诉"}, {0, 0}};
static const struct log_code talks[] = {{"help", "求助"}, {"inquiry", "咨询"}, {"venting", "发泄"}, {0, 0}};
static const struct log_code contents[] = {{"equipment", "设备"},
                                           {"attitude", "服务态度|态度"},
                                           {"quality", "服务质量|质量"},
                                           {"sudden", "突发事件|突发"},
                                           {0, 0}};
static const struct log_code channels[] = {{"phone", "电话"},
                                           {"visit", "来访|上门"},
                                           {"letter", "来信|信函"},
                                           {"fax", "传真"},
                                           {"app", "APP|小程序"},
                                           {"superior", "上级转办|上级"},
                                           {0, 0}};
static const struct log_code phases[] = {{"during", "事中"}, {"after", "事后"}, {0, 0}};
static const struct log_code methods[] = {{"onsite", "上门"},        {"phone", "电话"},  {"letter", "信函"},
                                          {"open_letter", "公开信"}, {"sms", "短信"},    {"email", "邮件|电子邮件"},
                                          {"chat", "在线|微信"},     {"form", "调查表"}, {0, 0}};
static const struct log_code outcomes[] = {
    {"pass", "合格"}, {"fail", "不合格"}, {"unreachable", "未联系上|联系不上"}, {0, 0}};
static const struct log_code roles[] = {{"designer", "设计师"}, {"inspector", "巡检"},      {"crew", "施工队"},
                                        {"repairer", "维修工"}, {"receptionist", "接待员"}, {0, 0}};
static const struct log_code customer_types[] = {
    {"owner", "业主"}, {"tenant", "租户|租客"}, {"patient", "病人|患者"}, {"member", "会员"}, {0, 0}};
static const struct log_code checks[] = {{"authentic", "真实"}, {"fraud", "虚假|作假"}, {0, 0}};
static const struct log_code action_kinds[] = {
    {"corrective", "纠正|纠正措施"}, {"preventive", "预防|预防措施"}, {0, 0}};
static const struct log_code verdicts[] = {{"effective", "有效"}, {"ineffective", "无效"}, {0, 0}};
static const struct log_code step_kinds[] = {{"contact", "联系"},         {"dispatch", "派工"},
                                             {"signed", "签收"},          {"handover", "移交"},
                                             {"escalate", "上报"},        {"track", "跟踪"},
                                             {"no_solution", "无法解决"}, {"answer", "答复"},
                                             {"notify", "通知"},          {"form_return", "表格收回"},
                                             {"overtime", "超时"},        {"regrade", "改级"},
                                             {"verify", "验证"},          {0, 0}};
static const struct log_code finding_kinds[] = {
    {"problem", "问题"}, {"suggestion", "建议"}, {"need", "需求"}, {"adverse", "不良反应|不良"}, {0, 0}};
static const struct log_code letter_kinds[] = {{"reply", "复函|回复"}, {"open", "公开信"}, {0, 0}};
static const struct log_code custody_steps[] = {{"issue", "发放|领取"},   {"return", "交回"},       {"hand_in", "上交"},
                                                {"archive", "存档|归档"}, {"consult", "查阅|借阅"}, {0, 0}};
static const struct log_code submission_steps[] = {{"submit", "上报|提交"},  {"review", "审核"},
                                                   {"approve", "批准|审批"}, {"decide", "决定"},
                                                   {"read", "阅知|阅读"},    {0, 0}};
static const struct log_code holiday_kinds[] = {
    {"off", "休息|放假|休息日"}, {"workday", "上班|调休上班|工作日"}, {0, 0}};
static const struct log_code statuses[] = {{"withdrawn", "作废|已作废|撤销|已撤销|删除|已删除|void|voided|deleted"},
                                           {0, 0}};

const struct log_code logs_levels[] = {{"5", "非常满意|very satisfied"},
                                       {"4", "满意|satisfied"},
                                       {"3", "一般|基本满意|neutral"},
                                       {"2", "不满意|dissatisfied"},
                                       {"1", "很不满意|非常不满意|very dissatisfied"},
                                       {0, 0}};

const struct log_field logs_status = {"status", "withdrawn", LOG_WORD, 0, "状态|单据状态|记录状态", statuses, 0};
const struct log_field logs_updated = {"updated_at", "rank", LOG_MOMENT, 0, "更新时间|修改时间|最后修改时间", 0, 0};

static const struct log_field events[] = {
    {"event_id", "event_id", LOG_KEY, K, "编号|单号|记录编号|工单号|工单编号|事项编号", 0, 0},
    {"category", "category", LOG_CATEGORY, R, "类别|事项类别", categories, 0},
    {"customer_id", "customer_id", LOG_ID, P, "客户编号|房号|户号", 0, 0},
    {"customer_name", "customer_name", LOG_TEXT, P, "客户姓名|业主|投诉人|业主姓名", 0, 0},
    {"phone", "phone", LOG_PHONE, P, "联系电话|电话|手机", 0, 0},
    {"unit", "unit", LOG_TEXT, P, "房间号|房间", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目|小区名称|项目名称", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "责任部门|被投诉部门|部门", 0, 0},
    {"about_staff", "about_staff", LOG_NAMES, LOG_STAFF, "被投诉人", 0, 0},
    {"severity", "severity", LOG_CODE, 0, "严重程度|投诉等级", severities, 0},
    {"validity", "validity", LOG_CODE, 0, "投诉性质", validities, 0},
    {"validity_kind", "validity_kind", LOG_CODE, 0, "沟通类型", talks, 0},
    {"content_class", "content_class", LOG_CODE, 0, "投诉内容", contents, 0},
    {"issue", "issue", LOG_NAME, 0, "问题代码|维修项目", 0, 0},
    {"channel", "channel", LOG_WORD, 0, "来源|受理方式", channels, 0},
    {"anonymous", "anonymous", LOG_FLAG, 0, "匿名", 0, 0},
    {"letter_reply_only", "letter_reply_only", LOG_FLAG, 0, "只需复函", 0, 0},
    {"follow_up_needed", "follow_up_needed", LOG_FLAG, 0, "需再次回访", 0, 0},
    {"accepted_at", "accepted_at", LOG_MOMENT, R | LOG_OWN_TIME, "受理时间|报修时间|投诉时间|受理日期", 0, 0},
    {"contacted_at", "contacted_at", LOG_MOMENT, 0, "首次联系时间", 0, 0},
    {"started_at", "started_at", LOG_MOMENT, 0, "开工时间|开始时间|开工|开工日期|开始日期", 0, 0},
    {"planned_end_at", "planned_end_at", LOG_MOMENT, 0, "计划完成|计划完成时间|计划完成日期|计划竣工时间", 0, 0},
    {"finished_at", "finished_at", LOG_MOMENT, 0,
     "完成时间|处理完毕时间|出院时间|竣工时间|完成|处理完毕|出院|竣工|完成日期|出院日期|竣工日期", 0, 0},
    {"delivered_at", "delivered_at", LOG_MOMENT, 0, "送电时间|交付时间|送电|交付日期", 0, 0},
    {"warranty_end_at", "warranty_end_at", LOG_MOMENT, 0, "质保期满|质保期满日期|质保期满时间", 0, 0},
    {"escalated_at", "escalated_at", LOG_MOMENT, 0, "上报时间", 0, 0},
    {"escalated_to", "escalated_to", LOG_NAME, 0, "上报对象", 0, 0},
    {"feedback_form_at", "feedback_form_at", LOG_MOMENT, 0, "客户意见反馈表", 0, 0},
    {"related_event_id", "related_event_id", LOG_KEY, 0, "关联单号", 0, 0},
    {"amount", "amount", LOG_NUMBER, 0, "合同额|合同金额|金额", 0, 0},
    {"description", "description", LOG_TEXT, P, "内容|描述", 0, 0},
};
static const struct log_field visits[] = {
    {"visit_id", "visit_id", LOG_KEY, K, "回访编号", 0, 0},
    {"event_id", "event_ids", LOG_KEYS, 0, "事项编号|单号|工单号|工单编号", 0, 0},
    {"customer_id", "customer_id", LOG_ID, P, "客户编号|房号|户号", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目|小区名称|项目名称", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "责任部门|被投诉部门|部门", 0, 0},
    {"category", "category", LOG_CATEGORY, 0, "类别|事项类别", categories, 0},
    {"stage", "stage", LOG_WORD, LOG_STAGES, "回访阶段", 0, 0},
    {"visited_at", "visited_at", LOG_MOMENT, R | LOG_OWN_TIME, "回访时间|回访日期", 0, 0},
    {"phase", "phase", LOG_CODE, 0, "事中事后|回访时机", phases, "after"},
    {"method", "method", LOG_CODE, R, "回访方式|方式", methods, 0},
    {"visitor", "visitor", LOG_NAMES, LOG_STAFF, "回访人", 0, 0},
    {"visitor_role", "visitor_role", LOG_WORDS, LOG_ROLES, "职务|回访人职务", roles, 0},
    {"signed", "signed", LOG_FLAG, 0, "客户签名", 0, 0},
    {"outcome", "outcome", LOG_CODE, 0, "回访结果|结果", outcomes, 0},
    {"satisfaction", "satisfaction", LOG_LEVEL, 0, "满意度", logs_levels, 0},
    {"product_satisfaction", "product_satisfaction", LOG_LEVEL, 0, "产品满意度", logs_levels, 0},
    {"service_satisfaction", "service_satisfaction", LOG_LEVEL, 0, "服务满意度", logs_levels, 0},
    {"issue_raised", "issue_raised", LOG_FLAG, 0, "有新问题", 0, 0},
    {"raised_event_id", "raised_event_id", LOG_KEY, 0, "新事项编号|新问题单号", 0, 0},
    {"opinion", "opinion", LOG_TEXT, P, "客户意见", 0, 0},
    {"suggestion", "suggestion", LOG_TEXT, P, "建议|客户建议", 0, 0},
    {"promised_at", "promised_at", LOG_MOMENT, 0, "约定回复时间", 0, 0},
    {"replied_at", "replied_at", LOG_MOMENT, 0, "实际回复时间|回复时间", 0, 0},
    {"reported_at", "reported_at", LOG_MOMENT, 0, "上报时间", 0, 0},
    {"reviewed_by", "reviewed_by", LOG_NAME, LOG_STAFF, "审核人", 0, 0},
    {"reviewed_at", "reviewed_at", LOG_MOMENT, 0, "审核时间|审核日期", 0, 0},
    {"review_note", "review_note", LOG_TEXT, P, "审核意见|审核", 0, 0},
    {"filed_at", "filed_at", LOG_MOMENT, 0, "交回存档时间|存档时间", 0, 0},
};
static const struct log_field assignments[] = {
    {"event_id", "event_id", LOG_KEY, K, "事项编号|编号|单号|工单号", 0, 0},
    {"role", "role", LOG_WORD, K | LOG_ROLES, "角色|职务|岗位", roles, 0},
    {"staff", "staff", LOG_ID, K | LOG_STAFF, "工号|员工", 0, 0},
};
static const struct log_field staff[] = {
    {"staff", "staff", LOG_ID, K | LOG_STAFF, "工号", 0, 0},
    {"name", "name", LOG_NAME, 0, "姓名", 0, 0},
    {"role", "role", LOG_WORD, LOG_ROLES, "角色|职务|岗位", roles, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "部门", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目", 0, 0},
    {"joined_on", "joined_on", LOG_DATE, 0, "入职日期|入职时间", 0, 0},
    {"left_on", "left_on", LOG_DATE, 0, "离职日期|离职时间", 0, 0},
};
static const struct log_field customers[] = {
    {"customer_id", "customer_id", LOG_ID, K | P, "客户编号|房号|户号", 0, 0},
    {"name", "name", LOG_TEXT, P, "客户姓名|业主|姓名", 0, 0},
    {"phone", "phone", LOG_PHONE, P, "联系电话|电话|手机", 0, 0},
    {"unit", "unit", LOG_TEXT, P, "房间号|房间", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目", 0, 0},
    {"type", "type", LOG_WORD, 0, "客户类型|类型", customer_types, 0},
    {"since", "since", LOG_DATE, 0, "起始日期|入住日期", 0, 0},
    {"amount", "amount", LOG_NUMBER, 0, "合同总额|合同额", 0, 0},
};
static const struct log_field exposure[] = {
    {"site", "site", LOG_NAME, K | LOG_SITE, "小区|项目", 0, 0},
    {"from", "from_on", LOG_DATE, K | LOG_OWN_TIME, "起始日期|生效日期", 0, 0},
    {"households", "households", LOG_INT, 0, "户数", 0, 0},
    {"customers", "customers", LOG_INT, 0, "客户数", 0, 0},
    {"area", "area", LOG_NUMBER, 0, "面积", 0, 0},
};
static const struct log_field surveys[] = {
    {"survey", "survey", LOG_NAME, K, "调查批次", 0, 0},
    {"form", "form", LOG_KEY, K, "编号|表号", 0, 0},
    {"customer_id", "customer_id", LOG_ID, P, "客户编号|房号|户号", 0, 0},
    {"unit", "unit", LOG_TEXT, P, "房间号|房间", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "部门", 0, 0},
    {"surveyor", "surveyor", LOG_NAME, LOG_STAFF, "调查人|调查员", 0, 0},
    {"sent_at", "sent_at", LOG_MOMENT, LOG_OWN_TIME, "发放时间|发放日期", 0, 0},
    {"returned_at", "returned_at", LOG_MOMENT, 0, "回收时间|回收日期", 0, 0},
    {"check", "authenticity", LOG_CODE, 0, "真实性|抽查结果", checks, 0},
    {"comment_improve", "comment_improve", LOG_TEXT, P, "改进意见", 0, 0},
    {"comment_wanted", "comment_wanted", LOG_TEXT, P, "希望增加的服务", 0, 0},
    {"comment_other", "comment_other", LOG_TEXT, P, "其他意见", 0, 0},
};
static const struct log_field actions[] = {
    {"action_id", "action_id", LOG_KEY, K, "措施编号|编号", 0, 0},
    {"event_id", "event_id", LOG_KEY, 0, "事项编号|单号", 0, 0},
    {"visit_id", "visit_id", LOG_KEY, 0, "回访编号", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "责任部门|部门", 0, 0},
    {"owner", "owner", LOG_NAME, LOG_STAFF, "责任人", 0, 0},
    {"kind", "kind", LOG_CODE, 0, "措施类型|类型", action_kinds, 0},
    {"opened_at", "opened_at", LOG_MOMENT, R | LOG_OWN_TIME, "提出时间|提出日期", 0, 0},
    {"due_at", "due_at", LOG_MOMENT, 0, "要求完成时间|期限", 0, 0},
    {"done_at", "done_at", LOG_MOMENT, 0, "完成时间|完成日期", 0, 0},
    {"verified_at", "verified_at", LOG_MOMENT, 0, "验证时间|验证日期", 0, 0},
    {"verified_by", "verified_by", LOG_NAME, LOG_STAFF, "验证人", 0, 0},
    {"verdict", "verdict", LOG_CODE, 0, "验证结论|结论", verdicts, 0},
    {"description", "description", LOG_TEXT, P, "内容|描述", 0, 0},
};
static const struct log_field decisions[] = {
    {"decision_id", "decision_id", LOG_KEY, K, "决议编号|编号", 0, 0},
    {"meeting_on", "meeting_on", LOG_DATE, R | LOG_OWN_TIME, "会议日期", 0, 0},
    {"owner", "owner", LOG_NAME, LOG_STAFF, "责任人", 0, 0},
    {"due_at", "due_at", LOG_MOMENT, 0, "要求完成时间|期限", 0, 0},
    {"done_at", "done_at", LOG_MOMENT, 0, "完成时间|完成日期", 0, 0},
    {"metric", "metric", LOG_NAME, 0, "指标", 0, 0},
    {"scope", "scope", LOG_NAME, 0, "范围", 0, 0},
    {"text", "text", LOG_TEXT, 0, "决议|内容", 0, 0},
};
static const struct log_field steps[] = {
    {"event_id", "event_id", LOG_KEY, K, "事项编号|编号|单号|工单号", 0, 0},
    {"at", "at", LOG_MOMENT, K | LOG_OWN_TIME, "时间|处置时间", 0, 0},
    {"kind", "kind", LOG_CODE, K, "步骤|处置类型", step_kinds, 0},
    {"by", "by_whom", LOG_NAME, LOG_STAFF, "经办人", 0, 0},
    {"to", "to_whom", LOG_NAME, 0, "接收人|对象", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "部门", 0, 0},
    {"reason", "reason", LOG_TEXT, P, "原因", 0, 0},
    {"note", "note", LOG_TEXT, P, "备注", 0, 0},
};
static const struct log_field findings[] = {
    {"finding_id", "finding_id", LOG_KEY, K, "反馈编号|编号", 0, 0},
    {"visit_id", "visit_id", LOG_KEY, 0, "回访编号", 0, 0},
    {"event_id", "event_id", LOG_KEY, 0, "事项编号|单号", 0, 0},
    {"form", "form", LOG_KEY, 0, "表号|调查表编号", 0, 0},
    {"kind", "kind", LOG_WORD, 0, "类型|反馈类型", finding_kinds, 0},
    {"class", "class", LOG_NAME, 0, "分类", 0, 0},
    {"raised_at", "raised_at", LOG_MOMENT, R | LOG_OWN_TIME, "提出时间|提出日期", 0, 0},
    {"department", "department", LOG_NAME, LOG_DEPARTMENT, "责任部门|部门", 0, 0},
    {"promised_at", "promised_at", LOG_MOMENT, 0, "约定回复时间", 0, 0},
    {"replied_at", "replied_at", LOG_MOMENT, 0, "实际回复时间|回复时间", 0, 0},
    {"reported_at", "reported_at", LOG_MOMENT, 0, "上报时间", 0, 0},
    {"handled_at", "handled_at", LOG_MOMENT, 0, "处理时间|处理完毕时间", 0, 0},
    {"outcome", "outcome", LOG_NAME, 0, "处理结果|结果", 0, 0},
    {"content", "content", LOG_TEXT, P, "内容", 0, 0},
};
static const struct log_field answers[] = {
    {"visit_id", "visit_id", LOG_KEY, K, "回访编号", 0, 0},
    {"item", "item", LOG_NAME, K, "项目|检查项", 0, 0},
    {"value", "value", LOG_TEXT, R, "回答|答案|结果", 0, 0},
    {"note", "note", LOG_TEXT, P, "备注", 0, 0},
};
static const struct log_field plans[] = {
    {"plan_id", "plan_id", LOG_KEY, K, "计划编号", 0, 0},
    {"event_id", "event_id", LOG_KEY, 0, "事项编号|单号", 0, 0},
    {"customer_id", "customer_id", LOG_ID, P, "客户编号|房号|户号", 0, 0},
    {"stage", "stage", LOG_WORD, LOG_STAGES, "回访阶段", 0, 0},
    {"planned_on", "planned_on", LOG_PLANNED, R | LOG_OWN_TIME, "计划日期|计划回访日期|计划时间|约定时间", 0, 0},
    {"visitor", "visitor", LOG_NAMES, LOG_STAFF, "回访人", 0, 0},
    {"made_by", "made_by", LOG_NAME, LOG_STAFF, "编制人|制定人", 0, 0},
    {"made_at", "made_at", LOG_MOMENT, 0, "编制时间|制定时间", 0, 0},
    {"cancelled_on", "cancelled_on", LOG_PLANNED, 0, "取消日期|取消时间", 0, 0},
};
static const struct log_field letters[] = {
    {"letter_id", "letter_id", LOG_KEY, K, "函件编号|编号", 0, 0},
    {"kind", "kind", LOG_CODE, R, "类型|函件类型", letter_kinds, 0},
    {"sent_on", "sent_on", LOG_DATE, R | LOG_OWN_TIME, "发出日期|发函日期", 0, 0},
    {"event_id", "event_ids", LOG_KEYS, 0, "事项编号|单号", 0, 0},
    {"attached", "attached", LOG_FLAG, 0, "已附|附件", 0, 0},
    {"filed_on", "filed_on", LOG_DATE, 0, "存档日期", 0, 0},
};
static const struct log_field custody[] = {
    {"form_no", "form_no", LOG_KEY, K, "表单编号|表号", 0, 0},
    {"form_kind", "form_kind", LOG_NAME, 0, "表单类型", 0, 0},
    {"step", "step", LOG_WORD, K, "步骤|环节", custody_steps, 0},
    {"by", "by_whom", LOG_NAME, LOG_STAFF, "经办人|交出人", 0, 0},
    {"to", "to_whom", LOG_NAME, LOG_STAFF, "接收人", 0, 0},
    {"at", "at", LOG_MOMENT, K | LOG_OWN_TIME, "时间|日期", 0, 0},
    {"signed", "signed", LOG_FLAG, 0, "签收|签名", 0, 0},
};
static const struct log_field spot_checks[] = {
    {"check_id", "check_id", LOG_KEY, K, "抽查编号|编号", 0, 0},
    {"kind", "kind", LOG_NAME, R, "抽查类型|类型", 0, 0},
    {"at", "at", LOG_MOMENT, R | LOG_OWN_TIME, "抽查时间|时间|日期", 0, 0},
    {"checker", "checker", LOG_NAME, LOG_STAFF, "抽查人", 0, 0},
    {"staff", "staff", LOG_NAME, LOG_STAFF, "工号|被查人", 0, 0},
    {"site", "site", LOG_NAME, LOG_SITE, "小区|项目", 0, 0},
    {"subject", "subject", LOG_NAME, 0, "抽查对象|对象", 0, 0},
    {"passed", "passed", LOG_FLAG, 0, "合格", 0, 0},
    {"score", "score", LOG_NUMBER, 0, "得分|分数", 0, 0},
    {"note", "note", LOG_TEXT, P, "备注", 0, 0},
};
static const struct log_field targets[] = {
    {"category", "category", LOG_WORD, K | LOG_CATEGORIES, "类别|事项类别", categories, 0},
    {"metric", "metric", LOG_NAME, K, "指标", 0, 0},
    {"period", "period", LOG_PERIOD, K, "期间|周期", 0, 0},
    {"value", "value", LOG_FRACTION, R, "目标|目标值", 0, 0},
    {"set_by", "set_by", LOG_NAME, LOG_STAFF, "制定人", 0, 0},
    {"set_on", "set_on", LOG_DATE, LOG_OWN_TIME, "制定日期", 0, 0},
};
static const struct log_field submissions[] = {
    {"report", "report", LOG_NAME, K, "报告|报表", 0, 0},
    {"period", "period", LOG_NAME, K, "期间|周期", 0, 0},
    {"step", "step", LOG_CODE, K, "步骤|环节", submission_steps, 0},
    {"by", "by_whom", LOG_NAME, LOG_STAFF, "经办人|提交人", 0, 0},
    {"to", "to_whom", LOG_NAME, LOG_STAFF, "接收人", 0, 0},
    {"at", "at", LOG_MOMENT, K | LOG_OWN_TIME, "时间|日期", 0, 0},
    {"opinion", "opinion", LOG_TEXT, 0, "意见", 0, 0},
};
static const struct log_field grants[] = {
    {"staff", "staff", LOG_ID, K | LOG_STAFF, "工号|查阅人", 0, 0},
    {"scope", "scope", LOG_NAME, K, "范围|查阅范围", 0, 0},
    {"approved_by", "approved_by", LOG_NAME, R | LOG_STAFF, "批准人", 0, 0},
    {"from", "from_on", LOG_DATE, K | LOG_OWN_TIME, "起始日期|生效日期", 0, 0},
    {"until", "until_on", LOG_DATE, 0, "截止日期|终止日期", 0, 0},
};
static const struct log_field holidays[] = {
    {"date", "on_day", LOG_DATE, K, "日期", 0, 0},
    {"name", "name", LOG_NAME, 0, "名称|节日", 0, 0},
    {"kind", "kind", LOG_CODE, 0, "类型", holiday_kinds, "off"},
};
static const struct log_field notes[] = {
    {"date", "on_day", LOG_DATE, K | LOG_OWN_TIME, "日期", 0, 0},
    {"scope", "scope", LOG_NAME, LOG_IN_KEY, "范围", 0, "all"},
    {"metric", "metric", LOG_NAME, LOG_IN_KEY, "指标", 0, ""},
    {"text", "text", LOG_TEXT, 0, "说明|内容", 0, 0},
};

const struct log logs_all[] = {
    {"events", "event", "事项", "everything that is followed up", REACH_EVENT, "story", events, N(events)},
    {"visits", "visit", "回访", "the follow-up visits", REACH_VISIT, "n_events", visits, N(visits)},
    {"assignments", "assignment", "派工", "who worked on what", REACH_OF_EVENT, 0, assignments, N(assignments)},
    {"staff", "staff", "员工", "the people", REACH_ALL, 0, staff, N(staff)},
    {"customers", "customer", "客户", "the customers", REACH_NONE, 0, customers, N(customers)},
    {"exposure", "exposure", "户数", "denominators in force from a day on", REACH_NONE, 0, exposure, N(exposure)},
    {"surveys", "survey_form", "调查表",
     "one row for every planned form, sent when it has sent_at; a spot check (check) counts once the form is back; "
     "a column that the source maps to any other name, "
     "or that is headed Q1, Q2 …, is the answer to that item (1–5 or a level's name)",
     REACH_NONE, "answers", surveys, N(surveys)},
    {"actions", "action", "纠正预防措施", "corrective and preventive actions", REACH_NONE, 0, actions, N(actions)},
    {"decisions", "decision", "例会决议", "decisions of the weekly meeting", REACH_NONE, 0, decisions, N(decisions)},
    {"steps", "step", "处置步骤", "time-stamped handling of an event", REACH_OF_EVENT, 0, steps, N(steps)},
    {"findings", "finding", "反馈", "what a visit, form or meeting brought up", REACH_OF_EVENT, 0, findings,
     N(findings)},
    {"answers", "answer", "检查项回答", "checklist answers of a visit", REACH_OF_EVENT, 0, answers, N(answers)},
    {"plans", "plan", "回访计划", "planned visits and activities", REACH_OF_EVENT, 0, plans, N(plans)},
    {"letters", "letter", "函件", "replies and open letters", REACH_OF_EVENT, 0, letters, N(letters)},
    {"custody", "custody", "表单签收", "forms handed out and in", REACH_NONE, 0, custody, N(custody)},
    {"checks", "spot_check", "抽查", "spot checks of recordings, records, rates, sites", REACH_NONE, 0, spot_checks,
     N(spot_checks)},
    {"targets", "target", "目标", "targets that a manager sets for a period", REACH_NONE, 0, targets, N(targets)},
    {"submissions", "submission", "报告流转", "what became of a report", REACH_NONE, 0, submissions, N(submissions)},
    {"grants", "access_grant", "查阅批准", "approvals to consult visit sheets", REACH_NONE, 0, grants, N(grants)},
    {"holidays", "holiday", "节假日", "days off and make-up working days", REACH_ALL, 0, holidays, N(holidays)},
    {"notes", "note", "大事记", "what changed when", REACH_NONE, 0, notes, N(notes)},
};
const int logs_count = N(logs_all);

const struct log *logs_find(struct str name) {
    for (int i = 0; i < logs_count; i++)
        if (str_is(name, logs_all[i].name)) return &logs_all[i];
    return NULL;
}

int logs_field(const struct log *log, const char *name) {
    for (int i = 0; i < log->n_fields; i++)
        if (strcmp(log->field[i].name, name) == 0) return i;
    return -1;
}
