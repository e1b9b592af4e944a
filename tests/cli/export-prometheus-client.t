The parser of OpenMetrics in Prometheus' client for Python (Debian's python3-prometheus-client):

  $ /usr/bin/python3 -c 'import prometheus_client' 2> /dev/null || exit 80 # python3-prometheus-client is missing; scripts/setup --test installs it
  $ upbench run -q -s row,unnest -r 20 --samples 6 -o run > /dev/null
  $ upbench report -q run --export openmetrics=metrics > /dev/null
  $ /usr/bin/python3 - <<'PYTHON'
  > from prometheus_client.openmetrics.parser import text_string_to_metric_families
  > for family in text_string_to_metric_families(open("metrics").read()):
  >     print(family.name, family.type, family.unit, len(family.samples))
  > PYTHON
  upbench_update_seconds gauge seconds 2
  upbench_update_low_seconds gauge seconds 2
  upbench_update_high_seconds gauge seconds 2
  upbench_sync_seconds gauge seconds 2
  upbench_wal_bytes gauge bytes 2
  upbench_round_trips gauge  2
