In a container with little memory, half of its limit is what a case may need. The files of control groups have one here that nothing enforces:

  $ cat > contained << 'END'
  > set -e
  > type=cgroup file=memory.limit_in_bytes
  > group=$(sed -nE 's/^[0-9]+:([^:]*,)?memory(,[^:]*)?:(.*)/\3/p' /proc/self/cgroup)
  > if [ -z "$group" ]; then type=cgroup2 file=memory.max group=$(sed -n 's/^0:://p' /proc/self/cgroup); fi
  > top=$(findmnt -rn -o TARGET -t $type $([ $type = cgroup2 ] || echo -O memory) | tail -n 1)
  > mount -t tmpfs none "$top"
  > mkdir -p "$top$group"
  > echo "$1" > "$top/$file"
  > shift
  > exec "$@"
  > END
  $ contained() { unshare --map-root-user --mount bash contained "$@"; }
  $ contained 1 true 2> /dev/null || exit 80 # it needs a mount namespace, and control groups in it
  $ contained 67108864 upbench run -s json -r 1000,200000 --dry-run | grep -oE '^Memory|[(]limit: .*[)]|.* to skip'
  1 case to measure, 1 to skip
  Memory
  (limit: 32.0 MiB)
  $ contained 67108864 upbench run -s json -r 1000 --memory 48MiB --dry-run | grep -oE '[(]limit: .*[)]'
  (limit: 48.0 MiB)
