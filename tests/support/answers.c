/* Walks through the survey on a display, and reads the report. */
#include "support/answers.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PATIENCE_MS = 60000, POLL_MS = 15, NAMES_MOST = 1 << 16 };

void answers_start(struct lobby *lobby)
{
    lobby_start(lobby, (const char *const[]){"--role", "exit", NULL});
    lobby_expect(lobby, "survey-start", PATIENCE_MS);
}

/* The names of all that is shown, of which another page has others. */
static void read_names(const struct lobby *lobby, struct text *out)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);
    const struct json *widgets = json_get(tree, "widgets");

    text_init(out, NAMES_MOST);
    text_add(out, json_string(json_get(tree, "screen")));
    for (size_t i = 0; i < json_len(widgets); i++)
        text_addf(out, " %s", json_string(json_get(json_at(widgets, i), "name")));
}

static void turn_page(struct lobby *lobby)
{
    AUTO_TEXT struct text before = {0};
    int64_t until = view_now_ms() + PATIENCE_MS;

    read_names(lobby, &before);
    lobby_tap(lobby, "next");
    for (bool is_same = true; is_same; view_pause(POLL_MS)) {
        AUTO_TEXT struct text now = {0};

        read_names(lobby, &now);
        is_same = text_equal(before.data, now.data);
        if (is_same && view_now_ms() > until)
            fail_msg("the page is not turned: %s", now.data);
    }
}

int answers_begin(struct lobby *lobby)
{
    int taps = 1;

    lobby_tap(lobby, "start");
    lobby_expect(lobby, "survey-profile", PATIENCE_MS);
    for (; answers_shows(lobby, "survey-profile"); taps++) /* it may have pages */
        turn_page(lobby);
    lobby_expect(lobby, "survey-question", PATIENCE_MS);
    return taps;
}

void answers_expect(const struct lobby *lobby, int number)
{
    int64_t until = view_now_ms() + PATIENCE_MS;
    char wanted[64], seen[128] = "";

    assert_true(text_format(wanted, sizeof wanted, "Pertanyaan %d dari 9", number));
    for (;;) {
        lobby_label(lobby, "position", seen, sizeof seen);
        if (text_equal(seen, wanted))
            return;
        if (view_now_ms() > until)
            fail_msg("wanted is \"%s\", shown is \"%s\"", wanted, seen);
        view_pause(POLL_MS);
    }
}

void answers_give(struct lobby *lobby, int number, int value)
{
    char name[16];

    answers_expect(lobby, number);
    assert_true(text_format(name, sizeof name, "answer-%d", value));
    lobby_tap(lobby, name);
}

bool answers_shows(const struct lobby *lobby, const char *screen)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    return tree && text_equal(json_string(json_get(tree, "screen")), screen);
}

void answers_read(const struct lobby *lobby, struct answers_sums *out)
{
    static const char *const words[] = {"survey",     "report",   "--from", "2026-11-01", "--to",
                                        "2026-11-30", "--format", "json",   NULL};
    AUTO_TEXT struct text output;
    AUTO_JSON struct json *report = NULL;
    const struct json *elements;
    struct err err;

    assert_int_equal(lobby_run(lobby, "anjungan-ctl", words, &output), 0);
    if (!json_parse(&report, output.data, output.len, NULL, &err))
        fail_msg("survey report: %s: %s", err.text, output.data);
    *out = (struct answers_sums){.n = json_int(json_get(report, "n")),
                                 .abandoned = json_int(json_get(report, "abandoned")),
                                 .flagged = json_int(json_get(report, "flagged"))};
    elements = json_get(report, "unsur");
    assert_int_equal(json_len(elements), ELEMENT_COUNT);
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        const struct json *one = json_at(elements, i);
        enum survey_element element;

        assert_true(survey_element_from_key(json_string(json_get(one, "key")), &element));
        out->sum[element] = json_int(json_get(one, "sum"));
    }
}

/* The shipped questionnaire asks in the order of the elements. */
void answers_add(struct answers_sums *sums, const char *nine)
{
    sums->n++;
    for (int i = 0; i < ELEMENT_COUNT; i++)
        sums->sum[i] += nine[i] - '0';
}
