// Map and timeline in words: what a mark stands for, and a summary of what is shown.
(function (D) {
  "use strict";

  const SURE = ["", "near or within a distance", "somewhere in this area"];

  D.markWords = function (model, cells, mark) {
    const event = cells.sample[mark.cell], disputed = cells.disputed[mark.cell];
    if (mark.count === 1) {
      return [model.text("title", event), model.text("when", event), SURE[cells.kind[cells.anchor(mark.cell)]],
        disputed && "sources differ"].filter(Boolean).join(", ");
    }
    const around = cells.only[mark.cell] >= 0 ? "" : " and around";
    const doubt = disputed ? `; sources differ on ${D.number(disputed)}` : "";
    return `${D.plural(mark.count, "event")}, ${model.text("place", event)}${around}: ${D.kindWords(cells.kinds(mark.cell))}${doubt}`;
  };

  // "9 events, 30 September to 4 October 2015; most on 2 October (4). On the map: …" for who does not see them.
  D.summary = function (model) {
    const { shown, unmapped, byType } = model.tally();
    if (!shown) return "No event is shown.";
    const kinds = model.types.map((type, i) => [type, model.hidden.has(i) ? 0 : byType[i]])
      .filter(([, count]) => count).sort((a, b) => b[1] - a[1]);
    const { "event.disputed": disputed, "event.mapped": mapped, "event.place": place } = model.arrays;
    const at = new Uint32Array(model.header.strings.length); // events by the words for their place
    let doubted = 0;
    model.forEachShown((i) => {
      if (disputed[i]) doubted++;
      if (mapped[i] && place[i]) at[place[i]]++;
    });
    const places = at.reduce((found, n) => found + (n > 0), 0);
    const most = mostOf(at, 5).map((words) => `${model.header.strings[words]} (${D.number(at[words])})`);
    return [
      `${D.plural(shown, "event")} shown, ${D.longRange(...model.window)}: ${D.kindWords(kinds)}.`,
      busiest(model),
      most.length ? `On the map ${D.number(shown - unmapped)}, at ${D.plural(places, "place")}; most at ${most.join("; ")}.` : "None of them is on the map.",
      unmapped && most.length ? `${D.number(unmapped)} not on the map.` : "",
      doubted ? `Sources differ on ${D.number(doubted)}.` : "",
    ].filter(Boolean).join("\n");
  };

  // While nothing is chosen, the panel of claims has room to say what is shown.
  D.tellIn = function (panel, model) {
    const empty = panel.querySelector(".dl-empty");
    if (!empty) return;
    const line = D.el("p", { class: "dl-told" }, model.words || "");
    for (const old of empty.querySelectorAll(".dl-told")) old.remove();
    empty.append(line);
    const follow = () => {
      if (line.isConnected) line.textContent = model.words;
      else model.removeEventListener("words", follow);
    };
    model.addEventListener("words", follow);
  };

  // The numbers of the highest counts, these first; none of nothing.
  function mostOf(counts, many) {
    const found = [];
    counts.forEach((n, i) => {
      if (!n || (found.length === many && n <= counts[found[many - 1]])) return;
      const before = found.findIndex((other) => counts[other] < n);
      found.splice(before < 0 ? found.length : before, 0, i);
      if (found.length > many) found.pop();
    });
    return found;
  }

  // The day on which most of the shown events began.
  function busiest(model) {
    const { start, end } = model, days = new Uint32Array(model.last - model.first + 1);
    model.forEachShown((i) => { if (start[i] === end[i]) days[start[i]]++; });
    const [day, other] = mostOf(days, 2);
    return days[day] > 1 && other !== undefined ? `Most on ${D.longDate(model.base + day)}: ${D.number(days[day])}.` : "";
  }
})(globalThis.Dateline = globalThis.Dateline || {});
