A part of the rows, more than there are, and rows that are new:

  $ cat > own << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > number=0
  > own() {
  >   number=$((number + 1)); rm -rf run$number
  >   upbench run -d "$SERVER" --samples 1 --min-samples 1 --warmup 0 --budget 1s -q -o run$number "$@" | grep -vx run$number
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e run$number ] || outcomes run$number
  > }
  > left() { sql -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"; }
  > END
  $ cat > script << 'END'
  > . ./own
  > sql -f "$SOURCE/fixtures/tables/traps.sql" -f "$SOURCE/fixtures/tables/kinds.sql"
  > few() { echo "- $*"; own -s row,unnest,case-when,copy-temp,merge-unnest,upsert-copy "$@"; }
  > few --table kinds.uuid_key
  > few --table kinds.uuid_key --sample 0.5 -r 20
  > few --table kinds.two_keys --scope a=3 -r 8
  > few --table kinds.child --scope parent_id=3 -r 5
  > few --table sales.events --leaf events_2030 -r 10
  > few --table kinds.child --fk stub -r 20
  > few --table kinds.types --new 0.3 -r 20
  > few --table kinds.generated --new 0.3 -r 20
  > few --table kinds.two_keys --changed 0,0.5 --skip-unchanged -r 20
  > few --table kinds.two_keys --chunk 3,100 -r 20
  > few --table kinds.types --columns 5 -r 20
  > few --table kinds.types --workers 2 -r 20
  > few --table sales.orders --workers 2 -r 20
  > few --table kinds.parent -r 5,11
  > few --table kinds.identity --new 0.2 -r 20
  > few --table kinds.parent --peer psycopg-copy -r 5
  > left
  > END
  $ with-server bash script 2>&1
  - --table kinds.uuid_key
    ok 6
  - --table kinds.uuid_key --sample 0.5 -r 20
    ok 6
  - --table kinds.two_keys --scope a=3 -r 8
    ok 6
  - --table kinds.child --scope parent_id=3 -r 5
    ok 6
  - --table sales.events --leaf events_2030 -r 10
    ok 6
  - --table kinds.child --fk stub -r 20
    ok 6
  - --table kinds.types --new 0.3 -r 20
    ok 6
  - --table kinds.generated --new 0.3 -r 20
    ok 6
  - --table kinds.two_keys --changed 0,0.5 --skip-unchanged -r 20
    ok 5
    skipped 1 case-when cannot skip unchanged rows case-when
  - --table kinds.two_keys --chunk 3,100 -r 20
    ok 3 case-when,merge-unnest,unnest
    skipped 1 copy-temp does not split its rows into chunks copy-temp
    skipped 1 row does not split its rows into chunks row
    skipped 1 upsert-copy does not split its rows into chunks upsert-copy
  - --table kinds.types --columns 5 -r 20
    ok 6
  - --table kinds.types --workers 2 -r 20
    ok 6
  - --table sales.orders --workers 2 -r 20
    ok 6
  - --table kinds.parent -r 5,11
    ok 6
    skipped 6 --rows 11: the table has 10 rows
  - --table kinds.identity --new 0.2 -r 20
  upbench run: no case could be measured; the reasons are in run15/samples.csv
    [2]
    skipped 6 --new: column number is not among those that the sync brings, and may not be null
  - --table kinds.parent --peer psycopg-copy -r 5
    ok 6
    skipped 1 peers update the built-in table only psycopg-copy

A column that a trigger writes is the table's own; no strategy is blamed. Without the trigger it is
as the others:

  $ cat > script << 'END'
  > . ./own
  > sql -f "$SOURCE/fixtures/tables/kinds.sql"
  > few() { echo "- $*"; own -s row,unnest,case-when,upsert-copy --table kinds.stamped -r 20 "$@"; }
  > few
  > few --triggers keep
  > few --triggers keep --server-columns updated_at
  > python3 -c 'import json
  > for number in (1, 2, 3):
  >     run = json.load(open(f"run{number}/run.json"))
  >     print(run["relation"]["own_table"]["triggers"], run["relation"]["own_table"]["left_out"], run["relation"].get("server_columns"))
  >     for case in run["cases"]: print("  " + case["name"], case.get("wrong_columns"), case.get("server_columns"))'
  > left
  > END
  $ with-server bash script 2>&1
  - 
    ok 4 case-when,row,unnest,upsert-copy
  - --triggers keep
    [5]
    mismatch 4 row 1 of the sync: updated_at is not as expected case-when,row,unnest,upsert-copy
  - --triggers keep --server-columns updated_at
    ok 4 case-when,row,unnest,upsert-copy
  False ["trigger stamp: it would run the user's function kinds.stamp()"] None
    row rows=20 None None
    unnest rows=20 None None
    case-when rows=20 None None
    upsert-copy rows=20 None None
  True [] None
    row rows=20 ['updated_at'] ['updated_at']
    unnest rows=20 ['updated_at'] ['updated_at']
    case-when rows=20 ['updated_at'] ['updated_at']
    upsert-copy rows=20 ['updated_at'] ['updated_at']
  True [] ['updated_at']
    row rows=20 None None
    unnest rows=20 None None
    case-when rows=20 None None
    upsert-copy rows=20 None None

A fillfactor that the SQL of an arm sets is not replaced by the one that makes the pages as full as the original's:

  $ echo 'ALTER TABLE sparse SET (fillfactor = 55)' > fillfactor.sql
  $ cat > script << 'END'
  > . ./own
  > sql -c 'CREATE TABLE sparse (id integer PRIMARY KEY, v text) WITH (fillfactor = 30)' \
  >   -c "INSERT INTO sparse SELECT n, repeat('v', 100) || n FROM generate_series(1, 2000) AS n" -c 'ALTER TABLE sparse RESET (fillfactor)' -c 'ANALYZE sparse'
  > own -s row --table sparse -r 20 --arm base --arm set:schema-sql=fillfactor.sql
  > python3 -c 'import json
  > run = json.load(open("run1/run.json"))
  > for restore in (run["restore"], run["arms"][1].get("restore")): print([s for s in restore if "fillfactor" in s])'
  > END
  $ with-server bash script 2>&1
    ok 1 row
  ['ALTER TABLE "sparse" SET (fillfactor = 30)', 'ALTER TABLE "sparse" RESET (fillfactor)']
  []
