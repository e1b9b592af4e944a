-- SPDX-License-Identifier: PostgreSQL
-- The table of $1; sizes are those of all partitions.
WITH RECURSIVE tree(oid) AS (
  SELECT $1::oid
  UNION ALL
  SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
), leaf AS (
  SELECT c.oid, c.relpages, c.reltoastrelid,
         -- Before the first VACUUM or ANALYZE: -1, and up to version 13 a 0 of no pages.
         CASE WHEN c.reltuples < 0 THEN NULL
              WHEN c.reltuples = 0 AND c.relpages = 0 AND current_setting('server_version_num')::integer < 140000 THEN NULL
              ELSE c.reltuples END AS tuples
    FROM tree
    JOIN pg_class c ON c.oid = tree.oid
   WHERE c.relkind = 'r'
), size AS (
  SELECT coalesce(sum(relpages), 0) AS pages,
         sum(tuples::double precision)::bigint AS tuples,
         coalesce(sum(pg_relation_size(oid)), 0) AS main,
         coalesce(sum(pg_indexes_size(oid)), 0) AS indexes,
         coalesce(sum(pg_total_relation_size(nullif(reltoastrelid, 0))), 0) AS toast
    FROM leaf
)
SELECT json_build_object(
         'schema', n.nspname,
         'name', c.relname,
         'kind', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' END,
         'persistence', CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' END,
         'access_method', am.amname,
         'reloptions', coalesce(to_json(c.reloptions), '[]'),
         'toast_reloptions', coalesce(to_json(toast.reloptions), '[]'),
         'replica_identity', CASE c.relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing'
                                                 WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END,
         'row_security', c.relrowsecurity,
         'pages', size.pages,
         'tuples', size.tuples,
         'bytes', json_build_object('main', size.main, 'indexes', size.indexes, 'toast', size.toast))
  FROM size
 CROSS JOIN pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
 WHERE c.oid = $1::oid
