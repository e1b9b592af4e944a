-- SPDX-License-Identifier: PostgreSQL
-- What of the table of $1 is no part of a table that is made from its shape, and is not in the shape either.
WITH RECURSIVE tree(oid) AS (
  SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = $1::oid
  UNION ALL
  SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
), related(oid) AS (
  SELECT $1::oid UNION ALL SELECT tree.oid FROM tree
)
SELECT coalesce(json_agg(json_build_object('what', what, 'why', why) ORDER BY place, what), '[]')
  FROM (SELECT 1 AS place, format('rule %I', r.rulename) AS what,
               'it would run other statements, and MERGE refuses a table that has one' AS why
          FROM pg_rewrite r
         WHERE r.ev_class = $1::oid
        UNION ALL
        SELECT 2, format('policy %I', p.polname), 'the owner of the new table sees all of its rows'
          FROM pg_policy p
         WHERE p.polrelid = $1::oid
        UNION ALL
        SELECT 3, format('index %I of %I', c.relname, p.relname), 'it is on that partition alone'
          FROM tree
          JOIN pg_class p ON p.oid = tree.oid
          JOIN pg_index i ON i.indrelid = tree.oid
          JOIN pg_class c ON c.oid = i.indexrelid AND NOT c.relispartition
        UNION ALL
        SELECT 4, format('constraint %I of %I', con.conname, p.relname), 'it is on that partition alone'
          FROM tree
          JOIN pg_class p ON p.oid = tree.oid
          JOIN pg_constraint con ON con.conrelid = tree.oid AND con.contype IN ('c', 'f')
                                    AND con.conparentid = 0 AND con.coninhcount = 0
        UNION ALL
        SELECT 5, format('trigger %I of %I', t.tgname, p.relname), 'it is on that partition alone'
          FROM tree
          JOIN pg_class p ON p.oid = tree.oid
          JOIN pg_trigger t ON t.tgrelid = tree.oid AND NOT t.tgisinternal AND t.tgparentid = 0
        UNION ALL
        SELECT 6, format('tablespace %I of %s %I', s.spcname, CASE WHEN c.relkind IN ('i', 'I') THEN 'index' ELSE 'table' END,
                         c.relname),
               'the new table and its indexes are in the default one of the database'
          FROM (SELECT oid FROM related UNION ALL SELECT i.indexrelid FROM related JOIN pg_index i ON i.indrelid = related.oid) AS placed
          JOIN pg_class c ON c.oid = placed.oid
          JOIN pg_tablespace s ON s.oid = c.reltablespace
        UNION ALL
        -- From version 18 on.
        SELECT 7, format('constraint %I', con.conname), 'a NOT NULL that is not valid says nothing about the rows that are there'
          FROM pg_constraint con
         WHERE con.conrelid = $1::oid AND con.contype = 'n' AND NOT con.convalidated) AS found
