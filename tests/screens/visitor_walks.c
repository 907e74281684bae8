/* The table of what visitors meet. */
#include "screens/visitor_walks.h"
#include "base/text.h"
#include "screens/complaint_gallery.h"
#include "screens/find_gallery.h"
#include "screens/home_walk.h"
#include "screens/number_walk.h"
#include "screens/permit_gallery.h"
#include "screens/printers_walk.h"
#include "screens/survey_walk.h"
#include <string.h>
#include <unistd.h>

enum {
    ALL = 0xff,
    NO_CONTRAST = 0x33, /* plain, large, low, large-low */
    HARDEST = 0x23,     /* plain, large, large-low */
    SMALL_TYPE = 0x11,  /* plain, low */
    NUMBER = 0xb7,      /* all but contrast with large or low alone */
    ENDS = 0x21         /* plain, large-low */
};

const struct visitor_walk visitor_walks[] = {
    {.name = "home", .forms_least = 8, .walk = home_walk, .modes = {ALL, ALL, NO_CONTRAST}},
    {.name = "find",
     .forms_least = 6,
     .walk = find_gallery_walk,
     .modes = {ALL, NO_CONTRAST, SMALL_TYPE}},
    {.name = "permit",
     .forms_least = 3,
     .walk = permit_gallery_walk,
     .modes = {ALL, NO_CONTRAST, SMALL_TYPE}},
    {.name = "longest", /* permit */
     .catalog = LONG_PERMIT,
     .forms_least = 3,
     .walk = permit_gallery_walk,
     .modes = {NO_CONTRAST, NO_CONTRAST, SMALL_TYPE}},
    {.name = "number",
     .catalog = LONG_OFFICE,
     .forms_least = 18,
     .walk = number_walk,
     .modes = {NUMBER, HARDEST, HARDEST}},
    {.name = "printers", .forms_least = 28, .walk = printers_walk, .modes = {ENDS, ENDS, 0}},
    {.name = "complaint",
     .forms_least = 16,
     .walk = complaint_gallery_walk,
     .modes = {ALL, NO_CONTRAST, SMALL_TYPE}},
    {.name = "exit",
     .role = "exit",
     .is_own_form = true,
     .forms_least = 19,
     .walk = survey_gallery_walk,
     .modes = {ALL, HARDEST, HARDEST}},
};
const size_t visitor_walk_count = ARRAY_LEN(visitor_walks);

const struct visitor_walk *visitor_walk_find(const char *name)
{
    for (size_t i = 0; i < visitor_walk_count; i++)
        if (strcmp(visitor_walks[i].name, name) == 0)
            return &visitor_walks[i];
    return NULL;
}

void visitor_walk_play(const struct visitor_walk *walk, const struct stage *plan,
                       const char *office, unsigned modes,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context)
{
    char own_form[64];
    struct stage stage = {.home_lang = plan->home_lang,
                          .width = plan->width,
                          .height = plan->height,
                          .measure = plan->measure,
                          .can_narrate = true,
                          .role = walk->role};

    if (walk->is_own_form) {
        survey_write_questionnaire(own_form, sizeof own_form);
        stage.questionnaire = own_form;
    }
    if (walk->catalog) {
        stage_open_file(&stage, walk->catalog);
        stage_printer(&stage, TROUBLE_NONE, true);
        stage_notice(&stage);
    } else {
        stage_open(&stage, office);
    }
    walk->walk(&stage, each, context, modes);
    stage_close(&stage);
    if (walk->is_own_form)
        (void)unlink(own_form);
}
