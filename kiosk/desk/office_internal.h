/* What the files about the office share with the rest of the desk. */
#pragma once
#include "desk/desk_internal.h"
#include <stdbool.h>

/* One transaction's worth of what was written before the office's key was known. `*is_over`: there is
 * no more, or not now. Costs two seeks when there is nothing. */
MUST_USE bool desk_office_send_letters(struct desk *desk, bool *is_over, struct err *err);
/* Of the catalogue that was taken last, whatever this process shows; 0: the shipped file. */
MUST_USE bool desk_office_catalog_version(struct desk *desk, int64_t *out, struct err *err);
