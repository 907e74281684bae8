/* Answers by remainders, so that every value is there. */
#include "survey_fixture.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

#define MADE_MS INT64_C(1798772400000) /* 2027-01-01 10.00 WIB */
#define NOVEMBER_1 20758
#define DAY_MS INT64_C(86400000)

static const char *const names[] = {
    "Surat Izin Kerja Perekam Medis",
    "Persetujuan Bangunan Gedung",
    "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang untuk Kegiatan Nonberusaha",
    "Izin Reklame",
    "Surat Izin Praktik Dokter Umum",
    "Perpanjangan Izin Penyelenggaraan Satuan Pendidikan Anak Usia Dini dan Pendidikan Nonformal "
    "yang Diselenggarakan oleh Masyarakat serta Perubahan Nama, Pindah Alamat, dan Penggabungan "
    "Satuan Pendidikan di Wilayah Kota Pekanbaru dengan Pertimbangan Teknis dari Dinas Pendidikan "
    "dan Kantor Kementerian Agama",
};

static uint8_t answer_of(int i, int element, enum survey_mood mood)
{
    static const uint8_t leaning[] = {4, 3, 3, 4, 3, 4, 3, 2, 3, 4, 3};

    if (mood == MOOD_BEST)
        return 4;
    if (element == ELEMENT_SARANA)
        return (uint8_t)(2 + i % 2);
    if (element == ELEMENT_BIAYA)
        return i % 10 == 0 ? 3 : 4;
    return leaning[(size_t)(i % 1001 * 7 + element * 3 + i / 11) % ARRAY_LEN(leaning)];
}

static void fill_answers(uint8_t answers[ELEMENT_COUNT], int i, enum survey_mood mood)
{
    for (int element = 0; element < ELEMENT_COUNT; element++)
        answers[element] = answer_of(i, element, mood);
}

static void add_respondents(struct survey_report *report, int n, enum survey_mood mood)
{
    report->answers = mem_zalloc((size_t)n + 1, sizeof(*report->answers));
    report->answer_count = (size_t)n;
    for (int i = 0; i < n; i++) {
        fill_answers(report->answers[i], i, mood);
        ikm_sums_add(&report->sums, report->answers[i], i % 40 == 7);
        report->genders[i % 19 == 0 ? GENDER_SKIPPED : 1 + i % 2]++;
        report->ages[i % 7 * 5 % 7 % AGE_COUNT]++;
        report->educations[(i % 3 ? 3 + i % 5 : i % 8) % EDUCATION_COUNT]++;
        report->occupations[(i % 89 * (i % 97) + 4) % OCCUPATION_COUNT]++;
    }
    ikm_compute(&report->sums, report->population, &report->ikm);
}

static void add_rows(struct survey_report *report, int n, int services, enum survey_mood mood)
{
    report->rows = mem_zalloc((size_t)services + 1, sizeof(*report->rows));
    report->row_count = (size_t)services;
    for (int i = 0; i < n; i++) {
        uint8_t answers[ELEMENT_COUNT];

        fill_answers(answers, i, mood);
        ikm_sums_add(&report->rows[i % services].sums, answers, false);
    }
    for (int i = 0; i < services; i++) {
        struct survey_row *row = &report->rows[i];

        text_format(row->key, sizeof(row->key), "layanan-%02d", i);
        text_format(row->name, sizeof(row->name), "%s%s", names[(size_t)i % ARRAY_LEN(names)],
                    i < (int)ARRAY_LEN(names) ? "" : " (perpanjangan)");
        ikm_compute(&row->sums, 0, &row->ikm);
    }
}

/* The last point is the report's own; the third was a period without a survey. */
static void add_trend(struct survey_report *report, int periods)
{
    struct period period = report->period;

    report->trend_count = (size_t)periods;
    for (int i = periods - 1; i >= 0; i--) {
        struct survey_point *point = &report->trend[i];

        point->period = period;
        period = period_before(&period);
        if (i == periods - 1) {
            point->ikm = report->ikm;
        } else if (i != 2 && report->ikm.n > 0) {
            point->ikm = report->ikm;
            point->ikm.n = 60 + i * 31 % 70;
            point->ikm.index_centi = report->ikm.index_centi - 900 + i * 613 % 1200;
        }
    }
}

struct survey_report survey_fixture(int n, int services, int periods, enum survey_mood mood)
{
    struct survey_report report = {.made_ms = MADE_MS, .population = n * INT64_C(9) / 5};

    if (!period_parse("2026-T4", &report.period))
        return report;
    report.abandoned = n / 15;
    report.required = ikm_sample_required(report.population);
    report.table_row = ikm_sample_table_row(report.population);
    add_respondents(&report, n, mood);
    if (services > 0) {
        report.by = BY_SERVICE;
        add_rows(&report, n, services, mood);
    }
    add_trend(&report, periods);
    return report;
}

struct complaint_report complaints_fixture(int count, bool has_names)
{
    static const char *const people[] = {"Siti Rahmawati", "", "Muhammad Hasanuddin bin Abdullah",
                                         "Ni Luh Putu Ayu Kusumaningrum Dewi Sastrawan"};
    struct complaint_report report = {
        .made_ms = MADE_MS, .today = NOVEMBER_1 + 60, .has_names = has_names};

    if (!period_parse("2026-11", &report.period))
        return report;
    for (int i = 0; i < count; i++) {
        struct complaint one = {
            .kind = (enum complaint_kind)(i % COMPLAINT_KIND_COUNT),
            .weight = (enum complaint_weight)(i * 7 % WEIGHT_COUNT),
            .state = (enum complaint_state)(i * 3 % COMPLAINT_STATE_COUNT),
            .at_ms = (NOVEMBER_1 + i * 30 / (count + 1)) * DAY_MS + (i % 8) * INT64_C(3600000),
            .due_day = i % 9 == 4 ? 0 : NOVEMBER_1 + i * 30 / (count + 1) + 5,
            .reply = (enum complaint_reply)(i % REPLY_COUNT),
            .is_erased = i % 11 == 6,
        };

        one.notice_version = one.reply != REPLY_NONE;
        complaint_format_number(one.number, 1, i + 1);
        if (i % 5 != 3)
            text_copy(one.service_name, sizeof(one.service_name),
                      names[(size_t)(i * 5) % ARRAY_LEN(names)]);
        if (one.state >= COMPLAINT_ANSWERED)
            one.answered_ms = one.at_ms + (1 + i % 7) * DAY_MS;
        complaint_report_add(&report, &one, people[(size_t)i % ARRAY_LEN(people)]);
    }
    return report;
}
