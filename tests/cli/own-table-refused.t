A table, or a file, that cannot be measured: one message, nothing is made on the server, and no directory is left.

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > super() { psql -XAtq -v ON_ERROR_STOP=1 "${SERVER/user=upbench/user=postgres}" "$@"; }
  > sql -f "$SOURCE/fixtures/tables/kinds.sql"
  > sql << 'SQL'
  > CREATE VIEW kinds.a_view AS SELECT * FROM kinds.parent;
  > CREATE TABLE kinds.no_key (id integer, v text); INSERT INTO kinds.no_key VALUES (1, 'a');
  > CREATE TABLE kinds.null_key (id integer UNIQUE, v text); INSERT INTO kinds.null_key VALUES (1, 'a');
  > CREATE TABLE kinds.choice (a integer NOT NULL UNIQUE, b integer NOT NULL UNIQUE, v text); INSERT INTO kinds.choice VALUES (1, 1, 'a'), (2, 2, 'b');
  > CREATE TABLE kinds.empty (id integer PRIMARY KEY, v text);
  > CREATE TABLE kinds.only_key (id integer PRIMARY KEY); INSERT INTO kinds.only_key VALUES (1);
  > SQL
  > super << 'SQL'
  > CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
  > CREATE FOREIGN TABLE kinds.remote (id integer, v text) SERVER files OPTIONS (filename '/dev/null');
  > CREATE TABLE kinds.not_yours (id integer PRIMARY KEY, v text); INSERT INTO kinds.not_yours VALUES (1, 'marker-a');
  > CREATE TABLE kinds.secret (id integer PRIMARY KEY, v text); INSERT INTO kinds.secret VALUES (1, 'marker-a');
  > CREATE TABLE kinds.partly (id integer PRIMARY KEY, v text, w text, g text GENERATED ALWAYS AS (v) STORED); INSERT INTO kinds.partly VALUES (1, 'marker-a');
  > GRANT SELECT (id, v) ON kinds.partly TO upbench;
  > ALTER TABLE kinds.secret ENABLE ROW LEVEL SECURITY; CREATE POLICY one ON kinds.secret USING (id = 1); GRANT SELECT ON kinds.secret TO upbench;
  > SQL
  > refused() {
  >   echo "- $*"
  >   upbench run -s row,unnest --samples 2 --min-samples 2 --warmup 0 -o refused "$@" 2>&1 | cat; code=${PIPESTATUS[0]}
  >   echo "[$code]"; [ ! -e refused ] || { ls refused; rm -r refused; }
  > }
  > on() { refused -d "$SERVER" "$@" | sed "s|$SERVER|SERVER|"; }
  > for table in kinds.nosuch kinds.a_view kinds.remote kinds.no_key kinds.null_key kinds.choice kinds.empty kinds.only_key kinds.not_yours kinds.secret pg_class 'kinds."' ''; do
  >   on --table "$table"
  > done
  > for more in '' --dry-run; do on --table kinds.partly $more; done
  > super -c 'GRANT SELECT (w) ON kinds.partly TO upbench'; on --table kinds.partly --dry-run | grep -o "INSERT INTO.*"
  > sql -c 'REVOKE USAGE ON TYPE kinds.mood FROM PUBLIC, upbench' -c 'REVOKE CREATE ON DATABASE upbench FROM upbench'
  > for more in '' --dry-run; do on --table kinds.types $more; done
  > on -r 1 | sed 's/upbench_[0-9a-f]*/upbench_ID/'
  > sql -c 'GRANT USAGE ON TYPE kinds.mood TO PUBLIC' -c 'GRANT CREATE ON DATABASE upbench TO upbench'
  > on --table kinds.choice --key a -r 2 | tail -n 4 | grep -v '^Report\|^Plots\|/'
  > on --table kinds.choice --key v
  > on --table kinds.parent --shape nosuch.json
  > refused --table kinds.parent
  > on --table kinds.two_keys --scope a
  > on --table kinds.two_keys --scope nosuch=1
  > on --table kinds.two_keys --scope a=marker-1
  > on --table kinds.two_keys --scope a=99
  > on --table kinds.two_keys --scope a,b=1
  > on --table kinds.parent --scope id=1
  > on --table kinds.types --scope 'j={}'
  > on --table kinds.parent --table-rows 7
  > on --table kinds.parent --leaf parent_1
  > sql -c 'CREATE TABLE kinds.parts (id integer PRIMARY KEY, v text) PARTITION BY RANGE (id)' -c 'CREATE TABLE kinds.parts_1 PARTITION OF kinds.parts DEFAULT' \
  >   -c "INSERT INTO kinds.parts VALUES (1, 'a')"
  > on --table kinds.parts --leaf parts_2
  > on --table kinds.parts_1
  > on --table kinds.parent --sample 0
  > on --table kinds.parent --fk stub --data shape
  > on --table kinds.parent --columns 3
  > on --table kinds.parent --server-columns nosuch
  > echo 'CREATE UNIQUE INDEX ON checked ((1));' > twice.sql; echo "CREATE UNIQUE INDX ON checked (note) WHERE note <> 'marker';" > syntax.sql; echo 'CREATE INDEX ON checked (nosuch);' > column.sql
  > for file in twice syntax column; do on --table kinds.checked --arm a --arm b:schema-sql=$file.sql; done
  > on --table kinds.checked --set nosuch=1
  > on --key id
  > refused --fk stub
  > refused --triggers keep
  > echo "- shapes"
  > upbench shape -q -d "$SERVER" kinds.parent -o good.json
  > sed 's/"format": 1/"format": 99/' good.json > newer.json
  > head -c 300 good.json > cut.json
  > sed 's/"columns"/"colums"/' good.json > key.json
  > sed 's/"travels": true/"travels": "marker"/' good.json > value.json
  > : > empty.json
  > upbench shape -q -d "$SERVER" kinds.stamped -o stamped.json; upbench shape -q -d "$SERVER" kinds.types -o types.json
  > refused --shape stamped.json --triggers keep
  > sql -c 'CREATE DATABASE other'
  > on --shape types.json --arm a "--arm=b:dbname=${SERVER/dbname=upbench/dbname=other}" | sed "s/dbname=other/OTHER/; s/host=[^ ]*/HOST/g"
  > sed 's/"type": "text"/"type": "nonsense"/' good.json > type.json; sed 's/"reloptions": \[\]/"reloptions": ["fillfactor=5"]/' good.json > option.json
  > for file in type option; do refused --shape $file.json; on --shape $file.json; done
  > sql -c 'ALTER FUNCTION kinds.stamp RENAME TO other'
  > for more in '' --dry-run; do on --shape stamped.json --triggers keep $more; done
  > for file in nosuch newer cut key value empty; do refused --shape $file.json; done
  > refused --shape .
  > refused --shape good.json --scope id=1
  > refused --shape good.json --key id
  > refused --shape good.json --leaf x
  > refused --shape good.json --fk stub
  > refused --shape good.json --sample 0.5
  > sql -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > END
  $ with-server bash script 2>&1
  - -d SERVER --table kinds.nosuch
  upbench run: there is no table "nosuch" in the schema "kinds"
  [2]
  - -d SERVER --table kinds.a_view
  upbench run: kinds.a_view is a view: name the table behind it
  [2]
  - -d SERVER --table kinds.remote
  upbench run: kinds.remote is a foreign table: its rows are on another server
  [2]
  - -d SERVER --table kinds.no_key
  upbench run: kinds.no_key has no key: no unique index of columns that are all NOT NULL
  [2]
  - -d SERVER --table kinds.null_key
  upbench run: kinds.null_key has no key: no unique index of columns that are all NOT NULL: null_key_id_key is of a column that may be null
  [2]
  - -d SERVER --table kinds.choice
  upbench run: kinds.choice has no primary key, and 2 unique indexes that can be its key: choose one with --key: a (choice_a_key); b (choice_b_key)
  [2]
  - -d SERVER --table kinds.empty
  upbench run: kinds.empty has no rows
  [2]
  - -d SERVER --table kinds.only_key
  upbench run: no column of table only_key travels: there is nothing to update
  [2]
  - -d SERVER --table kinds.not_yours
  upbench run: kinds.not_yours: this role lacks SELECT on it, without which it sees no statistics: grant it that
  [2]
  - -d SERVER --table kinds.secret
  upbench run: kinds.secret: row-level security is in force for this role, and hides rows and statistics: take the owner of the table or a role with BYPASSRLS
  [2]
  - -d SERVER --table pg_class
  upbench run: pg_catalog.pg_class is a table of the system's
  [2]
  - -d SERVER --table kinds."
  upbench run: --table: kinds.": a double quote is not closed
  [2]
  - -d SERVER --table 
  upbench run: --table: "": a name is empty
  [2]
  - -d SERVER --table kinds.partly
  upbench run: kinds.partly: this role lacks SELECT on w
  [2]
  - -d SERVER --table kinds.partly --dry-run
  upbench run: kinds.partly: this role lacks SELECT on w
  [2]
  INSERT INTO "upbench_ID"."partly" ("id", "v", "w") OVERRIDING SYSTEM VALUE SELECT "id", "v", "w" FROM "kinds"."partly";
  - -d SERVER --table kinds.types
  upbench run: kinds.types: this role lacks USAGE on the type kinds.mood; CREATE on the database upbench
  [2]
  - -d SERVER --table kinds.types --dry-run
  upbench run: kinds.types: this role lacks USAGE on the type kinds.mood; CREATE on the database upbench
  [2]
  - -d SERVER -r 1
  upbench run: --dbname: the role upbench may not create a schema in the database upbench: all tables are made in a schema of upbench's own; GRANT CREATE ON DATABASE "upbench" TO "upbench", or name an empty schema in which it may create, with --schema
  [2]
  report.html
  run.json
  samples.csv
  summary.csv
  - -d SERVER --table kinds.choice --key v
  upbench run: --key: no unique index of NOT NULL columns has exactly these; there are: a (choice_a_key); b (choice_b_key)
  [2]
  - -d SERVER --table kinds.parent --shape nosuch.json
  upbench run: --table cannot be combined with --shape
  [2]
  - --table kinds.parent
  upbench run: --table requires --dbname: name the server that has the table
  [2]
  - -d SERVER --table kinds.two_keys --scope a
  upbench run: --scope: COLUMN=VALUE is expected
  [2]
  - -d SERVER --table kinds.two_keys --scope nosuch=1
  upbench run: --scope: kinds.two_keys has no column "nosuch"
  [2]
  - -d SERVER --table kinds.two_keys --scope a=marker-1
  upbench run: --scope: the value is not a value of type integer (SQLSTATE 22P02)
  [2]
  - -d SERVER --table kinds.two_keys --scope a=99
  upbench run: kinds.two_keys has no rows of the scope
  [2]
  - -d SERVER --table kinds.two_keys --scope a,b=1
  upbench run: --scope: one column
  [2]
  - -d SERVER --table kinds.parent --scope id=1
  upbench run: the scope is the whole key: a sync would have one row
  [2]
  - -d SERVER --table kinds.types --scope j={}
  upbench run: --scope: values of type json cannot be compared
  [2]
  - -d SERVER --table kinds.parent --table-rows 7
  upbench run: --table-rows: requires made-up rows: --shape, or --data shape with --table, whose own rows are as many as were copied
  [2]
  - -d SERVER --table kinds.parent --leaf parent_1
  upbench run: --leaf parent_1: kinds.parent is not partitioned
  [2]
  - -d SERVER --table kinds.parts --leaf parts_2
  upbench run: --leaf parts_2: kinds.parts has no partition of that name that holds rows; one of its 1 is parts_1
  [2]
  - -d SERVER --table kinds.parts_1
  upbench run: kinds.parts_1 is a partition of kinds.parts: name that table
  [2]
  - -d SERVER --table kinds.parent --sample 0
  upbench run: --sample: a share above 0 is expected
  [2]
  - -d SERVER --table kinds.parent --fk stub --data shape
  upbench run: --fk stub requires --table, with its own rows
  [2]
  - -d SERVER --table kinds.parent --columns 3
  upbench run: --columns: "3" is not between 2 and 2
  [2]
  - -d SERVER --table kinds.parent --server-columns nosuch
  upbench run: --server-columns: parent has no column "nosuch" that is compared
  [2]
  - -d SERVER --table kinds.checked --arm a --arm b:schema-sql=twice.sql
  upbench run: arm b: twice.sql: could not create unique index "checked_expr_idx" (SQLSTATE 23505)
  [2]
  - -d SERVER --table kinds.checked --arm a --arm b:schema-sql=syntax.sql
  upbench run: arm b: syntax.sql: syntax_error at character 15 of the text; the server's message is not shown, since it could show a row (SQLSTATE 42601)
  [2]
  - -d SERVER --table kinds.checked --arm a --arm b:schema-sql=column.sql
  upbench run: arm b: column.sql: column "nosuch" does not exist (SQLSTATE 42703)
  [2]
  - -d SERVER --table kinds.checked --set nosuch=1
  upbench run: made a table like checked, with 60 of its rows
  upbench run: --set: unrecognized configuration parameter "nosuch" (SQLSTATE 42704)
  [2]
  - -d SERVER --key id
  upbench run: --key requires --table
  [2]
  - --fk stub
  upbench run: --fk stub requires --table, with its own rows
  [2]
  - --triggers keep
  upbench run: --triggers requires --table or --shape
  [2]
  - shapes
  - --shape stamped.json --triggers keep
  upbench run: --triggers keep requires --dbname: a shape does not have the functions of its triggers
  [2]
  - -d SERVER --shape types.json --arm a --arm=b:dbname=HOST port=5432 user=upbench OTHER
  upbench run: cannot make a table like kinds.types: type kinds.mood: the database does not have it, and it is made in a private cluster only
  [2]
  - --shape type.json
  upbench run: cannot make a table like kinds.parent: cannot make table parent: type "nonsense" does not exist (SQLSTATE 42704)
  [2]
  - -d SERVER --shape type.json
  upbench run: cannot make a table like kinds.parent: cannot make table parent: type "nonsense" does not exist (SQLSTATE 42704)
  [2]
  - --shape option.json
  upbench run: cannot make a table like kinds.parent: cannot make table parent: value 5 out of bounds for option "fillfactor"; Valid values are between "10" and "100". (SQLSTATE 22023)
  [2]
  - -d SERVER --shape option.json
  upbench run: cannot make a table like kinds.parent: cannot make table parent: value 5 out of bounds for option "fillfactor"; Valid values are between "10" and "100". (SQLSTATE 22023)
  [2]
  - -d SERVER --shape stamped.json --triggers keep
  upbench run: trigger stamp: the database does not have its function kinds.stamp(): create it there, or leave triggers out
  [2]
  - -d SERVER --shape stamped.json --triggers keep --dry-run
  upbench run: trigger stamp: the database does not have its function kinds.stamp(): create it there, or leave triggers out
  [2]
  - --shape nosuch.json
  upbench run: nosuch.json: No such file or directory
  [2]
  - --shape newer.json
  upbench run: newer.json: "format" is 99, and this version of upbench reads up to 1: take a newer one
  [2]
  - --shape cut.json
  upbench run: cut.json:5: unexpected token near end of file
  [2]
  - --shape key.json
  upbench run: key.json: "key": unknown key "colums"
  [2]
  - --shape value.json
  upbench run: value.json: "columns": item 1: "travels" is not true or false
  [2]
  - --shape empty.json
  upbench run: empty.json:1: '[' or '{' expected near end of file
  [2]
  - --shape .
  upbench run: . is a directory: a file is expected
  [2]
  - --shape good.json --scope id=1
  upbench run: --scope: COLUMN is expected: the rows are made up, and so is the value
  [2]
  - --shape good.json --key id
  upbench run: --key requires --table
  [2]
  - --shape good.json --leaf x
  upbench run: --leaf requires --table
  [2]
  - --shape good.json --fk stub
  upbench run: --fk stub requires --table, with its own rows
  [2]
  - --shape good.json --sample 0.5
  upbench run: --sample requires --table
  [2]
