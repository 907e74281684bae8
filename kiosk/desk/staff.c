/* Who the officers are: added, given PINs, disabled. */
#include "desk/staff.h"
#include "base/secret.h"
#include "desk/desk_internal.h"
#include "store/officer_store.h"
#include <string.h>

static bool is_code(const char *code)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";
    size_t len = strlen(code);

    return len > 0 && strspn(code, allowed) == len;
}

/* Text that a screen can show: not blank, no control characters. */
static bool is_name(const char *name)
{
    size_t len = strlen(name);

    if (len == 0 || text_valid_utf8(name, len) != len || name[0] == ' ' || name[len - 1] == ' ')
        return false;
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
            return false;
    }
    return true;
}

static bool check_officer(const struct officer *officer, const char *pin, struct err *err)
{
    if (!is_code(officer->code))
        return err_set(err, ERR_INVALID,
                       "an officer's code has 1 to %d letters, digits or \"-._\", not \"%s\"",
                       OFFICER_CODE_TEXT - 1, officer->code);
    /* The name itself stays out of logs. */
    if (!is_name(officer->name))
        return err_set(err, ERR_INVALID, "officer %s: the name is empty or not plain text",
                       officer->code);
    return pin_is_acceptable(pin)
           || err_set(err, ERR_INVALID,
                      "a PIN has %d digits, not all the same, not counting up or down", PIN_DIGITS);
}

static bool check_room(struct desk *desk, const struct officer *officer, struct err *err)
{
    bool is_taken = false;
    int64_t count = 0;

    if (!officer_store_is_taken(desk->db, officer->code, officer->name, &is_taken, err)
        || !officer_store_count(desk->db, &count, err))
        return false;
    if (is_taken)
        return err_set(err, ERR_INVALID, "officer %s: the code or the name is taken",
                       officer->code);
    return count < OFFICERS_MOST
           || err_set(err, ERR_FULL, "there are %d officers already", OFFICERS_MOST);
}

bool desk_add_officer(struct desk *desk, const struct officer *officer, const char *pin,
                      struct err *err)
{
    AUTO_TX struct tx tx = {0};
    int64_t now_ms = clock_now_ms(desk->clock);
    char hash[PIN_HASH_TEXT];

    if (!check_officer(officer, pin, err))
        return false;
    pin_hash(hash, pin); /* before the transaction: it takes its time */
    bool is_added = desk_begin(desk, &tx, err) && check_room(desk, officer, err)
                    && officer_store_add(desk->db, officer, hash, now_ms, err)
                    && desk_journal(desk, now_ms, "", "staff.added", officer->code,
                                    staff_role_name(officer->role), err)
                    && desk_commit(desk, &tx, err);
    secret_wipe(hash, sizeof hash);
    return is_added;
}

bool desk_set_pin(struct desk *desk, const char *code, const char *pin, struct err *err)
{
    static const struct officer_tries none = {0};
    AUTO_TX struct tx tx = {0};
    char hash[PIN_HASH_TEXT];

    if (!pin_is_acceptable(pin))
        return err_set(err, ERR_INVALID,
                       "a PIN has %d digits, not all the same, not counting up or down",
                       PIN_DIGITS);
    pin_hash(hash, pin);
    /* A new PIN ends what the old one's wrong tries cost. */
    bool is_set =
        desk_begin(desk, &tx, err) && officer_store_set_pin(desk->db, code, hash, err)
        && officer_store_set_tries(desk->db, code, &none, err)
        && desk_journal(desk, clock_now_ms(desk->clock), "", "staff.pin_changed", code, "", err)
        && desk_commit(desk, &tx, err);
    secret_wipe(hash, sizeof hash);
    return is_set;
}

bool desk_disable_officer(struct desk *desk, const char *code, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return desk_begin(desk, &tx, err) && officer_store_disable(desk->db, code, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "staff.disabled", code, "", err)
           && desk_commit(desk, &tx, err);
}

bool desk_list_officers(struct desk *desk, bool only_active, struct officer *out, size_t most,
                        size_t *count, struct err *err)
{
    return desk_enter(desk, err)
           && officer_store_list(desk->db, only_active, out, most, count, err);
}

bool desk_is_active_officer(struct desk *desk, const char *code, bool *out, struct err *err)
{
    struct officer_row row;
    struct err missing = {0};
    bool is_known = desk_enter(desk, err);

    *out = false;
    if (!is_known)
        return false;
    is_known = officer_store_find(desk->db, code, &row, &missing);
    *out = is_known && row.officer.is_active;
    secret_wipe(&row, sizeof row);
    return is_known || missing.code == ERR_NOT_FOUND
           || err_set(err, missing.code, "%s", missing.text);
}
