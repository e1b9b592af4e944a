-- SPDX-License-Identifier: PostgreSQL
-- The partitions of the table of $1, at every level; null where it has none.  (pg_partition_tree() would
-- hold a lock on each of them until the end.)
WITH RECURSIVE tree(oid, parent, level) AS (
  SELECT i.inhrelid, i.inhparent, 1 FROM pg_inherits i WHERE i.inhparent = $1::oid
  UNION ALL
  SELECT i.inhrelid, i.inhparent, tree.level + 1 FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
), part AS (
  SELECT c.relkind, tree.level, n.nspname, c.relname,
         json_build_object(
           'name', c.relname,
           'schema', nullif(n.nspname, root.nspname),
           'bound', pg_get_expr(c.relpartbound, c.oid),
           'parent', CASE WHEN tree.level > 1 THEN parent.relname END,
           'key', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
           'reloptions', coalesce(to_json(c.reloptions), '[]')) AS described
    FROM tree
    JOIN pg_class c ON c.oid = tree.oid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class parent ON parent.oid = tree.parent
    JOIN pg_class rc ON rc.oid = $1::oid
    JOIN pg_namespace root ON root.oid = rc.relnamespace
)
SELECT json_build_object(
         'strategy', CASE p.partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' WHEN 'h' THEN 'hash' END,
         'key', pg_get_partkeydef(p.partrelid),
         'leaves', (SELECT coalesce(json_agg(described ORDER BY nspname, relname), '[]') FROM part WHERE relkind <> 'p'),
         'branches', (SELECT coalesce(json_agg(described ORDER BY level, nspname, relname), '[]') FROM part WHERE relkind = 'p'))
  FROM pg_partitioned_table p
 WHERE p.partrelid = $1::oid
