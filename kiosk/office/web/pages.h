/* Every page there is; routes.c says where each stands. */
#pragma once
#include "office/web/web.h"

/* signing in and out, one's own account */
web_page page_sign_in, page_sign_in_post, page_sign_out, page_sign_out_everywhere;
web_page page_account, page_password, page_password_post;
/* accounts */
web_page page_users, page_user_new, page_user_new_post, page_user, page_user_role;
web_page page_user_password, page_user_disable, page_user_enable;
web_page page_audit;
/* kiosks */
web_page page_devices, page_device, page_device_code, page_device_code_post;
web_page page_device_revoke, page_device_revoke_post;

/* the hall today, the survey's index, numbers by day */
web_page page_today;
web_page page_ikm, page_ikm_csv, page_ikm_csv_local, page_ikm_json, page_ikm_pdf;
web_page page_tickets, page_tickets_csv, page_tickets_csv_local, page_tickets_pdf;

/* the complaint book, one complaint and what is done with it */
web_page page_complaints, page_complaints_book;
web_page page_complaint, page_complaint_open, page_complaint_weigh, page_complaint_answer,
    page_complaint_close;

/* the catalogue */
web_page page_catalogue, page_catalogue_check, page_catalogue_publish;
