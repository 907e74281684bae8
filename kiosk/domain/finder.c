/* All words of a catalogue, each once, with the services that have it. */
#include "domain/finder.h"
#include "finder_word.h"

#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_LIMIT = 64 << 20, OFTEN_LAST = 1 << 16, TEXT = 128 };

/* A word of a service, and afterwards a word of the catalogue's. */
struct pair {
    const char *word;
    uint32_t service;
};

struct entry {
    const char *word;
    size_t first, count; /* of `pairs` */
};

/* A typed word and how far each service is from it. Who types on changes the last word alone. */
struct looked {
    char word[FINDER_WORD]; /* "": none yet */
    uint8_t *distances;     /* NOT_FOUND: it has no such word */
};

struct finder {
    const struct catalog *catalog;
    struct arena *words;
    struct pair *pairs; /* by word, then by service */
    size_t pair_count, pair_room;
    struct entry *entries;
    size_t entry_count;
    struct looked looked[2][FIND_WORDS]; /* as it is written, and with slips forgiven */
    uint8_t *distances;                  /* of all of them */
    uint8_t *sums;                       /* of all typed words; NOT_FOUND: not a result */
    uint32_t *order;                     /* services, the often chosen first */
    const struct service **results;
    char text[TEXT]; /* what `results` answer; "": nothing */
    size_t found;
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

static uint32_t rank_of(const struct service *service)
{
    return service->often > 0 && service->often < OFTEN_LAST ? (uint32_t)service->often
                                                             : OFTEN_LAST;
}

struct ranked {
    uint32_t rank, service;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->service > y->service) - (x->service < y->service);
}

static void order_services(struct finder *finder)
{
    const size_t count = finder->catalog->service_count;
    AUTO_FREE struct ranked *ranked = mem_zalloc(count + 1, sizeof *ranked);

    for (size_t s = 0; s < count; s++)
        ranked[s] = (struct ranked){rank_of(&finder->catalog->services[s]), (uint32_t)s};
    qsort(ranked, count, sizeof *ranked, by_rank);
    for (size_t s = 0; s < count; s++)
        finder->order[s] = ranked[s].service;
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
    finder->distances = mem_zalloc(count, 2 * FIND_WORDS);
    for (size_t i = 0; i < 2 * FIND_WORDS; i++)
        finder->looked[i / FIND_WORDS][i % FIND_WORDS].distances = finder->distances + i * count;
    finder->sums = mem_zalloc(count, sizeof *finder->sums);
    finder->order = mem_zalloc(count, sizeof *finder->order);
    finder->results = mem_zalloc(count, sizeof(struct service *));
    order_services(finder);
    return finder;
}

void finder_forget(struct finder *finder)
{
    for (int i = 0; i < 2 * FIND_WORDS; i++)
        secret_wipe(finder->looked[i / FIND_WORDS][i % FIND_WORDS].word, FINDER_WORD);
    secret_wipe(finder->text, sizeof finder->text);
}

void finder_free(struct finder *finder)
{
    if (!finder)
        return;
    finder_forget(finder);
    arena_free(finder->words);
    free(finder->pairs);
    free(finder->entries);
    free(finder->distances);
    free(finder->sums);
    free(finder->order);
    free(finder->results);
    free(finder);
}

static void look(struct finder *finder, struct looked *looked, const char *typed,
                 distance_fn *distance)
{
    if (strcmp(looked->word, typed) == 0)
        return;
    (void)text_copy(looked->word, sizeof looked->word, typed);
    memset(looked->distances, NOT_FOUND, finder->catalog->service_count);
    for (size_t i = 0; i < finder->entry_count; i++) {
        const struct entry *entry = &finder->entries[i];
        uint8_t far = (uint8_t)distance(typed, entry->word);

        for (size_t p = entry->first; far < FINDER_NONE && p < entry->first + entry->count; p++) {
            uint8_t *nearest = &looked->distances[finder->pairs[p].service];

            *nearest = far < *nearest ? far : *nearest;
        }
    }
}

/* Without a branch: which services are lost follows no pattern that a processor could guess. */
static void add_distances(struct finder *finder, const uint8_t *distances)
{
    const size_t count = finder->catalog->service_count;
    uint8_t *sums = finder->sums;

    for (size_t s = 0; s < count; s++) {
        uint8_t sum = (uint8_t)(sums[s] + distances[s]);

        sums[s] = sum < NOT_FOUND ? sum : NOT_FOUND;
    }
}

/* The nearest first, and of equally near ones as in `order`. */
static size_t sort_results(struct finder *finder)
{
    const size_t services = finder->catalog->service_count;
    size_t places[NOT_FOUND + 1] = {0};
    size_t count = 0;

    for (size_t s = 0; s < services; s++)
        places[finder->sums[s]]++;
    for (int sum = 0; sum < NOT_FOUND; sum++) {
        size_t equal = places[sum];

        places[sum] = count;
        count += equal;
    }
    for (size_t i = 0; i < services && count > 0; i++) {
        uint32_t s = finder->order[i];

        if (finder->sums[s] != NOT_FOUND)
            finder->results[places[finder->sums[s]]++] = &finder->catalog->services[s];
    }
    return count;
}

static size_t find_by(struct finder *finder, const char *text, bool is_forgiving)
{
    distance_fn *distance = is_forgiving ? finder_distance : finder_plain_distance;
    char typed[FINDER_WORD];
    const char *start;

    memset(finder->sums, 0, finder->catalog->service_count);
    for (int i = 0; i < FIND_WORDS && finder_next_word(&text, typed, &start) > 0; i++) {
        struct looked *looked = &finder->looked[is_forgiving][i];

        look(finder, looked, typed, distance);
        add_distances(finder, looked->distances);
    }
    return sort_results(finder);
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
    *out = finder->results;
    if (letters(text) < FIND_LETTERS)
        return 0;
    if (strcmp(finder->text, text) == 0)
        return finder->found; /* every frame asks */
    finder->found = find_by(finder, text, false);
    if (finder->found == 0)
        finder->found = find_by(finder, text, true);
    if (!text_copy(finder->text, sizeof finder->text, text))
        finder->text[0] = '\0';
    return finder->found;
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
