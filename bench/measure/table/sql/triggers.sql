-- SPDX-License-Identifier: PostgreSQL
-- The triggers of the table of $1, in the order in which they fire; the bits of tgtype are those of
-- src/include/catalog/pg_trigger.h.
SELECT coalesce(json_agg(json_build_object(
         'name', t.tgname,
         'timing', CASE WHEN t.tgtype & 2 <> 0 THEN 'before' WHEN t.tgtype & 64 <> 0 THEN 'instead of' ELSE 'after' END,
         'events', to_json(array_remove(ARRAY[CASE WHEN t.tgtype & 4 <> 0 THEN 'insert' END,
                                              CASE WHEN t.tgtype & 16 <> 0 THEN 'update' END,
                                              CASE WHEN t.tgtype & 8 <> 0 THEN 'delete' END,
                                              CASE WHEN t.tgtype & 32 <> 0 THEN 'truncate' END], NULL)),
         'function', t.tgfoid::regproc::text,
         'enabled', CASE t.tgenabled WHEN 'O' THEN 'origin' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica'
                                     WHEN 'D' THEN 'disabled' END,
         'level', CASE WHEN t.tgtype & 1 <> 0 THEN 'row' ELSE 'statement' END,
         'columns', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                       FROM unnest(t.tgattr) WITH ORDINALITY AS k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.attnum),
         'definition', pg_get_triggerdef(t.oid)) ORDER BY t.tgname), '[]')
  FROM pg_trigger t
 WHERE t.tgrelid = $1::oid
   -- Up to version 14, those that a partition has of its table are internal.
   AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
