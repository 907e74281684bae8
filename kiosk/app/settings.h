/* The settings that all programs share: global options of the command line, the configuration file
 * and where the shipped files lie.
 *
 * Read once at start and passed on. The command line wins over the file, the file over defaults. */
#pragma once
#include "base/attr.h"
#include "base/conf.h"
#include "base/err.h"
#include "domain/ikm.h"
#include "domain/print.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SETTINGS_STATE_DIR "/var/lib/anjungan"
#define SETTINGS_CONFIG_FILE "/etc/anjungan/anjungan.conf"

struct settings {
    char *state_dir;
    char *config_path;
    char *office_id;          /* --office, else [office] id */
    char *catalog_path;       /* [office] catalog, else ASSETS/catalog/ID.json */
    char *holidays_path;      /* [office] holidays, else ASSETS/calendar/holidays.json */
    char *questionnaire_path; /* [survey] questionnaire, else the shipped one */
    char *asset_dir;          /* holds catalog/ fonts/ icons/ */
    char *locale_dir;         /* holds LANG/LC_MESSAGES/anjungan.mo */

    int64_t start_ms;       /* --now as UTC; -1: the machine's own time (clock_system_new) */
    int64_t clock_floor_ms; /* an earlier clock opens no session */

    const char *device_id;   /* "K1" */
    const char *device_role; /* lobby, exit, staff, display */
    int device_digit;        /* 1..9 */
    int panel_width_mm;
    int panel_height_mm;
    int panel_bottom_mm; /* from the floor to the panel's lower edge */
    int panel_rotation;  /* degrees clockwise: 0, 90, 180, 270 */
    int ticket_digits;
    int priority_in_a_row;
    const char *printer_queue; /* "" = the default destination */
    int roll_mm;               /* 80 or 58 */
    const char *second_queue;  /* "" = there is one printer */
    int second_roll_mm;
    enum paper_place places[PRINTERS_MOST]; /* where the slips of each come out */
    bool prints_to_folder;                  /* the folder printer instead of CUPS */
    char *backup_folder;                    /* [backup] folder, else STATE/backup … */
    bool has_own_backup;                    /* … which is ours to make */
    int backup_keep;
    char *print_folder;    /* [print] folder, else STATE/paper */
    int idle_percent;      /* of the designed time-outs */
    const char *help_line; /* shown with a problem; "" = none */
    int display_screen;    /* of the board, from 0 */
    bool display_has_voice;
    int display_volume;        /* per cent */
    const char *voice_program; /* "" = the screen is not read aloud */
    int voice_rate;            /* words a minute */
    const char *headphones;    /* folder of devices, or one; "" = nobody looks */
    const char *keys_next;     /* of a keypad, "Tab, Right"; "" = none does that */
    const char *keys_previous, *keys_ok, *keys_back, *keys_repeat, *keys_softer, *keys_louder;
    enum survey_numbering survey_numbering;
    enum ikm_weight survey_weight; /* shown beside the index; IKM_EXACT: nothing is */
    bool survey_in_lobby;          /* the lobby's home offers the survey */
    int complaint_days;            /* promised for an answer; 0 = what the catalogue says */
    const char *publisher_key;     /* "" = no published catalogue is taken */
    const char *seal_path;         /* "" = STATE/seal.key */
    int complaint_keep_days;       /* after closing; suggestions as long */
    int applicant_days;            /* how long a receipt keeps its applicant's name */
    const char *update_source;     /* "" = nothing is fetched */
    const char *update_key;
    bool allow_now;
    bool allow_ui_tree;

    char config_fault[512]; /* what is wrong with the file, for who goes on without; "" = nothing */
    struct conf *conf;      /* holds the borrowed texts above */
    char **rest; /* arguments that are not global, NULL at the end; the texts are argv's */
    int rest_count;
};

/* What a program says about itself in --help. */
struct settings_program {
    const char *name;    /* "anjungan-ctl" */
    const char *summary; /* one line: what it is for */
    const char *usage;   /* what follows the global options: "VERB …" */
    const char *help;    /* the program's own options or verbs, whole lines */
    bool has_verb;       /* the first other word ends the global options */
    /* Verbs that run on the defaults when the file is wrong, NULL at the end; NULL: none does. */
    const char *const *doctors;
    bool makes_config; /* a file that --config names may be missing: the program writes it */
    bool
        goes_on; /* where the file is wrong, what is right of it holds, and config_fault says what is not */
};

/* Reads the command line and the configuration. False: everything was said already (an answer to
 * --help, --version or --check-config, or an error with what to do) and the program ends with
 * `*exit_code`: 0 answered, 1 the configuration is wrong, 2 the command line is.
 * --now is refused on the installed state directory unless [debug] allow_now. */
MUST_USE bool settings_parse(struct settings *out, const struct settings_program *program, int argc,
                             char **argv, int *exit_code);
/* Whether the same words and the file as it is now would do; says nothing. */
MUST_USE bool settings_are_right(const struct settings_program *program, int argc, char **argv,
                                 struct err *err);
void settings_clear(struct settings *settings);
#define AUTO_SETTINGS AUTO(settings_clear)

/* How the desk is opened by these settings; the texts are borrowed from them. */
struct desk_options;
struct clock;
void settings_desk_options(const struct settings *settings, const struct clock *clock,
                           struct desk_options *out);

/* How many printers cupsd has for this kiosk; 0: pages go into a folder. */
size_t settings_printer_count(const struct settings *settings);

/* True where --ui-tree may be used: off the installed state directory, or when allowed. */
bool settings_may_show_ui_tree(const struct settings *settings);

/* The directory `name` of shipped files: beside the program (PREFIX/bin and PREFIX/share; a build folder
 * has the same shape), else `installed`, where this build was to be installed. Yours. */
char *settings_shared_dir(const char *name, const char *installed) MUST_USE;

/* The shared option table, for tests and --check-config. */
const struct conf_option *settings_options(size_t *count);
