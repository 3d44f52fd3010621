/*
 * The whole search of the static form, which also works from a file system: search.js and search-index.js are loaded
 * before, the files that static_index.py wrote when the first word is typed.
 *
 *   <div data-search-index="ADDRESS/index.js" data-search-input="ID OF THE INPUT" data-words='{...}'></div>
 *
 * Every visible word comes from the page, as JSON in data-words; {count} and {query} stand for values:
 *   loading, failed: while and when the files cannot load   total: "{count} found"   none: nothing for {query}
 *   shortened: only the first part was searched   more: button for more hits   empty: title that the source lost
 *   kinds, documents, years, departments, forms: names of the filters   all: no filter
 */
(function () {
  "use strict";

  const PAGE_SIZE = 20;
  const { wordsOf, node, marked, later } = self.mitodokeSearch;

  function load(address) {
    return new Promise(function (resolve, reject) {
      const script = node("script", { src: address });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  function searchFiles(place) {
    const word = wordsOf(place);
    const input = document.getElementById(place.dataset.searchInput);
    const status = node("p", { role: "status", class: "search-total" });
    const filters = node("div", { class: "search-filters" });
    const hits = node("ol", { class: "search-hits" });
    const more = node("button", { type: "button" }, word("more"));
    const chosen = {};
    let shown = PAGE_SIZE;
    let loading = null;
    more.hidden = true;
    place.append(status, filters, hits, more);

    function ready() {
      if (!loading) {
        status.textContent = word("loading");
        const base = new URL(place.dataset.searchIndex, document.baseURI);
        loading = load(base.href).then(() =>
          Promise.all(self.mitodokeSearch.index.shards.map((name) => load(new URL(name, base).href))));
        loading.catch(function () { loading = null; });
      }
      return loading;
    }

    function renderHit(record, query) {
      const title = record.title ? marked(self.mitodokeSearch.mark(record.title, query.words)) : [word("empty")];
      const item = node("li", {},
        node("p", { class: "search-kind" }, record.heading),
        node("p", { class: "search-title" }, node("a", { href: record.address }, ...title)));
      for (const excerpt of self.mitodokeSearch.excerpts(record, query.words)) {
        item.append(node("p", { class: "search-excerpt" },
          node("span", { class: "search-label" }, excerpt.label), " ", ...marked(excerpt.pieces)));
      }
      return item;
    }

    function toggle(name, value, on) {
      chosen[name] = (chosen[name] || []).filter((one) => one !== value).concat(on ? [value] : []);
      shown = PAGE_SIZE;
      search();
    }

    function renderCheckboxes(name, values, labels) {
      const box = node("fieldset", {}, node("legend", {}, word(name)));
      for (const [value, count] of values) {
        const id = "search-" + name + "-" + value;
        const check = node("input", { type: "checkbox", id: id });
        check.checked = (chosen[name] || []).includes(value);
        check.addEventListener("change", () => toggle(name, value, check.checked));
        box.append(node("label", { for: id }, check, " " + labels[value][1] + " (" + count + ")"));
      }
      return box;
    }

    function renderSelect(name, values, labels) {
      const select = node("select", { id: "search-" + name }, node("option", { value: "" }, word("all")));
      for (const [value, count] of values) {
        select.append(node("option", { value: value }, labels[value][1] + " (" + count + ")"));
      }
      select.value = (chosen[name] || [])[0] === undefined ? "" : String(chosen[name][0]);
      select.addEventListener("change", function () {
        chosen[name] = select.value === "" ? [] : [Number(select.value)];
        shown = PAGE_SIZE;
        search();
      });
      return node("p", {}, node("label", { for: select.id }, word(name)), " ", select);
    }

    function renderFilters(counts) {
      const focused = document.activeElement ? document.activeElement.id : "";
      filters.replaceChildren(...self.mitodokeSearch.FACETS.filter((name) => counts[name].size > 0).map((name) => {
        const values = Array.from(counts[name]).sort((one, other) => one[0] - other[0]);
        const render = name === "departments" ? renderSelect : renderCheckboxes;
        return render(name, values, self.mitodokeSearch.index.facets[name]);
      }));
      const again = focused && filters.contains(document.getElementById(focused));
      if (again) document.getElementById(focused).focus();
    }

    async function search() {
      const text = input.value;
      if (text.trim() === "") {
        status.textContent = "";
        filters.replaceChildren();
        hits.replaceChildren();
        more.hidden = true;
        return;
      }
      try {
        await ready();
      } catch {
        status.textContent = word("failed");
        return;
      }
      if (input.value !== text) return;
      const found = self.mitodokeSearch.find(text, chosen);
      status.textContent = (found.hits.length
        ? word("total", { count: found.hits.length })
        : word("none", { query: text })) + (found.query.shortened ? " " + word("shortened") : "");
      renderFilters(found.counts);
      hits.replaceChildren(...found.hits.slice(0, shown).map((record) => renderHit(record, found.query)));
      more.hidden = found.hits.length <= shown;
    }

    const searchLater = later(function () {
      shown = PAGE_SIZE;
      search();
    });
    let composing = false;
    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () {
      composing = false;
      searchLater();
    });
    input.addEventListener("input", function (event) {
      if (!composing && !event.isComposing) searchLater();
    });
    if (input.form) {
      input.form.addEventListener("submit", function (event) {
        event.preventDefault();
        search();
      });
    }
    more.addEventListener("click", function () {
      const first = shown;
      shown += PAGE_SIZE;
      search().then(function () {
        const next = hits.children[first];
        if (next) next.querySelector("a").focus();
      });
    });
    input.value = input.value || new URLSearchParams(location.search).get("q") || "";
    search();
  }

  document.querySelectorAll("[data-search-index]").forEach(searchFiles);
})();
