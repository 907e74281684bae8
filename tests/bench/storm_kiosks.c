/* Issues certificates with the authority's own key, whose folder is at hand, and tells the database of all of them
 * in one statement: what enrolment does, without its codes and requests. */
#include "bench/storm_kiosks.h"
#include "base/mem.h"
#include "bench/figures.h"
#include "office/authority.h"
#include "office/pg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { ARRAY_MOST = 64 << 20 };

static void make_kiosk(struct storm_kiosk *kiosk, const struct authority *authority)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    AUTO_TEXT struct text pem = {0};
    struct authority_issued issued = {0};
    struct uuid id = uuid_v4();
    struct err err = {0};

    uuid_format(&id, kiosk->id);
    text_init(&pem, CERTIFICATE_PEM);
    if (!certificate_make_key(&key, &err)
        || !authority_issue_key(&issued, authority, key, &id, (int64_t)time(NULL) * 1000, &err)
        || !pem_add_key(&pem, key, &err))
        fail_msg("%s", err.text);
    kiosk->certificate = mem_strdup(issued.certificate);
    kiosk->key = mem_strdup(pem.data);
    assert_true(text_copy(kiosk->serial, sizeof kiosk->serial, issued.serial));
}

static void make_rows(const struct office_rig *rig, const struct storm_kiosk *kiosks, size_t count)
{
    AUTO_TEXT struct text ids = {0};
    AUTO_TEXT struct text serials = {0};
    char database[OFFICE_PATH];
    struct err err = {0};

    text_init(&ids, ARRAY_MOST);
    text_init(&serials, ARRAY_MOST);
    for (size_t i = 0; i < count; i++) {
        text_addf(&ids, "%s%s", i > 0 ? "," : "{", kiosks[i].id);
        text_addf(&serials, "%s%s", i > 0 ? "," : "{", kiosks[i].serial);
    }
    text_addf(&ids, "}");
    text_addf(&serials, "}");
    office_rig_value(rig, "SUPERUSER", database, sizeof database);
    struct pg *pg = pg_new(database);
    const struct pg_param params[] = {PG_TEXT(ids.data), PG_TEXT(serials.data)};
    if (!pg_connect(pg, &err)
        || !pg_run(pg,
                   "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by) "
                   "SELECT id, 'K1', serial, clock_timestamp() + interval '730 days', 'bench' "
                   "FROM unnest($1::uuid[], $2::text[]) AS made (id, serial)",
                   params, ARRAY_LEN(params), &err))
        fail_msg("%s", err.text);
    pg_free(pg);
}

struct storm_kiosk *storm_kiosks_make(const struct office_rig *rig, size_t count)
{
    AUTO_FREE char *dir = mem_format("%s/authority", rig->directory);
    struct storm_kiosk *kiosks = mem_zalloc(count, sizeof *kiosks);
    struct authority *authority = NULL;
    struct err err = {0};
    double start = figure_now_us();

    if (!authority_open(&authority, dir, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++)
        make_kiosk(&kiosks[i], authority);
    authority_close(authority);
    double issued = figure_now_us();
    make_rows(rig, kiosks, count);
    figure_begin("storm_kiosks");
    figure_number("kiosks", (double)count);
    figure_number("issue_s", (issued - start) / 1e6);
    figure_number("rows_s", (figure_now_us() - issued) / 1e6);
    figure_end();
    return kiosks;
}

void storm_kiosks_free(struct storm_kiosk *kiosks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(kiosks[i].certificate);
        free(kiosks[i].key);
    }
    free(kiosks);
}
