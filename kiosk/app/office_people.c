/* Verbs about accounts and kiosks. */
#include "app/office_verbs.h"
#include "base/secret.h"
#include "base/text.h"
#include "office/administer.h"

#include <stdio.h>
#include <string.h>

enum { PASSWORD_LINE = 256 };

/* Who did it, in the books: nobody of the pages. */
#define CONSOLE "console"

int office_verb_code(struct office_settings *settings, int count, char *const arguments[])
{
    const char *note = "";
    char code[11] = "", pin[OFFICE_PIN] = "";
    struct err err = {0};

    if (count == 2 && strcmp(arguments[0], "--note") == 0)
        note = arguments[1];
    else if (count > 0)
        return office_usage("code");
    office_settings_as(settings, "office_owner");
    if (!office_make_code(&settings->office, note, CONSOLE, code, &err))
        return office_failed(&err);
    (void)printf("%s\n", code);
    (void)fflush(stdout); /* the code first, also where both go to one place */
    bool has_pin = office_read_pin(&settings->office, pin);
    (void)fprintf(stderr, "Within 15 minutes, on the kiosk:\n  anjungan-ctl enrol %s %s %s%s\n",
                  settings->office.kiosk_url, code,
                  has_pin ? "--pin sha256//" : "--authority authority.crt", has_pin ? pin : "");
    return 0;
}

/* The first line of standard input. */
static bool read_password(char out[PASSWORD_LINE])
{
    if (!fgets(out, PASSWORD_LINE, stdin))
        return false;
    out[strcspn(out, "\n")] = '\0';
    return out[0] != '\0';
}

static int set_from_input(const struct office_settings *settings, enum office_account_wish wish,
                          const char *name, const char *role)
{
    char password[PASSWORD_LINE] = "";
    struct err err = {0};
    bool is_done = read_password(password)
                       ? office_set_account(&settings->office, wish, name, role, password, &err)
                       : err_set(&err, ERR_INVALID, "there is no password on standard input");

    secret_wipe(password, sizeof password);
    return is_done ? 0 : office_failed(&err);
}

static int give(const struct office_settings *settings, enum office_account_wish wish,
                const char *name, const char *role)
{
    char password[OFFICE_PASSWORD] = "";
    struct err err = {0};

    if (!office_give_password(&settings->office, wish, name, role, password, &err))
        return office_failed(&err);
    (void)printf("One-time password of %s, shown only now: %s\n", name, password);
    secret_wipe(password, sizeof password);
    return 0;
}

/* A list that is empty says so beside the answer. */
static int list(const struct office_settings *settings,
                bool (*print)(const struct office_options *options, FILE *out, int *count,
                              struct err *err),
                const char *none)
{
    struct err err = {0};
    int count = 0;

    if (!print(&settings->office, stdout, &count, &err))
        return office_failed(&err);
    if (count == 0)
        (void)fprintf(stderr, "%s\n", none);
    return 0;
}

int office_verb_account(struct office_settings *settings, int count, char *const arguments[])
{
    const char *act = count > 0 ? arguments[0] : "";
    bool is_add = strcmp(act, "add") == 0;
    enum office_account_wish wish = is_add ? OFFICE_ACCOUNT_NEW : OFFICE_ACCOUNT_THERE;
    office_settings_as(settings, "office_owner");
    if (strcmp(act, "list") == 0 && count == 1)
        return list(settings, office_print_accounts,
                    "there is no account yet: anjungan-office account add NAME admin");
    if (strcmp(act, "passwd") == 0 && count == 2)
        return give(settings, wish, arguments[1], NULL);
    if (!is_add && strcmp(act, "set") != 0)
        return office_usage("account");
    if (count == 3)
        return give(settings, wish, arguments[1], arguments[2]);
    if (count == 4 && strcmp(arguments[3], "-") == 0)
        return set_from_input(settings, wish, arguments[1], arguments[2]);
    return office_usage("account");
}

int office_verb_kiosks(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    if (count != 0 && (count != 2 || strcmp(arguments[0], "adopt") != 0))
        return office_usage("kiosks");
    office_settings_as(settings, "office_owner");
    if (count == 2)
        return office_adopt_kiosk(&settings->office, arguments[1], &err) ? 0 : office_failed(&err);
    return list(settings, office_print_kiosks,
                "no kiosk is enrolled yet: anjungan-office code makes a code for one");
}

int office_verb_revoke(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    if (count != 1)
        return office_usage("revoke");
    office_settings_as(settings, "office_owner");
    return office_revoke_kiosk(&settings->office, arguments[0], CONSOLE, &err)
               ? 0
               : office_failed(&err);
}
