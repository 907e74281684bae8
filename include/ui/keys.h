/* Typing by touch: a keypad for digits, the on-screen keyboard, and the box that shows what was
 * typed. Keys have no guard against double taps, because "22" is two taps on one key. */
#pragma once
#include "ui/ui.h"
#include <stdbool.h>
#include <stddef.h>

/* 0 to 9, erase and OK in four rows of three; keys are named "key-0" … "key-erase", "key-ok". */
struct ui_keypad {
    int x, y;
    int key_w, key_h;            /* 224 x 124 for a PIN, 280 x 144 for a file number */
    const char *erase, *confirm; /* labels */
    bool is_confirm_disabled;
};
enum { KEYPAD_GAP = 16 };
enum ui_pad_key { PAD_NONE, PAD_DIGIT, PAD_ERASE, PAD_CONFIRM };
/* What fired; `*digit` is '0' … '9' with PAD_DIGIT. */
enum ui_pad_key ui_keypad(struct ui *ui, const struct ui_keypad *keypad, char *digit);

/* The keyboard's own state; all zero at first. */
struct ui_keyboard {
    bool is_shifted;  /* the next letter is a capital; where one comes by itself, a small one */
    bool has_symbols; /* the page of signs is open */
    bool was_refused; /* the last key found no room; what was there stands as it was */
    int pages_back;   /* of the box of many lines above it; typing turns to the end again */
};

/* What is being typed: a caller's buffer, always valid UTF-8 and never longer than `size` allows. */
struct ui_typing {
    char *text;
    size_t size;
    const char *space;  /* "spasi" */
    const char *shift;  /* said of the keys that show a picture: "Huruf besar" */
    const char *erase;  /* "Hapus" */
    const char *action; /* the key at the bottom right: "Selesai" */
    bool is_action_disabled;
    bool is_name;       /* each word begins with a capital by itself */
    bool is_prose;      /* each sentence does */
    bool has_lines;     /* the action key begins a new line, and never fires */
    size_t max_letters; /* code points, besides the bytes of `size`; 0: no limit of its own */
};
/* No key finds room any more. */
bool ui_typing_is_full(const struct ui_typing *typing);
size_t ui_typing_letters(const char *text);

enum { KEYBOARD_HEIGHT = 584 }; /* in portrait */
int ui_keyboard_height(
    const struct ui *ui); /* in landscape less: the digits stand beside the letters */
/* The tray across the canvas, ending at y = `bottom`; types into the buffer. True: the action fired.
 * Keys are named "key-a", "key-1", "key-space", "key-delete", "key-shift", "key-signs", "key-action". */
bool ui_keyboard(struct ui *ui, struct ui_keyboard *keyboard, const struct ui_typing *typing,
                 int bottom);

/* Takes the last character off. */
void ui_typing_erase(char *text);

/* The box of what was typed, with a caret; of a text that is too long the end is shown. `hint` stands
 * in an empty one and is said there. */
void ui_input_box(struct ui *ui, const char *name, struct ui_box box, const char *text,
                  const char *hint);
/* The same with a magnifying glass before the words, and `aside` px left free at the right end. */
void ui_search_box(struct ui *ui, const char *name, struct ui_box box, const char *text,
                   const char *hint, int aside);

/* The same of many lines. It shows the end, with the caret; where there are more lines than room, two
 * buttons ("NAME-up", "NAME-down") turn its pages. What was typed is shown as it is: no marks in it
 * switch anything. */
struct ui_area {
    const char *name;
    struct ui_box box; /* at least 176 high */
    const char *text;
    const char *hint;
    const char *up, *down; /* said of the two buttons */
    bool is_read_only;     /* to be looked at: no caret, a plain frame */
    bool has_no_turn;      /* no buttons: the end is all that is shown */
};
/* `keyboard->pages_back` is the page that is shown, counted from the end. */
void ui_text_area(struct ui *ui, const struct ui_area *area, struct ui_keyboard *keyboard);

/* "95 / 600", right-aligned in the box and named "count"; stands out when no more fits. */
void ui_letter_count(struct ui *ui, struct ui_box box, const struct ui_typing *typing);
