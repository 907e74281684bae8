/* Words of an address become a period and back. */
#include "ikm_wish.h"
#include "domain/calendar.h"
#include "html.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *key;
    const char *words;
    int trend;
} kinds[] = {
    [PERIOD_DAY] = {"hari", "Hari", 12},
    [PERIOD_WEEK] = {"minggu", "Minggu", 12},
    [PERIOD_MONTH] = {"bulan", "Bulan", 12},
    [PERIOD_TRIWULAN] = {"triwulan", "Triwulan", 8},
    [PERIOD_SEMESTER] = {"semester", "Semester", 6},
    [PERIOD_YEAR] = {"tahun", "Tahun", 5},
    [PERIOD_RANGE] = {"rentang", "Rentang tanggal", 4},
};
static_assert(ARRAY_LEN(kinds) == PERIOD_KINDS, "every kind of period has its words");

enum { DAYS_MOST = 36600 }; /* a hundred years: no range is longer */

const char *ikm_kind_key(enum period_kind kind)
{
    return kinds[kind].key;
}

const char *ikm_kind_words(enum period_kind kind)
{
    return kinds[kind].words;
}

int ikm_trend_length(enum period_kind kind)
{
    return kinds[kind].trend;
}

static bool find_kind(const char *key, enum period_kind *out)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].key, key) == 0) {
            *out = (enum period_kind)i;
            return true;
        }
    }
    return false;
}

static bool read_range(const struct ikm_words *words, int64_t from_day, struct period *out,
                       struct err *err)
{
    int64_t until_day = from_day;

    if (text_is_set(words->until) && !calendar_parse_day(words->until, &until_day))
        return err_set(err, ERR_INVALID, "'%s' is no day", words->until);
    if (until_day < from_day || until_day - from_day > DAYS_MOST)
        return err_set(err, ERR_INVALID, "'%s' does not end a range", words->until);
    *out = period_of_days(from_day, until_day);
    return true;
}

static bool read_period(const struct ikm_words *words, int64_t today, struct period *out,
                        struct err *err)
{
    enum period_kind kind = PERIOD_TRIWULAN;
    int64_t day = today;

    if (text_is_set(words->period))
        return period_parse(words->period, out)
               || err_set(err, ERR_INVALID, "'%s' is no period", words->period);
    if (text_is_set(words->kind) && !find_kind(words->kind, &kind))
        return err_set(err, ERR_INVALID, "'%s' is no kind of period", words->kind);
    if (text_is_set(words->day) && !calendar_parse_day(words->day, &day))
        return err_set(err, ERR_INVALID, "'%s' is no day", words->day);
    if (kind == PERIOD_RANGE)
        return read_range(words, day, out, err);
    *out = period_of(kind, day);
    return true;
}

bool ikm_wish_read(const struct ikm_words *words, int64_t today, struct ikm_wish *out,
                   struct err *err)
{
    *out = (struct ikm_wish){.by = BY_SERVICE};
    if (!read_period(words, today, &out->period, err))
        return false;
    if (text_is_set(words->service)
        && (!text_copy(out->service, sizeof out->service, words->service)
            || text_valid_utf8(out->service, strlen(out->service)) != strlen(out->service)))
        return err_set(err, ERR_INVALID, "no service has such an id");
    return !text_is_set(words->by) || survey_by_from_key(words->by, &out->by)
           || err_set(err, ERR_INVALID, "'%s' is no breakdown", words->by);
}

void ikm_wish_address(const struct ikm_wish *wish, const char *path, char *out, size_t size)
{
    AUTO_TEXT struct text address;
    char from[16], until[16], name[40];

    text_init(&address, 1024);
    if (wish->period.kind == PERIOD_RANGE) {
        calendar_format_day(wish->period.from_day, from);
        calendar_format_day(wish->period.until_day, until);
        html_fill(&address, "{}?jenis=rentang&hari={%}&sampai={%}", path, from, until);
    } else {
        period_format(&wish->period, name, sizeof name);
        html_fill(&address, "{}?periode={%}", path, name);
    }
    if (wish->service[0] != '\0')
        html_fill(&address, "&layanan={%}", wish->service);
    html_fill(&address, "&rinci={%}", survey_by_key(wish->by));
    (void)text_copy(out, size, address.data);
}

struct period ikm_period_after(const struct period *period)
{
    int64_t days = period->until_day - period->from_day + 1;

    if (period->kind == PERIOD_RANGE)
        return (struct period){PERIOD_RANGE, period->from_day + days, period->until_day + days};
    return period_of(period->kind, period->until_day + 1);
}
