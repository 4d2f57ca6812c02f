// Correcting: what can be decided about a claim, the form for its values, and the list of what was decided.
(function (D) {
  "use strict";

  const HARMS = [["killed", "Killed"], ["wounded", "Wounded"], ["missing", "Missing"], ["displaced", "Displaced"]];
  let number = 0; // makes the ids that join labels and fields

  D.claimActions = function (claim, view, { separate } = {}) {
    const isEvent = Boolean(claim.edit);
    const place = D.el("div", {});
    const act = (name, what) => D.el("button", { type: "button", class: "dl-act",
      onclick: () => view.host.decide({ do: what, claim: claim.id }) }, name);
    const toggle = D.el("button", { type: "button", class: "dl-act", "aria-expanded": "false", onclick: () => {
      const open = !place.firstChild;
      toggle.setAttribute("aria-expanded", String(open));
      if (!open) { place.replaceChildren(); return; }
      place.replaceChildren(correctForm(claim, view, () => { toggle.click(); toggle.focus(); }));
      place.querySelector("select, input").focus();
    } }, "Correct");
    return D.el("div", { class: "dl-acts" },
      D.el("div", { class: "dl-act-row", role: "group", "aria-label": "Decide about this claim" },
        isEvent && toggle, act("Accept", "accept"),
        act(isEvent || claim.kind === "event" ? "Not an event" : "Not a statement about this", "reject"),
        separate && isEvent && act("Separate", "separate")), place);
  };

  function correctForm(claim, view, cancel) {
    const now = claim.edit, fields = {};
    const field = (name, label, control, hint) => { fields[name] = control; return labelled(label, control, hint); };
    const text = (value, more) => D.el("input", { type: "text", value, maxlength: 400, autocomplete: "off", ...more });
    const form = D.el("form", { class: "dl-form", "aria-label": "Correct this claim", onsubmit: (event) => {
      event.preventDefault();
      view.host.decide({ do: "change", claim: claim.id, values: valuesOf(fields, now) });
    } },
    field("type", "What happened", select(view.panel.types, now.type)),
    D.el("div", { class: "dl-pair" },
      field("from", "First day", D.el("input", { type: "date", value: now.from })),
      field("to", "Last day", D.el("input", { type: "date", value: now.to }))),
    now.places.map((place, i) => D.el("fieldset", {}, D.el("legend", {}, place.words ? `Place “${place.words}”` : "Place"),
      field("place" + i, "Which place", select(place.options, place.was)),
      field("point" + i, "or a point", text("", { placeholder: "34.84, 36.73" }), "latitude, longitude"))),
    field("attributed", "Attributed to", text(now.attributed), "several with ;"),
    field("target", "Target", text(now.target), "several with ;"),
    D.el("div", { class: "dl-pair" }, HARMS.map(([harm, label]) =>
      field(harm, label, text(now.tolls[harm], { placeholder: "5, 5-7 or 5+" })))),
    field("note", "Why (kept with it)", text("")),
    D.el("p", { class: "dl-notice", role: "alert" }),
    D.el("div", { class: "dl-act-row" }, D.el("button", { type: "submit", class: "dl-act dl-main" }, "Keep this correction"),
      D.el("button", { type: "button", class: "dl-act", onclick: cancel }, "Cancel")));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); cancel(); } });
    return form;
  }

  function valuesOf(fields, now) {
    const value = (name) => fields[name].value.trim();
    return {
      type: value("type"), from: value("from"), to: value("to"), note: value("note"),
      attributed: value("attributed"), target: value("target"),
      places: now.places.map((place, i) => ({ was: place.was, id: value("place" + i), point: value("point" + i) })),
      tolls: Object.fromEntries(HARMS.map(([harm]) => [harm, value(harm)])),
    };
  }

  function labelled(label, control, hint) {
    const id = "dl-f" + number++;
    control.id = id;
    if (hint) control.setAttribute("aria-describedby", id + "-hint");
    return D.el("p", { class: "dl-field" }, D.el("label", { for: id }, label), control,
      hint && D.el("small", { id: id + "-hint" }, hint));
  }

  function select(options, chosen) {
    return D.el("select", {}, options.map(([value, label]) => D.el("option", { value, selected: value === chosen }, label)));
  }

  // The newest decision that stands, to take it back at once; and what could not be done.
  D.lastDecision = function (view) {
    const last = view.panel.decisions.find((one) => one.stands && one.undoable && !one.undoes);
    return D.el("div", { class: "dl-last", role: "status", tabindex: "-1" },
      D.el("p", { class: "dl-notice", role: "alert" }, view.panel.notice),
      last && D.el("p", {}, D.el("span", {}, `${last.what}${last.who ? ", by " + last.who : ""} `),
        undo("Undo", last, view)));
  };

  D.decisionList = function (view) {
    const { decisions } = view.panel;
    const id = "dl-f" + number++;
    return D.el("section", { class: "dl-more dl-decisions" },
      D.el("p", { class: "dl-field" }, D.el("label", { for: id }, "Your name, kept with each decision"),
        D.el("input", { id, type: "text", maxlength: 80, autocomplete: "off", value: D.author ?? view.panel.author,
          onchange: (event) => { D.author = event.target.value.trim(); } })),
      decisions.length ? D.el("details", { ontoggle: (event) => { D.listOpen = event.target.open; }, open: D.listOpen },
        D.el("summary", {}, `Decisions (${decisions.length})`),
        D.el("ol", {}, decisions.map((one) => D.el("li", { class: one.stands ? null : "dl-back" },
          D.el("span", {}, one.what),
          D.el("small", {}, [one.who, one.when + " UTC", !one.stands && "taken back",
            !one.usable && "not usable: what is kept of it makes no sense",
            !one.fits && "no effect: what it is about is no longer there"].filter(Boolean).join(" · ")),
          one.stands && one.undoable && undo(one.undoes ? "Redo" : "Undo", one, view))))) : null);
  };

  function undo(label, one, view) {
    return D.el("button", { type: "button", class: "dl-act", "aria-label": `${label}: ${one.what}`,
      onclick: () => view.host.decide({ do: "undo", decision: one.id }) }, label);
  }
})(globalThis.Dateline = globalThis.Dateline || {});
