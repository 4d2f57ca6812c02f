// For Streamlit: the model is made once by the data component; the others are views that wait for it.
(function (D) {
  "use strict";

  const views = new WeakMap(); // parent element → what stands in it
  const waiting = new Set();
  const followers = new Set(); // views that move where Python says
  let model = null;
  let wanted = {}; // what Python last said of selection, filters and window

  D.setData = function (bytes) {
    const next = new D.Model(bytes);
    if (model && model.key === next.key) return;
    model = next;
    applyWanted();
    for (const again of [...waiting]) again();
  };

  // Calls `use(model)` now and whenever other data come; gives the function that stops this.
  function withModel(use) {
    const again = () => model && use(model);
    waiting.add(again);
    again();
    return () => waiting.delete(again);
  }

  // Streamlit passes a value on when it differs from the last one: the same choice made again has another number.
  let messages = 0;
  function numbered(setStateValue) {
    return (name, message) => setStateValue(name, { ...message, number: ++messages });
  }

  function applyWanted() {
    if (!model || wanted.key !== model.key) return;
    if (wanted.mask !== model.lastMask) {
      model.lastMask = wanted.mask;
      model.setMask(wanted.mask ? D.fromBase64(wanted.mask) : null);
    }
    if (model.revision !== wanted.revision) { // the address or a button spoke; else the page itself knows best
      model.revision = wanted.revision;
      const whole = [model.first, model.last];
      model.setWindow(...(wanted.window ? wanted.window.map(D.toDay) : whole));
      model.setHidden(wanted.hidden);
      model.placeWanted = wanted.view;
      model.stepsWanted = wanted.steps;
      model.setBox(wanted.box, "host");
      for (const follow of followers) follow();
    }
    if (wanted.selected !== model.lastSelected) { // an older word of Python's does not undo a click
      model.lastSelected = wanted.selected;
      model.select(wanted.selected, "host");
    }
  }

  // What others laid over the maps (others.js, where it was sent) hears of every map, and of all that Python says.
  const maps = new Set();
  D.tellMaps = function () {
    if (D.beside) for (const kept of maps) D.beside(kept, wanted.others || [], wanted.row);
  };

  // Tells where the user has moved the map to, once it rests; moves of our own are not told.
  const REST_MS = 600;
  function followMap(kept, m) {
    let byHand = false, timer = null, before = null;
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      kept.view.stage.addEventListener(name, () => { byHand = true; }, { passive: true });
    }
    kept.moved = ({ lat, lng }, zoom) => {
      clearTimeout(timer);
      const view = [lat, lng, zoom].map((value) => +value.toFixed(4));
      if (byHand) timer = setTimeout(() => kept.send("view", { key: m.key, view }), REST_MS);
    };
    return () => {
      byHand = false;
      kept.view.timeline.setSettings(m.stepsWanted || {});
      if (m.placeWanted) kept.view.setMapView(...m.placeWanted);
      else if (before) kept.view.fit();
      before = m.placeWanted;
    };
  }

  // Tells how the timeline steps, when that was changed by hand.
  function followSettings(kept, m) {
    const { timeline, timelineRoot } = kept.view;
    let told = String(new URLSearchParams(timeline.settings()));
    timelineRoot.addEventListener("change", () => {
      const settings = timeline.settings(), now = String(new URLSearchParams(settings));
      if (now !== told) kept.send("steps", { key: m.key, settings });
      told = now;
    });
  }

  function styled(parent, className) {
    const node = D.el("div", { class: className, "data-theme": D.theme(parent) });
    parent.append(node);
    return node;
  }

  function keep(parent, make) {
    let kept = views.get(parent);
    if (!kept) {
      kept = make();
      views.set(parent, kept);
    }
    if (kept.node) kept.node.dataset.theme = D.theme(parent);
    return kept;
  }

  D.showMap = function (component) {
    const { parentElement: parent, data, setStateValue } = component;
    wanted = data;
    const kept = keep(parent, () => {
      const node = styled(parent, "dl-host");
      const kept = { node };
      kept.leave = withModel((m) => {
        if (kept.view) kept.view.destroy();
        kept.view = D.mount(node, m, {
          onSelect: (event) => kept.send("selected", { key: m.key, event }),
          onHidden: (types) => kept.send("hidden", { key: m.key, types }),
          onBox: (box) => kept.send("box", { key: m.key, box }),
          onMove: (moved, lat, lon) => kept.send("moved", { key: m.key, moved, lat, lon }),
          onProvince: (lat, lon) => kept.send("province", { key: m.key, lat, lon }),
          tiles: true,
          onWindow: (from, to) => kept.send("window", { key: m.key, from: D.isoDay(from), to: D.isoDay(to) }),
          onView: (centre, zoom) => kept.moved && kept.moved(centre, zoom),
        });
        followers.delete(kept.follow);
        followers.add(kept.follow = followMap(kept, m));
        followSettings(kept, m);
        if (m.placeWanted || m.stepsWanted) kept.follow();
        D.tellMaps();
      });
      maps.add(kept);
      return kept;
    });
    kept.send = numbered(setStateValue);
    if (kept.view) kept.view.retheme();
    applyWanted();
    D.tellMaps();
    return () => {
      kept.leave();
      maps.delete(kept);
      followers.delete(kept.follow);
      if (kept.view) kept.view.destroy();
      kept.node.remove();
      views.delete(parent);
    };
  };

  D.showTable = function (component) {
    const { parentElement: parent, data, setStateValue } = component;
    const kept = keep(parent, () => {
      const kept = { node: styled(parent, "dl-host") };
      kept.leave = withModel((m) => {
        kept.node.replaceChildren();
        kept.table = new D.Table(kept.node, m, { onOrder: (order) => kept.send("order", { key: m.key, order }) });
        kept.revision = null;
        if (kept.adopt) kept.adopt();
      });
      return kept;
    });
    kept.send = numbered(setStateValue);
    kept.adopt = () => {
      if (!kept.table || !data || kept.revision === data.revision) return;
      kept.revision = data.revision;
      kept.table.setOrder(data.order);
    };
    kept.adopt();
    return () => { kept.leave(); kept.node.remove(); views.delete(parent); };
  };

  D.showClaims = function (component) {
    const { parentElement: parent, data: panel, setTriggerValue } = component;
    const kept = keep(parent, () => {
      const kept = { node: styled(parent, "dl-host dl-panel"), layer: styled(parent, "dl-host") };
      kept.host = { choose: (number) => model && model.select(number, "claims"), decide: (message) => kept.decide(message), layer: kept.layer };
      kept.leave = withModel((m) => D.tellIn(kept.node, m));
      return kept;
    });
    kept.layer.dataset.theme = kept.node.dataset.theme;
    kept.decide = (message) => {
      busy(kept, true);
      setTriggerValue("decision", { ...message, key: panel.key, author: D.author ?? panel.author });
    };
    busy(kept, false);
    const serial = JSON.stringify([panel.detail, panel.decisions]);
    if (kept.serial !== serial) showPanel(kept, panel);
    kept.serial = serial;
    for (const node of parent.querySelectorAll(".dl-notice")) node.textContent = panel.notice;
  };

  function busy(kept, is) {
    for (const part of [kept.node, kept.layer]) {
      part.setAttribute("aria-busy", String(is));
      for (const button of part.querySelectorAll(".dl-act")) button.disabled = is;
    }
  }

  // A decision keeps the place where one reads; another event begins at its top.
  function showPanel(kept, panel) {
    const event = panel.detail ? panel.detail.event_id : null;
    const root = kept.node.getRootNode();
    const within = kept.node.contains(root.activeElement);
    const scrolled = kept.node.scrollTop;
    D.renderClaims(kept.node, panel, panel.fixed ? { ...kept.host, decide: null } : kept.host); // fixed: read-only
    const last = kept.node.querySelector(".dl-last");
    if (within && last) last.focus({ preventScroll: true });
    kept.node.scrollTop = kept.event === event ? scrolled : 0;
    if (event && kept.event !== event) D.bringIntoView(kept.node);
    if (!event && model) D.tellIn(kept.node, model);
    kept.event = event;
  }

  // Views that were mounted before this script had come.
  for (const start of D.waiting || []) start();
})(globalThis.Dateline = globalThis.Dateline || {});
