compare.py of Google Benchmark reads an export and tests case by case (Debian's libbenchmark-tools
and python3-scipy):

  $ compare_py=/usr/share/benchmark/compare.py
  $ test -e $compare_py && /usr/bin/python3 -c 'import scipy' 2> /dev/null || exit 80 # libbenchmark-tools or python3-scipy is missing
  $ upbench run -q -s row,unnest -r 20 --samples 6 -o run > /dev/null
  $ upbench report -q run --export google-benchmark=run.json > /dev/null
  $ /usr/bin/python3 $compare_py --no-color benchmarks run.json run.json | grep -o '^update.*_pvalue.*'
  update/row/rows=20_pvalue +1.0000 +1.0000 +U Test, Repetitions: 6 vs 6.* (re)
  update/unnest/rows=20_pvalue +1.0000 +1.0000 +U Test, Repetitions: 6 vs 6.* (re)
