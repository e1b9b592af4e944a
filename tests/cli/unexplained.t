A table that refuses to be explained, as some engines do, and takes every sync that is not:

  $ cat > refuse.sql << 'END'
  > CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  >     IF current_setting('auto_explain.log_analyze', true) = 'on' THEN
  >         RAISE EXCEPTION 'EXPLAIN ANALYZE is not supported here' USING ERRCODE = 'XX000';
  >     END IF;
  >     RETURN NEW;
  > END $$;
  > CREATE TRIGGER refuse BEFORE UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION refuse();
  > END
  $ upbench run -q -r 20 -s unnest,copy-temp,row-autocommit --samples 2 --warmup 1 --arm base --arm x:schema-sql=refuse.sql -o run
  run
  $ cat > plans.py << 'END'
  > import json
  > for case in sorted(json.load(open("run/plans.json"))["cases"], key=lambda case: case["case"]):
  >     print(case["case"], case["sample"], case["statements"] > 0, len(case["plans"]) > 0, case["reason"])
  > print(json.load(open("run/run.json"))["plans"])
  > END
  $ python3 plans.py
  copy-temp rows=20 arm=base 2 True True None
  copy-temp rows=20 arm=x 2 False False EXPLAIN ANALYZE is not supported here (SQLSTATE XX000)
  row-autocommit rows=20 arm=base 2 True True None
  row-autocommit rows=20 arm=x 2 False False EXPLAIN ANALYZE is not supported here (SQLSTATE XX000)
  unnest rows=20 arm=base 2 True True None
  unnest rows=20 arm=x 2 False False EXPLAIN ANALYZE is not supported here (SQLSTATE XX000)
  None
  $ cat > samples.py << 'END'
  > import csv
  > for r in sorted(csv.DictReader(open("run/samples.csv", newline="")), key=lambda r: (r["case"], int(r["sample"]))):
  >     print(r["case"], r["sample"], r["phase"], r["status"], r["error"])
  > END
  $ python3 samples.py
  copy-temp rows=20 arm=base 1 cold ok 
  copy-temp rows=20 arm=base 2 warmup ok 
  copy-temp rows=20 arm=base 3 measure ok 
  copy-temp rows=20 arm=base 4 measure ok 
  copy-temp rows=20 arm=base 5 measure ok 
  copy-temp rows=20 arm=x 1 cold ok 
  copy-temp rows=20 arm=x 2 cold ok 
  copy-temp rows=20 arm=x 3 warmup ok 
  copy-temp rows=20 arm=x 4 measure ok 
  copy-temp rows=20 arm=x 5 measure ok 
  row-autocommit rows=20 arm=base 1 cold ok 
  row-autocommit rows=20 arm=base 2 warmup ok 
  row-autocommit rows=20 arm=base 3 measure ok 
  row-autocommit rows=20 arm=base 4 measure ok 
  row-autocommit rows=20 arm=base 5 measure ok 
  row-autocommit rows=20 arm=x 1 cold ok 
  row-autocommit rows=20 arm=x 2 cold ok 
  row-autocommit rows=20 arm=x 3 warmup ok 
  row-autocommit rows=20 arm=x 4 measure ok 
  row-autocommit rows=20 arm=x 5 measure ok 
  unnest rows=20 arm=base 1 cold ok 
  unnest rows=20 arm=base 2 warmup ok 
  unnest rows=20 arm=base 3 measure ok 
  unnest rows=20 arm=base 4 measure ok 
  unnest rows=20 arm=base 5 measure ok 
  unnest rows=20 arm=x 1 cold ok 
  unnest rows=20 arm=x 2 cold ok 
  unnest rows=20 arm=x 3 warmup ok 
  unnest rows=20 arm=x 4 measure ok 
  unnest rows=20 arm=x 5 measure ok 

The report has the reason where plans are shown:

  $ grep -o 'unnest[^<]* has no plan[^<]*' run/report.html
  unnest rows=20\xc2\xa0arm=x has no plan, as its statements could not be explained: EXPLAIN ANALYZE is not supported here (SQLSTATE XX000) (esc)

A case that fails with and without it has failed by itself, and its message is its own:

  $ cat > third.sql << 'END'
  > CREATE SEQUENCE syncs;
  > CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  >     IF nextval(format('%I.syncs', TG_TABLE_SCHEMA)) > 2 THEN
  >         RAISE EXCEPTION 'explained: %', current_setting('auto_explain.log_analyze', true) = 'on';
  >     END IF;
  >     RETURN NULL;
  > END $$;
  > CREATE TRIGGER refuse AFTER UPDATE ON ads_programregistry EXECUTE FUNCTION refuse();
  > END
  $ upbench run -q -r 20 -s unnest --samples 1 --warmup 1 --arm base --arm x:schema-sql=third.sql -o failed
  failed
  [5]
  $ sed -i 's/"run\//"failed\//' plans.py samples.py; python3 samples.py; python3 plans.py
  unnest rows=20 arm=base 1 cold ok 
  unnest rows=20 arm=base 2 warmup ok 
  unnest rows=20 arm=base 3 measure ok 
  unnest rows=20 arm=x 1 cold ok 
  unnest rows=20 arm=x 2 cold failed explained: <NULL> (SQLSTATE P0001)
  unnest rows=20 arm=base 2 True True None
  None
