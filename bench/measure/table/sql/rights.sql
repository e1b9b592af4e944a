-- SPDX-License-Identifier: PostgreSQL
-- The rights that this role lacks to copy the table $2 of the schema $1 with its rows into a schema of its own, or into
-- $3, in which it may create.
WITH columns AS (
  SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.attgenerated
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1::name AND c.relname = $2::name AND a.attnum > 0 AND NOT a.attisdropped
), lacking(number, text) AS (
  SELECT 0, format('USAGE on the schema %I', n.nspname)
    FROM pg_catalog.pg_namespace n
   WHERE n.nspname = $1::name AND NOT has_schema_privilege(n.oid, 'USAGE')
  UNION ALL
  SELECT 1, CASE WHEN bool_and(has_column_privilege(attrelid, attnum, 'SELECT')) THEN NULL
                 WHEN has_any_column_privilege(min(attrelid::bigint)::oid, 'SELECT')
                 THEN 'SELECT on ' ||
                      string_agg(format('%I', attname), ', ' ORDER BY attnum)
                        FILTER (WHERE NOT has_column_privilege(attrelid, attnum, 'SELECT'))
                 ELSE 'SELECT on the table' END
    FROM columns
   WHERE attgenerated = ''
  UNION ALL
  SELECT 2, format('USAGE on the schema %I, of the type of a column', n.nspname)
    FROM (SELECT DISTINCT t.typnamespace
            FROM columns
            JOIN pg_catalog.pg_type t ON t.oid = columns.atttypid) AS used
    JOIN pg_catalog.pg_namespace n ON n.oid = used.typnamespace
   WHERE n.nspname <> $1::name AND NOT has_schema_privilege(n.oid, 'USAGE')
  UNION ALL
  SELECT 3, format('USAGE on the type %s', format_type(t.oid, NULL))
    FROM pg_catalog.pg_type t
   WHERE t.oid IN (SELECT CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
                     FROM columns
                     JOIN pg_catalog.pg_type t ON t.oid = columns.atttypid)
     AND NOT has_type_privilege(t.oid, 'USAGE')
  UNION ALL
  SELECT 4, format('CREATE on the database %I', current_database())
   WHERE $3::name IS NULL AND NOT has_database_privilege(current_database(), 'CREATE')
)
SELECT to_json(string_agg(text, '; ' ORDER BY number, text))
  FROM lacking
