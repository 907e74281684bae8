/* How a kiosk is judged. */
#include "base/i18n.h"
#include "office/web/device.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int64_t NOW = 1795000000000, MINUTE = 60 * 1000, HOUR = 3600 * 1000;

static struct device healthy(void)
{
    return (struct device){.name = "K1",
                           .not_after_ms = NOW + 1000 * HOUR,
                           .has_heartbeat = true,
                           .heard_ms = NOW - MINUTE,
                           .heartbeat = {.printer = "ready",
                                         .paper = "ok",
                                         .disk_free = 50,
                                         .disk_size = 100,
                                         .oldest_unsent_ms = -1,
                                         .clock_ms = NOW - MINUTE}};
}

static void is_judged(const struct device *device, enum notice kind, const char *words,
                      const char *finding)
{
    struct device_health health;

    device_judge(device, NOW, 420, &health);
    assert_int_equal(health.kind, kind);
    assert_string_equal(health.words, words);
    if (finding == NULL)
        assert_int_equal(health.count, 0);
    else
        assert_string_equal(health.findings[0].words, finding);
}

static void healthy_kiosk_has_no_findings(void **state)
{
    struct device device = healthy();

    (void)state;
    is_judged(&device, NOTICE_GOOD, "Baik", NULL);
}

static void silent_kiosk_is_told_first(void **state)
{
    struct device device = healthy();

    (void)state;
    device.heard_ms = device.heartbeat.clock_ms = NOW - 7 * MINUTE;
    is_judged(&device, NOTICE_WARNING, "Tidak terhubung", "Terakhir terhubung 7 menit lalu.");
    device.heard_ms = device.heartbeat.clock_ms = NOW - 3 * HOUR;
    is_judged(&device, NOTICE_DANGER, "Tidak terhubung", "Terakhir terhubung 3 jam lalu.");
}

static void new_kiosk_was_not_heard_yet(void **state)
{
    struct device device = healthy();

    (void)state;
    device.has_heartbeat = false;
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat", "Belum pernah terhubung.");
}

static void paper_is_told_in_words(void **state)
{
    struct device device = healthy();

    (void)state;
    text_copy(device.heartbeat.paper, sizeof device.heartbeat.paper, "low");
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat", "Kertas printer hampir habis.");
    text_copy(device.heartbeat.printer, sizeof device.heartbeat.printer, "paper_out");
    is_judged(&device, NOTICE_DANGER, "Terganggu", "Kertas printer habis.");
}

static void worst_finding_comes_first(void **state)
{
    struct device device = healthy();
    struct device_health health;

    (void)state;
    device.heartbeat.set_aside = 2;
    device.gaps = 3;
    device.broken = 1;
    device_judge(&device, NOW, 420, &health);
    assert_int_equal(health.count, 3);
    assert_string_equal(health.findings[0].words, "Rantai catatan tidak cocok pada 1 aliran.");
    assert_int_equal(health.findings[1].kind, NOTICE_WARNING);
}

static void clock_is_compared_with_when_it_was_heard(void **state)
{
    struct device device = healthy();

    (void)state;
    device.heartbeat.clock_ms = device.heard_ms + 90 * 1000;
    is_judged(&device, NOTICE_GOOD, "Baik", NULL);
    device.heartbeat.clock_ms = device.heard_ms - 12 * MINUTE;
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat", "Jam anjungan terlambat 12 menit.");
    device.heartbeat.clock_ms = 0; /* 1970 */
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat", "Jam anjungan meleset lebih dari sehari.");
}

static void full_disk_and_old_backlog_are_told(void **state)
{
    struct device device = healthy();

    (void)state;
    device.heartbeat.disk_size = 100000000000;
    device.heartbeat.disk_free = 4200000000;
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat", "Ruang penyimpanan tinggal 4,2\u00a0GB.");
    device = healthy();
    device.heartbeat.unsent = 1500;
    device.heartbeat.oldest_unsent_ms = 2 * HOUR;
    is_judged(&device, NOTICE_WARNING, "Perlu dilihat",
              "1.500 catatan belum terkirim, tertua 2 jam.");
}

static void revoked_kiosk_is_no_trouble(void **state)
{
    struct device device = healthy();

    (void)state;
    device.revoked_ms = NOW - HOUR;
    device.heard_ms = NOW - 99 * HOUR;
    is_judged(&device, NOTICE_INFO, "Dicabut", NULL);
}

static void ended_certificate_is_told(void **state)
{
    struct device device = healthy();

    (void)state;
    device.not_after_ms = NOW - 1;
    is_judged(&device, NOTICE_DANGER, "Terganggu",
              "Sertifikat anjungan sudah berakhir: daftarkan lagi.");
}

static int speak_indonesian(void **state)
{
    struct err err;

    (void)state;
    if (!i18n_open(BINARY_DIR "/share/locale", &err))
        fail_msg("%s", err.text);
    i18n_use("id");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(healthy_kiosk_has_no_findings),
        cmocka_unit_test(silent_kiosk_is_told_first),
        cmocka_unit_test(new_kiosk_was_not_heard_yet),
        cmocka_unit_test(paper_is_told_in_words),
        cmocka_unit_test(worst_finding_comes_first),
        cmocka_unit_test(clock_is_compared_with_when_it_was_heard),
        cmocka_unit_test(full_disk_and_old_backlog_are_told),
        cmocka_unit_test(revoked_kiosk_is_no_trouble),
        cmocka_unit_test(ended_certificate_is_told),
    };

    return cmocka_run_group_tests_name("device", tests, speak_indonesian, NULL);
}
