Rows of a file for a table of the user's, which has its own: no value of the file is in the run directory.

  $ outcome() { python3 -c 'import csv, sys; print(*sorted({" ".join([r["status"], r["rows"], r["columns"], r["table_rows"], r["rows_updated"], r["rows_created"], r["error"]]) for r in csv.DictReader(open(sys.argv[1] + "/samples.csv"))}), sep="\n")' "$1"; }
  $ carried() { python3 -c 'import csv, sys; print(*sorted({round(float(r["rows_per_second"]) * float(r["median_ns"]) / 1e9, 3) for r in csv.DictReader(open(sys.argv[1] + "/summary.csv"))}))' "$1"; }
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -c "CREATE TABLE stock (id integer PRIMARY KEY, word text, amount numeric(10,2), CHECK (amount > 0))" \
  >   -c "INSERT INTO stock SELECT n, 'old ' || n, n FROM generate_series(1, 200) AS n" -c 'ANALYZE stock'
  > printf 'amount,id,word\n98765.43,7,SECRET\n,9,\n5,1001,"SECRET, too"\n' > stock.csv
  > upbench run -q -s unnest,copy-temp,row --samples 1 --warmup 0 -d "$SERVER" --table stock --source csv:stock.csv -o stock
  > printf 'word;id\nSECRET;7\nNULL;9\n' > words.csv
  > upbench run -q -s unnest --samples 1 --warmup 0 -d "$SERVER" --table stock --source csv:words.csv --csv-delimiter ';' --csv-null NULL -o words
  > printf 'id,amount\n7,123456789012\n' > large.csv
  > upbench run -q -s unnest -d "$SERVER" --table stock --source csv:large.csv -o large || echo "exit code $?"
  > printf 'id,amount\n7,SECRET\n' > wrong.csv
  > upbench run -q -s unnest -d "$SERVER" --table stock --source csv:wrong.csv -o wrong
  > END
  $ with-server bash script 2>&1
  stock
  words
  upbench run: cannot load the data set of 1 rows: --source: numeric_value_out_of_range; the server's message is not shown, since it could show a row (SQLSTATE 22003)
  exit code 2
  upbench run: --source: wrong.csv:2: column amount: "SECRET" is not a value of type numeric
  [2]
  $ outcome stock; outcome words; grep -rlE 'SECRET|98765' stock words
  ok 3 3 200 2 1 
  ok 2 2 200 2 0 
  [1]

The rate is that of the rows that are updated, as others are created before that, which is not part of the time:

  $ carried stock
  2.0
  $ upbench report stock | grep -o 'rows/s counts.*'
  rows/s counts the rows that are updated, not all of the sync.

A null in a column that is NOT NULL, by itself or by its domain, is found in the file, with and without the rows of the table:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -c "CREATE DOMAIN code AS text NOT NULL" -c "CREATE DOMAIN long_code AS code CHECK (length(value) > 1)" \
  >   -c "CREATE TABLE item (id integer PRIMARY KEY, word text NOT NULL DEFAULT 'w', code long_code, note text)" \
  >   -c "INSERT INTO item SELECT n, 'old', 'old', 'old' FROM generate_series(1, 200) AS n" -c 'ANALYZE item'
  > upbench shape item -d "$SERVER" -o item.json > shown
  > printf 'id,word,code,note\n7,a,aa,\n8,,bb,b\n' > word.csv
  > printf 'id,word,code,note\n7,a,aa,\n8,"",,b\n9,,bb,b\n10,a,aa,\n' > code.csv
  > for table in "--table item" "--shape item.json"; do
  >   echo "$table"
  >   run() { rm -rf out; upbench run -q -s unnest,copy-temp --samples 1 --warmup 0 -d "$SERVER" $table -o out "$@" || echo "exit code $?"; }
  >   run --source csv:word.csv
  >   run --source csv:code.csv
  >   rm -f rejects.csv; run --source csv:code.csv --on-bad-row skip --rejects rejects.csv
  >   tail -n +2 rejects.csv
  > done
  > END
  $ with-server bash script 2>&1
  --table item
  upbench run: --source: word.csv:3: column word: null, in a column that is NOT NULL
  exit code 2
  upbench run: --source: code.csv:3: column code: null, in a column that is NOT NULL
  exit code 2
  code.csv:3: left out: column code: null, in a column that is NOT NULL
  code.csv:4: left out: column word: null, in a column that is NOT NULL
  upbench run: code.csv: 2 of 4 rows are left out
  out
  8,"",,b
  9,,bb,b
  --shape item.json
  upbench run: --source: word.csv:3: column word: null, in a column that is NOT NULL
  exit code 2
  upbench run: --source: code.csv:3: column code: null, in a column that is NOT NULL
  exit code 2
  code.csv:3: left out: column code: null, in a column that is NOT NULL
  code.csv:4: left out: column word: null, in a column that is NOT NULL
  upbench run: code.csv: 2 of 4 rows are left out
  out
  8,"",,b
  9,,bb,b

What a created row has in a column that the file lacks must be known, so it may have no default, and may be null:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql -c "CREATE TABLE given (id integer PRIMARY KEY, word text, d text DEFAULT 'x')" -c "INSERT INTO given SELECT n, 'old', 'y' FROM generate_series(1, 50) AS n" \
  >   -c "CREATE TABLE needed (id integer PRIMARY KEY, word text, d text NOT NULL)" -c "INSERT INTO needed SELECT n, 'old', 'y' FROM generate_series(1, 50) AS n" -c 'ANALYZE given' -c 'ANALYZE needed'
  > printf 'id,word\n7,x\n8,x\n' > known.csv
  > printf 'id,word\n7,x\n1001,y\n' > created.csv
  > for table in given needed; do
  >   for file in known created; do
  >     echo "$table $file"; rm -rf out
  >     upbench run -q -s unnest,row --samples 1 --warmup 0 -d "$SERVER" --table $table --source csv:$file.csv -o out || echo "exit code $?"
  >   done
  > done
  > END
  $ with-server bash script 2>&1
  given known
  out
  given created
  upbench run: the source brings rows that the table does not have: column d is not among those that the sync brings, and has a default
  exit code 2
  needed known
  out
  needed created
  upbench run: the source brings rows that the table does not have: column d is not among those that the sync brings, and may not be null
  exit code 2
