Made-up rows of a table of the user's, as CSV:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -f "$SOURCE/fixtures/tables/kinds.sql"
  > sql -c "CREATE TABLE marked (id integer PRIMARY KEY, word text NOT NULL, total numeric(10,2), twice numeric GENERATED ALWAYS AS (total * 2) STORED, CHECK (total > 0))" \
  >   -c "INSERT INTO marked SELECT n, 'marker ' || n, 123456.78 + n FROM generate_series(1, 200) AS n" -c 'ANALYZE marked, kinds.uuid_key'
  > upbench shape -q -d "$SERVER" marked -o marked.json; upbench shape -q -d "$SERVER" kinds.uuid_key -o uuid_key.json
  > upbench data --table marked -d "$SERVER" -r 50 -o from-table; echo "[$?]"
  > sql -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > upbench data --table nosuch -d "$SERVER"; upbench data --table marked -d "$SERVER" --columns twice; upbench data --table marked -d "$SERVER" --columns 5
  > END
  $ with-server bash script 2>&1
  [0]
  upbench data: there is no table "nosuch" in the search path of this role
  upbench data: --columns: "twice" cannot be chosen: it is generated
  upbench data: --columns: "5" is not between 2 and 3
  [2]
  $ head -n 1 from-table; wc -l < from-table; grep -c 'marker\|123456' from-table
  id,word,total
  51
  0
  [1]

Constraints that they break are named:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq "$SERVER" -c "CREATE TABLE prime (id integer PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, CONSTRAINT product CHECK (a * b = 77), CONSTRAINT positive CHECK (a <> 0))" \
  >   -c "INSERT INTO prime SELECT n, 7, 11 FROM generate_series(1, 50) AS n" -c "INSERT INTO prime SELECT n, 11, 7 FROM generate_series(51, 100) AS n" -c 'ANALYZE prime'
  > upbench data --table prime -d "$SERVER" -r 5 | wc -l
  > END
  $ with-server bash script 2>&1
  upbench data: warning: the table would refuse some of these rows:
    constraint product: rows that are made up do not meet it
  6

The rows follow from the shape, the number and the seed, on every server:

  $ upbench data --shape marked.json -r 50 | cmp - from-table
  $ cat > rows.py << 'END'
  > import csv, sys
  > old, new = (list(csv.DictReader(open(name, newline=""))) for name in sys.argv[1:])
  > ids = {row["id"]: row for row in old}
  > print(len(old), len(new), len({row["id"] for row in new}), sum(row["id"] in ids for row in new), sum(ids.get(row["id"]) == row for row in new))
  > END
  $ for edition in old new; do upbench data --shape uuid_key.json -r 40 --new 0.25 --changed 0.5 --edition $edition -o $edition; done; python3 rows.py old new
  30 40 40 30 15
  $ upbench data --shape uuid_key.json -r 2 --columns born | cut -d, -f 1,2 | sed 's/[0-9]/9/g'
  id,born
  99999999-9999-9999-99bb-99999cd99c99,9999-99-99 99:99:99+99
  d99b9fbb-9ceb-99f9-9baa-a9e99f999e99,9999-99-99 99:99:99+99
  $ upbench data --shape uuid_key.json -r 3 --columns 2 | head -n 1
  id,name
  $ upbench data --columns status,budget -r 2
  program_id,status,budget
  KsfBSPZtx4BjdSPrVid91E,PAUSED,3793.80
  4QqydGCDDrNZh3YRiJAh_G,"  active  ",0.00

What does not go together:

  $ upbench data --dbname shop; upbench data --pg-bin /nowhere; upbench data --table marked; upbench data --shape nosuch.json; upbench data --key id; upbench data --columns 2,3; upbench data --columns 21
  upbench data: --dbname requires --table or --shape: the rows of the built-in table are made without a server
  upbench data: --pg-bin requires --table or --shape: the rows of the built-in table are made without a server
  upbench data: --table requires --dbname: name the server that has the table
  upbench data: nosuch.json: No such file or directory
  upbench data: --key requires --table
  upbench data: --columns: one number, or names of columns
  upbench data: --columns: "21" is not between 2 and 20
  [2]
  $ upbench data --shape marked.json --table marked -d shop
  upbench data: --table cannot be combined with --shape
  [2]
  $ upbench data --shape marked.json -o /no/such/directory/file
  upbench data: --output: cannot create /no/such/directory/file: No such file or directory
  [2]
