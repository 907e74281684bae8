/* Files of this version that setup puts into their places; made of config/, systemd/ and sql/ by the
 * build. */
#pragma once

extern const char setup_site_file[];
extern const char setup_config_file[];
extern const char setup_roles_file[];
extern const char setup_accounts_file[];
extern const char setup_folders_file[];
extern const char setup_target_unit[];
extern const char setup_ingest_unit[];
extern const char setup_enrolment_unit[];
extern const char setup_web_unit[];
extern const char setup_project_unit[];
extern const char setup_relay_unit[];
extern const char setup_backup_unit[];
extern const char setup_backup_timer[];
