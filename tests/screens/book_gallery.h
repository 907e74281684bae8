/* The complaint book and its complaints on a stage, in every form. */
#pragma once
#include "desk/complaints.h"
#include "screens/stage.h"

/* A visitor files one at the kiosk; the desk's screens do not hear of it. */
struct complaint book_gallery_file(struct stage *stage, enum complaint_kind kind,
                                   enum complaint_reply reply, const char *text);
/* The office answered it, in the words `answer`, and the desk heard of it. */
void book_gallery_office_answers(struct stage *stage, const char *number, const char *answer);
/* An officer at work opens the book from the dashboard. */
void book_gallery_open(struct stage *stage);
void book_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context);
