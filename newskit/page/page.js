// What a script adds to a page that is whole without it: a filter, light or dark by hand, and
// citations that show what they cite where they stand.
"use strict";
(() => {
  const make = (name, values = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const masthead = document.querySelector(".masthead");
  const tools = make("div", { class: "tools" });
  masthead.append(tools);

  // Light or dark: as the system says, until a reader says otherwise.
  const shades = ["auto", "light", "dark"];
  const stored = () => { try { return localStorage.getItem("newskit-shade"); } catch { return null; } };
  const keep = (shade) => { try { localStorage.setItem("newskit-shade", shade); } catch { /* not kept */ } };
  const toggle = make("button", { type: "button", class: "shade" });
  const show = (shade) => {
    document.documentElement.dataset.shade = shade;
    toggle.textContent = `Colours: ${shade}`;
  };
  toggle.addEventListener("click", () => {
    const next = shades[(shades.indexOf(document.documentElement.dataset.shade) + 1) % shades.length];
    show(next);
    keep(next);
  });
  show(shades.includes(stored()) ? stored() : "auto");

  // A filter: stories that have all words.
  let all = () => {};
  const stories = [...document.querySelectorAll(".story")];
  if (stories.length > 1) {
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const texts = new Map();
    const { things } = document.getElementById("main").dataset;
    const told = make("p", { class: "hidden", role: "status" });
    const field = make("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
    const find = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const story of stories) {
        if (!texts.has(story)) texts.set(story, plain(story.textContent));
        const has = words.every((word) => texts.get(story).includes(word));
        story.hidden = !has;
        document.querySelector(`.contents li[data-of="${story.id}"]`).hidden = !has;
        found += has;
      }
      told.textContent = words.length ? `${found} of ${stories.length} ${things}` : "";
      told.className = words.length ? "found" : "hidden";
    };
    field.addEventListener("input", find);
    all = () => {
      field.value = "";
      find();
    };
    tools.append(make("label", { for: "filter" }, `Find ${things} `), field, told);
  }
  tools.append(toggle);

  // The list below the map leads wherever its dots do: once is enough for keyboards and readers.
  for (const dot of document.querySelectorAll(".map a")) {
    dot.setAttribute("tabindex", "-1");
    dot.setAttribute("aria-hidden", "true");
  }

  // A citation: what it cites, beside it.
  let open = null;
  const close = () => {
    open?.box.remove();
    open?.link.removeAttribute("aria-expanded");
    open = null;
  };
  const around = (excerpt, target) => {
    const before = document.createRange();
    before.selectNodeContents(excerpt);
    const after = before.cloneRange();
    before.setEndBefore(target);
    after.setStartAfter(target);
    const [first, last] = [before.toString(), after.toString()];
    return [
      first.length > 220 ? `… ${first.slice(-200).replace(/^\S*\s/, "")}` : first,
      last.length > 220 ? `${last.slice(0, 200).replace(/\s\S*$/, "")} …` : last,
    ];
  };
  const reveal = (link) => {
    if (open?.link === link) return;
    close();
    const target = document.getElementById(link.hash.slice(1));
    const source = target?.closest("li");
    if (!source) return;
    const box = make("div", { class: "context", role: "group", "aria-label": `What is cited, source ${link.textContent}` });
    box.append(source.querySelector(".source").cloneNode(true));
    const excerpt = target.closest("p");
    if (excerpt) {
      const [before, after] = around(excerpt, target);
      const told = excerpt.cloneNode();
      told.append(before, make("mark", {}, target.textContent), after);
      box.append(told);
    }
    box.append(make("a", { href: link.hash, class: "there" }, "In the list of sources"));
    const block = link.closest("p, li, dd, td, blockquote");
    link.parentNode.after(box);
    const frame = block.getBoundingClientRect();
    const at = link.getBoundingClientRect();
    const width = Math.min(420, document.documentElement.clientWidth - 24);
    const edge = Math.min(Math.max(frame.right, frame.left + width), document.documentElement.clientWidth - 12);
    const left = Math.max(12, Math.min(at.left - 24, edge - width));
    block.classList.add("holds");
    box.style.width = `${width}px`;
    box.style.left = `${left - frame.left}px`;
    box.style.top = `${at.bottom - frame.top + 6}px`;
    link.setAttribute("aria-expanded", "true");
    open = { link, box };
  };
  const cite = (event) => event.target.closest?.(".cites a:not(.rest)");
  // The focus that comes with a press of the mouse opens it: the click must know what was before.
  let before = null;
  document.addEventListener("pointerdown", () => { before = open?.link; });
  document.addEventListener("click", (event) => {
    const link = cite(event);
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    // By the keyboard a citation is open when it has the focus; Enter goes on to where it leads.
    if (link && event.detail === 0 && open?.link === link) close();
    else if (link && isPlain) {
      event.preventDefault();
      if (before === link) close();
      else reveal(link);
      before = null;
    } else if (!event.target.closest(".context") || event.target.closest("a.there")) close();
  });
  document.addEventListener("focusin", (event) => {
    const link = cite(event);
    if (link) reveal(link);
    else if (!event.target.closest(".context")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const { link } = open;
    close();
    link.focus();
    close();
  });

  // Where a link leads is open and not filtered away, whatever the browser does by itself.
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    const folded = target?.closest("details:not([open])");
    const hidden = target?.closest(".story[hidden]");
    if (folded) folded.open = true;
    if (hidden) all();
    if (folded || hidden) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
