-- SPDX-License-Identifier: PostgreSQL
-- The constraints of the table of $1; NOT NULL, which has an entry from version 18 on, is a property of
-- columns.  to_jsonb() gives null for a column that the server's version does not have.
SELECT coalesce(json_agg(json_build_object(
         'name', con.conname,
         'type', CASE con.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' WHEN 'p' THEN 'primary key'
                                  WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion' END,
         'definition', pg_get_constraintdef(con.oid),
         'columns', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                       FROM unnest(con.conkey) WITH ORDINALITY AS k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum),
         'deferrable', con.condeferrable,
         'initially_deferred', CASE WHEN con.condeferrable THEN con.condeferred END,
         'validated', con.convalidated,
         'enforced', coalesce((to_jsonb(con) ->> 'conenforced')::boolean, true),
         'period', nullif((to_jsonb(con) ->> 'conperiod')::boolean, false),
         'references', nullif(con.confrelid, 0)::regclass::text,
         'referenced_columns', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                                  FROM unnest(con.confkey) WITH ORDINALITY AS k(attnum, place)
                                  JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.attnum),
         'referenced_types', (SELECT coalesce(json_agg(format_type(a.atttypid, a.atttypmod) ORDER BY k.place), '[]')
                                FROM unnest(con.confkey) WITH ORDINALITY AS k(attnum, place)
                                JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.attnum),
         'functions', (SELECT coalesce(json_agg(DISTINCT f.oid::regprocedure::text), '[]')
                         FROM pg_depend dep
                         LEFT JOIN pg_operator op ON dep.refclassid = 'pg_operator'::regclass AND op.oid = dep.refobjid
                         JOIN pg_proc f ON f.oid = CASE WHEN dep.refclassid = 'pg_proc'::regclass THEN dep.refobjid
                                                        ELSE op.oprcode END
                        WHERE con.contype = 'c' AND dep.classid = 'pg_constraint'::regclass AND dep.objid = con.oid)
       ) ORDER BY con.conname), '[]')
  FROM pg_constraint con
 WHERE con.conrelid = $1::oid AND con.contype IN ('c', 'f', 'p', 'u', 'x')
   -- A foreign key to a partitioned table has an entry for each of its partitions; one of a partition's has its parent
   -- in another table.
   AND NOT EXISTS (SELECT FROM pg_constraint parent WHERE parent.oid = con.conparentid AND parent.conrelid = con.conrelid)
