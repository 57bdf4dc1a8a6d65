// A table that sorts, filters and turns its pages; its numbers lead to their rows.

const PAGE = 50;
// Columns shown at first, where a table has many.
const COLUMNS = 14;

// Columns that stand in brackets behind another: the ends of its interval.
function intervals(table) {
  const of = new Map();
  const at = (name) => (table.has(name) ? table.columns[table.places.get(name)] : null);
  for (const low of table.columns) {
    if (low.kind !== "f" && low.kind !== "i") continue;
    const stem = /^(?:(.*)_)?low$/.exec(low.name);
    const high = stem && at(stem[1] ? `${stem[1]}_high` : "high");
    if (!high) continue;
    const before = table.columns[low.index - 1];
    const base = [stem[1] && at(stem[1]), stem[1] && at(`${stem[1]}_share`), before].find((c) => c && c.kind === "f" && !/_?(low|high)$/.test(c.name));
    if (base && !of.has(base.index)) of.set(base.index, [low.index, high.index]);
  }
  return of;
}

// A test for what somebody types above a column: words, or for numbers 5, >5, <=5, 2..5.
function matcher(typed, column) {
  const text = typed.trim().toLowerCase();
  if (!text) return null;
  if (column.kind === "i" || column.kind === "f") {
    const scale = column.unit.startsWith("share") ? 100 : 1;
    const range = /^(-?[\d.]+)\s*(?:\.\.|–|to)\s*(-?[\d.]+)$/.exec(text);
    const compare = /^(<=|>=|<|>|=)?\s*(-?[\d.,]+)\s*%?$/.exec(text);
    if (range) return (v) => v !== null && v * scale >= Number(range[1]) && v * scale <= Number(range[2]);
    if (compare) {
      const n = Number(compare[2].replaceAll(",", ""));
      const test = { "<": (v) => v < n, "<=": (v) => v <= n, ">": (v) => v > n, ">=": (v) => v >= n }[compare[1]] || ((v) => Math.abs(v - n) < 1e-6);
      return (v) => v !== null && test(v * scale);
    }
  }
  return (v) => v !== null && (String(v).toLowerCase().includes(text) || worded(String(v)).toLowerCase().includes(text));
}

// A text with its row ids and addresses as links.
function linked(text) {
  if (/^https?:\/\/\S+$/i.test(text)) return [h("a", { href: text, rel: "noopener noreferrer" }, text)];
  const out = [];
  let at = 0;
  for (const found of text.matchAll(ID)) {
    if (found[0].startsWith("pair") ? !pairOf(found[0]) : !rowOf(found[0])) continue;
    out.push(text.slice(at, found.index), h("a", { href: `#${found[0]}` }, found[0]));
    at = found.index + found[0].length;
  }
  return at ? [...out, text.slice(at)] : [worded(text)];
}

class TableView {
  constructor(table, slot) {
    Object.assign(this, { table, slot, sort: null, typed: new Map(), search: "", page: 0, filters: false });
    const aside = new Set((DATA.display.aside || {})[table.name] || []);
    this.folded = intervals(table);
    const folded = new Set([...this.folded.values()].flat());
    this.usual = table.columns.filter((c) => !folded.has(c.index) && !aside.has(c.name)).slice(0, COLUMNS);
    this.every = table.columns.filter((c) => !folded.has(c.index));
    this.wide = false;
    // Columns of sentences are given room.
    const texts = table.columns.filter((c) => c.kind === "t" && !c.name.endsWith("_id"));
    this.long = new Set(texts.filter((c) => table.values(c.index).slice(0, 200).some((v) => v !== null && v.length > 60)).map((c) => c.index));
    this.build();
  }

  get columns() {
    return this.wide ? this.every : this.usual;
  }

  build() {
    const { table } = this;
    const more = this.every.length - this.usual.length;
    this.count = h("span.count", { role: "status" });
    const search = h("input", { type: "search", placeholder: "Search this table", "aria-label": `Search ${table.name}`, on: { input: (e) => this.narrow(() => (this.search = e.target.value)) } });
    const filter = h("button", { type: "button", "aria-pressed": "false", on: { click: (e) => this.toggle(e.currentTarget, "filters") } }, "Filter columns");
    const all = more > 0 && h("button", { type: "button", "aria-pressed": "false", on: { click: (e) => this.toggle(e.currentTarget, "wide") } }, `All ${this.every.length} columns`);
    const file = h("a.file", { href: `tables/${table.name}.csv` }, `${table.name}.csv`);
    const cut = table.all > table.height && h("p.cut", null, `The page holds the first ${grouped(table.height)} of ${grouped(table.all)} rows; the file has all of them.`);
    this.head = h("thead");
    this.body = h("tbody");
    this.frame = h("div.scroll", { tabindex: 0, role: "region", "aria-label": `Table ${table.name}` },
      h("table", null, h("caption.hidden", null, `${table.name}: ${table.about}`), this.head, this.body));
    this.pager = h("div.pager");
    const meanings = h("details.meanings", null, h("summary", null, "What the columns say"), h("div.slot"));
    meanings.addEventListener("toggle", () => {
      const slot = meanings.querySelector(".slot");
      if (!slot.firstChild) slot.append(h("dl", null, table.columns.map((c) => h("div", null, h("dt", null, c.name), h("dd", null, c.meaning, c.unit && ` (${c.unit})`)))));
    });
    this.slot.replaceChildren(h("div.tools", null, search, filter, all || "", this.count, file), cut || "", this.frame, this.pager, meanings);
    this.drawHead();
    this.draw();
  }

  toggle(button, what) {
    this[what] = !this[what];
    button.setAttribute("aria-pressed", String(this[what]));
    this.drawHead();
    this.draw();
  }

  drawHead() {
    const heads = this.columns.map((c) => {
      const sorted = this.sort && this.sort.index === c.index ? this.sort.way : null;
      const button = h("button", { type: "button", "data-column": c.name, "data-tip": `${c.meaning}${c.unit ? ` (${c.unit})` : ""}`, on: { click: () => this.order(c) } },
        c.name.replaceAll("_", " "), h("span.arrow", { "aria-hidden": "true" }, sorted ? (sorted > 0 ? "▲" : "▼") : ""));
      const unit = c.unit && c.unit.length < 24 && !c.unit.startsWith("share") ? h("small", null, c.unit) : "";
      return h("th", { scope: "col", "aria-sort": sorted ? (sorted > 0 ? "ascending" : "descending") : "none", class: c.kind === "i" || c.kind === "f" ? "number" : "" }, button, unit);
    });
    const inputs = this.filters && h("tr.filters", null, this.columns.map((c) => h("td", null, h("input", {
      type: "search", value: this.typed.get(c.index) || "", "aria-label": `Filter ${c.name}`, placeholder: c.kind === "i" || c.kind === "f" ? "≥ 5 as >=5" : "",
      on: { input: (e) => this.narrow(() => this.typed.set(c.index, e.target.value)) },
    }))));
    this.head.replaceChildren(h("tr", null, heads), ...(inputs ? [inputs] : []));
  }

  order(column) {
    const first = column.kind === "i" || column.kind === "f" ? -1 : 1;
    const way = this.sort && this.sort.index === column.index ? (this.sort.way === first ? -first : null) : first;
    this.sort = way ? { index: column.index, way } : null;
    this.page = 0;
    this.drawHead();
    this.draw();
    this.head.querySelector(`[data-column="${CSS.escape(column.name)}"]`).focus();
    say(way ? `Sorted by ${column.name}, ${way > 0 ? "ascending" : "descending"}` : "In the order of the file");
  }

  narrow(change) {
    change();
    this.page = 0;
    this.draw();
  }

  rows() {
    const { table } = this;
    let rows = Array.from({ length: table.height }, (_, i) => i);
    for (const c of this.every) {
      const test = matcher(this.typed.get(c.index) || "", c);
      if (test) rows = rows.filter((r) => test(table.values(c.index)[r]));
    }
    const wanted = this.search.trim().toLowerCase();
    if (wanted) {
      const texts = this.every.map((c) => table.values(c.index));
      rows = rows.filter((r) => texts.some((v) => v[r] !== null && (String(v[r]).toLowerCase().includes(wanted) || worded(String(v[r])).toLowerCase().includes(wanted))));
    }
    if (this.sort) {
      const values = table.values(this.sort.index);
      const { way } = this.sort;
      // Missing values stand last, whichever way.
      rows.sort((a, b) => {
        const [x, y] = [values[a], values[b]];
        if (x === null || y === null) return (x === null) - (y === null) || a - b;
        return (typeof x === "number" ? x - y : String(x).localeCompare(String(y), "en", { numeric: true })) * way || a - b;
      });
    }
    return rows;
  }

  draw() {
    const rows = this.rows();
    const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
    this.page = Math.min(this.page, last);
    const from = this.page * PAGE;
    const part = rows.slice(from, from + PAGE);
    this.body.replaceChildren(...part.map((r) => this.row(r)));
    const count = rows.length === this.table.height ? plural(rows.length, "row") : `${grouped(rows.length)} of ${plural(this.table.height, "row")}`;
    if (this.count.textContent !== count) this.count.textContent = count;
    const turn = (to, text, off) => h("button", { type: "button", disabled: off, on: { click: () => { this.page = to; this.draw(); this.frame.scrollTop = 0; say(`Rows ${this.page * PAGE + 1} and on`); } } }, text);
    this.pager.replaceChildren(...(last ? [turn(this.page - 1, "Previous", this.page === 0), h("span", null, `${grouped(from + 1)}–${grouped(from + part.length)} of ${grouped(rows.length)}`), turn(this.page + 1, "Next", this.page === last)] : []));
  }

  row(r) {
    const cells = this.columns.map((c, i) => {
      const number = c.kind === "i" || c.kind === "f";
      const content = this.cell(c, r);
      return i === 0 && !number ? h("th", { scope: "row", dir: "auto" }, content) : h("td", { class: number ? "number" : this.long.has(c.index) ? "long" : "", dir: number ? null : "auto" }, content);
    });
    return h("tr", null, cells);
  }

  cell(c, r) {
    const { table } = this;
    const value = table.values(c.index)[r];
    const ends = this.folded.get(c.index);
    const [low, high] = ends ? ends.map((i) => table.values(i)[r]) : [null, null];
    const between = low !== null && high !== null && h("small.between", null, ` ${range(low, high, c.unit)}`);
    if (value === null) return between || [h("span.missing", { "aria-hidden": "true" }, "–"), hidden("not known")];
    if (c.kind === "b") return value ? "yes" : "no";
    if (c.kind === "t") {
      if (/^article(_|$)/.test(c.name) && articleAt.has(value)) return h("a", { href: `#article-${padded(articleAt.get(value) + 1)}` }, value);
      if (c.unit === "ISO 8601") return h("time", { datetime: value }, dated(value));
      return linked(value);
    }
    const text = shown(value, c.unit);
    const link = linkOf(table, c.index) || (c.kind === "f" && table.links.find((l) => rowsBehind(table, r, l).length));
    if (link ? value === 0 && link.column === c.index : !(value && rowIds(table, r).length)) return [text, between];
    return [h("a.count", { href: cellAddress(table, r, c.index) }, text), between];
  }
}

const views = new Map();
// Fills the place of a table once.
function showTable(details) {
  const name = details.dataset.table;
  if (!views.has(name) && TABLES.has(name)) views.set(name, new TableView(TABLES.get(name), details.querySelector(".slot")));
}
