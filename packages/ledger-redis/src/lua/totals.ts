/**
 * Running sums as a step changes them: loaded, released from, compared, added to, and only then written. A sliding sum keeps what
 * each spend added; those that left the window are taken off once, by the next spend that is counted, so that a step never goes
 * through a whole window. What a sum does is told by `TotalState` of the ledger.
 */
export const TOTALS = `
local SUM, ANCHORED, SLIDING = 0, 1, 2

local function totalOf(id, kind, duration, packed)
  local total = { id = id, kind = kind, duration = duration, isKept = packed and true or false, changed = {},
    money = '0', amount = '0', count = 0 }
  if packed then
    local money, amount, count, instant = string.match(packed, '^(%d+) (%d+) (%d+) (%-?%d*)$')
    total.money, total.amount, total.count, total.instant = money, amount, tonumber(count), tonumber(instant)
  end
  return total
end

local function packTotal(total)
  local instant = total.instant and fmt('%.0f', total.instant) or ''
  return fmt('%s %s %.0f %s', total.money, total.amount, total.count, instant)
end

local function plus(sum, money, amount, count)
  sum.money, sum.amount, sum.count = add(sum.money, money), add(sum.amount, amount), sum.count + count
end

local function minus(sum, money, amount, count)
  sum.money, sum.amount = take(sum.money, money), take(sum.amount, amount)
  sum.count = math.max(0, sum.count - count)
end

local function spendOf(packed)
  local instant, money, amount, count = string.match(packed, '^(%-?%d+) (%d+) (%d+) (%d+)$')
  return { instant = tonumber(instant), money = money, amount = amount, count = tonumber(count) }
end

local function packSpend(spend)
  return fmt('%.0f %s %s %.0f', spend.instant, spend.money, spend.amount, spend.count)
end

local function isNothing(sum)
  return sum.count == 0 and sum.money == '0' and sum.amount == '0'
end

local function remembered(total, name)
  if total.changed[name] then return total.changed[name] end
  local packed = call('HGET', P .. 'e:' .. total.id, name)
  return packed and spendOf(packed) or nil
end

local function release(total, name, instant, money, amount, count)
  if total.kind == ANCHORED and (not total.instant or instant < total.instant) then return end
  if total.kind ~= SLIDING then return minus(total, money, amount, count) end
  local spend = remembered(total, name)
  if not spend or spend.instant ~= instant then return end
  local rest = { instant = instant, money = spend.money, amount = spend.amount, count = spend.count }
  minus(rest, money, amount, count)
  minus(total, take(spend.money, rest.money), take(spend.amount, rest.amount), spend.count - rest.count)
  total.changed[name] = rest
end

-- Takes the spends up to an instant off a sliding sum, here in memory.
local function forget(total, untilMs)
  if not total.instant or total.instant > untilMs then return end
  local window, spends = P .. 'w:' .. total.id, P .. 'e:' .. total.id
  total.forgottenMs = untilMs
  local last = call('ZREVRANGE', window, 0, 0, 'WITHSCORES')
  if not last[1] or tonumber(last[2]) <= untilMs then
    total.money, total.amount, total.count, total.instant, total.isEmptied = '0', '0', 0, nil, true
    return
  end
  total.gone = call('ZRANGEBYSCORE', window, '-inf', untilMs)
  inChunks(total.gone, 1000, function(...)
    local names = { ... }
    for i, packed in ipairs(call('HMGET', spends, ...)) do
      local spend = total.changed[names[i]] or spendOf(packed)
      minus(total, spend.money, spend.amount, spend.count)
    end
  end)
  total.instant = tonumber(call('ZRANGE', window, #total.gone, #total.gone, 'WITHSCORES')[2])
end

-- The sum as of an instant at which a spend is about to be counted.
local function current(total, atMs)
  if total.kind == SLIDING then forget(total, atMs - total.duration) end
  if total.kind == ANCHORED and (not total.instant or atMs >= total.instant + total.duration) then
    total.instant, total.money, total.amount, total.count = nil, '0', '0', 0
  end
  return total
end

local function count(total, name, atMs, money, amount, number)
  current(total, atMs)
  if total.kind == SLIDING then
    total.changed[name] = { instant = atMs, money = money, amount = amount, count = number, isPlaced = true }
  end
  if total.kind ~= SUM and not total.instant then total.instant = atMs end
  plus(total, money, amount, number)
  total.isCounted = true
end

-- A total's id is a list in JSON: account, counter, partition, and where a calendar span starts.
local function notePartition(total)
  local identity = cjson.decode(total.id)
  call('SADD', P .. 'p:' .. identity[2] .. ':' .. identity[1], identity[3])
end

local function saveSpends(total)
  local window, spends = P .. 'w:' .. total.id, P .. 'e:' .. total.id
  if total.isEmptied then call('UNLINK', window, spends) end
  if total.gone then
    call('ZREMRANGEBYSCORE', window, '-inf', total.forgottenMs)
    inChunks(total.gone, 1000, function(...) call('HDEL', spends, ...) end)
  end
  for name, spend in pairs(total.changed) do
    if isNothing(spend) then
      call('ZREM', window, name)
      call('HDEL', spends, name)
    elseif not total.forgottenMs or spend.instant > total.forgottenMs then
      call('HSET', spends, name, packSpend(spend))
      if spend.isPlaced then call('ZADD', window, spend.instant, name) end
    end
  end
end

-- Puts a total in place of whatever there is; spends are five values each: name, instant, money, amount, count.
local function fill(total, spends)
  local window, kept = P .. 'w:' .. total.id, P .. 'e:' .. total.id
  if total.kind == SLIDING then call('UNLINK', window, kept) end
  for i = 1, #spends, 5 do
    local spend = { instant = spends[i + 1], money = spends[i + 2], amount = spends[i + 3], count = spends[i + 4] }
    if not isNothing(spend) then
      call('ZADD', window, spend.instant, spends[i])
      call('HSET', kept, spends[i], packSpend(spend))
      if not total.instant or spend.instant < total.instant then total.instant = spend.instant end
    end
  end
  call('SET', P .. 't:' .. total.id, packTotal(total))
end
`;
