What is written below a figure is of the cases in it. The same strategies have other samples in each workload:

  $ fake-run wide unnest:rows=1000:ms=3:noise=0.05:changed=0.1 copy-temp:rows=1000:ms=2:noise=0.3:changed=0.1 unnest:rows=1000:ms=50:noise=0.2 copy-temp:rows=1000:ms=40:noise=0.01 -samples=12
  $ upbench report wide -q
  wide
  $ cat > captions << 'END'
  > import csv, html, re
  > samples = {}
  > for row in csv.DictReader(open("wide/samples.csv")):
  >     if row["phase"] == "measure":
  >         samples.setdefault((row["strategy"], row["changed"]), []).append((int(row["update_ns"]) + int(row["commit_ns"] or 0)) / 1e6)
  > page = open("wide/report.html", encoding="utf-8").read()
  > for figure in re.findall(r'<figure>.*?</figure>', page, re.S):
  >     caption = re.search(r"The samples of (.*) vary most, from (\S+)\s+ms to (\S+)\s+ms", html.unescape(figure))
  >     if not caption:
  >         continue
  >     changed = re.search(r'aria-label="[^"]*changed=([0-9.]+)"', figure)
  >     changed = changed[1] if changed else "1"
  >     times = samples[caption[1], changed]
  >     print(caption[1], "changed=" + changed, [f"{time:.3g}" for time in (min(times), max(times))] == [caption[2].rstrip("0").rstrip("."), caption[3].rstrip("0").rstrip(".")] or (caption[2], caption[3], min(times), max(times)))
  > END
  $ python3 captions
  copy-temp changed=0.1 True
  unnest changed=1 True

Settings have the units that people give them, and rounds that are not there are named:

  $ fake-run settings -server.settings='[{"name": "shared_buffers", "value": "16384", "unit": "8kB", "source": "configuration file"}, {"name": "max_wal_size", "value": "1024", "unit": "MB", "source": "configuration file"}]' unnest:rows=10
  $ upbench report settings -q
  settings
  $ sed 's/<wbr>//g' settings/report.html | grep -oE '(shared_buffers|max_wal_size)</th><td class="long">[^<]*'
  shared_buffers</th><td class="long">128 MB
  max_wal_size</th><td class="long">1 GB
  $ upbench compare wide --rounds 500-600
  upbench compare: --rounds: wide has no round 500; it has the rounds 1 to 12
  [2]
