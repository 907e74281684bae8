/* Widgets by name. */
#include "bench/screen_points.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARGUMENTS = 32, FIELD_X = 64 }; /* letters stand at the left of the field */

struct point points_widget(const struct subject *subject, const char *tree, const char *screen,
                           const char *name)
{
    char why[200];

    for (int tries = 0; tries < 400; tries++) {
        struct point at = {-1, -1};
        struct json *root = NULL;
        char *bytes = NULL;
        size_t len = 0;

        if (file_read(tree, 1 << 20, &bytes, &len, NULL)
            && json_parse(&root, bytes, len, NULL, NULL)
            && text_equal(json_string(json_get(root, "screen")), screen)) {
            const struct json *widgets = json_get(root, "widgets");

            for (size_t i = 0; i < json_len(widgets); i++) {
                const struct json *one = json_at(widgets, i);
                const struct json *rect = json_get(one, "rect");

                if (!text_equal(json_string(json_get(one, "name")), name))
                    continue;
                at.x = (int)(json_int(json_at(rect, 0)) + json_int(json_at(rect, 2)) / 2);
                at.y = (int)(json_int(json_at(rect, 1)) + json_int(json_at(rect, 3)) / 2);
            }
        }
        json_free(root);
        free(bytes);
        if (at.x >= 0)
            return at;
        sleep_ms(25);
    }
    snprintf(why, sizeof why, "no widget %s on %s", name, screen);
    subject_stop(subject, why);
    return (struct point){-1, -1};
}

void points_arguments(char **out, char *const *before, char *const *argv, char *tree)
{
    int count = 0;

    for (int i = 0; before && before[i] && count < ARGUMENTS - 4; i++)
        out[count++] = before[i];
    for (int i = 0; argv[i] && count < ARGUMENTS - 3; i++)
        out[count++] = argv[i];
    out[count++] = "--ui-tree";
    out[count++] = tree;
    out[count] = NULL;
}

void points_find(struct probe *probe, struct subject *kiosk, char *tree)
{
    struct walk *permit = &kiosk->walks[0];
    struct walk *search = &kiosk->walks[1];
    struct walk *key = &kiosk->walks[2];
    struct point field;
    char *argv[ARGUMENTS];
    pid_t pid;

    points_arguments(argv, NULL, kiosk->argv, tree);
    pid = subject_launch(argv);
    *permit = (struct walk){.name = "requirements", .steps = 1};
    permit->enter[0] = points_widget(kiosk, tree, "attract", "start-id");
    sleep_ms(500); /* the tree is written before the window takes taps */
    subject_tap(probe, permit->enter[0]);
    permit->forth = points_widget(kiosk, tree, "home", "service-1");
    *search = (struct walk){.name = "search"};
    search->forth = points_widget(kiosk, tree, "home", "search");
    subject_tap(probe, permit->forth);
    permit->back = points_widget(kiosk, tree, "requirements", "nav-back");
    subject_tap(probe, permit->back);
    (void)points_widget(kiosk, tree, "home", "search");
    subject_tap(probe, search->forth);
    search->back = points_widget(kiosk, tree, "search", "nav-back");
    *key = (struct walk){.name = "key", .steps = 3};
    key->enter[0] = search->forth;
    key->enter[1] = points_widget(kiosk, tree, "search", "key-p");
    key->forth = points_widget(kiosk, tree, "search", "key-e");
    key->enter[2] = key->forth;
    subject_tap(probe, key->enter[1]);
    subject_tap(probe, key->forth); /* two letters find something, three find less */
    field = points_widget(kiosk, tree, "search", "typed"); /* in its middle */
    key->watch = (struct watch){FIELD_X, field.y, 2 * (field.x - FIELD_X)};
    key->forth = points_widget(kiosk, tree, "search", "key-r");
    key->back = points_widget(kiosk, tree, "search", "key-delete");
    subject_finish(pid);
}
