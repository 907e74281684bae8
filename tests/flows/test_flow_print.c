/* The real print process, cupsd and backend, and a virtual printer: a number becomes paper once. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "paper/slip.h"
#include "support/print_house.h"
#include "support/qr_read.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static int open_roll(void **state, int roll_mm)
{
    struct print_house *house = calloc(1, sizeof *house);

    assert_non_null(house);
    house_open(house, roll_mm);
    *state = house;
    return 0;
}

static int open_80(void **state)
{
    return open_roll(state, 80);
}

static int open_58(void **state)
{
    return open_roll(state, 58);
}

static int close_house(void **state)
{
    house_close(*state);
    free(*state);
    return 0;
}

/* The slip on paper is the drawing, dot by dot, and a phone reads the number from it. */
static void assert_paper_is(struct print_house *house, const struct ticket *ticket, int copy)
{
    struct escpos_slip paper;
    struct slip *slip = NULL;
    size_t bytes = 0;
    char code[128] = "";
    char expected[TICKET_QR_TEXT];
    struct err err = {0};

    house_read_slip(house, &paper);
    if (!slip_ticket(&slip, house->roll_mm == 58 ? SLIP_58MM : SLIP_80MM, desk_catalog(house->desk),
                     ticket, copy, &err))
        fail_msg("%s", err.text);
    AUTO_FREE uint8_t *drawn = slip_bitmap(slip, &bytes);
    assert_int_equal(paper.width, house->roll_mm == 58 ? 384 : 576);
    assert_int_equal(paper.height, slip_height_dots(slip));
    assert_memory_equal(paper.bits, drawn, bytes);
    assert_true(qr_read(paper.bits, paper.width, paper.height, code, sizeof code));
    assert_true(queue_format_qr(expected, "pekanbaru", ticket->issued_at_ms, 7 * 60, ticket->number,
                                ticket->code));
    assert_string_equal(code, expected);
    escpos_slip_clear(&paper);
    slip_free(slip);
}

static void ticket_comes_out_once_as_it_was_drawn(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    house_start_print(house, NULL, NULL);
    for (int i = 1; i <= 3; i++) {
        house_issue(house, &ticket, &job);
        int64_t took = house_wait_slips(house, i, 5000);
        house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 5000);
        print_message("number to paper: %lld ms\n", (long long)took);
        assert_paper_is(house, &ticket, 0);
    }
    house_pause(500);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 3);
    assert_int_equal(house_count(house->paper, ".png", NULL), 3);
    assert_true(WIFEXITED(house_stop_print(house, SIGTERM)));
}

static void slips_made_before_the_start_come_out_in_order(void **state)
{
    struct print_house *house = *state;
    struct ticket tickets[2];
    struct print_job jobs[2];
    struct uuid request = uuid_v4();
    struct err err = {0};
    int64_t list = 0;

    house_issue(house, &tickets[0], &jobs[0]);
    house_issue(house, &tickets[1], &jobs[1]);
    if (!desk_print_list(house->desk, &request, SLIP_REQUIREMENTS, "sip", "en", &list, &err))
        fail_msg("%s", err.text);
    house_start_print(house, NULL, NULL);
    house_wait_slips(house, 3, 8000);
    assert_true(desk_job(house->desk, list, &jobs[0], NULL));
    house_wait_job(house, &jobs[0], PRINT_PRINTED, TROUBLE_NONE, 3000);
    house_wait_job(house, &jobs[1], PRINT_PRINTED, TROUBLE_NONE, 3000);
}

static void copy_is_marked_on_paper(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    house_start_print(house, NULL, NULL);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 5000);
    assert_true(desk_print_again(house->desk, &ticket.id, &job, NULL));
    assert_int_equal(job.copy, 1);
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 5000);
    assert_paper_is(house, &ticket, 1);
}

static void missing_queue_and_missing_cupsd_are_trouble_until_they_are_there(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    house_start_print(house, NULL, "no-such-queue");
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_QUEUED, TROUBLE_NO_PRINTER, 3000);
    (void)house_stop_print(house, SIGTERM);
    house_start_print(house, "/tmp/anjungan-no-such-socket", NULL);
    house_pause(1500);
    house_wait_job(house, &job, PRINT_QUEUED, TROUBLE_NO_PRINTER, 3000);
    (void)house_stop_print(house, SIGTERM);
    house_start_print(house, NULL, "");
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 5000);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 1);
}

static void connection_lost_while_printing_is_uncertain_and_blocks_nobody(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    house_start_print(house, NULL, NULL);
    house_fault(house, "drop", true);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_UNCERTAIN, TROUBLE_NONE, 6000);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 6000);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 1);
    house_fault(house, "drop-after", true);
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_UNCERTAIN, TROUBLE_NONE, 6000);
    house_pause(1000);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 2);
}

static void killed_print_process_neither_loses_nor_doubles_slips(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job jobs[20];
    unsigned seed = 20261123;
    int done = 0;

    print_message("seed %u\n", seed);
    for (int i = 0; i < 20; i++) {
        house_start_print(house, NULL, NULL);
        house_issue(house, &ticket, &jobs[i]);
        seed = seed * 1103515245u + 12345u;
        house_pause((int64_t)(seed >> 16) % 60);
        assert_true(WIFSIGNALED(house_stop_print(house, SIGKILL)));
    }
    house_start_print(house, NULL, NULL);
    for (int i = 0; i < 20; i++) {
        house_wait_job(house, &jobs[i], PRINT_PRINTED, TROUBLE_NONE, 10000);
        done++;
    }
    house_pause(500);
    assert_int_equal(done, 20);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 20);
}

/* Width and length of the page in mm, as pdfinfo tells. */
static void read_page(char *path, double *width_mm, double *length_mm)
{
    char output[HOUSE_OUTPUT];
    char *info[] = {(char *)(uintptr_t) "pdfinfo", path, NULL};
    double width = 0;
    double length = 0;

    assert_int_equal(house_run(info, output), 0);
    const char *at = strstr(output, "Page size:");
    assert_non_null(at);
    assert_int_equal(sscanf(at, "Page size: %lf x %lf", &width, &length), 2);
    assert_non_null(strstr(output, "Pages:           1\n"));
    *width_mm = width / 72 * 25.4;
    *length_mm = length / 72 * 25.4;
}

static void ipp_printer_gets_a_page_that_it_lists_and_its_own_word_is_the_proof(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    char paper[HOUSE_PATH];
    char path[HOUSE_PATH];
    double width = 0;
    double length = 0;

    if (!house_add_ipp(house, paper))
        skip();
    house_start_print(house, NULL, "roll");
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, 15000);
    assert_int_equal(house_count(paper, ".pdf", path), 1);
    read_page(path, &width, &length);
    print_message("page %.1f x %.1f mm\n", width, length);
    assert_true(width > 79.5 && width < 80.5);
    assert_true(length > 119.5 && length < 120.5); /* the slip is 108 mm; 80 would be too short */
}

static void plain_raw_queue_prints_but_proves_nothing(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    char port_file[HOUSE_PATH];
    char uri[HOUSE_PATH];
    AUTO_FREE char *port = NULL;
    size_t len = 0;
    char *add[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                   (char *)(uintptr_t) "-p",
                   (char *)(uintptr_t) "raw",
                   (char *)(uintptr_t) "-E",
                   (char *)(uintptr_t) "-v",
                   uri,
                   (char *)(uintptr_t) "-m",
                   (char *)(uintptr_t) "raw",
                   NULL};

    assert_true(text_format(port_file, sizeof port_file, "%s/printer/port", house->directory));
    assert_true(file_read(port_file, 16, &port, &len, NULL));
    assert_true(text_format(uri, sizeof uri, "socket://127.0.0.1:%.*s/?snmp=false",
                            (int)strcspn(port, "\n"), port));
    assert_int_equal(house_run(add, NULL), 0);
    house_start_print(house, NULL, "raw");
    house_issue(house, &ticket, &job);
    house_wait_job(house, &job, PRINT_UNCERTAIN, TROUBLE_NONE, 10000);
    house_wait_slips(house, 1, 2000);
    assert_paper_is(house, &ticket, 0);
}

#define FLOW_80(test) cmocka_unit_test_setup_teardown(test, open_80, close_house)
#define FLOW_58(test)                                                                              \
    {                                                                                              \
#test " (58 mm)", test, open_58, close_house, NULL                                         \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        FLOW_80(ticket_comes_out_once_as_it_was_drawn),
        FLOW_58(ticket_comes_out_once_as_it_was_drawn),
        FLOW_80(slips_made_before_the_start_come_out_in_order),
        FLOW_80(copy_is_marked_on_paper),
        FLOW_80(missing_queue_and_missing_cupsd_are_trouble_until_they_are_there),
        FLOW_80(connection_lost_while_printing_is_uncertain_and_blocks_nobody),
        FLOW_80(killed_print_process_neither_loses_nor_doubles_slips),
        FLOW_80(ipp_printer_gets_a_page_that_it_lists_and_its_own_word_is_the_proof),
        FLOW_80(plain_raw_queue_prints_but_proves_nothing),
    };
    struct err err = {0};

    if (!i18n_open(BINARY_DIR "/share/locale", &err)
        || !paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    paper_close();
    return failed;
}
