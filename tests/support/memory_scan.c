/* Reads /proc/PID/mem along /proc/PID/maps. */
#include "support/memory_scan.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 20, LINE = 512 };

struct map {
    uint64_t from, to;
    char rights[8];
    char name[64];
};

static bool read_map(const char *line, struct map *map)
{
    char name[256] = "";
    const char *last;

    *map = (struct map){0};
    if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %*s %*s %*s %255[^\n]", &map->from, &map->to,
               map->rights, name)
        < 3)
        return false;
    last = strlen(name) < sizeof map->name ? name : strrchr(name, '/');
    if (last && strlen(last) < sizeof map->name)
        memcpy(map->name, last, strlen(last) + 1);
    return true;
}

static void keep(struct memory_hits *hits, uint64_t at, const char *name)
{
    if (hits->count < MEMORY_HITS) {
        hits->at[hits->count] = at;
        memcpy(hits->map[hits->count], name, sizeof hits->map[0]);
    }
    hits->count++;
}

static void search_block(const struct memory_search *search, const struct map *map, uint64_t start,
                         const uint8_t *block, size_t len, struct memory_hits *hits)
{
    const uint8_t *at = block;
    const uint8_t *end = block + len;

    while ((at = memmem(at, (size_t)(end - at), search->needle, search->len))) {
        uint64_t address = start + (uint64_t)(at - block);

        if (address % search->alignment == 0)
            keep(hits, address, map->name);
        at++;
    }
}

/* Blocks overlap by the needle's length less one, so that no hit is missed or counted twice. */
static void search_map(int fd, const struct memory_search *search, const struct map *map,
                       uint8_t *block, struct memory_hits *hits)
{
    uint64_t at = map->from;

    while (at < map->to) {
        size_t want = map->to - at < BLOCK ? (size_t)(map->to - at) : BLOCK;
        ssize_t got = pread(fd, block, want, (off_t)at);

        if (got <= 0) /* a device's memory, or a hole */
            return;
        hits->bytes += (size_t)got;
        search_block(search, map, at, block, (size_t)got, hits);
        if ((size_t)got < search->len || at + (uint64_t)got >= map->to)
            return;
        at += (uint64_t)got - (search->len - 1);
    }
}

bool memory_scan(pid_t pid, const struct memory_search *search, struct memory_hits *hits)
{
    char path[64], line[LINE];
    struct map map;

    *hits = (struct memory_hits){0};
    (void)snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    (void)snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "re");
    uint8_t *block = malloc(BLOCK);

    while (fd >= 0 && maps && block && fgets(line, sizeof line, maps)) {
        if (read_map(line, &map) && map.rights[0] == 'r'
            && (map.rights[1] == 'w' || !search->is_writable_only))
            search_map(fd, search, &map, block, hits);
    }
    free(block);
    if (maps)
        fclose(maps);
    if (fd >= 0)
        close(fd);
    return hits->bytes > 0;
}
