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
    const disputed = model.arrays["event.disputed"], places = new Map();
    let doubted = 0;
    model.forEachShown((i) => {
      if (disputed[i]) doubted++;
      const place = model.arrays["event.mapped"][i] ? model.arrays["event.place"][i] : 0;
      if (place) places.set(place, (places.get(place) || 0) + 1);
    });
    const most = [...places].sort((a, b) => b[1] - a[1]).slice(0, 5)
      .map(([place, count]) => `${model.header.strings[place]} (${D.number(count)})`);
    return [
      `${D.plural(shown, "event")} shown, ${D.longRange(...model.window)}: ${D.kindWords(kinds)}.`,
      busiest(model),
      most.length ? `On the map ${D.number(shown - unmapped)}, at ${D.plural(places.size, "place")}; most at ${most.join("; ")}.` : "None of them is on the map.",
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

  // The day on which most of the shown events began.
  function busiest(model) {
    const days = new Map();
    model.forEachShown((i) => {
      if (model.start[i] === model.end[i]) days.set(model.start[i], (days.get(model.start[i]) || 0) + 1);
    });
    const [day, count] = [...days].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
    return count > 1 && days.size > 1 ? `Most on ${D.longDate(model.base + day)}: ${D.number(count)}.` : "";
  }
})(globalThis.Dateline = globalThis.Dateline || {});
