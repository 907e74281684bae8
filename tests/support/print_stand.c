/* Brings up either printer, and tells it what to suffer from. */
#include "support/print_stand.h"

#include "base/file.h"
#include "base/text.h"
#include "support/patience.h"
#include "support/print_witness.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

int stand_count(const struct stand *stand)
{
    return house_count(stand->paper, stand->is_ipp ? ".pdf" : ".bin", NULL);
}

void stand_wait_paper(const struct stand *stand, int slips)
{
    int64_t from = house_now_ms();

    while (stand_count(stand) < slips && house_now_ms() - from < patience_ms(STAND_MENDED_MS))
        house_pause(10);
    assert_int_equal(stand_count(stand), slips);
}

void stand_tell_ipp(const struct stand *stand, const char *verb, const char *name,
                    const char *value)
{
    char directory[HOUSE_PATH];
    char *words[] = {(char *)(uintptr_t)SOURCE_DIR "/tests/support/ipp-printer",
                     (char *)(uintptr_t)verb,
                     directory,
                     (char *)(uintptr_t)name,
                     (char *)(uintptr_t)value,
                     NULL};

    assert_true(text_format(directory, sizeof directory, "%s/ipp", stand->house.directory));
    assert_int_equal(house_run(words, NULL), 0);
}

void stand_fault(const struct stand *stand, const char *name, bool is_on)
{
    char path[HOUSE_PATH * 2];

    assert_true(text_format(path, sizeof path, "%s/%s", stand->house.control, name));
    if (stand->is_ipp)
        stand_tell_ipp(stand, "fault", name, is_on ? "on" : "off");
    else if (is_on && text_equal(name, "slow"))
        assert_true(file_replace(path, "9", 1, false, NULL)); /* seconds for a slip */
    else if (is_on || access(path, F_OK) == 0)
        house_fault(&stand->house, name, is_on);
}

void stand_start_print(struct stand *stand)
{
    house_start_print(&stand->house, NULL, stand->is_ipp ? "roll" : NULL);
}

void stand_ask_now(struct stand *stand)
{
    (void)house_stop_print(&stand->house, SIGTERM);
    stand_start_print(stand);
}

void stand_print_next(struct stand *stand)
{
    int before = stand_count(stand);
    struct ticket ticket;
    struct print_job job;

    house_issue(&stand->house, &ticket, &job);
    house_wait_end(&stand->house, &job, PRINT_PRINTED, STAND_MENDED_MS);
    stand_wait_paper(stand, before + 1);
}

int stand_open(void **state)
{
    struct stand *stand = calloc(1, sizeof *stand);

    assert_non_null(stand);
    stand->is_long = getenv("ANJUNGAN_LONG") != NULL;
    house_open(&stand->house, 80);
    assert_true(text_copy(stand->paper, sizeof stand->paper, stand->house.paper));
    *state = stand;
    return 0;
}

int stand_close(void **state)
{
    struct stand *stand = *state;

    house_close(&stand->house);
    free(stand);
    return 0;
}

bool stand_take_ipp(struct stand *stand)
{
    stand->is_ipp = house_add_ipp(&stand->house, stand->paper);
    return stand->is_ipp;
}
