/* What setup makes without touching the machine: nginx's site, the first configuration, and how it runs
 * other programs. */
#include "base/file.h"
#include "base/mem.h"
#include "office/setup.h"
#include "base/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 64 * 1024 };

static const struct office_site plain = {
    .host = "kantor.example",
    .run_dir = "/run/anjungan-office",
    .log_dir = "/var/log/nginx",
    .authority_dir = "/var/lib/anjungan-office/authority",
    .page_certificate = "",
    .page_key = "",
    .address = "",
    .page_port = 443,
    .kiosk_port = 8443,
    .daemons = 3,
};

static void assert_has(const struct text *site, const char *words)
{
    if (!strstr(site->data, words))
        fail_msg("no \"%s\" in the site", words);
}

static void the_site_names_every_daemon_and_leaves_no_gap(void **state)
{
    AUTO_TEXT struct text site = {0};

    (void)state;
    text_init(&site, MOST);
    office_site_write(&site, &plain);
    assert_has(&site, "server unix:/run/anjungan-office/ingest/1.sock max_fails=0;\n");
    assert_has(&site, "server unix:/run/anjungan-office/ingest/3.sock max_fails=0;\n");
    assert_null(strstr(site.data, "ingest/4.sock"));
    assert_has(&site, "listen [::]:8443 ipv6only=off ssl;");
    assert_has(&site, "ssl_certificate /var/lib/anjungan-office/authority/server.crt;");
    assert_false(site.overflow);
    /* Every word between @ was filled in; a location's own @ is followed by small letters. */
    for (const char *at = strchr(site.data, '@'); at; at = strchr(at + 1, '@'))
        assert_false(at[1] >= 'A' && at[1] <= 'Z');
}

static void kiosks_headers_are_overwritten_in_both_servers(void **state)
{
    static const char *const headers[] = {"Anjungan-Kiosk-Verify", "Anjungan-Kiosk-Dn",
                                          "Anjungan-Kiosk-Serial"};
    AUTO_TEXT struct text site = {0};

    (void)state;
    text_init(&site, MOST);
    office_site_write(&site, &plain);
    for (size_t i = 0; i < ARRAY_LEN(headers); i++) {
        AUTO_FREE char *line = mem_format("proxy_set_header %s ", headers[i]);
        const char *first = strstr(site.data, line);

        assert_non_null(first);
        assert_non_null(strstr(first + 1, line));
    }
}

static void pages_may_have_a_certificate_that_browsers_know(void **state)
{
    AUTO_TEXT struct text site = {0};
    struct office_site own = plain;

    (void)state;
    own.page_certificate = "/etc/ssl/page.crt";
    own.page_key = "/etc/ssl/page.key";
    own.address = "192.0.2.7";
    text_init(&site, MOST);
    office_site_write(&site, &own);
    assert_has(&site, "listen 192.0.2.7:443 ssl;");
    assert_has(&site, "ssl_certificate_key /etc/ssl/page.key;");
    assert_has(&site, "ssl_certificate_key /var/lib/anjungan-office/authority/server.key;");
}

static void the_first_configuration_says_host_and_name(void **state)
{
    char folder[] = "/tmp/anjungan-setup-XXXXXX";
    FILE *out = fopen("/dev/null", "we");
    AUTO_FREE char *text = NULL;
    struct err err = {0};
    size_t len;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_non_null(out);
    AUTO_FREE char *path = mem_format("%s/office.conf", folder);
    assert_false(office_setup_config(path, "a b;", "X", out, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(office_setup_config(path, "kantor.example", "DPMPTSP \\ Uji", out, &err));
    /* What is there is somebody's. */
    assert_true(office_setup_config(path, "other.example", "Y", out, &err));
    assert_true(file_read(path, MOST, &text, &len, &err));
    assert_non_null(strstr(text, "\nhost = kantor.example\n"));
    assert_non_null(strstr(text, "\nname = DPMPTSP \\ Uji\n"));
    assert_null(strstr(text, "other.example"));
    assert_int_equal(fclose(out), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void a_program_gets_its_words_as_they_are(void **state)
{
    const char *const words[] = {"printf", "%s|", "a b", "$HOME;*", "", NULL};
    const char *const copy[] = {"cat", NULL};
    AUTO_TEXT struct text said = {0};
    AUTO_FREE char *large = mem_zalloc(200001, 1);
    struct err err = {0};

    (void)state;
    text_init(&said, 1 << 20);
    assert_true(command_run(words, NULL, &said, &err));
    assert_string_equal(said.data, "a b|$HOME;*||");
    said.len = 0;
    memset(large, 'x', 200000);
    assert_true(command_run(copy, large, &said, &err));
    assert_int_equal(said.len, 200000);
}

static void a_program_that_fails_is_quoted(void **state)
{
    const char *const words[] = {"sh", "-c", "echo first; echo why it failed >&2; exit 3", NULL};
    const char *const none[] = {"anjungan-no-such-program", NULL};
    struct err err = {0};

    (void)state;
    assert_false(command_run(words, NULL, NULL, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "sh failed: why it failed");
    assert_false(command_run(none, NULL, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(command_exists("sh"));
    assert_false(command_exists("anjungan-no-such-program"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_site_names_every_daemon_and_leaves_no_gap),
        cmocka_unit_test(kiosks_headers_are_overwritten_in_both_servers),
        cmocka_unit_test(pages_may_have_a_certificate_that_browsers_know),
        cmocka_unit_test(the_first_configuration_says_host_and_name),
        cmocka_unit_test(a_program_gets_its_words_as_they_are),
        cmocka_unit_test(a_program_that_fails_is_quoted),
    };

    return cmocka_run_group_tests_name("setup", tests, NULL, NULL);
}
