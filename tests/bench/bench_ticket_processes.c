/* Four processes take 10,000 numbers each from one database at once. */
#include "bench/figures.h"
#include "support/crowd.h"

#include <stdlib.h>

enum { PROCESSES = 4, EACH = 10000 };

int main(void)
{
    struct hall hall;
    struct crowd_result result;

    hall_open(&hall);
    crowd_issue(&hall, PROCESSES, EACH, &result);
    hall_check(&hall);
    figure_begin("ticket_processes");
    figure_number("processes", PROCESSES);
    figure_number("tickets", (double)result.told);
    figure_number("duplicates", (double)result.duplicates);
    figure_number("lost", (double)result.lost);
    figure_number("refused", (double)result.refused);
    figure_number("tickets_per_s", (double)result.told / result.seconds);
    figure_spread("ticket", result.latency_us, (size_t)result.told);
    figure_end();
    free(result.latency_us);
    hall_close(&hall);
    return result.duplicates == 0 && result.lost == 0 ? 0 : 1;
}
