A table that stamps a column itself: no strategy is to blame, and each is told what to do. The other
arm is measured.

  $ cat > stamp.sql << 'END'
  > CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.last_changed_at := now(); RETURN NEW; END';
  > CREATE TRIGGER stamp BEFORE UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION stamp();
  > END
  $ arms="--arm base --arm stamp:schema-sql=stamp.sql"
  $ run() { upbench-broken run -r 20 --samples 1 --warmup 0 "$@" > printed; code=$?; grep 'arm=stamp' printed | grep -E 'not measured|wrong state'; return $code; }
  $ mask() { sed -E 's/(program_id|last_changed_at is|expected) "[^"]*"/\1 "..."/g'; }
  $ run -s row,unnest,floor,null $arms -o found
    row arm=stamp  not measured: the table writes last_changed_at itself: add --server-columns last_changed_at
    unnest arm=stamp  not measured: the table writes last_changed_at itself: add --server-columns last_changed_at
    floor arm=stamp  not measured: the table writes last_changed_at itself: add --server-columns last_changed_at
  [5]
  $ cat > columns.py << 'END'
  > import json, sys
  > run = json.load(open(sys.argv[1] + "/run.json"))
  > print("relation", run["relation"].get("server_columns"))
  > for case in run["cases"]: print(case["name"], case.get("wrong_columns"), case.get("server_columns"), sep="|")
  > END
  $ python3 columns.py found
  relation None
  row rows=20 arm=base|None|None
  row rows=20 arm=stamp|['last_changed_at']|['last_changed_at']
  unnest rows=20 arm=base|None|None
  unnest rows=20 arm=stamp|['last_changed_at']|['last_changed_at']
  floor rows=20 arm=base|None|None
  floor rows=20 arm=stamp|['last_changed_at']|['last_changed_at']
  null rows=20 arm=base|None|None
  null rows=20 arm=stamp|None|None
  $ grep -c 'left the table' found/report.html printed
  found/report.html:0
  printed:0
  [1]
  $ upbench compare found 2> /dev/null | grep 'row rows'
    row rows=20  incomparable: not measured in stamp: the table writes last_changed_at itself: add --server-columns last_changed_at

Declared, the column is not compared, and the report says so:

  $ run -s row,unnest $arms --server-columns last_changed_at -o declared
  $ grep 'server-columns' printed
    - The table writes last_changed_at itself (--server-columns): not compared with the expected state.
  $ python3 columns.py declared | sed -n 1p
  relation ['last_changed_at']
  $ python3 -c 'import csv
  > print(*sorted({(r["status"], r["state_hash"] != "") for r in csv.DictReader(open("declared/samples.csv", newline=""))}))
  > print(len({r["state_hash"] for r in csv.DictReader(open("declared/samples.csv", newline=""))}))'
  ('ok', True)
  1
  $ grep -c 'The table writes last_changed_at itself' declared/report.html
  1
  $ upbench compare found declared 2> /dev/null
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact                     base  new
    relation server columns  none  last_changed_at
  [4]

In a file it is a key; the columns of all groups count:

  $ cat > declared.ini << 'END'
  > [global]
  > rows = 20
  > samples = 1
  > warmup = 0
  > [one]
  > strategy = row
  > server-columns = last_changed_at
  > [two]
  > strategy = unnest
  > server-columns = last_changed_at, clicks
  > END
  $ upbench run declared.ini $arms -q -o file
  file
  $ python3 columns.py file | sed -n 1p
  relation ['last_changed_at', 'clicks']

What only some strategies do is theirs, also beside what the table does:

  $ run -s row,broken-value $arms -o both > both.txt
  [6]
  $ mask < both.txt
    row arm=stamp  not measured: the table writes last_changed_at itself: add --server-columns last_changed_at
    broken-value arm=stamp  left the table in a wrong state: program_id "...": last_changed_at is "...", expected "..."; wrong columns: program_name, last_changed_at; the table writes last_changed_at itself: add --server-columns last_changed_at
  $ run -s row,broken-value $arms --server-columns last_changed_at -o mended > mended.txt
  [6]
  $ mask < mended.txt
    broken-value arm=stamp  left the table in a wrong state: program_id "...": program_name is "wrong", expected "..."

Without a strategy that goes row by row it cannot be told, and the state is wrong:

  $ run -s unnest,floor $arms -o alone > alone.txt
  [6]
  $ mask < alone.txt
    unnest arm=stamp  left the table in a wrong state: program_id "...": last_changed_at is "...", expected "..."; if the table writes last_changed_at itself, add --server-columns last_changed_at, or measure --strategy row, whose state shows it
    floor arm=stamp  left the table in a wrong state: program_id "...": last_changed_at is "...", expected "..."; if the table writes last_changed_at itself, add --server-columns last_changed_at, or measure --strategy row, whose state shows it

Names that cannot be:

  $ upbench run -s row -r 3 --server-columns last_changed_ta -o none
  upbench run: --server-columns: no column "last_changed_ta" is compared (did you mean "last_changed_at"?)
  [2]
  $ upbench run -s row -r 3 --server-columns updated_at -o none
  upbench run: --server-columns: ads_programregistry has no column "updated_at" that is compared
  [2]
  $ upbench run -s row -r 3 --server-columns clicks,program_id -o none
  upbench run: --server-columns: rows are found by "program_id": the table cannot write it itself
  [2]
  $ upbench run -s row -r 3 --server-columns username -o none
  upbench run: --server-columns: rows are found by "username": the table cannot write it itself
  [2]
