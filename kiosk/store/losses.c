/* How many databases had been lost when this one began. */
#include "store/losses.h"
#include "base/text.h"
#include "store/meta_store.h"

#include <stdlib.h>

static const char key[] = "losses_before";

bool losses_put_before(struct db *db, int count, struct err *err)
{
    char value[16];

    (void)text_format(value, sizeof value, "%d", count);
    return meta_store_put(db, key, value, err);
}

bool db_losses_before(struct db *db, int *out, struct err *err)
{
    char value[16] = "";
    struct err missing = {0};

    if (meta_store_get(db, key, value, sizeof value, &missing))
        *out = (int)strtol(value, NULL, 10);
    else if (missing.code == ERR_NOT_FOUND)
        *out = 0;
    else
        return err_set(err, missing.code, "%s", missing.text);
    return true;
}
