-- SPDX-License-Identifier: PostgreSQL
-- A limit of -1 is none, and least() leaves nulls out.  Neither limits nor reserved connections hold for a superuser.  The event
-- trigger of Citus is there in every database that has it.
SELECT pg_catalog.json_build_object(
         'name', d.datname,
         'connections', CASE WHEN r.rolsuper THEN pg_catalog.current_setting('max_connections')::bigint ELSE least(
           pg_catalog.current_setting('max_connections')::bigint
             - pg_catalog.current_setting('superuser_reserved_connections')::bigint
             - CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles
                                  WHERE rolname = 'pg_use_reserved_connections' AND pg_catalog.pg_has_role(oid, 'USAGE'))
                    THEN 0
                    ELSE coalesce(pg_catalog.current_setting('reserved_connections', true)::bigint, 0) END,
           nullif(d.datconnlimit, -1), nullif(r.rolconnlimit, -1)) END,
         'event_triggers',
           (SELECT coalesce(pg_catalog.json_agg(evtname ORDER BY evtname), '[]')
              FROM pg_catalog.pg_event_trigger t
             WHERE evtenabled <> 'D' AND NOT EXISTS (
                     SELECT FROM pg_catalog.pg_depend m
                       JOIN pg_catalog.pg_extension e ON e.oid = m.refobjid
                      WHERE m.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass
                        AND m.objid = t.oid AND m.deptype = 'e'
                        AND m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                        AND e.extname = 'citus')),
         'publications_of_all_tables',
           (SELECT coalesce(pg_catalog.json_agg(pubname ORDER BY pubname), '[]')
              FROM pg_catalog.pg_publication WHERE puballtables))
  FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
 WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user
