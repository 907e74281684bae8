/* Builds offices that are closed. */
#include "screens/closing.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/opening.h"
#include "domain/calendar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

const struct closing closings[] = {
    {CLOSED_BREAK, "2026-11-23 12:30", "Istirahat sampai 13.00.", "On a break until 13:00.", "", "",
     true},
    {CLOSED_HOLIDAY, "2026-12-25 09:00", "Libur: Hari Natal.", "Holiday: Christmas Day.",
     "Buka lagi Senin, 28 Desember, pukul 08.00.",
     "It opens again on Monday, 28 December, at 08:00.", true},
    {CLOSED_WEEKDAY, "2026-11-29 10:00", "Kantor tutup hari ini.", "The office is closed today.",
     "Buka lagi besok, Senin, 30 November, pukul 08.00.",
     "It opens again tomorrow, Monday, 30 November, at 08:00.", true},
    {CLOSED_BEFORE, "2026-11-23 07:40", "Kantor belum buka.", "The office is not open yet.",
     "Buka pukul 08.00.", "It opens at 08:00.", true},
    {CLOSED_AFTER, "2026-11-27 16:30", "Pelayanan hari ini sudah selesai.",
     "The office has closed for today.", "Buka lagi Senin, 30 November, pukul 08.00.",
     "It opens again on Monday, 30 November, at 08:00.", true},
    {CLOSED_LAST_TICKET, "2026-11-23 15:10", "Waktu pengambilan nomor hari ini sudah lewat.",
     "The time for taking a number is over for today.",
     "Buka lagi besok, Selasa, 24 November, pukul 08.00.",
     "It opens again tomorrow, Tuesday, 24 November, at 08:00.", false},
    {CLOSED_QUOTA, "2026-11-23 09:00", "Nomor untuk hari ini sudah habis.",
     "All numbers for today have been given.", "Buka lagi besok, Selasa, 24 November, pukul 08.00.",
     "It opens again tomorrow, Tuesday, 24 November, at 08:00.", false},
    {CLOSED_PAUSED, "2026-11-23 09:00", "Nomor untuk keperluan ini", "Numbers for this purpose are",
     "terputus.", "terputus.", false}, /* over two lines, with what staff wrote */
    {CLOSED_DAY_ENDED, "2026-11-23 14:00", "Pelayanan hari ini sudah ditutup.",
     "The office has closed for today.", "Buka lagi besok, Selasa, 24 November, pukul 08.00.",
     "It opens again tomorrow, Tuesday, 24 November, at 08:00.", true},
};
const size_t closing_count = ARRAY_LEN(closings);

static const char zone[] = "\"zone\": \"WIB\",";
static const char letter[] = "\"letter\": \"A\",";
static const char holidays[] =
    "{\"format\":\"anjungan-holidays-1\",\"version\":\"SKB\",\"from\":\"2026-01-01\","
    "\"until\":\"2026-12-31\",\"days\":["
    "{\"date\":\"2026-12-24\",\"kind\":\"collective_leave\",\"name\":{\"id\":\"Cuti bersama "
    "Natal\",\"en\":\"Collective leave for Christmas\"}},"
    "{\"date\":\"2026-12-25\",\"kind\":\"national\",\"name\":{\"id\":\"Hari Natal\",\"en\":"
    "\"Christmas Day\"}}]}";

static void write_hours(struct text *out)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri"};

    text_add(out, " \"hours\": [");
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        text_addf(out,
                  "%s{\"day\":\"%s\",\"from\":\"08:00\",\"to\":\"12:00\"},"
                  "{\"day\":\"%s\",\"from\":\"13:00\",\"to\":\"16:00\"}",
                  i > 0 ? "," : "", days[i], days[i]);
    text_add(out, "],");
}

/* The shipped catalogue with hours, a last-ticket time of 15:00 and a quota for files. */
static void write_office(const char *path)
{
    AUTO_FREE char *shipped = NULL;
    AUTO_TEXT struct text out = {0};
    size_t len = 0;

    assert_true(
        file_read(SOURCE_DIR "/assets/catalog/pekanbaru.json", 1 << 20, &shipped, &len, NULL));
    const char *at = strstr(shipped, zone);
    assert_non_null(at);
    const char *group = strstr(at, letter);
    assert_non_null(group);
    text_init(&out, 1 << 20);
    text_add_bytes(&out, shipped, (size_t)(at - shipped) + strlen(zone));
    write_hours(&out);
    at += strlen(zone);
    text_add_bytes(&out, at, (size_t)(group - at));
    text_add(&out, "\"last_ticket\": \"15:00\", \"quota\": 2, ");
    text_add(&out, group);
    assert_true(file_replace(path, out.data, out.len, false, NULL));
}

static int64_t local_ms(const char *when)
{
    struct civil civil = {.year = (int)strtol(when, NULL, 10),
                          .month = (int)strtol(when + 5, NULL, 10),
                          .day = (int)strtol(when + 8, NULL, 10),
                          .hour = (int)strtol(when + 11, NULL, 10),
                          .minute = (int)strtol(when + 14, NULL, 10)};

    return calendar_ms(&civil, 420);
}

static void decide(struct stage *stage, enum closed_reason reason)
{
    struct err err = {0};
    bool is_done = true;

    if (reason == CLOSED_PAUSED)
        is_done = desk_pause_group(stage->desk, "berkas", "SR", "jaringan ke pusat terputus", &err);
    if (reason == CLOSED_DAY_ENDED)
        is_done = desk_close_day(stage->desk, "SR", &err);
    if (!is_done)
        fail_msg("%s", err.text);
    for (int i = 0; reason == CLOSED_QUOTA && i < 2; i++)
        stage_issue(stage, "sik-perekam-medis");
}

void closing_open(struct stage *stage, const struct stage *plan, const struct closing *closing)
{
    char directory[] = "/tmp/anjungan-closed.XXXXXX";
    char office[64];

    *stage = *plan;
    assert_non_null(mkdtemp(directory));
    text_format(office, sizeof office, "%s/office.json", directory);
    stage->holidays = mem_format("%s/holidays.json", directory);
    write_office(office);
    assert_true(file_replace(stage->holidays, holidays, sizeof holidays - 1, false, NULL));
    stage->start_ms = local_ms(closing->when);
    stage_open_file(stage, office);
    stage_printer(stage, TROUBLE_NONE, true);
    decide(stage, closing->reason);
    stage_notice(stage);
}

void closing_close(struct stage *stage)
{
    char *holidays_path = (char *)stage->holidays; /* made by closing_open */
    char directory[256];

    text_copy(directory, sizeof directory, stage->catalog);
    assert_int_equal(unlink(stage->catalog), 0);
    assert_int_equal(unlink(holidays_path), 0);
    *strrchr(directory, '/') = '\0';
    assert_int_equal(rmdir(directory), 0);
    stage_close(stage);
    free(holidays_path);
}

void closing_walk(const struct stage *plan,
                  void (*each)(struct stage *stage, const char *name, void *context), void *context)
{
    for (size_t i = 0; i < closing_count; i++) {
        const char *reason = closed_reason_name(closings[i].reason);
        struct stage stage;
        char name[64];

        closing_open(&stage, plan, &closings[i]);
        text_format(name, sizeof name, "01-attract-%s", reason);
        each(&stage, name, context);
        stage_tap(&stage, "wake");
        text_format(name, sizeof name, "02-home-%s", reason);
        each(&stage, name, context);
        stage_tap(&stage, "service-1");
        stage_tap(&stage, "take");
        text_format(name, sizeof name, "08-confirm-%s", reason);
        each(&stage, name, context);
        closing_close(&stage);
    }
}
