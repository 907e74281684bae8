/* The folder printer keeps the promises of a printer. */
#include "base/file.h"
#include "base/text.h"
#include "printing/printer.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct folder_test {
    char directory[64];
    struct printer printer;
};

static int open_folder(void **state)
{
    struct folder_test *test = calloc(1, sizeof *test);

    assert_non_null(test);
    assert_true(text_copy(test->directory, sizeof test->directory, "/tmp/anjungan-paper.XXXXXX"));
    assert_non_null(mkdtemp(test->directory));
    assert_true(printer_folder_open(&test->printer, test->directory, PRINTER_ESCPOS_80, NULL));
    *state = test;
    return 0;
}

static int close_folder(void **state)
{
    struct folder_test *test = *state;
    DIR *dir = opendir(test->directory);
    char path[512];

    test->printer.free(test->printer.context);
    for (const struct dirent *file = dir ? readdir(dir) : NULL; file; file = readdir(dir)) {
        if (text_format(path, sizeof path, "%s/%s", test->directory, file->d_name))
            (void)unlink(path);
    }
    if (dir)
        closedir(dir);
    (void)rmdir(test->directory);
    free(test);
    return 0;
}

static void slip_becomes_one_file_named_after_its_job(void **state)
{
    struct folder_test *test = *state;
    void *context = test->printer.context;
    char path[256];
    char *bytes = NULL;
    size_t len = 0;
    int job = 0;
    enum printed_answer answer = ANSWER_WAITING;
    enum printer_trouble trouble = TROUBLE_UNKNOWN;

    assert_true(test->printer.create(context, "slip-a", 0, &job, NULL));
    assert_true(test->printer.send(context, job, "paper", 5, NULL));
    assert_true(text_format(path, sizeof path, "%s/00000001-slip-a.bin", test->directory));
    assert_true(file_read(path, 100, &bytes, &len, NULL));
    assert_string_equal(bytes, "paper");
    free(bytes);
    assert_true(test->printer.ask(context, job, "slip-a", &answer, &trouble, NULL));
    assert_int_equal(answer, ANSWER_PRINTED);
    assert_int_equal(trouble, TROUBLE_NONE);
}

static void job_is_found_by_name_with_and_without_document(void **state)
{
    struct folder_test *test = *state;
    void *context = test->printer.context;
    int job = 0;
    int found = 0;
    bool has_document = true;

    assert_true(test->printer.find(context, "slip-a", &found, &has_document, NULL));
    assert_int_equal(found, 0);
    assert_true(test->printer.create(context, "slip-a", 0, &job, NULL));
    assert_true(test->printer.find(context, "slip-a", &found, &has_document, NULL));
    assert_int_equal(found, job);
    assert_false(has_document);
    assert_true(test->printer.send(context, job, "paper", 5, NULL));
    assert_true(test->printer.find(context, "slip-a", &found, &has_document, NULL));
    assert_int_equal(found, job);
    assert_true(has_document);
}

static void cancelled_job_takes_no_document(void **state)
{
    struct folder_test *test = *state;
    void *context = test->printer.context;
    struct err err = {0};
    int job = 0;

    assert_true(test->printer.create(context, "slip-a", 0, &job, NULL));
    assert_true(test->printer.cancel(context, job, NULL));
    assert_false(test->printer.send(context, job, "paper", 5, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void trouble_file_makes_it_not_ready(void **state)
{
    struct folder_test *test = *state;
    enum printer_format format = PRINTER_PDF_58;
    struct printer_status status;
    char path[256];

    assert_true(test->printer.look(test->printer.context, &format, &status, NULL));
    assert_int_equal(status.trouble, TROUBLE_NONE);
    assert_int_equal(format, PRINTER_ESCPOS_80);
    assert_true(text_format(path, sizeof path, "%s/trouble", test->directory));
    const char *name = printer_trouble_name(TROUBLE_PAPER_OUT);
    assert_true(file_replace(path, name, strlen(name), false, NULL));
    assert_true(test->printer.look(test->printer.context, &format, &status, NULL));
    assert_int_equal(status.trouble, TROUBLE_PAPER_OUT);
}

static void numbers_go_on_after_a_restart(void **state)
{
    struct folder_test *test = *state;
    struct printer again;
    int first = 0;
    int second = 0;

    assert_true(test->printer.create(test->printer.context, "slip-a", 0, &first, NULL));
    assert_true(printer_folder_open(&again, test->directory, PRINTER_ESCPOS_80, NULL));
    assert_true(again.create(again.context, "slip-b", 0, &second, NULL));
    assert_int_equal(second, first + 1);
    again.free(again.context);
}

#define FOLDER_TEST(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(slip_becomes_one_file_named_after_its_job),
        FOLDER_TEST(job_is_found_by_name_with_and_without_document),
        FOLDER_TEST(cancelled_job_takes_no_document),
        FOLDER_TEST(trouble_file_makes_it_not_ready),
        FOLDER_TEST(numbers_go_on_after_a_restart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
