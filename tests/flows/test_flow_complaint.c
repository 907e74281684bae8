/* A complaint through the whole product: typed by touch, sealed on disk, its receipt on paper; and when
 * the visit is over, words and phone number are nowhere but under the seal. */
#include "base/file.h"
#include "base/mem.h"
#include "support/escpos_decode.h"
#include "support/lobby.h"
#include "support/memory_scan.h"
#include "support/patience.h"
#include "support/print_house.h"
#include "support/qr_read.h"
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000, LATE_FRAMES_MS = 10000, FILE_MAX = 64 << 20 };

/* Words that stand nowhere in the product, and a number of nobody's. */
#define WORDS "gajah ungu"
#define PHONE "0899776655"

static const struct trace {
    const char *name;
    const void *bytes;
    size_t len;
} traces[] = {
    {"the words", "ajah ungu", 9}, /* without the letter that became a capital */
    {"the words in UTF-16", u"ajah ungu", 18},
    {"the words in UTF-32", U"ajah ungu", 36},
    {"the phone number", PHONE, sizeof PHONE - 1},
    {"the phone number in UTF-16", u"0899776655", 20},
    {"the phone number in UTF-32", U"0899776655", 40},
};

struct scene {
    struct lobby lobby;
    struct print_house house;
};

static int open_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    char config[256];

    assert_non_null(scene);
    lobby_open(&scene->lobby, WIDTH, HEIGHT);
    house_open(&scene->house, 80);
    assert_true(text_format(config, sizeof config, "[print]\nqueue = %s\n[debug]\nlog = debug\n",
                            scene->house.queue));
    lobby_configure(&scene->lobby, config);
    *state = scene;
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;

    lobby_close(&scene->lobby);
    house_close(&scene->house);
    free(scene);
    return 0;
}

static void type(struct lobby *lobby, const char *text)
{
    for (; *text; text++) {
        char name[16];

        assert_true(text_format(name, sizeof name, *text == ' ' ? "key-space" : "key-%c", *text));
        lobby_tap(lobby, name);
    }
}

/* How often that trace is found in the memory of the screen's process. */
static size_t scan(const struct lobby *lobby, const struct trace *trace, struct memory_hits *hits)
{
    const struct memory_search search = {.needle = trace->bytes, .len = trace->len, .alignment = 1};

    if (!memory_scan(lobby->kiosk, &search, hits)) {
        print_message("SKIP: the memory of a process of one's own cannot be read here\n");
        skip();
    }
    assert_true(hits->bytes > 1 << 20);
    return hits->count;
}

static size_t count_traces(const struct lobby *lobby)
{
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_LEN(traces); i++) {
        struct memory_hits hits;

        count += scan(lobby, &traces[i], &hits);
        for (size_t h = 0; h < hits.count && h < MEMORY_HITS; h++)
            print_message("%s at %llx %s\n", traces[i].name, (unsigned long long)hits.at[h],
                          hits.map[h]);
    }
    return count;
}

/* Some frames after the last are still drawn over what was there before, on a busy machine late. */
static void assert_memory_is_clean(const struct lobby *lobby)
{
    size_t count = 1;

    for (int64_t from = view_now_ms(); count > 0 && view_now_ms() - from < LATE_FRAMES_MS;) {
        view_pause(300);
        count = count_traces(lobby);
    }
    assert_int_equal(count, 0);
}

static bool file_has(const char *path, const char *part)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct err err;

    return file_read(path, FILE_MAX, &bytes, &len, &err)
           && memmem(bytes, len, part, strlen(part)) != NULL;
}

static void assert_file_is_clean(const char *path)
{
    if (file_has(path, "ajah ungu") || file_has(path, PHONE))
        fail_msg("%s tells what was typed", path);
}

static void assert_folder_is_clean(const char *folder, int least)
{
    DIR *dir = opendir(folder);
    int files = 0;

    assert_non_null(dir);
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        char path[LOBBY_PATH + 256];

        assert_true(text_format(path, sizeof path, "%s/%s", folder, file->d_name));
        assert_file_is_clean(path);
        files++;
    }
    closedir(dir);
    assert_true(files > least);
}

/* From the inviting screen to the last step. */
static void write_complaint(struct lobby *lobby)
{
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "complain");
    lobby_expect(lobby, "complaint-text", 5 * SECOND);
    type(lobby, WORDS);
    lobby_tap(lobby, "next");
    lobby_expect(lobby, "complaint-contact", 5 * SECOND);
    lobby_tap(lobby, "phone");
    lobby_tap(lobby, "contact");
    type(lobby, PHONE);
    lobby_tap(lobby, "key-ok");
    lobby_tap(lobby, "consent");
    lobby_tap(lobby, "next");
    lobby_expect(lobby, "complaint-check", 5 * SECOND);
    for (size_t i = 0; i < ARRAY_LEN(traces); i += 3) { /* or the search would find nothing */
        struct memory_hits hits;

        for (int64_t from = view_now_ms(); scan(lobby, &traces[i], &hits) == 0; view_pause(50))
            assert_true(view_now_ms() - from < patience_ms(300));
    }
}

static void assert_nothing_is_left(struct scene *scene)
{
    struct lobby *lobby = &scene->lobby;

    lobby_expect(lobby, "attract", 5 * SECOND);
    assert_memory_is_clean(lobby);
    assert_folder_is_clean(lobby->state, 2);
    assert_folder_is_clean(scene->house.paper, 0);
    assert_file_is_clean(lobby->tree);
    assert_file_is_clean(lobby->log);
}

/* Off the paper a phone reads office, number and the code that the screen told. */
static void assert_paper_bears(struct scene *scene, const char *number, const char *code)
{
    struct escpos_slip paper;
    char found[128] = "", expected[64];

    house_wait_slips(&scene->house, 1, 10 * SECOND);
    house_read_slip(&scene->house, &paper);
    assert_true(qr_read(paper.bits, paper.width, paper.height, found, sizeof found));
    assert_true(text_format(expected, sizeof expected, "ANJ1:PEKANBARU:D:%s:%s", number, code));
    assert_string_equal(found, expected);
    escpos_slip_clear(&paper);
}

static void complaint_is_on_paper_and_its_words_are_nowhere_else(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[32], code[32];

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    write_complaint(lobby);
    lobby_tap(lobby, "send");
    lobby_expect(lobby, "complaint-sent", 5 * SECOND);
    lobby_label(lobby, "number", number, sizeof number);
    lobby_label(lobby, "code", code, sizeof code);
    assert_string_equal(number, "PD-1001");
    lobby_tap(lobby, "print");
    assert_paper_bears(scene, number, code + strlen(code) - 4);
    lobby_tap(lobby, "done");
    assert_nothing_is_left(scene);
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void complaint_that_was_given_up_leaves_nothing(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;

    lobby_start(lobby, NULL);
    write_complaint(lobby);
    lobby_tap(lobby, "nav-home");
    lobby_tap(lobby, "leave-end");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_expect(lobby, "attract", 60 * SECOND); /* by itself: nothing is left to ask about */
    assert_memory_is_clean(lobby);
    assert_folder_is_clean(lobby->state, 2);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, open_scene, close_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(complaint_is_on_paper_and_its_words_are_nowhere_else),
        SCENE(complaint_that_was_given_up_leaves_nothing),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
