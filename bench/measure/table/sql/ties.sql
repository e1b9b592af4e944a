-- SPDX-License-Identifier: PostgreSQL
-- What ties columns of the table of $1 to each other or to their rows: unique indexes, exclusion
-- constraints, checks, foreign keys, keys of partitions; and what generated columns are made of.  The
-- columns of expressions are those that the server depends on.
WITH RECURSIVE tree(oid) AS (
  SELECT $1::oid
  UNION ALL
  SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
), tie(kind, name, attrelid, attnum) AS (
  SELECT 'generated', a.attname, a.attrelid, dep.refobjsubid
    FROM pg_attribute a
    JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    JOIN pg_depend dep ON dep.classid = 'pg_attrdef'::regclass AND dep.objid = d.oid
                          -- The column's own, up to version 14.
                          OR dep.classid = 'pg_class'::regclass AND dep.objid = a.attrelid AND dep.objsubid = a.attnum
   WHERE a.attrelid = $1::oid AND a.attgenerated <> '' AND NOT a.attisdropped
     AND dep.refclassid = 'pg_class'::regclass AND dep.refobjid = a.attrelid AND dep.refobjsubid NOT IN (0, a.attnum)
  UNION
  SELECT CASE WHEN i.indisexclusion THEN 'exclusion' ELSE 'unique' END, c.relname, i.indrelid, k.attnum
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
   CROSS JOIN LATERAL (
          SELECT key.attnum::integer
            FROM unnest(i.indkey) WITH ORDINALITY AS key(attnum, place)
           WHERE key.place <= i.indnkeyatts AND key.attnum > 0
          UNION
          SELECT dep.refobjsubid
            FROM pg_depend dep
           WHERE (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
             AND dep.classid = 'pg_class'::regclass AND dep.objid = i.indexrelid
             AND dep.refclassid = 'pg_class'::regclass AND dep.refobjid = i.indrelid AND dep.refobjsubid > 0) AS k(attnum)
   WHERE i.indrelid = $1::oid AND (i.indisunique OR i.indisexclusion)
  UNION
  SELECT CASE con.contype WHEN 'c' THEN 'check' ELSE 'foreign key' END, con.conname, con.conrelid, key.attnum::integer
    FROM pg_constraint con
   CROSS JOIN LATERAL (
          SELECT k.attnum FROM unnest(con.conkey) AS k(attnum) WHERE k.attnum > 0
          UNION
          -- A check of the whole row has the number 0.
          SELECT a.attnum
            FROM pg_attribute a
           WHERE 0 = ANY (con.conkey) AND a.attrelid = con.conrelid AND a.attnum > 0 AND NOT a.attisdropped) AS key(attnum)
   WHERE con.conrelid = $1::oid AND con.contype IN ('c', 'f')
     AND NOT EXISTS (SELECT FROM pg_constraint parent WHERE parent.oid = con.conparentid AND parent.conrelid = con.conrelid)
  UNION
  -- The columns of a partition's key, also of its expressions, depend on their table.
  SELECT 'partition key', '', dep.refobjid, dep.objsubid
    FROM tree
    JOIN pg_depend dep ON dep.classid = 'pg_class'::regclass AND dep.objid = tree.oid AND dep.objsubid > 0
                          AND dep.refclassid = 'pg_class'::regclass AND dep.refobjid = tree.oid
                          AND dep.refobjsubid = 0 AND dep.deptype = 'i'
)
SELECT coalesce(json_agg(json_build_object('kind', kind, 'name', name, 'columns', columns) ORDER BY kind, name), '[]')
  FROM (SELECT tie.kind, tie.name, json_agg(DISTINCT a.attname) AS columns
          FROM tie
          JOIN pg_attribute a ON a.attrelid = tie.attrelid AND a.attnum = tie.attnum
         GROUP BY tie.kind, tie.name) AS grouped
