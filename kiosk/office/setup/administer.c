/* Accounts and kiosks at the server's console. */
#include "office/administer.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/secret.h"
#include "office/authority.h"
#include "office/kiosk_named_rows.h"
#include "office/knock_rows.h"
#include "office/pg.h"
#include "office/setup/setup_rows.h"
#include "office/web/account_rows.h"
#include "office/web/audit_rows.h"
#include "office/web/device_rows.h"

#include <assert.h>
#include <string.h>

enum { PASSWORD_CODES = 3, CODE_LETTERS = 4, TIME_TEXT = 26, KNOCKING_MOST = 10000 };
static_assert(PASSWORD_CODES * (CODE_LETTERS + 1) < OFFICE_PASSWORD, "a password has room");

static void auto_pg_free(struct pg **slot)
{
    pg_free(*slot);
}
#define AUTO_PG AUTO(auto_pg_free)

/* "7F3K-9QX2-M4TD" */
static void random_password(char out[OFFICE_PASSWORD])
{
    for (size_t i = 0; i < PASSWORD_CODES; i++) {
        char *at = out + i * (CODE_LETTERS + 1);

        id_random_code(at);
        at[CODE_LETTERS] = i + 1 < PASSWORD_CODES ? '-' : '\0';
    }
}

bool office_give_password(const struct office_options *options, enum office_account_wish wish,
                          const char *name, const char *role, char out[OFFICE_PASSWORD],
                          struct err *err)
{
    AUTO_PG struct pg *pg = pg_new(options->database);
    struct account account = {0};

    if (!role) {
        if (!account_rows_read(pg, name, &account, err))
            return false;
        role = web_role_name(account.role);
        secret_wipe(&account, sizeof account);
    }
    random_password(out);
    return office_set_account(options, wish, name, role, out, err)
           && setup_rows_must_change(pg, name, err);
}

struct printing {
    FILE *out;
    int offset_min;
    int count;
    struct text *knocking; /* their ids */
};

static void print_account(void *context, const struct account *account)
{
    struct printing *printing = context;

    printing->count++;
    (void)fprintf(printing->out, "%-32s %-10s%s%s\n", account->name, web_role_name(account->role),
                  account->must_change ? " one-time password" : "",
                  account->is_disabled ? " switched off" : "");
}

bool office_print_accounts(const struct office_options *options, FILE *out, int *count,
                           struct err *err)
{
    AUTO_PG struct pg *pg = pg_new(options->database);
    struct printing printing = {.out = out};
    bool is_read = account_rows_each(pg, print_account, &printing, err);

    *count = printing.count;
    return is_read;
}

static void print_kiosk(void *context, const struct device *device)
{
    struct printing *printing = context;
    char heard[TIME_TEXT] = "never", ends[TIME_TEXT], revoked[TIME_TEXT] = "";

    if (strstr(printing->knocking->data, device->kiosk))
        return; /* its line is that of those who knock */
    printing->count++;
    if (device->has_heartbeat)
        clock_format_iso(device->heard_ms, printing->offset_min, heard);
    clock_format_iso(device->not_after_ms, printing->offset_min, ends);
    if (device->revoked_ms > 0)
        clock_format_iso(device->revoked_ms, printing->offset_min, revoked);
    (void)fprintf(printing->out, "%s %s heard %s, certificate until %s%s%s%s%s\n", device->kiosk,
                  device->name, heard, ends, device->note[0] != '\0' ? ", " : "", device->note,
                  revoked[0] != '\0' ? ", revoked " : "", revoked);
}

static void note_knock(void *context, const struct knock *knock)
{
    const struct printing *printing = context;

    text_addf(printing->knocking, "%s ", knock->kiosk);
}

static void print_knock(void *context, const struct knock *knock)
{
    struct printing *printing = context;
    char since[TIME_TEXT];

    printing->count++;
    clock_format_iso(knock->since_ms, printing->offset_min, since);
    (void)fprintf(
        printing->out,
        "%s %s knocks since %s, %s. Is it yours, and was not revoked: anjungan-office kiosks adopt "
        "%s\n",
        knock->kiosk, knock->device[0] != '\0' ? knock->device : "(it did not say its name)", since,
        knock->is_known ? "with a certificate that it got after the backup"
                        : "unknown since this office was restored",
        knock->kiosk);
}

bool office_print_kiosks(const struct office_options *options, FILE *out, int *count,
                         struct err *err)
{
    AUTO_PG struct pg *pg = pg_new(options->database);
    AUTO_TEXT struct text knocking = {0};
    struct printing printing = {
        .out = out, .offset_min = options->offset_min, .knocking = &knocking};

    text_init(&knocking, KNOCKING_MOST * UUID_TEXT);
    bool is_read = knock_rows_each(pg, note_knock, &printing, err)
                   && device_rows_each(pg, print_kiosk, &printing, err)
                   && knock_rows_each(pg, print_knock, &printing, err);
    *count = printing.count;
    return is_read;
}

bool office_adopt_kiosk(const struct office_options *options, const char *word, struct err *err)
{
    char id[UUID_TEXT];
    AUTO_PG struct pg *pg = pg_new(options->database);
    struct clock *clock = clock_system_new(options->start_ms);
    int64_t now_ms = clock_now_ms(clock);

    clock_free(clock);
    return pg_begin(pg, err) && kiosk_named_find(pg, KIOSKS_KNOCKING, word, id, err)
           && knock_rows_adopt(pg, id, AUTHORITY_LIFE_DAYS, err)
           && audit_rows_add(pg, "", "device.adopted", id, "", "", now_ms, err)
           && pg_commit(pg, err);
}

bool office_revoke_kiosk(const struct office_options *options, const char *word, const char *by,
                         struct err *err)
{
    char id[UUID_TEXT];
    AUTO_PG struct pg *pg = pg_new(options->database);
    struct clock *clock = clock_system_new(options->start_ms);
    int64_t now_ms = clock_now_ms(clock);

    clock_free(clock);
    return pg_begin(pg, err) && kiosk_named_find(pg, KIOSKS_IN_USE, word, id, err)
           && device_rows_revoke(pg, id, by, now_ms, err)
           && audit_rows_add(pg, "", "device.revoked", id, "", "", now_ms, err)
           && pg_commit(pg, err);
}
