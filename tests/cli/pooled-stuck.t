A backend that does not heed a cancellation is ended.  It is that of the sample, though a pooler names
another one when the connection is made:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > stuck.sql << 'END'
  > CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  > LOOP BEGIN PERFORM pg_sleep(600); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END$$;
  > CREATE TRIGGER stay BEFORE UPDATE ON ads_programregistry EXECUTE FUNCTION stay();
  > END
  $ cat > stuck.sh << 'END'
  > . pooler
  > run() {
  >   upbench run -q -s unnest -r 5 --samples 1 --timeout 1 "$@" --arm base --arm stuck:schema-sql=stuck.sql 2> warnings
  >   echo "run $?"
  >   psql -XAtq "$SERVER" -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
  > }
  > pooler_start transaction
  > run -o transaction -d "$pooled" --pooled --control "$SERVER"
  > pooler_stop
  > pooler_start session
  > run -o session -d "$pooled"
  > pooler_stop
  > END
  $ with-server bash stuck.sh
  transaction
  run 5
  0
  session
  run 5
  0
  $ cut -d, -f 20- transaction/samples.csv session/samples.csv | grep -o 'stopped after[^",]*' | sort -u
  stopped after its limit of 1 s
