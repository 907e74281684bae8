/* Signing in: a try is counted on disk before the PIN is looked at, so that neither a crash nor a
 * pulled plug gains a try; and a pause is told by the monotonic clock, which nobody can set. */
#include "base/secret.h"
#include "desk/desk_internal.h"
#include "desk/staff.h"
#include "store/officer_store.h"
#include <inttypes.h>

/* How long the officer's pause still lasts; 0 when there is none. A pause that another boot began
 * begins anew with this one, whose monotonic clock started at 0. */
static int64_t pause_left_ms(const struct desk *desk, const struct officer_tries *tries)
{
    if (tries->pause_boot[0] == '\0')
        return 0;
    int64_t until_ms = text_equal(tries->pause_boot, clock_boot_id(desk->clock))
                           ? tries->pause_until_mono_ms
                           : pin_pause_ms(tries->pauses);
    int64_t left_ms = until_ms - clock_mono_ms(desk->clock);
    return left_ms > 0 ? left_ms : 0;
}

/* The last try of a row begins the pause at once: it must not matter whether the process lives to
 * see that the PIN was wrong. */
static void count_try(const struct desk *desk, struct officer_tries *tries)
{
    if (tries->pause_boot[0] != '\0') /* a pause that is over */
        *tries = (struct officer_tries){.pauses = tries->pauses};
    tries->tries++;
    if (tries->tries < PIN_TRIES)
        return;
    tries->tries = 0;
    tries->pauses++;
    tries->pause_until_mono_ms = clock_mono_ms(desk->clock) + pin_pause_ms(tries->pauses);
    text_copy(tries->pause_boot, sizeof tries->pause_boot, clock_boot_id(desk->clock));
}

enum verdict { VERDICT_LOOK, VERDICT_PAUSED, VERDICT_NOBODY };

/* Finds the officer and puts the try on disk. */
static bool take_try(struct desk *desk, const char *code, struct officer_row *row,
                     enum verdict *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct err missing = {0};

    *out = VERDICT_NOBODY;
    if (!desk_begin(desk, &tx, err))
        return false;
    if (!officer_store_find(desk->db, code, row, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (!row->officer.is_active)
        return true;
    *out = pause_left_ms(desk, &row->tries) > 0 ? VERDICT_PAUSED : VERDICT_LOOK;
    if (*out == VERDICT_PAUSED)
        return true;
    count_try(desk, &row->tries);
    return officer_store_set_tries(desk->db, code, &row->tries, err) && tx_commit(&tx, err);
}

static bool note_refusal(struct desk *desk, const char *code, const struct officer_tries *tries,
                         struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    char detail[64];

    if (tries->pause_boot[0] == '\0') {
        (void)text_format(detail, sizeof detail, "pin, %d tries left", PIN_TRIES - tries->tries);
        return desk_journal(desk, now_ms, code, "staff.refused", code, detail, err);
    }
    (void)text_format(detail, sizeof detail, "%" PRId64 " minutes",
                      pin_pause_ms(tries->pauses) / 60000);
    return desk_journal(desk, now_ms, code, "staff.refused", code, "pin, no tries left", err)
           && desk_journal(desk, now_ms, code, "staff.paused", code, detail, err);
}

static bool refuse(struct desk *desk, const char *code, const struct officer_tries *tries,
                   struct sign_in *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    out->paused_for_ms = pause_left_ms(desk, tries);
    out->tries_left = out->paused_for_ms > 0 ? 0 : PIN_TRIES - tries->tries;
    return desk_begin(desk, &tx, err) && note_refusal(desk, code, tries, err)
           && desk_commit(desk, &tx, err);
}

/* A disabled or unknown code. The journal names nobody whom the table does not know. */
static bool refuse_nobody(struct desk *desk, const struct officer_row *row, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    bool is_known = row->officer.code[0] != '\0';

    return desk_begin(desk, &tx, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "staff.refused", row->officer.code,
                           is_known ? "disabled" : "unknown code", err)
           && desk_commit(desk, &tx, err);
}

/* The PIN was right. What changed meanwhile counts: a disabled officer, or another PIN. */
static bool admit(struct desk *desk, const struct officer_row *row, struct sign_in *out,
                  struct err *err)
{
    static const struct officer_tries none = {0};
    AUTO_TX struct tx tx = {0};
    const char *code = row->officer.code;
    struct officer_row now;

    if (!desk_begin(desk, &tx, err) || !officer_store_find(desk->db, code, &now, err))
        return false;
    bool is_same = now.officer.is_active && text_equal(now.pin, row->pin);
    secret_wipe(now.pin, sizeof now.pin);
    if (!is_same)
        return true;
    if (!officer_store_set_tries(desk->db, code, &none, err)
        || !desk_journal(desk, clock_now_ms(desk->clock), code, "staff.signed_in", code, "", err)
        || !desk_commit(desk, &tx, err))
        return false;
    *out = (struct sign_in){.is_in = true, .tries_left = PIN_TRIES, .officer = now.officer};
    return true;
}

static bool judge(struct desk *desk, const struct officer_row *row, enum verdict verdict,
                  const char *pin, struct sign_in *out, struct err *err)
{
    char unused[PIN_HASH_TEXT];

    switch (verdict) {
    case VERDICT_PAUSED:
        out->paused_for_ms = pause_left_ms(desk, &row->tries);
        return true;
    case VERDICT_NOBODY:
        pin_hash(unused, pin); /* as long as for everybody else */
        secret_wipe(unused, sizeof unused);
        return refuse_nobody(desk, row, err);
    case VERDICT_LOOK:
        return pin_check(row->pin, pin) ? admit(desk, row, out, err)
                                        : refuse(desk, row->officer.code, &row->tries, out, err);
    }
    return true;
}

bool desk_sign_in(struct desk *desk, const char *code, const char *pin, struct sign_in *out,
                  struct err *err)
{
    struct officer_row row = {0};
    enum verdict verdict = VERDICT_NOBODY;

    *out = (struct sign_in){0};
    bool is_told =
        take_try(desk, code, &row, &verdict, err) && judge(desk, &row, verdict, pin, out, err);
    secret_wipe(row.pin, sizeof row.pin);
    return is_told;
}

bool desk_sign_out(struct desk *desk, const char *code, const char *why, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return desk_begin(desk, &tx, err)
           && desk_journal(desk, clock_now_ms(desk->clock), code, "staff.signed_out", code, why,
                           err)
           && desk_commit(desk, &tx, err);
}
