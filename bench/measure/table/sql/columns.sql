-- SPDX-License-Identifier: PostgreSQL
-- The columns of the table of $1; $2 has the types that a batch holds.  to_jsonb() gives null for a
-- column that the server's version does not have.
SELECT coalesce(json_agg(json_build_object(
         'name', a.attname,
         'type', format_type(a.atttypid, a.atttypmod),
         'base', CASE WHEN a.atttypid = ANY ($2::oid[]) THEN 'native'
                      WHEN t.typtype = 'd' THEN 'domain'
                      WHEN t.typtype = 'e' THEN 'enum'
                      WHEN t.typtype = 'c' THEN 'composite'
                      WHEN t.typtype = 'r' THEN 'range'
                      WHEN t.typtype = 'm' THEN 'multirange'
                      WHEN element.typarray = t.oid THEN 'array'
                      ELSE 'other' END,
         -- From version 18 on, a NOT NULL that is not valid says nothing about the rows that are there.
         'not_null', a.attnotnull AND NOT EXISTS (SELECT
                                                    FROM pg_constraint con
                                                   WHERE con.conrelid = a.attrelid AND con.contype = 'n'
                                                     AND con.conkey = ARRAY[a.attnum] AND NOT con.convalidated),
         -- For a table of n columns the server takes a time of n squared; a default has no column in it.
         'default', pg_get_expr(d.adbin, CASE WHEN a.attgenerated <> '' THEN d.adrelid ELSE 0 END),
         'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
         'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
         'collation', CASE WHEN a.attcollation <> t.typcollation THEN format('%I.%I', cn.nspname, c.collname) END,
         'storage', CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
                                      WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended' END,
         'compression', CASE to_jsonb(a) ->> 'attcompression' WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
         'statistics_target', nullif((to_jsonb(a) ->> 'attstattarget')::integer, -1),
         -- Those of ALTER COLUMN ... SET: some servers keep notes of their own there, as pg_attver.
         'options', coalesce((SELECT json_agg(o.option ORDER BY o.place)
                                FROM unnest(a.attoptions) WITH ORDINALITY AS o (option, place)
                               WHERE o.option NOT LIKE 'pg\_%'), '[]'),
         'sequence', (SELECT json_build_object('type', format_type(s.seqtypid, NULL), 'start', s.seqstart,
                                               'increment', s.seqincrement, 'minimum', s.seqmin, 'maximum', s.seqmax,
                                               'cache', s.seqcache, 'cycles', s.seqcycle)
                        FROM pg_sequence s
                       WHERE s.seqrelid IN (SELECT dep.objid
                                              FROM pg_depend dep
                                             WHERE dep.refclassid = 'pg_class'::regclass AND dep.refobjid = a.attrelid
                                               AND dep.refobjsubid = a.attnum AND dep.classid = 'pg_class'::regclass
                                               AND dep.deptype = 'i'
                                             UNION
                                            SELECT dep.refobjid
                                              FROM pg_depend dep
                                             WHERE dep.classid = 'pg_attrdef'::regclass AND dep.objid = d.oid
                                               AND dep.refclassid = 'pg_class'::regclass)
                       ORDER BY s.seqrelid
                       LIMIT 1),
         'travels', true, -- until measure/table/travel.c decides
         'functions', (SELECT coalesce(json_agg(DISTINCT f.oid::regprocedure::text), '[]')
                         FROM pg_depend dep
                         LEFT JOIN pg_operator op ON dep.refclassid = 'pg_operator'::regclass AND op.oid = dep.refobjid
                         JOIN pg_proc f ON f.oid = CASE WHEN dep.refclassid = 'pg_proc'::regclass THEN dep.refobjid
                                                        ELSE op.oprcode END
                        WHERE dep.classid = 'pg_attrdef'::regclass AND dep.objid = d.oid
                           -- A generated column's own, up to version 14.
                           OR dep.classid = 'pg_class'::regclass AND dep.objid = a.attrelid
                              AND dep.objsubid = a.attnum AND a.attgenerated <> '')
       ) ORDER BY a.attnum), '[]')
  FROM pg_attribute a
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type element ON element.oid = t.typelem
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_collation c ON c.oid = a.attcollation
  LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
 WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
