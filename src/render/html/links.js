// From a number to the rows that it counts, and from a row to the numbers that count it.

// The value by which an evidence row is found; in a comparison by groups the article's group stands for its outlet.
function evidenceText(evidence, column, row) {
  if (column === "outlet" && DATA.unit !== "outlet") {
    const article = DATA.articles[articleOf(evidence, row)];
    return article ? article.group || "" : "";
  }
  return evidence.text(column, row);
}

function holds([column, values, split], evidence, row) {
  const text = evidenceText(evidence, column, row);
  const one = (v) => values.some((w) => w === v || (w === "*" && v !== ""));
  return split ? text.split(";").some(one) : one(text);
}

// A row's values for the parts of a key that are asked; "" stands in for what is missing.
function evidenceKey(link, asked, evidence, row) {
  return JSON.stringify(link.same.filter((_, i) => asked[i]).map(([, there, or]) => evidenceText(evidence, there, row) || (or ? evidenceText(evidence, or, row) : "")));
}

const askedOf = (link, table, row) => link.same.map(([here, , , any]) => any === null || table.text(here, row) !== any);
const keyOf = (link, asked, table, row) => JSON.stringify(link.same.filter((_, i) => asked[i]).map(([here]) => table.text(here, row)));

// The rows of the evidence that a link finds for a row of its table.
function rowsBehind(table, row, link) {
  const evidence = TABLES.get(link.rows);
  if (!link.kept) {
    link.kept = [];
    for (let r = 0; r < evidence.height; r++) if (link.only.every((o) => holds(o, evidence, r))) link.kept.push(r);
    link.byKey = new Map();
  }
  const asked = askedOf(link, table, row);
  const mask = asked.join();
  if (!link.byKey.has(mask)) {
    const found = new Map();
    for (const r of link.kept) {
      const key = evidenceKey(link, asked, evidence, r);
      if (found.has(key)) found.get(key).push(r);
      else found.set(key, [r]);
    }
    link.byKey.set(mask, found);
  }
  return link.byKey.get(mask).get(keyOf(link, asked, table, row)) || [];
}

// The link of a column; for a number that is computed from counts, the first link of its table.
function linkOf(table, column) {
  return table.links.find((l) => l.column === column) || null;
}

// The evidence rows that a row of a table names itself.
function rowIds(table, row) {
  const ids = table.columns.filter((c) => c.kind === "t").flatMap((c) => table.text(c.index, row).match(ID) || []);
  return [...new Set(ids)].filter((id) => !id.startsWith("finding") && rowOf(id));
}

// The numbers that count an evidence row: table, row and column.
function numbersOf(evidence, row) {
  const out = [];
  for (const table of TABLES.values()) {
    for (const link of table.links) {
      if (link.rows !== evidence.name || !link.only.every((o) => holds(o, evidence, row))) continue;
      if (!link.back) {
        link.back = new Map();
        for (let r = 0; r < table.height; r++) {
          const asked = askedOf(link, table, r);
          const mask = asked.join();
          if (!link.back.has(mask)) link.back.set(mask, { asked, rows: new Map() });
          const key = keyOf(link, asked, table, r);
          const { rows } = link.back.get(mask);
          if (rows.has(key)) rows.get(key).push(r);
          else rows.set(key, [r]);
        }
      }
      for (const { asked, rows } of link.back.values()) {
        for (const r of rows.get(evidenceKey(link, asked, evidence, row)) || []) out.push({ table, row: r, link });
      }
    }
  }
  return out;
}

// What a link looks for, in words: "outlet TESNA, voice narrator".
function conditions(table, row, link) {
  const same = link.same.filter(([here, , , any]) => any === null || table.text(here, row) !== any)
    .map(([here]) => [table.columns[here].name, table.text(here, row) || "none"]);
  const only = link.only.map(([column, values]) => [column, values.map((v) => (v === "*" ? "any" : v === "" ? "none" : v)).join(" or ")]);
  return [...same, ...only];
}

const cellAddress = (table, row, column) => `#cell-${table.name}-${row}-${column}`;
