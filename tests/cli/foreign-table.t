A foreign table, whose rows another server has, is measured as the table of an arm, which SQL of the arm makes:

  $ [[ -e $(pg_config --sharedir)/extension/postgres_fdw.control ]] || exit 80
  $ cat > columns << 'END'
  > username varchar(150) NOT NULL, program_id varchar(64) NOT NULL, yelp_business_id varchar(64) NOT NULL, status varchar(20) NOT NULL,
  > program_name varchar(255) NOT NULL, start_date date NOT NULL, end_date date, program_type varchar(20) NOT NULL, budget numeric(12,2),
  > currency varchar(3) NOT NULL, is_autobid boolean NOT NULL, max_bid numeric(12,2), fee_period varchar(20) NOT NULL,
  > impressions bigint NOT NULL, clicks integer NOT NULL, ad_cost numeric(14,4) NOT NULL, radius_miles double precision,
  > features text NOT NULL, categories text, upgrade_info text, last_changed_at timestamptz NOT NULL
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -qX "$SERVER" << SQL
  > CREATE TABLE programs ($(cat columns), PRIMARY KEY (username, program_id));
  > CREATE SEQUENCE updates MINVALUE 0 START 0;
  > CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''public.updates''); RETURN NULL; END';
  > CREATE TRIGGER count_update AFTER UPDATE ON programs EXECUTE FUNCTION count_update();
  > SQL
  > cat > foreign.sql << SQL
  > CREATE EXTENSION IF NOT EXISTS postgres_fdw;
  > CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS ($(sed "s/user=[^ ]* //; s/=\([^ ]*\) */ '\1', /g; s/, \$//" <<< "$SERVER"));
  > CREATE USER MAPPING FOR CURRENT_USER SERVER other OPTIONS (user 'upbench', password '$SERVER_PASSWORD');
  > DROP TABLE ads_programregistry;
  > CREATE FOREIGN TABLE ads_programregistry ($(cat columns)) SERVER other OPTIONS (schema_name 'public', table_name 'programs');
  > TRUNCATE ads_programregistry;
  > SQL
  > for strategy in row row-prepared case-when unnest copy-unlogged; do
  >   before=$(psql "$SERVER" -AtXc "SELECT nextval('updates')")
  >   upbench run -s $strategy -r 30 --arm local --arm remote:schema-sql=foreign.sql --samples 1 --min-samples 1 --warmup 0 -q -o $strategy > printed 2>&1
  >   code=$?
  >   echo "$strategy: $code, $(($(psql "$SERVER" -AtXc "SELECT nextval('updates')") - before - 1)) updates at the other server, $(
  >     python3 -c 'import csv, sys
  > print(*[sample["statements"] or sample["error"] for sample in csv.DictReader(open(sys.argv[1] + "/samples.csv")) if sample["arm"] == "remote"])' $strategy) at this one"
  > done
  > upbench run -s merge-unnest,upsert-unnest -r 30 --arm local --arm remote:schema-sql=foreign.sql --samples 1 --min-samples 1 --warmup 0 -q -o refused 2> printed > out
  > echo $?
  > END

One row with -0, ten rows that are tried, and two syncs of 30. However few statements the client sends, the other server gets one per row:

  $ with-server bash script
  row: 0, 71 updates at the other server, 30 30 at this one
  row-prepared: 0, 71 updates at the other server, 30 30 at this one
  case-when: 0, 71 updates at the other server, 1 1 at this one
  unnest: 0, 71 updates at the other server, 1 1 at this one
  copy-unlogged: 0, 71 updates at the other server, 2 2 at this one
  0

A float of -0 that is a constant in a statement is 0 at the other server, so that no arm gets that and other hostile values:

  $ cat printed
  upbench run: warning: no arm gets hostile values, as one cannot hold them: arm remote: foreign.sql: the foreign table cannot hold the data: column radius_miles loses the sign of -0 where a statement has it as a constant

What it does not take, is skipped with the words of the server:

  $ python3 - << 'END'
  > import csv
  > for sample in csv.DictReader(open("refused/samples.csv")):
  >     if sample["arm"] == "remote" and sample["strategy"] == "merge-unnest": print(sample["status"], sample["error"])
  > END
  skipped the server refuses it: cannot execute MERGE on relation "ads_programregistry"; This operation is not supported for foreign tables. (SQLSTATE 0A000)
