/* Complaints in a hall, and a search through every byte of its directory. */
#include "support/complaint_hall.h"
#include "base/file.h"
#include "base/mem.h"

#include <fts.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_MOST = 64 << 20 };

struct complaint_request complaint_wish(void)
{
    return (struct complaint_request){.request = uuid_v4(),
                                      .kind = KIND_PENGADUAN,
                                      .service_id = "izin-a",
                                      .text = COMPLAINT_STORY,
                                      .reply = REPLY_PHONE,
                                      .name = COMPLAINT_NAMED,
                                      .contact = COMPLAINT_PHONE,
                                      .has_consented = true,
                                      .lang = "id"};
}

struct complaint complaint_file(struct hall *hall, const struct complaint_request *request)
{
    struct complaint complaint;
    struct err err = {0};

    if (!desk_file_complaint(hall->desk, request, &complaint, &err))
        fail_msg("%s", err.text);
    return complaint;
}

struct complaint complaint_filed(struct hall *hall)
{
    struct complaint_request request = complaint_wish();

    return complaint_file(hall, &request);
}

struct complaint complaint_found(struct hall *hall, const char *number)
{
    struct complaint complaint;
    struct err err = {0};

    if (!desk_find_complaint(hall->desk, number, &complaint, &err))
        fail_msg("%s", err.text);
    return complaint;
}

void complaint_staff(struct hall *hall)
{
    hall_sql(hall, "INSERT INTO officer (code, name, role, pin, is_active, created_at) VALUES "
                   "('P-07', 'Rina', 'officer', '$argon2id$v=19$nobody-has-this-pin', 1, 1), "
                   "('S-01', 'Budi', 'supervisor', '$argon2id$v=19$nobody-has-this-pin', 1, 1), "
                   "('P-99', 'Sari', 'supervisor', '$argon2id$v=19$nobody-has-this-pin', 0, 1)");
}

void complaint_promise(struct hall *hall, const char *complaints)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    hall_leave(hall);
    assert_true(file_read(hall->catalog, FILE_MOST, &bytes, &len, NULL));
    const char *zone = strstr(bytes, "\"zone\"");
    assert_non_null(zone);
    AUTO_FREE char *office = mem_format("%.*s\"standard\":{\"complaints\":%s},%s",
                                        (int)(zone - bytes), bytes, complaints, zone);
    assert_true(file_replace(hall->catalog, office, strlen(office), false, NULL));
    hall_enter(hall);
}

static int count_in_file(const char *path, const void *wanted, size_t wanted_len)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    int count = 0;

    assert_true(file_read(path, FILE_MOST, &bytes, &len, NULL));
    const char *from = memmem(bytes, len, wanted, wanted_len);
    for (; from; from = memmem(from + 1, len - (size_t)(from + 1 - bytes), wanted, wanted_len))
        count++;
    return count;
}

int hall_bytes(const struct hall *hall, const void *bytes, size_t len)
{
    char directory[sizeof hall->directory];
    char *const roots[] = {directory, NULL};
    int count = 0;

    memcpy(directory, hall->directory, sizeof directory);
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    assert_non_null(tree);
    for (const FTSENT *entry = fts_read(tree); entry; entry = fts_read(tree)) {
        if (entry->fts_info == FTS_F)
            count += count_in_file(entry->fts_path, bytes, len);
    }
    assert_int_equal(fts_close(tree), 0);
    return count;
}

int hall_strings(const struct hall *hall, const char *text)
{
    return hall_bytes(hall, text, strlen(text));
}
