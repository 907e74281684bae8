/* doctor, printers, sync status: each line bites, says what to do, and is silent where all is well. */
#include "admin/doctor_internal.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/presence.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)

/* A kiosk that runs. */
struct kiosk {
    struct terminal *terminal;
    struct desk *desk;
};

static int open_kiosk(void **state)
{
    struct kiosk *kiosk = mem_zalloc(1, sizeof *kiosk);
    struct err err = {0};

    if (terminal_set_up((void **)&kiosk->terminal) != 0)
        return -1;
    kiosk->terminal->admin.font_dir = SOURCE_DIR "/assets/fonts";
    kiosk->terminal->admin.locale_dir = BINARY_DIR "/share/locale";
    if (!desk_open(&kiosk->desk, &kiosk->terminal->admin.desk, &err)
        || !desk_announce(kiosk->desk, "print", &err))
        fail_msg("%s", err.text);
    assert_int_equal(terminal_type(kiosk->terminal, "backup"), ADMIN_OK);
    *state = kiosk;
    return 0;
}

static int close_kiosk(void **state)
{
    struct kiosk *kiosk = *state;

    desk_close(kiosk->desk);
    int code = terminal_tear_down((void **)&kiosk->terminal);
    free(kiosk);
    return code;
}

static void expect(struct kiosk *kiosk, const char *command, int code, const char *words)
{
    terminal_expect(kiosk->terminal, command, code, words);
}

/* For checks that are made one by one; what they say is in `terminal->out` once that is closed. */
static void begin_exam(struct exam *exam, struct terminal *terminal)
{
    free(terminal->out);
    terminal->admin.out = open_memstream(&terminal->out, &terminal->out_len);
    *exam = (struct exam){.admin = &terminal->admin, .is_whole = true};
}

static void a_good_kiosk_has_nothing_to_be_looked_after(void **state)
{
    struct kiosk *kiosk = *state;

    expect(kiosk, "doctor", ADMIN_OK, "ok   printer 1: tiket: ready, paper is in, it confirms");
    expect(kiosk, "doctor", ADMIN_OK, "ok   database: sound, schema ");
    expect(kiosk, "doctor", ADMIN_OK, "ok   clock: 2026-11-23 10:41 WITA, set by --now");
    expect(kiosk, "doctor", ADMIN_OK, "ok   services: print\n");
    expect(kiosk, "doctor", ADMIN_OK, "ok   office: this kiosk is not enrolled and works alone");
    assert_null(strstr(kiosk->terminal->out, "BAD"));
    assert_null(strstr(kiosk->terminal->out, "look"));
    expect(kiosk, "doctor now", ADMIN_USAGE, "\"now\" does not belong to doctor");
}

static void each_line_of_json_is_one_object(void **state)
{
    struct kiosk *kiosk = *state;
    int lines = 0;
    struct err err = {0};

    kiosk->terminal->printers[0].status.trouble = TROUBLE_PAPER_OUT;
    assert_int_equal(terminal_type(kiosk->terminal, "doctor --json"), ADMIN_FAILED);
    for (char *at = kiosk->terminal->out, *end; (end = strchr(at, '\n')); at = end + 1, lines++) {
        AUTO_JSON struct json *json = NULL;
        assert_true(json_parse(&json, at, (size_t)(end - at), NULL, &err));
        bool is_printer = strcmp(json_string(json_get(json, "subject")), "printer 1") == 0;
        assert_string_equal(json_string(json_get(json, "verdict")), is_printer ? "bad" : "ok");
        assert_true(strlen(json_string(json_get(json, "text"))) > 0);
    }
    assert_true(lines >= 9);
}

static void every_trouble_of_a_printer_is_told_with_what_to_do(void **state)
{
    static const struct {
        enum printer_trouble trouble;
        const char *words;
    } cases[] = {
        {TROUBLE_PAPER_OUT, "BAD  printer 1: tiket: out of paper. Put in a new roll"},
        {TROUBLE_COVER_OPEN, "BAD  printer 1: tiket: its cover is open. Close it"},
        {TROUBLE_OFFLINE, "BAD  printer 1: tiket: the printer does not answer. Switch it on"},
        {TROUBLE_JAM, "BAD  printer 1: tiket: the paper or the cutter is stuck. Open it"},
        {TROUBLE_STOPPED, "BAD  printer 1: tiket: the queue is stopped. cupsenable"},
        {TROUBLE_NO_PRINTER,
         "BAD  printer 1: tiket: cupsd has no such queue. As root: anjungan-setup printer"},
        {TROUBLE_REFUSED, "BAD  printer 1: tiket: the printer refuses the document"},
        {TROUBLE_UNKNOWN, "BAD  printer 1: tiket: nobody knows why"},
    };
    struct kiosk *kiosk = *state;
    struct printer_status *status = &kiosk->terminal->printers[0].status;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        status->trouble = cases[i].trouble;
        expect(kiosk, "doctor", ADMIN_FAILED, cases[i].words);
    }
    status->trouble = TROUBLE_NONE;
    status->is_paper_low = true;
    expect(kiosk, "doctor", ADMIN_FAILED, "look printer 1: tiket: ready, but paper runs low");
    kiosk->terminal->is_cupsd_away = true;
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  printer: cupsd does not answer");
    kiosk->terminal->machine.printer_count = 0;
    expect(kiosk, "doctor", ADMIN_OK, "ok   printer: pages go into /nowhere/paper");
}

static void a_trouble_is_told_with_its_time(void **state)
{
    struct kiosk *kiosk = *state;
    struct printer_status *status = &kiosk->terminal->printers[0].status;
    struct err err = {0};

    status->trouble = TROUBLE_PAPER_OUT;
    if (!desk_report_printer(kiosk->desk, status, &err))
        fail_msg("%s", err.text);
    expect(kiosk, "doctor", ADMIN_FAILED, "tiket: out of paper since 2026-11-23 10:41 WITA. Put");
    expect(kiosk, "printers", ADMIN_OK,
           "1  tiket        anjungan-escpos:/dev/x  out of paper since "
           "2026-11-23T10:41:00+08:00, confirms; slips: 0 wait, 0 uncertain, 0 failed\n");
    status->trouble = TROUBLE_JAM; /* not noted yet: since when is not known */
    expect(kiosk, "doctor", ADMIN_FAILED, "tiket: the paper or the cutter is stuck. Open");
}

static void printers_are_listed_in_order_with_their_slips(void **state)
{
    struct kiosk *kiosk = *state;
    AUTO_JSON struct json *json = NULL;
    struct err err = {0};

    kiosk->terminal->machine.printer_count = 2;
    kiosk->terminal->printers[1].is_printing = true;
    expect(kiosk, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    expect(kiosk, "ticket issue --service izin-satu", ADMIN_OK, "A-002");
    assert_true(desk_move_job(kiosk->desk, 1, PRINT_UNCERTAIN, TROUBLE_UNKNOWN, "kedua", 4, &err));
    expect(kiosk, "printers", ADMIN_OK,
           "1  tiket        anjungan-escpos:/dev/x  ready, paper in, confirms; slips: 1 wait, 0 "
           "uncertain, 0 failed\n"
           "2  kedua        anjungan-escpos:/dev/x  printing, paper in, confirms; slips: 0 wait, 1 "
           "uncertain, 0 failed\n");
    assert_int_equal(terminal_type(kiosk->terminal, "printers --json"), ADMIN_OK);
    char *end = strchr(kiosk->terminal->out, '\n');
    assert_true(
        json_parse(&json, kiosk->terminal->out, (size_t)(end - kiosk->terminal->out), NULL, &err));
    assert_string_equal(json_string(json_get(json, "queue")), "tiket");
    assert_int_equal(json_int(json_get(json, "waiting")), 1);
    kiosk->terminal->is_cupsd_away = true;
    expect(kiosk, "printers", ADMIN_FAILED, "Host is down. As root: systemctl restart cups");
    expect(kiosk, "printers all", ADMIN_USAGE, "\"all\" does not belong to printers");
}

static void slips_that_need_somebody_are_told(void **state)
{
    struct kiosk *kiosk = *state;
    struct err err = {0};

    expect(kiosk, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    expect(kiosk, "doctor", ADMIN_OK, "ok   slips: 1 wait, none is uncertain");
    clock_fake_advance(kiosk->terminal->clock, 5 * 60000);
    expect(kiosk, "doctor", ADMIN_FAILED, "look slips: 1 wait, the oldest for 5 minutes");
    assert_true(desk_move_job(kiosk->desk, 1, PRINT_UNCERTAIN, TROUBLE_JAM, "tiket", 4, &err));
    expect(kiosk, "doctor", ADMIN_FAILED,
           "look slips: 0 wait; since yesterday 1 uncertain, 0 failed. anjungan-ctl print list");
}

static void a_damaged_database_is_told_and_stays_where_it_is(void **state)
{
    struct kiosk *kiosk = *state;
    AUTO_FREE char *path = mem_format("%s/anjungan.db", kiosk->terminal->state_dir);
    AUTO_FREE char *mark = mem_format("%s/check-database", kiosk->terminal->state_dir);
    AUTO_FREE char *quarantine = mem_format("%s/quarantine", kiosk->terminal->state_dir);

    expect(kiosk, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    desk_close(kiosk->desk);
    kiosk->desk = NULL;
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    assert_int_equal(fwrite("no database at all", 1, 18, file), 18);
    assert_int_equal(fclose(file), 0);
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  database: it is damaged");
    expect(kiosk, "doctor", ADMIN_FAILED, "ok   printer 1: tiket: ready");
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  services: print does not run. systemctl status");
    expect(kiosk, "printers", ADMIN_OK, "1  tiket");
    assert_int_not_equal(access(mark, F_OK), 0);
    assert_int_not_equal(access(quarantine, F_OK), 0);
    assert_int_equal(unlink(path), 0);
    expect(kiosk, "doctor", ADMIN_FAILED, "look database: there is no ");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void config_catalogue_and_fonts_are_told(void **state)
{
    struct kiosk *kiosk = *state;

    kiosk->terminal->machine.config_fault = "/etc/x.conf:3: unknown key";
    expect(kiosk, "doctor", ADMIN_FAILED,
           "BAD  config: /etc/x.conf:3: unknown key. No program starts with it. Mend it");
    kiosk->terminal->machine.config_fault = "";
    kiosk->terminal->admin.desk.catalog_path = "/nonexistent.json";
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  catalogue: ");
    kiosk->terminal->admin.desk.catalog_path = CATALOG;
    kiosk->terminal->admin.font_dir = "/nonexistent";
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  fonts: ");
}

static void a_clock_that_is_wrong_is_told(void **state)
{
    struct kiosk *kiosk = *state;

    kiosk->terminal->admin.desk.clock_floor_ms = MORNING_MS + HOUR_MS;
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  clock: it says 2026-11-23 10:41 WITA");
}

static void the_way_to_the_office_is_told(void **state)
{
    struct kiosk *kiosk = *state;
    struct terminal *terminal = kiosk->terminal;
    struct err err = {0};

    memcpy(terminal->identity.url, "https://kantor.example:8443", 28);
    terminal->identity.end_ms = MORNING_MS + 400 * DAY_MS;
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  services: sync does not run. systemctl status");
    assert_true(desk_announce(kiosk->desk, "sync", &err));
    assert_true(desk_note_contact(kiosk->desk, OFFICE_REACHED, &err));
    int64_t mono_ms = clock_mono_ms(terminal->clock);
    assert_true(desk_note_office_time(kiosk->desk, MORNING_MS, mono_ms, mono_ms, &err));
    expect(kiosk, "doctor", ADMIN_OK,
           "ok   office: https://kantor.example:8443 answers, last 2026");
    expect(kiosk, "sync status", ADMIN_OK, "enrolled at https://kantor.example:8443 as 0000");
    expect(kiosk, "sync status", ADMIN_OK, "office reached, last answer 2026-11-23T10:41:00+08:00");
    assert_true(desk_note_contact(kiosk->desk, OFFICE_REFUSED, &err));
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  office: https://kantor.example:8443 refuses this");
    terminal->identity.end_ms = MORNING_MS + 3 * DAY_MS;
    expect(kiosk, "doctor", ADMIN_FAILED, "look certificate: it ends 2026-11-26");
    terminal->identity.end_ms = MORNING_MS - DAY_MS;
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  certificate: it ended 2026-11-22");
    terminal->identity.url[0] = '\0';
    expect(kiosk, "sync status", ADMIN_OK, "not enrolled, this kiosk works alone");
    expect(kiosk, "sync aside", ADMIN_OK, "nothing lies aside\n");
    assert_string_equal(terminal->out, "");
    expect(kiosk, "sync aside --json", ADMIN_OK, "");
    assert_string_equal(terminal->complaints, "");
}

static void a_disk_that_fills_up_is_told_in_time(void **state)
{
    struct kiosk *kiosk = *state;
    struct terminal *terminal = kiosk->terminal;
    struct exam exam;

    begin_exam(&exam, terminal);
    doctor_judge_disk(&exam, "/a", INT64_C(30) << 30, 3);
    doctor_judge_disk(&exam, "/b", INT64_C(1) << 30, 14);
    assert_int_equal(exam.found, 1);
    doctor_judge_disk(&exam, "/c", INT64_C(1) << 20, 4);
    assert_int_equal(exam.found, 2);
    doctor_judge_clock(&exam, 0, 16 * 1000 * 1000);
    assert_int_equal(exam.found, 3);
    assert_int_equal(fclose(terminal->admin.out), 0);
    assert_non_null(strstr(terminal->out, "ok   disk: /a: 3 % free"));
    assert_non_null(strstr(terminal->out, "look disk: /b: 14 % free"));
    assert_non_null(strstr(terminal->out, "BAD  disk: /c: 4 % free, 1 MB. Make room now"));
    assert_non_null(strstr(terminal->out, "nothing keeps it right"));
}

static void a_panel_too_small_for_fingers_is_told(void **state)
{
    struct kiosk *kiosk = *state;
    struct terminal *terminal = kiosk->terminal;
    struct exam exam;

    begin_exam(&exam, terminal);
    doctor_check_panel(&exam); /* its size is not known */
    terminal->machine.panel_width_mm = 398;
    terminal->machine.panel_height_mm = 708;
    doctor_check_panel(&exam);
    terminal->machine.panel_width_mm = 708;
    terminal->machine.panel_height_mm = 398;
    doctor_check_panel(&exam);
    assert_int_equal(exam.found, 0);
    terminal->machine.panel_width_mm = 268;
    terminal->machine.panel_height_mm = 476;
    doctor_check_panel(&exam);
    assert_int_equal(exam.found, 1);
    assert_int_equal(fclose(terminal->admin.out), 0);
    assert_non_null(strstr(terminal->out, "ok   panel: the smallest button is 23.5 mm"));
    assert_non_null(strstr(terminal->out, "look panel: on a picture of 268 x 476 mm the smallest "
                                          "button is 15.8 mm"));
}

static void play_lock(const void *context, struct admin_lock *out)
{
    *out = *(const struct admin_lock *)context;
}

static void a_lock_that_does_not_hold_is_told(void **state)
{
    struct kiosk *kiosk = *state;
    struct terminal *terminal = kiosk->terminal;
    struct exam exam;
    struct admin_lock lock = {0};

    begin_exam(&exam, terminal);
    terminal->machine.context = &lock;
    terminal->machine.read_lock = play_lock;
    doctor_check_lock(&exam);
    lock = (struct admin_lock){.is_put = true, .is_in_force = true, .has_usb = true};
    doctor_check_lock(&exam);
    assert_int_equal(exam.found, 0);
    lock.has_usb = false;
    doctor_check_lock(&exam);
    lock.is_in_force = false;
    doctor_check_lock(&exam);
    assert_int_equal(exam.found, 2);
    assert_int_equal(fclose(terminal->admin.out), 0);
    assert_non_null(strstr(terminal->out, "ok   lock: none: consoles, keyboards and sticks work"));
    assert_non_null(strstr(terminal->out, "ok   lock: it holds\n"));
    assert_non_null(strstr(terminal->out, "look lock: usbguard does not run"));
    assert_non_null(strstr(terminal->out, "look lock: it holds from the next start on"));
}

static void note(const struct kiosk *kiosk, const char *name, const char *text)
{
    AUTO_FREE char *path = mem_format("%s/%s", kiosk->terminal->admin.update_folder, name);

    assert_true(file_replace(path, text, strlen(text), false, NULL));
}

static void the_last_update_is_told(void **state)
{
    struct kiosk *kiosk = *state;
    char folder[] = "/tmp/anjungan-last-XXXXXX";

    assert_non_null(mkdtemp(folder));
    kiosk->terminal->admin.update_folder = folder;
    expect(kiosk, "doctor", ADMIN_OK, "ok   update: there was none");
    note(kiosk, "last", "2026-11-23T02:31:10Z 0.2 serves in place of 0.1\n");
    expect(kiosk, "doctor", ADMIN_OK, "ok   update: 2026-11-23T02:31:10Z 0.2 serves");
    note(kiosk, "last", "2026-11-23T02:31:10Z took 0.2 back, 0.1 serves: dark\n");
    expect(kiosk, "doctor", ADMIN_FAILED, "look update: 2026-11-23T02:31:10Z took 0.2 back");
    note(kiosk, "last",
         "2026-11-23T02:31:10Z STUCK: 0.1 cannot be put back in place of 0.2: dpkg\n");
    expect(kiosk, "doctor", ADMIN_FAILED, "BAD  update: 2026-11-23T02:31:10Z STUCK");
    note(kiosk, "state", "installing 0.1 0.2 anjungan.service\n");
    expect(kiosk, "doctor", ADMIN_FAILED, "look update: one is under way, or was interrupted");
    for (size_t i = 0; i < 2; i++) {
        AUTO_FREE char *path = mem_format("%s/%s", folder, i ? "state" : "last");

        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kiosk, close_kiosk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_good_kiosk_has_nothing_to_be_looked_after),
        TEST(a_panel_too_small_for_fingers_is_told),
        TEST(the_last_update_is_told),
        TEST(a_lock_that_does_not_hold_is_told),
        TEST(each_line_of_json_is_one_object),
        TEST(every_trouble_of_a_printer_is_told_with_what_to_do),
        TEST(a_trouble_is_told_with_its_time),
        TEST(printers_are_listed_in_order_with_their_slips),
        TEST(slips_that_need_somebody_are_told),
        TEST(a_damaged_database_is_told_and_stays_where_it_is),
        TEST(config_catalogue_and_fonts_are_told),
        TEST(a_clock_that_is_wrong_is_told),
        TEST(the_way_to_the_office_is_told),
        TEST(a_disk_that_fills_up_is_told_in_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
