/* The survey's form as data: nine scored questions by the regulation, and what an office adds.
 *
 * PermenPANRB 14/2017 names nine elements and a questionnaire in which "sarana dan prasarana" is
 * question 8 and "penanganan pengaduan" question 9, while its list of elements has them the other
 * way round. Answers are therefore kept under keys, never under numbers; the U-number is a matter of
 * showing (survey_element_number). All memory belongs to the questionnaire. */
#pragma once
#include "domain/catalog.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of the standard questionnaire. */
enum survey_element {
    ELEMENT_PERSYARATAN,
    ELEMENT_PROSEDUR,
    ELEMENT_WAKTU,
    ELEMENT_BIAYA,
    ELEMENT_PRODUK,
    ELEMENT_KOMPETENSI,
    ELEMENT_PERILAKU,
    ELEMENT_SARANA,
    ELEMENT_PENGADUAN,
    ELEMENT_COUNT
};
const char *survey_element_key(enum survey_element element); /* "persyaratan" … */
bool survey_element_from_key(const char *key, enum survey_element *out);

/* Which of the two orders numbers an element: of the questionnaire, or of the annex's list. */
enum survey_numbering { NUMBERING_QUESTIONNAIRE, NUMBERING_ANNEX };
int survey_element_number(enum survey_element element, enum survey_numbering numbering); /* 1..9 */
enum survey_element survey_element_of_number(int number, enum survey_numbering numbering);

enum {
    SCORE_MOST = 4, /* a scored question has exactly four options, worth 1 to 4 in their order */
    EXTRAS_MOST = 10,
    EXTRA_OPTIONS_MOST = 6, /* an added question has 2 to 6 options, worth nothing */
};

struct question {
    const char *key;
    struct words name; /* "Waktu penyelesaian" */
    struct words text; /* the official question; "en" is a help, not the question */
    struct words options[EXTRA_OPTIONS_MOST];
    size_t option_count;
};

struct questionnaire {
    const char *id; /* "permenpanrb-14-2017" */
    int64_t version;
    struct words title;
    struct words source; /* the regulation, for reports */
    struct question elements[ELEMENT_COUNT];
    enum survey_element order[ELEMENT_COUNT]; /* in which they are asked: the file's */
    struct question extras[EXTRAS_MOST];
    size_t extra_count;
    struct arena *memory; /* owns all of the above */
};
void questionnaire_free(struct questionnaire *questionnaire);
