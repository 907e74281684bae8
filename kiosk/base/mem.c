/* Memory that never comes back NULL, and arenas. */
#define LOG_AREA "mem"
#include "base/mem.h"
#include "base/log.h"

#include <assert.h>
#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_FIRST_BLOCK = 4096, ARENA_BIGGEST_STEP = 1024 * 1024 };

static NORETURN void out_of_memory(size_t bytes)
{
    log_error("out of memory (%zu bytes), ending so that the supervisor restarts", bytes);
    abort();
}

static size_t checked_size(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        out_of_memory(SIZE_MAX);
    return bytes > 0 ? bytes : 1;
}

void *mem_zalloc(size_t count, size_t size)
{
    size_t bytes = checked_size(count, size);
    void *memory = calloc(1, bytes);

    if (memory == NULL)
        out_of_memory(bytes);
    return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes = checked_size(count, size);
    void *memory = realloc(old, bytes);

    if (memory == NULL)
        out_of_memory(bytes);
    return memory;
}

char *mem_strdup(const char *text)
{
    size_t bytes;
    char *copy;

    if (text == NULL)
        return NULL;
    bytes = strlen(text) + 1;
    copy = mem_zalloc(bytes, 1);
    memcpy(copy, text, bytes);
    return copy;
}

char *mem_format(const char *format, ...)
{
    char *out = NULL;
    va_list args;
    int len;

    va_start(args, format);
    len = vasprintf(&out, format, args);
    va_end(args);
    if (len < 0)
        out_of_memory(0);
    return out;
}

void *mem_steal_pointer(void *slot)
{
    void *value;

    memcpy(&value, slot, sizeof value);
    memset(slot, 0, sizeof value);
    return value;
}

void mem_give_back(void)
{
    (void)malloc_trim(0); /* whether there was any */
}

void mem_auto_free(void *slot)
{
    free(mem_steal_pointer(slot));
}

struct block {
    struct block *next;
    size_t room;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *first;
    struct block *current; /* blocks after it are empty */
    size_t limit;
    size_t taken; /* by blocks */
    size_t used;
};

struct arena *arena_new(size_t limit)
{
    struct arena *arena = mem_zalloc(1, sizeof *arena);

    arena->limit = limit;
    return arena;
}

void arena_free(struct arena *arena)
{
    struct block *next;

    if (arena == NULL)
        return;
    for (struct block *block = arena->first; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

/* Puts a new block behind the current one; each is twice the last, so that a catalogue of any size
 * takes few of them. */
static struct block *add_block(struct arena *arena, size_t bytes)
{
    struct block *last = arena->current;
    size_t room = last != NULL ? last->room * 2 : ARENA_FIRST_BLOCK;
    struct block *block;

    if (room > ARENA_BIGGEST_STEP)
        room = ARENA_BIGGEST_STEP;
    if (room < bytes)
        room = bytes;
    if (room > arena->limit - arena->taken)
        room = arena->limit - arena->taken;
    if (room < bytes) {
        log_error("an arena of %zu bytes is full, ending", arena->limit);
        abort();
    }
    block = mem_zalloc(1, sizeof *block + room);
    block->room = room;
    arena->taken += room;
    if (last == NULL) {
        arena->first = block;
    } else {
        block->next = last->next;
        last->next = block;
    }
    arena->current = block;
    return block;
}

static size_t round_up(size_t bytes, size_t border)
{
    return (bytes + border - 1) / border * border;
}

static void *take(struct arena *arena, size_t bytes, size_t border)
{
    struct block *block = arena->current;
    size_t start;

    while (block != NULL) {
        start = round_up(block->used, border);
        if (start <= block->room && bytes <= block->room - start)
            break;
        block = block->next;
        if (block != NULL)
            arena->current = block;
    }
    if (block == NULL)
        block = add_block(arena, bytes);
    start = round_up(block->used, border);
    arena->used += start + bytes - block->used;
    block->used = start + bytes;
    return block->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    return take(arena, checked_size(count, size), alignof(max_align_t));
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text != NULL ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = take(arena, bytes + 1, 1);

    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;
    char *out;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    out = take(arena, (size_t)len + 1, 1);
    (void)vsnprintf(out, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return out;
}

static void forget_from(struct block *block, size_t start)
{
    explicit_bzero(block->bytes + start, block->used - start);
    block->used = start;
}

void arena_reset(struct arena *arena)
{
    for (struct block *block = arena->first; block != NULL; block = block->next)
        forget_from(block, 0);
    arena->current = arena->first;
    arena->used = 0;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){
        .block = arena->current,
        .block_used = arena->current != NULL ? arena->current->used : 0,
        .used = arena->used,
    };
}

void arena_rewind(struct arena *arena, const struct arena_mark *mark)
{
    struct block *marked = mark->block;

    if (marked == NULL) {
        arena_reset(arena);
        return;
    }
    assert(mark->block_used <= marked->used && mark->used <= arena->used);
    forget_from(marked, mark->block_used);
    for (struct block *block = marked->next; block != NULL; block = block->next)
        forget_from(block, 0);
    arena->current = marked;
    arena->used = mark->used;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
