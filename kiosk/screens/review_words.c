/* Review marks in words. */
#include "review_words.h"
#include "base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    struct label words;
    enum ui_tone tone;
} kinds[] = {
    [REVIEW_DOUBLED] = {W("rv_doubled", "Written twice (hidden)"), UI_TONE_DANGER},
    [REVIEW_WRONG] = {W("rv_wrong", "Misleading (hidden)"), UI_TONE_DANGER},
    [REVIEW_CONTRADICTS] = {W("rv_contradicts", "Contradicts"), UI_TONE_WARNING},
    [REVIEW_SPELLING] = {W("rv_spelling", "Spelling"), UI_TONE_PLAIN},
    [REVIEW_MISSING] = {W("rv_missing", "Missing"), UI_TONE_WARNING},
    [REVIEW_SETTING] = {W("rv_setting", "Example setting"), UI_TONE_INFO},
    [REVIEW_UNCONFIRMED] = {W("rv_unconfirmed", "Not certain"), UI_TONE_INFO},
};
static_assert(ARRAY_LEN(kinds) == REVIEW_UNCONFIRMED + 1, "every kind of mark has its words");

/* The catalogue's keys that marks name; "" says nothing of its own. */
static const struct {
    const char *key;
    struct label words;
} parts[] = {
    {"requirements", W("rv_requirements", "Requirement")},
    {"steps", W("rv_steps", "Step")},
    {"actors", W("rv_actors", "Actor")},
    {"activity", W("rv_activity", "Activity")},
    {"input", W("rv_input", "Input")},
    {"output", W("rv_output", "Output")},
    {"duration", W("rv_duration", "Processing time")},
    {"fee", W("rv_fee", "Fee")},
    {"product", W("rv_product", "Product")},
    {"name", W("rv_name", "Name")},
    {"often", W("rv_often", "Often chosen")},
    {"legal_basis", W("rv_legal", "Legal basis")},
    {"facilities", W("rv_facilities", "Facilities")},
    {"competences", W("rv_competences", "Competence")},
    {"supervision", W("rv_supervision", "Supervision")},
    {"staff_count", W("rv_staff_count", "Number of staff")},
    {"guarantees", W("rv_guarantees", "Service guarantee")},
    {"security", W("rv_security", "Safety guarantee")},
    {"evaluation", W("rv_evaluation", "Evaluation")},
    {"complaints", W("rv_complaints", "Complaints")},
    {"channels", W("rv_channels", "Channel")},
    {"handling", W("rv_handling", "Handling")},
    {"deadline", W("rv_deadline", "Deadline")},
    {"note", W("rv_note", "Note")},
    {"lines", W("rv_lines", "Line")},
    {"source", W("rv_source", "Source document")},
    {"title", W("rv_title", "Title")},
    {"number", W("rv_number", "Number")},
    {"date", W("rv_date", "Date")},
    {"office", W("rv_office", "Office")},
    {"groups", W("rv_groups", "Queue groups")},
    {"hours", W("rv_hours", "Opening hours")},
    {"pledge", W("rv_pledge", "Service pledge")},
    {"address", W("rv_address", "Address")},
    {"services", W("rv_services", "Service")},
    {"standard", W("rv_standard", "Service standard")},
};

enum { PART_TEXT = 64 };

static const char *part_words(const char *key)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (text_equal(parts[i].key, key))
            return strings_label(&parts[i].words);
    }
    return key;
}

/* One part of a path, "steps[0]", as "Langkah 1"; people count from one. */
static void add_part(struct text *out, const char *part, size_t len)
{
    char key[PART_TEXT] = "";
    size_t name = strcspn(part, "[.");

    if (name > len)
        name = len;
    if (name >= sizeof key)
        name = sizeof key - 1;
    memcpy(key, part, name);
    text_add(out, out->len > 0 ? " · " : "");
    text_add(out, part_words(key));
    if (name < len && part[name] == '[')
        text_addf(out, " %ld", strtol(part + name + 1, NULL, 10) + 1);
}

void review_item_words(char *out, size_t size, const char *item)
{
    AUTO_TEXT struct text words = {0};

    text_init(&words, STRINGS_LINE);
    for (const char *part = item; *part;) {
        size_t len = strcspn(part, ".");

        add_part(&words, part, len);
        part += len + (part[len] == '.');
    }
    (void)text_copy(out, size, words.data);
}

const char *review_kind_words(enum review_kind kind)
{
    return strings_label(&kinds[kind].words);
}

enum ui_tone review_kind_tone(enum review_kind kind)
{
    return kinds[kind].tone;
}
