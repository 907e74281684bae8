/* The survey as words for people: who answered, about what, when, and how good it was. The same on
 * screens, on paper and in text; in the language in use. */
#pragma once
#include "domain/survey_report.h"
#include "words/period.h"
#include <stddef.h>
#include <stdint.h>

/* "Laki-laki", "20–29 tahun", "SMA", "Wirausaha", "08.00–12.00"; what was skipped is "Tidak diisi". */
const char *words_gender(enum survey_gender gender);
const char *words_age(enum survey_age age);
const char *words_education(enum survey_education education);
const char *words_occupation(enum survey_occupation occupation);
const char *words_bracket(enum survey_bracket bracket);

/* "Waktu penyelesaian": the questionnaire's name, or without one (NULL) the regulation's. */
const char *words_element(enum survey_element element, const struct questionnaire *questionnaire);
/* One or two words for a narrow column: "Sarpras" */
const char *words_element_brief(enum survey_element element);

/* "Sangat Baik" … "Tidak Baik", in the language in use. */
const char *words_grade(enum ikm_grade grade);
/* "88,31 – 100,00": the indices that get this grade */
void words_grade_span(char *out, size_t size, enum ikm_grade grade);

/* Hundredths and thousandths with the language's signs: "88,31", "3,532". */
void words_centi(char *out, size_t size, int64_t centi);
void words_milli(char *out, size_t size, int64_t milli);
/* "12,5%", half up; "–" of nothing */
void words_percent(char *out, size_t size, int64_t part, int64_t whole);
/* "88,31"; "–" where nobody answered */
void words_index(char *out, size_t size, const struct ikm *ikm);

/* "Responden 120 dari 152"; "120 responden" where nobody knows how many are needed (`required` 0) */
void words_respondents(char *out, size_t size, int64_t n, int64_t required);
/* How many people were served and how many answers that asks for, in a sentence. */
void words_sample(char *out, size_t size, const struct survey_report *report);
/* What the interval is and what it says, in one line; "" where there is none. `population` as
 * ikm_compute had it. */
void words_interval(char *out, size_t size, const struct ikm *ikm, int64_t population);
/* "Ditandai: 3 dari 120. …" and "Tidak selesai: 4." */
void words_doubted(char *out, size_t size, const struct survey_report *report);
/* "Bobot setiap unsur tepat 1/9 …" */
const char *words_exact_weight(void);
/* What the index would be by an office's own weight, marked as such; "" for IKM_EXACT or without
 * responses. */
void words_other_weight(char *out, size_t size, const struct ikm_sums *sums,
                        enum ikm_weight weight);

/* "Layanan", "Jenis kelamin": what a breakdown's first column holds; "" for BY_NOTHING */
const char *words_survey_by(enum survey_by by);
/* A row of it: "Izin Reklame", "20–29 tahun", "Formulir kertas", "Tidak diisi", "Lainnya" */
void words_survey_row(char *out, size_t size, enum survey_by by, const struct survey_row *row);
