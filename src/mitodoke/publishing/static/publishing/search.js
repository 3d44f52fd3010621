/*
 * The search as an enhancement: suggestions while typing, for any page of the served site. Without this script the
 * form works as it is.
 *
 *   <input type="search" name="q" data-suggest="ADDRESS" data-words='{...}'>
 *
 * ADDRESS?q=TEXT answers {"suggestions": [{"text": "...", "kind": "...", "pieces": [["...", true], ...]}]}.
 * A combobox with a listbox by the ARIA Authoring Practices; choosing an entry sends the form.
 * Every visible word comes from the page, as JSON in data-words; {count} stands for a number:
 *   suggestions: name of the list        suggested: "{count} suggestions", told to screen readers
 */
(function () {
  "use strict";

  const WAIT = 150;

  function wordsOf(element) {
    const words = JSON.parse(element.dataset.words || "{}");
    return function (name, values) {
      let text = words[name] || "";
      for (const key of Object.keys(values || {})) text = text.replaceAll("{" + key + "}", String(values[key]));
      return text;
    };
  }

  function node(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
  }

  function marked(pieces) {
    return pieces.map((piece) => (piece[1] ? node("mark", {}, piece[0]) : piece[0]));
  }

  /* Calls `action` once nothing happened for a moment. */
  function later(action) {
    let timer = 0;
    return function () {
      clearTimeout(timer);
      timer = setTimeout(action, WAIT);
    };
  }

  function suggestFor(input, number) {
    const word = wordsOf(input);
    const list = node("ul", {
      id: "suggestions-" + number, role: "listbox", class: "suggestions", "aria-label": word("suggestions"),
    });
    const status = node("p", { role: "status", class: "visually-hidden" });
    list.hidden = true;
    input.after(list, status);
    for (const [key, value] of [
      ["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", list.id],
    ]) input.setAttribute(key, value);

    let composing = false;
    let active = -1;
    let running = null;

    function close() {
      if (running) running.abort();
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(at) {
      const options = list.children;
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = at;
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    }

    function choose(option) {
      input.value = option.dataset.text;
      close();
      if (input.form) input.form.requestSubmit();
    }

    function show(suggestions) {
      list.replaceChildren(...suggestions.map(function (one, at) {
        const option = node("li", { id: list.id + "-" + at, role: "option", "aria-selected": "false" },
          node("span", { class: "suggestion-text" }, ...marked(one.pieces || [[one.text, false]])),
          " ", node("span", { class: "suggestion-kind" }, one.kind || ""));
        option.dataset.text = one.text;
        // Not click: the input would lose the focus before.
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
          choose(option);
        });
        return option;
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = suggestions.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = suggestions.length ? word("suggested", { count: suggestions.length }) : "";
    }

    async function ask() {
      if (composing || document.activeElement !== input) return;
      if (running) running.abort();
      if (input.value.trim() === "") {
        close();
        return;
      }
      running = new AbortController();
      const asked = running;
      const address = new URL(input.dataset.suggest, document.baseURI);
      address.searchParams.set("q", input.value);
      try {
        const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
        const found = answer.ok ? (await answer.json()).suggestions : [];
        if (!asked.signal.aborted) show(found);
      } catch {
        if (!asked.signal.aborted) close();
      }
    }

    const askLater = later(ask);
    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () {
      composing = false;
      askLater();
    });
    input.addEventListener("input", function (event) {
      if (!composing && !event.isComposing) askLater();
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (composing || event.isComposing) return;
      const count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape" && count) {
        event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!count) ask();
        else if (event.key === "ArrowDown") activate(active + 1 < count ? active + 1 : 0);
        else activate(active > 0 ? active - 1 : count - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(list.children[active]);
      }
    });
  }

  self.mitodokeSearch = Object.assign(self.mitodokeSearch || {}, { wordsOf, node, marked, later });
  document.querySelectorAll("input[data-suggest]").forEach(suggestFor);
})();
