import { KEYS } from "./keys.js";
import { MONEY } from "./money.js";
import { TOTALS } from "./totals.js";

const PRELUDE = `${MONEY}${KEYS}`;

/** Documents, heads, and totals as of an instant. Writes nothing. */
export const READ = `${PRELUDE}${TOTALS}
local plan = cjson.decode(ARGV[1])

-- When the oldest spend of which something counts leaves the window.
local function resetOf(total, atMs)
  if total.kind == ANCHORED then return total.instant and total.instant + total.duration end
  if total.kind ~= SLIDING then return nil end
  local window, untilMs, from = P .. 'w:' .. total.id, atMs - total.duration, 0
  while true do
    local found = call('ZRANGEBYSCORE', window, '(' .. fmt('%.0f', untilMs), '+inf', 'LIMIT', from, 10)
    if #found == 0 then return nil end
    for _, packed in ipairs(call('HMGET', P .. 'e:' .. total.id, unpack(found))) do
      local spend = spendOf(packed)
      if spend.count > 0 then return spend.instant + total.duration end
    end
    from = from + 10
  end
end

local documents, heads, sums = {}, {}, {}

local names = {}
for _, account in ipairs(plan.accounts) do names[#names + 1] = P .. 'h:' .. account end
for i = 1, #plan.totals, 3 do names[#names + 1] = P .. 't:' .. plan.totals[i] end
local documentsAt = #names
for _, key in ipairs(plan.documents) do
  names[#names + 1] = P .. 'r:' .. key
  names[#names + 1] = P .. 'b:' .. key
end
local values = getAll(names)
for i = 1, #plan.documents do
  documents[i] = documentOf(values[documentsAt + 2 * i - 1], values[documentsAt + 2 * i])
end

local atMs = plan.atMs
for i = 1, #plan.accounts do
  local head = headOf(values[i])
  atMs = math.max(atMs, head.latest)
  heads[i] = { fmt('%.0f', head.sequence), head.hash, fmt('%.0f', head.latest), fmt('%.0f', head.movements) }
end
for i = 1, #plan.totals, 3 do
  local n = #sums + 1
  local total = current(totalOf(plan.totals[i], plan.totals[i + 1], plan.totals[i + 2], values[#heads + n]), atMs)
  local reset = resetOf(total, atMs)
  sums[n] = { total.money, total.amount, fmt('%.0f', total.count), reset and fmt('%.0f', reset) or '' }
end
return { fmt('%.0f', atMs), documents, heads, sums }
`;

/**
 * `page`: the members of a sorted set in `[from, to)` behind a place, in the order asked for, with their scores. It finds a place by
 * halving, however many members share an instant.
 */
const PAGE = `
-- By bytes, as sorted sets are in order; the comparison of Lua follows the server's locale.
local function isBefore(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

-- How many members lie before a place.
local function rankOf(key, instant, member)
  local score = fmt('%.0f', instant)
  local low = call('ZCOUNT', key, '-inf', '(' .. score)
  local high = low + call('ZCOUNT', key, score, score)
  while low < high do
    local middle = math.floor((low + high) / 2)
    if isBefore(call('ZRANGE', key, middle, middle)[1], member) then low = middle + 1 else high = middle end
  end
  return low
end

local function page(key, query)
  local from = query.fromMs and call('ZCOUNT', key, '-inf', '(' .. fmt('%.17g', query.fromMs)) or 0
  local to = query.toMs and call('ZCOUNT', key, '-inf', '(' .. fmt('%.17g', query.toMs)) or call('ZCARD', key)
  if query.after then
    local rank = rankOf(key, query.after[1], query.after[2])
    if query.order == 'newest' then
      to = math.min(to, rank)
    else
      local isThere = call('ZRANGE', key, rank, rank)[1] == query.after[2]
      from = math.max(from, isThere and rank + 1 or rank)
    end
  end
  if from >= to or query.limit < 1 then return {} end
  if query.order == 'oldest' then return call('ZRANGE', key, from, math.min(to, from + query.limit) - 1, 'WITHSCORES') end
  local count = call('ZCARD', key)
  return call('ZREVRANGE', key, count - to, count - math.max(from, to - query.limit) - 1, 'WITHSCORES')
end
`;

/** The documents on a list. */
export const LIST = `${PRELUDE}${PAGE}
local query = cjson.decode(ARGV[1])
local found, documents = page(P .. 'l:' .. query.list, query), {}
for i = 1, #found, 2 do
  local document = documentOf(call('GET', P .. 'r:' .. found[i]), call('GET', P .. 'b:' .. found[i]))
  documents[#documents + 1] = { found[i], found[i + 1], document[1], document[2], document[3] }
end
return documents
`;

/** Records of some types, newest first. */
export const RECORDS = `${PRELUDE}${PAGE}
local query = cjson.decode(ARGV[1])
local places = {}
for _, kind in ipairs(query.types) do
  local found = page(P .. 'y:' .. kind .. ':' .. query.account, query)
  for i = 1, #found, 2 do places[#places + 1] = { tonumber(found[i]), tonumber(found[i + 1]) } end
end
table.sort(places, function(a, b)
  if a[2] ~= b[2] then return a[2] > b[2] end
  return a[1] > b[1]
end)
local records = {}
for i = 1, math.min(query.limit, #places) do
  local id = fmt('%.0f-0', places[i][1])
  records[i] = record(query.account, call('XRANGE', P .. 's:' .. query.account, id, id)[1])
end
return records
`;

/** Records by sequence, oldest first. */
export const HISTORY = `${PRELUDE}
local query = cjson.decode(ARGV[1])
local first = fmt('%.0f-0', query.after + 1)
local records = call('XRANGE', P .. 's:' .. query.account, first, '+', 'COUNT', query.limit)
for i, entry in ipairs(records) do records[i] = record(query.account, entry) end
return records
`;

/** Records that were not acknowledged, of the accounts that have waited longest. */
export const OUTBOX = `${PRELUDE}
local limit = tonumber(ARGV[1])
local records = {}
for _, account in ipairs(call('ZRANGE', P .. 'outbox', 0, limit - 1)) do
  local first = fmt('%.0f-0', tonumber(call('GET', P .. 'k:' .. account) or 0) + 1)
  for _, entry in ipairs(call('XRANGE', P .. 's:' .. account, first, '+', 'COUNT', limit - #records)) do
    records[#records + 1] = record(account, entry)
  end
  if #records >= limit then break end
end
return records
`;

/** Takes an account's records up to a sequence off the outbox. */
export const ACKNOWLEDGE = `${PRELUDE}
local account, sequence = ARGV[1], tonumber(ARGV[2])
local head = headOf(call('GET', P .. 'h:' .. account))
sequence = math.min(sequence, head.sequence)
local before = tonumber(call('GET', P .. 'k:' .. account) or 0)
if sequence > before then call('SET', P .. 'k:' .. account, fmt('%.0f', sequence)) end
if math.max(sequence, before) >= head.sequence then call('ZREM', P .. 'outbox', account) end
return 'done'
`;

/** The partitions of a counter. */
export const PARTITIONS = `${PRELUDE}
return call('SMEMBERS', P .. 'p:' .. ARGV[2] .. ':' .. ARGV[1])
`;
