--[[
  Counts up, also where the memory is full (commit.lua); the time to live stays as the first count set it.

  KEYS     1 count
  ARGV     how many, milliseconds after the first
  Replies  the count
]]
local count = tonumber(redis.call('GET', KEYS[1]) or '0') + tonumber(ARGV[1])
local left = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], count, 'PX', left > 0 and left or ARGV[2])
return count
