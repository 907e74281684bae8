/* The office as the kiosk knows it: whether it answers, what time it has, which catalogue it
 * published. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/sign.h"
#include "desk/desk.h"
#include "wire/heartbeat.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum office_contact {
    OFFICE_NONE,    /* this kiosk was never enrolled: nothing is to be reached */
    OFFICE_REACHED, /* it answered to the last request */
    OFFICE_AWAY,    /* it has not for OFFICE_AWAY_MS: screen 26 */
    OFFICE_REFUSED, /* it answers, and does not want this kiosk (revoked, certificate) */
};
enum { OFFICE_AWAY_MS = 90 * 1000 };
struct office_view {
    enum office_contact contact;
    int64_t last_ms; /* when it last answered; 0: never */
    int64_t unsent;
    int64_t oldest_unsent_ms; /* age; -1: none */
    int64_t set_aside;
};
MUST_USE bool desk_view_office(struct desk *desk, struct office_view *out, struct err *err);

/* Said by anjungan-sync. Written and told to the others only when it changes, and every ten minutes, so that
 * an idle kiosk writes nothing. */
MUST_USE bool desk_note_contact(struct desk *desk, enum office_contact contact, struct err *err);

/* The office's time, from an answer that came over a verified connection: `server_ms` was true between the
 * monotonic moments `asked_ms` and `got_ms`. Raises the floor, and gives events their offset and quality
 * (wire/event.h) for the rest of this boot. */
MUST_USE bool desk_note_office_time(struct desk *desk, int64_t server_ms, int64_t asked_ms,
                                    int64_t got_ms, struct err *err);
/* The earliest that it can be now: build time, or the office's time last seen. */
MUST_USE bool desk_time_floor(struct desk *desk, int64_t *out_ms, struct err *err);
/* When certificates are checked: now, or the floor where the clock is below it or over three years
 * beyond (docs of this rule: include/sync/verify_time.h). */
MUST_USE bool desk_verify_time(struct desk *desk, int64_t *out_ms, struct err *err);

/* Surveys that were answered and wait for their half-day to end: how many. */
MUST_USE bool desk_count_held_surveys(struct desk *desk, int64_t *out, struct err *err);

/* All but `decisions`: whose numbers they are, who talks to the office knows. */
MUST_USE bool desk_heartbeat(struct desk *desk, struct heartbeat *out, struct err *err);

/* Where the office's decisions about complaints were last taken to (wire/decisions.h). */
struct decisions_cursor {
    int64_t seq;             /* 0: none yet */
    struct uuid incarnation; /* nil: none yet */
};
MUST_USE bool desk_decisions_cursor(struct desk *desk, struct decisions_cursor *out,
                                    struct err *err);
/* Brings the register to where the office took it (complaint_decide) and moves the cursor, in one
 * transaction; each decision is a line in the journal, also where it changed nothing any more. What
 * was taken may be taken again. One about a complaint that is not in the register, or that was
 * filed half a day or more after the decision (the number of a lost disk, given again), is passed
 * over and noted likewise. `after` is what was asked for, seq 0 where the office counts anew.
 * ERR_INVALID: the answer is another incarnation's, or does not follow; nothing changed. */
struct decisions;
MUST_USE bool desk_take_decisions(struct desk *desk, const struct decisions_cursor *after,
                                  const struct decisions *decisions, struct err *err);

/* What letters to the office are sealed with, from enrolment; until there is one, nothing written by
 * people is sent. Those filed before are sent once it is known. */
MUST_USE bool desk_note_office_key(struct desk *desk, const uint8_t key[BOX_PUBLIC],
                                   struct err *err);

/* A published catalogue (wire/signed_catalog.h): checked for signature, name, a version above the one in
 * use, and all that `catalog check` calls an error; then it lies in the other slot, which is switched to
 * in the same transaction. On any failure the one in use stays. ERR_INVALID says why, and the journal too. */
MUST_USE bool desk_take_catalog(struct desk *desk, const char *bytes, size_t len, const char *etag,
                                struct err *err);
/* The tag of what was last taken or refused, for If-None-Match; "" for none. */
MUST_USE bool desk_catalog_tag(struct desk *desk, char out[80], struct err *err);
/* Version in use; 0: the shipped file. */
int64_t desk_catalog_version(const struct desk *desk);
/* Another one was taken than this process shows. */
bool desk_catalog_waits(struct desk *desk);
/* Takes the switched slot into use where it is another one. Everything borrowed from desk_catalog is
 * void then: only for a screen that nobody uses. */
MUST_USE bool desk_refresh_catalog(struct desk *desk, bool *has_changed, struct err *err);
