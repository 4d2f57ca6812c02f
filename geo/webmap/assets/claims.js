// The selected event: its ledger, what each source says in its own words, and what was decided about it.
(function (D) {
  "use strict";

  // panel: { detail, types, decisions, author, notice }, where detail is what geo.webmap.details gives and null
  // shows how to begin. host: { choose(number or null), decide(message), layer }; without `decide` nothing is corrected.
  D.renderClaims = function (root, panel, host) {
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Claims");
    root.tabIndex = -1;
    const detail = panel.detail;
    const view = { panel, detail, host, claims: detail ? byId(detail) : new Map() };
    root.replaceChildren(D.el("div", {}, // el leaves out the parts that are not there
      detail && closing(root, host),
      host.decide && D.lastDecision(view),
      detail ? eventNode(view) : howToBegin(),
      host.decide && D.decisionList(view)));
    if (D.report) D.report.update(view);
  };

  // The button goes with what it closes: the focus stays in the panel.
  function closing(root, host) {
    const close = () => { root.focus({ preventScroll: true }); host.choose(null); };
    return D.el("button", { type: "button", class: "dl-close dl-close-panel", "aria-label": "Close this event",
      title: "Close this event", onclick: close }, "×");
  }

  // The table is below: what was chosen there must be seen to have been. Where its head is in view nothing moves.
  D.bringIntoView = function (panel) {
    const { top } = panel.getBoundingClientRect(), narrow = globalThis.innerWidth <= 900;
    if (!narrow && top >= 0 && top < globalThis.innerHeight - 160) return;
    panel.scrollIntoView({ block: "start", behavior: D.quiet() ? "auto" : "smooth" });
  };

  function byId(detail) {
    return new Map([...detail.claims, ...detail.statements, ...detail.denials].map((claim) => [claim.id, claim]));
  }

  function howToBegin() {
    return D.el("div", { class: "dl-empty" },
      D.el("p", {}, "Choose an event on the map or in the table."),
      D.el("p", {}, "Every claim appears here with its source and its exact sentence."));
  }

  function eventNode(view) {
    const { detail } = view;
    return [
      D.el("header", { class: "dl-head" },
        D.el("h2", {}, detail.title),
        D.el("p", { class: "dl-where" }, [detail.when, detail.where].filter(Boolean).join(" · ")),
        detail.differ && D.el("p", { class: "dl-differ" }, detail.differ),
        D.el("p", { class: "dl-origins" }, detail.origins)),
      D.ledger(view),
      D.el("ol", { class: "dl-claims" }, detail.claims.map((claim) => claimNode(claim, view))),
      section("Statements about this", detail.statements, view),
      section("General denials", detail.denials, view, "They name no event; they may concern this one."),
      possiblySame(view),
      because(detail),
      D.el("p", { class: "dl-sure" }, `Confidence ${detail.confidence}: ${detail.confidence_means}.`),
    ];
  }

  function section(title, claims, view, note) {
    if (!claims.length) return null;
    return D.el("section", { class: "dl-more" }, D.el("h3", {}, title), note && D.el("p", { class: "dl-note" }, note),
      D.el("ol", { class: "dl-claims" }, claims.map((claim) => claimNode(claim, view))));
  }

  function possiblySame({ detail, host }) {
    if (!detail.possibly_same.length) return null;
    return D.el("section", { class: "dl-more" }, D.el("h3", {}, "Possibly the same"),
      D.el("p", { class: "dl-note" }, "Kept apart, since no report says so."),
      D.el("ul", { class: "dl-kin" }, detail.possibly_same.map((kin) => D.el("li", {},
        typeof kin.number === "number"
          ? D.el("button", { type: "button", class: "dl-link", onclick: () => host.choose(kin.number) }, kin.title)
          : kin.title,
        `: ${kin.because} `,
        host.decide && D.el("button", { type: "button", class: "dl-act", "aria-label": "Put together with " + kin.title,
          onclick: () => host.decide({ do: "merge", event: detail.event_id, with: kin.event_id }) }, "Put together")))));
  }

  function because(detail) {
    if (!detail.because.length) return null;
    return D.el("details", { class: "dl-because" }, D.el("summary", {}, "Why these are together"),
      D.el("ul", {}, detail.because.map((reason) => D.el("li", {}, reason))));
  }

  function claimNode(claim, view) {
    const facts = claim.facts.map(([name, value]) => [D.el("dt", {}, name), D.el("dd", {}, value)]);
    return D.el("li", { "data-claim": claim.id }, D.el("article", { class: "dl-claim" },
      D.el("p", { class: "dl-who" }, claim.who, claim.tags.map((tag) => D.el("span", { class: "dl-tag" }, tag))),
      facts.length ? D.el("dl", { class: "dl-facts" }, facts) : null,
      claim.decided.length ? D.el("ul", { class: "dl-decided" }, claim.decided.map((one) => D.el("li", {}, one))) : null,
      claim.quotes.map((quote) => D.el("blockquote", {}, D.el("p", { dir: "auto" }, D.segments(quote.segments)),
        D.el("footer", {}, D.el("cite", {}, claim.doc.title),
          D.el("span", {}, [claim.doc.publisher, claim.doc.published].filter(Boolean).join(", ")),
          view.detail.documents[claim.doc.id] !== "" &&
            D.el("button", { type: "button", class: "dl-link", onclick: () => D.openReport(claim, quote, view) }, "Open report")))),
      view.host.decide && D.claimActions(claim, view, { separate: view.detail.claims.length > 1 })));
  }

  // [["text", kind|null], …]: a mark names what the words were read as.
  D.segments = (parts) =>
    parts.map(([text, kind]) => kind ? D.el("mark", { class: "dl-m-" + kind, title: D.MEANING[kind] }, text) : text);

  D.MEANING = {
    trigger: "what happened", place: "a place", date: "a date", actor: "an actor", toll: "a figure", source: "who says so",
  };
})(globalThis.Dateline = globalThis.Dateline || {});
