/* The officer's desk: calling, serving, the list, and numbers for who cannot use the kiosk. */
#include "screens/duty.h"

#include "desk/opening.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char permit[] = "sik-perekam-medis";

static bool is_enabled(struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget && widget->is_enabled;
}

static void take_three(struct stage *stage, struct ticket out[3])
{
    for (int i = 0; i < 3; i++)
        duty_take(stage, permit, false, &out[i]);
}

static void empty_queue_offers_no_call(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    assert_string_equal(stage_label(&stage, "state"), "Tidak ada yang dilayani");
    assert_true(stage_shows(&stage, "Tidak ada yang menunggu"));
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (0)");
    assert_false(is_enabled(&stage, "call-next"));
    assert_false(is_enabled(&stage, "recall"));
    assert_false(is_enabled(&stage, "skip"));
    stage_close(&stage);
}

static void call_next_calls_the_first_who_waits(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3], first;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (3)");
    stage_tap(&stage, "call-next");
    assert_string_equal(stage_label(&stage, "state"), "Sedang dipanggil");
    assert_string_equal(stage_label(&stage, "serving"), "A-001");
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (2)");
    assert_string_equal(stage_label(&stage, "row-1"), "A-002");
    first = duty_look(&stage, &tickets[0]);
    assert_int_equal(first.state, TICKET_CALLED);
    assert_string_equal(first.counter, "Loket 2");
    assert_string_equal(first.officer, "P-07");
    stage_close(&stage);
}

static void double_tap_calls_one(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];
    const struct widget *next;
    int x, y;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    next = stage_widget(&stage, "call-next");
    x = next->rect.x + next->rect.w / 2;
    y = next->rect.y + next->rect.h / 2;
    for (int i = 0; i < 2; i++) { /* the second one falls on "Mulai melayani" */
        stage_event(&stage, UI_DOWN, x, y);
        clock_fake_advance(stage.clock, 60);
        stage_event(&stage, UI_UP, x, y);
        clock_fake_advance(stage.clock, 90);
    }
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_CALLED);
    assert_int_equal(duty_look(&stage, &tickets[1]).state, TICKET_WAITING);
    stage_close(&stage);
}

static void three_recalls_then_skip_is_suggested(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "call-next");
    for (int i = 3; i > 0; i--) {
        char left[32];

        assert_true(snprintf(left, sizeof left, "sisa %d kali", i) > 0);
        assert_true(stage_shows(&stage, left));
        assert_string_equal(stage_label(&stage, "hint"), "Menunggu pemohon datang");
        stage_tap(&stage, "recall");
        assert_true(stage_shows(&stage, "dipanggil ulang"));
    }
    assert_int_equal(duty_look(&stage, &tickets[0]).calls, 4);
    assert_false(is_enabled(&stage, "recall"));
    assert_string_equal(stage_label(&stage, "hint"), "Sudah diulang tiga kali. Sebaiknya lewati.");
    stage_tap(&stage, "skip");
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_SKIPPED);
    assert_string_equal(stage_label(&stage, "state"), "Tidak ada yang dilayani");
    assert_string_equal(stage_label(&stage, "list-skipped"), "Dilewati (1)");
    stage_close(&stage);
}

static void skipped_one_comes_back_to_its_place(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "skip");
    stage_tap(&stage, "list-skipped");
    assert_string_equal(stage_label(&stage, "list-title"), "Dilewati (1)");
    assert_string_equal(stage_label(&stage, "row-1"), "A-001");
    stage_tap(&stage, "row-1");
    stage_tap(&stage, "sheet-restore");
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_WAITING);
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (3)"); /* none is skipped */
    assert_string_equal(stage_label(&stage, "row-1"), "A-001");
    stage_close(&stage);
}

static void skipped_one_is_called_again(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "skip");
    stage_tap(&stage, "list-skipped");
    stage_tap(&stage, "row-1");
    assert_string_equal(stage_label(&stage, "sheet-call"), "Panggil lagi");
    stage_tap(&stage, "sheet-call");
    assert_string_equal(stage_label(&stage, "serving"), "A-001");
    assert_string_equal(stage_label(&stage, "state"), "Sedang dipanggil");
    stage_close(&stage);
}

static void serving_then_next_finishes_in_one_tap(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "call-next");
    assert_null(stage_widget(&stage, "receipt"));
    stage_tap(&stage, "start");
    assert_string_equal(stage_label(&stage, "state"), "Sedang dilayani");
    assert_non_null(stage_widget(&stage, "receipt"));
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_SERVING);
    stage_tap(&stage, "call-next");
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_DONE);
    assert_int_equal(duty_look(&stage, &tickets[1]).state, TICKET_CALLED);
    assert_string_equal(stage_label(&stage, "serving"), "A-002");
    stage_close(&stage);
}

static void finish_leaves_the_counter_free(void **state)
{
    struct stage stage = {0};
    struct ticket ticket;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, &ticket);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "start");
    assert_false(is_enabled(&stage, "call-next")); /* nobody waits: "Selesai" is the way */
    stage_tap(&stage, "finish");
    assert_int_equal(duty_look(&stage, &ticket).state, TICKET_DONE);
    assert_string_equal(stage_label(&stage, "state"), "Tidak ada yang dilayani");
    stage_close(&stage);
}

static void receipt_opens_while_serving(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, NULL);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "start");
    stage_tap(&stage, "receipt");
    assert_string_equal(stage_screen(&stage), "staff-receipt");
    stage_close(&stage);
}

static void day_and_devices_are_one_tap_away(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    stage_tap(&stage, "day");
    assert_string_equal(stage_screen(&stage), "staff-day");
    stage_event(&stage, UI_KEY_BACK, 0, 0);
    stage_tap(&stage, "devices");
    assert_string_equal(stage_screen(&stage), "staff-devices");
    stage_close(&stage);
}

static void row_is_called_out_of_turn(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "row-3");
    assert_string_equal(stage_label(&stage, "sheet-title"), "A-003");
    stage_tap(&stage, "sheet-call");
    assert_string_equal(stage_label(&stage, "serving"), "A-003");
    stage_tap(&stage, "row-1"); /* somebody is called: that one first */
    assert_false(is_enabled(&stage, "sheet-call"));
    stage_tap(&stage, "sheet-close");
    assert_null(stage_widget(&stage, "dialog"));
    stage_close(&stage);
}

/* The place among a sheet's choices whose label is that. */
static const char *choice(struct stage *stage, const char *label)
{
    for (size_t i = 0; i < stage->list->widget_count; i++)
        if (strncmp(stage->list->widgets[i].name, "choice-", 7) == 0
            && strcmp(stage->list->widgets[i].label, label) == 0)
            return stage->list->widgets[i].name;
    fail_msg("no choice is called %s", label);
    return "";
}

static void waiting_one_moves_to_another_group(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3], moved;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "row-2");
    stage_tap(&stage, "sheet-move");
    stage_tap(&stage, choice(&stage, "Pengaduan"));
    moved = duty_look(&stage, &tickets[1]);
    assert_string_equal(moved.group_id, "pengaduan");
    assert_string_equal(moved.number, "A-002");
    assert_int_equal(moved.state, TICKET_WAITING);
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (2)");
    stage_close(&stage);
}

static void served_one_moves_to_a_counter(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3], moved;
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    assert_true(desk_take_counter(stage.desk, "Loket 1", "P-08", &err));
    take_three(&stage, tickets);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "start");
    stage_tap(&stage, "move");
    stage_tap(&stage, choice(&stage, "Loket 1"));
    moved = duty_look(&stage, &tickets[0]);
    assert_int_equal(moved.state, TICKET_WAITING);
    assert_string_equal(moved.for_counter, "Loket 1");
    assert_string_equal(stage_label(&stage, "state"), "Tidak ada yang dilayani");
    stage_close(&stage);
}

static void counter_without_officer_takes_nobody(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "row-1");
    stage_tap(&stage, "sheet-move");
    stage_tap(&stage, choice(&stage, "Loket 1"));
    assert_string_equal(duty_look(&stage, &tickets[0]).for_counter, "");
    assert_true(stage_shows(&stage, "Tidak ada petugas"));
    stage_close(&stage);
}

static void star_asks_why_and_gives_priority(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3], third;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "star-3");
    stage_tap(&stage, choice(&stage, "Ibu hamil atau menyusui"));
    third = duty_look(&stage, &tickets[2]);
    assert_true(third.is_priority);
    assert_string_equal(third.priority_reason, "pregnant");
    assert_string_equal(third.number, "A-003");
    assert_string_equal(stage_label(&stage, "row-1"), "A-003");
    stage_tap(&stage, "star-off-1");
    assert_false(duty_look(&stage, &tickets[2]).is_priority);
    assert_string_equal(stage_label(&stage, "row-1"), "A-001");
    stage_close(&stage);
}

static void void_needs_a_reason(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3], gone;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "row-1");
    stage_tap(&stage, "sheet-void");
    assert_int_equal(duty_look(&stage, &tickets[0]).state, TICKET_WAITING);
    stage_tap(&stage, choice(&stage, "Pemohon pergi"));
    gone = duty_look(&stage, &tickets[0]);
    assert_int_equal(gone.state, TICKET_VOID);
    assert_string_equal(gone.void_reason, "left");
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (2)");
    stage_close(&stage);
}

static void reprint_queues_a_copy(void **state)
{
    struct stage stage = {0};
    struct ticket ticket;
    struct print_job job;
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, &ticket);
    stage_move_job(&stage, PRINT_SENDING, TROUBLE_NONE);
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_tap(&stage, "reprint-1");
    assert_true(desk_ticket_job(stage.desk, &ticket.id, &job, &err));
    assert_int_equal(job.copy, 1);
    assert_int_equal(job.state, PRINT_QUEUED);
    assert_true(stage_shows(&stage, "salinan"));
    stage_close(&stage);
}

static void number_is_issued_for_the_chosen_group(void **state)
{
    struct stage stage = {0};
    struct ticket ticket = {0};
    struct print_job job;
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    assert_string_equal(stage_state(&stage, "group-A"), "selected");
    stage_tap(&stage, "group-B");
    assert_string_equal(stage_state(&stage, "group-B"), "selected");
    stage_tap(&stage, "issue-general");
    assert_int_equal(stage_count_tickets(&stage), 1);
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "B-001");
    assert_false(ticket.is_priority);
    assert_true(desk_ticket_job(stage.desk, &ticket.id, &job, &err));
    assert_true(strstr(stage_label(&stage, "toast"), "B-001") != NULL);
    stage_wait(&stage, 4500);
    assert_null(stage_widget(&stage, "toast"));
    stage_close(&stage);
}

static void priority_number_keeps_its_reason(void **state)
{
    struct stage stage = {0};
    struct ticket ticket = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    stage_tap(&stage, "issue-priority");
    assert_int_equal(stage_count_tickets(&stage), 0);
    stage_tap(&stage, choice(&stage, "Lansia (60 tahun ke atas)"));
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "P-001");
    assert_string_equal(ticket.priority_reason, "elder");
    assert_string_equal(stage_label(&stage, "row-1"), "P-001");
    stage_close(&stage);
}

static void number_is_read_out_when_the_printer_is_ill(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Kertas habis"));
    stage_tap(&stage, "issue-general");
    assert_true(strstr(stage_label(&stage, "toast"), "Bacakan") != NULL);
    stage_close(&stage);
}

static void two_numbers_are_two_commands(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    stage_tap_at_once(&stage, "issue-general");
    clock_fake_advance(stage.clock, 100);
    stage_tap_at_once(&stage, "issue-general"); /* a trembling hand */
    assert_int_equal(stage_count_tickets(&stage), 1);
    clock_fake_advance(stage.clock, 500);
    stage_tap(&stage, "issue-general");
    assert_int_equal(stage_count_tickets(&stage), 2);
    stage_close(&stage);
}

static void faster_colleague_is_told_and_the_list_read_again(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    stage_tap(&stage, "row-1");
    duty_colleague(&stage, ACT_CALL, &tickets[0]);
    stage_tap(&stage, "sheet-call");
    assert_true(strstr(stage_label(&stage, "toast"), "Rekan Anda lebih dahulu") != NULL);
    assert_string_equal(stage_label(&stage, "state"), "Tidak ada yang dilayani");
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (2)");
    assert_string_equal(duty_look(&stage, &tickets[0]).counter, "Loket 1");
    stage_close(&stage);
}

static void last_one_is_gone_before_the_tap(void **state)
{
    struct stage stage = {0};
    struct ticket ticket;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, &ticket);
    duty_colleague(&stage, ACT_CALL_NEXT, NULL);
    stage_tap(&stage, "call-next");
    assert_string_equal(stage_label(&stage, "toast"), "Tidak ada yang menunggu");
    assert_false(is_enabled(&stage, "call-next"));
    stage_close(&stage);
}

static void news_of_a_colleague_changes_the_list(void **state)
{
    struct stage stage = {0};
    struct ticket tickets[3];

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    take_three(&stage, tickets);
    duty_colleague(&stage, ACT_CALL_NEXT, NULL);
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "list-title"), "Menunggu (2)");
    assert_string_equal(stage_label(&stage, "row-1"), "A-002");
    stage_close(&stage);
}

static void long_queue_is_turned_by_buttons(void **state)
{
    struct stage stage = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    for (int i = 0; i < 14; i++)
        duty_take(&stage, permit, false, NULL);
    assert_string_equal(stage_label(&stage, "page"), "1/3");
    stage_tap(&stage, "page-down");
    assert_string_equal(stage_label(&stage, "row-1"), "A-007");
    stage_tap(&stage, "page-down");
    assert_string_equal(stage_label(&stage, "row-2"), "A-014");
    assert_null(stage_widget(&stage, "row-3"));
    assert_false(is_enabled(&stage, "page-down"));
    stage_tap(&stage, "page-up");
    assert_string_equal(stage_label(&stage, "page"), "2/3");
    stage_close(&stage);
}

static void timer_runs_only_while_somebody_is_here(void **state)
{
    struct stage stage = {0};
    int frames;

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, NULL);
    frames = stage.frames;
    stage_wait(&stage, 15000);
    assert_true(stage.frames - frames < 5);
    stage_tap(&stage, "call-next");
    frames = stage.frames;
    stage_wait(&stage, 12000);
    assert_true(stage.frames - frames >= 12);
    assert_string_equal(stage_label(&stage, "timer"), "00.12");
    stage_close(&stage);
}

static void what_is_not_ticked_is_shown(void **state)
{
    struct stage stage = {0};
    struct ticket ticket;
    struct err err = {0};
    const uint16_t unticked[] = {7, 8};
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = permit,
                                           .lang = "id",
                                           .unticked = unticked,
                                           .unticked_count = 2};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    assert_true(desk_issue_ticket(stage.desk, &request, &ticket, &err));
    stage_notice(&stage);
    stage_tap(&stage, "call-next");
    assert_string_equal(stage_label(&stage, "unticked"), "Belum dicentang: syarat 7 dan 8");
    stage_close(&stage);
}

static void number_is_issued_though_the_group_is_paused(void **state)
{
    struct stage stage = {0};
    struct ticket ticket = {0};
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, NULL);
    assert_true(desk_pause_group(stage.desk, "berkas", "P-07", "Rapat", &err));
    stage_notice(&stage);
    stage_tap(&stage, "issue-general");
    assert_non_null(stage_widget(&stage, "dialog"));
    assert_int_equal(stage_count_tickets(&stage), 1);
    stage_tap(&stage, choice(&stage, "Keperluan mendesak"));
    assert_null(stage_widget(&stage, "dialog"));
    assert_int_equal(stage_count_tickets(&stage), 2);
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "A-002");
    stage_close(&stage);
}

static void priority_number_stays_one_when_the_group_is_paused(void **state)
{
    struct stage stage = {0};
    struct ticket ticket = {0};
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_OFFICER);
    duty_take(&stage, permit, false, NULL);
    assert_true(desk_pause_group(stage.desk, "berkas", "P-07", "Rapat", &err));
    stage_tap(&stage, "issue-priority");
    stage_tap(&stage, choice(&stage, "Penyandang disabilitas"));
    stage_tap(&stage, choice(&stage, "Lainnya"));
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "P-001");
    assert_string_equal(ticket.priority_reason, "disability");
    stage_close(&stage);
}

static void closed_day_is_opened_first(void **state)
{
    struct stage stage = {0};
    struct err err = {0};

    (void)state;
    duty_open(&stage, STAFF_SUPERVISOR);
    duty_take(&stage, permit, false, NULL);
    assert_true(desk_close_day(stage.desk, "P-07", &err));
    stage_notice(&stage);
    stage_tap(&stage, "issue-general");
    assert_non_null(stage_widget(&stage, "dialog"));
    assert_null(stage_widget(&stage, "choice-1"));
    assert_true(stage_shows(&stage, "Hari ini"));
    stage_tap(&stage, "sheet-close");
    assert_null(stage_widget(&stage, "dialog"));
    assert_null(stage_widget(&stage, "toast"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_queue_offers_no_call),
        cmocka_unit_test(call_next_calls_the_first_who_waits),
        cmocka_unit_test(double_tap_calls_one),
        cmocka_unit_test(three_recalls_then_skip_is_suggested),
        cmocka_unit_test(skipped_one_comes_back_to_its_place),
        cmocka_unit_test(skipped_one_is_called_again),
        cmocka_unit_test(serving_then_next_finishes_in_one_tap),
        cmocka_unit_test(finish_leaves_the_counter_free),
        cmocka_unit_test(receipt_opens_while_serving),
        cmocka_unit_test(day_and_devices_are_one_tap_away),
        cmocka_unit_test(row_is_called_out_of_turn),
        cmocka_unit_test(waiting_one_moves_to_another_group),
        cmocka_unit_test(served_one_moves_to_a_counter),
        cmocka_unit_test(counter_without_officer_takes_nobody),
        cmocka_unit_test(star_asks_why_and_gives_priority),
        cmocka_unit_test(void_needs_a_reason),
        cmocka_unit_test(reprint_queues_a_copy),
        cmocka_unit_test(number_is_issued_for_the_chosen_group),
        cmocka_unit_test(priority_number_keeps_its_reason),
        cmocka_unit_test(number_is_read_out_when_the_printer_is_ill),
        cmocka_unit_test(two_numbers_are_two_commands),
        cmocka_unit_test(faster_colleague_is_told_and_the_list_read_again),
        cmocka_unit_test(last_one_is_gone_before_the_tap),
        cmocka_unit_test(news_of_a_colleague_changes_the_list),
        cmocka_unit_test(long_queue_is_turned_by_buttons),
        cmocka_unit_test(timer_runs_only_while_somebody_is_here),
        cmocka_unit_test(what_is_not_ticked_is_shown),
        cmocka_unit_test(number_is_issued_though_the_group_is_paused),
        cmocka_unit_test(priority_number_stays_one_when_the_group_is_paused),
        cmocka_unit_test(closed_day_is_opened_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
