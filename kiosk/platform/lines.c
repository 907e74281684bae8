/* Lines of text, kept. */
#include "platform/lines.h"
#include "base/mem.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* A page's own lines; more would keep what a board has shown once and never shows again. */
enum {
    LINES_MAX_BYTES = 8 << 20,
    BUCKETS = 1024,
    WIDTHS = 4096,
    LONGEST_LINE = 8192, /* bytes; ui lays out no longer text */
    BIGGEST_SIDE = 16384,
};

struct entry {
    struct line line;
    char *text;
    enum ui_weight weight;
    int size;
    uint64_t hash;
    size_t bytes;
    struct entry *chain;         /* same bucket */
    struct entry *newer, *older; /* by last use */
};

struct width {
    uint64_t hash;
    int width;
    bool is_set;
};

struct lines {
    struct fonts *fonts;
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    size_t bytes;
    struct width widths[WIDTHS];
    char scratch[LONGEST_LINE + 1];
};

struct lines *lines_new(struct fonts *fonts)
{
    struct lines *lines = mem_zalloc(1, sizeof *lines);

    lines->fonts = fonts;
    return lines;
}

static uint64_t hash_of(enum ui_weight weight, int size, const char *text, size_t bytes)
{
    const uint64_t prime = 1099511628211ULL;
    /* Multiplied before the text comes: else bold "30" has the hash of medium "10". */
    uint64_t hash = (14695981039346656037ULL ^ ((uint64_t)(unsigned)size << 8 | weight)) * prime;

    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ (unsigned char)text[i]) * prime;
    return hash ^ hash >> 29;
}

/* --- widths ----------------------------------------------------------------------------------- */

int lines_width(struct lines *lines, enum ui_weight weight, int size, const char *text,
                size_t bytes)
{
    uint64_t hash;
    struct width *known;
    const struct font *font;
    int width = 0;

    if (bytes > LONGEST_LINE)
        bytes = text_valid_utf8(text, LONGEST_LINE);
    hash = hash_of(weight, size, text, bytes);
    known = &lines->widths[hash % WIDTHS];
    if (known->is_set && known->hash == hash)
        return known->width;
    font = bytes > 0 ? fonts_get(lines->fonts, weight, size) : NULL;
    if (!font)
        return 0;
    memcpy(lines->scratch, text, bytes);
    lines->scratch[bytes] = '\0';
    if (TTF_SizeUTF8(font->ttf, lines->scratch, &width, NULL) != 0)
        width = 0;
    *known = (struct width){hash, width, true};
    return width;
}

void lines_extent(struct lines *lines, enum ui_weight weight, int size, int *ascent, int *height)
{
    const struct font *font = fonts_get(lines->fonts, weight, size);

    *ascent = font ? font->ascent : size;
    *height = font ? font->height : size;
}

/* --- pixels ----------------------------------------------------------------------------------- */

static void unlink_entry(struct lines *lines, struct entry *entry)
{
    if (entry->newer)
        entry->newer->older = entry->older;
    else
        lines->newest = entry->older;
    if (entry->older)
        entry->older->newer = entry->newer;
    else
        lines->oldest = entry->newer;
    entry->newer = entry->older = NULL;
}

static void put_newest(struct lines *lines, struct entry *entry)
{
    entry->older = lines->newest;
    if (lines->newest)
        lines->newest->newer = entry;
    else
        lines->oldest = entry;
    lines->newest = entry;
}

/* Overwrites it before it is given back. */
static void free_entry(struct entry *entry)
{
    if (entry->line.mask.alpha)
        explicit_bzero(entry->line.mask.alpha,
                       (size_t)entry->line.mask.w * (size_t)entry->line.mask.h);
    explicit_bzero(entry->text, strlen(entry->text));
    free(entry->line.mask.alpha);
    free(entry->text);
    free(entry);
}

static void drop_oldest(struct lines *lines)
{
    struct entry *entry = lines->oldest;
    struct entry **slot = &lines->buckets[entry->hash % BUCKETS];

    while (*slot != entry)
        slot = &(*slot)->chain;
    *slot = entry->chain;
    lines->oldest = entry->newer;
    *(entry->newer ? &entry->newer->older : &lines->newest) = NULL;
    lines->bytes -= entry->bytes;
    free_entry(entry);
}

static bool is_row_empty(const SDL_Surface *surface, int y)
{
    const uint32_t *row = (const void *)((const uint8_t *)surface->pixels + y * surface->pitch);

    for (int x = 0; x < surface->w; x++)
        if (row[x] >> 24)
            return false;
    return true;
}

/* Only the coverage is kept, and only the rows that have any. */
static struct line line_from(const SDL_Surface *surface)
{
    int top = 0;
    int bottom = surface->h;
    struct line line;

    while (top < bottom && is_row_empty(surface, top))
        top++;
    while (bottom > top && is_row_empty(surface, bottom - 1))
        bottom--;
    line = (struct line){{NULL, surface->w, bottom - top}, top};
    if (line.mask.h == 0)
        return line;
    line.mask.alpha = mem_zalloc((size_t)line.mask.w * (size_t)line.mask.h, 1);
    for (int y = 0; y < line.mask.h; y++) {
        const uint32_t *row =
            (const void *)((const uint8_t *)surface->pixels + (top + y) * surface->pitch);

        for (int x = 0; x < line.mask.w; x++)
            line.mask.alpha[y * line.mask.w + x] = (uint8_t)(row[x] >> 24);
    }
    return line;
}

static struct line render(struct lines *lines, enum ui_weight weight, int size, const char *text)
{
    const struct font *font = fonts_get(lines->fonts, weight, size);
    SDL_Surface *surface = NULL;
    struct line line = {0};

    if (font && lines_width(lines, weight, size, text, strlen(text)) <= BIGGEST_SIDE)
        surface = TTF_RenderUTF8_Blended(font->ttf, text, (SDL_Color){255, 255, 255, 255});
    if (!surface) /* nothing visible in it, such as a lone space */
        return line;
    line = line_from(surface);
    explicit_bzero(surface->pixels, (size_t)surface->h * (size_t)surface->pitch);
    SDL_FreeSurface(surface);
    return line;
}

static struct entry *find(const struct lines *lines, uint64_t hash, enum ui_weight weight, int size,
                          const char *text)
{
    for (struct entry *entry = lines->buckets[hash % BUCKETS]; entry; entry = entry->chain)
        if (entry->hash == hash && entry->weight == weight && entry->size == size
            && strcmp(entry->text, text) == 0)
            return entry;
    return NULL;
}

const struct line *lines_get(struct lines *lines, enum ui_weight weight, int size, const char *text)
{
    size_t len = strlen(text);
    uint64_t hash = hash_of(weight, size, text, len);
    struct entry *entry = find(lines, hash, weight, size, text);

    if (entry) {
        unlink_entry(lines, entry);
        put_newest(lines, entry);
        return entry->line.mask.alpha ? &entry->line : NULL;
    }
    entry = mem_zalloc(1, sizeof *entry);
    *entry = (struct entry){.line = render(lines, weight, size, text),
                            .text = mem_strdup(text),
                            .weight = weight,
                            .size = size,
                            .hash = hash};
    entry->bytes = sizeof *entry + len + (size_t)entry->line.mask.w * (size_t)entry->line.mask.h;
    while (lines->oldest && lines->bytes + entry->bytes > LINES_MAX_BYTES)
        drop_oldest(lines);
    entry->chain = lines->buckets[hash % BUCKETS];
    lines->buckets[hash % BUCKETS] = entry;
    put_newest(lines, entry);
    lines->bytes += entry->bytes;
    return entry->line.mask.alpha ? &entry->line : NULL;
}

void lines_wipe(struct lines *lines)
{
    struct entry *older;

    for (struct entry *entry = lines->newest; entry; entry = older) {
        older = entry->older;
        free_entry(entry);
    }
    memset(lines->buckets, 0, sizeof lines->buckets);
    lines->newest = lines->oldest = NULL;
    lines->bytes = 0;
    explicit_bzero(lines->widths, sizeof lines->widths);
    explicit_bzero(lines->scratch, sizeof lines->scratch);
}

size_t lines_kept(const struct lines *lines)
{
    return lines->bytes;
}

void lines_free(struct lines *lines)
{
    if (!lines)
        return;
    lines_wipe(lines);
    free(lines);
}
