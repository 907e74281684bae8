/* Offices below this one, which relay their events to it (see office/office.h). */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "office/authority.h"
#include "office/office.h"
#include "office/pg.h"

#include <string.h>

enum { SECRET_MODE = 0600, PUBLIC_MODE = 0644, NAME_MOST = 16 };

static void auto_pg_free(struct pg **slot)
{
    pg_free(*slot);
}

static void auto_authority_close(struct authority **slot)
{
    authority_close(*slot);
}

static bool note_neighbour(struct pg *pg, const struct uuid *id, const char *name,
                           const struct authority_issued *issued, struct err *err)
{
    static const char sql[] =
        "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by, may_relay) "
        "VALUES ($1, $2, $3, to_timestamp($4::bigint / 1000.0), 'console', true)";
    AUTO_FREE char *not_after = mem_format("%lld", (long long)issued->not_after_ms);
    char uuid[UUID_TEXT];
    const struct pg_param params[] = {PG_TEXT(uuid), PG_TEXT(name), PG_TEXT(issued->serial),
                                      PG_TEXT(not_after)};

    uuid_format(id, uuid);
    return pg_run(pg, sql, params, ARRAY_LEN(params), err);
}

static bool write_file(const char *dir, const char *name, const char *text, unsigned mode,
                       struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", dir, name);

    return file_create(path, text, strlen(text), mode, err);
}

static bool write_files(const char *dir, const struct authority *authority, EVP_PKEY *key,
                        const struct authority_issued *issued, struct err *err)
{
    AUTO_FREE struct enrolment *told = mem_zalloc(1, sizeof *told);
    AUTO_TEXT struct text pem = {0};
    AUTO_TEXT struct text pins = {0};

    authority_tell(authority, told);
    text_init(&pem, CERTIFICATE_PEM);
    text_init(&pins, CERTIFICATE_PEM);
    for (size_t i = 0; i < told->pin_count; i++)
        text_addf(&pins, "%s\n", told->pins[i]);
    return pem_add_key(&pem, key, err) && write_file(dir, "office.key", pem.data, SECRET_MODE, err)
           && write_file(dir, "office.crt", issued->certificate, PUBLIC_MODE, err)
           && write_file(dir, "authority.crt", told->authority, PUBLIC_MODE, err)
           && write_file(dir, "pins", pins.data, PUBLIC_MODE, err);
}

bool office_make_neighbour(const struct office_options *options, const char *name, const char *dir,
                           struct err *err)
{
    AUTO(auto_pg_free) struct pg *pg = pg_new(options->database);
    AUTO(auto_authority_close) struct authority *authority = NULL;
    AUTO_KEY EVP_PKEY *key = NULL;
    AUTO_FREE struct authority_issued *issued = mem_zalloc(1, sizeof *issued);
    struct clock *clock = clock_system_new(options->start_ms);
    struct uuid id = uuid_v4();
    int64_t now_ms = clock_now_ms(clock);

    clock_free(clock);
    if (strlen(name) == 0 || strlen(name) > NAME_MOST)
        return err_set(err, ERR_INVALID, "\"%s\": a name has 1 to %d letters", name, NAME_MOST);
    /* The row comes last: without it the files open nothing. */
    return authority_open(&authority, options->authority_dir, err)
           && certificate_make_key(&key, err)
           && authority_issue_key(issued, authority, key, &id, now_ms, err)
           && file_make_dir(dir, err) && write_files(dir, authority, key, issued, err)
           && note_neighbour(pg, &id, name, issued, err);
}
