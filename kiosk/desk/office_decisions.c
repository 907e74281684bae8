/* What the office decided about complaints, into the register. No event tells of it: the office knows. */
#include "base/seal.h"
#include "complaint_internal.h"
#include "desk/office.h"
#include "store/complaint_store.h"
#include "store/office_store.h"
#include "wire/decisions.h"

#define LOG_AREA "office"
#include "base/log.h"

enum { CLOCKS_APART_MS = 12 * 3600 * 1000 }; /* a clock that was set by hand, morning for evening */

bool desk_decisions_cursor(struct desk *desk, struct decisions_cursor *out, struct err *err)
{
    struct office_row office;

    if (!desk_enter(desk, err) || !office_store_get(desk->db, &office, err))
        return false;
    *out = (struct decisions_cursor){office.decisions_seq, office.decisions_incarnation};
    return true;
}

static bool note(struct desk *desk, const struct decision *decision, const char *outcome,
                 struct err *err)
{
    const struct complaint_decision *what = &decision->what;
    char detail[64];

    (void)text_format(detail, sizeof detail, "%s%s%s%s%s", complaint_act_key(what->act),
                      what->weight != WEIGHT_NOT_SET ? " " : "", complaint_weight_key(what->weight),
                      outcome[0] != '\0' ? ", " : "", outcome);
    return desk_journal(desk, clock_now_ms(desk->clock), "", "complaint.office", what->number,
                        detail, err);
}

/* Of the register before a number was given again. A time that the office has not reached yet is no time. */
static bool is_others(const struct complaint *complaint, const struct decision *decision,
                      int64_t server_ms)
{
    return complaint->at_ms - CLOCKS_APART_MS > decision->what.at_ms
           && complaint->at_ms <= server_ms;
}

static bool decide(struct desk *desk, struct complaint *complaint, const struct decision *decision,
                   struct err *err)
{
    enum complaint_state from = complaint->state;

    complaint_decide(complaint, &decision->what);
    if (complaint->state != from)
        complaint->officer[0] = '\0'; /* nobody here did it */
    return complaint_store_move(desk->db, complaint, from, err)
           && (decision->letter_len == 0
               || complaint_store_set_office_answer(desk->db, complaint->number, decision->letter,
                                                    decision->letter_len, err));
}

static bool take(struct desk *desk, const struct decision *decision, int64_t server_ms,
                 struct err *err)
{
    struct complaint complaint;
    struct err missing = {0};

    if (!decision->is_known) {
        log_warn("the office's decision %lld is of a kind that is not known here",
                 (long long)decision->seq);
        return true;
    }
    if (!complaint_store_find(desk->db, decision->what.number, &complaint, &missing))
        return missing.code == ERR_NOT_FOUND ? note(desk, decision, "not in this register", err)
                                             : err_set(err, missing.code, "%s", missing.text);
    if (is_others(&complaint, decision, server_ms))
        return note(desk, decision, "of an earlier register", err);
    return decide(desk, &complaint, decision, err) && note(desk, decision, "", err);
}

/* An office that was restored between two requests counts anew. */
static bool follows(const struct decisions *decisions, const struct decisions_cursor *after,
                    struct err *err)
{
    if (!uuid_equal(&decisions->incarnation, &after->incarnation))
        return err_set(err, ERR_INVALID, "the office's decisions are of another incarnation");
    return decisions->count == 0 || decisions->items[0].seq > after->seq
           || err_set(err, ERR_INVALID, "the office's decision %lld does not follow %lld",
                      (long long)decisions->items[0].seq, (long long)after->seq);
}

bool desk_take_decisions(struct desk *desk, const struct decisions_cursor *after,
                         const struct decisions *decisions, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row office;

    if (!follows(decisions, after, err) || !desk_begin(desk, &tx, err)
        || !office_store_get(desk->db, &office, err))
        return false;
    for (size_t i = 0; i < decisions->count; i++) {
        if (!take(desk, &decisions->items[i], decisions->server_ms, err))
            return false;
    }
    office.decisions_seq =
        decisions->count > 0 ? decisions->items[decisions->count - 1].seq : after->seq;
    office.decisions_incarnation = decisions->incarnation;
    return office_store_put(desk->db, &office, err) && desk_commit(desk, &tx, err);
}

bool complaint_read_office_answer(struct desk *desk, const struct complaint *complaint,
                                  struct complaint_words *out, struct err *err)
{
    AUTO_TEXT struct text letter, plain;
    struct err cause = {0};

    text_init(&letter, SEALED_WORDS_MOST);
    text_init(&plain, sizeof out->office_answer);
    out->office_answer[0] = '\0';
    if (!complaint_store_office_answer(desk->db, complaint->number, &letter, err))
        return false;
    if (letter.len == 0)
        return true;
    if (!seal_open_letter(desk->seal, letter.data, letter.len, &plain, &cause)
        || !complaint_copy_text(out->office_answer, sizeof out->office_answer, plain.data)) {
        log_warn("the office's answer to %s cannot be opened here", complaint->number);
        out->office_answer[0] = '\0';
    }
    return true;
}
