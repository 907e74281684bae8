/* Charts: what is drawn for which value, and that no text of a value becomes markup. */
#include "office/web/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct chart scale = {
    .id = "uji", .title = "Judul", .words = "Kalimat", .least = 0, .most = 100};

/* How often `part` stands in `text`. */
static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void has(const struct text *out, const char *part)
{
    if (!strstr(out->data, part))
        fail_msg("'%s' is missing in %s", part, out->data);
}

static void a_bar_is_as_long_as_its_value(void **state)
{
    const struct chart_bar bars[] = {
        {"Kosong", "0", 0, -1, false},
        {"Separuh", "50", 50, -1, false},
        {"Penuh", "100", 100, -1, true},
        {"Lebih", "250", 250, -1, false},
    };
    AUTO_TEXT struct text out;

    (void)state;
    text_init(&out, 1 << 16);
    chart_bars(&out, &scale, bars, ARRAY_LEN(bars));
    has(&out, "<rect class=\"bar\" x=\"160\" y=\"40\" width=\"127\" height=\"18\"/>");
    has(&out, "<rect class=\"bar marked\" x=\"160\" y=\"70\" width=\"254\" height=\"18\"/>");
    has(&out, "<rect class=\"bar\" x=\"160\" y=\"100\" width=\"254\" height=\"18\"/>");
    assert_int_equal(count_of(out.data, "<rect"), 3); /* nothing is no bar */
    has(&out, "viewBox=\"0 0 480 130\"");
}

static void a_chart_tells_what_it_is_to_those_who_do_not_see_it(void **state)
{
    AUTO_TEXT struct text out;

    (void)state;
    text_init(&out, 1 << 16);
    chart_bars(&out, &scale, NULL, 0);
    has(&out, "role=\"img\" aria-labelledby=\"uji-judul uji-isi\"");
    has(&out, "<title id=\"uji-judul\">Judul</title><desc id=\"uji-isi\">Kalimat</desc>");
    has(&out, "<figcaption>Judul</figcaption>");
    assert_null(strstr(out.data, "style="));
}

static void no_text_becomes_markup(void **state)
{
    static const char bad[] = "\"><script>x</script>";
    const struct chart chart = {.id = "uji",
                                .title = bad,
                                .words = bad,
                                .most = 10,
                                .guides = &(struct chart_guide){5, bad},
                                .guide_count = 1};
    AUTO_TEXT struct text out;

    (void)state;
    text_init(&out, 1 << 16);
    chart_bars(&out, &chart, &(struct chart_bar){bad, bad, 5, 7, true}, 1);
    chart_columns(&out, &chart, &(struct chart_column){bad, 1, 2}, 1);
    chart_trend(&out, &chart, &(struct chart_point){.label = bad, .figure = bad, .value = 5}, 1);
    assert_null(strstr(out.data, "<script"));
    assert_true(count_of(out.data, "&lt;script&gt;x") >= 10);
}

static void columns_stack_and_name_their_sum(void **state)
{
    const struct chart_column columns[] = {{"08", 30, 20}, {"09", 0, 0}};
    AUTO_TEXT struct text out;

    (void)state;
    text_init(&out, 1 << 16);
    chart_columns(&out, &scale, columns, ARRAY_LEN(columns));
    has(&out, "<rect class=\"bar\" x=\"125\" y=\"163\" width=\"44\" height=\"57\"/>");
    has(&out, "<rect class=\"bar rest\" x=\"125\" y=\"125\" width=\"44\" height=\"38\"/>");
    has(&out, ">50</text>");
    assert_int_equal(count_of(out.data, "<rect"), 2);
    assert_int_equal(count_of(out.data, "class=\"figure\""), 1); /* an empty hour says nothing */
}

static void a_line_stops_where_nobody_answered(void **state)
{
    struct chart_point points[5] = {
        {.label = "a", .figure = "1", .value = 10, .low = 1, .high = 0},
        {.label = "b", .figure = "2", .value = 20, .low = 10, .high = 30},
        {.label = "c", .is_gap = true, .low = 1, .high = 0},
        {.label = "d", .figure = "4", .value = 40, .low = 1, .high = 0},
        {.label = "e", .figure = "5", .value = 50, .low = 1, .high = 0},
    };
    AUTO_TEXT struct text out;

    (void)state;
    text_init(&out, 1 << 16);
    chart_trend(&out, &scale, points, ARRAY_LEN(points));
    assert_int_equal(count_of(out.data, "class=\"trend\""), 2);
    assert_int_equal(count_of(out.data, "<circle"), 4);
    assert_int_equal(count_of(out.data, "class=\"reach\""), 1);
    assert_int_equal(count_of(out.data, "class=\"label\""), 5);
}

static void a_full_line_names_every_other_period_and_always_the_last(void **state)
{
    struct chart_point points[12];
    AUTO_TEXT struct text out;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(points); i++)
        points[i] = (struct chart_point){.label = i == 11 ? "akhir" : "lain", .figure = "1"};
    text_init(&out, 1 << 16);
    chart_trend(&out, &scale, points, ARRAY_LEN(points));
    has(&out, ">akhir</text>");
    assert_int_equal(count_of(out.data, "class=\"label\""), 4);
    assert_int_equal(count_of(out.data, "class=\"figure\""), 6);
}

static void a_scale_ends_at_a_round_number(void **state)
{
    (void)state;
    assert_int_equal(chart_round(0), 4);
    assert_int_equal(chart_round(7), 8);
    assert_int_equal(chart_round(31), 40);
    assert_int_equal(chart_round(101), 200);
    assert_int_equal(chart_round(999), 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_as_long_as_its_value),
        cmocka_unit_test(a_chart_tells_what_it_is_to_those_who_do_not_see_it),
        cmocka_unit_test(no_text_becomes_markup),
        cmocka_unit_test(columns_stack_and_name_their_sum),
        cmocka_unit_test(a_line_stops_where_nobody_answered),
        cmocka_unit_test(a_full_line_names_every_other_period_and_always_the_last),
        cmocka_unit_test(a_scale_ends_at_a_round_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
