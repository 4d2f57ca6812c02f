// The legend filters: a button a type that occurs, with its events in the window; below it what the signs mean.
(function (D) {
  "use strict";

  const KEYS = [["exact", "A place that is known"], ["near", "Near it, or within a distance"],
    ["area", "Somewhere in this area"], ["country", "Only the country is known"], ["disputed", "Sources differ (≠)"]];

  // options.tiles: whether a map from the network may be switched on; options.onTiles(on).
  D.buildLegend = function (node, model, options) {
    const counts = model.types.map(() => D.el("span", { class: "dl-n" }));
    const buttons = model.types.map((type, index) => D.el("button", { type: "button", onclick: () => model.toggleType(index) },
      D.symbolIcon(type, 18), D.el("span", {}, type.label), counts[index]));
    const count = () => model.tally().byType.forEach((n, i) => {
      const text = D.number(n);
      if (counts[i].textContent === text) return;
      counts[i].textContent = text;
      buttons[i].classList.toggle("dl-none", !n);
    });
    const press = () => buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(!model.hidden.has(i))));
    for (const name of ["window", "filter"]) model.addEventListener(name, count);
    model.addEventListener("hidden", press);
    count();
    press();
    const keys = KEYS.map(([kind, words]) => D.el("li", { class: "dl-key" }, D.keyIcon(kind), words));
    node.replaceChildren(D.el("summary", {}, "Legend"), D.el("ul", {}, buttons.map((button) => D.el("li", {}, button))),
      D.el("ul", { class: "dl-keys" }, keys), ...(options.tiles ? [tileSwitch(options.onTiles)] : []));
  };

  // Off until someone wants it: it is the one thing on the page that asks another machine.
  function tileSwitch(onTiles) {
    const note = "Asks tile.openstreetmap.org for pictures: it learns your address and which area you look at.";
    return D.el("label", { class: "dl-tiles" },
      D.el("input", { type: "checkbox", role: "switch", onchange: (event) => onTiles(event.target.checked) }),
      D.el("span", {}, "Online map", D.el("small", {}, note)));
  }
})(globalThis.Dateline = globalThis.Dateline || {});
