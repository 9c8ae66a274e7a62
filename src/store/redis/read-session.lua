--[[
  Reads a session and prolongs it; one that was ended with all of its operator's is deleted.

  KEYS     1 session   2 session generations
  ARGV     milliseconds to live from now on
  Replies  the session, or nil
]]
local kept = redis.call('GET', KEYS[1])
if not kept then
  return nil
end
local generation, operator, session = string.match(kept, '^(%d+) (%S+) (.*)$')
if generation ~= (redis.call('HGET', KEYS[2], operator) or '0') then
  redis.pcall('DEL', KEYS[1])
  return nil
end
-- A Redis that takes no writes can still be looked at.
redis.pcall('PEXPIRE', KEYS[1], ARGV[1])
return session
