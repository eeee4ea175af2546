// What a page does beyond links and ids. Nothing here is needed to read, and nothing is stored
// before a reader chooses. It runs before Material's own script, and keeps its names to itself.
"use strict";
{
  const own = document.currentScript.src;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const narrow = matchMedia("(max-width: 76.2344em)"); // passage and notes stand one below the other
  const loaded = (address, within = document) => new Promise((resolve) => {
    within.body.append(Object.assign(within.createElement("script"), { src: new URL(address, own), onload: resolve }));
  });

  // Light or dark. Material's script would style the page anew three times on every visit, and
  // store what nobody chose, so it does not find its palette: the choices and their look are
  // Material's, what they do is here. What would hold without a choice is forgotten when it is chosen.
  const schemes = all("[name=__palette]");
  const unchosen = schemes.find(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
  const palette = unchosen?.form;
  palette?.removeAttribute("data-md-component");
  palette?.addEventListener("change", ({ target }) => {
    Object.assign(document.body.dataset, target.dataset);
    for (const meta of all("meta[name=theme-color]")) meta.content = getComputedStyle(document.body).backgroundColor;
    const color = Object.fromEntries(["scheme", "primary", "accent"].map((key) => [key, target.getAttribute(`data-md-color-${key}`)]));
    if (target === unchosen) localStorage.removeItem(`${__md_scope.pathname}.__palette`);
    else __md_set("__palette", { index: schemes.indexOf(target), color });
  });
  palette?.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") one(":checked + label", palette).click();
  });
  (schemes[__md_get("__palette")?.index] ?? unchosen)?.click();

  // Material fetches what search needs, a third of a page's weight, on every visit, and a page on a
  // disk may start no worker. So the one class of the window that is replaced here is Worker, as
  // Material's own offline plugin does: it starts nothing until somebody searches, and on a disk it
  // runs the same script in an empty frame. A form without its name makes Material fetch no index;
  // with search.highlight, a page that a search found needs it.
  const search = one(".md-search__form");
  if (!new URL(location).searchParams.has("h")) search?.removeAttribute("name");
  const RealWorker = window.Worker;
  window.Worker = function (address) {
    const worker = Object.assign(new EventTarget(), { postMessage() {} });
    const answer = (data) => worker.dispatchEvent(new MessageEvent("message", { data }));
    search.addEventListener("focusin", async () => {
      const [index, post] = await (location.protocol === "file:" ? framed : real)(address, answer);
      worker.postMessage = post;
      const options = { suggest: Boolean(one(".md-search__suggest")) };
      post({ type: 0, data: { ...index, options } }); // as Material sets search up
    }, { once: true });
    return worker;
  };
  async function real(address, answer) {
    const index = await fetch(new URL("../../search/search_index.json", own));
    const worker = new RealWorker(address);
    worker.onmessage = ({ data }) => answer(data);
    return [await index.json(), (data) => worker.postMessage(data)];
  }
  async function framed(address, answer) {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    const inside = frame.contentWindow;
    inside.postMessage = answer;
    await loaded("../../search/search_index.js", inside.document);
    await loaded(new URL(address, location), inside.document);
    return [inside.__index, (data) => inside.dispatchEvent(new inside.MessageEvent("message", { data }))];
  }

  // Did the op-ed say this? What it takes to answer is fetched when the field is first used, and then
  // answers in place of these words.
  const ask = one("form.ask");
  ask?.addEventListener("focusin", () => loaded("ask.js"), { once: true });
  ask?.addEventListener("submit", (event) => {
    event.preventDefault();
    ask.dataset.asked = "yes";
    one("[role=status]", ask).textContent = "No answer yet: a part of this page is still loading. If it does not come, load the page again.";
  });

  // A search that finds nothing leads to the field that looks words up. The words go nowhere.
  const found = one(".md-search-result__meta");
  const instead = one(".nothing-found");
  if (found) new MutationObserver(() => {
    if (instead.parentElement === found || !search.query.value.trim() || found.nextElementSibling.firstChild) return;
    instead.hidden = false;
    found.append(". ", instead);
  }).observe(found, { childList: true });

  // The box is open where there is room for it; the style sheet does the same without a script.
  for (const box of all(".glance")) box.open = matchMedia("(min-width: 45em)").matches;

  // The words that a note is about light up when the note is reached, linked to or pointed at. A
  // passage taller than the screen moves just so far that they are in view.
  const passage = one(".passage");
  const notes = all(".note");
  const wordsOf = (note) => all(`.lemma[href="#${CSS.escape(note.getAttribute("aria-labelledby"))}"]`);
  const light = (note) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    if (!note) return;
    const words = wordsOf(note);
    for (const part of [note, ...words]) part.classList.add("lit");
    const room = innerHeight - 80; // below the header
    if (narrow.matches || !words.length || passage.offsetHeight <= room) return;
    const past = words.at(-1).getBoundingClientRect().bottom - passage.getBoundingClientRect().top;
    const shift = Math.min(Math.max(0, past - room / 2), passage.offsetHeight - room);
    passage.style.setProperty("--passage-top", `${64 - shift}px`);
  };
  let reached;
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) reached = target;
      else if (reached === target) reached = undefined;
    }
    if (!narrow.matches) light(reached);
  }, { rootMargin: "-30% 0px -69% 0px" });
  for (const note of notes) {
    watcher.observe(note);
    note.addEventListener("mouseenter", () => light(note));
    note.addEventListener("mouseleave", () => light(reached));
  }
  for (const come of ["load", "hashchange"]) addEventListener(come, () => light(notes.find((note) => note.querySelector(":target"))));

  // On a narrow screen marked words open their note over the foot of the page. It is a copy without
  // ids; Escape, Back or a tap beside it closes it, and the focus goes back to the words.
  const sheet = document.createElement("div");
  Object.assign(sheet, { id: "note-in-place", className: "sheet md-typeset", popover: "auto", role: "dialog", ariaLabel: "Note" });
  sheet.innerHTML = `<section></section><div class="turn"><button>‹ Previous</button>
    <button popovertarget="note-in-place" popovertargetaction="hide">Close</button><button>Next ›</button></div>`;
  const [previous, , next] = all("button", sheet);
  let shown;
  function show(index) {
    shown = index;
    const copy = notes[index].cloneNode(true);
    for (const part of [copy, ...all("[id]", copy)]) part.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    copy.tabIndex = -1;
    sheet.firstChild.replaceWith(copy);
    previous.disabled = index === 0;
    next.disabled = index === notes.length - 1;
    sheet.showPopover();
    light(notes[index]);
    const words = wordsOf(notes[index])[0]?.getBoundingClientRect();
    if (words && (words.top < 60 || words.bottom > sheet.getBoundingClientRect().top - 8)) scrollBy(0, words.top - innerHeight / 5);
    copy.focus();
  }
  previous.onclick = () => show(shown - 1);
  next.onclick = () => show(shown + 1);
  sheet.addEventListener("click", ({ target }) => target.closest("a") && sheet.hidePopover());
  sheet.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    light();
    wordsOf(notes[shown])[0]?.focus({ preventScroll: true });
  });
  passage?.addEventListener("click", (event) => {
    const link = event.target.closest(".lemma");
    const index = notes.findIndex((note) => link?.hash === `#${note.getAttribute("aria-labelledby")}`);
    if (index < 0 || !narrow.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });
  one("main").prepend(sheet);

  // Terms can be reached by keyboard, and Escape leaves them. Escape, a click or a tap hides the
  // sentence of a quotation, until something is pointed at or reached anew.
  for (const term of all("abbr[title]:not(a abbr)")) term.tabIndex = 0;
  const hush = (hushed) => document.body.classList.toggle("hushed", hushed);
  for (const anew of ["pointerover", "focusin"]) document.addEventListener(anew, () => hush(false));
  document.addEventListener("click", () => hush(true));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const term of all("abbr:is(:hover, :focus)")) {
      term.blur();
      term.dispatchEvent(new MouseEvent("mouseleave"));
    }
    hush(true);
  });

  // On a narrow screen the row of demands opens at the one being read, once the page has its shape.
  addEventListener("load", () => {
    for (const tab of all(".md-tabs__item--active")) tab.parentElement.scrollLeft = tab.offsetLeft - innerWidth / 3;
  });
}
