-- SPDX-License-Identifier: PostgreSQL
-- Rights of the role; a superuser has all of them.  Predefined roles that a version lacks give nobody a
-- right.
WITH predefined AS (
  SELECT rolname, pg_catalog.pg_has_role(oid, 'USAGE') AS is_mine FROM pg_catalog.pg_roles
   WHERE rolname IN ('pg_checkpoint', 'pg_read_all_settings', 'pg_read_all_stats', 'pg_read_server_files')
)
SELECT pg_catalog.json_build_object(
         'name', r.rolname,
         'superuser', r.rolsuper,
         'create_schema', pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
         'temporary_tables', pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY'),
         'checkpoint', r.rolsuper OR EXISTS (SELECT FROM predefined WHERE rolname = 'pg_checkpoint' AND is_mine),
         'load_auto_explain', r.rolsuper,
         'read_all_settings',
           r.rolsuper OR EXISTS (SELECT FROM predefined WHERE rolname = 'pg_read_all_settings' AND is_mine),
         'read_all_statistics',
           r.rolsuper OR EXISTS (SELECT FROM predefined WHERE rolname = 'pg_read_all_stats' AND is_mine),
         'read_server_files',
           r.rolsuper OR EXISTS (SELECT FROM predefined WHERE rolname = 'pg_read_server_files' AND is_mine),
         'bypass_row_security', r.rolsuper OR r.rolbypassrls)
  FROM pg_catalog.pg_roles r
 WHERE r.rolname = current_user
