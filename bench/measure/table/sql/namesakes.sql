-- SPDX-License-Identifier: PostgreSQL
-- Relations of the name $1, in capitals or not, in any schema: a hint for one that was not found.
SELECT to_json(coalesce(string_agg(name, ', ' ORDER BY name), ''))
  FROM (SELECT format('%I.%I', n.nspname, c.relname) AS name
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE lower(c.relname) = lower($1::text)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
         ORDER BY 1
         LIMIT 5) AS found
