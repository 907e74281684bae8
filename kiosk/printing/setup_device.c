/* Which device is meant, and whether it is a printer that a kiosk can use. */
#include "base/mem.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/found.h"
#include "printing/cups_setup.h"
#include "printing/setup_internal.h"
#include <netdb.h>
#include <string.h>

enum { ANSWER_MS = 2000, ANSWER_LINE = 16 };

/* --- which device ---------------------------------------------------------------------------- */

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* A whole address, a device file, or HOST[:PORT]. */
static int read_device(const struct printer_setup *setup, const char *device,
                       struct setup_plan *out)
{
    bool fits = true;

    out->is_ipp = starts_with(device, "ipp:") || starts_with(device, "ipps:");
    if (out->is_ipp || escpos_is_uri(device))
        fits = text_copy(out->uri, sizeof out->uri, device);
    else if (starts_with(device, "/dev/"))
        fits = text_format(out->uri, sizeof out->uri, "anjungan-escpos:%s", device);
    else if (starts_with(device, "usb:") || starts_with(device, "socket:")
             || starts_with(device, "lpd:") || starts_with(device, "serial:"))
        return setup_fail(
            setup, SETUP_USAGE,
            "%s tells nothing of what the paper does. Name the printer by its address or "
            "device file: --device 192.0.2.10 or --device /dev/anjungan/printer",
            device);
    else if (strstr(device, "://"))
        return setup_fail(setup, SETUP_USAGE, "--device %s: no kind of printer that is known here",
                          device);
    else
        fits = text_format(out->uri, sizeof out->uri, "anjungan-escpos://%s/", device);
    return fits ? SETUP_DONE : setup_fail(setup, SETUP_USAGE, "--device is too long");
}

/* The one that is there. Serial lines are nobody's printer until somebody says so. */
static int find_device(const struct printer_setup *setup, struct setup_plan *out)
{
    AUTO_FREE struct found_printer *found = mem_zalloc(FOUND_MOST, sizeof *found);
    size_t count = escpos_find(setup->dev, setup->sys, found);
    size_t usb = 0;

    while (usb < count && !found[usb].is_serial)
        usb++;
    if (usb == 1) {
        (void)text_copy(out->model, sizeof out->model, found[0].model);
        (void)text_copy(out->uri, sizeof out->uri, found[0].uri);
        if (!found[0].is_stable)
            return setup_fail(setup, SETUP_FAILED,
                              "%s is found, but under a name that changes. Install "
                              "60-anjungan-printer.rules and plug the printer in again",
                              found[0].uri);
        return SETUP_DONE;
    }
    if (usb > 1)
        return setup_fail(
            setup, SETUP_USAGE,
            "there are %zu printers: anjungan-setup printer --list shows them; choose one "
            "with --device",
            usb);
    return setup_fail(
        setup, SETUP_FAILED,
        "no printer is found on USB. Is it switched on, and is its cable in? One on the "
        "network or on a serial line must be named: --device 192.0.2.10");
}

static bool is_either(const struct escpos_address *one, const struct escpos_address *other)
{
    return text_equal(one->path, "/dev/anjungan/printer")
           && (starts_with(other->path, "/dev/anjungan/") || starts_with(other->path, "/dev/usb/"));
}

bool setup_is_same_printer(const char *a, const char *b)
{
    struct escpos_address one;
    struct escpos_address other;

    if (!escpos_parse_uri(a, &one, NULL) || !escpos_parse_uri(b, &other, NULL))
        return text_equal(a, b);
    if (is_either(&one, &other) || is_either(&other, &one))
        return true;
    return text_equal(one.path, other.path)
           && (one.path[0] || (text_equal(one.host, other.host) && one.port == other.port));
}

/* --- what it answers ------------------------------------------------------------------------- */

static bool has_consent(const struct printer_setup *setup, const struct setup_words *words)
{
    char line[ANSWER_LINE] = "";

    if (words->consents || !setup->has_person)
        return words->consents;
    (void)fprintf(setup->out,
                  "The printer is now asked how it can confirm a slip. One that does not "
                  "know the questions\nmay print a few letters. Go on? [y/N] ");
    (void)fflush(setup->out);
    return fgets(line, sizeof line, setup->in) && (line[0] == 'y' || line[0] == 'Y');
}

static int refuse_state(const struct printer_setup *setup, unsigned state)
{
    static const struct {
        unsigned state;
        const char *words;
    } faults[] = {
        {ESCPOS_COVER_OPEN, "its cover is open. Close it"},
        {ESCPOS_PAPER_OUT, "it is out of paper. Put a roll in"},
        {ESCPOS_JAM, "it reports a paper jam or a cutter fault. Clear it, switch it off and on"},
    };

    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        if (state & faults[i].state)
            return setup_fail(setup, SETUP_FAILED, "the printer answers, but %s; then try again",
                              faults[i].words);
    }
    return SETUP_DONE;
}

/* Does what it answered bear out what was asked for? Without a wish the best that it can. */
static int choose_ack(const struct printer_setup *setup, const struct escpos_probe *probe,
                      const struct escpos_model *model, bool has_wish,
                      struct escpos_address *address)
{
    bool is_silent = (probe->state & ESCPOS_OFFLINE) != 0;

    if (is_silent && address->has_status)
        return setup_fail(
            setup, SETUP_FAILED,
            "there is something, but it does not answer as an ESC/POS printer does. "
            "Is it the right device, in ESC/POS mode, and no other computer's at the moment? "
            "Where the speed of a serial line is another one, add ?baud=… to its address. "
            "One that never answers anything: --model silent-80 or silent-58");
    if (!probe->was_asked)
        return SETUP_DONE; /* the model says it */
    if (!has_wish)
        address->ack = probe->answers_process  ? ESCPOS_ACK_PROCESS
                       : probe->answers_sensor ? ESCPOS_ACK_SENSOR
                                               : ESCPOS_ACK_NONE;
    if (!has_wish && address->ack == ESCPOS_ACK_NONE)
        return setup_fail(
            setup, SETUP_FAILED,
            "the printer tells its state and confirms nothing: whether a slip came out "
            "could only be guessed. Take another model; if it must be this one, "
            "--model sends-80 or sends-58");
    if ((address->ack == ESCPOS_ACK_PROCESS && !probe->answers_process)
        || (address->ack == ESCPOS_ACK_SENSOR && !probe->answers_sensor))
        return setup_fail(
            setup, SETUP_FAILED,
            "%s says that the printer confirms by %s, but this one does not; it answers "
            "%s. Leave the model out, or name another",
            model ? model->name : "the address", escpos_ack_name(address->ack),
            probe->answers_process  ? "GS ( H"
            : probe->answers_sensor ? "GS r"
                                    : "neither GS ( H nor GS r");
    return SETUP_DONE;
}

static int check_width(const struct printer_setup *setup, const struct escpos_model *model,
                       int roll_mm)
{
    int need = roll_mm == 58 ? SLIP_58MM : SLIP_80MM;

    if (!model || model->dots >= need)
        return SETUP_DONE;
    return setup_fail(
        setup, SETUP_USAGE,
        "%s prints %d dots in a line, slips for %d mm have %d: their right edge would be "
        "missing. Use --roll 58; its slips have %d",
        model->name, model->dots, roll_mm, need, SLIP_58MM);
}

static bool needs_look_up(const struct escpos_address *address)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST};
    struct addrinfo *list = NULL;

    if (!address->host[0] || getaddrinfo(address->host, NULL, &hints, &list) != 0)
        return address->host[0] != '\0';
    freeaddrinfo(list);
    return false;
}

struct known_queue {
    const struct setup_plan *plan;
    struct escpos_address *address;
    bool is_there;
};

static void find_known(void *context, const char *name, const char *uri)
{
    struct known_queue *known = context;
    struct escpos_address address;
    struct err err = {0};

    if (!text_equal(name, known->plan->name) || !setup_is_same_printer(uri, known->plan->uri)
        || !escpos_parse_uri(uri, &address, &err))
        return;
    known->is_there = true;
    known->address->ack = address.ack;
    known->address->has_status = address.has_status;
}

/* What the queue was made with needs no second question. A cupsd that is silent is told of later. */
static bool is_known_already(const struct setup_plan *plan, struct escpos_address *address)
{
    struct known_queue known = {plan, address, false};
    struct err err = {0};

    return cups_queues_each(find_known, &known, &err) && known.is_there;
}

static int ask_printer(const struct printer_setup *setup, const struct escpos_address *address,
                       bool how_it_confirms, struct escpos_probe *out)
{
    struct err err = {0};

    if (!escpos_probe(address, how_it_confirms, ANSWER_MS, out, &err))
        return setup_fail(setup, SETUP_FAILED, "the printer cannot be reached: %s%s", err.text,
                          err.code == ERR_BUSY ? "; it is printing" : "");
    return refuse_state(setup, out->state);
}

static int examine_escpos(const struct printer_setup *setup, const struct setup_words *words,
                          struct setup_plan *plan)
{
    const struct escpos_model *model =
        words->model ? escpos_model_named(words->model) : escpos_model_of(plan->model);
    struct escpos_address address;
    struct escpos_probe probe;
    struct err err = {0};

    if (!escpos_parse_uri(plan->uri, &address, &err))
        return setup_fail(setup, SETUP_USAGE, "--device: %s", err.text);
    int code = check_width(setup, model, plan->roll_mm);
    if (code != SETUP_DONE)
        return code;
    /* A person's word counts for more than what a device says of itself. */
    bool has_wish = words->model != NULL || strstr(plan->uri, "ack=") != NULL;
    if (words->model) {
        address.ack = model->ack;
        address.has_status = model->has_status;
        (void)text_copy(plan->model, sizeof plan->model, model->name);
    }
    bool is_known = !has_wish && !words->consents && is_known_already(plan, &address);
    /* What is away, empty or mute is told before anybody is asked for consent. */
    code = ask_printer(setup, &address, false, &probe);
    if (code == SETUP_DONE)
        code = choose_ack(setup, &probe, model, has_wish, &address);
    if (code != SETUP_DONE)
        return code;
    bool is_asked = !is_known && has_consent(setup, words);
    if (!is_asked && !is_known && !words->model)
        return setup_fail(
            setup, SETUP_USAGE,
            "nothing was changed. The printer is there; add --yes when it may be asked how it "
            "confirms a slip (one that does not know the questions may print a few letters), "
            "or name its model: --model, --models shows them");
    if (is_asked) {
        code = ask_printer(setup, &address, true, &probe);
        if (code == SETUP_DONE)
            code = choose_ack(setup, &probe, model, has_wish, &address);
    }
    plan->is_named = needs_look_up(&address);
    plan->ack = address.ack;
    plan->has_status = address.has_status;
    if (code == SETUP_DONE && !escpos_format_uri(&address, plan->uri, sizeof plan->uri))
        return setup_fail(setup, SETUP_USAGE, "--device is too long");
    return code;
}

int setup_examine(const struct printer_setup *setup, const struct setup_words *words,
                  struct setup_plan *out)
{
    struct err err = {0};
    int code = words->device ? read_device(setup, words->device, out) : find_device(setup, out);

    if (code != SETUP_DONE)
        return code;
    if (!out->is_ipp)
        return examine_escpos(setup, words, out);
    if (words->model)
        return setup_fail(setup, SETUP_USAGE,
                          "an IPP printer says itself what it is: leave --model out");
    if (!cups_ipp_examine(out->uri, out->roll_mm, out->model, sizeof out->model, &err))
        return setup_fail(setup, SETUP_FAILED, "the printer cannot be used: %s", err.text);
    return SETUP_DONE;
}
