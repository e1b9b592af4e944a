An API behind TLS, and one that redirects.  A front of its own passes requests on to `upbench api`, and notes each with its token:

  $ openssl version > found 2>&1 || exit 80 # openssl is missing
  $ certificate() { openssl req -new -x509 -days 2 -nodes -subj /CN=test -addext "subjectAltName=$2" -keyout $1.key -out $1.crt 2> certificate.log; }
  $ certificate own IP:127.0.0.1; certificate other DNS:other.example
  $ cat > front.py << 'END'
  > """front.py BACKEND CERTIFICATE|- LOG [TARGET [FIRST]]: prints its port; from request FIRST on, it redirects to TARGET."""
  > import http.server, ssl, sys, urllib.request
  > backend, certificate, log, target, first = (sys.argv[1:] + ["", "0"])[:5]
  > requests = []
  > class Front(http.server.BaseHTTPRequestHandler):
  >     def do_GET(self):
  >         requests.append(self.path)
  >         with open(log, "a") as notes:
  >             print(self.headers.get("Authorization", "no token"), file=notes)
  >         if target and len(requests) > int(first or 0):
  >             self.send_response(302)
  >             self.send_header("Location", target.replace("PORT", str(server.server_port)) + self.path)
  >             body = b""
  >         else:
  >             request = urllib.request.Request(backend + self.path, headers={"Authorization": self.headers.get("Authorization", "")})
  >             body = urllib.request.urlopen(request).read()
  >             self.send_response(200)
  >         self.send_header("Content-Length", str(len(body)))
  >         self.end_headers()
  >         self.wfile.write(body)
  >     def log_message(self, *words):
  >         pass
  > server = http.server.HTTPServer(("127.0.0.1", 0), Front)
  > if certificate != "-":
  >     context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
  >     context.load_cert_chain(certificate + ".crt", certificate + ".key")
  >     server.socket = context.wrap_socket(server.socket, server_side=True)
  > print(server.server_port, flush=True)
  > server.serve_forever()
  > END
  $ export UPBENCH_API_TOKEN=tok3n
  $ mkfifo url; upbench api --rows 30 > url 2> faults & api=$!; read -r url < url; backend=${url%/programs/v1}
  $ front() { : > $2.log; rm -f port; mkfifo port; python3 front.py "$backend" "$1" $2.log "${@:3}" > port 2> front.err & front=$!; read -r port < port; }
  $ stop() { kill $front; wait $front 2> waited || true; }
  $ sync() { rm -rf out; upbench run -s unnest --samples 1 --min-samples 1 --warmup 0 -q --fetch-retries 0 -o out --source "api:$1" "${@:2}" 2>&1 | sed 's/:[0-9][0-9]*\//:PORT\//'; test -e out && python3 -c 'import csv; print(*sorted({s["status"] + " " + s["error"] for s in csv.DictReader(open("out/samples.csv"))}))' | sed 's/:[0-9][0-9]*\//:PORT\//'; }

With a certificate of an authority that is trusted; without; and for another name.  Nothing is written, and no request was sent:

  $ front own good
  $ SSL_CERT_FILE=own.crt sync https://127.0.0.1:$port/
  out
  ok 
  $ sort -u good.log
  Bearer tok3n
  $ : > good.log
  $ sync https://127.0.0.1:$port/
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: its certificate cannot be verified: it is not from a trusted authority, not valid now, or for another name (1 attempt)
  [1]
  $ SSL_CERT_FILE=nosuch.crt sync https://127.0.0.1:$port/
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: the certificates of trusted authorities cannot be read (SSL_CERT_FILE) (1 attempt)
  [1]
  $ stop; front other named
  $ SSL_CERT_FILE=other.crt sync https://127.0.0.1:$port/
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: its certificate cannot be verified: it is not from a trusted authority, not valid now, or for another name (1 attempt)
  [1]
  $ stop; cat good.log named.log

A redirection to http, to another host or to another port is not followed, so that the token stays where it is; one on the same server is:

  $ front - elsewhere; elsewhere=$port; kept=$front
  $ for target in http://127.0.0.1:$elsewhere http://localhost:$elsewhere https://127.0.0.1:$elsewhere //localhost:PORT; do
  >     front own asked "$target"; SSL_CERT_FILE=own.crt sync https://127.0.0.1:$port/; stop; wc -l < asked.log
  > done
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: redirected to another server
  1
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: redirected to another server
  1
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: redirected to another server
  1
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: redirected to another server
  1
  $ cat elsewhere.log
  $ front own same https://127.0.0.1:PORT/there; SSL_CERT_FILE=own.crt sync https://127.0.0.1:$port/; stop
  upbench run: --source: page 1 of https://127.0.0.1:PORT/: a redirection to nowhere, or more than 5
  $ wc -l < same.log
  6

One that comes later fails the case:

  $ front own late http://127.0.0.1:$elsewhere 2; SSL_CERT_FILE=own.crt sync https://127.0.0.1:$port/; stop
  out
  failed page 1 of https://127.0.0.1:PORT/: redirected to another server
  $ cat elsewhere.log
  $ front=$kept; stop; kill $api; wait $api || true
