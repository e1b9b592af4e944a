A standby is named, and nothing is tried there; a primary whose commits wait for one that is there is measured:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > admin() { psql -XAtq "$SERVER user=postgres" "$@"; }
  > subjects() { /usr/bin/python3 -c 'import json; [print(f["severity"], f["subject"]) for f in json.load(open("found.json"))["findings"] if f["severity"] != "note"]'; }
  > replica="host=$SERVER_AREA port=5433 user=upbench dbname=upbench"
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o "$1" -d "$2"; echo "run $?"; }
  > as_owner() { (cd / && $SERVER_AS "$@"); }
  > as_owner env PGPASSWORD="$PGPASSWORD" "$SERVER_BIN/pg_basebackup" -R -c fast -D "$SERVER_AREA/standby" -d "$SERVER user=postgres application_name=near"
  > as_owner "$SERVER_BIN/pg_ctl" -s -w -D "$SERVER_AREA/standby" -l "$SERVER_AREA/log" -o "-p 5433 -c unix_socket_directories=$SERVER_AREA -c listen_addresses= -c fsync=off" start
  > trap 'as_owner "$SERVER_BIN/pg_ctl" -s -m immediate -D "$SERVER_AREA/standby" stop' EXIT
  > upbench doctor -d "$replica" --format json > found.json; echo "doctor $?"
  > subjects
  > run standby "$replica"
  > until [[ $(admin -c "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == 1 ]]; do :; done
  > echo "# it is there"
  > admin -c "ALTER SYSTEM SET synchronous_standby_names = 'near'" -c "SELECT pg_reload_conf()" > reloaded
  > until [[ $(admin -c "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1 ]]; do :; done
  > upbench doctor -d "$SERVER user=postgres" | grep '^  replication'
  > echo "# a role that cannot see it"
  > upbench doctor -d "$SERVER" --format json > found.json; echo "doctor $?"
  > subjects
  > run waited "$SERVER"
  > echo "# it is gone"
  > as_owner "$SERVER_BIN/pg_ctl" -s -m immediate -D "$SERVER_AREA/standby" stop
  > trap - EXIT
  > until [[ $(admin -c "SELECT count(*) FROM pg_stat_replication") == 0 ]]; do :; done
  > run gone "$SERVER"
  > echo "# another one is in its place, which no commit waits for"
  > as_owner mkdir "$SERVER_AREA/wal"
  > as_owner env PGPASSWORD="$PGPASSWORD" "$SERVER_BIN/pg_receivewal" --no-loop -D "$SERVER_AREA/wal" -d "$SERVER user=postgres" > receiver 2>&1 &
  > until [[ $(admin -c "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == 1 ]]; do :; done
  > upbench doctor -d "$SERVER" --format json > found.json; echo "doctor $?"
  > subjects
  > run replaced "$SERVER"
  > upbench doctor -d "$SERVER user=postgres" --format json > found.json; echo "doctor $?"
  > subjects
  > admin -c "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^upbench'"
  > END
  $ with-server bash script
  doctor 2
  refused standby
  upbench run: --dbname: the server is a standby: nothing can be written to it; name its primary (of several hosts, target_session_attrs=read-write takes it)
  run 2
  # it is there
    replication  1 standby, 1 of 1 that commits wait for
  # a role that cannot see it
  doctor 0
  warning synchronous_standby
  upbench run: warning: commits wait for standbys, and the role may not see whether those are connected: commits would not end while they are not, so a run first tries one, for 10 s; GRANT pg_monitor to the role
  waited
  run 0
  # it is gone
  upbench run: --dbname: commits wait for 1 standby by synchronous_standby_names, and 0 of them are connected: the first commit would not end; start the standby, or set PGOPTIONS='-c synchronous_commit=local'
  run 2
  # another one is in its place, which no commit waits for
  doctor 0
  warning synchronous_standby
  upbench run: --dbname: commits wait for standbys by synchronous_standby_names, and one did not end in 10 s: the run would not end; start the standby, or set PGOPTIONS='-c synchronous_commit=local'
  run 2
  doctor 2
  refused synchronous_standby
  0
