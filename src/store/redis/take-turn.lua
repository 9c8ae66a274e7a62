--[[
  Gives out turns, a fixed time apart and in the order in which they are asked for. Who asks again keeps the turn.

  KEYS     1 sorted set of ids by when their turn is
  ARGV     id, now, milliseconds from turn to turn, milliseconds to remember a turn that is over
  Replies  when the turn is (epoch ms, as text)
]]
local id, now, every, keptMs = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local at = redis.call('ZSCORE', KEYS[1], id)
if not at then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - keptMs)
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
  at = string.format('%.0f', math.max(now, last and tonumber(last) + every or now))
  redis.call('ZADD', KEYS[1], at, id)
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', at - now + keptMs))
end
return at
