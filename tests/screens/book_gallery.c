/* A book of every kind of complaint, and one complaint from received to closed. */
#include "screens/book_gallery.h"

#include "base/mem.h"
#include "base/sign.h"
#include "base/text.h"
#include "desk/office.h"
#include "screens/sign_in_gallery.h"
#include "wire/decisions.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char story[] =
    "Sudah dua kali saya datang, berkas lengkap, tetapi di loket dua diminta kembali besok tanpa "
    "penjelasan. Petugas lain mengatakan syaratnya sudah cukup.\nMohon dijelaskan mana yang benar.";

struct complaint book_gallery_file(struct stage *stage, enum complaint_kind kind,
                                   enum complaint_reply reply, const char *text)
{
    const struct complaint_request request = {
        .request = uuid_v4(),
        .kind = kind,
        .service_id = kind == KIND_ASPIRASI ? "" : desk_catalog(stage->desk)->services[0].id,
        .text = text ? text : story,
        .reply = reply,
        .name = reply == REPLY_NONE ? "" : "Siti Rahmawati",
        .contact = reply == REPLY_PHONE ? "0812 3456 7890" : "",
        .has_consented = true,
        .lang = "id",
    };
    struct complaint complaint;
    struct err err = {0};

    if (!desk_file_complaint(stage->desk, &request, &complaint, &err))
        fail_msg("%s", err.text);
    return complaint;
}

void book_gallery_office_answers(struct stage *stage, const char *number, const char *answer)
{
    AUTO_FREE struct decisions *said = mem_zalloc(1, sizeof *said);
    AUTO_FREE struct heartbeat *heartbeat = mem_zalloc(1, sizeof *heartbeat);
    AUTO_TEXT struct text letter;
    struct decisions_cursor cursor;
    struct complaint complaint;
    struct err err = {0};

    text_init(&letter, DECISION_LETTER + 1);
    assert_true(desk_find_complaint(stage->desk, number, &complaint, NULL));
    assert_true(desk_decisions_cursor(stage->desk, &cursor, NULL));
    assert_true(desk_heartbeat(stage->desk, heartbeat, NULL));
    assert_true(box_close(&letter, heartbeat->letter_key, answer, strlen(answer), NULL));
    if (uuid_is_nil(&cursor.incarnation))
        cursor.incarnation = uuid_v4();
    said->count = 2;
    said->incarnation = cursor.incarnation;
    said->server_ms = complaint.at_ms + 2;
    for (int i = 0; i < 2; i++) {
        struct decision *decision = &said->items[i];

        *decision = (struct decision){.seq = cursor.seq + 1 + i,
                                      .is_known = true,
                                      .what = {.at_ms = complaint.at_ms + 1 + i}};
        assert_true(text_copy(decision->what.number, sizeof decision->what.number, number));
    }
    said->items[0].what.act = COMPLAINT_WEIGH;
    said->items[0].what.weight = WEIGHT_SEDANG;
    said->items[1].what.act = COMPLAINT_ANSWER;
    said->items[1].letter_len = letter.len;
    memcpy(said->items[1].letter, letter.data, letter.len);
    if (!desk_take_decisions(stage->desk, &cursor, said, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

void book_gallery_open(struct stage *stage)
{
    sign_in_add_officers(stage, 2);
    sign_in_at_counter(stage);
    stage_notice(stage);
    stage_tap(stage, "book");
    assert_string_equal(stage_screen(stage), "staff-book");
}

static void type_answer(struct stage *stage)
{
    stage_tap(stage, "answer");
    for (const char *key = "loketduakinidilayanidua"; *key; key++) {
        char name[] = {'k', 'e', 'y', '-', *key, '\0'};

        stage_tap(stage, name);
    }
}

/* The promise of a complaint is never changed; the gallery is about how it looks. */
static void make_overdue(struct stage *stage)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", stage->directory);
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "DROP TRIGGER complaint_keeps_its_number;"
                                  "UPDATE complaint SET due_day = 20775 + seq WHERE seq < 8",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    stage_notice(stage);
}

void book_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context)
{
    static const char *const weights[] = {"weight-ringan", "weight-sedang", "weight-berat"};
    AUTO_FREE char *much = mem_zalloc(COMPLAINT_TEXT, 1);

    for (int i = 0; i < COMPLAINT_LETTERS; i++)
        much[i] = i % 9 == 8 ? ' ' : "mengadukan"[i % 9];
    much[COMPLAINT_LETTERS - 1] = 'n';
    book_gallery_open(stage);
    each(stage, "40-book-empty", context);
    book_gallery_file(stage, KIND_PENGADUAN, REPLY_PHONE, NULL);
    book_gallery_file(stage, KIND_INFORMASI, REPLY_IN_PERSON, much);
    for (int i = 0; i < 20; i++)
        book_gallery_file(stage, KIND_ASPIRASI, REPLY_NONE, NULL);
    stage_notice(stage);
    each(stage, "40-book", context);
    stage_tap(stage, "page-down");
    each(stage, "40-book-p2", context);
    stage_tap(stage, "list-all");
    each(stage, "40-book-all", context);
    stage_tap(stage, "list-overdue");
    each(stage, "40-book-none", context);
    make_overdue(stage);
    each(stage, "40-book-overdue", context);
    stage_tap(stage, "list-open");
    stage_tap(stage, "complaint-PD-1001");
    each(stage, "41-complaint-sealed", context);
    stage_tap(stage, "read");
    each(stage, "41-complaint-open", context);
    for (size_t i = 0; i < ARRAY_LEN(weights); i++) {
        char name[64];

        stage_tap(stage, weights[i]);
        stage_wait(stage, 6000); /* the notice is over */
        assert_true(text_format(name, sizeof name, "41-complaint-%s", weights[i]));
        each(stage, name, context);
    }
    type_answer(stage);
    each(stage, "42-answer", context);
    stage_tap(stage, "save");
    stage_wait(stage, 6000);
    each(stage, "41-complaint-answered", context);
    stage_tap(stage, "close");
    stage_tap(stage, "print");
    stage_wait(stage, 6000);
    each(stage, "41-complaint-closed", context);
    stage_tap(stage, "nav-back");
    stage_tap(stage, "complaint-PD-1002");
    stage_tap(stage, "read");
    each(stage, "41-complaint-long", context);
    stage_tap(stage, "nav-back");
    stage_tap(stage, "complaint-PD-1003");
    stage_tap(stage, "weight-ringan");
    stage_wait(stage, 6000);
    each(stage, "41-complaint-no-reply", context);
    stage_tap(stage, "nav-back");
    book_gallery_office_answers(stage, "PD-1004",
                                "Terima kasih. Mulai 1 Desember loket dua dilayani dua petugas, "
                                "dan daftar syarat dipasang di depan loket.");
    each(stage, "40-book-office", context);
    stage_tap(stage, "complaint-PD-1004");
    stage_tap(stage, "read");
    each(stage, "41-complaint-office", context);
}
