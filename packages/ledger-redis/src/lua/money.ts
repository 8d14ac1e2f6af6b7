/**
 * Exact sums in Lua, whose only numbers are doubles: money is decimal text without leading zeros, reckoned with in three limbs of
 * 15 digits, which doubles hold exactly. A sum of more than 45 digits is an error before anything is written.
 *
 * `add`, `take` (never below zero), `less`.
 */
export const MONEY = `
local BASE = 1e15
local fmt, sub = string.format, string.sub

local function limbs(text)
  local digits = #text
  if digits <= 15 then return tonumber(text), 0, 0 end
  if digits <= 30 then return tonumber(sub(text, -15)), tonumber(sub(text, 1, -16)), 0 end
  if digits > 45 then error({ err = 'OVERFLOW a sum of money has more than 45 digits' }) end
  return tonumber(sub(text, -15)), tonumber(sub(text, -30, -16)), tonumber(sub(text, 1, -31))
end

local function text(low, middle, high)
  if high > 0 then return fmt('%.0f%015.0f%015.0f', high, middle, low) end
  if middle > 0 then return fmt('%.0f%015.0f', middle, low) end
  return fmt('%.0f', low)
end

local function add(a, b)
  if b == '0' then return a end
  if a == '0' then return b end
  local low, middle, high = limbs(a)
  local l, m, h = limbs(b)
  low, middle, high = low + l, middle + m, high + h
  if low >= BASE then low, middle = low - BASE, middle + 1 end
  if middle >= BASE then middle, high = middle - BASE, high + 1 end
  if high >= BASE then error({ err = 'OVERFLOW a sum of money has more than 45 digits' }) end
  return text(low, middle, high)
end

local function less(a, b)
  if #a ~= #b then return #a < #b end
  local low, middle, high = limbs(a)
  local l, m, h = limbs(b)
  if high ~= h then return high < h end
  if middle ~= m then return middle < m end
  return low < l
end

local function take(a, b)
  if b == '0' then return a end
  if not less(b, a) then return '0' end
  local low, middle, high = limbs(a)
  local l, m, h = limbs(b)
  low, middle, high = low - l, middle - m, high - h
  if low < 0 then low, middle = low + BASE, middle - 1 end
  if middle < 0 then middle, high = middle + BASE, high - 1 end
  return text(low, middle, high)
end
`;
