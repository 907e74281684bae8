/* staff add, disable, pin, list. */
#include "admin/verbs_internal.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/secret.h"
#include "desk/staff.h"

enum { OFFICER_LINE_MAX = 1024 };

/* Words beyond those that belong here are not repeated: one may be a PIN. */
static int refuse_count(const struct admin *admin, const char *usage)
{
    return verb_fail(admin, ADMIN_USAGE, "%s; a PIN is never an argument", usage);
}

static bool fill_officer(const struct admin *admin, char **words, const char *role,
                         struct officer *out)
{
    if (role && !staff_role_from_name(role, &out->role)) {
        (void)verb_fail(admin, ADMIN_USAGE, "--role is officer or supervisor, not \"%s\"", role);
        return false;
    }
    if (text_copy(out->code, sizeof out->code, words[0])
        && text_copy(out->name, sizeof out->name, words[1]))
        return true;
    (void)verb_fail(admin, ADMIN_USAGE, "a code has at most %d bytes, a name %d",
                    OFFICER_CODE_TEXT - 1, OFFICER_NAME_TEXT - 1);
    return false;
}

int verb_staff_add(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct officer officer = {.role = STAFF_OFFICER, .is_active = true};
    const char *role = NULL;
    bool from_stdin = false;
    const struct argument arguments[] = {{"--role", NULL, &role},
                                         {"--pin-stdin", &from_stdin, NULL}};
    char pin[PIN_LINE];
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 2)
        return refuse_count(admin, "staff add takes CODE and NAME, a name with blanks in quotes");
    if (!fill_officer(admin, words, role, &officer))
        return ADMIN_USAGE;
    if (!verb_open_bare_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    bool is_added = false;
    if (pin_prompt_read(admin, officer.code, from_stdin, pin)) {
        is_added = desk_add_officer(desk, &officer, pin, &err);
        if (!is_added)
            (void)verb_tell(admin, &err);
    }
    secret_wipe(pin, sizeof pin);
    return is_added ? ADMIN_OK : ADMIN_FAILED;
}

int verb_staff_pin(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    bool from_stdin = false;
    const struct argument arguments[] = {{"--pin-stdin", &from_stdin, NULL}};
    char pin[PIN_LINE];
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1)
        return refuse_count(admin, "staff pin takes one CODE");
    if (!verb_open_bare_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    bool is_set = false;
    if (pin_prompt_read(admin, words[0], from_stdin, pin)) {
        is_set = desk_set_pin(desk, words[0], pin, &err);
        if (!is_set)
            (void)verb_tell(admin, &err);
    }
    secret_wipe(pin, sizeof pin);
    return is_set ? ADMIN_OK : ADMIN_FAILED;
}

int verb_staff_disable(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct err err;

    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count != 1)
        return refuse_count(admin, "staff disable takes one CODE");
    if (!verb_open_bare_desk(&desk, admin, &err) || !desk_disable_officer(desk, words[0], &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}

static void write_officer(struct text *line, const struct officer *officer, bool is_json)
{
    struct json_out json;

    if (!is_json) {
        text_addf(line, "%-15s %-10s %-8s %s", officer->code, staff_role_name(officer->role),
                  officer->is_active ? "active" : "disabled", officer->name);
        return;
    }
    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_string(&json, "code", officer->code);
    json_out_string(&json, "name", officer->name);
    json_out_string(&json, "role", staff_role_name(officer->role));
    json_out_bool(&json, "active", officer->is_active);
    json_out_close_object(&json);
}

int verb_staff_list(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO_FREE struct officer *officers = mem_zalloc(OFFICERS_MOST, sizeof *officers);
    AUTO_TEXT struct text line = {0};
    bool is_json = false;
    const struct argument arguments[] = {{"--json", &is_json, NULL}};
    size_t found = 0;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to staff list", words[0]);
    if (!verb_open_bare_desk(&desk, admin, &err)
        || !desk_list_officers(desk, false, officers, OFFICERS_MOST, &found, &err))
        return verb_tell(admin, &err);
    text_init(&line, OFFICER_LINE_MAX);
    for (size_t i = 0; i < found; i++) {
        write_officer(&line, &officers[i], is_json);
        if (!verb_print_line(admin, &line))
            return ADMIN_FAILED;
    }
    if (found == 0 && !is_json)
        verb_note(admin, "there is no officer yet: anjungan-ctl staff add");
    return ADMIN_OK;
}
