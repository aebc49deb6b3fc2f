-- wrk's part: POSTs the file named after "--" over and over, each time with a tag that was never sent before, for a push that
-- is told of twice starts nothing; at the end prints one line of JSON. Times are in microseconds.
local threads = 0
local sent = 0
local before, after

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

function init(args)
   local file = assert(io.open(args[1]))
   local body = file:read("*a")
   file:close()
   -- The tag is as long each time, and so is the body.
   local place = ("0"):rep(9)
   local tag = string.format("%d.%d.%s", os.time(), number, place)
   local request = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, (body:gsub("@tag@", tag)))
   local from, to = request:find(tag, 1, true)
   before, after = request:sub(1, to - #place), request:sub(to + 1)
end

function request()
   sent = sent + 1
   return before .. string.format("%09d", sent) .. after
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"answers":%d,"refused":%d,"brokenConnections":%d,"durationMicros":%d,"p50Micros":%d,"p99Micros":%d,"maxMicros":%d}\n',
      summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
      latency:percentile(50), latency:percentile(99), latency.max))
end
