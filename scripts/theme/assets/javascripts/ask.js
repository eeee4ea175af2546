// Did the op-ed say this? The answer as tests/asked.py has the library give it, in the reader's
// browser. The build puts `data` and `root` before this; nothing that is typed leaves the page.
const { text } = data, names = new Set(data.names), determiners = new Set(data.determiners);
const PIECES = new RegExp(`${data.runs}|[^]`, "gu"), WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
const wordsOf = (string) => string.match(WORD) ?? [];
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
    if (data.inside[at] === "0" && data.inside[at + words.length] === "0") found.push([at, at + words.length]);
  return found;
}

// The text's own spellings of words: another closing stop or none, another first letter.
function forms(words, letter) {
  const [all, outer, inner, stop] = /([.,。，、]?)('*)([.,。，、]?)$/u.exec(words);
  const core = words.slice(0, words.length - all.length).trimEnd();
  const others = (outer && stop) || words.endsWith("…") ? [] : [core + inner, ...(inner ? [`${core}.${inner}`, `${core},${inner}`] : [])];
  return [...new Set([words, ...others.filter(Boolean)])].flatMap((form) =>
    [form, letter && otherLetter(form)].filter(Boolean).map((spelled) => ({ spelled, letter: spelled !== form, stop: form !== words })));
}
const swapped = (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase());
function otherLetter(words) {
  const [, marks, letter, rest] = /^(['([—]*)(.?)(.*)$/su.exec(words), other = swapped(letter), [word = ""] = wordsOf(other + rest);
  if (!/^\p{L}$/u.test(letter) || other === letter || swapped(other) !== letter) return null; // a dotless ı is no i
  return other !== other.toLowerCase() && (names.has(word) || names.has(word.split("'")[0])) ? null : marks + other + rest;
}

// Every way to lay words upon the text: as a whole, else part by part within a paragraph.
function candidates(words) {
  for (const { spelled, letter, stop } of forms(words, true)) {
    const found = occurrences(spelled);
    if (found.length) return found.map((hit) => ({ hits: [hit], letter, stop }));
  }
  const pieces = words.split("…").map((piece, n) => (n ? piece.replace(/^\./, "") : piece).replace(/^ +| +$/g, "")).filter(Boolean);
  const found = pieces.map((piece, n) => {
    const bare = piece.replace(/^\[(\p{L})\](?=\p{L})/u, "$1"), opened = bare !== piece; // [t]he
    const raised = !opened && (!n || (/[.?!]'*$/.test(pieces[n - 1]) && /^['([]*\p{Lu}/u.test(piece)));
    for (const { spelled, letter, stop } of forms(bare, raised)) {
      const wanted = opened ? [spelled, otherLetter(spelled)].filter(Boolean) : [spelled];
      const hits = wanted.flatMap((form) => occurrences(form)).sort(([one], [other]) => one - other);
      if (hits.length) return { hits, letter: letter || opened, stop };
    }
    return { hits: [] };
  });
  return (found[0]?.hits ?? []).flatMap((first) => {
    const hits = [first];
    for (const { hits: later } of found.slice(1)) {
      const next = later.find(([start]) => start >= hits.at(-1)[1]);
      if (!next) return [];
      hits.push(next);
    }
    if (text.slice(first[0], hits.at(-1)[1]).includes("\n")) return [];
    return [{ hits, letter: found.some((piece) => piece.letter), stop: found.at(-1).stop }];
  });
}

function leftOff(words, { hits, stop }) {
  const start = hits[0][0], end = hits.at(-1)[1], asked = wordsOf(words);
  const phrase = asked.length <= 4 && determiners.has(asked[0].toLowerCase());
  const hidden = hits.slice(1).map(([next], n) => data.weighty.findLast(([at, , back, on]) =>
    hits[n][1] <= at && at < next && !(hits[n][1] <= back || on <= next))?.[1]);
  const stopped = /[.,]'*$/.test(words) && stop, rest = text.slice(end, data.sentences.find((sentence) => end <= sentence[3])[3]).replace(/['") ]+$/, "");
  const opens = !/[\p{L}\p{N}]/u.test(text.slice(data.sentences.find((sentence) => start < sentence[3])[2], start)), closes = stop && /\.'*$/.test(words);
  const question = /[?!]$/.test(rest) && (closes || (rest.endsWith("?") && !opens && asked.length > 4));
  return [...new Set([data.before[start]?.[+phrase], ...hidden, data.behind[end], stopped && data.clipped[end], question && "?"])].filter(Boolean);
}
function nearest(words) {
  const asked = [...new Set(wordsOf(words.toLowerCase()))], size = (list) => [...list.join("")].length;
  const all = data.sentences.map((sentence) => {
    const known = new Set(wordsOf(text.slice(sentence[2], sentence[3]).toLowerCase()));
    return { kind: "near", sentences: [sentence], differs: asked.filter((word) => !known.has(word)) };
  });
  const [best] = all.sort((a, b) => size(a.differs) - size(b.differs));
  return size(asked) - size(best.differs) < data.near * size(asked) ? { kind: "none" } : best;
}
function answer(string) {
  if ([...string].length > data.most) return { kind: "long" };
  let { folded: words } = fold(string.replaceAll("\u00ad", "").normalize("NFC"));
  while (/\[…\]|\(…\)/.test(words)) words = fold(words).folded;
  words = words.replace(/^[ '…]+|[ ']*…[ '….,]*$|[ ']+$/g, "");
  if (!/[\p{L}\p{N}]/u.test(words)) return { kind: "none" };
  const found = candidates(words).map((candidate) => ({ ...candidate, left: leftOff(words, candidate) }));
  const [best] = found.sort((a, b) => a.left.length - b.left.length || a.hits[0][0] - b.hits[0][0]);
  if (!best) return nearest(words);
  const { hits, letter, stop } = best, changes = [letter && "letter", stop && "stop", hits[1] && "omission"].filter(Boolean);
  const sentences = data.sentences.filter(([, , start, end]) => hits.some(([first, last]) => first < end && start < last));
  return { ...best, kind: changes.length ? "changed" : "exact", changes, sentences };
}

// The page: what is typed comes back as text, never as markup.
const CHANGES = { letter: "another first letter", stop: "another closing stop", omission: "words left out" };
const HEADS = {
  exact: "Yes, word for word.", near: "Not in these words.", none: "Not the op-ed’s: nothing in it is near these words.",
  long: `That is more than ${data.most} characters. Ask for a sentence at a time.` };
const element = (name, content, className = "") => Object.assign(document.createElement(name), { textContent: content, className });
const both = (list) => list.join(", ").replace(/, (?=[^,]*$)/, " and ");
function shown([paragraph, number, start, end, own], hits) {
  const { origin } = fold(own), box = element("blockquote", "");
  let at = 0;
  for (const [first, last] of hits.filter(([from, to]) => from < end && start < to)) {
    const from = origin[Math.max(first - start, 0)], to = origin[Math.min(last, end) - start];
    box.append(own.slice(at, from), element("mark", own.slice(from, to)));
    at = to;
  }
  box.append(own.slice(at));
  const place = element("p", `¶${paragraph}, sentence ${number}. Whose words: ${both(speakers(start, end, hits.length ? hits : [[start, end]]))}. `);
  const page = data.homes[paragraph], link = element("a", "Read it in its place");
  link.href = new URL(`${page}${root.protocol === "file:" ? "index.html" : ""}#p${paragraph}-${number}`, root);
  if (page !== undefined) place.append(link);
  return [box, place];
}
function speakers(start, end, hits) {
  const marked = [...Array(end).keys()].slice(start).filter((at) =>
    /[\p{L}\p{N}]/u.test(text[at]) && hits.some(([first, last]) => first <= at && at < last));
  const found = marked.map((at) => data.quoted.find(([first, last]) => first <= at && at < last)?.[2] ?? "");
  return [...new Set(found)].sort().map((name) => name || "the author");
}
function citation(sentences) {
  const follows = ([paragraph, number], before) => before?.[0] === paragraph && before[1] + 1 === number;
  const own = sentences.map((sentence, n) => (n && !follows(sentence, sentences[n - 1]) ? "[…] " : "") + sentence[4]).join(" ");
  const places = [...new Set(sentences.map(([paragraph]) => `¶${paragraph}`))].join(", ");
  return element("p", `“${own.replaceAll("“", "‘").replaceAll("”", "’")}” — ${data.cite}, ${places}`, "citation");
}
const form = document.querySelector("form.ask");
form?.addEventListener("submit", () => {
  const { kind, sentences = [], hits = [], left = [], changes = [], differs = [] } = answer(form.elements.words.value);
  const careful = left.map((word) => (word === "?" ? "the op-ed asks this; it does not say it." : `it leaves off ‘${word}’.`));
  const apart = differs.length ? `does not have: ${differs.join(", ")}.` : "has all of these words, but not in this order or not side by side.";
  form.querySelector("[role=status]").replaceChildren(
    ...careful.map((line) => element("p", `Careful: ${line}`, "careful")),
    element("p", HEADS[kind] ?? `Yes, with ${both(changes.map((name) => CHANGES[name]))}.`, "verdict"),
    ...(kind === "near" ? [element("p", `The nearest sentence ${apart}`)] : []),
    ...sentences.flatMap((sentence) => shown(sentence, hits)), ...(sentences.length ? [element("p", "To cite it:"), citation(sentences)] : []),
  );
});
if (form?.dataset.asked) form.requestSubmit(); // before this script was here
