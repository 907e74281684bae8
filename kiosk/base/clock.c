/* The clock seam: the machine's clock, or one that stands still until told. */
#include "base/clock.h"
#include "base/mem.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BOOT_ID_LEN = 36 };

/* Where the fake clock's monotonic time begins: not 0, which code may take for "never". */
#define FAKE_MONO_MS INT64_C(1000000)
#define FAKE_REBOOT_MS INT64_C(10000) /* programs start some seconds after the kernel */

struct clock {
    bool is_fake;
    int64_t shift_ms; /* system: added to the machine's wall time */
    int64_t wall_ms;  /* fake */
    int64_t mono_ms;  /* fake */
    char boot_id[BOOT_ID_LEN + 1];
};

static int64_t read_ms(clockid_t id)
{
    struct timespec now;
    int failed = clock_gettime(id, &now);

    assert(failed == 0);
    (void)failed;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void read_boot_id(char out[BOOT_ID_LEN + 1])
{
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t got = -1;

    if (file >= 0) {
        got = read(file, out, BOOT_ID_LEN);
        (void)close(file);
    }
    if (got != BOOT_ID_LEN) /* without /proc: a name that no boot has */
        memcpy(out, "00000000-0000-0000-0000-000000000000", BOOT_ID_LEN);
    out[BOOT_ID_LEN] = '\0';
}

struct clock *clock_system_new(int64_t start_ms)
{
    struct clock *clock = mem_zalloc(1, sizeof *clock);

    if (start_ms >= 0)
        clock->shift_ms = start_ms - read_ms(CLOCK_REALTIME);
    read_boot_id(clock->boot_id);
    return clock;
}

struct clock *clock_fake_new(int64_t wall_ms)
{
    struct clock *clock = mem_zalloc(1, sizeof *clock);

    clock->is_fake = true;
    clock->wall_ms = wall_ms;
    clock->mono_ms = FAKE_MONO_MS;
    memcpy(clock->boot_id, "00000000-0000-4000-8000-000000000001", sizeof clock->boot_id);
    return clock;
}

void clock_free(struct clock *clock)
{
    free(clock);
}

bool clock_is_shifted(const struct clock *clock)
{
    return clock->shift_ms != 0;
}

int64_t clock_now_ms(const struct clock *clock)
{
    return clock->is_fake ? clock->wall_ms : read_ms(CLOCK_REALTIME) + clock->shift_ms;
}

int64_t clock_machine_mono_ms(void)
{
    return read_ms(CLOCK_BOOTTIME);
}

int64_t clock_mono_ms(const struct clock *clock)
{
    return clock->is_fake ? clock->mono_ms : clock_machine_mono_ms();
}

const char *clock_boot_id(const struct clock *clock)
{
    return clock->boot_id;
}

void clock_fake_advance(struct clock *clock, int64_t ms)
{
    assert(clock->is_fake);
    clock->wall_ms += ms;
    clock->mono_ms += ms;
}

void clock_fake_set_wall(struct clock *clock, int64_t wall_ms)
{
    assert(clock->is_fake);
    clock->wall_ms = wall_ms;
}

void clock_fake_reboot(struct clock *clock)
{
    char *last = &clock->boot_id[BOOT_ID_LEN - 1];

    assert(clock->is_fake);
    clock->mono_ms = FAKE_REBOOT_MS;
    *last = *last == '9' ? '1' : (char)(*last + 1);
}

/* Exactly `digits` digits at `*at`; -1 when there are fewer. */
static int take_number(const char **at, int digits)
{
    int value = 0;

    for (int i = 0; i < digits; i++) {
        char c = (*at)[i];

        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    *at += digits;
    return value;
}

static bool take_char(const char **at, char wanted)
{
    if (**at != wanted)
        return false;
    (*at)++;
    return true;
}

/* ".5", ".250": milliseconds, more digits than three are dropped. */
static bool take_fraction(const char **at, int *out_ms)
{
    int value = 0;
    int digits = 0;

    *out_ms = 0;
    if (!take_char(at, '.'))
        return true;
    for (; **at >= '0' && **at <= '9'; (*at)++, digits++) {
        if (digits < 3)
            value = value * 10 + (**at - '0');
    }
    for (int i = digits; i < 3; i++)
        value *= 10;
    *out_ms = value;
    return digits > 0;
}

/* "Z", "+07:00", "-0330", or nothing, which leaves the local offset. */
static bool take_offset(const char **at, int *offset_min)
{
    bool is_west = **at == '-';
    int hours;
    int minutes;

    if (**at == '\0')
        return true;
    if (take_char(at, 'Z')) {
        *offset_min = 0;
        return true;
    }
    if (!is_west && **at != '+')
        return false;
    (*at)++;
    hours = take_number(at, 2);
    (void)take_char(at, ':');
    minutes = take_number(at, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return false;
    *offset_min = (hours * 60 + minutes) * (is_west ? -1 : 1);
    return true;
}

/* "2026-11-23"; whether the month has that day is seen later. */
static bool take_date(const char **at, struct tm *tm)
{
    int year = take_number(at, 4);
    int month;
    int day;

    if (year < 1900 || !take_char(at, '-'))
        return false;
    month = take_number(at, 2);
    if (month < 1 || month > 12 || !take_char(at, '-'))
        return false;
    day = take_number(at, 2);
    tm->tm_year = year - 1900;
    tm->tm_mon = month - 1;
    tm->tm_mday = day;
    return day >= 1;
}

/* "09:41", "09:41:00", "09:41:00.250". */
static bool take_time(const char **at, struct tm *tm, int *out_fraction_ms)
{
    *out_fraction_ms = 0;
    tm->tm_hour = take_number(at, 2);
    if (tm->tm_hour < 0 || tm->tm_hour > 23 || !take_char(at, ':'))
        return false;
    tm->tm_min = take_number(at, 2);
    if (tm->tm_min < 0 || tm->tm_min > 59)
        return false;
    if (!take_char(at, ':'))
        return true;
    tm->tm_sec = take_number(at, 2);
    return tm->tm_sec >= 0 && tm->tm_sec <= 59 && take_fraction(at, out_fraction_ms);
}

bool clock_parse_iso(const char *text, int offset_min, int64_t *out_ms)
{
    const char *at = text;
    struct tm tm = {0};
    struct tm back;
    int fraction_ms;
    time_t seconds;

    if (!take_date(&at, &tm) || (!take_char(&at, 'T') && !take_char(&at, ' '))
        || !take_time(&at, &tm, &fraction_ms) || !take_offset(&at, &offset_min) || *at != '\0')
        return false;
    back = tm; /* timegm turns 31 June into 1 July; such a text is a mistake */
    seconds = timegm(&back);
    if (back.tm_mon != tm.tm_mon)
        return false;
    *out_ms = ((int64_t)seconds - (int64_t)offset_min * 60) * 1000 + fraction_ms;
    return true;
}

void clock_format_iso(int64_t ms, int offset_min, char out[26])
{
    int64_t local_ms = ms + (int64_t)offset_min * 60000;
    time_t seconds = (time_t)(local_ms >= 0 ? local_ms / 1000 : (local_ms - 999) / 1000);
    int minutes = offset_min < 0 ? -offset_min : offset_min;
    char long_form[80];
    struct tm tm;

    /* Times that need more than four digits of year are not times of an office. */
    if (gmtime_r(&seconds, &tm) == NULL || tm.tm_year < -1900 || tm.tm_year > 8099)
        tm = (struct tm){.tm_mday = 1, .tm_year = 70};
    (void)snprintf(long_form, sizeof long_form, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
                   tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                   offset_min < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    memcpy(out, long_form, 25);
    out[25] = '\0';
}
