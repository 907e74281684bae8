/* Memory and arenas. */
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed_and_strings_are_copied(void **state)
{
    AUTO_FREE unsigned char *bytes = mem_zalloc(3, 5);
    AUTO_FREE char *copy = mem_strdup("kios");
    AUTO_FREE char *text = mem_format("%s-%03d", "A", 14);

    (void)state;
    for (size_t i = 0; i < 15; i++)
        assert_int_equal(bytes[i], 0);
    assert_string_equal(copy, "kios");
    assert_null(mem_strdup(NULL));
    assert_string_equal(text, "A-014");
    bytes = mem_resize(bytes, 100, 10);
    assert_int_equal(bytes[14], 0);
}

static void stealing_hands_over(void **state)
{
    char *text = mem_strdup("x");
    AUTO_FREE char *taken = mem_steal(&text);

    (void)state;
    assert_null(text);
    assert_string_equal(taken, "x");
}

/* How a child that runs `act` ends. */
static int signal_of(void (*act)(void))
{
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        (void)close(STDERR_FILENO);
        act();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void ask_for_too_much(void)
{
    free(mem_zalloc(SIZE_MAX / 2, 4));
}

static void pass_the_limit(void)
{
    struct arena *arena = arena_new(1000);

    (void)!arena_alloc(arena, 900, 1);
    (void)!arena_alloc(arena, 200, 1);
    arena_free(arena);
}

static void what_cannot_be_had_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(signal_of(ask_for_too_much), SIGABRT);
    assert_int_equal(signal_of(pass_the_limit), SIGABRT);
}

static void an_arena_gives_aligned_zeroed_memory(void **state)
{
    struct arena *arena = arena_new(1 << 24);
    size_t total = 0;

    (void)state;
    for (size_t i = 1; i < 3000; i++) {
        unsigned char *bytes = arena_alloc(arena, i, 1);

        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t at = 0; at < i; at++)
            assert_int_equal(bytes[at], 0);
        memset(bytes, 0xAA, i);
        total += i;
    }
    assert_true(arena_used(arena) >= total);
    arena_free(arena);
    arena_free(NULL);
}

static void arena_strings_are_whole(void **state)
{
    struct arena *arena = arena_new(1 << 20);
    char *a = arena_strdup(arena, "satu");
    char *b = arena_strndup(arena, "dua tiga", 3);
    char *c = arena_format(arena, "%d-%s", 4, "lima");

    (void)state;
    assert_string_equal(a, "satu");
    assert_string_equal(b, "dua");
    assert_string_equal(c, "4-lima");
    assert_null(arena_strdup(arena, NULL));
    arena_free(arena);
}

static void a_reset_arena_has_forgotten_everything(void **state)
{
    struct arena *arena = arena_new(1 << 20);
    char *first = arena_strdup(arena, "rahasia");
    char *again;

    (void)state;
    for (int i = 0; i < 2000; i++)
        (void)!arena_strdup(arena, "rahasia lagi");
    arena_reset(arena);
    assert_int_equal(arena_used(arena), 0);
    assert_memory_equal(first, "\0\0\0\0\0\0\0", 7);
    again = arena_alloc(arena, 8000, 1);
    for (size_t i = 0; i < 8000; i++)
        assert_int_equal(again[i], 0);
    arena_free(arena);
}

static void a_reset_arena_uses_its_blocks_again(void **state)
{
    struct arena *arena = arena_new(20000);

    (void)state;
    for (int round = 0; round < 1000; round++) {
        for (int i = 0; i < 10; i++)
            (void)!arena_alloc(arena, 700, 1);
        arena_reset(arena);
    }
    assert_int_equal(arena_used(arena), 0); /* the limit was never passed */
    arena_free(arena);
}

static void a_rewound_arena_has_forgotten_what_came_after_the_mark(void **state)
{
    struct arena *arena = arena_new(1 << 20);
    char *kept = arena_strdup(arena, "tetap");
    struct arena_mark mark = arena_mark(arena);
    size_t used = arena_used(arena);
    char *near = arena_strdup(arena, "rahasia");
    char *far = NULL;
    unsigned char *again;

    (void)state;
    for (int i = 0; i < 2000; i++) /* into other blocks */
        far = arena_strdup(arena, "rahasia lagi");
    arena_rewind(arena, &mark);
    assert_int_equal(arena_used(arena), used);
    assert_string_equal(kept, "tetap");
    assert_memory_equal(near, "\0\0\0\0\0\0\0", 7);
    assert_memory_equal(far, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
    assert_ptr_equal(arena_strdup(arena, "rahasia"), near);
    again = arena_alloc(arena, 8000, 1);
    for (size_t i = 0; i < 8000; i++)
        assert_int_equal(again[i], 0);
    arena_free(arena);
}

static void an_arena_marked_while_empty_rewinds_to_nothing(void **state)
{
    struct arena *arena = arena_new(20000);
    struct arena_mark mark = arena_mark(arena);

    (void)state;
    for (int round = 0; round < 1000; round++) {
        for (int i = 0; i < 10; i++)
            (void)!arena_alloc(arena, 700, 1);
        arena_rewind(arena, &mark);
        assert_int_equal(arena_used(arena), 0); /* the limit was never passed */
    }
    arena_free(arena);
}

static void marks_may_stand_inside_marks(void **state)
{
    struct arena *arena = arena_new(1 << 20);
    struct arena_mark outer;
    struct arena_mark inner;
    size_t used;

    (void)state;
    (void)!arena_alloc(arena, 3000, 1);
    outer = arena_mark(arena);
    used = arena_used(arena);
    for (int i = 0; i < 100; i++) {
        char *text = arena_format(arena, "%d", i);

        inner = arena_mark(arena);
        (void)!arena_alloc(arena, 3000, 1);
        arena_rewind(arena, &inner);
        assert_int_equal(strtol(text, NULL, 10), i);
    }
    arena_rewind(arena, &outer);
    assert_int_equal(arena_used(arena), used);
    arena_free(arena);
}

#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed, to notice its use */
static size_t resident_pages(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    size_t all = 0, resident = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%zu %zu", &all, &resident), 2);
    (void)fclose(file);
    return resident;
}

static void memory_between_what_is_kept_goes_back_to_the_system(void **state)
{
    enum { PIECES = 100000, PIECE = 100 };
    static char *pieces[PIECES];
    size_t before = resident_pages(), taken;

    (void)state;
    for (int i = 0; i < PIECES; i++)
        pieces[i] = mem_zalloc(PIECE, 1);
    taken = resident_pages() - before;
    for (int i = 0; i < PIECES - 1; i++)
        free(pieces[i]);
    mem_give_back();
    assert_true(resident_pages() - before < taken / 4);
    free(pieces[PIECES - 1]);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_strings_are_copied),
        cmocka_unit_test(stealing_hands_over),
        cmocka_unit_test(what_cannot_be_had_ends_the_process),
        cmocka_unit_test(an_arena_gives_aligned_zeroed_memory),
        cmocka_unit_test(arena_strings_are_whole),
        cmocka_unit_test(a_reset_arena_has_forgotten_everything),
        cmocka_unit_test(a_reset_arena_uses_its_blocks_again),
        cmocka_unit_test(a_rewound_arena_has_forgotten_what_came_after_the_mark),
        cmocka_unit_test(an_arena_marked_while_empty_rewinds_to_nothing),
        cmocka_unit_test(marks_may_stand_inside_marks),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(memory_between_what_is_kept_goes_back_to_the_system),
#endif
    };

    return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
