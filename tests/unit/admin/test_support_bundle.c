/* What leaves the machine with a support bundle: the state of it, and nobody in it. */
#include "admin/redact.h"
#include "admin/support.h"
#include "base/command.h"
#include "base/conf.h"
#include "base/mem.h"
#include "desk/complaints.h"
#include "desk/staff.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { UNPACKED_MOST = 4 << 20 };

/* --- the second lock ---------------------------------------------------------------------------- */

static const struct redact_name names[] = {{"Siti Rahmawati", "P-07"},
                                           {"Kak Ani, loket 1", "[help line]"}};

static void what_looks_like_a_person_or_a_secret_is_replaced(void **state)
{
    static const struct {
        const char *text, *clean;
    } rows[] = {
        {"nik 1471012309870001 ditolak", "nik [number] ditolak"},
        {"nik1471012309870001", "nik[number]"},
        {"hubungi 0812-3456-7890.", "hubungi [phone]."},
        {"hubungi +62 812 3456 7890!", "hubungi [phone]!"},
        {"tel:081234567890", "tel:[phone]"},
        {"a.b+c@kantor.go.id, ya", "[mail], ya"},
        {"ipp://admin:rahasia@printer/ipp", "ipp://[account]@printer/ipp"},
        {"token=abc123 next", "[secret] next"},
        {"\"password\": \"x y\"", "\"[secret] y\""},
        {"PIN: 123456", "[secret]"},
        {"key 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c", "key [key]"},
        {"Qm9iQWxpY2VTZWNyZXQxMjM0NTY3ODkw", "[key]"},
        {"SITI RAHMAWATI signed in, Rahmawati left", "P-07 signed in, P-07 left"},
        {"ask Kak Ani, loket 1 first", "ask [help line] first"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        AUTO_TEXT struct text clean = {0};

        text_init(&clean, 4096);
        redact_add(&clean, rows[i].text, names, ARRAY_LEN(names));
        assert_string_equal(clean.data, rows[i].clean);
    }
}

static void what_a_fault_is_found_by_stays(void **state)
{
    static const char *const rows[] = {
        "2026-11-23T10:45:49+0000 anjungan-print[1642]: job 812: printer offline, retry in 30 s",
        "anjungan-again@anjungan.service: Main process exited, code=killed, status=9/KILL",
        "ok   disk: /var/lib/anjungan: 28 % free, 72781 MB; A-014; P03; 192.168.10.24:631",
        "quarantine/2026-11-23T024100Z, 10:41 WIB 08.00-15.30, https://kantor.example:8443/v1",
        "0190f3a1-7c1e-7d2a-9b1c-3f2e1d0c9b8a kept",
        "Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        AUTO_TEXT struct text clean = {0};

        text_init(&clean, 4096);
        redact_add(&clean, rows[i], names, ARRAY_LEN(names));
        assert_string_equal(clean.data, rows[i]);
    }
}

/* --- the bundle --------------------------------------------------------------------------------- */

static void plant_people(struct terminal *terminal)
{
    struct desk *desk = NULL;
    struct complaint complaint;
    struct err err = {0};
    const struct officer officer = {.code = "P-07", .name = "Siti Rahmawati", .is_active = true};
    const struct complaint_request request = {.request = uuid_v4(),
                                              .text = "Petugas zzkeluhan loket dua terlalu lama.",
                                              .reply = REPLY_PHONE,
                                              .name = "Budi Zzpelapor",
                                              .contact = "0812 3456 7890",
                                              .has_consented = true,
                                              .lang = "id"};

    if (!desk_open(&desk, &terminal->admin.desk, &err)
        || !desk_add_officer(desk, &officer, "482913", &err)
        || !desk_file_complaint(desk, &request, &complaint, &err))
        fail_msg("%s", err.text);
    desk_close(desk);
}

/* The whole archive as tar unpacks it, with the names of its files. */
static void unpack(struct terminal *terminal, const struct support_facts *facts, struct text *out)
{
    AUTO_FREE char *path = mem_format("%s/bundle.tar.gz", terminal->state_dir);
    const char *const list[] = {"tar", "-tzf", path, NULL};
    const char *const content[] = {"tar", "-xOzf", path, NULL};
    struct err err = {0};
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    if (!support_bundle_write(&terminal->admin, facts, file, &err))
        fail_msg("%s", err.text);
    assert_int_equal(fclose(file), 0);
    text_init(out, UNPACKED_MOST);
    if (!command_run(list, NULL, out, &err) || !command_run(content, NULL, out, &err))
        fail_msg("%s", err.text);
    assert_false(out->overflow);
}

static void the_bundle_shows_the_machine_and_nobody_in_it(void **state)
{
    static const struct conf_option options[] = {
        {"help", "line", CONF_WORDS, 0, 120, NULL, "", "Who to ask."},
        {"device", "id", CONF_STRING, 1, 16, NULL, "K1", "Its name."},
    };
    static const char settings[] =
        "[help]\nline = Kak Ani, loket 1, 0813-9999-8888\n[device]\nid = K7\n";
    static const char *const there[] = {
        "anjungan-K7-2026-11-23/doctor.txt",
        "journal.txt",
        "units.txt",
        "id = K7",
        "role lobby",
        "office uji",
        "Anjungan ",
        "ok   database: sound",
        "BAD  config: ",
        "(left out)",
        "printer 1",
        "ipp://[account]@printer/ipp",
        "officer                         1",
        "complaint                       1",
    };
    static const char *const gone[] = {
        "Rahmawati", "zzkeluhan", "Zzpelapor",        "3456",    "482913", "rahasia",
        "9999",      "Kak Ani",   "1471012309870001", "zztoken",
    };
    struct terminal *terminal = *state;
    AUTO_TEXT struct text unpacked = {0};
    struct conf *conf = NULL;
    struct err err = {0};

    plant_people(terminal);
    assert_true(
        conf_parse(&conf, "x", settings, strlen(settings), options, ARRAY_LEN(options), &err));
    terminal->machine.config_fault = "x:3: token=zztoken of Rahmawati, 1471012309870001";
    (void)text_copy(terminal->printers[0].device, sizeof terminal->printers[0].device,
                    "ipp://admin:rahasia@printer/ipp");
    unpack(terminal,
           &(struct support_facts){.device = "K7",
                                   .role = "lobby",
                                   .office = "uji",
                                   .help_line = "Kak Ani, loket 1, 0813-9999-8888",
                                   .conf = conf},
           &unpacked);
    conf_free(conf);
    for (size_t i = 0; i < ARRAY_LEN(there); i++) {
        if (!strstr(unpacked.data, there[i]))
            fail_msg("not there: %s\n%s", there[i], unpacked.data);
    }
    for (size_t i = 0; i < ARRAY_LEN(gone); i++) {
        if (strstr(unpacked.data, gone[i]))
            fail_msg("it is there: %s\n%s", gone[i], strstr(unpacked.data, gone[i]));
    }
}

/* Then more than ever somebody needs it. */
static void without_a_database_there_is_a_bundle_all_the_same(void **state)
{
    struct terminal *terminal = *state;
    AUTO_TEXT struct text unpacked = {0};
    struct conf *conf = NULL;
    struct err err = {0};

    assert_true(conf_parse(&conf, "x", "", 0, NULL, 0, &err));
    unpack(terminal,
           &(struct support_facts){
               .device = "K1", .role = "lobby", .office = "uji", .help_line = "", .conf = conf},
           &unpacked);
    conf_free(conf);
    assert_non_null(strstr(unpacked.data, "look database: there is no "));
}

static void a_full_disk_under_the_bundle_is_told(void **state)
{
    struct terminal *terminal = *state;
    struct conf *conf = NULL;
    struct err err = {0};
    FILE *full = fopen("/dev/full", "w");

    assert_non_null(full);
    assert_true(conf_parse(&conf, "x", "", 0, NULL, 0, &err));
    assert_false(support_bundle_write(
        &terminal->admin,
        &(struct support_facts){
            .device = "K1", .role = "lobby", .office = "uji", .help_line = "", .conf = conf},
        full, &err));
    assert_int_equal(err.code, ERR_IO);
    conf_free(conf);
    (void)fclose(full);
}

#define TERMINAL(test) cmocka_unit_test_setup_teardown(test, terminal_set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_looks_like_a_person_or_a_secret_is_replaced),
        cmocka_unit_test(what_a_fault_is_found_by_stays),
        TERMINAL(the_bundle_shows_the_machine_and_nobody_in_it),
        TERMINAL(without_a_database_there_is_a_bundle_all_the_same),
        TERMINAL(a_full_disk_under_the_bundle_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
