// The page's data: tables of columns, texts by number.

const DATA = JSON.parse(byId("data").textContent);

const padded = (n) => String(n).padStart(4, "0");

// Letters that stand for the place of a value, as the page's maker counts them (columns.rs).
const LETTERS = Array.from({ length: 93 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !'"\\<>&'.includes(c));
const PLACES = new Map(LETTERS.map((c, i) => [c, i]));

// Places of values from their letters, `wide` letters a place.
function unpacked(text, wide) {
  const out = [];
  let at = 0;
  const next = (n) => (n === 2 ? next(1) * LETTERS.length + next(1) : PLACES.get(text[at++]));
  const repeat = (back, count) => {
    for (let i = 0; i < count; i++) out.push(out[out.length - back]);
  };
  while (at < text.length) {
    if (text[at] === "}") {
      at++;
      repeat(1, next(1) + 1);
    } else if (text[at] === "~") {
      at++;
      const back = next(2);
      repeat(back, next(1) + 1);
    } else out.push(next(wide));
  }
  return out;
}

// As many values as `height`, as they are written.
function written(c, height) {
  if (c.v) return c.v;
  if (c.s) return unpacked(c.s, c.two ? 2 : 1).map((i) => c.d[i]);
  return new Array(height).fill(c.c === undefined ? null : c.c);
}

class Table {
  constructor(name, raw) {
    Object.assign(this, { name, about: raw.about, height: raw.rows, all: raw.all, raw, read: [], whole: [] });
    this.columns = raw.columns.map((c, i) => ({ name: c.n, unit: c.u || "", meaning: typeof c.m === "number" ? DATA.pool[c.m] : c.m || "", kind: c.k, index: i }));
    this.links = raw.links || [];
    this.places = new Map(this.columns.map((c) => [c.name, c.index]));
  }

  has(name) {
    return this.places.has(name);
  }

  // The values of a column, by name or number: text, numbers, true and false; null where missing.
  values(column) {
    const index = typeof column === "string" ? this.places.get(column) : column;
    if (index === undefined) return null;
    if (!this.read[index]) this.read[index] = this.decode(index);
    return this.read[index];
  }

  decode(index) {
    const c = this.raw.columns[index];
    // What findings say stands in the page.
    if (this.name === "findings" && c.n === "text") return this.values(0).map((id) => byId(id).querySelector(".says").textContent);
    const decode = {
      t: (v) => (c.p ? `${c.p}-${padded(v)}` : DATA.pool[v]),
      b: (v) => v === 1,
    }[c.k] || ((v) => v);
    return this.numbers(index).map((v) => (v === null ? null : decode(v)));
  }

  // The values of a column as numbers: its own, or those of the pool.
  numbers(index) {
    if (this.whole[index]) return this.whole[index];
    const c = this.raw.columns[index];
    let out;
    if (c.f !== undefined) {
      // Another column decides it: a value for each that stands there.
      const seen = new Map();
      const places = this.numbers(c.f).map((v) => {
        if (!seen.has(v)) seen.set(v, seen.size);
        return seen.get(v);
      });
      const values = written(c, seen.size);
      out = places.map((p) => values[p]);
    } else {
      out = written(c, this.height);
      if (c.a !== undefined) {
        // Added to another column, or to the row before.
        const other = c.a < 0 ? null : this.numbers(c.a);
        let before = 0;
        out = out.map((v, i) => {
          const sum = v === null ? null : v + (other ? other[i] : before);
          before = sum;
          return sum;
        });
      }
    }
    return (this.whole[index] = out);
  }

  value(column, row) {
    const values = this.values(column);
    return values ? values[row] : null;
  }

  // As the evidence is compared: text, "" where missing.
  text(column, row) {
    const value = this.value(column, row);
    return value === null || value === undefined ? "" : String(value);
  }
}

const TABLES = new Map(Object.entries(DATA.tables).map(([name, raw]) => [name, new Table(name, raw)]));

// The tables whose rows stand at a place in a text, by what their ids begin with; and what such an id looks like.
const EVIDENCE = Object.fromEntries([...TABLES.values()].filter((t) => t.has("char_start") && /_id$/.test(t.columns[0].name)).map((t) => [t.columns[0].name.slice(0, -3), t.name]));
if (TABLES.has("findings")) EVIDENCE.finding = "findings";
const ID = new RegExp(`\\b(?:${[...Object.keys(EVIDENCE), "pair"].join("|")})-\\d{4,}\\b`, "g");
const isRow = (id) => /^[a-z]+-\d+$/.test(id) && Object.hasOwn(EVIDENCE, id.split("-")[0]) && !id.startsWith("finding");

// "1 label", "2 acts of harm": rows of an evidence table.
function rowsInWords(n, name) {
  const [one, many] = { features: ["article", "articles"], style: ["word of style", "words of style"], agency: ["act of harm", "acts of harm"] }[name] || [name.replace(/s$/, ""), name];
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

for (const a of DATA.articles) {
  const [first, count] = a.rows;
  a.rows = Array.from({ length: count }, (_, i) => first + i);
  a.gaps = written(a.gaps, count);
}
const articleAt = new Map(DATA.articles.map((a, i) => [a.id, i]));

const placesOfRows = new Map();
// Where a row id stands: its table and row; null if there is none.
function rowOf(id) {
  const kind = id.split("-")[0];
  const table = TABLES.get(EVIDENCE[kind]);
  if (!table) return null;
  if (!placesOfRows.has(kind)) {
    const ids = table.values(`${kind}_id`) || [];
    placesOfRows.set(kind, new Map(ids.map((v, i) => [v, i])));
  }
  const row = placesOfRows.get(kind).get(id);
  return row === undefined ? null : { table, row, id, kind };
}

// The id of a row of an evidence table.
function idOf(table, row) {
  const first = table.columns[0];
  return first && EVIDENCE[first.name.slice(0, -3)] === table.name ? table.value(0, row) : null;
}

// The article of an evidence row.
function articleOf(table, row) {
  return articleAt.get(table.value("article_id", row));
}

let sentencesByPlace = null;
// The row of the sentences table in which an evidence row begins.
function sentenceOf(table, row) {
  const sentences = TABLES.get("sentences");
  if (table === sentences) return row;
  const key = (t, r) => `${t.text("article_id", r)}\n${t.text("part", r)}\n${t.text("sentence", r)}`;
  if (!sentencesByPlace) {
    sentencesByPlace = new Map();
    for (let r = 0; r < sentences.height; r++) sentencesByPlace.set(key(sentences, r), r);
  }
  return sentencesByPlace.get(key(table, row));
}

// codebook: every column of every table.
TABLES.set("codebook", (() => {
  const rows = [...TABLES.values()].flatMap((t) => t.columns.map((c) => [t.name, c.name, c.unit || null, c.meaning]));
  const names = [["table", "file stem of the table"], ["column", "name of the column"], ["unit", "what its values are counted in"], ["meaning", "what its values say"]];
  const table = new Table("codebook", {
    about: "One row a column of a table", rows: rows.length, all: rows.length, links: [],
    columns: names.map(([n, m]) => ({ n, m, k: "t", v: [] })),
  });
  names.forEach((_, i) => (table.read[i] = rows.map((r) => r[i])));
  return table;
})());
