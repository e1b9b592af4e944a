Through a pooler in transaction mode each sample is one transaction, and other clients of the pooler have the settings that they had:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > all.sh << 'END'
  > . pooler
  > pooler_start transaction
  > pooler_settings > before
  > upbench run -q -s all -r 5 --samples 2 --warmup 1 --tuned --set work_mem=5MB -o run -d "$pooled" --pooled --control "$SERVER"
  > echo "run $?"
  > pooler_settings > after
  > cmp before after
  > psql -XAtq "$pooled" -c "SELECT count(*) FROM pg_prepared_statements" -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > pooler_stop
  > END
  $ with-server bash all.sh
  run
  run 0
  0
  0
  $ upbench report run 2>&1 | sed -n 's/^  \(.*\)  skipped: /\1: /p'
  row-autocommit: row-autocommit needs a session: each of its statements is a transaction of its own, without the settings of the connection
  row-prepared: row-prepared needs a session: it keeps a prepared statement from one transaction to the next, and the pooler does not
  row-pipeline: row-pipeline needs a session: it keeps a prepared statement from one transaction to the next, and the pooler does not
  values: values needs a session: it keeps a prepared statement from one transaction to the next, and the pooler does not
  copy-staging: copy-staging needs a session: it keeps a temporary table from one transaction to the next
  unnest-binary: unnest-binary needs a session: it keeps a prepared statement from one transaction to the next, and the pooler does not
  floor: floor needs a session: it keeps a temporary table from one transaction to the next
  $ grep -c '"pooler": "transaction"' run/run.json
  1
  $ grep -oE -e '--(dbname|control|pooled)[^"]*' run/run.json
  --dbname=...
  --pooled
  --control=...

The report has the mode of the pooler among its facts:

  $ grep -c 'mode of the pooler' run/report.html
  1

An arm can be the pooler.  Both are measured on the same table, in the same rounds:

  $ cat > arms.sh << 'END'
  > . pooler
  > pooler_start transaction
  > upbench run -q -s unnest,copy-temp -r 5 --samples 2 --workers 1,2 --rtt 0,1ms -o arms -d "$SERVER" --arm direct --arm "pooled:pooled=$pooled"
  > echo "run $?"
  > grep -oE '"--arm[^,]*' arms/run.json
  > grep -oE '^ {6}"(pooler|own_server)": .*' arms/run.json
  > upbench run -q -s unnest -r 5 --samples 2 -o direct -d "$SERVER"
  > upbench run -q -s unnest -r 5 --samples 2 -o pooled -d "$pooled" --pooled --control "$SERVER"
  > upbench compare direct pooled 2>&1 | grep -o 'mode of the pooler.*'
  > pooler_stop
  > END
  $ with-server bash arms.sh
  arms
  run 0
  "--arm=direct"
  "--arm=pooled:pooled=..."
        "own_server": false,
        "own_server": false,
        "pooler": "transaction"
  direct
  pooled
  mode of the pooler  none named  transaction

Without a pooler the samples are such transactions all the same:

  $ cat > none.sh << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > upbench run -q -s unnest,copy-staging -r 5 --samples 1 -o none -d "$SERVER" --pooled --control "$SERVER"
  > echo "run $?"
  > grep -o '"pooler": "[a-z]*"' none/run.json
  > END
  $ with-server bash none.sh
  upbench run: warning: no pooler shows behind --dbname: each sample is one transaction all the same, and strategies that need a session are skipped; name the pooler
  none
  run 0
  "pooler": "none"
