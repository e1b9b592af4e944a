A table made from its shape alone, on a private cluster and on a server that has another database:

  $ cat > own << 'END'
  > made() {
  >   out=$1; shift; echo "- $*"
  >   upbench run --samples 1 --min-samples 1 --warmup 0 --budget 1s -q -o $out "$@" | grep -vx $out
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e $out ] || outcomes $out
  > }
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/tables/traps.sql" -f "$SOURCE/fixtures/tables/kinds.sql" -c 'ANALYZE kinds.types, kinds.child' \
  >   -c "INSERT INTO kinds.types (id, mood, positive) SELECT n, 'sad', 1 FROM generate_series(1000, 2000) AS n" -c 'CREATE TABLE kinds.more (LIKE kinds.uuid_key INCLUDING ALL, extra text)'
  > for table in types generated uuid_key more ruled; do upbench shape -q -d "$SERVER" kinds.$table -o $table.json; done
  > upbench shape -q -d "$SERVER" sales.events -o events.json; upbench shape -q -d "$SERVER" sales.orders -o orders.json
  > . ./own
  > for table in uuid_key types ruled; do made server-$table --shape $table.json -s row,unnest -r 10 -d "$SERVER" | sed 's/ -d .*//'; done
  > psql -XAtq "$SERVER" -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > END
  $ with-server bash script 2>&1
  - --shape uuid_key.json -s row,unnest -r 10
    ok 2 row,unnest
  - --shape types.json -s row,unnest -r 10
    ok 2 row,unnest
  - --shape ruled.json -s row,unnest -r 10
    ok 2 row,unnest

  $ . ./own
  $ for table in types generated events orders ruled; do made $table --shape $table.json -s all -r 20; done 2>&1
  - --shape types.json -s all -r 20
    ok 21
  - --shape generated.json -s all -r 20
    ok 21
  - --shape events.json -s all -r 20
    ok 21
  - --shape orders.json -s all -r 20
    ok 21
  - --shape ruled.json -s all -r 20
    ok 21
  $ few="-s row,unnest,case-when,copy-temp,upsert-copy"
  $ made wide --shape types.json $few -r 20 --table-rows 0,200 2>&1
  - --shape types.json -s row,unnest,case-when,copy-temp,upsert-copy -r 20 --table-rows 0,200
    ok 5
  $ made new --shape types.json $few -r 20 --new 0.5 2>&1
  - --shape types.json -s row,unnest,case-when,copy-temp,upsert-copy -r 20 --new 0.5
    ok 5
  $ made narrow --shape types.json $few -r 20 --table-rows 5 2>&1
  - --shape types.json -s row,unnest,case-when,copy-temp,upsert-copy -r 20 --table-rows 5
  upbench run: no case could be measured; the reasons are in narrow/samples.csv
    [2]
    skipped 5 --table-rows (5) is less than the 20 rows of the batch that are in the table before the sync
  $ made peers --shape uuid_key.json -s row --peer psycopg-copy,asyncpg-copy -r 20 2>&1
  - --shape uuid_key.json -s row --peer psycopg-copy,asyncpg-copy -r 20
    ok 1 row
    skipped 2 peers update the built-in table only asyncpg-copy,psycopg-copy
  $ echo 'CREATE INDEX ON uuid_key (name)' > index.sql
  $ made arms --shape uuid_key.json $few -r 20 --arm base --arm nojit:set=jit=off --arm more:schema-sql=index.sql 2>&1
  - --shape uuid_key.json -s row,unnest,case-when,copy-temp,upsert-copy -r 20 --arm base --arm nojit:set=jit=off --arm more:schema-sql=index.sql
    ok 5

Constraints that rows which are made up do not meet are left out, by name; a domain of a server that is not upbench's own stays as it
is:

  $ upbench run --shape ruled.json -s row -r 20 --dry-run 2>&1 | sed -n '/^Tried/,/of domain kinds.plate/p'
  Tried with made-up rows, and left out if these do not meet it
  
    constraint ruled_capital_check
    constraint ruled_check
    constraint ruled_code_check
    constraint ruled_depth_check
    constraint ruled_kind_check
    constraint ruled_mail_check
    constraint ruled_odd
    constraint ruled_old_check
    constraint ruled_percent_check
    constraint ruled_share_check
    constraint ruled_short_check
    constraint ruled_status_check
    constraint ruled_third_check
    check letter_check of domain kinds.letter
    check plate_form of domain kinds.plate
  $ python3 -c 'import json
  > for run in ("ruled", "server-ruled"):
  >     own = json.load(open(run + "/run.json"))["relation"]["own_table"]
  >     print(run, own["rejected_rows"] > 0, *own["left_out"], sep="\n  ")'
  ruled
    True
    check plate_form of domain kinds.plate: rows that are made up do not meet it
    constraint ruled_odd: rows that are made up do not meet it
  server-ruled
    True
    check plate_form of domain kinds.plate: rows that are made up do not meet it, and columns have the type under the domain
    constraint ruled_odd: rows that are made up do not meet it

An empty table has a shape as well:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -c 'CREATE TABLE empty (id integer PRIMARY KEY, v text)'
  > . ./own
  > made empty --table empty --data shape -s row -r 10 -d "$SERVER" | sed 's/ -d .*//'
  > END
  $ with-server bash script 2>&1
  - --table empty --data shape -s row -r 10
    ok 1 row
