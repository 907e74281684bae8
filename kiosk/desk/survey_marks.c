/* One survey a ticket, without a trail: a mark under a key that does not outlive the session. */
#include "desk/survey_internal.h"
#include "base/secret.h"
#include "store/survey_mark_store.h"
#include "store/ticket_store.h"

static bool find_key(struct desk *desk, int64_t session, uint8_t key[SURVEY_KEY_BYTES],
                     bool *has_key, struct err *err)
{
    struct err missing = {0};

    *has_key = survey_key_store_find(desk->db, session, key, &missing);
    return *has_key || missing.code == ERR_NOT_FOUND
           || err_set(err, missing.code, "%s", missing.text);
}

static bool make_key(struct desk *desk, int64_t session, uint8_t key[SURVEY_KEY_BYTES],
                     struct err *err)
{
    bool has_key = false;

    if (!find_key(desk, session, key, &has_key, err))
        return false;
    if (has_key)
        return true;
    id_random_key(key);
    return survey_key_store_add(desk->db, session, key, err);
}

static bool leave_mark(struct desk *desk, int64_t session, const struct uuid *ticket, bool *is_used,
                       struct err *err)
{
    uint8_t key[SURVEY_KEY_BYTES];
    uint8_t mark[SURVEY_MARK_BYTES];
    bool is_done = make_key(desk, session, key, err);

    if (is_done)
        id_hmac_sha256(mark, key, ticket->bytes, sizeof ticket->bytes);
    secret_wipe(key, sizeof key);
    return is_done && survey_mark_store_has(desk->db, session, mark, is_used, err)
           && (*is_used || survey_mark_store_add(desk->db, session, mark, err));
}

bool desk_survey_mark(struct desk *desk, const struct uuid *id, bool *is_used, struct err *err)
{
    struct session session;
    struct ticket ticket;
    struct err missing = {0};

    *is_used = false;
    if (uuid_is_nil(id))
        return true;
    /* Closed meanwhile: its key is gone, and the answers are worth more than the mark. */
    if (!session_store_find_open(desk->db, &session, &missing)
        || !ticket_store_find(desk->db, id, &ticket, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (!uuid_equal(&ticket.session, &session.id))
        return true;
    return leave_mark(desk, session.no, id, is_used, err);
}

bool desk_survey_is_marked(struct desk *desk, int64_t session, const struct uuid *ticket, bool *out,
                           struct err *err)
{
    uint8_t key[SURVEY_KEY_BYTES];
    uint8_t mark[SURVEY_MARK_BYTES];
    bool has_key = false;

    *out = false;
    if (!find_key(desk, session, key, &has_key, err))
        return false;
    if (has_key)
        id_hmac_sha256(mark, key, ticket->bytes, sizeof ticket->bytes);
    secret_wipe(key, sizeof key);
    return !has_key || survey_mark_store_has(desk->db, session, mark, out, err);
}

bool desk_survey_forget(struct desk *desk, int64_t session, struct err *err)
{
    return survey_mark_store_forget(desk->db, session, err)
           && survey_key_store_forget(desk->db, session, err);
}
