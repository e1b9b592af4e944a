Arms that measure a table made from a shape, beside the table of the run:

  $ cat > outcomes.py << 'END'
  > import collections, csv, sys
  > seen = collections.defaultdict(set)
  > for row in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     seen[row["arm"], row["status"], row["error"], row["columns"], row["rows"], row["table_rows"]].add(row["strategy"])
  > for (*facts, columns, rows, table_rows), strategies in sorted(seen.items()):
  >     print(" ", *filter(None, facts), f"{len(strategies)} strategies, {columns} columns, {rows} of {table_rows} rows")
  > END
  $ cat > own << 'END'
  > made() {
  >   out=$1; shift; echo "- $*"
  >   upbench run --samples 2 --min-samples 2 --warmup 0 --budget 1s -q -o $out "$@" | grep -vx $out
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e $out ] || python3 outcomes.py $out
  > }
  > END

The built-in table, filled with its own rows on another server, and its shape:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > upbench data --rows 500 --edition old -o old.csv
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/schema/program.sql" -f "$SOURCE/fixtures/tables/kinds.sql" \
  >   -c "ALTER TABLE ads_programregistry ALTER username SET DEFAULT 'mario@example.com'" \
  >   -c "\\copy ads_programregistry ($(head -n 1 old.csv)) FROM old.csv WITH (FORMAT csv, HEADER)" \
  >   -c 'ALTER TABLE ads_programregistry ALTER username DROP DEFAULT' -c 'VACUUM ANALYZE ads_programregistry'
  > upbench shape -q -d "$SERVER" ads_programregistry --key username,program_id --scope username -o built-in.json
  > upbench shape -q -d "$SERVER" kinds.uuid_key -o uuid_key.json
  > . ./own
  > made server -d "$SERVER" -s row,unnest -r 10 --arm built-in --arm shape:shape=built-in.json | sed 's/ -d .* -s/ -s/'
  > made both -d "$SERVER" --table kinds.child -s row,unnest -r 10 --arm own --arm shape:shape=built-in.json | sed 's/ -d .* --table/ --table/'
  > psql -XAtq "$SERVER" -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > END
  $ with-server bash script 2>&1
  - -s row,unnest -r 10 --arm built-in --arm shape:shape=built-in.json
    built-in ok 2 strategies, 20 columns, 10 of 10 rows
    shape ok 2 strategies, 20 columns, 10 of 10 rows
  - --table kinds.child -s row,unnest -r 10 --arm own --arm shape:shape=built-in.json
    own ok 2 strategies, 4 columns, 10 of 60 rows
    shape ok 2 strategies, 20 columns, 10 of 60 rows

Both in one run:

  $ . ./own
  $ made two -s all -r 20 --arm built-in --arm shape:shape=built-in.json 2>&1
  - -s all -r 20 --arm built-in --arm shape:shape=built-in.json
    built-in ok 21 strategies, 20 columns, 20 of 20 rows
    shape ok 21 strategies, 20 columns, 20 of 20 rows
  $ upbench compare two --metric round_trips | grep -E '^(Compared|[0-9]+ of )'
  20 of 20 cases equivalent.
  $ cat > facts.py << 'END'
  > import json, re, sys
  > run = json.load(open(sys.argv[1] + "/run.json"))
  > print(run["relation"]["table"], "own_table" in run["relation"])
  > for arm in run["arms"]:
  >     relation = arm.get("relation")
  >     own = relation and relation["own_table"]
  >     print(arm["name"], relation and (relation["table"], relation["scope"], len(relation["columns"]), own["data"], re.sub("[0-9a-f]", "", own["structure"]).strip()))
  >     print("", *arm.get("restore") or ["as the run"], sep="\n    ")
  > END
  $ python3 facts.py two
  ads_programregistry False
  built-in None
  
      as the run
  shape ('ads_programregistry', 'username', 20, 'shape', 'sh')
  
      TRUNCATE ads_programregistry RESTART IDENTITY
      INSERT INTO ads_programregistry SELECT * FROM pristine
      SELECT setval(pg_get_serial_sequence('ads_programregistry', 'id'), max(id)) FROM ads_programregistry
      VACUUM (ANALYZE) ads_programregistry
      VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_type, pg_catalog.pg_depend, pg_catalog.pg_statistic
      CHECKPOINT
  $ python3 -c 'import csv; print(*sorted({(s["arm"], s["partitions"]) for s in csv.DictReader(open("two/samples.csv"))}))'
  ('built-in', '0') ('shape', '')
  $ upbench report two | sed -n '/^Arms/,/^$/p'
  Arms
    arm       table                server
    built-in  ads_programregistry  [0-9]+[.][0-9]+ \(.*\) (re)
    shape     ads_programregistry  [0-9]+[.][0-9]+ \(.*\) (re)
  

Its table has the partitions of the shape, and is not partitioned by --partitions:

  $ made partitions -s unnest -r 20 --partitions 0,4 --arm built-in --arm shape:shape=built-in.json 2>&1
  - -s unnest -r 20 --partitions 0,4 --arm built-in --arm shape:shape=built-in.json
    built-in ok 1 strategies, 20 columns, 20 of 20 rows
    shape ok 1 strategies, 20 columns, 20 of 20 rows
    shape skipped --partitions does not partition the table of an arm with shape: it has the partitions of the shape 1 strategies, 20 columns, 20 of 20 rows

A run of another shape cannot be compared with it, and one of the same can:

  $ made again -s row,unnest -r 20 --arm built-in --arm shape:shape=built-in.json 2>&1
  - -s row,unnest -r 20 --arm built-in --arm shape:shape=built-in.json
    built-in ok 2 strategies, 20 columns, 20 of 20 rows
    shape ok 2 strategies, 20 columns, 20 of 20 rows
  $ made other -s row,unnest -r 20 --arm built-in --arm shape:shape=uuid_key.json 2>&1
  - -s row,unnest -r 20 --arm built-in --arm shape:shape=uuid_key.json
    built-in ok 2 strategies, 20 columns, 20 of 20 rows
    shape ok 2 strategies, 3 columns, 20 of 20 rows
  $ ls other/plots | grep 'distribution.*dat'
  distribution-20-columns3.dat
  distribution-20.dat
  $ upbench compare again other --metric round_trips 2>&1 | sed -nE 's/sha256 [0-9a-f]{64}/sha256 .../g; s/  +/  /g; s/ +$//; /arm shape/p'
    arm shape: relation table  ads_programregistry  uuid_key
    arm shape: relation scope  username  not recorded
    arm shape: shape of the table  sha256 ...  sha256 ...
    arm shape: statistics of the shape  sha256 ...  not recorded

Columns are counted in each table; rows of a table of the run are as many in the arm:

  $ made columns -s row --columns 3,20 -r 10 --table-rows 0,40 --arm built-in --arm shape:shape=uuid_key.json 2>&1
  - -s row --columns 3,20 -r 10 --table-rows 0,40 --arm built-in --arm shape:shape=uuid_key.json
    built-in ok 1 strategies, 20 columns, 10 of 10 rows
    built-in ok 1 strategies, 20 columns, 10 of 40 rows
    built-in ok 1 strategies, 3 columns, 10 of 10 rows
    built-in ok 1 strategies, 3 columns, 10 of 40 rows
    shape ok 1 strategies, 3 columns, 10 of 10 rows
    shape ok 1 strategies, 3 columns, 10 of 40 rows
  $ made columns -s row --columns 15 -r 10 --arm built-in --arm shape:shape=uuid_key.json 2>&1
  - -s row --columns 15 -r 10 --arm built-in --arm shape:shape=uuid_key.json
  upbench run: --columns: arm shape: "15" is not between 2 and 3
    [2]
    built-in ok 1 strategies, 20 columns, 10 of 10 rows
    built-in ok 1 strategies, 20 columns, 10 of 40 rows
    built-in ok 1 strategies, 3 columns, 10 of 10 rows
    built-in ok 1 strategies, 3 columns, 10 of 40 rows
    shape ok 1 strategies, 3 columns, 10 of 10 rows
    shape ok 1 strategies, 3 columns, 10 of 40 rows
  $ made shapes --shape uuid_key.json -s row,unnest -r 10 --arm own --arm other:shape=built-in.json 2>&1
  - --shape uuid_key.json -s row,unnest -r 10 --arm own --arm other:shape=built-in.json
    other ok 2 strategies, 20 columns, 10 of 10 rows
    own ok 2 strategies, 3 columns, 10 of 10 rows
  $ upbench run -s row,unnest -r 20 --arm built-in --arm shape:shape=uuid_key.json --memory 1GiB --dry-run
    case                            memory  min.  samples    budget
    row rows=20 arm=built-in      9.06 KiB     3       20    30.0 s
    row rows=20 arm=shape         2.58 KiB     3       20    30.0 s
    unnest rows=20 arm=built-in   27.2 KiB     3       20    30.0 s
    unnest rows=20 arm=shape      5.16 KiB     3       20    30.0 s
  
  Arm shape
  
  Columns
  
    key            id
    travel         name, born
  
  Statements that make the table
  
  CREATE TABLE "upbench_ID"."uuid_key" (
    "id" uuid NOT NULL,
    "name" text,
    "born" timestamp with time zone DEFAULT now()
  );
  ALTER TABLE "upbench_ID"."uuid_key" ADD CONSTRAINT "uuid_key_pkey" PRIMARY KEY (id);
  
  4 cases to measure, 0 to skip; nothing was run.
  
  Memory  27.2 KiB for the largest case (limit: 1.00 GiB), 44.0 KiB for all together
  Time    2 min 00 s if every case uses its whole budget, plus loading
  $ upbench run -s unnest -r 5 --arm b:shape=uuid_key.json --arm a --samples 1 --warmup 0 -q -o script.run --sql unnest | grep 'rows of'
  -- unnest: UPDATE of many rows of "kinds"."uuid_key"

The scope of the shape is in force, and --scope names another column:

  $ cat > where.sh << 'END'
  > upbench run -s unnest -r 5 --samples 1 --warmup 0 -q -o where "$@" --sql unnest | grep -o 'WHERE .*' | head -n 1; rm -r where
  > END
  $ bash where.sh --shape built-in.json; bash where.sh --shape uuid_key.json; bash where.sh --shape uuid_key.json --scope name
  WHERE t."username" = $21 AND t."program_id" = u."program_id";
  WHERE t."id" = u."id";
  WHERE t."name" = $3 AND t."id" = u."id";
  $ made scoped --shape built-in.json -s all -r 20 --table-rows 0,90 2>&1
  - --shape built-in.json -s all -r 20 --table-rows 0,90
    ok 21 strategies, 20 columns, 20 of 20 rows
    ok 21 strategies, 20 columns, 20 of 90 rows
  $ made named --shape uuid_key.json --scope name -s all -r 20 --table-rows 0,90 2>&1
  - --shape uuid_key.json --scope name -s all -r 20 --table-rows 0,90
    ok 21 strategies, 2 columns, 20 of 20 rows
    ok 21 strategies, 2 columns, 20 of 90 rows
  $ made new --shape uuid_key.json --scope name -s row,unnest,upsert-copy -r 20 --table-rows 50 --new 0.5 --changed 0.5 2>&1
  - --shape uuid_key.json --scope name -s row,unnest,upsert-copy -r 20 --table-rows 50 --new 0.5 --changed 0.5
    ok 3 strategies, 2 columns, 20 of 50 rows
  $ grep -o '"--scope.*' named/run.json
  "--scope=name",
  $ made wrong --shape uuid_key.json --scope nosuch
  - --shape uuid_key.json --scope nosuch
  upbench run: --scope: the shape has no column "nosuch"
    [2]
  $ made wrong --shape uuid_key.json --scope name=marker
  - --shape uuid_key.json --scope name=marker
  upbench run: --scope: COLUMN is expected: the rows are made up, and so is the value
    [2]
  $ made wrong --shape uuid_key.json --scope name,born
  - --shape uuid_key.json --scope name,born
  upbench run: --scope: one column
    [2]
  $ made wrong --shape uuid_key.json --scope id
  - --shape uuid_key.json --scope id
  upbench run: the scope is the whole key: a sync would have one row
    [2]

What is wrong is found before anything is made:

  $ made wrong -s row --arm a --arm b:shape=nosuch.json 2>&1
  - -s row --arm a --arm b:shape=nosuch.json
  upbench run: --arm: b: shape: nosuch.json: No such file or directory
    [2]
  $ echo '{}' > empty.json; made wrong -s row --arm a --arm b:shape=empty.json 2>&1
  - -s row --arm a --arm b:shape=empty.json
  upbench run: --arm: b: shape: empty.json: "format" is missing: not a shape of a table
    [2]
  $ made wrong -s row --arm a --arm b:shape=uuid_key.json --server-columns nosuch 2>&1
  - -s row --arm a --arm b:shape=uuid_key.json --server-columns nosuch
  upbench run: --server-columns: ads_programregistry has no column "nosuch" that is compared
    [2]

Servers of arms that do not have the table, or have another one of that name:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/tables/kinds.sql" -c 'CREATE DATABASE other' -c 'CREATE DATABASE same'
  > other=${SERVER/dbname=upbench/dbname=other}; same=${SERVER/dbname=upbench/dbname=same}
  > psql -XAtq -v ON_ERROR_STOP=1 "$same" -f "$SOURCE/fixtures/tables/kinds.sql"
  > . ./own
  > arms() { made arms-$RANDOM -d "$SERVER" --table kinds.uuid_key -s row -r 10 --arm a "--arm=b:dbname=$1${2-}" 2>&1 | tail -n +2; }
  > arms "$other"
  > psql -XAtq "$other" -c 'CREATE SCHEMA kinds' -c 'CREATE TABLE kinds.uuid_key (id uuid PRIMARY KEY, name text)'; arms "$other"
  > psql -XAtq "$other" -c 'ALTER TABLE kinds.uuid_key ADD born date'; arms "$other"
  > arms "$other" ,shape=uuid_key.json
  > arms "$same"
  > for database in "$SERVER" "$other" "$same"; do psql -XAtq "$database" -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"; done
  > END
  $ with-server bash script 2>&1
  upbench run: arm b: there is no table "uuid_key" in the schema "kinds"
    [2]
  upbench run: arm b: kinds.uuid_key has no column "born" there
    [2]
  upbench run: arm b: column "born" of kinds.uuid_key is of type date there, and of timestamp with time zone in the table of the run
    [2]
    a ok 1 strategies, 3 columns, 10 of 60 rows
    b ok 1 strategies, 3 columns, 10 of 60 rows
    a ok 1 strategies, 3 columns, 10 of 60 rows
    b ok 1 strategies, 3 columns, 10 of 60 rows
