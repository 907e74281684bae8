/* Every option of the configuration file: type, range, default, help. */
#include "app/settings.h"

/* Keys of a keypad by SDL's names. No letters and digits: a scanner that poses as a keyboard types those. */
#define KEYS                                                                                       \
    "Up|Down|Left|Right|Tab|Shift+Tab|Return|Space|Escape|Backspace|Insert|Delete|Home|End|"       \
    "PageUp|PageDown|Help|VolumeUp|VolumeDown|Menu|Select|"                                        \
    "F1|F2|F3|F4|F5|F6|F7|F8|F9|F10|F11|F12|F13|F14|F15|F16|F17|F18|F19|F20|F21|F22|F23|F24|"      \
    "Keypad 0|Keypad 1|Keypad 2|Keypad 3|Keypad 4|Keypad 5|Keypad 6|Keypad 7|Keypad 8|Keypad 9|"   \
    "Keypad Enter|Keypad +|Keypad -|Keypad *|Keypad /|Keypad ."

static const struct conf_option options[] = {
    {"office", "id", CONF_STRING, 1, 63, NULL, "pekanbaru",
     "Which office this is: the name of its catalogue file without .json."},
    {"office", "catalog", CONF_STRING, 0, 180, NULL, "",
     "The catalogue file; empty: the shipped one of that office."},
    {"office", "holidays", CONF_STRING, 0, 180, NULL, "",
     "The table of holidays; empty: the shipped one."},
    {"device", "id", CONF_STRING, 1, 16, NULL, "K1", "The name on the sticker of this machine."},
    {"device", "digit", CONF_INT, 1, 9, NULL, "1",
     "Its digit in numbers given without the hall leader (A2-001)."},
    {"device", "role", CONF_CHOICE, 0, 0, "lobby|exit|staff|display", "lobby",
     "What the screen is for: lobby, exit, staff or display."},
    {"panel", "panel_width_mm", CONF_INT, 50, 3000, NULL, "398",
     "Width of the visible picture in millimetres."},
    {"panel", "panel_height_mm", CONF_INT, 50, 3000, NULL, "708",
     "Height of the visible picture in millimetres."},
    {"panel", "panel_bottom_mm", CONF_INT, 0, 2000, NULL, "700",
     "From the floor to the lower edge of the picture in millimetres."},
    {"panel", "rotation", CONF_CHOICE, 0, 0, "0|90|180|270", "0",
     "Degrees clockwise by which the picture is turned, for a panel that hangs turned."},
    {"numbers", "ticket_digits", CONF_INT, 1, 6, NULL, "3",
     "Digits of a queue number: 3 gives A-014; larger numbers grow by themselves."},
    {"numbers", "priority_in_a_row", CONF_INT, 1, 100, NULL, "2",
     "After so many priority calls in a row at a counter, whoever waited long goes next."},
    {"print", "queue", CONF_STRING, 0, 63, NULL, "",
     "The CUPS queue of the ticket printer; empty: the default one."},
    {"print", "roll", CONF_CHOICE, 0, 0, "80|58", "80", "Width of the paper roll in millimetres."},
    {"print", "place", CONF_CHOICE, 0, 0, "below|left|right|officer", "below",
     "Where its slips come out, as visitors are told: below, left or right of the screen, or at "
     "the "
     "officer's desk."},
    {"print", "second_queue", CONF_STRING, 0, 63, NULL, "",
     "The CUPS queue of a second printer, which takes over while the first cannot print; empty: "
     "there is none."},
    {"print", "second_roll", CONF_CHOICE, 0, 0, "80|58", "80",
     "Width of the second printer's roll in millimetres."},
    {"print", "second_place", CONF_CHOICE, 0, 0, "below|left|right|officer", "officer",
     "Where the second printer's slips come out."},
    {"print", "backend", CONF_CHOICE, 0, 0, "cups|folder", "cups",
     "cups prints; folder only writes the pages as files (training)."},
    {"print", "folder", CONF_STRING, 0, 180, NULL, "",
     "Where the folder backend writes; empty: the folder paper in the state directory."},
    {"time", "idle_percent", CONF_INT, 50, 500, NULL, "100",
     "Time-outs of the screens in per cent of the designed ones."},
    {"help", "line", CONF_WORDS, 0, 120, NULL, "",
     "Who to ask when something is wrong, shown on screen: \"Petugas loket 1\"."},
    {"display", "screen", CONF_INT, 0, 15, NULL, "0",
     "Which of the machine's displays the board of the role display stands on, from 0."},
    {"display", "voice", CONF_BOOL, 0, 0, NULL, "yes",
     "Whether the board speaks its calls, with a chime before each."},
    {"display", "volume", CONF_INT, 0, 100, NULL, "100",
     "How loud the calls are, in per cent of the recordings."},
    {"voice", "program", CONF_STRING, 0, 180, NULL, "espeak-ng",
     "The program that reads the screen aloud, with espeak-ng's options; empty: none does."},
    {"voice", "rate", CONF_INT, 80, 300, NULL, "150", "Words a minute of that voice."},
    {"voice", "headphones", CONF_STRING, 0, 180, NULL, "/dev/input",
     "What tells that headphones are plugged in, which switches the voice on: a folder, whose "
     "devices are asked "
     "whether they have a jack, or one device; empty: nothing does."},
    {"keypad", "next", CONF_CHOICES, 0, 0, KEYS, "Tab, Right, Down",
     "The keys that move to the next choice, with commas between them: F1 to F24, arrows, Keypad 0 "
     "to Keypad 9; a wrong name is answered with all."},
    {"keypad", "previous", CONF_CHOICES, 0, 0, KEYS, "Shift+Tab, Left, Up",
     "To the choice before."},
    {"keypad", "ok", CONF_CHOICES, 0, 0, KEYS, "Return, Keypad Enter, Space",
     "That take the choice."},
    {"keypad", "back", CONF_CHOICES, 0, 0, KEYS, "Escape, Backspace", "Back to the screen before."},
    {"keypad", "repeat", CONF_CHOICES, 0, 0, KEYS, "F1, Help",
     "That have the last words read once more."},
    {"keypad", "softer", CONF_CHOICES, 0, 0, KEYS, "F2, VolumeDown", "That lower the voice."},
    {"keypad", "louder", CONF_CHOICES, 0, 0, KEYS, "F3, VolumeUp", "That raise the voice."},
    {"survey", "questionnaire", CONF_STRING, 0, 180, NULL, "",
     "The survey's questionnaire; empty: the shipped one of PermenPANRB 14/2017."},
    {"survey", "numbering", CONF_CHOICE, 0, 0, "questionnaire|annex", "questionnaire",
     "Which numbers reports give the elements: questionnaire has U8 = sarana and U9 = pengaduan, "
     "annex the other way round."},
    {"survey", "weight", CONF_CHOICE, 0, 0, "1/9|0.111|0.11", "1/9",
     "The index always weighs an element 1/9; 0.111 or 0.11 shows that convention's value beside "
     "it."},
    {"survey", "in_lobby", CONF_BOOL, 0, 0, NULL, "yes",
     "Whether the lobby's home screen offers the survey too."},
    {"complaints", "days", CONF_INT, 0, 365, NULL, "0",
     "Days in which the office promises to answer a complaint; 0: what its standard says."},
    {"sync", "publisher_key", CONF_STRING, 0, 180, NULL, "",
     "The public key that the office's published catalogues are signed for; empty: none is taken."},
    {"privacy", "seal_key", CONF_STRING, 0, 180, NULL, "",
     "The key file that seals complaints and suggestions; empty: the systemd credential "
     "anjungan.seal, "
     "else seal.key in the state directory. All programs need the same key."},
    {"privacy", "complaint_days", CONF_INT, 1, 3650, NULL, "365",
     "Days for which the words of a closed complaint, and suggestions, are kept."},
    {"privacy", "applicant_days", CONF_INT, 1, 3650, NULL, "90",
     "Days for which an applicant's name is kept with the file receipt; then only the number is "
     "left."},
    {"backup", "folder", CONF_STRING, 0, 180, NULL, "",
     "Where the nightly copy of the database goes, best on another disk; empty: backup in the "
     "state "
     "directory."},
    {"backup", "keep", CONF_INT, 1, 366, NULL, "7", "How many of them are kept."},
    {"update", "source", CONF_STRING, 0, 180, NULL, "",
     "The repository that newer versions come from, as APT reads it: https://… or file:/…; empty: "
     "updates are "
     "made by hand."},
    {"update", "key", CONF_STRING, 1, 180, NULL, "/etc/anjungan/update.gpg",
     "The keyring that the repository is signed for."},
    {"debug", "allow_now", CONF_BOOL, 0, 0, NULL, "no",
     "Whether --now may set the clock on the installed state directory."},
    {"debug", "allow_ui_tree", CONF_BOOL, 0, 0, NULL, "no",
     "Whether --ui-tree may describe the screen on the installed state directory."},
    {"debug", "log", CONF_CHOICE, 0, 0, "info|debug", "info",
     "How much the programs log; debug tells what only their makers understand, and of nobody "
     "either."},
};

const struct conf_option *settings_options(size_t *count)
{
    *count = ARRAY_LEN(options);
    return options;
}
