/* What is said of a number, and which numbers are missing. */
#include "office/web/fate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct office_ticket number_of(const char *series, int64_t seq)
{
    return (struct office_ticket){.kiosk = "k",
                                  .device = "K1",
                                  .session = "s",
                                  .number = "A-001",
                                  .series = series,
                                  .seq = seq,
                                  .slip = "printed",
                                  .slip_trouble = "",
                                  .state = "waiting",
                                  .wait_ms = -1,
                                  .service_ms = -1};
}

static void assert_paper(const struct office_ticket *ticket, const char *wanted, enum notice kind)
{
    enum notice said;
    char words[96];

    fate_paper_words(ticket, words, sizeof words, &said);
    assert_string_equal(words, wanted);
    assert_int_equal(said, kind);
}

static void every_fate_has_a_word_of_its_own(void **state)
{
    enum fate found;

    (void)state;
    for (int i = 0; i < FATES; i++) {
        assert_true(fate_from_key(fate_key((enum fate)i), &found));
        assert_int_equal(found, i);
        assert_true(fate_words((enum fate)i)[0] != '\0');
    }
    assert_false(fate_from_key("entah", &found));
}

static void states_are_told_as_officers_call_them(void **state)
{
    static const struct {
        const char *state, *words;
        enum ticket_state is;
        enum fate fate;
    } rows[] = {
        {"waiting", "Menunggu", TICKET_WAITING, FATE_OF_WAITING},
        {"called", "Dipanggil", TICKET_CALLED, FATE_OF_CALLED},
        {"serving", "Dilayani", TICKET_SERVING, FATE_OF_CALLED},
        {"finished", "Selesai", TICKET_DONE, FATE_OF_FINISHED},
        {"skipped", "Dilewati", TICKET_SKIPPED, FATE_OF_SKIPPED},
        {"voided", "Dibatalkan", TICKET_VOID, FATE_OF_VOIDED},
    };
    struct office_ticket ticket = number_of("A", 1);
    enum notice kind;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ticket.state = rows[i].state;
        assert_string_equal(fate_state_words(&ticket, &kind), rows[i].words);
        assert_int_equal(fate_state(&ticket), rows[i].is);
        assert_true(fate_is(rows[i].fate, &ticket));
        assert_true(fate_is(FATE_ANY, &ticket));
        assert_false(fate_is(FATE_MISSING, &ticket));
    }
}

static void a_slip_is_told_with_its_trouble(void **state)
{
    struct office_ticket ticket = number_of("A", 1);

    (void)state;
    ticket.slip_trouble = "paper_out";
    assert_paper(&ticket, "Tercetak", NOTICE_GOOD); /* it came out after all */
    ticket.slip = "failed";
    assert_paper(&ticket, "Gagal dicetak: kertas habis", NOTICE_DANGER);
    ticket.slip_trouble = "asteroid";
    assert_paper(&ticket, "Gagal dicetak: sebab tidak diketahui", NOTICE_DANGER);
    ticket.slip = "uncertain";
    ticket.slip_trouble = "";
    assert_paper(&ticket, "Tidak pasti tercetak", NOTICE_WARNING);
    ticket.slip = "";
    assert_paper(&ticket, "Belum ada kabar", NOTICE_INFO);
}

static void a_number_on_the_screen_is_not_unprinted(void **state)
{
    struct office_ticket ticket = number_of("A", 1);

    (void)state;
    assert_false(fate_is(FATE_UNPRINTED, &ticket));
    ticket.slip = "failed";
    assert_true(fate_is(FATE_UNPRINTED, &ticket));
    ticket.is_on_screen = true;
    assert_false(fate_is(FATE_UNPRINTED, &ticket));
    assert_paper(&ticket, "Tampil di layar", NOTICE_INFO);
}

static void assert_gap(const struct office_ticket *previous, const struct office_ticket *next,
                       int64_t from, int64_t until)
{
    struct fate_gap gap = fate_gap_between(previous, next);

    assert_int_equal(gap.from, from);
    assert_int_equal(gap.until, until);
}

static void missing_numbers_are_found_within_a_series_of_a_session(void **state)
{
    struct office_ticket first = number_of("A", 1), third = number_of("A", 3),
                         seventh = number_of("A", 7), other = number_of("B", 1),
                         afternoon = number_of("A", 2), unknown = number_of("A", 0);

    (void)state;
    assert_gap(NULL, &first, 0, -1);
    assert_gap(NULL, &third, 1, 2);
    assert_gap(&first, &third, 2, 2);
    assert_gap(&third, &seventh, 4, 6);
    assert_gap(&seventh, &other, 0, -1);
    afternoon.session = "s2";
    assert_gap(&seventh, &afternoon, 1, 1);
    unknown.number = ""; /* its events came before the one that issued it */
    assert_gap(&first, &unknown, 0, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fate_has_a_word_of_its_own),
        cmocka_unit_test(states_are_told_as_officers_call_them),
        cmocka_unit_test(a_slip_is_told_with_its_trouble),
        cmocka_unit_test(a_number_on_the_screen_is_not_unprinted),
        cmocka_unit_test(missing_numbers_are_found_within_a_series_of_a_session),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
