/* The words of `anjungan-setup printer`, and what follows from them. */
#include "printing/setup.h"
#include "base/json.h"
#include "base/text.h"
#include "printing/cups_client.h"
#include "printing/cups_setup.h"
#include "printing/setup_internal.h"
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#define USUAL_NAME "tiket"
#define SECOND_NAME "tiket2"

enum { REPORT_MOST = 64 * 1024 };

const char printer_setup_help[] =
    "Verbs:\n"
    "  printer [--device DEVICE] [--model ID] [--roll 80|58] [--name QUEUE] [--second] [--yes]\n"
    "          [--test] [--json]\n"
    "      finds the ticket printer, asks it what it can confirm, makes its queue in CUPS and "
    "makes that\n"
    "      the default; changes nothing when something is wrong or all is right already\n"
    "      DEVICE: 192.0.2.10, 192.0.2.10:9100, /dev/anjungan/printer, ipp://HOST/ipp/print, or a "
    "whole\n"
    "      address anjungan-escpos:…; left out: the one printer on USB\n"
    "      --yes: it may be asked how it confirms, though one that does not know the questions "
    "may\n"
    "      print a few letters; --test: prints a test page and waits for it; --second: it is the "
    "printer\n"
    "      that takes over, so the default stays\n"
    "  printer --list [--json]\n"
    "      shows the printers that are found, and the queues there are\n"
    "  printer --models\n"
    "      shows the models that are known\n";

int setup_fail(const struct printer_setup *setup, int code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)fputs("anjungan-setup: printer: ", setup->complaints);
    (void)vfprintf(setup->complaints, format, args);
    (void)fputc('\n', setup->complaints);
    va_end(args);
    return code;
}

/* --- words ----------------------------------------------------------------------------------- */

struct option {
    const char *name;
    const char **value;
    bool *flag;
};

static int take_word(const struct printer_setup *setup, const struct option *options, size_t count,
                     int left, char **words, int *used)
{
    size_t len = strcspn(words[0], "=");

    for (size_t i = 0; i < count; i++) {
        const struct option *option = &options[i];
        bool has_value = words[0][len] == '=';
        if (strlen(option->name) != len || strncmp(option->name, words[0], len) != 0)
            continue;
        *used = option->flag || has_value ? 1 : 2;
        if (option->flag && !has_value) {
            *option->flag = true;
            return SETUP_DONE;
        }
        if (option->flag || *used > left || *option->value)
            return setup_fail(setup, SETUP_USAGE, "%s %s", option->name,
                              option->flag     ? "takes no value"
                              : *option->value ? "is given twice"
                                               : "needs a value");
        *option->value = has_value ? words[0] + len + 1 : words[1];
        return SETUP_DONE;
    }
    return setup_fail(setup, SETUP_USAGE, "unknown word %s; see anjungan-setup --help", words[0]);
}

static int check_words(const struct printer_setup *setup, const char *roll, struct setup_words *out)
{
    if (roll && !text_equal(roll, "80") && !text_equal(roll, "58"))
        return setup_fail(setup, SETUP_USAGE, "--roll %s: rolls are 80 or 58 mm wide", roll);
    out->roll_mm = !roll ? setup->configured_roll_mm : text_equal(roll, "58") ? 58 : 80;
    if (out->name && !cups_is_queue_name(out->name))
        return setup_fail(setup, SETUP_USAGE,
                          "--name %s: letters, digits, - and _ only, 63 at most", out->name);
    if (out->model && !escpos_model_named(out->model))
        return setup_fail(setup, SETUP_USAGE, "--model %s: no such model; --models shows them",
                          out->model);
    return SETUP_DONE;
}

static int read_words(const struct printer_setup *setup, int count, char **words,
                      struct setup_words *out)
{
    const char *roll = NULL;
    const struct option options[] = {
        {"--device", &out->device, NULL},       {"--name", &out->name, NULL},
        {"--model", &out->model, NULL},         {"--roll", &roll, NULL},
        {"--second", NULL, &out->is_second},    {"--list", NULL, &out->lists},
        {"--models", NULL, &out->lists_models}, {"--test", NULL, &out->tests},
        {"--yes", NULL, &out->consents},        {"--json", NULL, &out->is_json},
    };

    for (int at = 0, used = 0; at < count; at += used) {
        int code = take_word(setup, options, ARRAY_LEN(options), count - at, words + at, &used);
        if (code != SETUP_DONE)
            return code;
    }
    return check_words(setup, roll, out);
}

/* --- the queue ------------------------------------------------------------------------------- */

static void find_usb_queue(void *context, const char *name, const char *uri)
{
    FILE *out = context;

    if (strncmp(uri, "usb:", 4) == 0)
        (void)fprintf(
            out,
            "! Queue %s uses %s. The usb backend takes the printer's device file away from "
            "ours: lpadmin -x %s\n",
            name, uri, name);
}

/* What takes printers away or makes queues behind one's back. */
static void warn_of_others(const struct printer_setup *setup)
{
    static const char *const unwanted[] = {"ipp-usb", "cups-browsed", "avahi-daemon"};
    char path[64];
    struct err err = {0};

    for (size_t i = 0; i < ARRAY_LEN(unwanted); i++) {
        if (text_format(path, sizeof path, "/usr/sbin/%s", unwanted[i]) && access(path, X_OK) == 0)
            (void)fprintf(setup->out,
                          "! %s is installed and does not belong on a kiosk: apt-get purge %s\n",
                          unwanted[i], unwanted[i]);
    }
    if (!cups_queues_each(find_usb_queue, setup->out, &err))
        (void)fprintf(setup->out, "! The other queues cannot be looked at: %s\n", err.text);
}

/* What stands in the way of the queue, or in its place. */
struct neighbours {
    const struct setup_plan *plan;
    char rival[64];     /* another queue of the same printer; "": none */
    char replaced[512]; /* what the queue of this name is for until now; "": there is none */
};

static void look_at_queue(void *context, const char *name, const char *uri)
{
    struct neighbours *around = context;

    if (text_equal(name, around->plan->name))
        text_copy_cut(around->replaced, sizeof around->replaced, uri);
    else if (setup_is_same_printer(uri, around->plan->uri))
        text_copy_cut(around->rival, sizeof around->rival, name);
}

/* A printer cannot take over from itself, nor its queue take the first one's place. */
static bool check_second(const struct printer_setup *setup, const struct neighbours *around,
                         const char *usual, struct err *err)
{
    const char *first = setup->configured_queue[0] ? setup->configured_queue : usual;

    if (text_equal(around->plan->name, first))
        return err_set(err, ERR_INVALID, "queue %s is the first printer's; choose another --name",
                       first);
    return !around->rival[0]
           || err_set(err, ERR_INVALID,
                      "queue %s is or may be that printer; the second must be another, and of two "
                      "on USB each is named by its port (--list)",
                      around->rival);
}

static bool check_first(const struct neighbours *around, struct err *err)
{
    bool is_there = around->replaced[0] != '\0';

    /* Where it prints there already nothing new comes to be. */
    return !around->rival[0]
           || (is_there && setup_is_same_printer(around->replaced, around->plan->uri))
           || err_set(err, ERR_INVALID,
                      "queue %s is or may be that printer already. Nothing was changed: use it "
                      "with --name %s, or take it away first: lpadmin -x %s",
                      around->rival, around->rival, around->rival);
}

/* No queue that somebody else made is lost. */
static bool check_name(const struct neighbours *around, struct err *err)
{
    const char *replaced = around->replaced;
    bool is_ours =
        around->plan->is_ipp ? strncmp(replaced, "ipp", 3) == 0 : escpos_is_uri(replaced);

    return !replaced[0] || is_ours
           || err_set(err, ERR_INVALID,
                      "there is a queue %s already, for %s. Nothing was changed: choose another "
                      "name with --name, or take it away first: lpadmin -x %s",
                      around->plan->name, replaced, around->plan->name);
}

struct outcome {
    struct neighbours around;
    bool is_queue_new; /* or changed */
    bool is_default_new;
};

static bool set_up(const struct printer_setup *setup, const struct setup_plan *plan,
                   struct outcome *outcome, struct err *err)
{
    const struct cups_wish wish = {plan->name, plan->uri, plan->is_ipp};
    struct neighbours *around = &outcome->around;
    char usual[128];
    bool is_right = false;

    around->plan = plan;
    if (!cups_default_read(usual, sizeof usual, err)
        || !cups_queues_each(look_at_queue, around, err) || !check_name(around, err)
        || !(plan->is_second ? check_second(setup, around, usual, err) : check_first(around, err))
        || !cups_queue_is_right(&wish, &is_right, err))
        return false;
    if (!is_right && !cups_queue_make(&wish, err))
        return false;
    outcome->is_queue_new = !is_right;
    if (plan->is_second || text_equal(usual, plan->name))
        return true;
    outcome->is_default_new = cups_default_make(plan->name, err);
    return outcome->is_default_new;
}

static const char *proof(const struct setup_plan *plan)
{
    if (plan->is_ipp)
        return "the printer's own word on each job; where it has none, a person is asked";
    if (plan->ack == ESCPOS_ACK_NONE)
        return "none: after each slip a person is asked";
    return escpos_ack_name(plan->ack);
}

static void say_json(const struct printer_setup *setup, const struct setup_plan *plan,
                     const struct outcome *outcome, const char *tested)
{
    AUTO_TEXT struct text line = {0};
    struct json_out json;

    text_init(&line, REPORT_MOST);
    json_out_init(&json, &line);
    json_out_object(&json, NULL);
    json_out_string(&json, "queue", plan->name);
    json_out_string(&json, "device", plan->uri);
    json_out_string(&json, "printer", plan->model);
    json_out_int(&json, "roll", plan->roll_mm);
    json_out_string(&json, "confirms", plan->is_ipp ? "ipp" : escpos_ack_name(plan->ack));
    json_out_bool(&json, "changed", outcome->is_queue_new || outcome->is_default_new);
    if (tested)
        json_out_string(&json, "test", tested);
    json_out_close_object(&json);
    (void)fprintf(setup->out, "%s\n", line.data);
}

/* What this program leaves to a person, who owns the configuration. */
static void say_next(const struct printer_setup *setup, const struct setup_plan *plan)
{
    if (plan->is_second) {
        (void)fprintf(
            setup->out,
            "Next: in anjungan.conf, section [print], second_queue = %s and second_roll = %d; "
            "second_place says where its slips come out. Then systemctl restart anjungan-print\n",
            plan->name, plan->roll_mm);
        return;
    }
    if (setup->configured_roll_mm != plan->roll_mm)
        (void)fprintf(setup->out,
                      "Next: in anjungan.conf, section [print], roll = %d; then systemctl restart "
                      "anjungan-print\n",
                      plan->roll_mm);
    if (setup->configured_queue[0] && !text_equal(setup->configured_queue, plan->name))
        (void)fprintf(
            setup->out,
            "Next: anjungan.conf prints to %s; in section [print] write queue = %s, or take "
            "the line out\n",
            setup->configured_queue, plan->name);
}

static void say_queue(const struct printer_setup *setup, const struct setup_plan *plan,
                      const struct outcome *outcome)
{
    const char *replaced = outcome->around.replaced;

    if (!outcome->is_queue_new)
        return;
    if (!replaced[0])
        (void)fprintf(setup->out, "made the queue %s for %s\n", plan->name, plan->uri);
    else if (text_equal(replaced, plan->uri))
        (void)fprintf(setup->out, "set the queue %s right\n", plan->name);
    else
        (void)fprintf(setup->out, "changed the queue %s: it was for %s, it is for %s now\n",
                      plan->name, replaced, plan->uri);
}

static void say(const struct printer_setup *setup, const struct setup_plan *plan,
                const struct outcome *outcome)
{
    (void)fprintf(setup->out, "printer: %s\n", plan->model[0] ? plan->model : "ESC/POS");
    (void)fprintf(setup->out, "confirmation: %s\n", proof(plan));
    say_queue(setup, plan, outcome);
    if (outcome->is_default_new)
        (void)fprintf(setup->out, "made %s the default queue\n", plan->name);
    if (!outcome->is_queue_new && !outcome->is_default_new)
        (void)fputs("all was right already\n", setup->out);
    warn_of_others(setup);
    if (plan->is_named)
        (void)fputs(
            "! The printer has a name for an address: while no name server answers, nothing is "
            "printed. Its number is better\n",
            setup->out);
    say_next(setup, plan);
}

static const char *page_name(enum setup_page page)
{
    static const char *const names[] = {"failed", "printed", "sent"};

    return names[page];
}

static void say_page(const struct printer_setup *setup, enum setup_page page)
{
    if (page == SETUP_PAGE_PRINTED)
        (void)fputs("The printer confirms that the test page came out.\n", setup->out);
    if (page == SETUP_PAGE_SENT)
        (void)fputs("The test page was sent. Look whether it came out: this printer's word alone "
                    "is not enough.\n",
                    setup->out);
}

int printer_setup(const struct printer_setup *setup, int count, char **words)
{
    struct setup_words given = {0};
    struct outcome outcome = {0};
    struct err err = {0};
    if (count > 0 && text_equal(words[count - 1], "--help"))
        return fputs(printer_setup_help, setup->out) >= 0 ? SETUP_DONE : SETUP_FAILED;
    int code = read_words(setup, count, words, &given);

    cups_client_open();
    if (code != SETUP_DONE)
        return code;
    if (given.lists_models)
        return setup_list_models(setup);
    if (given.lists)
        return setup_list(setup, given.is_json);
    struct setup_plan plan = {.name = given.name        ? given.name
                                      : given.is_second ? SECOND_NAME
                                                        : USUAL_NAME,
                              .is_second = given.is_second,
                              .roll_mm = given.roll_mm};
    code = setup_examine(setup, &given, &plan);
    if (code != SETUP_DONE)
        return code;
    if (!set_up(setup, &plan, &outcome, &err))
        return setup_fail(setup, SETUP_FAILED, "%s%s", err.text,
                          err.code == ERR_CLOSED    ? ". Run this as root"
                          : err.code == ERR_OFFLINE ? ". Is cups running? systemctl start cups"
                                                    : "");
    if (!given.is_json)
        say(setup, &plan, &outcome);
    enum setup_page page = SETUP_PAGE_NONE;
    if (given.tests)
        code = setup_print_test(setup, &plan, &page);
    if (given.is_json)
        say_json(setup, &plan, &outcome, given.tests ? page_name(page) : NULL);
    else
        say_page(setup, page);
    return code;
}
