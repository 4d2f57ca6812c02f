// Which of the shown events a table lists: some of them, in the order of a column, whatever their number. No drawing here.
(function (D) {
  "use strict";

  const collate = new Intl.Collator("en", { numeric: true }).compare;

  // As `collate`, ten times as fast where two plain letters tell: whatever follows those, they decide.
  function compareTexts(a, b) {
    const least = Math.min(a.length, b.length);
    let i = 0;
    while (i < least && a.charCodeAt(i) === b.charCodeAt(i)) i++;
    const x = i < least ? a.charCodeAt(i) | 32 : 0, y = i < least ? b.charCodeAt(i) | 32 : 0; // in lower case
    const plain = x >= 97 && x <= 122 && y >= 97 && y <= 122;
    return plain && x !== y ? x - y : collate(a, b);
  }

  // {events, before}: at most `many` in the order [column, 1 or -1], from the event `from` (null: the first) on, and how
  // many come before these. Order is by time, or by the words in the column and then by time.
  D.listed = function (model, [column, way], from, many) {
    return column === "when" ? byTime(model, way, from, many) : byWords(model, column, way, from, many);
  };

  function byTime(model, way, from, many) {
    const [low, high] = model.range(), events = [];
    let before = 0;
    for (let n = low; n < high && events.length < many; n++) {
      const i = way > 0 ? n : low + high - 1 - n;
      if (!model.isShown(i)) continue;
      if (from !== null && way * (i - from) < 0) before++;
      else events.push(i);
    }
    return { events, before };
  }

  // Texts are compared, not events, for many have the same; and only the first texts are put in order.
  function byWords(model, column, way, from, many) {
    const text = model.arrays["event." + column], { strings } = model.header;
    const compare = (a, b) => way * (compareTexts(strings[a], strings[b]) || a - b);
    const shown = new Uint32Array(strings.length); // events with each text
    model.forEachShown((i) => { shown[text[i]]++; });
    const texts = [];
    let before = 0;
    shown.forEach((n, t) => {
      if (n && from !== null && compare(t, text[from]) < 0) before += n;
      else if (n) texts.push(t);
    });
    const first = firstOf(texts, many, compare), rows = first.map(() => []), rank = new Uint32Array(strings.length);
    first.forEach((t, n) => { rank[t] = n + 1; });
    model.forEachShown((i) => {
      const row = rows[rank[text[i]] - 1];
      if (!row) return;
      if (from !== null && text[i] === text[from] && i < from) before++;
      else if (row.length < many) row.push(i);
    });
    return { events: rows.flat().slice(0, many), before };
  }

  // The first values in an order. What lies behind those found so far is left after one comparison; going through
  // in leaps makes that most of them, even where they come in the opposite order.
  function firstOf(values, many, compare) {
    const n = values.length, leap = n % 7919 ? 7919 : 7927; // primes: every value is met
    const found = [];
    let last = null;
    for (let k = 0, at = 0; k < n; k++, at = (at + leap) % n) {
      if (last !== null && compare(values[at], last) > 0) continue;
      found.push(values[at]);
      if (found.length < 4 * many) continue;
      found.sort(compare).length = many;
      last = found[many - 1];
    }
    return found.sort(compare).slice(0, many);
  }
})(globalThis.Dateline = globalThis.Dateline || {});
