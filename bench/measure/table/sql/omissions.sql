-- SPDX-License-Identifier: PostgreSQL
-- What of the table of $1 is no part of a table that is made from its shape, and is not in the shape either.
SELECT coalesce(json_agg(json_build_object('what', what, 'why', why) ORDER BY place, what), '[]')
  FROM (SELECT 1 AS place, format('rule %I', r.rulename) AS what,
               'it would run other statements, and MERGE refuses a table that has one' AS why
          FROM pg_rewrite r
         WHERE r.ev_class = $1::oid
        UNION ALL
        SELECT 2, format('policy %I', p.polname), 'the owner of the new table sees all of its rows'
          FROM pg_policy p
         WHERE p.polrelid = $1::oid) AS found
