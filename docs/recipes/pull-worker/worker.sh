#!/bin/sh
# A worker for Meanwhile with nothing but a POSIX shell, curl and sed. It runs a command for each task:
#
#   MEANWHILE_URL=http://127.0.0.1:8080 MEANWHILE_KEY=mwk_... ./worker.sh TYPE COMMAND...
#
# The command reads the task, a line of JSON, from its standard input. What it prints becomes the result. When it exits with
# something else than 0, the first line of its standard error says why it failed; 75 means that trying again may help.
set -u
umask 077

[ $# -ge 2 ] || { echo "usage: worker.sh TYPE COMMAND..." >&2; exit 2; }
url=${MEANWHILE_URL:-http://127.0.0.1:8080}
name=${WORKER_NAME:-$(hostname)-$$}
type=$1
shift
folder=$(mktemp -d) || exit 1
child= pulse= callback=

# Tokens go through files: the arguments of a program can be seen by everybody.
headers() { printf 'Content-Type: application/json\n'; [ -z "$1" ] || printf 'Authorization: Bearer %s\n' "$1"; }
headers "${MEANWHILE_KEY:-}" > "$folder/key"

quoted() { # what comes in, fit to stand between quotes in JSON
  tr '\n\r\t' '   ' | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g; s/ *$//'
}

say() { # $1 the word, its body comes in; prints the status
  curl -s -o "$folder/said" -w '%{http_code}' -m 20 --retry 10 --retry-connrefused -H @"$folder/token" -d @- "$callback/$1"
}

stop() {
  trap '' TERM INT
  [ -z "$pulse" ] || kill "$pulse" 2> /dev/null
  [ -z "$child" ] || kill "$child" 2> /dev/null
  if [ -n "$callback" ]; then
    echo '{"status_message":"Its worker is being restarted. Another one takes over."}' | say release > /dev/null
  fi
  rm -rf "$folder"
  echo "Worker $name has stopped."
  exit 0
}
trap stop TERM INT

beat() { # a sign of life, three times within the lease; stops the command when the task is not ours any more
  while :; do
    sleep "$1"
    case $(echo '{}' | say heartbeat) in 409 | 410) kill "$2" 2> /dev/null; return ;; esac
  done
}

echo "Worker $name asks $url for $type."
while :; do
  wish="{\"types\":[\"$type\"],\"worker\":\"$name\",\"count\":1,\"wait_seconds\":30}"
  # In the background, so that a signal is heard at once.
  curl -s -m 60 -H @"$folder/key" -d "$wish" "$url/api/claims" > "$folder/answer" & child=$!
  wait "$child" || :
  child=
  line=$(sed -n '/^{"task_id":"/{s/,$//;p;q;}' "$folder/answer")
  if [ -z "$line" ]; then
    grep -q '^ *{"tasks":' "$folder/answer" || { head -c 500 "$folder/answer" >&2; sleep 2 & wait $!; }
    continue
  fi
  printf '%s\n' "$line" > "$folder/task"
  begin='^{"task_id":"[^"]*","task_type":"[^"]*","attempt":[0-9]*,"lease_seconds":\([0-9]*\),"deadline":"[^"]*"'
  begin=$begin',"callback":{"url":"\([^"]*\)","token":"\([^"]*\)"}.*'
  headers "$(sed "s/$begin/\3/" "$folder/task")" > "$folder/token"
  callback=$(sed "s/$begin/\2/" "$folder/task")
  lease=$(sed "s/$begin/\1/" "$folder/task")

  "$@" < "$folder/task" > "$folder/out" 2> "$folder/err" & child=$!
  pause=$((lease / 3))
  beat $((pause > 0 ? pause : 1)) "$child" > /dev/null & pulse=$!
  wait "$child"
  result=$?
  child=
  kill "$pulse" 2> /dev/null
  pulse=
  if [ "$result" -eq 0 ]; then
    answer=$(printf '{"output_data":{"output":"%s"}}' "$(quoted < "$folder/out")" | say complete)
  else
    why=$(sed -n '/./{p;q;}' "$folder/err" | quoted)
    retryable=$([ "$result" -eq 75 ] && echo true || echo false)
    answer=$(printf '{"what":"%s failed","why":"%s","advice":"Look into the log of its worker.","code":"exit_%d","retryable":%s}' \
      "$type" "${why:-it ended with $result}" "$result" "$retryable" | say fail)
  fi
  callback=
  case $answer in 2??) ;; *) echo "The end of a task was not accepted ($answer)." >&2 ;; esac
done
