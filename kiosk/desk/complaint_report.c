/* The book of a period, with or without whose complaints they are; and how each weight is handled. */
#include "domain/complaint_report.h"
#include "base/secret.h"
#include "complaint_internal.h"
#include "domain/calendar.h"
#include "store/complaint_store.h"

#define LOG_AREA "complaints"
#include "base/log.h"

static bool add_row(void *context, const struct complaint *complaint)
{
    complaint_report_add(context, complaint, NULL);
    return true;
}

/* What was changed on disk is one row's loss; a wrong key is everyone's, and told. */
static bool open_name(struct desk *desk, struct complaint_row *row, struct err *err)
{
    struct complaint_words words = {0};
    struct err cause = {0};

    if (row->complaint.is_erased || row->complaint.notice_version == 0)
        return true;
    if (complaint_read_words(desk, &row->complaint, &words, &cause))
        text_copy(row->name, sizeof row->name, words.name[0] ? words.name : words.contact);
    secret_wipe(&words, sizeof words);
    if (cause.code == ERR_CORRUPT)
        log_error("%s; its row stays without a name", cause.text);
    return cause.code == ERR_NONE || cause.code == ERR_CORRUPT
           || err_set(err, cause.code, "%s", cause.text);
}

/* Who opened it is noted before a name is seen. */
static bool note_reader(struct desk *desk, const char *officer, const struct period *period,
                        struct err *err)
{
    AUTO_TX struct tx tx = {0};
    char name[64];

    period_format(period, name, sizeof name);
    return desk_begin(desk, &tx, err)
           && complaint_check_officer(desk, officer, RIGHT_COMPLAINT_BOOK, err)
           && desk_journal(desk, clock_now_ms(desk->clock), officer, "complaint.book_read", name,
                           "", err)
           && desk_commit(desk, &tx, err);
}

/* Outside a transaction: nobody in the hall waits for a year's names. */
static bool open_names(struct desk *desk, struct complaint_report *report, struct err *err)
{
    for (size_t i = 0; i < report->row_count; i++) {
        if (!open_name(desk, &report->rows[i], err))
            return false;
    }
    return true;
}

bool desk_complaint_book(struct desk *desk, const struct period *period, const char *officer,
                         struct complaint_report *out, struct err *err)
{
    const struct complaint_query query = {
        .from_day = period->from_day, .until_day = period->until_day, .is_oldest_first = true};
    int64_t now_ms = clock_now_ms(desk->clock);

    *out = (struct complaint_report){
        .period = *period,
        .made_ms = now_ms,
        .today = calendar_day(now_ms, desk_offset_min(desk)),
        .has_names = officer != NULL,
    };
    return desk_list_complaints(desk, &query, add_row, out, err)
           && (!officer || (note_reader(desk, officer, period, err) && open_names(desk, out, err)));
}

const char *desk_complaint_route(const struct desk *desk, const char *service_id,
                                 enum complaint_weight weight, const char *lang)
{
    const struct words *route =
        desk->catalog ? complaint_route(desk->catalog, service_id, weight) : NULL;

    return route ? words_in(route, lang) : NULL;
}
