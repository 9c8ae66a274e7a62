--[[
  Sets a guard for whoever asks first.

  KEYS     1 guard
  ARGV     milliseconds to hold
  Replies  1 for the first, else 0
]]
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
-- A script whose first write frees at most is let finish by a Redis whose memory is full (commit.lua).
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
return 1
