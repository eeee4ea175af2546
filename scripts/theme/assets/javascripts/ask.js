// Did the op-ed say this? The answer in the reader's browser, as scripts/quotations/tell/ask.py
// gives it. The build puts `data` before this; nothing that is typed leaves the page.
const { text } = data, names = new Set(data.names), determiners = new Set(data.determiners);
const RUNS = new RegExp(data.runs, "gu"), WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
const wordsOf = (string) => string.match(WORD) ?? [];

// Folds typography; `origin` tells where each character of the result comes from.
function fold(string) {
  const single = [...string].map((c) => data.single[c] ?? c).join("");
  const origin = [];
  let folded = "", last = 0;
  const keep = (end) => { for (; last < end; last++) { folded += single[last]; origin.push(last); } };
  for (const { index, 0: run, groups } of single.matchAll(RUNS)) {
    keep(index);
    folded += groups.ellipsis ? "…" : groups.dash ? "—" : " ";
    origin.push(last);
    last = index + run.length;
  }
  keep(single.length);
  return { folded, origin: [...origin, string.length] };
}

function occurrences(words) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (data.inside[at] === "0" && data.inside[at + words.length] === "0") found.push([at, at + words.length]);
  return found;
}

// The text's own spellings of words: another closing stop or none, another first letter.
function forms(words, letter) {
  const [all, outer, inner, stop] = /([.,。，、]?)('*)([.,。，、]?)$/u.exec(words);
  const core = words.slice(0, words.length - all.length);
  const others = (outer && stop) || words.endsWith("…") ? [] : [core + inner, ...(inner ? [`${core}.${inner}`, `${core},${inner}`] : [])];
  return [...new Set([words, ...others.filter(Boolean)])].flatMap((form) =>
    [form, letter && otherLetter(form)].filter(Boolean).map((spelled) => ({ spelled, stop: form !== words })));
}

function otherLetter(words) {
  const [, marks, letter, rest] = /^(['([—]*)(.?)(.*)$/su.exec(words), lower = letter.toLowerCase();
  const other = letter === lower ? letter.toUpperCase() : lower;
  if (!/^\p{L}$/u.test(letter) || other === letter || other.length !== 1) return null;
  const [word] = wordsOf(other + rest);
  return letter === lower && (names.has(word) || names.has(word.split("'")[0])) ? null : marks + other + rest;
}

// Every way to lay words upon the text: as a whole, else part by part within a paragraph.
function candidates(words) {
  for (const { spelled, stop } of forms(words, true)) {
    const found = occurrences(spelled);
    if (found.length) return found.map((hit) => ({ hits: [hit], stop, exact: spelled === words }));
  }
  const pieces = words.split("…").map((piece, n) => (n ? piece.replace(/^\./, "") : piece).trim()).filter(Boolean);
  if (pieces.length < 2) return [];
  const found = pieces.map((piece, n) => {
    const raised = !n || (/[.?!]'*$/.test(pieces[n - 1]) && /^['([]*\p{Lu}/u.test(piece));
    const tried = forms(piece, raised).map(({ spelled, stop }) => ({ stop, hits: occurrences(spelled) }));
    return tried.find(({ hits }) => hits.length) ?? { hits: [] };
  });
  return found[0].hits.flatMap((first) => {
    const hits = [first];
    for (const { hits: later } of found.slice(1)) {
      const next = later.find(([start]) => start >= hits.at(-1)[1]);
      if (!next || text.slice(hits.at(-1)[1], next[0]).includes("\n")) return [];
      hits.push(next);
    }
    return [{ hits, stop: found.at(-1).stop, exact: false }];
  });
}

const sentenceAt = (at) => data.sentences.find((sentence) => at < sentence[3]);
function leftOff(words, { hits, stop }) {
  const start = hits[0][0], end = hits.at(-1)[1], asked = wordsOf(words);
  const phrase = asked.length <= 4 && determiners.has(asked[0].toLowerCase());
  const hidden = hits.slice(1).map(([next], n) => data.weighty.findLast(([at]) => hits[n][1] <= at && at < next)?.[1]);
  const stopped = /[.,]'*$/.test(words) && stop, rest = text.slice(end, sentenceAt(end - 1)[3]).replace(/['") ]+$/, "");
  const opens = !/[\p{L}\p{N}]/u.test(text.slice(sentenceAt(start)[2], start)), closes = stop && /\.'*$/.test(words);
  const question = /[?!]$/.test(rest) && (closes || (rest.endsWith("?") && !opens && asked.length > 4));
  const found = [data.before[start]?.[+phrase], ...hidden, data.behind[end], stopped && data.clipped[end], question && "?"];
  return [...new Set(found.filter(Boolean))];
}

function nearest(words) {
  const asked = [...new Set(wordsOf(words.toLowerCase()))], size = (list) => list.join("").length;
  let best = { kind: "none", shared: 0 };
  for (const sentence of data.sentences) {
    const known = new Set(wordsOf(text.slice(sentence[2], sentence[3]).toLowerCase()));
    const shared = size(asked.filter((word) => known.has(word)));
    if (shared > best.shared) best = { kind: "near", shared, sentences: [sentence], differs: asked.filter((word) => !known.has(word)) };
  }
  return best.shared < data.near * size(asked) ? { kind: "none" } : best;
}

function answer(string) {
  if ([...string].length > data.most) return { kind: "long" };
  const words = fold(string.replaceAll("\u00ad", "").normalize("NFC")).folded.replace(/^[ '…]+|(?:(?<=…)\.|[ '…])+$/g, "");
  if (!/[\p{L}\p{N}]/u.test(words)) return { kind: "none" };
  const found = candidates(words).map((candidate) => ({ ...candidate, left: leftOff(words, candidate) }));
  if (!found.length) return nearest(words);
  const [best] = found.sort((a, b) => a.left.length - b.left.length || a.hits[0][0] - b.hits[0][0]);
  const has = text[best.hits[0][0]], letter = words[0] !== has && words[0].toLowerCase() === has.toLowerCase();
  const told = best.exact ? {} : { letter, stop: best.stop, omission: best.hits.length > 1 };
  const changes = Object.keys(told).filter((name) => told[name]);
  const sentences = [...new Set(best.hits.map(([start]) => sentenceAt(start)))];
  return { ...best, kind: changes.length ? "changed" : "exact", changes, sentences };
}

// The page: what is typed comes back as text, never as markup.
const CHANGES = { letter: "the first letter", stop: "the closing stop", omission: "words left out" };
const HEADS = {
  exact: "Yes, word for word.", near: "Not in these words. The nearest sentence:", none: "Not the op-ed’s: nothing in it is near these words.",
  long: `That is more than ${data.most} characters. Ask for a sentence at a time.`,
};
const element = (name, content, attributes = {}) => Object.assign(document.createElement(name), { textContent: content }, attributes);
function shown([paragraph, number, start, end, own, spans], hits = []) {
  const { origin } = fold(own), box = element("blockquote", "");
  let at = 0;
  for (const [first, last] of hits.filter(([from, to]) => from < end && start < to)) {
    const from = origin[Math.max(first - start, 0)], to = origin[Math.min(last, end) - start];
    box.append(own.slice(at, from), element("mark", own.slice(from, to)));
    at = to;
  }
  box.append(own.slice(at));
  const folded = text.slice(start, end), said = spans.filter(([words]) => hits.some(([from, to]) => {
    const begin = start + folded.indexOf(words);
    return from < begin + words.length && begin < to;
  })).map(([, name]) => name);
  const place = element("p", `¶${paragraph}, sentence ${number}, in ${said.length ? `words of ${said.join(" and ")}` : "the author’s own words"}: `);
  place.append(element("a", "read it in its place", { href: new URL(data.homes[paragraph] + `#p${paragraph}-${number}`, root).href }));
  return [box, place, element("p", `To cite: “${own}” (${data.cite}, ¶${paragraph})`, { className: "ask-cite" })];
}
function tell(box, string) {
  const { kind, sentences = [], hits, left = [], changes = [], differs = [] } = answer(string);
  const lines = left.map((word) => (word === "?" ? "Careful: the op-ed asks this; it does not say it." : `Careful: it leaves off ‘${word}’.`));
  lines.push(HEADS[kind] ?? `Yes, with ${changes.map((name) => CHANGES[name]).join(", ")} changed.`);
  if (differs.length) lines.push(`It does not have: ${differs.join(", ")}.`);
  box.replaceChildren(...lines.map((line) => element("p", line)), ...sentences.flatMap((sentence) => shown(sentence, hits)));
}
