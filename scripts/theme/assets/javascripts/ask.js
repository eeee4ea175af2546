// Did the op-ed say this? The answer as tests/asked.py has the library give it, in the reader's
// browser. The build puts `data` and `root` before this; nothing that is typed leaves the page.
const { text } = data, names = new Set(data.names), determiners = new Set(data.determiners), relative = new Set(data.relative);
const PIECES = new RegExp(`${data.runs}|[^]`, "gu"), LETTER = /[\p{L}\p{N}]/u, WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
const wordsOf = (string) => string.match(WORD) ?? [], lower = (string) => string.toLowerCase();
// Folds typography; `origin` tells where each character of the result comes from.
function fold(string) {
  const single = [...string].map((c) => data.single[c] ?? c).join(""), origin = [];
  let folded = "";
  for (const { index, 0: piece, groups: { ellipsis, dash, space } } of single.matchAll(PIECES)) {
    folded += ellipsis ? "…" : dash ? "—" : space ? " " : piece;
    origin.push(index);
  }
  return { folded, origin: [...origin, string.length] };
}
const flat = text.replaceAll("\n", " "); // what is typed has spaces, once folded, for line breaks
function occurrences(words) {
  const found = [];
  for (let at = flat.indexOf(words); at >= 0; at = flat.indexOf(words, at + 1))
    if (data.inside[at] === "0" && data.inside[at + words.length] === "0") found.push({ start: at, end: at + words.length });
  return found;
}

// The text's own spellings of words, and where they stand: another closing stop or none, another first
// letter. A first letter in brackets, [t]he, is an editor's.
function forms(part, raised) {
  const words = part.replace(/^\[(\p{L})\](?=\p{L})/u, "$1"), opened = words !== part;
  const [all, outer, inner, stop] = /([.,。，、]?)('*)([.,。，、]?)$/u.exec(words);
  const core = words.slice(0, words.length - all.length).trimEnd();
  const others = /\.\p{L}\.,$/u.test(words) ? [words.slice(0, -1)] : (outer && stop) || words.endsWith("…") ? [] : [core + inner, ...(inner ? [`${core}.${inner}`, `${core},${inner}`] : [])];
  return [...new Set([words, ...others.filter(Boolean)])].flatMap((form) =>
    [form, (opened || raised) && otherLetter(form)].filter(Boolean).map((spelled) =>
      occurrences(spelled).map((hit) => ({ ...hit, letter: opened || spelled !== form, stop: form !== words }))));
}
const swapped = (c) => (c === lower(c) ? c.toUpperCase() : lower(c));
function otherLetter(words) {
  const [, marks, letter, rest] = /^(['([—]*)(.?)(.*)$/su.exec(words), other = swapped(letter), [word = ""] = wordsOf(other + rest);
  if (!/^\p{L}$/u.test(letter) || other === letter || swapped(other) !== letter) return null; // a dotless ı is no i
  return other !== lower(other) && (names.has(word) || names.has(word.split("'")[0])) ? null : marks + other + rest;
}

// Every way to lay words upon the text, part by part within a paragraph: each part in the first
// spelling that fits, at the nearest place behind the part before.
function candidates(words) {
  const parts = words.split("…").map((part, n) => (n ? part.replace(/^\./, "") : part).replace(/^ +| +$/g, "")).filter(Boolean);
  const opens = (part, n) => !n || (/[.?!]'*$/.test(parts[n - 1]) && /^['([]*\p{Lu}/u.test(part));
  const [first, ...later] = parts.map((part, n) => forms(part, opens(part, n)));
  return first.map((hits) => hits.flatMap((hit) => laid(hit, later))).find((ways) => ways.length) ?? [];
}
function laid(first, later) {
  const hits = [first], limit = `${text}\n`.indexOf("\n", first.start);
  for (const spellings of later) {
    const next = spellings.map((found) => found.find(({ start, end }) => hits.at(-1).end <= start && end <= limit)).find(Boolean);
    if (!next) return [];
    hits.push(next);
  }
  return [hits];
}

// What is left off that turns or weighs the sense: before words, in an omission, behind them.
function leftOff(words, hits) {
  const { start } = hits[0], { end, stop } = hits.at(-1), asked = wordsOf(words);
  const first = lower(asked[0]), phrase = asked.length <= 4 && (relative.has(first) || determiners.has(first));
  const hidden = hits.slice(1).flatMap(({ start: to }, n) => {
    const from = hits[n].end;
    return data.weighty.filter(([at, , back, on]) => from <= at && at < to && !(from <= back || on <= to));
  });
  const clipped = stop && /[.,]'*$/.test(words) && data.clipped[end], closes = stop && /\.'*$/.test(words);
  const question = closes ? data.questions[end] : asked.length > 4 && !data.openings.some((at) => start <= at && at < end) && data.questions[end] === "?";
  return [...new Set([...(data.before[start]?.[+phrase] ?? []), ...hidden.map(([, word]) => word), data.behind[end], clipped, question && "?"])].filter(Boolean);
}
function nearest(words) {
  const asked = [...new Set(wordsOf(words))], size = (list) => [...list.join("")].length;
  const all = data.sentences.map((sentence) => {
    const own = wordsOf(text.slice(sentence[2], sentence[3])), known = own.map(lower);
    return { kind: "near", sentences: [sentence], own, known, differs: asked.filter((word) => !known.includes(lower(word))) };
  });
  const [best] = all.sort((a, b) => size(a.differs) - size(b.differs));
  if (size(asked) - size(best.differs) < data.near * size(asked)) return { kind: "none" };
  return { ...best, between: between(wordsOf(words).map(lower).filter((word) => best.known.includes(word)), best) };
}
// The words of a sentence between those asked for; null where these stand in another order.
function between(asked, { own, known }) {
  const at = [];
  for (const word of asked) at.push(known.indexOf(word, (at.at(-1) ?? -1) + 1));
  if (at.includes(-1)) return null;
  for (let n = at.length - 2; n >= 0; n--) at[n] = known.lastIndexOf(asked[n], at[n + 1] - 1); // close up
  return own.filter((_, n) => at[0] < n && n < at.at(-1) && !at.includes(n));
}
function answer(string) {
  if ([...string].length > data.most) return { kind: "long" };
  let { folded: words } = fold(string.replaceAll("\u00ad", "").normalize("NFC"));
  while (/\[…\]|\(…\)/.test(words)) words = fold(words).folded;
  words = words.replace(/^[ '….,]+|[ '.,]*…[ '….,]*$|[ ']+$/g, "");
  if (!LETTER.test(words)) return { kind: "none" };
  const found = candidates(words).map((hits) => ({ hits, left: leftOff(words, hits) }));
  const [best, ...others] = found.sort((a, b) => a.left.length - b.left.length || a.hits[0].start - b.hits[0].start);
  if (!best) return nearest(words);
  const { hits } = best, changed = { letter: hits.some(({ letter }) => letter), stop: hits.at(-1).stop, omission: hits.length > 1 };
  const changes = Object.keys(changed).filter((name) => changed[name]);
  const sentences = data.sentences.filter(([, , from, to]) => hits.some(({ start, end }) => start < to && from < end));
  const also = others.map((other) => data.sentences.find((sentence) => other.hits[0].start < sentence[3])[0]).sort((a, b) => a - b);
  return { ...best, kind: changes.length ? "changed" : "exact", changes, sentences, also };
}

// The page: what is typed comes back as text, never as markup. A citation is a field, so that keys can select it.
const CHANGES = { letter: "a capital or small first letter", stop: "the full stop or comma at the end", omission: "words left out" };
const HEADS = { exact: "Yes, word for word.", near: "Not in these words.", none: "Not the op-ed’s: no sentence of it is near these words.",
  long: `This is too long: more than ${data.most} characters. Paste one sentence at a time.` };
const element = (name, content, className = "") => Object.assign(document.createElement(name), { textContent: content, className });
const both = (list) => [...new Set(list)].join(", ").replace(/, (?=[^,]*$)/, " and ");
function shown([paragraph, number, from, to, own], hits) {
  const { origin } = fold(own), box = element("blockquote", ""), place = element("p", "");
  const here = hits.map(({ start, end }) => [Math.max(start, from), Math.min(end, to)]).filter(([start, end]) => start < end);
  const edges = [from, ...here.flat(), to].map((edge) => origin[edge - from]);
  edges.slice(1).forEach((end, n) => box.append(n % 2 ? element("mark", own.slice(edges[n], end)) : own.slice(edges[n], end)));
  const heard = data.voices.filter(([first, last]) => (here.length ? here : [[from, to]]).some(([start, end]) => first < end && start < last));
  const link = element("a", `Paragraph ${paragraph}, sentence ${number}`);
  link.href = new URL(`${data.homes[paragraph]}${root.protocol === "file:" ? "index.html" : ""}#p${paragraph}-${number}`, root);
  place.append(link, `. Whose words: ${both(heard.map(([, , name]) => name))}.`);
  return [box, place];
}
function citation(sentences) {
  const skips = (sentence, n) => n && data.sentences[data.sentences.indexOf(sentence) - 1] !== sentences[n - 1];
  const own = sentences.map((sentence, n) => (skips(sentence, n) ? "[…] " : "") + sentence[4]).join(" ");
  const cited = `“${own.replaceAll("“", "‘").replaceAll("”", "’")}” — ${data.cite}, ${both(sentences.map(([paragraph]) => `¶${paragraph}`))}`;
  return Object.assign(element("textarea", cited, "citation"), { readOnly: true, rows: 4, ariaLabel: "Citation" });
}
function apart({ differs, between }) {
  const few = between?.length && between.length < 10 && `has more words in between: ${between.join(", ")}`, unlike = differs.length && `does not have: ${differs.join(", ")}`;
  if (unlike || few) return [unlike, few].filter(Boolean).join("; it ");
  return between?.length === 0 ? "has the same words; only capital letters, punctuation, spaces or invisible characters are different" : "has all of these words, but in another order or far apart";
}
const form = document.querySelector("form.ask"), status = form?.querySelector("[role=status]");
form?.addEventListener("input", () => status.replaceChildren()); // an answer is to the words above it
form?.addEventListener("submit", () => {
  const { kind, sentences = [], hits = [], left = [], changes = [], also = [], ...near } = answer(form.elements.words.value);
  const off = left.filter((word) => word !== "?").map((word) => `‘${word}’`);
  status.replaceChildren(...[
    off.length && element("p", `Careful: it leaves off ${both(off)}.`, "careful"),
    left.includes("?") && element("p", "Careful: the op-ed asks this; it does not say it.", "careful"),
    element("p", HEADS[kind] ?? `Yes, except for ${both(changes.map((name) => CHANGES[name]))}.`, "verdict"),
    ["near", "none"].includes(kind) && /[.?!]\S*\s+\S/.test(form.elements.words.value) && element("p", "If these are several sentences, look them up one at a time."),
    kind === "near" && element("p", `The nearest sentence ${apart(near)}.`),
    ...sentences.flatMap((sentence) => shown(sentence, hits)),
    also.length && element("p", `The op-ed has these words in other places too: ${both(also.map((number) => `¶${number}`))}.`),
    ...(sentences.length ? [element("p", "To cite it:"), citation(sentences)] : []),
  ].filter(Boolean));
});
if (form?.dataset.asked) form.requestSubmit(); // before this script was here
