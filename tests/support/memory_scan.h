/* Looks for bytes in the memory of a running process: every map that can be read. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { MEMORY_HITS = 16 };

struct memory_hits {
    size_t count; /* all; the first ones are kept: */
    uint64_t at[MEMORY_HITS];
    char map[MEMORY_HITS][64]; /* what lies there: "[heap]", "[stack]", a file, "" */
    size_t bytes;              /* how much was read */
};

struct memory_search {
    const void *needle;
    size_t len;
    size_t alignment;      /* of a hit's address; 1: anywhere */
    bool is_writable_only; /* leaves program text and mapped files out */
};

/* False when the memory of `pid` cannot be read; `hits` is then empty. */
bool memory_scan(pid_t pid, const struct memory_search *search, struct memory_hits *hits)
    __attribute__((warn_unused_result));
