Strategies on a table of the user's, with made-up rows:

  $ cat > skipped.py << 'END'
  > import json
  > results = [result for result in json.load(open("results.json")) if result["strategy"] != "null"]
  > print(len({result["case"] for result in results}), sum(result["verdict"] == "departs" for result in results))
  > for line in sorted({f'{result["case"]}: {result["outcome"]}' for result in results if result["verdict"] == "skipped"}): print(" ", line)
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -f "$SOURCE/fixtures/tables/kinds.sql"
  > sql << 'SQL'
  > CREATE TABLE marked (id integer PRIMARY KEY, word varchar(40) NOT NULL, total numeric(10,2), note text, stays integer UNIQUE,
  >   twice numeric GENERATED ALWAYS AS (total * 2) STORED, CHECK (note IS NOT NULL OR total IS NOT NULL));
  > INSERT INTO marked SELECT n, 'marker-' || n, n, 'marker', n FROM generate_series(1, 200) AS n; ANALYZE marked;
  > CREATE VIEW a_view AS SELECT * FROM marked;
  > SQL
  > upbench check --table marked -d "$SERVER" -s row,row-autocommit,unnest,upsert-copy,null; echo "[$?]"
  > for table in two_keys types generated identity hashed '"SELECT"'; do
  >   upbench check --table "kinds.$table" -d "$SERVER" --format json > results.json; echo "[$?] $table"
  >   python3 skipped.py
  > done
  > upbench shape -q -d "$SERVER" kinds.uuid_key -o uuid_key.json
  > sql -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'" -c 'SELECT count(*), sum(total) FROM marked'
  > for table in nosuch a_view; do upbench check --table $table -d "$SERVER"; echo "[$?]"; done
  > END
  $ with-server bash script > printed 2>&1; cat printed
  made-up rows, in public.marked: same table as the oracle
    verdict  outcome                                        strategies
    ok       same table as the oracle                       row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  rows that have these values, in public.marked: same table as the oracle
    verdict  outcome                                        strategies
    ok       same table as the oracle                       row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  one row, in public.marked: same table as the oracle
    verdict  outcome                                        strategies
    ok       same table as the oracle                       row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  no rows, in public.marked: table untouched
    verdict  outcome                                        strategies
    ok       table untouched                                row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  a key twice, in public.marked: the last one wins
    verdict  outcome                                        strategies
    ok       the last one wins                              row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  absent keys, in public.marked: the pipeline creates them
    verdict  outcome                                        strategies
    ok       they are created                               row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  absent keys, without the pipeline, in public.marked: not created, except where the strategy inserts
    verdict  outcome                                        strategies
    ok       not created                                    row, row-autocommit, unnest
             created                                        upsert-copy
    skipped  it updates nothing                             null
  
  a null in each column that may be null, in public.marked: same table as the oracle
    verdict  outcome                                        strategies
    ok       same table as the oracle                       row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  columns of only nulls, in public.marked: same table as the oracle
    verdict  outcome                                        strategies
    skipped  the table refuses these rows (SQLSTATE 23514)  row, row-autocommit, unnest, upsert-copy, null
  
  a key that is null, in public.marked: refused before its batch is sent
    verdict  outcome                                        strategies
    ok       refused before its batch is sent               row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  a NUL byte, in public.marked: refused before its batch is sent
    verdict  outcome                                        strategies
    ok       refused before its batch is sent               row, row-autocommit, unnest, upsert-copy
    skipped  it updates nothing                             null
  
  invalid UTF-8, in public.marked: error 22021 or the client's own, table untouched
    verdict  outcome                                        strategies
    ok       error 22021, table untouched                   row, unnest, upsert-copy
             error 22021, rows before it are kept           row-autocommit
    skipped  it updates nothing                             null
  
  Totals
    strategy        ok  departs  skipped
    row             11        0        1
    row-autocommit  11        0        1
    unnest          11        0        1
    upsert-copy     11        0        1
    null             0        0       12
  [0]
  [0] two_keys
  12 0
    a null in each column that may be null, in kinds.two_keys: no column that travels may be null
  [0] types
  12 0
    a NUL byte, in kinds.types: no text travels
    invalid UTF-8, in kinds.types: no text travels
  [0] generated
  12 0
  [0] identity
  12 0
    absent keys, in kinds.identity: no row can be created: a column that does not travel may not be null, or has a default
    absent keys, without the pipeline, in kinds.identity: no row can be created: a column that does not travel may not be null, or has a default
  [0] hashed
  12 0
  [0] "SELECT"
  12 0
  200|20100.00
  upbench check: there is no table "nosuch" in the search path of this role
  [2]
  upbench check: public.a_view is a view: name the table behind it
  [2]
  $ grep -c marker printed
  0
  [1]

From a file, on a private cluster. A strategy that is wrong is found:

  $ upbench-broken check --shape uuid_key.json -s broken-rows,broken-statement,row > printed; echo "[$?]"; grep -o '^ *departs .*' printed | sort | uniq -c
  [6]
        1   departs  29 rows counted, not 30                   broken-rows
        1   departs  error 22012, table untouched              broken-statement
        1   departs  fails: division by zero (SQLSTATE 22012)  broken-statement
        6   departs  the table is wrong                        broken-rows
  $ upbench check --table marked; upbench check --key id; upbench check --shape nosuch.json
  upbench check: --table requires --dbname: name the server that has the table
  upbench check: --key requires --table
  upbench check: nosuch.json: No such file or directory
  [2]
