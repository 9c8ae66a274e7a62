--[[
  Adds to the timeline of a contact that exists; the timeline is forgotten when the contact is.

  KEYS  1 contact   2 timeline
  ARGV  length of a timeline, entries…
]]
local expiresIn = redis.call('PTTL', KEYS[1])
if expiresIn == -2 then
  return
end
-- First, since it frees at most: a Redis whose memory is full then lets the script finish (commit.lua).
redis.call('LTRIM', KEYS[2], -ARGV[1], -1)
redis.call('RPUSH', KEYS[2], unpack(ARGV, 2))
redis.call('LTRIM', KEYS[2], -ARGV[1], -1)
if expiresIn >= 0 then
  redis.call('PEXPIRE', KEYS[2], expiresIn)
end
