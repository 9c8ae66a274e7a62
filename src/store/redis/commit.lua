--[[
  Commits versioned records, all or nothing.

  Compares versions, and whose legs are that somebody takes, then writes: records, places in the line (newcomers are
  ranked here, one after the other), who is takeable, served and owed, labels, deadlines, legs, timelines, tallies, the
  outbox, the event's id, and the stream of changes. It holds no rule of the business and reads no record: they are opaque text.

  A script that fails half-way keeps what it wrote. Therefore nothing is written before everything is read and
  compared, and whoever calls it has checked the numbers (check-commit.ts).

  KEYS
    1 last-ranks   2 served   3 deadlines   4 outbox      5 effects   6 last-effect
    7 changes      8 desks    9 free-desks  10 duties    11 on-duty
    12 owed      13 speakers   14… keys of single records, named by index in ARGV; index 0 means none

  ARGV, read from first to last
    now, event key, milliseconds to remember an event, milliseconds to keep what is over, end of the effects' lease,
    milliseconds to keep a label, length of a caller's past, length of the stream, length of a timeline, key of what is
    spoken on duty without its queue, milliseconds to keep a tally, name of the longest wait in it, then four lists, each
    led by its length:
    contacts: id, record key, expected version, record, '1' where it expires, timeline key, line key, takeable key,
              key of the line left, key of its takeable, standing ('out' | 'keep' | 'place' | 'newcomer'),
              place (of a newcomer: its band), arrival, queue id, '1' takeable, '1' served, '1' owed, due ('' never),
              leg key, '1' where it takes that leg, key of its caller's past where it is over, then lists, each led by
              its length: timeline, keys of labels to remove, keys of labels to add
    desks:    operator, expected version, record, queues on duty (comma-separated), what is spoken there ('queue:language',
              comma-separated), free since ('' not), due ('' never), leg key, intent key
    effects:  effect
    tallies:  key, longest wait ('' none), list of counts: name, how many more

  Replies
    {'committed', effect id…}   {'conflict'}   {'duplicate'}
]]
local lastRanks, served, deadlines, outbox, effects, lastEffect = unpack(KEYS, 1, 6)
local changes, desks, freeDesks, duties, onDuty, owed, speakers = unpack(KEYS, 7, 13)

local at = 0
local function text()
  at = at + 1
  return ARGV[at]
end
local function key()
  return KEYS[tonumber(text())]
end
local function list(read)
  local items = {}
  for i = 1, tonumber(text()) do
    items[i] = read()
  end
  return items
end

local now, eventKey, eventMs, keptMs = text(), key(), text(), text()
local leaseEnd, labelMs, pastLength, changesLength, timelineLength = text(), text(), text(), text(), text()
local spokenKey, tallyMs, longestWait = text(), text(), text()
local contactWrites = list(function()
  return {
    id = text(), key = key(), expected = text(), record = text(), expires = text() == '1', timelineKey = key(),
    line = key(), takeableLine = key(), leftLine = key(), leftTakeable = key(),
    standing = text(), place = text(), arrivedAt = text(), queueId = text(),
    takeable = text() == '1', served = text() == '1', owed = text() == '1', due = text(),
    legKey = key(), takesLeg = text() == '1', past = key(),
    timeline = list(text), labelsToRemove = list(key), labelsToAdd = list(key),
  }
end)
local deskWrites = list(function()
  return {
    operator = text(), expected = text(), record = text(), duty = text(), spoken = text(), freeSince = text(), due = text(),
    legKey = key(), intentKey = key(),
  }
end)
local newEffects = list(text)
local tallies = list(function()
  return {
    key = key(), longest = text(),
    counts = list(function()
      return { name = text(), by = text() }
    end),
  }
end)

if eventKey and redis.call('EXISTS', eventKey) == 1 then
  return { 'duplicate' }
end
local function versionOf(record)
  return record and string.match(record, '^%d+') or '0'
end
local entering, written = false, {}
for _, write in ipairs(contactWrites) do
  written['contact:' .. write.id] = true
  if versionOf(redis.call('GET', write.key)) ~= write.expected then
    return { 'conflict' }
  end
  entering = entering or write.expected == '0'
end
for _, write in ipairs(deskWrites) do
  if versionOf(redis.call('HGET', desks, write.operator)) ~= write.expected then
    return { 'conflict' }
  end
end

-- A leg has one contact: who takes it from another writes both.
for _, write in ipairs(contactWrites) do
  local owner = write.takesLeg and write.legKey and redis.call('GET', write.legKey)
  if owner and not written[owner] then
    return { 'conflict' }
  end
end

-- With its memory full Redis refuses a script at the first write that could take memory, and lets one finish that has
-- written before. This write frees at most: who is in the line is served and can leave it, only newcomers are refused.
if not entering then
  redis.call('ZREM', deadlines, '')
end

local function forgetLater(textKey, value)
  redis.call('SET', textKey, value, 'PX', keptMs)
end
local function setDeadline(member, due)
  if due == '' then
    redis.call('ZREM', deadlines, member)
  else
    redis.call('ZADD', deadlines, due, member)
  end
end
-- A list beside the line keeps since when somebody is in it.
local function setListed(listKey, id, isIn)
  if isIn then
    redis.call('ZADD', listKey, 'NX', now, id)
  else
    redis.call('ZREM', listKey, id)
  end
end
-- Counts what is spoken on duty, up or down. Which queues it is only the text tells; their keys have the same hash tag.
local function countSpoken(spoken, by)
  for queueId, language in string.gmatch(spoken, '([^,:]+):([^,]+)') do
    redis.call('HINCRBY', spokenKey .. queueId, language, by)
  end
end
-- Lua's own tostring keeps 14 digits, a place has 15.
local function exactly(number)
  return string.format('%.17g', number)
end
local function placeOf(write)
  if write.standing == 'place' then
    return write.place
  end
  local rank = tonumber(write.arrivedAt)
  local last = redis.call('HGET', lastRanks, write.queueId)
  if last and tonumber(last) + 1 > rank then
    rank = tonumber(last) + 1
  end
  redis.call('HSET', lastRanks, write.queueId, exactly(rank))
  return exactly(tonumber(write.place) + rank)
end

for _, write in ipairs(contactWrites) do
  local id = write.id
  if write.expires then
    forgetLater(write.key, write.record)
  else
    redis.call('SET', write.key, write.record)
  end
  if #write.timeline > 0 then
    redis.call('RPUSH', write.timelineKey, unpack(write.timeline))
    redis.call('LTRIM', write.timelineKey, -timelineLength, -1)
  end
  if write.expires then
    redis.call('PEXPIRE', write.timelineKey, keptMs)
  else
    -- It expired already where something is owed only now about a contact that is over.
    redis.call('PERSIST', write.timelineKey)
  end
  if write.leftLine then
    redis.call('ZREM', write.leftLine, id)
    redis.call('ZREM', write.leftTakeable, id)
  end
  if write.standing == 'out' then
    redis.call('ZREM', write.line, id)
  elseif write.standing ~= 'keep' then
    redis.call('ZADD', write.line, placeOf(write), id)
  end
  local place = write.takeable and redis.call('ZSCORE', write.line, id)
  if place then
    redis.call('ZADD', write.takeableLine, place, id)
  else
    redis.call('ZREM', write.takeableLine, id)
  end
  setListed(served, id, write.served)
  setListed(owed, id, write.owed)
  for _, label in ipairs(write.labelsToRemove) do
    redis.call('ZREM', label, id)
  end
  for _, label in ipairs(write.labelsToAdd) do
    redis.call('ZADD', label, 'NX', now, id)
    redis.call('PEXPIRE', label, labelMs)
  end
  if write.past then
    redis.call('ZADD', write.past, 'NX', now, id)
    redis.call('ZREMRANGEBYRANK', write.past, 0, -1 - pastLength)
    redis.call('PEXPIRE', write.past, keptMs)
  end
  setDeadline('contact:' .. id, write.due)
  if write.legKey then
    forgetLater(write.legKey, 'contact:' .. id)
  end
  redis.call('XADD', changes, 'MAXLEN', '~', changesLength, '*', 'contact', id)
end

for _, write in ipairs(deskWrites) do
  local operator = write.operator
  redis.call('HSET', desks, operator, write.record)
  local before = redis.call('HGET', duties, operator) or ''
  if before ~= write.duty then
    for queueId in string.gmatch(before, '[^,]+') do
      redis.call('HINCRBY', onDuty, queueId, -1)
    end
    for queueId in string.gmatch(write.duty, '[^,]+') do
      redis.call('HINCRBY', onDuty, queueId, 1)
    end
    redis.call('HSET', duties, operator, write.duty)
  end
  local spokenBefore = redis.call('HGET', speakers, operator) or ''
  if spokenBefore ~= write.spoken then
    countSpoken(spokenBefore, -1)
    countSpoken(write.spoken, 1)
    redis.call('HSET', speakers, operator, write.spoken)
  end
  if write.freeSince == '' then
    redis.call('ZREM', freeDesks, operator)
  else
    redis.call('ZADD', freeDesks, write.freeSince, operator)
  end
  setDeadline('desk:' .. operator, write.due)
  if write.legKey then
    forgetLater(write.legKey, 'desk:' .. operator)
  end
  if write.intentKey then
    forgetLater(write.intentKey, operator)
  end
  redis.call('XADD', changes, 'MAXLEN', '~', changesLength, '*', 'desk', operator)
end

for _, tally in ipairs(tallies) do
  local isNew = false
  for _, count in ipairs(tally.counts) do
    -- What was counted for the first time may be the first of its quarter.
    isNew = redis.call('HINCRBY', tally.key, count.name, count.by) == tonumber(count.by) or isNew
  end
  if tally.longest ~= '' then
    local longest = redis.call('HGET', tally.key, longestWait)
    if tonumber(tally.longest) > tonumber(longest or '0') then
      redis.call('HSET', tally.key, longestWait, tally.longest)
    end
  end
  if isNew then
    redis.call('PEXPIRE', tally.key, tallyMs)
  end
end

local reply = { 'committed' }
for _, effect in ipairs(newEffects) do
  -- `now` keeps ids apart from those of before, should the counter be lost.
  local id = now .. '-' .. redis.call('INCR', lastEffect)
  redis.call('HSET', effects, id, '0 ' .. now .. ' ' .. effect)
  redis.call('ZADD', outbox, leaseEnd, id)
  reply[#reply + 1] = id
end
if eventKey then
  redis.call('SET', eventKey, '1', 'PX', eventMs)
end
return reply
