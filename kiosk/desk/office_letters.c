/* What people wrote, on its way to the office: sealed for it when it is filed and when it is answered.
 * What was filed before the office's key was known follows, a few complaints a transaction. */
#include "base/json.h"
#include "base/secret.h"
#include "complaint_internal.h"
#include "desk/office.h"
#include "desk/office_internal.h"
#include "store/complaint_store.h"
#include "wire/event_words.h"
#include <string.h>

#define LOG_AREA "office"
#include "base/log.h"

enum { LETTERS_A_STEP = 20, LETTER_MOST = EVENT_MAX_BYTES };

static void write_words(struct text *out, const struct complaint_words *words)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "text", words->text);
    json_out_string(&json, "name", words->name);
    json_out_string(&json, "contact", words->contact);
    json_out_string(&json, "answer", words->answer);
    json_out_close_object(&json);
}

static bool send_letter(struct desk *desk, const struct office_row *office, const char *number,
                        const struct complaint_words *words, struct err *err)
{
    struct event_head head = desk_event_head(desk, NULL);
    AUTO_TEXT struct text plain;
    AUTO_TEXT struct text sealed;
    AUTO_TEXT struct text rec;

    text_init(&plain, LETTER_MOST);
    text_init(&sealed, LETTER_MOST);
    text_init(&rec, EVENT_MAX_BYTES);
    write_words(&plain, words);
    if (plain.overflow)
        return err_set(err, ERR_INVALID, "the words of %s are over %d bytes", number, LETTER_MOST);
    if (!box_close(&sealed, office->letter_key, plain.data, plain.len, err))
        return false;
    const char *kind =
        event_complaint_words(&rec, &head,
                              &(struct event_words){.number = number,
                                                    .sealed = sealed.data,
                                                    .sealed_len = sealed.len,
                                                    .office_key = office->letter_key});
    return desk_event_add(desk, &head, kind, &rec, err);
}

bool complaint_send_words(struct desk *desk, const struct complaint *complaint,
                          const struct complaint_words *words, struct err *err)
{
    struct office_row office;

    return office_store_get(desk->db, &office, err)
           && (!office.has_letter_key || send_letter(desk, &office, complaint->number, words, err));
}

bool complaint_send_first_words(struct desk *desk, const struct complaint *complaint,
                                const struct complaint_words *words, struct err *err)
{
    struct office_row office;
    struct complaint next;

    if (!office_store_get(desk->db, &office, err))
        return false;
    if (!office.has_letter_key)
        return true;
    if (!send_letter(desk, &office, complaint->number, words, err)
        || !complaint_store_find_after(desk->db, office.letters_seq, &next, &office.letters_seq,
                                       err))
        return false;
    /* Earlier ones that still wait for their turn take this one along once more: the newest counts. */
    return !text_equal(next.number, complaint->number) || office_store_put(desk->db, &office, err);
}

/* One that nobody can open any more is passed over: its key was lost and replaced. */
static bool send_old(struct desk *desk, const struct office_row *office,
                     const struct complaint *complaint, struct err *err)
{
    struct complaint_words words;
    struct err cause = {0};

    if (!complaint_read_words(desk, complaint, &words, &cause)) {
        if (cause.code == ERR_IO || cause.code == ERR_FULL || cause.code == ERR_BUSY)
            return err_set(err, cause.code, "%s", cause.text);
        log_warn("%s cannot be opened and is not sent: %s", complaint->number, cause.text);
        return true;
    }
    bool is_sent = send_letter(desk, office, complaint->number, &words, err);
    secret_wipe(&words, sizeof words);
    return is_sent;
}

static bool send_some(struct desk *desk, struct office_row *office, bool *is_over, struct err *err)
{
    struct complaint complaint;
    struct err missing = {0};

    *is_over = false;
    for (int i = 0; i < LETTERS_A_STEP; i++) {
        int64_t seq = office->letters_seq;

        if (!complaint_store_find_after(desk->db, seq, &complaint, &seq, &missing)) {
            *is_over = true;
            return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
        }
        if (!send_old(desk, office, &complaint, err))
            return false;
        office->letters_seq = seq;
    }
    return true;
}

bool desk_office_send_letters(struct desk *desk, bool *is_over, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row office;
    int64_t last_seq = 0;
    bool has_key = false;

    *is_over = true;
    if (!office_store_get(desk->db, &office, err)
        || !complaint_store_last_seq(desk->db, &last_seq, err))
        return false;
    if (!office.has_letter_key || office.letters_seq >= last_seq)
        return true;
    if (!desk_has_seal(desk, &has_key, err))
        return false;
    if (!has_key)
        return true;
    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &office, err)
        || !send_some(desk, &office, is_over, err))
        return false;
    if (*is_over && !complaint_store_last_seq(desk->db, &office.letters_seq, err))
        return false;
    return office_store_put(desk->db, &office, err) && desk_commit(desk, &tx, err);
}

static bool is_letter_key(const struct office_row *office, const uint8_t key[BOX_PUBLIC])
{
    return office->has_letter_key && memcmp(office->letter_key, key, BOX_PUBLIC) == 0;
}

static bool keep_key(struct desk *desk, const uint8_t key[BOX_PUBLIC], struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row office;

    if (!office_store_get(desk->db, &office, err))
        return false;
    /* Most often; a full disk, on which nothing can be begun, must not end the renewal of a certificate. */
    if (is_letter_key(&office, key))
        return true;
    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &office, err))
        return false;
    if (is_letter_key(&office, key))
        return true;
    office.has_letter_key = true;
    memcpy(office.letter_key, key, BOX_PUBLIC);
    office.letters_seq = 0; /* what was sealed for another key is sealed for this one too */
    return office_store_put(desk->db, &office, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "office.key", "", "", err)
           && desk_commit(desk, &tx, err);
}

bool desk_note_office_key(struct desk *desk, const uint8_t key[BOX_PUBLIC], struct err *err)
{
    bool is_over = false;

    if (!keep_key(desk, key, err))
        return false;
    while (!is_over) {
        if (!desk_office_send_letters(desk, &is_over, err))
            return false;
    }
    return true;
}
