/* Folding and comparing single words. */
#include "finder_word.h"

#include "base/attr.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ONE_SLIP_FROM = 4, TWO_SLIPS_FROM = 7 };

/* What people write, and the standard (KBBI). Whole words only. */
static const struct {
    const char *used, *standard;
} spellings[] = {
    {"analisa", "analisis"},    {"antrian", "antrean"},
    {"apotik", "apotek"},       {"fotocopy", "fotokopi"},
    {"ijin", "izin"},           {"jadual", "jadwal"},
    {"materai", "meterai"},     {"nomer", "nomor"},
    {"perijinan", "perizinan"}, {"photo", "foto"},
    {"praktek", "praktik"},     {"propinsi", "provinsi"},
    {"resiko", "risiko"},       {"sertipikat", "sertifikat"},
    {"silahkan", "silakan"},    {"survey", "survei"},
    {"tehnik", "teknik"},
};

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xc0;
}

static void use_standard(char word[FINDER_WORD])
{
    for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
        if (strcmp(word, spellings[i].used) == 0)
            text_copy(word, FINDER_WORD, spellings[i].standard);
    }
}

size_t finder_next_word(const char **at, char out[FINDER_WORD], const char **out_start)
{
    const char *start = *at, *next = *at;
    size_t used = 0;

    for (uint32_t c = text_next(&next); c && !is_letter(c); c = text_next(&next))
        start = next;
    *out_start = next = start;
    for (uint32_t c = text_next(&next); c && is_letter(c); c = text_next(&next)) {
        size_t bytes = (size_t)(next - start);

        if (used + bytes < FINDER_WORD) {
            memcpy(out + used, start, bytes);
            if (c >= 'A' && c <= 'Z')
                out[used] = (char)(c - 'A' + 'a');
            used += bytes;
        }
        start = next;
    }
    out[used] = '\0';
    *at = start;
    use_standard(out);
    return (size_t)(start - *out_start);
}

enum finder_distance finder_plain_distance(const char *typed, const char *word)
{
    const char *at = strstr(word, typed);

    if (!at)
        return FINDER_NONE;
    if (at > word)
        return FINDER_INSIDE;
    return strlen(typed) == strlen(word) ? FINDER_SAME : FINDER_BEGINS;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The optimal string alignment of `typed` with the nearest beginning of `word`; more than `most` may be
 * told as any larger number. */
static int slips(const char *typed, const char *word, int most)
{
    const int length = (int)strlen(typed);
    int rows[3][FINDER_WORD
                + 1]; /* by letters of `typed`: of two letters ago, of the last, of this one */
    int best;

    for (int i = 0; i <= length; i++)
        rows[0][i] = rows[1][i] = i;
    best = length;
    for (int j = 1; word[j - 1] && j <= length + most; j++) {
        int *now = rows[(j + 1) % 3];
        const int *last = rows[j % 3], *before = rows[(j + 2) % 3];
        int nearest = now[0] = j;

        for (int i = 1; i <= length; i++) {
            int cost = last[i - 1] + (typed[i - 1] != word[j - 1]);

            cost = least(cost, least(last[i], now[i - 1]) + 1);
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                cost = least(cost, before[i - 2] + 1);
            now[i] = cost;
            nearest = least(nearest, cost);
        }
        best = least(best, now[length]);
        if (nearest > most)
            break;
    }
    return best;
}

enum finder_distance finder_distance(const char *typed, const char *word)
{
    const enum finder_distance plain = finder_plain_distance(typed, word);
    const size_t length = strlen(typed);
    const int most = length >= TWO_SLIPS_FROM ? 2 : length >= ONE_SLIP_FROM ? 1 : 0;

    if (plain != FINDER_NONE || most == 0)
        return plain;
    /* Hardly anybody misses the first letter by more than an exchange or one too many. */
    if (typed[0] != word[0] && typed[1] != word[0] && typed[0] != word[1])
        return FINDER_NONE;
    switch (slips(typed, word, most)) {
    case 1:
        return FINDER_ONE_SLIP;
    case 2:
        return most == 2 ? FINDER_TWO_SLIPS : FINDER_NONE;
    default:
        return FINDER_NONE;
    }
}
