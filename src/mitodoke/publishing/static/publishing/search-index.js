/*
 * Searches the files that publishing/search/static_index.py writes: the same folded form, words, order and counts
 * as the served search. No page is touched here; search.js shows what this finds.
 */
(function (scope) {
  "use strict";

  const search = (scope.mitodokeSearch = scope.mitodokeSearch || {});
  const FACETS = ["kinds", "documents", "years", "departments", "forms"];
  let prepared = null;

  /* The table of the folded form, unpacked once. */
  function prepare(fold) {
    const table = new Map();
    const fill = function (ranges, become) {
      for (let at = 0; at < ranges.length; at += 2) {
        for (let point = ranges[at]; point <= ranges[at + 1]; point += 1) {
          const character = String.fromCodePoint(point);
          table.set(character, become(character));
        }
      }
    };
    fill(fold.gone, () => "");
    fill(fold.normal, (character) => character.normalize("NFKC"));
    const singles = Array.from(fold.single);
    for (let at = 0; at < singles.length; at += 2) table.set(singles[at], singles[at + 1]);
    for (const one of Object.keys(fold.several)) table.set(one, fold.several[one]);
    const ke = new RegExp("(?<=[0-9" + fold.kanji + "])ケ(?=[" + fold.kanji + "])", "gu");
    return { fold: fold, table: table, ke: ke };
  }

  /* The folded text, and for each of its UTF-16 units the place in `text` that it comes from. */
  function foldWithPlaces(text) {
    if (prepared === null || prepared.fold !== search.index.fold) prepared = prepare(search.index.fold);
    const table = prepared.table;
    const voiced = search.index.fold.voiced;
    const units = [];
    const starts = [];
    const ends = [];
    let place = 0;
    for (const character of text) {
      const next = place + character.length;
      const folded = table.get(character);
      for (const one of folded === undefined ? character : folded) {
        if (Object.hasOwn(voiced, one)) {
          const last = units.length - 1;
          if (last >= 0 && Object.hasOwn(voiced[one], units[last])) {
            units[last] = voiced[one][units[last]];
            ends[last] = next;
          }
        } else {
          for (let unit = 0; unit < one.length; unit += 1) {
            units.push(one[unit]);
            starts.push(place);
            ends.push(next);
          }
        }
      }
      place = next;
    }
    const whole = units.join("").replace(prepared.ke, "か").replaceAll("ケ", "け");
    return { text: whole, starts: starts, ends: ends };
  }

  function fold(text) {
    return foldWithPlaces(text).text;
  }

  /* The folded words of what was typed, each once. */
  function parseQuery(text) {
    const rule = search.index.query;
    const characters = Array.from(text);
    const quotes = "[" + rule.quotes + "]";
    const pattern = new RegExp(
      quotes + "([^" + rule.quotes + "]*)" + quotes + "|([^" + rule.spaces + rule.quotes + "]+)", "gu");
    const words = new Set();
    for (const match of characters.slice(0, rule.length).join("").matchAll(pattern)) {
      const folded = fold(match[1] === undefined ? match[2] : match[1]);
      if (folded) words.add(folded);
    }
    return {
      words: Array.from(words).slice(0, rule.words),
      shortened: characters.length > rule.length || words.size > rule.words,
    };
  }

  /* All records of the files loaded so far, folded once. */
  function records() {
    if (search.index.prepared) return search.index.prepared;
    const all = [];
    for (const name of search.index.shards) {
      for (const row of search.index.records[name]) {
        const fields = [];
        for (let at = 0; at < row[4].length; at += 2) {
          fields.push({ label: row[4][at], text: row[4][at + 1], folded: fold(row[4][at + 1]) });
        }
        all.push({
          title: row[0], heading: row[1], address: row[2], folded: fold(row[0]),
          values: search.index.facets.combinations[row[3]], fields: fields,
        });
      }
    }
    search.index.prepared = all;
    return all;
  }

  /* The facets that a record fails; `chosen` has for each facet the places of the values asked for. */
  function failed(record, chosen) {
    return FACETS.filter((name, at) =>
      chosen[name] && chosen[name].length > 0 && !record.values[at].some((value) => chosen[name].includes(value)));
  }

  /* All hits in order, with the counts of each facet's values: what fails one facet only still counts there. */
  function find(text, chosen) {
    const query = parseQuery(text);
    const counts = {};
    for (const name of FACETS) {
      counts[name] = new Map((chosen[name] || []).map((value) => [value, 0]));
    }
    const tiers = [[], [], []];
    const holds = (record, word) =>
      record.folded.includes(word) || record.fields.some((field) => field.folded.includes(word));
    for (const record of query.words.length > 0 ? records() : []) {
      if (!query.words.every((word) => holds(record, word))) continue;
      const fails = failed(record, chosen);
      if (fails.length > 1) continue;
      FACETS.forEach(function (name, at) {
        if (fails.length > 0 && fails[0] !== name) return;
        for (const value of record.values[at]) counts[name].set(value, (counts[name].get(value) || 0) + 1);
      });
      if (fails.length > 0) continue;
      const inTitle = query.words.every((word) => record.folded.includes(word));
      tiers[record.folded === query.words.join("") ? 0 : inTitle ? 1 : 2].push(record);
    }
    return { query: query, hits: tiers.flat(), counts: counts };
  }

  /* Where the words stand in `text`, as joined ranges. */
  function spans(text, words) {
    const folded = foldWithPlaces(text);
    const found = [];
    for (const word of words) {
      for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
        found.push([folded.starts[at], folded.ends[at + word.length - 1]]);
      }
    }
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const joined = [];
    for (const span of found) {
      const last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
    }
    return joined;
  }

  /* The part of `text` from `first` to `last` as [text, is a hit] pieces. */
  function pieces(text, found, first, last) {
    const result = [];
    let at = first;
    for (const span of found) {
      if (span[1] <= first || span[0] >= last) continue;
      const start = Math.max(span[0], first);
      const end = Math.min(span[1], last);
      result.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    result.push([text.slice(at, last), false]);
    return result.filter((piece) => piece[0] !== "");
  }

  function mark(text, words) {
    return pieces(text, spans(text, words), 0, text.length);
  }

  function outsidePair(text, at) {
    const code = text.charCodeAt(at);
    return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  }

  /* Excerpts of the fields that hold a word, first those with a word that no excerpt shows yet. */
  function excerpts(record, words) {
    const rule = search.index.excerpt;
    let missing = words.slice();
    const needed = [];
    const others = [];
    for (const field of record.fields) {
      const held = words.filter((word) => field.folded.includes(word));
      if (held.length === 0) continue;
      const fresh = held.filter((word) => missing.includes(word));
      const found = spans(field.text, fresh.length > 0 ? fresh : held);
      const long = Array.from(field.text).length > rule.length;
      const first = long ? outsidePair(field.text, Math.max(0, found[0][0] - rule.before)) : 0;
      const last = long
        ? outsidePair(field.text, Math.min(field.text.length, Math.max(first + rule.length, found[0][1])))
        : field.text.length;
      const shown = pieces(field.text, found, first, last);
      if (first > 0) shown.unshift(["…", false]);
      if (last < field.text.length) shown.push(["…", false]);
      (fresh.length > 0 ? needed : others).push({ label: field.label, pieces: shown });
      missing = missing.filter((word) => !held.includes(word));
    }
    return needed.concat(others).slice(0, Math.max(rule.most, needed.length));
  }

  Object.assign(search, { fold, foldWithPlaces, parseQuery, find, mark, excerpts, FACETS });
})(self);
