/* The steps of `anjungan-setup kiosk`, in their order: words, answers, settings, cupsd, printer, office, units. */
#include "admin/kiosk_setup.h"
#include "admin/setup_talk.h"
#include "base/command.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DONE = 0, FAILED = 1, USAGE = 2, FILE_MOST = 1 << 20, ANSWER = 200 };

const char kiosk_setup_help[] =
    "  kiosk [--office ID] [--role lobby|exit|staff|display] [--device NAME] [--rotation DEGREES]\n"
    "        [--panel WIDTHxHEIGHT] [--bottom MM] [--printer usb|none|DEVICE]\n"
    "        [--server URL --code CODE --authority FILE] [--yes] [--no-start]\n"
    "      makes this machine a kiosk: settings, CUPS, printer, the way to the office, units; asks "
    "for\n"
    "      what no option says where somebody is there; changes nothing that is right already\n"
    "      --panel, --bottom: the picture's size and its height above the floor, in mm\n"
    "      --server: the office's address; CODE and FILE are from `anjungan-office code` there\n"
    "      --yes: nobody is asked; what is there stays\n";

/* What a word sets, and how a person is asked for it. */
struct field {
    const char *word, *section, *key, *question;
};
static const struct field fields[] = {
    {"--office", "office", "id", "Office (the name of its catalogue)"},
    {"--role", "device", "role", "What the screen is for: lobby, exit, staff or display"},
    {"--device", "device", "id", "Name on the sticker of this machine"},
    {"--rotation", "panel", "rotation", "Degrees clockwise by which the picture is turned"},
    {"--width", "panel", "panel_width_mm", "Width of the visible picture in mm"},
    {"--height", "panel", "panel_height_mm", "Height of the visible picture in mm"},
    {"--bottom", "panel", "panel_bottom_mm", "From the floor to its lower edge in mm"},
};
enum { FIELDS = ARRAY_LEN(fields), WIDTH = 4, HEIGHT = 5 };

struct words {
    const char *values[FIELDS];
    const char *printer, *server, *code, *authority;
    char width[16], height[16]; /* of --panel */
    bool says_yes, is_not_started;
};

struct run {
    const struct kiosk_setup *setup;
    struct words words;
    struct conf *conf; /* as it will be */
    struct setup_talk talk;
    bool has_new_settings;
};

/* --- words -------------------------------------------------------------------------------------- */

static bool read_panel(struct words *words, const char *value)
{
    const char *x = strchr(value, 'x');

    if (!x || !text_format(words->width, sizeof words->width, "%.*s", (int)(x - value), value)
        || !text_copy(words->height, sizeof words->height, x + 1))
        return false;
    words->values[WIDTH] = words->width;
    words->values[HEIGHT] = words->height;
    return true;
}

static const char **place_of(struct words *words, const char *word)
{
    const struct {
        const char *word;
        const char **place;
    } others[] = {{"--printer", &words->printer},
                  {"--server", &words->server},
                  {"--code", &words->code},
                  {"--authority", &words->authority}};

    for (size_t i = 0; i < FIELDS; i++)
        if (text_equal(fields[i].word, word) && i != WIDTH && i != HEIGHT)
            return &words->values[i];
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (text_equal(others[i].word, word))
            return others[i].place;
    return NULL;
}

static bool read_words(struct run *run, int count, char **argv)
{
    struct words *words = &run->words;
    const char *panel = NULL;

    for (int at = 0; at < count; at++) {
        const char **place = text_equal(argv[at], "--panel") ? &panel : place_of(words, argv[at]);

        if (text_equal(argv[at], "--yes")) {
            words->says_yes = true;
        } else if (text_equal(argv[at], "--no-start")) {
            words->is_not_started = true;
        } else if (!place || at + 1 == count) {
            talk_complain(&run->talk, place ? "a value is missing behind %s" : "unknown word %s",
                          argv[at]);
            return false;
        } else {
            *place = argv[++at];
        }
    }
    if (panel && !read_panel(words, panel)) {
        talk_complain(&run->talk, "--panel %s: say WIDTHxHEIGHT in mm, as 398x708", panel);
        return false;
    }
    if (!words->server != !words->code || !words->server != !words->authority) {
        talk_complain(&run->talk, "--server, --code and --authority belong together");
        return false;
    }
    return true;
}

/* --- answers ------------------------------------------------------------------------------------ */

static bool may_ask(const struct run *run)
{
    return run->setup->has_person && !run->words.says_yes;
}

/* False: nothing was answered, so that `is` stays. */
static bool ask(const struct run *run, const char *question, const char *is, char answer[ANSWER])
{
    (void)fprintf(run->setup->out, "%s [%s]: ", question, is);
    (void)fflush(run->setup->out);
    if (!fgets(answer, ANSWER, run->setup->in))
        return false;
    answer[strcspn(answer, "\r\n")] = '\0';
    return answer[0] != '\0';
}

static char *shown(const struct conf *conf, const struct conf_option *option)
{
    return option->type == CONF_INT
               ? mem_format("%lld", (long long)conf_int(conf, option->section, option->key))
               : mem_strdup(conf_string(conf, option->section, option->key));
}

static const struct conf_option *option_of(const struct run *run, const struct field *field)
{
    for (size_t i = 0; i < run->setup->option_count; i++) {
        const struct conf_option *option = &run->setup->options[i];

        if (text_equal(option->section, field->section) && text_equal(option->key, field->key))
            return option;
    }
    abort(); /* the table above names an option that is none */
}

static bool parse(struct run *run, const char *text, struct err *err)
{
    struct conf *conf = NULL;

    if (!conf_parse(&conf, run->setup->config_path, text, strlen(text), run->setup->options,
                    run->setup->option_count, err))
        return false;
    conf_free(run->conf);
    run->conf = conf;
    return true;
}

/* The value goes in where it is another one; a wrong one is refused with what is allowed. */
static bool put_value(struct run *run, char **text, const struct field *field, const char *value)
{
    AUTO_FREE char *is = shown(run->conf, option_of(run, field));
    struct err err = {0};
    char *edited;

    if (text_equal(is, value))
        return true;
    edited = conf_edit(*text, field->section, field->key, value);
    if (!parse(run, edited, &err)) {
        free(edited);
        talk_complain(&run->talk, "%s", err.text);
        return false;
    }
    free(*text);
    *text = edited;
    return true;
}

static bool answer_fields(struct run *run, char **text)
{
    for (size_t i = 0; i < FIELDS; i++) {
        const char *value = run->words.values[i];
        char answer[ANSWER];

        while (!value && may_ask(run)) { /* a wrong answer is asked for again */
            AUTO_FREE char *is = shown(run->conf, option_of(run, &fields[i]));

            if (!ask(run, fields[i].question, is, answer))
                break;
            if (put_value(run, text, &fields[i], answer))
                break;
            run->talk.has_failed = false;
        }
        if (value && !put_value(run, text, &fields[i], value))
            return false;
    }
    return true;
}

/* --- settings ----------------------------------------------------------------------------------- */

static bool has_catalogue(struct run *run)
{
    const char *own = conf_string(run->conf, "office", "catalog");
    AUTO_FREE char *shipped = mem_format("%s/catalog/%s.json", run->setup->asset_dir,
                                         conf_string(run->conf, "office", "id"));
    const char *path = own[0] ? own : shipped;

    if (access(path, R_OK) == 0)
        return true;
    talk_complain(&run->talk,
                  "%s: %s; name an office that has a catalogue, or set [office] catalog", path,
                  strerror(errno));
    return false;
}

/* Nothing is written before all of it is known to be right. */
static bool make_settings(struct run *run)
{
    const char *path = run->setup->config_path;
    AUTO_FREE char *folder = mem_strdup(path);
    AUTO_FREE char *text = NULL;
    AUTO_FREE char *was = NULL;
    char *slash = strrchr(folder, '/');
    size_t len = 0;
    struct err err = {0};

    if (!file_read(path, FILE_MOST, &text, &len, &err) && err.code != ERR_NOT_FOUND) {
        talk_complain(&run->talk, "%s", err.text);
        return false;
    }
    if (!text)
        text = mem_strdup("# Every key and what it means: anjungan-ctl --check-config\n");
    was = mem_strdup(text);
    if (!parse(run, text, &err)) {
        talk_complain(&run->talk, "%s", err.text);
        return false;
    }
    if (!answer_fields(run, &text) || !has_catalogue(run))
        return false;
    if (text_equal(text, was) && access(path, F_OK) == 0)
        return true;
    if (slash && slash != folder)
        *slash = '\0';
    if (slash && mkdir(folder, 0755) != 0 && errno != EEXIST) {
        talk_complain(&run->talk, "%s: %s", folder, strerror(errno));
        return false;
    }
    if (!file_replace(path, text, strlen(text), true, &err) || chmod(path, 0644) != 0) {
        talk_complain(&run->talk, "%s: %s", path, err.text[0] ? err.text : strerror(errno));
        return false;
    }
    run->has_new_settings = true;
    talk_say(&run->talk, "wrote %s", path);
    return true;
}

/* --- cupsd -------------------------------------------------------------------------------------- */

/* The machine's own stays beside it, once. False: it was ours already, or it failed. */
static bool put_cups_file(struct run *run, const char *name)
{
    AUTO_FREE char *from = mem_format("%s/cups/%s", run->setup->asset_dir, name);
    AUTO_FREE char *to = mem_format("%s/%s", run->setup->cups_dir, name);
    AUTO_FREE char *former = mem_format("%s.before-anjungan", to);
    AUTO_FREE char *ours = NULL;
    AUTO_FREE char *theirs = NULL;
    size_t len = 0;
    struct err err = {0};

    if (!file_read(from, FILE_MOST, &ours, &len, &err)) {
        talk_complain(&run->talk, "%s", err.text);
        return false;
    }
    if (file_read(to, FILE_MOST, &theirs, &len, NULL) && text_equal(ours, theirs))
        return false;
    if (theirs && access(former, F_OK) != 0 && rename(to, former) != 0) {
        talk_complain(&run->talk, "%s: %s", former, strerror(errno));
        return false;
    }
    if (!file_replace(to, ours, strlen(ours), true, &err) || chmod(to, 0640) != 0) {
        talk_complain(&run->talk, "%s: %s", to, err.text[0] ? err.text : strerror(errno));
        return false;
    }
    talk_say(&run->talk, "wrote %s", to);
    return true;
}

static void make_cups(struct run *run)
{
    const char *const restart[] = {"systemctl", "restart", "cups", NULL};
    bool is_new;
    struct err err = {0};

    if (!run->setup->cups_dir)
        return;
    is_new = put_cups_file(run, "cupsd.conf");
    is_new = put_cups_file(run, "cups-files.conf") || is_new;
    if (!is_new || !run->setup->has_systemd)
        return;
    if (command_run(restart, NULL, NULL, &err))
        talk_say(&run->talk, "restarted cups");
    else
        talk_complain(&run->talk, "%s", err.text);
}

/* --- printer and office ---------------------------------------------------------------------------- */

static void make_printer(struct run *run)
{
    const char *printer = run->words.printer;
    char answer[ANSWER];
    char *words[4];
    int count = 0;

    if (text_equal(conf_string(run->conf, "device", "role"), "display"))
        return; /* a board prints nothing */
    if (!printer && may_ask(run))
        printer = ask(run, "Printer: usb, its address in the network, or none", "usb", answer)
                      ? answer
                      : "usb";
    if (!printer || text_equal(printer, "none"))
        return;
    if (!text_equal(printer, "usb")) {
        words[count++] = (char *)(uintptr_t) "--device";
        words[count++] = (char *)(uintptr_t)printer;
    }
    if (run->words.says_yes)
        words[count++] = (char *)(uintptr_t) "--yes";
    if (run->setup->set_up_printer(run->setup->context, count, words) != 0)
        talk_complain(&run->talk,
                      "no printer yet; the kiosk gives numbers on the screen alone. Later: "
                      "anjungan-setup printer");
}

/* As the kiosk's account: the identity is its own. */
static bool enrol(struct run *run)
{
    const struct words *words = &run->words;
    const char *const command[] = {"runuser",
                                   "-u",
                                   "anjungan",
                                   "--",
                                   "anjungan-ctl",
                                   "--config",
                                   run->setup->config_path,
                                   "enrol",
                                   words->server,
                                   words->code,
                                   "--authority",
                                   words->authority,
                                   NULL};
    struct err err = {0};

    if (!words->server || run->setup->is_enrolled)
        return run->setup->is_enrolled;
    if (!command_run(command, NULL, NULL, &err)) {
        talk_complain(&run->talk, "%s", err.text);
        return false;
    }
    talk_say(&run->talk, "this kiosk belongs to %s", words->server);
    return true;
}

/* --- units -------------------------------------------------------------------------------------- */

static bool is_true(const char *question, const char *unit)
{
    const char *const words[] = {"systemctl", "--quiet", question, unit, NULL};

    return command_run(words, NULL, NULL, NULL);
}

static void order(struct run *run, const char *act, const char *unit, const char *said)
{
    const char *const now[] = {"systemctl", "--quiet", act, "--now", unit, NULL};
    const char *const plain[] = {"systemctl", "--quiet", act, unit, NULL};
    struct err err = {0};

    if (command_run(text_equal(act, "restart") ? plain : now, NULL, NULL, &err))
        talk_say(&run->talk, "%s %s", said, unit);
    else
        talk_complain(&run->talk, "%s", err.text);
}

static void make_units(struct run *run, bool is_enrolled)
{
    bool is_board = text_equal(conf_string(run->conf, "device", "role"), "display");
    const struct {
        const char *unit;
        bool is_wanted;
        bool is_brief; /* runs at a start where there is something to take up, and is over */
    } units[] = {
        {"anjungan-print", !is_board, false},        {"anjungan", !is_board, false},
        {"anjungan-display", is_board, false},       {"anjungan-sync", is_enrolled, false},
        {"anjungan-backup.timer", !is_board, false}, {"anjungan-salvage.path", !is_board, false},
        {"anjungan-update.timer", true, false},      {"anjungan-update-resume", true, true},
        {"anjungan-update-judge", true, true},
    };

    if (run->words.is_not_started || !run->setup->has_systemd)
        return;
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        bool is_on = is_true("is-enabled", units[i].unit)
                     && (units[i].is_brief || is_true("is-active", units[i].unit));

        if (units[i].is_wanted && !is_on)
            order(run, "enable", units[i].unit, "started");
        else if (units[i].is_wanted && run->has_new_settings && !units[i].is_brief)
            order(run, "restart", units[i].unit, "restarted");
        else if (!units[i].is_wanted && is_true("is-enabled", units[i].unit))
            order(run, "disable", units[i].unit, "stopped");
    }
}

int kiosk_setup(const struct kiosk_setup *setup, int count, char **words)
{
    struct run run = {.setup = setup, .talk = {.out = setup->out, .complaints = setup->complaints}};

    if (!read_words(&run, count, words))
        return USAGE;
    if (make_settings(&run)) {
        make_cups(&run);
        make_printer(&run);
        make_units(&run, enrol(&run));
    }
    conf_free(run.conf);
    if (run.talk.changes == 0 && !run.talk.has_failed)
        (void)fputs("all was right already\n", setup->out);
    return run.talk.has_failed ? FAILED : DONE;
}
