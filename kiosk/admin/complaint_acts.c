/* complaint weigh, answer, close, erase: what an officer does with one complaint; and renew-key. */
#include "admin/verbs_internal.h"
#include "base/secret.h"
#include "desk/complaints.h"

/* Takes --officer CODE and exactly `wanted` words; 0 or the exit code of a refusal. */
static int take(const struct admin *admin, int wanted, const char *usage, const char **officer,
                int count, char **words)
{
    const struct argument arguments[] = {{"--officer", NULL, officer}};

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != wanted)
        return verb_fail(admin, ADMIN_USAGE, "complaint %s", usage);
    if (!*officer)
        return verb_fail(admin, ADMIN_USAGE, "--officer CODE is missing: it is noted who acts");
    return ADMIN_OK;
}

int verb_complaint_weigh(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *officer = NULL;
    int weight;
    struct err err;
    int refused =
        take(admin, 2, "weigh takes NUMBER and ringan, sedang or berat", &officer, count, words);

    if (refused)
        return refused;
    weight = complaint_find_key(KEYS_WEIGHT, words[1]);
    if (weight <= WEIGHT_NOT_SET)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" is none of ringan, sedang and berat",
                         words[1]);
    if (!verb_open_desk(&desk, admin, &err)
        || !desk_weigh_complaint(desk, words[0], (enum complaint_weight)weight, officer, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}

/* All of standard input: an answer may name somebody, and words of a command stand in the list of
 * processes. One byte more than fits is enough to tell that it is too long. */
static bool read_answer(const struct admin *admin, char out[COMPLAINT_TEXT + 1])
{
    size_t len = admin->in ? fread(out, 1, COMPLAINT_TEXT, admin->in) : 0;

    out[len] = '\0';
    if (len > 0 && !ferror(admin->in))
        return true;
    (void)verb_fail(admin, ADMIN_FAILED, "no answer on standard input");
    return false;
}

int verb_complaint_answer(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *officer = NULL;
    char answer[COMPLAINT_TEXT + 1];
    struct err err;
    int refused = take(admin, 1, "answer takes one NUMBER, and the answer on standard input",
                       &officer, count, words);

    if (refused)
        return refused;
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    if (!read_answer(admin, answer))
        return ADMIN_FAILED;
    bool is_answered = desk_answer_complaint(desk, words[0], answer, officer, &err);
    secret_wipe(answer, sizeof answer);
    return is_answered ? ADMIN_OK : verb_tell(admin, &err);
}

int verb_complaint_close(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *officer = NULL;
    struct err err;
    int refused = take(admin, 1, "close takes one NUMBER", &officer, count, words);

    if (refused)
        return refused;
    if (!verb_open_desk(&desk, admin, &err) || !desk_close_complaint(desk, words[0], officer, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}

int verb_complaint_erase(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *officer = NULL;
    struct err err;
    int refused =
        take(admin, 2, "erase takes NUMBER and CODE of the receipt", &officer, count, words);

    if (refused)
        return refused;
    if (!verb_open_desk(&desk, admin, &err)
        || !desk_erase_complaint(desk, words[0], words[1], officer, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}

int verb_complaint_renew_key(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *officer = NULL;
    struct err err;
    int refused =
        take(admin, 0, "renew-key takes no more than its officer", &officer, count, words);

    if (refused)
        return refused;
    if (!verb_open_desk(&desk, admin, &err) || !desk_renew_seal(desk, officer, &err))
        return verb_tell(admin, &err);
    return ADMIN_OK;
}
