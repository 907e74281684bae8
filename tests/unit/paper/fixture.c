/* The design's sample office. */
#include "fixture.h"

#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the four above */
#include <cmocka.h>

static const struct words requirement_words[] = {
    {"Surat permohonan", "Application letter"},
    {"Fotokopi KTP", "Copy of the identity card"},
    {"Pas foto 3×4 sebanyak 2 lembar", "Two 3×4 photographs"},
    {"Fotokopi ijazah yang dilegalisasi cap basah", "Certified copy of the diploma, wet stamp"},
    {"Fotokopi STR yang dilegalisasi cap basah", "Certified copy of the STR, wet stamp"},
    {"Surat keterangan sehat dari dokter yang memiliki surat izin praktik",
     "Health certificate from a licensed doctor"},
    {"Surat keterangan kerja dari fasilitas pelayanan kesehatan bersangkutan",
     "Work certificate from the health facility"},
    {"Surat rekomendasi dari Dinas Kesehatan Kota Pekanbaru",
     "Recommendation of the Pekanbaru Health Office"},
    {"Surat rekomendasi dari organisasi profesi", "Recommendation of the professional body"},
    {"Surat pernyataan kebenaran berkas yang dikirim/unggah", NULL},
};

static const char *const requirement_briefs[] = {
    NULL,
    NULL,
    "Pas foto 3×4, 2 lembar",
    "Fotokopi ijazah, cap basah",
    "Fotokopi STR, cap basah",
    "Surat keterangan sehat",
    "Surat keterangan kerja",
    "Rekomendasi Dinas Kesehatan",
    "Rekomendasi organisasi profesi",
    "Surat pernyataan kebenaran berkas",
};

static void init_group(struct fixture *f)
{
    f->counters[0] = (struct words){"Loket 1", "Counter 1"};
    f->counters[1] = (struct words){"Loket 2", "Counter 2"};
    f->group = (struct group){
        .letter = 'A',
        .id = "intake",
        .name = {"Penerimaan berkas", "File intake"},
        .counters = f->counters,
        .counter_count = 2,
        .wait_at = {"Ruang tunggu", "Waiting room"},
    };
}

static void init_steps(struct fixture *f)
{
    f->officer[0] = (struct words){"Petugas Front Office", "Front office"};
    f->officer[1] = (struct words){"Kepala Bidang", NULL};
    f->applicant = (struct words){"Pemohon", "Applicant"};
    f->steps[0] = (struct step){
        .no = 1,
        .activity.text = {"Menyerahkan berkas permohonan ke loket", "Hand in the file"},
        .actors = &f->applicant,
        .actor_count = 1,
        .is_for_applicant = true,
    };
    f->steps[1] = (struct step){
        .no = 2,
        .activity.text = {"Memeriksa kelengkapan berkas", "Check that the file is complete"},
        .actors = f->officer,
        .actor_count = 1,
        .duration = {10, DURATION_MINUTE, {NULL, NULL}},
        .note = {"Berkas yang kurang dikembalikan", "Incomplete files are returned"},
    };
    f->steps[2] = (struct step){
        .no = 3,
        .activity.text = {"Memproses dan menandatangani izin", "Process and sign the permit"},
        .actors = f->officer,
        .actor_count = 2,
    };
    f->steps[3] = (struct step){
        .no = 4,
        .activity.text = {"Memberi nomor dan mengarsipkan", "Number and file it"},
        .actors = &f->officer[1],
        .actor_count = 1,
    };
    f->steps[4] = (struct step){
        .no = 5,
        .activity.text = {"Mengambil izin di loket", "Collect the permit"},
        .actors = &f->applicant,
        .actor_count = 1,
        .duration = {1, DURATION_HOUR, {NULL, NULL}},
        .is_for_applicant = true,
    };
    f->phases[0] = (struct phase){3, 4, {2, DURATION_WORKDAY, {NULL, NULL}}};
}

static void init_service(struct fixture *f)
{
    f->channels[0] = (struct channel){.kind = CHANNEL_PHONE, .value = {"(0761) 28262", NULL}};
    f->channels[1] = (struct channel){.kind = CHANNEL_SMS, .value = {"08117515133", NULL}};
    for (size_t i = 0; i < ARRAY_LEN(requirement_words); i++) {
        f->requirements[i].text = requirement_words[i];
        f->requirements[i].brief.id = requirement_briefs[i];
    }
    f->nested[0].text = (struct words){"asli diperlihatkan", "the original is shown"};
    f->nested[1].text = (struct words){"cap basah pada setiap lembar", "stamped on every sheet"};
    f->requirements[3].lines = f->nested;
    f->requirements[3].line_count = 2;
    f->service = (struct service){
        .id = "sik-perekam-medis",
        .name = {"Surat Izin Kerja Perekam Medis", "Medical Recorder's Work Permit"},
        .group = &f->group,
        .product = {"Surat Izin Kerja Perekam Medis", "Medical Recorder's Work Permit"},
        .requirements = {f->requirements, ARRAY_LEN(requirement_words), true},
        .steps = f->steps,
        .step_count = 5,
        .phases = f->phases,
        .phase_count = 1,
        .duration = {2, DURATION_WORKDAY, {"dengan persyaratan lengkap", "with a complete file"}},
        .has_fee = true,
        .standard.complaints = {.is_present = true, .channels = f->channels, .channel_count = 2},
    };
}

static void init_receipt(struct fixture *f)
{
    f->receipt = (struct receipt){
        .file_number = "2611-1042-3",
        .number = "A-014",
        .service_id = "sik-perekam-medis",
        .service_name = "Surat Izin Kerja Perekam Medis",
        .applicant = "Siti Rahmawati",
        .received = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
        .received_count = 10,
        .asked = 10,
        .officer = "P-07",
        .counter = "Loket 2",
        .at_ms = FIXTURE_PRINTED_MS + 5 * 60000,
        .due_day = 20782, /* Wed 25 November 2026 */
        .workdays = 2,
        .is_due_sure = true,
    };
}

void fixture_init(struct fixture *f)
{
    *f = (struct fixture){0};
    init_group(f);
    init_steps(f);
    init_service(f);
    f->catalog = (struct catalog){
        .office = {.id = "pekanbaru",
                   .name = {"DPMPTSP Kota Pekanbaru", NULL},
                   .address = {"Jl. Jenderal Sudirman No. 464, Pekanbaru", NULL},
                   .zone = ZONE_WIB,
                   .groups = &f->group,
                   .group_count = 1,
                   .standard = f->service.standard},
        .services = &f->service,
        .service_count = 1,
    };
    f->ticket = (struct ticket){
        .series = "A",
        .seq = 14,
        .number = "A-014",
        .code = "7F3K",
        .service_id = "sik-perekam-medis",
        .service_name = "Surat Izin Kerja Perekam Medis",
        .group_id = "intake",
        .issued_at_ms = FIXTURE_PRINTED_MS,
        .people_ahead = 6,
        .wait = {true, 20, 35},
        .lang = "id",
        .unticked = {7, 8},
        .unticked_count = 2,
    };
    init_receipt(f);
}

int paper_setup(void **state)
{
    struct err err = {0};

    (void)state;
    if (!i18n_open(BINARY_DIR "/share/locale", &err)
        || !paper_open(SOURCE_DIR "/assets/fonts", &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    return 0;
}

int paper_teardown(void **state)
{
    (void)state;
    paper_close();
    return 0;
}

struct slip *fixture_ticket(const struct fixture *fixture, enum slip_width width, int copy)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_ticket(&slip, width, &fixture->catalog, &fixture->ticket, copy, &err))
        fail_msg("%s", err.text);
    return slip;
}

struct slip *fixture_receipt(const struct fixture *fixture, enum slip_width width, const char *lang,
                             int copy)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_receipt(&slip, width, &fixture->catalog, &fixture->receipt, lang, copy, &err))
        fail_msg("%s", err.text);
    return slip;
}

struct slip *fixture_requirements(const struct fixture *fixture, enum slip_width width,
                                  const char *lang)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_requirements(&slip, width, &fixture->catalog, &fixture->service, lang,
                           FIXTURE_PRINTED_MS, &err))
        fail_msg("%s", err.text);
    return slip;
}

struct slip *fixture_steps(const struct fixture *fixture, enum slip_width width, const char *lang)
{
    struct slip *slip = NULL;
    struct err err = {0};

    if (!slip_steps(&slip, width, &fixture->catalog, &fixture->service, lang, FIXTURE_PRINTED_MS,
                    &err))
        fail_msg("%s", err.text);
    return slip;
}
