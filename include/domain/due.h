/* When something promised within a time is due: the one way of counting for files and complaints. */
#pragma once
#include "domain/catalog.h"
#include "domain/opening.h"
#include <stdbool.h>
#include <stdint.h>

struct due {
    int64_t day;  /* days since 1970; 0 = nothing is promised */
    int workdays; /* that were counted; 0 = none, or another unit */
    bool is_sure; /* false: the holiday table ends before the day */
};

/* Working days count from the day after `at_ms` by the office's hours and the holiday table (NULL:
 * none is known); days and months by the calendar; hours and minutes end on the day that they end
 * on. A month ends on the same day of the next one, or on that one's last. */
struct due due_after(const struct office *office, const struct holidays *holidays, int64_t at_ms,
                     const struct duration *duration);
