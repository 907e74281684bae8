/* One key for all the sealed texts of a database. */
#include "base/seal.h"
#include "desk/desk_internal.h"
#include "store/meta_store.h"

#define KEY_ID "seal.key_id" /* of the key that sealed first */

bool desk_seal(struct desk *desk, const void *bytes, size_t len, struct text *out, struct err *err)
{
    char id[SEAL_ID_TEXT] = "";
    struct err missing = {0};
    bool is_known = meta_store_get(desk->db, KEY_ID, id, sizeof id, &missing);

    if (!is_known && missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return seal_take(desk->seal, id, err) && seal_close(desk->seal, bytes, len, out, err)
           && (is_known || meta_store_put(desk->db, KEY_ID, id, err));
}
