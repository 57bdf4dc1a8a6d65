// Elements, numbers and words. Everything from an article or a table is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

// An element: attributes by name, `on` for listeners, children as nodes or text.
function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key === "class") element.classList.add(...value.split(" ").filter(Boolean));
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const hidden = (text) => h("span.hidden", null, text);
const byId = (id) => document.getElementById(id);

// Says something to those who do not see it.
function say(text) {
  byId("live").textContent = text;
}

// 50000 as 50,000.
function grouped(number) {
  const [whole, rest] = String(number).split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest ? `${spaced}.${rest}` : spaced;
}

// A number as people read it: shares in percent, others with three digits that count.
function shown(value, unit) {
  if (unit && unit.startsWith("share")) return `${Number((value * 100).toPrecision(value < 0.0995 ? 2 : 3)).toFixed(value > 0 && value < 0.0995 ? 1 : 0)}\u00a0%`;
  if (Number.isInteger(value)) return Math.abs(value) >= 10000 ? grouped(value) : String(value);
  const rounded = Number(value.toPrecision(3));
  return Number.isInteger(rounded) && Math.abs(rounded) >= 10000 ? grouped(rounded) : String(rounded);
}

// The ends of an interval: "12–77 %".
function range(low, high, unit) {
  const [a, b] = [shown(low, unit), shown(high, unit)];
  return a.endsWith("\u00a0%") ? `${a.slice(0, -2)}–${b}` : `${a}–${b}`;
}

const plural = (n, noun) => `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;

// An id in words: "anti_government_forces" as "anti-government forces".
function worded(text) {
  if (DATA.display.names && Object.hasOwn(DATA.display.names, text)) return DATA.display.names[text];
  return /^[\p{Ll}\d]+(_[\p{Ll}\d]+)+$/u.test(text) ? text.replaceAll("_", " ") : text;
}

// "2025-10-14T18:10:00+02:00" as "14 Oct 2025, 18:10".
function dated(iso) {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(iso || "");
  if (!found) return iso || "";
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Number(found[2]) - 1];
  return month ? `${Number(found[3])} ${month} ${found[1]}${found[4] ? `, ${found[4]}` : ""}` : iso;
}
