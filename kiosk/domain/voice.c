/* The grammar of the spoken call, as tables. */
#include "domain/voice.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* Every clip: letters, digits, what the grammar says by itself, then the words of signs over
 * counters, whose clips have the name of the word. */
static const char *const clips[] = {
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "chime",
    "pause",
    "nomor-antrean",
    "silakan-ke",
    "silakan-lihat-layar",
    "sepuluh",
    "sebelas",
    "belas",
    "puluh",
    "antrean",
    "bagian",
    "berkas",
    "dan",
    "depan",
    "disabilitas",
    "informasi",
    "izin",
    "kasir",
    "khusus",
    "konsultasi",
    "konter",
    "lansia",
    "lantai",
    "layanan",
    "loket",
    "meja",
    "pelayanan",
    "pembayaran",
    "pendaftaran",
    "penerimaan",
    "pengaduan",
    "pengambilan",
    "penyerahan",
    "perizinan",
    "petugas",
    "prioritas",
    "resepsionis",
    "ruang",
    "umum",
    "verifikasi",
};

enum {
    FIRST_LETTER = 0,
    FIRST_DIGIT = 26,
    FIRST_PHRASE = FIRST_DIGIT + 10,
    FIRST_WORD = FIRST_PHRASE + 9
};

enum { SPELLED_MOST = 4, NUMBER_WORDS_BELOW = 100 };

static bool add(struct voice_line *line, const char *clip)
{
    if (line->count == VOICE_CLIPS_MOST)
        return false;
    return text_copy(line->clips[line->count++], VOICE_CLIP_NAME, clip);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool add_digit(struct voice_line *line, int digit)
{
    return add(line, clips[FIRST_DIGIT + digit]);
}

/* One letter or digit by its name. */
static bool add_sign(struct voice_line *line, char c)
{
    if (is_digit(c))
        return add_digit(line, c - '0');
    return is_letter(c) && add(line, clips[FIRST_LETTER + (c | 0x20) - 'a']);
}

static bool add_spelled(struct voice_line *line, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!add_sign(line, text[i]))
            return false;
    }
    return true;
}

/* 0 to 99 in words. */
static bool add_small(struct voice_line *line, int value)
{
    int tens = value / 10, ones = value % 10;

    if (tens == 0)
        return add_digit(line, ones);
    if (value == 10 || value == 11)
        return add(line, value == 10 ? "sepuluh" : "sebelas");
    if (tens == 1)
        return add_digit(line, ones) && add(line, "belas");
    return add_digit(line, tens) && add(line, "puluh") && (ones == 0 || add_digit(line, ones));
}

/* A number on a sign: in words to 99; "02" and "101" as they are read out, digit by digit. */
static bool add_figure(struct voice_line *line, const char *text, size_t length)
{
    int value = 0;

    if (length > 2 || (length == 2 && text[0] == '0'))
        return add_spelled(line, text, length);
    for (size_t i = 0; i < length; i++)
        value = value * 10 + (text[i] - '0');
    assert(value < NUMBER_WORDS_BELOW);
    return add_small(line, value);
}

static bool is_capitals(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] < 'A' || text[i] > 'Z')
            return false;
    }
    return true;
}

/* A word with a clip, or a short one in capitals, spelled ("OSS", the B of "Loket B"). */
static bool add_word(struct voice_line *line, const char *text, size_t length)
{
    for (size_t i = FIRST_WORD; i < ARRAY_LEN(clips); i++) {
        if (strlen(clips[i]) == length && strncasecmp(clips[i], text, length) == 0)
            return add(line, clips[i]);
    }
    return (length == 1 || (length <= SPELLED_MOST && is_capitals(text, length)))
           && add_spelled(line, text, length);
}

static size_t run_of(const char *text, bool (*belongs)(char))
{
    size_t length = 0;

    while (belongs(text[length]))
        length++;
    return length;
}

static bool add_counter(struct voice_line *line, const char *counter)
{
    size_t before = line->count;
    size_t length;

    for (; *counter != '\0'; counter += length) {
        bool is_said = true;

        if ((length = run_of(counter, is_digit)) > 0)
            is_said = add_figure(line, counter, length);
        else if ((length = run_of(counter, is_letter)) > 0)
            is_said = add_word(line, counter, length);
        else if ((length = 1) && *counter == '&')
            is_said = add(line, "dan");
        else
            is_said = strchr(" -./,()", *counter) != NULL;
        if (!is_said)
            return false;
    }
    return line->count > before;
}

/* "A-014"; a series of several signs ("A2", "Aa") is set off, so that it is not heard as a number. */
static bool add_number(struct voice_line *line, const char *number)
{
    const char *hyphen = strchr(number, '-');
    size_t series = hyphen ? (size_t)(hyphen - number) : 0;

    if (series == 0 || hyphen[1] == '\0' || !add_spelled(line, number, series))
        return false;
    if (series > 1 && !add(line, "pause"))
        return false;
    return run_of(hyphen + 1, is_digit) == strlen(hyphen + 1)
           && add_spelled(line, hyphen + 1, strlen(hyphen + 1));
}

/* All of `part`, or nothing. */
static bool join(struct voice_line *line, const struct voice_line *part)
{
    if (line->count + part->count > VOICE_CLIPS_MOST)
        return false;
    memcpy(line->clips[line->count], part->clips, part->count * sizeof part->clips[0]);
    line->count += part->count;
    return true;
}

void voice_call(struct voice_line *out, const char *number, const char *counter)
{
    struct voice_line said = {0}, where = {0};
    bool has_number, has_counter;

    *out = (struct voice_line){0};
    has_number = add(&said, "nomor-antrean") && add_number(&said, number);
    has_counter = add(&where, "silakan-ke") && add_counter(&where, counter);
    (void)add(out, "chime");
    if (has_number && !(join(out, &said) && add(out, "pause")))
        has_number = false;
    out->is_whole = has_number && has_counter && join(out, &where);
    if (!out->is_whole)
        (void)add(out, "silakan-lihat-layar");
}

const char *const *voice_clips(size_t *count)
{
    *count = ARRAY_LEN(clips);
    return clips;
}
