/* Encodes what people wrote, sealed. */
#include "wire/event_words.h"
#include "base/sign.h"
#include "event_parts.h"

enum { KEY_BYTES = 4, KEY_TEXT = 2 * KEY_BYTES + 1 };

static void name_key(char out[KEY_TEXT], const uint8_t *key)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sha[32];

    id_sha256(sha, key, BOX_PUBLIC, NULL, 0);
    for (int i = 0; i < KEY_BYTES; i++) {
        out[2 * i] = digits[sha[i] >> 4];
        out[2 * i + 1] = digits[sha[i] & 15];
    }
    out[KEY_TEXT - 1] = '\0';
}

const char *event_complaint_words(struct text *out, const struct event_head *head,
                                  const struct event_words *data)
{
    struct json_out json;
    char key[KEY_TEXT];
    AUTO_TEXT struct text words;
    const char *kind = event_begin(&json, out, head, "complaint.words");

    text_init(&words, EVENT_MAX_BYTES);
    name_key(key, data->office_key);
    /* What does not fit leaves the record too large, which its owner sees. */
    out->overflow = !base64_write(&words, data->sealed, data->sealed_len) || out->overflow;
    json_out_string(&json, "number", data->number);
    json_out_string(&json, "words", words.data);
    json_out_string(&json, "key", key);
    event_end(&json);
    return kind;
}
