// Corpora for the browser: the sample, one full of traps, and one of fifty articles.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const binary = process.env.PARALLAX || join(root, "target/debug/parallax");
const work = mkdtempSync(join(tmpdir(), "parallax-page-"));
const sample = (name) => join(root, "data/sample", name);

// Makes the report of a corpus and gives the path of its page.
export function report(corpus, name, ...options) {
  const out = join(work, `report-${name}`);
  execFileSync(binary, ["report", corpus, "-o", out, ...options], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  return join(out, "index.html");
}

export const harvan = () => report(sample("harvan"), "harvan");

// What an article may hold to run as script, to break the page or to hide something.
export const TRAPS = [
  "<script>alert('script')</script>",
  "</script><script>alert('closed')</script>",
  "<!-- <script> -->",
  "\"><img src=x onerror=alert('img')>",
  "'onmouseover='alert(1)",
  "{{7*7}} {% raw %} ${7*7}",
  "javascript:alert('url')",
  "\u202Eevil\u202C \u200B\u200Dzero\u2066 width",
  "<svg/onload=alert('svg')>",
  "a\u0000b",
  "]]>&lt;b&gt;&amp;",
  "X".repeat(3000),
];

export function hostile() {
  const folder = join(work, "hostile");
  mkdirSync(folder);
  const story = (trap) => `${trap}\n\nRebels ${trap} entered the town of Harvan on Monday, the United Nations said. At least 40 people were killed, ${trap} according to "${trap}" officials.\n\n"The militants ${trap} fled," the army said.\n`;
  const rows = TRAPS.map((trap, i) => ({
    id: `${trap}${i}`, outlet: i % 2 ? `${trap.slice(0, 200)}` : `Outlet ${i}`, title: trap, date: "2025-10-15", lean: trap.slice(0, 100),
    url: i % 2 ? "javascript:alert('href')" : "https://example.org/a", text: story(trap),
  }));
  writeFileSync(join(folder, "articles.jsonl"), rows.map((r) => JSON.stringify(r)).join("\n"));
  return report(join(folder, "articles.jsonl"), "hostile");
}

// Fifty articles: those of the sample, again and again, each time by other outlets and with other numbers.
export function fifty() {
  const folder = join(work, "fifty");
  cpSync(sample("harvan"), folder, { recursive: true, filter: (f) => statSync(f).isDirectory() || f.endsWith("corpus.toml") });
  const files = readdirSync(sample("harvan")).filter((f) => /\.(txt|md)$/.test(f)).sort();
  for (let i = 0; i < 50; i++) {
    const name = files[i % files.length];
    const round = Math.floor(i / files.length);
    const [outlet, ...rest] = name.split("_");
    let text = readFileSync(join(sample("harvan"), name), "utf8");
    if (round) text = text.replaceAll(/\b(\d{2,3})\b/g, (n) => String(Number(n) + round)).replaceAll("Tuesday", ["Monday", "Wednesday", "Friday", "Sunday"][round - 1]);
    writeFileSync(join(folder, round ? `${outlet}${round}_${rest.join("_")}` : name), text);
  }
  return report(folder, "fifty");
}
