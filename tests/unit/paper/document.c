/* poppler's tools on a file of this test program's own. */
#include "document.h"

#include "base/file.h"
#include "base/mem.h"

#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { SAYS_MOST = 64 << 20 };

static void run(char *const argv[], const char *out_path)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;

    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    assert_int_equal(
        posix_spawn_file_actions_addopen(&actions, 1, out_path, O_WRONLY | O_CREAT | O_TRUNC, 0644),
        0);
    assert_int_equal(posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

char *document_says(const char *tool, const char *option, const struct text *pdf)
{
    AUTO_FREE char *pdf_path = mem_format(BINARY_DIR "/document-%d.pdf", (int)getpid());
    AUTO_FREE char *out_path = mem_format(BINARY_DIR "/document-%d.txt", (int)getpid());
    AUTO_FREE char *name = mem_strdup(tool);
    AUTO_FREE char *choice = mem_strdup(option);
    char to_stdout[] = "-";
    char *with_option[] = {name, choice, pdf_path, to_stdout, NULL};
    char *plain[] = {name, pdf_path, NULL};
    struct err err = {0};
    char *out = NULL;
    size_t len;

    if (!file_replace(pdf_path, pdf->data, pdf->len, false, &err))
        fail_msg("%s", err.text);
    run(option ? with_option : plain, out_path);
    if (!file_read(out_path, SAYS_MOST, &out, &len, &err))
        fail_msg("%s", err.text);
    (void)unlink(pdf_path);
    (void)unlink(out_path);
    return out;
}

int count_of(const char *text, const char *what)
{
    int count = 0;

    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        count++;
    return count;
}

int document_pages(const struct text *pdf)
{
    AUTO_FREE char *info = document_says("pdfinfo", NULL, pdf);
    const char *at = strstr(info, "Pages:");

    assert_non_null(at);
    return (int)strtol(at + strlen("Pages:"), NULL, 10);
}

static double number_of(const char *line, const char *name)
{
    const char *at = strstr(line, name);

    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

/* Lines are cut off one by one: a checked strstr measures its text first, and this one is long. */
void document_check(const struct text *pdf, double margin_pt)
{
    AUTO_FREE char *boxes = document_says("pdftotext", "-bbox", pdf);
    double width = 0, height = 0;
    char *rest = boxes;
    int words = 0;

    for (const char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
        line += strspn(line, " ");
        if (strncmp(line, "<page ", 6) == 0) {
            width = number_of(line, "width=\"");
            height = number_of(line, "height=\"");
        } else if (strncmp(line, "<word ", 6) == 0) {
            bool is_inside = number_of(line, "xMin=\"") >= margin_pt
                             && number_of(line, "yMin=\"") >= margin_pt
                             && number_of(line, "xMax=\"") <= width - margin_pt
                             && number_of(line, "yMax=\"") <= height - margin_pt;

            if (!is_inside)
                fail_msg("outside a page of %.0f x %.0f: %s", width, height, line);
            words++;
        }
    }
    assert_true(words > 0);
}

void document_keep(const struct text *pdf, const char *name)
{
    const char *dir = getenv("ANJUNGAN_PAPER_DIR");
    struct err err = {0};

    if (dir) {
        AUTO_FREE char *path = mem_format("%s/%s.pdf", dir, name);

        if (!file_replace(path, pdf->data, pdf->len, false, &err))
            fail_msg("%s", err.text);
    }
}
