Tables that arms make. Whatever they add, the table is put back before each sample, filled by every strategy and compared in the columns
of the data set:

  $ echo "ALTER TABLE ads_programregistry ADD search tsvector GENERATED ALWAYS AS (to_tsvector('simple', program_name)) STORED" > generated.sql
  $ echo 'ALTER TABLE ads_programregistry ADD updated_at timestamptz NOT NULL DEFAULT now()' > default.sql
  $ echo 'ALTER TABLE ads_programregistry ALTER id SET GENERATED ALWAYS' > always.sql
  $ cat > referred.sql << 'END'
  > CREATE TABLE ads_click (id bigint PRIMARY KEY, program bigint REFERENCES ads_programregistry);
  > CREATE TABLE "Ads of" (click bigint REFERENCES ads_click) PARTITION BY LIST (click);
  > CREATE TABLE ads_of_1 PARTITION OF "Ads of" FOR VALUES IN (1);
  > END
  $ cat > partitioned.sql << 'END'
  > ALTER TABLE ads_programregistry RENAME TO plain;
  > CREATE TABLE ads_programregistry (LIKE plain, UNIQUE (username, program_id)) PARTITION BY HASH (program_id);
  > CREATE TABLE even PARTITION OF ads_programregistry FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  > CREATE TABLE odd PARTITION OF ads_programregistry FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  > CREATE SEQUENCE number OWNED BY ads_programregistry.id;
  > ALTER TABLE ads_programregistry ALTER id SET DEFAULT nextval('number');
  > CREATE INDEX ON ads_programregistry (status);
  > DROP TABLE plain;
  > END
  $ for name in generated default always referred partitioned; do echo "--arm $name:schema-sql=$name.sql"; done > arms
  $ upbench run -s all -r 200 --samples 1 --warmup 1 --arm base $(cat arms) -q -o run
  run
  $ cat > samples.py << 'END'
  > import csv, collections, sys
  > rows = [r for r in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")) if r["strategy"] != "null"]
  > counts = collections.defaultdict(collections.Counter)
  > for r in rows: counts[r["arm"]][r["status"]] += 1
  > for arm in counts: print(arm, dict(counts[arm]) == dict(counts["base"]))
  > print(*sorted({r["status"] for r in rows}))
  > print(len({r["state_hash"] for r in rows if r["status"] == "ok"}))
  > END
  $ python3 samples.py run | sort
  1
  always True
  base True
  default True
  generated True
  ok
  partitioned True
  referred True

Of a partitioned table, sizes, updates and plans are those of its partitions together:

  $ cat > partitions.py << 'END'
  > import csv, json
  > rows = [r for r in csv.DictReader(open("run/samples.csv", newline="")) if r["arm"] == "partitioned" and r["phase"] == "measure"]
  > updates = [r for r in rows if r["strategy"] not in ("null", "row-autocommit") and r["status"] == "ok"]
  > print({r["dead_tuples"] for r in updates}, all(int(r["table_bytes"]) >= 8192 for r in updates))
  > for case in json.load(open("run/plans.json"))["cases"]:
  >     if case["case"] in ("unnest rows=200 arm=partitioned", "merge-copy rows=200 arm=partitioned"):
  >         for plan in case["plans"]: print(plan["actual_rows"], "even" in plan["shape"] and "odd" in plan["shape"])
  > END
  $ python3 partitions.py
  {'200'} True
  200.0 True
  200.0 True

On record is what was run. A plain table is restored as ever; of an arm there is what differs:

  $ cat > restore.py << 'END'
  > import json
  > run = json.load(open("run/run.json"))
  > print(*run["restore"], sep="\n")
  > for arm in run["arms"]:
  >     print(arm["name"], *[s for s in arm.get("restore", []) if s not in run["restore"]], sep="\n  ")
  > END
  $ python3 restore.py
  TRUNCATE ads_programregistry, ads_business RESTART IDENTITY
  INSERT INTO ads_programregistry SELECT * FROM pristine
  INSERT INTO ads_business SELECT username, yelp_business_id, count(*) FROM pristine GROUP BY 1, 2 ORDER BY 1, 2
  SELECT setval(pg_get_serial_sequence('ads_programregistry', 'id'), max(id)) FROM ads_programregistry
  VACUUM (ANALYZE) ads_programregistry, ads_business
  VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_type, pg_catalog.pg_depend, pg_catalog.pg_statistic
  CHECKPOINT
  base
  generated
    INSERT INTO ads_programregistry (id, username, program_id, yelp_business_id, status, program_name, start_date, end_date, program_type, budget, currency, is_autobid, max_bid, fee_period, impressions, clicks, ad_cost, radius_miles, features, categories, upgrade_info, last_changed_at) SELECT id, username, program_id, yelp_business_id, status, program_name, start_date, end_date, program_type, budget, currency, is_autobid, max_bid, fee_period, impressions, clicks, ad_cost, radius_miles, features, categories, upgrade_info, last_changed_at FROM pristine
  default
  always
    INSERT INTO ads_programregistry OVERRIDING SYSTEM VALUE SELECT * FROM pristine
  referred
    TRUNCATE ads_programregistry, ads_business, "Ads of", ads_click RESTART IDENTITY
  partitioned
  $ grep -o 'The same in arm [a-z]*' run/report.html
  The same in arm generated
  The same in arm always
  The same in arm referred

A table of another schema is not emptied for that:

  $ cat > elsewhere.sql << 'END'
  > CREATE SCHEMA shop;
  > CREATE TABLE shop.click (program bigint REFERENCES ads_programregistry);
  > END
  $ try() { upbench run -s unnest,row -r 5 --samples 1 --arm base "$@" -q; }
  $ try --arm x:schema-sql=elsewhere.sql
  upbench run: arm x: elsewhere.sql: table shop.click, which is in another schema, refers to the tables that are emptied before each sample: drop its foreign key
  [2]
  $ echo 'DROP TABLE ads_programregistry' > none.sql; try --arm x:schema-sql=none.sql 2>&1 | sed 's/upbench_[0-9a-f]*/SCHEMA/'
  upbench run: arm x: none.sql: relation "SCHEMA.ads_programregistry" does not exist (SQLSTATE 42P01)
  $ ls -d results
  ls: cannot access 'results': No such file or directory
  [2]

Where a table cannot hold the hostile values of the data set, no arm gets them; this is on record, and a fact of comparisons:

  $ echo 'ALTER TABLE ads_programregistry ADD CONSTRAINT letters CHECK (length(currency) = 3)' > check.sql
  $ cat > domain.sql << 'END'
  > CREATE DOMAIN letters AS varchar(3) CHECK (VALUE ~ '^[A-Z]{3}$');
  > ALTER TABLE ads_programregistry ALTER currency TYPE letters;
  > END
  $ large() { upbench run -r 200 --samples 1 --warmup 0 -q --arm base "$@" 2>&1; }
  $ large -s all --arm check:schema-sql=check.sql --arm domain:schema-sql=domain.sql -o ordinary
  upbench run: warning: no arm gets hostile values, as one cannot hold them: arm check: check.sql: the table cannot hold the data: new row for relation "ads_programregistry" violates check constraint "letters" (SQLSTATE 23514)
  ordinary
  $ python3 samples.py ordinary | sort
  1
  base True
  check True
  domain True
  ok
  $ grep hostile ordinary/run.json run/run.json
  ordinary/run.json:  "hostile_values": false,
  run/run.json:  "hostile_values": true,
  $ large -s row --arm check:schema-sql=default.sql -o hostile
  hostile
  $ upbench compare ordinary hostile 2>&1 | grep hostile
    hostile values in the data  no    yes

What it cannot hold even then is named:

  $ echo 'ALTER TABLE ads_programregistry ALTER currency TYPE integer USING 1' > integer.sql
  $ try --arm x:schema-sql=integer.sql
  upbench run: arm x: integer.sql: column currency is of type integer, to which character varying is not assigned: measure a table of your own with --table
  [2]
  $ echo 'ALTER TABLE ads_programregistry ALTER upgrade_info TYPE jsonb USING NULL' > jsonb.sql
  $ try --arm x:schema-sql=jsonb.sql
  upbench run: arm x: jsonb.sql: column upgrade_info is of type jsonb, to which text is not assigned: measure a table of your own with --table
  [2]
  $ echo 'ALTER TABLE ads_programregistry ADD CONSTRAINT cheap CHECK (ad_cost < 0.01)' > cheap.sql
  $ try --arm x:schema-sql=cheap.sql
  upbench run: arm x: cheap.sql: the table cannot hold the data: new row for relation "ads_programregistry" violates check constraint "cheap" (SQLSTATE 23514)
  [2]
  $ echo 'ALTER TABLE ads_programregistry ADD CONSTRAINT one EXCLUDE (is_autobid WITH =) INITIALLY DEFERRED' > deferred.sql
  $ try --arm x:schema-sql=deferred.sql
  upbench run: arm x: deferred.sql: the table cannot hold the data: conflicting key value violates exclusion constraint "one"; Key (is_autobid)=(t) conflicts with existing key (is_autobid)=(t). (SQLSTATE 23P01)
  [2]
  $ ls -d results
  ls: cannot access 'results': No such file or directory
  [2]

A table that cannot be restored ends its arm, not the run:

  $ cat > truncate.sql << 'END'
  > CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''never''; END';
  > CREATE TRIGGER refuse BEFORE TRUNCATE ON ads_programregistry EXECUTE FUNCTION refuse();
  > END
  $ try --arm x:schema-sql=truncate.sql -o refused
  refused
  [5]
  $ cat > errors.py << 'END'
  > import csv
  > for r in sorted(csv.DictReader(open("refused/samples.csv", newline="")), key=lambda r: r["case"]):
  >     print(r["case"], r["phase"], r["status"], r["error"].strip())
  > END
  $ python3 errors.py
  row rows=5 arm=base cold ok 
  row rows=5 arm=base warmup ok 
  row rows=5 arm=base measure ok 
  row rows=5 arm=x cold failed cannot restore the table: never (SQLSTATE P0001)
  unnest rows=5 arm=base cold ok 
  unnest rows=5 arm=base warmup ok 
  unnest rows=5 arm=base measure ok 
  unnest rows=5 arm=x cold failed cannot restore the table: never (SQLSTATE P0001)
  $ ls $TMPDIR
