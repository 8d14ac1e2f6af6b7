import type { Growth } from "./result.ts";

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 70;
const BOTTOM = 310;
const TOP = 50;
const RIGHT = 610;

/** How cost grows, as an SVG picture: both axes logarithmic, so that a straight slope is a power and flat is flat. */
export function chart({ name, size, points }: Growth): string {
  const sizes = points.map((point) => Math.log10(point.size));
  const costs = points.map((point) => Math.log10(point.ns));
  const [lowX, highX] = [Math.min(...sizes), Math.max(...sizes)];
  const [lowY, highY] = [Math.floor(Math.min(...costs)), Math.ceil(Math.max(...costs, Math.min(...costs) + 1))];
  const x = (value: number) => LEFT + ((value - lowX) / (highX - lowX || 1)) * (RIGHT - LEFT);
  const y = (value: number) => BOTTOM - ((value - lowY) / (highY - lowY || 1)) * (BOTTOM - TOP);
  const line = points.map((_, index) => `${x(sizes[index]!).toFixed(1)},${y(costs[index]!).toFixed(1)}`).join(" ");
  const marks = points.map((point, index) => {
    const at = { x: x(sizes[index]!).toFixed(1), y: y(costs[index]!).toFixed(1) };
    return `<circle cx="${at.x}" cy="${at.y}" r="4"/><text x="${at.x}" y="${BOTTOM + 20}" text-anchor="middle">${point.size.toLocaleString("en-US")}</text>`;
  });
  const decades = Array.from({ length: highY - lowY + 1 }, (_, step) => lowY + step);
  const grid = decades.map(
    (decade) =>
      `<line x1="${LEFT}" x2="${RIGHT}" y1="${y(decade)}" y2="${y(decade)}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y(decade) + 4}" text-anchor="end">${time(10 ** decade)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${LEFT}" y="28" font-size="15">${name}</text>`,
    ...grid,
    `<polyline points="${line}" fill="none" stroke="#1f6feb" stroke-width="2"/>`,
    `<g fill="#1f6feb">${marks.join("")}</g>`,
    `<text x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${size}</text>`,
    "</svg>",
    "",
  ].join("\n");
}

function time(ns: number): string {
  if (ns >= 1e6) return `${ns / 1e6} ms`;
  return ns >= 1e3 ? `${ns / 1e3} µs` : `${ns} ns`;
}
