/* Memory. Running out of it ends the process (systemd restarts it), so nothing here returns NULL. */
#pragma once
#include "base/attr.h"
#include <stdarg.h>
#include <stddef.h>

/* Zeroed memory for `count` items of `size` bytes; free() it. */
void *mem_zalloc(size_t count, size_t size) MUST_USE;

/* Resizes to `count` items of `size` bytes; new bytes are not zeroed. */
void *mem_resize(void *old, size_t count, size_t size) MUST_USE;

/* A copy of a string (NULL gives NULL); free() it. */
char *mem_strdup(const char *text) MUST_USE;

/* A formatted new string; free() it. */
char *mem_format(const char *format, ...) MUST_USE PRINTF_LIKE(1, 2);

/* Takes the value out of `*slot` and leaves NULL there: hands over what AUTO_FREE would free. */
void *mem_steal_pointer(void *slot) MUST_USE;
#define mem_steal(slot) ((__typeof__(*(slot)))mem_steal_pointer(slot))

/* Gives freed memory back to the system, which the allocator otherwise keeps: after something large of
 * many pieces is over. */
void mem_give_back(void);

void mem_auto_free(void *slot);
#define AUTO_FREE AUTO(mem_auto_free)

/* An arena: many small things that live and die together (a catalogue, a frame).
 * Blocks grow as needed up to `limit` bytes in all; passing it aborts, so the owner checks the
 * size of its input first. */
struct arena;
struct block;
struct arena *arena_new(size_t limit) MUST_USE;
void arena_free(struct arena *arena);
/* Zeroed memory, aligned for any type, valid until arena_free, arena_reset or a rewind to a mark
 * set before. */
void *arena_alloc(struct arena *arena, size_t count, size_t size) MUST_USE;
char *arena_strdup(struct arena *arena, const char *text) MUST_USE;
char *arena_strndup(struct arena *arena, const char *text, size_t bytes) MUST_USE;
char *arena_format(struct arena *arena, const char *format, ...) MUST_USE PRINTF_LIKE(2, 3);
/* Forgets everything and overwrites it with zeros (visit hygiene), keeping the blocks for re-use. */
void arena_reset(struct arena *arena);
/* Where an arena stands, so that what is only needed for a moment leaves nothing behind. Valid until
 * the arena is reset or rewound to an earlier mark. */
struct arena_mark {
    struct block *block; /* NULL: nothing was handed out yet */
    size_t block_used;
    size_t used;
};
struct arena_mark arena_mark(const struct arena *arena) MUST_USE;
/* Forgets and overwrites with zeros what was handed out since the mark. */
void arena_rewind(struct arena *arena, const struct arena_mark *mark);
/* Bytes handed out since the last reset, less those rewound. */
size_t arena_used(const struct arena *arena);
