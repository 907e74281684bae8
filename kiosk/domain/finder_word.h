/* Words as the finder compares them. */
#pragma once
#include <stddef.h>

enum { FINDER_WORD = 32 }; /* bytes with the NUL; longer words are compared by their beginning */

/* How far a typed word is from one of a name; what is higher is no match. */
enum finder_distance {
    FINDER_SAME,
    FINDER_BEGINS,
    FINDER_INSIDE,
    FINDER_ONE_SLIP,
    FINDER_TWO_SLIPS,
    FINDER_NONE
};

/* The next word at `*at`, folded (small letters, standard spelling), and where it stands; 0 at the end. */
size_t finder_next_word(const char **at, char out[FINDER_WORD], const char **out_start);

enum finder_distance finder_plain_distance(const char *typed, const char *word);
/* The same with slips forgiven: one letter wrong, too many, missing, or two exchanged. */
enum finder_distance finder_distance(const char *typed, const char *word);
