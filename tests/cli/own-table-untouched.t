What the user has on the server is as before, whatever happens to a run, and nothing of upbench is left:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -f "$SOURCE/fixtures/tables/traps.sql" -f "$SOURCE/fixtures/tables/kinds.sql"
  > sql -c 'CREATE TABLE kinds.log (what text)' \
  >   -c "CREATE FUNCTION kinds.deny() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING MESSAGE = 1; END'" \
  >   -c 'CREATE TABLE kinds.denied (id bigserial PRIMARY KEY, v text)' -c "INSERT INTO kinds.denied (v) SELECT 'v' || n FROM generate_series(1, 30) AS n" \
  >   -c 'CREATE TRIGGER deny BEFORE UPDATE ON kinds.denied FOR EACH ROW EXECUTE FUNCTION kinds.deny()' \
  >   -c 'ANALYZE sales.orders, sales.events, kinds.types, kinds.child'
  > state() {
  >   pg_dump -d "$SERVER" | sed '/^\\\(un\)\?restrict/d' | md5sum
  >   sql << 'SQL'
  > SELECT pg_stat_clear_snapshot();
  > SELECT schemaname, relname, n_tup_ins, n_tup_upd, n_tup_del, n_live_tup, n_dead_tup FROM pg_stat_user_tables ORDER BY 1, 2;
  > SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2;
  > SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_toast_temp|^pg_temp' ORDER BY 1;
  > SELECT count(*) FROM pg_type; SELECT count(*) FROM pg_proc; SELECT count(*) FROM pg_class; SELECT count(*) FROM pg_depend;
  > SELECT relname, xmin FROM pg_class WHERE relnamespace IN ('sales'::regnamespace, 'kinds'::regnamespace) ORDER BY relname;
  > SQL
  > }
  > # Counts of rows that were written arrive when the sessions that wrote them are gone.
  > flush() { until [ "$(sql -c "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")" = 1 ]; do :; done; }
  > number=0
  > run() {
  >   number=$((number + 1)); echo "- $*"
  >   upbench run --samples 1 --min-samples 1 --warmup 0 --budget 1s -q -d "$SERVER" -o run$number "$@" > out 2>&1; echo "  [$?]"; sed 's/upbench_[0-9a-f]*/SCHEMA/; /^run[0-9]*$/d; s/^/  /' out
  >   flush; state > after; diff before after
  > }
  > flush; state > before
  > for table in sales.orders sales.events kinds.generated kinds.types; do
  >   run --table $table -s all -r 10
  > done
  > run --table kinds.child -s row,upsert-copy -r 10 --fk stub
  > run --table kinds.stamped -s row,upsert-copy -r 10 --triggers keep
  > run --table kinds.types -s row,upsert-copy,copy-staging,copy-unlogged -r 10 --new 0.5 --workers 2
  > run --table kinds.identity -s row,upsert-copy,upsert-unnest -r 10
  > run --table sales.events --leaf events_2030 -s row -r 10
  > run --table kinds.types -s row --data shape -r 10
  > run --table kinds.child -s row -r 10 --arm a --arm b:set=jit=off
  > echo 'CREATE INDEX ON child (v)' > more.sql
  > run --table kinds.child -s row -r 10 --arm a --arm b:schema-sql=more.sql
  > run --table kinds.denied -s row,unnest,upsert-copy -r 10 --triggers keep
  > echo 'CREATE INDEX ON nosuch (v)' > wrong.sql
  > run --table kinds.child -s row -r 10 --arm a --arm b:schema-sql=wrong.sql
  > run --table kinds.types -s row --dry-run | grep 'nothing was run'
  > echo "- killed, and the next run"
  > upbench run --table kinds.types -s row,unnest -d "$SERVER" -r 10 --samples 100000 --precision 0 --budget 1h -q -o killed > out 2>&1 & pid=$!
  > until grep -cs ',ok,' killed/samples.csv | grep -q '[1-9]'; do :; done
  > kill -KILL $pid; wait $pid 2> killing
  > flush
  > run --table kinds.types -s row -r 10 | sed '/^[<>0-9]/d; /^---$/d'
  > upbench run --table kinds.types -s row -r 10 --samples 2 --warmup 0 -q -d "$SERVER" -o next 2>&1 | sed -n 's/.*: \(DROP SCHEMA .*\)/\1/p' > drop.sql
  > sql -f drop.sql; flush; state > after; diff before after && echo "  as before"
  > echo "- a change would be seen"
  > sql -c "INSERT INTO kinds.log VALUES ('a')" -c "SELECT nextval('kinds.generated_id_seq')" > /dev/null; flush; state > after; diff before after | grep -c '^>'
  > END
  $ with-server bash script 2>&1
  - --table sales.orders -s all -r 10
    [0]
  - --table sales.events -s all -r 10
    [0]
  - --table kinds.generated -s all -r 10
    [0]
  - --table kinds.types -s all -r 10
    [0]
  - --table kinds.child -s row,upsert-copy -r 10 --fk stub
    [0]
  - --table kinds.stamped -s row,upsert-copy -r 10 --triggers keep
    [5]
  - --table kinds.types -s row,upsert-copy,copy-staging,copy-unlogged -r 10 --new 0.5 --workers 2
    [0]
  - --table kinds.identity -s row,upsert-copy,upsert-unnest -r 10
    [0]
  - --table sales.events --leaf events_2030 -s row -r 10
    [0]
  - --table kinds.types -s row --data shape -r 10
    [0]
  - --table kinds.child -s row -r 10 --arm a --arm b:set=jit=off
    [0]
  - --table kinds.child -s row -r 10 --arm a --arm b:schema-sql=more.sql
    [0]
  - --table kinds.denied -s row,unnest,upsert-copy -r 10 --triggers keep
    [5]
  - --table kinds.child -s row -r 10 --arm a --arm b:schema-sql=wrong.sql
    [2]
    upbench run: arm b: wrong.sql: undefined_table; the server's message is not shown, since it could show a row (SQLSTATE 42P01)
    1 case to measure, 0 to skip; nothing was run.
  - killed, and the next run
  - --table kinds.types -s row -r 10
    [0]
    upbench run: warning: killed runs left schemas on the server; to remove them: DROP SCHEMA SCHEMA CASCADE
    as before
  - a change would be seen
  3
