--[[
  Keeps a session with the generation of its operator: ending all sessions of an operator is one step of that number.

  KEYS  1 session   2 session generations
  ARGV  operator, session, milliseconds to live
]]
local generation = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
-- First, so that a Redis whose memory is full lets the script finish (commit.lua).
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], generation .. ' ' .. ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[3])
