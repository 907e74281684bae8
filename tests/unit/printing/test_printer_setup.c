/* `anjungan-setup printer` before it comes to cupsd: which printer is meant, and who is asked. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/setup.h"
#include "printing/setup_internal.h"
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct bench {
    char root[64];
    char dev[80];
    char sys[80];
    char *said; /* on both outputs */
    size_t said_len;
};

static int open_bench(void **state)
{
    static struct bench bench;

    bench = (struct bench){.root = "/tmp/anjungan-bench.XXXXXX"};
    assert_non_null(mkdtemp(bench.root));
    assert_true(text_format(bench.dev, sizeof bench.dev, "%s/dev", bench.root));
    assert_true(text_format(bench.sys, sizeof bench.sys, "%s/sys", bench.root));
    *state = &bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    pid_t child = fork();

    if (child == 0) {
        execlp("rm", "rm", "-rf", bench->root, (char *)NULL);
        _exit(127);
    }
    free(bench->said);
    return waitpid(child, NULL, 0) == child ? 0 : -1;
}

static void plug_in(const struct bench *bench, const char *name)
{
    char path[256];

    assert_true(text_format(path, sizeof path, "%s/class/usbmisc/%s/device", bench->sys, name));
    assert_true(file_make_dir(path, NULL));
    assert_true(text_format(path, sizeof path, "%s/usb", bench->dev));
    assert_true(file_make_dir(path, NULL));
    assert_true(text_format(path, sizeof path, "%s/usb/%s", bench->dev, name));
    assert_true(file_replace(path, "", 0, false, NULL));
}

/* Runs the words with somebody who would type `typed` (NULL: nobody is there). */
static int run(struct bench *bench, const char *typed, int count, const char *const words[])
{
    char *copies[8] = {0};
    FILE *in = tmpfile();

    free(bench->said);
    bench->said = NULL;
    FILE *out = open_memstream(&bench->said, &bench->said_len);
    assert_true(in && out && count < 8);
    assert_true(fputs(typed ? typed : "", in) >= 0);
    rewind(in);
    const struct printer_setup setup = {
        .dev = bench->dev,
        .sys = bench->sys,
        .configured_queue = "",
        .configured_roll_mm = 80,
        .in = in,
        .out = out,
        .complaints = out,
        .has_person = typed != NULL,
    };
    for (int i = 0; i < count; i++) {
        copies[i] = strdup(words[i]);
        assert_non_null(copies[i]);
    }
    int code = printer_setup(&setup, count, copies);
    for (int i = 0; i < count; i++)
        free(copies[i]);
    assert_int_equal(fclose(out), 0);
    (void)fclose(in);
    return code;
}

static void assert_said(const struct bench *bench, const char *words)
{
    if (!strstr(bench->said, words))
        fail_msg("\"%s\" is not in: %s", words, bench->said);
}

static void without_a_printer_somebody_has_to_name_one(void **state)
{
    struct bench *bench = *state;

    assert_int_equal(run(bench, NULL, 0, NULL), 1);
    assert_said(bench, "no printer is found on USB");
    assert_said(bench, "--device 192.0.2.10");
}

static void of_two_printers_none_is_chosen(void **state)
{
    struct bench *bench = *state;

    plug_in(bench, "lp0");
    plug_in(bench, "lp1");
    assert_int_equal(run(bench, NULL, 0, NULL), 2);
    assert_said(bench, "there are 2 printers");
}

static void name_that_changes_is_refused(void **state)
{
    struct bench *bench = *state;

    plug_in(bench, "lp0");
    assert_int_equal(run(bench, NULL, 0, NULL), 1);
    assert_said(bench, "under a name that changes");
}

/* A printer is away: that is told, and nobody is asked for a consent that helps nothing. */
static void printer_that_is_away_is_told_before_any_question(void **state)
{
    static const char *const words[] = {"--device", "127.0.0.1:1"};
    struct bench *bench = *state;

    assert_int_equal(run(bench, "n\n", 2, words), 1);
    assert_null(strstr(bench->said, "Go on?"));
    assert_said(bench, "cannot be reached");
    assert_int_equal(run(bench, NULL, 2, words), 1);
    assert_said(bench, "cannot be reached");
}

/* Answers every DLE EOT with "all is well" until it is killed; returns its port. */
static int stand_in(pid_t *child)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(listener, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(listener, 4), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
    *child = fork();
    assert_true(*child >= 0);
    for (int client = -1; *child == 0; (void)close(client)) {
        char bytes[3];
        client = accept(listener, NULL, NULL);
        while (recv(client, bytes, sizeof bytes, MSG_WAITALL) == sizeof bytes)
            (void)send(client, "\x12", 1, MSG_NOSIGNAL);
    }
    (void)close(listener);
    return ntohs(at.sin_port);
}

static void printer_is_asked_only_with_consent(void **state)
{
    struct bench *bench = *state;
    char device[32];
    const char *const words[] = {"--device", device};
    pid_t child = -1;

    assert_true(text_format(device, sizeof device, "127.0.0.1:%d", stand_in(&child)));
    int refused = run(bench, "n\n", 2, words);
    assert_said(bench, "Go on? [y/N]");
    assert_said(bench, "nothing was changed");
    int silent = run(bench, "", 2, words);
    int nobody = run(bench, NULL, 2, words);
    assert_null(strstr(bench->said, "Go on?"));
    assert_said(bench, "add --yes");
    (void)kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(refused, 2);
    assert_int_equal(silent, 2);
    assert_int_equal(nobody, 2);
}

static void printer_is_known_by_its_place_and_not_by_its_options(void **state)
{
    static const struct {
        const char *a, *b;
        bool is_same;
    } cases[] = {
        {"anjungan-escpos://192.0.2.10:9100/", "anjungan-escpos://192.0.2.10/?ack=gsr", true},
        {"anjungan-escpos://192.0.2.10:9100/", "anjungan-escpos://192.0.2.10:9101/", false},
        {"anjungan-escpos://192.0.2.10:9100/", "anjungan-escpos://192.0.2.11:9100/", false},
        {"anjungan-escpos:/dev/anjungan/printer-at-1", "anjungan-escpos:/dev/anjungan/printer-at-2",
         false},
        {"anjungan-escpos:/dev/anjungan/printer-at-1", "anjungan-escpos:/dev/anjungan/printer-at-1",
         true},
        /* of two printers on USB this one is either */
        {"anjungan-escpos:/dev/anjungan/printer", "anjungan-escpos:/dev/anjungan/printer-at-1",
         true},
        {"anjungan-escpos:/dev/usb/lp1?ack=gsr", "anjungan-escpos:/dev/anjungan/printer", true},
        {"anjungan-escpos:/dev/anjungan/printer", "anjungan-escpos:/dev/serial/by-id/x", false},
        {"anjungan-escpos:/dev/anjungan/printer", "anjungan-escpos://192.0.2.10/", false},
        {"ipp://192.0.2.10/ipp/print", "ipp://192.0.2.10/ipp/print", true},
        {"ipp://192.0.2.10/ipp/print", "anjungan-escpos://192.0.2.10/", false},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(setup_is_same_printer(cases[i].a, cases[i].b), cases[i].is_same);
        assert_int_equal(setup_is_same_printer(cases[i].b, cases[i].a), cases[i].is_same);
    }
}

static void wrong_words_are_named(void **state)
{
    static const struct {
        const char *words[3];
        const char *says;
    } cases[] = {
        {{"--roll=81"}, "80 or 58"},
        {{"--roll", "80", "--roll=58"}, "given twice"},
        {{"--yes=no"}, "takes no value"},
        {{"--model", "x"}, "no such model"},
        {{"--name", "-x"}, "letters, digits"},
        {{"--device", "usb://EPSON/TM-T82"}, "tells nothing of what the paper does"},
        {{"--device", "http://a/"}, "no kind of printer"},
        {{"--device", "a b?c"}, "unknown option"},
        {{"--device", "/dev/../etc/passwd"}, "not below /dev"},
        {{"--device", ""}, "no host"},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int count = 0;
        while (count < 3 && cases[i].words[count])
            count++;
        assert_int_equal(run(bench, "y\n", count, cases[i].words), 2);
        assert_said(bench, cases[i].says);
    }
}

static void help_is_given_behind_the_verb_too(void **state)
{
    static const char *const words[] = {"--help"};
    struct bench *bench = *state;

    assert_int_equal(run(bench, NULL, 1, words), 0);
    assert_said(bench, "printer --list [--json]");
}

static void models_are_shown_with_where_they_stand(void **state)
{
    static const char *const words[] = {"--models"};
    struct bench *bench = *state;

    assert_int_equal(run(bench, NULL, 1, words), 0);
    assert_said(bench, "none of them was tried");
    assert_said(bench, "epson-tm-t82");
    assert_said(bench, "silent-58");
}

int main(void)
{
#define on_bench(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)
    const struct CMUnitTest tests[] = {
        on_bench(without_a_printer_somebody_has_to_name_one),
        on_bench(of_two_printers_none_is_chosen),
        on_bench(name_that_changes_is_refused),
        on_bench(printer_that_is_away_is_told_before_any_question),
        on_bench(printer_is_asked_only_with_consent),
        on_bench(wrong_words_are_named),
        on_bench(printer_is_known_by_its_place_and_not_by_its_options),
        on_bench(help_is_given_behind_the_verb_too),
        on_bench(models_are_shown_with_where_they_stand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
