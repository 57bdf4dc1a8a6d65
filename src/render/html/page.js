// Addresses, theme, tooltips, printing: what holds the page together.

// The findings after the first ones get their links when somebody opens them.
function linkFindings() {
  const rest = document.querySelector("details.rest");
  const findings = TABLES.get("findings");
  if (!rest || rest.dataset.linked || !findings) return;
  rest.dataset.linked = "yes";
  for (const li of rest.querySelectorAll("li")) {
    const { row } = rowOf(li.id) || {};
    if (row === undefined) continue;
    const [report, table] = [findings.text("report", row), findings.text("table", row)];
    const section = byId(`${report}-title`);
    const links = [
      section && h("a", { href: `#${report}` }, section.textContent),
      byId(`table-${table}`) && h("a", { href: `#table-${table}` }, "the numbers"),
      h("a.anchor", { href: `#${li.id}` }, li.id),
    ];
    li.tabIndex = -1;
    li.querySelector(".says").dir = "auto";
    li.querySelector(".weight").append(...links.filter(Boolean).flatMap((a) => [" · ", a]));
    if (findings.text("evidence", row)) li.append(h("p.proofs", null, h("a", { href: `#rows-${li.id}` }, "the rows that prove it")));
  }
}

// Goes where the address says. Rows open their article, cells their evidence, tables themselves.
function go() {
  let address = location.hash.slice(1);
  try {
    address = decodeURIComponent(address);
  } catch {
    return;
  }
  const cell = /^cell-(.+)-(\d+)-(\d+)$/.exec(address);
  if (cell) return void openCell(cell[1], Number(cell[2]), Number(cell[3]));
  if (/^rows-finding-\d+$/.test(address)) return void openFinding(address.slice(5));
  if (drawer.open) {
    opened = null;
    drawer.close();
  }
  if (isRow(address)) {
    if (readingView() && reading.go(address)) return;
    return showRow(address);
  }
  if (pairOf(address)) return void (readingView() && reading.goPair(address));
  const article = /^article-(\d+)$/.exec(address);
  if (article && DATA.articles[Number(article[1]) - 1] && readingView()) {
    reading.show(Number(article[1]) - 1);
    const column = byId(address);
    column.scrollIntoView({ block: "start" });
    return column.focus({ preventScroll: true });
  }
  const element = address && byId(address);
  if (!element) return;
  const around = element.parentElement.closest("details");
  if (around) around.open = true;
  if (around && around.matches(".rest")) linkFindings();
  if (element.matches("details.table")) {
    element.open = true;
    showTable(element);
    element.querySelector("summary").focus({ preventScroll: true });
  }
  element.scrollIntoView({ block: "start" });
}

// Without texts a row stands in its table.
function showRow(id) {
  const found = rowOf(id);
  const details = found && byId(`table-${found.table.name}`);
  if (!details) return;
  details.open = true;
  showTable(details);
  const view = views.get(found.table.name);
  view.narrow(() => (view.search = id));
  view.slot.querySelector("input[type=search]").value = id;
  details.scrollIntoView({ block: "start" });
}

addEventListener("hashchange", go);
// A link to where one is already.
document.addEventListener("click", (e) => {
  const link = e.target.closest && e.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) {
    e.preventDefault();
    go();
  }
});

for (const details of document.querySelectorAll("details.table")) {
  // At once when somebody opens it, so that the next step of the keyboard finds it there; and however else it is opened.
  details.querySelector("summary").addEventListener("click", () => showTable(details));
  details.addEventListener("toggle", () => details.open && showTable(details));
}

{
  const rest = document.querySelector("details.rest");
  if (rest) rest.addEventListener("toggle", () => rest.open && linkFindings());
}

// The reading view is built when somebody comes near it.
if (byId("reading")) {
  const near = new IntersectionObserver((seen) => {
    if (seen.some((s) => s.isIntersecting)) {
      near.disconnect();
      readingView();
    }
  }, { rootMargin: "1500px" });
  near.observe(byId("reading"));
}

// The theme: as the reader's system says, until the switch says otherwise.
{
  const button = byId("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const now = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  const name = () => (button.textContent = now() === "dark" ? "Light page" : "Dark page");
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = now() === "dark" ? "light" : "dark";
    name();
  });
  dark.addEventListener("change", name);
  name();
}

// What a column says, beside its heading while that is pointed at or has the focus.
{
  const tip = byId("tip");
  let of = null;
  const hide = () => {
    if (of) of.removeAttribute("aria-describedby");
    tip.hidden = true;
    of = null;
  };
  const place = () => {
    const box = of.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8));
    const below = box.bottom + 6 + tip.offsetHeight <= innerHeight;
    tip.style.setProperty("left", `${left}px`);
    tip.style.setProperty("top", `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`);
  };
  const show = (target) => {
    const element = target && target.closest && target.closest("[data-tip]");
    if (element === of) return;
    hide();
    if (!element) return;
    of = element;
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    place();
  };
  document.addEventListener("pointerover", (e) => show(e.target));
  document.addEventListener("focusin", (e) => show(e.target));
  document.addEventListener("keydown", (e) => e.key === "Escape" && hide());
  document.addEventListener("scroll", () => of && place(), { capture: true, passive: true });
}

// Where one is, in the contents.
{
  const links = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.getAttribute("href").slice(1), a]));
  const sections = [...document.querySelectorAll("main section")];
  let asked = false;
  const mark = () => {
    asked = false;
    const here = sections.findLast((s) => s.getBoundingClientRect().top < innerHeight * 0.3);
    links.forEach((a, id) => (here && id === here.id ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current")));
  };
  addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(mark);
    asked = true;
  }, { passive: true });
  new ResizeObserver(mark).observe(byId("main"));
  // On a small screen the contents are closed at first.
  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".contents details").open = false;
}

// A mark of a chart is a link while it is pointed at: to all others the chart is one picture, and its tables lead to the same rows.
{
  document.querySelectorAll(".spots a").forEach((a) => {
    a.dataset.to = a.getAttribute("href");
    a.removeAttribute("href");
  });
  let pointed = null;
  document.addEventListener("pointerover", (e) => {
    const mark = e.target.closest && e.target.closest(".spots a");
    if (pointed && pointed !== mark) pointed.removeAttribute("href");
    if (mark) mark.setAttribute("href", mark.dataset.to);
    pointed = mark;
  });
}

// Only what really scrolls is a stop on the way of the keyboard.
{
  const fit = new ResizeObserver((all) => {
    for (const { target } of all) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".chart .scroll").forEach((c) => fit.observe(c));
}

addEventListener("beforeprint", () => {
  readingView();
  linkFindings();
  document.querySelectorAll("details.rest, details.about").forEach((d) => (d.open = true));
});

if (location.hash) go();
