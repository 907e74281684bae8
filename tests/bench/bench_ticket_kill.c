/* kill -9 at 200 random moments: what was told must be stored. */
#include "bench/figures.h"
#include "support/crowd.h"

enum { KILLS = 200 };

int main(void)
{
    struct hall hall;
    struct kill_result result;

    hall_open(&hall);
    crowd_kill(&hall, KILLS, (uint64_t)figure_now_us() | 1, &result);
    hall_check(&hall);
    figure_begin("ticket_kill");
    figure_number("kills", result.kills);
    figure_number("told", (double)result.told);
    figure_number("missing", (double)result.missing);
    figure_number("broken", (double)result.broken);
    figure_end();
    hall_close(&hall);
    return result.missing == 0 && result.broken == 0 ? 0 : 1;
}
