pgpool-II between upbench and the server.  In front of one it is like a pooler in session mode; with several, nothing is measured:

  $ command -v pgpool > /dev/null || exit 80 # pgpool is missing; it is in Debian's package pgpool2
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > read -ra as_owner <<< "$SERVER_AS"
  > keep() { "${as_owner[@]}" tee "$SERVER_AREA/$1" > /dev/null; }
  > backend() { echo "backend_hostname$1 = '$(expr "$2" : 'host=\([^ ]*\)')'"; echo "backend_port$1 = $(expr "$2" : '.* port=\([0-9]*\)')"; }
  > pgpool() { "${as_owner[@]}" pgpool -f "$SERVER_AREA/conf" -F "$SERVER_AREA/pcp" "$@" 2>> log; }
  > begin() {
  >   keep conf << CONF
  > $(cat)
  > backend_clustering_mode = '$1'
  > port = 9999
  > listen_addresses = ''
  > pcp_listen_addresses = ''
  > socket_dir = '$SERVER_AREA'
  > pcp_socket_dir = '$SERVER_AREA'
  > wd_ipc_socket_dir = '$SERVER_AREA'
  > pid_file_name = '$SERVER_AREA/pgpool.pid'
  > logdir = '$SERVER_AREA'
  > work_dir = '$SERVER_AREA'
  > pool_passwd = '$SERVER_AREA/passwords'
  > sr_check_period = 0
  > num_init_children = 8
  > CONF
  >   pgpool -n > output &
  >   until psql -XAtq "$pooled" -c 'SELECT 1' > /dev/null 2>&1; do :; done
  > }
  > end() { pgpool -m immediate stop > stopped; wait; }
  > echo "upbench:TEXT$PGPASSWORD" | keep passwords
  > echo | keep pcp
  > pooled="host=$SERVER_AREA port=9999 user=upbench dbname=upbench"
  > run() { upbench run -q -s unnest,copy-temp,row-prepared -r 5 --samples 1 "$@"; echo "run $?"; }
  > for mode in raw streaming_replication native_replication; do
  >   echo "# $mode"
  >   backend 0 "$SERVER" | begin $mode
  >   upbench doctor -d "$pooled" | grep -o 'a pooler in .* mode$'; echo "doctor ${PIPESTATUS[0]}"
  >   run -o $mode -d "$pooled"
  >   end
  > done
  > echo '# two servers'
  > { backend 0 "$SERVER"; backend 1 "$STANDBY"; } | begin streaming_replication
  > upbench doctor -d "$pooled" --format json | grep -E '"(pooling|pgpool_servers)"'
  > run -o two -d "$pooled"
  > run -o three -d "$pooled" --pooled --control "$SERVER"
  > upbench shape missing -d "$pooled"; echo "shape $?"
  > end
  > END
  $ with-server --standby bash script
  # raw
  a pooler in session mode
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: each connection takes a backend of the pool for the whole run; name the server itself
  raw
  run 0
  # streaming_replication
  a pooler in session mode
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: each connection takes a backend of the pool for the whole run; name the server itself
  streaming_replication
  run 0
  # native_replication
  a pooler in session mode
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: each connection takes a backend of the pool for the whole run; name the server itself
  native_replication
  run 0
  # two servers
      "pooling": "session",
      "pgpool_servers": 2,
  upbench run: --dbname: pgpool-II, which has several servers, is between upbench and the server: a statement may reach any of them; name the server itself
  run 2
  upbench run: --dbname: the pooler is pgpool-II, which has several servers: a statement may reach any of them
  run 2
  upbench shape: --dbname: pgpool-II, which has several servers, is between upbench and the server: a statement may reach any of them; name the server itself
  shape 2
