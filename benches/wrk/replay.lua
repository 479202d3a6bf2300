-- Replays requests, one a line: METHOD PATH TOKEN [BODY]. In the environment: REQUESTS, the file; FROM, how many lines to leave out;
-- BODY, a file that goes with each; ONCE, when a request may not be sent twice. Prints one line of JSON.

local requests = {}
local sent = 0
used = 0
local once = os.getenv("ONCE") ~= nil

local thread_of_all

function setup(thread)
  thread_of_all = thread
end

function init()
  local body = nil
  local path = os.getenv("BODY")
  if path then
    local file = assert(io.open(path, "rb"))
    body = file:read("*a")
    file:close()
  end
  local left_out = tonumber(os.getenv("FROM") or "0")
  for line in io.lines(os.getenv("REQUESTS")) do
    if left_out > 0 then
      left_out = left_out - 1
    else
      local method, target, token, own = line:match("^(%S+) (%S+) (%S+) ?(.*)$")
      local headers = { ["authorization"] = "Bearer " .. token, ["origin"] = "http://localhost:3000" }
      local sent_body = own ~= "" and own or body
      if sent_body then headers["content-type"] = "application/json" end
      requests[#requests + 1] = wrk.format(method, target, headers, sent_body)
    end
  end
end

function request()
  sent = sent + 1
  if sent > #requests then
    if once then
      -- Nothing is left to ask: what is under way is answered, and the rest of the time is not waited for.
      wrk.thread:stop()
      sent = #requests
    else
      sent = 1
    end
  end
  used = used + 1
  return requests[sent]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"us":%d,"refused":%d,"broken":%d,"used":%d,"p50us":%d,"p99us":%d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    thread_of_all:get("used"), latency:percentile(50), latency:percentile(99)))
end
