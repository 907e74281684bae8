/* Names and sentences of the survey. */
#include "words/survey.h"

#include "base/wording.h"

#include "base/text.h"
#include "words/words.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { NUMBER_TEXT = 40 };

static const struct wording skipped = W("sw_skipped", "Not given");

/* Index 0 of a profile's part is what was skipped. */
static const struct wording genders[] = {W("sw_skipped", "Not given"), W("v_m", "Male"),
                                         W("v_f", "Female")};
static_assert(ARRAY_LEN(genders) == GENDER_COUNT, "every gender has its name");
static const struct wording ages[] = {
    W("sw_skipped", "Not given"),        W("sw_age_19", "Up to 19 years"),
    W("sw_age_20", "20–29 years"),       W("sw_age_30", "30–39 years"),
    W("sw_age_40", "40–49 years"),       W("sw_age_50", "50–59 years"),
    W("sw_age_60", "60 years and over"),
};
static_assert(ARRAY_LEN(ages) == AGE_COUNT, "every age band has its name");
static const struct wording educations[] = {
    W("sw_skipped", "Not given"), W("sw_sd", "SD (primary)"),   W("sw_smp", "SMP (junior high)"),
    W("sw_sma", "SMA (high)"),    W("sw_diploma", "Diploma"),   W("sw_s1", "S1 (bachelor)"),
    W("sw_s2", "S2 (master)"),    W("sw_s3", "S3 (doctorate)"),
};
static_assert(ARRAY_LEN(educations) == EDUCATION_COUNT, "every education has its name");
static const struct wording occupations[] = {
    W("sw_skipped", "Not given"),      W("sw_pns", "PNS (civil servant)"),
    W("sw_tni", "TNI (armed forces)"), W("sw_polri", "Polri (police)"),
    W("sw_swasta", "Private sector"),  W("sw_wirausaha", "Self-employed"),
    W("sw_occupation_other", "Other"),
};
static_assert(ARRAY_LEN(occupations) == OCCUPATION_COUNT, "every occupation has its name");
static const struct wording brackets[] = {
    W("sw_skipped", "Not given"),
    W("sw_morning", "08:00–12:00"),
    W("sw_afternoon", "13:00–17:00"),
};
static_assert(ARRAY_LEN(brackets) == BRACKET_COUNT, "every half-day has its name");

static const struct wording elements[] = {
    [ELEMENT_PERSYARATAN] = W("sw_el_persyaratan", "Requirements"),
    [ELEMENT_PROSEDUR] = W("sw_el_prosedur", "System, mechanism and procedure"),
    [ELEMENT_WAKTU] = W("sw_el_waktu", "Completion time"),
    [ELEMENT_BIAYA] = W("sw_el_biaya", "Costs and fees"),
    [ELEMENT_PRODUK] = W("sw_el_produk", "Product of the service"),
    [ELEMENT_KOMPETENSI] = W("sw_el_kompetensi", "Competence of staff"),
    [ELEMENT_PERILAKU] = W("sw_el_perilaku", "Conduct of staff"),
    [ELEMENT_SARANA] = W("sw_el_sarana", "Facilities and infrastructure"),
    [ELEMENT_PENGADUAN] = W("sw_el_pengaduan", "Handling of complaints, suggestions and feedback"),
};
static_assert(ARRAY_LEN(elements) == ELEMENT_COUNT, "every element has its name");
static const struct wording briefs[] = {
    [ELEMENT_PERSYARATAN] = W("sw_br_persyaratan", "Requirements"),
    [ELEMENT_PROSEDUR] = W("sw_br_prosedur", "Steps"),
    [ELEMENT_WAKTU] = W("sw_br_waktu", "Time"),
    [ELEMENT_BIAYA] = W("sw_br_biaya", "Fee"),
    [ELEMENT_PRODUK] = W("sw_br_produk", "Product"),
    [ELEMENT_KOMPETENSI] = W("sw_br_kompetensi", "Competence"),
    [ELEMENT_PERILAKU] = W("sw_br_perilaku", "Conduct"),
    [ELEMENT_SARANA] = W("sw_br_sarana", "Facilities"),
    [ELEMENT_PENGADUAN] = W("sw_br_pengaduan", "Complaints"),
};
static_assert(ARRAY_LEN(briefs) == ELEMENT_COUNT, "every element has its short name");

static const struct wording grades[] = {
    [GRADE_D] = W("sw_grade_d", "Not good"),
    [GRADE_C] = W("sw_grade_c", "Less good"),
    [GRADE_B] = W("sw_grade_b", "Good"),
    [GRADE_A] = W("sw_grade_a", "Very good"),
};
static_assert(ARRAY_LEN(grades) == GRADE_COUNT, "every grade has its word");

static const struct wording dimensions[] = {
    [BY_NOTHING] = {0},
    [BY_SERVICE] = W("rp_service", "Service"),
    [BY_SECTOR] = W("sw_by_sector", "Sector"),
    [BY_KIOSK] = W("sw_by_kiosk", "Kiosk"),
    [BY_GENDER] = W("v_sex", "Sex"),
    [BY_AGE] = W("sw_by_age", "Age"),
    [BY_EDUCATION] = W("v_edu", "Education"),
    [BY_OCCUPATION] = W("v_job", "Occupation"),
    [BY_BRACKET] = W("sw_by_bracket", "Hours of the survey"),
};
static_assert(ARRAY_LEN(dimensions) == BY_COUNT, "every breakdown has its heading");

const char *words_gender(enum survey_gender gender)
{
    return wording_text(&genders[gender]);
}

const char *words_age(enum survey_age age)
{
    return wording_text(&ages[age]);
}

const char *words_education(enum survey_education education)
{
    return wording_text(&educations[education]);
}

const char *words_occupation(enum survey_occupation occupation)
{
    return wording_text(&occupations[occupation]);
}

const char *words_bracket(enum survey_bracket bracket)
{
    return wording_text(&brackets[bracket]);
}

const char *words_element(enum survey_element element, const struct questionnaire *questionnaire)
{
    const char *name =
        questionnaire ? words_in(&questionnaire->elements[element].name, i18n_lang()) : NULL;

    return name ? name : wording_text(&elements[element]);
}

const char *words_element_brief(enum survey_element element)
{
    return wording_text(&briefs[element]);
}

const char *words_grade(enum ikm_grade grade)
{
    return wording_text(&grades[grade]);
}

static void decimal(char *out, size_t size, int64_t value, int64_t unit, int digits)
{
    char whole[NUMBER_TEXT];
    int64_t magnitude = value < 0 ? -value : value;

    words_count(whole, sizeof(whole), magnitude / unit);
    text_format(out, size, "%s%s%s%0*" PRId64, value < 0 ? "-" : "", whole, _("k_decimal", "."),
                digits, magnitude % unit);
}

void words_centi(char *out, size_t size, int64_t centi)
{
    decimal(out, size, centi, 100, 2);
}

void words_milli(char *out, size_t size, int64_t milli)
{
    decimal(out, size, milli, 1000, 3);
}

void words_percent(char *out, size_t size, int64_t part, int64_t whole)
{
    char number[NUMBER_TEXT];

    if (whole <= 0) {
        text_copy(out, size, "–");
        return;
    }
    decimal(number, sizeof(number), (part * 2000 + whole) / (2 * whole), 10, 1);
    text_format(out, size, "%s%%", number);
}

void words_index(char *out, size_t size, const struct ikm *ikm)
{
    if (ikm->has_index)
        words_centi(out, size, ikm->index_centi);
    else
        text_copy(out, size, "–");
}

void words_grade_span(char *out, size_t size, enum ikm_grade grade)
{
    int most = grade == GRADE_A ? 10000 : ikm_grade_least((enum ikm_grade)(grade + 1)) - 1;
    char from[NUMBER_TEXT], to[NUMBER_TEXT];

    words_centi(from, sizeof(from), ikm_grade_least(grade));
    words_centi(to, sizeof(to), most);
    text_format(out, size, "%s – %s", from, to);
}

void words_respondents(char *out, size_t size, int64_t n, int64_t required)
{
    char count[NUMBER_TEXT], of[NUMBER_TEXT];

    words_count(count, sizeof(count), n);
    words_count(of, sizeof(of), required);
    text_fill(out, size,
              required > 0 ? _("sw_respondents", "Respondents: {n} of {m}")
                           : N_("sw_respondents_alone", "{n} respondent", "{n} respondents",
                                (unsigned long)n),
              "n", count, "m", of, NULL);
}

void words_sample(char *out, size_t size, const struct survey_report *report)
{
    char n[NUMBER_TEXT], served[NUMBER_TEXT], required[NUMBER_TEXT], row[NUMBER_TEXT];

    words_count(n, sizeof(n), report->ikm.n);
    words_count(served, sizeof(served), report->population);
    words_count(required, sizeof(required), report->required);
    words_count(row, sizeof(row), report->table_row);
    text_fill(out, size,
              report->population > 0
                  ? _("sw_sample", "Sample (Krejcie & Morgan): {served} people were served, which "
                                   "asks for {required} respondents (next row of the table: "
                                   "{row}). {n} answered.")
                  : _("sw_sample_unknown", "The sample cannot be worked out: how many people were "
                                           "served is not on record here. {n} answered."),
              "served", served, "required", required, "row", row, "n", n, NULL);
}

void words_interval(char *out, size_t size, const struct ikm *ikm, int64_t population)
{
    char low[NUMBER_TEXT], high[NUMBER_TEXT], people[NUMBER_TEXT];

    if (!ikm->has_interval) {
        out[0] = '\0';
        return;
    }
    words_centi(low, sizeof(low), ikm->low_centi);
    words_centi(high, sizeof(high), ikm->high_centi);
    words_count(people, sizeof(people), population);
    text_fill(out, size,
              population >= ikm->n
                  ? _("sw_interval", "95% confidence: had all {people} people served been asked, "
                                     "the index would most likely lie between {low} and {high}.")
                  : _("sw_interval_open", "95% confidence: had everybody been asked, the index "
                                          "would most likely lie between {low} and {high}."),
              "people", people, "low", low, "high", high, NULL);
}

void words_doubted(char *out, size_t size, const struct survey_report *report)
{
    char flagged[NUMBER_TEXT], n[NUMBER_TEXT], abandoned[NUMBER_TEXT];

    words_count(flagged, sizeof(flagged), report->ikm.n > 0 ? report->sums.flagged : 0);
    words_count(n, sizeof(n), report->ikm.n);
    words_count(abandoned, sizeof(abandoned), report->abandoned);
    text_fill(out, size,
              _("sw_doubted",
                "Marked as doubtful (too fast, all alike, repeated): {flagged} of {n}; they count "
                "as all others. Begun but not finished: {abandoned}; not counted."),
              "flagged", flagged, "n", n, "abandoned", abandoned, NULL);
}

const char *words_exact_weight(void)
{
    return _("sw_weight", "The weight of every element is exactly 1/9; the index is rounded once, "
                          "at the end.");
}

void words_other_weight(char *out, size_t size, const struct ikm_sums *sums, enum ikm_weight weight)
{
    char index[NUMBER_TEXT], factor[NUMBER_TEXT];

    if (weight == IKM_EXACT || sums->n == 0) {
        out[0] = '\0';
        return;
    }
    words_centi(index, sizeof(index), ikm_index_with(sums, weight));
    if (weight == IKM_0_111)
        words_milli(factor, sizeof(factor), 111);
    else
        words_centi(factor, sizeof(factor), 11);
    text_fill(out, size,
              _("sw_other_weight", "By the convention of weight {weight} it would be {index}. That "
                                   "is shown for comparison and is not the index."),
              "weight", factor, "index", index, NULL);
}

const char *words_survey_by(enum survey_by by)
{
    return by == BY_NOTHING ? "" : wording_text(&dimensions[by]);
}

/* What a profile's part is called, by its index; nothing for breakdowns that are not of a profile. */
static const struct {
    const struct wording *names;
    int count;
} parts[] = {
    [BY_GENDER] = {genders, GENDER_COUNT},
    [BY_AGE] = {ages, AGE_COUNT},
    [BY_EDUCATION] = {educations, EDUCATION_COUNT},
    [BY_OCCUPATION] = {occupations, OCCUPATION_COUNT},
    [BY_BRACKET] = {brackets, BRACKET_COUNT},
};
static_assert(ARRAY_LEN(parts) == BY_COUNT, "every breakdown tells whether it has parts");

/* NULL for what is no part of a profile. */
static const char *part_name(enum survey_by by, const char *key)
{
    for (int i = 0; i < parts[by].count; i++) {
        if (strcmp(survey_by_value_key(by, i), key) == 0)
            return wording_text(&parts[by].names[i]);
    }
    return NULL;
}

void words_survey_row(char *out, size_t size, enum survey_by by, const struct survey_row *row)
{
    const char *name = part_name(by, row->key);

    if (!name && by == BY_KIOSK && row->key[0] == '\0')
        name = _("sw_form", "Paper form");
    if (!name && strcmp(row->key, "*") == 0)
        name = _("rp_rest", "Others");
    if (!name && row->key[0] == '\0')
        name = wording_text(&skipped);
    if (!name)
        name = row->name[0] ? row->name : row->key;
    text_copy(out, size, name);
}
