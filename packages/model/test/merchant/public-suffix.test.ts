import { isPublicSuffix } from "@spendrail/model";
import { expect, test } from "vitest";

const ROWS: [host: string, suffix: boolean][] = [
  ["com", true],
  ["co.uk", true],
  ["xn--p1ai", true],
  ["xn--55qx5d.cn", true],
  ["gov.au", true],
  ["kobe.jp", true],
  ["ck", true],
  ["sch.uk", true],
  ["openai.com", false],
  ["example.co.uk", false],
  ["www.ck", false],
  ["city.kobe.jp", false],
  ["github.io", false],
  ["s3.amazonaws.com", false],
  ["127.0.0.1", false],
  ["_dmarc.example.com", false],
];

test.each(ROWS)("%s: %s", (host, suffix) => {
  expect(isPublicSuffix(host)).toBe(suffix);
});
