/* What is filled into a page cannot become part of it. */
#include "office/web/form.h"
#include "office/web/html.h"
#include "office/web/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char ATTACK[] = "<script>alert(1)</script>\"'&";
static const char ESCAPED[] = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;";

static void is_written(const struct text *out, const char *wanted)
{
    assert_false(out->overflow);
    assert_string_equal(out->data, wanted);
}

static void text_between_tags_is_escaped(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_text(&out, ATTACK);
    is_written(&out, ESCAPED);
}

static void nothing_is_written_for_no_value(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_mark(&out, "<p>");
    html_text(&out, NULL);
    html_fill(&out, "<i>{}</i>", NULL);
    is_written(&out, "<p><i></i>");
}

static void letters_of_all_languages_stay(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_text(&out, "Ñ – “ya” 漢字 🙂\nbaris dua");
    is_written(&out, "Ñ – “ya” 漢字 🙂\nbaris dua");
}

static void broken_letters_and_control_characters_become_marks(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_text(&out, "a\x80"
                    "b\xC3"
                    "<c\x01\x7f\xED\xA0\x80");
    is_written(&out, "a?b?&lt;c?????");
}

static void values_stand_in_their_order(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_fill(&out, "<a title=\"{}\">{}</a>{}", ATTACK, "b", "c{}d");
    char wanted[512];
    text_format(wanted, sizeof wanted, "<a title=\"%s\">b</a>c{}d", ESCAPED);
    is_written(&out, wanted);
}

static void part_of_an_address_is_percent_encoded(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_fill(&out, "<a href=\"/nomor/{%}?q={%}\">", "A-014/../x", "a b&c=ñ\"<");
    is_written(&out, "<a href=\"/nomor/A-014%2F..%2Fx?q=a%20b%26c%3D%C3%B1%22%3C\">");
}

static void address_of_elsewhere_is_not_linked(void **state)
{
    static const char *const elsewhere[] = {"javascript:alert(1)",
                                            "https://jahat.example/",
                                            "//jahat.example",
                                            "/\\jahat.example",
                                            "data:text/html,x",
                                            " /masuk",
                                            ""};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(elsewhere); i++) {
        struct text out AUTO_TEXT = {0};
        text_init(&out, 4096);
        html_fill(&out, "<a href=\"{}\"></a><form action=\"{}\">", elsewhere[i], elsewhere[i]);
        is_written(&out, "<a href=\"#\"></a><form action=\"#\">");
    }
}

static void address_of_this_server_is_linked(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    html_fill(&out, "<a href=\"{}\"><a href=\"{}\"><a href=\"{}\">", "/ikm?a=1&b=2", "#isi",
              "?x=1");
    is_written(&out, "<a href=\"/ikm?a=1&amp;b=2\"><a href=\"#isi\"><a href=\"?x=1\">");
}

static void field_escapes_all_its_words(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 65536);
    form_field(&out,
               &(struct form_field){
                   .name = "a", .label = ATTACK, .value = ATTACK, .hint = ATTACK, .error = ATTACK});
    form_field(&out, &(struct form_field){
                         .name = "a", .label = ATTACK, .type = "textarea", .value = ATTACK});
    form_select(&out, "a", ATTACK, (struct form_option[]){{ATTACK, ATTACK}}, 1, ATTACK);
    form_check(&out, "a", ATTACK, true);
    form_hidden(&out, "a", ATTACK);
    assert_null(strstr(out.data, "<script"));
    assert_null(strstr(out.data, "1)</"));
    assert_non_null(strstr(out.data, ESCAPED));
}

static void field_is_tied_to_its_label_and_its_error(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    form_field(&out, &(struct form_field){.name = "akun", .label = "Nama", .error = "Isi nama."});
    assert_non_null(strstr(out.data, "<label for=\"akun\">Nama</label>"));
    assert_non_null(strstr(out.data, "id=\"akun\" name=\"akun\""));
    assert_non_null(strstr(out.data, "id=\"akun-salah\">Isi nama.</p>"));
    assert_non_null(strstr(out.data, "aria-invalid=\"true\" aria-describedby=\"akun-salah\""));
    assert_non_null(strstr(out.data, " required"));
}

static void password_is_never_written_back(void **state)
{
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    form_field(&out, &(struct form_field){
                         .name = "s", .label = "Sandi", .type = "password", .value = "pasar-7"});
    assert_null(strstr(out.data, "pasar-7"));
}

static void cell_carries_its_columns_name(void **state)
{
    static const struct table_column columns[] = {{"Nomor", false}, {"Lama \"jam\"", true}};
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    struct table table = table_open(&out, "Nomor", false, columns, ARRAY_LEN(columns));
    table_row(&table);
    table_text(&table, ATTACK);
    table_number(&table, 12345);
    table_close(&table, "Tidak ada.");
    assert_non_null(strstr(out.data, ESCAPED));
    assert_non_null(strstr(out.data, "<td data-label=\"Lama &quot;jam&quot;\" class=\"number\">"));
    assert_null(strstr(out.data, "Tidak ada."));
    assert_non_null(strstr(out.data, "</tr>\n</tbody></table>"));
}

static void empty_table_says_so(void **state)
{
    static const struct table_column columns[] = {{"Nomor", false}, {"Lama", true}};
    struct text out AUTO_TEXT = {0};

    (void)state;
    text_init(&out, 4096);
    struct table table = table_open(&out, "Nomor", false, columns, ARRAY_LEN(columns));
    table_close(&table, "Tidak ada.");
    assert_non_null(strstr(out.data, "<td class=\"empty\" colspan=\"2\">Tidak ada.</td>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_between_tags_is_escaped),
        cmocka_unit_test(nothing_is_written_for_no_value),
        cmocka_unit_test(letters_of_all_languages_stay),
        cmocka_unit_test(broken_letters_and_control_characters_become_marks),
        cmocka_unit_test(values_stand_in_their_order),
        cmocka_unit_test(part_of_an_address_is_percent_encoded),
        cmocka_unit_test(address_of_elsewhere_is_not_linked),
        cmocka_unit_test(address_of_this_server_is_linked),
        cmocka_unit_test(field_escapes_all_its_words),
        cmocka_unit_test(field_is_tied_to_its_label_and_its_error),
        cmocka_unit_test(password_is_never_written_back),
        cmocka_unit_test(cell_carries_its_columns_name),
        cmocka_unit_test(empty_table_says_so),
    };

    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
