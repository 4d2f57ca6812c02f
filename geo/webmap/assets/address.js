// What is looked at, in the saved page's address (behind #): a link reopens it, back and forward go through it.
(function (D) {
  "use strict";

  class Address {
    constructor(view) {
      this.view = view;
      this.apply();
      for (const name of ["settled", "select", "hidden", "box"]) view.model.addEventListener(name, () => this.write("pushState"));
      view.map.on("moveend", () => this.write("replaceState"));
      view.timelineRoot.addEventListener("change", () => this.write("replaceState"));
      globalThis.addEventListener("popstate", () => this.apply());
    }

    read() {
      const { model, map, timeline } = this.view, asked = new URLSearchParams();
      const [from, to] = model.window;
      if (model.dated && (from > model.first || to < model.last)) { asked.set("from", D.isoDay(from)); asked.set("to", D.isoDay(to)); }
      for (const type of [...model.hidden].sort((a, b) => a - b)) asked.append("hide", model.types[type].name);
      if (model.isChosen()) asked.set("event", model.selected);
      if (model.box) asked.set("box", model.box.join(","));
      for (const [name, value] of Object.entries(timeline.settings())) asked.set(name, value);
      const centre = map.getCenter();
      asked.set("map", [map.getZoom(), centre.lat.toFixed(4), centre.lng.toFixed(4)].join(","));
      return asked;
    }

    write(how) {
      if (this.applying) return;
      const hash = "#" + this.read();
      const but = (text) => text.replace(/&?map=[^&]*/, "");
      if (hash === location.hash) return;
      history[but(hash) === but(location.hash) ? "replaceState" : how](null, "", hash);
    }

    // What makes no sense in an address is left out.
    apply() {
      this.applying = true;
      const { model, timeline } = this.view, asked = new URLSearchParams(location.hash.slice(1));
      timeline.setSettings(Object.fromEntries(asked));
      const days = ["from", "to"].map((name) => D.toDay(asked.get(name) || ""));
      if (days.every(Number.isFinite)) timeline.type(...days);
      else timeline.showAll();
      model.setHidden(asked.getAll("hide"));
      const box = numbers(asked.get("box"), 4), place = numbers(asked.get("map"), 3), event = numbers(asked.get("event"), 1);
      model.setBox(box);
      model.select(event && Number.isInteger(event[0]) && event[0] >= 0 && event[0] < model.count ? event[0] : null, "address");
      if (place && Math.abs(place[1]) <= 90) this.view.setMapView(place[1], place[2], place[0]);
      this.applying = false;
    }
  }

  function numbers(text, count) {
    const found = (text || "").split(",").map((part) => (part.trim() ? Number(part) : NaN));
    return found.length === count && found.every(Number.isFinite) ? found : null;
  }

  D.Address = Address;
})(globalThis.Dateline = globalThis.Dateline || {});
