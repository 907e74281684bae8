/* Accounts by command: the first one, and the way back in. */
#include "account_rows.h"
#include "audit_rows.h"
#include "limit.h"
#include "password.h"
#include "session.h"

#include <string.h>

static bool check(const char *name, const char *role, const char *password, struct account *out,
                  struct err *err)
{
    if (!account_name_is_good(name))
        return err_set(err, ERR_INVALID, "'%s': a name has 2 to 32 of a-z, 0-9, '.', '-' and '_'",
                       name);
    if (!web_role_from_name(role, &out->role))
        return err_set(err, ERR_INVALID, "'%s': a role is admin, supervisor or officer", role);
    if (password_trouble(password, name) != NULL)
        return err_set(err, ERR_INVALID,
                       "a password has 10 to 128 letters, is none of the usual ones and does not "
                       "hold the account's name");
    text_copy(out->name, sizeof out->name, name);
    text_copy(out->shown, sizeof out->shown, name);
    pin_hash(out->hash, password);
    return true;
}

static bool replace(struct pg *pg, const struct account *account, struct err *err)
{
    return account_rows_set_password(pg, account->name, account->hash, false, err)
           && account_rows_set_role(pg, account->name, account->role, err)
           && account_rows_set_disabled(pg, account->name, false, err)
           && session_end_all(pg, account->name, NULL, err);
}

/* Nobody's password is replaced because a name was taken for a free one. */
static bool fits(enum office_account_wish wish, bool is_known, const struct account *account,
                 const struct account *old, struct err *err)
{
    if (wish == OFFICE_ACCOUNT_NEW && is_known)
        return err_set(err, ERR_BUSY,
                       "there is an account %s already, of role %s%s; nothing was changed. To "
                       "replace its role and password: account set %s ROLE",
                       account->name, web_role_name(old->role),
                       old->is_disabled ? ", switched off" : "", account->name);
    if (wish == OFFICE_ACCOUNT_THERE && !is_known)
        return err_set(err, ERR_NOT_FOUND,
                       "there is no account %s; see account list. To make it: account add %s ROLE",
                       account->name, account->name);
    return true;
}

static bool keep(struct pg *pg, enum office_account_wish wish, const struct account *account,
                 int64_t now_ms, struct err *err)
{
    struct account old = {0};
    struct err unknown = {0};
    char subject[LIMIT_SUBJECT_TEXT];
    struct limit none = {0};

    bool is_known = account_rows_read(pg, account->name, &old, &unknown);
    if (!is_known && unknown.code != ERR_NOT_FOUND)
        return err_set(err, unknown.code, "%s", unknown.text);
    if (!fits(wish, is_known, account, &old, err))
        return false;
    limit_of_account(account->name, subject);
    return (is_known ? replace(pg, account, err) : account_rows_add(pg, account, err))
           && limit_rows_set(pg, subject, &none, err)
           && audit_rows_add(pg, "", is_known ? "account.set" : "account.added", account->name,
                             web_role_name(account->role), "", now_ms, err);
}

bool office_set_account(const struct office_options *options, enum office_account_wish wish,
                        const char *name, const char *role, const char *password, struct err *err)
{
    struct account account = {0};
    struct clock *clock = clock_system_new(options->start_ms);
    struct pg *pg = pg_new(options->database);

    bool is_kept = check(name, role, password, &account, err) && pg_begin(pg, err)
                   && keep(pg, wish, &account, clock_now_ms(clock), err) && pg_commit(pg, err);
    secret_wipe(&account, sizeof account);
    pg_free(pg);
    clock_free(clock);
    return is_kept;
}
