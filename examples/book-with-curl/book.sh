#!/usr/bin/env bash
# Books, moves and cancels a meeting with nothing but curl, and stops at the first answer that is not as expected.
#
#   API=http://127.0.0.1:3000 KEY=ac_test_… EVENT_TYPE=evt_… DAY=2030-06-17 ./book.sh
#
# DAY is a day on which the event type has hours from 09:00 to 17:00 UTC. The "Test Event" has them on weekdays where the
# server was first started in UTC; elsewhere in that machine's zone.
set -euo pipefail
: "${API:=http://127.0.0.1:3000}" "${KEY:?a test key}" "${EVENT_TYPE:?the id of an event type}" "${DAY:=2030-06-17}"

# ask METHOD PATH [BODY]: makes a call and keeps status and body.
ask() {
  local answer
  answer=$(curl --silent --show-error --max-time 20 --write-out '\n%{http_code}' -X "$1" "$API$2" \
    -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' ${3:+-d "$3"})
  status=${answer##*$'\n'}
  body=${answer%$'\n'*}
  echo "$1 ${2%%\?*} -> $status"
}

# expect STATUS TEXT...: the answer has this status and holds each text.
expect() {
  [ "$status" = "$1" ] || { echo "Expected status $1, got $status: $body" >&2; exit 1; }
  shift
  for text in "$@"; do
    case $body in *"$text"*) ;; *) echo "Expected $text in: $body" >&2; exit 1 ;; esac
  done
}

# field NAME: the text of the first field with that name. (With jq: jq -r .NAME)
field() { grep -o "\"$1\":\"[^\"]*\"" <<<"$body" | head -n 1 | cut -d '"' -f 4; }

ask GET "/v1/availability?event_type_id=$EVENT_TYPE&start=$DAY&end=$DAY"
expect 200 "{\"start_time\":\"${DAY}T09:00:00Z\",\"end_time\":\"${DAY}T09:30:00Z\"}"

booking="{\"event_type_id\":\"$EVENT_TYPE\",\"start_time\":\"${DAY}T09:00:00Z\",
  \"invitee_name\":\"Alex Johnson\",\"invitee_email\":\"alex@example.com\"}"
ask POST /v1/bookings "$booking"
expect 201 '"status":"confirmed"' "\"end_time\":\"${DAY}T09:30:00Z\""
id=$(field id)

ask POST /v1/bookings "$booking"
expect 409 '"code":"slot_unavailable"' '"reason":"booked"' "\"start_time\":\"${DAY}T09:30:00Z\""

ask POST "/v1/bookings/$id/reschedule" "{\"new_start_time\":\"${DAY}T10:00:00Z\"}"
expect 200 "\"id\":\"$id\"" '"status":"rescheduled"' "\"start_time\":\"${DAY}T10:00:00Z\""

ask GET "/v1/availability?event_type_id=$EVENT_TYPE&start=$DAY&end=$DAY"
expect 200 "\"start_time\":\"${DAY}T09:00:00Z\""
case $body in *"\"start_time\":\"${DAY}T10:00:00Z\""*) echo 'A taken slot is offered.' >&2; exit 1 ;; esac

ask POST "/v1/bookings/$id/cancel" '{"reason":"Customer requested cancellation"}'
expect 200 '"status":"cancelled"'
cancelled_at=$(field cancelled_at)

ask POST "/v1/bookings/$id/cancel"
expect 200 '"status":"cancelled"' "\"cancelled_at\":\"$cancelled_at\"" '"cancel_reason":"Customer requested cancellation"'

echo "Booked, moved and cancelled $id."
