/* Complaints: filing one, the day that it is answered by, and its receipt. */
#include "base/secret.h"
#include "complaint_internal.h"
#include "domain/calendar.h"
#include "domain/due.h"
#include "desk/opening.h"
#include "store/complaint_store.h"
#include "store/print_store.h"
#include "wire/event_complaint.h"
#include <string.h>

/* The setting where the office has one; else what the standard of the service says, or the office's. */
static struct duration promised(const struct desk *desk, const char *service_id)
{
    struct duration time = {.value = desk->complaint_days, .unit = DURATION_DAY};
    const struct service *service = NULL;

    if (desk->complaint_days > 0)
        return time;
    time = (struct duration){.unit = DURATION_NONE};
    if (!desk->catalog)
        return time;
    if (service_id)
        service = catalog_service(desk->catalog, service_id);
    time = service ? service->standard.complaints.deadline
                   : desk->catalog->office.standard.complaints.deadline;
    return time;
}

static bool check_contact(enum complaint_reply reply, const char *contact, struct err *err)
{
    bool is_good = true;

    switch (reply) {
    case REPLY_NONE:
    case REPLY_IN_PERSON:
    case REPLY_COUNT:
        is_good = contact[0] == '\0'; /* nothing is kept that nobody needs */
        break;
    case REPLY_PHONE:
        is_good = complaint_is_phone(contact);
        break;
    case REPLY_EMAIL:
        is_good = complaint_is_email(contact);
        break;
    case REPLY_LETTER:
        is_good = contact[0] != '\0';
        break;
    }
    /* The contact itself stays out of logs. */
    return is_good
           || err_set(err, ERR_INVALID, "the contact does not fit a reply by \"%s\"",
                      complaint_reply_key(reply));
}

static bool take_words(const struct complaint_request *request, struct complaint_words *out,
                       struct err *err)
{
    if (!complaint_copy_story(out->text, request->text, "complaint", err))
        return false;
    if (!complaint_copy_text(out->name, sizeof out->name, request->name ? request->name : ""))
        return err_set(err, ERR_INVALID, "the name is over %d bytes", COMPLAINT_NAME - 1);
    if (!complaint_copy_text(out->contact, sizeof out->contact,
                             request->contact ? request->contact : ""))
        return err_set(err, ERR_INVALID, "the contact is over %d bytes", COMPLAINT_CONTACT - 1);
    text_mend(out->name); /* one line */
    if (request->reply != REPLY_LETTER)
        text_mend(out->contact);
    if (!check_contact(request->reply, out->contact, err))
        return false;
    return request->has_consented || (!text_is_set(out->name) && !text_is_set(out->contact))
           || err_set(err, ERR_INVALID, "a name or contact needs consent to the notice");
}

static bool take_wish(struct desk *desk, const struct complaint_request *request,
                      struct complaint *out, struct err *err)
{
    const struct service *service = NULL;

    if (uuid_is_nil(&request->request))
        return err_set(err, ERR_INVALID, "a complaint needs the id of its request");
    if ((unsigned)request->kind >= COMPLAINT_KIND_COUNT || (unsigned)request->reply >= REPLY_COUNT)
        return err_set(err, ERR_INVALID, "a complaint needs its kind and way to reply");
    *out = (struct complaint){.request = request->request,
                              .kind = request->kind,
                              .reply = request->reply,
                              .state = COMPLAINT_RECEIVED};
    if (!text_is_set(request->service_id))
        return true;
    service = desk->catalog ? catalog_service(desk->catalog, request->service_id) : NULL;
    if (!service)
        return err_set(err, ERR_INVALID, "no service \"%.64s\"", request->service_id);
    text_copy(out->service_id, sizeof out->service_id, service->id);
    text_copy_cut(out->service_name, sizeof out->service_name, words_in(&service->name, "id"));
    return true;
}

/* Not known while the clock cannot be trusted. */
static int64_t due_day(const struct desk *desk, const struct complaint *complaint)
{
    struct duration time = promised(desk, complaint->service_id);

    if (!desk->catalog || !desk_clock_is_trusted(desk, complaint->at_ms))
        return 0;
    return due_after(&desk->catalog->office, desk_holidays(desk), complaint->at_ms, &time).day;
}

bool complaint_add_event(struct desk *desk, const struct complaint *complaint,
                         const char *(*write)(struct text *out, const struct event_head *head,
                                              const struct complaint *complaint),
                         struct err *err)
{
    struct event_head head = desk_event_head(desk, NULL);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = write(&rec, &head, complaint);
    return desk_event_add(desk, &head, kind, &rec, err);
}

static bool add_row(struct desk *desk, struct complaint *complaint, const struct text *sealed,
                    struct err *err)
{
    int64_t seq = 0;

    if (!complaint_store_last_seq(desk->db, &seq, err)
        || !desk_seq_after_losses(desk, "complaint", &seq, err))
        return false;
    complaint_format_number(complaint->number, desk->device_digit, seq + 1);
    id_random_code(complaint->code);
    text_copy(complaint->device, sizeof complaint->device, desk->device);
    complaint->at_ms = clock_now_ms(desk->clock);
    complaint->due_day = due_day(desk, complaint);
    return complaint_store_add(desk->db, complaint, seq + 1, sealed, err);
}

/* Nothing that the visitor typed is wrong when the key is. */
static bool seal_words(struct desk *desk, const struct complaint *complaint,
                       const struct complaint_words *words, struct text *out, struct err *err)
{
    struct err cause = {0};

    return complaint_words_seal(desk, &complaint->request, words, out, &cause)
           || err_set(err, cause.code == ERR_FULL ? ERR_FULL : ERR_IO,
                      "a complaint cannot be sealed: %s", cause.text);
}

static bool file(struct desk *desk, struct complaint *complaint,
                 const struct complaint_words *words, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO_TEXT struct text sealed = {0};
    struct err missing = {0};
    struct complaint found;

    if (!desk_begin(desk, &tx, err))
        return false;
    if (complaint_store_find_request(desk->db, &complaint->request, &found, &missing)) {
        *complaint = found;
        return true;
    }
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return seal_words(desk, complaint, words, &sealed, err)
           && add_row(desk, complaint, &sealed, err)
           && complaint_add_event(desk, complaint, event_complaint_received, err)
           && complaint_send_first_words(desk, complaint, words, err)
           && desk_journal(desk, complaint->at_ms, "", "complaint.received", complaint->number,
                           complaint_kind_key(complaint->kind), err)
           && desk_commit(desk, &tx, err);
}

bool desk_file_complaint(struct desk *desk, const struct complaint_request *request,
                         struct complaint *out, struct err *err)
{
    struct complaint_words words = {0};
    bool is_filed = false;

    if (!take_wish(desk, request, out, err))
        return false;
    if (take_words(request, &words, err)) {
        bool is_kept = text_is_set(words.name) || text_is_set(words.contact);

        out->notice_version = is_kept ? COMPLAINT_NOTICE_VERSION : 0;
        is_filed = file(desk, out, &words, err);
    }
    secret_wipe(&words, sizeof words);
    return is_filed;
}

bool desk_find_complaint(struct desk *desk, const char *number, struct complaint *out,
                         struct err *err)
{
    char canonical[COMPLAINT_NUMBER_TEXT];

    if (!complaint_parse_number(number, canonical))
        return err_set(err, ERR_INVALID, "\"%.32s\" is no complaint number", number);
    return desk_enter(desk, err) && complaint_store_find(desk->db, canonical, out, err);
}

static bool queue_copy(struct desk *desk, const struct complaint *complaint, const char *lang,
                       int copy, const struct uuid *request, struct print_job *out, struct err *err)
{
    *out = (struct print_job){.kind = SLIP_COMPLAINT, .copy = copy};
    text_copy(out->subject, sizeof out->subject, complaint->number);
    text_copy(out->service_id, sizeof out->service_id, complaint->service_id);
    text_copy(out->lang, sizeof out->lang, lang);
    return desk_queue_slip(desk, out, request, err);
}

static bool print(struct desk *desk, const struct complaint *complaint, const char *lang,
                  const struct uuid *request, struct print_job *out, struct err *err)
{
    struct err missing = {0};
    bool needs_copy = false;

    if (!print_store_find_numbered(desk->db, complaint->number, out, &missing)) {
        if (missing.code != ERR_NOT_FOUND)
            return err_set(err, missing.code, "%s", missing.text);
        return queue_copy(desk, complaint, lang, 0, request, out, err);
    }
    if (!desk_slip_again(desk, out, "visitor", &needs_copy, err))
        return false;
    return !needs_copy || queue_copy(desk, complaint, lang, out->copy + 1, request, out, err);
}

bool desk_print_complaint(struct desk *desk, const struct uuid *request, const char *number,
                          const char *lang, struct print_job *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint;
    struct err missing = {0};

    if (uuid_is_nil(request))
        return err_set(err, ERR_INVALID, "a slip needs the id of its request");
    if (!desk_find_complaint(desk, number, &complaint, err) || !desk_begin(desk, &tx, err))
        return false;
    if (print_store_find_request(desk->db, request, out, &missing))
        return true;
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return print(desk, &complaint, text_is_set(lang) ? lang : "id", request, out, err)
           && desk_commit(desk, &tx, err);
}
