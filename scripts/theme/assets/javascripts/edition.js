// What a page does beyond links and ids. Nothing here is needed to read, and nothing is stored
// before a reader chooses. It runs before Material's own script, and keeps its names to itself.
{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const NARROW = matchMedia("(max-width: 76.2344em)"); // passage and notes stand one below the other

  // Material stores the palette on every visit. It may when somebody chooses, and it forgets when
  // they go back to what the system says, which is the first choice.
  const store = window.__md_set;
  let chosen = false;
  document.addEventListener("change", ({ target }) => (chosen ||= target.name === "__palette"), true);
  window.__md_set = (key, value, ...rest) => {
    if (key !== "__palette") store(key, value, ...rest);
    else if (chosen && value.index) store(key, value, ...rest);
    else if (chosen) localStorage.removeItem(`${window.__md_scope.pathname}.${key}`);
  };

  // Material fetches what search needs, a third of a page's weight, on every visit. It waits here
  // until somebody searches.
  const own = document.currentScript.src;
  const search = document.forms.namedItem("search");
  const wanted = new Promise((resolve) => {
    if (new URL(location).searchParams.has("q")) resolve();
    search.addEventListener("focusin", resolve, { once: true });
  });
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...body) {
    wanted.then(() => send.apply(this, body));
  };
  const RealWorker = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const heard = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = wanted.then(() => (location.protocol === "file:" ? frame : worker)(address, heard));
    }
    postMessage(data) {
      this.ready.then((tell) => tell(data));
    }
  };

  function worker(address, heard) {
    const real = new RealWorker(address);
    real.addEventListener("message", heard);
    return (data) => real.postMessage(data);
  }

  // A page on a disk may start no worker: there the same script runs in an empty frame.
  function frame(address, heard) {
    const box = document.createElement("iframe");
    box.hidden = true;
    document.body.append(box);
    const inside = box.contentWindow;
    inside.postMessage = (data) => heard({ data });
    return new Promise((resolve) => {
      const script = inside.document.createElement("script");
      script.src = address;
      script.onload = () => resolve((data) => inside.dispatchEvent(new inside.MessageEvent("message", { data })));
      inside.document.body.append(script);
    });
  }

  // Did the op-ed say this? What it takes to answer is fetched when the field is first used; and a
  // search that finds nothing leads to the field. The words go nowhere.
  const ask = document.querySelector("form.ask");
  if (ask) ask.hidden = false;
  let ready;
  const answering = () => (ready ??= new Promise((resolve) => {
    const onerror = () => resolve((ready = undefined)); // the next try fetches it again
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("ask.js", own), onload: resolve, onerror }));
  }));
  ask?.addEventListener("focusin", answering);
  ask?.addEventListener("submit", (event) => {
    event.preventDefault();
    answering().then(() => {
      if (!ask.dispatchEvent(new Event("ask", { cancelable: true }))) return; // it is answered
      const failed = Object.assign(document.createElement("p"), { className: "verdict", textContent: "There is no answer: what it takes did not arrive. Ask again, or search these pages." });
      ask.querySelector("[role=status]").replaceChildren(failed);
    });
  });
  const found = document.querySelector(".md-search-result__meta");
  const instead = document.querySelector(".nothing-found").cloneNode(true);
  instead.hidden = false;
  new MutationObserver(() => {
    const nothing = !document.querySelector(".md-search-result__list").children.length;
    if (search.query.value.trim() && nothing && !instead.isConnected) found.append(". ", instead);
  }).observe(found, { childList: true });

  // The box is open where there is room for it; the style sheet does the same without a script.
  const box = document.querySelector(".glance");
  const roomy = matchMedia("(min-width: 45em)");
  const unfold = () => box && (box.open = roomy.matches);
  roomy.addEventListener("change", unfold);
  unfold();

  // The words that a note is about light up when the note is reached, linked to or pointed at. A
  // passage taller than the screen moves just so far that they are in view.
  const passage = document.querySelector(".passage");
  const notes = all(".note");
  const wordsOf = (note) => all(`.lemma[href="#${CSS.escape(note.getAttribute("aria-labelledby"))}"]`);
  const light = (note) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    if (!note) return;
    const words = wordsOf(note);
    for (const part of [note, ...words]) part.classList.add("lit");
    if (NARROW.matches || !words.length) return;
    const top = 64;
    const room = innerHeight - top - 16;
    if (passage.offsetHeight <= room) return;
    const past = words.at(-1).getBoundingClientRect().bottom - passage.getBoundingClientRect().top;
    const shift = Math.min(Math.max(0, past - room / 2), passage.offsetHeight - room);
    passage.style.setProperty("--passage-top", `${top - shift}px`);
  };
  let reached = null;
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) reached = target;
      else if (reached === target) reached = null;
    }
    if (!NARROW.matches) light(reached);
  }, { rootMargin: "-30% 0px -69% 0px" });
  for (const note of notes) {
    watcher.observe(note);
    note.addEventListener("mouseenter", () => light(note));
    note.addEventListener("mouseleave", () => light(reached));
  }
  const linked = () => light(notes.find((note) => note.querySelector(":target")));
  addEventListener("hashchange", linked);
  linked();

  // On a narrow screen marked words open their note over the foot of the page. It is a copy without
  // ids; Escape, Back or a tap beside it closes it, and the focus goes back to the words.
  const sheet = document.createElement("div");
  sheet.className = "sheet md-typeset";
  sheet.popover = "auto";
  sheet.role = "dialog";
  sheet.ariaLabel = "Note";
  let shown = 0;
  function show(index) {
    shown = index;
    const copy = notes[index].cloneNode(true);
    for (const part of [copy, ...all("[id], [aria-labelledby]", copy)]) {
      part.removeAttribute("id");
      part.removeAttribute("aria-labelledby");
    }
    copy.tabIndex = -1;
    const bar = document.createElement("div");
    bar.className = "turn";
    for (const [name, act, off] of [
      ["‹ Previous", () => show(index - 1), index === 0],
      ["Close", () => sheet.hidePopover()],
      ["Next ›", () => show(index + 1), index === notes.length - 1],
    ]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: name, disabled: Boolean(off), onclick: act });
      bar.append(button);
    }
    sheet.replaceChildren(copy, bar);
    sheet.showPopover();
    light(notes[index]);
    const words = wordsOf(notes[index])[0]?.getBoundingClientRect();
    if (words && (words.top < 60 || words.bottom > sheet.getBoundingClientRect().top - 8)) {
      scrollBy(0, words.top - innerHeight / 5);
    }
    copy.focus();
  }
  sheet.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    light(null);
    wordsOf(notes[shown])[0]?.focus({ preventScroll: true });
  });
  sheet.addEventListener("click", ({ target }) => target.closest("a") && sheet.hidePopover());
  passage?.addEventListener("click", (event) => {
    const link = event.target.closest(".lemma, a.ref");
    const index = notes.findIndex((note) => link?.hash === `#${note.getAttribute("aria-labelledby")}`);
    if (index < 0 || !NARROW.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });
  document.body.append(sheet);

  // Terms can be reached by keyboard; Escape leaves a term, and hides the sentence of a quotation
  // until it is left and come back to. A tap goes to its place and shows no sentence.
  for (const term of all("abbr[title]:not(a abbr)")) term.tabIndex = 0;
  const hush = (quotation) => {
    quotation.classList.add("hushed");
    for (const left of ["mouseleave", "blur"]) {
      quotation.addEventListener(left, () => quotation.classList.remove("hushed"), { once: true });
    }
  };
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    all(".quotation:is(:hover, :focus)").forEach(hush);
    for (const term of all("abbr:is(:hover, :focus)")) {
      term.blur();
      term.dispatchEvent(new MouseEvent("mouseleave"));
    }
  });
  for (const quotation of all(".quotation")) {
    quotation.addEventListener("pointerdown", ({ pointerType }) => pointerType === "touch" && hush(quotation));
    for (const come of ["mouseenter", "focus"]) {
      quotation.addEventListener(come, () => {
        quotation.classList.toggle("low", quotation.getBoundingClientRect().top > innerHeight / 2);
      });
    }
  }

  // On a narrow screen the row of demands opens at the one being read.
  const row = document.querySelector(".md-tabs");
  const tab = row?.querySelector(".md-tabs__item--active");
  if (tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}
