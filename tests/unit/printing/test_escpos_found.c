/* Which printers are found, what is known of models, and what a printer answers when it is asked. */
#include "base/file.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/found.h"
#include "printing/backend/models.h"
#include "printing/backend/probe.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* --- a machine in a directory ---------------------------------------------------------------- */

struct machine {
    char root[64];
    char dev[80];
    char sys[80];
};

static void path_in(const struct machine *machine, const char *name, char out[256])
{
    assert_true(text_format(out, 256, "%s/%s", machine->root, name));
}

static void make(const struct machine *machine, const char *name, const char *content)
{
    char path[256];

    path_in(machine, name, path);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_true(file_make_dir(path, NULL));
    *slash = '/';
    assert_true(file_replace(path, content, strlen(content), false, NULL));
}

static void link_to(const struct machine *machine, const char *name, const char *target)
{
    char path[256];

    make(machine, name, "");
    path_in(machine, name, path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink(target, path), 0);
}

static int open_machine(void **state)
{
    static struct machine machine;

    assert_true(text_copy(machine.root, sizeof machine.root, "/tmp/anjungan-found.XXXXXX"));
    assert_non_null(mkdtemp(machine.root));
    assert_true(text_format(machine.dev, sizeof machine.dev, "%s/dev", machine.root));
    assert_true(text_format(machine.sys, sizeof machine.sys, "%s/sys", machine.root));
    *state = &machine;
    return 0;
}

static int close_machine(void **state)
{
    const struct machine *machine = *state;

    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", machine->root, (char *)NULL);
        _exit(127);
    }
    return waitpid(child, NULL, 0) == child ? 0 : -1;
}

static void plug_in(const struct machine *machine, const char *name, const char *port,
                    const char *id)
{
    char path[128];
    char target[64];

    assert_true(text_format(path, sizeof path, "dev/usb/%s", name));
    make(machine, path, "");
    assert_true(text_format(path, sizeof path, "sys/class/usbmisc/%s/device/ieee1284_id", name));
    make(machine, path, id);
    if (!port)
        return;
    assert_true(text_format(target, sizeof target, "../usb/%s", name));
    assert_true(text_format(path, sizeof path, "dev/anjungan/printer-at-%s", port));
    link_to(machine, path, target);
    link_to(machine, "dev/anjungan/printer", target);
}

static void assert_uri(const struct machine *machine, const struct found_printer *found,
                       const char *name)
{
    char uri[320];

    assert_true(text_format(uri, sizeof uri, "anjungan-escpos:%s/%s", machine->dev, name));
    assert_string_equal(found->uri, uri);
}

static void empty_machine_has_no_printer(void **state)
{
    const struct machine *machine = *state;
    struct found_printer found[FOUND_MOST];

    assert_int_equal(escpos_find(machine->dev, machine->sys, found), 0);
}

static void the_one_printer_has_its_lasting_name(void **state)
{
    const struct machine *machine = *state;
    struct found_printer found[FOUND_MOST];

    plug_in(machine, "lp1", "pci-1", "MFG:EPSON;CMD:ESC/POS;MDL:TM-T82X;CLS:PRINTER;\n");
    assert_int_equal(escpos_find(machine->dev, machine->sys, found), 1);
    assert_uri(machine, &found[0], "anjungan/printer");
    assert_true(found[0].is_stable);
    assert_string_equal(found[0].model, "EPSON TM-T82X");
    assert_string_equal(escpos_model_of(found[0].model)->id, "epson-tm-t82");
}

static void several_printers_are_named_by_their_ports(void **state)
{
    const struct machine *machine = *state;
    struct found_printer found[FOUND_MOST];

    plug_in(machine, "lp0", "pci-2", "MFG:A;MDL:B;");
    plug_in(machine, "lp1", "pci-1", "MANUFACTURER:A;MODEL:A C;");
    make(machine, "dev/serial/by-id/usb-Prolific-if00", "");
    assert_int_equal(escpos_find(machine->dev, machine->sys, found), 3);
    assert_uri(machine, &found[0], "anjungan/printer-at-pci-2");
    assert_uri(machine, &found[1], "anjungan/printer-at-pci-1");
    assert_string_equal(found[1].model, "A C");
    assert_uri(machine, &found[2], "serial/by-id/usb-Prolific-if00");
    assert_true(found[2].is_serial);
}

static void without_the_rules_a_name_is_called_unstable(void **state)
{
    const struct machine *machine = *state;
    struct found_printer found[FOUND_MOST];

    plug_in(machine, "lp0", NULL, "");
    assert_int_equal(escpos_find(machine->dev, machine->sys, found), 1);
    assert_uri(machine, &found[0], "usb/lp0");
    assert_false(found[0].is_stable);
    assert_string_equal(found[0].model, "");
}

static void hostile_device_id_is_one_tame_line(void **state)
{
    static const char *const ids[] = {
        "MFG:a\"b;MDL:c\nd\x01\xff;",
        "MDL:",
        ";;;;",
        "MFG",
        "MDL:\\\" \"evil\" anjungan-escpos:/dev/x;MFG:;",
    };
    char out[128];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        escpos_read_device_id(ids[i], out, sizeof out);
        assert_null(strpbrk(out, "\"\\\n\r\x01"));
        assert_int_equal(text_valid_utf8(out, strlen(out)), strlen(out));
    }
    char *large = malloc(5000);
    assert_non_null(large);
    memset(large, 'x', 4999);
    memcpy(large, "MFG:", 4);
    large[4999] = '\0';
    escpos_read_device_id(large, out, sizeof out);
    assert_true(strlen(out) < sizeof out);
    free(large);
}

/* --- addresses and models -------------------------------------------------------------------- */

static void written_address_is_read_again(void **state)
{
    static const struct {
        const char *given;
        const char *written;
    } cases[] = {
        {"anjungan-escpos://10.0.0.7", "anjungan-escpos://10.0.0.7:9100/"},
        {"anjungan-escpos://[fe80::1]:91/?ack=process&status=on",
         "anjungan-escpos://[fe80::1]:91/"},
        {"anjungan-escpos:/dev/ttyS0?flow=none&baud=38400&ack=gsr",
         "anjungan-escpos:/dev/ttyS0?ack=gsr&baud=38400&flow=none"},
        {"anjungan-escpos:/dev/anjungan/printer?status=off&ack=none",
         "anjungan-escpos:/dev/anjungan/printer?ack=none&status=off"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct escpos_address address;
        char once[256];
        char twice[256];
        assert_true(escpos_parse_uri(cases[i].given, &address, NULL));
        assert_true(escpos_format_uri(&address, once, sizeof once));
        assert_string_equal(once, cases[i].written);
        assert_true(escpos_parse_uri(once, &address, NULL));
        assert_true(escpos_format_uri(&address, twice, sizeof twice));
        assert_string_equal(once, twice);
    }
}

static void models_are_found_by_what_they_say(void **state)
{
    (void)state;
    assert_string_equal(escpos_model_of("EPSON TM-T88III")->id, "epson-tm-t88iii");
    assert_string_equal(escpos_model_of("EPSON TM-T88V")->id, "epson-tm-t88");
    assert_null(escpos_model_of("EPSON L3110"));
    assert_null(escpos_model_of(""));
    assert_null(escpos_model_named("nonsense"));
    for (size_t i = 0; i < escpos_model_count; i++) {
        const struct escpos_model *model = &escpos_models[i];
        assert_ptr_equal(escpos_model_named(model->id), model);
        if (model->match[0]) /* none hides behind an earlier one */
            assert_ptr_equal(escpos_model_of(model->match), model);
        assert_true(model->has_status || model->ack == ESCPOS_ACK_NONE);
        assert_true(model->dots == 384 || model->dots == 512 || model->dots == 576);
    }
}

/* --- asking ---------------------------------------------------------------------------------- */

struct talk {
    bool has_status;
    bool has_process;
    bool has_sensor;
    bool is_empty;
    bool is_endless; /* answers GS r for ever */
};

static void answer(const struct talk *talk, int fd, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        if (bytes[i] == 0x10 && bytes[i + 1] == 0x04 && talk->has_status)
            (void)!send(fd, talk->is_empty && bytes[i + 2] == 4 ? "\x72" : "\x12", 1, MSG_NOSIGNAL);
        if (bytes[i] == 0x1d && bytes[i + 1] == '(' && i + 11 <= len && talk->has_process) {
            unsigned char proof[7] = {0x37, 0x22};
            memcpy(proof + 2, bytes + i + 7, 4);
            (void)!send(fd, proof, sizeof proof, MSG_NOSIGNAL);
        }
        if (bytes[i] == 0x1d && bytes[i + 1] == 'r' && talk->has_sensor)
            (void)!send(fd, "\0\0\0\0\0\0\0", talk->is_endless ? 7 : 1, MSG_NOSIGNAL);
    }
}

static _Noreturn void talk_on(const struct talk *talk, int listener)
{
    unsigned char bytes[4096];

    for (;;) {
        int fd = accept(listener, NULL, NULL);
        for (ssize_t got = 1; got > 0;) {
            got = recv(fd, bytes, sizeof bytes, 0);
            if (got > 0)
                answer(talk, fd, bytes, (size_t)got);
        }
        close(fd);
    }
}

static struct escpos_probe probe(struct talk talk, bool with_confirmation)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof name;
    struct escpos_address address;
    struct escpos_probe result;
    char uri[64];
    struct err err = {0};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(listener, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(listener, 4), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&name, &len), 0);
    assert_true(
        text_format(uri, sizeof uri, "anjungan-escpos://127.0.0.1:%d/", ntohs(name.sin_port)));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        talk_on(&talk, listener);
    close(listener);
    assert_true(escpos_parse_uri(uri, &address, NULL));
    if (!escpos_probe(&address, with_confirmation, 400, &result, &err))
        fail_msg("%s", err.text);
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    return result;
}

static void printer_tells_what_it_answers(void **state)
{
    struct escpos_probe result = probe((struct talk){true, true, true, false, false}, true);

    (void)state;
    assert_int_equal(result.state, 0);
    assert_true(result.was_asked && result.answers_process && result.answers_sensor);
    result = probe((struct talk){true, false, true, false, false}, true);
    assert_true(!result.answers_process && result.answers_sensor);
    result = probe((struct talk){true, false, false, false, false}, true);
    assert_true(result.state == 0 && !result.answers_process && !result.answers_sensor);
    result = probe((struct talk){0}, true);
    assert_int_equal(result.state, ESCPOS_OFFLINE);
}

static void too_many_answers_are_none(void **state)
{
    struct escpos_probe result = probe((struct talk){true, false, true, false, true}, true);

    (void)state;
    assert_false(result.answers_sensor);
}

static void without_consent_or_paper_only_the_state_is_asked(void **state)
{
    struct escpos_probe result = probe((struct talk){true, true, true, false, false}, false);

    (void)state;
    assert_false(result.was_asked || result.answers_process);
    result = probe((struct talk){true, true, true, true, false}, true);
    assert_int_equal(result.state, ESCPOS_PAPER_OUT);
    assert_false(result.was_asked);
}

static void unreachable_printer_is_told(void **state)
{
    struct escpos_address address;
    struct escpos_probe result;
    struct err err = {0};

    (void)state;
    assert_true(escpos_parse_uri("anjungan-escpos:/dev/anjungan/not-there", &address, NULL));
    assert_false(escpos_probe(&address, true, 100, &result, &err));
    assert_int_equal(err.code, ERR_OFFLINE);
}

int main(void)
{
#define on_machine(test) cmocka_unit_test_setup_teardown(test, open_machine, close_machine)
    const struct CMUnitTest tests[] = {
        on_machine(empty_machine_has_no_printer),
        on_machine(the_one_printer_has_its_lasting_name),
        on_machine(several_printers_are_named_by_their_ports),
        on_machine(without_the_rules_a_name_is_called_unstable),
        cmocka_unit_test(hostile_device_id_is_one_tame_line),
        cmocka_unit_test(written_address_is_read_again),
        cmocka_unit_test(models_are_found_by_what_they_say),
        cmocka_unit_test(printer_tells_what_it_answers),
        cmocka_unit_test(too_many_answers_are_none),
        cmocka_unit_test(without_consent_or_paper_only_the_state_is_asked),
        cmocka_unit_test(unreachable_printer_is_told),
    };

    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
