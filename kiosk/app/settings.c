/* Reading the global options and the configuration, finding the shipped files. */
#include "app/settings.h"
#include "desk/desk.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include "wire/catalog_json.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The product is younger than this, so a clock that stands before it was never set. */
#define CLOCK_FLOOR_MS INT64_C(1767225600000) /* 2026-01-01T00:00:00Z */

enum { CONFIG_MOST = 64 * 1024 };

/* What the command line said; NULL where it said nothing. */
struct global {
    const char *state;
    const char *config;
    const char *office;
    const char *now;
    bool wants_help;
    bool wants_version;
    bool wants_check;
};

static bool usage_error(const struct settings_program *program, const char *text, const char *word)
{
    (void)fprintf(stderr, "%s: %s%s; see %s --help\n", program->name, text, word, program->name);
    return false;
}

/* The option's name with or without "=VALUE"; `*value` is the rest behind the sign, else NULL. */
static bool is_option(const char *word, const char *name, const char **value)
{
    size_t len = strlen(name);

    if (strncmp(word, name, len) != 0 || (word[len] != '\0' && word[len] != '='))
        return false;
    *value = word[len] == '=' ? word + len + 1 : NULL;
    return true;
}

/* Takes the word at `*at` when it is a global option (and moves over its value). */
static bool take_global(struct global *global, const struct settings_program *program, int argc,
                        char **argv, int *at, bool *is_global)
{
    const struct {
        const char *name;
        const char **slot;
    } valued[] = {
        {"--state", &global->state},
        {"--config", &global->config},
        {"--office", &global->office},
        {"--now", &global->now},
    };
    const struct {
        const char *name;
        bool *slot;
    } flags[] = {
        {"--help", &global->wants_help},
        {"--version", &global->wants_version},
        {"--check-config", &global->wants_check},
    };
    const char *value;

    *is_global = true;
    for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
        if (strcmp(argv[*at], flags[i].name) == 0) {
            *flags[i].slot = true;
            return true;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(valued); i++) {
        if (!is_option(argv[*at], valued[i].name, &value))
            continue;
        if (value == NULL && *at + 1 < argc)
            value = argv[++*at];
        if (value == NULL || *value == '\0')
            return usage_error(program, "a value is missing behind ", valued[i].name);
        if (*valued[i].slot != NULL)
            return usage_error(program, "given twice: ", valued[i].name);
        *valued[i].slot = value;
        return true;
    }
    *is_global = false;
    return true;
}

static bool read_arguments(struct settings *settings, struct global *global,
                           const struct settings_program *program, int argc, char **argv)
{
    bool is_global = true;
    bool is_over = false;

    settings->rest = mem_zalloc((size_t)argc + 1, sizeof *settings->rest);
    for (int i = 1; i < argc; i++) {
        is_global = false;
        if (!is_over && !take_global(global, program, argc, argv, &i, &is_global))
            return false;
        if (is_global)
            continue;
        if (program->has_verb && !is_over && argv[i][0] == '-')
            return usage_error(program, "unknown option ", argv[i]);
        is_over = is_over || program->has_verb;
        settings->rest[settings->rest_count++] = argv[i];
    }
    return true;
}

static bool is_installed(const char *state_dir)
{
    AUTO_FREE char *real = realpath(state_dir, NULL);

    return strcmp(real != NULL ? real : state_dir, SETTINGS_STATE_DIR) == 0;
}

/* The directory of shipped catalogues knows which offices there are only by their file names; what
 * is asked for must stay inside it. */
static bool is_plain_id(const char *id)
{
    return id[0] != '\0' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static enum ikm_weight weight_of(const char *key)
{
    int weight = IKM_EXACT;

    while (weight < IKM_WEIGHT_COUNT - 1
           && strcmp(ikm_weight_key((enum ikm_weight)weight), key) != 0)
        weight++;
    return (enum ikm_weight)weight;
}

/* The folder that was set, or the state directory's of that name. */
static char *folder_or(const struct settings *settings, const char *section, const char *name)
{
    const char *folder = conf_string(settings->conf, section, "folder");

    return folder[0] != '\0' ? mem_strdup(folder) : mem_format("%s/%s", settings->state_dir, name);
}

static void fill_from_conf(struct settings *settings)
{
    const struct conf *conf = settings->conf;

    settings->device_id = conf_string(conf, "device", "id");
    settings->device_digit = (int)conf_int(conf, "device", "digit");
    settings->device_role = conf_string(conf, "device", "role");
    settings->panel_width_mm = (int)conf_int(conf, "panel", "panel_width_mm");
    settings->panel_height_mm = (int)conf_int(conf, "panel", "panel_height_mm");
    settings->panel_bottom_mm = (int)conf_int(conf, "panel", "panel_bottom_mm");
    settings->panel_rotation = (int)conf_int(conf, "panel", "rotation");
    settings->ticket_digits = (int)conf_int(conf, "numbers", "ticket_digits");
    settings->priority_in_a_row = (int)conf_int(conf, "numbers", "priority_in_a_row");
    settings->printer_queue = conf_string(conf, "print", "queue");
    settings->voice_program = conf_string(conf, "voice", "program");
    settings->voice_rate = (int)conf_int(conf, "voice", "rate");
    settings->headphones = conf_string(conf, "voice", "headphones");
    settings->keys_next = conf_string(conf, "keypad", "next");
    settings->keys_previous = conf_string(conf, "keypad", "previous");
    settings->keys_ok = conf_string(conf, "keypad", "ok");
    settings->keys_back = conf_string(conf, "keypad", "back");
    settings->keys_repeat = conf_string(conf, "keypad", "repeat");
    settings->keys_softer = conf_string(conf, "keypad", "softer");
    settings->keys_louder = conf_string(conf, "keypad", "louder");
    settings->roll_mm = (int)conf_int(conf, "print", "roll");
    settings->second_queue = conf_string(conf, "print", "second_queue");
    settings->second_roll_mm = (int)conf_int(conf, "print", "second_roll");
    settings->places[0] = paper_place_from_name(conf_string(conf, "print", "place"));
    settings->places[1] = paper_place_from_name(conf_string(conf, "print", "second_place"));
    settings->prints_to_folder = strcmp(conf_string(conf, "print", "backend"), "folder") == 0;
    settings->print_folder = folder_or(settings, "print", "paper");
    settings->idle_percent = (int)conf_int(conf, "time", "idle_percent");
    settings->display_screen = (int)conf_int(conf, "display", "screen");
    settings->display_has_voice = conf_bool(conf, "display", "voice");
    settings->display_volume = (int)conf_int(conf, "display", "volume");
    settings->survey_numbering = strcmp(conf_string(conf, "survey", "numbering"), "annex") == 0
                                     ? NUMBERING_ANNEX
                                     : NUMBERING_QUESTIONNAIRE;
    settings->survey_weight = weight_of(conf_string(conf, "survey", "weight"));
    settings->survey_in_lobby = conf_bool(conf, "survey", "in_lobby");
    settings->complaint_days = (int)conf_int(conf, "complaints", "days");
    settings->publisher_key = conf_string(conf, "sync", "publisher_key");
    settings->seal_path = conf_string(conf, "privacy", "seal_key");
    settings->complaint_keep_days = (int)conf_int(conf, "privacy", "complaint_days");
    settings->applicant_days = (int)conf_int(conf, "privacy", "applicant_days");
    settings->backup_folder = folder_or(settings, "backup", "backup");
    settings->has_own_backup = conf_string(conf, "backup", "folder")[0] == '\0';
    settings->backup_keep = (int)conf_int(conf, "backup", "keep");
    settings->update_source = conf_string(conf, "update", "source");
    settings->update_key = conf_string(conf, "update", "key");
    settings->help_line = conf_string(conf, "help", "line");
    settings->allow_now = conf_bool(conf, "debug", "allow_now");
    settings->allow_ui_tree = conf_bool(conf, "debug", "allow_ui_tree");
    if (text_equal(conf_string(conf, "debug", "log"), "debug"))
        log_set_level(LOG_LEVEL_DEBUG);
}

/* The file without the lines that are wrong, to show with what is. Yours. */
static char *right_lines(const char *path, const struct conf_option *options, size_t count)
{
    AUTO_FREE char *text = NULL;
    char *right = mem_strdup("");
    char *rest = NULL;
    size_t len = 0;

    if (!file_read(path, CONFIG_MOST, &text, &len, NULL))
        return right;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *longer = mem_format("%s%s\n", right, line);
        struct conf *conf = NULL;
        bool is_right = conf_parse(&conf, path, longer, strlen(longer), options, count, NULL);

        conf_free(conf);
        free(is_right ? right : longer);
        if (is_right)
            right = longer;
    }
    return right;
}

static bool is_doctor(const struct settings *settings, const struct settings_program *program)
{
    for (const char *const *verb = program->doctors; verb && *verb && settings->rest_count > 0;
         verb++) {
        if (strcmp(settings->rest[0], *verb) == 0)
            return true;
    }
    return false;
}

/* Reads the file; where it is wrong, who goes on without gets what is right of it, the doctor what would hold without
 * one. */
static bool read_conf(struct settings *settings, const struct settings_program *program,
                      const char *path, bool may_be_missing, struct err *err)
{
    size_t count;
    const struct conf_option *options = settings_options(&count);

    if (settings->config_fault[0] == '\0'
        && conf_read(&settings->conf, path, may_be_missing || program->makes_config, options, count,
                     err))
        return true;
    if (!program->goes_on && !is_doctor(settings, program))
        return false;
    AUTO_FREE char *right = settings->config_fault[0] == '\0' && program->goes_on
                                ? right_lines(path, options, count)
                                : mem_strdup("");
    if (settings->config_fault[0] == '\0')
        text_copy_cut(settings->config_fault, sizeof settings->config_fault, err->text);
    return conf_parse(&settings->conf, path, right, strlen(right), options, count, err);
}

static bool fill(struct settings *settings, const struct settings_program *program,
                 const struct global *global, struct err *err)
{
    const char *config = global->config != NULL ? global->config : SETTINGS_CONFIG_FILE;
    const char *catalog;
    const char *holidays, *questionnaire;

    if (!read_conf(settings, program, config, global->config == NULL, err))
        return false;
    settings->config_path = mem_strdup(config);
    settings->state_dir = mem_strdup(global->state != NULL ? global->state : SETTINGS_STATE_DIR);
    settings->office_id = mem_strdup(
        global->office != NULL ? global->office : conf_string(settings->conf, "office", "id"));
    if (!is_plain_id(settings->office_id))
        return err_set(err, ERR_INVALID,
                       "the office \"%s\": allowed are small letters, digits and hyphens",
                       settings->office_id);
    settings->asset_dir = settings_shared_dir("anjungan", ANJUNGAN_ASSET_DIR);
    settings->locale_dir = settings_shared_dir("locale", ANJUNGAN_LOCALE_DIR);
    catalog = conf_string(settings->conf, "office", "catalog");
    /* An office named on the command line is not the one whose file the configuration names. */
    settings->catalog_path =
        catalog[0] != '\0' && global->office == NULL
            ? mem_strdup(catalog)
            : mem_format("%s/catalog/%s.json", settings->asset_dir, settings->office_id);
    holidays = conf_string(settings->conf, "office", "holidays");
    settings->holidays_path = holidays[0] != '\0'
                                  ? mem_strdup(holidays)
                                  : mem_format("%s/calendar/holidays.json", settings->asset_dir);
    questionnaire = conf_string(settings->conf, "survey", "questionnaire");
    settings->questionnaire_path =
        questionnaire[0] != '\0'
            ? mem_strdup(questionnaire)
            : mem_format("%s/survey/permenpanrb-14-2017.json", settings->asset_dir);
    fill_from_conf(settings);
    if (settings->second_queue[0] != '\0'
        && strcmp(settings->second_queue, settings->printer_queue) == 0)
        return err_set(err, ERR_INVALID, "[print] second_queue: %s is the first printer's queue",
                       settings->second_queue);
    return true;
}

/* A time without an offset is the office's own; which that is stands in its catalogue. */
static int office_offset_min(const struct settings *settings)
{
    struct catalog *catalog = NULL;
    int offset_min = zone_offset_min(ZONE_WIB);

    /* A broken catalogue is told by whoever needs more of it than this. */
    if (catalog_json_load(&catalog, settings->catalog_path, NULL, NULL))
        offset_min = zone_offset_min(catalog->office.zone);
    catalog_free(catalog);
    return offset_min;
}

static bool parse_now(const struct settings *settings, const char *text, int64_t *out_ms)
{
    int64_t other_ms = 0;

    if (!clock_parse_iso(text, 0, out_ms) || !clock_parse_iso(text, 60, &other_ms))
        return false;
    if (*out_ms == other_ms) /* it says its offset itself */
        return *out_ms >= 0;
    return clock_parse_iso(text, office_offset_min(settings), out_ms) && *out_ms >= 0;
}

static bool read_now(struct settings *settings, const struct global *global, struct err *err)
{
    settings->start_ms = -1;
    settings->clock_floor_ms = CLOCK_FLOOR_MS;
    if (global->now == NULL)
        return true;
    if (is_installed(settings->state_dir) && !settings->allow_now)
        return err_set(err, ERR_INVALID,
                       "--now is refused on %s; use another --state, or [debug] allow_now = yes",
                       SETTINGS_STATE_DIR);
    if (!parse_now(settings, global->now, &settings->start_ms))
        return err_set(err, ERR_INVALID,
                       "--now \"%s\": allowed is a time like 2026-11-23T09:41:00+07:00",
                       global->now);
    return true;
}

size_t settings_printer_count(const struct settings *settings)
{
    if (settings->prints_to_folder)
        return 0;
    return settings->second_queue[0] != '\0' ? 2 : 1;
}

static void print_help(const struct settings_program *program)
{
    (void)printf("Usage: %s [global options] %s\n%s\n\n"
                 "Global options:\n"
                 "  --state DIR     where the database lives (%s)\n"
                 "  --config FILE   the configuration (%s)\n"
                 "  --office ID     the office, instead of the configured one\n"
                 "  --now TIME      start with this wall time, 2026-11-23T09:41:00+07:00\n"
                 "  --check-config  check and print the configuration\n"
                 "  --version       print the version\n"
                 "  --help          print this\n"
                 "%s%s",
                 program->name, program->usage, program->summary, SETTINGS_STATE_DIR,
                 SETTINGS_CONFIG_FILE, program->help[0] != '\0' ? "\n" : "", program->help);
}

static bool fill_and_check(struct settings *settings, const struct settings_program *program,
                           const struct global *global, struct err *err)
{
    return fill(settings, program, global, err) && read_now(settings, global, err);
}

/* What fits no other setting is told where it is read; without any of them it has to fit. */
static bool fill_in_spite(struct settings *settings, const struct settings_program *program,
                          const struct global *global, struct err *err)
{
    struct settings bare = {.rest = settings->rest, .rest_count = settings->rest_count};

    if (fill_and_check(settings, program, global, err))
        return true;
    if (!program->goes_on)
        return false;
    text_copy_cut(bare.config_fault, sizeof bare.config_fault, err->text);
    settings->rest = NULL;
    settings_clear(settings);
    *settings = bare;
    return fill_and_check(settings, program, global, err);
}

bool settings_parse(struct settings *out, const struct settings_program *program, int argc,
                    char **argv, int *exit_code)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct settings_program kind = *program;
    struct global global = {0};
    struct err err;

    *exit_code = 2;
    if (!read_arguments(&settings, &global, program, argc, argv))
        return false;
    kind.goes_on = program->goes_on && !global.wants_check;
    *exit_code = 0;
    if (global.wants_help) {
        print_help(program);
        return false;
    }
    if (global.wants_version) {
        (void)printf("%s %s\n", program->name, ANJUNGAN_VERSION);
        return false;
    }
    if (!fill_in_spite(&settings, &kind, &global, &err)) {
        (void)fprintf(stderr, "%s: %s\n", program->name, err.text);
        *exit_code = 1;
        return false;
    }
    if (global.wants_check) {
        conf_print(settings.conf, stdout);
        return false;
    }
    *out = settings;
    settings = (struct settings){0};
    return true;
}

bool settings_are_right(const struct settings_program *program, int argc, char **argv,
                        struct err *err)
{
    AUTO_SETTINGS struct settings settings = {0};
    struct settings_program strict = *program;
    struct global global = {0};

    strict.goes_on = false;
    return read_arguments(&settings, &global, &strict, argc, argv)
           && fill_and_check(&settings, &strict, &global, err);
}

void settings_clear(struct settings *settings)
{
    free(settings->state_dir);
    free(settings->config_path);
    free(settings->office_id);
    free(settings->catalog_path);
    free(settings->holidays_path);
    free(settings->questionnaire_path);
    free(settings->asset_dir);
    free(settings->locale_dir);
    free(settings->print_folder);
    free(settings->backup_folder);
    free(settings->rest);
    conf_free(settings->conf);
    *settings = (struct settings){0};
}

bool settings_may_show_ui_tree(const struct settings *settings)
{
    return settings->allow_ui_tree || !is_installed(settings->state_dir);
}

void settings_desk_options(const struct settings *settings, const struct clock *clock,
                           struct desk_options *out)
{
    *out = (struct desk_options){
        .state_dir = settings->state_dir,
        .catalog_path = settings->catalog_path,
        .holidays_path = settings->holidays_path,
        .questionnaire_path = settings->questionnaire_path,
        .office_id = settings->office_id,
        .publisher_key = settings->publisher_key,
        .seal_path = settings->seal_path,
        .device = settings->device_id,
        .complaint_days = settings->complaint_days,
        .clock = clock,
        .device_digit = settings->device_digit,
        .ticket_digits = settings->ticket_digits,
        .priority_in_a_row = settings->priority_in_a_row,
        .clock_floor_ms = settings->clock_floor_ms,
    };
}
