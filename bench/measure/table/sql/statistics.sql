-- SPDX-License-Identifier: PostgreSQL
-- The statistics of each column of the table of $1, by its name; with values of rows where $2 is true.  How wide
-- values are as text follows from the most common ones and from the bounds of the histogram, between which the others
-- are, as many in each of its parts.  A list of another type of array is not read as one of texts: its delimiter can be
-- another one.
SELECT coalesce(json_object_agg(s.attname, json_build_object(
         'null_frac', s.null_frac,
         'avg_width', s.avg_width,
         'text_width', w.text_width,
         'n_distinct', s.n_distinct,
         'correlation', s.correlation,
         'most_common_freqs', to_json(s.most_common_freqs),
         'most_common_vals', CASE WHEN $2::boolean THEN to_json(s.most_common_vals::text::text[]) END,
         'histogram_bounds', CASE WHEN $2::boolean THEN to_json(s.histogram_bounds::text::text[]) END)), '{}')
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.inherited = (c.relkind = 'p')
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
  JOIN pg_type t ON t.oid = a.atttypid
 CROSS JOIN LATERAL (SELECT CASE WHEN t.typdelim = ',' THEN s.most_common_vals::text::text[] END AS common,
                            CASE WHEN t.typdelim = ',' THEN s.histogram_bounds::text::text[] END AS bounds) AS l
 CROSS JOIN LATERAL (
       SELECT round((sum(v.share * octet_length(v.value)) / nullif(sum(v.share), 0))::numeric, 2) AS text_width
         FROM (SELECT f.share, f.value
                 FROM unnest(s.most_common_freqs, l.common) AS f(share, value)
                UNION ALL
               SELECT greatest(1 - s.null_frac - (SELECT coalesce(sum(f), 0) FROM unnest(s.most_common_freqs) AS f), 0)
                        / array_length(l.bounds, 1), b
                 FROM unnest(l.bounds) AS b) AS v) AS w
 WHERE c.oid = $1::oid
