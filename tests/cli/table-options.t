Options for a table of the user's that do not go together, or ask for what is not there:

  $ upbench run --table orders
  upbench run: --table requires --dbname: name the server that has the table
  [2]
  $ upbench run --table orders --shape orders.json -d shop
  upbench run: --table cannot be combined with --shape
  [2]
  $ for option in '--key id' '--scope id=1' '--leaf orders_1' '--sample 0.5' '--triggers keep' '--fk stub'; do upbench run $option; done
  upbench run: --key requires --table
  upbench run: --scope requires --table or --shape
  upbench run: --leaf requires --table
  upbench run: --sample requires --table
  upbench run: --triggers requires --table or --shape
  upbench run: --fk stub requires --table, with its own rows
  [2]
  $ for option in '--key id' '--scope id=1' '--leaf orders_1' '--sample 0.5' '--fk stub'; do upbench run --shape orders.json $option; done
  upbench run: --key requires --table
  upbench run: orders.json: No such file or directory
  upbench run: --leaf requires --table
  upbench run: --sample requires --table
  upbench run: --fk stub requires --table, with its own rows
  [2]
  $ for option in '--scope id=1' '--sample 0.5' '--fk stub'; do upbench run --table orders -d shop --data shape $option; done
  upbench run: --scope: COLUMN is expected: the rows are made up, and so is the value
  upbench run: --sample requires the rows of the table: --data rows
  upbench run: --fk stub requires --table, with its own rows
  [2]
  $ upbench run --table orders -d shop --sample 0
  upbench run: --sample: a share above 0 is expected
  [2]
  $ upbench run --table a.b.c -d shop
  upbench run: --table: a.b.c: a table is SCHEMA.TABLE or TABLE; --dbname names the database
  [2]
  $ upbench run --table orders -d shop --scope tenant
  upbench run: --scope: COLUMN=VALUE is expected
  [2]
  $ upbench run --table orders -d shop --scope a,b=1
  upbench run: --scope: one column
  [2]

Of a table that is there:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > run() { upbench run -d "$SERVER" --dry-run -s row "$@" | sed -n 's/ *[0-9.]* [KM]*i*B .*//; 2p'; code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "[$code]"; }
  > sql << 'SQL'
  > CREATE TABLE orders (id integer PRIMARY KEY, tenant integer NOT NULL, note text);
  > INSERT INTO orders SELECT i, i % 7, 'marker' FROM generate_series(1, 70) AS i;
  > ANALYZE orders;
  > CREATE TABLE untouched (id integer PRIMARY KEY, note text);
  > ANALYZE untouched;
  > SQL
  > echo "- as many rows as there are"
  > run --table orders
  > run --table orders --scope tenant=3
  > run --table orders --rows 50
  > run --table orders --sample 0.3
  > run --table orders --sample 0.3 --scope tenant=3
  > run --table orders --sample 0.00001
  > echo "- values of the scope"
  > run --table orders --scope tenant=7
  > run --table orders --scope tenant=marker
  > run --table orders --scope nothing=7
  > echo "- no rows"
  > run --table untouched
  > echo "- rows that cannot be read"
  > sql -c 'CREATE SCHEMA hidden; CREATE TABLE hidden.orders (id integer PRIMARY KEY, note text)' -c 'REVOKE USAGE ON SCHEMA hidden FROM upbench'
  > run --table hidden.orders
  > echo "- control characters in names"
  > escape=$(printf '\033'); name="\"a${escape}[2J\""
  > run --table "${name/a/b}"
  > sql -c "CREATE TABLE $name (id integer PRIMARY KEY, \"v${escape}[1m\" text DEFAULT 'x', CONSTRAINT \"c${escape}[1m\" CHECK (id > 0)); INSERT INTO $name VALUES (1), (2)"
  > upbench run -d "$SERVER" -s row --samples 1 --min-samples 1 --warmup 0 -q -o escaped --table "$name" --dry-run > out 2>&1; grep -c "CREATE TABLE" out; grep -c "$escape" out
  > upbench run -d "$SERVER" -s row --samples 1 --min-samples 1 --warmup 0 -o escaped --table "$name" > out 2>&1; grep -c "made a table" out; grep -c "$escape" out
  > echo "- columns"
  > run --table orders --columns 4
  > sql -c "CREATE TABLE needy (id integer PRIMARY KEY, a text, b integer NOT NULL, c bigserial, UNIQUE (b)); INSERT INTO needy VALUES (1, 'a', 1), (2, 'b', 2)"
  > upbench run -d "$SERVER" --table needy -s row,upsert-copy --dry-run | sed -n '/upsert/p; /^Columns/,/^Statements/p'
  > upbench run -d "$SERVER" --table needy -s row -r 3 -o few 2>&1 | grep -o 'skipped.*'
  > sql -c 'DELETE FROM needy WHERE id = 2'; upbench run -d "$SERVER" --table needy -s row -r 3 -o fewer 2>&1 | grep -o 'skipped.*'
  > END
  $ with-server bash script
  - as many rows as there are
    row rows=70
    row rows=10
    row rows=50
    row rows=19
    row rows=2
  upbench run: public.orders has no rows in the sample
  [2]
  - values of the scope
  upbench run: public.orders has no rows of the scope
  [2]
  upbench run: --scope: the value is not a value of type integer (SQLSTATE 22P02)
  [2]
  upbench run: --scope: public.orders has no column "nothing"
  [2]
  - no rows
  upbench run: public.untouched has no rows
  [2]
  - rows that cannot be read
  upbench run: hidden.orders: this role lacks USAGE on the schema hidden
  [2]
  - control characters in names
  upbench run: there is no table "b\x1b[2J" in the search path of this role
  [2]
  1
  0
  1
  0
  - columns
  upbench run: --columns: "4" is not between 2 and 3
  [2]
    upsert-copy rows=2  skipped: upsert-copy inserts whole rows: column "b" of "needy", which may not be null, is not sent
  Columns
  
    key            id
    travel         a
    do not travel  b: unique
                   c: server column
  
  Statements that make the table
  skipped: --rows 3: the table has 2 rows
  skipped: --rows 3: the table has 1 row
