// The report page in a real browser: what people do with it, and what must never happen.

import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { TRAPS, fifty, harvan, hostile } from "./corpora.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
assert.ok(executablePath, "no Chromium: install the package `chromium`, or name the program in CHROMIUM");

let browser;
const pages = {};
before(async () => {
  pages.harvan = harvan();
  browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
});
after(() => browser.close());

// A page with an eye on everything that must not happen.
async function open(file, { hash = "", width = 1440, height = 900, ...context } = {}) {
  const seen = { errors: [], requests: [], dialogs: [] };
  const session = await browser.newContext({ viewport: { width, height }, ...context });
  const page = await session.newPage();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && seen.errors.push(m.text()));
  page.on("pageerror", (e) => seen.errors.push(String(e)));
  page.on("request", (r) => seen.requests.push(r.url()));
  page.on("dialog", (d) => (seen.dialogs.push(d.message()), d.dismiss()));
  const url = pathToFileURL(file).href;
  await page.goto(url + hash);
  const done = async () => {
    assert.deepEqual(seen.errors, [], "nothing in the console");
    assert.deepEqual(seen.requests.filter((r) => r.split("#")[0] !== url), [], "no request leaves the page");
    assert.deepEqual(seen.dialogs, [], "no alert");
    await session.close();
  };
  return { page, seen, done };
}

const table = (page, name) => page.locator(`#table-${name}`);
async function openTable(page, name) {
  await table(page, name).locator("> summary").click();
  await table(page, name).locator("tbody tr").first().waitFor();
  return table(page, name);
}
const column = (t, index) => t.locator("tbody tr").evaluateAll((rows, i) => rows.map((r) => r.children[i].textContent), index);
const headers = (t) => t.locator("thead tr").first().locator("button").evaluateAll((b) => b.map((x) => x.dataset.column));

describe("the page", () => {
  test("opens with a title, sections and no fault", async () => {
    const { page, done } = await open(pages.harvan);
    assert.match(await page.title(), /outlets/);
    assert.ok((await page.locator("main section").count()) > 5);
    assert.ok((await page.locator("figure svg").count()) > 5);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.locator("#reading .columns article").first().waitFor();
    await done();
  });

  test("every table opens, and no cell says undefined", async () => {
    const { page, done } = await open(pages.harvan);
    await page.evaluate(() => document.querySelectorAll("details.table").forEach((d) => (d.open = true)));
    const names = await page.locator("details.table").evaluateAll((all) => all.map((d) => d.dataset.table));
    await page.waitForFunction((n) => document.querySelectorAll("details.table tbody").length === n, names.length);
    const empty = await page.locator("details.table").evaluateAll((all) => all.filter((d) => !d.querySelector("tbody tr")).map((d) => d.id));
    assert.deepEqual(empty, []);
    const bad = await page.locator("details.table td, details.table th").evaluateAll((all) => all.map((c) => c.textContent).filter((t) => /undefined|NaN|\[object/.test(t)));
    assert.deepEqual(bad, []);
    await done();
  });

  test("sorts by a column, both ways, and says so", async () => {
    const { page, done } = await open(pages.harvan);
    const t = await openTable(page, "coverage_outlets");
    const at = (await headers(t)).indexOf("words");
    const button = t.locator("[data-column=words]");
    const numbers = async () => (await column(t, at)).map((v) => Number(v.replace(/,/g, "")));
    await button.click();
    const down = await numbers();
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    assert.equal(await button.locator("..").getAttribute("aria-sort"), "descending");
    await button.click();
    assert.deepEqual(await numbers(), [...down].reverse());
    assert.equal(await button.locator("..").getAttribute("aria-sort"), "ascending");
    assert.match(await page.locator("#live").textContent(), /Sorted by words/);
    await done();
  });

  test("filters by column and by search", async () => {
    const { page, done } = await open(pages.harvan);
    const t = await openTable(page, "labels_by_outlet");
    const all = await t.locator(".count[role=status]").textContent();
    await t.getByRole("button", { name: "Filter columns" }).click();
    await t.getByLabel("Filter voices").fill("narrator");
    await t.getByLabel("Filter n", { exact: true }).fill(">=2");
    const at = await headers(t);
    const ns = (await column(t, at.indexOf("n"))).map(Number);
    assert.ok(ns.length > 0 && ns.every((n) => n >= 2), String(ns));
    assert.ok((await column(t, at.indexOf("voices"))).every((v) => v.includes("narrator")));
    assert.notEqual(await t.locator(".count[role=status]").textContent(), all);
    await t.getByLabel("Search labels_by_outlet").fill("no such words");
    assert.equal(await t.locator("tbody tr").count(), 0);
    await done();
  });

  test("a number leads to its rows, a row to its sentence, and back again", async () => {
    const { page, done } = await open(pages.harvan);
    const t = await openTable(page, "labels_by_outlet");
    const number = t.locator("tbody a.count").first();
    const n = Number(await number.textContent());
    const before = await page.evaluate(() => scrollY);
    await number.click();
    const drawer = page.locator("#drawer");
    await drawer.waitFor();
    assert.equal(await drawer.locator("ol.evidence > li").count(), n, "as many rows as the number says");
    const row = drawer.locator("ol.evidence a").first();
    const id = (await row.getAttribute("href")).slice(1);
    const words = await drawer.locator("mark").first().textContent();
    await row.click();
    await page.waitForFunction(() => !document.querySelector("#drawer").open);
    const lit = page.locator("#reading .lit");
    assert.ok((await lit.allTextContents()).join("").includes(words), "the words are marked in the article");
    assert.ok(await lit.first().isVisible());
    assert.ok(await lit.first().evaluate((e) => { const b = e.getBoundingClientRect(); const v = e.closest(".text").getBoundingClientRect(); return b.top >= v.top && b.bottom <= v.bottom && b.top >= 0 && b.bottom <= innerHeight; }), "in sight");
    assert.match(await page.locator(".panel").textContent(), new RegExp(id));
    await page.goBack();
    await drawer.locator("ol.evidence").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await drawer.evaluate((d) => d.open), false);
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 400, before);
    await done();
  });

  test("every linked number opens as many rows as it says", async () => {
    const { page, done } = await open(pages.harvan);
    const names = await page.locator("details.table").evaluateAll((all) => all.map((d) => d.dataset.table));
    let checked = 0;
    for (const name of names) {
      await page.evaluate((n) => (location.hash = `table-${n}`), name);
      await table(page, name).locator("tbody tr").first().waitFor();
      const wide = table(page, name).getByRole("button", { name: /^All \d+ columns/ });
      if (await wide.count()) await wide.click();
      const links = await table(page, name).locator("tbody a.count").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.textContent]));
      // Some of each table: tests/page.rs looks at every one.
      const step = Math.max(1, Math.ceil(links.length / 2));
      for (const [href, text] of links.filter((_, i) => i % step === 0)) {
        await page.evaluate((h) => (location.hash = h), href);
        await page.locator("#drawer[open] h2").waitFor();
        const computed = await page.locator("#drawer .computed").count();
        const heading = await page.locator("#drawer h3").first().textContent();
        const listed = await page.locator("#drawer").evaluate((d) => { let more; while ((more = d.querySelector("ol.evidence + button:not([hidden])"))) more.click(); return d.querySelector("ol.evidence").children.length; });
        if (!computed) {
          assert.equal(listed, Number(text.replace(/,/g, "")), `${name} ${href}`);
          checked++;
        }
        assert.ok(heading.startsWith(`${listed} `), `${name} ${href}: ${heading}`);
        await page.keyboard.press("Escape");
      }
    }
    assert.ok(checked > 50, `only ${checked} numbers checked`);
    await done();
  });

  test("a mark in a chart opens its rows", async () => {
    const { page, done } = await open(pages.harvan);
    for (const chart of ["sources_matrix", "labels_anti_government_forces"]) {
      const mark = page.locator(`#chart-${chart} .spots a`).first();
      await mark.scrollIntoViewIfNeeded();
      const box = await mark.boundingBox();
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.locator("#drawer[open] ol.evidence > li").first().waitFor();
      await page.keyboard.press("Escape");
    }
    const figure = await page.locator("#chart-figures_killed_total .spots a").first().getAttribute("data-to");
    await page.locator("#chart-figures_killed_total .spots a").first().click();
    assert.match(await page.locator(".panel").textContent(), new RegExp(figure.slice(1)));
    await done();
  });

  test("a cell of several ids links each", async () => {
    const { page, done } = await open(pages.harvan);
    const t = await openTable(page, "figures_clusters");
    const cells = await t.locator("tbody td").evaluateAll((all) => all.map((c) => [(c.textContent.match(/\bfigure-\d{4}\b/g) || []).length, c.querySelectorAll("a").length]).filter(([n]) => n > 1));
    assert.ok(cells.length > 0 && cells.every(([n, links]) => n === links), JSON.stringify(cells));
    await done();
  });

  test("the later findings get their links when they are opened", async () => {
    const { page, done } = await open(pages.harvan);
    await page.locator("details.rest > summary").click();
    const last = page.locator(".rest li").last();
    await last.locator("a.anchor").waitFor();
    assert.match(await last.locator(".weight").textContent(), /difference, .+ · finding-\d+/);
    await page.locator(".rest .proofs a").last().click();
    await page.locator("#drawer[open] ol.evidence > li").first().waitFor();
    await page.keyboard.press("Escape");
    const t = await openTable(page, "findings");
    assert.ok((await t.locator("tbody tr").first().textContent()).includes((await page.locator("#finding-0001 .says").textContent()).slice(0, 40)));
    await done();
  });

  test("deep links open the article and show the mark", async () => {
    for (const id of ["label-0012", "figure-0002", "quote-0007", "sentence-0040"]) {
      const { page, done } = await open(pages.harvan, { hash: `#${id}` });
      const lit = page.locator("#reading .lit").first();
      await lit.waitFor();
      assert.ok(await lit.evaluate((e) => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0; }), id);
      await done();
    }
    const { page, done } = await open(pages.harvan, { hash: "#table-headlines" });
    assert.ok(await table(page, "headlines").locator("tbody tr").first().isVisible());
    await page.evaluate(() => (location.hash = "#label-999999"));
    await page.evaluate(() => (location.hash = "#%E0%A4%A"));
    await page.evaluate(() => (location.hash = "#cell-labels_by_outlet-99999-3"));
    await done();
  });

  test("findings name evidence that is there", async () => {
    const { page, done } = await open(pages.harvan);
    const ids = await page.locator(".proofs a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const id of ids.filter((i) => !i.startsWith("#rows")).slice(0, 40)) {
      await page.evaluate((h) => (location.hash = h), id);
      await page.locator("#reading .lit").first().waitFor();
      assert.match(await page.locator(".panel").textContent(), new RegExp(id.slice(1)));
    }
    await done();
  });

  test("the reading view filters by actor, voice and outlet, and joins what is restated", async () => {
    const { page, done } = await open(pages.harvan, { hash: "#reading" });
    const view = page.locator("#reading");
    await view.locator(".columns article").first().waitFor();
    assert.equal(await view.locator(".columns article").count(), 2);
    const said = () => view.locator(".summary").textContent();
    const all = await said();
    await view.locator("#filter-voice").selectOption("narrator");
    const narrator = await said();
    assert.notEqual(narrator, all);
    const titles = await view.locator(".columns a.l").evaluateAll((l) => l.map((a) => a.title));
    assert.ok(titles.length && titles.every((t) => t.includes("narrator")), "only the narrator's");
    await view.locator("#filter-voice").selectOption("");
    await view.locator("#filter-actor").selectOption({ index: 1 });
    assert.notEqual(await said(), all);
    await view.locator("#filter-actor").selectOption("");
    await view.locator("#filter-outlet").selectOption("Corran Wire");
    assert.deepEqual([...new Set(await view.locator(".columns h3").allTextContents())], ["Corran Wire"]);
    await view.locator("#filter-outlet").selectOption("");
    await view.getByLabel("figures", { exact: true }).uncheck();
    assert.equal(await view.locator(".columns a.f").count(), 0);
    await view.getByLabel("figures", { exact: true }).check();
    const pairs = await page.evaluate(() => Object.hasOwn(JSON.parse(document.getElementById("data").textContent).tables, "aligned"));
    if (pairs) {
      const first = await page.evaluate(() => { const t = JSON.parse(document.getElementById("data").textContent); return t.tables.aligned.rows; });
      assert.ok(first > 0);
      await page.reload();
      await view.locator(".columns a.p").first().waitFor();
      await view.locator(".columns a.p").first().click();
      assert.equal(await view.locator(".s.joined").count(), 2);
      assert.ok((await view.locator(".lines path").count()) >= 1);
      assert.match(page.url(), /#pair-/);
    }
    await done();
  });

  test("can be used with the keyboard alone", async () => {
    const { page, done } = await open(pages.harvan);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the findings");
    await page.keyboard.press("Enter");
    assert.match(page.url(), /#findings$/);
    // Forward to the first table, and open it.
    let steps = 0;
    const on = (selector) => page.evaluate((s) => document.activeElement.matches(s), selector);
    while (!(await on("details.table > summary")) && steps++ < 400) await page.keyboard.press("Tab");
    assert.ok(steps < 400, "a table can be reached");
    await page.keyboard.press("Enter");
    steps = 0;
    while (!(await on("thead button")) && steps++ < 30) await page.keyboard.press("Tab");
    assert.ok(await on("thead button"), "a heading can be reached");
    assert.ok(await page.locator("#tip").isVisible(), "and says what its column means");
    await page.keyboard.press("Enter");
    assert.notEqual(await page.evaluate(() => document.activeElement.closest("th").getAttribute("aria-sort")), "none");
    steps = 0;
    while (!(await on("tbody a.count")) && steps++ < 60) await page.keyboard.press("Tab");
    assert.ok(await on("tbody a.count"), "a number can be reached");
    const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
    await page.keyboard.press("Enter");
    await page.locator("#drawer[open]").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.closest("#drawer") !== null), "the focus is in the dialog");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href, "and returns to the number");
    await done();
  });

  test("switches between light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, done } = await open(pages.harvan, { colorScheme });
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const first = await ground();
      await page.locator("#theme").click();
      assert.notEqual(await ground(), first);
      await done();
    }
  });

  test("prints findings, charts and the open articles", async () => {
    const { page, done } = await open(pages.harvan);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 20000);
    await done();
  });
});

describe("axe finds no serious fault", () => {
  for (const width of [390, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${width} px, ${colorScheme}`, async () => {
        const { page, done } = await open(pages.harvan, { width, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
        await page.evaluate(() => ["coverage_outlets", "labels_by_outlet", "headlines"].forEach((n) => (document.getElementById(`table-${n}`).open = true)));
        await page.evaluate(() => document.getElementById("reading").scrollIntoView());
        await page.locator("#reading .columns article").first().waitFor();
        await page.evaluate(axe);
        const faults = async (where) => {
          const { violations } = await page.evaluate((w) => axe.run(w || document, { resultTypes: ["violations"] }), where);
          const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
          assert.deepEqual(grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(" | ")}`), []);
        };
        await faults();
        await page.evaluate(() => (location.hash = "#label-0012"));
        await page.locator(".panel:not([hidden])").waitFor();
        await faults("#reading");
        await page.evaluate(() => (location.hash = document.querySelector("#table-labels_by_outlet a.count").getAttribute("href")));
        await page.locator("#drawer[open]").waitFor();
        await faults("#drawer");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
        await done();
      });
    }
  }
});

describe("articles that mean harm", () => {
  test("nothing runs, nothing is injected, and every word is there", async () => {
    const { page, done } = await open(hostile());
    const scripts = await page.locator("script").count();
    assert.equal(scripts, 2, "the data and our script");
    const strange = () => page.evaluate(() => [...document.querySelectorAll("img, iframe, object, embed, link, base, form, [onerror], [onload], [onmouseover], svg svg")].map((e) => e.outerHTML.slice(0, 100)));
    const addresses = () => page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((h) => !/^(#|https?:\/\/|tables\/|charts\/|manifest|report\.xlsx$|briefing\.)/.test(h)));
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    await page.evaluate(() => document.getElementById("reading").scrollIntoView());
    await page.locator("#reading .columns article").first().waitFor();
    const choices = await page.locator("#reading .choose select").first().locator("option").evaluateAll((o) => o.map((x) => x.value));
    assert.equal(choices.length, TRAPS.length - 1, "all articles but the one in the other column can be chosen");
    for (let i = 0; i < TRAPS.length; i++) {
      await page.evaluate((h) => (location.hash = h), `#article-${String(i + 1).padStart(4, "0")}`);
      const text = page.locator(`#article-${String(i + 1).padStart(4, "0")} .text`);
      await text.waitFor();
      const shown = await text.evaluate((t) => t.textContent.replaceAll("❝", ""));
      // Marks of pairs stand between sentences; the words themselves are looked for.
      const trap = TRAPS[i].replaceAll("\u0000", "");
      assert.ok(shown.replaceAll("\u0000", "").replaceAll("\uFFFD", "").includes(trap), `the text shows ${JSON.stringify(trap.slice(0, 60))}: ${JSON.stringify(shown.slice(0, 120))}`);
      assert.deepEqual(await strange(), []);
    }
    assert.deepEqual(await addresses(), []);
    assert.equal(await page.getByText("49", { exact: true }).filter({ hasText: "7*7" }).count(), 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px wider than the screen`);
    await done();
  });
});

describe("fifty articles", () => {
  test("make a page of less than 2 MB that stays quick", async () => {
    const file = fifty();
    const size = statSync(file).size;
    assert.ok(size < 2_000_000, `${size} bytes`);
    const { page, done } = await open(file);
    assert.equal(await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).articles.length), 50);
    await page.evaluate(() => (location.hash = "#table-labels"));
    await table(page, "labels").locator("tbody tr").first().waitFor();
    const rows = Number((await table(page, "labels").locator(".count[role=status]").textContent()).replace(/\D/g, ""));
    assert.ok(rows >= 1000, `${rows} rows`);
    assert.ok((await table(page, "labels").locator("tbody tr").count()) <= 100, "one page of rows at a time");
    const took = await page.evaluate(() => { const start = performance.now(); document.querySelector("#table-labels [data-column=actor]").click(); return performance.now() - start; });
    assert.ok(took < 500, `sorting took ${took} ms`);
    await table(page, "labels").getByRole("button", { name: "Next" }).click();
    await done();
  });
});
