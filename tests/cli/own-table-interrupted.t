A signal ends the copy of a table at once, and leaves nothing on the server. What is killed, or interrupted twice, leaves a directory
with the command line:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql << 'SQL'
  > SET test.quick = 1;
  > CREATE FUNCTION slow(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
  > BEGIN
  >   IF current_setting('test.quick', true) IS NULL THEN PERFORM pg_sleep(60); END IF;
  >   RETURN $1;
  > END $$;
  > CREATE TABLE slow (id integer PRIMARY KEY, v text, g integer GENERATED ALWAYS AS (slow(id)) STORED);
  > INSERT INTO slow SELECT n, 'v' FROM generate_series(1, 10) AS n;
  > ANALYZE slow;
  > SQL
  > copies() { sql -c "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT INTO \"upbench%' AND state = 'active'"; }
  > for signal in INT TERM; do
  >   upbench run --table slow -s unnest -r 5 --copy-timeout 20s -d "$SERVER" -o $signal > out 2> err &
  >   until [ "$(copies)" = 1 ] || ! kill -0 $!; do :; done
  >   kill -$signal $!; wait $!; echo $?; cat err
  >   copies; sql -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > done
  > upbench run --table slow -s unnest -r 5 --copy-timeout 20s -d "$SERVER" -o killed > out 2> err &
  > until [ "$(copies)" = 1 ] || ! kill -0 $!; do :; done
  > kill -KILL $!; wait $! 2> /dev/null; ls killed; grep '"outcome"' killed/run.json; grep -c '"--output=killed"' killed/run.json
  > upbench report killed
  > END
  $ with-server bash script 2>&1
  5
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: nothing was measured: interrupted by SIGINT
  0
  0
  5
  upbench: interrupted: stopping; the same signal again stops it at once
  upbench run: nothing was measured: interrupted by SIGTERM
  0
  0
  run.json
  samples.csv
    "outcome": null,
  1
  upbench report: killed/samples.csv has no sample
  [2]
