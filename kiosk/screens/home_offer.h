/* What home offers: sectors, often chosen permits, other services. */
#pragma once
#include "closed.h"
#include "home_tile.h"

enum {
    HOME_SECTORS = 15,
    HOME_OTHERS = 6,
    HOME_OFTEN = 3, /* rows beside sectors */
    HOME_ROWS = 5   /* an office with no more permits shows them all instead */
};

struct home_sector {
    const struct sector *sector;
    size_t permits;
};

struct home_other {
    const struct home_kind *kind;
    struct opening opening; /* of its group */
};

struct home_offer {
    struct home_sector sectors[HOME_SECTORS]; /* that have permits, in the catalogue's order */
    size_t sector_count;
    bool has_unlisted; /* permits that are in none of these */
    size_t permits;
    size_t often;   /* permits shown as rows beside sectors, HOME_OFTEN at most … */
    bool is_ranked; /* … because the office says so; else the first ones */
    struct home_other others[HOME_OTHERS];
    size_t other_count;
    struct opening office;
};

/* The catalogue's part; once a visit. */
void home_offer_count(struct home_offer *offer, const struct router *router);
/* The hours' part; again whenever something has happened. */
void home_offer_look(struct home_offer *offer, struct router *router);

/* All permits stand on home as rows: no sector needs to be opened. */
bool home_shows_all(const struct home_offer *offer);

/* Tiles of sectors, `shown` of them; the last one is "Semua" where they do not tell all. */
size_t home_sector_tiles(const struct home_offer *offer);
struct home_sector_words {
    char name[24], title[STRINGS_LINE], caption[64];
};
/* `at` of `shown`; the strings stand in `words`. */
struct home_tile home_sector_tile(const struct home_offer *offer, size_t at, size_t shown,
                                  struct home_sector_words *words);
void home_sector_open(struct router *router, const struct home_offer *offer, size_t at,
                      size_t shown);

/* Tile `at` of the other services; `words` holds why it is grey. */
struct home_tile home_other_tile(const struct home_offer *offer, const struct router *router,
                                 size_t at, char words[STRINGS_LINE]);
void home_other_open(struct router *router, const struct home_offer *offer, size_t at);
