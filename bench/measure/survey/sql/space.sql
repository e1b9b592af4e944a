-- SPDX-License-Identifier: PostgreSQL
-- Directories of WAL and of tables; null where the role may not know them: the setting is then missing.
-- Tables go to the tablespace that the role has by default, or else to that of the database.
WITH data AS (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory')
SELECT pg_catalog.json_build_object(
         'data', (SELECT setting FROM data),
         'tables', coalesce(
           nullif(pg_catalog.pg_tablespace_location(coalesce(t.oid, d.dattablespace)), ''),
           (SELECT setting FROM data)))
  FROM pg_catalog.pg_database d
  LEFT JOIN pg_catalog.pg_tablespace t ON t.spcname = nullif(pg_catalog.current_setting('default_tablespace'), '')
 WHERE d.datname = pg_catalog.current_database()
