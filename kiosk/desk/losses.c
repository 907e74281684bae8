/* Databases that were lost, and what was given out of them: nobody here knows how far. */
#include "base/text.h"
#include "desk/desk_internal.h"
#include "store/meta_store.h"
#include <stdlib.h>

enum { LOSSES_KEY = 48 };

/* Each loss begins a span of its own, far above what one machine can give. */
#define SEQ_SPAN INT64_C(100000)

static void name_of(char key[LOSSES_KEY], const char *of)
{
    (void)text_format(key, LOSSES_KEY, "losses_seen_by_%s", of);
}

/* What has met none yet began with the database, which knows how many there were then. */
static bool seen_by(struct desk *desk, const char *key, int *out, struct err *err)
{
    char value[16] = "";
    struct err missing = {0};

    if (meta_store_get(desk->db, key, value, sizeof value, &missing)) {
        *out = (int)strtol(value, NULL, 10);
        return true;
    }
    if (missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    return db_losses_before(desk->db, out, err);
}

bool desk_losses_new(struct desk *desk, const char *of, int *out, struct err *err)
{
    int total = db_quarantine_count(desk->db);
    char key[LOSSES_KEY];
    int seen = 0;

    *out = 0;
    if (total == 0)
        return true;
    name_of(key, of);
    if (!seen_by(desk, key, &seen, err))
        return false;
    *out = total > seen ? total : 0;
    return true;
}

bool desk_losses_seen(struct desk *desk, const char *of, struct err *err)
{
    char key[LOSSES_KEY];
    char value[16];

    name_of(key, of);
    (void)text_format(value, sizeof value, "%d", db_quarantine_count(desk->db));
    return meta_store_put(desk->db, key, value, err);
}

bool desk_seq_after_losses(struct desk *desk, const char *of, int64_t *seq, struct err *err)
{
    int lost = 0;

    if (!desk_losses_new(desk, of, &lost, err))
        return false;
    if (lost == 0)
        return true;
    *seq = lost * SEQ_SPAN + *seq % SEQ_SPAN;
    return desk_losses_seen(desk, of, err);
}
