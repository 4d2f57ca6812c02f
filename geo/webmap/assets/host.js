// For Streamlit: the model is made once by the data component; the others are views that wait for it.
(function (D) {
  "use strict";

  const views = new WeakMap(); // parent element → what stands in it
  const waiting = new Set();
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

  function applyWanted() {
    if (!model || wanted.key !== model.key) return;
    if (wanted.mask !== model.lastMask) {
      model.lastMask = wanted.mask;
      model.setMask(wanted.mask ? D.fromBase64(wanted.mask) : null);
    }
    if (!model.wasOpened) { // later on, the page itself knows best
      if (wanted.window) model.setWindow(D.toDay(wanted.window[0]), D.toDay(wanted.window[1]));
      if (wanted.hidden.length) model.setHidden(wanted.hidden);
      if (wanted.box) model.setBox(wanted.box, "host");
      model.wasOpened = true;
    }
    if (wanted.selected !== model.selected) model.select(wanted.selected, "host");
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
          tiles: true,
          onWindow: (from, to) => kept.send("window", { key: m.key, from: D.isoDay(from), to: D.isoDay(to) }),
        });
      });
      return kept;
    });
    kept.send = setStateValue;
    if (kept.view) kept.view.retheme();
    applyWanted();
    return () => { kept.leave(); if (kept.view) kept.view.destroy(); kept.node.remove(); views.delete(parent); };
  };

  D.showTable = function (component) {
    const { parentElement: parent } = component;
    const kept = keep(parent, () => {
      const node = styled(parent, "dl-host");
      return { node, leave: withModel((m) => { node.replaceChildren(); new D.Table(node, m); }) };
    });
    return () => { kept.leave(); kept.node.remove(); views.delete(parent); };
  };

  D.showClaims = function (component) {
    const { parentElement: parent, data } = component;
    const kept = keep(parent, () => ({ node: styled(parent, "dl-host dl-panel") }));
    const detail = data && data.detail;
    const serial = JSON.stringify(detail || null);
    if (kept.serial === serial) return;
    kept.serial = serial;
    if (detail) detail.host = kept.node;
    D.renderClaims(kept.node, detail);
    kept.node.scrollTop = 0;
    if (detail) D.bringIntoView(kept.node);
  };

  // Views that were mounted before this script had come.
  for (const start of D.waiting || []) start();
})(globalThis.Dateline = globalThis.Dateline || {});
