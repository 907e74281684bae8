/* One key for all the sealed texts of a database. */
#include "base/seal.h"
#include "desk/desk_internal.h"
#include "desk/complaints.h"
#include "complaint_internal.h"
#include "store/meta_store.h"

bool desk_seal(struct desk *desk, const void *bytes, size_t len, struct text *out, struct err *err)
{
    char id[SEAL_ID_TEXT] = "";
    struct err missing = {0};

    if (!meta_store_get(desk->db, SEAL_KEY_ID, id, sizeof id, &missing)
        && missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    bool is_known = id[0] != '\0';
    return seal_take(desk->seal, id, err) && seal_close(desk->seal, bytes, len, out, err)
           && (is_known || meta_store_put(desk->db, SEAL_KEY_ID, id, err));
}

bool desk_has_seal(struct desk *desk, bool *has_key, struct err *err)
{
    char id[SEAL_ID_TEXT] = "";
    struct err missing = {0};

    *has_key = false;
    if (!meta_store_get(desk->db, SEAL_KEY_ID, id, sizeof id, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    *has_key = id[0] != '\0' && seal_take(desk->seal, id, &missing);
    return true;
}

bool desk_letter_key(struct desk *desk, uint8_t out[BOX_PUBLIC], bool *has_key, struct err *err)
{
    return desk_has_seal(desk, has_key, err)
           && (!*has_key || seal_letter_key(desk->seal, out, err));
}

bool desk_renew_seal(struct desk *desk, const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return desk_begin(desk, &tx, err)
           && complaint_check_officer(desk, officer, RIGHT_COMPLAINT_BOOK, err)
           && meta_store_put(desk->db, SEAL_KEY_ID, "", err)
           && desk_journal(desk, clock_now_ms(desk->clock), officer, "seal.renewed", "", "", err)
           && desk_commit(desk, &tx, err);
}
