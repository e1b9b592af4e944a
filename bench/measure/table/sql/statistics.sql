-- SPDX-License-Identifier: PostgreSQL
-- The statistics of each column of the table of $1, by its name; with values of rows where $2 is true.
SELECT coalesce(json_object_agg(s.attname, json_build_object(
         'null_frac', s.null_frac,
         'avg_width', s.avg_width,
         'n_distinct', s.n_distinct,
         'correlation', s.correlation,
         'most_common_freqs', to_json(s.most_common_freqs),
         'most_common_vals', CASE WHEN $2::boolean THEN to_json(s.most_common_vals::text::text[]) END,
         'histogram_bounds', CASE WHEN $2::boolean THEN to_json(s.histogram_bounds::text::text[]) END)), '{}')
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.inherited = (c.relkind = 'p')
 WHERE c.oid = $1::oid
