Workers of one sync that wait for each other: here each update of a row adds 1 to the one row of a
counter. The case is ended long before its limit, and says what it waited for. Without --workers, and
where each statement commits, nothing waits for long:

  $ cat > counter.sql << 'END'
  > CREATE TABLE counter (updates bigint NOT NULL);
  > INSERT INTO counter VALUES (0);
  > CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS 'BEGIN UPDATE counter SET updates = updates + 1; RETURN NULL; END';
  > CREATE TRIGGER count_update AFTER UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION count_update();
  > END
  $ cat > states.py << 'END'
  > import csv, sys
  > rows = {(r["case"], r["status"], r["error"]) for r in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline=""))}
  > for row in sorted(rows): print(*row, sep=": ")
  > END
  $ upbench run -s unnest,row-autocommit -r 40 --workers 1,2 --timeout 200 --samples 1 --warmup 0 --arm base --arm counter:schema-sql=counter.sql -q -o counter
  counter
  [5]
  $ python3 states.py counter | sed -E 's/worker 1 waits for worker 2|worker 2 waits for worker 1/worker A waits for worker B/'
  row-autocommit rows=40 arm=base: ok: 
  row-autocommit rows=40 arm=counter: ok: 
  row-autocommit rows=40 workers=2 arm=base: ok: 
  row-autocommit rows=40 workers=2 arm=counter: ok: 
  unnest rows=40 arm=base: ok: 
  unnest rows=40 arm=counter: ok: 
  unnest rows=40 workers=2 arm=base: ok: 
  unnest rows=40 workers=2 arm=counter: failed: worker A waits for worker B of the same sync, which keeps its locks until all are done: the table (a trigger, a foreign key, an index) makes them lock the same row of counter; --workers 1 avoids it

A wait for another session may end, so it is left to the limit, which names it:

  $ cat > turnstile.sql << 'END'
  > CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(20); RETURN NULL; END';
  > CREATE TRIGGER wait AFTER UPDATE ON ads_programregistry EXECUTE FUNCTION wait();
  > END
  $ cat > hold << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > exec 5> >(PGAPPNAME=turnstile psql -XAtq "$SERVER" > held)
  > echo 'SELECT pg_advisory_lock(20);' >&5
  > until [[ -s held ]]; do sleep 0.1; done
  > upbench run -s unnest -r 5 --timeout 1 --samples 1 --warmup 0 -d "$SERVER" --arm base --arm turnstile:schema-sql=turnstile.sql -q -o turnstile
  > exec 5>&-
  > wait
  > END
  $ with-server bash hold
  turnstile
  $ python3 states.py turnstile | sed -E 's/process [0-9]+/process N/'
  unnest rows=5 arm=base: ok: 
  unnest rows=5 arm=turnstile: timeout: stopped after its limit of 1 s, waiting for a lock of another session: process N, turnstile, idle
