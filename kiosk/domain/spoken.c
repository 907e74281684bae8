/* A small reader: it walks over the text once, and each rule takes what it knows how to say. */
#include "domain/spoken.h"
#include "base/text.h"
#include <ctype.h>
#include <string.h>

/* What is added to `out` so far, and what is left to read. `begin` is the whole text, for looking back. */
struct reader {
    const struct lexicon *lexicon;
    const char *clips; /* NULL: plain text */
    bool is_english;
    const char *begin, *at;
    struct text *out;
};

static const char *digit(const struct reader *reader, char c)
{
    static const char *const digits[][10] = {
        {"nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"},
        {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"},
    };

    return digits[reader->is_english][c - '0'];
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool begins_word(const struct reader *reader)
{
    return reader->at == reader->begin
           || (!is_letter(reader->at[-1]) && !isdigit((unsigned char)reader->at[-1])
               && !strchr(".:", reader->at[-1]));
}

static size_t count_digits(const char *at)
{
    size_t count = 0;

    while (isdigit((unsigned char)at[count]))
        count++;
    return count;
}

/* --- rules: each takes its part of the text and says it, or returns false -------------------------- */

/* "Rp 25.000" is said "25.000 rupiah". */
static bool say_price(struct reader *reader)
{
    const char *at = reader->at;
    size_t len;

    if (!begins_word(reader) || strncmp(at, "Rp", 2) != 0)
        return false;
    at += 2;
    at += *at == '.';
    while (*at == ' ' || strncmp(at, "\xc2\xa0", 2) == 0)
        at += *at == ' ' ? 1 : 2;
    len = strspn(at, "0123456789.");
    while (len > 0 && at[len - 1] == '.')
        len--;
    if (len == 0)
        return false;
    text_addf(reader->out, "%.*s rupiah", (int)len, at);
    reader->at = at + len;
    return true;
}

/* A letter or digit that has a recording of its name; `said` is what stands for it without one. */
static void add_spelled(struct reader *reader, const char *clip, const char *said)
{
    if (reader->clips)
        text_addf(reader->out, "<audio src=\"%s/%s.wav\">%s</audio>", reader->clips, clip, said);
    else
        text_add(reader->out, said);
}

/* "A-014", "A2-001", "Aa-001": the letters, then digit by digit. */
static bool say_number(struct reader *reader)
{
    const char *at = reader->at;
    size_t letters = 0, count;

    if (!begins_word(reader) || !isupper((unsigned char)*at))
        return false;
    while (letters < 2 && isalnum((unsigned char)at[letters]))
        letters++;
    if (at[letters] != '-')
        return false;
    count = count_digits(at + letters + 1);
    if (count < 3 || is_letter(at[letters + 1 + count]))
        return false;
    for (size_t i = 0; i < letters + 1 + count; i++) {
        const char small[] = {(char)tolower((unsigned char)at[i]), '\0'};
        const char large[] = {(char)toupper((unsigned char)at[i]), '\0'};

        if (i == letters) /* the hyphen */
            continue;
        if (i > 0)
            text_add(reader->out, " ");
        if (isdigit((unsigned char)at[i]))
            add_spelled(reader, digit(reader, at[i]), digit(reader, at[i]));
        else
            add_spelled(reader, small, large);
    }
    reader->at = at + letters + 1 + count;
    return true;
}

/* "09.41", "09:41": two and two digits by themselves. */
static bool say_time(struct reader *reader)
{
    const char *at = reader->at;
    int hour, minute;

    if (!begins_word(reader) || count_digits(at) != 2 || (at[2] != '.' && at[2] != ':')
        || count_digits(at + 3) != 2 || at[5] == '.' || at[5] == ':' || is_letter(at[5]))
        return false;
    hour = (at[0] - '0') * 10 + at[1] - '0';
    minute = (at[3] - '0') * 10 + at[4] - '0';
    if (hour > 24 || minute > 59)
        return false;
    if (minute == 0)
        text_addf(reader->out, reader->is_english ? "%d o'clock" : "%d tepat", hour);
    else
        text_addf(reader->out, reader->is_english ? "%d %d" : "%d lewat %d menit", hour, minute);
    reader->at = at + 5;
    return true;
}

/* Marks of the screen, and signs that a voice would name. */
static bool say_sign(struct reader *reader)
{
    static const struct {
        const char *sign, *id, *en;
    } signs[] = {
        {"**", "", ""},
        {"\xc2\xb7", ",", ","},
        {"\xe2\x80\xa2", ",", ","},
        {"\n", ". ", ". "},
        {"/", ", ", ", "},
        {"\xe2\x80\xa6", ".", "."},
        {"&", "dan", "and"},
        {"\xe2\x80\x93", " sampai ", " to "},
        {"\xc3\x97", " kali ", " by "},
        {"@", " et ", " at "},
        {"\xc2\xa0", " ", " "},
        {"|", ",", ","},
    };

    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        size_t len = strlen(signs[i].sign);

        if (strncmp(reader->at, signs[i].sign, len) != 0)
            continue;
        text_add(reader->out, reader->is_english ? signs[i].en : signs[i].id);
        reader->at += len;
        return true;
    }
    return false;
}

/* A whole word: by the lexicon, else as it is written. "No." may end in a dot of its own. */
static bool say_word(struct reader *reader)
{
    size_t len = 0;
    const char *said;

    if (!is_letter(*reader->at))
        return false;
    while (is_letter(reader->at[len]))
        len++;
    said = reader->at[len] == '.' ? lexicon_find(reader->lexicon, reader->at, len + 1) : NULL;
    if (said) {
        len++;
    } else {
        said = lexicon_find(reader->lexicon, reader->at, len);
    }
    if (said)
        text_add(reader->out, said);
    else
        text_add_bytes(reader->out, reader->at, len);
    reader->at += len;
    return true;
}

/* What SSML would take for its own. */
static bool say_mark(struct reader *reader)
{
    if (!reader->clips || (*reader->at != '<' && *reader->at != '>'))
        return false;
    text_add(reader->out, *reader->at == '<' ? "&lt;" : "&gt;");
    reader->at++;
    return true;
}

void spoken_text(const struct lexicon *lexicon, const char *lang, const char *clips,
                 const char *text, char *out, size_t size)
{
    AUTO_TEXT struct text said = {0};
    struct reader reader = {.lexicon = lexicon,
                            .clips = clips,
                            .is_english = text_equal(lang, "en"),
                            .begin = text,
                            .at = text,
                            .out = &said};

    text_init(&said, SPOKEN_TEXT * 8);
    while (*reader.at && !said.overflow) {
        if (say_price(&reader) || say_number(&reader) || say_time(&reader) || say_sign(&reader)
            || say_mark(&reader) || say_word(&reader))
            continue;
        text_add_bytes(&said, reader.at++, 1);
    }
    (void)text_copy(out, size, said.data ? said.data : "");
}

void spoken_masked(const char *lang, const char *text, char *out, size_t size)
{
    AUTO_TEXT struct text said = {0};

    text_init(&said, SPOKEN_TEXT);
    while (text_next(&text) && !said.overflow)
        text_addf(&said, "%s%s", said.len > 0 ? ", " : "",
                  text_equal(lang, "en") ? "star" : "bintang");
    (void)text_copy(out, size, said.data ? said.data : "");
}
