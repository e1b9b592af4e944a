-- SPDX-License-Identifier: PostgreSQL
-- The types that the columns of the table of $1 are made of, but for the server's own; those that
-- others are made of come first.  What an extension has brings its parts itself.
WITH RECURSIVE needed(oid, depth) AS (
  SELECT a.atttypid, 0
    FROM pg_attribute a
   WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
  UNION
  SELECT part.oid, needed.depth + 1
    FROM needed
    JOIN pg_type t ON t.oid = needed.oid
   CROSS JOIN LATERAL (
          SELECT e.oid FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid
          UNION ALL
          SELECT t.typbasetype WHERE t.typtype = 'd'
          UNION ALL
          SELECT a.atttypid FROM pg_attribute a
           WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
          UNION ALL
          SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid
          UNION ALL
          SELECT r.rngtypid FROM pg_range r WHERE (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid) AS part(oid)
   WHERE NOT EXISTS (SELECT FROM pg_depend dep
                      WHERE dep.classid = 'pg_type'::regclass AND dep.objid = t.oid AND dep.deptype = 'e')
), kept AS (
  SELECT t.oid, max(needed.depth) AS depth
    FROM needed
    JOIN pg_type t ON t.oid = needed.oid
    LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
   WHERE t.oid >= 16384 AND e.oid IS NULL
   GROUP BY t.oid
), described AS (
  SELECT t.*, kept.depth, format_type(t.oid, NULL) AS type_name, extension.extname
    FROM kept
    JOIN pg_type t ON t.oid = kept.oid
    LEFT JOIN pg_depend dep ON dep.classid = 'pg_type'::regclass AND dep.objid = t.oid AND dep.deptype = 'e'
    LEFT JOIN pg_extension extension ON extension.oid = dep.refobjid
)
SELECT coalesce(json_agg(json_build_object(
         'name', t.type_name,
         'kind', CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' WHEN 'c' THEN 'composite'
                                WHEN 'r' THEN 'range' WHEN 'm' THEN 'multirange' ELSE 'base' END,
         'extension', t.extname,
         'labels', CASE WHEN t.extname IS NULL THEN
                     (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) END,
         'base', CASE WHEN t.typtype = 'd' AND t.extname IS NULL THEN format_type(t.typbasetype, t.typtypmod) END,
         'not_null', CASE WHEN t.typtype = 'd' AND t.extname IS NULL THEN t.typnotnull END,
         'default', CASE WHEN t.typtype = 'd' AND t.extname IS NULL THEN pg_get_expr(t.typdefaultbin, 0) END,
         'collation', CASE WHEN t.typtype = 'd' AND t.extname IS NULL AND t.typcollation <> base.typcollation
                           THEN (SELECT format('%I.%I', n.nspname, c.collname)
                                   FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                                  WHERE c.oid = t.typcollation) END,
         'checks', CASE WHEN t.extname IS NULL THEN
                     (SELECT json_agg(json_build_object('name', con.conname, 'definition', pg_get_constraintdef(con.oid),
                                                        'validated', con.convalidated) ORDER BY con.conname)
                        FROM pg_constraint con WHERE con.contypid = t.oid AND con.contype = 'c') END,
         'attributes', CASE WHEN t.typtype = 'c' AND t.extname IS NULL THEN
                         (SELECT json_agg(json_build_object(
                                   'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                                   'collation', CASE WHEN a.attcollation <> u.typcollation
                                                     THEN format('%I.%I', n.nspname, c.collname) END) ORDER BY a.attnum)
                            FROM pg_attribute a
                            JOIN pg_type u ON u.oid = a.atttypid
                            LEFT JOIN pg_collation c ON c.oid = a.attcollation
                            LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
                           WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END,
         'subtype', CASE WHEN t.extname IS NULL THEN
                      coalesce(format_type(own.rngsubtype, NULL),
                               (SELECT format_type(r.rngtypid, NULL) FROM pg_range r
                                 WHERE (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid)) END,
         'operator_class', CASE WHEN t.extname IS NULL THEN
                             (SELECT format('%I.%I', n.nspname, o.opcname)
                                FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
                               WHERE o.oid = own.rngsubopc AND NOT o.opcdefault) END,
         'canonical', CASE WHEN t.extname IS NULL AND own.rngcanonical::oid <> 0 THEN own.rngcanonical::text END,
         'difference', CASE WHEN t.extname IS NULL AND own.rngsubdiff::oid <> 0 THEN own.rngsubdiff::text END,
         'multirange', CASE WHEN t.extname IS NULL
                            THEN format_type((to_jsonb(own) ->> 'rngmultitypid')::oid, NULL) END
       ) ORDER BY t.depth DESC, t.type_name COLLATE "C"), '[]')
  FROM described t
  LEFT JOIN pg_type base ON base.oid = t.typbasetype
  LEFT JOIN pg_range own ON own.rngtypid = t.oid
