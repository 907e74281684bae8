/* Complaints: what a visitor tells the office, and how the office's book follows it.
 *
 * The register's columns are those of the standards (tanggal, identitas, jenis, bobot). Kinds are
 * SP4N-LAPOR!'s. The weight is set by staff, never by the visitor. No NIK is ever asked for. */
#pragma once
#include "base/attr.h"
#include "base/id.h"
#include "domain/catalog.h"
#include "domain/queue.h"
#include "domain/staff.h"
#include <stdbool.h>
#include <stdint.h>

enum complaint_kind { KIND_PENGADUAN, KIND_ASPIRASI, KIND_INFORMASI, COMPLAINT_KIND_COUNT };
enum complaint_weight { WEIGHT_NOT_SET, WEIGHT_RINGAN, WEIGHT_SEDANG, WEIGHT_BERAT, WEIGHT_COUNT };
enum complaint_state {
    COMPLAINT_RECEIVED,
    COMPLAINT_IN_PROGRESS, /* weighed */
    COMPLAINT_ANSWERED,
    COMPLAINT_CLOSED,
    COMPLAINT_STATE_COUNT
};
/* How the visitor wants to hear. REPLY_NONE: recorded, not answered to anybody. */
enum complaint_reply {
    REPLY_NONE,
    REPLY_PHONE,
    REPLY_EMAIL,
    REPLY_LETTER,
    REPLY_IN_PERSON, /* at the complaint counter */
    REPLY_COUNT
};
/* What the store, events and files call them: "pengaduan", "ringan", "received", "phone" … */
const char *complaint_kind_key(enum complaint_kind kind);
const char *complaint_weight_key(enum complaint_weight weight); /* "" not set */
const char *complaint_state_key(enum complaint_state state);
const char *complaint_reply_key(enum complaint_reply reply);
/* The enumerator of that list that has this key; -1: none. */
enum complaint_keys {
    KEYS_KIND,
    KEYS_WEIGHT,
    KEYS_STATE,
    KEYS_REPLY,
    KEYS_ACT,
    COMPLAINT_KEYS_COUNT
};
int complaint_find_key(enum complaint_keys keys, const char *key);

enum {
    COMPLAINT_LETTERS = 600, /* code points that the text may have */
    COMPLAINT_LETTERS_LEAST = 10,
    COMPLAINT_TEXT = COMPLAINT_LETTERS * 4 + 1, /* bytes, NUL included */
    COMPLAINT_NAME = 128,
    COMPLAINT_CONTACT = 320,
    COMPLAINT_NUMBER_TEXT = 24,   /* "PD-1031": the device's digit and a running number */
    COMPLAINT_PHONE_DIGITS = 15,  /* at most */
    COMPLAINT_NOTICE_VERSION = 2, /* of the privacy notice on screen; a new text is a new number */
};

/* What the register knows without opening anything. */
struct complaint {
    struct uuid request;
    char number[COMPLAINT_NUMBER_TEXT];
    char code[5]; /* on the receipt: whoever asks shows it */
    char device[17];
    enum complaint_kind kind;
    char service_id[64]; /* "" = none named */
    char service_name[TICKET_NAME_TEXT];
    enum complaint_reply reply;
    enum complaint_weight weight;
    enum complaint_state state;
    int64_t at_ms;
    int64_t due_day;    /* promised answer; days since 1970; 0 = the office promises none */
    int notice_version; /* agreed to at at_ms; 0 = no contact was left, no consent was needed */
    int64_t weighed_ms, answered_ms,
        closed_ms;                   /* 0 = not yet; not known: weighed by an older version */
    char officer[OFFICER_CODE_TEXT]; /* who acted last here, "" = nobody yet */
    enum complaint_state
        office_state; /* how far the office took it; COMPLAINT_RECEIVED: it did nothing */
    bool is_erased;   /* deleted on request or by retention: the texts are gone, the row stays */
};
/* Open and past its due day. */
bool complaint_is_overdue(const struct complaint *complaint, int64_t today);

/* What staff do, in the office as at the kiosk: weigh it until it is answered (a weight may be
 * changed), answer what was weighed, close what was answered. Nobody waits for an answer where no
 * way was left: that is closed once it was weighed. */
enum complaint_act { COMPLAINT_WEIGH, COMPLAINT_ANSWER, COMPLAINT_CLOSE, COMPLAINT_ACT_COUNT };
bool complaint_may(const struct complaint *complaint, enum complaint_act act);
/* What was done in the office, on its way back to the kiosk's register. Desk and office may both act, each
 * without waiting for the other, so neither owns the state: it is the furthest that either took the
 * complaint to. A complaint never goes back, so the further state is the later one, whichever of the two
 * is told first, and both registers come to the same without asking each other. Of two weights the one
 * that was set later counts; answering and closing happened when they first did. Both answers are kept.
 * (A weight is ordered by two machines' clocks: where one is wrong, the registers may show two weights
 * until somebody sets it again.) */
struct complaint_decision {
    char number[COMPLAINT_NUMBER_TEXT];
    enum complaint_act act;
    enum complaint_weight weight; /* of COMPLAINT_WEIGH */
    int64_t at_ms;
};
/* "weighed", "answered", "closed". */
const char *complaint_act_key(enum complaint_act act);
/* The same decisions, in any order and however often, make the same complaint. */
void complaint_decide(struct complaint *complaint, const struct complaint_decision *decision);
/* How the standard handles a complaint of that weight: the service's ("" or unknown: none), else the
 * office's. NULL: neither says. */
const struct words *complaint_route(const struct catalog *catalog, const char *service_id,
                                    enum complaint_weight weight);

/* What is sealed on disk; wipe it after use (secret_wipe). */
struct complaint_words {
    char text[COMPLAINT_TEXT];
    char name[COMPLAINT_NAME];       /* "" = not told */
    char contact[COMPLAINT_CONTACT]; /* "" = none */
    char answer[COMPLAINT_TEXT];     /* staff's, "" = none yet */
    char office_answer
        [COMPLAINT_TEXT]; /* at the kiosk: the office's, sealed apart from the others */
};

/* "PD-1031"; `device_digit` 1..9, `seq` > 0, at least three digits. */
void complaint_format_number(char out[COMPLAINT_NUMBER_TEXT], int device_digit, int64_t seq);
/* As people type it: "pd 1031", "1031". `out` gets the canonical form. */
MUST_USE bool complaint_parse_number(const char *text, char out[COMPLAINT_NUMBER_TEXT]);
/* "ANJ1:PEKANBARU:D:PD-1031:7F3K"; false when it does not fit 38 characters. */
MUST_USE bool complaint_format_qr(char out[TICKET_QR_TEXT], const char *office_id,
                                  const char *number, const char *code);
/* Code points of the text, without blanks and empty lines around it. */
size_t complaint_letters(const char *text);
/* Sixteen digits in a row, perhaps in groups: most likely somebody's NIK. */
bool complaint_seems_to_have_nik(const char *text);
/* Digits, blanks, '+', '-', 8 to 15 digits. */
bool complaint_is_phone(const char *text);
/* Something, one @, something with a dot. */
bool complaint_is_email(const char *text);
