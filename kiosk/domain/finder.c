/* All words of a catalogue, each once, with the services that have it. */
#include "domain/finder.h"
#include "finder_word.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_LIMIT = 64 << 20, OFTEN_LAST = 1 << 16 };

/* A word of a service, and afterwards a word of the catalogue's. */
struct pair {
    const char *word;
    uint32_t service;
};

struct entry {
    const char *word;
    size_t first, count; /* of `pairs` */
};

struct hit {
    uint32_t key; /* nearest first */
    uint32_t service;
};

struct finder {
    const struct catalog *catalog;
    struct arena *words;
    struct pair *pairs; /* by word, then by service */
    size_t pair_count, pair_room;
    struct entry *entries;
    size_t entry_count;
    uint8_t *distances; /* a service's, of the word at hand */
    uint8_t *sums;      /* of the words before it; FINDER_NONE * FIND_WORDS: not a result */
    struct hit *hits;
    const struct service **results;
};

enum { NOT_FOUND = FINDER_NONE * FIND_WORDS };
typedef enum finder_distance distance_fn(const char *typed, const char *word);

static void add_words(struct finder *finder, uint32_t service, const char *text)
{
    char word[FINDER_WORD];
    const char *start;

    while (text && finder_next_word(&text, word, &start) > 0) {
        if (finder->pair_count == finder->pair_room) {
            finder->pair_room = finder->pair_room ? finder->pair_room * 2 : 256;
            finder->pairs = mem_resize(finder->pairs, finder->pair_room, sizeof *finder->pairs);
        }
        finder->pairs[finder->pair_count++] =
            (struct pair){arena_strdup(finder->words, word), service};
    }
}

static void add_service(struct finder *finder, uint32_t index)
{
    const struct service *service = &finder->catalog->services[index];

    add_words(finder, index, service->id);
    add_words(finder, index, service->name.id);
    add_words(finder, index, service->name.en);
    if (service->sector) {
        add_words(finder, index, service->sector->name.id);
        add_words(finder, index, service->sector->name.en);
    }
}

static int by_word(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = strcmp(x->word, y->word);

    return order != 0 ? order : (x->service > y->service) - (x->service < y->service);
}

static void gather_entries(struct finder *finder)
{
    finder->entries = mem_zalloc(finder->pair_count + 1, sizeof *finder->entries);
    for (size_t i = 0; i < finder->pair_count; i++) {
        const struct pair *pair = &finder->pairs[i];

        if (i == 0 || strcmp(pair->word, pair[-1].word) != 0)
            finder->entries[finder->entry_count++] = (struct entry){pair->word, i, 0};
        finder->entries[finder->entry_count - 1].count++;
    }
}

struct finder *finder_new(const struct catalog *catalog)
{
    struct finder *finder = mem_zalloc(1, sizeof *finder);
    const size_t count = catalog->service_count + 1;

    finder->catalog = catalog;
    finder->words = arena_new(WORD_LIMIT);
    for (size_t i = 0; i < catalog->service_count; i++)
        add_service(finder, (uint32_t)i);
    if (finder->pair_count > 0)
        qsort(finder->pairs, finder->pair_count, sizeof *finder->pairs, by_word);
    gather_entries(finder);
    finder->distances = mem_zalloc(count, sizeof *finder->distances);
    finder->sums = mem_zalloc(count, sizeof *finder->sums);
    finder->hits = mem_zalloc(count, sizeof *finder->hits);
    finder->results = mem_zalloc(count, sizeof(struct service *));
    return finder;
}

void finder_free(struct finder *finder)
{
    if (!finder)
        return;
    arena_free(finder->words);
    free(finder->pairs);
    free(finder->entries);
    free(finder->distances);
    free(finder->sums);
    free(finder->hits);
    free(finder->results);
    free(finder);
}

static void add_distances(struct finder *finder, const char *typed, distance_fn *distance)
{
    memset(finder->distances, FINDER_NONE, finder->catalog->service_count);
    for (size_t i = 0; i < finder->entry_count; i++) {
        const struct entry *entry = &finder->entries[i];
        uint8_t far = (uint8_t)distance(typed, entry->word);

        for (size_t p = entry->first; far < FINDER_NONE && p < entry->first + entry->count; p++) {
            uint8_t *nearest = &finder->distances[finder->pairs[p].service];

            if (far < *nearest)
                *nearest = far;
        }
    }
    for (size_t s = 0; s < finder->catalog->service_count; s++) {
        bool is_lost = finder->distances[s] == FINDER_NONE || finder->sums[s] == NOT_FOUND;

        finder->sums[s] = is_lost ? NOT_FOUND : (uint8_t)(finder->sums[s] + finder->distances[s]);
    }
}

static int by_key(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->service > y->service) - (x->service < y->service);
}

static size_t find_by(struct finder *finder, const char *text, distance_fn *distance)
{
    char typed[FINDER_WORD];
    const char *start;
    size_t count = 0;

    memset(finder->sums, 0, finder->catalog->service_count);
    for (int i = 0; i < FIND_WORDS && finder_next_word(&text, typed, &start) > 0; i++)
        add_distances(finder, typed, distance);
    for (size_t s = 0; s < finder->catalog->service_count; s++) {
        int often = finder->catalog->services[s].often;
        uint32_t rank = often > 0 && often < OFTEN_LAST ? (uint32_t)often : OFTEN_LAST;

        if (finder->sums[s] != NOT_FOUND)
            finder->hits[count++] =
                (struct hit){finder->sums[s] * (OFTEN_LAST + 1u) + rank, (uint32_t)s};
    }
    return count;
}

static size_t letters(const char *text)
{
    char word[FINDER_WORD];
    const char *start;
    size_t count = 0;

    while (finder_next_word(&text, word, &start) > 0)
        count += text_letters(word);
    return count;
}

size_t finder_find(struct finder *finder, const char *text, const struct service *const **out)
{
    size_t count = 0;

    *out = finder->results;
    if (letters(text) < FIND_LETTERS)
        return 0;
    count = find_by(finder, text, finder_plain_distance);
    if (count == 0)
        count = find_by(finder, text, finder_distance);
    if (count > 1)
        qsort(finder->hits, count, sizeof *finder->hits, by_key);
    for (size_t i = 0; i < count; i++)
        finder->results[i] = &finder->catalog->services[finder->hits[i].service];
    return count;
}

static bool is_typed(const char *word, const char *text, distance_fn *distance)
{
    char typed[FINDER_WORD];
    const char *start;

    for (int i = 0; i < FIND_WORDS && finder_next_word(&text, typed, &start) > 0; i++) {
        if (distance(typed, word) < FINDER_NONE)
            return true;
    }
    return false;
}

static size_t mark_by(const char *name, const char *text, distance_fn *distance,
                      struct find_mark out[FIND_MARKS])
{
    const char *at = name, *start;
    char word[FINDER_WORD];
    size_t count = 0, len;

    while (count < FIND_MARKS && (len = finder_next_word(&at, word, &start)) > 0) {
        if (is_typed(word, text, distance))
            out[count++] = (struct find_mark){(size_t)(start - name), len};
    }
    return count;
}

size_t finder_marks(const char *name, const char *text, struct find_mark out[FIND_MARKS])
{
    size_t count;

    if (letters(text) < FIND_LETTERS)
        return 0;
    count = mark_by(name, text, finder_plain_distance, out);
    return count > 0 ? count : mark_by(name, text, finder_distance, out);
}
