/* Keys and numbers of the survey's elements. */
#include "domain/questionnaire.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

static const char *const element_keys[] = {
    [ELEMENT_PERSYARATAN] = "persyaratan",
    [ELEMENT_PROSEDUR] = "prosedur",
    [ELEMENT_WAKTU] = "waktu",
    [ELEMENT_BIAYA] = "biaya",
    [ELEMENT_PRODUK] = "produk",
    [ELEMENT_KOMPETENSI] = "kompetensi",
    [ELEMENT_PERILAKU] = "perilaku",
    [ELEMENT_SARANA] = "sarana",
    [ELEMENT_PENGADUAN] = "pengaduan",
};
static_assert(ARRAY_LEN(element_keys) == ELEMENT_COUNT, "every element has a key");

/* The annex's list has the last two the other way round. */
static const enum survey_element annex_order[] = {
    ELEMENT_PERSYARATAN, ELEMENT_PROSEDUR, ELEMENT_WAKTU,     ELEMENT_BIAYA,  ELEMENT_PRODUK,
    ELEMENT_KOMPETENSI,  ELEMENT_PERILAKU, ELEMENT_PENGADUAN, ELEMENT_SARANA,
};
static_assert(ARRAY_LEN(annex_order) == ELEMENT_COUNT, "the annex numbers every element");

const char *survey_element_key(enum survey_element element)
{
    assert((size_t)element < ARRAY_LEN(element_keys));
    return element_keys[element];
}

bool survey_element_from_key(const char *key, enum survey_element *out)
{
    for (size_t i = 0; i < ARRAY_LEN(element_keys); i++) {
        if (strcmp(element_keys[i], key) == 0) {
            *out = (enum survey_element)i;
            return true;
        }
    }
    return false;
}

enum survey_element survey_element_of_number(int number, enum survey_numbering numbering)
{
    assert(number >= 1 && number <= ELEMENT_COUNT);
    return numbering == NUMBERING_ANNEX ? annex_order[number - 1]
                                        : (enum survey_element)(number - 1);
}

int survey_element_number(enum survey_element element, enum survey_numbering numbering)
{
    int number = 1;

    while (survey_element_of_number(number, numbering) != element)
        number++;
    return number;
}

void questionnaire_free(struct questionnaire *questionnaire)
{
    if (questionnaire)
        arena_free(questionnaire->memory);
}
