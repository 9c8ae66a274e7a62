--[[
  Puts an effect back into the outbox for a later time, unless it is finished.

  KEYS  1 outbox   2 effects
  ARGV  effect id, when (epoch ms), what is kept of it (`attempt createdAt {json}`)
]]
-- Frees at most, so that a Redis whose memory is full lets the script finish (commit.lua).
redis.call('ZREM', KEYS[1], '')
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
  redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
end
