/* A walk through all forms of the survey. */
#include "screens/survey_walk.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/survey.h"
#include "domain/calendar.h"
#include "screens/modes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SHIPPED SOURCE_DIR "/assets/survey/permenpanrb-14-2017.json"
enum { WIB_MIN = 420, MONTH_DAYS = 30 };

static const char extras[] =
    ",\n\"extras\": [\n"
    "{\"key\": \"disabilitas\", \"name\": {\"id\": \"Disabilitas\", \"en\": \"Disability\"},\n"
    " \"text\": {\"id\": \"Apakah Saudara penyandang disabilitas?\", \"en\": \"Do you live with a "
    "disability?\"},\n"
    " \"options\": [{\"id\": \"Ya\", \"en\": \"Yes\"}, {\"id\": \"Tidak\", \"en\": \"No\"}]},\n"
    "{\"key\": \"tahu-dari\", \"name\": {\"id\": \"Sumber kabar\", \"en\": \"Source\"},\n"
    " \"text\": {\"id\": \"Dari mana Saudara mengetahui layanan ini?\", \"en\": \"How did you "
    "learn of "
    "this service?\"},\n"
    " \"options\": [{\"id\": \"Teman atau keluarga\", \"en\": \"Friends or family\"},\n"
    " {\"id\": \"Media sosial\", \"en\": \"Social media\"}, {\"id\": \"Situs web kantor\", \"en\": "
    "\"The "
    "office's website\"},\n"
    " {\"id\": \"Kantor kelurahan atau kecamatan\", \"en\": \"Village or district office\"},\n"
    " {\"id\": \"Radio atau koran\", \"en\": \"Radio or newspaper\"}, {\"id\": \"Lainnya\", "
    "\"en\": "
    "\"Other\"}]}]}\n";

void survey_write_questionnaire(char *path, size_t size)
{
    AUTO_FREE char *shipped = NULL;
    AUTO_TEXT struct text whole;
    size_t len = 0;
    int fd;

    assert_true(text_copy(path, size, "/tmp/anjungan-form-XXXXXX"));
    fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(close(fd), 0);
    assert_true(file_read(SHIPPED, 1 << 20, &shipped, &len, NULL));
    text_init(&whole, 1 << 20);
    text_add_bytes(&whole, shipped, (size_t)(strrchr(shipped, '}') - shipped));
    text_add(&whole, extras);
    assert_true(file_replace(path, whole.data, whole.len, false, NULL));
}

void survey_answered_before(struct stage *stage, int count)
{
    int64_t today = calendar_day(clock_now_ms(stage->clock), WIB_MIN);

    for (int i = 0; i < count; i++) {
        struct survey_form form = {.request = uuid_v4(),
                                   .day = today - 1 - i % MONTH_DAYS,
                                   .bracket = BRACKET_MORNING,
                                   .officer = "P-01"};
        struct err err = {0};

        for (int element = 0; element < ELEMENT_COUNT; element++)
            form.answers[element] = (uint8_t)(3 + (i + element) % 2);
        if (!desk_enter_survey_form(stage->desk, &form, &err))
            fail_msg("%s", err.text);
    }
    stage_notice(stage);
}

void survey_open_questions(struct stage *stage)
{
    stage_tap(stage, "start");
    assert_string_equal(stage_screen(stage), "survey-profile");
    while (strcmp(stage_screen(stage), "survey-profile") == 0)
        stage_tap(stage, "next");
    assert_string_equal(stage_screen(stage), "survey-question");
}

void survey_answer_question(struct stage *stage, int value)
{
    char name[WIDGET_NAME];

    assert_true(text_format(name, sizeof name, "answer-%d", value));
    stage_tap(stage, name);
    stage_wait(stage, 600);
}

void survey_answer_all(struct stage *stage, int value)
{
    for (int i = 0; i < ELEMENT_COUNT; i++)
        survey_answer_question(stage, value);
}

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
}

static void see_numbered(const struct walk *walk, const char *what, int n)
{
    char name[WIDGET_NAME];

    assert_true(text_format(name, sizeof name, "%s-%d", what, n));
    see(walk, name);
}

static void see_profile(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    for (int page = 1; strcmp(stage_screen(stage), "survey-profile") == 0; page++) {
        static const char *const picks[] = {"sex-2", "age-4", "education-4", "job-5", "service-1"};

        see_numbered(walk, "13-empty", page);
        for (size_t i = 0; i < ARRAY_LEN(picks); i++) {
            if (stage_widget(stage, picks[i]))
                stage_tap(stage, picks[i]);
        }
        see_numbered(walk, "13-filled", page);
        if (stage_widget(stage, "service-list")) {
            stage_tap(stage, "service-list");
            see(walk, "13-services");
            stage_tap(stage, "service-1");
        }
        if (stage_widget(stage, "service-code")) {
            stage_tap(stage, "service-code");
            see(walk, "13-code");
            for (const char *key = "zzzz"; *key; key++)
                stage_tap_at_once(stage, "key-z");
            stage_tap(stage, "key-action");
            see(walk, "13-code-unknown");
            stage_tap(stage, "nav-back");
        }
        stage_tap(stage, "next");
    }
}

static void see_questions(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    for (int n = 1; strcmp(stage_screen(stage), "survey-question") == 0; n++) {
        see_numbered(walk, "14-question", n);
        if (n == 3) {
            stage_tap_at_once(stage, "answer-2");
            see(walk, "15-chosen");
            stage_tap(stage, "stop");
            see(walk, "15-stopping");
            stage_tap(stage, "stopping-stay");
        }
        survey_answer_question(stage, n <= ELEMENT_COUNT ? 1 + n % SCORE_MOST : 1);
    }
    assert_string_equal(stage_screen(stage), "survey-thanks");
}

static void see_end(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    see(walk, "16-thanks");
    stage_tap(stage, "print");
    see(walk, "16-printing");
    stage_move_next_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    see(walk, "16-printed");
    stage_tap(stage, "suggest");
    see(walk, "16-suggestion-empty");
    for (int i = 0; i < 12; i++) {
        for (const char *key = "loket lebih banyak "; *key; key++) {
            char name[WIDGET_NAME];

            assert_true(text_format(name, sizeof name, "key-%c", *key));
            stage_tap_at_once(stage, *key == ' ' ? "key-space" : name);
        }
    }
    see(walk, "16-suggestion");
    stage_tap(stage, "keep");
    see(walk, "16-added");
    stage_tap(stage, "done");
}

void survey_gallery_walk(struct stage *stage,
                         void (*each)(struct stage *stage, const char *name, void *context),
                         void *context, unsigned modes)
{
    const struct walk walk = {stage, each, context};

    stage_issue(stage, stage_first_service(stage)); /* a slip of today has a code */
    see(&walk, "12-start");
    survey_answered_before(stage, 40);
    stage_wait(stage, 70000); /* what is published is looked at once a minute */
    stage_notice(stage);
    if (modes)
        modes_apply(stage, modes);
    see(&walk, "12-index");
    stage_tap(stage, "start");
    see_profile(&walk);
    see_questions(&walk);
    see_end(&walk);
}
