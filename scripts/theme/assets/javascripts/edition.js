// What a page does beyond links and ids. Nothing here is needed to read, and nothing is stored
// before a reader chooses. It runs before Material's own script, and keeps its names to itself.
{
  const own = document.currentScript.src;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const narrow = matchMedia("(max-width: 76.2344em)"); // passage and notes stand one below the other

  // Light or dark. Material's script would style the page anew three times on every visit, and
  // store what nobody chose, so it does not find its palette: the choices and their look are
  // Material's, what they do is here. Back at the first, which is what the system says, is forgotten.
  const palette = one("[data-md-component=palette]");
  palette.removeAttribute("data-md-component");
  const schemes = all("input", palette);
  const colors = (scheme) => Object.fromEntries(["scheme", "primary", "accent"].map((key) => [key, scheme.getAttribute(`data-md-color-${key}`)]));
  const choose = (scheme) => {
    for (const { nextElementSibling: label, id } of schemes) label.hidden = id !== scheme.id;
    for (const [key, value] of Object.entries(colors(scheme))) document.body.setAttribute(`data-md-color-${key}`, value);
  };
  choose(schemes[__md_get("__palette")?.index ?? 0]);
  palette.onchange = ({ target }) => {
    choose(target);
    if (target === schemes[0]) localStorage.removeItem(`${__md_scope.pathname}.__palette`);
    else __md_set("__palette", { index: schemes.indexOf(target), color: colors(target) });
  };
  palette.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form
    const { control } = one("label:not([hidden])", palette);
    control.click();
    control.focus();
  };

  // Material fetches what search needs, a third of a page's weight, on every visit. It waits here
  // until somebody searches.
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
  window.Worker = function (address) {
    const { port1, port2 } = new MessageChannel(); // it keeps what is said until the other end listens
    wanted.then(() => (location.protocol === "file:" ? framed : real)(address, port2));
    port1.start();
    return port1;
  };
  function real(address, port) {
    const worker = new RealWorker(address);
    worker.onmessage = ({ data }) => port.postMessage(data);
    port.onmessage = ({ data }) => worker.postMessage(data);
  }
  // A page on a disk may start no worker: there the same script runs in an empty frame.
  async function framed(address, port) {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    const inside = frame.contentWindow;
    inside.postMessage = (data) => port.postMessage(data);
    await loaded(address, inside.document);
    port.onmessage = ({ data }) => inside.dispatchEvent(new inside.MessageEvent("message", { data }));
  }
  const loaded = (address, within = document) => new Promise((resolve) => {
    within.body.append(Object.assign(within.createElement("script"), { src: address, onload: resolve }));
  });

  // Did the op-ed say this? What it takes to answer is fetched when the field is first used, and then
  // answers in place of these words.
  const ask = one("form.ask");
  if (ask) ask.hidden = false;
  ask?.addEventListener("focusin", () => document.head.append(Object.assign(document.createElement("script"), { src: new URL("ask.js", own) })), { once: true });
  ask?.addEventListener("submit", (event) => {
    event.preventDefault();
    ask.dataset.asked = "yes";
    one("[role=status]", ask).textContent = "No answer yet: what it takes has not arrived. If that lasts, load the page again.";
  });

  // A search that finds nothing leads to the field that looks words up. The words go nowhere.
  const found = one(".md-search-result__meta");
  const instead = one(".nothing-found").cloneNode(true);
  instead.hidden = false;
  new MutationObserver(() => {
    const nothing = !one(".md-search-result__list").children.length;
    if (search.query.value.trim() && nothing && !instead.isConnected) found.append(". ", instead);
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
  Object.assign(sheet, { className: "sheet md-typeset", popover: "auto", role: "dialog", ariaLabel: "Note" });
  sheet.innerHTML = `<section></section><div class="turn">
    <button>‹ Previous</button><button>Close</button><button>Next ›</button></div>`;
  const [previous, close, next] = all("button", sheet);
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
  close.onclick = () => sheet.hidePopover();
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

  // Terms can be reached by keyboard; Escape leaves a term, and hides the sentence of a quotation
  // until it is left and come back to. A tap goes to its place and shows no sentence.
  for (const term of all("abbr[title]:not(a abbr)")) term.tabIndex = 0;
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const quotation of all(".quotation:is(:hover, :focus)")) quotation.classList.add("hushed");
    for (const term of all("abbr:is(:hover, :focus)")) {
      term.blur();
      term.dispatchEvent(new MouseEvent("mouseleave"));
    }
  });
  for (const quotation of all(".quotation")) {
    const place = () => quotation.classList.toggle("low", quotation.getBoundingClientRect().top > innerHeight / 2);
    for (const come of ["mouseenter", "focus"]) quotation.addEventListener(come, place);
    for (const leave of ["mouseleave", "blur"]) quotation.addEventListener(leave, () => quotation.classList.remove("hushed"));
    quotation.addEventListener("pointerdown", ({ pointerType }) => quotation.classList.toggle("hushed", pointerType === "touch"));
  }

  // On a narrow screen the row of demands opens at the one being read, once the page has its shape.
  addEventListener("load", () => {
    for (const tab of all(".md-tabs__item--active")) tab.parentElement.scrollLeft = tab.offsetLeft - innerWidth / 3;
  });
}
