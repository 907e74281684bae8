/* The facts of the board's info line. */
#include "board_facts.h"
#include "base/text.h"
#include "strings.h"

/* Those that people ask for at the desk; the rest of a standard is too long for one line. */
enum fact { FACT_FREE, FACT_TIME, FACT_KINDS };

static bool has_fact(const struct service *service, enum fact fact)
{
    switch (fact) {
    case FACT_FREE:
        return service->has_fee && service->fee_rp == 0;
    case FACT_TIME:
        return service->duration.unit != DURATION_NONE;
    case FACT_KINDS:
        break;
    }
    return false;
}

size_t board_fact_count(const struct catalog *catalog)
{
    size_t count = 0;

    for (size_t i = 0; catalog && i < catalog->service_count; i++) {
        for (int fact = 0; fact < FACT_KINDS; fact++)
            count += has_fact(&catalog->services[i], (enum fact)fact);
    }
    return count;
}

static void describe(char *out, size_t size, const struct service *service, enum fact fact)
{
    char time[STRINGS_LINE];

    if (fact == FACT_FREE) {
        (void)text_fill(out, size, _("tv_free", "{service}: no charge (FREE)"), "service",
                        strings_words(&service->name), NULL);
        return;
    }
    strings_duration(time, sizeof time, &service->duration);
    (void)text_fill(out, size, _("tv_time", "{service}: done in {time}"), "service",
                    strings_words(&service->name), "time", time, NULL);
}

void board_fact(char *out, size_t size, const struct catalog *catalog, size_t index)
{
    out[0] = '\0';
    /* all first kinds, then all second ones: no service is named twice in a row */
    for (int fact = 0; fact < FACT_KINDS; fact++) {
        for (size_t i = 0; catalog && i < catalog->service_count; i++) {
            if (!has_fact(&catalog->services[i], (enum fact)fact))
                continue;
            if (index-- == 0) {
                describe(out, size, &catalog->services[i], (enum fact)fact);
                return;
            }
        }
    }
}
