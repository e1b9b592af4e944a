A server that is reached at an address, and verified by its name, also by peers, directly and over a simulated network:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > run() { upbench run -q -r 5 --samples 1 --warmup 0 --rtt 0,1ms "$@"; echo $?; }
  > outcomes() { python3 -c 'import csv, sys; [print(s["strategy"], s["rtt_us"], s["status"], s["error"]) for s in csv.DictReader(open(sys.argv[1] + "/samples.csv"))]' $1 | sort -u; }
  > run -d "$TCP" -s unnest,row --peer asyncpg-unnest,psycopg-copy,pgbench-prepared -o verified
  > outcomes verified
  > echo "- with a service file and a password file"
  > printf '[up]\n%s\n' "${TCP// /$'\n'}" > service
  > echo "db.example:*:upbench:*:$SERVER_PASSWORD" > passwords; chmod 600 passwords
  > export PGSERVICEFILE=$PWD/service PGPASSFILE=$PWD/passwords; unset PGPASSWORD
  > run -d service=up -s unnest --peer asyncpg-unnest -o files
  > outcomes files
  > grep -rl "$SERVER_PASSWORD" verified files
  > echo "- under another name"
  > run -d "${TCP/db.example/elsewhere.example}" -s unnest -o no 2>&1 | sed 's/.*: server/server/'
  > END
  $ with-server --tls bash script 2>&1
  verified
  0
  asyncpg-unnest 0 ok 
  asyncpg-unnest 1000 ok 
  pgbench-prepared 0 ok 
  pgbench-prepared 1000 ok 
  psycopg-copy 0 ok 
  psycopg-copy 1000 ok 
  row 0 ok 
  row 1000 ok 
  unnest 0 ok 
  unnest 1000 ok 
  - with a service file and a password file
  files
  0
  asyncpg-unnest 0 ok 
  asyncpg-unnest 1000 ok 
  unnest 0 ok 
  unnest 1000 ok 
  - under another name
  server certificate for "db.example" does not match host name "elsewhere.example"
  5
