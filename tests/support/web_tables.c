/* Fills the tables past the functions that kiosks and pages have to use. */
#include "support/web_tables.h"

#include "base/attr.h"
#include "base/secret.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

void web_lay_tables(const struct office_rig *rig, const char *password)
{
    char hash[PIN_HASH_TEXT], sql[4096];

    pin_hash(hash, password);
    assert_true(text_format(
        sql, sizeof sql,
        "DELETE FROM office.web_session;"
        "DELETE FROM office.account;"
        "DELETE FROM office.audit;"
        "DELETE FROM office.login_limit;"
        "DELETE FROM office.enrolment;"
        "DELETE FROM office.heartbeat;"
        "DELETE FROM office.event;"
        "DELETE FROM office.unread;"
        "DELETE FROM office.stream;"
        "DELETE FROM office.session;"
        "DELETE FROM office.ticket;"
        "DELETE FROM office.complaint_act;"
        "DELETE FROM office.complaint;"
        "DELETE FROM office.counter;"
        "DELETE FROM office.help_call;"
        "DELETE FROM office.response;"
        "DELETE FROM office.kiosk;"
        "INSERT INTO office.account (name, shown, role, hash) VALUES"
        " ('dewi', 'Dewi Lestari', 'officer', '%s'), ('budi', 'Budi Santoso', 'supervisor', '%s'),"
        " ('sri', 'Sri Wahyuni', 'admin', '%s');"
        "INSERT INTO office.kiosk (kiosk_id, device, note, serial, not_after, enrolled_by)"
        " VALUES ('" WEB_KIOSK "', 'K1', 'Lobi utama', 'aa', now() + interval '300 days', 'sri')",
        hash, hash, hash));
    office_rig_sql(rig, sql, NULL, 0);
}

void web_attack_fields(const struct office_rig *rig)
{
    office_rig_sql(
        rig,
        "UPDATE office.account SET shown = '" WEB_ATTACK "';"
        "UPDATE office.kiosk SET device = '<i>\"K1', note = '" WEB_ATTACK "', enrolled_by = '<b>';"
        "INSERT INTO office.kiosk (kiosk_id, device, note, serial, not_after, enrolled_by, "
        "revoked_at, revoked_by) VALUES (gen_random_uuid(), '<b>', '" WEB_ATTACK
        "', 'zz', now(), '<b>', now(), '" WEB_ATTACK "');"
        "INSERT INTO office.heartbeat VALUES ('" WEB_KIOSK "', now(), jsonb_build_object('device', "
        "'<i>', 'office', '<b>', 'version', '<b>\"', 'unsent', 1, 'oldest_unsent_ms', 9999999, "
        "'head_seq', 1, 'disk_free', 1, 'disk_size', 100, 'printer', '<b>', 'paper', '<b>', "
        "'clock_ms', 1, 'offset_ms', 1, 'boot_mono_ms', 1, 'catalogue', 1, 'set_aside', 1, "
        "'roles', jsonb_build_object('<b>\"x', false)));"
        "INSERT INTO office.stream (kiosk_id, stream_id, name, got, contiguous) VALUES ('" WEB_KIOSK
        "', '" WEB_KIOSK "', '" WEB_ATTACK "', '{[1,4),[9,10)}', 3);"
        "INSERT INTO office.unread VALUES ('" WEB_KIOSK "', '" WEB_KIOSK "', 2, '" WEB_ATTACK "');"
        "INSERT INTO office.event (kiosk_id, stream_id, seq, id, kind, quality, rec, sha, "
        "is_quarantined) VALUES ('" WEB_KIOSK "', '" WEB_KIOSK "', 3, '" WEB_KIOSK "', '" WEB_ATTACK
        "', 1, '', '', true) ON CONFLICT DO NOTHING;"
        "INSERT INTO office.enrolment VALUES ('x', 'y', '" WEB_ATTACK "', '" WEB_ATTACK
        "', now(), now() + interval '9 min');"
        "INSERT INTO office.audit (account, act, subject, detail, address) VALUES ('" WEB_ATTACK
        "', '" WEB_ATTACK "', '" WEB_ATTACK "', '" WEB_ATTACK "', '" WEB_ATTACK "')",
        NULL, 0);
    office_rig_sql(
        rig,
        "INSERT INTO office.session (kiosk_id, session_id, day, opened_at) VALUES ('" WEB_KIOSK
        "', '" WEB_KIOSK "', '2026-11-20', now());"
        "INSERT INTO office.ticket (kiosk_id, ticket_id, session_id, day, number, series, seq, "
        "service, grp, priority, lang, issued_at, slip, slip_trouble, state, counter, officer) "
        "VALUES ('" WEB_KIOSK "', gen_random_uuid(), '" WEB_KIOSK
        "', '2026-11-20', '<b>\"A', '<b>', 1, '" WEB_ATTACK "', '" WEB_ATTACK
        "', '<b>\"', '<b>\"', now(), '<b>\"', '<b>\"', 'called', '" WEB_ATTACK "', '" WEB_ATTACK
        "');"
        "INSERT INTO office.complaint (kiosk_id, number, kind, service, reply, received_at, due, "
        "weight, state, officer) VALUES ('" WEB_KIOSK "', '<b>\"1', '<b>\"', '" WEB_ATTACK
        "', '<b>\"', now(), '2026-12-01', '<b>\"', '<b>\"', '" WEB_ATTACK "');"
        "INSERT INTO office.complaint_act (kiosk_id, number, act, account) VALUES ('" WEB_KIOSK
        "', '<b>\"1', 'closed', '" WEB_ATTACK "');"
        "INSERT INTO office.counter VALUES ('" WEB_KIOSK "', '" WEB_ATTACK "', true, '" WEB_ATTACK
        "');"
        "INSERT INTO office.help_call (kiosk_id, request, device, screen, at) VALUES ('" WEB_KIOSK
        "', '" WEB_KIOSK "', '<b>\"', '" WEB_ATTACK "', now());"
        "INSERT INTO office.response SELECT '" WEB_KIOSK
        "', gen_random_uuid(), '2026-11-20', 1, 0, 0, "
        "4, 3, 4, 3, 4, 3, 4, 3, 4, 1, 1, 1, 1, '" WEB_ATTACK "', '" WEB_ATTACK
        "', '<b>\"', '<b>\"', '{}' FROM generate_series(1, 9)",
        NULL, 0);
}

void web_expect_unharmed(struct web_client *client, const char *path)
{
    web_get(client, path);
    if (client->status >= 500)
        fail_msg("%s: %d", path, client->status);
    static const char *const marks[] = {"<script", "<b>\"", "\"onload", "<i>\"", "''<b>"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (web_says(client, marks[i]))
            fail_msg("%s shows %s", path, marks[i]);
    }
}
