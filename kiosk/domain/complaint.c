/* Keys, numbers and contacts of complaints. */
#include "domain/complaint.h"
#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static const char *const kind_keys[] = {"pengaduan", "aspirasi", "informasi"};
static_assert(ARRAY_LEN(kind_keys) == COMPLAINT_KIND_COUNT, "every kind has a key");
static const char *const weight_keys[] = {"", "ringan", "sedang", "berat"};
static_assert(ARRAY_LEN(weight_keys) == WEIGHT_COUNT, "every weight has a key");
static const char *const state_keys[] = {"received", "in_progress", "answered", "closed"};
static_assert(ARRAY_LEN(state_keys) == COMPLAINT_STATE_COUNT, "every state has a key");
static const char *const reply_keys[] = {"none", "phone", "email", "letter", "in_person"};
static_assert(ARRAY_LEN(reply_keys) == REPLY_COUNT, "every way to reply has a key");
static const char *const act_keys[] = {"weighed", "answered", "closed"};
static_assert(ARRAY_LEN(act_keys) == COMPLAINT_ACT_COUNT, "every act has a key");

#define NUMBER_PREFIX "PD-"
enum {
    NUMBER_FILLED = 3,
    NUMBER_DIGITS_LEAST = 1 + NUMBER_FILLED,
    NUMBER_DIGITS_MOST = 18,
    PHONE_LEAST = 8,
    NIK_DIGITS = 16,
};

const char *complaint_kind_key(enum complaint_kind kind)
{
    return kind_keys[kind];
}

const char *complaint_weight_key(enum complaint_weight weight)
{
    return weight_keys[weight];
}

const char *complaint_state_key(enum complaint_state state)
{
    return state_keys[state];
}

const char *complaint_reply_key(enum complaint_reply reply)
{
    return reply_keys[reply];
}

const char *complaint_act_key(enum complaint_act act)
{
    return act_keys[act];
}

int complaint_find_key(enum complaint_keys keys, const char *key)
{
    static const struct {
        const char *const *keys;
        int count;
    } lists[] = {
        [KEYS_KIND] = {kind_keys, COMPLAINT_KIND_COUNT},
        [KEYS_WEIGHT] = {weight_keys, WEIGHT_COUNT},
        [KEYS_STATE] = {state_keys, COMPLAINT_STATE_COUNT},
        [KEYS_REPLY] = {reply_keys, REPLY_COUNT},
        [KEYS_ACT] = {act_keys, COMPLAINT_ACT_COUNT},
    };

    static_assert(ARRAY_LEN(lists) == COMPLAINT_KEYS_COUNT, "every list is searched");
    for (int i = 0; i < lists[keys].count; i++) {
        if (strcmp(lists[keys].keys[i], key) == 0)
            return i;
    }
    return -1;
}

bool complaint_is_overdue(const struct complaint *complaint, int64_t today)
{
    return (complaint->state == COMPLAINT_RECEIVED || complaint->state == COMPLAINT_IN_PROGRESS)
           && complaint->due_day > 0 && today > complaint->due_day && !complaint->is_erased;
}

void complaint_format_number(char out[COMPLAINT_NUMBER_TEXT], int device_digit, int64_t seq)
{
    assert(device_digit >= 1 && device_digit <= 9 && seq > 0);
    text_format(out, COMPLAINT_NUMBER_TEXT, NUMBER_PREFIX "%d%03lld", device_digit, (long long)seq);
}

/* As complaint_format_number writes it: filled up to three digits, no further, and never 0. */
static bool is_running_number(const char *digits)
{
    return strlen(digits) > NUMBER_FILLED ? digits[0] != '0' : strcmp(digits, "000") != 0;
}

bool complaint_parse_number(const char *text, char out[COMPLAINT_NUMBER_TEXT])
{
    char digits[NUMBER_DIGITS_MOST + 1];
    size_t count = 0;

    while (*text == ' ')
        text++;
    if (toupper((unsigned char)text[0]) == 'P' && toupper((unsigned char)text[1]) == 'D')
        text += 2;
    for (; *text; text++) {
        if (isdigit((unsigned char)*text) && count < NUMBER_DIGITS_MOST)
            digits[count++] = *text;
        else if (*text != ' ' && *text != '-')
            return false;
    }
    digits[count] = '\0';
    if (count < NUMBER_DIGITS_LEAST || digits[0] == '0' || !is_running_number(digits + 1))
        return false;
    text_format(out, COMPLAINT_NUMBER_TEXT, NUMBER_PREFIX "%s", digits);
    return true;
}

bool complaint_format_qr(char out[TICKET_QR_TEXT], const char *office_id, const char *number,
                         const char *code)
{
    return text_format(out, TICKET_QR_TEXT, "ANJ1:%s:D:%s:%s", office_id, number, code)
           && queue_fit_qr(out);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

size_t complaint_letters(const char *text)
{
    const char *end = text + strlen(text);
    size_t letters = 0;

    while (end > text && is_space(end[-1]))
        end--;
    while (text < end && is_space(*text))
        text++;
    for (; text < end; text++)
        letters += ((unsigned char)*text & 0xc0) != 0x80;
    return letters;
}

bool complaint_seems_to_have_nik(const char *text)
{
    int digits = 0;

    for (; *text; text++) {
        if (isdigit((unsigned char)*text))
            digits++;
        else if (digits == NIK_DIGITS)
            return true;
        else if (!strchr(" .-", *text)) /* what people put between groups */
            digits = 0;
    }
    return digits == NIK_DIGITS;
}

bool complaint_is_phone(const char *text)
{
    size_t digits = 0;

    for (; *text; text++) {
        if (isdigit((unsigned char)*text))
            digits++;
        else if (!strchr("+- ", *text))
            return false;
    }
    return digits >= PHONE_LEAST && digits <= COMPLAINT_PHONE_DIGITS;
}

bool complaint_is_email(const char *text)
{
    const char *at = strchr(text, '@');

    return at && at > text && !strchr(at + 1, '@') && !strchr(text, ' ')
           && strchr(at + 1, '.') > at + 1 && text[strlen(text) - 1] != '.';
}

bool complaint_may(const struct complaint *complaint, enum complaint_act act)
{
    enum complaint_state state = complaint->state;

    switch (act) {
    case COMPLAINT_WEIGH:
        return state == COMPLAINT_RECEIVED || state == COMPLAINT_IN_PROGRESS;
    case COMPLAINT_ANSWER:
        return state == COMPLAINT_IN_PROGRESS;
    case COMPLAINT_CLOSE:
        return state == COMPLAINT_ANSWERED
               || (state == COMPLAINT_IN_PROGRESS && complaint->reply == REPLY_NONE);
    case COMPLAINT_ACT_COUNT:
        break;
    }
    return false;
}

static void reach(struct complaint *complaint, enum complaint_state state)
{
    if (complaint->office_state < state)
        complaint->office_state = state;
    if (complaint->state < state)
        complaint->state = state;
}

static void happened(int64_t *first_ms, int64_t at_ms)
{
    if (*first_ms == 0 || at_ms < *first_ms)
        *first_ms = at_ms;
}

void complaint_decide(struct complaint *complaint, const struct complaint_decision *decision)
{
    int64_t at_ms = decision->at_ms;

    switch (decision->act) {
    case COMPLAINT_WEIGH:
        reach(complaint, COMPLAINT_IN_PROGRESS);
        if (at_ms < complaint->weighed_ms
            || (at_ms == complaint->weighed_ms && decision->weight < complaint->weight))
            return;
        complaint->weighed_ms = at_ms;
        complaint->weight = decision->weight;
        return;
    case COMPLAINT_ANSWER:
        reach(complaint, COMPLAINT_ANSWERED);
        happened(&complaint->answered_ms, at_ms);
        return;
    case COMPLAINT_CLOSE:
        reach(complaint, COMPLAINT_CLOSED);
        happened(&complaint->closed_ms, at_ms);
        return;
    case COMPLAINT_ACT_COUNT:
        break;
    }
}

static const struct words *route_of(const struct complaints *complaints,
                                    enum complaint_weight weight)
{
    switch (weight) {
    case WEIGHT_RINGAN:
        return &complaints->routes.ringan;
    case WEIGHT_SEDANG:
        return &complaints->routes.sedang;
    case WEIGHT_BERAT:
        return &complaints->routes.berat;
    case WEIGHT_NOT_SET:
    case WEIGHT_COUNT:
        break;
    }
    return NULL;
}

const struct words *complaint_route(const struct catalog *catalog, const char *service_id,
                                    enum complaint_weight weight)
{
    const struct service *service =
        service_id && service_id[0] != '\0' ? catalog_service(catalog, service_id) : NULL;
    const struct words *route = NULL;

    if (service)
        route = route_of(&service->standard.complaints, weight);
    /* A standard that is silent here does not contradict what the office says of every complaint. */
    if (!route || !route->id)
        route = route_of(&catalog->office.standard.complaints, weight);
    return route && route->id ? route : NULL;
}
