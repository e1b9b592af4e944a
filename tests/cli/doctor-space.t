A tablespace with less room than the tables need:

  $ mkdir probe && mount -t tmpfs -o size=1M none probe 2> /dev/null || exit 80 # only root can mount a file system
  $ umount probe
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > admin() { psql -XAtq "$SERVER user=postgres" "$@"; }
  > mkdir "$SERVER_AREA/small"
  > mount -t tmpfs -o size=3M none "$SERVER_AREA/small"
  > trap 'umount -l "$SERVER_AREA/small"' EXIT
  > mkdir "$SERVER_AREA/small/data"
  > chown --reference="$SERVER_AREA" "$SERVER_AREA/small/data"
  > admin -c "CREATE TABLESPACE small LOCATION '$SERVER_AREA/small/data'" -c "GRANT CREATE ON TABLESPACE small TO upbench" -c "ALTER ROLE upbench SET default_tablespace = small"
  > upbench doctor -d "$SERVER" | sed -n '/rules a run out/,/^$/p' | grep -v Notes; echo "doctor ${PIPESTATUS[0]}"
  > upbench doctor -d "$SERVER" --rows 5 --format json | grep '"filesystem": "tmpfs"'; echo "doctor ${PIPESTATUS[0]}"
  > upbench run -q -s unnest -r 1914 -o full -d "$SERVER"; echo "run $?"
  > upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o fits -d "$SERVER"; echo "run $?"
  > END
  $ with-server bash script
  What rules a run out:
    - tables need roughly 4.17 MiB of disk, and 3.00 MiB are free: the server would run out of space; measure fewer rows, or make room
  
  doctor 2
      "filesystem": "tmpfs",
  doctor 0
  upbench run: --dbname: tables need roughly 4.17 MiB of disk, and 3.00 MiB are free: the server would run out of space; measure fewer rows, or make room
  run 2
  fits
  run 0
  $ ls -d full
  ls: cannot access 'full': No such file or directory
  [2]
