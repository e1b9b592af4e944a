-- SPDX-License-Identifier: PostgreSQL
-- The extended statistics of the table of $1.  The server writes its numbers as JSON, with the numbers of
-- columns as keys: {"1, 2": 5} and {"1 => 2": 1.000000}; an expression has a negative number.  to_jsonb()
-- gives null for a column that the server's version does not have.
SELECT coalesce(json_agg(json_build_object(
         'name', format('%I.%I', n.nspname, e.stxname),
         'definition', pg_get_statisticsobjdef(e.oid),
         'columns', (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
                       FROM unnest(e.stxkeys) WITH ORDINALITY AS k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = e.stxrelid AND a.attnum = k.attnum),
         'n_distinct', (SELECT json_agg(json_build_object(
                                 'columns', (SELECT json_agg(coalesce(a.attname, format('(%s)', -k.attnum::integer)) ORDER BY k.place)
                                               FROM regexp_split_to_table(item.key, ', ') WITH ORDINALITY AS k(attnum, place)
                                               LEFT JOIN pg_attribute a ON a.attrelid = e.stxrelid AND a.attnum = k.attnum::integer
                                                                           AND a.attnum > 0),
                                 'n_distinct', item.value::numeric) ORDER BY item.place)
                          FROM json_each_text(x.n_distinct::text::json) WITH ORDINALITY AS item(key, value, place)),
         'dependencies', (SELECT json_agg(json_build_object(
                                   'columns', (SELECT json_agg(coalesce(a.attname, format('(%s)', -k.attnum::integer)) ORDER BY k.place)
                                                 FROM regexp_split_to_table(item.key, ', | => ') WITH ORDINALITY AS k(attnum, place)
                                                 LEFT JOIN pg_attribute a ON a.attrelid = e.stxrelid AND a.attnum = k.attnum::integer
                                                                             AND a.attnum > 0),
                                   'degree', item.value::numeric) ORDER BY item.place)
                            FROM json_each_text(x.dependencies::text::json) WITH ORDINALITY AS item(key, value, place))
       ) ORDER BY n.nspname, e.stxname), '[]')
  FROM pg_statistic_ext e
  JOIN pg_namespace n ON n.oid = e.stxnamespace
  LEFT JOIN LATERAL (SELECT v.n_distinct, v.dependencies
                       FROM pg_stats_ext v
                      WHERE $2::boolean AND v.statistics_schemaname = n.nspname AND v.statistics_name = e.stxname
                      ORDER BY to_jsonb(v) ->> 'inherited' DESC
                      LIMIT 1) AS x ON true
 WHERE e.stxrelid = $1::oid
