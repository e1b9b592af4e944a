-- SPDX-License-Identifier: PostgreSQL
-- The schema that was named for a run: what is in it, whatever its kind, and what would remove that.  Members of
-- an extension, and what is part of another object, go with that.  The type upbench_run is made first by a run and
-- goes last; the lock is that of measure/server/schema.h.
WITH named AS (
  SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = $1
), object AS (
  SELECT d.classid, d.objid, i.type, i.identity,
         CASE i.type WHEN 'statistics object' THEN 'statistics' ELSE i.type END AS kind
    FROM named n
    JOIN pg_catalog.pg_depend d
      ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid AND d.deptype = 'n'
   CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) AS i
   WHERE i.identity IS NOT NULL
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                      WHERE p.classid = d.classid AND p.objid = d.objid AND p.objsubid = 0 AND p.deptype IN ('i', 'e'))
)
SELECT pg_catalog.json_build_object(
         'name', $1::text,
         'exists', n.oid IS NOT NULL,
         'create', pg_catalog.has_schema_privilege(n.oid, 'CREATE'),
         'use', pg_catalog.has_schema_privilege(n.oid, 'USAGE'),
         'in_use',
           EXISTS (SELECT FROM pg_catalog.pg_locks
                    WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = 1970303843
                      AND objid = n.oid AND pid <> pg_catalog.pg_backend_pid()
                      AND database = (SELECT oid FROM pg_catalog.pg_database
                                       WHERE datname = pg_catalog.current_database())),
         'objects', CASE WHEN n.oid IS NOT NULL THEN (SELECT count(*) FROM object) END,
         'first', (SELECT type || ' ' || identity FROM object ORDER BY objid LIMIT 1),
         'left_by_run',
           EXISTS (SELECT FROM pg_catalog.pg_type WHERE typnamespace = n.oid AND typname = 'upbench_run'),
         'removal',
           (SELECT pg_catalog.string_agg(
                     'DROP ' || pg_catalog.upper(kind) || ' IF EXISTS ' || identity || ' CASCADE', '; '
                     ORDER BY type = 'type' AND objid = (SELECT oid FROM pg_catalog.pg_type
                                                          WHERE typnamespace = n.oid AND typname = 'upbench_run'),
                              objid)
              FROM object),
         'publications',
           (SELECT coalesce(pg_catalog.json_agg(p.pubname ORDER BY p.pubname), '[]')
              FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_depend o ON o.classid = d.classid AND o.objid = d.objid
               AND o.refclassid = 'pg_catalog.pg_publication'::pg_catalog.regclass
              JOIN pg_catalog.pg_publication p ON p.oid = o.refobjid
             WHERE d.classid = pg_catalog.to_regclass('pg_catalog.pg_publication_namespace')
               AND d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid))
  FROM (SELECT) AS one LEFT JOIN named n ON true
