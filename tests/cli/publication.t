A database with a publication FOR ALL TABLES is left alone, unless that is asked for:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -XAtq "$SERVER user=postgres" -c 'CREATE PUBLICATION everything FOR ALL TABLES' 2> /dev/null
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -d "$SERVER" "$@"; }
  > run -o refused; echo $?
  > upbench check -s unnest -d "$SERVER" > out; echo $?
  > psql -XAtq "$SERVER" -c "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench'"
  > run --allow-published -o run; echo $?
  > psql -XAtq "$SERVER user=postgres" -c 'DROP PUBLICATION everything'
  > run -o again; echo $?
  > END
  $ with-server bash script
  upbench run: --dbname: the publication everything is FOR ALL TABLES: subscribers would get changes of tables that they do not have, and stop; with --allow-published it is done all the same
  2
  upbench check: --dbname: the publication everything is FOR ALL TABLES: subscribers would get changes of tables that they do not have, and stop; with --allow-published it is done all the same
  2
  run
  0
  again
  0
  $ ls -d refused
  ls: cannot access 'refused': No such file or directory
  [2]
