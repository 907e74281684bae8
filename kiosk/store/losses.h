/* How many databases had been lost on this machine when this one began; see db_losses_before. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"

MUST_USE bool losses_put_before(struct db *db, int count, struct err *err);
