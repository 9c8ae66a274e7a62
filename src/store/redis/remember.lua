--[[
  Keeps a value for a time, also where the memory is full (commit.lua).

  KEYS  1 value
  ARGV  value, milliseconds to keep
]]
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
