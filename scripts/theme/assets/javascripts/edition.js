// What the page does beyond links and ids: search, and three small comforts.
// Nothing here is needed to read; nothing is stored; nothing is asked of another host.

const dialog = document.querySelector("dialog.search");
const field = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector(".results");
const SHOWN = 20;

// Letters alone decide: case, accents and the shape of quotation marks and dashes do not.
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»„]/g, '"')
    .replace(/[‐‑‒–—]/g, "-")
    .toLowerCase();
}

// An entry scores where each word is found at the start of a word of it; words in one run, and
// words in its title, count for more.
function score(entry, words, phrase) {
  entry.folded ??= fold(`${entry.title}\n${entry.text}`);
  let sum = 0;
  for (const word of words) {
    const at = entry.folded.search(new RegExp(`(?<![a-z0-9])${escape(word)}`));
    if (at < 0) return 0;
    sum += at < entry.title.length ? 3 : 1;
  }
  return sum + (entry.folded.includes(phrase) ? 4 * words.length : 0);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function find(query) {
  const phrase = fold(query).trim();
  const words = phrase.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  if (!words.length) return { words, found: [] };
  const found = window.editionIndex
    .map((entry) => ({ entry, value: score(entry, words, phrase) }))
    .filter((result) => result.value > 0)
    .sort((one, other) => other.value - one.value)
    .map((result) => result.entry);
  return { words, found };
}

// The text around the first word found, with the words marked. Folding keeps the length of each
// letter but not of an accented one taken apart, so the marks are looked for in the text itself.
function excerpt(text, words) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(loose).join("|")})`, "giu");
  const start = Math.max(0, text.search(pattern) - 60);
  const from = start && text.indexOf(" ", start) + 1;
  const end = text.length > from + 180 ? text.lastIndexOf(" ", from + 180) : text.length;
  const part = text.slice(from, end);
  const box = document.createElement("span");
  let last = 0;
  for (const hit of part.matchAll(pattern)) {
    const mark = document.createElement("mark");
    mark.textContent = hit[0];
    box.append(part.slice(last, hit.index), mark);
    last = hit.index + hit[0].length;
  }
  box.append(part.slice(last), end < text.length ? " …" : "");
  if (from) box.prepend("… ");
  return box;
}

function loose(word) {
  return escape(word).replace(/'/g, "['‘’]").replace(/-/g, "[-‐‑‒–—]");
}

// From file:// a folder does not open its index by itself.
function address(location) {
  const [path, fragment] = location.split("#");
  const file = window.location.protocol === "file:" ? "index.html" : "";
  return `${dialog.dataset.root}${path}${file}${fragment ? `#${fragment}` : ""}`;
}

function show() {
  if (!window.editionIndex) return;
  const { words, found } = find(field.value);
  list.replaceChildren(
    ...found.slice(0, SHOWN).map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const title = document.createElement("b");
      const page = document.createElement("small");
      link.href = address(entry.location);
      title.textContent = entry.title;
      page.textContent = entry.page;
      link.append(title, page, excerpt(entry.text, words));
      item.append(link);
      return item;
    }),
  );
  const more = found.length > SHOWN ? `; the first ${SHOWN} are shown` : "";
  if (!words.length) status.textContent = "";
  else if (!found.length) status.textContent = "Nothing found. Fewer words may find more.";
  else status.textContent = `${found.length} ${found.length === 1 ? "place" : "places"} found${more}.`;
}

// The index is fetched when somebody first searches, as a script: so it works from file:// too.
function load() {
  if (load.asked) return;
  load.asked = true;
  const script = document.createElement("script");
  script.src = dialog.dataset.script;
  script.onload = show;
  script.onerror = () => (status.textContent = "Search could not be loaded.");
  document.head.append(script);
}

const open = document.querySelector(".search-open");
open.hidden = false;
open.addEventListener("click", () => {
  load();
  dialog.showModal();
  field.focus();
  field.select();
});
field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    list.querySelector("a")?.click();
  }
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".results a")) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Escape hides the sentence shown for a quotation, until it is left and come back to.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || dialog.open) return;
  for (const shown of document.querySelectorAll(".quotation:is(:hover, :focus)")) {
    shown.classList.add("hushed");
    for (const left of ["mouseleave", "blur"]) {
      shown.addEventListener(left, () => shown.classList.remove("hushed"), { once: true });
    }
  }
});

// On a narrow screen, the row of demands opens at the one being read, and shows what is focused.
const row = document.querySelector(".demand-row");
const center = (link) => {
  row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
};
const current = row.querySelector("[aria-current]");
if (current) center(current);
row.addEventListener("focusin", (event) => center(event.target));

// Pointing at a note marks its words more strongly, where passage and notes stand side by side.
for (const note of document.querySelectorAll(".note")) {
  const id = note.getAttribute("aria-labelledby");
  const words = document.querySelectorAll(`.lemma[href="#${CSS.escape(id)}"]`);
  const point = (on) => words.forEach((part) => part.classList.toggle("pointed", on));
  note.addEventListener("mouseenter", () => point(true));
  note.addEventListener("mouseleave", () => point(false));
}
