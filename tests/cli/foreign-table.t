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
  > CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''public.updates_'' || TG_TABLE_NAME); RETURN NULL; END';
  > SQL
  > for arm in varchar text; do
  >   psql -qX "$SERVER" << SQL
  > CREATE TABLE ${arm}_rows ($(cat columns), PRIMARY KEY (username, program_id));
  > CREATE SEQUENCE updates_${arm}_rows MINVALUE 0 START 0;
  > CREATE TRIGGER count_update AFTER UPDATE ON ${arm}_rows EXECUTE FUNCTION count_update();
  > SQL
  >   cat > $arm.sql << SQL
  > CREATE EXTENSION IF NOT EXISTS postgres_fdw;
  > CREATE SERVER other_$arm FOREIGN DATA WRAPPER postgres_fdw OPTIONS ($(sed "s/user=[^ ]* //; s/=\([^ ]*\) */ '\1', /g; s/, \$//" <<< "$SERVER"));
  > CREATE USER MAPPING FOR CURRENT_USER SERVER other_$arm OPTIONS (user 'upbench', password '$SERVER_PASSWORD');
  > DROP TABLE ads_programregistry;
  > CREATE FOREIGN TABLE ads_programregistry ($(if [ $arm = text ]; then sed 's/varchar([0-9]*)/text/g' columns; else cat columns; fi))
  >   SERVER other_$arm OPTIONS (schema_name 'public', table_name '${arm}_rows');
  > TRUNCATE ads_programregistry;
  > SQL
  > done
  > count() { psql "$SERVER" -AtXc "SELECT nextval('updates_$1_rows')"; }
  > for strategy in row row-prepared case-when unnest copy-unlogged; do
  >   varchar=$(count varchar) text=$(count text)
  >   upbench run -s $strategy -r 30 --columns 4 --arm varchar:schema-sql=varchar.sql --arm text:schema-sql=text.sql --samples 1 --min-samples 1 -o $strategy > printed 2>&1
  >   echo "$strategy: $?, $(($(count varchar) - varchar - 1)) and $(($(count text) - text - 1)) updates at the other server, $(
  >     python3 -c 'import csv, sys
  > print(*[sample["statements"] or sample["error"] for sample in csv.DictReader(open(sys.argv[1] + "/samples.csv"))])' $strategy) at this one"
  >   sed -n "s/^  - $strategy arm=\(.*: .* foreign server.*\)/    \1/p" printed
  > done
  > upbench run -s merge-unnest,upsert-unnest -r 30 --arm local --arm remote:schema-sql=varchar.sql --samples 1 --min-samples 1 --warmup 0 -q -o refused 2> printed > out
  > echo $?
  > END

One row with -0 and ten rows that are tried in each arm, and three syncs of 30, one of them explained. However few statements the client sends, the other
server gets one per row, unless nothing has to be joined and no value has to be cut to the length of a column. The finding has what the
plan shows of it:

  $ with-server bash script
  row: 0, 101 and 100 updates at the other server, 30 30 30 30 30 30 at this one
      varchar at 30 rows: the foreign server gets the statement as a whole: 1 round trip per statement, of which there are 30 (from the plan).
      text at 30 rows: the foreign server gets the statement as a whole: 1 round trip per statement, of which there are 30 (from the plan).
  row-prepared: 0, 101 and 100 updates at the other server, 30 30 30 30 30 30 at this one
      varchar at 30 rows: an UPDATE per row is sent to the foreign server: 1 round trip per statement, of which there are 30 (from the plan).
      text at 30 rows: the foreign server gets the statement as a whole: 1 round trip per statement, of which there are 30 (from the plan).
  case-when: 0, 101 and 4 updates at the other server, 1 1 1 1 1 1 at this one
      varchar at 30 rows: an UPDATE per row is sent to the foreign server: 30 round trips per statement (from the plan).
      text at 30 rows: the foreign server gets the statement as a whole: 1 round trip per statement (from the plan).
  unnest: 0, 101 and 100 updates at the other server, 1 1 1 1 1 1 at this one
      varchar at 30 rows: an UPDATE per row is sent to the foreign server: 30 round trips per statement (from the plan).
      text at 30 rows: an UPDATE per row is sent to the foreign server: 30 round trips per statement (from the plan).
  copy-unlogged: 0, 101 and 100 updates at the other server, 2 2 2 2 2 2 at this one
      varchar at 30 rows: an UPDATE per row is sent to the foreign server: 30 round trips per statement (from the plan).
      text at 30 rows: an UPDATE per row is sent to the foreign server: 30 round trips per statement (from the plan).
  0

A float of -0 that is a constant in a statement is 0 at the other server, so that no arm gets that and other hostile values:

  $ cat printed
  upbench run: warning: no arm gets hostile values, as one cannot hold them: arm remote: varchar.sql: the foreign table cannot hold the data: column radius_miles loses the sign of -0 where a statement has it as a constant

What it does not take, is skipped with the words of the server:

  $ python3 - << 'END'
  > import csv
  > for sample in csv.DictReader(open("refused/samples.csv")):
  >     if sample["arm"] == "remote" and sample["strategy"] == "merge-unnest": print(sample["status"], sample["error"])
  > END
  skipped the server refuses it: cannot execute MERGE on relation "ads_programregistry"; This operation is not supported for foreign tables. (SQLSTATE 0A000)
