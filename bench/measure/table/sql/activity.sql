-- SPDX-License-Identifier: PostgreSQL
-- Updates of the table of $1, or of all its partitions.  to_jsonb() gives null for a column that the
-- server's version does not have.
WITH RECURSIVE tree(oid) AS (
  SELECT $1::oid
  UNION ALL
  SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
)
SELECT json_build_object(
         'n_tup_upd', sum(s.n_tup_upd),
         'n_tup_hot_upd', sum(s.n_tup_hot_upd),
         'n_tup_newpage_upd', sum((to_jsonb(s) ->> 'n_tup_newpage_upd')::bigint))
  FROM tree
  JOIN pg_class c ON c.oid = tree.oid AND c.relkind = 'r'
  JOIN pg_stat_all_tables s ON s.relid = tree.oid
