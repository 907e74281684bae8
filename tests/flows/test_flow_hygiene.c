/* What a visitor has ticked is gone when the visit is over: from the memory of the screen's process,
 * the widget tree, the database and the logs. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include "support/memory_scan.h"
#include "support/patience.h"
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <cmocka.h>

enum {
    WIDTH = 540,
    HEIGHT = 960,
    SECOND = 1000,
    LATE_FRAMES_MS = 10000,
    FILE_MAX = 64 << 20,
    FIRST_WORD = 0,
    HEADING = 4
};

/* The permit with eleven requirements, and which of them this visitor has brought. */
static const char service[] = "service-3";
static const int brought[] = {1, 3, 4, 6, 8, 9, 11};
static const uint8_t ticks[32] = {0xad, 0x05}; /* the same as bits of the visit */

/* How the confirmation counts what is missing. */
static const char heading[] = "4 requirements not ticked";

/* The trace: how the screen says it, aloud and written, in the codings that libraries use. */
static const struct trace {
    const char *name;
    const void *bytes;
    size_t len;
} traces[] = {
    {"7 of 11", "7 of 11", 7},
    {"7/11", "7/11", 4},
    {"7 of 11 in UTF-16", u"7 of 11", 14},
    {"7 of 11 in UTF-32", U"7 of 11", 28},
    {"4 requirements not ticked", heading, sizeof heading - 1},
};

static size_t scan(struct lobby *lobby, const struct memory_search *search, const char *name,
                   const char *when)
{
    struct memory_hits hits;

    if (!memory_scan(lobby->kiosk, search, &hits)) {
        print_message("SKIP: the memory of a process of one's own cannot be read here\n");
        skip();
    }
    assert_true(hits.bytes > 1 << 20);
    for (size_t i = 0; i < hits.count && i < MEMORY_HITS; i++)
        print_message("%s: %s at %llx %s\n", when, name, (unsigned long long)hits.at[i],
                      hits.map[i]);
    return hits.count;
}

static size_t scan_words(struct lobby *lobby, size_t trace, const char *when)
{
    const struct memory_search search = {
        .needle = traces[trace].bytes, .len = traces[trace].len, .alignment = 1};

    return scan(lobby, &search, traces[trace].name, when);
}

static size_t scan_ticks(struct lobby *lobby, const char *when)
{
    const struct memory_search search = {
        .needle = ticks, .len = sizeof ticks, .alignment = 8, .is_writable_only = true};

    return scan(lobby, &search, "the ticks", when);
}

/* Some frames after the last are still drawn over what was there before, on a busy machine late. */
static void assert_memory_is_clean(struct lobby *lobby, const char *when)
{
    size_t found = 1;

    for (int64_t from = view_now_ms(); found > 0 && view_now_ms() - from < LATE_FRAMES_MS;) {
        view_pause(300);
        found = scan_ticks(lobby, when);
        for (size_t i = 0; i < ARRAY_LEN(traces); i++)
            found += scan_words(lobby, i, when);
    }
    assert_int_equal(found, 0);
}

static void wait_until_found(struct lobby *lobby, size_t trace, const char *when)
{
    int64_t from = view_now_ms();

    while (scan_words(lobby, trace, when) == 0) {
        if (view_now_ms() - from > patience_ms(300))
            fail_msg("%s: no %s in memory, so that the search proves nothing", when,
                     traces[trace].name);
        view_pause(50);
    }
}

static void wait_for_words(struct lobby *lobby, const char *widget, const char *wanted)
{
    char words[256] = "";

    for (int64_t from = view_now_ms(); !strstr(words, wanted); view_pause(15)) {
        lobby_label(lobby, widget, words, sizeof words);
        if (view_now_ms() - from > patience_ms(300))
            fail_msg("%s says %s, wanted %s", widget, words, wanted);
    }
}

static bool file_has(const char *path, const char *part)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct err err;

    return file_read(path, FILE_MAX, &bytes, &len, &err)
           && memmem(bytes, len, part, strlen(part)) != NULL;
}

static void assert_files_are_clean(struct lobby *lobby)
{
    DIR *dir = opendir(lobby->state);
    int files = 0;

    assert_non_null(dir);
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        char path[LOBBY_PATH + 256];

        assert_true(text_format(path, sizeof path, "%s/%s", lobby->state, file->d_name));
        assert_false(file_has(path, "7 of 11"));
        assert_false(file_has(path, "7/11"));
        files++;
    }
    closedir(dir);
    assert_true(files > 2);
    assert_false(file_has(lobby->tree, "7 of 11"));
    assert_false(file_has(lobby->tree, "7/11"));
    assert_false(lobby_log_has(lobby, "7 of 11"));
    assert_true(lobby_log_has(lobby, "<7>")); /* the log says all that it ever says */
}

static void assert_tree_is_indonesian(struct lobby *lobby)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    assert_non_null(tree);
    assert_string_equal(json_string(json_get(tree, "lang")), "id");
    assert_string_equal(json_string(json_get(tree, "screen")), "attract");
}

/* A visit in English as far as the ticked list; the trace is there, or the search finds nothing. */
static void tick(struct lobby *lobby)
{
    lobby_expect(lobby, "attract", 10 * SECOND);
    assert_memory_is_clean(lobby, "before the visit");
    lobby_tap(lobby, "start-en");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, service);
    lobby_expect(lobby, "requirements", 5 * SECOND);
    for (size_t i = 0; i < ARRAY_LEN(brought); i++) {
        char name[16];

        assert_true(text_format(name, sizeof name, "item-%d", brought[i]));
        if (!lobby_has(lobby, name))
            lobby_tap(lobby, "page-down");
        lobby_tap(lobby, name);
    }
    wait_for_words(lobby, "brought", "7 of 11");
    assert_true(file_has(lobby->tree, "7 of 11"));
    wait_until_found(lobby, FIRST_WORD, "during the visit");
    assert_true(scan_ticks(lobby, "during the visit") > 0);
}

/* On to the confirmation, which names what was not ticked. */
static void look_at_confirmation(struct lobby *lobby)
{
    lobby_tap(lobby, "take");
    lobby_expect(lobby, "confirm", 5 * SECOND);
    wait_until_found(lobby, HEADING, "before the number");
}

static void assert_nothing_is_left(struct lobby *lobby)
{
    lobby_expect(lobby, "attract", 5 * SECOND);
    assert_memory_is_clean(lobby, "after the visit");
    assert_tree_is_indonesian(lobby);
    assert_files_are_clean(lobby);
}

static int open_kiosk(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    lobby_configure(lobby, "[time]\nidle_percent = 50\n[print]\nbackend = folder\n"
                           "[debug]\nlog = debug\n");
    lobby_start(lobby, NULL);
    *state = lobby;
    return 0;
}

static int close_kiosk(void **state)
{
    lobby_close(*state);
    free(*state);
    return 0;
}

static void finish_button_of_the_idle_warning_leaves_nothing(void **state)
{
    struct lobby *lobby = *state;

    tick(lobby);
    look_at_confirmation(lobby);
    lobby_tap(lobby, "nav-home");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "idle-end"); /* it comes after 15 s */
    assert_nothing_is_left(lobby);
}

static void visit_that_was_walked_away_from_leaves_nothing(void **state)
{
    struct lobby *lobby = *state;

    tick(lobby);
    lobby_tap(lobby, "nav-home");
    int64_t took = lobby_expect(lobby, "attract", 40 * SECOND); /* 15 s, and the warning's 20 s */
    print_message("timed out after %lld ms\n", (long long)took);
    assert_true(took >= 30 * SECOND);
    assert_nothing_is_left(lobby);
}

static void visit_that_ends_with_a_number_leaves_nothing(void **state)
{
    struct lobby *lobby = *state;

    tick(lobby);
    lobby_start_print(lobby);
    look_at_confirmation(lobby);
    lobby_tap(lobby, "take-general");
    lobby_expect(lobby, "ticket", 10 * SECOND);
    lobby_finish(lobby);
    assert_nothing_is_left(lobby);
    lobby_stop_print(lobby);
}

#define KIOSK(test) cmocka_unit_test_setup_teardown(test, open_kiosk, close_kiosk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KIOSK(finish_button_of_the_idle_warning_leaves_nothing),
        KIOSK(visit_that_was_walked_away_from_leaves_nothing),
        KIOSK(visit_that_ends_with_a_number_leaves_nothing),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
