/* What became of a number, in words; and the numbers of a day as a list in which none is missing. Pure. */
#pragma once
#include "domain/queue.h"
#include "office/web/page.h"

/* One number as the office knows it. Texts are borrowed for the call that hands it out. */
struct office_ticket {
    const char *kiosk;   /* UUID */
    const char *device;  /* "K1" */
    const char *session; /* UUID */
    const char *number;  /* "A-014"; "": its events came, but not the one that issued it */
    const char *series;
    int64_t seq;
    const char *service, *group; /* ids, "" = none */
    bool is_priority;
    int64_t day;
    int64_t issued_ms, called_ms, finished_ms; /* 0 = not */
    bool is_on_screen;
    const char *slip; /* its newest slip: "printed" … (domain/print.h), "" = none is told of */
    const char *slip_trouble; /* "paper_out" … */
    int64_t copies;
    const char *state; /* "waiting" "called" "serving" "skipped" "finished" "voided" */
    const char *counter, *officer;
    int64_t wait_ms, service_ms; /* -1 = not known */
};

/* What an officer chooses the list by. */
enum fate {
    FATE_ANY,
    FATE_OF_WAITING,
    FATE_OF_CALLED, /* at a counter */
    FATE_OF_FINISHED,
    FATE_OF_SKIPPED,
    FATE_OF_VOIDED,
    FATE_UNPRINTED, /* on no paper for certain, and not shown on the screen instead */
    FATE_MISSING,   /* a gap: numbers around it are known, it is not */
    FATES
};
const char *fate_key(enum fate fate); /* "menunggu" …; "" for FATE_ANY */
const char *fate_words(enum fate fate);
MUST_USE bool fate_from_key(const char *key, enum fate *out);
bool fate_is(enum fate fate, const struct office_ticket *ticket);

/* "Menunggu", "Dilayani", "Selesai" … and the colour of its chip. */
const char *fate_state_words(const struct office_ticket *ticket, enum notice *out_kind);
/* "Tercetak", "Tampil di layar", "Gagal dicetak: kertas habis", "Tidak pasti tercetak" … */
void fate_paper_words(const struct office_ticket *ticket, char *out, size_t size,
                      enum notice *out_kind);
enum ticket_state fate_state(const struct office_ticket *ticket);

/* Numbers that are missing between those known of one series of one session. */
struct fate_gap {
    int64_t from, until; /* until < from: none */
};
/* `previous` may be NULL. Tickets come in the order of kiosk, session, series and number. */
struct fate_gap fate_gap_between(const struct office_ticket *previous,
                                 const struct office_ticket *next);
