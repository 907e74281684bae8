/* The backend's marks as a sick disk may give them back, and job names as anybody may send them. The
 * first line is the name, the rest is what the file holds. */
#include "base/file.h"
#include "base/text.h"
#include "printing/backend/journal.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static char directory[] = "/tmp/anjungan-fuzz.XXXXXX";

static void leave(void)
{
    (void)rmdir(directory);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

/* One directory for all runs. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    expect(mkdtemp(directory) != NULL && atexit(leave) == 0);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const uint8_t *end = memchr(bytes, '\n', len);
    size_t name_len = end ? (size_t)(end - bytes) : len;
    const uint8_t *content = end ? end + 1 : bytes + len;
    size_t content_len = len - (size_t)(content - bytes);
    char name[4096], key[JOURNAL_KEY], path[8192];
    enum journal_mark mark = JOURNAL_NEW;
    struct err err = {0};

    if (name_len >= sizeof name)
        return 0;
    memcpy(name, bytes, name_len);
    name[name_len] = '\0';
    if (!journal_key(key, name, &err)) {
        expect(err.code == ERR_INVALID);
        return 0;
    }
    expect(key[0] != '\0' && strlen(key) < JOURNAL_KEY
           && strspn(key, "0123456789-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
                  == strlen(key));
    expect(journal_look(directory, key, &mark, &err) && mark == JOURNAL_NEW);
    expect(text_format(path, sizeof path, "%s/anjungan-escpos.%s", directory, key));
    expect(file_replace(path, content, content_len, false, &err));
    /* Whatever it is: a job that has a file is never begun again. */
    if (journal_look(directory, key, &mark, &err))
        expect(
            mark != JOURNAL_NEW
            && (mark != JOURNAL_DONE || (content_len >= 5 && memcmp(content, "done\n", 5) == 0)));
    else
        expect(err.text[0] != '\0');
    expect(unlink(path) == 0);
    return 0;
}
