-- SPDX-License-Identifier: PostgreSQL
-- The relation of that name: $1 its schema, or null for the first one of the search path, $2 its name.
SELECT json_build_object(
         'oid', c.oid::bigint,
         'schema', n.nspname,
         'name', c.relname,
         'relkind', c.relkind::text,
         'persistence', c.relpersistence::text,
         'system', n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast') OR c.oid < 16384,
         'partition', c.relispartition,
         'parent', (SELECT string_agg(format('%I.%I', pn.nspname, p.relname), ', ')
                      FROM pg_catalog.pg_inherits i
                      JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                      JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                     WHERE i.inhrelid = c.oid),
         'children', (SELECT count(*) FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid),
         'hypertable', EXISTS (SELECT
                                 FROM pg_catalog.pg_inherits i
                                 JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
                                 JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                                WHERE i.inhparent = c.oid AND pn.nspname = '_timescaledb_internal'),
         'foreign', (WITH RECURSIVE tree(oid) AS (
                       SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid
                       UNION ALL
                       SELECT i.inhrelid FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid)
                     SELECT min(format('%I.%I', pn.nspname, p.relname))
                       FROM tree
                       JOIN pg_catalog.pg_class p ON p.oid = tree.oid AND p.relkind = 'f'
                       JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace),
         'readable', has_any_column_privilege(c.oid, 'SELECT'),
         'filtered', row_security_active(c.oid))
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = $2::name
   AND CASE WHEN $1::name IS NULL THEN n.nspname = ANY (current_schemas(true)) ELSE n.nspname = $1::name END
 ORDER BY array_position(current_schemas(true), n.nspname)
 LIMIT 1
