/* Which page answers, and what the table of routes promises as a whole. */
#include "office/web/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool nothing(struct visit *visit, struct err *err)
{
    (void)visit;
    (void)err;
    return true;
}
static bool something(struct visit *visit, struct err *err)
{
    return nothing(visit, err);
}

static const struct web_route ROUTES[] = {
    {"GET", "/", WEB_OFFICER, nothing},
    {"GET", "/nomor/{hari}/{nomor}", WEB_OFFICER, nothing},
    {"POST", "/nomor/{hari}/{nomor}", WEB_OFFICER, something},
    {"GET", "/nomor/baru", WEB_OFFICER, nothing},
};

static struct route_match find(const char *method, const char *path)
{
    return route_find(ROUTES, ARRAY_LEN(ROUTES), method, path);
}

static void open_parts_are_handed_over_in_order(void **state)
{
    (void)state;
    struct route_match match = find("GET", "/nomor/2026-11-23/A-014");
    assert_ptr_equal(match.route, &ROUTES[1]);
    assert_string_equal(match.part[0], "2026-11-23");
    assert_string_equal(match.part[1], "A-014");
}

static void method_chooses_among_equal_paths(void **state)
{
    (void)state;
    assert_ptr_equal(find("POST", "/nomor/a/b").route, &ROUTES[2]);
    assert_ptr_equal(find("HEAD", "/nomor/a/b").route, &ROUTES[1]);
}

static void unknown_path_has_no_route(void **state)
{
    static const char *const paths[] = {
        "",   "/nomor",      "/nomor/",   "/nomor/a/", "/nomor//b", "/nomor/a/b/", "/nomor/a/b/c",
        "//", "/Nomor/baru", "nomor/baru"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        assert_null(find("GET", paths[i]).route);
        assert_false(find("GET", paths[i]).is_path_known);
    }
}

static void known_path_of_another_method_is_told(void **state)
{
    (void)state;
    assert_null(find("POST", "/nomor/baru").route);
    assert_true(find("POST", "/nomor/baru").is_path_known);
    assert_null(find("DELETE", "/").route);
    assert_true(find("DELETE", "/").is_path_known);
}

static void part_that_is_too_long_or_no_text_is_none(void **state)
{
    char path[400] = "/nomor/";

    (void)state;
    memset(path + 7, 'a', 300);
    strncat(path, "/b", 3);
    assert_null(find("GET", path).route);
    assert_null(find("GET", "/nomor/\xff/b").route);
}

static void every_way_in_and_out_is_a_route(void **state)
{
    (void)state;
    for (size_t i = 0; i < web_route_count; i++) {
        struct route_match match =
            route_find(web_routes, web_route_count, web_routes[i].method, web_routes[i].path);
        assert_ptr_equal(match.route, &web_routes[i]); /* none hides another */
        assert_non_null(web_routes[i].run);
    }
}

static void only_the_door_is_open_to_anyone(void **state)
{
    (void)state;
    for (size_t i = 0; i < web_route_count; i++) {
        if (strcmp(web_routes[i].path, "/masuk") != 0)
            assert_true(web_routes[i].least >= WEB_OFFICER);
    }
}

static void roles_are_told_by_their_names(void **state)
{
    enum web_role role;

    (void)state;
    for (int each = WEB_OFFICER; each <= WEB_ADMIN; each++) {
        assert_true(web_role_from_name(web_role_name((enum web_role)each), &role));
        assert_int_equal(role, each);
    }
    assert_false(web_role_from_name("", &role));
    assert_false(web_role_from_name("root", &role));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_parts_are_handed_over_in_order),
        cmocka_unit_test(method_chooses_among_equal_paths),
        cmocka_unit_test(unknown_path_has_no_route),
        cmocka_unit_test(known_path_of_another_method_is_told),
        cmocka_unit_test(part_that_is_too_long_or_no_text_is_none),
        cmocka_unit_test(every_way_in_and_out_is_a_route),
        cmocka_unit_test(only_the_door_is_open_to_anyone),
        cmocka_unit_test(roles_are_told_by_their_names),
    };

    return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
