/* The stories that plaza, liyuan and textbook-visits share, because their clauses are the same: signature and telephone
 * mark, third class, promise, further visits, open letter, merging, exemption with its letter, windows to the day.
 * A, S, M: who visits ordinary, important and major complaints; R reviews. Numbers from 901 on; customers 1 to 20. */
#ifndef SAMPLE_DATA_ORGS_ESTATE_H
#define SAMPLE_DATA_ORGS_ESTATE_H

#define BY(role) "|visitor={" role "}|visitor_role=" role
#define TS(no, customer, grade)                                                                                        \
    "events|event_id=TS2026-" no "|category=投诉|matter=complaint|customer=" customer "|severity=" grade               \
    "|validity=有效|channel=来访|contacted_at=@accepted_at+30m"
#define SEEN(R) "|outcome=合格|satisfaction=满意|reviewed_by={" R "}|reviewed_at=@visited_at+1d 16:30|review_note=已阅"

#define ESTATE_STORIES(A, S, M, R)                                                                                       \
    {"重大(第三类)投诉第二次回访用了电话", "2026-09-08 10:20",                                                         \
     TS("901", "1", "重大") "|finished_at=@accepted_at+2d 16:00\n"                                                     \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√|outcome=不合格" BY(M) "\n"                         \
     ">visits|visited_at=@finished_at+3d 10:00|method=电话|outcome=合格|review_note=电话回访" BY(M) "\n"},             \
    {"同一问题向两个部门投诉，记一次；一次回访", "2026-09-10 09:10",                                                   \
     "events|event_id=TS2026-902|category=投诉|customer=2|severity=一般|validity=有效|issue=噪音|department=秩序部"    \
     "|finished_at=@accepted_at+3d 17:00|description=夜间装修噪音大，影响休息\n"                                       \
     ">visits|visited_at=@finished_at+2d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     "events|event_id=TS2026-903|category=投诉|customer=2|severity=一般|validity=有效|issue=噪音|department=工程部"    \
     "|accepted_at=@start+2d 15:00|finished_at=@accepted_at+1d 17:00|description=夜间装修噪音，工程部请管一管\n"},     \
    {"同一人同一事隔八天再投诉：重复，不合并", "2026-09-11 09:30",                                                     \
     "events|event_id=TS2026-904|category=投诉|customer=3|severity=一般|validity=有效|issue=停车|department=秩序部"    \
     "|finished_at=@accepted_at+1d 17:00|description=车位被占\n"                                                      \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     "events|event_id=TS2026-905|category=投诉|customer=3|severity=一般|validity=有效|issue=停车|department=秩序部"    \
     "|accepted_at=@start+8d 15:00|finished_at=@accepted_at+1d 17:00|description=车位又被占，上次白说了\n"             \
     ">visits|visited_at=@finished_at+2d 10:00|method=电话|review_note=电话回访" BY(A) "\n"},                          \
    {"匿名：一件附复函，一件没有附", "2026-09-14 11:00",                                                               \
     "events|event_id=TS2026-906|category=投诉|customer=-|anonymous=√|severity=一般|issue=停车|department=秩序部"      \
     "|finished_at=@accepted_at+2d 17:00|description=没有留下姓名：地面引导线不清\n"                                   \
     ">letters|kind=复函|sent_on=@finished_at+1d|attached=√|filed_on=@sent_on+2d\n"                                   \
     "events|event_id=TS2026-907|category=投诉|customer=-|anonymous=√|severity=一般|issue=噪音|department=秩序部"      \
     "|accepted_at=@start+4d 09:00|finished_at=@accepted_at+2d 17:00|description=没有留下姓名：广场舞音响太大\n"},     \
    {"没有姓名，未勾匿名，也没有复函", "2026-09-15 11:00",                                                             \
     "events|event_id=TS2026-908|category=投诉|customer=-|severity=一般|issue=卫生|department=保洁部"                  \
     "|finished_at=@accepted_at+2d 17:00|description=电梯厅烟头没人扫\n"},                                           \
    {"上级只要求复函：已附；复函未附；已附而仍回访（计入）", "2026-09-16 11:00",                                       \
     TS("909", "4", "一般") "|letter_reply_only=√|finished_at=@accepted_at+2d 17:00\n"                               \
     ">letters|kind=复函|sent_on=@finished_at+1d|attached=√|filed_on=@sent_on+1d\n"                                   \
     TS("910", "5", "重要") "|letter_reply_only=√|accepted_at=@start+1d 10:00|finished_at=@accepted_at+2d 17:00\n"     \
     ">letters|kind=复函|sent_on=@finished_at+3d|attached=否\n"                                                       \
     TS("911", "6", "一般") "|letter_reply_only=√|accepted_at=@start+2d 10:00|finished_at=@accepted_at+2d 17:00\n"     \
     ">letters|kind=复函|sent_on=@finished_at+1d|attached=√\n"                                                       \
     ">visits|visited_at=@finished_at+2d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"},                             \
    {"重要投诉由低一级的人回访；重大投诉由主管回访", "2026-10-08 10:00",                                               \
     TS("912", "7", "重要") "|finished_at=@accepted_at+1d 17:00\n"                                                   \
     ">visits|visited_at=@finished_at+2d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     TS("913", "8", "重大") "|accepted_at=@start+0d 15:00|finished_at=@accepted_at+2d 17:00\n"                       \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√" BY(S) SEEN(R) "\n"},                             \
    {"上门无签名；电话没有注明；没有检查意见", "2026-10-09 10:00",                                                     \
     TS("914", "9", "一般") "|finished_at=@accepted_at+1d 17:00\n"                                                   \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=否" BY(A) SEEN(R) "\n"                               \
     TS("915", "10", "一般") "|accepted_at=@start+0d 16:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">visits|visited_at=@finished_at+1d 10:00|method=电话" BY(A) SEEN(R) "\n"                                        \
     TS("916", "11", "一般") "|accepted_at=@start+1d 16:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√|outcome=合格|satisfaction=一般" BY(A) "\n"},       \
    {"新问题：没有约定时间；约了没有按时回复；按时回复", "2026-10-12 10:00",                                           \
     TS("917", "12", "一般") "|finished_at=@accepted_at+1d 17:00\n"                                                  \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√|issue_raised=√" BY(A) SEEN(R) "\n"                \
     ">>findings|kind=问题|raised_at=$visited_at|content=门禁卡时好时坏\n"                                             \
     TS("918", "13", "一般") "|accepted_at=@start+1d 10:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√|issue_raised=√|promised_at=@visited_at+2d 17:00"   \
     "|replied_at=@visited_at+4d 09:30" BY(A) SEEN(R) "\n"                                                            \
     ">>findings|kind=问题|raised_at=$visited_at|department=工程部|promised_at=$promised_at|replied_at=$replied_at"    \
     "|handled_at=$replied_at|outcome=已更换|content=楼道灯不亮\n"                                                     \
     TS("919", "14", "一般") "|accepted_at=@start+2d 10:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√|issue_raised=√|promised_at=@visited_at+2d 17:00"   \
     "|replied_at=@visited_at+2d 09:30" BY(A) SEEN(R) "\n"                                                            \
     ">>findings|kind=问题|raised_at=$visited_at|department=工程部|promised_at=$promised_at|replied_at=$replied_at"    \
     "|handled_at=$replied_at|outcome=已疏通|content=阳台地漏返味\n"},                                                 \
    {"需再次回访：做了两次；只做了一次，由同级审核", "2026-09-21 10:00",                                                           \
     TS("920", "15", "一般") "|follow_up_needed=√|finished_at=@accepted_at+1d 17:00\n"                               \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     ">visits|visited_at=@finished_at+9d 10:00|method=电话|outcome=合格|review_note=电话回访，已阅" BY(A) "\n"         \
     TS("921", "16", "一般") "|follow_up_needed=√|accepted_at=@start+1d 10:00|finished_at=@accepted_at+1d 17:00\n"     \
     ">visits|visited_at=@finished_at+1d 10:00|method=上门|signed=√" BY(A) SEEN(A) "\n"},                             \
    {"公开信答复两件（已存档）；另一封未存档", "2026-09-22 09:00",                                                     \
     "events|event_id=TS2026-922|category=投诉|customer=17|severity=一般|issue=施工围挡|department=工程部"             \
     "|finished_at=@accepted_at+3d 17:00|description=围挡太靠外，行人要绕到车道上\n"                                   \
     "events|event_id=TS2026-923|category=投诉|customer=18|severity=一般|issue=施工围挡|department=工程部"             \
     "|accepted_at=@start+1d 09:40|finished_at=@start+3d 17:00|description=围挡挡住了指示牌\n"                         \
     "visits|event_id=TS2026-922;TS2026-923|visited_at=@start+4d 09:00|method=公开信|outcome=合格" BY(S) "\n"          \
     "letters|event_id=TS2026-922;TS2026-923|kind=公开信|sent_on=@start+4d|filed_on=@start+6d\n"                       \
     "events|event_id=TS2026-924|category=投诉|customer=19|severity=一般|issue=施工围挡|department=工程部"             \
     "|accepted_at=@start+5d 09:40|finished_at=@accepted_at+1d 17:00|description=围挡夜间无灯\n"                       \
     ">letters|kind=公开信|sent_on=@finished_at+2d\n"},                                                              \
    {"没有分级", "2026-10-19 09:00",                                                                                  \
     "events|event_id=TS2026-925|category=投诉|matter=complaint|customer=20|finished_at=@accepted_at+1d 17:00\n"},     \
    {"界限：第三天 23:59:59（按期）、第四天 00:00:00（逾期）、没有回访、处理完毕之前", "2026-10-05 09:00",             \
     TS("926", "4", "一般") "|finished_at=@accepted_at+1d 08:00\n"                                                   \
     ">visits|visited_at=@2026-10-09 23:59:59|method=电话|review_note=电话回访" BY(A) "\n"                             \
     TS("927", "5", "一般") "|accepted_at=@start+0d 10:00|finished_at=@accepted_at+1d 23:50\n"                       \
     ">visits|visited_at=@2026-10-10 00:00:00|method=电话|review_note=电话回访" BY(A) "\n"                             \
     TS("928", "6", "一般") "|accepted_at=@start+0d 11:00|finished_at=@accepted_at+1d 12:00\n"                       \
     TS("929", "7", "一般") "|accepted_at=@start+0d 12:00|finished_at=@accepted_at+3d 12:00\n"                       \
     ">visits|visited_at=@finished_at-1d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"},                             \
    {"计划：按计划；比计划晚；取消；有计划没有回访", "2026-10-13 09:00",                                               \
     TS("930", "8", "一般") "|finished_at=@accepted_at+1d 17:00\n"                                                   \
     ">plans|planned_on=@finished_at+2d|visitor={" A "}|made_by={" S "}|made_at=@finished_at+0d 18:00\n"               \
     ">visits|visited_at=@finished_at+2d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     TS("931", "9", "一般") "|accepted_at=@start+0d 10:00|finished_at=@accepted_at+1d 17:00\n"                       \
     ">plans|planned_on=@finished_at+1d|visitor={" A "}|made_by={" S "}|made_at=@finished_at+0d 18:00\n"               \
     ">visits|visited_at=@finished_at+3d 10:00|method=上门|signed=√" BY(A) SEEN(R) "\n"                              \
     TS("932", "10", "一般") "|accepted_at=@start+0d 11:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">plans|planned_on=@finished_at+1d|visitor={" A "}|made_by={" S "}|made_at=@finished_at+0d 18:00"                 \
     "|cancelled_on=@finished_at+1d\n"                                                                                 \
     TS("933", "11", "一般") "|accepted_at=@start+0d 12:00|finished_at=@accepted_at+1d 17:00\n"                      \
     ">plans|planned_on=@finished_at+2d|visitor={" A "}|made_by={" S "}|made_at=@finished_at+0d 18:00\n"},             \
    {"拒收：等级写法不在表内；日期不是日期", "2026-10-20 09:00",                                                       \
     "events|event_id=TS2026-991|category=投诉|matter=complaint|severity=很急\n"                                       \
     "visits|visit_id=HF2026-991|event_id=TS2026-930|visited_at=前天下午|method=上门" BY(A) "\n"}
#endif
