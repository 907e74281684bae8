/* Icons by name; the table follows the enum, which follows the files in assets/icons. */
#include "base/text.h"
#include "ui/icon.h"
#include <assert.h>
#include <string.h>

static const char *const names[] = {
    [ICON_NONE] = "",
    [ICON_A_LARGE_SMALL] = "a-large-small",
    [ICON_ACCESSIBILITY] = "accessibility",
    [ICON_ARMCHAIR] = "armchair",
    [ICON_ARROW_BIG_DOWN] = "arrow-big-down",
    [ICON_ARROW_BIG_UP] = "arrow-big-up",
    [ICON_ARROW_DOWN] = "arrow-down",
    [ICON_ARROW_LEFT] = "arrow-left",
    [ICON_ARROW_RIGHT] = "arrow-right",
    [ICON_BABY] = "baby",
    [ICON_BADGE_CHECK] = "badge-check",
    [ICON_BANKNOTE] = "banknote",
    [ICON_CALENDAR_CLOCK] = "calendar-clock",
    [ICON_CAMERA] = "camera",
    [ICON_CHECK] = "check",
    [ICON_CHEVRON_DOWN] = "chevron-down",
    [ICON_CHEVRON_RIGHT] = "chevron-right",
    [ICON_CHEVRON_UP] = "chevron-up",
    [ICON_CIRCLE_ALERT] = "circle-alert",
    [ICON_CIRCLE_CHECK] = "circle-check",
    [ICON_CIRCLE_HELP] = "circle-help",
    [ICON_CIRCLE] = "circle",
    [ICON_CLIPBOARD_LIST] = "clipboard-list",
    [ICON_CLOCK] = "clock",
    [ICON_CONCIERGE_BELL] = "concierge-bell",
    [ICON_CONTRAST] = "contrast",
    [ICON_DELETE] = "delete",
    [ICON_FILE_CHECK] = "file-check",
    [ICON_FILE_QUESTION_MARK] = "file-question-mark",
    [ICON_FILE_SEARCH] = "file-search",
    [ICON_FILE_TEXT] = "file-text",
    [ICON_FROWN] = "frown",
    [ICON_HAND] = "hand",
    [ICON_HEART_HANDSHAKE] = "heart-handshake",
    [ICON_HEART_PULSE] = "heart-pulse",
    [ICON_HOURGLASS] = "hourglass",
    [ICON_HOUSE] = "house",
    [ICON_INFO] = "info",
    [ICON_KEYBOARD] = "keyboard",
    [ICON_LANDMARK] = "landmark",
    [ICON_LANGUAGES] = "languages",
    [ICON_LAUGH] = "laugh",
    [ICON_LIST_CHECKS] = "list-checks",
    [ICON_LOADER] = "loader",
    [ICON_LOCK] = "lock",
    [ICON_LOG_OUT] = "log-out",
    [ICON_MAIL] = "mail",
    [ICON_MAP_PIN] = "map-pin",
    [ICON_MEGAPHONE] = "megaphone",
    [ICON_MEH] = "meh",
    [ICON_MESSAGE_SQUARE_TEXT] = "message-square-text",
    [ICON_MINUS] = "minus",
    [ICON_MOVE_DOWN] = "move-down",
    [ICON_PANEL_BOTTOM] = "panel-bottom",
    [ICON_PEN_LINE] = "pen-line",
    [ICON_PHONE] = "phone",
    [ICON_POINTER] = "pointer",
    [ICON_PRINTER] = "printer",
    [ICON_RECEIPT_TEXT] = "receipt-text",
    [ICON_ROTATE_CCW] = "rotate-ccw",
    [ICON_ROUTE] = "route",
    [ICON_SCAN_QR_CODE] = "scan-qr-code",
    [ICON_SEARCH] = "search",
    [ICON_SHIELD_CHECK] = "shield-check",
    [ICON_SKIP_FORWARD] = "skip-forward",
    [ICON_SMILE] = "smile",
    [ICON_SPROUT] = "sprout",
    [ICON_STAR_OFF] = "star-off",
    [ICON_STAR] = "star",
    [ICON_TICKET] = "ticket",
    [ICON_TIMER] = "timer",
    [ICON_TRIANGLE_ALERT] = "triangle-alert",
    [ICON_TV] = "tv",
    [ICON_USER_ROUND] = "user-round",
    [ICON_USER_X] = "user-x",
    [ICON_USER] = "user",
    [ICON_USERS] = "users",
    [ICON_VOLUME_2] = "volume-2",
    [ICON_WIFI_OFF] = "wifi-off",
    [ICON_WIFI] = "wifi",
    [ICON_WRENCH] = "wrench",
    [ICON_X] = "x",
};
static_assert(sizeof names / sizeof *names == ICON_COUNT, "every icon has its file name");

const char *icon_name(enum icon icon)
{
    return names[icon];
}

enum icon icon_by_name(const char *name, enum icon otherwise)
{
    for (int icon = ICON_NONE + 1; name && icon < ICON_COUNT; icon++)
        if (text_equal(icon_name((enum icon)icon), name))
            return (enum icon)icon;
    return otherwise;
}
