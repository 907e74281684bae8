/* What the files about the office share with the rest of the desk. */
#pragma once
#include "desk/desk_internal.h"
#include <stdbool.h>

/* One transaction's worth of what was written before the office's key was known. `*is_over`: there is
 * no more, or not now. Costs two seeks when there is nothing. */
MUST_USE bool desk_office_send_letters(struct desk *desk, bool *is_over, struct err *err);
