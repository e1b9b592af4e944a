-- SPDX-License-Identifier: PostgreSQL
-- The indexes of the table of $1.  to_jsonb() gives null for a column that the server's version does not have.
SELECT coalesce(json_agg(json_build_object(
         'name', c.relname,
         'definition', pg_get_indexdef(i.indexrelid),
         'unique', i.indisunique,
         'primary', i.indisprimary,
         'valid', i.indisvalid AND i.indisready AND i.indislive,
         'columns', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                       FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                      WHERE k.place <= i.indnkeyatts),
         'expressions', (SELECT coalesce(json_agg(pg_get_indexdef(i.indexrelid, k.place::integer, false) ORDER BY k.place), '[]')
                           FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                          WHERE k.attnum = 0),
         'include', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                       FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                      WHERE k.place > i.indnkeyatts),
         'predicate', pg_get_expr(i.indpred, i.indrelid),
         'access_method', am.amname,
         'constraint', (SELECT con.conname FROM pg_constraint con
                         WHERE con.conrelid = i.indrelid AND con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')),
         'nulls_distinct', CASE WHEN i.indisunique
                                THEN NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) END,
         'immediate', i.indimmediate,
         'exclusion', i.indisexclusion,
         'replica_identity', i.indisreplident,
         'functions', (SELECT coalesce(json_agg(DISTINCT f.oid::regprocedure::text), '[]')
                         FROM pg_depend dep
                         LEFT JOIN pg_operator op ON dep.refclassid = 'pg_operator'::regclass AND op.oid = dep.refobjid
                         JOIN pg_proc f ON f.oid = CASE WHEN dep.refclassid = 'pg_proc'::regclass THEN dep.refobjid
                                                        ELSE op.oprcode END
                        WHERE dep.classid = 'pg_class'::regclass AND dep.objid = i.indexrelid)
       ) ORDER BY NOT i.indisprimary, c.relname), '[]')
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am am ON am.oid = c.relam
 WHERE i.indrelid = $1::oid
