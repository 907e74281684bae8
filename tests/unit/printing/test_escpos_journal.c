/* The backend's journal: what was begun is never begun again, and old marks go. */
#include "base/file.h"
#include "base/text.h"
#include "printing/backend/journal.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static int synced_files;
static int synced_directories;

/* Before the C library's: what reaches the disk for certain is counted. */
int fsync(int fd)
{
    struct stat info;

    assert_int_equal(fstat(fd, &info), 0);
    synced_files += S_ISREG(info.st_mode);
    synced_directories += S_ISDIR(info.st_mode);
    return (int)syscall(SYS_fsync, fd);
}

static int make_directory(void **state)
{
    char *directory = strdup("/tmp/anjungan-journal.XXXXXX");

    *state = directory;
    return directory && mkdtemp(directory) ? 0 : -1;
}

static int count(const char *directory)
{
    DIR *dir = opendir(directory);
    int files = 0;

    assert_non_null(dir);
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir))
        files += file->d_name[0] != '.';
    closedir(dir);
    return files;
}

static int remove_directory(void **state)
{
    char path[512];
    DIR *dir = opendir(*state);

    for (const struct dirent *file = dir ? readdir(dir) : NULL; file; file = readdir(dir)) {
        if (text_format(path, sizeof path, "%s/%s", (const char *)*state, file->d_name))
            (void)unlink(path);
    }
    if (dir)
        closedir(dir);
    (void)rmdir(*state);
    free(*state);
    return 0;
}

static void mark_is_read_back(void **state)
{
    enum journal_mark mark = JOURNAL_DONE;

    assert_true(journal_look(*state, "a", &mark, NULL));
    assert_int_equal(mark, JOURNAL_NEW);
    assert_true(journal_mark(*state, "a", JOURNAL_BEGUN, NULL));
    assert_true(journal_look(*state, "a", &mark, NULL));
    assert_int_equal(mark, JOURNAL_BEGUN);
    assert_true(journal_mark(*state, "a", JOURNAL_DONE, NULL));
    assert_true(journal_look(*state, "a", &mark, NULL));
    assert_int_equal(mark, JOURNAL_DONE);
}

static void damaged_mark_counts_as_begun(void **state)
{
    static const char *const contents[] = {"", "don", "done", "done\nx", "\0\0", "begun"};
    char path[256];
    enum journal_mark mark = JOURNAL_NEW;

    assert_true(text_format(path, sizeof path, "%s/anjungan-escpos.x", (const char *)*state));
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        assert_true(file_replace(path, contents[i], strlen(contents[i]), false, NULL));
        assert_true(journal_look(*state, "x", &mark, NULL));
        assert_int_equal(mark, JOURNAL_BEGUN);
    }
}

static void mark_that_cannot_be_written_is_told(void **state)
{
    struct err err = {0};

    (void)state;
    assert_false(journal_mark("/nowhere/at/all", "a", JOURNAL_BEGUN, &err));
    assert_true(err.text[0] != '\0');
}

static void key_keeps_only_harmless_characters(void **state)
{
    char key[JOURNAL_KEY];
    struct err err = {0};

    (void)state;
    assert_true(journal_key(key, "urn:uuid:e4-8 job-sheets=none", &err));
    assert_string_equal(key, "urnuuide4-8");
    assert_true(journal_key(key, "../../etc/passwd", &err));
    assert_string_equal(key, "etcpasswd");
    assert_false(journal_key(key, "", &err));
    assert_false(journal_key(key, "../..", &err));
}

static void cleaning_keeps_the_newest_and_ones_own(void **state)
{
    char key[JOURNAL_KEY];
    char path[256];
    enum journal_mark mark = JOURNAL_NEW;

    for (int i = 0; i < 20; i++) {
        assert_true(text_format(key, sizeof key, "job-%02d", i));
        assert_true(journal_mark(*state, key, JOURNAL_BEGUN, NULL));
        assert_true(
            text_format(path, sizeof path, "%s/anjungan-escpos.%s", (const char *)*state, key));
        const struct timespec times[2] = {{.tv_sec = 1000 + i}, {.tv_sec = 1000 + i}};
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    }
    assert_true(text_format(path, sizeof path, "%s/job.cache", (const char *)*state));
    assert_true(file_replace(path, "x", 1, false, NULL));
    journal_clean(*state, "job-00", 5);
    assert_int_equal(count(*state), 7); /* five, its own, and the file that is not ours */
    assert_true(journal_look(*state, "job-00", &mark, NULL));
    assert_int_equal(mark, JOURNAL_BEGUN);
    assert_true(journal_look(*state, "job-19", &mark, NULL));
    assert_int_equal(mark, JOURNAL_BEGUN);
    assert_true(journal_look(*state, "job-14", &mark, NULL));
    assert_int_equal(mark, JOURNAL_NEW);
}

static void mark_is_on_the_disk_before_anything_goes_out(void **state)
{
    synced_files = synced_directories = 0;
    assert_true(journal_mark(*state, "one", JOURNAL_BEGUN, NULL));
    assert_int_equal(synced_files, 1);
    assert_int_equal(synced_directories, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(mark_is_read_back, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(mark_is_on_the_disk_before_anything_goes_out,
                                        make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(damaged_mark_counts_as_begun, make_directory,
                                        remove_directory),
        cmocka_unit_test(mark_that_cannot_be_written_is_told),
        cmocka_unit_test(key_keeps_only_harmless_characters),
        cmocka_unit_test_setup_teardown(cleaning_keeps_the_newest_and_ones_own, make_directory,
                                        remove_directory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
