/* File receipts: numbering, keeping and printing them, and forgetting whose they were. */
#include "desk/receipts.h"
#include "desk/desk_internal.h"
#include "desk/opening.h"
#include "domain/calendar.h"
#include "store/print_store.h"
#include "store/receipt_store.h"
#include "store/ticket_store.h"
#include "wire/event_receipt.h"
#include <string.h>

#define DAY_MS INT64_C(86400000)

static const char slip_lang[] = "id"; /* without a ticket that says otherwise */

/* One line of text with something in it, without blanks around. */
static bool copy_name(char out[APPLICANT_TEXT], const char *in, struct err *err)
{
    if (!text_copy(out, APPLICANT_TEXT, in))
        return err_set(err, ERR_INVALID, "the applicant's name is over %d bytes",
                       APPLICANT_TEXT - 1);
    text_mend(out);
    size_t len = strlen(out);
    size_t from = strspn(out, " ");
    while (len > from && out[len - 1] == ' ')
        len--;
    memmove(out, out + from, len - from);
    memset(out + len - from, 0, APPLICANT_TEXT - (len - from));
    return out[0] != '\0' || err_set(err, ERR_INVALID, "a receipt needs the applicant's name");
}

/* Numbers of lines that the standard shows, each once, ascending. */
static bool copy_received(struct receipt *out, const struct receipt_request *request,
                          const struct item_list *asked, struct err *err)
{
    if (request->received_count > TICKET_MAX_UNTICKED)
        return err_set(err, ERR_INVALID, "%zu requirements received; at most %d are kept",
                       request->received_count, TICKET_MAX_UNTICKED);
    for (size_t i = 0; i < request->received_count; i++) {
        unsigned number = request->received[i];

        if (number < 1 || number > asked->count || asked->items[number - 1].is_hidden)
            return err_set(err, ERR_INVALID, "the standard asks for no requirement %u", number);
        if (i > 0 && number <= request->received[i - 1])
            return err_set(err, ERR_INVALID, "requirement %u is out of order or repeated", number);
        out->received[i] = (uint16_t)number;
    }
    out->received_count = request->received_count;
    out->asked = (int)item_list_shown(asked);
    return true;
}

static bool fill_wanted(struct desk *desk, const struct receipt_request *request,
                        const struct service **service, struct receipt *out, struct err *err)
{
    *out = (struct receipt){.request = request->request, .ticket = request->ticket};
    if (uuid_is_nil(&request->request))
        return err_set(err, ERR_INVALID, "a receipt needs the id of its request");
    if (!request->officer || request->officer[0] == '\0')
        return err_set(err, ERR_INVALID, "a receipt needs its officer");
    *service = desk->catalog ? catalog_service(desk->catalog, request->service_id) : NULL;
    if (!*service)
        return err_set(err, ERR_NOT_FOUND, "no service \"%s\"", request->service_id);
    text_copy(out->service_id, sizeof out->service_id, (*service)->id);
    text_copy_cut(out->service_name, sizeof out->service_name, words_in(&(*service)->name, "id"));
    text_copy(out->officer, sizeof out->officer, request->officer);
    text_copy(out->counter, sizeof out->counter, request->counter ? request->counter : "");
    return copy_name(out->applicant, request->applicant ? request->applicant : "", err)
           && copy_received(out, request, &(*service)->requirements, err);
}

/* The ticket's number, session and language; without a ticket there is none of them. */
static bool find_ticket(struct desk *desk, struct receipt *receipt, struct uuid *session,
                        char lang[8], struct err *err)
{
    struct ticket ticket;

    *session = (struct uuid){{0}};
    text_copy(lang, 8, slip_lang);
    if (uuid_is_nil(&receipt->ticket))
        return true;
    if (!ticket_store_find(desk->db, &receipt->ticket, &ticket, err))
        return false;
    text_copy(receipt->number, sizeof receipt->number, ticket.number);
    text_copy(lang, 8, ticket.lang);
    *session = ticket.session;
    return true;
}

static bool next_seq(struct desk *desk, int month, int64_t *out, struct err *err)
{
    if (!receipt_store_last_seq(desk->db, month, out, err)
        || !desk_seq_after_losses(desk, "receipt", out, err))
        return false;
    *out += 1;
    return true;
}

static bool add_row(struct desk *desk, struct receipt *receipt, struct err *err)
{
    struct civil date = calendar_civil(receipt->at_ms, desk_offset_min(desk));
    int month = date.year * 100 + date.month;
    int64_t seq = 0;

    if (!next_seq(desk, month, &seq, err))
        return false;
    receipt_format_number(receipt->file_number, date.year, date.month, desk->device_digit, seq);
    return receipt_store_add(desk->db, receipt, month, seq, err);
}

static bool queue_slip(struct desk *desk, const struct receipt *receipt, const char *lang, int copy,
                       const struct uuid *request, struct print_job *out, struct err *err)
{
    *out = (struct print_job){.kind = SLIP_RECEIPT, .copy = copy};
    text_copy(out->subject, sizeof out->subject, receipt->file_number);
    text_copy(out->service_id, sizeof out->service_id, receipt->service_id);
    text_copy(out->lang, sizeof out->lang, lang);
    return desk_queue_slip(desk, out, request, err);
}

static bool add_event(struct desk *desk, const struct receipt *receipt, const struct uuid *session,
                      struct err *err)
{
    struct event_head head = desk_event_head_at(desk, session, receipt->at_ms);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_receipt_issued(
        &rec, &head,
        &(struct event_receipt_issued){.receipt = receipt, .device = desk->device_digit});
    return desk_event_add(desk, &head, kind, &rec, err);
}

static bool issue(struct desk *desk, const struct service *service, struct receipt *receipt,
                  struct err *err)
{
    struct uuid session;
    struct print_job job;
    char lang[8];

    receipt->at_ms = clock_now_ms(desk->clock);
    receipt_due(receipt, &desk->catalog->office, desk_holidays(desk), &service->duration,
                desk_clock_is_trusted(desk, receipt->at_ms));
    return find_ticket(desk, receipt, &session, lang, err) && add_row(desk, receipt, err)
           && queue_slip(desk, receipt, lang, 0, &receipt->request, &job, err)
           && add_event(desk, receipt, &session, err)
           && desk_journal(desk, receipt->at_ms, receipt->officer, "receipt.issued",
                           receipt->file_number, receipt->service_id, err);
}

bool desk_issue_receipt(struct desk *desk, const struct receipt_request *request,
                        struct receipt *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    const struct service *service = NULL;
    struct err missing = {0};

    if (!fill_wanted(desk, request, &service, out, err) || !desk_begin(desk, &tx, err))
        return false;
    if (receipt_store_find_request(desk->db, &request->request, out, &missing))
        return true;
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return issue(desk, service, out, err) && desk_commit(desk, &tx, err);
}

bool desk_find_receipt(struct desk *desk, const char *file_number, struct receipt *out,
                       struct err *err)
{
    char number[FILE_NUMBER_TEXT];

    if (!receipt_parse_number(file_number, number))
        return err_set(err, ERR_INVALID, "\"%.32s\" is no file number", file_number);
    return desk_enter(desk, err) && receipt_store_find(desk->db, number, out, err);
}

bool desk_find_ticket_receipt(struct desk *desk, const struct uuid *ticket, struct receipt *out,
                              struct err *err)
{
    return desk_enter(desk, err) && receipt_store_find_ticket(desk->db, ticket, out, err);
}

bool desk_receipt_job(struct desk *desk, const char *file_number, struct print_job *out,
                      struct err *err)
{
    return desk_enter(desk, err) && print_store_find_numbered(desk->db, file_number, out, err);
}

static bool print_again(struct desk *desk, const struct receipt *receipt,
                        const struct uuid *request, struct print_job *out, struct err *err)
{
    bool needs_copy = false;

    if (!print_store_find_numbered(desk->db, receipt->file_number, out, err)
        || !desk_slip_again(desk, out, "staff", &needs_copy, err))
        return false;
    if (!needs_copy)
        return true;
    struct print_job last = *out;
    return queue_slip(desk, receipt, last.lang, last.copy + 1, request, out, err);
}

bool desk_print_receipt_again(struct desk *desk, const struct uuid *request,
                              const char *file_number, const char *officer, struct print_job *out,
                              struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct receipt receipt;
    struct err missing = {0};

    if (uuid_is_nil(request) || !officer || officer[0] == '\0')
        return err_set(err, ERR_INVALID, "a copy needs the id of its request and an officer");
    if (!desk_begin(desk, &tx, err))
        return false;
    if (print_store_find_request(desk->db, request, out, &missing))
        return true;
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return receipt_store_find(desk->db, file_number, &receipt, err)
           && print_again(desk, &receipt, request, out, err)
           && desk_journal(desk, clock_now_ms(desk->clock), officer, "receipt.reprinted",
                           receipt.file_number, receipt.service_id, err)
           && desk_commit(desk, &tx, err);
}

static bool forget(struct desk *desk, int64_t before_ms, int64_t *count, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    char detail[32];

    desk->has_clean_log = false;
    if (!desk_begin(desk, &tx, err) || !receipt_store_forget(desk->db, before_ms, count, err))
        return false;
    text_format(detail, sizeof detail, "%lld", (long long)*count);
    return desk_journal(desk, clock_now_ms(desk->clock), "", "receipt.forgotten", "", detail, err)
           && desk_commit(desk, &tx, err);
}

bool desk_forget_applicants(struct desk *desk, int keep_days, int64_t *count, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    bool has_old = false;

    *count = 0;
    /* A clock far ahead would forget everybody. */
    if (!desk_clock_is_trusted(desk, now_ms))
        return true;
    int64_t before_ms = now_ms - keep_days * DAY_MS;
    if (!desk_enter(desk, err) || !receipt_store_has_old_name(desk->db, before_ms, &has_old, err)
        || (has_old && !forget(desk, before_ms, count, err)))
        return false;
    return desk_empty_log(desk, err);
}
