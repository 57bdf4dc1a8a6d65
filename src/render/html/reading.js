// The reading view: articles side by side, everything counted marked in its place, restated sentences joined.

const KINDS = { labels: "label", figures: "figure", quotes: "quote", style: "style", agency: "agency" };
const MOST = 4;

// Rows of the evidence by article, in order of place.
const rowsByArticle = new Map();
function rowsOf(name, article) {
  if (!rowsByArticle.has(name)) {
    const table = TABLES.get(name);
    const by = new Map();
    for (let r = 0; r < table.height; r++) {
      const at = articleOf(table, r);
      if (!by.has(at)) by.set(at, []);
      by.get(at).push(r);
    }
    rowsByArticle.set(name, by);
  }
  return rowsByArticle.get(name).get(article) || [];
}

// Actors that have a colour and a line of their own: the most mentioned ones.
const ACTORS = (() => {
  const labels = TABLES.get("labels");
  const counts = new Map();
  for (const a of labels ? labels.values("actor") : []) if (a && a !== "unresolved") counts.set(a, (counts.get(a) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([a]) => a);
})();
const actorClass = (actor) => {
  const at = ACTORS.indexOf(actor);
  return at >= 0 && at < 6 ? `a${at}` : "other";
};

// Pairs of sentences that restate the same thing, by id and by sentence.
const PAIRS = (() => {
  const table = TABLES.get("aligned");
  const out = { list: [], byId: new Map(), bySentence: new Map() };
  const [from, to] = ["a", "b"].map((side) => [`sentence_id_${side}`, `sentence_${side}`].find((n) => table && table.has(n)));
  if (!from || !to) return out;
  const first = table.columns.find((c) => /^(pair|aligned|alignment)_id$/.test(c.name));
  for (let r = 0; r < table.height; r++) {
    const [a, b] = [rowOf(table.text(from, r)), rowOf(table.text(to, r))];
    if (!a || !b) continue;
    const id = first ? table.text(first.name, r) : `pair-${padded(r + 1)}`;
    const pair = { id, number: out.list.length + 1, a: a.row, b: b.row, row: r, table };
    out.list.push(pair);
    out.byId.set(id, pair);
    for (const s of [a.row, b.row]) {
      if (!out.bySentence.has(s)) out.bySentence.set(s, []);
      out.bySentence.get(s).push(pair);
    }
  }
  return out;
})();
function pairOf(id) {
  return PAIRS.byId.get(id);
}
const sentenceArticle = (s) => articleOf(TABLES.get("sentences"), s);

class Reading {
  constructor(slot) {
    Object.assign(this, { slot, open: [], actor: "", voice: "", outlet: "", shows: { label: true, figure: true, quote: true, pair: true, style: false, agency: false }, elements: new Map(), selected: null, joined: [], pinned: null });
    this.build();
    this.start();
  }

  // At first two articles of different outlets that have most sentences in common, else the first two.
  start() {
    const articles = DATA.articles;
    let best = [0, articles.findIndex((a) => a.outlet !== articles[0].outlet)];
    const common = new Map();
    for (const p of PAIRS.list) {
      const key = [sentenceArticle(p.a), sentenceArticle(p.b)].sort((x, y) => x - y).join();
      common.set(key, (common.get(key) || 0) + 1);
    }
    const most = [...common].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
    if (most) best = most[0].split(",").map(Number);
    this.open = best.filter((i) => i >= 0).slice(0, matchMedia("(min-width: 60rem)").matches ? 2 : 1);
    this.draw();
  }

  build() {
    const options = (values) => values.map((v) => h("option", { value: v }, worded(v)));
    const voices = [...new Set((TABLES.get("labels") || { values: () => [] }).values("voice") || [])].filter(Boolean).sort();
    const outlets = [...new Set(DATA.articles.map((a) => a.outlet))].sort((a, b) => a.localeCompare(b, "en"));
    const select = (name, first, values) => h("label", null, h("span", null, name), h("select", { id: `filter-${name.toLowerCase()}`, on: { change: (e) => this.filter(name.toLowerCase(), e.target.value) } }, h("option", { value: "" }, first), options(values)));
    const box = (kind, words, on) => h("label.box", null, h("input", { type: "checkbox", checked: this.shows[kind], "data-kind": kind, on: { change: (e) => { this.shows[kind] = e.target.checked; this.draw(); } } }), h(`span.sample.${on}`, null, words));
    const has = (name) => TABLES.has(name) && TABLES.get(name).height > 0;
    const key = ACTORS.slice(0, 6).map((a, i) => h("li", null, h(`span.l.a${i}`, null, worded(a))));
    this.summary = h("p.summary", { role: "status" });
    this.columns = h("div.columns");
    this.lines = document.createElementNS(SVG, "svg");
    this.lines.setAttribute("class", "lines");
    this.lines.setAttribute("aria-hidden", "true");
    this.stage = h("div.stage", null, this.columns, this.lines);
    this.panel = h("aside.panel", { "aria-label": "The selected mark", hidden: true });
    this.add = h("select", { "aria-label": "Open a further article", on: { change: (e) => { if (e.target.value !== "") this.show(Number(e.target.value)); } } });
    this.slot.replaceChildren(
      h("div.controls", null,
        h("fieldset", null, h("legend", null, "Only"), select("Actor", "every actor", ACTORS), select("Voice", "every voice", voices), select("Outlet", "every outlet", outlets)),
        h("fieldset", null, h("legend", null, "Marks"), box("label", "labels, names", "l"), box("figure", "figures", "f"), box("quote", "quotes", "q"), PAIRS.list.length ? box("pair", "restated", "p") : "", has("style") ? box("style", "style", "y") : "", has("agency") ? box("agency", "harm", "g") : ""),
        h("p.more", null, this.add)),
      h("ul.key", { "aria-label": "Lines under labels and names, by actor" }, key, ACTORS.length > 6 || ACTORS.length === 0 ? h("li", null, h("span.l.other", null, "other or unresolved")) : "", h("li", null, h("span.l.n", null, "dotted: a proper name"))),
      this.summary, this.stage, this.panel);
    addEventListener("resize", () => this.join());
    this.slot.addEventListener("pointerover", (e) => this.over(e.target));
    this.slot.addEventListener("focusin", (e) => this.over(e.target));
    this.slot.addEventListener("pointerleave", () => this.over(null));
  }

  filter(what, value) {
    this[what] = value;
    if (what === "outlet" && value) this.open = DATA.articles.map((a, i) => [a, i]).filter(([a]) => a.outlet === value).map(([, i]) => i).slice(0, MOST - 1);
    this.draw();
  }

  // Opens an article, in place of the last column if there are as many as fit.
  show(article, at) {
    if (this.open.includes(article)) return;
    if (at !== undefined) this.open[at] = article;
    else if (this.open.length < (matchMedia("(min-width: 60rem)").matches ? MOST : 2)) this.open.push(article);
    else this.open[this.open.length - 1] = article;
    this.draw();
  }

  close(article) {
    this.open = this.open.filter((i) => i !== article);
    this.draw();
  }

  // The marks of an article by sentence.
  marks(article) {
    const sentences = TABLES.get("sentences");
    const spans = DATA.articles[article].rows.map((r) => ({ row: r, part: sentences.text("part", r), start: sentences.value("char_start", r), end: sentences.value("char_end", r), marks: [] }));
    const counted = { label: 0, figure: 0, quote: 0, style: 0, agency: 0 };
    for (const [name, kind] of Object.entries(KINDS)) {
      const table = TABLES.get(name);
      if (!table || !this.shows[kind]) continue;
      for (const r of rowsOf(name, article)) {
        if (kind === "label" && this.actor && !table.text("actor", r).split(";").includes(this.actor) && table.text("actor", r) !== this.actor) continue;
        if (kind !== "quote" && this.voice && table.text("voice", r) !== this.voice) continue;
        if (kind !== "label" && this.actor) continue;
        if (kind === "quote" && this.voice) continue;
        counted[kind]++;
        const [part, start, end] = [table.text("part", r), table.value("char_start", r), table.value("char_end", r)];
        for (const s of spans) {
          if (s.part !== part || s.end <= start || s.start >= end) continue;
          s.marks.push({ kind, table, row: r, id: table.text(`${kind}_id`, r), start: Math.max(0, start - s.start), end: Math.min(s.end, end) - s.start, first: start >= s.start, length: end - start });
        }
      }
    }
    return { spans, counted };
  }

  draw() {
    const keep = new Map([...this.columns.querySelectorAll(".text")].map((t) => [t.dataset.article, t.scrollTop]));
    this.elements.clear();
    const total = { label: 0, figure: 0, quote: 0, style: 0, agency: 0 };
    this.columns.style.setProperty("--columns", this.open.length || 1);
    this.columns.replaceChildren(...this.open.map((article, at) => {
      const { spans, counted } = this.marks(article);
      for (const kind in total) total[kind] += counted[kind];
      return this.column(article, at, spans);
    }));
    for (const t of this.columns.querySelectorAll(".text")) {
      t.scrollTop = keep.get(t.dataset.article) || 0;
      t.addEventListener("scroll", () => this.join(), { passive: true });
    }
    const rest = DATA.articles.map((a, i) => i).filter((i) => !this.open.includes(i) && (!this.outlet || DATA.articles[i].outlet === this.outlet));
    this.add.replaceChildren(h("option", { value: "" }, this.open.length < MOST ? "Open a further article …" : "Open in the last column …"), ...this.choices(rest));
    const further = (this.shows.style ? `, ${rowsInWords(total.style, "style")}` : "") + (this.shows.agency ? `, ${rowsInWords(total.agency, "agency")}` : "");
    const text = `${grouped(total.label)} labels and names, ${plural(total.figure, "figure")} and ${plural(total.quote, "quote")}${further} marked in ${plural(this.open.length, "article")}.`;
    if (this.summary.textContent !== text) this.summary.textContent = text;
    this.light(this.selected);
  }

  // Articles to choose from, by outlet.
  choices(list, chosen) {
    const by = new Map();
    for (const i of list) {
      const a = DATA.articles[i];
      if (!by.has(a.outlet)) by.set(a.outlet, []);
      by.get(a.outlet).push(h("option", { value: i, selected: i === chosen }, `${a.published ? `${dated(a.published)}: ` : ""}${a.title || a.id}`));
    }
    return [...by].map(([outlet, options]) => h("optgroup", { label: outlet }, options));
  }

  column(article, at, spans) {
    const a = DATA.articles[article];
    const title = `article-${padded(article + 1)}`;
    const choose = h("select", { "aria-label": `Article in column ${at + 1}`, on: { change: (e) => this.show(Number(e.target.value), at) } },
      this.choices(DATA.articles.map((_, i) => i).filter((i) => i === article || (!this.open.includes(i) && (!this.outlet || DATA.articles[i].outlet === this.outlet))), article));
    const close = this.open.length > 1 && h("button", { type: "button", "aria-label": `Close ${a.outlet}`, on: { click: () => this.close(article) } }, "×");
    const head = h("header", null,
      h("h3", { id: `${title}-title`, dir: "auto" }, a.outlet),
      h("p", null, h("time", null, dated(a.published) || "no date"), a.url ? [" · ", h("a", { href: a.url, rel: "noopener noreferrer" }, "as published")] : ""),
      h("div.choose", null, choose, close || ""));
    const text = h("div.text", { tabindex: 0, role: "region", "aria-labelledby": `${title}-title`, "data-article": article, dir: "auto" }, this.paragraphs(a, spans));
    return h("article", { id: title, "aria-labelledby": `${title}-title`, tabindex: -1 }, head, text);
  }

  paragraphs(a, spans) {
    const sentences = TABLES.get("sentences");
    const out = [];
    let paragraph = null;
    const start = (role) => {
      paragraph = h(`p.${role || "body"}`, { dir: "auto" });
      out.push(paragraph);
    };
    const between = (text, role) => {
      if (text === null || text === undefined) return;
      const lines = String(text).split(/\n+/);
      if (lines[0].trim() || (lines.length === 1 && paragraph)) {
        if (!paragraph) start("body");
        paragraph.append(lines[0]);
      }
      for (const line of lines.slice(1)) {
        paragraph = null;
        if (line.trim()) {
          start(role);
          paragraph.append(line);
        }
      }
    };
    // A headline that is no line of the text stands above it.
    const order = [...spans.keys()].sort((x, y) => (spans[x].part === "title" ? 0 : 1) - (spans[y].part === "title" ? 0 : 1) || x - y);
    for (const i of order) {
      const s = spans[i];
      const role = sentences.text("role", s.row) || "body";
      if (s.part === "title") paragraph = null;
      else between(a.gaps[i] === null ? null : DATA.pool[a.gaps[i]], role);
      if (!paragraph) start(role);
      paragraph.append(this.sentence(s));
      if (s.part === "title") paragraph = null;
    }
    between(a.tail === null ? null : DATA.pool[a.tail], "body");
    return out;
  }

  sentence(s) {
    const sentences = TABLES.get("sentences");
    const id = sentences.text("sentence_id", s.row);
    const letters = points(sentences.text("text", s.row));
    const cuts = [...new Set([0, letters.length, ...s.marks.flatMap((m) => [m.start, m.end])])].filter((c) => c >= 0 && c <= letters.length).sort((x, y) => x - y);
    const element = h("span.s", { id, "data-row": id });
    this.keep(id, element);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const here = s.marks.filter((m) => m.start <= cuts[i] && m.end >= cuts[i + 1]).sort((x, y) => x.length - y.length);
      for (const q of here.filter((m) => m.kind === "quote" && m.first && m.start === cuts[i])) {
        const words = `${worded(q.table.text("source", q.row))}${q.table.text("cue", q.row) ? `, ${q.table.text("cue", q.row)}` : ""}`;
        const mark = h("a.qm", { href: `#${q.id}`, title: words, "aria-label": `Quote: ${words}` }, "❝");
        element.append(mark);
        this.keep(q.id, mark);
      }
      element.append(this.stretch(letters.slice(cuts[i], cuts[i + 1]).join(""), here));
    }
    const pairs = this.shows.pair ? (PAIRS.bySentence.get(s.row) || []).filter((p) => this.open.includes(sentenceArticle(p.a === s.row ? p.b : p.a))) : [];
    for (const p of pairs) {
      const other = DATA.articles[sentenceArticle(p.a === s.row ? p.b : p.a)];
      element.append(h("a.p", { href: `#${p.id}`, "data-pair": p.id, title: `Restated by ${other.outlet}`, "aria-label": `Pair ${p.number}: restated by ${other.outlet}` }, String(p.number)));
    }
    return element;
  }

  stretch(text, marks) {
    if (!marks.length) return text;
    const points = marks.filter((m) => m.kind !== "quote");
    const quoted = marks.length > points.length;
    const ids = marks.map((m) => m.id).join(" ");
    if (!points.length) {
      const element = h("span.q", { "data-rows": ids }, text);
      marks.forEach((m) => this.keep(m.id, element));
      return element;
    }
    const classes = quoted ? ["q"] : [];
    const says = [];
    for (const m of points) {
      if (m.kind === "figure") {
        classes.push("f", m.table.text("class", m.row) === "incidental" ? "incidental" : "");
        says.push(`figure${m.table.text("key", m.row) ? `: ${worded(m.table.text("key", m.row))}` : ""}`);
      } else if (m.kind !== "label") {
        classes.push(m.kind === "style" ? "y" : "g");
        says.push(m.kind === "style" ? `${worded(m.table.text("kind", m.row))}: ${m.table.text("lemma", m.row)}` : `${m.table.text("harm", m.row)}, ${worded(m.table.text("construction", m.row))}`);
      } else {
        const named = m.table.value("named", m.row);
        classes.push("l", actorClass(m.table.text("actor", m.row)), named ? "n" : "d");
        says.push(`${named ? "name" : "label"}: ${worded(m.table.text("actor", m.row))}, ${worded(m.table.text("voice", m.row))}`);
      }
    }
    const element = h("a", { href: `#${points[0].id}`, class: [...new Set(classes)].filter(Boolean).join(" "), title: says.join("; "), "data-rows": ids }, text);
    marks.forEach((m) => this.keep(m.id, element));
    return element;
  }

  keep(id, element) {
    if (this.elements.has(id)) this.elements.get(id).push(element);
    else this.elements.set(id, [element]);
  }

  // Opens the article of a row, goes to its place and tells what is known of it.
  go(id) {
    const found = rowOf(id);
    if (!found || !DATA.text) return false;
    const article = articleOf(found.table, found.row);
    if (article === undefined) return false;
    this.pinned = null;
    this.reveal(found.kind, article);
    this.join([]);
    // What has no mark of its own is shown by its sentence.
    const s = this.elements.has(id) ? undefined : sentenceOf(found.table, found.row);
    this.light([s === undefined ? id : TABLES.get("sentences").text("sentence_id", s)], true);
    this.tell(found);
    return true;
  }

  // No filter hides what somebody asks for.
  reveal(kind, article) {
    if (this.outlet && DATA.articles[article].outlet !== this.outlet) this.reset("outlet");
    if (this.shows[kind] === false) {
      this.shows[kind] = true;
      this.slot.querySelectorAll(".box input").forEach((b) => (b.checked = this.shows[b.dataset.kind]));
    }
    if (this.actor) this.reset("actor");
    if (this.voice) this.reset("voice");
    this.show(article);
    this.draw();
  }

  reset(what) {
    this[what] = "";
    const select = byId(`filter-${what}`);
    if (select) select.value = "";
  }

  goPair(id) {
    const pair = pairOf(id);
    if (!pair || !DATA.text) return false;
    const [a, b] = [sentenceArticle(pair.a), sentenceArticle(pair.b)];
    this.shows.pair = true;
    if (!(this.open.includes(a) && this.open.includes(b))) {
      this.open = [a, b, ...this.open.filter((i) => i !== a && i !== b)].slice(0, Math.max(2, this.open.length));
    }
    this.draw();
    this.pinned = pair;
    const sentences = TABLES.get("sentences");
    this.light([sentences.text("sentence_id", pair.a), sentences.text("sentence_id", pair.b)], true);
    this.join([pair]);
    this.tellPair(pair);
    return true;
  }

  light(ids, scroll) {
    this.slot.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    this.selected = ids;
    for (const id of ids || []) {
      const elements = this.elements.get(id) || [];
      elements.forEach((e) => e.classList.add("lit"));
      if (!scroll || !elements.length) continue;
      const text = elements[0].closest(".text");
      const box = elements[0].getBoundingClientRect();
      text.scrollTop += box.top - text.getBoundingClientRect().top - text.clientHeight / 3;
      const target = elements[0].matches("a") ? elements[0] : text;
      target.focus({ preventScroll: true });
    }
    if (scroll && ids.length) {
      const first = (this.elements.get(ids[0]) || [])[0];
      if (first) (matchMedia("(min-width: 60rem)").matches ? this.stage : first).scrollIntoView({ block: "center" });
    }
  }

  // Lines from the sentence that is pointed at to those that restate it; else those of the pair that was asked for.
  over(target) {
    const within = (selector) => target && target.closest && target.closest(selector);
    const badge = within("[data-pair]");
    if (badge) return this.join([pairOf(badge.dataset.pair)]);
    const sentence = within(".s") && rowOf(within(".s").id);
    const pairs = sentence && this.shows.pair ? PAIRS.bySentence.get(sentence.row) : null;
    this.join(pairs || (this.pinned ? [this.pinned] : []));
  }

  join(pairs = this.joined) {
    this.joined = pairs;
    const sentences = TABLES.get("sentences");
    this.slot.querySelectorAll(".joined").forEach((e) => e.classList.remove("joined"));
    const base = this.stage.getBoundingClientRect();
    const paths = [];
    for (const pair of this.joined) {
      const ends = [pair.a, pair.b].map((s) => (this.elements.get(sentences.text("sentence_id", s)) || [])[0]);
      if (ends.some((e) => !e)) continue;
      ends.forEach((e) => e.classList.add("joined"));
      const boxes = ends.map((e) => {
        const view = e.closest(".text").getBoundingClientRect();
        const box = e.getBoundingClientRect();
        const y = Math.min(view.bottom - 6, Math.max(view.top + 6, (box.top + box.bottom) / 2));
        return { left: view.left - base.left, right: view.right - base.left, y: y - base.top };
      }).sort((x, y) => x.left - y.left);
      if (boxes[0].left === boxes[1].left) continue;
      const [from, to] = [boxes[0].right - 8, boxes[1].left + 4];
      const bend = Math.max(16, (to - from) / 2);
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M${from} ${boxes[0].y} C${from + bend} ${boxes[0].y} ${to - bend} ${boxes[1].y} ${to} ${boxes[1].y}`);
      paths.push(path);
    }
    this.lines.replaceChildren(...paths);
  }

  panelWith(...content) {
    const back = h("button", { type: "button", on: { click: () => history.back() } }, "Back");
    const close = h("button", { type: "button", "aria-label": "Close this row", on: { click: () => { this.panel.hidden = true; this.light(null); } } }, "×");
    this.panel.replaceChildren(h("div.buttons", null, back, close), ...content);
    this.panel.hidden = false;
  }

  tell({ table, row, id, kind }) {
    const said = { label: ["actor", "label_group", "kind", "voice", "speaker", "form", "rule", "confidence"], figure: ["context", "low", "high", "modifier", "unit", "key", "source", "as_of", "voice", "class", "rule", "confidence"], quote: ["source", "source_type", "speaker", "cue", "cue_class", "kind", "rule", "confidence"], sentence: ["role", "words"] }[kind] || table.columns.map((c) => c.name).filter((n) => !/(_id|^text|^part|^role|^sentence.*|^char_.*|^published|^outlet)$/.test(n));
    const words = table.text(kind === "quote" ? "content" : table.has("text") ? "text" : "sentence_text", row);
    const facts = said.map((n) => [n, table.value(n, row)]).filter(([, v]) => v !== null && v !== undefined && v !== "");
    const counts = numbersOf(table, row).filter(({ table: t, link }, i, all) => all.findIndex((o) => o.table === t && o.link.column === link.column) === i).slice(0, 14);
    this.panelWith(
      h("h3", null, h("a", { href: `#${id}` }, id), " ", h("q", { dir: "auto" }, points(words).length > 140 ? `${points(words).slice(0, 140).join("")}…` : words)),
      h("dl", null, facts.map(([n, v]) => h("div", null, h("dt", null, n.replaceAll("_", " ")), h("dd", { dir: "auto" }, typeof v === "number" ? shown(v, n === "confidence" ? "share" : "") : worded(String(v)))))),
      counts.length ? h("p.counts", null, "Counted in ", counts.map(({ table: t, row: r, link }, i) => [i ? ", " : "", h("a", { href: cellAddress(t, r, link.column) }, `${t.name.replaceAll("_", " ")}: ${t.columns[link.column].name.replaceAll("_", " ")} = ${t.value(link.column, r)}`)])) : h("p.counts", null, "No table counts this row by itself."));
  }

  tellPair(pair) {
    // What is said of the two together; what is said of each stands in the articles.
    const facts = pair.table.columns.filter((c) => !/(_id|_a|_b)$/.test(c.name)).map((c) => [c, pair.table.value(c.index, pair.row)]).filter(([, v]) => v !== null);
    const outlets = [pair.a, pair.b].map((s) => DATA.articles[sentenceArticle(s)].outlet);
    this.panelWith(
      h("h3", null, h("a", { href: `#${pair.id}` }, `Pair ${pair.number}`), ` ${outlets.join(" and ")}`),
      h("dl", null, facts.map(([c, v]) => h("div", { title: c.meaning }, h("dt", null, c.name.replaceAll("_", " ")), h("dd", { dir: "auto" }, typeof v === "number" ? shown(v, "") : worded(String(v)))))));
  }
}

let reading = null;
function readingView() {
  const section = byId("reading");
  if (!reading && section) reading = new Reading(section.querySelector(".slot"));
  return reading;
}
