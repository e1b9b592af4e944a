Through a pooler that keeps prepared statements for its clients, strategies that prepare some are measured, with the same outcome:

  $ version=$(pgbouncer --version | sed -n 's/^PgBouncer //p')
  $ printf '%s\n' 1.21 "$version" | sort -C -V || exit 80 # it needs PgBouncer 1.21 or later
  $ cat > prepared.sh << 'END'
  > . pooler
  > pooler_start transaction 20 100
  > pooler_settings > before
  > upbench run -q -s row-prepared,row-pipeline,values,unnest,unnest-binary -r 300 --samples 2 --warmup 3 --workers 1,2 -o run -d "$pooled" --pooled --control "$SERVER"
  > echo "run $?"
  > pooler_settings > after
  > cmp before after
  > psql -XAtq "$pooled" -c "SELECT count(*) > 0, count(*) FILTER (WHERE name !~ '^PGBOUNCER_') FROM pg_prepared_statements"
  > pooler_stop
  > END
  $ with-server bash prepared.sh
  run
  run 0
  t|0
  $ outcomes() { python3 -c 'import csv, sys
  > for row in sorted({(r["case"], r["status"], r["error"], r["statements"], r["round_trips"], r["plan"]) for r in csv.DictReader(open(sys.argv[1], newline=""))}): print(*row)' "$1"; }
  $ outcomes run/samples.csv
  row-pipeline rows=300 ok  300 1 
  row-pipeline rows=300 workers=2 ok  301 3 
  row-prepared rows=300 ok  300 300 
  row-prepared rows=300 workers=2 ok  301 301 
  unnest rows=300 ok  1 1 
  unnest rows=300 workers=2 ok  3 3 
  unnest-binary rows=300 ok  1 1 
  unnest-binary rows=300 workers=2 ok  3 3 
  values rows=300 ok  3 3 
  values rows=300 workers=2 ok  5 5 

A pooler that keeps fewer than a strategy needs makes them anew:

  $ cat > few.sh << 'END'
  > . pooler
  > pooler_start transaction 1 1
  > upbench run -q -s row-prepared,values,unnest-binary -r 300 --samples 2 -o few -d "$pooled" --pooled --control "$SERVER"
  > echo "run $?"
  > pooler_stop
  > END
  $ with-server bash few.sh
  few
  run 0
  $ outcomes few/samples.csv
  row-prepared rows=300 ok  300 300 
  unnest-binary rows=300 ok  1 1 
  values rows=300 ok  3 3 
