/* The office's decisions as anybody may send them: what is believed agrees with itself and reads back. */
#include "wire/decisions.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static void expect_sound(const struct decision *decision, int64_t before, int64_t head)
{
    const struct complaint_decision *what = &decision->what;
    char number[COMPLAINT_NUMBER_TEXT];

    expect(decision->seq > before && decision->seq <= head);
    if (!decision->is_known)
        return;
    expect(what->at_ms > 0 && complaint_parse_number(what->number, number)
           && strcmp(number, what->number) == 0);
    expect((what->act == COMPLAINT_WEIGH) == (what->weight != WEIGHT_NOT_SET));
    expect(decision->letter_len == 0 || what->act == COMPLAINT_ANSWER);
    expect(decision->letter_len <= DECISION_LETTER);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct decisions page, again;
    AUTO_TEXT struct text text = {0};
    bool all_known = true;

    if (!decisions_read(&page, (const char *)bytes, len, NULL))
        return 0;
    expect(page.count <= DECISIONS_MOST && page.server_ms > 0 && !uuid_is_nil(&page.incarnation));
    for (size_t i = 0; i < page.count; i++) {
        expect_sound(&page.items[i], i > 0 ? page.items[i - 1].seq : 0, page.head);
        all_known = all_known && page.items[i].is_known;
    }
    if (!all_known) /* which nobody writes */
        return 0;
    text_init(&text, DECISIONS_BYTES);
    decisions_write(&text, &page);
    expect(decisions_read(&again, text.data, text.len, NULL)
           && memcmp(&again, &page, sizeof page) == 0);
    return 0;
}
