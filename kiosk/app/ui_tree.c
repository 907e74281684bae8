/* The widget tree of the shown frame as a file, for tests and tools (--ui-tree FILE). */
#include "app/ui_tree.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

enum { TREE_MAX_BYTES = 4 << 20 };

static void write_widget(struct json_out *out, const struct widget *widget)
{
    const int rect[] = {widget->rect.x, widget->rect.y, widget->rect.w, widget->rect.h};

    json_out_object(out, NULL);
    json_out_string(out, "name", widget->name);
    json_out_string(out, "role", widget_role_name(widget->role));
    json_out_string(out, "label", widget->label);
    json_out_array(out, "rect");
    for (size_t i = 0; i < ARRAY_LEN(rect); i++)
        json_out_int(out, NULL, rect[i]);
    json_out_close_array(out);
    json_out_bool(out, "enabled", widget->is_enabled);
    json_out_string(out, "state", widget->state);
    json_out_close_object(out);
}

bool ui_tree_write(const char *path, const struct display_list *list, const char *lang,
                   int64_t frame, struct err *err)
{
    AUTO_TEXT struct text text;
    struct json_out out;

    text_init(&text, TREE_MAX_BYTES);
    json_out_init(&out, &text);
    json_out_object(&out, NULL);
    json_out_string(&out, "screen", list->screen);
    json_out_string(&out, "lang", lang);
    json_out_int(&out, "frame", frame);
    json_out_array(&out, "modes");
    json_out_close_array(&out);
    json_out_array(&out, "widgets");
    for (size_t i = 0; i < list->widget_count; i++)
        write_widget(&out, &list->widgets[i]);
    json_out_close_array(&out);
    json_out_close_object(&out);
    text_add(&text, "\n");
    if (text.overflow)
        return err_set(err, ERR_FULL, "%s: a tree over %d bytes", path, TREE_MAX_BYTES);
    return file_replace(path, text.data, text.len, false, err);
}
