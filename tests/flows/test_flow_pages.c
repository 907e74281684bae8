/* The office's pages over a real database: the index is the one that the kiosk itself tells of the same
 * answers, and a complaint and a catalogue are handled as they must be; no text becomes markup. */
#include "base/mem.h"
#include "base/secret.h"
#include "base/sign.h"
#include "desk/outbox.h"
#include "desk/survey_report.h"
#include "domain/calendar.h"
#include "office/web/survey_figures.h"
#include "support/feed.h"
#include "support/officer.h"
#include "support/survey.h"
#include "support/web_client.h"
#include "wire/signed_catalog.h"
#include "words/survey_files.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define PASSWORD "pasar-terapung-7"
#define KIOSK "0192f000-0000-7000-8000-000000000001"
#define BAD "\"><script>x</script>"
#define BAD_NUMBER "\"><script>x" /* it stands in an address: without a slash */
#define BAD_SHOWN "&lt;script&gt;x&lt;/script&gt;"

enum { SURVEYS = 300, DAYS = 200, TICKETS = 9 };

static struct office_rig rig;
static char socket_path[OFFICE_PATH], pages[OFFICE_PATH];

static void sql(const char *text)
{
    office_rig_sql(&rig, text, NULL, 0);
}

static void sql_says(const char *text, const char *wanted)
{
    char said[OFFICE_SAID];

    office_rig_sql(&rig, text, said, sizeof said);
    assert_string_equal(said, wanted);
}

static int start_office(void **state)
{
    static const char *const options[] = {"--without", "ingest,enrolment,project,nginx", NULL};
    char run[OFFICE_PATH], hash[PIN_HASH_TEXT];
    AUTO_FREE char *accounts = NULL;

    (void)state;
    office_rig_start(&rig, options);
    office_rig_value(&rig, "RUN", run, sizeof run);
    office_rig_value(&rig, "PAGES", pages, sizeof pages);
    assert_true(text_format(socket_path, sizeof socket_path, "%s/web/1.sock", run));
    pin_hash(hash, PASSWORD);
    accounts = mem_format("INSERT INTO office.account (name, shown, role, hash) VALUES"
                          " ('dewi', 'Dewi', 'officer', '%s'), ('sri', 'Sri', 'admin', '%s')",
                          hash, hash);
    sql(accounts);
    sql("INSERT INTO office.kiosk (kiosk_id, device, note, serial, not_after, enrolled_by)"
        " VALUES ('" KIOSK "', 'K9', '" BAD "', 'aa', now() + interval '300 days', 'sri')");
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

static void enter_as(struct web_client *client, const char *account)
{
    web_client_init(client, socket_path, pages);
    web_sign_in(client, account, PASSWORD);
    assert_int_equal(client->status, 303);
    web_get(client, "/akun");
    assert_int_equal(client->status, 200);
}
#define AUTO_CLIENT AUTO(web_client_clear)

/* --- the index --- */

/* Half a year of a hall: answers, people who stopped, people who were served. */
static void live_through(struct hall *hall, uint64_t *seed)
{
    int64_t served = 0;

    for (int i = 0; i < SURVEYS; i++) {
        struct survey_submission submission = survey_by_chance(seed);
        struct uuid stopped = uuid_v4();
        struct err err = {0};

        survey_submit(hall, &submission);
        if (i % 9 == 0)
            assert_true(
                desk_abandon_survey(hall->desk, &stopped, (int)survey_chance(seed, 9), &err));
        clock_fake_advance(hall->clock,
                           survey_chance(seed, 2 * DAYS * 24 / SURVEYS) * HALL_HOUR_MS);
    }
    for (int i = 0; i < TICKETS; i++)
        (void)hall_issue(hall, "izin-a", false);
    for (; served < TICKETS - 2; served++)
        (void)officer_serve_next(hall, "Loket 1");
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    (void)survey_release(hall);
}

/* All that the kiosk has to tell, as its own program would send it. */
static void send_all(struct hall *hall, struct feed *feed)
{
    struct outbox_batch batch;
    struct push_reply reply;
    struct err err = {0};

    outbox_batch_init(&batch);
    for (;;) {
        enum outbox_finding finding;
        struct feed_stream stream = {.name = batch.name};

        if (!desk_outbox_next(hall->desk, PUSH_LINES, &batch, &err))
            fail_msg("%s", err.text);
        if (batch.count == 0)
            break;
        uuid_format(&batch.stream, stream.id);
        stream.seq = batch.seqs[batch.count - 1];
        memcpy(stream.chain, batch.chain, sizeof stream.chain);
        text_init(&stream.lines, PUSH_BYTES);
        text_add_bytes(&stream.lines, batch.lines.data, batch.lines.len);
        feed_send(feed, &stream, &reply);
        for (size_t i = 0; i < reply.ack_count; i++)
            assert_int_equal(reply.acks[i].ack, PUSH_STORED);
        assert_true(desk_outbox_settle(hall->desk, &batch.stream, &batch, &reply, &finding, &err));
        assert_int_equal(finding, OUTBOX_FINE);
        text_clear(&stream.lines);
    }
    outbox_batch_clear(&batch);
    sql("DO $$ BEGIN WHILE office.project_next(420) > 0 LOOP END LOOP; END $$");
}

static void as_json(const struct hall *hall, struct survey_report *report, struct text *out)
{
    const struct survey_file file = {desk_catalog(hall->desk), desk_questionnaire(hall->desk),
                                     report, NUMBERING_QUESTIONNAIRE, IKM_0_111};

    report->made_ms = 0;
    text_init(out, 1 << 20);
    survey_file_json(&file, out);
}

static void assert_same(const struct hall *hall, struct pg *pg, const struct period *period,
                        const char *service, enum survey_by by)
{
    const struct survey_query asked = {
        .period = *period, .service_id = service[0] ? service : NULL, .by = by, .trend = 4};
    const struct figures_query query = {
        .period = *period, .service = service, .by = by, .trend = 4};
    struct survey_report at_kiosk, at_office;
    AUTO_TEXT struct text wanted, told;
    struct err err = {0};

    if (!desk_survey_report(hall->desk, &asked, &at_kiosk, &err)
        || !survey_figures_read(pg, &query, desk_catalog(hall->desk),
                                desk_questionnaire(hall->desk), 0, &at_office, &err))
        fail_msg("%s", err.text);
    as_json(hall, &at_kiosk, &wanted);
    as_json(hall, &at_office, &told);
    assert_string_equal(told.data, wanted.data);
    survey_report_clear(&at_kiosk);
    survey_report_clear(&at_office);
}

static void the_office_tells_the_index_of_the_kiosk(void **state)
{
    static const char *const services[] = {"", "izin-a", "izin-b"};
    uint64_t seed = getenv("SEED") ? strtoull(getenv("SEED"), NULL, 10) : 20261123;
    int64_t first = HALL_NOW_MS / (24 * HALL_HOUR_MS), last;
    struct hall hall = {0};
    struct feed feed;
    struct err err = {0};
    AUTO_FREE char *conninfo = NULL;
    char database[OFFICE_PATH];

    (void)state;
    print_message("seed %" PRIu64 "\n", seed);
    hall_open(&hall);
    hall_ask(&hall);
    live_through(&hall, &seed);
    last = clock_now_ms(hall.clock) / (24 * HALL_HOUR_MS);
    feed_open(&feed, &rig, "hall");
    send_all(&hall, &feed);
    office_rig_value(&rig, "DATABASE", database, sizeof database);
    conninfo = mem_format("%s user=office_web", database);
    struct pg *pg = pg_new(conninfo);
    assert_true(pg_connect(pg, &err));

    const struct period periods[] = {
        period_of(PERIOD_DAY, first),         period_of(PERIOD_WEEK, first + 30),
        period_of(PERIOD_MONTH, first),       period_of(PERIOD_TRIWULAN, first),
        period_of(PERIOD_SEMESTER, last),     period_of(PERIOD_YEAR, last),
        period_of_days(first + 5, last - 11), period_of_days(last + 9, last + 12),
    };
    for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
        for (size_t service = 0; service < ARRAY_LEN(services); service++) {
            for (int by = BY_NOTHING; by < (service == 0 ? BY_COUNT : BY_SECTOR); by++)
                assert_same(&hall, pg, &periods[i], services[service], (enum survey_by)by);
        }
    }
    pg_free(pg);
    feed_close(&feed);
    hall_close(&hall);
}

/* A row of sums that a trigger left out or counted twice would never be seen again. */
static void sums_are_what_their_rows_add_up_to(void **state)
{
    (void)state;
    sql("UPDATE office.response SET service = 'izin-b', flags = 1 WHERE service = 'izin-a'"
        " AND day < (SELECT min(day) + 20 FROM office.response);"
        "DELETE FROM office.response WHERE bracket = 1 AND day > (SELECT max(day) - 15 FROM"
        " office.response); UPDATE office.ticket SET state = 'voided' WHERE seq = 1");
    sql_says("SELECT count(*) > 0 FROM office.survey_sum WHERE n > 0", "t");
    sql_says(
        "SELECT count(*) FROM (SELECT kiosk_id, service, span, dim, first, key, n, flagged, "
        "squares,"
        " sarana FROM office.survey_sum WHERE n > 0 EXCEPT"
        " SELECT r.kiosk_id, p.service, p.span, k.dim, p.first, k.key, count(*),"
        " count(*) FILTER (WHERE flags <> 0), sum((persyaratan + prosedur + waktu + biaya + produk"
        " + kompetensi + perilaku + sarana + pengaduan) ^ 2), sum(sarana) FROM office.response r,"
        " LATERAL office.survey_keys(r.service, r.sector, r.device, r.gender, r.age, r.education,"
        " r.occupation, r.bracket, r.form, r.extras) k, LATERAL (VALUES ('*', 'd'::\"char\", "
        "r.day),"
        " ('*', 'm', date_trunc('month', r.day)::date),"
        " (r.service, 'm', date_trunc('month', r.day)::date)) p (service, span, first)"
        " GROUP BY 1, 2, 3, 4, 5, 6) x",
        "0");
    sql_says("SELECT (SELECT sum(n) FROM office.served_sum) ="
             " (SELECT count(*) FROM office.ticket WHERE state = 'finished')",
             "t");
}

/* --- texts --- */

/* One row of everything that a kiosk, a catalogue or an officer may have put a text into. */
static void fill_with_bad_texts(void)
{
    AUTO_FREE char *day = NULL;
    char today[16];

    calendar_format_day((time(NULL) + 7 * 3600) / (24 * 3600), today);
    day = mem_format(
        "INSERT INTO office.session VALUES ('" KIOSK "', '" KIOSK "', '%s', now(), NULL, 1);"
        "INSERT INTO office.ticket (kiosk_id, ticket_id, session_id, day, number, series, seq,"
        " service, grp, issued_at, slip, slip_trouble, state, counter, officer) VALUES ('" KIOSK
        "', '" KIOSK "', '" KIOSK "', '%s', '" BAD "', '" BAD "', 2, '" BAD "', '" BAD
        "', now(), 'failed', '" BAD "', 'waiting', '" BAD "', '" BAD "');"
        "INSERT INTO office.response SELECT '" KIOSK "', gen_random_uuid(), '%s', 1, 0, 0, 1, 2, 3,"
        " 4, 1, 2, 3, 4, 1, 1, 1, 1, 1, '" BAD "', '" BAD "', '" BAD "', '" BAD "', '{\""
        "x"
        "\": \"<script>x</script>\"}' FROM generate_series(1, 6);"
        "INSERT INTO office.help_call VALUES ('" KIOSK "', '" KIOSK "', '" BAD "', '" BAD
        "', now(), NULL);"
        "INSERT INTO office.complaint (kiosk_id, number, kind, service, reply, received_at, weight,"
        " state) VALUES ('" KIOSK "', '" BAD_NUMBER "', 'pengaduan', '" BAD
        "', 'phone', now(), 'berat',"
        " 'in_progress');"
        "INSERT INTO office.complaint_act (kiosk_id, number, act, weight, account) VALUES ('" KIOSK
        "', '" BAD_NUMBER "', 'weighed', 'berat', '" BAD "');"
        "INSERT INTO office.catalogue (name, version, file, tag, published_by) VALUES ('pekanbaru',"
        " 1, convert_to(E'{}\\n' || '%s', 'UTF8'), '" BAD "', '" BAD "')",
        today, today, today,
        "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"pekanbaru\","
        "\"name\":"
        "\"<script>x</script>\",\"zone\":\"WIB\",\"groups\":[{\"letter\":\"A\",\"id\":\"a\","
        "\"name\":\"<script>x</script>\"}]},\"sectors\":[],\"services\":[{\"id\":\"s\",\"name\":"
        "\"<script>x</script>\",\"group\":\"a\",\"requirements\":[{\"text\":\"KTP\"}]}]}");
    sql(day);
}

static void no_text_becomes_markup_on_any_page(void **state)
{
    static const struct {
        const char *path;
        bool shows; /* one of the texts for certain */
    } rows[] = {
        {"/", true},
        {"/ikm?jenis=tahun", true},
        {"/ikm?jenis=tahun&rinci=kiosk", true},
        {"/ikm?jenis=tahun&rinci=sector", true},
        {"/ikm?jenis=tahun&layanan=%22%3E%3Cscript%3Ex%3C/script%3E", true},
        {"/nomor", true},
        {"/nomor?anjungan=%22%3E%3Cscript%3Ex%3C/script%3E", false},
        {"/nomor?kelompok=%22%3E%3Cscript%3Ex%3C/script%3E", true},
        {"/nomor?nomor=%22%3E%3Cscript%3Ex%3C/script%3E", false},
        {"/pengaduan", true},
        {"/pengaduan/" KIOSK "/%22%3E%3Cscript%3Ex", true},
        {"/katalog", true},
    };
    struct web_client client AUTO_CLIENT;

    (void)state;
    fill_with_bad_texts();
    enter_as(&client, "sri");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        web_get(&client, rows[i].path);
        if (client.status != 200)
            fail_msg("%s is answered with %d", rows[i].path, client.status);
        if (web_says(&client, "<script"))
            fail_msg("%s has markup of a text", rows[i].path);
        if (rows[i].shows && !web_says(&client, BAD_SHOWN))
            fail_msg("%s does not show the text at all", rows[i].path);
    }
    sql("DELETE FROM office.catalogue; DELETE FROM office.complaint_act;"
        "DELETE FROM office.complaint");
}

static void strange_words_in_an_address_are_refused(void **state)
{
    static const char *const paths[] = {
        "/ikm?periode=2026-T9",  "/ikm?rinci=nik",           "/nomor?hari=kemarin",
        "/nomor?keadaan=hilang", "/pengaduan?bulan=2026-T1", "/ikm?jenis=rentang&hari=x",
    };
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, "dewi");
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        web_get(&client, paths[i]);
        if (client.status != 400)
            fail_msg("%s is answered with %d", paths[i], client.status);
    }
    web_get(&client, "/ikm/entah.pdf");
    assert_int_equal(client.status, 404);
    web_get(&client, "/pengaduan/x/PD-1001");
    assert_int_equal(client.status, 404);
    web_get(&client, "/pengaduan/" KIOSK "/PD-9999");
    assert_int_equal(client.status, 404);
}

static void files_are_handed_out(void **state)
{
    static const struct {
        const char *path, *begin;
    } rows[] = {
        {"/ikm/papan.pdf", "%PDF"},           {"/ikm/papan-a3.pdf", "%PDF"},
        {"/ikm/rekap.pdf", "%PDF"},           {"/ikm/pengolahan.pdf", "%PDF"},
        {"/ikm/data.csv", "\"part\""},        {"/ikm/tabel.csv", "\xef\xbb\xbf"},
        {"/ikm/data.json", "{\"office\""},    {"/nomor/data.csv", "\"number\""},
        {"/nomor/tabel.csv", "\xef\xbb\xbf"}, {"/nomor/laporan.pdf", "%PDF"},
    };
    struct web_client client AUTO_CLIENT;
    char disposition[256];

    (void)state;
    enter_as(&client, "dewi");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        web_get(&client, rows[i].path);
        if (client.status != 200
            || strncmp(client.body.data, rows[i].begin, strlen(rows[i].begin)) != 0)
            fail_msg("%s is answered with %d", rows[i].path, client.status);
        web_header(&client, "Content-Disposition", disposition, sizeof disposition);
        assert_int_equal(strncmp(disposition, "attachment", strlen("attachment")), 0);
    }
}

/* Which day they are of, nobody at the office knows before they come. */
static void answers_still_at_a_kiosk_are_told_apart(void **state)
{
    struct web_client client AUTO_CLIENT;
    char today[16], said[OFFICE_SAID];
    AUTO_FREE char *count = NULL, *counted = NULL;

    (void)state;
    calendar_format_day((time(NULL) + 7 * 3600) / (24 * 3600), today);
    count = mem_format("SELECT count(*) FROM office.response WHERE day = '%s'", today);
    office_rig_sql(&rig, count, said, sizeof said);
    counted = mem_format("<b>%s</b><small>sudah diterima hari ini</small>", said);
    sql("INSERT INTO office.heartbeat VALUES ('" KIOSK
        "', now(), '{\"device\":\"K9\",\"office\":\"pekanbaru\","
        "\"version\":\"1\",\"unsent\":0,\"oldest_unsent_ms\":null,\"head_seq\":1,\"disk_free\":1,"
        "\"disk_size\":1,\"printer\":\"ready\",\"paper\":\"ok\",\"clock_ms\":1,\"offset_ms\":null,"
        "\"boot_mono_ms\":1,\"catalogue\":0,\"set_aside\":0,\"surveys_held\":37,\"roles\":{}}')");
    enter_as(&client, "sri");
    web_get(&client, "/");
    {
        char *at = strstr(client.body.data, "<dt>Survei");
        print_message("%.200s\n", at ? at : "none");
    }
    assert_true(web_says(&client, "37 masih di anjungan"));
    web_get(&client, "/ikm");
    assert_true(web_says(&client, "37 jawaban masih di anjungan"));
    web_get(&client, "/ikm?periode=2019-T1");
    assert_false(web_says(&client, "masih di anjungan"));
    web_get(&client, "/perangkat");
    assert_true(web_says(&client, "<dt>Survei di anjungan</dt><dd>37</dd>"));
    sql("DELETE FROM office.heartbeat");
}

static void an_index_leads_to_no_period_that_has_not_begun(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, "dewi");
    web_get(&client, "/ikm");
    assert_true(web_says(&client, "rel=\"prev\""));
    assert_false(web_says(&client, "rel=\"next\""));
    web_get(&client, "/ikm?periode=2019-T1");
    assert_true(web_says(&client, "rel=\"next\""));
    assert_true(web_says(&client, "Belum ada data"));
}

static void a_password_is_kept_under_its_account(void **state)
{
    struct web_client client AUTO_CLIENT;
    char cache[64];

    (void)state;
    enter_as(&client, "dewi");
    web_header(&client, "Cache-Control", cache, sizeof cache);
    assert_string_equal(cache, "no-store"); /* nor is anything shown after signing out */
    assert_true(web_says(&client, "value=\"dewi\" autocomplete=\"username\" readonly hidden"));
    assert_true(web_says(&client, "autocomplete=\"current-password\""));
    assert_true(web_says(&client, "autocomplete=\"new-password\""));
}

/* --- a complaint --- */

#define LETTER "Berkas saya <b>belum</b> diproses."

static void file_complaint(void)
{
    static const char letter[] =
        "{\"text\":\"" LETTER "\",\"name\":\"Siti\",\"contact\":\"0812\",\"answer\":\"\"}";
    AUTO_TEXT struct text sealed, hex;
    AUTO_FREE char *path = mem_format("%s/keys/office.public", rig.directory);
    AUTO_FREE char *insert = NULL;
    uint8_t key[BOX_PUBLIC];
    struct err err = {0};

    text_init(&sealed, 4096);
    text_init(&hex, 16384);
    if (!box_read_public(path, key, &err) || !box_close(&sealed, key, letter, strlen(letter), &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < sealed.len; i++)
        text_addf(&hex, "%02x", (unsigned char)sealed.data[i]);
    insert = mem_format("INSERT INTO office.complaint (kiosk_id, number, kind, reply, received_at,"
                        " due, words, words_key) VALUES ('" KIOSK
                        "', 'PD-1001', 'pengaduan', 'phone', now(), '2020-01-01', '\\x%s', 'k')",
                        hex.data);
    sql(insert);
}

#define COMPLAINT "/pengaduan/" KIOSK "/PD-1001"

static void a_complaint_is_read_weighed_answered_and_closed(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    file_complaint();
    enter_as(&client, "dewi");
    web_get(&client, COMPLAINT);
    assert_int_equal(client.status, 200);
    assert_false(web_says(&client, "Siti"));
    assert_true(web_says(&client, "Janji jawaban sudah lewat"));
    web_post(&client, COMPLAINT "/buka", (const char *const[]){NULL});
    assert_int_equal(client.status, 200);
    assert_true(web_says(&client, "Berkas saya &lt;b&gt;belum&lt;/b&gt; diproses."));
    assert_true(web_says(&client, "Siti"));
    /* nothing is answered before it is weighed */
    web_post(&client, COMPLAINT "/jawab",
             (const char *const[]){"jawaban", "Sudah kami proses hari ini.", NULL});
    assert_int_equal(client.status, 503);
    web_post(&client, COMPLAINT "/bobot", (const char *const[]){"bobot", "gawat", NULL});
    assert_int_equal(client.status, 400);
    web_post(&client, COMPLAINT "/bobot", (const char *const[]){"bobot", "sedang", NULL});
    assert_int_equal(client.status, 303);
    web_post(&client, COMPLAINT "/jawab", (const char *const[]){"jawaban", "pendek", NULL});
    assert_int_equal(client.status, 400);
    web_post(&client, COMPLAINT "/tutup", (const char *const[]){NULL});
    assert_int_equal(client.status, 503); /* somebody waits for an answer */
    web_post(&client, COMPLAINT "/jawab",
             (const char *const[]){"jawaban", "Sudah kami proses hari ini.", NULL});
    assert_int_equal(client.status, 303);
    web_post(&client, COMPLAINT "/tutup", (const char *const[]){NULL});
    assert_int_equal(client.status, 303);
    web_post(&client, COMPLAINT "/buka", (const char *const[]){NULL});
    assert_true(web_says(&client, "Sudah kami proses hari ini."));
    sql_says("SELECT state, weight FROM office.complaint_now", "closed|sedang");
    /* The database never held the words, and the audit tells who did what. */
    sql_says(
        "SELECT count(*) FROM office.complaint_act WHERE position('proses'::bytea IN answer) > 0",
        "0");
    sql_says("SELECT string_agg(replace(act, 'complaint.', ''), ' ' ORDER BY no) FROM office.audit"
             " WHERE act LIKE 'complaint.%' AND account = 'dewi' AND subject = 'PD-1001'",
             "read weighed read answered closed read");
}

static void the_later_weight_counts_and_no_state_goes_back(void **state)
{
    (void)state;
    sql("UPDATE office.complaint SET weight = 'ringan', weight_at = now() - interval '1 day',"
        " state = 'in_progress'");
    sql_says("SELECT state, weight FROM office.complaint_now", "closed|sedang");
    sql("UPDATE office.complaint SET weight = 'berat', weight_at = now() + interval '1 minute'");
    sql_says("SELECT state, weight FROM office.complaint_now", "closed|berat");
}

static void a_book_with_names_is_for_supervisors(void **state)
{
    struct web_client officer AUTO_CLIENT, admin AUTO_CLIENT;
    char month[16];

    (void)state;
    calendar_format_day((time(NULL) + 7 * 3600) / (24 * 3600), month);
    month[7] = '\0';
    enter_as(&officer, "dewi");
    web_post(&officer, "/pengaduan/buku",
             (const char *const[]){"bulan", month, "format", "csv", NULL});
    assert_int_equal(officer.status, 200);
    assert_true(web_says(&officer, "PD-1001"));
    assert_false(web_says(&officer, "Siti"));
    web_get(&officer, "/akun");
    web_post(&officer, "/pengaduan/buku",
             (const char *const[]){"bulan", month, "format", "csv", "identitas", "1", NULL});
    assert_int_equal(officer.status, 403);
    enter_as(&admin, "sri");
    web_post(&admin, "/pengaduan/buku",
             (const char *const[]){"bulan", month, "format", "csv", "identitas", "1", NULL});
    assert_int_equal(admin.status, 200);
    assert_true(web_says(&admin, "Siti"));
    web_get(&admin, "/akun");
    web_post(&admin, "/pengaduan/buku",
             (const char *const[]){"bulan", month, "format", "pdf", NULL});
    assert_int_equal(strncmp(admin.body.data, "%PDF", 4), 0);
    sql_says("SELECT string_agg(account || detail, ' ' ORDER BY no) FROM office.audit"
             " WHERE act = 'complaint.exported'",
             "dewi sriidentitas sri");
}

static void an_officer_sees_no_catalogue_to_publish(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, "dewi");
    web_get(&client, "/katalog");
    assert_int_equal(client.status, 403);
    web_get(&client, "/akun");
    web_post(&client, "/katalog/terbitkan", (const char *const[]){"tanda", "x", NULL});
    assert_int_equal(client.status, 403);
    sql_says("SELECT count(*) FROM office.catalogue", "0");
}

/* Signed as the publisher does, by a program that did not look. */
static void sign_unchecked(const char *catalogue, struct text *out)
{
    uint8_t secret[SIGN_SECRET];
    AUTO_FREE char *at_home = mem_format("%s/publisher.secret", rig.directory);
    AUTO_FREE char *at_office = mem_format("%s/keys/publisher.public", rig.directory);
    struct signed_catalog file = {
        .name = "pekanbaru", .version = 9, .catalog = catalogue, .catalog_len = strlen(catalogue)};
    struct err err;

    assert_true(sign_make_keys(at_home, at_office, &err));
    assert_true(sign_read_secret(at_home, secret, &err));
    text_init(out, 100000);
    assert_true(signed_catalog_write(out, &file, secret, &err));
    secret_wipe(secret, sizeof secret);
}

static void what_is_wrong_in_a_catalogue_is_told_in_indonesian(void **state)
{
    static const char *const findings[] = {
        "katalog: $.office: &quot;id&quot; tidak ada",
        "katalog: $.office.zone: harus berupa teks, bukan bilangan bulat (baris 2)",
        "katalog: $.office.groups[0].name: peringatan: belum ada teks bahasa Inggris",
        "&lt;b&gt;: kunci tidak dikenal; yang boleh: ",
    };
    AUTO_TEXT struct text file = {0};
    struct web_client client AUTO_CLIENT;

    (void)state;
    sign_unchecked("{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\n"
                   "\"name\":\"Kantor\",\"zone\":7,\"<b>\":1,\"groups\":[{\"letter\":\"A\","
                   "\"id\":\"a\",\"name\":\"Loket\"}]},\"services\":[]}",
                   &file);
    enter_as(&client, "sri");
    web_get(&client, "/katalog");
    web_post(&client, "/katalog/periksa", (const char *const[]){"berkas", file.data, NULL});
    assert_int_equal(client.status, 200);
    for (size_t i = 0; i < ARRAY_LEN(findings); i++) {
        if (!web_says(&client, findings[i]))
            fail_msg("the page does not say %s:\n%s", findings[i], client.body.data);
    }
    assert_false(web_says(&client, "lang=\"en\""));
    assert_false(web_says(&client, " is missing"));
    assert_false(web_says(&client, "Terbitkan katalog ini"));
    sql_says("SELECT count(*) FROM office.catalogue", "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_office_tells_the_index_of_the_kiosk),
        cmocka_unit_test(sums_are_what_their_rows_add_up_to),
        cmocka_unit_test(no_text_becomes_markup_on_any_page),
        cmocka_unit_test(strange_words_in_an_address_are_refused),
        cmocka_unit_test(files_are_handed_out),
        cmocka_unit_test(answers_still_at_a_kiosk_are_told_apart),
        cmocka_unit_test(an_index_leads_to_no_period_that_has_not_begun),
        cmocka_unit_test(a_password_is_kept_under_its_account),
        cmocka_unit_test(a_complaint_is_read_weighed_answered_and_closed),
        cmocka_unit_test(the_later_weight_counts_and_no_state_goes_back),
        cmocka_unit_test(a_book_with_names_is_for_supervisors),
        cmocka_unit_test(an_officer_sees_no_catalogue_to_publish),
        cmocka_unit_test(what_is_wrong_in_a_catalogue_is_told_in_indonesian),
    };

    return cmocka_run_group_tests(tests, start_office, stop_office);
}
