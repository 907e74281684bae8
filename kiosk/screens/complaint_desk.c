/* What an officer's screen does with a complaint. */
#include "complaint_desk.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/calendar.h"
#include <string.h>

#define LOG_AREA "staff"
#include "base/log.h"

enum { SAME_WISH_MS = 4000 };

bool complaint_desk_may_weigh(const struct complaint_desk *s)
{
    return complaint_may(&s->complaint, COMPLAINT_WEIGH);
}

bool complaint_desk_may_answer(const struct complaint_desk *s)
{
    return complaint_may(&s->complaint, COMPLAINT_ANSWER) && !s->complaint.is_erased;
}

bool complaint_desk_may_close(const struct complaint_desk *s)
{
    return complaint_may(&s->complaint, COMPLAINT_CLOSE);
}

void complaint_desk_read(struct complaint_desk *s, struct router *router)
{
    enum complaint_state office_state = s->complaint.office_state;
    struct err err = {0};

    s->today = calendar_day(clock_now_ms(router_clock(router)), router_offset_min(router));
    if (!router_desk(router))
        return;
    s->is_found =
        desk_find_complaint(router_desk(router), router_complaint(router), &s->complaint, &err);
    if (!s->is_found)
        router_desk_failed(router, &err, "looking for a complaint");
    else if (s->complaint.is_erased)
        complaint_desk_wipe(s); /* while it was open here */
    else if (s->is_open && s->complaint.office_state != office_state)
        complaint_desk_open(s, router); /* with what the office said meanwhile */
}

/* A part behind the others, a line or two below them, where there is one. */
static void show_part(struct complaint_desk *s, const char *gap, const char *pattern,
                      const char *key, const char *value)
{
    size_t len = strlen(s->shown);

    if (value[0] == '\0')
        return;
    len += text_copy(s->shown + len, sizeof s->shown - len, gap) ? strlen(gap) : 0;
    (void)text_fill(s->shown + len, sizeof s->shown - len, pattern, key, value, NULL);
}

/* The words, and behind them the answers, as one text that is read by pages. */
static void show_words(struct complaint_desk *s, const struct complaint_words *words)
{
    bool is_there =
        s->complaint.answered_ms > 0 && words->answer[0] == '\0' && words->office_answer[0] == '\0';

    (void)text_copy(s->shown, sizeof s->shown, words->text);
    show_part(s, "\n\n", _("bc_name", "Name: {name}"), "name", words->name);
    show_part(s, words->name[0] ? "\n" : "\n\n", _("bc_contact", "Contact: {contact}"), "contact",
              words->contact);
    show_part(s, "\n\n", _("bc_our_answer", "Answer: {answer}"), "answer", words->answer);
    show_part(s, "\n\n", _("bc_office_answer", "Answered by the office: {answer}"), "answer",
              words->office_answer);
    show_part(s, "\n\n", "{hint}", "hint",
              is_there ? _("bc_answer_there", "The office's answer is not on this kiosk. Read it "
                                              "on the office's Complaint Book page.")
                       : "");
}

/* A key or a row that does not fit is no fault of this machine: the book goes on. */
static const struct label *trouble_of(const struct err *err)
{
    static const struct label key =
        W("bc_key",
          "The text cannot be opened: the key is missing or a different one. Tell the technician.");
    static const struct label erased = W("bc_erased", "The text has been erased.");
    static const struct label changed =
        W("bc_corrupt", "The text is damaged and cannot be opened.");

    return err->code == ERR_NOT_FOUND ? &erased : err->code == ERR_CORRUPT ? &changed : &key;
}

void complaint_desk_open(struct complaint_desk *s, struct router *router)
{
    struct complaint_words words;
    struct err err = {0};

    s->trouble = NULL;
    s->is_open = desk_read_complaint(router_desk(router), s->complaint.number,
                                     router_shift(router)->officer.code, &words, &err);
    if (!s->is_open) {
        log_warn("reading a complaint: %s", err.text);
        s->trouble = trouble_of(&err);
        return;
    }
    show_words(s, &words);
    secret_wipe(&words, sizeof words);
    s->turns.pages_back = COMPLAINT_SHOWN; /* its first page, however many there are */
}

/* How an act ended; what the screen shows afterwards is read again. */
static void acted(struct complaint_desk *s, struct router *router, bool is_done,
                  const struct err *err, const char *done)
{
    if (is_done) {
        router_toast(router, done, true);
    } else if (err->code == ERR_BUSY || err->code == ERR_INVALID) {
        log_info("changing a complaint: %s", err->text);
        router_toast(router,
                     err->code == ERR_BUSY
                         ? _("bc_changed", "A colleague has just changed this complaint.")
                         : _("p_not_done", "That did not work. Please try again."),
                     false);
    } else {
        router_toast(router, _("p_not_done", "That did not work. Please try again."), false);
        router_desk_failed(router, err, "changing a complaint");
    }
    complaint_desk_read(s, router);
}

void complaint_desk_weigh(struct complaint_desk *s, struct router *router,
                          enum complaint_weight weight)
{
    struct err err = {0};
    bool is_done = desk_weigh_complaint(router_desk(router), s->complaint.number, weight,
                                        router_shift(router)->officer.code, &err);

    acted(s, router, is_done, &err, _("bc_weighed", "The weight is noted."));
}

void complaint_desk_answer(struct complaint_desk *s, struct router *router)
{
    struct err err = {0};
    bool is_done = desk_answer_complaint(router_desk(router), s->complaint.number, s->answer,
                                         router_shift(router)->officer.code, &err);

    if (is_done) {
        s->is_typing = false;
        secret_wipe(s->answer, sizeof s->answer);
    }
    acted(s, router, is_done, &err, _("bc_answered", "The answer is saved."));
    if (is_done && s->is_open)
        complaint_desk_open(s, router); /* with the answer */
}

void complaint_desk_close(struct complaint_desk *s, struct router *router)
{
    struct err err = {0};
    bool is_done = desk_close_complaint(router_desk(router), s->complaint.number,
                                        router_shift(router)->officer.code, &err);

    acted(s, router, is_done, &err, _("bc_closed", "The complaint is closed."));
}

void complaint_desk_print(struct complaint_desk *s, struct router *router)
{
    int64_t now_ms = clock_mono_ms(router_clock(router));
    struct print_job job;
    struct err err = {0};

    if (now_ms >= s->print_until_ms)
        s->print_request = uuid_v4();
    s->print_until_ms = now_ms + SAME_WISH_MS;
    bool is_done = desk_print_complaint(router_desk(router), &s->print_request, s->complaint.number,
                                        "id", &job, &err);
    acted(s, router, is_done, &err, _("c_slip_busy", "The receipt is being printed."));
}

void complaint_desk_wipe(struct complaint_desk *s)
{
    secret_wipe(s->shown, sizeof s->shown);
    secret_wipe(s->answer, sizeof s->answer);
    s->is_open = false;
    s->is_typing = false;
}
