/* Opening and sealing with the office's pair. */
#include "complaint_letter.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/sign.h"

#include <string.h>

static void copy_part(const struct json *letter, const char *key, char *out, size_t size)
{
    const char *value = json_string(json_get(letter, key));

    (void)text_copy(out, size, value != NULL ? value : "");
}

bool complaint_letter_read(const char *bytes, size_t len, struct complaint_words *out,
                           struct err *err)
{
    AUTO_JSON struct json *letter = NULL;
    struct err cause = {0};

    /* The parser's text may quote what was written. */
    if (!json_parse(&letter, bytes, len, NULL, &cause) || json_kind(letter) != JSON_OBJECT)
        return err_set(err, ERR_CORRUPT, "a letter that is no JSON object");
    copy_part(letter, "text", out->text, sizeof out->text);
    copy_part(letter, "name", out->name, sizeof out->name);
    copy_part(letter, "contact", out->contact, sizeof out->contact);
    copy_part(letter, "answer", out->answer, sizeof out->answer);
    return true;
}

static bool open_sealed(const uint8_t secret[BOX_SECRET], const struct text *sealed,
                        struct text *out, struct err *err)
{
    text_init(out, COMPLAINT_SEALED_MOST);
    return box_open(out, secret, sealed->data, sealed->len, err);
}

static bool open_answer(const struct web *web, const struct office_complaint *complaint,
                        const uint8_t secret[BOX_SECRET], struct complaint_words *words,
                        struct err *err)
{
    AUTO_TEXT struct text sealed, plain = {0};

    text_init(&sealed, COMPLAINT_SEALED_MOST);
    if (!complaint_rows_answer(web->pg, complaint->kiosk, complaint->complaint.number, &sealed,
                               err))
        return false;
    if (sealed.len == 0)
        return true;
    if (!open_sealed(secret, &sealed, &plain, err))
        return false;
    (void)text_copy(words->answer, sizeof words->answer, plain.data);
    return true;
}

static bool open_letter(const struct web *web, const struct office_complaint *complaint,
                        const uint8_t secret[BOX_SECRET], struct complaint_words *words,
                        struct err *err)
{
    AUTO_TEXT struct text sealed, plain = {0};

    text_init(&sealed, COMPLAINT_SEALED_MOST);
    return complaint_rows_letter(web->pg, complaint->kiosk, complaint->complaint.number, &sealed,
                                 err)
           && open_sealed(secret, &sealed, &plain, err)
           && complaint_letter_read(plain.data, plain.len, words, err)
           && open_answer(web, complaint, secret, words, err);
}

bool complaint_letter_open(const struct web *web, const struct office_complaint *complaint,
                           struct complaint_words *out, struct err *err)
{
    uint8_t secret[BOX_SECRET];

    *out = (struct complaint_words){0};
    if (!box_read_secret(web->options->office_secret, secret, err))
        return false;
    bool is_open = open_letter(web, complaint, secret, out, err);
    secret_wipe(secret, sizeof secret);
    if (!is_open)
        secret_wipe(out, sizeof *out);
    return is_open;
}

bool complaint_letter_seal(const struct web *web, const char *answer, struct text *out,
                           struct err *err)
{
    uint8_t key[BOX_PUBLIC];

    return box_read_public(web->options->office_public, key, err)
           && box_close(out, key, answer, strlen(answer), err);
}

bool complaint_letter_address(const struct web *web, const char *kiosk, const char *answer,
                              struct text *out, struct err *err)
{
    uint8_t key[BOX_PUBLIC];
    bool is_known = false;

    return complaint_rows_kiosk_key(web->pg, kiosk, key, &is_known, err)
           && (!is_known || box_close(out, key, answer, strlen(answer), err));
}
