-- wrk's part: POSTs the file named after "--" over and over, each time with the next of many tags,
-- and at the end prints one line of JSON. Times are in microseconds.
local tags = 512
local requests = {}
local sent = 0

function init(args)
   local file = assert(io.open(args[1]))
   local body = file:read("*a")
   file:close()
   for i = 1, tags do
      requests[i] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, (body:gsub("@tag@", "1.0." .. i)))
   end
end

function request()
   sent = sent + 1
   return requests[sent % tags + 1]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"answers":%d,"refused":%d,"brokenConnections":%d,"durationMicros":%d,"p50Micros":%d,"p99Micros":%d,"maxMicros":%d}\n',
      summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
      latency:percentile(50), latency:percentile(99), latency.max))
end
