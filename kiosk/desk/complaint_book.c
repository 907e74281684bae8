/* The Buku Pengaduan: looking through it, and what officers do with one complaint. */
#include "base/secret.h"
#include "complaint_internal.h"
#include "domain/calendar.h"
#include "store/complaint_store.h"
#include "store/officer_store.h"
#include "wire/event_complaint.h"

#define DAY_MS INT64_C(86400000)
static const unsigned every_state = (1U << COMPLAINT_STATE_COUNT) - 1;

/* 0, which no day is before, while the clock cannot be trusted: then nothing is overdue. */
static int64_t trusted_today(const struct desk *desk)
{
    int64_t now_ms = clock_now_ms(desk->clock);

    return desk->catalog && desk_clock_is_trusted(desk, now_ms)
               ? calendar_day(now_ms, desk_offset_min(desk))
               : 0;
}

bool desk_list_complaints(struct desk *desk, const struct complaint_query *query,
                          bool (*each)(void *context, const struct complaint *complaint),
                          void *context, struct err *err)
{
    static const int64_t minute_ms = 60000;
    bool is_ever = query->from_day == 0 && query->until_day == 0;
    int64_t offset_ms = desk->catalog ? desk_offset_min(desk) * minute_ms : 0;
    int64_t today = query->is_overdue ? trusted_today(desk) : 0;
    const struct complaint_range range = {
        .from_ms = is_ever ? INT64_MIN : query->from_day * DAY_MS - offset_ms,
        .until_ms = is_ever ? INT64_MAX : (query->until_day + 1) * DAY_MS - offset_ms,
        .states = query->states == 0 ? every_state : query->states,
        .overdue_today = today,
        .is_oldest_first = query->is_oldest_first,
        .skip = query->skip,
        .most = query->most,
    };

    if (query->is_overdue && today == 0)
        return true;
    return desk_enter(desk, err) && complaint_store_list(desk->db, &range, each, context, err);
}

bool desk_count_complaints(struct desk *desk, struct complaint_counts *out, struct err *err)
{
    *out = (struct complaint_counts){0};
    return desk_enter(desk, err)
           && complaint_store_count(desk->db, trusted_today(desk), out->by_state, &out->overdue,
                                    err);
}

bool complaint_check_officer(struct desk *desk, const char *code, enum staff_right right,
                             struct err *err)
{
    struct officer_row row;
    struct err missing = {0};
    bool is_known = officer_store_find(desk->db, code ? code : "", &row, &missing);
    bool is_active = is_known && row.officer.is_active;
    bool may = is_active && staff_may(row.officer.role, right);

    secret_wipe(&row, sizeof row);
    if (!is_known && missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    if (!is_active)
        return err_set(err, ERR_INVALID, "\"%.16s\" is no active officer", code ? code : "");
    return may || err_set(err, ERR_INVALID, "officer %s does not have that right", code);
}

bool complaint_begin_act(struct desk *desk, const char *number, const char *officer,
                         enum staff_right right, struct complaint *out, struct err *err)
{
    char canonical[COMPLAINT_NUMBER_TEXT];

    if (!complaint_parse_number(number, canonical))
        return err_set(err, ERR_INVALID, "\"%.32s\" is no complaint number", number);
    return complaint_check_officer(desk, officer, right, err)
           && complaint_store_find(desk->db, canonical, out, err);
}

bool complaint_read_words(struct desk *desk, const struct complaint *complaint,
                          struct complaint_words *out, struct err *err)
{
    AUTO_TEXT struct text sealed;

    text_init(&sealed, SEALED_WORDS_MOST);
    if (complaint->is_erased)
        return err_set(err, ERR_NOT_FOUND, "the words of complaint %s were erased",
                       complaint->number);
    return complaint_store_words(desk->db, complaint->number, &sealed, err)
           && (complaint_words_open(desk, &complaint->request, &sealed, out, err)
               || err_add(err, "complaint %s", complaint->number));
}

bool desk_read_complaint(struct desk *desk, const char *number, const char *officer,
                         struct complaint_words *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint = {0};

    /* Nothing is shown before it is noted who saw it. */
    bool is_noted = desk_begin(desk, &tx, err)
                    && complaint_begin_act(desk, number, officer, RIGHT_COMPLAINT, &complaint, err)
                    && complaint_read_words(desk, &complaint, out, err)
                    && complaint_read_office_answer(desk, &complaint, out, err)
                    && desk_journal(desk, clock_now_ms(desk->clock), officer, "complaint.read",
                                    complaint.number, "", err)
                    && desk_commit(desk, &tx, err);
    if (!is_noted)
        secret_wipe(out, sizeof *out);
    return is_noted;
}

/* The complaint as it is after an act of `officer`: row, event and journal, and the end of the
 * transaction. */
static bool move(struct desk *desk, struct tx *tx, struct complaint *complaint,
                 enum complaint_state from, const char *officer,
                 const char *(*write)(struct text *out, const struct event_head *head,
                                      const struct complaint *complaint),
                 struct err *err)
{
    char kind[32];

    text_copy(complaint->officer, sizeof complaint->officer, officer);
    text_format(kind, sizeof kind, "complaint.%s",
                complaint->state == COMPLAINT_IN_PROGRESS ? "weighed"
                                                          : complaint_state_key(complaint->state));
    return complaint_store_move(desk->db, complaint, from, err)
           && complaint_add_event(desk, complaint, write, err)
           && desk_journal(desk, clock_now_ms(desk->clock), officer, kind, complaint->number,
                           complaint_weight_key(complaint->weight), err)
           && desk_commit(desk, tx, err);
}

static bool refuse_state(const struct complaint *complaint, struct err *err)
{
    return err_set(err, ERR_BUSY, "complaint %s is %s", complaint->number,
                   complaint_state_key(complaint->state));
}

bool desk_weigh_complaint(struct desk *desk, const char *number, enum complaint_weight weight,
                          const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint = {0};

    if (weight <= WEIGHT_NOT_SET || weight >= WEIGHT_COUNT)
        return err_set(err, ERR_INVALID, "a weight is ringan, sedang or berat");
    if (!desk_begin(desk, &tx, err)
        || !complaint_begin_act(desk, number, officer, RIGHT_COMPLAINT, &complaint, err))
        return false;
    enum complaint_state from = complaint.state;
    if (!complaint_may(&complaint, COMPLAINT_WEIGH))
        return refuse_state(&complaint, err);
    if (complaint.weight == weight)
        return true;
    complaint.weight = weight;
    complaint.weighed_ms = desk_office_now(desk); /* beside the office's own */
    complaint.state = COMPLAINT_IN_PROGRESS;
    return move(desk, &tx, &complaint, from, officer, event_complaint_weighed, err);
}

static bool seal_answer(struct desk *desk, const struct complaint *complaint, const char *answer,
                        struct err *err)
{
    AUTO_TEXT struct text sealed = {0};
    struct complaint_words words;

    bool is_kept = complaint_read_words(desk, complaint, &words, err)
                   && complaint_copy_story(words.answer, answer, "answer", err)
                   && complaint_words_seal(desk, &complaint->request, &words, &sealed, err)
                   && complaint_store_set_words(desk->db, complaint->number, &sealed, err)
                   && complaint_send_words(desk, complaint, &words, err);
    secret_wipe(&words, sizeof words);
    return is_kept;
}

bool desk_answer_complaint(struct desk *desk, const char *number, const char *answer,
                           const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint = {0};

    if (!desk_begin(desk, &tx, err)
        || !complaint_begin_act(desk, number, officer, RIGHT_COMPLAINT, &complaint, err))
        return false;
    if (!complaint_may(&complaint, COMPLAINT_ANSWER))
        return refuse_state(&complaint, err);
    if (!seal_answer(desk, &complaint, answer, err))
        return false;
    complaint.state = COMPLAINT_ANSWERED;
    complaint.answered_ms = clock_now_ms(desk->clock);
    return move(desk, &tx, &complaint, COMPLAINT_IN_PROGRESS, officer, event_complaint_answered,
                err);
}

bool desk_close_complaint(struct desk *desk, const char *number, const char *officer,
                          struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint = {0};

    if (!desk_begin(desk, &tx, err)
        || !complaint_begin_act(desk, number, officer, RIGHT_COMPLAINT, &complaint, err))
        return false;
    enum complaint_state from = complaint.state;
    if (!complaint_may(&complaint, COMPLAINT_CLOSE))
        return refuse_state(&complaint, err);
    complaint.state = COMPLAINT_CLOSED;
    complaint.closed_ms = clock_now_ms(desk->clock);
    return move(desk, &tx, &complaint, from, officer, event_complaint_closed, err);
}
