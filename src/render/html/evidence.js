// The drawer: the rows that a number counts, each with its sentence and the way to its place in the article.

const drawer = byId("drawer");
const SHOWN = 60;

// Letters of a text as people count them: the offsets of rows are code points.
const points = (text) => Array.from(text || "");

// A sentence with the stretches of one row marked.
function markedSentence(table, row) {
  const sentences = TABLES.get("sentences");
  const s = sentenceOf(table, row);
  const text = s === undefined || !DATA.text ? null : sentences.value("text", s);
  if (!text) return h("p.place", null, `Letters ${table.text("char_start", row)} to ${table.text("char_end", row)} of the ${table.text("part", row)}`);
  const letters = points(text);
  const begin = sentences.value("char_start", s);
  if (table === sentences) return h("blockquote", { dir: "auto" }, text);
  const [from, to] = [table.value("char_start", row) - begin, Math.min(letters.length, table.value("char_end", row) - begin)];
  return h("blockquote", { dir: "auto" }, letters.slice(0, from).join(""), h("mark", null, letters.slice(from, to).join("")), letters.slice(to).join(""));
}

// What is worth saying of a row beside its sentence.
function tags(table, row) {
  const names = { labels: ["actor", "voice", "speaker"], figures: ["context", "key", "source", "voice"], quotes: ["source", "cue", "cue_class"], sentences: ["role"], style: ["kind", "lemma", "voice", "speaker"], agency: ["harm", "construction", "victim", "agent", "voice"], themes: ["theme", "cues"] }[table.name] || [];
  const said = names.map((n) => [n, table.text(n, row)]).filter(([, v]) => v);
  if (table.name === "figures" && !table.text("source", row)) said.push(["source", "none named"]);
  return h("p.tags", null, said.map(([n, v], i) => [i ? " · " : "", hidden(`${n}: `), h("span", { title: n.replaceAll("_", " "), dir: "auto" }, worded(v))]));
}

function evidenceItem(table, row) {
  const at = articleOf(table, row);
  const article = DATA.articles[at];
  if (table.name === "features") {
    return h("li", null, h("p.who", null, h("a", { href: `#article-${padded(at + 1)}`, dir: "auto" }, article.title || article.id), " ", h("span", { dir: "auto" }, article.outlet), " ", h("time", null, dated(article.published))));
  }
  const id = idOf(table, row);
  return h("li", null,
    h("p.who", null, h("strong", { dir: "auto" }, article ? article.outlet : ""), " ", h("time", null, article ? dated(article.published) : ""), " ", h("a", { href: `#${id}` }, DATA.text ? `${id}, in its article` : id)),
    markedSentence(table, row), tags(table, row));
}

// A list of rows that grows on request.
function evidenceList(table, rows) {
  const list = h("ol.evidence");
  const more = h("button", { type: "button" }, "");
  let at = 0;
  const grow = () => {
    list.append(...rows.slice(at, at + SHOWN).map((r) => evidenceItem(table, r)));
    at += SHOWN;
    more.textContent = `Show ${Math.min(SHOWN, rows.length - at)} more`;
    more.hidden = at >= rows.length;
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more];
}

let opened = null;

// Opens the drawer. `from` is the element to which the focus returns.
function openDrawer(title, ...content) {
  const close = h("button.close", { type: "button", "aria-label": "Close", on: { click: () => closeDrawer() } }, "Close");
  drawer.firstElementChild.replaceChildren(h("header", null, h("h2", { id: "drawer-title", tabindex: -1 }, title), close), ...content.flat().filter(Boolean));
  opened = opened || document.activeElement;
  if (!drawer.open) drawer.showModal();
  drawer.firstElementChild.scrollTop = 0;
  byId("drawer-title").focus();
}

// Closes it and takes its address from the bar.
function closeDrawer() {
  if (!drawer.open) return;
  drawer.close();
  const back = opened;
  opened = null;
  if (/^#(cell|rows-finding)-/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  if (back && back.isConnected) back.focus();
}

drawer.addEventListener("cancel", (e) => {
  e.preventDefault();
  closeDrawer();
});
drawer.addEventListener("click", (e) => {
  if (e.target === drawer) closeDrawer();
});

// #cell-TABLE-ROW-COLUMN: what stands behind a number of a table.
function openCell(name, row, column) {
  const table = TABLES.get(name);
  if (!table || !(row < table.height) || !table.columns[column]) return false;
  const c = table.columns[column];
  const value = table.value(column, row);
  const own = linkOf(table, column);
  const links = table.links.filter((l) => (own ? l === own : rowsBehind(table, row, l).length)).slice(0, own ? 1 : 3);
  const named = links.length ? [] : rowIds(table, row).map(rowOf);
  if (!links.length && !named.length) return false;
  const unit = c.unit && !c.unit.startsWith("share") ? (value === 1 ? c.unit.replace(/^(\w+)s$/, "$1") : c.unit) : c.name.replaceAll("_", " ");
  const title = `${value === null ? "–" : shown(value, c.unit)} ${unit}`;
  const intro = h("p.meaning", null, h("a", { href: `#table-${name}` }, name.replaceAll("_", " ")), `, ${c.name.replaceAll("_", " ")}: ${c.meaning}.`);
  const computed = !own && h("p.meaning.computed", null, links.length ? "This number is computed from the counts of its line, whose rows follow." : "The line of this number names the rows that follow.");
  const parts = links.map((link) => {
    const rows = rowsBehind(table, row, link);
    const list = h("dl.conditions", null, conditions(table, row, link).map(([k, v]) => h("div", null, h("dt", null, k.replaceAll("_", " ")), h("dd", { dir: "auto" }, worded(v)))));
    const counted = h("h3", null, `${rowsInWords(rows.length, link.rows)}${own ? "" : `: ${table.columns[link.column].name.replaceAll("_", " ")}`}`);
    return [counted, list, ...evidenceList(TABLES.get(link.rows), rows)];
  });
  const list = named.length && [h("h3", null, plural(named.length, "row")), h("ol.evidence", null, named.map((f) => evidenceItem(f.table, f.row)))];
  openDrawer(title, intro, computed, ...parts.flat(), ...(list || []));
  return true;
}

// #rows-finding-0001: all rows that a finding names.
function openFinding(id) {
  const found = rowOf(id);
  if (!found) return false;
  const rows = [...found.table.text("evidence", found.row).matchAll(ID)].map((m) => rowOf(m[0])).filter(Boolean);
  const list = h("ol.evidence", null, rows.map((r) => evidenceItem(r.table, r.row)));
  openDrawer(`Evidence of ${id}`, h("p.meaning", { dir: "auto" }, found.table.text("text", found.row)), list);
  return true;
}
